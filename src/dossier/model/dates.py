"""Dates in EDTF: read them, compare them and order them.

EDTF is the Extended Date/Time Format of the Library of Congress (4 February 2019,
https://www.loc.gov/standards/datetime/), a profile of ISO 8601-2:2019. Levels 0 and 1 are accepted
in full. One form of level 2 is accepted too, because it is harmless and often needed: unspecified
digits at an end of an interval (`201X/2024`).

Every date is on the proleptic Gregorian calendar with astronomical years: 0000 is 1 BC.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Any

from dossier.model.date_guesses import guesses
from dossier.model.date_tables import ENGLISH

Day = tuple[int, int, int]
"""Year (any whole number, 0 is 1 BC), month 1-12 and day 1-31, comparable as it stands."""


class EdtfError(ValueError):
    """A text that is not an EDTF date; `str()` of it is one sentence for whoever wrote the text."""


class Precision(Enum):
    """The unit in which a date is given (`2004-XX` has month precision, though no month)."""

    CENTURY = "century"
    DECADE = "decade"
    YEAR = "year"
    SEASON = "season"
    MONTH = "month"
    DAY = "day"
    TIME = "time"


class MissingEnd(Enum):
    """An end of an interval that is no date: `..` has none or is left out, "" is not known."""

    OPEN = ".."
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A date that stands alone or is one end of an interval.

    `year` is the first year of a decade or century. `month` and `day` are None where the precision
    has none and where they are `XX`. `season` is 21 to 24, as in EDTF. `time` is `hh:mm:ss` or "",
    `zone` is "", `Z` or `+hh:mm`. `earliest` and `latest` are the first and last day it can mean;
    `?`, `~` and `%` do not widen them, because EDTF does not say by how much, and a time keeps the
    day it is written with, whatever its zone.

    Seasons are those of the northern hemisphere by whole months (ISO 8601-2 leaves them to the
    application): March-May, June-August, September-November, and December to February of the
    following year, so that winter 2025 ends in 2026.
    """

    precision: Precision
    earliest: Day
    latest: Day
    uncertain: bool
    approximate: bool
    year: int
    month: int | None = None
    day: int | None = None
    season: int | None = None
    time: str = ""
    zone: str = ""

    @property
    def seconds_of_day(self) -> int | None:
        """Its time in seconds after midnight in UTC of the day it is written with; None without a time.

        Below 0 or above a day's end where the zone makes it another day there. Without a zone as in UTC.
        """
        if not self.time:
            return None
        hours, minutes, seconds = map(int, self.time.split(":"))
        ahead = 0
        if self.zone not in ("", "Z"):
            zone_hours, _, zone_minutes = self.zone[1:].partition(":")
            ahead = (60 * int(zone_hours) + int(zone_minutes or 0)) * (
                -60 if self.zone[0] == "-" else 60
            )
        return 3600 * hours + 60 * minutes + seconds - ahead

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled as what it is called with: a dataclass of slots is slow at it by itself."""
        return CalendarDate, tuple(map(self.__getattribute__, CalendarDate.__slots__))


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A date or an interval; `text` is what was written. At most one end is a `MissingEnd`."""

    text: str
    start: CalendarDate | MissingEnd
    end: CalendarDate | MissingEnd | None = None
    """None where this is a single date and no interval."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled as what it is called with."""
        return EdtfDate, (self.text, self.start, self.end)

    @property
    def is_interval(self) -> bool:
        """Whether it has two ends (`2024/2025`, `../2011`) and is not a single date."""
        return self.end is not None

    @property
    def earliest(self) -> Day | None:
        """The first day it can mean, or None where the start is open or not known."""
        return None if isinstance(self.start, MissingEnd) else self.start.earliest

    @property
    def latest(self) -> Day | None:
        """The last day it can mean, or None where the end is open or not known."""
        last = self.start if self.end is None else self.end
        return None if isinstance(last, MissingEnd) else last.latest

    @property
    def is_certain(self) -> bool:
        """Whether no `?`, `~` or `%` stands on an end of it."""
        ends = (end for end in (self.start, self.end) if isinstance(end, CalendarDate))
        return not any(end.uncertain or end.approximate for end in ends)

    @property
    def only_day(self) -> Day | None:
        """The one day it means for certain, or None where it is wider or less sure than that."""
        is_one = self.earliest is not None and self.earliest == self.latest
        return self.earliest if is_one and self.is_certain else None

    @property
    def first(self) -> CalendarDate:
        """The first date it names: its start, or its end where the start is missing."""
        if isinstance(self.start, CalendarDate):
            return self.start
        assert isinstance(self.end, CalendarDate), "one end of an interval is a date"
        return self.end

    @property
    def last(self) -> CalendarDate:
        """The last date it names: its end, or its start where there is no other."""
        return self.end if isinstance(self.end, CalendarDate) else self.first

    @property
    def sort_key(self) -> tuple[Day, Day, int, int, str]:
        """Orders all dates: by first day, of these the widest first, then by the moment of the day.

        So `2011` stands before `2011-01`, as a year does above its months. A missing end is placed by
        the end that is there: `../2011`, `2011`, `2011/..`. A time without a zone counts as in UTC.
        """
        start, end, missing = self.first, self.last, 0
        if isinstance(self.start, MissingEnd):
            missing = -1
        elif isinstance(self.end, MissingEnd):
            missing = 1
        year, month, day = end.latest
        moment = start.seconds_of_day
        at = -86_400 if moment is None else moment
        return (start.earliest, (-year, -month, -day), missing, at, self.text)


