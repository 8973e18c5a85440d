"""Forms put in order under the words they begin with, when a text first shows such a word.

Of the names of a large dossier, a text holds few.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from dossier.link.legal_forms import legal_form
from dossier.link.meaning import Meaning
from dossier.link.names import Strength
from dossier.link.rules import Rule
from dossier.link.spelling import sound, transliterated
from dossier.link.words import (
    ARTICLES,
    HEADS,
    LEGAL_FORMS,
    NAME_PARTICLES,
    SMALL_TITLES,
)

_LONGEST_WORD = 100
"""Letters of the longest word that is looked up; no name has more."""
_SPELLINGS = 100_000
"""So many spellings of words are remembered (some 10 MB)."""
_CASE_FREE = HEADS | ARTICLES | NAME_PARTICLES | SMALL_TITLES
_SPOKEN = 4
"""Letters of an acronym that newspapers write as a word: "Unicef"."""
_SHORT = 5
"""Letters of a word that may have no other vowels."""
_LONG = 6
"""Letters of a surname that is still itself in another transliteration."""


class Bearers(list[Meaning]):
    """All whom one form may mean: a name may be that of thousands, and stand thousands of times."""

    @cached_property
    def actors(self) -> tuple[str, ...]:
        """Their ids, sorted."""
        return tuple(sorted({meaning.actor for meaning in self}))

    @cached_property
    def are_alike(self) -> bool:
        """Whether there are several, and no condition of a profile tells one from another."""
        return len(self.actors) > 1 and not any(
            m.ambiguous or m.near or m.not_in or not m.autolink for m in self
        )


@dataclass(slots=True)
class Entry:
    """The same words as a form of one or many actors: a given name may be that of hundreds."""

    words: tuple[str, ...]
    strength: Strength
    is_person: bool
    exact: bool
    given: int
    by_actor: dict[str, Meaning]
    telling: int
    """How many of the words are no particles."""
    is_dotted: bool = False
    """Whether the words are the letters of an acronym."""
    _bearers: Bearers | None = None

    @property
    def bearers(self) -> Bearers:
        """Whom the words may mean, put together when it is first asked for."""
        if self._bearers is None:
            self._bearers = Bearers(self.by_actor.values())
        return self._bearers


class LongerForms(dict[str, tuple[Entry, ...]]):
    """The forms of two and more words with one sound of the first, by the sound of the second.

    By two words, since a dossier of ten thousand people has hundreds with one given name.
    """

    def __init__(self, by_second: dict[str, list[Meaning]]) -> None:
        """The meanings, of which entries are made when they are asked for."""
        super().__init__()
        self._by_second = by_second

    def __missing__(self, second: str) -> tuple[Entry, ...]:
        meanings = self._by_second.get(second)
        if meanings is None:
            return ()
        found = self[second] = _entries(meanings)
        return found

    def __bool__(self) -> bool:
        """Whether there are any, looked for or not."""
        return bool(self._by_second)


@dataclass(slots=True)
class Beginning:
    """The forms that begin with a word as it is spelled in a text."""

    single: tuple[Entry, ...]
    """Those of one word that it is."""
    plural: tuple[Entry, ...]
    """Those of one word of which it is the plural, if "the" stands before it."""
    longer: LongerForms
    is_led: bool = False
    """Whether names begin with a small word before it, as "van der Hulst", "cartel de Sinaloa"."""


class Beginnings(dict[str, Beginning | None]):
    """The forms that begin with a word as it is spelled, put in order when it is first seen."""

    def __init__(
        self, meanings: dict[str, dict[str, list[Meaning]]], led: set[str], rules: frozenset[Rule]
    ) -> None:
        """`meanings` by the sounds of their first two words; `led`: sounds behind small words."""
        super().__init__()
        self._meanings = meanings
        self._led = led
        self._rules = rules
        self._by_sound: dict[str, tuple[tuple[Entry, ...], LongerForms]] = {}

    def __missing__(self, word: str) -> Beginning | None:
        if len(word) > _LONGEST_WORD:
            return None  # nothing to remember for ever: a text may be one word of a million letters
        if len(self) >= _SPELLINGS:
            self.clear()
        found = self[word] = self._beginning(word)
        return found

    def _beginning(self, word: str) -> Beginning | None:
        first = sound(word)
        meanings, is_led = self._meanings.get(first), first in self._led
        if meanings is None and not is_led:
            return None
        if first not in self._by_sound:
            by_second = meanings or {}
            self._by_sound[first] = _entries(by_second.pop("", [])), LongerForms(by_second)
        single, longer = self._by_sound[first]
        same_word = tuple(e for e in single if same(self._rules, e, word, e.words[0]))
        plural: tuple[Entry, ...] = ()
        if word.endswith("s") and Rule.PLURAL in self._rules:
            one = word[:-1]
            of_one = [e for e in single if e.words[0] == one]
            # Where a person is called so, "the Marenzos" are the family; a clan is called after it, a firm is not.
            is_family = any(e.is_person for e in of_one)
            plural = tuple(
                e for e in of_one if not (e.is_person or e.exact or (is_family and _is_firm(e)))
            )
        if not (same_word or plural or longer or is_led):
            return None
        return Beginning(same_word, plural, longer, is_led)


def _entries(meanings: list[Meaning]) -> tuple[Entry, ...]:
    """Meanings of the same words together, the longest words first."""
    if len(meanings) == 1:
        return (_entry(meanings[0]),)
    groups: dict[tuple[object, ...], Entry] = {}
    for meaning in meanings:
        form = meaning.form
        dotted = form.rule == Rule.DOTTED
        key = (form.words, form.strength, meaning.is_person, meaning.exact, form.given, dotted)
        if key in groups:
            groups[key].by_actor[meaning.actor] = meaning
        else:
            groups[key] = _entry(meaning)
    return tuple(sorted(groups.values(), key=lambda entry: (-len(entry.words), entry.words)))


def _is_firm(entry: Entry) -> bool:
    return any(m.legal_forms or not m.is_territorial for m in entry.by_actor.values())


def _entry(meaning: Meaning) -> Entry:
    """The entry of a form of which one meaning is known."""
    form = meaning.form
    return Entry(
        form.words, form.strength, meaning.is_person, meaning.exact, form.given,
        {meaning.actor: meaning},
        sum(word.lower() not in NAME_PARTICLES for word in form.words),
        form.rule == Rule.DOTTED,
    )  # fmt: skip


def same(rules: frozenset[Rule], entry: Entry, text_word: str, name_word: str) -> bool:
    """Whether a word of the text is this word of the name, spelling and case considered."""
    if text_word == name_word:
        return True
    low, name = text_word.lower(), name_word.lower()
    if entry.exact:
        return False
    if low == name:
        return _same_but_case(rules, entry, text_word, name_word)
    if name in HEADS and entry.strength is Strength.FULL and len(entry.words) > 1:
        if low in (name + "s", name + "es"):
            return Rule.HEAD_WORD in rules
        if name in LEGAL_FORMS and low in LEGAL_FORMS:
            return Rule.LEGAL_FORM in rules and legal_form(low) == legal_form(name)
    if name_word.isupper() or not (text_word[0].isupper() or low in NAME_PARTICLES):
        return False
    return Rule.SPELLING in rules and _same_but_spelling(entry, low, name)


def _same_but_case(rules: frozenset[Rule], entry: Entry, text_word: str, name_word: str) -> bool:
    """Whether the case of a word, whose letters are the name's, is one that it may have."""
    name = name_word.lower()
    if name in _CASE_FREE:
        return len(entry.words) > 1 and Rule.HEAD_WORD in rules
    if name_word.islower() and len(entry.words) > 1:
        return True  # "Kim Jong Un" for Kim Jong-un
    shouted = text_word.isupper() and not name_word.isupper()
    shouted = shouted and len(name) > (3 if len(entry.words) == 1 else 1)
    spoken = name_word.isupper() and text_word[0].isupper() and len(name) > _SPOKEN
    return (shouted or spoken) and Rule.SHOUTING in rules


def _same_but_spelling(entry: Entry, low: str, name: str) -> bool:
    """Whether a word, in small letters, is another spelling of the name's."""
    if len(entry.words) == 1:
        is_surname = entry.strength is Strength.FULL and entry.is_person and len(low) >= _LONG
        return is_surname and transliterated(low) == transliterated(name)
    if low + "s" == name or name + "s" == low:
        return False
    if entry.is_person and {low[0], name[0]} == {"c", "k"}:
        return False  # Carlsson is not Karlsson, but Kargo is Cargo
    # In a short name every vowel counts: Zhang is not Zheng.
    is_long = min(len(low), len(name)) > _SHORT or name in NAME_PARTICLES
    alike = is_long or transliterated(low) == transliterated(name)
    alike = alike or (not entry.is_person and low.replace("c", "k") == name.replace("c", "k"))
    return alike and sound(low) == sound(name)
