"""Everything the pages share, made once: links, passages, claims, and who stands where.

Built from the linked dossier before any page; each lookup is a dict, so that no page walks the
whole dossier again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from dossier.assemble.components import (
    ActorLink,
    Backlink,
    CitationView,
    ClaimView,
    DateView,
    EventView,
    FactRow,
    NoticeView,
    Passage,
    RelationRow,
    SourceLink,
    Tie,
    Voice,
)
from dossier.assemble.originals import Original, Way
from dossier.assemble.origins import independence_view
from dossier.assemble.paging import parts_by_size
from dossier.config import SiteConfig
from dossier.model.claim import Citation, Claim
from dossier.model.date_tables import ENGLISH, DateWords
from dossier.model.date_words import after_preposition, html_datetime, in_words
from dossier.model.dates import EdtfDate
from dossier.model.evidence import ClaimKey, Dispute, OriginCounts
from dossier.model.linked import LinkedClaim, LinkedDossier
from dossier.model.notices import Notice
from dossier.model.verification import QuoteKey, Standing, quote_key, standing
from dossier.urls import Reference, dispute_reference, passages_page, site_reference

FIRST_PASSAGES = 45_000
"""Bytes of passages that an actor's own page holds, beside all else that stands on it."""
MORE_PASSAGES = 110_000
"""Bytes of passages on each of the pages that follow."""
_FRAME = 500
"""Bytes around the words of a passage, without the addresses."""
_BETWEEN = frozenset({"values", "outcome", "stated-denied"})
"""Grounds on which each claim of a point is contested by another. On the others a claim may stand beside
what is denied and be disputed by nobody, or not the claim is in dispute, but when it was."""


def passage_size(passage: Passage) -> int:
    """About how many bytes a passage takes on a page."""
    words = len(passage.html) + len(passage.note.html) + len(passage.translation.html)
    return words + passage.way.size(passage.html) + 2 * len(passage.source.id) + _FRAME


_NUMBER = re.compile(r"[0-9]+")


def sort_name(name: str) -> str:
    """A name's place in an alphabet without accents and case, its numbers by their size."""
    if not name.isascii():
        plain = unicodedata.normalize("NFKD", name)
        name = "".join(c for c in plain if not unicodedata.combining(c))
    letters = name.casefold()
    return _NUMBER.sub(lambda digits: digits[0].zfill(12), letters)


def newest_first(source: SourceLink) -> tuple[bool, tuple[int, ...], str]:
    """A source's place: dated ones first, the newest before older ones."""
    day = source.published.date.latest if source.published else None
    return (day is None, tuple(-part for part in day) if day else (), source.id)


