"""What a word stands for that could be a name: somebody, a place, a thing, or a mere word."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from functools import cached_property

from dossier.link.acronyms import OtherBearers
from dossier.link.cues import Cue, Neighbours, cue_at, names_place, sense_of
from dossier.link.document import Word
from dossier.link.edges import Edges
from dossier.link.matching import Match
from dossier.link.meaning import Meaning
from dossier.link.names import Strength
from dossier.link.places_and_names import COMMON_WORDS, REGIONS
from dossier.link.rules import Rule
from dossier.link.words import (
    AGENCY_VERBS,
    BEFORE_MONTHS,
    CALLED,
    CALLED_AFTER_PERSONS,
    COURTESY,
    DEMONYMS,
    FAMILY,
    HEADS,
    INSTITUTION_NOUNS,
    MONTHS,
    MOTION_VERBS,
    OPENERS,
    OTHER_THINGS,
    PAST_VERBS,
    QUARTERS,
    SETTLEMENTS,
    SHARES,
    SHOPS,
    THINGS_WITH_NAMES,
)

_VERBS = AGENCY_VERBS | PAST_VERBS
_OF_PERSONS = frozenset(
    ["and", "or", "of", "who", "whose", "whom", "he", "she", "we", "i", "you", "they", "it", "as"]
)
"""Words that go on behind a person: "the Ann Lee we know", "the Ann Lee of old"."""
_OF_SHIPS = frozenset(
    {"sank", "sailed", "capsized", "docked", "arrived", "departed", "burned", "sinks", "sails"}
)
_FAMILY_BEFORE = frozenset(
    {"los", "familia", "hermanos", "hermanas", "esposos", "gemelos", "dinastia"}
)
_OF_ACTIONS = frozenset(
    ["his", "her", "their", "its", "my", "our", "a", "an", "the", "with", "this", "that"]
)
"""Behind "shares", where it is what somebody does."""
_ANY = frozenset({"a", "an", "any", "another", "no", "every"})
_ALONG = frozenset({"on", "along", "across", "aboard"})
_CALLED_REACH = 6
"""Words before "called" among which the thing stands."""
_STEM = 4
"""Letters of a nation's adjective that its state's name has too: "Mexican", "Mexico"."""
_VERSUS = frozenset({"v", "vs"})
_PROSECUTING = frozenset({"R", "S", "Regina", "Rex"})
"""Who is against the accused in the names of cases."""
_OF_CASE = re.compile(
    r"(?: and (?:Another|Others?))? vs?\.? (?:R|S|Regina|Rex)(?![^\W_])|(?: and (?:Another|Others)) vs?\.? "
)
_OF_YEAR = re.compile(r",? [\[(]?(?:1[89]|20)\d\d(?![^\W_])")
"""Behind the name of a case that was reported."""
_NUMBER = re.compile(r"[1-9]\d\d?")
"""A number that belongs to a name, as in "Fortune 500", and no year."""


class Place(Enum):
    """Whether a name is a place's here."""

    MEANT = "meant"
    POSSIBLE = "possible"
    """Nothing says so, and nothing says that the group named after it is meant."""
    EXCLUDED = "excluded"


