"""The timeline at its seams: pages by period, the line of time and its breaks, marks with soft ends."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import pytest
from conftest import steps
from hypothesis import given
from hypothesis import strategies as st

from dossier.assemble.components import ClaimView, DateView, EventView, IndependenceView, TallyView
from dossier.assemble.periods import UNDATED, Sheet, period_of, sheets
from dossier.assemble.timeline import MOST_ENTRIES, Entry, _shortened, years_of
from dossier.model.chronicle import Chronicle, Lane, Moment
from dossier.model.dates import parse_edtf
from dossier.model.linked import LinkedText
from dossier.render.graphics.scale import MAX_SLOTS, Scale, scale
from dossier.render.graphics.timeline import (
    BAR_HEIGHT,
    FADE,
    GROUPS,
    MOST_LEVELS,
    MOST_MARKS,
    Chart,
    draw_timeline,
)
from dossier.urls import Reference, event_reference

NOBODY = TallyView(0, (), ())
NOTHING = LinkedText("")
CLAIM = ClaimView(
    anchor="",
    status=None,
    credibility=None,
    citations=(),
    note=NOTHING,
    resolution=NOTHING,
    is_contested=False,
    independence=IndependenceView(NOBODY, NOBODY),
)


def event(date: str | None, name: str = "e") -> EventView:
    """An event of which nothing is known but its date."""
    view = DateView(date, None, parse_edtf(date), date) if date else None
    return EventView(name, name, view, None, (), LinkedText(""), (), None, CLAIM, event_reference(name))  # fmt: skip


def events(dates: Iterable[str | None]) -> list[EventView]:
    """Events in the order of time, the undated last, as they stand on the shelf."""
    made = [event(date, f"e{number}") for number, date in enumerate(dates)]
    dated = [e for e in made if e.date]
    dated.sort(key=lambda e: (e.date.date.sort_key if e.date else (), e.id))
    return [*dated, *(e for e in made if not e.date)]


def moments(dates: Iterable[str]) -> tuple[Moment, ...]:
    """The same for a drawing."""
    return tuple(
        Moment(e.date.date, e.date.words, e.title, e.reference, Reference(f"site:x#{e.id}"))
        for e in events(dates)
        if e.date
    )


def drawn(dates: Iterable[str], *, months: bool = False) -> Chart:
    """A drawing of one actor's events."""
    found = moments(dates)
    lane = Lane("a", "A", Reference("actor:a"), found)
    chart = draw_timeline(Chronicle(found, (lane,), 1, {(2024, 1): "January"} if months else {}))
    assert chart is not None
    return chart


def line(dates: Iterable[str], *, by_month: bool = False) -> Scale:
    """The line of time on which these dates have a place."""
    found = scale(moments(dates), by_month=by_month)
    assert found is not None
    return found


# -------------------------------------------------------------------------------------------- pages


def by_pages(found: Iterable[Sheet]) -> list[tuple[str, int, int]]:
    """Period, part and number of events of each."""
    return [(sheet.period, sheet.part, len(sheet.events)) for sheet in found]


def test_a_timeline_within_the_budget_is_one_page_and_one_byte_more_is_not() -> None:
    """The threshold is where the weight passes the budget, not before."""
    ten = events(["2001", "2002"] * 5)
    assert by_pages(sheets(ten, 10, lambda _: 1)) == [("", 1, 10)]
    assert by_pages(sheets(ten, 9, lambda _: 1)) == [("2001", 1, 5), ("2002", 1, 5)]


def test_periods_are_divided_only_where_they_are_too_much() -> None:
    """A sparse century stays whole beside a year that is divided by month and a month by number."""
    dates = [
        "1810",
        "1812-05",
        "1847",
        "1994",
        "1995",
        *["2001-01-01"] * 14,
        "2001",
        *["2001-03"] * 7,
    ]
    found = sheets(events([*dates, None, None]), 5, lambda _: 1)
    assert by_pages(found) == [
        ("18XX", 1, 3), ("19XX", 1, 2), ("2001-XX", 1, 1), ("2001-01", 1, 5), ("2001-01", 2, 5),
        ("2001-01", 3, 4), ("2001-03", 1, 5), ("2001-03", 2, 2), (UNDATED, 1, 2),
    ]  # fmt: skip


