"""The forms of an organisation's name: without its legal form, its head word, its trade, or in another order.

Organisations have head words ("Cartel", "Bank", "Ltd") and words that say what they do ("Fishing", "Constructora").
"""

from __future__ import annotations

from collections.abc import Iterator

from dossier.link.given_names import OF_MEN, OF_WOMEN
from dossier.link.legal_forms import is_form_before, is_legal_form, without_form
from dossier.link.names import Form, Strength, numbered, words_of
from dossier.link.places_and_names import COMMON_WORDS, REGIONS
from dossier.link.rules import Rule
from dossier.link.words import (
    AND,
    ARTICLES,
    DEMONYMS,
    DIRECTIONS,
    FIRM_ENDINGS,
    HEADS,
    LEGAL_FORMS,
    NAME_PARTICLES,
    OTHER_HEADS,
    TERRITORIAL_HEADS,
    word_set,
)

_LONGEST_ACRONYM = 6
_DOTTED = range(2, 5)
"""Letters of an acronym inside a name, as in "C.D. Valdemora"."""
_UNTELLING = NAME_PARTICLES | ARTICLES | HEADS
TRADES = word_set(
    "fishing fisheries trading marine maritime cold storage cargo kargo freight air aviation airways mining minerals "
    "metals steel oil gas power electric electricity foods food farms timber construction constructions engineering "
    "contracting transport transports transportation haulage forwarding consulting consultants consultancy advisory "
    "solutions systems technologies technology software media broadcasting entertainment pharma pharmaceuticals "
    "chemicals textiles motors automotive insurance assurance brokers securities estates properties realty homes "
    "hotels resorts tours beverages brewery breweries exports imports agro laboratories ventures enterprises "
    "supplies refinery cement telecom telecommunications petrochemicals plantations"
)
"""What a firm does, as its name says behind the word by which it is called."""
_TRADES_BEFORE = word_set(
    "grupo groupe gruppo constructora inmobiliaria minera pesquera naviera comercial comercializadora distribuidora "
    "exportadora importadora transportes transportadora consultora editorial aseguradora agricola agropecuaria "
    "petrolera cementera cerveceria aerolineas laboratorios corporacion empresa empresas inversiones servicios "
    "construcciones industrias bureau societe compagnie maison etablissements construtora mineradora transports"
)
"""The same before that word, as in Spanish and French."""
_NO_ONES_NAME = (
    _UNTELLING | TRADES | COMMON_WORDS | DEMONYMS | DIRECTIONS | REGIONS
    | word_set(
        "general united standard national nacional royal real global universal first new imperial premier pan trans "
        "inter euro atlantic pacific continental federal state public union europa africa america asia arctic"
    )
)  # fmt: skip
"""Words by which alone no firm is called."""
_SHORTEST = 3
"""Letters of a word by which a firm is called."""
_SHORT_WORD = range(2, 6)
"""Letters of a word that may be written together with the next one."""


def organization_forms(name: str, rule: str) -> Iterator[Form]:
    """The forms of an organisation's name or alias."""
    words = words_of(name)
    yield Form(words, Strength.FULL, rule)
    yield from numbered(words, rule)
    if len(words) == 1:
        if words[0].isupper() and 2 <= len(words[0]) <= _LONGEST_ACRONYM:
            yield Form(tuple(words[0]), Strength.DERIVED, Rule.DOTTED)
        return
    if words[0].lower() in ARTICLES:
        yield Form(words[1:], Strength.DERIVED, Rule.WITHOUT_ARTICLE)
    for at, word in enumerate(words):
        is_acronym = word.isupper() and word.isalpha() and len(word) in _DOTTED
        if is_acronym and word.lower() not in LEGAL_FORMS:  # these are dotted in other ways
            yield Form((*words[:at], *word, *words[at + 1 :]), Strength.DERIVED, rule)
    apart = without_form(name)
    core = list(words_of(apart[0]) if apart else words)
    if apart and core:
        yield Form(tuple(core), Strength.DERIVED, Rule.LEGAL_FORM)
    while len(core) > 1 and is_legal_form(core[-1]):
        core.pop()
        yield Form(tuple(core), Strength.DERIVED, Rule.LEGAL_FORM)
    yield from _other_spellings(name, tuple(core))
    yield from _founders(core)
    yield from _behind_trade(core)
    if "-" in name:
        yield from _splinter(words)
    if len(words) > 3 or (len(words) == 3 and is_form_before(words[0])):
        yield Form(words[1:], Strength.SHORT, Rule.SHORT_FORM)
    is_telling = words[-1].lower() not in HEADS | NAME_PARTICLES and not is_legal_form(words[-1])
    if is_telling and words[-1][0].isupper():
        yield Form(words[-1:], Strength.SHORT, Rule.LAST_WORD)
    yield from _other_head_order(words)
    while len(core) > 1 and core[-1].lower() in HEADS:
        core.pop()
    telling = not _UNTELLING.issuperset(word.lower() for word in core)
    if len(core) < len(words) and telling and core[-1].lower() not in NAME_PARTICLES:
        yield Form(tuple(core), Strength.SHORT, Rule.SHORT_FORM)
    yield from _before_trade(core)


