"""Given names behind a word of kinship: "his brother Luis", "three children: Ann, Tom and Eve".

They name a listed person whom nothing in the text has named yet, where one of that given name shares the surname of
the one who was named last. Whose kin is told of has to be sure: somebody else between the two, "the victim" or "Maria",
may be the one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from dossier.link.cues import Neighbours
from dossier.link.document import Word
from dossier.link.given_names import OF_MEN, OF_WOMEN
from dossier.link.matching import Match
from dossier.link.meaning import Meaning
from dossier.link.names import Strength
from dossier.link.places_and_names import FAMILY_NAMES
from dossier.link.rules import Rule
from dossier.link.words import (
    AND,
    ARTICLES,
    FEMALE,
    KIN,
    MALE,
    NAME_PARTICLES,
    PLACE_PREPOSITIONS,
    TITLES,
    word_set,
)

_KIN = KIN | word_set(
    "children sons daughters brothers sisters siblings twins kids wives nephews nieces cousins parents hijos hijas hermanos "
    "hermanas sobrinos sobrinas nietos nietas primos gemelos"
)
_BEHIND_KIN = frozenset({" ", ", ", ": "})
_IN_LISTS = frozenset({" ", ", "})
_REACH = 60
"""Words before a name among which the one whose kin it is was named."""
_OWNERS = {"his": "m", "her": "f"}
_SPEAKERS = word_set("my our your mi mis nuestro nuestra nuestros nuestras tu tus")
_BEFORE_KIN = 3
"""Words at most from the word of kinship back to the one that says whose it is: "his late older brother"."""
_PEOPLE = (
    KIN | (TITLES - word_set("acting interim former ex late then vice prime executive staff"))
    | word_set(
        "victim client guard widow widower farmer friend neighbour neighbor driver cook colleague associate suspect defendant "
        "witness accused deceased soldier policeman policewoman worker employee student teacher priest nun "
        "man woman girl child rival predecessor successor murderer killer hitman victima cliente guardia campesino campesina "
        "amigo amiga vecino vecina chofer conductor socio socia acusado acusada testigo soldado policia hombre "
        "nino nina maestro maestra cura monja rival empresario empresaria periodista"
    )
)  # fmt: skip
"""Who may be the one whose kin is told of, where they stand in small letters."""
_OF_THEM = word_set("of de del")
_BEFORE_PLACES = PLACE_PREPOSITIONS | ARTICLES | _OF_THEM | AND | {"from", "desde"}
_ASIDE_END = re.compile(r"[,.;:!?)\n]")
_IS = word_set("is was as became remains es era fue como")


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
        if len(match.words) > 1 or _goes_on(match.first):
            return None
        told = self._told(match.first)
        relative = self._owner(told) if told is not None else None
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

    def _told(self, word: Word) -> Word | None:
        """The word of kinship before the name, or before the list in which it stands."""
        for _ in range(_REACH):
            before = word.previous
            if before is None or word.gap not in _BEHIND_KIN:
                return None
            if before.text in _KIN:
                return before
            if before.text in AND and word.gap == " " and before.gap in _IN_LISTS:
                before = before.previous
            elif word.gap != ", ":
                return None
            span = self._neighbours.starts.get(before.start) if before is not None else None
            if span is None or span.rule != Rule.KIN or before is None:
                return None
            word = before
        return None

    def _owner(self, kin: Word) -> str | None:
        """The person whose kin a word of kinship tells of, where nobody else may be meant."""
        sex, word = "", kin
        for _ in range(_BEFORE_KIN):
            before = word.previous
            if before is None or before.text.lower() in _SPEAKERS:
                return None
            if before.text == "s" and before.gap == "'":
                owner = before.previous
                actor = self._neighbours.ends.get(owner.start) if owner is not None else None
                return actor if actor in self._persons else None
            if sex := _OWNERS.get(before.text.lower(), ""):
                break
            word = before
        return self._named_last(kin, sex)

    def _named_last(self, word: Word, sex: str) -> str | None:
        """The person who was named last before a word in its paragraph, kin told so apart.

        Nobody behind somebody else, or where "his" or "her" is none of that person's.
        """
        others: list[Word] = []
        for _ in range(_REACH):
            before = word.previous
            if before is None or word.breaks_line:
                return None
            actor = self._neighbours.ends.get(before.start)
            span = self._neighbours.starts.get(before.start)
            if actor in self._persons and not (span is not None and span.rule == Rule.KIN):
                fits = actor is not None and self._sex(actor) in ("", sex or self._sex(actor))
                return actor if fits and not self._others(others, before) else None
            if actor is None and (_is_of_a_longer_name(before) or _is_another(before, sex)):
                return None
            if before.text in _PEOPLE and not (sex and _sex_of(before.text) not in ("", sex)):
                others.append(before)
            word = before
        return None

    def _others(self, told: list[Word], named: Word) -> bool:
        """Whether some words tell of others than the person whose name ends with a word."""
        aside = _aside(named)
        if any(word.start > aside and not _is_said_of_one(word) for word in told):
            return True
        return self._is_kin_of(named)

    def _is_kin_of(self, named: Word) -> bool:
        """Whether somebody is told of by the name: "the neighbour of Ulloa has two sons"."""
        starts, word = self._neighbours.starts, named
        while (span := starts.get(word.start)) is None and word.previous is not None:
            word = word.previous
        before = word.previous
        if span is None or before is None or before.text not in _OF_THEM:
            return False
        return before.previous is not None and before.previous.text in _PEOPLE

    def _sex(self, actor: str) -> str:
        words = self._names.get(actor, ("",))
        return _sex_of(words[0].lower())

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


def _sex_of(word: str) -> str:
    """By a given name or a word such as "wife"; "" where it tells none."""
    if word in OF_WOMEN or word in FEMALE:
        return "f"
    return "m" if word in OF_MEN or word in MALE else ""


def _is_another(word: Word, sex: str) -> bool:
    """Whether a single name is that of somebody who is not listed: "shot Maria", "criticised Trump"."""
    before, low = word.previous, word.text.lower()
    if not word.is_capital or before is None or word.text.isupper():
        return False
    if given := _sex_of(low) if low in OF_WOMEN | OF_MEN else "":
        return not sex or sex == given
    if word.begins_sentence or word.gap != " " or not word.may_be_of_a_name:
        return False
    return not before.is_capital and before.text not in _BEFORE_PLACES


def _aside(named: Word) -> int:
    """Where what is said directly behind a name ends: "Ulloa, a lawyer from Quito, came"."""
    folded = named.document.folded
    if not folded.startswith(", ", named.end) and not folded.startswith(" (", named.end):
        return named.end
    end = _ASIDE_END.search(folded, named.end + 2)
    return end.start() if end else named.end


def _is_said_of_one(word: Word) -> bool:
    """Whether a word tells what the one named is: "was a lawyer", "as head"."""
    for _ in range(_BEFORE_KIN):
        before = word.previous
        if before is None or word.gap != " ":
            return False
        if before.text in _IS:
            return True
        word = before
    return False


def _goes_on(word: Word) -> bool:
    """Whether a surname follows behind small words: "Luis de la Torre"."""
    after = word.next
    is_particle = False
    while after is not None and after.gap == " " and after.text in NAME_PARTICLES:
        after, is_particle = after.next, True
    return is_particle and after is not None and after.gap == " " and after.is_capital