@dataclass
class Shelf:
    """The parts of one linked dossier, by id; filled by `stock`."""

    linked: LinkedDossier
    origins: OriginCounts
    dates: DateWords = ENGLISH
    """The words of dates in the site's language."""
    actors: dict[str, ActorLink] = field(default_factory=dict)
    sources: dict[str, SourceLink] = field(default_factory=dict)
    passages: dict[tuple[str, str], Passage] = field(default_factory=dict)
    passages_of_source: dict[str, list[Passage]] = field(default_factory=dict)
    passages_of_actor: dict[str, list[Passage]] = field(default_factory=dict)
    sources_of_actor: dict[str, list[str]] = field(default_factory=dict)
    facts: dict[str, list[FactRow]] = field(default_factory=dict)
    relations: dict[str, list[RelationRow]] = field(default_factory=dict)
    ties: list[Tie] = field(default_factory=list)
    """Every relation once."""
    events: dict[str, EventView] = field(default_factory=dict)
    events_of_actor: dict[str, list[EventView]] = field(default_factory=dict)
    backlinks: dict[str, list[Backlink]] = field(default_factory=dict)
    claims_of_source: dict[str, list[CitedClaim]] = field(default_factory=dict)

    _passage_pages: dict[str, list[tuple[Passage, ...]]] = field(default_factory=dict)
    disputed: dict[ClaimKey, Dispute] = field(default_factory=dict)
    """The disputed point that a claim belongs to."""
    _quoted_at: dict[str, dict[tuple[str, str], int]] = field(default_factory=dict)

    def passage_pages(self, actor: str) -> list[tuple[Passage, ...]]:
        """The passages that name an actor, by the pages on which they stand."""
        pages = self._passage_pages.get(actor)
        if pages is None:
            passages = self.passages_of_actor.get(actor, ())
            groups = [tuple(group) for _, group in groupby(passages, lambda p: p.source.id)]
            pages = parts_by_size(groups, passage_size, FIRST_PASSAGES, MORE_PASSAGES)
            self._passage_pages[actor] = pages
        return pages

    def quoted_at(self, actor: str, source: str, key: str) -> Reference:
        """Where a passage stands among those that name an actor."""
        places = self._quoted_at.get(actor)
        if places is None:
            places = self._quoted_at[actor] = {
                (passage.source.id, passage.key): number
                for number, page in enumerate(self.passage_pages(actor), 1)
                for passage in page
            }
        number, anchor = places[source, key], f"quote-{source}--{key}"
        if number == 1:
            return Reference(f"{self.actors[actor].reference}#{anchor}")
        return site_reference(passages_page(actor, number), anchor)

    @property
    def config(self) -> SiteConfig:
        """The site's settings."""
        return self.linked.public.config

    def date(self, date: EdtfDate | None) -> DateView | None:
        """A date in the site's language."""
        if date is None:
            return None
        said, after = in_words(date, self.dates), after_preposition(date, self.dates)
        return DateView(said, html_datetime(date), date, after)

    def latest_day(self, dates: Iterable[EdtfDate | None]) -> DateView | None:
        """The last of those dates that are one certain day."""
        days = (date for date in dates if date and date.only_day)
        return self.date(max(days, key=lambda date: date.only_day or (), default=None))

    def kind_labels(self, kind: str) -> tuple[str, str]:
        """Singular and plural of a kind, as declared or built in."""
        known = self.config.kind(kind)
        return known.label, known.plural or known.label

    def voice_of_actor(self, text: str | None) -> Voice | None:
        """An actor's id or plain words, as somebody who speaks."""
        if text is None:
            return None
        link = self.actors.get(text)
        return Voice(link.name, link.reference) if link else Voice(text)

    def voice_of_source(self, text: str | None) -> Voice | None:
        """A source's or an actor's id or plain words, as the report something is taken from."""
        if text is None:
            return None
        link = self.sources.get(text)
        return Voice(link.label, link.reference) if link else self.voice_of_actor(text)

    def citation(self, citation: Citation, quote_html: str) -> CitationView:
        """A citation with its passage."""
        passage = self.passages.get((citation.source, citation.excerpt or ""))
        if passage is not None and citation.by in self.actors:
            # What somebody is quoted as saying stands on their page, named in the words or not.
            self.passages_of_actor.setdefault(citation.by, []).append(passage)
        return CitationView(
            source=self.sources[citation.source],
            stance=citation.stance,
            by=self.voice_of_actor(citation.by),
            # Through itself is what the source found out by itself: nobody stands between.
            via=None if citation.via == citation.source else self.voice_of_source(citation.via),
            locator=citation.locator,
            passage=passage,
            quote_html=quote_html,
            originals=self._originals(citation),
            language=self.linked.public.sources[citation.source].language,
            standing=self.standing(quote_key(citation.source, citation.quote or "")),
        )

    def _originals(self, citation: Citation) -> tuple[Original, ...]:
        public = self.linked.public
        wording = public.wordings.get(quote_key(citation.source, citation.quote or ""))
        return Way.to(public.sources[citation.source], citation.quote, wording=wording).originals()

    def standing(self, key: QuoteKey) -> Standing:
        """What was verified of a quote and still holds."""
        public = self.linked.public
        return standing(public.verified, public.sources[key.source], key)

    def citations(
        self, citations: Iterable[Citation], quotes: tuple[str, ...]
    ) -> tuple[CitationView, ...]:
        """All citations of a claim, in the author's order."""
        return tuple(
            self.citation(citation, quote)
            for citation, quote in zip(citations, quotes, strict=True)
            if citation.source in self.sources
        )

    def claim(self, key: ClaimKey, anchor: str, claim: Claim, linked: LinkedClaim) -> ClaimView:
        """A claim's standing."""
        dispute = self.disputed.get(key)
        return ClaimView(
            anchor=anchor,
            status=claim.status,
            credibility=claim.credibility,
            citations=self.citations(claim.sources, linked.quotes),
            note=linked.note,
            resolution=linked.resolution,
            is_contested=claim.is_contested
            or (dispute is not None and not _BETWEEN.isdisjoint(dispute.grounds)),
            dispute=dispute_reference(dispute.key) if dispute else None,
            independence=independence_view(
                self.origins.claims[key], self.sources, self.linked, self.voice_of_actor
            ),
        )

    def notices(self, notices: Iterable[Notice], kind: str) -> tuple[NoticeView, ...]:
        """Those of one kind, in the order given."""
        return tuple(
            NoticeView(n.anchor, self.date(n.date), n.text, self.voice_of_source(n.source))
            for n in notices
            if n.kind == kind
        )

    @cached_property
    def held_sources(self) -> tuple[str, ...]:
        """Ids of the sources that are held; only these are counted."""
        return tuple(k for k, s in self.linked.public.sources.items() if s.held)

    @cached_property
    def claims_through(self) -> dict[str, list[CitedClaim]]:
        """By the reference of a source: the claims that others take from it (`via`)."""
        through: dict[str, list[CitedClaim]] = {}
        for claims in self.claims_of_source.values():
            for claim in claims:
                if claim.citation.via and claim.citation.via.reference:
                    through.setdefault(claim.citation.via.reference, []).append(claim)
        return through


@dataclass(frozen=True)
class CitedClaim:
    """A claim as a source's page lists it: what it says, where it stands, how it is cited."""

    words: str
    where: str
    reference: str
    citation: CitationView
    status: str | None
    only_support: bool = False
    """Whether no other source supports the claim."""
    only_origin: bool = False
    """Whether all sources that support it, this one among them, go back to one origin."""
    takes_no_side: bool = False
    """Whether the claim is rejected and nothing says which of the two is told here."""
