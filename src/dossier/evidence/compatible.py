"""Whether two values could both be true: dates at their precision, numbers as ranges, words.

Wherever that cannot be told from the values alone the answer is yes: a dispute is shown to readers,
so a doubt must not make one.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import product

from dossier.evidence.labels import (
    Question,
    is_act,
    is_cause_of_death,
    is_counted,
    is_lasting,
    is_measure,
    is_office,
    is_parent,
    is_place,
    is_share,
    is_single,
)
from dossier.evidence.numberless import FOR_LIFE, NOTHING, is_for_life, is_none
from dossier.evidence.opposites import are_opposite, is_same_state, says_nothing
from dossier.evidence.provisos import could_be_of_another_time, is_byname
from dossier.evidence.quantities import Quantity, quantities
from dossier.evidence.times import dates_of, what_and_when, without_time
from dossier.evidence.wording import (
    MAX_VALUE,
    WhoIsMeant,
    could_be_one_place,
    is_full_name,
    meant,
    one_says_the_other,
    plain_words,
    same_words,
    tokens,
)
from dossier.model.dates import (
    CalendarDate,
    Day,
    EdtfDate,
    MissingEnd,
    Precision,
    parse_edtf,
)

_LAST_YEAR_OF_CALENDAR = datetime.MAXYEAR - 1


def could_be_same_date(one: EdtfDate, other: EdtfDate) -> bool:
    """Whether two dates could mean one day: `2026` and `2026-07` could.

    EDTF does not say how far `~` and `?` reach; here it is one unit of the date's own precision to
    either side, so that `2013~` could be 2014. A time of day with a zone reaches one day.
    """
    (first, last), (other_first, other_last) = _reach(one), _reach(other)
    return not (_before(last, other_first) or _before(other_last, first))


def could_all_be_same_date(dates: Iterable[EdtfDate]) -> bool:
    """Whether each two of some dates could mean one day: that none begins after another's end.

    Of one day also whether their times, where all have one, are less than `SAME_TIME` apart.
    """
    dates = tuple(dates)
    reaches = [_reach(date) for date in dates]
    begins = [first for first, _ in reaches if first is not None]
    ends = [last for _, last in reaches if last is not None]
    return not begins or not ends or (max(begins) <= min(ends) and _could_be_one_time(dates))


SAME_TIME = 3600
"""Seconds: what somebody tells to the hour, another tells to the minute."""


def _could_be_one_time(dates: Sequence[EdtfDate]) -> bool:
    days = {date.only_day for date in dates}
    times = [
        date.first.seconds_of_day for date in dates if not date.is_interval and date.is_certain
    ]
    told = [time for time in times if time is not None]
    zoned = {bool(date.first.zone) for date in dates}
    if len(days) != 1 or len(told) < len(dates) or len(zoned) > 1:
        return True
    return max(told, default=0) - min(told, default=0) < SAME_TIME


_FIRST, _LAST = (-math.inf, 0, 0), (math.inf, 0, 0)
"""Where a date begins or ends that has no first or last day."""


def any_same_date(dates: Iterable[EdtfDate], others: Iterable[EdtfDate]) -> bool:
    """Whether some date of one list could be one of another, both gone through once in their order."""
    reaches = [(_reach(date), side) for side, told in enumerate((dates, others)) for date in told]
    ends: list[tuple[float, int, int]] = [_FIRST, _FIRST]
    for first, last, side in sorted((r[0] or _FIRST, r[1] or _LAST, side) for r, side in reaches):
        if first <= ends[1 - side] != _FIRST:
            return True
        ends[side] = max(ends[side], last)
    return False


NEAR = 1
"""Years between two dates of what may be one act; farther apart it was rather done twice."""


def are_near(dates: Sequence[EdtfDate], others: Sequence[EdtfDate]) -> bool:
    """Whether two dates may be one told wrongly: within a year, or the same day of two years."""
    days, other_days = ({d.only_day[1:] for d in told if d.only_day} for told in (dates, others))
    if not days.isdisjoint(other_days):
        return True
    ends: list[Day | None] = [None, None]
    sides = ((date, side) for side, told in enumerate((dates, others)) for date in told)
    for date, side in sorted(sides, key=lambda item: item[0].sort_key):
        end = ends[1 - side]
        if end is not None and date.earliest is not None and date.earliest <= end:
            return True
        if date.latest is not None:
            year, month, day = date.latest
            ends[side] = max(ends[side] or date.latest, (year + NEAR, month, day))
    return False


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


def could_both_be_true(one: str, other: str, who: WhoIsMeant, label: str = "") -> bool:
    """Whether two values of one label could both be true at one time.

    They could where they are the same but for spelling; where one says all that the other does, or
    is its initials; where both name one actor; as dates and numbers where their ranges overlap; where
    one says that nothing is known, or each when it held, at another time than the other.
    A date or number and words are not compared; of a place with a date each is compared with its like.
    `who` knows the names of the dossier's actors.
    """
    if max(len(one), len(other)) > MAX_VALUE:
        return True
    a, b = plain_words(one), plain_words(other)
    if same_words(a, b) or not tokens(a) or not tokens(b) or says_nothing(a) or says_nothing(b):
        return True
    if is_lasting(label):
        (a, told), (b, other_told) = what_and_when(a), what_and_when(b)
        if told and other_told and not any_same_date(told, other_told):
            return False
        if not a or not b:
            return True
    else:
        (a, when), (b, other_when) = without_time(a), without_time(b)
        if when and other_when and not _at_one_time(when, other_when):
            return True
        if when and other_when and are_opposite(a, b):
            # One state may have followed the other: "active since 2010", "dissolved in 2015".
            return not any_same_date(_begins(when), _begins(other_when))
    return _could_agree((one, a), (other, b), who, label)


def _could_agree(one: tuple[str, str], other: tuple[str, str], who: WhoIsMeant, label: str) -> bool:
    """The same of two values as written and without their times."""
    a, b = one[1], other[1]
    if are_opposite(a, b, of_death=is_cause_of_death(label)):
        return False
    dates, other_dates = dates_of(a), dates_of(b)
    numbers, other_numbers = _numbers(a, label), _numbers(b, label)
    if _is_stretch_and_length(dates, other_numbers) or _is_stretch_and_length(other_dates, numbers):
        return True
    if numbers and other_numbers and (is_counted(label) or not (dates and other_dates)):
        return _any_agree(numbers, other_numbers)
    if dates and other_dates:
        return any_same_date(dates, other_dates)
    if bool(dates or numbers) != bool(other_dates or other_numbers):
        return True  # a date beside a place, as under "Born": two different things are said
    if is_same_state(a, b) or (is_place(label) and could_be_one_place(a, b)):
        return True
    return bool(meant(*one, who) & meant(*other, who)) or one_says_the_other(a, b)


def _is_stretch_and_length(dates: Iterable[EdtfDate], numbers: Iterable[Quantity]) -> bool:
    """Whether one says from when to when and the other how long: "2010 to 2014", "4 years"."""
    lengths = [number for number in numbers if "month" in number.unit]
    return bool(lengths) and any(date.is_interval for date in dates)


def contradict(label: str, one: str, other: str, who: WhoIsMeant) -> bool:
    """Whether two values of a label, as `label_key` has it, cannot both be true at one time.

    Of labels with one value any two that could not both be true; of acts such as "Extradited" two
    dates; of the others two numbers that answer one question, and states that shut each other out.
    """
    if max(len(one), len(other), len(label)) > MAX_VALUE:
        return False
    if is_act(label):
        dates, others = (what_and_when(plain_words(value))[1] for value in (one, other))
        if dates or others:
            return bool(dates and others) and not any_same_date(dates, others)
    folded, other_folded = plain_words(one), plain_words(other)
    if could_be_of_another_time(label, folded, other_folded):
        return False
    if is_office(label) and dates_of(folded) and dates_of(other_folded):
        return False  # somebody's two terms
    if is_office(label) and is_byname(folded) != is_byname(other_folded):
        known = meant(one, folded, who) and meant(other, other_folded, who)
        return bool(known) and not could_both_be_true(one, other, who, label)
    if is_parent(label) and not (is_full_name(one) and is_full_name(other)):
        return False  # "a farmer" may be "Emilio Holm", and so may "Don Emilio"
    if is_single(label):
        return not could_both_be_true(one, other, who, label)
    (state, counts), (other_state, other_counts) = _answer(one, label), _answer(other, label)
    opposite = are_opposite(state, other_state, of_death=is_cause_of_death(label))
    compared = (counts and other_counts) or opposite
    return compared and not could_both_be_true(one, other, who, label)


def answers_contradict(asked: Question, one: str, other: str, who: WhoIsMeant) -> bool:
    """Whether two values under two labels that ask one thing cannot both be true."""
    if not asked.by_dates:
        return contradict(asked.name, one, other, who)
    if max(len(one), len(other)) > MAX_VALUE:
        return False
    dates, others = (what_and_when(plain_words(value))[1] for value in (one, other))
    apart = bool(dates and others) and not any_same_date(dates, others)
    return apart and (not asked.again or are_near(dates, others))


@lru_cache(maxsize=4096)
def _answer(value: str, label: str) -> tuple[str, bool]:
    """A value without its time, and whether it is a number that answers the label's question.

    Kept, since every value of a label is compared with every other.
    """
    text = without_time(plain_words(value))[0]
    counts = any(_is_answer(n, label) for n in _numbers(text, label))
    return text, counts


MAX_UNIT = 2
"""Words beside a number, its unit, up to which a value is a number and no sentence with one in it."""


def _is_answer(number: Quantity, label: str) -> bool:
    """Whether a value is just a number; of a plural label a count, and no amount of one item."""
    if len(number.unit) > MAX_UNIT or number.is_named:
        return False
    if number.is_percentage:
        return is_share(label)
    return is_counted(label) and (is_measure(label) or not number.is_measured)


@lru_cache(maxsize=4096)
def _numbers(folded: str, label: str) -> tuple[Quantity, ...]:
    """The readings of a number; the label's own words beside it say nothing ("Members: 40 members")."""
    words = frozenset(tokens(label))
    if is_counted(label) and is_none(tokens(folded), words):
        return (NOTHING,)
    if is_measure(label) and is_for_life(folded, words):
        return (FOR_LIFE,)
    readings = quantities(folded)
    if is_counted(label) and not is_measure(label):
        # "5.000" men are not five; nobody is counted in parts.
        readings = tuple(filter(_is_whole, readings)) or readings
    return tuple(quantity.without(words) for quantity in readings)


