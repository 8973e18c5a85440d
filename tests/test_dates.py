"""EDTF dates: what is accepted, what it means, how it is ordered and put into words."""

from __future__ import annotations

import calendar
import pickle
import time
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model.date_tables import ENGLISH, SPANISH
from dossier.model.date_words import html_datetime, in_words
from dossier.model.dates import (
    CalendarDate,
    EdtfDate,
    EdtfError,
    MissingEnd,
    Precision,
    definitely_before,
    parse_edtf,
)

FORMS = (
    "write 2024, 2024-06 or 2024-06-25; 2024? (uncertain), 2024~ (about) or 2024% (both); "
    "2024-21 (spring) to 2024-24 (winter); 201X (decade) or 20XX (century); "
    "2023/2024 (from/to), ../2024 (until) or 2024/.. (since)"
)

# text, first day, last day, English, Spanish, the value for HTML
ACCEPTED = [
    ("2024", (2024, 1, 1), (2024, 12, 31), "2024", "2024", "2024"),
    ("0000", (0, 1, 1), (0, 12, 31), "1 BC", "1\u00a0a.\u00a0C.", None),
    ("0079", (79, 1, 1), (79, 12, 31), "AD 79", "79\u00a0d.\u00a0C.", "0079"),
    ("-0985", (-985, 1, 1), (-985, 12, 31), "986 BC", "986\u00a0a.\u00a0C.", None),
    ("Y17000", (17000, 1, 1), (17000, 12, 31), "17000", "17000", "17000"),
    (
        "Y-17000~",
        (-17000, 1, 1),
        (-17000, 12, 31),
        "about 17001 BC",
        "hacia 17001\u00a0a.\u00a0C.",
        None,
    ),
    ("2025-10", (2025, 10, 1), (2025, 10, 31), "October 2025", "octubre de 2025", "2025-10"),
    ("2024-02", (2024, 2, 1), (2024, 2, 29), "February 2024", "febrero de 2024", "2024-02"),
    ("1900-02", (1900, 2, 1), (1900, 2, 28), "February 1900", "febrero de 1900", "1900-02"),
    (
        "2024-07-25",
        (2024, 7, 25),
        (2024, 7, 25),
        "25 July 2024",
        "25 de julio de 2024",
        "2024-07-25",
    ),
    (
        "0000-02-29",
        (0, 2, 29),
        (0, 2, 29),
        "29 February 1 BC",
        "29 de febrero de 1\u00a0a.\u00a0C.",
        None,
    ),
    (
        "2001-02-03T09:30:01",
        (2001, 2, 3),
        (2001, 2, 3),
        "3 February 2001, 09:30:01",
        "3 de febrero de 2001, 09:30:01",
        "2001-02-03T09:30:01",
    ),
    (
        "2001-02-03T23:59:59Z",
        (2001, 2, 3),
        (2001, 2, 3),
        "3 February 2001, 23:59:59 UTC",
        "3 de febrero de 2001, 23:59:59 UTC",
        "2001-02-03T23:59:59Z",
    ),
    (
        "2001-02-03T09:30:01-06",
        (2001, 2, 3),
        (2001, 2, 3),
        "3 February 2001, 09:30:01 UTC-06:00",
        "3 de febrero de 2001, 09:30:01 UTC-06:00",
        "2001-02-03T09:30:01-06:00",
    ),
    (
        "2001-02-03T00:00:00+05:30",
        (2001, 2, 3),
        (2001, 2, 3),
        "3 February 2001, 00:00:00 UTC+05:30",
        "3 de febrero de 2001, 00:00:00 UTC+05:30",
        "2001-02-03T00:00:00+05:30",
    ),
    ("2025-21", (2025, 3, 1), (2025, 5, 31), "spring 2025", "primavera de 2025", None),
    ("2025-22", (2025, 6, 1), (2025, 8, 31), "summer 2025", "verano de 2025", None),
    ("2025-23", (2025, 9, 1), (2025, 11, 30), "autumn 2025", "otoño de 2025", None),
    ("2025-24", (2025, 12, 1), (2026, 2, 28), "winter 2025", "invierno de 2025", None),
    (
        "2023-24~",
        (2023, 12, 1),
        (2024, 2, 29),
        "about winter 2023",
        "hacia el invierno de 2023",
        None,
    ),
    ("2004?", (2004, 1, 1), (2004, 12, 31), "2004 (uncertain)", "2004 (fecha incierta)", "2004"),
    (
        "2021-05-03~/..",
        (2021, 5, 3),
        None,
        "since about 3 May 2021",
        "desde alrededor del 3 de mayo de 2021",
        None,
    ),
    ("2013~", (2013, 1, 1), (2013, 12, 31), "about 2013", "hacia 2013", "2013"),
    (
        "2004%",
        (2004, 1, 1),
        (2004, 12, 31),
        "about 2004 (uncertain)",
        "hacia 2004 (fecha incierta)",
        "2004",
    ),
    (
        "2004-06-11~",
        (2004, 6, 11),
        (2004, 6, 11),
        "about 11 June 2004",
        "hacia el 11 de junio de 2004",
        "2004-06-11",
    ),
    ("201X", (2010, 1, 1), (2019, 12, 31), "2010s", "década de 2010", None),
    (
        "201X~",
        (2010, 1, 1),
        (2019, 12, 31),
        "about the 2010s",
        "hacia la década de 2010",
        None,
    ),
    ("19XX", (1900, 1, 1), (1999, 12, 31), "20th century", "siglo XX", None),
    ("20XX", (2000, 1, 1), (2099, 12, 31), "21st century", "siglo XXI", None),
    ("10XX", (1000, 1, 1), (1099, 12, 31), "11th century", "siglo XI", None),
    ("00XX", (0, 1, 1), (99, 12, 31), "1st century", "siglo I", None),
    ("99XX", (9900, 1, 1), (9999, 12, 31), "100th century", "siglo C", None),
    (
        "000X",
        (0, 1, 1),
        (9, 12, 31),
        "between 1 BC and AD 9",
        "entre 1\u00a0a.\u00a0C. y 9\u00a0d.\u00a0C.",
        None,
    ),
    (
        "-01XX",
        (-199, 1, 1),
        (-100, 12, 31),
        "between 200 BC and 101 BC",
        "entre 200\u00a0a.\u00a0C. y 101\u00a0a.\u00a0C.",
        None,
    ),
    (
        "-000X",
        (-9, 1, 1),
        (-1, 12, 31),
        "between 10 BC and 2 BC",
        "entre 10\u00a0a.\u00a0C. y 2\u00a0a.\u00a0C.",
        None,
    ),
    (
        "2004-XX",
        (2004, 1, 1),
        (2004, 12, 31),
        "2004 (month not known)",
        "2004 (mes desconocido)",
        None,
    ),
    (
        "1985-04-XX",
        (1985, 4, 1),
        (1985, 4, 30),
        "April 1985 (day not known)",
        "abril de 1985 (día desconocido)",
        None,
    ),
    (
        "1985-XX-XX?",
        (1985, 1, 1),
        (1985, 12, 31),
        "1985 (month and day not known, uncertain)",
        "1985 (mes y día desconocidos, fecha incierta)",
        None,
    ),
    ("2024/2025", (2024, 1, 1), (2025, 12, 31), "2024 to 2025", "de 2024 a 2025", None),
    (
        "2004-06~/2006-08-01?",
        (2004, 6, 1),
        (2006, 8, 1),
        "about June 2004 to 1 August 2006 (uncertain)",
        "de alrededor de junio de 2004 al 1 de agosto de 2006 (fecha incierta)",
        None,
    ),
    (
        "2020-06/2020",
        (2020, 6, 1),
        (2020, 12, 31),
        "June 2020 to 2020",
        "de junio de 2020 a 2020",
        None,
    ),
    (
        "201X/2024",
        (2010, 1, 1),
        (2024, 12, 31),
        "2010s to 2024",
        "de la década de 2010 a 2024",
        None,
    ),
    ("../2011", None, (2011, 12, 31), "until 2011", "hasta 2011", None),
    ("2011/..", (2011, 1, 1), None, "since 2011", "desde 2011", None),
    (
        "/2011",
        None,
        (2011, 12, 31),
        "until 2011 (start not known)",
        "hasta 2011 (inicio desconocido)",
        None,
    ),
    (
        "2011/",
        (2011, 1, 1),
        None,
        "from 2011 (end not known)",
        "desde 2011 (fin desconocido)",
        None,
    ),
    (
        "/2011%",
        None,
        (2011, 12, 31),
        "until about 2011 (uncertain, start not known)",
        "hasta alrededor de 2011 (fecha incierta, inicio desconocido)",
        None,
    ),
    ("../201X", None, (2019, 12, 31), "until the 2010s", "hasta la década de 2010", None),
    (
        "2024-07-25/..",
        (2024, 7, 25),
        None,
        "since 25 July 2024",
        "desde el 25 de julio de 2024",
        None,
    ),
]

