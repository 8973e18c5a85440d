"""What a claim owes its readers: a source, who denies it, a court or two origins behind it, a reason for a grade, texts of its own.

Claims of records that are not published are not looked at: their author is not done yet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import permutations
from typing import NamedTuple

from dossier.cache import Cache
from dossier.diagnostics import Diagnostic, Keys, Location
from dossier.evidence.courts import Courts
from dossier.evidence.independence import origins_of
from dossier.evidence.voices import comparable
from dossier.model.actor import Actor
from dossier.model.claim import Citation, Claim, Event, Relation
from dossier.model.dossier import Dossier, PublicDossier, SharedEvent
from dossier.model.evidence import Tally
from dossier.model.source import Source


def check_claims(
    dossier: Dossier, public: PublicDossier, cache: Cache | None = None
) -> list[Diagnostic]:
    """Findings on every public claim and grade.

    `dossier` is what was loaded, since places in files are counted there; `public` is what of it
    may be published: a document that is withheld proves nothing to a reader. `cache` notes which claims of a
    record anything may be wrong with.
    """
    cache = cache or Cache()
    courts, origins = Courts(dossier, public), origins_of(public)
    found: list[Diagnostic] = []
    for doubt in _published(dossier, public, cache):
        if doubt.owed:
            found.append(doubt.owed)
        found.extend(courts.unproven(doubt.path, doubt.keys, doubt.claim))
        found.extend(_unconfirmed(doubt, origins))
        found.extend(_nearly_one(doubt, dossier, public))
    return [*found, *_grades(public, cache), *_same_texts(dossier, public)]


class _Doubt(NamedTuple):
    """A claim that may owe something, with its file and its place there."""

    path: str
    keys: Keys
    claim: Claim
    owed: Diagnostic | None
    """That nothing is cited for it, or nobody who denies what is denied."""


def _published(dossier: Dossier, public: PublicDossier, cache: Cache) -> Iterator[_Doubt]:
    """Those of claims that are published."""
    of_actors = cache.each("doubtful claims", dossier.actors, _of_actor)
    for key in public.actors:
        for doubt in of_actors[key]:
            match doubt.claim:
                case Relation(to=other):
                    is_shown = other in public.actors or other not in dossier.actors
                case Event() as event:
                    # With `--drafts` hidden records are shown, and listed in `marked`.
                    is_shown = bool(public.marked) or not event.is_hidden(public.as_of)
                case _:
                    is_shown = True
            if is_shown:
                yield doubt
    of_events = cache.each("doubtful events", dossier.events, _of_shared)
    for key, doubts in of_events.items():
        # Ids of events are made anew where something is hidden: an actor's own may have that of a hidden one.
        shared = public.events.get(key) if doubts else None
        if shared is not None and shared.owner is None:
            yield from doubts


def _of_actor(actor: Actor) -> list[_Doubt]:
    claims: Iterable[tuple[str, Sequence[Claim]]] = (
        ("facts", actor.facts), ("relations", actor.relations), ("events", actor.events),
    )  # fmt: skip
    return [
        doubt
        for name, listed in claims
        for index, claim in enumerate(listed)
        for doubt in _doubts(actor.path, (name, index), claim)
    ]


def _of_shared(shared: SharedEvent) -> list[_Doubt]:
    """An actor's own event is looked at with the actor."""
    return [] if shared.owner else [*_doubts(shared.path, (), shared.event)]


def _doubts(path: str, keys: Keys, claim: Claim) -> Iterator[_Doubt]:
    is_to_prove = claim.status in ("convicted", "confirmed")
    several_ways = len({citation.via for citation in claim.citations} - {None}) > 1
    if not claim.citations:
        yield _Doubt(path, keys, claim, _unsourced(path, keys))
    elif claim.status == "denied" and all(c.stance == "supports" for c in claim.citations):
        yield _Doubt(path, keys, claim, _unnamed(path, keys))
    elif is_to_prove or several_ways:
        yield _Doubt(path, keys, claim, None)


