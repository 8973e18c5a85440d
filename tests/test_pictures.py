"""Published pictures tell nothing beside the picture: neither where it was taken nor by whom."""

from __future__ import annotations

import base64
import random
import struct
import zlib

import pytest
from conftest import AS_OF

from dossier.pictures import UnreadablePictureError, bare

SECRET = b"CANARY-7d1f 19.42N 99.13W"
JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwc"
    "KDcpLDAxNDQ0Hyc5PTgyPC4zNDL/2wBDAQkJCQwLDBgNDRgyIRwhMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIy"
    "MjIyMjIyMjIyMjIyMjIyMjIyMjL/wAARCAAIAAgDASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcI"
    "CQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRol"
    "JicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ip"
    "qrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAA"
    "AAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLR"
    "ChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaX"
    "mJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEA"
    "PwDN0Hwl9393+lFFFcWJzCv7R6nq5DmOI+px1P/Z"
)
WEBP = base64.b64decode(
    "UklGRlYAAABXRUJQVlA4IEoAAAAQAgCdASoIAAgAAUAmJbACdEf/gbftz8HAAP77JUny9gVPVZ9nxZzGyHHvk9U35QAO"
    "zpt1PIXif+6/O7H/+rb/kz4h/3GVjUAAAA=="
)
GIF = base64.b64decode(
    "R0lGODdhCAAIAIUAAO+9adC9be+ki9CkU6+9fK+kbe+KldCKhq+Kj469jm69gI6kdm6kiI6KW26KeO9wdtBwee9WhtBW"
    "eq9whK9WdY5we25wgY5Wim5WeE29Yiy9ek2kXiykhA29dw2kik2KbyyKfw2KeE1wmCxwfE1WgyxWhA1wdw1Wlu88gtA8"
    "Y+8iiNAicq88fq8ije8JjdAJlK8Jio48oW48dI4ikm4iho4JmW4Jb008eSw8c00ifiwiag08pw0ifE0JcywJdA0JhywA"
    "AAAACAAIAAAISwB/+OhhowaMFy546MhBY0aLFSp24LghIwaLFChOlCCB4QIFCRFMjBBhocIECA9CgPjgoAGCAwY8cNjA"
    "YEGBAQI6aMigIAGBAAACAgA7"
)
"""Eight dots by eight, without any metadata."""


def chunk(kind: bytes, body: bytes) -> bytes:
    """A part of a PNG."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


DOTS = chunk(b"IDAT", zlib.compress(b"\0" + b"\x80" * 8))
PNG_HEAD = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 1, 8, 0, 0, 0, 0))
PNG = PNG_HEAD + DOTS + chunk(b"IEND", b"")


def exif(turn: int = 1, order: str = ">") -> bytes:
    """Exif with a place and how the picture is to be turned."""
    entries = struct.pack(order + "HHIHH", 0x0112, 3, 1, turn, 0)
    entries += struct.pack(order + "HHII", 0x8825, 4, 1, 38)
    head = (b"MM\0*" if order == ">" else b"II*\0") + struct.pack(order + "I", 8)
    return head + struct.pack(order + "H", 2) + entries + bytes(4) + SECRET


def segment(marker: int, body: bytes) -> bytes:
    """A part of a JPEG."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def in_jpeg(*parts: bytes) -> bytes:
    """The JPEG with parts after its first, as cameras put them."""
    first = 4 + struct.unpack(">H", JPEG[4:6])[0]
    return JPEG[:first] + b"".join(parts) + JPEG[first:]


def riff(*parts: bytes) -> bytes:
    """A WebP of these parts."""
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def webp_part(kind: bytes, body: bytes) -> bytes:
    """One part, of an even length."""
    return kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


DOTS_OF_WEBP = WEBP[12:]
SIZE = struct.pack("<I", 7)[:3] * 2
EXTENDED = riff(webp_part(b"VP8X", b"\0\0\0\0" + SIZE), DOTS_OF_WEBP)
GIF89 = b"GIF89a" + GIF[6:]
LOOP = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"
DURATION = b"\x21\xf9\x04\0\x0a\0\0\0"


def icon(*pictures: bytes) -> bytes:
    """An ICO of pictures one behind the other."""
    at = 6 + 16 * len(pictures)
    heads = b""
    for picture in pictures:
        heads += struct.pack("<BBBBHHII", 8, 8, 0, 0, 1, 32, len(picture), at)
        at += len(picture)
    return struct.pack("<HHH", 0, 1, len(pictures)) + heads + b"".join(pictures)


