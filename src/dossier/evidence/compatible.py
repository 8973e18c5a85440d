"""Whether two values could both be true: dates at their precision, numbers as ranges, words.

Wherever that cannot be told from the values alone the answer is yes: a dispute is shown to readers,
so a doubt must not make one.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from functools import lru_cache

from dossier.fold import fold_name
from dossier.model.dates import (
    CalendarDate,
    Day,
    EdtfDate,
    MissingEnd,
    Precision,
    dates_in_words,
)

WhoIsMeant = Callable[[str], frozenset[str]]
"""Ids of all actors that a folded name could mean."""

_LAST_YEAR_OF_CALENDAR = datetime.MAXYEAR - 1


def could_be_same_date(one: EdtfDate, other: EdtfDate) -> bool:
    """Whether two dates could mean one day: `2026` and `2026-07` could.

    EDTF does not say how far `~` and `?` reach; here it is one unit of the date's own precision to
    either side, so that `2013~` could be 2014. A time of day with a zone reaches one day.
    """
    (first, last), (other_first, other_last) = _reach(one), _reach(other)
    return not (_before(last, other_first) or _before(other_last, first))


def _before(one: Day | None, other: Day | None) -> bool:
    """Whether both are known and `one` is earlier."""
    return one is not None and other is not None and one < other


def is_after(event: EdtfDate, published: EdtfDate) -> bool:
    """Whether an event lies wholly after a publication, at the precision of both dates."""
    return _before(_reach(published)[1], _reach(event)[0])


def _reach(date: EdtfDate) -> tuple[Day | None, Day | None]:
    """First and last day that the date could mean; None where an end is missing."""
    last = date.start if date.end is None else date.end
    first_day = None if isinstance(date.start, MissingEnd) else _moved(date.start, -1)
    return first_day, None if isinstance(last, MissingEnd) else _moved(last, 1)


_YEARS = {Precision.CENTURY: 100, Precision.DECADE: 10, Precision.YEAR: 1, Precision.SEASON: 1}


def _moved(date: CalendarDate, step: int) -> Day:
    """The date's outer bound, moved outwards by one unit where it is not certain."""
    year, month, day = bound = date.earliest if step < 0 else date.latest
    if not (date.uncertain or date.approximate or date.zone):
        return bound
    if date.precision in _YEARS:
        return (year + step * _YEARS[date.precision], month, day)
    if date.precision is Precision.MONTH:
        number = year * 12 + month - 1 + step
        return (number // 12, number % 12 + 1, 1 if step < 0 else 31)
    if not 1 < year < _LAST_YEAR_OF_CALENDAR:
        return (year + step, month, day)
    moved = datetime.date(year, month, day) + datetime.timedelta(days=step)
    return (moved.year, moved.month, moved.day)


def hold_together(
    one: tuple[EdtfDate | None, EdtfDate | None], other: tuple[EdtfDate | None, EdtfDate | None]
) -> bool:
    """Whether two values hold at one time for certain; each is given with its `since` and `until`.

    Left out, an end is open. Where one ends in the year in which the other begins they may follow
    each other, so that this is no overlap.
    """
    return _surely_before(one[0], other[1]) and _surely_before(other[0], one[1])


def _surely_before(since: EdtfDate | None, until: EdtfDate | None) -> bool:
    if since is None or until is None:
        return True
    return _before(_reach(since)[1], _reach(until)[0])


# --------------------------------------------------------------------------------- values in words

_CITATION = re.compile(r"\[@[^\]]*\]")
_LINK = re.compile(r"\[\[([^\]|]*)(?:\|([^\]]*))?\]\]")
_MARKDOWN_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_LETTERS_WITH_DOTS = re.compile(r"\b\w(?:\.\w)+\b\.?")
_SMALL_WORDS = frozenset(
    ("a", "an", "the", "of", "in", "at", "on", "and", "de", "del", "el", "la", "los", "las", "en")
)
_NEGATIONS = frozenset(("not", "no", "never", "none", "nobody", "without", "nor", "nunca", "sin"))


def plain_words(markdown: str) -> str:
    """A value without its markup and citations, folded: accents, case and typography dropped."""
    if len(markdown) > MAX_VALUE:
        return markdown.casefold()  # the patterns below take time with the square of the length
    text = _CITATION.sub(" ", markdown)
    text = _LINK.sub(lambda m: m[2] or m[1].replace("-", " "), text)
    text = _MARKDOWN_LINK.sub(r"\1", text).replace("*", "").replace("`", "")
    return fold_name(text).casefold().strip(" .")


@lru_cache(maxsize=4096)
def _tokens(folded: str) -> tuple[str, ...]:
    joined = _LETTERS_WITH_DOTS.sub(lambda m: m[0].replace(".", ""), folded)
    return tuple(re.findall(r"\w+", joined.replace("'", "")))


def same_words(one: str, other: str) -> bool:
    """Whether two folded values say the same in letters and digits."""
    return _tokens(one) == _tokens(other)


MAX_VALUE = 500
"""Characters of a value that is compared: what is longer is prose, not a date, number or name."""


def could_both_be_true(one: str, other: str, who: WhoIsMeant) -> bool:
    """Whether two values of one label could both be true at one time.

    They could where they are the same but for spelling; where one says all that the other does, or
    is its initials; where both name one actor; as dates and numbers where their ranges overlap.
    A date or number and words are not compared. `who` knows the names of the dossier's actors.
    """
    if max(len(one), len(other)) > MAX_VALUE:
        return True
    a, b = plain_words(one), plain_words(other)
    if same_words(a, b) or not _tokens(a) or not _tokens(b):
        return True
    dates, other_dates = dates_in_words(a), dates_in_words(b)
    if dates and other_dates:
        return any(could_be_same_date(d, e) for d in dates for e in other_dates)
    number, other_number = _number(a), _number(b)
    if number and other_number:
        return _numbers_agree(number, other_number)
    if bool(dates or number) != bool(other_dates or other_number):
        return True  # a date beside a place, as under "Born": two different things are said
    return bool(_meant(one, a, who) & _meant(other, b, who)) or _one_says_the_other(a, b)


def _meant(value: str, folded: str, who: WhoIsMeant) -> frozenset[str]:
    link = _LINK.fullmatch(_CITATION.sub("", value).strip())
    return who(folded) | (frozenset((link[1],)) if link and link[1] else frozenset())


def _one_says_the_other(a: str, b: str) -> bool:
    words, others = set(_tokens(a)) - _SMALL_WORDS, set(_tokens(b)) - _SMALL_WORDS
    if (words & _NEGATIONS) != (others & _NEGATIONS):
        return False
    return words <= others or others <= words or _is_initials(a, b) or _is_initials(b, a)


def _is_initials(short: str, long: str) -> bool:
    letters = "".join(word[0] for word in _tokens(long) if word not in _SMALL_WORDS)
    return len(letters) > 1 and _tokens(short) == (letters,)


# ----------------------------------------------------------------------------------------- numbers

_DIGITS = r"\d{1,3}(?:[,\u0020']\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER = re.compile(rf"({_DIGITS})(?:\s+(thousand|million|billion|mil|millones))?")
_TIMES = {"thousand": 1e3, "mil": 1e3, "million": 1e6, "millones": 1e6, "billion": 1e9}
_WORDS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty",
]  # fmt: skip
_TENS = ["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_NUMERALS = {word: str(n) for n, word in enumerate(_WORDS)} | {
    word: str(n * 10) for n, word in enumerate(_TENS, 3)
}
_ABOUT = re.compile(
    r"\b(?:about|around|approximately|circa|roughly|some|nearly|almost|unos|unas|cerca de)\b|[~≈]"
)
_MORE = re.compile(r"\b(?:more than|over|at least|not less than|mas de|al menos)\b|\d\s*\+|[>≥]")
_LESS = re.compile(r"\b(?:less than|fewer than|under|up to|at most|menos de|hasta)\b|[<≤]")
ROUNDING = 0.1
"""How far "about" reaches to either side, as a share of the number."""

