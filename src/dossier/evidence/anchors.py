"""Whether a link to the words of a quote leads there, and how many words it has to name for that.

A browser takes the first place that fits (WICG, "URL Fragment Text Directives", 3.5), and compares
letters without case and accents; of a long quote a link names but the beginning and the end. Where
these stand earlier in the text as well, it has to name more of the quote's own words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from dossier.evidence.alignment import Span, parts_of
from dossier.evidence.boundaries import is_letter, writes_blanks
from dossier.evidence.typography import PlainText, plain_text
from dossier.fold import fold
from dossier.fragments import EDGE_WORDS, Terms, count_words, runs_of, terms_for
from dossier.model.verification import Reach

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


@dataclass(frozen=True)
class PageWords:
    """A text as a browser looks words up in it."""

    text: PlainText

    @cached_property
    def folded(self) -> str:
        """The whole text as it is compared."""
        return _folded(self.text.plain)

    @cached_property
    def _letter_by_letter(self) -> bool:
        """Whether each letter is folded to one, as those of most texts are."""
        plain, folded = self.text.plain, fold(self.text.plain)[0]
        return len(plain) == len(folded) == len(self.folded)

    def at(self, place: int) -> int:
        """Where a place of the plain text stands in the folded one."""
        if self._letter_by_letter:
            return place
        return len(_folded(self.text.plain[:place]))

    def find(self, terms: Terms) -> Span | None:
        """The first place that fits, as a browser finds it."""
        start, end = _term(terms.start), _term(terms.end)
        for place in self._places(start, 0):
            if terms.prefix and not self._ends_before(place[0], _term(terms.prefix)):
                continue
            if not end and self._goes_on(place[1], terms.suffix):
                return place
            if end:
                ends = self._places(end, place[1])
                closing = (last for _, last in ends if self._goes_on(last, terms.suffix))
                last = next(closing, None)
                return None if last is None else (place[0], last)
        return None

    def _places(self, term: str, at: int) -> Iterator[Span]:
        at = self.folded.find(term, at) if term else -1
        while at >= 0:
            if not (_is_inside(self.folded, at) or _is_inside(self.folded, at + len(term))):
                yield at, at + len(term)
            at = self.folded.find(term, at + 1)

    def _ends_before(self, start: int, prefix: str) -> bool:
        return self.folded[max(0, start - len(prefix) - 1) : start].rstrip().endswith(prefix)

    def _goes_on(self, end: int, suffix: str) -> bool:
        term = _term(suffix)
        return self.folded[end : end + len(term) + 1].lstrip().startswith(term)


def _is_inside(folded: str, at: int) -> bool:
    """Whether a place is within a word as browsers divide words, and no term may begin or end there.

    Between Chinese or Thai signs only a dictionary tells; there every place is taken for a word's end.
    """
    if not 0 < at < len(folded) or not writes_blanks(folded, at):
        return False
    if is_letter(folded[at - 1]) and is_letter(folded[at]):
        return True
    for sign in (at - 1, at):
        before, after = folded[max(0, sign - 1) : sign], folded[sign + 1 : sign + 2]
        if folded[sign] in "'·_" and before.isalpha() and after.isalpha():
            return True
        if folded[sign] in ".,'_٫" and before.isdigit() and after.isdigit():
            return True
    return False


def _folded(plain: str) -> str:
    return fold(plain)[0].casefold()


def _term(words: str) -> str:
    return _folded(plain_text(words).plain).strip()


class _Run(NamedTuple):
    """A run of a quote's words: its place in the folded text, and how many words a link may name.

    `start` of its beginning and `end` of its end: each has to lie within one paragraph.
    """

    place: Span
    start: int
    end: int


def leads_there(
    page: PageWords, words: str, prefix: str, suffix: str, spans: Sequence[Span]
) -> tuple[Reach | None, bool]:
    """How many words a link must name to lead to a quote at `spans`, and whether it then does.

    None where the usual ones are the best. What more is named are words of the quote, so that nothing
    is published by it that was not.
    """
    runs = _runs(page, words, spans)
    terms = terms_for(words, prefix, suffix)
    if runs is None or terms is None:
        return None, True  # signs that no link holds: nothing is known
    begins, ends = _found(page, terms, runs)
    if begins and ends:
        return None, True
    reach = _reach(page, (words, prefix, suffix), runs)
    if reach is None:
        return None, begins
    named = terms_for(words, prefix, suffix, reach)
    assert named is not None, "it was tried"
    return (None if begins and not _found(page, named, runs)[1] else reach), True


def _reach(page: PageWords, quote: tuple[str, str, str], runs: Sequence[_Run]) -> Reach | None:
    """The first beginning that leads there, from the first run on, then the first end that does."""

    def fits(reach: Reach) -> tuple[bool, bool]:
        terms = terms_for(*quote, reach)
        return _found(page, terms, runs) if terms else (False, False)

    for number, run in enumerate(runs):
        for start in range(min(EDGE_WORDS, run.start), run.start + 1):
            reaches = [Reach(number, start, n) for n in _ends(runs[-1])]
            if fits(reaches[0])[0]:
                return next((reach for reach in reaches if all(fits(reach))), reaches[0])
    return None


def _ends(run: _Run) -> range:
    return range(min(EDGE_WORDS, run.end), run.end + 1)


def _found(page: PageWords, terms: Terms, runs: Sequence[_Run]) -> tuple[bool, bool]:
    """Whether a browser begins where the quote does, and ends where it ends."""
    place = page.find(terms)
    if place is None:
        return False, False
    return place[0] == runs[terms.first].place[0], place[1] == runs[terms.last].place[1]


def _runs(page: PageWords, words: str, spans: Sequence[Span]) -> list[_Run] | None:
    """Where each run of the quote stands; None where that cannot be told."""
    found = []
    for part, span in zip(parts_of(words), spans, strict=True):
        at = bisect_left(page.text.starts, span[0])
        for run in runs_of(part):
            plain = plain_text(run).plain.strip()
            start = page.text.plain.find(plain, at)
            if start < 0 or not plain:
                return None
            at = start + len(plain)
            first, last = page.text.starts[start], page.text.ends[at - 1]
            paragraphs = _BLANK_LINE.split(page.text.original[first:last])
            ends = (count_words(paragraphs[0]), count_words(paragraphs[-1]))
            found.append(_Run((page.at(start), page.at(at)), *ends))
    return found
