"""`data/dossier.json` and `data/mentions.jsonl`: all that is public, as data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dossier.export.origins import independence_json
from dossier.model.actor import Actor
from dossier.model.claim import Event
from dossier.model.evidence import ClaimKind, OriginCounts
from dossier.model.linked import LinkedDossier, Mention
from dossier.model.page import RenderedFile
from dossier.model.record import Record
from dossier.model.source import Excerpt, Source
from dossier.urls import OutputPath

DOSSIER_JSON = OutputPath("data/dossier.json")
MENTIONS_JSONL = OutputPath("data/mentions.jsonl")
DATA_FILES = (DOSSIER_JSON, MENTIONS_JSONL)

_NOT_EXPORTED: dict[type[Record], frozenset[str]] = {
    Actor: frozenset({"path", "events", "relations"}),
    Source: frozenset({"path", "text", "links", "excerpts"}),
    Excerpt: frozenset({"links", "prefix", "suffix"}),
    Event: frozenset({"actors", "with_"}),
}
"""What stands elsewhere in the file, the author's own paths and decisions, and the words of a source
around a quote, which no budget counts."""
_NEVER_EXPORTED = frozenset({"private", "draft", "embargo"})


def dossier_json(linked: LinkedDossier, origins: OriginCounts) -> RenderedFile:
    """Actors, sources, events and relations with their citations, sorted by id."""
    public = linked.public

    def counted(kind: ClaimKind, owner: str, index: int) -> dict[str, Any]:
        return {"independence": independence_json(origins.claims[kind, owner, index])}

    actors = [
        {
            **_plain(actor),
            "facts": [
                {**_plain(fact), **counted("fact", key, index)}
                for index, fact in enumerate(actor.facts)
            ],
        }
        for key, actor in public.actors.items()
    ]
    relations = [
        {"from": key, **_plain(relation), **counted("relation", key, index)}
        for key, actor in public.actors.items()
        for index, relation in enumerate(actor.relations)
    ]
    events = [
        {
            **_plain(shared.event),
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
    text = json.dumps(_without_empty(whole), ensure_ascii=False, indent=1, sort_keys=True)
    return RenderedFile(DOSSIER_JSON, (text + "\n").encode())


def _source(linked: LinkedDossier, key: str) -> dict[str, Any]:
    source = linked.public.sources[key]
    plain = _plain(source)
    plain["excerpts"] = [
        {**_plain(excerpt), "id": excerpt.key, "actors": list(passage.actors)}
        for excerpt, passage in zip(source.excerpts, linked.sources[key].excerpts, strict=True)
    ]
    return plain


def _plain(record: Record) -> dict[str, Any]:
    """A record's public fields as JSON values; dates as they were written."""
    left_out = _NEVER_EXPORTED | _NOT_EXPORTED.get(type(record), frozenset())
    return {
        name: _value(getattr(record, name))
        for name in type(record).model_fields
        if name not in left_out
    }


def _value(value: Any) -> Any:
    if isinstance(value, Record):
        return _plain(value)
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    if isinstance(value, dict):
        return {key: _value(item) for key, item in value.items()}
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