def definitely_before(a: EdtfDate, b: EdtfDate) -> bool:
    """Whether the last day of `a` lies before the first day of `b` (false if either is missing).

    Compares the bounds: `2013~` lies before `2014`, and of two times that are one moment the one
    that is written with the earlier day.
    """
    return a.latest is not None and b.earliest is not None and a.latest < b.earliest


# ---------------------------------------------------------------------------------------- reading

_DATE = re.compile(
    r"(-?[0-9]{4})(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX)"
    r"(?:T([0-9]{2}:[0-9]{2}:[0-9]{2})(Z|[+-][0-9]{2}(?::[0-9]{2})?)?)?)?)?([?~%])?"
)
_DECADE_OR_CENTURY = re.compile(r"(-?)([0-9]{3}X|[0-9]{2}XX)([?~%])?")
# 18 digits: older than the universe, and still quick and safe to convert.
_LONG_YEAR = re.compile(r"Y(-?[1-9][0-9]{4,17})([?~%])?")
_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]")
_ZONE = re.compile(r"Z?|(?!-00:00)[+-](?:[01][0-9]|2[0-3]):[0-5][0-9]")
_UNCERTAIN, _APPROXIMATE = ("?", "%"), ("~", "%")
_DAYS_IN_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def parse_edtf(text: str) -> EdtfDate:
    """The date that `text` means. Nothing is stripped: blanks, also around it, are an error.

    Beyond the rules of EDTF: there is no year -0000, no leap second and no 24:00:00, an interval
    has no time of day (level 0) and at least one date, and it does not end before it starts.
    Raises `EdtfError`, whose message names what to write instead where that can be told.
    """
    return _parse(text)


@lru_cache(maxsize=4096)
def _parse(text: str) -> EdtfDate:
    found = _read(text)
    if found is None:
        raise EdtfError(_why_unknown(text))
    return found


