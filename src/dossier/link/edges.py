"""Where a name ends: whether the words found are part of a longer name of somebody else.

"Velmara" in "Velmara Finance Corporation" and "Guzmán" in "Joaquín Guzmán López" name others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from dossier.link.document import Word
from dossier.link.legal_forms import form_behind, is_form_before, is_legal_form
from dossier.link.matching import Match, Matcher
from dossier.link.names import PATRONYMIC, Strength
from dossier.link.rules import Rule
from dossier.link.words import (
    AND,
    ARTICLES,
    BUILDINGS,
    DEMONYMS,
    DEPARTMENTS,
    DIRECTIONS,
    FAMILY,
    FATHERS,
    FIRM_ENDINGS,
    HONORIFICS,
    KIN,
    NAME_PARTICLES,
    OF_SONS,
    OFFICE_ENDS,
    OFFICE_HOLDERS,
    POST_NOMINALS,
    SUFFIXES,
    TITLES,
    TOLD_APART,
    TOLD_OF,
)

_GLUE = frozenset(" -'")
"""What may stand between a name and the part of it before."""
_GOING_ON = frozenset(" ,-&")
"""What may follow directly, where a name goes on."""
_LONGEST_OFFICE = 7
"""Words behind who has it that are looked at."""
_LONG_NAME = 3
"""Words of a name that is whole without "of Kuwait" behind it."""
_OF = frozenset({"of", "de", "del"})
_LETTERS = frozenset(map(str.upper, POST_NOMINALS))
_WING = 2
"""Letters, at most, of those of a group's that tell a wing of it."""
_ROMAN = {"I": ("II", "H", "J"), "V": ("IV", "VI", "U"), "X": ("IX", "XI", "W")}
"""Beside a letter that is a number, its neighbours among the numbers and among the letters."""
_HEIRS = frozenset({"Prince", "Princess"})
_ENDS_HIDDEN = re.compile(r"\.(?:$|[ \n\"')\];:]|,(?! (?:(?:an?|the|una?|el|la|de)\b|\d)))")
"""Behind the letter; what is said behind a comma introduces somebody."""
_HIDDEN_ONES = KIN | FAMILY | TOLD_APART | {"as", "named", "only"}
"""Before a name that is kept from the reader, or somebody else's."""
_ENDS_HIDDEN_IN_QUOTES = re.compile(r"\.(?:$|[ \n\"')\];:,])")
_TAN_SRI = frozenset({"sri", "seri"})
"""What makes a title of the surname Tan."""
_PATRONYMIC_PARTICLES = frozenset({"bin", "ibn", "ben", "al", "el", "van", "von", "bint"})
_SUFFIXES = SUFFIXES | _TAN_SRI
_GOING_ON_SMALL = _SUFFIXES | _PATRONYMIC_PARTICLES | POST_NOMINALS
"""Small words and letters behind a person's name that may belong to it."""
_ARTICLES_OF_NAMES = ARTICLES - {"the"}
_UNTELLING = NAME_PARTICLES | _OF


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
        if word is None:
            return False
        if gap == ". " and _is_numbering(word, is_person=is_person):
            return False
        if gap in (". ", ".") and len(word.text) == 1 and word.text.isupper():
            # "Oliver W. Holmes"; one's own initial is part of the match. But "the U.S. Treasury".
            return not _is_don(match, word) if is_person else word.gap != "."
        if gap == "' " and word.text in NAME_PARTICLES:
            gap = " "  # "Giuliano de' Medici"
        if gap not in _GLUE:
            return False
        if word.start in self.covered or first.breaks_line or _are_shouted(match, word):
            return False
        if gap == "-":
            return is_person and word.may_be_of_a_name
        if is_person:
            return self._person_begins(match, word)
        return self._group_begins(match, word)

    def _person_begins(self, match: Match, word: Word) -> bool:
        """Whether a person's name begins before the match; `word` is the last before it."""
        if word.text.lower() in FATHERS:
            return True
        if word.text == "Crown" and match.first.text in _HEIRS:
            return False
        if len(match.words) > 1 and (word.text.lower() in OFFICE_ENDS or _is_verb(word)):
            return False
        if len(match.words) > 1 and _ends_office(word):
            return False
        particle = word
        while word.text in NAME_PARTICLES and (before := word.previous):
            if word.gap not in (" ", "-"):
                return False
            word = before
        # "Retrato de Gumersindo Laparra"; but "Amando de Miguel Rodríguez".
        is_told_of = word.begins_sentence and word.text.lower() in TOLD_OF
        if len(match.words) > 1 and particle.text in _OF and is_told_of:
            return False
        return self._begins_with(word, is_person=True)

    def _group_begins(self, match: Match, word: Word) -> bool:
        """Whether a group's name begins before the match; `word` is the last before it."""
        low = word.text.lower()
        if match.first.gap == " " and word.is_capital and low in HONORIFICS:
            return True
        if is_form_before(word.text) and len(match.words) > 1:
            forms = [meaning.legal_forms for meaning in match.meanings(Strength.SHORT)]
            return any(own and low not in own for own in forms)
        return self.is_of_other(word, match) or self._begins_with(word, is_person=False)

    def _begins_with(self, word: Word, *, is_person: bool) -> bool:
        """Whether a name that begins with the word goes on in the match behind it."""
        if word.start in self.covered or not word.may_be_of_a_name:
            return False
        listed = self.matcher.listed_ending(word)
        # In "the CJNG Nemesio Oseguera" the first name is of the other kind and has ended.
        return listed is None or all(e.is_person == is_person for e in listed.entries)

    def is_of_other(self, word: Word, match: Match) -> bool:
        """Whether "of" or an article joins it to a capital word: "Youth of Ras Tamim".

        But not to a person, as in "Miriam Oduya of Sahel Monitor".
        """
        head = word.previous
        low = word.text.lower()
        if head is None or word.gap != " " or head.begins_sentence or not head.may_be_of_a_name:
            return False
        if low in _ARTICLES_OF_NAMES:
            return True
        before = head.previous
        of_two = before is not None and head.gap == " " and before.may_be_of_a_name
        return low in _OF and not of_two and match.first.text.lower() not in ARTICLES

    def extended_right(self, match: Match, *, is_person: bool) -> bool:
        """Whether the name goes on behind the match: "Velmara Finance Corporation", "Ulloa Jr."."""
        last = match.words[-1]
        if self.folded[last.end : last.end + 1] not in _GOING_ON:
            return False
        word = last.next
        if word is None or word.start in self.covered or word.breaks_line:
            return False
        gap, low = word.gap, word.text.lower()
        if gap == " ":
            if is_person and low in _GOING_ON_SMALL:
                return _goes_on_with_particle(word)
            is_other = not is_person and self._has_other_form(match, word)
            return is_other or self._goes_on_with(match, word, is_person=is_person)
        return self._goes_on_behind_sign(match, word, is_person=is_person)

    def _goes_on_behind_sign(self, match: Match, word: Word, *, is_person: bool) -> bool:
        """Whether a word behind a comma, a hyphen, "&" or a bracket belongs to a name that began with the match."""
        gap, after = word.gap, word.next
        if gap == ", ":
            # "Ulloa, Jr."; "Arosemena, Lasso & Vega"; but "Ulloa, hijo del gobernador".
            is_firm = after is not None and after.gap == " & " and word.is_capital
            is_son = word.text == "hijo" and after is not None and after.gap == " "
            is_suffix = word.text.lower() in SUFFIXES and not (
                is_son and after and after.text in OF_SONS
            )
            return is_person and (is_suffix or (is_firm and not self.begins_match(word)))
        if gap == "-":
            if not is_person:
                return self._is_wing(match, word)
            apart = len(match.words) == 1 and self.names_another(match, word)
            return word.may_be_of_a_name and not apart
        if gap in (" & ", "&"):
            return word.is_capital and not self.begins_match(word)
        in_brackets = gap == " (" and not is_person and after is not None
        return bool(in_brackets and after and is_legal_form(after.text) and ")" in after.gap)

    def _is_wing(self, match: Match, word: Word) -> bool:
        """Whether letters behind a hyphen tell of another group than has the letters before: "FUSK-R", "FARC-EP"."""
        if len(match.words) > 1 or not (match.last.text.isupper() and word.text.isupper()):
            return False
        is_letters = len(word.text) <= _WING and word.text.isalpha()
        return is_letters and word.text.lower() not in DEMONYMS and not self.begins_match(word)

    def _has_other_form(self, match: Match, word: Word) -> bool:
        """Whether a legal form in small letters makes it another firm than the profile's: "d.o.o."."""
        if len(word.text) > 1 or not word.text.islower():
            return False
        form = form_behind(self.folded, match.words[-1].end)
        own = (meaning.legal_forms for meaning in match.meanings(Strength.SHORT))
        return form is not None and any(forms and form.name not in forms for forms in own)

    def _goes_on_with(self, match: Match, word: Word, *, is_person: bool) -> bool:
        """Whether a word behind a blank belongs to a name that began with the match."""
        low, after = word.text.lower(), word.next
        if low in AND and after is not None and after.gap == " ":
            return after.is_capital and after.text.lower() in FIRM_ENDINGS
        if not is_person and low in _OF and after is not None and after.gap == " ":
            telling = [w for w in match.words if w.text.lower() not in _UNTELLING]
            if len(telling) >= _LONG_NAME:
                return False
            return after.text[0].isupper() and not self.begins_match(after)
        if not word.is_capital or (_are_shouted(match, word) and len(word.text) > 1):
            return False
        if is_person and PATRONYMIC.search(low):
            return False
        if low in DIRECTIONS and after is not None and after.gap == " " and after.is_capital:
            return not is_person and not self.begins_match(after)
        if low in BUILDINGS and not word.document.is_title_line(word.start):
            return True
        return low not in TITLES and word.may_be_of_a_name and not self.begins_match(word)

    def is_no_hidden_name(self, match: Match) -> bool:
        """Whether a given name and a letter are not a name as courts write it: "Damián N.", "Ridouan T.".

        There a dot stands behind, no other name goes on, nobody is introduced, and "N" is in quotes.
        """
        if len(match.words) < 2:
            return False
        first, last = match.words[0], match.last
        if len(last.text) > 1 or last.gap != " ":
            return False
        forms = [meaning.form for meaning in match.meanings(Strength.SHORT)]
        if any(f.rule != Rule.INITIALS or f.strength is not Strength.SHORT for f in forms):
            return False
        behind, after = self.folded[last.end : last.end + 9], last.next
        is_told = first.gap.endswith('"') or bool(first.previous and first.previous.text == "como")
        ends = _ENDS_HIDDEN_IN_QUOTES if is_told else _ENDS_HIDDEN
        told = first.previous.text.lower() if first.previous is not None else ""
        if (
            not ends.match(behind)
            or first.text.isupper()
            or "," in first.gap
            or told in _HIDDEN_ONES
        ):
            return True
        if after is not None and after.gap.strip() == "." and not after.breaks_line:
            goes_on = after.text in NAME_PARTICLES or after.may_be_of_a_name
        else:
            goes_on = False
        return goes_on or (last.text == "N" and not is_told)

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