class Senses:
    """Tells names from words and places in one document."""

    def __init__(
        self, edges: Edges, neighbours: Neighbours, known: Callable[[Match], list[Meaning]]
    ) -> None:
        """`known` says whom the words of a match may mean of those named so far."""
        self.edges = edges
        self.matcher = edges.matcher
        self.document = edges.matcher.document
        self.rules = edges.matcher.rules
        self.neighbours = neighbours
        self.known = known
        self._senses: dict[tuple[str, ...], Cue] = {}
        self._others = OtherBearers(self.document, self.matcher.lexicon.long_names)

    def is_other(self, match: Match, meanings: list[Meaning]) -> bool:
        """Whether letters of somebody else, a common word, an adjective or a maker of works of art is meant."""
        if (
            Rule.ACRONYM in self.rules
            and match.first.text.isupper()
            and self._others.are_meant(match, meanings, self.neighbours)
        ):
            return True
        is_person = any(m.is_person for m in meanings)
        if Rule.OTHER_SENSE not in self.rules:
            return False
        return self.is_name_of_thing(match) or self._is_other(match, is_person=is_person)

    def is_of_firm(self, match: Match, meanings: list[Meaning]) -> bool:
        """Whether a surname stands before "shares", and somebody who begins with it was linked before."""
        after = match.last.next
        if after is None or after.text not in SHARES or Rule.RIVALS not in self.rules:
            return False
        if not all(m.is_person and m.form.strength is Strength.SHORT for m in meanings):
            return False
        goes_on = after.next.text if after.next and after.next.gap == " " else ""
        return goes_on not in _OF_ACTIONS and match.last.text in self._beginnings

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        """The words with which linked names of several begin, when the first short form asks."""
        folded = self.document.folded
        spans = self.neighbours.starts.items()
        names = (folded[start : span.end].split(" ") for start, span in spans if span.actor)
        return frozenset(name[0] for name in names if len(name) > 1)

    def _is_other(self, match: Match, *, is_person: bool) -> bool:
        if self.is_family(match) or self.is_of_another_state(match):
            return True
        if len(match.words) > 1:
            return False
        word = match.words[0]
        after = word.next
        if after is not None and after.text == "s" and after.gap == "'":
            after = after.next
            return not is_person and after is not None and after.text in OTHER_THINGS
        if self.is_the_thing(match, is_person=is_person) or _is_month(word):
            return True
        if is_person and _is_of_things_name(match, self.document.folded):
            return True
        if not is_person and (self.has_title(word) or _has_other_noun(word)):
            return True
        return self.is_word(word, is_person=is_person)

    def is_word(self, word: Word, *, is_person: bool) -> bool:
        """Whether it is a common word, with a capital since a sentence begins, or a nationality."""
        low, after = word.text.lower(), word.next
        if after is None or after.gap not in (" ", "-") or after.is_capital:
            return False
        if after.gap == "-":
            return low in COMMON_WORDS  # "Low-cost"
        if after.text in _VERBS or after.text.endswith("ed") or after.is_spanish_verb:
            return False
        if low in DEMONYMS and is_person:
            return True
        if not word.begins_sentence:
            return False
        if low in COMMON_WORDS:
            # Several banks would doubt; who doubts is one.
            is_one = low.endswith("s") and self.goes_with(after, word)
            return not (is_one or _is_coordinated(after))
        return self.document.has_small(low) and not self.goes_with(after, word)

    @staticmethod
    def has_title(word: Word) -> bool:
        """Whether a title says that a firm's name is a person's here: "Mayor Hohenegg"."""
        before = word.previous
        if before is None or not before.is_capital or word.gap not in (" ", ". "):
            return False
        return before.text.lower() in COURTESY

    def is_the_thing(self, match: Match, *, is_person: bool) -> bool:
        """Whether "the" makes a river or a ship of a short name: "on the Scheldt".

        And a street of a surname.
        """
        word = match.words[0]
        article = word.previous
        if article is None or word.gap != " " or word.text.isupper():
            return False
        if article.text != "the" and not (is_person and article.text in _ANY):
            return False
        before, after = article.previous, word.next
        goes_on = after is not None and after.gap in (" ", "-") and after.text not in OPENERS
        if before is None or goes_on:
            return False
        if article.text == "a" and self.document.is_spanish_at(article.start):
            return False  # "detuvieron a Guzmán en Madrid"
        if is_person:
            return any(m.is_of_name for m in match.meanings(Strength.FULL))
        low = before.text.lower()
        return low in (SETTLEMENTS if article.gap == ", " else _ALONG)

    @staticmethod
    def is_family(match: Match) -> bool:
        """Whether a surname stands for all who have it: "los Tordesal", "the Steele brothers"."""
        before, after = match.first.previous, match.last.next
        said_before = before.text.lower() if before is not None and match.first.gap == " " else ""
        said_after = after.text if after is not None and after.gap == " " else ""
        if said_before not in _FAMILY_BEFORE and said_after not in FAMILY:
            return False
        persons = [m for m in match.meanings(Strength.SHORT) if m.is_person]
        return bool(persons) and all(m.is_of_name for m in persons)

    def is_of_another_state(self, match: Match) -> bool:
        """Whether a nation stands before what a state's body is called without its article: "the US Senate"."""
        before = match.first.previous
        if before is None or match.first.gap != " " or before.text.lower() not in DEMONYMS:
            return False
        meanings = match.meanings(Strength.SHORT)
        if not before.is_capital or any(m.form.rule != Rule.WITHOUT_ARTICLE for m in meanings):
            return False
        state = "states" if before.text in ("US", "American") else before.text.lower()[:_STEM]
        names = self.matcher.lexicon.long_names
        return not any(
            word.lower().startswith(state)
            for m in meanings
            for name in names.get(m.actor, ())
            for word in name
        )

    @staticmethod
    def is_named_place(match: Match) -> bool:
        """Whether the noun of a quarter stands directly before a name that says no more: "el barrio Las Lomas"."""
        before = match.first.previous
        if before is None or match.first.gap != " " or before.text not in QUARTERS:
            return False
        return HEADS.isdisjoint(word.text.lower() for word in match.words)

    def is_called_after(self, match: Match, meanings: list[Meaning]) -> bool:
        """Whether a ship, a street or a stadium has the whole name of a person.

        With an article before it, "aboard the Ann Lee", "del Ann Lee"; not "the Ann Lee affair" nor
        "the Ann Lee who left". Or with the thing: "el muelle Ann Lee".
        """
        if Rule.OTHER_SENSE not in self.rules or match.first.gap != " ":
            return False
        before, after = match.first.previous, match.last.next
        if before is None or not _names_a_thing(before, after):
            return False
        return all(m.is_person and m.is_of_name for m in meanings)

    @staticmethod
    def is_name_of_thing(match: Match) -> bool:
        """Whether a boat, an animal or a work is called so: "the boat, too, was called Harbour Lights"."""
        word = match.first.previous
        if word is None or word.text not in CALLED or match.first.gap.strip(' "'):
            return False
        for _ in range(_CALLED_REACH):
            if word.begins_sentence or word.previous is None:
                return False
            word = word.previous
            if word.text.lower() in THINGS_WITH_NAMES:
                return True
        return False

    def goes_with(self, after: Word, word: Word) -> bool:
        """Whether the word behind a name at the head of a sentence speaks for the name.

        As in "Lay and Skilling", or of one who was named before: "Caldera compares".
        """
        if _is_coordinated(after):
            return True
        single = self.matcher.single(word)
        return after.text.endswith("s") and single is not None and bool(self.known(single))

    def of_place(self, match: Match, meanings: list[Meaning]) -> Place:
        """Whether a place is meant, by the words beside it or, for territorial groups, elsewhere."""
        if Rule.PLACE_GUARD not in self.rules:
            return Place.EXCLUDED
        if match.first.text.lower() in REGIONS and _is_given_name(meanings):
            return Place.MEANT  # "Jordan Belfort" makes no "Jordan" his
        may_be_person = any(m.is_person for m in meanings) and not self.has_possessive(match)
        if may_be_person and names_place(match.first, match.last):
            return Place.MEANT
        if not any(m.is_person for m in meanings) and self.is_named_place(match):
            return Place.MEANT
        groups = [m for m in meanings if m.is_part and not m.is_person]
        if not groups or self.edges.is_compound(match):
            return Place.EXCLUDED
        if any(m.is_territorial for m in groups):
            return self.place_or_group(match)
        before = match.first.previous
        # Which is "at" a firm as well; but firms are called after places too.
        is_trade = all(m.form.rule == Rule.TRADE for m in groups)
        in_spanish = before is not None and before.text == "en" and not is_trade
        after = match.last.next
        of_people = after is not None and after.text in INSTITUTION_NOUNS  # "the Marlin people"
        is_place = not in_spanish and not of_people and self.is_place(match)
        return Place.MEANT if is_place else Place.EXCLUDED

    def is_of_place(self, match: Match, meanings: list[Meaning]) -> bool:
        """Whether a place is meant by words that are no whole name, or lack a legal form.

        Of the latter fewer words say so: one may well send money "to" a firm.
        """
        if not all(meaning.is_part for meaning in meanings) or (
            match.last.text == "s" and match.last.gap == "'"
        ):
            return False  # "near Ulloa's"
        before = match.first.previous if any(meaning.is_whole for meaning in meanings) else None
        verb = before.previous if before is not None and before.text in ("to", "a") else None
        if verb is not None and verb.text not in MOTION_VERBS:
            return names_place(match.first, match.last) and not self.has_possessive(match)
        return self.is_place(match)

    def is_place(self, match: Match) -> bool:
        """Whether the words beside it say that a place is meant, and not somebody's belongings."""
        if self.has_possessive(match):
            return False
        return cue_at(match.first, match.last, self.neighbours) is Cue.PLACE

    def has_possessive(self, match: Match) -> bool:
        """Whether something is said to be theirs."""
        return self.document.folded.startswith("'s", match.last.end)

    def place_or_group(self, match: Match) -> Place:
        """Whether the word is a place or the group named after it."""
        own = cue_at(match.first, match.last, self.neighbours)
        if own is not Cue.NONE:
            return Place.MEANT if own is Cue.PLACE else Place.EXCLUDED
        if Rule.ONE_SENSE not in self.rules:
            return Place.POSSIBLE
        words = tuple(word.text for word in match.words)
        if words not in self._senses:
            self._senses[words] = sense_of(self.document, words, self.neighbours)
        return Place.MEANT if self._senses[words] is Cue.PLACE else Place.POSSIBLE


