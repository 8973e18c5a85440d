"""Letters in brackets behind a name: whom an acronym stands for in a text, by the text's own words.

"Markets Conduct Office (MCO)" explains MCO for a listed office. "Federal Housing Administration (FHA)" says
of an FHA that is listed under other words that it is not meant here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from dossier.link.cues import Neighbours
from dossier.link.decisions import Span
from dossier.link.document import Document
from dossier.link.matching import Match
from dossier.link.meaning import Meaning
from dossier.link.names import WORD
from dossier.link.spelling import kin
from dossier.link.words import NAME_PARTICLES, OPENERS

_LETTERS = range(2, 9)
"""Of an acronym that is explained in a text."""
_SMALL = NAME_PARTICLES | OPENERS
"""Small words between those whose initials count."""


def explained(
    document: Document, spans: Mapping[int, Span], persons: Collection[str]
) -> dict[str, tuple[str, int]]:
    """The acronyms that stand in brackets behind linked names which they abbreviate: whose, and where."""
    learned: dict[str, tuple[str, int]] = {}
    folded = document.folded
    for span in sorted(spans.values()):
        if span.actor is None or not folded.startswith(" (", span.end) or span.actor in persons:
            continue
        letters = WORD.match(folded, span.end + 2)
        name = WORD.findall(folded[span.start : span.end])
        if letters is None or not letters[0].isupper() or len(name) < 2:
            continue
        initials = "".join(part[0] for part in name).upper()
        if len(letters[0]) in _LETTERS and _in_order(letters[0], initials):
            learned.setdefault(letters[0], (span.actor, letters.start()))
    return learned


def stands_for_another(
    match: Match,
    meanings: Iterable[Meaning],
    words_of: Mapping[str, frozenset[str]],
    neighbours: Neighbours,
) -> bool:
    """Whether the text spells letters, the match, out in words that are kin to none in their bearers' names.

    `words_of` has by actor how those words begin (`kin`); without any, the profile does not say what it stands for.
    """
    word = match.first
    if len(match.words) > 1 or len(word.text) not in _LETTERS:
        return False
    if f"({word.text})" not in word.document.folded:
        return False
    own = None
    if word.gap == " (" and word.previous:
        own = neighbours.ends.get(word.previous.start)
    bearers = (words_of.get(m.actor) for m in meanings if m.actor != own)
    told = [beginnings for beginnings in bearers if beginnings]
    return any(
        beginnings.isdisjoint(map(kin, words))
        for beginnings in told
        for words in _spelled_out(word.document, word.text)
    )


def _spelled_out(document: Document, acronym: str) -> Iterator[list[str]]:
    """For each time the acronym stands in brackets: the capital words before it, if they are what it abbreviates."""
    for found in document.occurrences(acronym):
        if found.gap != " (" or not document.folded.startswith(")", found.end):
            continue
        words: list[str] = []
        word = found.previous
        while word is not None and len(words) < len(acronym):
            if word.is_capital:
                words.insert(0, word.text)
            elif word.text not in _SMALL:
                break
            if word.begins_sentence or word.gap not in (" ", "-", " & "):
                break
            word = word.previous
        while words and words[0].lower() in OPENERS:
            del words[0]
        if len(words) > 1 and _in_order(acronym, "".join(w[0] for w in words).upper()):
            yield words


def _in_order(letters: str, initials: str) -> bool:
    position = 0
    for letter in letters:
        position = initials.find(letter, position) + 1
        if not position:
            return False
    return True