TOLD = {
    "JPEG, Exif": (in_jpeg(segment(0xE1, b"Exif\0\0" + exif())), JPEG),
    "JPEG, XMP": (in_jpeg(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SECRET)), JPEG),
    "JPEG, IPTC": (in_jpeg(segment(0xED, b"Photoshop 3.0\0" + SECRET)), JPEG),
    "JPEG, comment": (in_jpeg(segment(0xFE, SECRET)), JPEG),
    "JPEG, maker": (in_jpeg(segment(0xE7, SECRET)), JPEG),
    "JPEG, pictures behind": (JPEG + SECRET, JPEG),
    "PNG, text": (PNG_HEAD + chunk(b"tEXt", b"Author\0" + SECRET) + PNG[len(PNG_HEAD) :], PNG),
    "PNG, packed": (PNG_HEAD + chunk(b"zTXt", b"A\0\0" + SECRET) + PNG[len(PNG_HEAD) :], PNG),
    "PNG, XMP": (PNG_HEAD + chunk(b"iTXt", SECRET) + PNG[len(PNG_HEAD) :], PNG),
    "PNG, Exif": (PNG_HEAD + chunk(b"eXIf", exif()) + PNG[len(PNG_HEAD) :], PNG),
    "PNG, own": (PNG_HEAD + chunk(b"caBX", SECRET) + PNG[len(PNG_HEAD) :], PNG),
    "PNG, behind": (PNG + SECRET, PNG),
    "WebP": (
        riff(
            webp_part(b"VP8X", b"\x0c\0\0\0" + SIZE), DOTS_OF_WEBP,
            webp_part(b"EXIF", exif()), webp_part(b"XMP ", SECRET),
        ),
        EXTENDED,
    ),
    "WebP, behind": (WEBP + SECRET, WEBP),
    "GIF, comment": (
        b"GIF89a" + GIF[6:-1] + b"\x21\xfe" + bytes([len(SECRET)]) + SECRET + b"\0" + GIF[-1:],
        b"GIF89a" + GIF[6:],
    ),
    "GIF, XMP": (
        b"GIF89a" + GIF[6:-1] + b"\x21\xff\x0bXMP DataXMP"
        + bytes([len(SECRET)]) + SECRET + b"\0" + GIF[-1:],
        b"GIF89a" + GIF[6:],
    ),
    "GIF, behind": (GIF + SECRET, GIF),
    "GIF, in the repetitions": (
        GIF89[:-1] + LOOP[:-1] + bytes([len(SECRET)]) + SECRET + b"\0" + GIF[-1:],
        GIF89[:-1] + LOOP + GIF[-1:],
    ),
    "GIF, in a duration": (
        GIF89[:-1] + DURATION[:-1] + bytes([len(SECRET)]) + SECRET + b"\0" + GIF[-1:],
        GIF89[:-1] + DURATION + GIF[-1:],
    ),
    "PNG, in its end": (PNG[:-12] + chunk(b"IEND", SECRET), PNG),
    "JPEG, extension": (in_jpeg(segment(0xF2, SECRET)), JPEG),
    "WebP, in a frame": (
        riff(webp_part(b"ANMF", bytes(16) + DOTS_OF_WEBP + webp_part(b"EXIF", exif()))),
        riff(webp_part(b"ANMF", bytes(16) + DOTS_OF_WEBP)),
    ),
    "icon": (
        icon(PNG_HEAD + chunk(b"tEXt", b"A\0" + SECRET) + PNG[len(PNG_HEAD) :], b"dots") + SECRET,
        icon(PNG, b"dots"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", TOLD)
def test_what_is_told_beside_the_picture_goes_and_the_picture_stays(case):
    """Byte for byte what it was before somebody noted something in it."""
    told, expected = TOLD[case]
    assert SECRET in told
    assert bare(told, "a.bin") == expected


def test_what_it_takes_to_show_a_picture_stays():
    """Colours, repetitions, and how a JPEG is to be turned, in whichever order of bytes."""
    profile = segment(0xE2, b"ICC_PROFILE\0\1\1colours")
    assert bare(in_jpeg(profile), "a.bin") == in_jpeg(profile)
    for order in "<>":
        turned = bare(in_jpeg(segment(0xE1, b"Exif\0\0" + exif(6, order))), "a.bin")
        assert SECRET not in turned
        (kept,) = [exif_of(turned)]
        assert kept == {0x0112: 6}
        assert bare(turned, "a.bin") == turned
    gamma = PNG_HEAD + chunk(b"gAMA", struct.pack(">I", 45455)) + PNG[len(PNG_HEAD) :]
    assert bare(gamma, "a.bin") == gamma
    loop = b"GIF89a" + GIF[6:-1] + b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0" + GIF[-1:]
    assert bare(loop, "a.bin") == loop


def test_a_small_picture_inside_goes() -> None:
    """It may show what was cut away since: of the first segments only what it takes to show the picture stays."""
    jfif = b"JFIF\0\x01\x02\x01\0\x48\0\x48"
    adobe = b"Adobe\0\x64\0\0\0\0\x01"
    first = 4 + struct.unpack(">H", JPEG[4:6])[0]
    dirty = segment(0xE0, jfif + b"\x02\x01" + SECRET[:6].ljust(6)) + segment(0xEE, adobe + SECRET)
    clean = segment(0xE0, jfif + b"\0\0") + segment(0xEE, adobe)
    assert bare(JPEG[:2] + dirty + JPEG[first:], "a.bin") == JPEG[:2] + clean + JPEG[first:]


def exif_of(jpeg: bytes) -> dict[int, int]:
    """Tags of short numbers in a JPEG's Exif."""
    at = jpeg.index(b"Exif\0\0") + 6
    count = struct.unpack_from(">H", jpeg, at + 8)[0]
    entries = [struct.unpack_from(">HHIH", jpeg, at + 10 + 12 * n) for n in range(count)]
    return {tag: value for tag, _, _, value in entries}


@pytest.mark.parametrize("data", [b"", b"x", b"%PDF-1.7", b"<svg></svg>", b"RIFF\4\0\0\0WAVE"])
def test_what_is_no_such_picture_is_left_as_it_is(data):
    """Nothing is guessed of other files."""
    assert bare(data, "a.bin") == data


BOX = b"\0\0\0\x1cftyp%b\0\0\0\0 iloc"
OTHER_KINDS = {
    **{brand: BOX % brand.encode() for brand in
       ("heic", "heim", "hevc", "msf1", "miaf", "avio", "MA1B", "mif1", "crx ")},
    "AVIF, Exif": BOX % b"avif" + b"Exif",
    "AVIF, packed XMP": BOX % b"avis" + b"mime application/rdf+xml deflate",
    "JPEG XL": b"\0\0\0\x0cJXL \r\n\x87\n",
    "JPEG XL, its dots alone": b"\xff\x0a\xfa",
    "JPEG 2000": b"\0\0\0\x0cjP  \r\n\x87\n",
    "JPEG 2000, its dots alone": b"\xff\x4f\xff\x51",
    "BigTIFF": b"II+\0\x08\0",
    "TIFF": b"MM\0*",
    "BMP": b"BM\x36\0\0\0" + bytes(4),
    "PSD": b"8BPS",
    "JPEG without a third": b"\xff\xd8x",
}  # fmt: skip


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_pictures_of_other_kinds_are_refused_whatever_their_name(kind):
    """What they tell beside the picture is not taken out here."""
    with pytest.raises(UnreadablePictureError, match="may tell where and by whom"):
        bare(OTHER_KINDS[kind] + SECRET, "data.bin")


@pytest.mark.parametrize("name", ["a/Portrait.JPG", "a.png", "a.jxl", "a.heic", "a.tga", "a.webp"])
def test_what_is_only_called_a_picture_is_refused(name):
    """A byte before its begin hides a picture from us, and not from those who look for where it was taken."""
    for data in (b"\n" + JPEG, b"", b"words"):
        with pytest.raises(UnreadablePictureError, match="does not begin as a picture does"):
            bare(data, name)


def test_an_avif_that_tells_nothing_is_shown() -> None:
    """As it is made for the web; and films begin alike and are no pictures."""
    for data in (BOX % b"avif", BOX % b"isom" + b"Exif"):
        assert bare(data, "a.bin") == data


@pytest.mark.parametrize("data", [JPEG, PNG, EXTENDED, GIF, icon(PNG, PNG)])
def test_a_damaged_picture_is_refused_or_shown_and_never_a_crash(data):
    """Cut at every byte, and with bytes changed at random."""
    for end in range(len(data)):
        with pytest.raises(UnreadablePictureError) if end > 12 else _anything():
            assert SECRET not in bare(data[:end], "a.bin")
    dice = random.Random(4)
    for _ in range(500):
        changed = bytearray(data)
        changed[dice.randrange(3, len(data))] = dice.randrange(256)
        try:
            bare(bytes(changed), "a.bin")
        except UnreadablePictureError:
            continue


class _anything:  # noqa: N801 - used as pytest.raises is
    """Expects nothing."""

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        return kind is UnreadablePictureError


def test_a_built_site_holds_bare_pictures(make_site, run):
    """In every folder of static/; one that cannot be bared is an error, and nothing is written."""
    told = in_jpeg(segment(0xE1, b"Exif\0\0" + exif()))
    site = make_site(
        {"content/actors/ada.yml": "name: Ada\nkind: person\n", "static/a/portrait.jpg": told}
    )
    assert run("build", "--site", site, "--as-of", AS_OF).code == 0
    assert (site / "build/a/portrait.jpg").read_bytes() == JPEG
    (site / "static/scan.tif").write_bytes(exif())
    (site / "static/phone.avif").write_bytes(b"\0\0\0\x1cftypavif\0\0\0\0 Exif " + SECRET)
    (site / "static/cut.png").write_bytes(PNG[:-9])
    ran = run("build", "--site", site, "--as-of", AS_OF)
    assert ran.code == 1
    assert [line.split(":")[0] for line in ran.stderr.splitlines() if "error[bad-picture]" in line] == [
        "static/cut.png", "static/phone.avif", "static/scan.tif",
    ]  # fmt: skip
    assert (site / "build/a/portrait.jpg").read_bytes() == JPEG