NOT_EDTF = "this is not a date in EDTF: "
BLANKS = "a date has no blanks: "
LEVEL_2 = "this is EDTF level 2; "
SETS = LEVEL_2 + "write one date or an interval, not a set of dates"
YEARS = LEVEL_2 + "write the year in full: 2024 or Y17000"
MARKS = LEVEL_2 + "?, ~ and % stand only once, at the end of a whole date"
UNSPECIFIED = LEVEL_2 + "write X only as in 201X, 20XX, 2004-XX or 2004-06-XX"
ONE_END = "an interval needs a date at one end at least: write ../2024 or 2024/.."
NO_TIMES = "an interval has no time of day: write the days only, as in 2024-06-01/2024-06-02"
ONE_DAY = "a day runs from 00:00:00 to 23:59:59"
ZONES = "write Z (UTC) or an offset such as +02:00"

REJECTED = [
    # values that do not exist
    ("2021-02-30", "there is no 30 February 2021"),
    ("2021-02-29", "there is no 29 February 2021"),
    ("1900-02-29", "there is no 29 February 1900"),
    ("2024-06-31", "there is no 31 June 2024"),
    ("2024-06-00", "there is no day 00: write 2024-06 for the whole month"),
    ("2024-13", "there is no month 13: months are 01 to 12"),
    ("2024-00-01", "there is no month 00: months are 01 to 12"),
    ("2024-42", "there is no month 42: months are 01 to 12"),
    (
        "2013-14",
        "there is no month 14: months are 01 to 12; write 2013/2014 for the two years",
    ),
    ("2001-21-03", "a season (21) has no day: months are 01 to 12"),
    ("-0000", "there is no year -0000: write 0000, which is 1 BC"),
    ("2024-06-01T24:00:00", f"there is no time 24:00:00: {ONE_DAY}"),
    ("2016-12-31T23:59:60Z", f"there is no time 23:59:60: {ONE_DAY}"),
    ("2024-06-01T10:00:00+25:00", f"there is no time zone +25:00: {ZONES}"),
    ("2024-06-01T10:00:00-00:00", f"there is no time zone -00:00: {ZONES}"),
    ("2024-06-01T10:00:00-00", f"there is no time zone -00: {ZONES}"),
    ("2024-06-01T10:00:00Z?", "a time of day takes no ?: leave out the time or the ?"),
    # intervals
    ("2020/2019", "the interval ends before it starts: write 2019/2020 if that is meant"),
    (
        "2020-06~/2020-05",
        "the interval ends before it starts: write 2020-05/2020-06~ if that is meant",
    ),
    ("2020/2019-13", "there is no month 13: months are 01 to 12"),
    ("/", ONE_END),
    ("../..", ONE_END),
    ("/..", ONE_END),
    ("../", ONE_END),
    ("2024-06-01T10:00:00Z/2025", NO_TIMES),
    ("../2024-06-01T10:00:00", NO_TIMES),
    # level 2
    ("2001-25", LEVEL_2 + "seasons are 21 to 24, not 25"),
    ("2001-41", LEVEL_2 + "seasons are 21 to 24, not 41"),
    (
        "2024-25",
        LEVEL_2 + "seasons are 21 to 24, not 25; write 2024/2025 for the two years",
    ),
    ("[2024,2025]", SETS),
    ("{2024..2026}", SETS),
    ("Y17E7", YEARS),
    ("Y-17E7", YEARS),
    ("1950S2", YEARS),
    ("2004?-06", MARKS),
    ("~2004", MARKS),
    ("2004-06-~01/2004-06-~20", MARKS),
    ("2XXX", UNSPECIFIED),
    ("2XXX?", UNSPECIFIED),
    ("XXXX", UNSPECIFIED),
    ("2004-1X", UNSPECIFIED),
    ("1985-XX-04", UNSPECIFIED),
    ("2004/2XXX", UNSPECIFIED),
    # other ways to write a date
    ("June 2024", NOT_EDTF + "write 2024-06"),
    ("Sept. 2024", NOT_EDTF + "write 2024-09"),
    ("July 25, 2024", NOT_EDTF + "write 2024-07-25"),
    ("July 25th, 2024", NOT_EDTF + "write 2024-07-25"),
    ("25 de julio de 2024", NOT_EDTF + "write 2024-07-25"),
    ("25.07.2024", NOT_EDTF + "write 2024-07-25"),
    ("07.25.2024", NOT_EDTF + "write 2024-07-25"),
    ("3.4.2024", NOT_EDTF + "write 2024-04-03 for 3 April, 2024-03-04 for 4 March"),
    ("04.04.2024", NOT_EDTF + "write 2024-04-04"),
    ("31.04.2024", NOT_EDTF + FORMS),
    ("25/07/2024", NOT_EDTF + "write 2024-07-25"),
    ("07/25/2024", NOT_EDTF + "write 2024-07-25"),
    ("3/4/2024", NOT_EDTF + "write 2024-04-03 for 3 April, 2024-03-04 for 4 March"),
    ("03-04-2024", NOT_EDTF + "write 2024-04-03 for 3 April, 2024-03-04 for 4 March"),
    ("2024/07/25", NOT_EDTF + "write 2024-07-25"),
    ("2024-7-5", NOT_EDTF + "write 2024-07-05"),
    ("20240725", NOT_EDTF + "write 2024-07-25"),
    ("2024/06", NOT_EDTF + "write 2024-06"),
    ("06/2024", NOT_EDTF + "write 2024-06"),
    ("2024-2025", NOT_EDTF + "write 2024/2025"),
    ("2024\u20132025", NOT_EDTF + "write 2024/2025"),
    ("2024 to 2025", NOT_EDTF + "write 2024/2025"),
    ("2024-present", NOT_EDTF + "write 2024/.."),
    ("2024/open", NOT_EDTF + "write 2024/.."),
    ("2010s", NOT_EDTF + "write 201X"),
    ("201x", NOT_EDTF + "write 201X"),
    ("c. 2013", NOT_EDTF + "write 2013~"),
    ("2004?~", NOT_EDTF + "write 2004%"),
    ("2004??", NOT_EDTF + "write 2004?"),
    ("Y2004", NOT_EDTF + "write 2004"),
    ("2024-06-25 14:30", NOT_EDTF + "write 2024-06-25T14:30:00"),
    ("2024-06-25T14:30Z", NOT_EDTF + "write 2024-06-25T14:30:00Z"),
    ("2013 ?", BLANKS + "write 2013?"),
    (" 2024", BLANKS + "write 2024"),
    ("2024\n", BLANKS + "write 2024"),
    ("2024 / 2025", BLANKS + "write 2024/2025"),
    # unknown altogether
    ("", NOT_EDTF + FORMS),
    ("..", NOT_EDTF + FORMS),
    ("today", NOT_EDTF + FORMS),
    ("really?", NOT_EDTF + FORMS),
    ("last summer", BLANKS + FORMS),
    ("30 February 2021", BLANKS + FORMS),
    ("2024/2025/2026", NOT_EDTF + FORMS),
    ("2024-W05", NOT_EDTF + FORMS),
    ("2024-06-25T14:30:00.5", NOT_EDTF + FORMS),
    ("2024-XXT10:00:00", NOT_EDTF + FORMS),
    ("2024-06-XXT10:00:00", NOT_EDTF + FORMS),
    ("Y17000-05", NOT_EDTF + FORMS),
    ("Y02004", NOT_EDTF + FORMS),
    ("12024", NOT_EDTF + FORMS),
    ("Y" + "9" * 5000, NOT_EDTF + FORMS),
    ("\u0662\u0660\u0662\u0664", NOT_EDTF + FORMS),
]

