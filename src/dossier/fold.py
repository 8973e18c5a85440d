"""Spellings made comparable: accents, typographic quotes, dashes and blanks, offsets kept.

For the search, the words of a text in the spelling in which they are looked up. The theme's script
does the same; `SEARCH_RULES` tells it the tables.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from array import array
from collections.abc import Sequence
from functools import lru_cache
from itertools import product

_QUOTES = dict.fromkeys(map(ord, "‘’‚‛′`´ʼ"), "'") | dict.fromkeys(map(ord, "“”„‟″«»"), '"')
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_BLANKS = dict.fromkeys(map(ord, "\u00a0\u2007\u202f\u2009\u200a\t\r\n"), " ")


@lru_cache(maxsize=1)
def _one_to_one() -> dict[int, str]:
    """Every letter whose decomposition is one base letter and accents, to that base letter.

    Only replacements of one code point by one: offsets in the folded text are those of the text.
    """
    table: dict[int, str] = {**_QUOTES, **_DASHES, **_BLANKS}
    for code in range(0xC0, 0x2000):
        parts = unicodedata.normalize("NFD", chr(code))
        if len(parts) > 1 and all(unicodedata.combining(mark) for mark in parts[1:]):
            table[code] = parts[0]
    for letter, plain in zip("øØłŁđĐħĦı", "oOlLdDhHi", strict=True):
        table[ord(letter)] = plain
    return table


_TYPOGRAPHIC = "’‘“”–—"
_ACCENTS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
    "\u00ad\u200b\u2060\ufeff]"
)
"""Combining accents of Latin, Greek and Cyrillic; points of Hebrew and Arabic. Marks that make the
syllables of Indian scripts are letters, not accents, and stay. And what nobody sees: hyphens and ends of
lines that could be, which word processors and web pages leave inside words."""


_ROWS_OF_ACCENTS = re.compile(f"{_ACCENTS.pattern}+")


@lru_cache(maxsize=1)
def _latin_1() -> bytes:
    """The table for `bytes.translate`, for texts that have no other letters."""
    table = _one_to_one()
    folded = (table.get(code, chr(code)) for code in range(256))
    return "".join(folded).encode("latin-1")


def _fold_letters(text: str) -> str:
    """The text with the letters of `_one_to_one` replaced.

    `str.translate` would do alone, but takes ten times as long as most texts need.
    """
    table = _one_to_one()
    for sign in _TYPOGRAPHIC:
        text = text.replace(sign, table[ord(sign)])
    try:
        return text.encode("latin-1", _FOLDING).translate(_latin_1()).decode("latin-1")
    except UnicodeEncodeError:
        return text.translate(table)


def _fold_stretch(error: UnicodeError) -> tuple[str, int]:
    """Letters outside Latin-1, as Python's codecs ask for them while they encode."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    stretch = error.object[error.start : error.end].translate(_one_to_one())
    if not stretch.isascii():
        raise error
    return stretch, error.end


_FOLDING = "dossier-folding"
codecs.register_error(_FOLDING, _fold_stretch)


def fold(text: str) -> tuple[str, Sequence[int] | None]:
    """The folded text, and for each of its characters the offset in `text` (None: the same).

    Case is kept: "Mayo" is a man, "mayo" a month. Decomposed accents (NFD) are dropped, which is
    the only step that moves offsets.
    """
    folded = text.replace("\n", " ").replace("\t", " ").replace("\r", " ").replace("`", "'")
    if folded.isascii():
        return folded, None
    folded = _fold_letters(folded)
    if folded.isascii() or not _ACCENTS.search(folded):
        return folded, None
    # In stretches and eight bytes an offset: one accent makes offsets for all of a text of 5 MB.
    pieces: list[str] = []
    kept = array("Q")
    at = 0
    for match in _ROWS_OF_ACCENTS.finditer(folded):
        pieces.append(folded[at : match.start()])
        kept.extend(range(at, match.start()))
        at = match.end()
    kept.extend(range(at, len(folded)))
    return "".join([*pieces, folded[at:]]), kept


@lru_cache(maxsize=1024)
def fold_name(name: str) -> str:
    """A name as it stands in folded text: blanks single, no surrounding ones."""
    return " ".join(fold(name)[0].split())


_SPELLED_OUT = dict(zip("ßæœøłđħıς", ("ss", "ae", "oe", *"oldhiσ"), strict=True))
"""Letters with another spelling that are no letters with accents."""
_SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U000323af"
)
"""Thai, Lao, Burmese, Khmer, Kana, Han: written without blanks, so each letter counts as a word."""
_LETTER = rf"(?![ʼ{_SPACELESS}])[\p{{L}}\p{{N}}"

SEARCH_RULES = {
    "accents": _ACCENTS.pattern,
    "letters": _SPELLED_OUT,
    "word": rf"[{_SPACELESS}]\p{{M}}*|{_LETTER}](?:{_LETTER}\p{{M}}])*",
}
"""What a script needs to split and fold as `search_words` does; `word` is a pattern of JavaScript."""

_PLAIN_WORD = re.compile(r"[^\W_]+")
# As what it is not: `re` takes 3 ms to lay out a range of half of all letters, at every start.
_OTHER_SCRIPT = re.compile("[^\x00-\u02ff\u1e00-\u2bff]")


@lru_cache(maxsize=1)
def _any_word() -> re.Pattern[str]:
    """A word of any script: letters, digits, and the marks that belong to them."""
    spaceless = re.compile(f"[{_SPACELESS}]")
    marks = [c for c in map(chr, range(0x300, 0x20000)) if unicodedata.category(c)[0] == "M"]
    beside = "".join(mark for mark in marks if not spaceless.match(mark))
    letter = rf"[^\W_{_SPACELESS}]"
    return re.compile(rf"[{_SPACELESS}][{''.join(marks)}]*|{letter}(?:{letter}|[{beside}])*")


def search_form(text: str) -> str:
    """Lower case, without accents; *ñ* stays a letter of its own. Not the offsets of the text."""
    text = text.lower()
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", text).replace("n\u0303", "ñ").replace("ʼ", "'")
    text = unicodedata.normalize("NFC", _ACCENTS.sub("", apart))
    for letter, spelled in _SPELLED_OUT.items():
        text = text.replace(letter, spelled)
    return text


def search_words(text: str) -> set[str]:
    """The words by which a text is found.

    A word with *ñ* stands among them with *n* too: who types "n" finds both, who types "ñ" only
    that. About 10 µs for a passage.
    """
    form = search_form(text)
    words = set(_split(form))
    if "ñ" in form:
        for word in [word for word in words if "ñ" in word]:
            letters = ("ñn" if letter == "ñ" else letter for letter in word)
            words.update(map("".join, product(*letters)))
    return words


def words_in_order(text: str) -> list[str]:
    """The words of a text one after the other, folded, *ñ* to *n* as in ids and addresses."""
    return _split(search_form(text).replace("ñ", "n"))


def _split(form: str) -> list[str]:
    plain = form.isascii() or not _OTHER_SCRIPT.search(form)
    return (_PLAIN_WORD if plain else _any_word()).findall(form)
