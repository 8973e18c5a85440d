"""Pictures without what they tell beside the picture: place, camera, owner, comments, previews.

JPEG (ITU-T T.81, Exif 2.32), PNG (W3C PNG 3), WebP (RFC 9649) and GIF (GIF89a) are parted into their
segments, and those kept that it takes to show them; no dot of the picture changes. Of a JPEG that is to be
turned, the turn stays. What follows a picture's end goes too: telephones put films there.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator


class UnreadablePictureError(ValueError):
    """A picture whose parts cannot be told apart, in words for its author."""


_PNG = b"\x89PNG\r\n\x1a\n"
_KEPT_CHUNKS = frozenset((
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP",
    b"mDCV", b"cLLI", b"bKGD", b"hIST", b"pHYs", b"sPLT", b"acTL", b"fcTL", b"fdAT",
))  # fmt: skip
"""What it takes to show a PNG: dots, colours, sizes, and the pictures of an animated one."""
_NO_LENGTH = frozenset((0x01, *range(0xD0, 0xD8)))
"""JPEG markers that stand alone."""
_TURN = 0x0112
"""Exif's tag for how a picture is to be turned."""
_CANNOT = (b"II*\0", b"MM\0*")
"""TIFF keeps what it tells among what it shows; no browser shows it."""


def bare(data: bytes) -> bytes:
    """A picture without its metadata; whatever is no picture as it is.

    Raises UnreadablePictureError where it is damaged, or of a kind whose metadata cannot be told apart.
    """
    try:
        if data.startswith(b"\xff\xd8\xff"):
            return b"".join(_jpeg(data))
        if data.startswith(_PNG):
            return _PNG + b"".join(_png(data))
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return _webp(data)
        if data[:6] in (b"GIF87a", b"GIF89a"):
            return b"".join(_gif(data))
    except (IndexError, struct.error):
        raise UnreadablePictureError("is damaged: it ends too soon") from None
    _refuse(data)
    return data


def _refuse(data: bytes) -> None:
    of_boxes = data[4:8] == b"ftyp" and data[8:12] in (b"avif", b"avis", b"heic", b"heix", b"mif1")
    if data.startswith(_CANNOT) or (of_boxes and (b"Exif" in data or b"xmpmeta" in data)):
        raise UnreadablePictureError("may tell where and by whom it was taken")


def _jpeg(data: bytes) -> Iterator[bytes]:
    yield data[:2]
    at = 2
    while True:
        if data[at] != 0xFF:
            raise UnreadablePictureError("is damaged: a segment is not where it should be")
        while data[at + 1] == 0xFF:  # fill bytes
            at += 1
        marker = data[at + 1]
        if marker == 0xD9:
            yield data[at : at + 2]
            return
        size = 0 if marker in _NO_LENGTH else _number(data, at + 2, ">H")
        if marker not in _NO_LENGTH and (marker < 0xC0 or size < 2):
            raise UnreadablePictureError("is damaged: a segment cannot be told from the dots")
        end = at + 2 + size
        if end > len(data):
            raise IndexError
        if marker == 0xDA:
            end = _end_of_scan(data, end)
        yield _segment(marker, data[at:end])
        at = end


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the dots after a scan's head end: at the next marker that is none of theirs."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0:
            raise IndexError
        if data[at + 1] not in (0x00, 0xFF) and data[at + 1] not in _NO_LENGTH:
            return at
        at += 1 if data[at + 1] == 0xFF else 2


def _segment(marker: int, segment: bytes) -> bytes:
    body = segment[4:]
    if marker == 0xE1 and body.startswith(b"Exif\0\0"):
        turn = _turn(body[6:])
        return _turn_only(turn) if turn not in (0, 1) else b""
    kept = {0xE2: b"ICC_PROFILE\0"}
    if marker == 0xE0 and body.startswith(b"JFIF\0"):
        # Version, unit and densities; behind them may stand a small picture of what was cut away since.
        return b"\xff\xe0\x00\x10" + body[:12].ljust(12, b"\0") + b"\0\0"
    if marker == 0xEE and body.startswith(b"Adobe"):
        return b"\xff\xee\x00\x0e" + body[:12].ljust(12, b"\0")
    if 0xE0 <= marker <= 0xEF:
        return segment if body.startswith(kept.get(marker, b"\0none")) else b""
    return b"" if marker == 0xFE else segment


def _turn(exif: bytes) -> int:
    """Exif's orientation, 1 to 8; 0 where there is none that can be read."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None:
        return 0
    try:
        first = _number(exif, 4, f"{order}I")
        for entry in range(_number(exif, first, f"{order}H")):
            at = first + 2 + 12 * entry
            if _number(exif, at, f"{order}H") == _TURN:
                turn = _number(exif, at + 8, f"{order}H")
                return turn if 1 <= turn <= 8 else 0
    except struct.error:
        return 0
    return 0


def _turn_only(turn: int) -> bytes:
    """A segment of Exif that tells how the picture is to be turned and nothing else."""
    entry = struct.pack(">HHIHH", _TURN, 3, 1, turn, 0)
    body = b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _png(data: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while True:
        end = at + 12 + _number(data, at, ">I")
        kind = data[at + 4 : at + 8]
        if end > len(data):
            raise IndexError
        if kind in _KEPT_CHUNKS:
            yield data[at:end]
        if kind == b"IEND":
            return
        at = end


def _webp(data: bytes) -> bytes:
    parts = []
    at, whole = 12, 8 + _number(data, 4, "<I")
    if whole > len(data):
        raise IndexError
    while at + 8 <= whole:
        size = _number(data, at + 4, "<I")
        end = at + 8 + size + size % 2
        if at + 8 + size > whole:
            raise IndexError
        kind, part = data[at : at + 4], data[at:end]
        if kind == b"VP8X":
            # Without the flags that say Exif (8) and XMP (4) are there.
            part = part[:8] + bytes([part[8] & ~0x0C]) + part[9:]
        if kind in (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"):
            parts.append(part)
        at = end
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _gif(data: bytes) -> Iterator[bytes]:
    at = 13 + _colours(data[10])
    yield data[:at]
    while True:
        kind = data[at]
        if kind == 0x3B:
            yield data[at : at + 1]
            return
        if kind == 0x2C:
            end = _end_of_blocks(data, at + 11 + _colours(data[at + 9]))
            yield data[at:end]
        elif kind == 0x21:
            end = _end_of_blocks(data, at + 2)
            loops = data[at + 1] == 0xFF and data[at + 3 : at + 14] == b"NETSCAPE2.0"
            if loops or data[at + 1] == 0xF9:
                yield data[at:end]
        else:
            raise UnreadablePictureError("is damaged: a block is not where it should be")
        at = end


def _colours(flags: int) -> int:
    """Bytes of a table of colours."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _end_of_blocks(data: bytes, at: int) -> int:
    while data[at]:
        at += data[at] + 1
    return at + 1


def _number(data: bytes, at: int, form: str) -> int:
    return int(struct.unpack_from(form, data, at)[0])