IN_ORDER = [
    "Y-17000",
    "-0985",
    "0000",
    "0079-08-24",
    "201X/2024",
    "201X",
    "2011/2012",
    "../2011",
    "/2011",
    "2011",
    "2011?",
    "2011~",
    "2011/",
    "2011/..",
    "2011-01",
    "../2011-01-01",
    "2011-01-01",
    "2011-01-01/..",
    "2024-07",
    "2024-07-25",
    "2024-07-25T01:00:00Z",
    "2024-07-25T10:00:00+02:00",
    "2024-07-25T09:00:00Z",
    "2024-07-25T10:00:00Z",
    "2024-07-25T23:30:00-05:00",
    "2024-24",
    "2025",
    "Y17000",
]


def message_of(text: str) -> str:
    """The sentence that `text` is refused with."""
    with pytest.raises(EdtfError) as refused:
        parse_edtf(text)
    return str(refused.value)


@pytest.mark.parametrize("row", ACCEPTED, ids=lambda row: row[0])
def test_bounds(row: tuple[str, object, object, str, str, object]) -> None:
    """Every form keeps its text and means a first and a last day, None where an end is missing."""
    date = parse_edtf(row[0])
    assert (date.text, date.earliest, date.latest) == row[:3]


@pytest.mark.parametrize("row", ACCEPTED, ids=lambda row: row[0])
def test_words(row: tuple[str, object, object, str, str, object]) -> None:
    """Every form can be said in English and in Spanish."""
    date = parse_edtf(row[0])
    assert (in_words(date, ENGLISH), in_words(date, SPANISH)) == row[3:5]


