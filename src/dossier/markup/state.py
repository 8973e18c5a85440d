"""What one conversion is asked for and what it finds, shared by the parts of the converter."""

from __future__ import annotations

from dossier.model.linked import MarkupProblem, MarkupRequest


class State:
    """What one conversion needs and finds. One instance a process; `begin` resets it."""

    def __init__(self) -> None:
        self.request: MarkupRequest
        self.problems: list[MarkupProblem] = []
        self.named: dict[str, str] = {}
        self.site_links: list[str] = []
        self.quoted: list[tuple[str, str]] = []
        self.cited: list[tuple[str, str]] = []
        self.sources: dict[str, None] = {}

    def begin(self, request: MarkupRequest) -> None:
        """Forgets what the last conversion found."""
        self.request = request
        self.problems, self.named, self.site_links = [], {}, []
        self.quoted, self.cited, self.sources = [], [], {}

    def problem(
        self, code: str, needle: str, message: str, hint: str = "", *, is_each: bool = False
    ) -> None:
        """Notes what is wrong in the text."""
        self.problems.append(MarkupProblem(code, needle, message, hint, is_each))
