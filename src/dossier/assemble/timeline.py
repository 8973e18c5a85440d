"""The timeline: every event by year, and those that cannot be placed; on one page or on several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from dossier.assemble.components import ActorLink, DateView, EventView
from dossier.assemble.periods import UNDATED, Sheet, sheets
from dossier.assemble.shelf import Shelf, sort_name
from dossier.model.chronicle import Chronicle, Lane, Moment
from dossier.model.dates import parse_edtf
from dossier.model.page import Page
from dossier.urls import TIMELINE, OutputPath, Reference, site_reference, timeline_page

LANES = 12
"""The actors with most events get a line of their own."""
MOST_ENTRIES = 600
"""Links of the index of a long timeline."""


@dataclass(frozen=True)
class Year:
    """The events that begin in one year."""

    year: int
    events: tuple[EventView, ...]

    @property
    def anchor(self) -> str:
        """The year's name on its page."""
        return f"year-{self.year}"


@dataclass(frozen=True)
class Entry:
    """A place to jump to: a year, or a page by its period; `part` where a period has several pages."""

    year: int | None
    period: DateView | None
    """Neither: the undated ones."""
    count: int
    reference: Reference
    part: int = 1
    parts: tuple[Entry, ...] = ()
    """The pages of a year that has several."""

    @property
    def is_by_month(self) -> bool:
        """Whether its pages are months, not only numbered."""
        return len({part.period for part in self.parts}) > 1


@dataclass(frozen=True)
class TimelineView:
    """A page of the timeline: all of it, its overview, or the events of a period."""

    years: tuple[Year, ...]
    undated: tuple[EventView, ...]
    dated_count: int
    """Of the whole timeline, as `undated_count`."""
    undated_count: int
    index: tuple[Entry, ...] = ()
    chronicle: Chronicle = field(default_factory=lambda: Chronicle(()))
    is_overview: bool = False
    """Whether its events stand on other pages."""
    here: Entry | None = None
    """What of the timeline this page holds, where it holds a part."""
    previous: Entry | None = None
    next: Entry | None = None

    @property
    def events(self) -> tuple[EventView, ...]:
        """All that stand on this page."""
        return (*(event for year in self.years for event in year.events), *self.undated)

    @property
    def actors(self) -> tuple[ActorLink, ...]:
        """Everybody who takes part in an event of this page, by name."""
        links = {link.id: link for event in self.events for link in event.actors}
        return tuple(sorted(links.values(), key=lambda link: (sort_name(link.name), link.id)))


def years_of(events: Iterable[EventView]) -> tuple[Year, ...]:
    """Events, already in the order of time, grouped by the year they begin in.

    Of one whose beginning is missing it is the year in which it may end first, as in their order.
    """

    def year(event: EventView) -> int:
        assert event.date is not None, "only dated events have a year"
        return event.date.date.first.year

    dated = [event for event in events if event.date is not None]
    return tuple(Year(number, tuple(group)) for number, group in groupby(dated, key=year))


def timeline_pages(shelf: Shelf) -> Iterator[Page]:
    """The timeline: one page where that is no burden, else an overview and pages by period."""
    events = list(shelf.events.values())
    found = sheets(events)
    undated = sum(event.date is None for event in events)
    counts = (len(events) - undated, undated)
    chronicle = _chronicle(shelf, found)
    if [sheet.period for sheet in found] == [""]:
        own = found[0].events
        view = _view(own, counts, index=_by_year(shelf, found), chronicle=chronicle)
        yield Page(TIMELINE, "timeline.html", "Timeline", view)
        return
    entries = tuple(_entry(shelf, sheet) for sheet in found)
    index = _shortened(_by_year(shelf, found), entries)
    overview = TimelineView((), (), *counts, index, chronicle, is_overview=True)
    yield Page(TIMELINE, "timeline.html", "Timeline", overview)
    for number, (sheet, entry) in enumerate(zip(found, entries, strict=True)):
        view = _view(
            sheet.events,
            counts,
            here=entry,
            previous=entries[number - 1] if number else None,
            next=entries[number + 1] if number + 1 < len(entries) else None,
        )
        yield Page(_path(sheet), "timeline.html", "Timeline", view)


def _view(events: tuple[EventView, ...], counts: tuple[int, int], **more: object) -> TimelineView:
    undated = tuple(event for event in events if event.date is None)
    return TimelineView(years_of(events), undated, *counts, **more)  # type: ignore[arg-type] # by the names of its fields


def event_places(pages: Iterable[Page]) -> dict[str, OutputPath]:
    """The page that each event stands on, by its id: read from the pages, so that no link can differ."""
    return {
        event.id: page.path
        for page in pages
        if isinstance(page.view, TimelineView)
        for event in page.view.events
    }


