"""Dates within the values of facts: "before 2010", "the early 1990s", "5,000 (in March 2020)"."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from functools import lru_cache

from dossier.model.dates import EdtfDate, EdtfError, dates_in_words, parse_edtf

_OPEN_BEGIN = r"before|prior to|by|until|till|up to|no later than|not later than|antes de|hasta"
_OPEN_END = r"after|since|from|not before|no earlier than|starting|despues de|desde"
_WITHIN = r"in|on|during|as of|as at|at the end of|en|el|al"
_LOOSELY = r"the|early|mid|late|mid-|end of|begin of|beginning of|start of|sometime in|spring|summer|autumn|fall|winter|(?:the )?(?:night|morning|evening|afternoon) of|(?:la )?(?:noche|madrugada|manana|tarde) del?|la|los|a (?:principios|mediados|finales) de"  # fmt: skip
_PART_OF = re.compile(rf"^(?:(?:{_WITHIN}|{_LOOSELY})\b[ -]*)+")
_LIMIT = re.compile(rf"^(?:(?P<before>{_OPEN_BEGIN})|(?P<after>{_OPEN_END}))\b\s*")
_BETWEEN = re.compile(
    r"^(?:between|from|entre|de|desde)\s+(.+?)\s+(?:and|to|until|y|a|hasta)\s+(.+)$"
)
_ABOUT = re.compile(
    r"^(?:c\.|ca\.?|circa|about|around|approximately|roughly|hacia|alrededor de|en torno a)\s+"
)
_DAYS = re.compile(r"^(\d{1,2})\s?(?:-|to|and|al?|y)\s?(\d{1,2})\s+((?:de )?[a-z]{3,}.*)$")
_NIGHT = re.compile(r"^(?:(?:the|la) )?(?:late on|night of|noche del?)\s+(?:the |el )?")
_CLOCK = re.compile(
    r"(?:,| at| a las?)?\s+\d{1,2}(?:[:.]\d\d(?:\s?[ap]\.?\s?m)?|\s?[ap]\.?\s?m)\.?(?:\s?h(?:rs|oras)?)?$"
)
_CENTURY = re.compile(r"^(\d{1,2})(?:st|nd|rd|th) century$")
_BEGINS = re.compile(rf"[\s,(]+(?:(?:{_OPEN_BEGIN}|{_OPEN_END}|{_WITHIN}|between)\s|(?<=\())")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_LEADING = re.compile(rf"^(?:{_WITHIN})\s+([^,:]+)[,:]\s+")


@lru_cache(maxsize=4096)
def dates_of(folded: str) -> tuple[EdtfDate, ...]:
    """The dates that a text of nothing but a date may mean; limits become open intervals."""
    if not _DIGIT.search(folded):
        return ()
    text = folded.strip(" .,()")
    if exact := dates_in_words(text):
        return exact
    if between := _BETWEEN.match(text):
        ends = [dates_of(end) for end in between.groups()]
        return _parsed(f"{a.text}/{b.text}" for a in ends[0] for b in ends[1])
    if limit := _LIMIT.match(text):
        inner = dates_of(text[limit.end() :])
        return _parsed(f"../{d.text}" if limit["before"] else f"{d.text}/.." for d in inner)
    if century := _CENTURY.match(text):
        return _parsed([f"{int(century[1]) - 1:02}XX"])
    if days := _DAYS.match(text):
        first, last = (dates_of(f"{days[n]} {days[3]}") for n in (1, 2))
        return _parsed(f"{a.text}/{b.text}" for a, b in zip(first, last, strict=False))
    return _told_loosely(text)


def _told_loosely(text: str) -> tuple[EdtfDate, ...]:
    """The dates of a text that says less than a date, or more: "about May 1950", "3 May 1950, 3 a.m."."""
    if about := _ABOUT.match(text):
        inner = dates_of(text[about.end() :])
        return _parsed(d.text if d.text.endswith("~") else f"{d.text}~" for d in inner)
    if (night := _NIGHT.match(text)) and (inner := dates_of(text[night.end() :])):
        return inner + _days_after(inner)
    if clock := _CLOCK.search(text):
        return dates_of(text[: clock.start()])
    plain = _PART_OF.sub("", text)
    return dates_of(plain) if plain != text else ()


def _days_after(dates: Iterable[EdtfDate]) -> tuple[EdtfDate, ...]:
    """The next day of each that is one day: a night ends on it."""
    days = (datetime.date(*day) for date in dates if (day := date.only_day) and day[0] > 0)
    return _parsed(
        (day + datetime.timedelta(days=1)).isoformat() for day in days if day < datetime.date.max
    )


def _parsed(texts: Iterable[str]) -> tuple[EdtfDate, ...]:
    found = []
    for text in texts:
        try:
            found.append(parse_edtf(text))
        except EdtfError:  # an interval of intervals, or one that ends before it begins
            continue
    return tuple(found)


_PARTS = re.compile(r",\s+|\s+(?:in|at|near|en)\s+|\s*\(")
_WORDS = re.compile(r"[^\W\d_]{2}")


@lru_cache(maxsize=4096)
def what_and_when(folded: str) -> tuple[str, tuple[EdtfDate, ...]]:
    """A value's words and its date, of a value with either or both: "Lima, 12 March 1970".

    The words are "" where it is nothing but a date; the date is () where it has none. Of several, as in
    "1998 (registered 2001)", any may be the one that was asked for.
    """
    if dates := dates_of(folded):
        return "", dates
    rest, dates = without_time(folded)
    if dates:
        words, before = what_and_when(rest)
        return words, before + dates
    for part in _PARTS.finditer(folded):
        head, tail = folded[: part.start()], folded[part.end() :].strip(" ,()")
        if _WORDS.search(tail) and (dates := dates_of(head)):
            words, after = what_and_when(tail)
            return words, dates + after
    return folded, ()


@lru_cache(maxsize=4096)
def without_time(folded: str) -> tuple[str, tuple[EdtfDate, ...]]:
    """A value without the date that says when it held, and that date; the value itself without one."""
    if not _DIGIT.search(folded):
        return folded, ()
    if dates_of(folded):
        return folded, ()
    if (leading := _LEADING.match(folded)) and (dates := dates_of(leading[1])):
        return folded[leading.end() :], dates
    for begin in _BEGINS.finditer(folded):
        # A number reached "by" a day was counted on that day.
        told = re.sub(r"^by\s", "", folded[begin.start() :].strip(" ,()"))
        if begin[0].endswith("(") and len(years := _YEAR.findall(told)) == 1:
            told = told if dates_of(told) else years[0]  # "(2010 census)"
        if begin.start() and (dates := dates_of(told)):
            return folded[: begin.start()].strip(" ,("), dates
    return _without_bare_date(folded)


def _without_bare_date(folded: str) -> tuple[str, tuple[EdtfDate, ...]]:
    """The same of words with a date behind them and nothing between: "Lima, 1970", "died May 2010"."""
    digit = _DIGIT.search(folded)
    if not digit or not _YEAR.search(folded):
        return folded, ()
    # The date may begin with the name of a month, at most three words before the number.
    blanks = [match.start() for match in re.finditer(r"\s", folded[: digit.start()])]
    for at in blanks[-3:]:
        words = folded[:at].strip(" ,")
        if _WORDS.search(words) and not dates_of(words) and (dates := dates_of(folded[at:])):
            return words, dates
    return folded, ()
