"""`data/entities.ftm.json`: the dossier as FollowTheMoney entities, one JSON object a line.

Written by hand: the package is 300 MB with all it needs, and its ICU has to be compiled. Never says
more than the dossier. A relation takes a schema with a meaning of its own only where its type is a
built-in one, its ends fit and nothing qualifies it; else it is an `UnknownLink` whose `role` names it
with its standing in brackets. What is denied, and what a court acquitted of, is no link at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dossier.config import SiteConfig
from dossier.export.ftm_entity import Entity
from dossier.export.ftm_relations import cite, relation_entity
from dossier.export.ftm_values import NAME, date_value, language_value, name_value
from dossier.export.wording import Addresses, standing, with_standing
from dossier.model.actor import Actor
from dossier.model.claim import Event
from dossier.model.date_tables import DateWords
from dossier.model.date_words import in_words
from dossier.model.dossier import SharedEvent
from dossier.model.linked import LinkedDossier
from dossier.model.page import RenderedFile
from dossier.model.source import Source
from dossier.plain import cut, plain_text
from dossier.urls import INDEX, OutputPath, actor_reference, event_reference, site_reference

ENTITIES_FTM = OutputPath("data/entities.ftm.json")
_SCHEMATA = {
    "person": "Person", "organization": "Organization", "agency": "PublicBody",
    "outlet": "Organization",
}  # fmt: skip
"""By the built-in kind that an actor's kind is or has for a base."""
_WIKIDATA = re.compile(r"[Qq]\d+")


def entities_ftm(linked: LinkedDossier, dates: DateWords, addresses: Addresses) -> RenderedFile:
    """Actors, their relations, events, sources, and which source names whom."""
    lines = (entity.line() for entity in _entities(linked, dates, addresses))
    return RenderedFile(ENTITIES_FTM, "".join(lines).encode())


def schema_of(kind: str, config: SiteConfig) -> str:
    """The schema for actors of a kind. Only a kind that is called `company` is one."""
    return "Company" if kind == "company" else _SCHEMATA[config.kind(kind).base]


def _entities(linked: LinkedDossier, dates: DateWords, addresses: Addresses) -> Iterator[Entity]:
    public = linked.public
    schemata = {key: schema_of(actor.kind, public.config) for key, actor in public.actors.items()}
    for key, actor in public.actors.items():
        entity = _actor(linked, actor, schemata[key], dates)
        entity.url("sourceUrl", addresses.absolute(actor_reference(key)))
        yield _published(entity, public.config, addresses)
        for number in range(len(actor.relations)):
            link = relation_entity(linked, key, number, schemata, dates, addresses)
            if link:
                yield _published(link, public.config, addresses)
    for key, event in public.events.items():
        entity = _event(linked, event, dates)
        entity.url("sourceUrl", addresses.absolute(event_reference(key)))
        yield _published(entity, public.config, addresses)
    for key, source in public.sources.items():
        yield _source(linked, source, dates)
        yield from _mentions(linked, key)


def _published(entity: Entity, config: SiteConfig, addresses: Addresses) -> Entity:
    """The same entity with who says it: the dossier."""
    entity.words("publisher", config.title)
    entity.url("publisherUrl", addresses.absolute(site_reference(INDEX)))
    return entity


def _actor(linked: LinkedDossier, actor: Actor, schema: str, dates: DateWords) -> Entity:
    texts, config = linked.actors[actor.id], linked.public.config
    entity = Entity(f"actor-{actor.id}", schema)
    entity.name("name", actor.name)
    for alias in actor.other_names:
        entity.name("weakAlias" if alias.ambiguous else "alias", alias.text)
    entity.text("summary", plain_text(texts.summary.html))
    entity.text("description", plain_text(texts.body.html))
    entity.remark("Kind", config.kind(actor.kind).label)
    entity.remark("Role in the dossier", actor.role)
    for fact, text in zip(actor.facts, texts.facts, strict=True):
        times = (("since", fact.since), ("until", fact.until))
        said = [f"{name} {in_words(date, dates)} ({date.text})" for name, date in times if date]
        said += [standing(fact)] if standing(fact) else []
        value = plain_text(text.value.html)
        entity.remark(fact.label, value + (f" ({'; '.join(said)})" if said else ""))
    for collection, identifier in actor.identifiers.items():
        if collection == "wikidata" and _WIKIDATA.fullmatch(identifier.strip()):
            entity.add("wikidataId", identifier.strip().upper())
        else:
            entity.remark(collection, identifier)
    for tag in actor.tags:
        entity.words("keywords", tag)
    for reply in texts.replies:
        entity.remark("Statement of its own", plain_text(reply.html))
    return entity


