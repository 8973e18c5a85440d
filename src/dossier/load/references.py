"""Ids that records name: every actor, source, excerpt, kind and relation type must exist.

References inside Markdown are the linker's to check, since only it reads the text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, islice

from dossier.cache import Cache, sum_of
from dossier.config import CONFIG_FILE, DEFAULT_RELATION_TYPES
from dossier.diagnostics import Diagnostic, Keys, Location, did_you_mean
from dossier.load.collisions import claim_collisions, repeated_aliases
from dossier.model.actor import BUILT_IN_KINDS, Actor
from dossier.model.claim import Citation, Claim, Event, Fact, Relation
from dossier.model.dates import definitely_before
from dossier.model.dossier import Dossier, SharedEvent
from dossier.model.source import Source


@dataclass(frozen=True)
class _Known:
    """Which ids exist; broken ones had errors of their own and are not reported again."""

    dossier: Dossier

    @cached_property
    def kinds(self) -> dict[str, None]:
        """Kinds of actors in their order, the built-in ones first."""
        return dict.fromkeys((*BUILT_IN_KINDS, *self.dossier.config.kinds))

    @cached_property
    def relation_types(self) -> frozenset[str]:
        """The types of relations that have labels."""
        return frozenset((*DEFAULT_RELATION_TYPES, *self.dossier.config.relation_types))

    def actor(self, name: str, path: str, keys: Keys) -> Iterator[Diagnostic]:
        if name not in self.dossier.actors and f"actors:{name}" not in self.dossier.broken:
            yield _unknown("actor", name, path, keys, self.dossier.actors)

    def source(self, name: str, path: str, keys: Keys) -> Iterator[Diagnostic]:
        if name not in self.dossier.sources and f"sources:{name}" not in self.dossier.broken:
            yield _unknown("source", name, path, keys, self.dossier.sources)

    def excerpt(self, source: str, name: str, path: str, keys: Keys) -> Iterator[Diagnostic]:
        known = self.dossier.excerpt_keys.get(source)
        if known is not None and name not in known:
            yield Diagnostic(
                "unknown-excerpt", Location(path, keys=(*keys, "")),
                f"the source '{source}' has no excerpt '{name}'",
                did_you_mean(name, known) or _listed(tuple(known)),
            )  # fmt: skip


def check_references(dossier: Dossier, cache: Cache | None = None) -> list[Diagnostic]:
    """Every reference of a record that leads nowhere, and every id that two things claim.

    What `cache` has noted of the very same record, when there were the same ids, is not asked again.
    """
    cache = cache or Cache()
    known = _Known(dossier)
    ids = _ids(dossier, cache).hex() if cache.notes else ""
    found: list[Diagnostic] = []
    for made in (
        cache.each(f"references of actors {ids}", dossier.actors, lambda a: [*_actor(known, a)]),
        cache.each(f"references of sources {ids}", dossier.sources, lambda s: [*_source(known, s)]),
        cache.each(f"references of events {ids}", dossier.events, lambda e: [*_shared(known, e)]),
    ):
        found.extend(chain.from_iterable(made.values()))
    found.extend(_former_ids(dossier))
    return found


def _ids(dossier: Dossier, cache: Cache) -> bytes:
    """A digest of all that a record's references are looked up in; every source has its excerpts' names, if none."""
    excerpts = cache.once("excerpts", dossier.sources, lambda _: sum_of(_excerpts(dossier)))
    config = dossier.config
    names = (
        [*dossier.actors],
        excerpts,
        sorted(dossier.broken),
        config.kinds,
        config.relation_types,
    )
    return sum_of(names)


def _excerpts(dossier: Dossier) -> list[tuple[str, tuple[str, ...]]]:
    return [(name, tuple(keys)) for name, keys in dossier.excerpt_keys.items()]


def _shared(known: _Known, shared: SharedEvent) -> Iterator[Diagnostic]:
    """An actor's own event is looked at with the actor."""
    if shared.owner is None:
        yield from _event(known, shared.event, shared.path, ())


def _actor(known: _Known, actor: Actor) -> Iterator[Diagnostic]:
    path = actor.path
    if actor.kind not in known.kinds:
        hint = did_you_mean(actor.kind, known.kinds)
        yield Diagnostic(
            "unknown-kind", Location(path, keys=("kind", "")), f"unknown kind '{actor.kind}'",
            hint or f"one of: {_some(known.kinds)}; others are declared as `kinds` in {CONFIG_FILE}",
        )  # fmt: skip
    for index, alias in enumerate(actor.aliases):
        for field in ("not_in", "sources"):
            for number, source in enumerate(getattr(alias, field)):
                yield from known.source(source, path, ("aliases", index, field, number))
    yield from repeated_aliases(actor)
    for index, fact in enumerate(actor.facts):
        yield from _claim(known, fact, path, ("facts", index))
    for index, relation in enumerate(actor.relations):
        keys: Keys = ("relations", index)
        yield from known.actor(relation.to, path, (*keys, "to"))
        yield from _claim(known, relation, path, keys)
        if relation.to == actor.id:
            message = f"'{relation.to}' is this actor itself"
            hint = "name the other actor"
            yield Diagnostic("bad-value", Location(path, keys=(*keys, "to", "")), message, hint)
        if relation.type not in known.relation_types:
            hint = did_you_mean(relation.type, known.relation_types)
            yield Diagnostic(
                "undeclared-relation-type", Location(path, keys=(*keys, "type", "")),
                f"the relation type '{relation.type}' has no labels",
                (f"{hint} Otherwise declare" if hint else "declare")
                + f" it under relation_types in {CONFIG_FILE}",
            )  # fmt: skip
    yield from claim_collisions(actor)
    for index, event in enumerate(actor.events):
        yield from _event(known, event, path, ("events", index))
    for index, name in enumerate(actor.see_also):
        yield from known.actor(name, path, ("see_also", index))


