"""Numbers in words and digits as ranges, with their units: "about 5k men", "two dozen", "$3.4m".

What is written in round figures is a range: "3.4 million" is whatever rounds to it. Where a form may be
read in two ways ("1.5 m", "1.200") both readings count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

ROUNDING = 0.1
"""How far "about" reaches to either side, as a share of the number."""
_SMALL = 1e-6

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SPANISH = "dos tres cuatro cinco seis siete ocho nueve diez"  # "once" is an English word
_NUMERALS = (
    {word: n for n, word in enumerate(_ONES.split())}
    | {word: 10 * n for n, word in enumerate(_TENS.split(), 2)}
    | {word: n for n, word in enumerate(_SPANISH.split(), 2)}
    | {"doce": 12, "quince": 15, "veinte": 20, "treinta": 30, "cuarenta": 40, "cincuenta": 50}
    | {"cien": 100, "ciento": 100}
)
_ONE_WORD = "|".join(_NUMERALS)
_NUMERAL = re.compile(rf"\b({_ONE_WORD})(?:[- ]({_ONE_WORD}))?\b")
_SCALES = {
    "dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "mil": 1e3, "k": 1e3, "million": 1e6,
    "millones": 1e6, "millon": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12,
}  # fmt: skip
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_DIGITS = r"\d{1,3}(?:(?P<s>[,. '])\d{3})(?:(?P=s)\d{3})*(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_NUMBER = re.compile(
    rf"(?<![\w.,])(?<![^\W\d]-)(?P<digits>{_DIGITS})(?P<scales>(?:\s*(?:{_SCALE})\b)*)"
)
_ONE_OF_SCALE = re.compile(
    r"\b(?:an?|un)\s+(?=(?:dozen|hundred|thousand|million|billion|millon)\b)"
)
_SEVERAL = re.compile(
    r"\b(?:(?:several|a few|many|some|varios|varias)\s+(dozen|hundred|thousand|million)s?"
    r"|(dozen|hundred|thousand|million)s)\b(?:\s+of\b)?"
)
_ABOUT = re.compile(
    r"\b(?:about|around|approximately|approx|circa|ca|roughly|some|nearly|almost|an estimated|estimated"
    r"|unos|unas|cerca de|alrededor de)\b|[~≈]"
)
_MORE = re.compile(
    r"\b(?:more than|over|above|at least|not less than|no fewer than|a minimum of|upwards of|mas de"
    r"|al menos|como minimo)\b|\bor more\b|\d\s*\+|[>≥]"
)
_LESS = re.compile(
    r"\b(?:less than|fewer than|under|below|up to|at most|no more than|a maximum of|menos de|hasta"
    r"|como maximo)\b|\bor (?:less|fewer)\b|[<≤]"
)
_BETWEEN = re.compile(r"\s*(?:-|to|and|or|a|y|o)\s*")
_FILLERS = frozenset(
    (
        "between",
        "to",
        "or",
        "y",
        "of",
        "the",
        "a",
        "an",
        "in",
        "and",
        "de",
        "total",
        "us",
        "some",
        "all",
        "overall",
        "altogether",
        "combined",
        "todo",
        "conjunto",
    )
)
_PARTIAL_WORDS = (
    "full part time permanent temporary seasonal active armed registered paying regular tiempo completo "
    "parcial permanente temporal activo activa armado armada registrado registrada"
)
_PARTIAL = frozenset(_PARTIAL_WORDS.split())
"""What only some of those counted are."""
_CURRENCIES = {"$": " dollar ", "€": " euro ", "£": " pound ", "¥": " yen ", "₽": " ruble "}
_CURRENCY_WORDS = frozenset(
    ("dollar", "euro", "pound", "yen", "ruble", "usd", "eur", "gbp", "mxn", "chf")
)
_UNITS = {
    "m": ("metre", 1.0), "meter": ("metre", 1.0), "metre": ("metre", 1.0), "metro": ("metre", 1.0),
    "cm": ("metre", 0.01), "centimetre": ("metre", 0.01), "centimeter": ("metre", 0.01),
    "km": ("metre", 1e3), "kilometre": ("metre", 1e3), "kilometer": ("metre", 1e3),
    "ft": ("metre", 0.3048), "feet": ("metre", 0.3048), "mile": ("metre", 1609.344),
    "kg": ("kilogram", 1.0), "kilo": ("kilogram", 1.0), "kilogram": ("kilogram", 1.0),
    "tonne": ("kilogram", 1e3), "ton": ("kilogram", 1e3), "lb": ("kilogram", 0.4536),
    "month": ("month", 1.0), "year": ("month", 12.0), "yr": ("month", 12.0), "ano": ("month", 12.0),
    "dollar": ("dollar", 1.0), "usd": ("dollar", 1.0), "eur": ("euro", 1.0), "gbp": ("pound", 1.0),
}  # fmt: skip
_MEASURED = frozenset(unit for unit, _ in _UNITS.values()) | {"euro", "pound", "yen", "ruble"}


@dataclass(frozen=True)
class Quantity:
    """A number, or a range, of something."""

    least: float
    most: float
    unit: frozenset[str]
    """The words beside it, singular; measures by one name of theirs."""
    is_named: bool = False
    """Whether words stand before it, as in "Boeing 747": then it may be part of a name."""

    @property
    def is_measured(self) -> bool:
        """Whether it is an amount of a measure or of money, rather than a count."""
        return not self.unit.isdisjoint(_MEASURED)

    def without(self, words: frozenset[str]) -> Quantity:
        """The same where some words of the unit say nothing, such as those of the label above it."""
        return replace(self, unit=self.unit - frozenset(map(_singular, words)))

    def agrees(self, other: Quantity) -> bool:
        """Whether both could be one number; numbers of different things are not compared.

        Of a part, such as those who work full time, the whole may be any number that is no smaller.
        """
        part, other_part = self.unit & _PARTIAL, other.unit & _PARTIAL
        if part != other_part:
            if part and other_part:
                return True
            part_of, whole = (self, other) if part else (other, self)
            return part_of.least <= whole.most
        if not (self.unit <= other.unit or other.unit <= self.unit):
            return True
        within = _SMALL * max(1.0, abs(self.least), abs(other.least))
        return self.least <= other.most + within and other.least <= self.most + within


@lru_cache(maxsize=4096)
def quantities(folded: str) -> tuple[Quantity, ...]:
    """The readings of a text that holds one number or range; none where it holds no or several."""
    text = _SEVERAL.sub(lambda m: f"more than 2 {m[1] or m[2]}", folded)
    for sign, name in _CURRENCIES.items():
        text = text.replace(sign, name)
    text = _NUMERAL.sub(_in_digits, _ONE_OF_SCALE.sub("1 ", text))
    found = list(_NUMBER.finditer(text))
    if not 1 <= len(found) <= 2:
        return ()
    if len(found) == 2 and not _BETWEEN.fullmatch(text[found[0].end() : found[1].start()]):
        return ()
    rest = text
    for pattern in (_ABOUT, _MORE, _LESS, _NUMBER):
        rest = pattern.sub(" ", rest)
    unit = frozenset(_singular(word) for word in re.findall(r"[^\W\d_]+", rest)) - _FILLERS
    readings = product(*(list(_readings(match)) for match in found))
    before = text[: found[0].start()]
    for pattern in (_ABOUT, _MORE, _LESS):
        before = pattern.sub(" ", before)
    words = set(re.findall(r"[^\W\d_]+", before)) - _FILLERS - _CURRENCY_WORDS
    return tuple(_quantity(text, numbers, unit, is_named=bool(words)) for numbers in readings)


_Reading = tuple[float, float, str]
"""Least, most, and a unit that was written like a scale."""


def _readings(match: re.Match[str]) -> Iterator[_Reading]:
    """What a number in digits may mean."""
    scales = re.findall(_SCALE, match["scales"])
    for value, half in _values(match["digits"], match["s"]):
        factor = 1.0
        for scale in scales:
            factor *= _SCALES[scale]
        around = half * factor if scales or half < 0.5 else 0.0
        yield value * factor - around, value * factor + around, ""
        if scales == ["m"]:
            yield value - min(half, 0.005), value + min(half, 0.005), "m"


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


def _quantity(
    text: str, numbers: tuple[_Reading, ...], unit: frozenset[str], *, is_named: bool
) -> Quantity:
    least, most = min(n[0] for n in numbers), max(n[1] for n in numbers)
    unit |= frozenset(n[2] for n in numbers if n[2])
    if _ABOUT.search(text):
        least, most = least * (1 - ROUNDING), most * (1 + ROUNDING)
    measures = [_UNITS[word] for word in unit if word in _UNITS]
    if len(measures) == 1:
        name, factor = measures[0]
        least, most = least * factor, most * factor
        unit = frozenset(word for word in unit if word not in _UNITS) | {name}
    if _MORE.search(text):
        most = float("inf")
    elif _LESS.search(text):
        least = float("-inf")
    return Quantity(least, most, unit, is_named)


def _in_digits(match: re.Match[str]) -> str:
    """Numerals as digits: "five", "thirty-one"."""
    first = _NUMERALS[match[1]]
    if match[2] is None:
        return str(first)
    second = _NUMERALS[match[2]]
    is_compound = first >= 20 and first % 10 == 0 and 0 < second < 10
    return str(first + second) if is_compound else f"{first} {second}"


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
