"""Proper names in a text that nobody has a profile for, told by capitals and general vocabulary.

Coarser than the linker, which knows whom it looks for: what is found here is only proposed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from dossier.fold import fold
from dossier.link.names import WORD
from dossier.link.words import (
    DEMONYMS,
    DIRECTIONS,
    GROUP_NOUNS,
    HEADS,
    LEGAL_FORMS,
    NAME_PARTICLES,
    OPENERS,
    PLACE_NOUNS,
    SUFFIXES,
    TITLES,
)

_SENTENCE_BREAK = re.compile(r"[.!?:;…\"]")
_LINE_END = re.compile(r"\r\n?|\n")
_NICKNAME = re.compile(r" (?:\"[^\"]{2,40}\"|'[^'\"]{2,40}') ")
_WITHIN_A_NAME = re.compile(r" +|[-'&]| & ")
_NOT_A_NAME = re.compile(r"(?:ly|ing|ed|mente)$")
_MONTHS = frozenset(
    ["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"]
)
"""Short for months, where a dot follows; "Jan" without one is somebody's name."""
_ROMAN = re.compile(r"[IVXLC]+")
_NATIONS = DEMONYMS - DIRECTIONS
"""Adjectives of nations; "Central" and "Southern" may begin a name."""
COMMON = HEADS | LEGAL_FORMS | PLACE_NOUNS | GROUP_NOUNS | SUFFIXES | NAME_PARTICLES | TITLES
"""Words that name nobody by themselves, capitals or not."""
_LONGEST = 12
"""Words of a name, particles included."""
_LONG_LINE = 120
"""Characters that no line has where a text is broken into lines of about one length."""


@dataclass(frozen=True)
class Proper:
    """A name in a text: half-open code-point offsets, and its words in one spelling."""

    start: int
    end: int
    words: tuple[str, ...]
    sentence: int
    """Which sentence it stands in, counted from zero."""
    opens: bool
    """Whether it stands first in its sentence, so that its capital says little."""

    @property
    def is_acronym(self) -> bool:
        """Whether it is one word of two to eight capitals."""
        word = self.words[0]
        is_letters = word.isalpha() and word.isupper() and 2 <= len(word) <= 8
        return len(self.words) == 1 and is_letters and not _ROMAN.fullmatch(word)

    @property
    def is_full(self) -> bool:
        """Whether it has two or more words with capitals."""
        return sum(word[0].isupper() for word in self.words) > 1


