"""The grammar of names: from a profile's name, kind and aliases to the forms a text may use.

Persons have given names and surnames (one, or a paternal and a maternal one), particles that belong
to the next word, nicknames in quotation marks; what organisations have, `organizations` says. A *full* form names its actor by itself, a *derived* one does unless somebody else is called
so, a *short* one only where a full form stands in the same text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum
from functools import lru_cache
from itertools import dropwhile
from typing import NamedTuple

from dossier.fold import fold_name
from dossier.link.given_names import variants
from dossier.link.places_and_names import FAMILY_NAMES
from dossier.link.rules import Rule
from dossier.link.words import (
    ARTICLES,
    FATHERS,
    NAME_PARTICLES,
    OF_THE_BENCH,
    TITLES,
)

WORD = re.compile(r"[^\W_]+")
_JOINED_ARTICLE = re.compile(r"([AE]l)(s[aehu][a-z]{3,}|[bdfghkmnqrtyz][aeiou][a-z]{3,})")
"""An Arabic article written together with a name; "Elena" and "Alvarez" are none."""
_LETTERS_AND_NUMBER = re.compile(r"([A-Z]{1,4})([0-9]{1,3})")
_SMALL_WORD = re.compile(r"(?<![^\s(\"])[a-z][^\W_]*")
"""A word in small letters that no hyphen joins to the one before."""
_IBERIAN = re.compile(r"(?:[aeiou]z|[aeiou]s|[^aeiou][ao]|[aeiou]i?[ao]|an|on|in|al|el|ar|or)$")
"""How most Spanish and Portuguese surnames end."""
PATRONYMIC = re.compile(r"(?:ov|ev|yev)(?:ich|na)$")
_SERVANT_OF = frozenset({"abdul", "abdel", "abdal"})
_SERVANT_ARTICLES = frozenset(
    ["al", "el", "ul", "as", "es", "us", "ar", "er", "ur", "ad", "ed", "an", "en"]
)
_SERVANT = re.compile(r"[Aa]bd[aeu][lrsdn]([a-z]{4,})")
_OF_COURTS = frozenset({"justice", "judge"})
_NUMERALS = frozenset("IVX")
"""Letters that behind a given name are a king's number."""
_SURNAME_JOINERS = frozenset({"y", "i", "e"})
"""Between a paternal and a maternal surname, as in "Ortega y Gasset"."""
_NICKNAME = re.compile(r"[\"'(]([^\"'()]{2,40})[\"')]")


class Strength(IntEnum):
    """How much a form says by itself."""

    SHORT = 1
    DERIVED = 2
    FULL = 3


class Form(NamedTuple):
    """A way to write a name: its words (folded, case kept), how much it says, and by which rule."""

    words: tuple[str, ...]
    strength: Strength
    rule: str
    given: int = 0
    """How many of the words are given names, after which a nickname may stand."""


@lru_cache(maxsize=1024)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name as a text is split into words."""
    return tuple(WORD.findall(fold_name(name)))


def person_forms(name: str, rule: str, *, is_name: bool) -> Iterator[Form]:
    """The forms of one person's name or alias."""
    yield from _forms_of_person(name, rule, is_name=is_name)
    words = words_of(name)
    wholes = [*_servant_names(words), *_joined_articles(words), *_joined_given_name(words)]
    for variant in wholes:
        yield Form(variant, Strength.DERIVED, Rule.SPELLING)
    if len(words) < 2 or words[-1].lower() in NAME_PARTICLES:
        return
    for given in map(str.capitalize, variants(words[0])):
        for whole in (words, *wholes):
            yield Form((given, *whole[1:]), Strength.DERIVED, Rule.GIVEN_NAME, 1)
        if len(words) > 2 and is_name:
            yield Form((given, words[-1]), Strength.DERIVED, Rule.GIVEN_NAME, 1)


