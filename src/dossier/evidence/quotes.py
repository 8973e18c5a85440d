"""Everything that is quoted, and where the quote stands in the author's files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from dossier.cache import Cache
from dossier.diagnostics import Keys, Location
from dossier.model.actor import Actor
from dossier.model.claim import Citation, Event
from dossier.model.dossier import Dossier, SharedEvent
from dossier.model.linked import LinkedDossier
from dossier.model.source import Source
from dossier.model.verification import QuoteKey, quote_key


@dataclass(frozen=True)
class Quote:
    """Words of a source as an author's file has them. `excerpt` is "" outside of excerpts."""

    source: str
    words: str
    at: Location
    excerpt: str = ""
    prefix: str = ""
    suffix: str = ""

    @property
    def key(self) -> QuoteKey:
        """The quote's name in the record of what was verified."""
        return quote_key(self.source, self.words, self.excerpt, self.prefix, self.suffix)

    @property
    def label(self) -> str:
        """What an author finds it by: its first words, and outside of excerpts the file."""
        words = self.words.split()
        begin = " ".join(words[:4]) + (" …" if len(words) > 4 else "")
        return f"“{begin}”" + ("" if self.excerpt else f" in {self.at.path}")


def all_quotes(linked: LinkedDossier, cache: Cache | None = None) -> Iterator[Quote]:
    """Every quote of the public dossier: of excerpts, of citations, in prose; `cache` notes which a record has."""
    cache = cache or Cache()
    public = linked.public
    yield from recorded_quotes(public, cache)
    for path, (name, words) in linked.told("quoted", lambda text: text.quoted, cache):
        if name in public.sources:
            yield Quote(name, words, Location(path, needle=" ".join(words.split()[:3])))


def recorded_quotes(dossier: Dossier, cache: Cache | None = None) -> Iterator[Quote]:
    """Every quote that stands in a record of its own: excerpts, then the citations of claims."""
    cache = cache or Cache()
    yield from chain.from_iterable(
        cache.each("quoted passages", dossier.sources, _of_source).values()
    )
    of_actors = cache.each("quotes of actors", dossier.actors, _of_actor)
    of_events = cache.each("quotes of events", dossier.events, _of_shared)
    for quote in chain(
        chain.from_iterable(of_actors.values()), _of_events_apart(dossier, of_events)
    ):
        if quote.source in dossier.sources:
            yield quote


def _of_events_apart(dossier: Dossier, quotes: dict[str, list[Quote]]) -> Iterator[Quote]:
    """Those of events that stand in no actor's record.

    `redact` takes an actor's events out of its record; before that they stand in both places.
    """
    for key, quoted in quotes.items():
        owner = dossier.events[key].owner if quoted else None
        if owner is None or not dossier.actors[owner].events:
            yield from quoted


def _of_source(source: Source) -> list[Quote]:
    return [
        Quote(
            source.id,
            excerpt.quote,
            _place(source.path, ("excerpts", index), excerpt.quote),
            excerpt.key,
            excerpt.prefix or "",
            excerpt.suffix or "",
        )
        for index, excerpt in enumerate(source.excerpts)
    ]


def _of_actor(actor: Actor) -> list[Quote]:
    of_claims = (
        _cited(actor.path, (key, index, "sources"), claim.sources)
        for key, claims in (("facts", actor.facts), ("relations", actor.relations))
        for index, claim in enumerate(claims)
    )
    of_events = (
        _of_event(actor.path, ("events", index), event) for index, event in enumerate(actor.events)
    )
    return [*chain.from_iterable(of_claims), *chain.from_iterable(of_events)]


def _of_shared(shared: SharedEvent) -> list[Quote]:
    return list(_of_event(shared.path, () if shared.owner is None else ("events",), shared.event))


def _place(path: str, keys: Keys, words: str) -> Location:
    # A quotation mark may be written otherwise in YAML than it reads.
    first = re.search(r"\w+", words)
    return Location(path, keys=(*keys, "quote", ""), needle=first[0] if first else "")


def _of_event(path: str, keys: Keys, event: Event) -> Iterator[Quote]:
    yield from _cited(path, (*keys, "sources"), event.sources)
    for index, account in enumerate(event.dates):
        yield from _cited(path, (*keys, "dates", index, "sources"), account.sources)


def _cited(path: str, keys: Keys, citations: Iterable[Citation]) -> Iterator[Quote]:
    for number, citation in enumerate(citations):
        if citation.quote:
            at = _place(path, (*keys, number), citation.quote)
            yield Quote(citation.source, citation.quote, at)
