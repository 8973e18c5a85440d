"""What can be read in a PDF file without drawing it: its properties, and words written as letters."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator

from dossier.leaks.inflate import MAX_UNPACKED, TOO_LARGE, Sealed, inflated

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_ENCRYPTED = re.compile(rb"/Encrypt\s*(?:<<|\d+\s+\d+\s+R)")
_HEXADECIMAL = re.compile(rb"<([0-9A-Fa-f\s]{4,})>")
_OCTAL = re.compile(rb"\\([0-3][0-7]{2})")
_BLIND = {
    b"/LZWDecode": "packed with LZW",
    b"/Identity-H": "its words are written as numbers of a font's letters",
}
"""What the file says of itself where its words do not stand in it as letters."""


def pdf_contents(data: bytes) -> Iterator[bytes]:
    """What is packed in the file, and the strings of it written in digits (ISO 32000-1, 7.3.4).

    Raises Sealed after what could be read, where not all could.
    """
    if _ENCRYPTED.search(data):
        raise Sealed("encrypted")
    plain, streams = _divided(data)
    yield from _strings(plain)
    blind = _blind_in(plain)
    left = MAX_UNPACKED
    for packed in streams:
        piece = inflated(packed) or inflated(_from_ascii(bytes(packed)))
        left -= len(piece)
        if left < 0:
            raise Sealed(TOO_LARGE)
        yield piece
        yield from _strings(piece)
        blind |= _blind_in(piece)
    if blind:
        raise Sealed(", ".join(blind))


def _blind_in(piece: bytes) -> dict[str, None]:
    return {words: None for sign, words in _BLIND.items() if sign in piece}


def _divided(data: bytes) -> tuple[bytes, list[memoryview]]:
    """What stands outside of the streams, and each stream as it is packed."""
    view, at = memoryview(data), 0
    outside, streams = [], []
    for match in _STREAM.finditer(data):
        if match.start() < at:
            continue  # the sign stands in a stream by chance
        end = data.find(b"endstream", match.end())
        end = end if end >= 0 else len(data)
        outside.append(view[at : match.end()])
        streams.append(view[match.end() : end])
        at = end
    return b"".join([*outside, view[at:]]), streams


def _from_ascii(packed: bytes) -> bytes:
    """The bytes that a stream's letters stand for (ASCII85), "" where they stand for none."""
    try:
        return base64.a85decode(packed.strip().removesuffix(b"~>"))
    except ValueError:
        return b""


def _strings(piece: bytes) -> Iterator[bytes]:
    """Strings written in hexadecimal digits, as UTF-8; and the piece with octal digits undone."""
    found = [_of_digits(match[1]) for match in _HEXADECIMAL.finditer(piece)]
    if found:
        yield "\n".join(found).encode("utf-8", "replace")
    if _OCTAL.search(piece):
        yield _OCTAL.sub(lambda match: bytes((int(match[1], 8),)), piece)


def _of_digits(digits: bytes) -> str:
    plain = b"".join(digits.split())
    data = bytes.fromhex((plain + b"0" * (len(plain) % 2)).decode("ascii"))
    if data.startswith(b"\xfe\xff"):
        return data[2:].decode("utf-16-be", "replace")
    return data.decode("cp1252", "replace")