def _event(linked: LinkedDossier, shared: SharedEvent, dates: DateWords) -> Entity:
    event, texts = shared.event, linked.events[shared.id]
    entity = Entity(f"event-{shared.id}", "Event")
    entity.name("name", with_standing(event.title, event))
    entity.text("description", plain_text(texts.value.html))
    entity.remark("Status", standing(event))
    entity.remark("Credibility", str(event.credibility or ""))
    entity.remark("Note", plain_text(texts.note.html))
    _when(entity, event, dates)
    entity.place("location", event.place or "")
    entity.add("involved", *(f"actor-{a}" for a in shared.actors if a in linked.public.actors))
    cite(entity, linked, event.citations)
    return entity


def _when(entity: Entity, event: Event, dates: DateWords) -> None:
    """The only date, or every account's in words, and the one that the editor follows, else all."""
    if event.date and event.date.is_interval:
        entity.span(event.date, "Date", dates)
    else:
        entity.date("date", event.date, "Date", dates)
    entity.remark("Date", event.date_text or "")
    followed = [account for account in event.dates if account.preferred] or event.dates
    entity.add("date", *(date_value(account.date) for account in followed))
    for account in event.dates:
        sources = ", ".join(f"source-{citation.source}" for citation in account.sources)
        entity.dated(f"Date by {sources or 'an account'}", account.date, dates)


_REMARKS_ON_COPY = {
    "altered": "altered: the words are the copy's, not the author's",
    "ocr": "read by machine from a scan",
    "translated": "a translation",
}


def _source(linked: LinkedDossier, source: Source, dates: DateWords) -> Entity:
    public = linked.public
    entity = Entity(f"source-{source.id}", "Article")
    entity.words("title", source.title)
    for author in source.author:
        entity.words("author", public.name_or_words(author))
    entity.words("publisher", public.name_or_words(source.publisher or ""))
    entity.url("sourceUrl", source.url)
    entity.date("publishedAt", source.published, "Published", dates)
    entity.date("retrievedAt", source.accessed, "Read", dates)
    entity.add("language", language_value(source.language or ""))
    if source.language and not language_value(source.language):
        entity.remark("Language", source.language)
    entity.remark("Type", source.type)
    entity.remark("Held", "" if source.held else "no: known only through others")
    entity.remark("Copy", _REMARKS_ON_COPY.get(source.fidelity, ""))
    entity.remark("Address", "no longer there" if source.url_status == "dead" else "")
    entity.remark("Archived copy", source.archive_url or "")
    if source.archive_date:
        entity.dated("Archived", source.archive_date, dates)
    entity.remark("Reliability", public.reliability(source)[0] or "")
    entity.remark("SHA-256 of the text", source.text_sha256 or "")
    entity.remark("License", source.license or "")
    return entity


def _mentions(linked: LinkedDossier, key: str) -> Iterator[Entity]:
    """One for each actor that the source's published words name, with those names."""
    source = linked.sources[key]
    found = [m for excerpt in source.excerpts for m in excerpt.mentions]
    entities: dict[str, Entity] = {}
    for mention in (*found, *source.text_mentions):
        if mention.actor is None or not name_value(mention.text):
            continue
        entity = entities.get(mention.actor)
        if entity is None:
            entity = Entity(f"mention--{key}--{mention.actor}", "Mention")
            entity.add("document", f"source-{key}")
            entity.add("resolved", f"actor-{mention.actor}")
            entities[mention.actor] = entity
        entity.add("name", cut(name_value(mention.text), NAME - 2))
    yield from entities.values()