def _is_of_things_name(match: Match, folded: str) -> bool:
    """Whether a surname is that of a shop, a ship or a case in court: "panadería Ulloa", "R v Ulloa", "Ulloa v S"."""
    first, before = match.first, match.first.previous
    if _OF_CASE.match(folded, match.last.end):
        return True
    if before is None or first.gap not in (" ", ". "):
        return False
    if before.text in CALLED_AFTER_PERSONS or before.text in SHOPS:
        return first.gap == " "
    if before.text not in _VERSUS:
        return False
    other = before.previous
    is_prosecuted = other is not None and other.text in _PROSECUTING
    return is_prosecuted or bool(_OF_YEAR.match(folded, match.last.end))


def _names_a_thing(before: Word, after: Word | None) -> bool:
    """Whether the words around a name make it that of a thing: an article, or what bears names."""
    if before.text in CALLED_AFTER_PERSONS:
        return True
    following = after.text if after is not None and after.gap in (" ", "-") else ""
    if before.text.lower() == "the":
        if (
            following in _VERBS
            or following in _OF_SHIPS
            or (after and after.gap + after.text == "'s")
        ):
            return True  # "the Ann Lee sank"; nobody says so of a person
        return not following or (following in OPENERS and following not in _OF_PERSONS)
    return before.text.lower() in ("el", "del", "al") and following not in ("que", "de")


def _has_other_noun(word: Word) -> bool:
    """Whether the word behind it makes a thing of it: "Wagner operas", "Fortune 500"."""
    after = word.next
    if after is None or after.gap != " ":
        return False
    is_numbered = _NUMBER.fullmatch(after.text) and not word.text.isupper()
    return after.text in OTHER_THINGS or bool(is_numbered)


def _is_coordinated(after: Word) -> bool:
    """Whether a name goes on in another one, as in "Lay and Skilling"."""
    other = after.next
    return after.text in ("and", "y") and other is not None and other.is_capital


def _is_month(word: Word) -> bool:
    """Whether a month is meant: "since May", "May 2018"."""
    if word.text.lower() not in MONTHS:
        return False
    before, after = word.previous, word.next
    if before is not None and word.gap == " " and before.text.lower() in BEFORE_MONTHS:
        return True
    return after is not None and after.gap in (" ", ", ") and after.text.isdigit()


def _is_given_name(meanings: list[Meaning]) -> bool:
    """Whether the word is only a part of somebody's name."""
    return all(m.is_person and m.form.strength is Strength.SHORT for m in meanings)
