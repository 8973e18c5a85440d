"""Time along a line: in months, years, decades or more, long empty stretches left out and marked.

Places are percentages of the line's length, so that a drawing fits any width and its words keep
their size.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dossier.model.chronicle import Moment
from dossier.model.dates import Day

MAX_SLOTS = 100
"""More bars than that are too thin to be told apart on a phone."""
LONG_GAP, GAP_SHARE = 12, 0.2
"""A stretch is left out where it has more empty slots than that, and more than that share of all."""
BREAK = 5.0
"""The width of a break."""
LABEL, LONG_LABEL = 15.0, 30.0
"""How far the middles of two labels are apart at least: four digits on a phone, or a month and its
year, or a year that has more digits or an era."""

STEPS, STEPS_OF_MONTHS = (50, 10, 5, 2, 1), (12, 6, 3, 1)
"""Slots between labels; what gives a single label more is used."""


@dataclass(frozen=True)
class Unit:
    """The length of a slot: a month, or a number of years (1, 10, 100 ...)."""

    years: int
    """0 for a month."""

    def position(self, day: Day) -> float:
        """A day in slots since the year 0; its whole part is the slot it lies in."""
        year, month, number = day
        if not self.years:
            return year * 12 + month - 1 + (number - 1) / 31
        # Divided as whole numbers first: a year may have 18 digits.
        slot, rest = divmod(year, self.years)
        return slot + (rest + (month - 1) / 12 + (number - 1) / 372) / self.years

    def slot(self, day: Day) -> int:
        """The slot that a day lies in."""
        year, month, _ = day
        return year // self.years if self.years else year * 12 + month - 1

    def after(self, day: Day) -> float:
        """The end of a day."""
        return self.position(day) + (1 / (372 * self.years) if self.years else 1 / 31)

    def years_of(self, slot: int) -> tuple[int, int]:
        """First and last year of a slot."""
        if not self.years:
            return slot // 12, slot // 12
        return slot * self.years, (slot + 1) * self.years - 1

    def month_of(self, slot: int) -> tuple[int, int] | None:
        """Year and month of a slot that is a month."""
        return None if self.years else (slot // 12, slot % 12 + 1)


MONTHS = Unit(0)


@dataclass(frozen=True)
class Stretch:
    """Slots without a break between them, from `first` to `last`, and where they begin."""

    first: int
    last: int
    left: float


@dataclass(frozen=True)
class Tick:
    """A labelled place of the line: the year it stands for, or the month."""

    x: float
    anchor: str
    """`start`, `middle` or `end`: which side of the words stands there."""
    year: int
    month: tuple[int, int] | None


@dataclass(frozen=True)
class Scale:
    """Where each moment stands on the line, in percent."""

    unit: Unit
    stretches: tuple[Stretch, ...]
    width: float
    """Of a slot."""

    @property
    def slots(self) -> int:
        """How many there are."""
        return sum(stretch.last - stretch.first + 1 for stretch in self.stretches)

    @property
    def ranges(self) -> tuple[tuple[float, float], ...]:
        """Begin and end of each stretch."""
        return tuple(
            (round(s.left, 2), round(s.left + (s.last - s.first + 1) * self.width, 2))
            for s in self.stretches
        )

    @property
    def room(self) -> float:
        """What a label takes."""
        years = [year for s in self.stretches for year in self.unit.years_of(s.first)]
        is_short = self.unit.years and all(0 < year <= 9999 for year in years)
        return LABEL if is_short else LONG_LABEL

    def at(self, position: float) -> float:
        """The place of a position in slots; what lies outside the line, or in a break, at its edge."""
        index = bisect_right([stretch.first for stretch in self.stretches], position) - 1
        stretch = self.stretches[max(index, 0)]
        inside = min(max(position - stretch.first, 0), stretch.last - stretch.first + 1)
        return round(stretch.left + inside * self.width, 2)

    def ticks(self) -> tuple[Tick, ...]:
        """The ends of the line, those of its stretches, then round numbers; as many as there is room for.

        Where there is room for all, none is left out.
        """
        ends = [(stretch.first, stretch.last) for stretch in self.stretches]
        firsts, lasts = [first for first, _ in ends], [last for _, last in ends]
        taken = self._fitting([firsts[0], lasts[-1], *firsts, *lasts], [])
        whole = self._fitting([slot for a, b in ends for slot in range(a, b + 1)], taken)
        if len(whole) == self.slots:
            return tuple(sorted(whole, key=lambda tick: tick.x))
        for step in STEPS if self.unit.years else STEPS_OF_MONTHS:
            round_ones = [s for a, b in ends for s in range(-(-a // step) * step, b + 1, step)]
            # Finer ones would only fill the gaps that are left, at odd places.
            if len(more := self._fitting(round_ones, taken)) > len(taken):
                taken = more
                break
        return tuple(sorted(taken, key=lambda tick: tick.x))

    def _fitting(self, slots: list[int], taken: list[Tick]) -> list[Tick]:
        """Those taken, and of the slots each that comes too close to none."""
        found = list(taken)
        for tick in map(self._tick, slots):
            if all(abs(self._middle(tick) - self._middle(other)) >= self.room for other in found):
                found.append(tick)
        return found

    def _tick(self, slot: int) -> Tick:
        # Words stand below the middle of a bar; at the ends of the line from the edge of its slot.
        edges = (self.at(slot), round(self.at(slot) + self.width, 2))
        x, anchor = round(sum(edges) / 2, 2), "middle"
        if x < self.room / 2:
            x, anchor = edges[0], "start"
        elif x > 100 - self.room / 2:
            x, anchor = edges[1], "end"
        return Tick(x, anchor, self.unit.years_of(slot)[0], self.unit.month_of(slot))

    def _middle(self, tick: Tick) -> float:
        """Of its words."""
        return tick.x + {"start": self.room / 2, "end": -self.room / 2}.get(tick.anchor, 0.0)


def scale(moments: Sequence[Moment], *, by_month: bool) -> Scale | None:
    """A line on which all of them have a place; None without any.

    In months where `by_month` allows it and most of their months are known, else in the smallest
    number of years, a power of ten, that needs at most `MAX_SLOTS` slots.
    """
    if not moments:
        return None
    if by_month and _months_are_known(moments):
        return _scale(MONTHS, moments)
    found = _scale(Unit(1), moments)
    while found.slots > MAX_SLOTS:
        found = _scale(Unit(found.unit.years * 10), moments)
    return found


def _months_are_known(moments: Sequence[Moment]) -> bool:
    return sum(moment.date.first.month is not None for moment in moments) * 2 > len(moments)


def _scale(unit: Unit, moments: Sequence[Moment]) -> Scale:
    taken = {unit.slot(moment.date.first.earliest) for moment in moments}
    taken |= {unit.slot(moment.date.last.earliest) for moment in moments}
    runs = _runs(sorted(taken))
    slots = sum(last - first + 1 for first, last in runs)
    width = (100 - BREAK * (len(runs) - 1)) / slots
    stretches, left = [], 0.0
    for first, last in runs:
        stretches.append(Stretch(first, last, left))
        left += (last - first + 1) * width + BREAK
    return Scale(unit, tuple(stretches), width)


def _runs(taken: list[int]) -> list[tuple[int, int]]:
    """First and last slot of each stretch between the gaps that are left out."""
    longest = max(LONG_GAP, GAP_SHARE * (taken[-1] - taken[0] + 1))
    cuts = [(a, b) for a, b in pairwise(taken) if b - a - 1 > longest]
    firsts = [taken[0], *(after for _, after in cuts)]
    lasts = [*(before for before, _ in cuts), taken[-1]]
    return list(zip(firsts, lasts, strict=True))