def test_a_year_that_is_not_worth_thirteen_pages_is_numbered() -> None:
    """Four budgets are four pages; a little more is divided by month."""
    year = [f"2001-{1 + n % 12:02}" for n in range(20)]
    assert by_pages(sheets(events(year), 5, lambda _: 1)) == [("2001", n, 5) for n in (1, 2, 3, 4)]
    found = sheets(events([*year, "2001-12"]), 5, lambda _: 1)
    assert [sheet.period for sheet in found] == [f"2001-{month:02}" for month in range(1, 13)]


def test_an_event_heavier_than_a_page_has_one_to_itself() -> None:
    """Nothing is cut, and nothing is left out for its size."""
    found = sheets(events([None, None, None]), 5, lambda e: 9 if e.id == "e1" else 1)
    assert [[e.id for e in sheet.events] for sheet in found] == [["e0"], ["e1"], ["e2"]]


@pytest.mark.parametrize(
    ("date", "periods"),
    [
        ("1994-03-05", ["19XX", "199X", "1994", "1994-03"]),
        ("1994", ["19XX", "199X", "1994", "1994-XX"]),
        ("1994-21", ["19XX", "199X", "1994", "1994-XX"]),
        ("199X", ["19XX", "199X", "1990", "1990-XX"]),
        ("1994-03/..", ["19XX", "199X", "1994", "1994-03"]),
        ("../1994-03", ["19XX", "199X", "1994", "1994-03"]),
        ("0000", ["00XX", "000X", "0000", "0000-XX"]),
        ("-0043-03", ["-00XX", "-004X", "-0043", "-0043-03"]),
        ("Y-17000", ["Y-17000"] * 4),
        ("Y17000", ["Y17000"] * 4),
    ],
)
def test_periods_are_dates_themselves(date: str, periods: list[str]) -> None:
    """Each is EDTF, so that its words come with the language; each holds the day it stands for."""
    found = [period_of(event(date), level) for level in range(4)]
    assert found == periods
    day = parse_edtf(date).first.earliest
    for period in found:
        whole = parse_edtf(period)
        assert whole.earliest is not None
        assert whole.latest is not None
        assert whole.earliest <= day <= whole.latest


DATES = st.builds(
    lambda year, month, form: form.format(y=f"{year:04}", m=f"{month:02}", d=f"{year:04}"[:3]),
    st.integers(1, 2100), st.integers(1, 12),
    st.sampled_from(["{y}-{m}-11", "{y}-{m}", "{y}", "{y}~", "{y}-{m}?", "{d}X", "{y}/..", "../{y}",
                     "/{y}-{m}", "{y}-{m}/", "{y}-XX"]),
)  # fmt: skip


@given(st.lists(st.one_of(DATES, st.none()), max_size=60), st.integers(1, 20))
def test_every_event_is_on_exactly_one_page_in_the_order_of_time(
    dates: list[str | None], budget: int
) -> None:
    """Whatever the dates: nothing is lost or doubled, no page is empty or too full, names differ."""
    all_events = events(dates)
    found = sheets(all_events, budget, lambda _: 1)
    assert sorted(e.id for sheet in found for e in sheet.events) == sorted(e.id for e in all_events)
    assert len({(sheet.period, sheet.part) for sheet in found}) == len(found)
    assert all(len(sheet.events) <= budget for sheet in found)
    assert all(sheet.events for sheet in found) or not dates
    years = [y.year for sheet in found for y in years_of(sheet.events)]
    assert years == sorted(years)


def test_a_year_stands_once_whatever_begins_or_ends_in_it() -> None:
    """Until a decade's end is not after what happened in the decade: its name is on the page once."""
    found = years_of(events(["2010", "../201X", "2012", "2019"]))
    assert [(year.year, len(year.events)) for year in found] == [(2010, 2), (2012, 1), (2019, 1)]


