"""Dates as files state them, in EDTF; a form that could be read in two ways is not read."""

from __future__ import annotations

import re
from datetime import datetime

from dossier.model.dates import EdtfError, parse_edtf

_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2})(?:[T ].*)?)?)?/?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T.*)?")
_MONTHS = dict(
    zip(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
        range(1, 13),
        strict=True,
    )
)


_NEVER_SET = re.compile(r"1970-01-01[T ]00:00|0001-01-01")
"""What stands in the field of a date that nobody has set: a clock's first moment, by Unix and by .NET."""


def stated_date(words: str) -> str:
    """The day, month or year of a stated date with the year first, "" for any other form.

    Of a time of day the day is kept, in the zone in which it is stated. Where programs begin to count is no date.
    """
    words = words.strip()
    if _NEVER_SET.match(words):
        return ""
    found = _ISO.fullmatch(words) or _COMPACT.fullmatch(words)
    return edtf(*(part for part in found.groups() if part)) if found else ""


def stated_moment(words: str) -> datetime | None:
    """The instant of a stated date that has a time of day and a zone; None for any other."""
    try:
        found = datetime.fromisoformat(words.strip())
    except ValueError:
        return None
    return found if found.tzinfo else None


def stated_edtf(words: str) -> str:
    """The date of a field that holds EDTF by its definition, such as biblatex's; "" for any other form."""
    try:
        return stated_date(words) or parse_edtf(words.strip()).text
    except EdtfError:
        return ""


def edtf(*parts: str | int) -> str:
    """Year, month and day as EDTF, as many as are given; "" where there is no such day."""
    try:
        numbers = [int(part) for part in parts]
        text = "-".join(f"{number:0{4 if not i else 2}}" for i, number in enumerate(numbers))
        parse_edtf(text)
    except (EdtfError, ValueError):
        return ""
    # EDTF has seasons where a month should be; a file that states month 21 has a mistake.
    return "" if len(numbers) > 1 and numbers[1] > 12 else text


def month_number(words: str) -> str:
    """The number of a month that is given as one, or by its English name or three letters; else ""."""
    words = words.strip().strip(".").lower()
    if words.isdecimal():
        return words
    return str(_MONTHS.get(words[:3], "")) if words.isalpha() else ""