@pytest.mark.parametrize("row", ACCEPTED, ids=lambda row: row[0])
def test_html_datetime(row: tuple[str, object, object, str, str, object]) -> None:
    """HTML gets years from 1, months, days and times; nothing for what it has no form for."""
    assert html_datetime(parse_edtf(row[0])) == row[5]


@pytest.mark.parametrize(("text", "message"), REJECTED, ids=lambda value: repr(value)[:30])
def test_rejected(text: str, message: str) -> None:
    """What is not EDTF level 0 or 1 is refused in one sentence that says what to write."""
    assert message_of(text) == message
    assert "\n" not in message


SUGGESTED = [
    (text, [told.partition(" for ")[0] for told in message.partition("write ")[2].split(", ")])
    for text, message in REJECTED
    if message.startswith((NOT_EDTF, BLANKS)) and not message.endswith(FORMS)
]


@pytest.mark.parametrize(("text", "instead"), SUGGESTED, ids=lambda value: repr(value)[:30])
def test_suggestions_are_accepted(text: str, instead: list[str]) -> None:
    """Whatever a message tells the writer to write instead is itself accepted."""
    assert [parse_edtf(suggestion).text for suggestion in instead] == instead
    assert text not in instead


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20XX", (Precision.CENTURY, 2000, None, None, None)),
        ("201X", (Precision.DECADE, 2010, None, None, None)),
        ("2004", (Precision.YEAR, 2004, None, None, None)),
        ("Y17000", (Precision.YEAR, 17000, None, None, None)),
        ("2004-23", (Precision.SEASON, 2004, None, None, 23)),
        ("2004-06", (Precision.MONTH, 2004, 6, None, None)),
        ("2004-XX", (Precision.MONTH, 2004, None, None, None)),
        ("2004-06-11", (Precision.DAY, 2004, 6, 11, None)),
        ("2004-06-XX", (Precision.DAY, 2004, 6, None, None)),
        ("2004-XX-XX", (Precision.DAY, 2004, None, None, None)),
        ("2004-06-11T01:02:03", (Precision.TIME, 2004, 6, 11, None)),
    ],
)
def test_structure(text: str, expected: tuple[object, ...]) -> None:
    """A renderer finds the precision and each part; `XX` keeps the precision but has no number."""
    only = parse_edtf(text).start
    assert isinstance(only, CalendarDate)
    assert (only.precision, only.year, only.month, only.day, only.season) == expected


