"""Spellings made comparable: accents, typographic quotes, dashes and blanks, offsets kept."""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import lru_cache

_QUOTES = dict.fromkeys(map(ord, "‘’‚‛′`´ʼ"), "'") | dict.fromkeys(map(ord, "“”„‟″«»"), '"')
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_BLANKS = dict.fromkeys(map(ord, "\u00a0\u2007\u202f\u2009\u200a\t\r\n"), " ")


@lru_cache(maxsize=1)
def _one_to_one() -> dict[int, str]:
    """Every letter whose decomposition is one base letter and accents, to that base letter.

    Only replacements of one code point by one: offsets in the folded text are those of the text.
    """
    table: dict[int, str] = {**_QUOTES, **_DASHES, **_BLANKS}
    for code in range(0xC0, min(sys.maxunicode, 0x1F00 + 0x100)):
        parts = unicodedata.normalize("NFD", chr(code))
        if len(parts) > 1 and all(unicodedata.combining(mark) for mark in parts[1:]):
            table[code] = parts[0]
    for letter, plain in zip("øØłŁđĐħĦı", "oOlLdDhHi", strict=True):
        table[ord(letter)] = plain
    return table


_NOT_ASCII = re.compile("[^\x00-\x7f]+")
_ACCENTS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
"""Combining accents of Latin, Greek and Cyrillic; points of Hebrew and Arabic. Marks that make the
syllables of Indian scripts are letters, not accents, and stay."""


def _fold_stretch(match: re.Match[str]) -> str:
    return match.group().translate(_one_to_one())


def fold(text: str) -> tuple[str, list[int] | None]:
    """The folded text, and for each of its characters the offset in `text` (None: the same).

    Case is kept: "Mayo" is a man, "mayo" a month. Decomposed accents (NFD) are dropped, which is
    the only step that moves offsets.
    """
    folded = text.replace("\n", " ").replace("\t", " ").replace("\r", " ").replace("`", "'")
    if folded.isascii():
        return folded, None
    # Only the stretches that need it: translating a whole text is fifteen times as slow.
    folded = _NOT_ASCII.sub(_fold_stretch, folded)
    if folded.isascii() or not _ACCENTS.search(folded):
        return folded, None
    kept = [(char, at) for at, char in enumerate(folded) if not _ACCENTS.match(char)]
    return "".join(char for char, _ in kept), [at for _, at in kept]


def fold_name(name: str) -> str:
    """A name as it stands in folded text: blanks single, no surrounding ones."""
    return " ".join(fold(name)[0].split())
