"""What is in a file's bytes: the bytes, and those of all that is packed in them."""

from __future__ import annotations

import base64
import binascii
import bz2
import contextlib
import gzip
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

from dossier.leaks.inflate import MAX_UNPACKED, TOO_LARGE, Packed, Sealed, inflated
from dossier.leaks.pdf import pdf_contents

MAX_DEPTH = 4
"""Packed files inside packed files."""


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
    sealed = None
    try:
        for inner in opener(data):
            try:
                yield from contents(inner, depth + 1)
            except Sealed as problem:
                sealed = problem  # what stands beside it is looked into all the same
    except _DAMAGED:
        # The words of the libraries hold names out of the file.
        raise Sealed("damaged, or packed in a way that is not known here") from None
    if sealed:
        raise sealed


_DAMAGED = (
    OSError,
    EOFError,
    ValueError,
    RuntimeError,  # a NotImplementedError too
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    tarfile.TarError,
    sqlite3.Error,
)


def _opener(data: bytes) -> Packed | None:
    """What unpacks a file, told by its first bytes."""
    openers: tuple[tuple[bytes, Packed], ...] = (
        (b"\x1f\x8b", partial(_whole, gzip.open)),
        (b"BZh", partial(_whole, bz2.open)),
        (b"\xfd7zXZ", partial(_whole, lzma.open)),
        (b"PK\x03\x04", _zip),
        (b"SQLite format 3\0", _sqlite),
        (b"\x89PNG", _png),
        (b"%PDF", pdf_contents),
        (b"\xd0\xcf\x11\xe0", _office),
        *((magic, partial(_sealed, name)) for magic, name in _NOT_UNPACKED.items()),
    )
    for magic, opener in openers:
        if data.startswith(magic):
            return opener
    if data[257:262] == b"ustar":
        return _tar
    # An archive may stand behind a program or a picture: its list is at the end.
    if b"PK\x05\x06" in data[-_ZIP_END:]:
        return _zip
    return _embedded if b"base64," in data else None


_ZIP_END = 22 + 65_535
"""Bytes of the end of a zip file with its comment (APPNOTE 4.3.16)."""
_NOT_UNPACKED = {
    b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    b"Rar!\x1a\x07": "a RAR archive",
    b"\x28\xb5\x2f\xfd": "packed with Zstandard",
    b"\x04\x22\x4d\x18": "packed with LZ4",
    b"LZIP": "packed with lzip",
    b"\x1f\x9d": "packed with compress",
    b"MSCF": "a cabinet file",
    b"PAR1": "a Parquet file",
}
"""What Python cannot unpack by itself, by its first bytes."""


def _sealed(name: str, _data: bytes) -> Iterator[bytes]:
    raise Sealed(name)


def _office(data: bytes) -> Iterator[bytes]:
    """A document of the older Office: its words stand in its bytes, unless it has a password."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Sealed("encrypted")
    return iter(())


def _whole(open_packed: Callable[[io.BytesIO], Any], data: bytes) -> Iterator[bytes]:
    with open_packed(io.BytesIO(data)) as file:
        inner = file.read(MAX_UNPACKED + 1)
    if len(inner) > MAX_UNPACKED:
        raise Sealed(TOO_LARGE)
    yield inner


def _zip(data: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
            raise Sealed(TOO_LARGE)
        has_password = False
        for entry in archive.infolist():
            yield entry.filename.encode()
            yield entry.comment
            has_password = has_password or bool(entry.flag_bits & 1)
            if not entry.is_dir() and not entry.flag_bits & 1:
                yield archive.read(entry)
        if has_password:
            raise Sealed("has a password")


def _tar(data: bytes) -> Iterator[bytes]:
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        left = MAX_UNPACKED
        for entry in archive:
            left -= entry.size
            if left < 0:
                raise Sealed(TOO_LARGE)
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
                yield '"'.join(str(value) for value in row if isinstance(value, int)).encode()


_ZLIB = re.compile(rb"x[\x01\x5e\x9c\xda]")
"""How a stream of zlib begins (RFC 1950, 2.2)."""
_TEXT_CHUNKS = (b"zTXt", b"iTXt", b"iCCP")


def _png(data: bytes) -> Iterator[bytes]:
    """The compressed texts of a picture (PNG specification, 11.3.3); others stand in its bytes."""
    at = 8
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4])
        if data[at + 4 : at + 8] in _TEXT_CHUNKS:
            # Before the text stand a keyword and, in iTXt, a language and a translation.
            rest = memoryview(data[at + 8 : at + 8 + length].partition(b"\0")[2])
            starts = (match.start() for match in _ZLIB.finditer(rest))
            yield next(filter(None, (inflated(rest[start:]) for start in starts)), b"")
        at += 12 + length


_BASE64 = re.compile(rb"base64,([A-Za-z0-9+/]{16,}={0,2})")


def _embedded(data: bytes) -> Iterator[bytes]:
    """What stands in addresses that begin with `data:`."""
    for match in _BASE64.finditer(data):
        with contextlib.suppress(binascii.Error):
            yield base64.b64decode(match[1])