def _event(known: _Known, event: Event, path: str, keys: Keys) -> Iterator[Diagnostic]:
    yield from _claim(known, event, path, keys)
    for field, names in (("actors", event.actors), ("with", event.with_)):
        for index, name in enumerate(names):
            yield from known.actor(name, path, (*keys, field, index))
    for index, account in enumerate(event.dates):
        yield from _citations(known, account.sources, path, (*keys, "dates", index, "sources"))


def _claim(known: _Known, claim: Claim, path: str, keys: Keys) -> Iterator[Diagnostic]:
    yield from _citations(known, claim.sources, path, (*keys, "sources"))
    if isinstance(claim, Fact | Relation) and claim.since and claim.until:
        since, until = claim.since, claim.until
        if definitely_before(until, since):
            at = Location(path, keys=(*keys, "until", ""))
            message = f"'until' ({until.text}) is before 'since' ({since.text})"
            yield Diagnostic("bad-date", at, message, "mend one of them, or leave one out")


def _citations(
    known: _Known, citations: Iterable[Citation], path: str, keys: Keys
) -> Iterator[Diagnostic]:
    for index, citation in enumerate(citations):
        here = (*keys, index)
        yield from known.source(citation.source, path, (*here, "source"))
        if citation.excerpt:
            where = (*here, "excerpt")
            yield from known.excerpt(citation.source, citation.excerpt, path, where)


def _source(known: _Known, source: Source) -> Iterator[Diagnostic]:
    path = source.path
    yield from _rights(source)
    for index, derivation in enumerate(source.derived_from):
        yield from known.source(derivation.origin, path, ("derived_from", index, "origin"))
        if derivation.origin == source.id:
            at = Location(path, keys=("derived_from", index, "origin", ""))
            message = f"'{source.id}' is this source itself"
            yield Diagnostic("bad-value", at, message, "name the source it draws on")
    for index, name in enumerate(source.named):
        yield from known.actor(name, path, ("named", index))
    for words, target in source.links.items():
        if target is not None:
            yield from known.actor(target, path, ("links", words))
    seen: dict[str, int] = {}
    for index, excerpt in enumerate(source.excerpts):
        for words, target in excerpt.links.items():
            if target is not None:
                yield from known.actor(target, path, ("excerpts", index, "links", words))
        if excerpt.key in seen:
            message = (
                f"the excerpt '{excerpt.key}' stands twice; the first is number {seen[excerpt.key]}"
            )
            at = Location(path, keys=("excerpts", index))
            yield Diagnostic("id-collision", at, message, "give each an id of its own")
        seen.setdefault(excerpt.key, index + 1)


def _rights(source: Source) -> Iterator[Diagnostic]:
    """What `rights` and `held` promise must be there, and nothing that they exclude."""
    if source.rights == "open":
        for key, why in (
            ("text", "it is what is published"),
            ("license", "it allows to publish it"),
        ):
            if getattr(source, key) is None:
                message = f"a source with rights: open needs the key '{key}'; {why}"
                yield Diagnostic("missing-key", Location(source.path, keys=("rights",)), message)
    if not source.held:
        for key in ("text", "excerpts"):
            if getattr(source, key):
                message = f"a source that is not held has no '{key}': nobody here has read it"
                hint = "take the key out, or remove 'held: false'"
                yield Diagnostic("bad-value", Location(source.path, keys=(key,)), message, hint)


def _former_ids(dossier: Dossier) -> Iterator[Diagnostic]:
    taken = {name: actor.path for name, actor in dossier.actors.items()}
    for actor in dossier.actors.values():
        for index, name in enumerate(actor.former_ids):
            if name in taken:
                at = Location(actor.path, keys=("former_ids", index))
                message = f"the id '{name}' is taken by {taken[name]}"
                yield Diagnostic("id-collision", at, message, "an id is never used again")
            taken[name] = actor.path


def _unknown(what: str, name: str, path: str, keys: Keys, known: Iterable[str]) -> Diagnostic:
    names = list(known)
    hint = did_you_mean(name, names) or f"there is no file content/{what}s/…/{name}.yml"
    return Diagnostic(
        f"unknown-{what}", Location(path, keys=(*keys, "")), f"no {what} '{name}'", hint
    )


_SHOWN = 20
"""Declared kinds that a hint names: with all of them thousands of hints would fill the disk."""


def _some(names: Collection[str]) -> str:
    return ", ".join(islice(names, _SHOWN)) + (" …" if len(names) > _SHOWN else "")


@lru_cache(maxsize=4)
def _listed(names: tuple[str, ...]) -> str:
    listed = sorted(names)
    return f"it has: {', '.join(listed[:8])}{' …' if len(listed) > 8 else ''}" if listed else ""