def _before_trade(core: list[str]) -> Iterator[Form]:
    """Here "Kubwa Air" and "Kubwa" for Kubwa Air Cargo, once that has stood."""
    while len(core) > 1 and core[-1].lower() in TRADES | HEADS:
        core = core[:-1]
        if core[-1].lower() not in NAME_PARTICLES and _is_telling(core):
            yield Form(tuple(core), Strength.SHORT, Rule.TRADE)


def _behind_trade(core: list[str]) -> Iterator[Form]:
    """Here "Pachamarca" for Constructora Pachamarca."""
    if core[0].lower() in _TRADES_BEFORE and core[1:2] and _is_telling(core[1:]):
        yield Form(tuple(core[1:]), Strength.SHORT, Rule.TRADE)


def _is_telling(core: list[str]) -> bool:
    """Whether a firm may be called by some words of its name."""
    if core[0].lower() in NAME_PARTICLES or not core[0][0].isupper():
        return False
    if len(core) == 1 and (
        len(core[0]) < _SHORTEST or not core[0].isalpha() or core[0].lower() in OF_WOMEN | OF_MEN
    ):
        return False
    return not _NO_ONES_NAME.issuperset(word.lower() for word in core)


def _founders(core: list[str]) -> Iterator[Form]:
    """Here "Mbela et Fils" and "Mbela & Fils" for Bureau d'achat Mbela et Fils."""
    if len(core) > 3 and core[-2].lower() in AND and core[-1].lower() in FIRM_ENDINGS:
        founder = core[-3]
        if founder[0].isupper() and not core[-4][0].isupper():
            for between in (core[-2:-1], []):
                yield Form((founder, *between, core[-1]), Strength.DERIVED, Rule.TRADE)


def _splinter(words: tuple[str, ...]) -> Iterator[Form]:
    """Here "FUSK-R" and "Renouveau" for FUSK-Renouveau: a wing of those who have the letters."""
    if len(words) != 2 or not _is_telling([words[1]]):
        return
    letters, wing = words
    if letters.isupper() and letters.isalpha() and wing.istitle():
        yield Form((letters, wing[0]), Strength.DERIVED, Rule.TRADE)
        yield Form((wing,), Strength.SHORT, Rule.TRADE)


def _other_spellings(name: str, core: tuple[str, ...]) -> Iterator[Form]:
    """Here "Lay and Skilling" for Lay & Skilling and the other way round, "Seabird Group" for Sea Bird Group."""
    if " & " in name:
        for joining in ("and", "y"):
            spelled = words_of(name.replace("&", joining))
            longer = len(core) + name.count(" & ")
            yield Form(spelled[:longer], Strength.DERIVED, Rule.SPELLING)
    elif not AND.isdisjoint(core[1:-1]):
        apart = tuple(word for word in core if word not in AND)
        yield Form(apart, Strength.DERIVED, Rule.SPELLING)
    first, second, *rest = (*core, "")
    if (
        rest[:1] and rest[0].lower() in HEADS
        and all(word.istitle() and len(word) in _SHORT_WORD for word in (first, second))
        and not {first.lower(), second.lower()} & (_NO_ONES_NAME - COMMON_WORDS)
    ):  # fmt: skip
        yield Form((first + second.lower(), *rest[:-1]), Strength.DERIVED, Rule.SPELLING)


def _other_head_order(words: tuple[str, ...]) -> Iterator[Form]:
    """Here "cartel de Sinaloa" for "Sinaloa Cartel" and the other way round."""
    first, last = words[0].lower(), words[-1].lower()
    core = words[:-1]
    for head in OTHER_HEADS.get(last, ()):
        yield Form((head.capitalize(), *core), Strength.DERIVED, Rule.HEAD_ORDER)
    if last in TERRITORIAL_HEADS:
        for between in ((), ("de",), ("of",)):
            yield Form((words[-1], *between, *core), Strength.DERIVED, Rule.HEAD_ORDER)
    elif first in TERRITORIAL_HEADS and words[1].lower() in ("de", "del", "of") and words[2:]:
        yield Form((*words[2:], words[0]), Strength.DERIVED, Rule.HEAD_ORDER)
