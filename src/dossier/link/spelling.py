"""Spellings and transliterations of one name made comparable."""

from __future__ import annotations

import re
from functools import lru_cache

_VARIANTS = (
    (re.compile("shch|schtsch|chtch"), "sh"), (re.compile("(?<=[lnrst])yu"), "u"),
    (re.compile("i(?:t?ch|tsch|tj)$"), "ic"), (re.compile("(?<=[ln])j"), ""), (re.compile("c(?=[aourl])"), "k"),
    (re.compile("^ye"), "e"), (re.compile("ff$"), "v"), (re.compile("([aou])[iy]e"), r"\1e"), (re.compile("gu(?=[ei])"), "g"),
    (re.compile("ue"), "u"), (re.compile("oe"), "o"),
    (re.compile("ae"), "a"), (re.compile("([aeiou])h$"), r"\1"),
    (re.compile("isation"), "ization"), (re.compile("centre"), "center"),
    (re.compile("defence"), "defense"), (re.compile("labour"), "labor"),
    (re.compile("ph"), "f"), (re.compile("ck|q"), "k"), (re.compile("tch|tsch|tsh"), "ch"),
    (re.compile("sch"), "sh"), (re.compile("oo|ou"), "u"), (re.compile("ee"), "i"),
    (re.compile("dzh|zh|dj"), "j"), (re.compile("dh"), "d"), (re.compile("gh"), "g"), (re.compile("w"), "v"),
    (re.compile("y"), "i"), (re.compile("ei|ii"), "i"), (re.compile("e"), "a"),
    (re.compile("o"), "u"), (re.compile(r"(.)\1"), r"\1"),
)  # fmt: skip
"""What transliterations and spellings of one name differ by, most specific first."""
_PARTICLE_VARIANTS = {"el": "al", "ibn": "bin", "ben": "bin"}


_TRANSLITERATIONS = (
    (re.compile("i(?:t?ch|tsch|tj)$"), "ic"), (re.compile("shch|schtsch|chtch|sch"), "sh"),
    (re.compile("^ye"), "e"),    (re.compile("y"), "i"), (re.compile("([aou])ie"), r"\1e"), (re.compile("ii"), "i"),
    (re.compile("dzh|zh|dj"), "j"), (re.compile("kh"), "h"), (re.compile("ph"), "f"), (re.compile("w"), "v"),
    (re.compile("ck|q"), "k"), (re.compile("tch|tsch|tsh"), "ch"), (re.compile("oo|ou"), "u"),
    (re.compile(r"(.)\1"), r"\1"), (re.compile("ee"), "i"), (re.compile("(?<=[aeiou])h$"), ""),
)  # fmt: skip
"""What transliterations of a surname differ by, without vowels that tell surnames apart."""


@lru_cache(maxsize=50_000)
def transliterated(word: str) -> str:
    """A surname with its transliterations levelled: Prigozhin is Prigozhyn, Larsen not Larson."""
    low = word.lower()
    for pattern, plain in _TRANSLITERATIONS:
        low = pattern.sub(plain, low)
    return low


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """A word with its spelling variants levelled: Mohamed, Mohammad and Muhammed are one."""
    low = word.lower()
    if low in _PARTICLE_VARIANTS:
        return _PARTICLE_VARIANTS[low]
    if low[-1:] == "s" and len(low) > 3:
        low = low[:-1]  # the plural of a head word is found under its singular
    for pattern, plain in _VARIANTS:
        low = pattern.sub(plain, low)
    return low


def kin(word: str) -> str:
    """What words of one origin begin with, across languages: "uni" of "Unión" and "Union"."""
    return word[:3].lower()


def is_case_of(text: str, name: str) -> bool:
    """Whether the words are one but for their case or number."""
    low, name = text.lower(), name.lower()
    return low in (name, name + "s", name + "es")