def _unconfirmed(
    doubt: _Doubt, origins: Callable[[Sequence[Citation]], Tally]
) -> Iterator[Diagnostic]:
    """A warning where the status is `confirmed` and all that is cited for it has one origin."""
    supporting = [c for c in doubt.claim.citations if c.stance == "supports"]
    if doubt.claim.status != "confirmed" or not supporting:
        return
    tally = origins(supporting)
    voices = {origin.name for origin in tally.origins} | {*tally.not_held}
    if len(voices) == 1:
        yield Diagnostic(
            "one-origin", Location(doubt.path, keys=(*doubt.keys, "status", "")),
            f"all that is cited for this goes back to one origin, '{voices.pop()}', which nothing independent confirms",
            "cite a source of another origin, or make it 'reported'; what a source found out itself has it as 'via'",
        )  # fmt: skip


def _nearly_one(doubt: _Doubt, dossier: Dossier, public: PublicDossier) -> Iterator[Diagnostic]:
    """A warning for words in `via` that hold those of another citation, and so may mean the same report."""
    names = {c.via for c in doubt.claim.citations if c.via}
    names -= dossier.sources.keys() | (dossier.actors.keys() - public.actors.keys())
    words = {via: _spaced(public.name_or_words(via)) for via in sorted(names)}
    for via, longer in permutations(words, 2):
        if words[via] != words[longer] and words[via] in words[longer]:
            yield Diagnostic(
                "similar-via", Location(doubt.path, keys=(*doubt.keys, "sources"), needle=longer),
                f"'{longer}' and '{via}' are counted as two origins of one claim",
                "write both alike if they mean one report; if not, tell them apart by other words",
            )  # fmt: skip


def _spaced(words: str) -> str:
    inside = " ".join(re.findall(r"\w+", comparable(words)))
    return f" {inside} "


def _unsourced(path: str, keys: Keys) -> Diagnostic:
    return Diagnostic(
        "unsourced-claim", Location(path, keys=keys), "no source is cited for this claim",
        "name in 'sources' who says so, or take the claim out",
    )  # fmt: skip


def _unnamed(path: str, keys: Keys) -> Diagnostic:
    return Diagnostic(
        "unnamed-denial", Location(path, keys=(*keys, "status")),
        "nobody is cited who denies this: what is cited may state it or report the denial",
        "cite the denial with 'stance: denies', and in 'by' who denies it; one article may be cited for both",
    )  # fmt: skip


def _grades(public: PublicDossier, cache: Cache) -> Iterator[Diagnostic]:
    actors = cache.each("graded actors", public.actors, _is_graded)
    sources = cache.each("graded sources", public.sources, _is_graded)
    graded = [public.actors[key] for key, is_graded in actors.items() if is_graded]
    for actor in graded:
        if not public.config.is_outlet_kind(actor.kind):
            yield Diagnostic(
                "misplaced-grade", Location(actor.path, keys=("reliability",)),
                f"'{actor.id}' is no outlet: no source inherits its grade",
                "grade the source, with a 'grade_note'; or is its kind 'outlet'?",
            )  # fmt: skip
    records: list[Actor | Source] = [*graded]
    records += [public.sources[key] for key, is_graded in sources.items() if is_graded]
    for record in records:
        if not record.grade_note:
            yield Diagnostic(
                "grade-without-reason", Location(record.path, keys=("reliability",)),
                f"the grade {record.reliability} is given without a reason",
                "say why in 'grade_note', or take the grade out",
            )  # fmt: skip


def _same_texts(dossier: Dossier, public: PublicDossier) -> Iterator[Diagnostic]:
    """Sources with one full text that are not said to be taken from one another, or both from a third."""
    first: dict[str, str] = {}
    for key, source in public.sources.items():
        if source.text_sha256 is None:
            continue
        other = first.setdefault(source.text_sha256, key)
        if _origins(key, dossier).isdisjoint(_origins(other, dossier)):
            yield Diagnostic(
                "same-text", Location(source.path, keys=("text_sha256", "")),
                f"'{other}' has the same full text, and what both say is two articles by one voice",
                "make one record of them, or say in 'derived_from' of one that it is taken from the other",
            )  # fmt: skip


def _origins(key: str, dossier: Dossier) -> set[str]:
    """The source and all that it goes back to, step by step, be it public or not."""
    found: set[str] = set()
    waiting = [key]
    while waiting:
        key = waiting.pop()
        if key not in found and key in dossier.sources:
            waiting += (derivation.origin for derivation in dossier.sources[key].derived_from)
        found.add(key)
    return found


def _is_graded(record: Actor | Source) -> bool:
    return bool(record.reliability)
