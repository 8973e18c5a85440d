"""`data/dossier.json`, its parts by actor, and `data/mentions.jsonl`: all that is public, as data."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from dossier.export.origins import independence_json
from dossier.model.actor import Actor
from dossier.model.claim import Citation, Event
from dossier.model.dossier import PublicDossier
from dossier.model.evidence import ClaimKind, OriginCounts
from dossier.model.linked import LinkedDossier, Mention
from dossier.model.page import RenderedFile
from dossier.model.record import Record
from dossier.model.source import Excerpt, Source
from dossier.model.verification import QuoteKey, excerpt_key, quote_key, verified_quote
from dossier.urls import OutputPath, actor_data

DOSSIER_JSON = OutputPath("data/dossier.json")
MENTIONS_JSONL = OutputPath("data/mentions.jsonl")

_NOT_EXPORTED: dict[type[Record], frozenset[str]] = {
    Actor: frozenset({"path", "events", "relations"}),
    Source: frozenset({"path", "text", "links", "excerpts"}),
    Excerpt: frozenset({"links", "prefix", "suffix"}),
    Event: frozenset({"actors", "with_"}),
}
"""What stands elsewhere in the file, the author's own paths and decisions, and the words of a source
around a quote, which are published only where they lead to it."""
_NEVER_EXPORTED = frozenset({"private", "draft", "embargo"})


def dossier_files(linked: LinkedDossier, origins: OriginCounts) -> Iterator[RenderedFile]:
    """`data/dossier.json`, then for each actor what it holds of it, beside the actor's page."""
    whole = _whole(linked, origins)
    yield _json_file(DOSSIER_JSON, whole)
    relations, events = defaultdict(list), defaultdict(list)
    for relation in whole.get("relations", ()):
        for end in {relation["from"], relation["to"]}:
            relations[end].append(relation)
    for event in whole.get("events", ()):
        for actor in event.get("actors", ()):
            events[actor].append(event)
    frame: dict[str, Any] = {
        key: whole[key] for key in ("format", "title", "language", "license") if key in whole
    }
    for actor in whole.get("actors", ()):
        key = actor["id"]
        parts = {"actor": actor, "relations": relations[key], "events": events[key]}
        own = {name: part for name, part in parts.items() if part}
        # Unlike the whole in one line: with indents, which only Python writes, it takes six times as long.
        yield _json_file(actor_data(key), {**frame, **own}, indent=None)


def _json_file(path: OutputPath, value: dict[str, Any], *, indent: int | None = 1) -> RenderedFile:
    text = json.dumps(value, ensure_ascii=False, indent=indent, sort_keys=True)
    return RenderedFile(path, (text + "\n").encode())


def _whole(linked: LinkedDossier, origins: OriginCounts) -> dict[str, Any]:
    """Actors, sources, events and relations with their citations, sorted by id."""
    public = linked.public

    def counted(kind: ClaimKind, owner: str, index: int) -> dict[str, Any]:
        return {"independence": independence_json(origins.claims[kind, owner, index])}

    actors = [
        {
            **_plain(actor, public),
            "facts": [
                {**_plain(fact, public), **counted("fact", key, index)}
                for index, fact in enumerate(actor.facts)
            ],
        }
        for key, actor in public.actors.items()
    ]
    relations = [
        {"from": key, **_plain(relation, public), **counted("relation", key, index)}
        for key, actor in public.actors.items()
        for index, relation in enumerate(actor.relations)
    ]
    events = [
        {
            **_plain(shared.event, public),
            "id": key,
            "actors": list(shared.actors),
            **counted("event", key, 0),
        }
        for key, shared in public.events.items()
    ]
    site = public.config
    whole = {
        "format": 1,
        "title": site.title,
        "description": site.description,
        "language": site.language,
        "license": site.license,
        "actors": actors,
        "sources": [_source(linked, key) for key in public.sources],
        "events": events,
        "relations": relations,
    }
    kept: dict[str, Any] = _without_empty(whole)
    return kept


def _source(linked: LinkedDossier, key: str) -> dict[str, Any]:
    source = linked.public.sources[key]
    plain = _plain(source, linked.public)
    plain["excerpts"] = [
        {
            **_plain(excerpt, linked.public),
            "id": excerpt.key,
            "actors": list(passage.actors),
            "verification": _verification(linked.public, source, excerpt_key(key, excerpt)),
        }
        for excerpt, passage in zip(source.excerpts, linked.sources[key].excerpts, strict=True)
    ]
    return plain


def _verification(public: PublicDossier, source: Source, key: QuoteKey) -> str:
    """How a quote stands: `exact`, `normalised`, a copy's fidelity, or `unverified`.

    Of a copy that is not faithful no quote is called verified, however well it matches.
    """
    record = verified_quote(public.verified, source, key)
    if record is None:
        return "unverified"
    return record.state if source.fidelity == "faithful" else source.fidelity


def _plain(record: Record, public: PublicDossier) -> dict[str, Any]:
    """A record's public fields as JSON values; dates as they were written."""
    left_out = _NEVER_EXPORTED | _NOT_EXPORTED.get(type(record), frozenset())
    plain = {
        name: _value(getattr(record, name), public)
        for name in type(record).model_fields
        if name not in left_out
    }
    return plain | _words(record, public) if isinstance(record, Citation) else plain


def _words(citation: Citation, public: PublicDossier) -> dict[str, str]:
    """The words that a citation rests on, its own or its excerpt's, and how they stand."""
    source = public.sources.get(citation.source)
    if source is None:
        return {}
    if citation.excerpt in public.excerpt_keys[source.id]:
        excerpt = source.excerpts[public.excerpt_keys[source.id][citation.excerpt] - 1]
        quote, key = excerpt.quote, excerpt_key(source.id, excerpt)
    elif citation.quote:
        quote, key = citation.quote, quote_key(source.id, citation.quote)
    else:
        return {}
    return {"quote": quote, "verification": _verification(public, source, key)}


def _value(value: Any, public: PublicDossier) -> Any:
    if isinstance(value, Record):
        return _plain(value, public)
    if isinstance(value, tuple):
        return [_value(item, public) for item in value]
    if isinstance(value, dict):
        return {key: _value(item, public) for key, item in value.items()}
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool | None) else value.text


def _without_empty(value: Any) -> Any:
    """Without keys that hold nothing: what is not known is left out here too."""
    if isinstance(value, dict):
        kept = {key: _without_empty(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item not in (None, "", [], {})}
    return [_without_empty(item) for item in value] if isinstance(value, list) else value


def mentions_jsonl(linked: LinkedDossier) -> RenderedFile:
    """One line a linked mention; `excerpt` is null for a mention in an open source's full text."""
    lines = (json.dumps(line, ensure_ascii=False) for line in _mentions(linked))
    text = "".join(line + "\n" for line in lines)
    return RenderedFile(MENTIONS_JSONL, text.encode())


def _mentions(linked: LinkedDossier) -> Iterator[dict[str, Any]]:
    for key, source in linked.sources.items():
        for excerpt in source.excerpts:
            yield from (
                _mention(key, excerpt.key, mention) for mention in excerpt.mentions if mention.actor
            )
        yield from (
            _mention(key, None, mention) for mention in source.text_mentions if mention.actor
        )


def _mention(source: str, excerpt: str | None, mention: Mention) -> dict[str, Any]:
    return {
        "source": source,
        "excerpt": excerpt,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "actor": mention.actor,
        "rule": mention.rule,
    }