def test_structure_of_a_time() -> None:
    """Time and zone are kept as written, an offset of hours gets its minutes."""
    only = parse_edtf("2004-06-11T01:02:03+05").start
    assert isinstance(only, CalendarDate)
    assert (only.time, only.zone) == ("01:02:03", "+05:00")


@pytest.mark.parametrize(
    ("mark", "uncertain", "approximate"),
    [("", False, False), ("?", True, False), ("~", False, True), ("%", True, True)],
)
def test_qualifiers(mark: str, uncertain: bool, approximate: bool) -> None:
    """`?` is uncertain, `~` approximate, `%` both, and none of them widens the bounds."""
    for text in ("2004", "2004-06", "2004-06-11", "201X", "2004-XX", "2004-21", "Y17000"):
        plain, date = parse_edtf(text), parse_edtf(text + mark)
        assert isinstance(date.start, CalendarDate)
        assert (date.start.uncertain, date.start.approximate) == (uncertain, approximate)
        assert (date.earliest, date.latest) == (plain.earliest, plain.latest)


def test_interval_structure() -> None:
    """An interval has two ends; a missing one is open (`..`) or not known (nothing)."""
    assert not parse_edtf("2011").is_interval
    assert parse_edtf("2011").end is None
    assert parse_edtf("2011/2012").is_interval
    assert parse_edtf("../2011").start is MissingEnd.OPEN
    assert parse_edtf("/2011").start is MissingEnd.UNKNOWN
    assert parse_edtf("2011/..").end is MissingEnd.OPEN
    assert parse_edtf("2011/").end is MissingEnd.UNKNOWN


