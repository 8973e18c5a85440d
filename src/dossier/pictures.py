"""Pictures without what they tell beside the picture: place, camera, owner, comments, previews.

JPEG (ITU-T T.81, Exif 2.32), PNG (W3C PNG 3), WebP (RFC 9649), GIF (GIF89a) and ICO are parted into their
segments, and those kept that it takes to show them; no dot of the picture changes. Of a JPEG that is to be
turned, the turn stays. What follows a picture's end goes too: telephones put films there. Whatever else calls
itself a picture, by its name or by how it begins, is refused: what it tells cannot be told from what it shows.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator


class UnreadablePictureError(ValueError):
    """A picture whose parts cannot be told apart, in words for its author."""


_PNG = b"\x89PNG\r\n\x1a\n"
_KEPT_CHUNKS = frozenset((
    b"IHDR", b"PLTE", b"IDAT", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP",
    b"mDCV", b"cLLI", b"bKGD", b"hIST", b"pHYs", b"sPLT", b"acTL", b"fcTL", b"fdAT",
))  # fmt: skip
"""What it takes to show a PNG: dots, colours, sizes, and the pictures of an animated one."""
_END = b"\0\0\0\0IEND\xaeB`\x82"
_NO_LENGTH = frozenset((0x01, *range(0xD0, 0xD8)))
"""JPEG markers that stand alone."""
_TURN = 0x0112
"""Exif's tag for how a picture is to be turned."""
_CANNOT = (
    b"\xff\xd8", b"\x89PNG", b"GIF8",  # damaged ones of the kinds that can be bared
    b"II*\0", b"MM\0*", b"II+\0", b"MM\0+", b"IIU\0", b"IIRO", b"IIRS", b"MMOR", b"FUJIFILM",  # TIFF
    b"\0\0\0\x0cJXL \r\n\x87\n", b"\xff\x0a", b"\0\0\0\x0cjP  \r\n\x87\n", b"\xff\x4f\xff\x51", b"II\xbc",
    b"8BPS", b"gimp xcf", b"\x76\x2f\x31\x01", b"\0\0\2\0",
)  # fmt: skip
"""How pictures begin that are not bared here: TIFF and what cameras make of it, JPEG XL, 2000 and XR, others."""
_BRANDS = frozenset((
    b"avif", b"avis", b"avio", b"avci", b"avcs", b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm",
    b"hevs", b"mif1", b"mif2", b"msf1", b"miaf", b"MiHB", b"MiHA", b"MA1A", b"MA1B", b"jpeg", b"crx ",
))  # fmt: skip
"""First brands of pictures among the files that are made of boxes, as films are (ISO/IEC 23008-12, AV1)."""
_NOTES = (b"Exif", b"xmpmeta", b"rdf+xml", b"mime", b"uuid", b"udta")
"""Words of which an AVIF has none where it shows a picture and tells nothing else."""
_NAMES = (
    ".apng", ".arw", ".avci", ".avif", ".avifs", ".bmp", ".cr2", ".cr3", ".cur", ".dds", ".dib", ".dng", ".exr",
    ".gif", ".hdp", ".heic", ".heics", ".heif", ".heifs", ".ico", ".j2c", ".j2k", ".jfif", ".jif", ".jp2", ".jpe",
    ".jpeg", ".jpf", ".jpg", ".jpm", ".jpx", ".jxl", ".jxr", ".mj2", ".nef", ".orf", ".pcx", ".pef", ".pjp",
    ".pjpeg", ".png", ".psb", ".psd", ".raf", ".rw2", ".srw", ".tga", ".tif", ".tiff", ".wdp", ".webp", ".xcf",
)  # fmt: skip
"""How names of pictures end. SVG is text, and published as it is."""


def bare(data: bytes, name: str) -> bytes:
    """A picture without its metadata; what is no picture, and is not called one, as it is.

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
        if data[:4] == b"\0\0\1\0":
            return _ico(data)
    except (IndexError, struct.error):
        raise UnreadablePictureError("is damaged: it ends too soon") from None
    _refuse(data, name)
    return data


def _refuse(data: bytes, name: str) -> None:
    """Raises UnreadablePictureError for what is a picture of another kind, or only called one."""
    brand = data[8:12] if data[4:8] == b"ftyp" else b""
    if brand in (b"avif", b"avis") and not any(note in data for note in _NOTES):
        return
    is_bitmap = data[:2] == b"BM" and data[6:10] == bytes(4)
    if data.startswith(_CANNOT) or brand in _BRANDS or is_bitmap:
        raise UnreadablePictureError("may tell where and by whom it was taken")
    if name.lower().endswith(_NAMES):
        raise UnreadablePictureError("does not begin as a picture does")


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
    if marker >= 0xE0:  # of applications, of extensions, comments
        return segment if body.startswith(kept.get(marker, b"\0none")) else b""
    return segment


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
        if kind == b"IEND":
            yield _END
            return
        if kind in _KEPT_CHUNKS:
            yield data[at:end]
        at = end


def _webp(data: bytes) -> bytes:
    whole = 8 + _number(data, 4, "<I")
    if whole > len(data):
        raise IndexError
    body = b"WEBP" + b"".join(_webp_parts(data[12:whole]))
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _webp_parts(data: bytes) -> Iterator[bytes]:
    at = 0
    while at + 8 <= len(data):
        size = _number(data, at + 4, "<I")
        kind, body = data[at : at + 4], data[at + 8 : at + 8 + size]
        if len(body) < size:
            raise IndexError
        if kind == b"VP8X":
            # Without the flags that say Exif (8) and XMP (4) are there.
            body = bytes([body[0] & ~0x0C]) + body[1:]
        if kind == b"ANMF":
            # A frame: where it stands and for how long, then parts of its own.
            body = body[:16] + b"".join(_webp_parts(body[16:]))
        if kind in (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"):
            yield kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
        at += 8 + size + size % 2


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
            yield _gif_extension(data[at:end])
        else:
            raise UnreadablePictureError("is damaged: a block is not where it should be")
        at = end


def _gif_extension(block: bytes) -> bytes:
    """How long a picture stands, and how often a film is repeated; nothing of the others."""
    if block[1:3] == b"\xf9\x04":
        return block[:7] + b"\0"
    loops = block[1:16] == b"\xff\x0bNETSCAPE2.0\x03\x01"
    return block[:18] + b"\0" if loops else b""


def _colours(flags: int) -> int:
    """Bytes of a table of colours."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _end_of_blocks(data: bytes, at: int) -> int:
    while data[at]:
        at += data[at] + 1
    return at + 1


def _ico(data: bytes) -> bytes:
    """Icons of several sizes: each a PNG, or dots without any metadata."""
    count = _number(data, 4, "<H")
    heads, pictures, at = [], [], 6 + 16 * count
    for head in range(6, at, 16):
        size, begin = _number(data, head + 8, "<I"), _number(data, head + 12, "<I")
        picture = data[begin : begin + size]
        if len(picture) < size:
            raise IndexError
        picture = _PNG + b"".join(_png(picture)) if picture.startswith(_PNG) else picture
        heads.append(data[head : head + 8] + struct.pack("<II", len(picture), at))
        pictures.append(picture)
        at += len(picture)
    return data[:6] + b"".join(heads + pictures)


def _number(data: bytes, at: int, form: str) -> int:
    return int(struct.unpack_from(form, data, at)[0])
