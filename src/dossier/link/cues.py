"""Place or group: what stands around a word that names both, as "Jalisco" or "Carabal" do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from dossier.link.document import Document
from dossier.link.words import (
    AGENCY_VERBS,
    ALLIANCE,
    BELONGING,
    DIRECTIONS,
    GROUP_NOUNS,
    INTEREST_NOUNS,
    MOTION_VERBS,
    PLACE_NOUNS,
    PLACE_PREPOSITIONS,
    SETTLEMENTS,
    TITLES,
)

_REACH = 4
"""Words before and after that are looked at."""


@dataclass(frozen=True)
class Neighbours:
    """The names found so far: by the word they begin with, and by the word after their last."""

    starts: Mapping[int, Any]
    ends: Mapping[int, str | None]


class Cue(Enum):
    """What a word is taken for."""

    PLACE = "place"
    GROUP = "group"
    NONE = "none"


def sense_of(document: Document, words: tuple[str, ...], neighbours: Neighbours) -> Cue:
    """What some words stand for in a document, where nothing beside them says it.

    One sense per document: the cues beside their other occurrences decide. One that says "place" is
    enough to leave the rest alone; without any, a group is meant, since its profile gives the name.
    """
    for index, word in enumerate(document.words):
        if word != words[0] or index in neighbours.starts:
            continue
        end = index + len(words)
        same = tuple(document.words[index:end]) == words and not _goes_on(document, end)
        if same and cue_at(document, index, end, neighbours) is Cue.PLACE:
            return Cue.PLACE
    return Cue.GROUP


def _goes_on(document: Document, last: int) -> bool:
    """Whether a proper name goes on there, as in "Meridian Street": that is neither sense."""
    if last >= len(document.words) or document.gap(last) != " ":
        return False
    word = document.words[last]
    return word[0].isupper() and word.lower() not in TITLES


def cue_at(document: Document, first: int, last: int, neighbours: Neighbours) -> Cue:
    """What stands directly around one occurrence; the nearest words speak first."""
    words = [word.lower() for word in document.words[max(0, first - _REACH) : first]]
    before = list(reversed(_same_sentence_before(document, first, words)))
    after = _same_sentence_after(document, last)
    if document.gap(last) != " ":
        apposition = after if document.gap(last) == ", " else []
        after = []
    else:
        apposition = []
    cues = (
        _noun_after(after),
        _noun_before(before),
        _apposition(apposition),
        _preposition(before),
        Cue.GROUP if _coordinated(document, first, last, neighbours) else Cue.NONE,
        _dealings(before, after),
    )
    return next((cue for cue in cues if cue is not Cue.NONE), Cue.NONE)


def _noun_after(after: list[str]) -> Cue:
    """As in "Carabal gunmen" are the group's, "Carabal province" is the place."""
    following = after[0] if after else ""
    if following in GROUP_NOUNS:
        return Cue.GROUP
    return Cue.PLACE if following in PLACE_NOUNS else Cue.NONE


def _noun_before(before: list[str]) -> Cue:
    """As in "leaders of Carabal", "southern Carabal", "the port of Carabal"."""
    if before[:1] and before[0] in DIRECTIONS:
        return Cue.PLACE
    if len(before) < 2 or before[0] != "of":
        return Cue.NONE
    if before[1] in BELONGING:
        return Cue.GROUP
    places = PLACE_NOUNS | DIRECTIONS | MOTION_VERBS
    return Cue.PLACE if before[1] in places else Cue.NONE


def _apposition(after: list[str]) -> Cue:
    """As in "Ras Tamim, a fishing town of nine thousand people"."""
    is_one = after[:1] and after[0] in ("a", "an", "the", "una", "un")
    return Cue.PLACE if is_one and not SETTLEMENTS.isdisjoint(after[1:]) else Cue.NONE


def _preposition(before: list[str]) -> Cue:
    """As in "in Carabal", "fled to Carabal"; but "shares in Carabal"."""
    if not before:
        return Cue.NONE
    if before[0] in PLACE_PREPOSITIONS:
        return Cue.GROUP if before[1:] and before[1] in INTEREST_NOUNS else Cue.PLACE
    toward = before[0] in ("from", "to", "at", "a", "desde", "hacia")
    return Cue.PLACE if toward and not MOTION_VERBS.isdisjoint(before[1:]) else Cue.NONE


def _dealings(before: list[str], after: list[str]) -> Cue:
    """As in "an alliance with Carabal", "more than Carabal", "Carabal denies"."""
    if not ALLIANCE.isdisjoint(before[:3]) or before[:1] in (["than"], ["by"], ["against"]):
        return Cue.GROUP
    return Cue.GROUP if after and after[0] in AGENCY_VERBS else Cue.NONE


def _same_sentence_before(document: Document, first: int, words: list[str]) -> list[str]:
    kept: list[str] = []
    for back, word in enumerate(reversed(words), 1):
        index = first - back + 1
        if document.begins_sentence(index):
            break
        kept.append(word)
    return list(reversed(kept))


def _same_sentence_after(document: Document, last: int) -> list[str]:
    kept: list[str] = []
    for index in range(last, min(last + _REACH, len(document.words))):
        if document.begins_sentence(index):
            break
        kept.append(document.words[index].lower())
    return kept


def _coordinated(document: Document, first: int, last: int, neighbours: Neighbours) -> bool:
    """Whether another linked name stands beside it: "Sinaloa and Los Zetas", "Los Zetas, Sinaloa"."""
    after = last
    while after < len(document.words) and document.words[after].lower() in (
        "and",
        "or",
        "the",
        "y",
    ):
        after += 1
    if after in neighbours.starts and after - last <= 2 and neighbours.starts[after][1].actor:
        return True
    before = first
    while before > 0 and document.words[before - 1].lower() in ("and", "or", "the", "y"):
        before -= 1
    return first - before in (1, 2) and bool(neighbours.ends.get(before))