class Reading:
    """One text as words; `covered` are the stretches in which the linker saw a listed name."""

    def __init__(self, text: str, covered: Iterable[tuple[int, int]] = ()) -> None:
        self.text = text
        self.folded, self.offsets = fold(text)
        spans = [match.span() for match in WORD.finditer(self.folded)]
        self.words = [self.folded[start:end] for start, end in spans]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        self.taken = self._inside(covered)
        self.bridged = self._nicknames()

    def at(self, place: int) -> int:
        """An offset of the folded text as one of the text."""
        if self.offsets is None:
            return place
        return self.offsets[place] if place < len(self.offsets) else len(self.text)

    def _inside(self, covered: Iterable[tuple[int, int]]) -> set[int]:
        begins = [self.at(start) for start in self.starts]
        inside: set[int] = set()
        for start, end in covered:
            index = bisect_right(begins, start) - 1
            for number in range(max(0, index), len(begins)):
                if begins[number] >= end:
                    break
                if begins[number] >= start:
                    inside.add(number)
        return inside

    def _nicknames(self) -> set[int]:
        """The words of nicknames in quotation marks: a name goes on around them."""
        inside: set[int] = set()
        for found in _NICKNAME.finditer(self.folded):
            first = bisect_right(self.starts, found.start())
            last = bisect_right(self.starts, found.end() - 1)
            if 0 < first < last < len(self.words) and self.words[last][0].isupper():
                inside.update(range(first, last))
        return inside

    def gap(self, index: int) -> str:
        """What stands before a word, after the last word that is no nickname."""
        before = index - 1
        while before in self.bridged:
            before -= 1
        if before < index - 1:
            return " "
        return self.folded[self.ends[before] : self.starts[index]] if before >= 0 else "\n"

    @cached_property
    def sentences(self) -> list[int]:
        """The number of each word's sentence."""
        numbers, number = [], -1
        for index in range(len(self.words)):
            number += self._begins_sentence(index)
            numbers.append(number)
        return numbers

    def _begins_sentence(self, index: int) -> bool:
        if index == 0:
            return True
        if index in self.bridged or index - 1 in self.bridged:
            return False
        gap, before = self.gap(index), self.words[index - 1]
        if _SENTENCE_BREAK.search(gap):
            abbreviated = self.is_initial(index - 1) or (
                len(before) <= 4 and before.lower() in TITLES
            )
            return not (abbreviated and gap.rstrip() == ".")
        breaks = self._line_ends(index)
        # In a text of lines of one length a sentence goes on after a long one.
        goes_on = breaks == 1 and self.is_wrapped and self._column(index - 1) > _LONG_LINE / 2
        return breaks > 0 and not goes_on

    @cached_property
    def is_wrapped(self) -> bool:
        """Whether the lines end where they are full, and not where a paragraph does."""
        return all(len(line) <= _LONG_LINE for line in self.text.splitlines())

    def _line_ends(self, index: int) -> int:
        """How many lines end before a word; folding has made blanks of them."""
        begin = self.at(self.ends[index - 1]) if index else 0
        end = self.at(self.starts[index]) if index < len(self.starts) else len(self.text)
        return len(_LINE_END.findall(self.text, begin, end))

    def _column(self, index: int) -> int:
        """How far into its line a word ends."""
        end = self.at(self.ends[index])
        return len(_LINE_END.split(self.text[max(0, end - _LONG_LINE) : end])[-1])

    def opens(self, index: int) -> bool:
        """Whether a word stands first in its sentence."""
        return index == 0 or self.sentences[index] != self.sentences[index - 1]

    def is_initial(self, index: int) -> bool:
        """Whether a word is a letter that stands for one, as in "J. Harrow", or begins "O'Brien"."""
        return len(self.words[index]) == 1 and self._sign_after(index) in (".", "'")

    def is_month(self, index: int) -> bool:
        """Whether a word is short for a month: "Feb. 13"."""
        return self.words[index].lower() in _MONTHS and self._sign_after(index) == "."

    def _sign_after(self, index: int) -> str:
        return self.folded[self.ends[index] : self.ends[index] + 1]

    @cached_property
    def headings(self) -> set[int]:
        """Sentences on lines of their own in which nearly every word has a capital, which says little."""
        members: dict[int, list[int]] = {}
        for index, number in enumerate(self.sentences):
            members.setdefault(number, []).append(index)
        return {number for number, indices in members.items() if self._is_heading(indices)}

    def _is_heading(self, indices: list[int]) -> bool:
        first, after = indices[0], indices[-1] + 1
        alone = (first == 0 or self._line_ends(first)) and self._line_ends(after)
        if not alone or self._sign_after(after - 1) in (".", "!", "?"):
            return False
        if all(self.words[index].isupper() for index in indices):
            return True
        longer = [self.words[index][0].isupper() for index in indices if len(self.words[index]) > 3]
        return len(longer) > 3 and sum(longer) > 0.8 * len(longer)


@dataclass(frozen=True)
class Usage:
    """How words are written in all the texts, which tells what a capital at a sentence's begin means."""

    small: frozenset[str]
    capital: frozenset[str]

    @classmethod
    def of(cls, readings: Iterable[Reading]) -> Usage:
        """The words that stand in small letters somewhere, and those with a capital in mid-sentence."""
        small: set[str] = set()
        capital: set[str] = set()
        for reading in readings:
            for index, word in enumerate(reading.words):
                if word[0].islower():
                    small.add(word)
                elif not reading.opens(index) and reading.sentences[index] not in reading.headings:
                    capital.add(word.lower())
        return cls(frozenset(small), frozenset(capital))

    def is_name_word(self, reading: Reading, index: int) -> bool:
        """Whether a word may be part of a name, by its capital."""
        word, low = reading.words[index], reading.words[index].lower()
        if index in reading.taken or not word[0].isupper():
            return False
        if reading.sentences[index] in reading.headings or reading.is_month(index):
            return False
        if reading.is_initial(index):
            return True
        if low in OPENERS and low not in NAME_PARTICLES and low not in _NATIONS:
            return False
        if not reading.opens(index) or low in self.capital:
            return True
        return low not in OPENERS and low not in self.small and not _NOT_A_NAME.search(low)