def _read(text: str) -> EdtfDate | None:
    """The date, None where the form is unknown; EdtfError where only a value is wrong."""
    if "/" not in text:
        single = _read_date(text)
        return None if single is None else EdtfDate(text, single)
    start_text, _, end_text = text.partition("/")
    start, end = _read_end(start_text), _read_end(end_text)
    if start is None or end is None:
        return None
    if isinstance(start, MissingEnd) and isinstance(end, MissingEnd):
        raise EdtfError("an interval needs a date at one end at least: write ../2024 or 2024/..")
    for given in (start, end):
        if isinstance(given, CalendarDate) and given.time:
            raise EdtfError(
                "an interval has no time of day: write the days only, as in 2024-06-01/2024-06-02"
            )
    found = EdtfDate(text, start, end)
    # By the outer bounds: `2020-06/2020` may well be meant, though 2020 begins before June.
    if found.earliest and found.latest and found.latest < found.earliest:
        swapped = f"{end_text}/{start_text}"
        raise EdtfError(f"the interval ends before it starts: write {swapped} if that is meant")
    return found


def _read_end(text: str) -> CalendarDate | MissingEnd | None:
    if text == "..":
        return MissingEnd.OPEN
    return _read_date(text) if text else MissingEnd.UNKNOWN


def _read_date(text: str) -> CalendarDate | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return _read_decade_century_or_long_year(text)
    year_text, month_text, day_text, time, zone, mark = match.groups()
    year, marks = int(year_text), (mark in _UNCERTAIN, mark in _APPROXIMATE)
    if year_text == "-0000":
        raise EdtfError("there is no year -0000: write 0000, which is 1 BC")
    unit = Precision.DAY if day_text else Precision.MONTH if month_text else Precision.YEAR
    if month_text is None or month_text == "XX":
        if day_text not in (None, "XX") or time:
            return None  # a day of a month that is not known: level 2
        return CalendarDate(unit, (year, 1, 1), (year, 12, 31), *marks, year)
    month = int(month_text)
    if not 1 <= month <= 12:
        return _read_season(year, month, day_text, marks)
    if day_text is None or day_text == "XX":
        last = (year, month, _days_in_month(year, month))
        return None if time else CalendarDate(unit, (year, month, 1), last, *marks, year, month)
    day = int(day_text)
    if day == 0:
        raise EdtfError(f"there is no day 00: write {year_text}-{month_text} for the whole month")
    if day > 28 and day > _days_in_month(year, month):
        raise EdtfError(f"there is no {day} {ENGLISH.months[month - 1]} {year_text}")
    at = (year, month, day)
    if time:
        unit, zone = Precision.TIME, _checked_zone(time, zone or "", mark)
        return CalendarDate(unit, at, at, *marks, *at, None, time, zone)
    return CalendarDate(unit, at, at, *marks, *at)


