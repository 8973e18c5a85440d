"""Names that need no reading.

They are whole names of one actor, spelled as in the profile, with no word around them that could make
them part of something longer. Most mentions in most texts are of this kind, and most of the linker's time would go into looking
at each from all sides. What is found here is what the reader would have found, only sooner:
`tests/test_link.py` compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from dossier.fold import fold_name
from dossier.link.capitals import CAPITALS, NUMBERED, shaped_capitals
from dossier.link.document import NO_NAMES, Document
from dossier.link.entries import Beginning
from dossier.link.legal_forms import is_legal_form
from dossier.link.meaning import Meaning
from dossier.link.names import WORD, Strength
from dossier.link.words import (
    ABBREVIATED,
    AND,
    CALLED,
    CALLED_AFTER_PERSONS,
    DEMONYMS,
    DIRECTIONS,
    ENTERING_VERBS,
    FATHERS,
    FIRM_ENDINGS,
    GENERATIONS,
    HEADS,
    HONORIFICS,
    INSTITUTION_NOUNS,
    NAME_PARTICLES,
    NAMED_PLACES,
    OFFICE_ENDS,
    OTHER_THINGS,
    PLACE_NOUNS,
    PLACE_PREPOSITIONS,
    SHOPS,
    SMALL_BEGINNINGS,
    SUFFIXES,
    TITLES,
    TOLD_APART,
    word_set,
)

_AFTER = re.compile(r"(?:[.;:!?]|[ ]{2}|'s(?![^\W_])|,?[ ]+([a-z]+)(?![^\W_]))")
"""What may follow: the end of a sentence, a possessive, a word in small letters."""
_SMALL_BEFORE = NAME_PARTICLES | FATHERS
"""Small words that may belong to a person's longer name, listed or not."""
_OF_THINGS = CALLED_AFTER_PERSONS | TOLD_APART | frozenset(["the", "el", "del", "al"])
"""Small words beside which a person's name may be that of a ship, a street or somebody else."""
_SMALL = _SMALL_BEFORE | SUFFIXES
"""The same behind a name."""
_SMALL_OF_GROUPS = _SMALL | {"of"}
_BEFORE_PERSONS = _SMALL_BEFORE | _OF_THINGS | CALLED
_BEFORE_GROUPS = _SMALL_BEFORE | NAMED_PLACES | CALLED | {"of"}

_SAYING_BEFORE = (
    NAMED_PLACES | TITLES | GENERATIONS | DIRECTIONS | PLACE_PREPOSITIONS | ENTERING_VERBS
    | frozenset(["of", "de", "del", "the", "from", "to", "at", "a", "as", "tal", "certain", "desde", "hacia", "v", "vs"])
    | CALLED | CALLED_AFTER_PERSONS | SHOPS
)  # fmt: skip
_SAYING_AFTER = (
    PLACE_NOUNS | INSTITUTION_NOUNS | OTHER_THINGS | SUFFIXES | frozenset(["is", "was", "and", "y"])
)
"""Words beside which a name of one word may be a place, a work or somebody else."""
_FIRM_ENDING = re.compile(rf" (?i:{'|'.join(sorted(FIRM_ENDINGS))})(?![^\W_])")
_LONGEST_ABBREVIATION = 3
_LONG_IN_TITLES = 4
"""Letters of a word that would have a capital in a headline."""
_OF_NAMES = _SMALL | OFFICE_ENDS | HONORIFICS | word_set("the another otro otra")
"""Words that may go on in a name even at the head of a sentence, or make it somebody else's."""
_LONG = 100
"""Letters of the longest word that is looked at."""


class PlainName(NamedTuple):
    """A name as it is found in texts."""

    actor: str
    rule: str
    length: int
    words: tuple[int, ...]
    """Where its words begin in it."""
    is_person: bool
    is_abbreviated: bool
    """Whether it ends with a legal form, which may have a dot of its own."""
    small_before: frozenset[str]
    small_after: frozenset[str]
    """Small words beside which it may be part of a longer name."""