def proper_names(reading: Reading, usage: Usage) -> Iterator[Proper]:
    """The names of a text, in order: of several words, or single ones, which may be none."""
    index = 0
    while index < len(reading.words):
        if index in reading.bridged or not usage.is_name_word(reading, index):
            index += 1
            continue
        run = [index]
        while len(run) < _LONGEST and (more := _goes_on(reading, usage, run)):
            run += more
        index = run[-1] + 1
        for part in _without_titles(reading, run):
            if trimmed := _trimmed(reading, part):
                yield _proper(reading, trimmed)


def _goes_on(reading: Reading, usage: Usage, run: list[int]) -> list[int]:
    """The next word of the name that a run begins, and particles before it; nothing at its end."""
    before = run[-1]
    of = ("of", "the") if reading.words[before].lower() in HEADS else ()
    more: list[int] = []
    for index in range(before + 1, min(before + _LONGEST, len(reading.words))):
        if index in reading.bridged:
            continue
        if not _joins(reading, index, before):
            return []
        more.append(index)
        if usage.is_name_word(reading, index):
            return more
        word = reading.words[index]
        if index in reading.taken or (word not in NAME_PARTICLES and word not in of):
            return []
        before = index
    return []


def _joins(reading: Reading, index: int, before: int) -> bool:
    """Whether a name may go on over the gap before a word."""
    gap = reading.gap(index)
    if reading.is_initial(before) and gap in (".", ". "):
        return True
    if gap == "' ":  # "the Seafarers' Union"
        return reading.words[before].endswith("s") and reading.words[index].lower() in HEADS
    return not reading.opens(index) and bool(_WITHIN_A_NAME.fullmatch(gap))


def _without_titles(reading: Reading, run: list[int]) -> Iterator[list[int]]:
    """The parts of a run between titles; a title that ends a name of two words may be a surname."""
    part: list[int] = []
    for number, index in enumerate(run):
        is_title = reading.words[index].lower() in TITLES
        if is_title and not (number == len(run) - 1 and len(part) > 1):
            yield part
            part = []
        else:
            part.append(index)
    yield part


def _trimmed(reading: Reading, part: list[int]) -> list[int]:
    """A name without particles and adjectives of nations around it; empty where nothing is left."""
    words = {index: reading.words[index] for index in part}
    while part and words[part[-1]].lower() in NAME_PARTICLES | {"of", "the"}:
        part = part[:-1]
    while part and words[part[0]][0].islower():
        part = part[1:]
    while part and words[part[-1]].lower() in _NATIONS:
        part = part[:-1]
    kept = part
    while kept and words[kept[0]].lower() in _NATIONS:
        kept = kept[1:]
    kept = _without_abbreviation(kept, words)
    if len(kept) == 1 and words[kept[0]].lower() in HEADS and len(part) > 1:
        return part  # "Mexican Army", and not an army
    names = [index for index in kept if words[index].lower() not in COMMON]
    return kept if any(len(words[index]) > 1 for index in names) else []


def _without_abbreviation(part: list[int], words: dict[int, str]) -> list[int]:
    """The name after "U.S."."""
    letters = ""
    for number, index in enumerate(part):
        if len(words[index]) > 1:
            return part[number:] if letters.lower() in _NATIONS else part
        letters += words[index]
    return part


def _proper(reading: Reading, part: list[int]) -> Proper:
    first, last = part[0], part[-1]
    if first and reading.gap(first) == "-" and reading.words[first - 1] in NAME_PARTICLES:
        first -= 1  # "al-Darouri"
    return Proper(
        start=reading.at(reading.starts[first]),
        end=reading.at(reading.ends[last]),
        words=tuple(reading.words[i] for i in range(first, last + 1) if i not in reading.bridged),
        sentence=reading.sentences[part[0]],
        opens=reading.opens(part[0]),
    )
