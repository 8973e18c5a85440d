"""All names of all actors, ready to be looked up by their first word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dossier.diagnostics import Diagnostic, Location
from dossier.link.fold import fold_name
from dossier.model.actor import Actor, Alias

WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Meaning:
    """One actor that a name may mean, and on what conditions."""

    actor: str
    rule: str
    ambiguous: bool = False
    autolink: bool = True
    near: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A folded name and whom it may mean."""

    name: str
    meanings: tuple[Meaning, ...]


@dataclass(frozen=True)
class Lexicon:
    """Entries by the first word of their name, the longest name first."""

    by_first_word: dict[str, tuple[Entry, ...]]


def build_lexicon(actors: Iterable[Actor]) -> tuple[Lexicon, list[Diagnostic]]:
    """The lexicon of the public actors; warns of names that two actors share."""
    meanings: dict[str, dict[str, Meaning]] = {}
    spelled: dict[tuple[str, str], tuple[Actor, str]] = {}
    for actor in actors:
        names = [(Alias(text=actor.name), "name")] + [(alias, "alias") for alias in actor.aliases]
        for alias, rule in names:
            name = fold_name(alias.text)
            if not WORD.search(name):
                continue
            meaning = Meaning(
                actor.id,
                rule,
                alias.ambiguous,
                alias.autolink,
                tuple(map(fold_name, alias.near)),
                alias.not_in,
            )
            meanings.setdefault(name, {}).setdefault(actor.id, meaning)
            spelled.setdefault((name, actor.id), (actor, alias.text))
    by_first_word: dict[str, list[Entry]] = {}
    found: list[Diagnostic] = []
    for name, by_actor in meanings.items():
        entry = Entry(name, tuple(by_actor.values()))
        first = WORD.search(name)
        assert first is not None  # names without a word were passed over above
        by_first_word.setdefault(first.group(), []).append(entry)
        found.extend(_shared_name(entry, spelled))
    ordered = {
        word: tuple(sorted(entries, key=lambda entry: (-len(entry.name), entry.name)))
        for word, entries in by_first_word.items()
    }
    return Lexicon(ordered), found


def _shared_name(
    entry: Entry, spelled: dict[tuple[str, str], tuple[Actor, str]]
) -> list[Diagnostic]:
    plain = [m.actor for m in entry.meanings if not m.ambiguous and m.autolink]
    if len(plain) < 2:
        return []
    first, *others = plain
    found = []
    for other in others:
        actor, text = spelled[entry.name, other]
        message = f"the name '{text}' also belongs to '{first}'; it will not be linked by itself"
        hint = "take it from one of them, or mark it {text: …, ambiguous: true} on both"
        key = "name" if text == actor.name else "aliases"
        at = Location(actor.path, keys=(key,), needle=text)
        found.append(Diagnostic("ambiguous-alias", at, message, hint))
    return found
