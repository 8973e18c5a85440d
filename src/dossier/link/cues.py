"""Place or group: what stands around a word that names both, as "Jalisco" or "Carabal" do."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any, NamedTuple

from dossier.link.document import Document, Word
from dossier.link.places_and_names import REGIONS, STATES
from dossier.link.words import (
    AGENCY_VERBS,
    ALLIANCE,
    BELONGING,
    DIRECTIONS,
    DONE_TO_GROUPS,
    ENTERING_VERBS,
    GROUP_NOUNS,
    HEADS,
    INSTITUTION_NOUNS,
    INTEREST_NOUNS,
    MOTION_VERBS,
    NAMED_PLACES,
    PLACE_NOUNS,
    PLACE_PREPOSITIONS,
    SETTLEMENTS,
    TITLES,
)

_OF = frozenset({"of", "de", "del"})
_PARTNERS = frozenset({"than", "by", "against", "at"})
_CALLED = frozenset({"called", "named", "llamado", "llamada"})
_OF_A_PLACE = PLACE_NOUNS | DIRECTIONS | MOTION_VERBS
_REACH = 4
"""Words before and after that are looked at."""


class Neighbours(NamedTuple):
    """The names found so far: by the start of their first word, and of their last one."""

    starts: Mapping[int, Any]
    ends: Mapping[int, str | None]


class Cue(Enum):
    """What a word is taken for; no cue is false."""

    PLACE = "place"
    GROUP = "group"
    NONE = ""

    def __bool__(self) -> bool:
        """Whether it says anything."""
        return self is not Cue.NONE


def sense_of(document: Document, words: tuple[str, ...], neighbours: Neighbours) -> Cue:
    """What some words stand for in a document, where nothing beside them says it.

    One sense per document: the cues beside their occurrences that are still to be read decide. One
    that says "place" is enough to leave the rest alone; without any, a group is meant, since its
    profile gives the name. (To ask those before as well finds no more places in the labelled texts,
    and loses groups.)
    """
    for first in document.occurrences(words[0]):
        if first.start in neighbours.starts:
            continue
        last = _last_of(first, words)
        if last is None or _goes_on(last):
            continue
        if not _is_said_to_be_place(last) and cue_at(first, last, neighbours) is Cue.PLACE:
            return Cue.PLACE
    return Cue.GROUP


def _last_of(first: Word, words: tuple[str, ...]) -> Word | None:
    """The last of the words, if all of them stand from `first` on."""
    word = first
    for text in words[1:]:
        after = word.next
        if after is None or after.text != text:
            return None
        word = after
    return word


def _goes_on(last: Word) -> bool:
    """Whether a proper name goes on there, as in "Meridian Street": that is neither sense."""
    after = last.next
    if after is None or after.gap != " ":
        return False
    return after.text[0].isupper() and after.text.lower() not in TITLES


def cue_at(first: Word, last: Word, neighbours: Neighbours) -> Cue:
    """What stands directly around one occurrence; the nearest words speak first."""
    return _place_cue(first, last) or _group_cue(first, last, neighbours)


def names_place(first: Word, last: Word) -> bool:
    """Whether the words around a person's name, as "Tabor" or "Jackson", say it is a place's.

    Before "government" or "people" it is not, and one may well go to a person.
    """
    return _place_cue(first, last, is_person=True) is Cue.PLACE


def _place_cue(first: Word, last: Word, *, is_person: bool = False) -> Cue:
    if _is_said_to_be_place(last):
        return Cue.PLACE
    before = _same_sentence_before(first, 2 if is_person else _REACH)
    following = last.next
    if following is not None and following.gap == "'" and following.text == "s":
        owned = following.next
        if owned is not None and not is_person and owned.text in _OF_PLACES:
            return Cue.PLACE  # "Sinaloa's governor"
        if owned is not None and owned.text in GROUP_NOUNS:
            return Cue.GROUP
    gap = following.gap if following else ""
    after = following.text.lower() if following and gap == " " else ""
    return (
        _noun_after(after, is_person=is_person)
        or _noun_before(before)
        or (_apposition(_same_sentence_after(last), is_person) if gap == ", " else Cue.NONE)
        or _preposition(before, is_person=is_person)
    )


def _group_cue(first: Word, last: Word, neighbours: Neighbours) -> Cue:
    following = last.next
    after = following.text.lower() if following and following.gap == " " else ""
    if _is_joined(first, last):
        return Cue.GROUP
    listed = _listed_with(first, last, neighbours)
    if listed:
        return listed
    return _coordinated(first, last, neighbours) or _dealings(
        _same_sentence_before(first, _REACH), after
    )


def _is_said_to_be_place(last: Word) -> bool:
    """As in "Concord, New Hampshire" or "Kurgan is a city".

    It says nothing of the word elsewhere in the text.
    """
    word = last.next
    if word is None:
        return False
    if word.gap == " " and word.text in ("is", "was"):
        return _apposition(_same_sentence_after(word), is_person=False) is Cue.PLACE
    if word.gap != ", " or not word.is_capital:
        return False
    low, after = word.text.lower(), word.next
    if low in STATES and word.document.folded.startswith(".", word.end):
        return True  # "Harlan, Ky."
    return low in REGIONS or (after is not None and f"{low} {after.text.lower()}" in REGIONS)


def _noun_after(following: str, *, is_person: bool) -> Cue:
    """As in "Carabal gunmen" are the group's, "Carabal province" is the place."""
    if following in GROUP_NOUNS:
        return Cue.GROUP
    if following in INSTITUTION_NOUNS:
        return Cue.NONE if is_person else Cue.PLACE
    return Cue.PLACE if following in PLACE_NOUNS or following in SETTLEMENTS else Cue.NONE