def _is_whole(number: Quantity) -> bool:
    return all(math.isinf(end) or end.is_integer() for end in (number.least, number.most))


def _at_one_time(dates: Iterable[EdtfDate], others: Iterable[EdtfDate]) -> bool:
    """Whether two values held at one time by what they say; stretches may follow each other."""
    return any(
        hold_together(_ends(a), _ends(b))
        if a.is_interval and b.is_interval
        else could_be_same_date(a, b)
        for a, b in product(dates, others)
    )


def _begins(dates: Iterable[EdtfDate]) -> list[EdtfDate]:
    return [parse_edtf(date.text.partition("/")[0]) if date.earliest else date for date in dates]


def _ends(interval: EdtfDate) -> tuple[EdtfDate | None, EdtfDate | None]:
    since, until = (
        parse_edtf(end) if end not in ("", "..") else None for end in interval.text.split("/")
    )
    return since, until


def _any_agree(numbers: Iterable[Quantity], others: Iterable[Quantity]) -> bool:
    """Whether some reading of one number agrees with one of another, or none can be compared."""
    verdicts = {n.agrees(m) for n, m in product(numbers, others)}
    return True in verdicts or False not in verdicts


def ages_agree(
    one: str, other: str, told: Iterable[EdtfDate], other_told: Iterable[EdtfDate]
) -> bool:
    """Whether two ages could be one person's, each told on one of some days; without days they could."""
    births = [_births(age, days) for age, days in ((one, told), (other, other_told))]
    if not all(births):
        return True
    return any(a[0] <= b[1] and b[0] <= a[1] for a, b in product(*births))


def _births(age: str, told: Iterable[EdtfDate]) -> list[tuple[float, float]]:
    """The years in which somebody may have been born who had some age on some day."""
    found = []
    for number, date in product(quantities(without_time(plain_words(age))[0]), told):
        first, last = _reach(date)
        if first and last:
            years = 12 if "month" in number.unit else 1  # "45 years" were made months
            found.append((first[0] - number.most / years - 1, last[0] - number.least / years))
    return found
