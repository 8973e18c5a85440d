"""Names that need no reading.

They are whole names of one actor, spelled as in the profile, with no word around them that could make
them part of something longer. Most mentions in most texts are of this kind, and most of the linker's time would go into looking
at each from all sides. What is found here is what the reader would have found, only sooner:
`tests/test_link.py` compares the two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from dossier.fold import fold_name
from dossier.link.meaning import Meaning
from dossier.link.names import WORD, Strength
from dossier.link.words import (
    DIRECTIONS,
    ENTERING_VERBS,
    FATHERS,
    FEMALE,
    GENERATIONS,
    HEADS,
    INSTITUTION_NOUNS,
    LEGAL_FORMS,
    MALE,
    NAME_PARTICLES,
    OTHER_THINGS,
    PLACE_NOUNS,
    PLACE_PREPOSITIONS,
    SUFFIXES,
)

CAPITALS = re.compile(
    r"[A-Z0-9\x80-\U0010ffff][^\W_]*(?:(?: |(?<!\w[A-Z])(?<=[A-Z])\. )[^\W_a-z][^\W_]*)*"
)
"""Words with capitals that follow each other, blanks and the dots of initials between them."""
_AFTER = re.compile(r"(?:[.;:!?]|[ ]{2}|'s(?![^\W_])|,?[ ]+([a-z]+)(?![^\W_]))")
"""What may follow: the end of a sentence, a possessive, a word in small letters."""
_SMALL = NAME_PARTICLES | FATHERS | SUFFIXES
"""Small words that may belong to a person's longer name, listed or not."""
_SMALL_OF_GROUPS = _SMALL | {"of"}


_SAYING_BEFORE = (
    FEMALE | MALE | GENERATIONS | DIRECTIONS | PLACE_PREPOSITIONS | ENTERING_VERBS
    | frozenset(["of", "de", "del", "the", "from", "to", "at", "a", "desde", "hacia", "called", "named", "llamado", "llamada"])
)  # fmt: skip
_SAYING_AFTER = (
    PLACE_NOUNS | INSTITUTION_NOUNS | OTHER_THINGS | SUFFIXES | frozenset(["is", "was", "and", "y"])
)
"""Words beside which a name of one word may be a place, a work or somebody else."""
_LONGEST_ABBREVIATION = 3
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


@dataclass
class PlainNames:
    """The names by their spelling, and the small words beside which nothing is plain."""

    forms: dict[str, tuple[str, str, bool, tuple[str, ...]]] = field(default_factory=dict)
    """Actor, rule, whether it is a person's, and the sounds of the words, of each spelling."""
    small_before: frozenset[str] = _SMALL_OF_GROUPS
    small_after: frozenset[str] = _SMALL_OF_GROUPS
    """Small words of all names, and of longer ones that are not listed."""
    behind_small: frozenset[str] = frozenset()
    before_small: frozenset[str] = frozenset()
    """The sounds of the words that stand beside them in names."""
    _known: dict[str, PlainName | None] = field(default_factory=dict)

    def split(self, folded: str) -> tuple[list[tuple[int, PlainName]], list[tuple[int, str]]]:
        """The plain names of a folded text with their offsets, and all other words with capitals."""
        found: list[tuple[int, PlainName]] = []
        rest: list[tuple[int, str]] = []
        forms, known = self.forms, self._known
        for match in CAPITALS.finditer(folded):
            words = match.group()
            start = match.start()
            if " " in words:
                if words in forms and words not in known:
                    known[words] = self._plain_name(words)
                name = known.get(words)
                if name is not None and self._is_apart(folded, start, name):
                    found.append((start, name))
                    continue
                rest += [(start + m.start(), m.group()) for m in WORD.finditer(words)]
            elif words[0].isalnum():
                rest.append((start, words))
            else:
                rest += [(start + m.start(), m.group()) for m in WORD.finditer(words)]
        return found, rest

    def _is_apart(self, folded: str, start: int, name: PlainName) -> bool:
        """Whether no word beside the name can belong to it."""
        end = start + name.length
        after = _AFTER.match(folded, end)
        if after is None:
            if end < len(folded):
                return False
        elif after[1] in name.small_after or (name.is_abbreviated and after[0] == "."):
            return False
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
        is_abbreviated = words[-1][0].lower() in LEGAL_FORMS
        small = _SMALL if is_person else _SMALL_OF_GROUPS
        before = self.small_before if sounds[0] in self.behind_small else small
        after = self.small_after if sounds[-1] in self.before_small else small
        return PlainName(
            actor, rule, len(spelled), starts, is_person, is_abbreviated, before, after
        )

    def ends_at(self, folded: str, start: int, end: int) -> bool:
        """Whether no listed name can go on behind a word."""
        after = _AFTER.match(folded, end)
        if after is None:
            return False
        if after[0] == ".":
            return end - start > _LONGEST_ABBREVIATION
        return (after[1] or "s") not in self.small_after

    def is_undisturbed(self, folded: str, start: int, end: int) -> bool:
        """Whether a name of one word stands amid small words that say nothing about it."""
        after = _AFTER.match(folded, end)
        if after is None or after[0][0] in ",?!" or after[0] == "  ":
            return False
        if after[1] in _SAYING_AFTER or after[1] in self.small_after:
            return False
        word = _word_before(folded, start) if start else None
        if word is None or not (word.isalpha() and word.islower()):
            return False
        return word not in _SAYING_BEFORE and word not in self.small_before


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
        self._owners: dict[tuple[str, ...], str] = {}
        self._small: set[str] = set()
        self._behind_small: set[str] = set()
        self._before_small: set[str] = set()

    def add(self, spelled: str, meaning: Meaning, sounds: tuple[str, ...]) -> None:
        """A form of two or more words; `spelled` is the name or alias it was made from."""
        form, actor = meaning.form, meaning.actor
        if self._owners.setdefault(sounds, actor) != actor:
            self._owners[sounds] = ""
        for index, word in enumerate(form.words):
            low = word.lower()
            if low == word or low in HEADS or low in NAME_PARTICLES:
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
        small = _SMALL_OF_GROUPS | self._small
        behind, before = frozenset(self._behind_small), frozenset(self._before_small)
        return PlainNames(forms, small, small, behind, before)


def _spell(words: tuple[str, ...]) -> str:
    """A form as it usually stands in a text: "J. Low"."""
    initial, rest = words[0], " ".join(words[1:])
    return f"{initial}. {rest}" if len(initial) == 1 else f"{initial} {rest}"