class Split(NamedTuple):
    """The words of a text with capitals, each list in the order of the text."""

    plain: list[tuple[int, PlainName]]
    """Names that need no reading, and where they begin."""
    single: list[tuple[int, PlainName]]
    """Names of one word that are plain unless a stranger has the same, which only reading tells."""
    rest: list[tuple[int, str]]
    """All else that a listed name may begin with."""

    def outside_addresses(self, document: Document) -> Split:
        """What of it stands in no address of the web."""
        inside = document.is_in_address
        return Split(
            [name for name in self.plain if not inside(name[0])],
            [name for name in self.single if not inside(name[0])],
            [word for word in self.rest if not inside(word[0])],
        )


@dataclass
class PlainNames:
    """The names by their spelling, and the small words beside which nothing is plain."""

    forms: dict[str, tuple[str, str, bool, tuple[str, ...]]] = field(default_factory=dict)
    """Actor, rule, whether it is a person's, and the sounds of the words, of each spelling."""
    singles: dict[str, PlainName] = field(default_factory=dict)
    """The names of one word by their spelling."""
    small_before: frozenset[str] = _SMALL_OF_GROUPS
    small_after: frozenset[str] = _SMALL_OF_GROUPS
    """Small words of all names, and of longer ones that are not listed."""
    behind_small: frozenset[str] = frozenset()
    before_small: frozenset[str] = frozenset()
    """The sounds of the words that stand beside them in names."""
    longest: int = 0
    """Letters of the longest spelling: a text in a script without capitals may be one row of seeming names."""
    _known: dict[str, PlainName | None] = field(default_factory=dict)

    def split(self, document: Document, beginnings: Mapping[str, Beginning | None]) -> Split:
        """The plain names of a document, and its other words with which listed names may begin.

        `beginnings` has None for words that begin no name.
        """
        folded = document.folded
        if folded.isascii():
            found = self._split(document, beginnings, shaped_capitals(folded))
            if found is not None:
                return found
        found = self._split(document, beginnings, [m.span() for m in CAPITALS.finditer(folded)])
        assert found is not None  # these are no shapes
        return found

    def _split(
        self,
        document: Document,
        beginnings: Mapping[str, Beginning | None],
        capitals: list[tuple[int, int]],
    ) -> Split | None:
        """None where a shape has deceived."""
        found = Split([], [], [])
        plain, single, rest = found
        folded, known, singles = document.folded, self._known, self.singles
        for start, end in capitals:
            words = folded[start:end]
            if words.isalnum():
                forms = beginnings[words]
                if forms is not None:
                    name = singles.get(words)
                    if name is not None and self.is_undisturbed(document, start, end):
                        single.append((start, name))
                    elif (
                        forms.single or forms.plural
                        or (forms.is_led and _may_be_led(folded, start))
                        or (forms.longer and not self.ends_at(document, start, end))
                    ):  # fmt: skip
                        rest.append((start, words))
                continue
            if "." in words and NUMBERED.search(words):
                return None
            name = known.get(words) or self._learn(words)
            if name is not None:
                if self._ends_apart(document, start, name) and self._begins_apart(
                    folded, start, name
                ):
                    plain.append((start, name))
                    continue
            else:
                at = self._behind_others(document, words, start, beginnings)
                if at:
                    plain.append(at)
                    continue
            for word in WORD.finditer(words):
                text = word.group()
                if beginnings[text] is not None:
                    rest.append((start + word.start(), text))
        return found

    def _learn(self, words: str) -> PlainName | None:
        """The plain name so spelled; names are remembered, all else is not."""
        if words not in self.forms:
            return None
        name = self._known[words] = self._plain_name(words)
        return name

    def _behind_others(
        self, document: Document, words: str, start: int, beginnings: Mapping[str, Beginning | None]
    ) -> tuple[int, PlainName] | None:
        """A plain name behind capital words that are no names, as in "Prime Minister Ivan Horak"."""
        at = 0
        while blank := words.find(" ", at) + 1:
            head = words[at : blank - 1].rstrip(".")
            if not head.isalnum() or beginnings[head] is not None:
                return None
            behind = words[blank:] if len(words) - blank <= self.longest else ""
            name = self._known[behind] if behind in self._known else self._learn(behind)
            if name is not None:
                if not self._ends_apart(document, start + blank, name):
                    return None
                low = head.lower()
                if low in _OF_NAMES or not (
                    (name.is_person and low in NO_NAMES)
                    or (at == 0 and self._only_opens(document, low, start, start + len(words)))
                ):
                    return None
                return start + blank, name
            at = blank
        return None

    @staticmethod
    def _only_opens(document: Document, low: str, start: int, end: int) -> bool:
        """Whether a word has its capital only since a sentence begins: "Later Ivan Horak paid".

        In a line with a long word in small letters, which is no headline.
        """
        folded, text = document.folded, document.text
        after = _AFTER.match(folded, end)
        if after is None or len(after[1] or "") < _LONG_IN_TITLES:
            return False
        if document.offsets is not None or "\n" in text[start : after.end()]:
            return False
        if "\n\n" not in text[max(0, start - 3) : start]:
            if not folded.startswith(". ", start - 2):
                return False
            before = folded[folded.rfind(" ", 0, start - 2) + 1 : start - 2].lower()
            if len(before) < _LONG_IN_TITLES or before in ABBREVIATED:
                return False
        return low in NO_NAMES or document.has_small(low)

    @staticmethod
    def _ends_apart(document: Document, start: int, name: PlainName) -> bool:
        """Whether no word behind the name can belong to it."""
        end = start + name.length
        after = _AFTER.match(document.folded, end)
        if after is None:
            return end == len(document.folded)
        if after[0] == "  ":
            return document.breaks_at(end)
        if after[1] in AND and _FIRM_ENDING.match(document.folded, after.end()):
            return False
        return after[1] not in name.small_after and not (name.is_abbreviated and after[0] == ".")

    @staticmethod
    def _begins_apart(folded: str, start: int, name: PlainName) -> bool:
        """Whether no word before the name can belong to it."""
        if not start:
            return True
        word = _word_before(folded, start)
        if word is None:
            return False
        word = word.rstrip(".,;:!?")
        return not word or (word.isalpha() and word.islower() and word not in name.small_before)

    def _plain_name(self, spelled: str) -> PlainName | None:
        """What a text needs of a name, if there is more to it than one word and particles."""
        words = list(WORD.finditer(spelled))
        if sum(word[0].lower() not in NAME_PARTICLES for word in words) < 2:
            return None
        actor, rule, is_person, sounds = self.forms[spelled]
        starts = tuple(word.start() for word in words)
        is_abbreviated = is_legal_form(words[-1][0])
        small = _SMALL if is_person else _SMALL_OF_GROUPS
        before = _BEFORE_PERSONS if is_person else _BEFORE_GROUPS
        if sounds[0] in self.behind_small:
            before |= self.small_before
        after = self.small_after if sounds[-1] in self.before_small else small
        return PlainName(
            actor, rule, len(spelled), starts, is_person, is_abbreviated, before, after
        )

    def ends_at(self, document: Document, start: int, end: int) -> bool:
        """Whether no listed name can go on behind a word."""
        after = _AFTER.match(document.folded, end)
        if after is None:
            return False
        if after[0] == "  ":
            return document.breaks_at(end)
        if after[0] == ".":
            return end - start > _LONGEST_ABBREVIATION
        return (after[1] or "s") not in self.small_after

    def is_undisturbed(self, document: Document, start: int, end: int) -> bool:
        """Whether a name of one word stands amid small words that say nothing about it."""
        folded = document.folded
        after = _AFTER.match(folded, end)
        if after is None or after[0][0] in ",?!" or after[0] == "  ":
            return False
        if after[0] == "." and end - start <= _LONGEST_ABBREVIATION:
            return False
        if after[1] in _SAYING_AFTER or after[1] in self.small_after:
            return False
        word = _word_before(folded, start) if start else None
        if word is None or not (word.isalpha() and word.islower()):
            return False
        if word in _SAYING_BEFORE or word in self.small_before:
            return False
        return document.offsets is None and "\n" not in document.text[start - 1 : end + 1]


