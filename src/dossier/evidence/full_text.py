"""A full text prepared for looking up, once for all quotes of its source."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from dossier.evidence.anchors import PageWords
from dossier.evidence.nearest import PassageIndex
from dossier.evidence.typography import PlainText, plain_text
from dossier.evidence.words import word_starts

_SPEAKER = re.compile(
    r"^[^\S\n]*(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?[^\S\n]*)?([^\n:(]{1,40})(?:\([^\n:]{1,40}\) ?)?:",
    re.MULTILINE,
)
_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True)
class ReadText:
    """A text in the forms in which it is looked at."""

    path: str
    """Of its file, in the dossier."""
    plain: PlainText
    word_starts: list[int]

    @classmethod
    def of(cls, path: str, text: str) -> ReadText:
        """`text` is the whole of the file `path`."""
        return cls(path, plain_text(text), list(word_starts(text)))

    @cached_property
    def page(self) -> PageWords:
        """As a browser would look words up in it."""
        return PageWords(self.plain)

    @cached_property
    def index(self) -> PassageIndex:
        """For hints; only made where one is wanted."""
        return PassageIndex(self.plain)

    @cached_property
    def speakers(self) -> list[int]:
        """Where a line begins with the name of who speaks, in capitals: "Q:", "[00:14:05] MARSH:"."""
        lines = _SPEAKER.finditer(self.plain.original)
        return [match.start(1) for match in lines if match[1].isupper()]

    def place(self, at: int) -> str:
        """`path:line:column` of a code point."""
        begins = bisect_right(self._lines, at)
        return f"{self.path}:{begins}:{at - self._lines[begins - 1] + 1}"

    @cached_property
    def _lines(self) -> list[int]:
        """Where each line begins, as editors count them."""
        return [0, *(match.end() for match in _LINE_END.finditer(self.plain.original))]