def _path(sheet: Sheet) -> OutputPath:
    return timeline_page(sheet.period, sheet.part) if sheet.period else TIMELINE


def _entry(shelf: Shelf, sheet: Sheet) -> Entry:
    is_dated = sheet.period not in ("", UNDATED)
    period = shelf.date(parse_edtf(sheet.period)) if is_dated else None
    return Entry(None, period, len(sheet.events), site_reference(_path(sheet)), sheet.part)


def _by_year(shelf: Shelf, found: tuple[Sheet, ...]) -> tuple[Entry, ...]:
    """A place for each year and one for the undated events; the pages of a long year below it."""
    pieces = [(sheet, year) for sheet in found for year in years_of(sheet.events)]
    index = []
    for number, group in groupby(pieces, key=lambda piece: piece[1].year):
        members = list(group)
        sheet, year = members[0]
        count = sum(len(piece.events) for _, piece in members)
        reference = site_reference(_path(sheet), year.anchor)
        parts = tuple(_entry(shelf, sheet) for sheet, _ in members) if len(members) > 1 else ()
        index.append(Entry(number, None, count, reference, parts=parts))
    without = [sheet for sheet in found if any(event.date is None for event in sheet.events)]
    if without:
        count = sum(event.date is None for sheet in without for event in sheet.events)
        reference = site_reference(_path(without[0]), UNDATED)
        parts = tuple(_entry(shelf, sheet) for sheet in without) if len(without) > 1 else ()
        index.append(Entry(None, None, count, reference, parts=parts))
    return tuple(index)


def _shortened(index: tuple[Entry, ...], pages: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """All places to jump to, or as many as an index can hold: months, years, at last only periods."""
    choices = (
        index,
        tuple(replace(entry, parts=_firsts(entry.parts)) for entry in index),
        tuple(replace(entry, parts=()) for entry in index),
    )
    fitting = (c for c in choices if sum(1 + len(entry.parts) for entry in c) <= MOST_ENTRIES)
    return next(fitting, None) or _firsts(pages)


def _firsts(pages: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The first page of each period, with what all its pages hold: the pager leads on from it."""
    found: dict[DateView | None, Entry] = {}
    for page in pages:
        first = found.get(page.period, page)
        more = page.count if first is not page else 0
        found[page.period] = replace(first, count=first.count + more)
    return tuple(found.values())


def _chronicle(shelf: Shelf, found: tuple[Sheet, ...]) -> Chronicle:
    """What the drawing of the whole timeline shows."""
    moments: dict[str, Moment] = {}
    for sheet in found:
        for year in years_of(sheet.events):
            section = site_reference(_path(sheet), year.anchor)
            moments |= {event.id: _moment(event, section) for event in year.events}
    involved = shelf.events_of_actor.items()
    lanes = [_lane(shelf.actors[key], events, moments) for key, events in involved]
    lanes = [lane for lane in lanes if lane.moments]
    lanes.sort(key=lambda lane: (-len(lane.moments), sort_name(lane.name), lane.id))
    # The order of the shelf: of the sheets, those of a divided year begin with what has no month.
    ordered = tuple(moments[key] for key in shelf.events if key in moments)
    return Chronicle(ordered, tuple(lanes[:LANES]), len(lanes), _months(shelf, ordered))


def _moment(event: EventView, section: Reference) -> Moment:
    """A dated event as a drawing needs it."""
    assert event.date is not None, "only dated events are drawn"
    return Moment(event.date.date, event.date.words, event.title, event.reference, section)


def _lane(link: ActorLink, events: Iterable[EventView], moments: dict[str, Moment]) -> Lane:
    """An actor and those of its events that have a place in time."""
    own = tuple(moments[event.id] for event in events if event.id in moments)
    return Lane(link.id, link.name, link.reference, own, link.is_marked)


def chronicle_of_actor(shelf: Shelf, key: str) -> Chronicle:
    """One actor's dated events."""
    events = shelf.events_of_actor.get(key, ())
    moments = {e.id: _moment(e, e.reference) for e in events if e.date is not None}
    own = tuple(moments.values())
    return Chronicle(own, (_lane(shelf.actors[key], events, moments),), 1, _months(shelf, own))


MONTHS_OF = 3
"""Years up to which a drawing may be by month."""


def _months(shelf: Shelf, moments: tuple[Moment, ...]) -> dict[tuple[int, int], str]:
    """The months of a short time in words."""
    years = [date.year for m in moments for date in (m.date.first, m.date.last)]
    if not years or max(years) - min(years) >= MONTHS_OF or not 0 <= min(years) <= 9999:
        return {}
    dates = {
        (year, month): shelf.date(parse_edtf(f"{year:04}-{month:02}"))
        for year in range(min(years), max(years) + 1)
        for month in range(1, 13)
    }
    return {key: date.words for key, date in dates.items() if date is not None}
