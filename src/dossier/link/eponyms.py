"""A firm and the person after whom it is called: which of them a name means that both have."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from dossier.link.document import Document, Word
from dossier.link.matching import Match
from dossier.link.meaning import Meaning
from dossier.link.names import Strength
from dossier.link.organizations import TRADES
from dossier.link.rules import Rule
from dossier.link.words import BUSINESS_NOUNS, COURTESY, FEMALE, HEADS, KIN, MALE, OFFICES

_AGE = re.compile(r", (?:de )?\d\d(?:,| anos\b| years\b)")
"""Behind the name of a person: ", de 62 años", ", 61,"."""
_OF_A_BODY = re.compile(
    r" (?:(?:was|were|is|has been|had been|fue|ha sido|habia sido) (?:later |then |also |luego )?(?:arrested|born|shot|killed"
    r"|murdered|wounded|stabbed|beaten|handcuffed|jailed|buried|extradited|hospitali[sz]ed|married|widowed"
    r"|(?:detenid|arrestad|asesinad|herid|balead|encarcelad|extraditad|sepultad|capturad)[oa])"
    r"|(?:died|smiled|wept|laughed|shrugged|nodded|murio|nacio|sonrio|lloro)\b(?! out| down))\b"
    r"|'s (?:late )?(?:wife|husband|widow|sons?|daughters?|brothers?|sisters?|father|mother|cousins?|nephew|niece"
    r"|girlfriend|boyfriend|body|passport|funeral|birthday)\b"
)
"""Behind the name of a person: what is done to a body, or whom only a person has."""
_PERSONAL = frozenset({"who", "whose", "whom", "herself", "himself"})
_TITLED = COURTESY | OFFICES | KIN | FEMALE | MALE
_IN = frozenset({"In", "En"})
"""At the head of a sentence, before a place."""
_OF = frozenset({"of", "de", "del"})
_SEATS = frozenset(
    [
        "sede",
        "sedes",
        "oficina",
        "oficinas",
        "headquarters",
        "subsidiary",
        "subsidiaries",
        "filial",
        "filiales",
    ]
)
"""What a firm has, before "of" and its name."""
_FIRM_NOUNS = frozenset(["house", "firm", "company", "bank", "group", "business"])
_TOWARDS = frozenset({"to", "from"})
_OWNS_NOTHING = re.compile(r"'s(?:[\"'.,;:!?)]|$)")


def of_one_kind(
    document: Document, match: Match, meanings: list[Meaning], known: list[Meaning]
) -> list[Meaning]:
    """Of a firm and a person after whom it may be called, the one the words tell; or both."""
    found = {m.actor: m for m in [*known, *meanings]}
    persons = [m for m in found.values() if m.is_person]
    groups = [m for m in found.values() if not m.is_person]
    if persons and not groups and _is_called_firm(match):
        unnamed = [m for m in match.meanings(Strength.SHORT) if not m.is_person]
        return [*meanings, *unnamed]
    if not persons or not groups:
        return meanings
    after, before = match.last.next, match.first.previous
    told = before.text.lower() if before is not None else ""
    is_personal = after is not None and after.text in _PERSONAL
    if told in COURTESY or is_personal or _AGE.match(document.folded, match.last.end):
        return persons
    if told == "at" or _is_house(document, match) or _is_called_firm(match):
        return groups
    of_noun = after is not None and after.gap == " " and not after.is_capital
    if of_noun and after and after.text in BUSINESS_NOUNS:
        return groups
    if all(m.form.rule == Rule.TRADE for m in groups):
        return [m for m in meanings if m.is_person] or persons
    if of_noun and told == "the":
        return groups
    # In a headline nobody was named yet: it is theirs who have it as a name.
    return meanings if document.is_headline(match.first.start) else [*persons, *groups]


def _is_house(document: Document, match: Match) -> bool:
    """Whether a firm's house is told of: "la sede de Ulloa", or "to Ulloa's" and nothing that is theirs."""
    before = match.first.previous
    if before is None or match.first.gap != " ":
        return False
    if before.text in _OF:
        seat = before.previous
        return seat is not None and seat.text.lower() in _SEATS
    return before.text in _TOWARDS and bool(_OWNS_NOTHING.match(document.folded, match.last.end))


def _is_called_firm(match: Match) -> bool:
    """Whether the words around a surname say that a firm has it: "the Ulloa buying house"."""
    before, word = match.first.previous, match.last.next
    if before is None or before.text.lower() != "the" or match.first.gap != " ":
        return False
    for _ in range(2):
        if word is None or word.gap.strip() or word.is_capital:
            return False
        if word.text in _FIRM_NOUNS:
            return True
        word = word.next
    return False


def is_no_firms(
    document: Document, match: Match, meanings: Iterable[Meaning], spans: Iterable[Any]
) -> bool:
    """Whether words by which firms are called are here a person's name, a place's, or a second firm's too.

    `spans` are the names found so far.
    """
    actors = {m.actor for m in meanings if not m.is_person and m.form.rule == Rule.TRADE}
    if not actors or len(actors) < len({m.actor for m in meanings}):
        return False
    before, after = match.first.previous, match.last.next
    is_beside = before is not None and match.first.gap in (" ", ". ")
    if is_beside and before and (before.text.lower() in _TITLED or before.text in _IN):
        return True
    if after is not None and after.text in _PERSONAL:
        return True
    if any(said.match(document.folded, match.last.end) for said in (_AGE, _OF_A_BODY)):
        return True
    listed = [document.folded[span.start : span.end] for span in spans if span.actor in actors]
    return bool(listed) and any(
        not any(name.startswith(other) for name in listed)
        for word in document.occurrences(match.first.text)
        if (other := _firm_at(word))
    )


def _firm_at(first: Word) -> str:
    """The word and what a firm does, as "Kubwa Air Services" says it; "" where nothing of that follows."""
    words = [first]
    while (after := words[-1].next) is not None and after.gap == " " and after.is_capital:
        if after.text.lower() not in TRADES | HEADS:
            break
        words.append(after)
    named = " ".join(word.text for word in words)
    return named if words[1:] and words[1].text.lower() in TRADES else ""