def many_dates(count: int) -> list[str]:
    """Days of 37 years, several events on each where there are many."""
    return [f"{1990 + n % 37}-{1 + n % 12:02}-{1 + n % 28:02}" for n in range(count)]


def test_ten_times_the_events_are_divided_with_ten_times_the_work() -> None:
    """In the order of the number of events: no pairs are compared."""

    def work(count: int) -> int:
        every = events(many_dates(count))
        return steps(lambda: sheets(every))

    # So many more are divided once more, by year; pairs would be a hundred times the work.
    assert work(4_000) < 20 * work(400)
    assert 100 < len(sheets(events(many_dates(20_000)))) < 1_000


def test_the_index_of_a_long_timeline_is_shortened_step_by_step() -> None:
    """Every page, then the first of each month, then the years, at last only the periods."""
    months = [DateView(f"m{n}", None, parse_edtf(f"2001-{1 + n % 12:02}"), "") for n in range(12)]

    def pages(each: int) -> tuple[Entry, ...]:
        return tuple(
            Entry(None, month, 5, Reference("site:x"), part)
            for month in months
            for part in range(1, each + 1)
        )

    def lengths(years: int, each: int) -> list[int]:
        index = tuple(
            Entry(2000 + n, None, 60 * each, Reference("site:x"), parts=pages(each))
            for n in range(years)
        )
        found = _shortened(index, pages(each))
        assert sum(entry.count for entry in found) in (60 * each * years, 60 * each)
        assert sum(1 + len(entry.parts) for entry in found) <= MOST_ENTRIES
        return [len(found), len(found[0].parts)]

    assert lengths(20, 2) == [20, 24]
    assert lengths(30, 2) == [30, 12]
    assert lengths(50, 2) == [50, 0]
    assert lengths(MOST_ENTRIES + 1, 2) == [12, 0]


# ------------------------------------------------------------------------------------- line of time


def test_a_few_years_are_drawn_by_month_and_more_by_year() -> None:
    """By month only where the months are mostly known: a year is not its January."""
    assert line(["2024-01", "2024-03", "2024"], by_month=True).unit.years == 0
    assert line(["2024-01", "2024", "2025"], by_month=True).unit.years == 1
    assert line(["2024-01", "2024-03"], by_month=False).unit.years == 1


def test_what_has_no_month_is_in_no_bar_of_a_month() -> None:
    """It is counted beside the drawing instead of in January."""
    chart = drawn(["2024-01", "2024-03", "2024-03-05", "2024"], months=True)
    assert [bar.count for bar in chart.bars] == [1, 2]
    assert [bar.month for bar in chart.bars] == [(2024, 1), (2024, 3)]
    assert chart.unplaced == 1


def test_a_long_range_is_drawn_by_decade_with_no_more_bars_than_can_be_seen() -> None:
    """Every seventh year from 1000 on: by year that would be a thousand bars."""
    found = line(str(year) for year in range(1000, 2026, 7))
    assert found.unit.years == 100
    assert found.slots <= MAX_SLOTS
    found = line(str(year) for year in range(1800, 2026, 7))
    assert found.unit.years == 10


def test_a_long_empty_stretch_is_left_out_and_the_line_is_broken() -> None:
    """1810 and then 1995 to 2005: by year, in two stretches with a gap between."""
    found = line(["1810", *(str(year) for year in range(1995, 2006))])
    assert found.unit.years == 1
    assert [(s.first, s.last) for s in found.stretches] == [(1810, 1810), (1995, 2005)]
    (_, end), (begin, last) = found.ranges
    assert 0 < end < begin < last == pytest.approx(100, abs=0.1)
    # What lies in the time left out is drawn at its edge, in order.
    assert end == found.at(1900)


def test_a_gap_that_is_no_longer_than_the_rest_is_not_left_out() -> None:
    """Twelve empty years stay; so does a longer gap that is a small part of the whole."""
    assert len(line(["1990", "2003"]).stretches) == 1
    years = [*range(1930, 1990), *range(2008, 2020)]
    assert len(line(map(str, years)).stretches) == 1


