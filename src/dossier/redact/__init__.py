"""What is private, draft or under embargo leaves the model here, before any later stage sees it.

A hidden record takes with it everything that would tell of it: relations, events and claims that
rest on it, its id in any list, link or citation. What remains is a PublicDossier.

`hidden` is what may not be published; `exposures` and `support` tell the author where public words give it away,
or rest on it alone; `secrets` looks at the other doors: the repository, and `static/`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from dossier.cache import Cache
from dossier.diagnostics import Diagnostic
from dossier.model.actor import Actor
from dossier.model.claim import Citation, Claim, Event
from dossier.model.dossier import Dossier, PublicDossier, SharedEvent, keyed_events
from dossier.model.record import Hideable, Record
from dossier.model.source import Source
from dossier.model.verification import Verified, folded_names, without_names
from dossier.redact.exposures import exposures
from dossier.redact.hidden import WITHHELD, Hidden
from dossier.redact.secrets import tracked_secrets, withheld_files
from dossier.redact.support import withheld_support
from dossier.urls import MARKED_UP

T = TypeVar("T")
H = TypeVar("H", bound=Hideable)
C = TypeVar("C", bound=Claim)


def redact(
    dossier: Dossier, as_of: datetime.date, *, drafts: bool = False, cache: Cache | None = None
) -> tuple[PublicDossier, list[Diagnostic]]:
    """The dossier as it may be published on `as_of`.

    With `drafts` (preview), drafts and embargoed records stay and are listed in `marked`; private
    notes go in any case. Warns where public text links to, or spells out, somebody hidden.
    """
    cache = cache or Cache()
    hidden = _hidden(dossier, as_of, cache)
    marked: frozenset[str] = frozenset()
    if drafts:
        marked = frozenset(
            f"{kind.name}:{name}" for kind in fields(hidden) for name in getattr(hidden, kind.name)
        )
        hidden = Hidden()
    public = _public(dossier, hidden) if hidden else _whole(dossier, cache)
    found: list[Diagnostic] = []
    if hidden:
        found += exposures(dossier, public, hidden)
        found += withheld_support(dossier, hidden)
    return replace(public, as_of=as_of, marked=marked), found


def _public(dossier: Dossier, hidden: Hidden) -> PublicDossier:
    """Without what is hidden, and all that tells of it."""
    return PublicDossier(
        config=_config(dossier, hidden),
        actors={k: _actor(a, hidden) for k, a in dossier.actors.items() if k not in hidden.actors},
        sources={
            k: _source(s, hidden) for k, s in dossier.sources.items() if k not in hidden.sources
        },
        events=_events(dossier, hidden),
        pages={
            k: _without_private(_scrub(p, hidden))
            for k, p in dossier.pages.items()
            if k not in hidden.pages
        },
        texts={k: t for k, t in dossier.texts.items() if k not in hidden.sources},
        verified=_verified(dossier, hidden),
        broken=dossier.broken,
    )


def _whole(dossier: Dossier, cache: Cache) -> PublicDossier:
    """Where nothing is hidden: without private notes."""
    return PublicDossier(
        config=dossier.config,
        actors=cache.each("public actors", dossier.actors, _whole_actor),
        sources=cache.each("public sources", dossier.sources, _without_private),
        events=cache.each("public events", dossier.events, _whole_event),
        pages=cache.each("public pages", dossier.pages, _without_private),
        texts=dossier.texts,
        verified=dossier.verified,
        broken=dossier.broken,
    )


def embargoes(dossier: Dossier) -> frozenset[datetime.date]:
    """The days until which something is hidden; between two of them the day makes no difference."""
    records: Iterable[Hideable] = (
        *dossier.actors.values(),
        *dossier.sources.values(),
        *dossier.pages.values(),
        *(shared.event for shared in dossier.events.values()),
    )
    return frozenset(record.embargo for record in records if record.embargo is not None)


def _hidden(dossier: Dossier, as_of: datetime.date, cache: Cache) -> Hidden:
    def hidden(kind: str, things: Mapping[str, T], record: Callable[[T], Hideable]) -> set[str]:
        told = cache.each(f"{kind} on {as_of}", things, lambda one: record(one).is_hidden(as_of))
        return {key for key, is_hidden in told.items() if is_hidden}

    actors = hidden("actors", dossier.actors, lambda actor: actor)
    sources = hidden("sources", dossier.sources, lambda source: source)
    pages = hidden("pages", dossier.pages, lambda page: page)
    events = hidden("events", dossier.events, lambda shared: shared.event)
    if actors:
        events |= {
            key
            for key, shared in dossier.events.items()
            if shared.owner in actors
            # An event of hidden people alone would name them in its title.
            or (shared.actors and actors.issuperset(shared.actors))
        }
    return Hidden(frozenset(actors), frozenset(sources), frozenset(events), frozenset(pages))


def _verified(dossier: Dossier, hidden: Hidden) -> Verified:
    """The records of public sources; none has words beside a quote that name a hidden actor.

    They may have been written when that actor was public.
    """
    kept = {k: v for k, v in dossier.verified.items() if k.source not in hidden.sources}
    actors = [dossier.actors[key] for key in hidden.actors]
    names = folded_names(n for a in actors for n in (a.name, *(alias.text for alias in a.aliases)))
    return {key: without_names(record, names) for key, record in kept.items()} if names else kept


def _events(dossier: Dossier, hidden: Hidden) -> dict[str, SharedEvent]:
    kept = [
        replace(shared, event=event)
        for key, shared in dossier.events.items()
        if key not in hidden.events and (event := _event(shared.event, hidden)) is not None
    ]
    # Ids that are made of an event's words are made anew: they could hold a hash of a hidden date.
    return keyed_events(
        (shared for shared in kept if shared.owner is None),
        # Of equal ones, "x" comes before "x-2" and that before "x-10".
        sorted(
            (shared for shared in kept if shared.owner is not None),
            key=lambda shared: (len(shared.id), shared.id),
        ),
    )


def _whole_event(shared: SharedEvent) -> SharedEvent:
    """An event where nothing is hidden, but private notes."""
    if shared.event.private is None:
        return shared
    return replace(shared, event=_without_private(shared.event))


def _event(event: Event, hidden: Hidden) -> Event | None:
    kept = _claim(event, hidden)
    if kept is None:
        return None
    dates = []
    for account in kept.dates:
        citations = _citations(account.sources, hidden)
        if citations or not account.sources:
            dates.append(account.model_copy(update={"sources": citations}))
    return _without_private(
        kept.model_copy(
            update={
                "dates": tuple(dates),
                "actors": _visible(kept.actors, hidden.actors),
                "with_": _visible(kept.with_, hidden.actors),
            }
        )
    )


def _actor(actor: Actor, hidden: Hidden) -> Actor:
    relations = (r for r in actor.relations if r.to not in hidden.actors)
    update: dict[str, Any] = {
        "aliases": tuple(
            alias.model_copy(
                update={
                    "not_in": _visible(alias.not_in, hidden.sources),
                    "sources": _visible(alias.sources, hidden.sources),
                }
            )
            for alias in actor.aliases
            # A name that only hidden sources use is known from them alone.
            if not alias.sources or not hidden.sources.issuperset(alias.sources)
        ),
        "facts": _claims(actor.facts, hidden),
        "relations": _claims(relations, hidden),
        "events": (),
        "see_also": _visible(actor.see_also, hidden.actors),
        "reply": tuple(
            reply.model_copy(update={"source": None}) if reply.source in hidden.sources else reply
            for reply in actor.reply
        ),
        "private": None,
    }
    return _scrub(actor.model_copy(update=update), hidden)


def _whole_actor(actor: Actor) -> Actor:
    """An actor where nothing is hidden, but private notes."""
    if actor.private is None and not actor.events:
        return actor
    # The events stand in `PublicDossier.events`; a second copy could keep a private note alive.
    return actor.model_copy(update={"events": (), "private": None})


def _source(source: Source, hidden: Hidden) -> Source:
    excerpts = tuple(
        excerpt.model_copy(update={"links": _links(excerpt.links, hidden)})
        for excerpt in source.excerpts
    )
    publisher = None if source.publisher in hidden.actors else source.publisher
    update: dict[str, Any] = {
        "publisher": publisher,
        "author": _visible(source.author, hidden.actors),
        "derived_from": tuple(d for d in source.derived_from if d.origin not in hidden.sources),
        "excerpts": excerpts,
        "links": _links(source.links, hidden),
        "named": _visible(source.named, hidden.actors),
        "private": None,
    }
    return _scrub(source.model_copy(update=update), hidden)


def _links(links: dict[str, str | None], hidden: Hidden) -> dict[str, str | None]:
    return {words: None if to in hidden.actors else to for words, to in links.items()}


def _claims(claims: Iterable[C], hidden: Hidden) -> tuple[C, ...]:
    return tuple(kept for claim in claims if (kept := _claim(claim, hidden)) is not None)


def _claim(claim: C, hidden: Hidden) -> C | None:
    """The claim without what hides; None where nothing public supports it any more."""
    citations = _citations(claim.sources, hidden)
    if claim.sources and not citations:
        return None
    return _scrub(claim.model_copy(update={"sources": citations}), hidden)


def _citations(citations: Iterable[Citation], hidden: Hidden) -> tuple[Citation, ...]:
    kept = []
    for citation in citations:
        if citation.source in hidden.sources:
            continue
        update: dict[str, str] = {}
        if citation.by in hidden.actors:
            # Without a name in its place, the source itself would seem to assert it.
            update["by"] = WITHHELD
        if citation.via in hidden.sources or citation.via in hidden.actors:
            update["via"] = WITHHELD
        kept.append(citation.model_copy(update=update) if update else citation)
    return tuple(kept)


def _visible(names: Iterable[str], hidden: frozenset[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in hidden)


def _config(dossier: Dossier, hidden: Hidden) -> Any:
    gone = {f"actors/{a}" for a in hidden.actors} | {f"sources/{s}" for s in hidden.sources}
    gone |= hidden.pages
    items = dossier.config.navigation
    kept = tuple(item for item in items if item.to.strip("/") not in gone)
    return dossier.config.model_copy(update={"navigation": kept})


R = TypeVar("R", bound=Record)


def _without_private(record: H) -> H:
    return record if record.private is None else record.model_copy(update={"private": None})


def _scrub(record: R, hidden: Hidden) -> R:
    """The record with links to hidden actors and citations of hidden sources out of its texts."""
    update = {
        name: changed
        for name in type(record).model_fields
        if (changed := _scrub_value(value := getattr(record, name), hidden)) is not value
    }
    return record.model_copy(update=update) if update else record


def _scrub_value(value: Any, hidden: Hidden) -> Any:
    if isinstance(value, str):
        marked_up = "[[" in value or "[@" in value or "](" in value
        return _scrub_text(value, hidden) if marked_up else value
    if isinstance(value, tuple):
        scrubbed = tuple(_scrub_value(item, hidden) for item in value)
        return scrubbed if any(a is not b for a, b in zip(scrubbed, value, strict=True)) else value
    return _scrub(value, hidden) if isinstance(value, Record) else value


def _scrub_text(text: str, hidden: Hidden) -> str:
    def public(match: re.Match[str]) -> str:
        if match["source"] in hidden.sources:
            return ""
        if (match["actor"] or "").strip() in hidden.actors:
            words = (match["text"] or "").strip()
            # `[[|words]]`: they meant somebody hidden, so they must not link to anybody else.
            return f"[[|{words}]]" if words else WITHHELD
        if match["path"] and hidden.is_page(match["path"]):
            return match["label"]
        return match[0]

    return MARKED_UP.sub(public, text)


__all__ = ["embargoes", "redact", "tracked_secrets", "withheld_files"]
