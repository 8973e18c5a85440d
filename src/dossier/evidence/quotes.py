"""Everything that is quoted, and where the quote stands in the author's files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dossier.diagnostics import Keys, Location
from dossier.model.claim import Citation, Claim, Event
from dossier.model.dossier import Dossier
from dossier.model.linked import LinkedDossier
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


def all_quotes(linked: LinkedDossier) -> Iterator[Quote]:
    """Every quote of the public dossier: of excerpts, of citations, in prose."""
    yield from recorded_quotes(linked.public)
    for path, text in linked.texts:
        for name, words in text.quoted:
            if name in linked.public.sources:
                at = Location(path, needle=" ".join(words.split()[:3]))
                yield Quote(name, words, at)


def recorded_quotes(dossier: Dossier) -> Iterator[Quote]:
    """Every quote that stands in a record of its own: excerpts, then the citations of claims."""
    for source in dossier.sources.values():
        for index, excerpt in enumerate(source.excerpts):
            at = _place(source.path, ("excerpts", index), excerpt.quote)
            prefix, suffix = excerpt.prefix or "", excerpt.suffix or ""
            yield Quote(source.id, excerpt.quote, at, excerpt.key, prefix, suffix)
    for path, keys, citation in _citations(dossier):
        if citation.quote and citation.source in dossier.sources:
            yield Quote(citation.source, citation.quote, _place(path, keys, citation.quote))


def _place(path: str, keys: Keys, words: str) -> Location:
    # A quotation mark may be written otherwise in YAML than it reads.
    first = re.search(r"\w+", words)
    return Location(path, keys=(*keys, "quote", ""), needle=first[0] if first else "")


def _citations(dossier: Dossier) -> Iterator[tuple[str, Keys, Citation]]:
    for actor in dossier.actors.values():
        for key, claims in (("facts", actor.facts), ("relations", actor.relations)):
            yield from _of_claims(actor.path, key, claims)
        for index, event in enumerate(actor.events):
            yield from _of_event(actor.path, ("events", index), event)
    for shared in dossier.events.values():
        # `redact` takes an actor's events out of its record; before that they stand in both places.
        if shared.owner is None or not dossier.actors[shared.owner].events:
            yield from _of_event(shared.path, ("events",) if shared.owner else (), shared.event)


def _of_claims(
    path: str, key: str, claims: Iterable[Claim]
) -> Iterator[tuple[str, Keys, Citation]]:
    for index, claim in enumerate(claims):
        for number, citation in enumerate(claim.sources):
            yield path, (key, index, "sources", number), citation


def _of_event(path: str, keys: Keys, event: Event) -> Iterator[tuple[str, Keys, Citation]]:
    for number, citation in enumerate(event.sources):
        yield path, (*keys, "sources", number), citation
    for index, account in enumerate(event.dates):
        for number, citation in enumerate(account.sources):
            yield path, (*keys, "dates", index, "sources", number), citation
