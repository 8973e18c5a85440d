"""Where a name ends: whether the words found are part of a longer name of somebody else.

"Velmara" in "Velmara Finance Corporation" and "Guzmán" in "Joaquín Guzmán López" name others.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from dossier.link.document import Word
from dossier.link.matching import Match, Matcher
from dossier.link.names import Strength
from dossier.link.rules import Rule
from dossier.link.words import (
    ARTICLES,
    FATHERS,
    HONORIFICS,
    LEGAL_FORMS,
    NAME_PARTICLES,
    OFFICE_ENDS,
    SUFFIXES,
    TITLES,
)

_GLUE = frozenset(" -'")
"""What may stand between a name and the part of it before."""
_GOING_ON = frozenset(" ,-")
"""What may follow directly, where a name goes on."""
_OF = frozenset({"of", "de", "del"})
_PATRONYMIC_PARTICLES = frozenset({"bin", "ibn", "ben", "al", "el", "van", "von", "bint"})


class Edges:
    """Looks beyond the first and the last word of a match."""

    def __init__(
        self, matcher: Matcher, spans: Mapping[int, Any], covered: AbstractSet[int]
    ) -> None:
        """`spans` and `covered` hold the names found so far, by the offsets of their words."""
        self.matcher = matcher
        self.folded = matcher.document.folded
        self.is_on = Rule.LONGER_NAME in matcher.rules
        self.spans = spans
        self.covered = covered

    def extended(self, match: Match, *, is_person: bool) -> bool:
        """Whether the words go on as a longer name of somebody or something else."""
        return self.is_on and (
            self.extended_left(match, is_person=is_person)
            or self.extended_right(match, is_person=is_person)
        )

    def extended_left(self, match: Match, *, is_person: bool) -> bool:
        """Whether a name begins before the match and goes on in it: "Sanne van der Hulst"."""
        first = match.words[0]
        gap = first.gap
        word = first.previous
        if word is None or gap not in _GLUE:
            return False
        if word.start in self.covered or first.breaks_line:
            return False
        if gap == "-":
            return is_person and word.may_be_of_a_name
        if is_person and word.text.lower() in FATHERS:
            return True
        if is_person and len(match.words) > 1 and word.text.lower() in OFFICE_ENDS:
            return False
        if not is_person and gap == " ":
            if word.is_capital and word.text.lower() in HONORIFICS:
                return True
            if self.is_of_other(word, match):
                return True
        while is_person and word.text in NAME_PARTICLES and (before := word.previous):
            if word.gap not in (" ", "-"):
                return False
            word = before
        if word.start in self.covered or self.is_other_kind(
            self.matcher.listed_ending(word), is_person
        ):
            return False
        return word.may_be_of_a_name

    def is_of_other(self, word: Word, match: Match) -> bool:
        """Whether "of" or an article joins it to a capital word: "Youth of Ras Tamim".

        But not to a person, as in "Miriam Oduya of Sahel Monitor".
        """
        head = word.previous
        low = word.text.lower()
        if head is None or word.gap != " " or head.begins_sentence or not head.may_be_of_a_name:
            return False
        if low in ARTICLES - {"the"}:
            return True
        before = head.previous
        of_two = before is not None and head.gap == " " and before.may_be_of_a_name
        return low in _OF and not of_two and match.first.text.lower() not in ARTICLES

    @staticmethod
    def is_other_kind(match: Match | None, is_person: bool) -> bool:
        """Whether a listed name of the other kind stands there: "the CJNG Nemesio Oseguera"."""
        return match is not None and any(e.is_person != is_person for e in match.entries)

    def extended_right(self, match: Match, *, is_person: bool) -> bool:
        """Whether the name goes on behind the match: "Velmara Finance Corporation", "Ulloa Jr."."""
        last = match.words[-1]
        if self.folded[last.end : last.end + 1] not in _GOING_ON:
            return False
        word = last.next
        if word is None or word.start in self.covered or word.breaks_line:
            return False
        gap, low = word.gap, word.text.lower()
        if gap == ", " and is_person and low in SUFFIXES:
            return True
        if gap == "-":
            apart = len(match.words) == 1 and self.names_another(match, word)
            return is_person and word.may_be_of_a_name and not apart
        after = word.next
        if gap == " (" and not is_person and after:
            return after.text.lower() in LEGAL_FORMS and ")" in after.gap
        if gap != " ":
            return False
        if not is_person and low in _OF and after is not None and after.gap == " ":
            return after.is_capital and not self.begins_match(after)
        if is_person and (low in SUFFIXES - {"hijo"} or low in _PATRONYMIC_PARTICLES):
            while after is not None and after.text in NAME_PARTICLES:
                after = after.next
            return low in SUFFIXES or (after is not None and after.is_capital)
        goes_on = word.is_capital and low not in TITLES and word.may_be_of_a_name
        return goes_on and not self.begins_match(word)

    def begins_match(self, word: Word) -> bool:
        """Whether another listed name begins at a word."""
        return word.start in self.spans or any(
            m.has(Strength.FULL) for m in self.matcher.listed_at(word)
        )

    def is_compound(self, match: Match) -> bool:
        """Whether another listed name is joined to it by a hyphen: "the Tan-Goh papers"."""
        first, after = match.words[0], match.words[-1].next
        if first.gap == "-" and (before := first.previous) and self.names_another(match, before):
            return True
        return after is not None and after.gap == "-" and self.names_another(match, after)

    def names_another(self, match: Match, word: Word) -> bool:
        """Whether the word is a name of somebody else: "the Tan-Goh papers"."""
        listed = self.matcher.listed_at(word)
        others = [actor for m in listed for e in m.entries for actor in e.by_actor]
        return bool(others) and not any(match.may_mean(actor) for actor in others)
