"""All forms of all names, ready to be looked up by the first word a text shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import dropwhile, islice

from dossier.diagnostics import Diagnostic, Location
from dossier.fold import fold_name
from dossier.link.entries import Beginning, Beginnings
from dossier.link.legal_forms import is_form_before, is_legal_form, legal_form, without_form
from dossier.link.meaning import Meaning
from dossier.link.names import (
    Form,
    Strength,
    nickname_forms,
    person_forms,
    words_of,
)
from dossier.link.organizations import organization_forms
from dossier.link.plain import PlainNames, PlainNamesInMaking
from dossier.link.rules import ALL_RULES, Rule
from dossier.link.spelling import sound
from dossier.link.words import (
    ARTICLES,
    LEGAL_FORMS,
    NAME_PARTICLES,
    SMALL_BEGINNINGS,
    TERRITORIAL_HEADS,
)
from dossier.model.actor import Actor, Alias


@dataclass(frozen=True)
class Lexicon:
    """All forms of all names by the word they begin with."""

    beginnings: dict[str, Beginning | None]
    lower_case: frozenset[str] = field(default_factory=frozenset)
    """First words of names that begin with a small letter, as "adidas" does."""
    plain: PlainNames = field(default_factory=PlainNames)
    rules: frozenset[Rule] = ALL_RULES
    heard: Mapping[tuple[str, bool], frozenset[str]] = field(default_factory=dict)
    """By the sound of a word, and whether it has a capital: the actors of whom no name stands, or is
    looked for, in a text that has none of their words."""
    long_names: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    """By actor that is no person: the words of each of its names that has several."""
    persons: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By actor that is a person: the words of the name."""


def build_lexicon(
    actors: Iterable[Actor],
    bases: Mapping[str, str] | None = None,
    rules: frozenset[Rule] = ALL_RULES,
) -> tuple[Lexicon, list[Diagnostic]]:
    """The lexicon of the public actors; warns of names that two actors share.

    `bases` maps declared kinds to the built-in kind they behave like. Forms whose rule is not among
    `rules` are left out.
    """
    off = ALL_RULES - rules
    found: list[Diagnostic] = []
    index: dict[str, dict[str, list[Meaning]]] = {}
    lower_case: set[str] = set()
    led: set[str] = set()
    owners: dict[tuple[str, ...], str] = {}
    plain = PlainNamesInMaking()
    heard: dict[tuple[str, bool], set[str]] = {}
    long_names: dict[str, tuple[tuple[str, ...], ...]] = {}
    persons: dict[str, tuple[str, ...]] = {}
    for actor in actors:
        base = (bases or {}).get(actor.kind, actor.kind)
        if base != "person":
            names = map(words_of, (actor.name, *(alias.text for alias in actor.aliases)))
            long_names[actor.id] = tuple(words for words in names if len(words) > 1)
        else:
            persons[actor.id] = words_of(actor.name)
        for alias, meaning in _meanings(actor, off, is_person=base == "person"):
            words = meaning.form.words
            if (
                meaning.form.strength is Strength.FULL
                and not meaning.ambiguous
                and meaning.autolink
            ):
                first = owners.setdefault(words, actor.id)
                if first != actor.id:
                    found.append(_shared_name(actor, alias, first))
            sounds = tuple(map(sound, words))
            second = sounds[1] if len(sounds) > 1 else ""
            index.setdefault(sounds[0], {}).setdefault(second, []).append(meaning)
            plain.add(alias.text, meaning, sounds)
            for needed in _needed(words, sounds):
                heard.setdefault(needed, set()).add(actor.id)
            if words[0].lower() in SMALL_BEGINNINGS:
                led.update(sound(word) for word in _behind_particles(words))
            elif words[0][0].islower():
                lower_case.add(words[0])
    beginnings = Beginnings(index, led, rules)
    by_sound = {needed: frozenset(ids) for needed, ids in heard.items()}
    plain_names = plain.done()
    return Lexicon(
        beginnings, frozenset(lower_case), plain_names, rules, by_sound, long_names, persons
    ), found


_UNTELLING = SMALL_BEGINNINGS | ARTICLES | NAME_PARTICLES | LEGAL_FORMS


