"""Letters in brackets behind a name: whom an acronym stands for in a text, by the text's own words.

"Markets Conduct Office (MCO)" explains MCO for a listed office. "Federal Housing Administration (FHA)" says
of an FHA that is listed under other words that it is not meant here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from dossier.link.cues import Neighbours
from dossier.link.decisions import Span
from dossier.link.document import Document, Word
from dossier.link.matching import Match
from dossier.link.meaning import Meaning
from dossier.link.names import WORD
from dossier.link.spelling import kin
from dossier.link.words import DEMONYMS, NAME_PARTICLES, OPENERS

_LETTERS = range(2, 9)
"""Of an acronym that is explained in a text."""
_MOST = 20
"""So many ways to spell out one acronym are looked at in a document."""
_IN_BRACKETS = re.compile(r"\)(?! (?:of|de|del) (?:the |la |el )?[A-Z])")
"""Behind an acronym; but "(UIF) de Argentina" says of whom it is."""
_LEAST = 3
"""Words of a name, small ones not counted, that are told for its beginning."""
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


def led_by_name(
    document: Document,
    spans: Mapping[int, Span],
    names: Mapping[str, Collection[tuple[str, ...]]],
) -> Iterator[tuple[list[Word], str]]:
    """The beginnings of long names before a name of the same actor in brackets, and whose they are.

    As in "Office for Maritime Sanctions (OMS)" of the Office for Maritime Sanctions of Saint Aubert.
    `names`: as `OtherBearers` takes them.
    """
    folded = document.folded
    for span in sorted(spans.values()):
        if span.actor is None or not _IN_BRACKETS.match(folded, span.end):
            continue
        if not folded.endswith(" (", 0, span.start):
            continue
        before = document.words_between(span.start, span.end)[0].previous
        for name in sorted(names.get(span.actor, ()), key=len, reverse=True):
            words = _beginning_of(name, before)
            if words:
                yield words, span.actor
                break


def _beginning_of(name: tuple[str, ...], last: Word | None) -> list[Word]:
    """The words that end with `last` and begin a name, which has more; none where they are too few."""
    for size in range(len(name) - 1, _LEAST - 1, -1):
        words: list[Word] = []
        word = last
        while word is not None and len(words) < size and word.text == name[size - 1 - len(words)]:
            words.insert(0, word)
            if word.gap not in (" ", "-"):
                break
            word = word.previous
        telling = sum(part.text.lower() not in _SMALL for part in words)
        if len(words) == size and telling >= _LEAST:
            owner = words[0].previous  # "Turkey's Ministry", "the British Office"
            is_other = owner is not None and (
                (owner.text == "s" and owner.gap == "'")
                or owner.text.isupper()
                or owner.text.lower() in DEMONYMS
            )
            return [] if is_other else words
    return []


class OtherBearers:
    """Whose an acronym is in one document, where the document spells it out."""

    def __init__(
        self, document: Document, names: Mapping[str, Collection[tuple[str, ...]]]
    ) -> None:
        """`names`: by actor, the words of each of its names that has several."""
        self._document = document
        self._names = names
        self._found: dict[str, list[tuple[int, frozenset[str]]]] = {}

    def are_meant(self, match: Match, meanings: Iterable[Meaning], neighbours: Neighbours) -> bool:
        """Whether the text, up to here, spells the letters out in words that are kin to none in their bearers' names.

        Of a bearer whose profile does not say what the letters stand for nothing can be told.
        """
        word = match.first
        if len(match.words) > 1 or len(word.text) not in _LETTERS:
            return False
        spelled = [words for at, words in self._spelled_out(word.text) if at <= word.start]
        if not spelled:
            return False
        own = None
        if word.gap == " (" and word.previous:
            own = neighbours.ends.get(word.previous.start)
        told = (self._told(m.actor, word.text) for m in meanings if m.actor != own)
        return any(
            own_words and own_words.isdisjoint(words) for own_words in told for words in spelled
        )

    def _told(self, actor: str, acronym: str) -> frozenset[str]:
        """How the words begin of those of an actor's names that the acronym abbreviates."""
        return frozenset(
            kin(word)
            for words in self._names.get(actor, ())
            if acronym not in map(str.upper, words) and _abbreviates(acronym, words)
            for word in words
            if word.lower() not in _SMALL
        )

    def _spelled_out(self, acronym: str) -> list[tuple[int, frozenset[str]]]:
        """Where the acronym first stands in brackets behind what it abbreviates, and how the words of that begin."""
        if acronym not in self._found:
            first: dict[frozenset[str], int] = {}
            if f"({acronym})" in self._document.folded:
                for start, words in _before_brackets(self._document, acronym):
                    if len(first) < _MOST:
                        first.setdefault(frozenset(map(kin, words)), start)
            self._found[acronym] = [(at, words) for words, at in first.items()]
        return self._found[acronym]


def _before_brackets(document: Document, acronym: str) -> Iterator[tuple[int, list[str]]]:
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
        if len(words) > 1 and _abbreviates(acronym, words):
            yield found.start, words


def _abbreviates(acronym: str, words: Iterable[str]) -> bool:
    return _in_order(acronym, "".join(word[0] for word in words).upper())


def _in_order(letters: str, initials: str) -> bool:
    position = 0
    for letter in letters:
        position = initials.find(letter, position) + 1
        if not position:
            return False
    return True
