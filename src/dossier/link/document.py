"""A text as words: where they stand, what separates them, which of them look like names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dossier.fold import fold
from dossier.link.names import WORD
from dossier.link.words import DEMONYMS, DIRECTIONS, NAME_PARTICLES, OPENERS, TITLES

_SENTENCE_BREAK = re.compile(r"[.!?:;…]|\n")
_ADVERB = re.compile(r"(?:ly|ing|ed|mente)$")


@dataclass
class Document:
    """The words of one text. `starts` and `ends` are offsets in the folded text."""

    text: str
    folded: str = ""
    offsets: list[int] | None = None
    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    _lower_case: frozenset[str] | None = None

    def __post_init__(self) -> None:
        """Folds and splits the text."""
        self.folded, self.offsets = fold(self.text)
        for match in WORD.finditer(self.folded):
            self.words.append(match.group())
            self.starts.append(match.start())
            self.ends.append(match.end())

    def gap(self, index: int) -> str:
        """What stands between the word before `index` and the word at `index`."""
        if index <= 0 or index >= len(self.words):
            return "\n"
        return self.folded[self.ends[index - 1] : self.starts[index]]

    def line_break(self, index: int) -> bool:
        """Whether a line ends before the word at `index` (folding makes line ends blanks)."""
        start, end = self.ends[index - 1], self.starts[index]
        if self.offsets is not None:
            start, end = self.offsets[start - 1] + 1, self.offsets[end]
        return "\n" in self.text[start:end]

    def begins_sentence(self, index: int) -> bool:
        """Whether the word stands first in a sentence, a line or a quotation."""
        if index == 0:
            return True
        gap = self.gap(index)
        return bool(_SENTENCE_BREAK.search(gap)) or '"' in gap or self.line_break(index)

    def is_capital(self, index: int) -> bool:
        """Whether the word begins with a capital letter or a digit."""
        first = self.words[index][0]
        return first.isupper() or first.isdigit()

    @property
    def lower_case(self) -> frozenset[str]:
        """The words that stand in lower case somewhere in the text."""
        if self._lower_case is None:
            self._lower_case = frozenset(w for w in self.words if w[0].islower())
        return self._lower_case

    def names_somebody(self, index: int) -> bool:
        """Whether a word could be part of a proper name that goes on in the next word.

        Titles, adjectives of nations, and words that have a capital only because a sentence
        begins with them, could not.
        """
        if not 0 <= index < len(self.words) or not self.is_capital(index):
            return False
        low = self.words[index].lower()
        if low in TITLES or low in OPENERS or low in DEMONYMS or low in DIRECTIONS:
            return False
        if low in NAME_PARTICLES or self.words[index].isdigit():
            return False
        if self.begins_sentence(index):
            return low not in self.lower_case and not _ADVERB.search(low)
        return True
