"""Which events stand on one page: all of them, or those of a century, a decade, a year, a month.

The name of a period is its date in EDTF (`19XX`, `199X`, `1994`, `1994-03`), so that an event keeps
its page for as long as the period is not divided further: a new event moves no other to the next page,
as it would with numbered ones. Only the pages of a year that is not worth twelve, of a month and of
the undated events are numbered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from dossier.assemble.components import CitationView, EventView
from dossier.assemble.paging import parts_by_size
from dossier.model.dates import CalendarDate

PAGE_BYTES = 120_000
"""About how much HTML the events of one page may be; drawings and tools come to it."""
EVENT_BYTES, CITATION_BYTES, ACTOR_BYTES = 550, 850, 130
"""What the templates write around an event, a citation and an actor; checked on built pages."""
UNDATED = "undated"


@dataclass(frozen=True)
class Sheet:
    """The events of one page. `period` is EDTF, `UNDATED`, or "" where it is all of them."""

    period: str
    part: int
    """Its number among the pages of one period, from one."""
    events: tuple[EventView, ...]


def weight(event: EventView) -> int:
    """About how many bytes an event comes to on the timeline; rather too many."""
    citations = [*event.claim.citations]
    citations += [citation for account in event.accounts for citation in account.citations]
    texts = [event.title, event.place or "", event.description.html, event.claim.note.html]
    texts += [event.claim.resolution.html, *(account.note.html for account in event.accounts)]
    # The title stands again in the drawings and in the links to the event.
    own = EVENT_BYTES + 2 * len(event.title.encode()) + sum(len(text.encode()) for text in texts)
    names = sum(ACTOR_BYTES + len(link.name.encode()) for link in event.actors)
    return own + names + sum(map(_weight_of_citation, citations))


def _weight_of_citation(citation: CitationView) -> int:
    passage = citation.passage
    texts = [citation.quote_html, citation.source.label, citation.source.title]
    if passage is not None:
        texts += [
            passage.html,
            passage.note.html,
            passage.translation.html,
            passage.source_url or "",
        ]
        texts += [original.url for original in passage.originals]
    texts += [original.url for original in citation.originals]
    return CITATION_BYTES + sum(len(text.encode()) for text in texts)


def sheets(
    events: Iterable[EventView],
    budget: int = PAGE_BYTES,
    weigh: Callable[[EventView], int] = weight,
) -> tuple[Sheet, ...]:
    """Every event on exactly one sheet, in the order of time, the undated ones last.

    One sheet where all fit. `budget` and what `weigh` gives are bytes; an event that is heavier than
    the budget has a sheet to itself.
    """
    every = tuple(events)
    weights = {id(event): weigh(event) for event in every}
    if sum(weights.values()) <= budget:
        return (Sheet("", 1, every),)

    def known(event: EventView) -> int:
        return weights[id(event)]

    dated = [event for event in every if event.date is not None]
    undated = [event for event in every if event.date is None]
    return (*_divided(dated, 0, budget, known), *_parts(UNDATED, undated, budget, known))


YEAR, MONTH = 2, 3
"""The levels of a division, after century (0) and decade (1)."""
BY_MONTH = 4
"""Budgets that a year has to come to before it is divided by month, into up to thirteen pages."""


def _divided(
    events: list[EventView], level: int, budget: int, weigh: Callable[[EventView], int]
) -> Iterator[Sheet]:
    """The sheets of events that are too many for the level above."""
    # Within a year those without a month come first where it is divided: they would tear January apart.
    ordered = sorted(events, key=_month) if level == MONTH else events
    for period, group in groupby(ordered, lambda event: period_of(event, level)):
        members = list(group)
        used = sum(map(weigh, members))
        if used <= budget:
            yield Sheet(period, 1, tuple(members))
        elif level < YEAR or (level == YEAR and used > BY_MONTH * budget):
            yield from _divided(members, level + 1, budget, weigh)
        else:
            yield from _parts(period, members, budget, weigh)


def _parts(
    period: str, events: list[EventView], budget: int, weigh: Callable[[EventView], int]
) -> Iterator[Sheet]:
    """Numbered sheets, each as full as it may be."""
    parts = parts_by_size([[event] for event in events], weigh, budget, budget)
    for number, part in enumerate(filter(None, parts), 1):
        yield Sheet(period, number, part)


def _placed_by(event: EventView) -> CalendarDate:
    assert event.date is not None, "only dated events are placed"
    return event.date.date.first


def _month(event: EventView) -> int:
    return _placed_by(event).month or 0


def period_of(event: EventView, level: int) -> str:
    """The period of a dated event in EDTF: 0 its century, 1 its decade, 2 its year, 3 its month."""
    date = _placed_by(event)
    if not -9999 <= date.year <= 9999:
        return f"Y{date.year}"
    year = f"{date.year:05}" if date.year < 0 else f"{date.year:04}"
    if level < YEAR:
        return year[:-2] + "XX" if level == 0 else year[:-1] + "X"
    if level == YEAR:
        return year
    return f"{year}-{date.month:02}" if date.month else f"{year}-XX"