def test_order() -> None:
    """By first day, the widest first, then by the moment; a missing end is placed by the end that is there."""
    mixed = sorted(map(parse_edtf, IN_ORDER), key=lambda date: date.text[::-1])
    assert [date.text for date in sorted(mixed, key=lambda date: date.sort_key)] == IN_ORDER


@pytest.mark.parametrize(
    ("a", "b", "before", "after"),
    [
        ("2010", "2011", True, False),
        ("2011", "2010", False, True),
        ("2011", "2011-05", False, False),
        ("2010/2012", "2012-12-31", False, False),
        ("2013~", "2014", True, False),
        ("../2011", "2012", True, False),
        ("../2011", "1500", False, False),
        ("/2011", "1500", False, False),
        ("2011/..", "2012", False, False),
        ("2011/", "2500", False, False),
        ("2011/..", "2010", False, True),
        ("../2011", "/2000", False, False),
        ("2011/..", "../2011", False, False),
        ("2025-24", "2026-02", False, False),
        ("2024-07-25T09:00:00", "2024-07-25T10:00:00", False, False),
    ],
)
def test_comparison(a: str, b: str, before: bool, after: bool) -> None:
    """Only bounds that exist prove that one lies before the other; all else may be one day."""
    first, second = parse_edtf(a), parse_edtf(b)
    assert definitely_before(first, second) is before
    assert definitely_before(second, first) is after


def test_immutable_value() -> None:
    """A date is a frozen value: equal by content, hashable, and the same after pickling."""
    for row in ACCEPTED:
        date = parse_edtf(row[0])
        copy = pickle.loads(pickle.dumps(date))
        assert copy == date
        assert hash(copy) == hash(date)
        assert copy.sort_key == date.sort_key
    with pytest.raises(FrozenInstanceError):
        parse_edtf("2024").text = "2025"  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(ENGLISH)) == ENGLISH
    assert hash(SPANISH) != hash(ENGLISH)


def test_every_day_of_some_years() -> None:
    """Exactly the days of the Gregorian calendar exist (checked against `calendar`)."""
    for year in (1600, 1900, 2000, 2023, 2024, 2100):
        for month in range(1, 13):
            length = calendar.monthrange(year, month)[1]
            for day in range(1, 33):
                text = f"{year}-{month:02}-{day:02}"
                if day <= length:
                    assert parse_edtf(text).earliest == (year, month, day)
                else:
                    assert message_of(text).startswith(f"there is no {day} ")
            assert parse_edtf(f"{year}-{month:02}").latest == (year, month, length)


# ---------------------------------------------------------------------------- any text whatsoever

MARK = st.sampled_from(["", "", "?", "~", "%"])
YEAR = st.one_of(
    st.integers(0, 9999).map("{:04}".format),
    st.integers(1, 9999).map("-{:04}".format),
)
SINGLE = st.one_of(
    YEAR,
    st.builds("{}-{:02}".format, YEAR, st.integers(1, 12)),
    st.builds("{}-{:02}-{:02}".format, YEAR, st.integers(1, 12), st.integers(1, 28)),
    st.builds("{}-{}".format, YEAR, st.integers(21, 24)),
    st.builds("{}{}".format, YEAR, st.sampled_from(["-XX", "-XX-XX", "-07-XX"])),
    st.integers(0, 999).map("{:03}X".format),
    st.integers(0, 99).map("{:02}XX".format),
    st.integers(10000, 10**17).map("Y{}".format),
    st.integers(10000, 10**17).map("Y-{}".format),
)
QUALIFIED = st.builds("{}{}".format, SINGLE, MARK)
OPEN = st.sampled_from(["", ".."])
TIMES = st.builds(
    "{}-05-06T{:02}:{:02}:07{}".format,
    YEAR,
    st.integers(0, 23),
    st.integers(0, 59),
    st.sampled_from(["", "Z", "+02", "-06:30"]),
)


