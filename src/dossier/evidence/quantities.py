"""Numbers in words and digits as ranges, with their units: "about 5k men", "two dozen", "$3.4m".

What is written in round figures is a range: "3.4 million" is whatever rounds to it. Where a form may be
read in two ways ("1.5 m", "1.200", "pounds") both readings count.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from dossier.evidence.measures import (
    CONVERTED,
    MEANINGS,
    MEASURED,
    OTHERS,
    PARTIAL,
    ROUGH,
    SAYS_NOTHING,
    measures,
    own_words,
    unit_words,
)
from dossier.evidence.numerals import SCALES, in_digits

ROUNDING = 0.1
"""How far "about" reaches to either side, as a share of the number; a limit is rounded no further."""
COARSEST = 0.05
"""How far a whole number of a measure is rounded at most: "2 m" is not 1.80 m."""
_FLOATING = 1e-9


def _any_of(phrases: str) -> str:
    return "(?:" + "|".join(phrase.replace("_", " ") for phrase in phrases.split()) + ")"


_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
_DIGITS = r"\d{1,3}(?:(?P<s>[,. '])\d{3})(?:(?P=s)\d{3})*(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_NUMBER = re.compile(
    rf"(?<![\w.,])(?<![^\W\d]-)(?P<digits>{_DIGITS})(?P<scales>(?:\s*(?:{_SCALE})s?\b)*)"
)
_SEVERAL = re.compile(
    r"(?<!\d )\b(?:(?:several|a few|many|some|varios|varias)\s+(dozen|hundred|thousand|million)s?"
    r"|(dozen|hundred|thousand|million)s|(?:varias |varios )?(?:(decenas|cientos|centenares|millares)|(miles) de))\b"
    r"(?:\s+(?:of|de)\b)?"
)
_SPANISH = {"decenas": "dozen", "cientos": "hundred", "centenares": "hundred"}
_ABOUT = re.compile(
    r"\b"
    + _any_of(
        "about around approximately approx circa ca roughly some nearly almost an_estimated estimated "
        "more_or_less or_so unos unas casi cerca_de alrededor_de aproximadamente mas_o_menos"
    )
    + r"\b|[~≈]"
)
_MORE = _any_of(
    "not_less_than no_less_than no_fewer_than not_fewer_than more_than over above at_least a_minimum_of "
    "minimum upwards_of no_menos_de mas_de al_menos por_lo_menos como_minimo un_minimo_de [>≥]"
)
_LESS = _any_of(
    "no_more_than not_more_than less_than fewer_than under below up_to at_most a_maximum_of maximum "
    "as_many_as no_mas_de menos_de hasta como_maximo a_lo_sumo un_maximo_de [<≤]"
)
_LIMIT_BEFORE = re.compile(
    rf"(?<!\w)(?:just |well |poco |a little )?(?:(?P<more>{_MORE})|(?P<less>{_LESS}))"
    r"[\s$]*(?:(?:about|around|roughly|an|estimated|some|the|us|usd|eur|gbp|dollar|euro|sterling|yen|ruble)\s+)*$"
)
_LIMIT_AFTER = re.compile(
    r"^(?P<plus>\s*\+)|\b(?:(?P<more>or more|at least|minimum|o mas|como minimo|al menos)"
    r"|(?P<less>or less|or fewer|at most|maximum|o menos|como maximo))\b"
)
_JOINS = re.compile(r"\s*(?:(?P<always>-|to|a|al|hasta)|and|or|y|o|u)\s*")
_RANGE_OPENS = re.compile(r"\b(?:between|from|entre|de|desde)\s+\S*\s*$")
_WHO_SAYS = re.compile(
    r"^(?:according to|segun)\b[^\d,]*,\s*"
    r"|[\s,;(-]+(?:according to|as told by|as (?:re)?stated by|(?:reported|claimed|estimated) by|segun"
    r"|de acuerdo con)\b\D*$"
    r"|(?:[,;(]|\s-)\s*[a-z][^\d,;()]*\s(?:(?:says?|said|claims?|claimed)\b(?! to\b)\D*|(?:reports?|reported|estimates?"
    r"|estimated)[\s).]*)$"
    r"|(?:[,;(]|\s-)\s*(?:[a-z][^\d,;()]*\s)?(?:dicen?|dijo|dijeron|afirman?|afirmo|afirmaron|informan?|informo"
    r"|informaron|asegura|aseguro)\b\D*$"
)
_PERCENT = re.compile(r"\s*(?:%|\b(?:per cent|por ciento|pct)\b)\s*")
_CURRENCY_SIGNS = {"$": " dollar ", "€": " euro ", "£": " sterling ", "¥": " yen ", "₽": " ruble "}
_FEET_AND_INCHES = re.compile(
    r"(?<![\d'.,])(\d{1,2})\s*(?:'|(?:ft|foot|feet|pies?)\b\.?)\s*(?:and |y )?(\d{1,2})(?![\d'.,])"
    r"\s*(?:\"|''|(?:in|inch|inches|pulgadas?)\b\.?)?"
)
_FEET_SIGN = re.compile(r"(?<![\d'.,])(\d{1,2})'(?![\w'])")


@dataclass(frozen=True)
class Quantity:
    """A number, or a range, of something."""

    least: float
    most: float
    unit: frozenset[str]
    """The words beside it, singular; measures by one name of theirs."""
    is_named: bool = False
    """Whether words stand before it, as in "Boeing 747": then it may be part of a name."""
    is_rounded: bool = False
    """Whether its ends come from rounding: neighbours that share an end are two numbers."""

    @property
    def is_measured(self) -> bool:
        """Whether it is an amount of a measure or of money, rather than a count."""
        return not self.unit.isdisjoint(MEASURED)

    @property
    def is_percentage(self) -> bool:
        """Whether it is a part of some whole, in per cent."""
        return "percent" in self.unit

    def without(self, words: frozenset[str]) -> Quantity:
        """The same where some words of the unit say nothing, such as those of the label above it."""
        return replace(self, unit=self.unit - own_words(words))

    def agrees(self, other: Quantity) -> bool | None:
        """Whether both could be one number; None where they are of different things.

        Of a part, such as "300 in Belgium", the whole may be any number that is no smaller.
        """
        measure, other_measure = self.unit & MEASURED, other.unit & MEASURED
        if measure != other_measure:
            if measure and other_measure:
                return None
            return self._agrees_with_bare(other) if measure else other._agrees_with_bare(self)
        if self.unit == other.unit:
            return self._overlaps(other)
        if measure or not (self.unit ^ other.unit).isdisjoint(OTHERS):
            return None
        part, whole = (self, other) if other.unit < self.unit else (other, self)
        if whole.unit < part.unit and (not whole.unit or part.unit - whole.unit <= PARTIAL):
            return part.least <= whole.most
        return None

    def _agrees_with_bare(self, bare: Quantity) -> bool | None:
        """Whether a measure agrees with a number that may be of any unit of it, as in "Height: 180"."""
        if bare.unit != self.unit - MEASURED or len(self.unit & MEASURED) > 1:
            return None
        (name,) = self.unit & MEASURED
        agrees = any(
            self._overlaps(replace(bare, least=bare.least * factor, most=bare.most * factor))
            for factor in CONVERTED[name]
        )
        return agrees or (None if name in ROUGH else False)

    def _overlaps(self, other: Quantity) -> bool:
        ends = (self.least, self.most), (other.least, other.most)
        if ends[0] == ends[1]:
            return True
        within = _FLOATING * max(
            1.0, *(abs(end) for two in ends for end in two if math.isfinite(end))
        )
        begin, end = max(self.least, other.least), min(self.most, other.most)
        if self.is_rounded and other.is_rounded:
            return begin < end - within
        return begin <= end + within


@lru_cache(maxsize=4096)
def quantities(folded: str) -> tuple[Quantity, ...]:
    """The readings of a text that holds one number or range; none where it holds no or several."""
    text = _prepared(folded)
    found = list(_NUMBER.finditer(text))
    if not 1 <= len(found) <= 2:
        return ()
    before, after = text[: found[0].start()], text[found[-1].end() :]
    if len(found) == 2 and not _is_range(before, text, found):
        return ()
    is_about = _ABOUT.search(text) is not None
    after = _ABOUT.sub(" ", after)
    limit = _LIMIT_BEFORE.search(before) or _LIMIT_AFTER.search(after)
    if limit:
        before, after = _LIMIT_BEFORE.sub(" ", before), _LIMIT_AFTER.sub(" ", after)
    before = _ABOUT.sub(" ", before)
    unit = unit_words(f"{before} {after}")
    words = unit_words(before) - MEANINGS.keys()
    reach = _Reach(is_about, None if limit is None else limit.lastgroup, is_named=bool(words))
    readings = product(*(list(_readings(match)) for match in found))
    return tuple(quantity for numbers in readings for quantity in _quantities(numbers, unit, reach))


def _prepared(folded: str) -> str:
    """A text without who says so, its numerals, signs, feet and inches written in one way."""
    text = _WHO_SAYS.sub(" ", folded)
    text = _FEET_SIGN.sub(r"\1 feet ", _FEET_AND_INCHES.sub(_in_inches, text))
    text = _SEVERAL.sub(_several, text)
    text = _PERCENT.sub(" percent ", text)
    for sign, name in _CURRENCY_SIGNS.items():
        text = text.replace(sign, name)
    return in_digits(text)


def _several(match: re.Match[str]) -> str:
    """Dozens, hundreds: more than one and a half."""
    scale = match[1] or match[2] or _SPANISH.get(match[3], "thousand")
    return f"more than 1.5 {scale}"


def _in_inches(match: re.Match[str]) -> str:
    feet, inches = int(match[1]), int(match[2])
    return f"{12 * feet + inches} inch " if inches < 12 else match[0]


def _is_range(before: str, text: str, found: list[re.Match[str]]) -> bool:
    """Whether two numbers are the ends of one range: "3 or 4", "between 40 and 30"; not "40 and 3"."""
    one, other = found
    joined = _JOINS.fullmatch(text[one.end() : other.start()])
    if not joined:
        return False
    ascend = min(r.value for r in _readings(one)) < max(r.value for r in _readings(other))
    return bool(joined["always"] or ascend or _RANGE_OPENS.search(before))


class _Reading(NamedTuple):
    """What a number in digits may mean."""

    value: float
    half: float
    """Half a unit of its last digit."""
    is_round: bool
    unit: str = ""
    """A unit that was written like a scale."""


class _Reach(NamedTuple):
    """What the words around a number say of it."""

    is_about: bool
    limit: str | None
    is_named: bool


def _readings(match: re.Match[str]) -> Iterator[_Reading]:
    scales = re.findall(_SCALE, match["scales"])
    factor = math.prod(SCALES[scale] for scale in scales)
    for value, half in _values(match["digits"], match["s"]):
        yield _Reading(value * factor, half * factor, bool(scales) or half < 0.5)
        if scales == ["m"]:
            yield _Reading(value, half, half < 0.5, "m")


def _values(digits: str, separator: str | None) -> Iterator[tuple[float, float]]:
    """The value, and half a unit of its last digit."""
    if separator:
        whole, _, decimals = _split_decimals(digits, separator)
        yield float(re.sub(r"\D", "", whole) + "." + (decimals or "0")), 0.5
        if separator == "." and digits.count(".") == 1 and "," not in digits:
            yield float(digits), 0.0005
    else:
        plain = digits.replace(",", ".")
        decimals = plain.partition(".")[2]
        yield float(plain), 0.5 / 10 ** len(decimals)


def _split_decimals(digits: str, separator: str) -> tuple[str, str, str]:
    other = "," if separator == "." else "."
    return digits.partition(other)


def _quantities(
    numbers: tuple[_Reading, ...], unit: frozenset[str], reach: _Reach
) -> Iterator[Quantity]:
    """One quantity for each measure that the words beside may mean."""
    unit |= frozenset(n.unit for n in numbers if n.unit)
    rest, meanings = measures(unit)
    for name, factor in meanings:
        around = [_around(number, name, reach) for number in numbers]
        least = min(n.value - a for n, a in zip(numbers, around, strict=True))
        most = max(n.value + a for n, a in zip(numbers, around, strict=True))
        if reach.is_about:
            least, most = least * (1 - ROUNDING), most * (1 + ROUNDING)
        yield Quantity(
            -math.inf if reach.limit == "less" else least * factor,
            math.inf if reach.limit in ("more", "plus") else most * factor,
            (rest | {name}) - SAYS_NOTHING.get(name, frozenset()) if name else rest,
            reach.is_named,
            is_rounded=not reach.is_about and all(a > 0 for a in around),
        )


def _around(number: _Reading, measure: str, reach: _Reach) -> float:
    """How far a number is rounded to either side."""
    around = number.half if number.is_round else 0.0
    if measure in ROUGH:
        around = max(around, min(number.half, COARSEST * number.value))
    return min(around, ROUNDING * number.value) if reach.limit else around