def _noun_before(before: list[str]) -> Cue:
    """As in "leaders of Carabal", "southern Carabal", "the port of Carabal"."""
    if before[:1] and (before[0] in DIRECTIONS or before[0] in NAMED_PLACES):
        return Cue.PLACE
    if len(before) < 2:
        return Cue.NONE
    if before[0] in _CALLED:
        return Cue.PLACE if before[1] in SETTLEMENTS else Cue.NONE
    if before[0] not in _OF:
        return Cue.NONE
    if before[1] in BELONGING:
        return Cue.GROUP
    return Cue.PLACE if before[1] in _OF_A_PLACE else Cue.NONE


def _apposition(after: list[str], is_person: bool) -> Cue:
    """As in "Ras Tamim, a fishing town", "Ras Tamim, where", "Meta y Guaviare, departamentos"."""
    if after[:1] and (after[0] in SETTLEMENTS or (is_person and after[0] == "where")):
        return Cue.PLACE
    is_one = after[:1] and after[0] in ("a", "an", "the", "una", "un", "in")
    return Cue.PLACE if is_one and not SETTLEMENTS.isdisjoint(after[1:]) else Cue.NONE


def _preposition(before: list[str], *, is_person: bool) -> Cue:
    """As in "in Carabal", "fled to Carabal"; but "shares in Carabal", and one goes to a person."""
    if not before:
        return Cue.NONE
    if before[0] in PLACE_PREPOSITIONS:
        return Cue.GROUP if before[1:] and before[1] in INTEREST_NOUNS else Cue.PLACE
    if is_person:
        return Cue.NONE
    if before[0] in ENTERING_VERBS:
        return Cue.PLACE
    toward = before[0] in ("from", "to", "at", "a", "desde", "hacia")
    return Cue.PLACE if toward and not MOTION_VERBS.isdisjoint(before[1:]) else Cue.NONE


def _dealings(before: list[str], after: str) -> Cue:
    """As in "an alliance with Carabal", "more than Carabal", "Carabal denies"."""
    if not ALLIANCE.isdisjoint(before[:3]) or (
        before[:1] and (before[0] in _PARTNERS or before[0] in DONE_TO_GROUPS)
    ):
        return Cue.GROUP
    return Cue.GROUP if after in AGENCY_VERBS else Cue.NONE


def _same_sentence_before(first: Word, reach: int) -> list[str]:
    """The words before it in its sentence, the nearest first."""
    kept: list[str] = []
    word = first
    while len(kept) < reach and not word.begins_sentence and (before := word.previous):
        kept.append(before.text.lower())
        word = before
    return kept


def _same_sentence_after(last: Word) -> list[str]:
    """The words after it in its sentence, also behind a quotation mark."""
    kept: list[str] = []
    word = last.next
    while word is not None and len(kept) < _REACH and not word.follows_stop:
        kept.append(word.text.lower())
        word = word.next
    return kept


def _listed_with(first: Word, last: Word, neighbours: Neighbours) -> Cue:
    """As in "Mazatlan, Sinaloa", "Culiacan (Sinaloa)", "Durango and Sinaloa": places of no profile.

    But "the Gulf, Sinaloa and Juarez cartels".
    """
    before = first.previous
    conjoined = before is not None and before.text in ("and", "y") and first.gap == " "
    other = before.previous if conjoined and before else before
    gap = before.gap if conjoined and before else first.gap
    if other is None or gap not in ((" ", ", ") if conjoined else (", ", " (")):
        return Cue.NONE
    if gap == " (" and first.text.isupper():
        return Cue.NONE  # "Fuerzas Armadas Revolucionarias de Colombia (FARC)"
    if neighbours.ends.get(other.start) or not other.may_be_of_a_name:
        return Cue.NONE
    if not HEADS.isdisjoint(_same_sentence_after(last)):
        return Cue.NONE
    return Cue.PLACE


def _is_joined(first: Word, last: Word) -> bool:
    """As in "a Volkhov-led column", "anti-Volkhov feeling": nobody leads for a town."""
    after = last.next
    if after is not None and after.gap == "-" and after.text in _LED:
        return True
    before = first.previous
    return before is not None and first.gap == "-" and before.text.lower() in _FOR_OR_AGAINST


_OF_PLACES = PLACE_NOUNS | INSTITUTION_NOUNS
_LED = frozenset(
    [
        "led",
        "backed",
        "linked",
        "trained",
        "aligned",
        "funded",
        "controlled",
        "affiliated",
        "owned",
        "run",
        "paid",
    ]
)
_FOR_OR_AGAINST = frozenset({"anti", "ex", "pro", "non"})
_COORDINATING = frozenset({"and", "or", "the", "y"})


def _coordinated(first: Word, last: Word, neighbours: Neighbours) -> Cue:
    """Beside another linked name: "Sinaloa and Los Zetas", "Los Zetas, Sinaloa"."""
    after, between = last.next, 0
    while after is not None and after.text.lower() in _COORDINATING:
        after, between = after.next, between + 1
    taken = neighbours.starts.get(after.start) if after is not None and between <= 2 else None
    if taken is not None and taken.actor:
        return Cue.GROUP
    before, between = first.previous, 0
    while before is not None and before.text.lower() in _COORDINATING:
        before, between = before.previous, between + 1
    if between in (1, 2) and before is not None and neighbours.ends.get(before.start):
        return Cue.GROUP
    return Cue.NONE
