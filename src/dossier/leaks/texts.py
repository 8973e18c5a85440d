"""A file's bytes as texts: in whatever encoding, escapes undone, markup taken away."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

MAX_ROUNDS = 3
"""Escapes inside escapes, such as an address in JSON in an attribute."""


_WINDOW = 1 << 18
_ACROSS = 1 << 10
"""Bytes that are read at the same time, and those that two windows share: more than a name has."""


def readings(data: bytes) -> Iterator[str]:
    """A file's bytes as texts: in the encodings that a page, or a picture's or a document's notes, may have.

    What is not plainly UTF-8 is read in every way, a window at a time: each takes several times its memory.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    else:
        yield text
        if "\0" not in text:
            return
    for start in range(0, max(1, len(data) - _ACROSS), _WINDOW - _ACROSS):
        yield from _in_every_way(data[start : start + _WINDOW])


def _in_every_way(data: bytes) -> Iterator[str]:
    yield data.decode("utf-8", "ignore")
    # The letters of Latin-1 and some more.
    yield data.decode("cp1252", "replace")
    for start in (0, 1):
        for encoding in ("utf-16-le", "utf-16-be"):
            yield data[start:].decode(encoding, "ignore")
    yield from _in_four_bytes(data)


_FOUR_BYTES = re.compile(
    rb"(?:(?!\0\0)[\0-\xff]{2}[\0-\x10]\0){4,}|(?:\0[\0-\x10](?!\0\0)[\0-\xff]{2}){4,}"
)


def _in_four_bytes(data: bytes) -> Iterator[str]:
    """Stretches that may be UTF-32, which has two zeros in each letter, in either order of bytes."""
    for match in _FOUR_BYTES.finditer(data):
        # It may begin in the middle of a letter.
        stretch = data[max(0, match.start() - 3) : match.end() + 3]
        for start in range(4):
            for encoding in ("utf-32-le", "utf-32-be"):
                yield stretch[start:].decode(encoding, "ignore")


_INVISIBLE = re.compile("[\u00ad\u034f\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_ESCAPED = re.compile(r"[&%\\]")
_UNICODE = re.compile(r"\\u\{([0-9a-fA-F]{1,6})\}|\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")
_CSS_LETTER = re.compile(r"\\[0-9a-fA-F]{2}")
_CSS = re.compile(r"\\([0-9a-fA-F]{1,6})(?:\r\n|[ \t\r\n\f])?")
_LETTER = re.compile(r"\\[nrtbf]")
_OTHER_FORMS = re.compile(
    "[\u2100-\u214f\u24b6-\u24e9\ufb50-\ufdff\ufe70-\ufefc\uff01-\uffdc\U0001d400-\U0001d7ff]{3}"
    "|[a-z][\ufb00-\ufb06]|[\ufb00-\ufb06][a-z]"
)
"""Letters of another width, style or shape in a row, or a ligature: one by itself may be anything."""
_LAST_SIGN = 0x10FFFF


def unescaped(text: str) -> Iterator[str]:
    """The text, and what it says once references, percent signs and backslashes are undone."""
    text = _INVISIBLE.sub("", text)
    yield from _forms(text)
    if "\\" in text and _CSS_LETTER.search(text):
        # A stylesheet ends the number of a letter with a blank (CSS Syntax 3, 4.3.7); a script has none.
        yield from _forms(_INVISIBLE.sub("", _CSS.sub(lambda m: _sign(m[1]), text)))
    for _ in range(MAX_ROUNDS):
        if not _ESCAPED.search(text):
            return
        plain = html.unescape(unquote(_without_backslashes(text)))
        plain = _INVISIBLE.sub("", plain)
        if plain == text:
            return
        yield from _forms(plain)
        text = plain


def _forms(text: str) -> Iterator[str]:
    """The text, and where it makes a difference with plain letters (Unicode's NFKC)."""
    yield text
    if not text.isascii() and _OTHER_FORMS.search(text):
        yield unicodedata.normalize("NFKC", text)


def _sign(number: str) -> str:
    """The letter of a number in hexadecimal digits; none for what is beyond the last."""
    code = int(number, 16)
    return chr(code) if code <= _LAST_SIGN else "\ufffd"


def _without_backslashes(text: str) -> str:
    if "\\" not in text:
        return text
    plain = _UNICODE.sub(lambda m: _sign(m[1] or m[2] or m[3]), text)
    # JSON writes what lies beyond the first 65,536 letters as two halves.
    plain = plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _LETTER.sub(" ", plain).replace("\\", "")


_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|em|i|mark|q|s|small|span|strong|sub|sup|u|wbr)(?:\s[^<>]*)?>"
)
_TAG = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r'[<>"\0]+')


def passages(text: str) -> Iterator[str]:
    """Stretches of a text in which words stand beside each other: on the page, and in its code."""
    yield from _BREAK.split(text)
    if "<" in text:
        yield from _TAG.sub("\0", _INLINE.sub("", text)).split("\0")