def _days_in_month(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if leap and month == 2 else _DAYS_IN_MONTH[month - 1]


def _read_season(year: int, number: int, day: str | None, marks: tuple[bool, bool]) -> CalendarDate:
    if not 21 <= number <= 24:
        # Whoever writes 2013-14 most often means two years.
        two_years = year > 0 and number == year % 100 + 1
        hint = f"; write {year:04}/{year + 1:04} for the two years" if two_years else ""
        if 25 <= number <= 41:
            raise EdtfError(f"this is EDTF level 2; seasons are 21 to 24, not {number}{hint}")
        raise EdtfError(f"there is no month {number:02}: months are 01 to 12{hint}")
    if day is not None:
        raise EdtfError(f"a season ({number}) has no day: months are 01 to 12")
    month = 3 * (number - 20)
    last_year, last_month = (year + 1, 2) if number == 24 else (year, month + 2)
    last = (last_year, last_month, _days_in_month(last_year, last_month))
    return CalendarDate(Precision.SEASON, (year, month, 1), last, *marks, year, season=number)


def _checked_zone(time: str, zone: str, mark: str | None) -> str:
    """The zone as `Z` or `+hh:mm` (HTML wants the minutes), after a look at the whole time."""
    if mark:
        raise EdtfError(f"a time of day takes no {mark}: leave out the time or the {mark}")
    if not _TIME.fullmatch(time):
        raise EdtfError(f"there is no time {time}: a day runs from 00:00:00 to 23:59:59")
    full = zone + ":00" if len(zone) == 3 else zone
    if not _ZONE.fullmatch(full):
        raise EdtfError(f"there is no time zone {zone}: write Z (UTC) or an offset such as +02:00")
    return full


def _read_decade_century_or_long_year(text: str) -> CalendarDate | None:
    if match := _DECADE_OR_CENTURY.fullmatch(text):
        sign, digits, mark = match.groups()
        first, last = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
        if sign:  # further back is earlier, and there is no -0000
            first, last = -last, -first or -1
        precision = Precision.CENTURY if digits.endswith("XX") else Precision.DECADE
    elif match := _LONG_YEAR.fullmatch(text):
        first, last, mark, precision = int(match[1]), int(match[1]), match[2], Precision.YEAR
    else:
        return None
    marks = (mark in _UNCERTAIN, mark in _APPROXIMATE)
    return CalendarDate(precision, (first, 1, 1), (last, 12, 31), *marks, first)


# --------------------------------------------------------------------- saying what to write instead


def dates_in_words(text: str) -> tuple[EdtfDate, ...]:
    """Every date that a text of nothing but a date can mean: EDTF, `25 July 2024`, `about 1950`.

    Empty where it is no date; two where day and month could be either (`03/04/2020`).
    """
    plain = text.strip()
    found = [plain] if _is_accepted(plain) else [g for g in guesses(plain) if _is_accepted(g)]
    return tuple(_parse(each) for each in dict.fromkeys(found))


_FORMS = (
    "write 2024, 2024-06 or 2024-06-25; 2024? (uncertain), 2024~ (about) or 2024% (both); "
    "2024-21 (spring) to 2024-24 (winter); 201X (decade) or 20XX (century); "
    "2023/2024 (from/to), ../2024 (until) or 2024/.. (since)"
)
_END = r"(?:[?~%]?-?[0-9X]{4}[?~%]?(?:-[?~%]?[0-9X]{2}[?~%]?){0,2}|\.\.)?"
_LEVEL_2 = (
    (r"[\[{][^\[\]{}]*[0-9][^\[\]{}]*[\]}]", "write one date or an interval, not a set of dates"),
    (r"Y-?[0-9]+E[0-9]+(?:S[0-9]+)?|Y?-?[0-9]+S[0-9]+", "write the year in full: 2024 or Y17000"),
    (
        rf"(?=.*[?~%][0-9X-]){_END}(?:/{_END})?",
        "?, ~ and % stand only once, at the end of a whole date",
    ),
    (rf"(?=.*X){_END}(?:/{_END})?", "write X only as in 201X, 20XX, 2004-XX or 2004-06-XX"),
)


def _why_unknown(text: str) -> str:
    for pattern, instead in _LEVEL_2:
        if re.fullmatch(pattern, text):
            return f"this is EDTF level 2; {instead}"
    has_blanks = any(character.isspace() for character in text)
    meant = [guess for guess in dict.fromkeys(guesses(text)) if _is_accepted(guess)]
    if not meant:
        told = "a date has no blanks" if has_blanks else "this is not a date in EDTF"
        return f"{told}: {_FORMS}"
    only_blanks = has_blanks and meant[0] == "".join(text.split())
    told = "a date has no blanks" if only_blanks else "this is not a date in EDTF"
    if len(meant) == 1:
        return f"{told}: write {meant[0]}"
    return f"{told}: write {', '.join(f'{each} for {_in_english(each)}' for each in meant)}"


def _in_english(day: str) -> str:
    """`2024-04-03` as `3 April`: of two guesses both are days of one year."""
    _, month, number = day.split("-")
    return f"{int(number)} {ENGLISH.months[int(month) - 1]}"


def _is_accepted(text: str) -> bool:
    try:
        return _read(text) is not None
    except EdtfError:
        return False