def _joined_articles(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Here "Khalid Alsahlawi" for "Khalid al-Sahlawi" and the other way round.

    And "Vandenbossche" for "Van den Bossche".
    """
    for at, word in enumerate(words):
        rest = words[at + 1 :]
        if at and word.lower() in ("al", "el") and rest:
            yield (*words[:at], word.capitalize() + rest[0].lower(), *rest[1:])
        elif at and word.lower() in ("van", "vanden", "de", "den", "der") and rest:
            tail = [*dropwhile(lambda part: part.lower() in NAME_PARTICLES, rest)]
            run = rest[: len(rest) - len(tail)]
            if tail:
                yield (*words[:at], "".join((word, *run, tail[0])).capitalize(), *tail[1:])
            return
        elif at and (joined := _JOINED_ARTICLE.fullmatch(word)):
            yield (*words[:at], joined[1], joined[2].capitalize(), *rest)


def _joined_given_name(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Here "Kim Jongun" for Kim Jong-un."""
    if len(words) == 3 and words[0].lower() in FAMILY_NAMES and words[2].islower():
        yield words[0], words[1] + words[2]


def _servant_names(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A name with Abd al-X ("servant of the X") in its other spellings."""
    for at, word in enumerate(words):
        rest = words[at + 1 :]
        if word.lower() == "abd" and len(rest) > 1 and rest[0].lower() in _SERVANT_ARTICLES:
            attribute, rest = rest[1], rest[2:]
        elif word.lower() in _SERVANT_OF and rest:
            attribute, rest = rest[0], rest[1:]
        elif (joined := _SERVANT.fullmatch(word)) and not joined[1].startswith("la"):
            attribute = joined[1].capitalize()
        else:
            continue
        before = words[:at]
        for apart in (["Abdul"], ["Abdel"], ["Abd", "al"], ["Abd", "el"]):
            yield (*before, *apart, attribute, *rest)
        for joined_to in ("Abdul", "Abdel", "Abde" + attribute[0].lower()):
            yield (*before, joined_to + attribute.lower(), *rest)


def _forms_of_person(name: str, rule: str, *, is_name: bool) -> Iterator[Form]:
    folded = fold_name(name)
    nicknames = _NICKNAME.findall(folded)
    if nicknames:
        folded = " ".join(_NICKNAME.sub(" ", folded).split())
    plain = words_of(folded)
    units = _units(folded)
    whole = tuple(plain)
    if nicknames:
        yield Form(whole, Strength.DERIVED, rule, given=len(units[0]) if units else 0)
        for nickname in nicknames:
            yield Form(words_of(nickname), Strength.DERIVED, Rule.NICKNAME)
            yield from _nickname_shorts(words_of(nickname))
            if len(units) > 1:
                yield from _with_surname(words_of(nickname), units, name)
    else:
        given = len(units[0]) if len(units) > 1 else 0
        yield Form(whole, Strength.FULL, rule, given)
        yield from numbered(whole, rule) if whole else ()
    if not (NAME_PARTICLES | _SURNAME_JOINERS).issuperset(_SMALL_WORD.findall(folded)):
        return  # a description, as "Putin's chef": its words are not names of the person
    titled = bool(units) and units[0][0].lower() in TITLES
    starts_with_article = bool(plain) and plain[0].lower() in ARTICLES
    if starts_with_article:
        yield from _nickname_shorts(plain)
        return
    if titled:
        yield from _titled(name, plain, units, rule)
        return
    if len(units) < 2:
        return
    apart = [unit[1:] if _is_joined(unit) else unit for unit in units]
    if apart != units:
        yield Form(_join(apart), Strength.DERIVED, Rule.SPELLING, len(units[0]))
        yield Form(_join(units[-2:]), Strength.SHORT, Rule.SHORT_FORM)
    yield from _derived(apart, name, is_name=is_name)
    yield from _shorts(apart)
    yield from _hidden(apart, name) if is_name else ()


def _titled(
    name: str, words: tuple[str, ...], units: list[tuple[str, ...]], rule: str
) -> Iterator[Form]:
    """Here "Ulloa" for Judge Ulloa, and "Ulloa J" as law reports have it."""
    units = [u for u in units if u[0].lower() not in TITLES]
    if len(units) > 1:
        yield Form(_join(units), Strength.DERIVED, rule, len(units[0]))
    for unit in units:
        yield Form(unit, Strength.SHORT, Rule.SHORT_FORM)
    if units and not _OF_COURTS.isdisjoint(word.lower() for word in words):
        surname = _join(units) if "-" in name else units[-1]
        for letters in OF_THE_BENCH:
            yield Form((*surname, letters), Strength.DERIVED, rule)


def _nickname_shorts(words: tuple[str, ...]) -> Iterator[Form]:
    """Here "Mencho" for "El Mencho", once that has stood in the text."""
    if len(words) > 1 and words[0].lower() in ARTICLES:
        yield Form(words[1:], Strength.SHORT, Rule.SHORT_FORM)


def nickname_forms(name: str, aliases: Iterable[str]) -> Iterator[Form]:
    """Here "Chapo Guzmán" for Joaquín Guzmán Loera, who has the alias "El Chapo"."""
    own, units = frozenset(words_of(name)), _units(fold_name(name))
    if len(units) < 2 or _NICKNAME.search(fold_name(name)):
        return
    for alias in aliases:
        words = words_of(alias)
        if words and own.isdisjoint(words) and not _SMALL_WORD.search(fold_name(alias)):
            yield from _with_surname(words, units, name)


def _with_surname(
    nickname: tuple[str, ...], units: list[tuple[str, ...]], name: str
) -> Iterator[Form]:
    surname = units[-2] if len(units) > 2 and _is_iberian(name, units) else units[-1]
    yield Form((*nickname, *surname), Strength.DERIVED, Rule.NICKNAME)
    if len(nickname) > 1 and nickname[0].lower() in ARTICLES:
        yield Form((*nickname[1:], *surname), Strength.DERIVED, Rule.NICKNAME)


def _units(folded: str) -> list[tuple[str, ...]]:
    """Given names and surnames with what belongs to them: "van der Hulst", "Al Rumhani", "O'Brien"."""
    units: list[tuple[str, ...]] = []
    waiting: tuple[str, ...] = ()
    words = list(WORD.finditer(folded))
    for number, match in enumerate(words):
        word, before = match[0], words[number - 1]
        if number and len(before[0]) == 1 and folded[before.end() : match.start()] == "'":
            units[-1] = (*units[-1], word)
        elif number < len(words) - 1 and (
            word.lower() in NAME_PARTICLES or (number and word in _SURNAME_JOINERS)
        ):
            waiting += (word,)
        else:
            units.append((*waiting, word))
            waiting = ()
    return units


def _is_joined(unit: tuple[str, ...]) -> bool:
    """Whether "y" joins a surname to the one before."""
    return len(unit) > 1 and unit[0] in _SURNAME_JOINERS


def _is_iberian(name: str, units: list[tuple[str, ...]]) -> bool:
    """Whether a third part looks like a maternal surname, and not like a surname after two names."""
    if any(letter in name for letter in "áéíóúñÁÉÍÓÚãõç"):
        return True
    return all(_IBERIAN.search(unit[-1]) for unit in units[-2:])


def _derived(units: list[tuple[str, ...]], name: str, *, is_name: bool) -> Iterator[Form]:
    """Names with a part left out, in another order, or with an initial for the given name."""
    first, last = units[0], units[-1]
    if len(units) >= 3 and is_name:
        # Paternal surname without the maternal one; and without the middle name.
        # "Martin Luther" is not King: elsewhere the last part is needed.
        strength = Strength.DERIVED if _is_iberian(name, units) else Strength.SHORT
        yield Form(_join(units[:-1]), strength, Rule.WITHOUT_MATERNAL, len(first))
        if PATRONYMIC.search(units[1][-1]) or len(units[1][-1]) == 1:
            yield Form(_join([first, last]), Strength.DERIVED, Rule.WITHOUT_MIDDLE, len(first))
        yield from _with_middle_initial(units)
        if len(units) == 4:
            for rest in ([units[2]], units[2:]):
                yield Form(_join([first, *rest]), Strength.DERIVED, Rule.WITHOUT_MIDDLE, len(first))
            yield Form(_join([units[1], units[2]]), Strength.DERIVED, Rule.WITHOUT_MIDDLE, 1)
        elif strength is Strength.SHORT:
            yield Form(_join([first, last]), Strength.SHORT, Rule.WITHOUT_MIDDLE, len(first))
    family_first = first[-1].lower() in FAMILY_NAMES or last[-1].lower() in FAMILY_NAMES
    if is_name and family_first and all(len(unit) == 1 for unit in units) and len(units) <= 3:
        # Family name first, as in Chinese, or moved to the end by a Western newspaper.
        yield Form(_join([*units[1:], first]), Strength.DERIVED, Rule.REORDERED)
        if len(units) == 3:
            yield Form(_join([last, *units[:-1]]), Strength.DERIVED, Rule.REORDERED)
    if len(first) == 1 and len(first[0]) > 1:
        for rest in ([*units[1:]], [last]):
            yield Form((first[0][0], *_join(rest)), Strength.DERIVED, Rule.INITIALS, given=1)
        second = units[1][0][:1]
        # Of two surnames the first may stand alone; which of three words are surnames is not known.
        for rest in ([*units[2:]], [*units[2:-1]]) if len(units) >= 3 else ():
            if rest and second.isupper():
                yield Form((first[0][0], second, *_join(rest)), Strength.DERIVED, Rule.INITIALS)


def _with_middle_initial(units: list[tuple[str, ...]]) -> Iterator[Form]:
    """Here "John D. Rockfield" for John Davison Rockfield."""
    middle = units[1]
    if len(middle) == 1 and len(middle[0]) > 1 and middle[0][0].isupper():
        for rest in (units[2:], units[2:-1]):
            if rest:
                words = (*units[0], middle[0][0], *_join(rest))
                yield Form(words, Strength.DERIVED, Rule.INITIALS)


def _hidden(units: list[tuple[str, ...]], name: str) -> Iterator[Form]:
    """As courts and police hide a surname: "Ridouan T."; in Mexico "Damián N.", whatever he is called."""
    is_iberian = _is_iberian(name, units)
    surname = units[2] if len(units) == 4 else units[1] if is_iberian else units[-1]
    initials = {surname[-1][0], "N"} if is_iberian else {surname[-1][0]}
    if len(units[0][-1]) > 1:
        for initial in sorted(initials - _NUMERALS):
            if initial.isupper():
                yield Form((*units[0], initial), Strength.SHORT, Rule.INITIALS)


def _shorts(units: list[tuple[str, ...]]) -> Iterator[Form]:
    """Surnames, pairs of them, given names."""
    for number, unit in enumerate(units):
        if unit[-1].lower() in TITLES or unit[-1][0].islower():
            continue  # "Seri" of "Datin Seri Rohaya", "un" of "Kim Jong-un"
        if unit == unit[:1] and len(unit[0]) == 1 and number < len(units) - 1:
            continue  # nobody is called "J" for "J. Low"; but Malcolm X is called "X"
        of_father = number > 0 and unit[0].lower() in FATHERS
        if not (of_father and unit[0].lower().startswith("abd")):
            yield Form(unit, Strength.SHORT, Rule.SHORT_FORM)
        is_whole = of_father or len(unit[0]) == 1  # "O'Brien"
        if len(unit) > 1 and len(unit[-1]) > 3 and not is_whole:
            yield Form(unit[-1:], Strength.SHORT, Rule.SHORT_FORM)
    if len(units) >= 3:
        yield Form(_join(units[1:]), Strength.SHORT, Rule.SHORT_FORM)
    if len(units) == 4:
        yield Form(_join(units[2:]), Strength.SHORT, Rule.SHORT_FORM)
    if len(units) >= 3:
        yield Form(_join(units[:2]), Strength.SHORT, Rule.SHORT_FORM)


def _join(units: list[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(word for unit in units for word in unit)


def numbered(words: tuple[str, ...], rule: str) -> Iterator[Form]:
    """Here "MS13" for MS-13, "M-23" for M23, "Z40" for El Z-40: with the hyphen and without."""
    *before, last = words
    if apart := _LETTERS_AND_NUMBER.fullmatch(last):
        yield Form((*before, *apart.groups()), Strength.FULL, rule)
    elif before and _LETTERS_AND_NUMBER.fullmatch(before[-1] + last):
        yield Form((*before[:-1], before[-1] + last), Strength.FULL, rule)
