"""What the tests of `import` bring with them: a small PDF writer, pages, and the command."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

from click.testing import CliRunner, Result

from dossier.cli import cli

ACTORS = {
    "content/actors/ann-lee.yml": "name: Ann Lee\nkind: person\n",
    "content/actors/bob-stone.yml": "name: Bob Stone\nkind: person\n",
    "content/actors/harbour-club.yml": "name: Harbour Club\nkind: organization\n",
    "content/actors/herald.yml": "name: The Lindow Herald\nkind: outlet\n",
}
"""Somebody to be named, and an outlet that publishes."""

_FILLER = "The rain went on over the quays and nobody there took much notice of it that week."
PARAGRAPHS = (
    "Ann Lee met Bob Stone at the Harbour Club on a wet Monday, and both stayed until midnight.",
    " ".join([_FILLER] * 6),
    "Mr. Stone said that Ann Lee had paid for the boat, which she denied the next day.",
    " ".join([_FILLER] * 6),
    "Greta van der Hulst of the Port Office wrote to the Harbour Club and asked for the accounts.",
    " ".join([_FILLER] * 6),
    "The Harbour Club closed its doors in the spring.",
)
TEXT = "\n\n".join(PARAGRAPHS) + "\n"


def page(head: str = "", root: str = "<html>", paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    """A web page with an article between a menu and a footer."""
    body = "".join(f"<p>{words}</p>\n" for words in paragraphs)
    return (
        f"<!doctype html>\n{root}<head>{head}</head><body><nav><a href='/'>Home</a>"
        f"<a href='/sport'>Sport</a></nav><main><article><h1>A wet Monday</h1>\n{body}</article></main>"
        "<footer>All rights reserved. Cookies.</footer></body></html>"
    )


def pdf(*pages: str, title: str = "", author: str = "") -> bytes:
    """A PDF with one line of Latin text a line of each page, written object by object."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for words in pages:
        shown = "".join(f"({_escaped(line)}) Tj T*\n" for line in words.split("\n") if line)
        stream = zlib.compress(f"BT /F1 11 Tf 14 TL 50 780 Td\n{shown}ET".encode("latin-1"))
        head = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(stream)
        objects.append(head + stream + b"\nendstream")
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
    listed = b" ".join(b"%d 0 R" % number for number in kids)
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), listed)
    objects.append(f"<< /Title ({_escaped(title)}) /Author ({_escaped(author)}) >>".encode())
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    size = (len(objects) + 1, len(objects), start)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % size
    return bytes(out)


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def encrypted(data: bytes, user: str, owner: str = "owner") -> bytes:
    """The same PDF behind a password; with "" for the user, everybody may read it."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(user, owner, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def imported(site: Path, *names: object) -> Result:
    """`dossier import` in this process."""
    words = ["import", "--site", str(site), "--accessed", "2026-01-15", *map(str, names)]
    return CliRunner().invoke(cli, words, prog_name="dossier")


def files_of(site: Path) -> dict[str, bytes]:
    """Every file of a site with its bytes."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }
