"""Numbers in words made digits, in English and Spanish: "forty-three", "dos mil quinientos", "a third".

What ends in a word such as "thousand" keeps it, since it is a round figure: "two hundred thousand"
becomes "2 hundred thousand".
"""

from __future__ import annotations

import math
import re

_SMALL = {
    word: number
    for number, words in enumerate((
        "zero cero", "one uno un una", "two dos", "three tres", "four cuatro", "five cinco", "six seis",
        "seven siete", "eight ocho", "nine nueve", "ten diez", "eleven once", "twelve doce", "thirteen trece",
        "fourteen catorce", "fifteen quince", "sixteen dieciseis", "seventeen diecisiete",
        "eighteen dieciocho", "nineteen diecinueve", "twenty veinte", "veintiuno veintiun veintiuna",
        "veintidos", "veintitres", "veinticuatro", "veinticinco", "veintiseis", "veintisiete",
        "veintiocho", "veintinueve",
    ))
    for word in words.split()
}  # fmt: skip
_TENS = {
    word: 10 * number
    for number, words in enumerate((
        "twenty", "thirty treinta", "forty cuarenta", "fifty cincuenta", "sixty sesenta",
        "seventy setenta", "eighty ochenta", "ninety noventa",
    ), 2)
    for word in words.split()
}  # fmt: skip
_HUNDREDS = {"cien": 100, "ciento": 100} | {
    f"{stem}ient{ending}": 100 * number
    for stem, number in zip(
        ("dosc", "tresc", "cuatroc", "quin", "seisc", "setec", "ochoc", "novec"),
        range(2, 10),
        strict=True,
    )
    for ending in ("os", "as")
}
_VALUES = _SMALL | _TENS | _HUNDREDS
SCALES = {
    "dozen": 12.0, "docena": 12.0, "docenas": 12.0, "hundred": 1e2, "thousand": 1e3, "mil": 1e3, "k": 1e3,
    "million": 1e6, "millones": 1e6, "millon": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9,
    "billon": 1e12, "billones": 1e12, "trillion": 1e12,
}  # fmt: skip
"""What a number is multiplied by. A Spanish "billón" is a million millions."""
_ROUND = {word: scale for word, scale in SCALES.items() if len(word) > 2}

_AMBIGUOUS = frozenset(("un", "una", "uno", "once"))
"""Spanish numerals that are also an article or an English word: numbers only beside another numeral."""
_ARTICLES = frozenset(("a", "an", "un", "una"))
_ANY = "|".join(sorted({*_VALUES, *_ROUND}, key=len, reverse=True))
_RUN = re.compile(rf"(?<!\d )(?<![\w.,])(?:(?:an?|{_ANY})\b(?:[- ](?:and |y )?(?=(?:{_ANY})\b))?)+")
_WORD = re.compile(r"[a-z]+")

_HALF_OF_SCALE = re.compile(rf"\b(?:half an?|medio|media) (?=(?:{'|'.join(_ROUND)})\b)")
_AND_A_HALF = re.compile(r"(?<![\d.,])(\d+)( [a-z]+)? (?:and a half|y medi[oa])\b")

_PARTS_OF_WHOLE = {
    1 / 2: "one half|(?<!and a )half(?= of | the |$)|la mitad",
    1 / 3: "(?:a|one)[ -]third|un tercio|(?:la|una) tercera parte",
    2 / 3: "two[ -]thirds|dos tercios|(?:las )?dos terceras partes",
    1 / 4: "(?:a|one)[ -]quarter|un cuarto|(?:la|una) cuarta parte",
    3 / 4: "three[ -]quarters|tres cuartos|(?:las )?tres cuartas partes",
    1 / 5: "(?:a|one)[ -]fifth|un quinto|(?:la|una) quinta parte",
    1 / 10: "(?:a|one)[ -]tenth|un decimo|(?:la|una) decima parte",
}
_PART_OF_WHOLE = tuple(
    (re.compile(rf"\b(?:{words})(?![\w-])"), f"about {100 * part:.4g} percent")
    for part, words in _PARTS_OF_WHOLE.items()
)


def in_digits(folded: str) -> str:
    """A folded text with its numerals as digits; "a third" is "about 33.33 percent"."""
    text = folded
    for pattern, percent in _PART_OF_WHOLE:
        text = pattern.sub(percent, text)
    text = _HALF_OF_SCALE.sub("0.5 ", text)
    return _AND_A_HALF.sub(_with_half, _RUN.sub(_run_in_digits, text))


def _with_half(match: re.Match[str]) -> str:
    """Half more: "2 years and a half" is "2.5 years"."""
    return f"{match[1]}.5{match[2] or ''}"


def _run_in_digits(match: re.Match[str]) -> str:
    """Words of which each is a numeral or joins two, as one number or as several."""
    words, between = _WORD.findall(match[0]), _gaps(match[0])
    told, at = [], 0
    while at < len(words):
        end, text = _number(words, at)
        told.append(text + between[end - 1])
        at = end
    return "".join(told)


def _gaps(run: str) -> list[str]:
    """What follows each word of a run: a blank, a hyphen or nothing."""
    return _WORD.split(run)[1:]


def _number(words: list[str], start: int) -> tuple[int, str]:
    """The longest number that begins at a word: where it ends, and its digits; else the word itself."""
    total = group = largest = 0.0
    at = end = start
    if words[at] in _ARTICLES and at + 1 < len(words) and words[at + 1] in _ROUND:
        group, at = 1.0, at + 1
    while at < len(words):
        joined = words[at] in ("and", "y")
        if joined and not _may_join(words, at, total + group):
            break
        at += joined
        if (word := words[at]) in _ROUND:
            scale = _ROUND[word]
            if joined or (at == start and word != "mil") or (scale == 100 and not 0 < group < 100):
                break
            if scale == 100:
                group *= scale
            elif scale > largest:
                # "mil millones" are a thousand times a million.
                total, group, largest = max(total + group, 1) * scale, 0.0, scale
            elif scale < largest:
                total, group = total + max(group, 1) * scale, 0.0
            else:
                break
        elif word in _VALUES and _fits(group, _VALUES[word]):
            group += _VALUES[word]
        else:
            break
        at = end = at + 1
    alone = end <= start + 1
    if end == start or (alone and words[start] in _AMBIGUOUS):
        return start + 1, words[start]
    return end, _rounded(total + group, words[start:end])


def _fits(group: float, value: int) -> bool:
    """Whether a numeral may follow what of a number was read since the last "thousand"."""
    if group % 100 == 0:
        return value < 100 or group == 0
    return 0 < value < 10 and group % 100 in _TENS.values()


def _may_join(words: list[str], at: int, before: float) -> bool:
    """Whether "and" or "y" is inside a number: "hundred and five", "treinta y uno", not "two and three"."""
    if at + 1 >= len(words):
        return False
    value = _VALUES.get(words[at + 1], 100)
    if words[at] == "y":
        return before % 100 in _TENS.values() and 0 < value < 10
    is_next_larger = at + 2 < len(words) and words[at + 2] in _ROUND
    return before >= 100 and before % 100 == 0 and value < 100 and not is_next_larger


def _rounded(value: float, words: list[str]) -> str:
    """A number in digits, with the words for round figures in which it ends."""
    scales: list[str] = []
    for word in reversed(words):
        if word not in _ROUND and word not in _HUNDREDS:
            break
        scales.insert(0, word if word in _ROUND else "hundred")
        if word in _HUNDREDS:
            break
    unit = math.prod(SCALES[scale] for scale in scales)
    if value % unit:
        return f"{value:.0f}"
    return " ".join([f"{value / unit:.0f}", *scales])