_Number = tuple[float, float, frozenset[str]]
"""Least, most, and the words beside it, such as its unit."""


def _number(folded: str) -> _Number | None:
    """The one number, or the range, that a text holds; None where it holds none or several."""
    text = re.sub(r"[a-z]+", lambda m: _NUMERALS.get(m[0], m[0]), folded)
    found = list(_NUMBER.finditer(text))
    if not 1 <= len(found) <= 2:
        return None
    values = [float(re.sub(r"[, ']", "", m[1])) * _TIMES.get(m[2] or "", 1) for m in found]
    if len(found) == 2:
        between = text[found[0].end() : found[1].start()]
        if not re.fullmatch(r"\s*(?:-|to|and|or|a|y)\s*", between):
            return None
    least, most = min(values), max(values)
    if _ABOUT.search(text):
        least, most = least * (1 - ROUNDING), most * (1 + ROUNDING)
    if _MORE.search(text):
        most = float("inf")
    elif _LESS.search(text):
        least = float("-inf")
    for pattern in (_ABOUT, _MORE, _LESS, _NUMBER):
        text = pattern.sub(" ", text)
    return least, most, frozenset(_tokens(text)) - _SMALL_WORDS - {"between", "to", "or", "y"}


def _numbers_agree(one: _Number, other: _Number) -> bool:
    """Ranges that overlap; numbers of different things are not compared."""
    unit, other_unit = one[2], other[2]
    if not (unit <= other_unit or other_unit <= unit):
        return True
    return one[0] <= other[1] and other[0] <= one[1]
