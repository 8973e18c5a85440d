"""What may be chosen of a build, and what one did: values that need nothing else to be imported."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from dossier.diagnostics import Diagnostic


@dataclass(frozen=True)
class BuildOptions:
    """What a user may choose of a build. `as_of` is the only clock."""

    as_of: datetime.date
    base_url: str | None = None
    drafts: bool = False
    strict: bool = False
    force: bool = False
    live_reload: bool = False
    jobs: int = 1
    """So many processes may work at the same time; 0: as many as there are processors."""


Step = Callable[[str, int, int], None]
"""Is told what is done, how many of it are done and of how many: 0 and 0 where they are not counted."""


def unseen(_what: str, _done: int, _of: int) -> None:
    """The step of whoever shows none."""


@dataclass(frozen=True)
class WriteReport:
    """How many files were written, left as they were, and removed."""

    written: int
    unchanged: int
    removed: int


@dataclass(frozen=True)
class BuildReport:
    """What a build did: `written` is None where errors stopped it before the first file."""

    diagnostics: list[Diagnostic]
    written: WriteReport | None
    links: int
    seconds: float
    embargoes: frozenset[datetime.date] = frozenset()
    """The days on which something that was hidden may be published."""
    remarks: tuple[str, ...] = ()
    """What the author should know of the output: files changed by hand, a build that was completed."""