@pytest.mark.parametrize(
    "dates",
    [
        ["Y-17000", "2024"],
        ["Y-999999999999999999", "Y999999999999999999"],
        ["-0043", "0044", "2024"],
    ],
)
def test_the_longest_times_have_a_line(dates: list[str]) -> None:
    """From before Christ to the end of numbers: places within the line, in order."""
    found = line(dates)
    places = [found.at(found.unit.position(parse_edtf(date).first.earliest)) for date in dates]
    assert places == sorted(places)
    assert all(0 <= place <= 100 for place in places)
    assert found.slots <= MAX_SLOTS


def test_a_short_line_has_a_label_for_each_year() -> None:
    """Four years, of which the second had none: a reader takes the third label for it."""
    assert [tick.year for tick in line(["2022", "2023", "2024", "2025"]).ticks()] == [
        2022,
        2023,
        2024,
        2025,
    ]


@given(st.lists(DATES, min_size=1, max_size=40))
def test_the_line_keeps_the_order_of_time_and_its_labels_apart(dates: list[str]) -> None:
    """Earlier is never to the right; no two labels meet; the first and last place are within."""
    found = line(dates)
    order = sorted(found.unit.position(m.date.first.earliest) for m in moments(dates))
    places = [found.at(position) for position in order]
    assert places == sorted(places)
    assert 0 <= places[0] <= places[-1] <= 100
    begins = {"start": 0.0, "middle": 0.5, "end": 1.0}
    edges = [tick.x - found.room * begins[tick.anchor] for tick in found.ticks()]
    assert edges
    assert all(b - a >= found.room - 0.01 for a, b in pairwise(edges))
    assert edges[0] >= -0.01
    assert edges[-1] + found.room <= 100.01 or len(edges) == 1


# -------------------------------------------------------------------------------------------- marks

# Between 2000 and 2009, ten years of 10 percent each: what a date looks like on the line.
# s: soft, f: firm; o: a hollow point, p: a point.
MARKS = [
    ("2004-01-01", "p40"),
    ("2004-01-01?", "o40"),
    ("2004-01-01~", "o40"),
    ("2004-01", "p40"),
    ("2004-01-01T10:00:00Z", "p40"),
    ("2004", "s40-50"),
    ("2004?", "s38-52"),
    ("2004~", "s38-52"),
    ("2004%", "s38-52"),
    ("2004-XX", "s40-50"),
    ("2004-21", "s42-44"),
    ("200X", "s0-100"),
    ("20XX", "s0-100"),
    ("2004-01-01/2006-12-31", "f40-70"),
    ("2004/2006", "s40-50 f50-60 s60-70"),
    ("2004~/2006", "s38-50 f50-60 s60-70"),
    ("2004/2006?", "s40-50 f50-60 s60-72"),
    ("2004/2005", "s40-50 f50-50 s50-60"),
    ("2004-01-01/2004-01-03", "p40"),
    ("2004-01-01/..", "f40-41 s41-100"),
    ("2004/..", "f40-50 s50-100"),
    ("2004~/..", "s38-40 f40-50 s50-100"),
    ("2004/", "f40-50 s50-53"),
    ("../2004", "s0-40 f40-50"),
    ("../2004~", "s0-40 f40-50 s50-52"),
    ("/2004", "s37-40 f40-50"),
]


@pytest.mark.parametrize(("date", "expected"), MARKS)
def test_a_date_is_drawn_as_far_as_it_is_known(date: str, expected: str) -> None:
    """Firm where it certainly was, soft where it may have been; no day is made up."""
    chart = drawn([date, "2000-06-05", "2009-06-05"])
    (mark,) = [m for m in chart.tracks[0].marks if m.moments[0].words == date]
    if mark.radius:
        assert mark.strokes == ()
        told = f"{'o' if mark.hollow else 'p'}{mark.x:.0f}"
    else:
        pieces = [f"{'s' if s.is_soft else 'f'}{s.x1:.0f}-{s.x2:.0f}" for s in mark.strokes]
        told = " ".join(pieces)
    assert told == expected