def _needed(words: tuple[str, ...], sounds: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    """Sounds of words of which a text has one at least where a form stands or is looked for.

    Forms are looked up by the sounds of their first two words, where the first has a capital, and names behind
    small words by the first word that is none. An initial, a small word or a legal form tells nothing; then
    another word of the form does, all of which stand where it does.
    """
    telling = (
        n for n, word in enumerate(words) if len(word) > 1 and word.lower() not in _UNTELLING
    )
    at = next(telling, 0)
    # A first word is looked up as it is spelled.
    is_capital = at == 0 and len(words[0]) > 1 and words[0].lower() not in _UNTELLING
    yield sounds[at], is_capital and not words[0][0].islower()
    if words[0].lower() in SMALL_BEGINNINGS:
        yield from ((sound(word), False) for word in _behind_particles(words))


def _behind_particles(words: tuple[str, ...]) -> Iterator[str]:
    """The first word that is no particle, if any."""
    rest = dropwhile(lambda word: word.lower() in SMALL_BEGINNINGS, words)
    yield from islice(rest, 1)


def _meanings(
    actor: Actor, off: frozenset[Rule], *, is_person: bool
) -> Iterator[tuple[Alias, Meaning]]:
    """Every form of an actor once, the most telling first."""
    best: dict[tuple[str, ...], tuple[Alias, Form]] = {}
    names = [(Alias(text=actor.name), "name")] + [(alias, "alias") for alias in actor.aliases]
    for alias, rule in names:
        if not words_of(alias.text):
            continue
        forms = (
            person_forms(alias.text, rule, is_name=rule == "name")
            if is_person
            else organization_forms(alias.text, rule)
        )
        for form in forms:
            if not form.words or form.rule in off:
                continue
            if form.strength < Strength.FULL and alias.ambiguous:
                continue
            known = best.get(form.words)
            if known is None or form.strength > known[1].strength:
                best[form.words] = (alias, form)
    if is_person and Rule.NICKNAME not in off:
        for form in nickname_forms(actor.name, (a.text for a in actor.aliases)):
            best.setdefault(form.words, (Alias(text=actor.name), form))
    several = [words for words in best if len(words) > 1]
    legal = {legal_form(words[-1]) for words in several if is_legal_form(words[-1])}
    legal |= {words[0].lower() for words in several if is_form_before(words[0])}
    apart = [found for alias, _ in names if (found := without_form(alias.text))]
    legal.update(form for _, form in apart)
    whole = {words_of(name) for name, _ in apart}
    name_words = frozenset(words_of(actor.name))
    for words, (alias, form) in best.items():
        longer = (
            [] if is_person else [o for o in best if len(o) > len(words) and _names_part(o, words)]
        )
        is_territorial = any(w.lower() in TERRITORIAL_HEADS for o in longer for w in (o[0], o[-1]))
        yield alias, Meaning(
            actor.id, form, is_person, alias.ambiguous, alias.autolink, alias.case == "exact",
            tuple(map(fold_name, alias.near)), alias.not_in, bool(longer),
            words in whole and len(words) > 1, is_territorial,
            is_of_name=not name_words.isdisjoint(words),
            is_plain=alias.autolink and not (alias.ambiguous or alias.near or alias.not_in),
            legal_forms=frozenset(legal),
        )  # fmt: skip


def _names_part(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """Whether some words are less than a whole name: what is missing is no mere legal form."""
    if longer[: len(shorter)] == shorter:
        return not all(map(is_legal_form, longer[len(shorter) :]))
    return _holds(longer, shorter)


def _holds(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    return any(
        longer[i : i + len(shorter)] == shorter for i in range(len(longer) - len(shorter) + 1)
    )


def _shared_name(actor: Actor, alias: Alias, first: str) -> Diagnostic:
    message = f"the name '{alias.text}' also belongs to '{first}'; it will not be linked by itself"
    hint = "take it from one of them, or mark it {text: …, ambiguous: true} on both"
    key = "name" if alias.text == actor.name else "aliases"
    at = Location(actor.path, keys=(key,), needle=alias.text)
    return Diagnostic("ambiguous-alias", at, message, hint)
