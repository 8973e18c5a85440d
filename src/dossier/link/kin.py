"""Given names behind a word of kinship: "his brother Luis", "three children: Ann, Tom and Eve".

They name a listed person whom nothing in the text has named yet, where one of that given name shares the surname of
the one who was named last.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from dossier.link.cues import Neighbours
from dossier.link.document import Word
from dossier.link.matching import Match
from dossier.link.meaning import Meaning
from dossier.link.names import Strength
from dossier.link.places_and_names import FAMILY_NAMES
from dossier.link.rules import Rule
from dossier.link.words import AND, KIN, word_set

_KIN = KIN | word_set(
    "children sons daughters brothers sisters siblings twins kids wives nephews nieces cousins parents hijos hijas hermanos "
    "hermanas sobrinos sobrinas nietos nietas primos gemelos"
)
_BEHIND_KIN = frozenset({" ", ", ", ": "})
_IN_LISTS = frozenset({" ", ", "})
_REACH = 60
"""Words before a name among which the one whose kin it is was named."""


class Kin:
    """Finds in one document whose kin is meant by a given name alone."""

    def __init__(
        self,
        names: Mapping[str, tuple[str, ...]],
        neighbours: Neighbours,
        persons: Collection[str],
    ) -> None:
        """`names`: the words of each person's name; `persons`: the actors named so far that are persons."""
        self._names = names
        self._neighbours = neighbours
        self._persons = persons

    def meant(self, match: Match) -> Meaning | None:
        """Who alone of those with the given name is kin of the person named last, if the words say that one is."""
        if len(match.words) > 1 or not self._is_told(match.first):
            return None
        relative = self._named_last(match.first)
        if relative is None:
            return None
        surnames = self._surnames(relative, match.first.text)
        found = [
            meaning
            for meaning in match.meanings(Strength.SHORT)
            if meaning.is_person
            and meaning.actor != relative
            and surnames & self._surnames(meaning.actor, match.first.text)
        ]
        return found[0] if len({meaning.actor for meaning in found}) == 1 else None

    def _is_told(self, word: Word) -> bool:
        """Whether a word of kinship stands before the name, or before a list in which it stands."""
        before = word.previous
        if before is None or word.gap not in _BEHIND_KIN:
            return False
        if before.text in _KIN:
            return True
        if before.text in AND and word.gap == " " and before.gap in _IN_LISTS:
            before = before.previous
        elif word.gap != ", ":
            return False
        span = self._neighbours.starts.get(before.start) if before is not None else None
        return span is not None and span.rule == Rule.KIN

    def _named_last(self, word: Word) -> str | None:
        """The person who was named last before a word in its paragraph, kin told so apart; nobody behind a stranger."""
        for _ in range(_REACH):
            before = word.previous
            if before is None or word.breaks_line:
                return None
            actor = self._neighbours.ends.get(before.start)
            span = self._neighbours.starts.get(before.start)
            if actor in self._persons and not (span is not None and span.rule == Rule.KIN):
                return actor
            if actor is None and _is_of_a_longer_name(before):
                return None
            word = before
        return None

    def _surnames(self, actor: str, given: str) -> set[str]:
        """The words of a person's name that kin may share."""
        words = self._names.get(actor, ())
        own = words if words[:1] and words[0].lower() in FAMILY_NAMES else words[1:]
        return {word for word in own if word != given and word[0].isupper() and len(word) > 1}


def _is_of_a_longer_name(word: Word) -> bool:
    """Whether a word and the one before it may be the name of somebody who is not listed."""
    before = word.previous
    if before is None or word.gap != " " or not word.may_be_of_a_name:
        return False
    return before.may_be_of_a_name