def _is_numbering(word: Word, *, is_person: bool) -> bool:
    """Whether a letter numbers the heading behind it: "I. Ulloa Bank"; before a person where another one goes on.

    As "B." at the beginning of another line does behind "A. Ann Lee".
    """
    letter = word.text
    if len(letter) > 1 or not letter.isupper() or not word.breaks_line:
        return False
    if not is_person:
        return True
    beside = _ROMAN.get(letter) or (chr(ord(letter) - 1), chr(ord(letter) + 1))
    return any(
        other.breaks_line and other.next is not None and other.next.gap == ". "
        for number in beside
        for other in word.document.occurrences(number)
    )


def _is_don(match: Match, word: Word) -> bool:
    """Whether "D." stands for "don", which comes before a given name and after a small word."""
    before = word.previous
    if len(match.words) < 2 or word.text != "D" or not word.document.is_spanish_at(word.start):
        return False
    is_name = before is not None and before.may_be_of_a_name and not _is_verb(before)
    return word.begins_sentence or not is_name


def _ends_office(word: Word) -> bool:
    """Whether an office ends with a word, as before a name in "el exconsejero de Obras Públicas Juan Ulloa"."""
    if word.text.lower() not in DEPARTMENTS:
        return False
    for _ in range(_LONGEST_OFFICE):
        before = word.previous
        if before is None or word.gap != " ":
            return False
        if word.text in _OF and before.text.lower().removeprefix("ex") in OFFICE_HOLDERS:
            return True
        if not (word.is_capital or word.text in NAME_PARTICLES or word.text in AND):
            return False
        word = before
    return False


def _is_verb(word: Word) -> bool:
    """Whether a word opens a sentence as "Acudió" does; before a surname alone it may be "László"."""
    return word.begins_sentence and word.ends_as(("ó",)) and word.document.is_spanish_at(word.start)


def _are_shouted(match: Match, word: Word) -> bool:
    """Whether a name of several words and the word beside it are in capitals throughout."""
    return len(match.words) > 1 and match.words[0].text.isupper() and word.text.isupper()


def _goes_on_with_particle(word: Word) -> bool:
    """Whether "Jr." stands there, or a particle or "KC" with another name behind it."""
    low = word.text.lower()
    if low in _SUFFIXES:
        return word.text != "hijo"
    after = word.next
    while after is not None and low in POST_NOMINALS and after.text in _LETTERS:
        after = after.next
    if low in POST_NOMINALS:
        goes_on = after is not None and after.gap == " " and after.may_be_of_a_name
        return goes_on if word.text.isupper() else word.is_capital
    while after is not None and after.text in NAME_PARTICLES:
        after = after.next
    return after is not None and after.is_capital