@st.composite
def closed_interval(draw: st.DrawFn) -> str:
    """Two dates with a slash, the one that begins first in front."""
    ends = sorted((draw(QUALIFIED), draw(QUALIFIED)), key=lambda text: parse_edtf(text).sort_key)
    return "/".join(ends)


EDTF = st.one_of(
    QUALIFIED,
    TIMES,
    st.builds("{}/{}".format, QUALIFIED, OPEN),
    st.builds("{}/{}".format, OPEN, QUALIFIED),
    closed_interval(),
)
NEARLY = st.text(alphabet="0123456789X?~%/.-YTESZ:+ []{},", max_size=24)


@given(st.one_of(st.text(), NEARLY, st.builds("{}{}".format, EDTF, NEARLY)))
def test_any_text_parses_or_is_refused(text: str) -> None:
    """Any text is a date that keeps it, or an EdtfError of one line; never anything else."""
    reason = None
    try:
        date = parse_edtf(text)
    except EdtfError as refused:
        reason = str(refused)
    if reason is None:
        assert date.text == text
    else:
        assert reason
        assert "\n" not in reason


@given(EDTF)
def test_every_accepted_form(text: str) -> None:
    """Every form of levels 0 and 1 parses, with sane bounds, and can be said and ordered."""
    date = parse_edtf(text)
    assert date.text == text
    assert date.earliest is not None or date.latest is not None
    if date.earliest and date.latest:
        assert date.earliest <= date.latest
    for words in (ENGLISH, SPANISH):
        said = in_words(date, words)
        assert said.strip() == said != ""
        assert "{" not in said
    html_datetime(date)


@given(EDTF, EDTF, EDTF)
def test_sort_key_is_a_total_order(a: str, b: str, c: str) -> None:
    """Any two dates compare, only the same text is equal, and order carries over a third."""
    keys = [parse_edtf(text).sort_key for text in (a, b, c)]
    assert (keys[0] == keys[1]) == (a == b)
    assert (keys[0] < keys[1]) + (keys[1] < keys[0]) + (a == b) == 1
    low, middle, high = sorted(keys)
    assert low <= middle <= high
    assert low <= high


@given(EDTF, EDTF)
def test_no_two_dates_are_before_each_other(a: str, b: str) -> None:
    """At most one of two dates is definitely before the other, and none before itself."""
    first, second = parse_edtf(a), parse_edtf(b)
    assert not (definitely_before(first, second) and definitely_before(second, first))
    assert not definitely_before(first, first)


# ------------------------------------------------------------------------- the `edtf` package's say

SAME_IN_THE_EDTF_PACKAGE = [
    "2004",
    "0000",
    "-0985",
    "Y17000",
    "Y-17000",
    "2004-06",
    "2004-02",
    "1900-02",
    "2004-06-11",
    "2004-02-29",
    "2001-21",
    "2001-22",
    "2001-23",
    "201X",
    "20XX",
    "-01XX",
    "201X?",
    "2004-XX",
    "1985-04-XX",
    "1985-XX-XX",
    "2004?",
    "2004-06~",
    "2004-06-11%",
    "2004/2006",
    "2004-02-01/2005-02",
    "2004-06~/2006-08?",
    "2001-21/2003",
    "201X/2020",
    "2001-02-03T09:30:01",
    "2001-02-03T09:30:01Z",
    "2001-02-03T09:30:01+05:00",
]


@pytest.mark.parametrize("text", SAME_IN_THE_EDTF_PACKAGE)
def test_agrees_with_the_edtf_package(text: str) -> None:
    """An independent reader of EDTF finds the same bounds.

    Left out is where it decides otherwise: winter (it ends in December there), open and unknown
    ends (infinite, or ten years are made up) and reversed intervals (accepted).
    """
    edtf = pytest.importorskip("edtf")
    theirs = edtf.parse_edtf(text)
    lower: time.struct_time = theirs.lower_strict()
    upper: time.struct_time = theirs.upper_strict()
    ours: EdtfDate = parse_edtf(text)
    assert (ours.earliest, ours.latest) == (tuple(lower)[:3], tuple(upper)[:3])
