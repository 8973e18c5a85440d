"""Words of a source that stand in the author's own texts without being marked as a quote.

Found by runs of words that are the same as in a full text at hand, white space, case and the signs at
words aside. So few words in a row as `MIN_RUN` may be anybody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dossier.config import CONFIG_FILE
from dossier.diagnostics import Location
from dossier.evidence.quotes import Quote
from dossier.evidence.words import word_starts, words_of
from dossier.model.actor import Actor
from dossier.model.claim import Citation
from dossier.model.dossier import FreePage, PublicDossier
from dossier.model.record import Record, strings
from dossier.model.source import Excerpt, Source
from dossier.model.verification import FullText, Places, QuoteKey, QuotePart

MIN_RUN = 10
"""Words in a row. Of the five articles of the example no run of eight words occurs twice in one of them
(0.7 in 100 runs of five do); the titles of offices and organisations that everybody writes reach nine."""
_FORMS = str.maketrans(
    {**dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛′´`", "'"), "—": "-", "–": "-"}
)
_AT_WORDS = re.compile(r"(?<=\w)[.,;:!?\"')\]]+(?!\S)|(?<!\S)[\"'(\[]+(?=\w)")
"""Signs that stand at words, and are others where the words stand in another sentence."""
_MARKED_UP = re.compile(
    r"\[@(?:[^\[\]\n]|\[(?!@))*\]|\[\[(?:[^\[\]|\n]*\|)?([^\[\]\n]*)\]\]|[*_`]+"
)
_NOT_LOOKED_AT: Mapping[type[Record], frozenset[str]] = {
    Citation: frozenset(("quote",)),
    Excerpt: frozenset(("quote", "prefix", "suffix", "translation")),
    Source: frozenset(("title",)),
}
"""Quotes, which are counted as such, and the titles by which sources are known."""

_Run = tuple[str, ...]


class Pasted(NamedTuple):
    """The passages found, as quotes, and where each stands in its text."""

    quotes: tuple[Quote, ...]
    places: Places


NOTHING = Pasted((), {})
"""Where no text is at hand."""


def find_pasted(public: PublicDossier, texts: Mapping[str, FullText]) -> Pasted:
    """The words of some full texts that public texts of the dossier hold; of open sources none.

    Takes time in proportion to the length of all texts.
    """
    held: dict[_Run, str] = {}
    for path, text in _public_texts(public):
        words = _words(_MARKED_UP.sub(lambda m: m[1] or " ", text))
        held.update((run, path) for run in _runs(words))
    quotes: dict[Quote, None] = {}
    places: dict[QuoteKey, tuple[QuotePart, ...]] = {}
    for name, full in texts.items() if held else ():
        if name in public.sources and public.sources[name].rights != "open":
            for quote, place in _in_text(name, full.text, held):
                quotes[quote] = None
                places[quote.key] = (place,)
    return Pasted(tuple(quotes), places)


def _in_text(name: str, text: str, held: Mapping[_Run, str]) -> Iterator[tuple[Quote, QuotePart]]:
    words = _words(text)
    starts = list(word_starts(text))
    if len(starts) != len(words):
        return  # a letter that is two words when folded: none is known
    found = [number for number, run in enumerate(_runs(words)) if run in held]
    for first, last in _joined(found):
        end = last + MIN_RUN
        begin, stop = starts[first], starts[end] if end < len(starts) else len(text)
        shown = text[begin:stop].rstrip()
        path = held[tuple(words[first : first + MIN_RUN])]
        at = Location(path, needle=" ".join(shown.split()[:3]))
        yield Quote(name, shown, at), QuotePart(begin, begin + len(shown), first, end)


def _joined(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of each row of numbers that follow each other."""
    first = last = -1
    for number in numbers:
        if number != last + 1 or first < 0:
            if first >= 0:
                yield first, last
            first = number
        last = number
    if first >= 0:
        yield first, last


def _words(text: str) -> list[str]:
    return words_of(_AT_WORDS.sub("", text.casefold().translate(_FORMS)))


def _runs(words: list[str]) -> Iterator[_Run]:
    return zip(*(words[at:] for at in range(MIN_RUN)), strict=False)


def _public_texts(public: PublicDossier) -> Iterator[tuple[str, str]]:
    """Each text of a public record with its file."""
    records: list[Actor | Source | FreePage] = [*public.actors.values(), *public.sources.values()]
    for record in (*records, *public.pages.values()):
        yield from ((record.path, text) for text in strings(record, _NOT_LOOKED_AT))
    for shared in public.events.values():
        yield from ((shared.path, text) for text in strings(shared.event, _NOT_LOOKED_AT))
    yield from ((CONFIG_FILE, text) for text in strings(public.config, _NOT_LOOKED_AT))
