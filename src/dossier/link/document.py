"""A text as words: where they stand, what separates them, which of them look like names.

Of an article's words one in ten begins with a capital, and of these few begin a listed name. So a
document is not split into words: each word finds those beside it when they are asked for.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise, zip_longest

from dossier.fold import fold
from dossier.link.names import WORD
from dossier.link.rules import ALL_RULES, Rule
from dossier.link.words import (
    ABBREVIATED,
    AGENCY_VERBS,
    DEMONYMS,
    DIRECTIONS,
    NAME_PARTICLES,
    OF_ENGLISH,
    OF_SPANISH,
    OPENERS,
    PAST_VERBS,
    SPANISH_OPENERS,
    TITLES,
)

_ADDRESS = re.compile(r"(?<![^\W_])(?:[a-zA-Z]{2,12}://|www\.)[^\s<>\"]+")
_SENTENCE_BREAK = re.compile(r"[.!?:;…\n]")
_BEHIND_NUMBER = {") ": "(", "] ": "["}
"""What stands behind and before a number in brackets."""
_LONGEST_NUMBER = 3
_ADVERB = re.compile(r"(?:ly|ing|ed|mente)$")
NO_NAMES = TITLES | OPENERS | DEMONYMS | DIRECTIONS | NAME_PARTICLES
_LINE_END = re.compile("\n")
_AROUND = 150
"""Characters before and after a word by which its language is told."""
_WRAPPED = range(45, 121)
"""Characters in a line that may have been wrapped at some width."""
_HEADLINE = 160
"""Characters that a headline has at most."""
_SIGN = re.compile(r"\S")
_HEADLINES = 5
"""Lines, at most, above a text."""
_ENDS_SENTENCE = (".", "!", "?", '"', ":", ";", ",")
_LONG_WORDS = 4
"""So many words of four letters or more make a line long enough to tell a headline by."""
_NO_NAME_ENDING = re.compile(r"(?:ly|ing|ed|s|mente)$")
_WORD = 40
"""Letters of most words, and their blanks."""
_SPANISH_VERBS = ("ó", "aron", "ieron", "rá", "rán")
_SHORTEST_VERB = 5
"""Letters of a word that is told for a verb by its ending."""
_FEW = 8
"""So many words are looked for in the text, before all of its words are put into a set."""


class Word:
    """A word of a document: its letters, where they stand in the folded text, and its neighbours."""

    __slots__ = ("_gap", "_next", "_previous", "document", "end", "start", "text")

    def __init__(self, document: Document, text: str, start: int) -> None:
        self.document = document
        self.text = text
        self.start = start
        self.end = start + len(text)
        self._next: Word | bool | None = False
        self._previous: Word | bool | None = False
        self._gap: str | None = None

    @property
    def next(self) -> Word | None:
        """The word after this one."""
        if self._next is False:
            folded, end = self.document.folded, self.end
            start, text = end + 1, ""
            if folded.startswith(" ", end):
                # Mostly a word between two blanks, which is found much faster.
                stop = folded.find(" ", start)
                text = folded[start:stop] if stop > 0 else ""
            if not text.isalnum():
                found = WORD.search(folded, end)
                if found is None:
                    self._next = None
                    return None
                start, text = found.start(), found.group()
            self._next = after = self.document.word(start, text)
            after._previous = self  # noqa: SLF001 (the same class)
            after._gap = folded[end:start]  # noqa: SLF001
        return self._next  # type: ignore[return-value]

    @property
    def previous(self) -> Word | None:
        """The word before this one."""
        if self._previous is False:
            folded, end = self.document.folded, self.start
            if folded.startswith(" ", end - 1) and end > 1:
                start = folded.rfind(" ", max(0, end - _WORD), end - 1) + 1
                text = folded[start : end - 1]
                if start and text.isalnum():
                    self._previous = before = self.document.word(start, text)
                    before._next = self  # noqa: SLF001 (the same class)
                    self._gap = " "
                    return before
            while end and not folded[end - 1].isalnum():
                end -= 1
            start = end
            while start and folded[start - 1].isalnum():
                start -= 1
            self._previous = self.document.word(start, folded[start:end]) if end else None
            if self._previous:
                self._previous._next = self  # noqa: SLF001 (the same class)
        return self._previous  # type: ignore[return-value]

    def let_go(self) -> None:
        """Forgets the words beside it."""
        self._next = self._previous = False

    @property
    def gap(self) -> str:
        """What stands between the word before this one and this one; a line end before the first."""
        if self._gap is None:
            before = self.previous
            self._gap = self.document.folded[before.end : self.start] if before else "\n"
        return self._gap

    @property
    def breaks_line(self) -> bool:
        """Whether a line or paragraph ends before this word, and not only for want of space."""
        before = self.previous
        return before is None or self.document.breaks_between(before.end, self.start)

    @property
    def begins_sentence(self) -> bool:
        """Whether the word stands first in a sentence, a line or a quotation."""
        return '"' in self.gap or self.follows_stop

    @property
    def follows_stop(self) -> bool:
        """Whether a sentence or a line ended before the word."""
        gap = self.gap
        if gap in _BEHIND_NUMBER and self.is_numbered:
            return True
        if gap != " " and _SENTENCE_BREAK.search(gap):
            before = self.previous
            if gap != ". " or before is None:
                return True
            is_initial = len(before.text) == 1 and before.text.isupper()
            if not is_initial and before.text.lower() not in ABBREVIATED:
                return True
        return self.breaks_line

    @property
    def is_numbered(self) -> bool:
        """Whether a number in brackets stands before the word, as before a paragraph: "(d)", "[12]"."""
        before = self.previous
        is_short = before is not None and len(before.text) <= _LONGEST_NUMBER
        return is_short and before is not None and before.gap[-1:] == _BEHIND_NUMBER[self.gap]

    @property
    def is_capital(self) -> bool:
        """Whether the word begins with a capital letter or a digit."""
        first = self.text[0]
        return first.isupper() or first.isdigit()

    @property
    def is_spanish_verb(self) -> bool:
        """Whether a word in small letters ends as "llegó", "llegaron" and "llegará" do; names do so too."""
        return self.ends_as(_SPANISH_VERBS)

    def ends_as(self, endings: tuple[str, ...]) -> bool:
        """Whether a word of some length ends so in the text, where its accents stand."""
        document = self.document
        if document.offsets is not None or len(self.text) < _SHORTEST_VERB:
            return False
        return document.text[self.start : self.end].endswith(endings)

    @property
    def may_be_of_a_name(self) -> bool:
        """Whether the word could be part of a proper name that goes on beside it.

        Titles, adjectives of nations, and words that have a capital only because a sentence
        begins with them, could not.
        """
        if not self.is_capital or self.text.isdigit():
            return False
        low = self.text.lower()
        if low in NO_NAMES:
            return False
        if self.document.is_title_line(self.start):
            is_verb = low in AGENCY_VERBS or low in PAST_VERBS
            is_word = is_verb or self.document.has_small(low)
            return not (is_word or _NO_NAME_ENDING.search(low))
        if self.begins_sentence:
            is_word = low in SPANISH_OPENERS or bool(_ADVERB.search(low))
            return not (is_word or self.document.has_small(low))
        return True


class Document:
    """One text, folded, with its words as they are asked for.

    `offsets` holds for each character of the folded text its place in `text` (None: the same).
    """

    def __init__(self, text: str, rules: frozenset[Rule] = ALL_RULES) -> None:
        """Folds the text."""
        self.text = text
        self.rules = rules
        self.folded, self.offsets = fold(text)
        self._words: dict[int, Word] = {}
        self._small: dict[str, bool] = {}
        self._all_small: frozenset[str] | None = None
        self._breaks: list[int] | None = None
        self._headline: int | None = None
        self._title_lines: dict[int, bool] = {}

    def word(self, start: int, text: str) -> Word:
        """The word that begins at an offset; always the same object for the same place."""
        known = self._words.get(start)
        if known is None:
            known = self._words[start] = Word(self, text, start)
        return known

    def close(self) -> None:
        """Lets go of the words, which know the document and each other.

        What knows itself in a circle stays until Python searches for such garbage, and that took a sixth of the
        time in which articles are linked.
        """
        for word in self._words.values():
            word.let_go()
        self._words.clear()

    def words_between(self, start: int, end: int) -> list[Word]:
        """The words that begin between two offsets."""
        return [self.word(m.start(), m.group()) for m in WORD.finditer(self.folded, start, end)]

    def all_words(self) -> Iterator[tuple[int, str]]:
        """Offset and letters of every word."""
        for match in WORD.finditer(self.folded):
            yield match.start(), match.group()

    @property
    def breaks(self) -> list[int]:
        """Offsets at which lines end that are no mere wrapping, and the end of the text."""
        if self._breaks is None:
            found = [m.start() for m in _LINE_END.finditer(self.text)]
            if Rule.WRAPPED_LINES in self.rules and "\n\n" in self.text:
                found = list(self._without_wraps(found))
            if self.offsets is not None:
                found = [bisect_left(self.offsets, at) for at in found]
            self._breaks = [*found, len(self.folded)]
        return self._breaks

    def _without_wraps(self, line_ends: list[int]) -> Iterator[int]:
        """In a text with blank lines, line ends beside one or after a line of unusual length."""
        text, start = self.text, 0
        for at, following in zip_longest(line_ends, line_ends[1:], fillvalue=len(text)):
            if at - start not in _WRAPPED or not text[at:following].strip():
                yield at
            start = at + 1

    def breaks_between(self, start: int, end: int) -> bool:
        """Whether a line or paragraph ends between two offsets of the folded text."""
        if self.offsets is None and "\n" not in self.text[start:end]:
            return False
        breaks = self.breaks
        at = bisect_left(breaks, start)
        return at < len(breaks) and breaks[at] < end

    def breaks_at(self, offset: int) -> bool:
        """Whether a line or paragraph ends with the two blanks at an offset of the folded text."""
        if self.offsets is None and self.text.startswith("\n\n", offset):
            return True  # mostly
        return self.breaks_between(offset, offset + 2)

    def breaks_in(self, start: int, end: int) -> int:
        """How many lines or paragraphs end between two offsets, blank lines not counted."""
        breaks = self.breaks[bisect_left(self.breaks, start) : bisect_left(self.breaks, end)]
        return sum(after - at > 1 for at, after in pairwise([*breaks, end]))

    def line_of(self, offset: int) -> tuple[int, int]:
        """Where the line or paragraph around an offset begins and ends."""
        at = bisect_left(self.breaks, offset)
        start = self.breaks[at - 1] + 1 if at else 0
        return start, self.breaks[min(at, len(self.breaks) - 1)]

    def is_title_line(self, offset: int) -> bool:
        """Whether a line has nearly all its longer words in capitals, as a headline may."""
        if Rule.TITLE_LINE not in self.rules:
            return False
        start, end = self.line_of(offset)
        known = self._title_lines.get(start)
        if known is None:
            known = self._title_lines[start] = _is_title(self.folded[start:end])
        return known

    def is_headline(self, offset: int) -> bool:
        """Whether an offset lies in the first line of a longer text, or in one of those below that end no sentence."""
        if self._headline is None:
            self._headline = self._end_of_headlines()
        return offset < self._headline and Rule.TITLE_LINE in self.rules

    def _end_of_headlines(self) -> int:
        folded, end, after = self.folded, 0, 0
        most = len(folded) // 4
        for _ in range(_HEADLINES):
            found = _SIGN.search(folded, after)
            if found is None:
                break
            begin, after = found.start(), self.line_of(found.start())[1]
            is_short = after - begin <= _HEADLINE and after < most
            if not is_short or (end and folded[begin:after].rstrip().endswith(_ENDS_SENTENCE)):
                break
            end = after
        return end

    @cached_property
    def addresses(self) -> list[tuple[int, int]]:
        """Where addresses of the web begin and end."""
        folded = self.folded
        # One sign is found much faster than several.
        if not (":" in folded and "://" in folded) and "www." not in folded:
            return []
        return [match.span() for match in _ADDRESS.finditer(folded)]

    def is_spanish_at(self, offset: int) -> bool:
        """Whether the small words around an offset are Spanish ones; where none tells, its letters."""
        start, end = max(0, offset - _AROUND), offset + _AROUND
        small = [word for word in WORD.findall(self.folded[start:end]) if word.islower()]
        spanish = sum(word in OF_SPANISH for word in small)
        english = sum(word in OF_ENGLISH for word in small)
        return spanish > english or (spanish == english and not self.text[start:end].isascii())

    def is_in_address(self, offset: int) -> bool:
        """Whether an offset lies in an address of the web, whose words name nobody."""
        at = bisect_left(self.addresses, (offset + 1,)) - 1
        return at >= 0 and offset < self.addresses[at][1]

    def occurrences(self, word: str) -> Iterator[Word]:
        """Where a word stands, spelled just so."""
        folded, size = self.folded, len(word)
        at = folded.find(word)
        while at >= 0:
            end = at + size
            if not (at and folded[at - 1].isalnum()) and not folded[end : end + 1].isalnum():
                yield self.word(at, word)
            at = folded.find(word, end)

    def has_small(self, word: str) -> bool:
        """Whether a word stands in small letters somewhere in the text."""
        known = self._small.get(word)
        if known is None:
            if len(self._small) >= _FEW:
                if self._all_small is None:
                    self._all_small = frozenset(
                        word for word in WORD.findall(self.folded) if word[0].islower()
                    )
                return word in self._all_small
            known = self._small[word] = next(self.occurrences(word), None) is not None
        return known


def _is_title(line: str) -> bool:
    if len(line) > _HEADLINE or line.rstrip()[-1:] == "." or line[:3] == "By ":
        return False
    long = [word for word in WORD.findall(line) if len(word) > 3]
    return len(long) >= _LONG_WORDS and all(not word[0].islower() for word in long)
