"""Which pages exist and what stands on them; one module a kind of page.

Knows nothing of HTML files or templates beyond their names. `assemble` lays everything ready that
the pages share; then each page can be made by itself, wherever and in whatever order, and nothing is
made for pages that nobody asks for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from itertools import chain
from typing import Literal

from dossier.assemble.actor_index import actors_pages
from dossier.assemble.actors import actor_card, actor_pages
from dossier.assemble.coverage import COVERAGE_TITLE, CoverageTable
from dossier.assemble.disputed import DisputeView, dispute_views, disputed_page, of_actor
from dossier.assemble.feed import feed_pages
from dossier.assemble.home import free_pages, home_page, not_found_page
from dossier.assemble.network import Network, network_of, network_pages
from dossier.assemble.previews import Weighed, preview_pages, weighed
from dossier.assemble.shelf import Shelf
from dossier.assemble.sources import (
    DerivationView,
    derivations_from,
    page_of_source,
    source_cards,
    sources_pages,
)
from dossier.assemble.stock import stock, with_words
from dossier.assemble.timeline import event_places, timeline_pages
from dossier.model.coverage import Coverage
from dossier.model.date_tables import ENGLISH, DateWords
from dossier.model.evidence import Dispute, DisputedCount, OriginCounts
from dossier.model.linked import LinkedDossier
from dossier.model.page import Page
from dossier.urls import (
    ACTORS,
    COVERAGE,
    DISPUTED,
    FEED,
    INDEX,
    NETWORK,
    NOT_FOUND,
    OVERVIEWS,
    SOURCES,
    TIMELINE,
    OutputPath,
    preview_file,
)

__all__ = ["Assembly", "Sheets", "assemble"]

Sheets = tuple[Literal["overview", "coverage", "actor", "source", "preview"], int | str]
"""Some pages that are made together: their kind, and the number or id in it."""
_FREE = "pages"
"""What stands for the folders of all free pages."""


class Assembly:
    """All that the pages are made of."""

    def __init__(
        self,
        shelf: Shelf,
        disputes: tuple[DisputeView, ...],
        table: Callable[[], CoverageTable],
        *,
        with_feed: bool,
    ) -> None:
        """`table` is asked for the table of coverage when its pages are made. Without `with_feed` there is none."""
        self.shelf = shelf
        self._disputes = disputes
        self._make_table = table
        self._with_feed = with_feed
        self._made: dict[str, tuple[Page, ...]] = {}

    def with_words(self, linked: LinkedDossier) -> Assembly:
        """The same of a dossier of which only words of profiles are others: summaries and bodies."""
        shelf = with_words(self.shelf, linked)
        # What follows from claims and sources alone.
        other = Assembly(
            shelf, self._disputes, partial(getattr, self, "table"), with_feed=self._with_feed
        )
        timeline = _folder(TIMELINE)
        other._made[timeline] = self._overview(timeline)
        other._disputes_of = self._disputes_of
        other._drawn_on_by = self._drawn_on_by
        other._cards_of_sources = self._cards_of_sources
        before = self.shelf.linked.actors
        other._cards_of_actors = {
            key: card if linked.actors[key] is before[key] else weighed(actor_card(shelf, key))
            for key, card in self._cards_of_actors.items()
        }
        other.ties = self.ties
        other.places = self.places
        return other

    @property
    def disputed(self) -> DisputedCount:
        """The points in dispute, counted."""
        found = sum(view.is_found for view in self._disputes)
        return DisputedCount(len(self._disputes), found)

    @cached_property
    def _disputes_of(self) -> Mapping[str, list[DisputeView]]:
        return of_actor(self._disputes)

    @cached_property
    def _drawn_on_by(self) -> Mapping[str, list[DerivationView]]:
        return derivations_from(self.shelf)

    @property
    def _makers(self) -> dict[str, Callable[[], Iterable[Page]]]:
        """By their folder, the pages that show the dossier as a whole, in the order of the menu."""
        shelf = self.shelf
        made = {
            INDEX: lambda: [home_page(shelf, self._disputes, self.ties)],
            ACTORS: lambda: actors_pages(shelf),
            TIMELINE: lambda: timeline_pages(shelf),
            NETWORK: lambda: network_pages(shelf, self.ties.whole),
            SOURCES: lambda: sources_pages(shelf, self._drawn_on_by),
            DISPUTED: lambda: [disputed_page(self._disputes)],
            _FREE: lambda: free_pages(shelf),
            NOT_FOUND: lambda: [not_found_page()],
            FEED: lambda: feed_pages(shelf) if self._with_feed else (),
        }
        return {_folder(path): make for path, make in made.items()}

    def _overview(self, folder: str) -> tuple[Page, ...]:
        if folder not in self._made:
            self._made[folder] = tuple(self._makers[folder]())
        return self._made[folder]

    @cached_property
    def overviews(self) -> tuple[Page, ...]:
        """The pages that show the dossier as a whole; they are few."""
        return tuple(chain.from_iterable(map(self._overview, self._makers)))

    @property
    def has_feed(self) -> bool:
        """Whether there is anything to tell in a feed."""
        return bool(self._overview(_folder(FEED)))

    @cached_property
    def ties(self) -> Network:
        """Who has a relation with whom."""
        return network_of(self.shelf)

    @cached_property
    def table(self) -> CoverageTable:
        """The table of coverage."""
        return self._make_table()

    @cached_property
    def previews(self) -> tuple[Page, ...]:
        """The files of the cards."""
        return tuple(preview_pages([*self._cards_of_actors.values(), *self._cards_of_sources]))

    @cached_property
    def _cards_of_actors(self) -> dict[str, Weighed]:
        actors = self.shelf.linked.public.actors
        return {key: weighed(actor_card(self.shelf, key)) for key in actors}

    @cached_property
    def _cards_of_sources(self) -> list[Weighed]:
        sources = self.shelf.linked.public.sources
        return [weighed(card) for key in sources for card in source_cards(self.shelf, key)]

    @cached_property
    def places(self) -> dict[str, OutputPath]:
        """The page that each event stands on, by its id."""
        return event_places(self._overview(_folder(TIMELINE)))

    @property
    def titles(self) -> dict[OutputPath, str]:
        """The titles of the pages that every dossier has, in English."""
        found = {page.path: page.title for page in self.overviews if page.path in OVERVIEWS}
        return {**found, COVERAGE: COVERAGE_TITLE}

    def lay_out(self) -> Iterator[None]:
        """Makes what `sheets` has to know, a part at each step: of a large dossier each takes its time."""
        for folder in self._makers:
            self._overview(folder)
            yield
        _ = self.table.blocks
        yield
        _ = self.previews
        yield

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
                yield from actor_pages(self.shelf, key, self._disputes_of.get(key, ()), self.ties)
            case "source", str(key):
                yield page_of_source(self.shelf, key, self._drawn_on_by.get(key, ()))
            case "preview", int(number):
                yield self.previews[number]

    def page_at(self, path: str) -> Page | None:
        """The one page that is written to a path, made without those it is not made from."""
        folder, _, rest = path.partition("/")
        key = rest.partition("/")[0]
        public = self.shelf.linked.public
        pages: Iterable[Page]
        if folder == _folder(ACTORS) and key in public.actors:
            pages = self.pages(("actor", key))
        elif folder == _folder(SOURCES) and key in public.sources:
            pages = self.pages(("source", key))
        elif folder == _folder(COVERAGE):
            numbers = [n for n, known in enumerate(self.table.paths) if known == path]
            pages = chain.from_iterable(self.pages(("coverage", number)) for number in numbers)
        elif folder == _folder(preview_file(0)):
            pages = self.previews
        else:
            pages = self._overview(folder if folder in self._makers else _FREE)
        return next((page for page in pages if page.path == path), None)


def _folder(path: str) -> str:
    return path.partition("/")[0]


def assemble(
    linked: LinkedDossier,
    disputes: Iterable[Dispute],
    origins: OriginCounts,
    coverage: Callable[[], Coverage],
    dates: DateWords = ENGLISH,
    *,
    with_feed: bool = True,
) -> Assembly:
    """Everything that the pages of a site share.

    `coverage` is who is covered by which source, asked when a page shows it; `with_feed` says whether the
    site has an address, which the entries of a feed need.
    """
    disputes = tuple(disputes)
    shelf = stock(linked, origins, dates, disputes)
    return Assembly(
        shelf,
        dispute_views(shelf, disputes),
        partial(_table, shelf, coverage),
        with_feed=with_feed,
    )


def _table(shelf: Shelf, coverage: Callable[[], Coverage]) -> CoverageTable:
    """A function of its own, which can be sent to the workers of a cluster."""
    return CoverageTable(shelf, coverage())
