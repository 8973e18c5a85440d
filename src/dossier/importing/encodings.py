"""Bytes as text: by their mark, as UTF-8, by what they are declared to be, at last as Windows-1252."""

from __future__ import annotations

import codecs
import re

from dossier.importing.material import NotImported

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|^\s*<\?xml[^>]{0,200}?encoding=["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
NO_TEXT = "it is no text: a program's file, a picture, or something encrypted"
_HEAD = 4096
"""Bytes in which a page's declaration is looked for; HTML wants it in the first 1024."""
_AFTER_UTF_8 = frozenset(
    codecs.lookup(name).name
    for name in (
        *("utf-16", "utf-16le", "utf-16be"),  # which hardly a page is that says so in itself
        *("ibm866", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "cp874"),
        *(f"cp125{number}" for number in range(9)),
        *(f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
    )
)
_BEFORE_UTF_8 = frozenset(
    codecs.lookup(name).name
    for name in (
        *("gbk", "gb2312", "gb18030", "big5", "big5hkscs", "euc-jp", "iso-2022-jp"),
        *("shift_jis", "cp932", "euc-kr", "cp949"),
    )
)
"""The encodings of web pages beside UTF-8 (encoding.spec.whatwg.org, 4.2); in the latter a short text can look
like UTF-8."""
_TO_ONE_BROKEN = 4
"""So many letters of several bytes stand in UTF-8 for each that is broken; in other encodings fewer than one."""
_BESIDE = 20
"""Characters that are shown on either side of one that is broken."""
_PLANES = 4
"""So many times 65,536 letters Unicode has (17, of which the others are empty or hold no letters)."""
_FOREIGN = frozenset({"iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii"})
"""Names by which web pages mean Windows-1252 (encoding.spec.whatwg.org, 4.2)."""


def decoded(data: bytes, declared: str = "") -> tuple[str, str]:
    """The text, and a note for the author where it was read by a guess. Raises NotImported."""
    if data.startswith(codecs.BOM_UTF8):
        data, declared = data.removeprefix(codecs.BOM_UTF8), ""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data.removeprefix(mark), name), ""
    if name := _without_mark(data):
        return _strictly(data, name), f"read as {name.upper()[:6]}, by its zero bytes"
    name = _known(declared)
    if name in _BEFORE_UTF_8 and (text := _whole(data, name)) is not None:
        return text, ""
    # A declaration is wrong as often as it is right; what is UTF-8 throughout is nothing else.
    if (text := _whole(data, "utf-8")) is not None:
        is_other = name in _AFTER_UTF_8 and not text.isascii()
        return text, f"it says that it is {declared}; it is UTF-8, and was read so" * is_other
    if (found := _nearly_utf_8(data)) is not None:
        return found
    if name in _AFTER_UTF_8 and (text := _whole(data, name)) is not None:
        return text, ""
    if b"\0" in data:
        raise NotImported(NO_TEXT)
    note = "it is not UTF-8 and was read as Windows-1252; where letters are wrong, save it as UTF-8"
    return _strictly(data, "cp1252"), note


def declared_charset(data: bytes) -> str:
    """The encoding that an HTML page names in itself, "" where it names none."""
    found = _DECLARED.search(data[:_HEAD])
    return (found[1] or found[2]).decode("ascii", "ignore") if found else ""


def _known(name: str) -> str:
    if name.lower() in _FOREIGN:
        return "cp1252"
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    # Python has others, some of which take minutes for a page that was made for it; none is of a page.
    return found.name if found.name in _AFTER_UTF_8 | _BEFORE_UTF_8 else ""


def _whole(data: bytes, name: str) -> str | None:
    """The text where every byte of it is of an encoding."""
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _nearly_utf_8(data: bytes) -> tuple[str, str] | None:
    """UTF-8 of which few bytes are broken, with U+FFFD in their place and a note; None for what is none.

    A page put together of texts of two encodings, or cut between the bytes of a letter.
    """
    if b"\0" in data:
        return None
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    others = len(text) - len(text.encode("ascii", "ignore")) - broken
    if others < _TO_ONE_BROKEN * broken:
        return None
    place = text.index("\ufffd")
    near = " ".join(text[max(0, place - _BESIDE) : place + _BESIDE].split())
    bytes_are = "1 byte is" if broken == 1 else f"{broken} bytes are"
    return text, f"{bytes_are} no UTF-8, near '…{near}…': put the letters right in the file"


def _strictly(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        shown = "UTF-8 nor Windows-1252" if name == "cp1252" else f"what it says it is ({name})"
        message = f"its letters are neither {shown}" if name == "cp1252" else f"it is not {shown}"
        raise NotImported(f"{message}: save it as UTF-8") from None


def _without_mark(data: bytes) -> str:
    """UTF-16 or UTF-32 that lacks its mark: of Latin text every second byte is zero, or three of four."""
    sample = data[:4000]
    if len(sample) >= 8 and not len(data) % 4:
        # No letter has a number over 0x3FFFF: its first byte is zero, its second little more.
        if not any(sample[3::4]) and max(sample[2::4]) < _PLANES:
            return "utf-32-le"
        if not any(sample[0::4]) and max(sample[1::4]) < _PLANES:
            return "utf-32-be"
    if len(sample) < 4 or len(data) % 2:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * len(sample[1::2]) and not even:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * len(sample[0::2]) and not odd else ""
