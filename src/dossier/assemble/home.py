"""The index page, the free pages and the page for addresses that do not exist."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.assemble.actor_index import ActorEntry, actor_entry
from dossier.assemble.components import DateView, EventView, SourceLink
from dossier.assemble.disputed import DisputeView, grouped
from dossier.assemble.network import Network, in_small
from dossier.assemble.shelf import Shelf, newest_first, sort_name
from dossier.assemble.things import site_thing
from dossier.model.linked import LinkedText
from dossier.model.network import Graph
from dossier.model.notices import all_notices
from dossier.model.page import Page
from dossier.plain import plain_words
from dossier.urls import INDEX, NOT_FOUND, free_page

MAIN_ACTORS = 12
LATEST_EVENTS = 6
FEW_SOURCES = 12
"""So many sources are named on the index; of more, the newest."""


@dataclass(frozen=True)
class Numbers:
    """The dossier in numbers."""

    actors: int
    subjects: int
    held_sources: int
    not_held: int
    passages: int
    relations: int
    events: int
    claims: int
    disputed: int


@dataclass(frozen=True)
class HomeView:
    """What this dossier is about."""

    description: str
    numbers: Numbers
    main_actors: tuple[ActorEntry, ...]
    latest_events: tuple[EventView, ...]
    disputes: tuple[DisputeView, ...]
    sources: tuple[SourceLink, ...]
    network: Graph
    """Of its subjects alone, in small."""
    as_of: DateView | None
    """The last day on which a source was read, or anything corrected or replied to."""

    @property
    def dispute_groups(self) -> tuple[tuple[DisputeView, ...], ...]:
        """The disputes with those on the same words together, most voices first."""
        return grouped(self.disputes)


@dataclass(frozen=True)
class FreePageView:
    """A page of the author's own."""

    text: LinkedText
    is_marked: bool


def home_page(shelf: Shelf, disputes: tuple[DisputeView, ...], ties: Network) -> Page:
    """The first page."""
    dated = [event for event in shelf.events.values() if event.date and not _is_ahead(shelf, event)]
    view = HomeView(
        description=shelf.config.description or "",
        numbers=_numbers(shelf, disputes),
        main_actors=_main_actors(shelf),
        latest_events=tuple(reversed(dated[-LATEST_EVENTS:])),
        disputes=disputes,
        sources=_newest_sources(shelf),
        network=in_small(ties.whole),
        as_of=shelf.latest_day(
            [*(s.accessed for s in shelf.linked.public.sources.values())]
            + [notice.date for notice in all_notices(shelf.linked)]
        ),
    )
    description = shelf.config.description or ""
    return Page(
        INDEX,
        "index.html",
        shelf.config.title,
        view,
        " ".join(description.split()),
        things=(site_thing(shelf.config),),
    )


def _is_ahead(shelf: Shelf, event: EventView) -> bool:
    """Whether a source told of it before its date: what is announced may not have happened."""
    dispute = shelf.disputed.get(("event", event.id, 0))
    return dispute is not None and "after" in dispute.grounds


def _numbers(shelf: Shelf, disputes: tuple[DisputeView, ...]) -> Numbers:
    public = shelf.linked.public
    claims = sum(len(a.facts) + len(a.relations) for a in public.actors.values())
    return Numbers(
        actors=len(public.actors),
        subjects=sum(a.role == "subject" for a in public.actors.values()),
        held_sources=len(shelf.held_sources),
        not_held=len(public.sources) - len(shelf.held_sources),
        passages=sum(p.is_excerpt for ps in shelf.passages_of_source.values() for p in ps),
        relations=len(shelf.ties),
        events=len(public.events),
        claims=claims + len(public.events),
        disputed=len(disputes),
    )


def _newest_sources(shelf: Shelf) -> tuple[SourceLink, ...]:
    """The sources held, the newest first; undated ones last, in the order of their names."""

    def place(link: SourceLink) -> tuple[object, ...]:
        return (*newest_first(link)[:2], sort_name(link.label), link.id)

    links = (shelf.sources[key] for key in shelf.held_sources)
    return tuple(sorted(links, key=place)[:FEW_SOURCES])


def _main_actors(shelf: Shelf) -> tuple[ActorEntry, ...]:
    """The subjects named by most sources, then in most passages."""
    subjects = (key for key, link in shelf.actors.items() if link.role == "subject")
    entries = [actor_entry(shelf, key) for key in subjects]
    entries.sort(key=lambda e: (-e.sources, -e.passages, sort_name(e.link.name), e.link.id))
    return tuple(entries[:MAIN_ACTORS])


def free_pages(shelf: Shelf) -> Iterator[Page]:
    """The author's own pages."""
    public = shelf.linked.public
    for slug, page in public.pages.items():
        view = FreePageView(shelf.linked.pages[slug], f"pages:{slug}" in public.marked)
        yield Page(
            path=free_page(slug),
            template="page.html",
            title=page.title,
            view=view,
            description=page.description or plain_words(view.text.html),
            source_path=page.path,
        )


def not_found_page() -> Page:
    """What a web server shows for an address that does not exist."""
    return Page(NOT_FOUND, "404.html", "Page not found", None)
