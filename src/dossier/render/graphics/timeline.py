"""The timeline drawn: how many events begin when, and the events of each actor on a line of its own."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from dossier.model.chronicle import Chronicle, Lane, Moment
from dossier.model.dates import CalendarDate, EdtfDate, MissingEnd
from dossier.render.graphics.scale import Scale, Tick, scale
from dossier.urls import Reference

FEWEST = 3
"""Dated events below which a drawing shows nothing that the list does not."""
BAR_HEIGHT, LEAST_HEIGHT, TALLEST_EVENT = 48.0, 2.0, 12.0
"""Pixels: of the highest bar, of the lowest, and of one event where there are few."""
WIDEST_BAR = 2.0
"""Percent; a bar is no slab where there are few."""
POINT = 1.0
"""Percent; what is shorter is drawn as a point."""
FADE = 1.5
"""Percent; how far a soft end reaches over a date that is uncertain or approximate, or an end that is
not known. EDTF does not say how far it may be off, so it is the same for all of them."""
MOST_MARKS = 30
"""On one line; of more events those of a slot share a mark."""
GROUPS = 30
MOST_LEVELS = 4
POINT_RADIUS, LEAST_RADIUS, LARGEST_RADIUS = 4.0, 2.0, 7.5
"""Pixels: of an event, and of a mark for the smallest and the largest group."""


@dataclass(frozen=True)
class Bar:
    """The events that begin in one slot. `x` and `width` are percentages, `height` is pixels."""

    x: float
    width: float
    height: float
    first_year: int
    last_year: int
    month: tuple[int, int] | None
    moments: tuple[Moment, ...]
    reference: Reference

    @property
    def middle(self) -> float:
        """Where its middle is, in percent."""
        return round(self.x + self.width / 2, 2)

    @property
    def count(self) -> int:
        """How many events it stands for."""
        return len(self.moments)


@dataclass(frozen=True)
class Stroke:
    """A piece of a line, from percent to percent; a soft one is not known to be part of it."""

    x1: float
    x2: float
    is_soft: bool = False


@dataclass(frozen=True)
class Mark:
    """An event on a line, or several that are too many to be told apart.

    Strokes where it has a length, else a point at `x`; `hollow` where its date is not certain.
    """

    moments: tuple[Moment, ...]
    x: float
    strokes: tuple[Stroke, ...] = ()
    radius: float = 0.0
    hollow: bool = False
    level: int = 0
    """How many lengths overlap it that began before."""

    @property
    def reference(self) -> Reference:
        """Where it leads: to its event, or the first of several."""
        return self.moments[0].reference


@dataclass(frozen=True)
class Track:
    """A line and the events on it."""

    lane: Lane
    marks: tuple[Mark, ...]

    @property
    def levels(self) -> int:
        """How deep its lengths lie below one another, 0 where none overlap."""
        return max((mark.level for mark in self.marks), default=0)


@dataclass(frozen=True)
class Chart:
    """The timeline drawn on one scale."""

    bars: tuple[Bar, ...]
    tracks: tuple[Track, ...]
    ticks: tuple[Tick, ...]
    stretches: tuple[tuple[float, float], ...]
    """Begin and end of each piece of the line, in percent; between them time is left out."""
    height: float
    """Of the highest bar, in pixels."""
    unplaced: int
    """Events that no bar counts: their month is not known."""
    has_points: bool
    has_hollow: bool
    has_firm: bool
    has_soft: bool
    has_groups: bool


def draw_timeline(chronicle: Chronicle) -> Chart | None:
    """The whole timeline; None where a list says as much."""
    found = scale(chronicle.moments, by_month=bool(chronicle.months))
    if found is None or len(chronicle.moments) < FEWEST:
        return None
    if found.slots == 1:
        return None
    bars, unplaced = _bars(chronicle.moments, found)
    tracks = _tracks(chronicle.lanes, found)
    marks = [mark for track in tracks for mark in track.marks]
    single = [mark for mark in marks if len(mark.moments) == 1]
    strokes = [stroke for mark in marks for stroke in mark.strokes]
    return Chart(
        bars=bars,
        tracks=tracks,
        ticks=found.ticks(),
        stretches=found.ranges,
        height=max((bar.height for bar in bars), default=0.0),
        unplaced=unplaced,
        has_points=any(mark.radius and not mark.hollow for mark in single),
        has_hollow=any(mark.hollow for mark in marks),
        has_firm=any(not stroke.is_soft for stroke in strokes),
        has_soft=any(stroke.is_soft for stroke in strokes),
        has_groups=len(single) < len(marks),
    )


def _bars(moments: Sequence[Moment], line: Scale) -> tuple[tuple[Bar, ...], int]:
    """A bar a slot, and how many events have none."""
    known = [m for m in moments if line.unit.years or m.date.first.month]
    groups = groupby(known, key=lambda moment: line.unit.slot(moment.date.first.earliest))
    slots = [(slot, tuple(members)) for slot, members in groups]
    most = max((len(members) for _, members in slots), default=0)
    bars = tuple(_bar(slot, members, most, line) for slot, members in slots)
    return bars, len(moments) - len(known)


def _bar(slot: int, members: tuple[Moment, ...], most: int, line: Scale) -> Bar:
    first, last = line.unit.years_of(slot)
    width = min(line.width * 0.8, WIDEST_BAR)
    x = line.at(slot) + (line.width - width) / 2
    height = max(len(members) * min(BAR_HEIGHT / most, TALLEST_EVENT), LEAST_HEIGHT)
    # A month has no heading of its own to lead to.
    reference = members[0].section if line.unit.years else members[0].reference
    month = line.unit.month_of(slot)
    return Bar(
        round(x, 2), round(width, 2), round(height, 1), first, last, month, members, reference
    )


def _tracks(lanes: Sequence[Lane], line: Scale) -> tuple[Track, ...]:
    """A mark an event; on a line that has too many, one for all that begin close together."""
    crowded = {
        lane.id: _groups(lane.moments, line) for lane in lanes if len(lane.moments) > MOST_MARKS
    }
    # One measure for all lines, so that marks can be compared.
    most = max((len(group) for groups in crowded.values() for group in groups), default=0)
    return tuple(
        Track(lane, tuple(_group(group, most, line) for group in crowded[lane.id]))
        if lane.id in crowded
        else Track(lane, _marks(lane.moments, line))
        for lane in lanes
    )


def _marks(moments: Sequence[Moment], line: Scale) -> tuple[Mark, ...]:
    """What is long first, so that it covers no point."""
    marks = [_mark(moment, line) for moment in moments]
    return (*_levelled(m for m in marks if m.strokes), *(m for m in marks if not m.strokes))


def _groups(moments: Sequence[Moment], line: Scale) -> list[list[Moment]]:
    groups: dict[int, list[Moment]] = {}
    for moment in moments:
        groups.setdefault(min(int(_beginning(moment, line) * GROUPS / 100), GROUPS - 1), []).append(
            moment
        )
    return [members for _, members in sorted(groups.items())]


def _group(moments: list[Moment], most: int, line: Scale) -> Mark:
    x = sum(_beginning(moment, line) for moment in moments) / len(moments)
    # The area tells the number.
    radius = max(LARGEST_RADIUS * math.sqrt(len(moments) / most), LEAST_RADIUS)
    return Mark(tuple(moments), round(x, 2), (), round(radius, 1))


def _beginning(moment: Moment, line: Scale) -> float:
    return line.at(line.unit.position(moment.date.first.earliest))


def _levelled(marks: Iterable[Mark]) -> Iterator[Mark]:
    """Lengths that overlap lie below one another, down to the last level."""
    ends: list[float] = []
    for mark in sorted(marks, key=lambda mark: mark.x):
        begin, end = mark.strokes[0].x1, mark.strokes[-1].x2
        free = [level for level, taken in enumerate(ends) if taken < begin]
        level = free[0] if free else len(ends)
        if level < MOST_LEVELS:
            ends[level : level + 1] = [end]
        yield replace(mark, level=min(level, MOST_LEVELS - 1))


def _mark(moment: Moment, line: Scale) -> Mark:
    date = moment.date
    strokes = _strokes(date, line)
    begin, end = strokes[0].x1, strokes[-1].x2
    if end - begin >= POINT:
        return Mark((moment,), begin, strokes)
    return Mark((moment,), round((begin + end) / 2, 2), (), POINT_RADIUS, not date.is_certain)


def _strokes(date: EdtfDate, line: Scale) -> tuple[Stroke, ...]:
    """The pieces of a date in the order of time; only a point has no length."""
    begin, end = _bounds(date.first, line)[0], _bounds(date.last, line)[1]
    if isinstance(date.start, MissingEnd):
        # Open: as far back as the line goes. Not known: some time before.
        far = 0.0 if date.start is MissingEnd.OPEN else begin - 2 * FADE
        pieces = (far, begin, max(end, begin + POINT), end + _loose(date.last))
    elif isinstance(date.end, MissingEnd):
        far = 100.0 if date.end is MissingEnd.OPEN else end + 2 * FADE
        pieces = (begin - _loose(date.first), begin, max(end, begin + POINT), far)
    elif date.is_interval:
        pieces = _interval(date, line)
    elif end - begin < POINT:
        pieces = (begin, begin, end, end)
    else:
        # Some day within it: soft from end to end.
        end += _loose(date.first)
        pieces = (begin - _loose(date.first), end, end, end)
    before, firm, firm_end, after = (round(min(max(x, 0.0), 100.0), 2) for x in pieces)
    strokes = (
        Stroke(before, firm, is_soft=True),
        Stroke(firm, firm_end),
        Stroke(firm_end, after, is_soft=True),
    )
    return tuple(s for s in strokes if s.x2 > s.x1) or (Stroke(firm, firm_end),)


def _interval(date: EdtfDate, line: Scale) -> tuple[float, float, float, float]:
    """Soft where it may have begun, firm where it lasted, soft where it may have ended."""
    begin, begun = _bounds(date.first, line)
    ending, end = _bounds(date.last, line)
    if end - begin < POINT:
        return (begin, begin, end, end)
    firm = begin if date.first.earliest == date.first.latest else begun
    firm_end = end if date.last.earliest == date.last.latest else ending
    if firm_end - firm < POINT:
        # From one year to the next: it lasted over the turn at least.
        middle = (firm + firm_end) / 2
        firm, firm_end = max(middle - POINT / 2, begin), min(middle + POINT / 2, end)
    return (begin - _loose(date.first), firm, firm_end, end + _loose(date.last))


def _bounds(date: CalendarDate, line: Scale) -> tuple[float, float]:
    return line.at(line.unit.position(date.earliest)), line.at(line.unit.after(date.latest))


def _loose(date: CalendarDate) -> float:
    return FADE if date.uncertain or date.approximate else 0.0
