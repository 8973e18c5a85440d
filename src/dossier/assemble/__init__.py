"""Which pages exist and what stands on them; one module a kind of page.

Knows nothing of HTML files or templates beyond their names. `assemble` lays everything ready that
the pages share; then each page can be made by itself, wherever and in whatever order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from dossier.assemble.actor_index import actors_pages
from dossier.assemble.actors import actor_card, actor_pages
from dossier.assemble.coverage import COVERAGE_TITLE, CoverageTable
from dossier.assemble.disputed import DisputeView, dispute_views, disputed_page, of_actor
from dossier.assemble.feed import feed_pages
from dossier.assemble.home import free_pages, home_page, not_found_page
from dossier.assemble.network import Network, network_of, network_pages
from dossier.assemble.previews import preview_pages
from dossier.assemble.shelf import Shelf
from dossier.assemble.sources import (
    DerivationView,
    derivations_from,
    page_of_source,
    source_cards,
    sources_pages,
)
from dossier.assemble.stock import stock
from dossier.assemble.timeline import event_places, timeline_pages
from dossier.model.coverage import Coverage
from dossier.model.date_tables import ENGLISH, DateWords
from dossier.model.evidence import Dispute, OriginCounts
from dossier.model.linked import LinkedDossier
from dossier.model.page import Card, Page
from dossier.urls import COVERAGE, OVERVIEWS, OutputPath

__all__ = ["Assembly", "Sheets", "assemble"]

Sheets = tuple[Literal["overview", "coverage", "actor", "source", "preview"], int | str]
"""Some pages that are made together: their kind, and the number or id in it."""


@dataclass(frozen=True)
class Assembly:
    """All that the pages are made of."""

    shelf: Shelf
    ties: Network
    table: CoverageTable
    overviews: tuple[Page, ...]
    """The pages that show the dossier as a whole; they are few."""
    previews: tuple[Page, ...]
    disputes_of: Mapping[str, list[DisputeView]]
    drawn_on_by: Mapping[str, list[DerivationView]]

    @property
    def places(self) -> dict[str, OutputPath]:
        """The page that each event stands on, by its id."""
        return event_places(self.overviews)

    @property
    def titles(self) -> dict[OutputPath, str]:
        """The titles of the pages that every dossier has, in English."""
        found = {page.path: page.title for page in self.overviews if page.path in OVERVIEWS}
        return {**found, COVERAGE: COVERAGE_TITLE}

    def without(self, path: OutputPath) -> Assembly:
        """The same without an overview page."""
        return replace(self, overviews=tuple(p for p in self.overviews if p.path != path))

    def sheets(self) -> list[Sheets]:
        """All of them, the overview pages first."""
        public = self.shelf.linked.public
        return [
            *(("overview", number) for number in range(len(self.overviews))),
            *(("coverage", number) for number in range(len(self.table.blocks))),
            *(("actor", key) for key in public.actors),
            *(("source", key) for key in public.sources),
            *(("preview", number) for number in range(len(self.previews))),
        ]

    def pages(self, sheets: Sheets) -> Iterator[Page]:
        """The pages of one of `sheets()`."""
        match sheets:
            case "overview", int(number):
                yield self.overviews[number]
            case "coverage", int(number):
                yield self.table.page(number)
            case "actor", str(key):
                yield from actor_pages(self.shelf, key, self.disputes_of.get(key, ()), self.ties)
            case "source", str(key):
                yield page_of_source(self.shelf, key, self.drawn_on_by.get(key, ()))
            case "preview", int(number):
                yield self.previews[number]


def assemble(
    linked: LinkedDossier,
    disputes: Iterable[Dispute],
    origins: OriginCounts,
    coverage: Coverage,
    dates: DateWords = ENGLISH,
) -> Assembly:
    """Everything that the pages of a site share."""
    disputes = tuple(disputes)
    shelf = stock(linked, origins, dates, disputes)
    views = dispute_views(shelf, disputes)
    ties = network_of(shelf)
    overviews = (
        home_page(shelf, views, ties),
        *actors_pages(shelf),
        *timeline_pages(shelf),
        *network_pages(shelf, ties.whole),
        *sources_pages(shelf),
        disputed_page(views),
        *free_pages(shelf),
        not_found_page(),
        *feed_pages(shelf),
    )
    return Assembly(
        shelf,
        ties,
        CoverageTable(shelf, coverage),
        overviews,
        tuple(preview_pages(_cards(shelf))),
        of_actor(views),
        derivations_from(shelf),
    )


def _cards(shelf: Shelf) -> Iterator[Card]:
    """What links to the pages of actors and sources show of them."""
    for key in shelf.linked.public.actors:
        yield actor_card(shelf, key)
    for key in shelf.linked.public.sources:
        yield from source_cards(shelf, key)
