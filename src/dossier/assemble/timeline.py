"""The timeline: every event by year, and those that cannot be placed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from dossier.assemble.components import ActorLink, EventView
from dossier.assemble.shelf import Shelf, sort_name
from dossier.model.page import Page
from dossier.urls import TIMELINE


@dataclass(frozen=True)
class Year:
    """The events that begin in one year."""

    year: int
    events: tuple[EventView, ...]


@dataclass(frozen=True)
class TimelineView:
    """Dated events by year, then the undated ones."""

    years: tuple[Year, ...]
    undated: tuple[EventView, ...]

    @property
    def actors(self) -> tuple[ActorLink, ...]:
        """Everybody who takes part in an event, by name."""
        events = (*(event for year in self.years for event in year.events), *self.undated)
        links = {link.id: link for event in events for link in event.actors}
        return tuple(sorted(links.values(), key=lambda link: (sort_name(link.name), link.id)))

    @property
    def busiest(self) -> int:
        """The largest number of events in one year, for the scale of the density chart."""
        return max((len(year.events) for year in self.years), default=0)


def years_of(events: list[EventView]) -> tuple[Year, ...]:
    """Events, already in the order of time, grouped by the year they begin in."""
    dated = [event for event in events if event.date is not None]

    def year(event: EventView) -> int:
        # An open beginning sorts by its end, so it stands in the year of that end.
        return (event.date.year if event.date else None) or 0

    return tuple(Year(number, tuple(group)) for number, group in groupby(dated, key=year))


def timeline_page(shelf: Shelf) -> Page:
    """The whole timeline."""
    events = list(shelf.events.values())
    undated = tuple(event for event in events if event.date is None)
    return Page(TIMELINE, "timeline.html", "Timeline", TimelineView(years_of(events), undated))
