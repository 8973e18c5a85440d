"""What can be read in a file's bytes: packed files unpacked, escapes undone, markup taken away."""

from __future__ import annotations

import base64
import binascii
import bz2
import contextlib
import gzip
import html
import io
import lzma
import re
import sqlite3
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from urllib.parse import unquote

MAX_DEPTH = 4
"""Packed files inside packed files."""
MAX_UNPACKED = 200_000_000
"""Bytes that one packed file may unpack to: a bomb must not fill the memory."""
MAX_ROUNDS = 3
"""Escapes inside escapes, such as an address in JSON in an attribute."""


class Sealed(Exception):
    """A packed file that cannot be looked into; says why in words."""


Packed = Callable[[bytes], Iterator[bytes]]


def contents(data: bytes, depth: int = 0) -> Iterator[bytes]:
    """The bytes themselves, then those of all that is packed in them.

    Raises Sealed after what could be read, where something could not.
    """
    yield data
    opener = _opener(data)
    if opener is None:
        return
    if depth == MAX_DEPTH:
        raise Sealed("packed more than four times")
    try:
        for inner in opener(data):
            yield from contents(inner, depth + 1)
    except (OSError, EOFError, ValueError, RuntimeError, NotImplementedError) as problem:
        raise Sealed(str(problem) or "damaged") from None
    except (zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError, sqlite3.Error) as p:
        raise Sealed(str(p) or "damaged") from None


def _opener(data: bytes) -> Packed | None:
    """What unpacks a file, told by its first bytes."""
    for magic, opener in (
        (b"\x1f\x8b", partial(_whole, gzip.open)),
        (b"BZh", partial(_whole, bz2.open)),
        (b"\xfd7zXZ", partial(_whole, lzma.open)),
        (b"PK\x03\x04", _zip),
        (b"SQLite format 3\0", _sqlite),
        (b"\x89PNG", _png),
        (b"%PDF", _pdf),
    ):
        if data.startswith(magic):
            return opener
    if data[257:262] == b"ustar":
        return _tar
    return _embedded if b"base64," in data else None


def _whole(open_packed: Callable[[io.BytesIO], Any], data: bytes) -> Iterator[bytes]:
    with open_packed(io.BytesIO(data)) as file:
        inner = file.read(MAX_UNPACKED + 1)
    if len(inner) > MAX_UNPACKED:
        raise Sealed("unpacks to more than 200 MB")
    yield inner


def _zip(data: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
            raise Sealed("unpacks to more than 200 MB")
        for entry in archive.infolist():
            yield entry.filename.encode()
            yield entry.comment
            if not entry.is_dir():
                yield archive.read(entry)


def _tar(data: bytes) -> Iterator[bytes]:
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for entry in archive:
            yield f"{entry.name} {entry.linkname} {entry.uname} {entry.gname}".encode()
            if (file := archive.extractfile(entry)) is not None:
                yield file.read()


def _sqlite(data: bytes) -> Iterator[bytes]:
    """Every value of every table: a long one is cut into pieces among the bytes of the file."""
    with contextlib.closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(data)
        base.text_factory = bytes
        tables = base.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            name = table.decode().replace('"', '""')
            for row in base.execute(f'SELECT * FROM "{name}"'):  # noqa: S608 - a name of the file's own, quoted
                yield from (value for value in row if isinstance(value, bytes))


_TEXT_CHUNKS = (b"zTXt", b"iTXt", b"iCCP")


def _png(data: bytes) -> Iterator[bytes]:
    """The compressed texts of a picture (PNG specification, 11.3.3); others stand in its bytes."""
    at = 8
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4])
        if data[at + 4 : at + 8] in _TEXT_CHUNKS:
            # Before the text stand a keyword and, in iTXt, a language and a translation.
            rest = data[at + 8 : at + 8 + length].partition(b"\0")[2]
            starts = (match.start() for match in re.finditer(b"x", rest))
            yield next(filter(None, (_inflated(rest[start:]) for start in starts)), b"")
        at += 12 + length


def _pdf(data: bytes) -> Iterator[bytes]:
    """What is compressed in a PDF file: its properties, and texts that are written as letters."""
    for match in re.finditer(rb"stream\r?\n", data):
        yield _inflated(data[match.end() :])


def _inflated(data: bytes) -> bytes:
    """What a stream of zlib holds, "" where it is none; the rest of `data` is passed over."""
    try:
        return zlib.decompressobj().decompress(data, MAX_UNPACKED)
    except zlib.error:
        return b""


_BASE64 = re.compile(rb"base64,([A-Za-z0-9+/]{16,}={0,2})")


def _embedded(data: bytes) -> Iterator[bytes]:
    """What stands in addresses that begin with `data:`."""
    for match in _BASE64.finditer(data):
        with contextlib.suppress(binascii.Error):
            yield base64.b64decode(match[1])


def readings(data: bytes) -> Iterator[str]:
    """A file's bytes as texts: in the encodings that a picture's or a document's notes may have."""
    if b"\0" not in data[:4096] and not data.startswith((b"\xff\xd8", b"%PDF")):
        yield data.decode("utf-8-sig", "replace")
        return
    yield data.decode("utf-8", "ignore")
    yield data.decode("latin-1")
    for start in (0, 1):
        for encoding in ("utf-16-le", "utf-16-be"):
            yield data[start:].decode(encoding, "ignore")


_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_ESCAPED = re.compile(r"[&%\\]")
_UNICODE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")
_LETTER = re.compile(r"\\[nrtbf]")


def unescaped(text: str) -> Iterator[str]:
    """The text, and what it says once references, percent signs and backslashes are undone."""
    text = _INVISIBLE.sub("", text)
    yield text
    for _ in range(MAX_ROUNDS):
        if not _ESCAPED.search(text):
            return
        plain = html.unescape(unquote(_without_backslashes(text)))
        plain = _INVISIBLE.sub("", plain)
        if plain == text:
            return
        yield plain
        text = plain


def _without_backslashes(text: str) -> str:
    if "\\" not in text:
        return text
    plain = _UNICODE.sub(lambda m: chr(int(m[1] or m[2], 16)), text)
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
