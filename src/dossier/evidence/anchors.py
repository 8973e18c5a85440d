"""Whether a link to the words of a quote leads there, and how many words it has to name for that.

A browser takes the first place that fits (WICG, "URL Fragment Text Directives", 3.5). It compares letters
without case and accents and takes curly quotation marks for straight ones, one blank for another; dashes,
guillemets and blanks beside them it tells apart (tried in Chromium). Of a long quote a link names but the
beginning and the end. Where these stand earlier in the text as well, it has to name more of the quote's own
words.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from dossier.evidence.alignment import Span, parts_of
from dossier.evidence.boundaries import is_letter, writes_blanks
from dossier.evidence.typography import INVISIBLE, PlainText
from dossier.fold import fold
from dossier.fragments import EDGE_WORDS, Terms, count_words, recorded_runs, terms_for
from dossier.model.verification import Reach, Wording

_UNSEEN = re.compile(rf"[\s{INVISIBLE}]{{2,}}|[^\S ]|[{INVISIBLE}]")
_APART = {sign: chr(0xE000 + number) for number, sign in enumerate("‐‑‒–—―−«»″′`´ʼ")}
"""What is folded elsewhere and told apart by browsers, as signs of no meaning."""


@dataclass(frozen=True)
class PageWords:
    """A text as a browser looks words up in it."""

    text: PlainText

    @cached_property
    def _shown(self) -> tuple[str, array[int], array[int]]:
        """The text with single blanks; where it was shortened, and where that place then is."""
        original = self.text.original
        pieces: list[str] = []
        origins, places = array("Q", [0]), array("Q", [0])
        at = size = 0
        for match in _UNSEEN.finditer(original):
            blank = " " if _is_blank(match[0]) else ""
            pieces += [original[at : match.start()], blank]
            size += match.start() - at + len(blank)
            at = match.end()
            origins.append(at)
            places.append(size)
        return "".join([*pieces, original[at:]]), origins, places

    @cached_property
    def folded(self) -> str:
        """The whole text as it is compared."""
        return _folded(self._shown[0])

    @cached_property
    def _letter_by_letter(self) -> bool:
        """Whether each letter is folded to one, as those of most texts are."""
        shown = self._shown[0]
        return len(shown) == len(fold(shown)[0]) == len(self.folded)

    def at(self, place: int) -> int:
        """Where a place of the text itself stands in the folded one."""
        shown, origins, places = self._shown
        before = bisect_right(origins, place) - 1
        found = places[before] + place - origins[before]
        return found if self._letter_by_letter else len(_folded(shown[:found]))

    def find(self, terms: Terms) -> Span | None:
        """The first place that fits, as a browser finds it."""
        start, end = _folded(terms.start), _folded(terms.end)
        for place in self._places(start, 0):
            if terms.prefix and not self._ends_before(place[0], _folded(terms.prefix)):
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
        term = _folded(suffix)
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


def _is_blank(unseen: str) -> bool:
    """Whether a blank is shown; not where a word is divided at the end of a line."""
    return any(c.isspace() for c in unseen) and not (unseen[0] == "\u00ad" and "\n" in unseen)


def _folded(shown: str) -> str:
    for sign, apart in _APART.items():
        shown = shown.replace(sign, apart)
    return fold(shown)[0].casefold()


class _Run(NamedTuple):
    """A run of a quote's words: its place in the folded text, and how many words it has."""

    place: Span
    words: int


def leads_there(
    page: PageWords, words: str, prefix: str, suffix: str, spans: Sequence[Span]
) -> tuple[Reach | None, bool]:
    """How many words a link must name to lead to a quote at `spans`, and that it leads nowhere else.

    None where the usual ones are the best. What more is named are words of the quote, so that nothing
    is published by it that was not.
    """
    quote = _Quote(words, prefix, suffix, _own_letters(page, words, spans))
    runs = _runs(page, quote, spans)
    terms = quote.terms()
    if runs is None or terms is None:
        return None, True  # signs that no link holds: nothing is known
    begins, ends = _found(page, terms, runs)
    if begins and ends:
        return None, True
    reach = _reach(page, quote, runs)
    if reach is None:
        # What is found nowhere, as words cut out of "the council's", leads to the top of the page.
        return None, begins or page.find(terms) is None
    named = quote.terms(reach)
    assert named is not None, "it was tried"
    return (None if begins and not _found(page, named, runs)[1] else reach), True


class _Quote(NamedTuple):
    """A quote, and the text's own letters of its parts."""

    words: str
    prefix: str
    suffix: str
    exact: tuple[str, ...]

    def terms(self, reach: Reach | None = None) -> Terms | None:
        """What a link to it names."""
        wording = Wording(self.exact if any(self.exact) else (), reach)
        return terms_for(self.words, self.prefix, self.suffix, wording)


def _own_letters(page: PageWords, words: str, spans: Sequence[Span]) -> tuple[str, ...]:
    """What a record holds as `exact` of each part."""
    found = (page.text.original[start:end] for start, end in spans)
    parts = zip(found, parts_of(words), strict=True)
    return tuple("" if own == " ".join(part.split()) else own for own, part in parts)


def _reach(page: PageWords, quote: _Quote, runs: Sequence[_Run]) -> Reach | None:
    """The first beginning that leads there, from the first run on, then the first end that does."""

    def fits(reach: Reach) -> tuple[bool, bool]:
        terms = quote.terms(reach)
        return _found(page, terms, runs) if terms else (False, False)

    for number, run in enumerate(runs):
        for start in range(min(EDGE_WORDS, run.words), run.words + 1):
            reaches = [Reach(number, start, n) for n in _ends(runs[-1])]
            if fits(reaches[0])[0]:
                return next((reach for reach in reaches if all(fits(reach))), reaches[0])
    return None


def _ends(run: _Run) -> range:
    return range(min(EDGE_WORDS, run.words), run.words + 1)


def _found(page: PageWords, terms: Terms, runs: Sequence[_Run]) -> tuple[bool, bool]:
    """Whether a browser begins where the quote does, and ends where it ends."""
    place = page.find(terms)
    if place is None:
        return False, False
    return place[0] == runs[terms.first].place[0], place[1] == runs[terms.last].place[1]


def _runs(page: PageWords, quote: _Quote, spans: Sequence[Span]) -> list[_Run] | None:
    """Where each run of the quote stands; None where that cannot be told."""
    found = []
    for part, own, span in zip(parts_of(quote.words), quote.exact, spans, strict=True):
        at = page.at(span[0])
        for run in recorded_runs(part, (own,)):
            term = _folded(run)
            start = page.folded.find(term, at) if term else -1
            if start < 0:
                return None
            at = start + len(term)
            found.append(_Run((start, at), count_words(run)))
    return found