def _may_be_led(folded: str, start: int) -> bool:
    """Whether a small word that names begin with may stand before a word, as "van der"."""
    word = _word_before(folded, start) if start else ""
    if word is None:
        return True
    return word in SMALL_BEGINNINGS if word.isalnum() else word[-1:].isalnum()


def _word_before(folded: str, start: int) -> str | None:
    """What stands between the last two blanks before an offset, if it stands behind a blank."""
    if folded[start - 1] != " ":
        return None
    return folded[folded.rfind(" ", max(0, start - _LONG), start - 1) + 1 : start - 1]


class PlainNamesInMaking:
    """Collects the forms of all actors, of which those are plain that sound like nobody else's."""

    def __init__(self) -> None:
        """No forms yet."""
        self._forms: dict[str, tuple[str, str, bool, tuple[str, ...]]] = {}
        self._singles: dict[str, Meaning | None] = {}
        self._owners: dict[tuple[str, ...], str] = {}
        self._small: set[str] = set()
        self._behind_small: set[str] = set()
        self._before_small: set[str] = set()

    def add(self, spelled: str, meaning: Meaning, sounds: tuple[str, ...]) -> None:
        """A form; `spelled` is the name or alias it was made from."""
        form, actor = meaning.form, meaning.actor
        if len(sounds) == 1:
            self._singles[sounds[0]] = None if sounds[0] in self._singles else meaning
            return
        if form.strength is Strength.SHORT:
            return
        if self._owners.setdefault(sounds, actor) != actor:
            self._owners[sounds] = ""
        for index, word in enumerate(form.words):
            low = word.lower()
            is_initial = len(word) == 1 and low != word
            if low == word or low in HEADS or (low in NAME_PARTICLES and not is_initial):
                self._small.update((low, f"{low}s", f"{low}es"))
                if index:
                    self._before_small.add(sounds[index - 1])
                self._behind_small.update(sounds[index + 1 : index + 2])
        if meaning.is_plain and (meaning.is_person or not meaning.is_part):
            name = fold_name(spelled) if form.strength is Strength.FULL else _spell(form.words)
            self._forms[name] = actor, form.rule, meaning.is_person, sounds

    def done(self) -> PlainNames:
        """The plain names."""
        forms = {name: form for name, form in self._forms.items() if self._owners[form[3]]}
        small, longest = _SMALL_OF_GROUPS | self._small, max(map(len, forms), default=0)
        behind, before = frozenset(self._behind_small), frozenset(self._before_small)
        singles = {
            m.form.words[0]: PlainName(
                m.actor, m.form.rule, len(m.form.words[0]), (0,), m.is_person,
                is_abbreviated=False, small_before=small, small_after=small,
            )
            for m in self._singles.values()
            if m is not None and _is_plain_single(m)
        }  # fmt: skip
        return PlainNames(forms, singles, small, small, behind, before, longest)


def _is_plain_single(meaning: Meaning) -> bool:
    """Whether a name of one word means its actor wherever nothing around it says otherwise."""
    if not meaning.is_plain or meaning.form.strength is not Strength.FULL:
        return False
    if meaning.is_territorial and not meaning.is_person:
        return False
    return meaning.form.words[0].lower() not in DEMONYMS


def _spell(words: tuple[str, ...]) -> str:
    """A form as it usually stands in a text: "J. Low"."""
    initial, rest = words[0], " ".join(words[1:])
    return f"{initial}. {rest}" if len(initial) == 1 else f"{initial} {rest}"