def test_the_reach_of_a_soft_end_says_nothing_of_how_far_a_date_is_off() -> None:
    """It is the same for a year and a decade, since EDTF gives no measure."""
    for date in ("2004~", "2004/2006~"):
        chart = drawn([date, "2000-06-05", "2009-06-05"])
        (mark,) = [m for m in chart.tracks[0].marks if m.moments[0].words == date]
        end = 50 if date == "2004~" else 70
        assert mark.strokes[-1].x2 == pytest.approx(end + FADE, abs=0.1)


def test_lengths_that_overlap_lie_below_one_another() -> None:
    """As many levels as there is room for, and a level is used again where it is free."""
    chart = drawn(["2000/2004", "2001/2006", "2002/2003", "2006/2009", "2000-01-05"])
    levels = {m.moments[0].words: m.level for m in chart.tracks[0].marks}
    assert levels == {
        "2000/2004": 0,
        "2001/2006": 1,
        "2002/2003": 2,
        "2006/2009": 0,
        "2000-01-05": 0,
    }
    crowded = drawn([f"{2000 + n}/2029" for n in range(20)])
    assert {m.level for m in crowded.tracks[0].marks} == set(range(MOST_LEVELS))


def test_too_many_marks_share_one_and_none_is_lost() -> None:
    """Up to the limit each event has its mark; one more and those that begin together share."""
    dates = [f"{2000 + n % 20}-01-{1 + n % 28:02}" for n in range(MOST_MARKS)]
    assert all(len(m.moments) == 1 for m in drawn(dates).tracks[0].marks)
    chart = drawn([*dates, "2005-01-01", "../2019"])
    marks = chart.tracks[0].marks
    assert chart.has_groups
    assert len(marks) <= GROUPS
    assert sum(len(m.moments) for m in marks) == MOST_MARKS + 2
    assert [m.x for m in marks] == sorted(m.x for m in marks)


def test_marks_of_several_events_can_be_compared_between_lines() -> None:
    """The area of a mark is by one measure on all of them."""
    many = moments(["2001-05-05"] * 90 + ["2019-05-05"] * 10)
    fewer = moments(["2001-05-05"] * 45 + ["2019-05-05"] * 5)
    lanes = (
        Lane("a", "A", Reference("actor:a"), many),
        Lane("b", "B", Reference("actor:b"), fewer),
    )
    chart = draw_timeline(Chronicle(many, lanes, 2))
    assert chart is not None
    first, second = (track.marks[0].radius for track in chart.tracks)
    assert second / first == pytest.approx(0.5**0.5, abs=0.05)


def test_bars_count_each_event_once_and_fit_their_height() -> None:
    """Beside each other on the line, the highest as high as there is room for."""
    chart = drawn(["2001", "2001-05", "../2001", "2003/2020", "201X"])
    assert [(b.first_year, b.count) for b in chart.bars] == [(2001, 3), (2003, 1), (2010, 1)]
    assert sum(bar.count for bar in chart.bars) == 5
    busy = drawn(["2001"] * 500 + ["2002"])
    assert [bar.height for bar in busy.bars] == [BAR_HEIGHT, 2.0]
    ends = [(bar.x, bar.x + bar.width) for bar in chart.bars]
    assert all(a[1] <= b[0] for a, b in pairwise(ends))


def test_little_is_not_drawn() -> None:
    """Two events, or all in one year without months: the list says as much."""
    two = moments(["2001", "2003"])
    assert draw_timeline(Chronicle(two)) is None
    assert draw_timeline(Chronicle(())) is None
    assert draw_timeline(Chronicle(moments(["2001", "2001", "2001"]))) is None
    assert draw_timeline(Chronicle(moments(["2001", "2001", "2003"]))) is not None


def test_the_same_events_give_the_same_drawing() -> None:
    """And ten times as many take no more than ten times the work."""

    def chronicle(count: int) -> Chronicle:
        found = moments(many_dates(count))
        return Chronicle(found, (Lane("a", "A", Reference("actor:a"), found),) * 3, 3)

    few, many = chronicle(400), chronicle(4_000)
    assert draw_timeline(many) == draw_timeline(many)
    assert steps(lambda: draw_timeline(many)) < 12 * steps(lambda: draw_timeline(few))
