"""`dossier check --leaks`: what is withheld is found in the built site, however it got there."""

from __future__ import annotations

import base64
import bz2
import contextlib
import datetime
import gzip
import html
import io
import json
import sqlite3
import subprocess
import tarfile
import time
import tracemalloc
import zipfile
import zlib
from pathlib import Path
from urllib.parse import quote

import pytest

from dossier.builds import BuildOptions
from dossier.inspection import leaks
from dossier.leaks.texts import readings, unescaped
from dossier.leaks.unpack import contents

AS_OF = "2026-01-15"
TODAY = datetime.date.fromisoformat(AS_OF)
NOTE = "Zoë Quistgaard told us at the pier by night that she keeps the ledger."
FILES = {
    "content/actors/ada.yml": f"name: Ada Moreno\nkind: person\nsummary: A bookkeeper.\nprivate: {NOTE}\n",
    "content/actors/bo.yml": "name: Boris Tamm\nkind: person\ndraft: true\naliases: [The Ferryman]\n",
    "content/sources/annex.yml": (
        "title: Minutes of the locked committee\nembargo: 2027-01-01\n"
        "excerpts: [{quote: The harbour master signed the second contract}]\n"
    ),
}


@pytest.fixture
def site(make_site) -> Path:
    """A dossier with a private note, a draft and an embargoed source."""
    return make_site(FILES)


def found_in(site: Path, files: dict[str, bytes], folders: tuple[str, ...] = ()) -> list[str]:
    """The codes of what is found in files given by path."""
    found = leaks(site, files.items(), BuildOptions(TODAY), folders)
    for each in found:
        text = each.message + each.hint
        assert not any(word in text for word in ("Quistgaard", "quistgaard", "Boris", "committee"))
    return sorted(each.code for each in found)


def page(words: str) -> bytes:
    """A page that says this."""
    return f"<!doctype html><title>T</title><p>Before</p><p>{words}</p>".encode()


def test_the_site_itself_holds_no_leak(site: Path, run) -> None:
    """What `redact` withholds is nowhere; nothing public is taken for it."""
    ran = run("check", "--site", site, "--as-of", AS_OF, "--leaks")
    assert ran.code == 0, ran.stderr
    assert ran.stdout.startswith("no problems")


@pytest.mark.parametrize("name", ["example", "tangled", "components"])
def test_whole_dossiers_hold_no_leak(name: str, run, sites: Path) -> None:
    """Of dossiers full of drafts, embargoes and notes beside public words no finding is made."""
    folder = sites.parents[1] if name == "example" else sites / name
    ran = run("check", "--site", folder, "--as-of", AS_OF, "--leaks", timeout=120)
    assert "leak]" not in ran.stdout + ran.stderr
    assert ran.code == 0


@pytest.mark.parametrize(
    ("planted", "place"),
    [
        ("she said ZOE QUISTGAARD did", "content/actors/ada.yml:4:1"),
        ("<b>Bo</b>ris Tamm", "content/actors/bo.yml:3:1"),
        ('<b title="bo%72is%20tamm">x</b>', "content/actors/bo.yml:3:1"),
        ("minutes of the locked&nbsp;committee", "content/sources/annex.yml:2:1"),
        ("master signed the second", "content/sources/annex.yml:2:1"),
    ],
)
def test_a_leak_planted_in_a_template_is_found(site: Path, run, planted: str, place: str) -> None:
    """The finding names the secret's place, the page and the template's line, and no word of it."""
    templates = site / "templates"
    templates.mkdir()
    lines = (
        '{% extends "default/index.html" %}\n{% block main %}\n' + planted + "\n{% endblock %}\n"
    )
    (templates / "index.html").write_text(lines)
    ran = run("check", "--site", site, "--as-of", AS_OF, "--leaks")
    assert ran.code == 1
    assert f"{place}: error[leak]: words of" in ran.stderr
    assert "stand in the built site: index.html (look at templates/index.html line 3)" in ran.stderr
    for word in ("quistgaard", "tamm", "committee", "contract"):
        assert word not in ran.stderr.lower().replace("locked", "")
    assert run("check", "--site", site, "--as-of", AS_OF).code == 0, "only --leaks looks"


SECRET = "Zoë Quistgaard"


def tar(inner: bytes) -> bytes:
    """An archive, not packed."""
    out, entry = io.BytesIO(), tarfile.TarInfo("notes.txt")
    entry.size = len(inner)
    with tarfile.open(fileobj=out, mode="w") as archive:
        archive.addfile(entry, io.BytesIO(inner))
    return out.getvalue()


def zipped(inner: bytes) -> bytes:
    """An archive such as every .docx is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", inner)
    return out.getvalue()


def sqlite(inner: bytes) -> bytes:
    """A database with a value longer than a page of its file, whose pieces lie apart."""
    with contextlib.closing(sqlite3.connect(":memory:")) as base:
        base.execute("CREATE TABLE 'a \" b' (x)")
        words = "x " * 2500 + inner.decode() + " y" * 3000
        base.execute("INSERT INTO 'a \" b' VALUES (?)", (words,))
        base.commit()
        return base.serialize()


def png(kind: bytes, body: bytes) -> bytes:
    """A picture with one chunk."""
    return b"\x89PNG\r\n\x1a\n" + len(body).to_bytes(4) + kind + body + b"\0" * 4


PACKED = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "tar.gz": lambda inner: gzip.compress(tar(inner)),
    "zip": zipped,
    "zip in gz": lambda inner: gzip.compress(zipped(inner)),
    "sqlite": sqlite,
    "png iTXt": lambda i: png(b"iTXt", b"Comment\0\x01\0en\0\0" + zlib.compress(i)),
    "png tEXt": lambda i: png(b"tEXt", b"Author\0" + i.decode().encode("latin-1")),
    "jpeg": lambda i: b"\xff\xd8\xff\xe1\0\x99Exif\0\0" + i.decode().encode("utf-16-le"),
    "pdf": lambda i: b"%PDF-1.7\nstream\n" + zlib.compress(b"BT (" + i + b") Tj") + b"\nendstream",
    "pdf in digits": lambda i: (
        b"%PDF-1.4\n/Title <" + i.decode().encode("cp1252").hex("\n", 9).encode() + b">"
    ),
    "pdf in UTF-16": lambda i: (
        b"%PDF-1.4\n/Title <FEFF" + i.decode().encode("utf-16-be").hex().encode() + b">"
    ),
    "pdf in octal": lambda i: (
        b"%PDF-1.4\n/Title ("
        + b"".join(b"\\%03o" % c for c in b"\xfe\xff" + i.decode().encode("utf-16-be"))
        + b")"
    ),
    "pdf packed twice": lambda i: (
        b"%PDF-1.7\nstream\r\n"
        + base64.a85encode(zlib.compress(b"(" + i + b")"))
        + b"~>\nendstream"
    ),
    "behind a picture": lambda i: b"\xff\xd8\xff\xe0 a picture" + zipped(i),
    "data:": lambda i: b'"data:text/plain;base64,' + base64.b64encode(i + b" and more") + b'"',
}


@pytest.mark.parametrize("kind", PACKED)
def test_packed_files_and_pictures_are_looked_into(site: Path, kind: str) -> None:
    """A secret is found in archives, databases and the notes that a picture carries."""
    assert found_in(site, {"a.bin": PACKED[kind](b"nothing at all in here")}) == []
    assert found_in(site, {"a.bin": PACKED[kind](SECRET.encode())}) == ["leak"]


@pytest.mark.parametrize(
    "written",
    [
        SECRET, "ZOE QUISTGAARD", "zoe-quistgaard", "Zoe\u0308 Quistgaard", quote(SECRET),
        quote(quote(SECRET)), json.dumps(SECRET), json.dumps(json.dumps(SECRET)),
        html.escape(json.dumps(SECRET)), "Zo&euml;&#32;Quist&shy;gaard", "Zo\u200bë Quist<wbr>gaard",
        "Ｚｏë　Ｑｕｉｓｔｇａａｒｄ", "𝐙𝐨𝐞 𝒬𝓊𝒾𝓈𝓉ℊ𝒶𝒶𝓇𝒹", "\\5a o\\0000eb  \\51 uistgaard", "Zo\\u{eb} \\u{51}uistgaard",
        "Zoë <em>Quistgaard</em>", f'<img alt="{SECRET}">', "\\x5a\\u006f\u00eb\\nQuistgaard",
    ],
)  # fmt: skip
def test_a_secret_is_found_however_it_is_written(site: Path, written: str) -> None:
    """Escaped, encoded, folded, cut by markup or by signs that nobody sees."""
    assert found_in(site, {"a.html": page(written)}) == ["leak"]


@pytest.mark.parametrize(
    "encoding",
    ["cp1252", "latin-1", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"],
)
def test_a_secret_is_found_in_every_encoding_of_the_page(site: Path, encoding: str) -> None:
    """Windows-1252 and all of Unicode's, with and without a mark; and as a stretch among other bytes."""
    text = page(SECRET).decode().encode(encoding)
    assert found_in(site, {"a.html": text}) == ["leak"]
    assert found_in(site, {"a.bin": bytes(range(256)) + bytes(4) + SECRET.encode(encoding)}) == [
        "leak"
    ]
    assert found_in(site, {"a.html": page("nobody").decode().encode(encoding)}) == []


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16-be", "utf-32-le"])
def test_a_large_file_is_read_in_windows_and_nothing_falls_between(
    site: Path, encoding: str
) -> None:
    """Wherever in it the secret stands, at a place where a window ends for instance."""
    secret = SECRET.encode(encoding)
    for place in range((1 << 18) - 1100, (1 << 18) + 40, 28):
        data = bytearray(b"\xff\0\0\0" * 100_000)
        data[place : place + len(secret)] = secret
        found = (words for raw in readings(bytes(data)) for words in unescaped(raw))
        assert any(SECRET in words for words in found), place


def test_a_large_binary_file_takes_little_memory() -> None:
    """A few windows of it, in whatever encoding they are read."""
    data = b"".join(number.to_bytes(4, "little") for number in range(250_000))
    tracemalloc.start()
    for raw in readings(data):
        for _ in unescaped(raw):
            pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # Read as a whole it takes forty times its size.
    assert peak < 16 * len(data)


def test_a_number_in_a_table_of_a_database_is_found(make_site) -> None:
    """Numbers are kept as such there, not as letters."""
    site = make_site({
        "content/actors/ada.yml": "name: Ada\nkind: person\nprivate: call 5512345678\n",
    })  # fmt: skip
    with contextlib.closing(sqlite3.connect(":memory:")) as base:
        base.execute("CREATE TABLE a (x INTEGER, y INTEGER)")
        base.execute("INSERT INTO a VALUES (1, 5512345678)")
        base.commit()
        assert found_in(site, {"a.db": base.serialize()}) == ["leak"]


def test_a_secret_is_found_in_the_name_of_a_file_and_not_repeated(site: Path) -> None:
    """The finding does not name the file by the name that gives it away."""
    (only,) = leaks(site, [("files/boris-tamm.png", b"x")], BuildOptions(TODAY), ())
    assert only.code == "leak"
    assert "the name of files/…" in only.message


def test_what_public_records_say_is_no_leak(make_site) -> None:
    """Words of a note that stand in a public quote, and names that the site itself uses, are none."""
    site = make_site({
        "content/actors/ada.yml": "name: Ada Moreno\nkind: person\nprivate: "
            "'Why was Zoë Quistgaard paid by the harbour master? See the Timeline in January.'\n",
        "content/sources/log.yml": "title: Log\nexcerpts: [{quote: 'Zoë Quistgaard was paid by the harbour master'}]\n",
    })  # fmt: skip
    words = "<h2>Timeline</h2> January. Zoë Quistgaard was paid by the harbour master, it says. Why"
    assert found_in(site, {"a.html": page(words)}) == []
    assert found_in(site, {"a.html": page("Why was Zoë Quistgaard paid by")}) == ["leak"]


PUBLIC_ADDRESSES = [
    "Said in [@harbour-log-2024#entry-seven-b].",
    'He wrote [@harbour-log-2024: "the lamp was out"], [@harbour-log-2024].',
    "See [[ada-lovelace-1815|her]] and [the log](sources/harbour-log-2024/#passage-entry-seven-b).",
    "sources/harbour-log-2024/#passage-entry-seven-b",
    "actors/ada-lovelace-1815/#fact-born-in-1815, #relation-ada-lovelace-1815-leads-at-pier-7",
    "https://a.example/timeline/#event-the-great-flood-1820",
    "disputed/#dispute-event-the-great-flood-1820",
]


def test_a_draft_may_cite_what_is_public(make_site, run) -> None:
    """Ids and places of public pages stand on them, and give nobody away; nor does a citation's form."""
    hidden = {
        f"content/actors/{kind}-{number}.yml": f"name: Boris Tamm the {number}th\nkind: person\n"
        f"draft: true\n{kind}: {json.dumps(words)}\n"
        for kind in ("body", "private")
        for number, words in enumerate(PUBLIC_ADDRESSES, 4)
    }
    site = make_site({
        "content/actors/ada-lovelace-1815.yml": "name: Ada Moreno\nkind: person\n"
            "facts: [{id: born-in-1815, label: Born, value: '1815', sources: [harbour-log-2024]},"
            " {label: Born, value: '1820', sources: [harbour-log-2024]}]\n"
            "relations: [{id: leads-at-pier-7, to: zed, type: leads, sources: [harbour-log-2024]}]\n",
        "content/actors/zed.yml": "name: Zed\nkind: organization\n",
        "content/events/the-great-flood-1820.yml": "title: A flood\ndate: 1820\nstatus: disputed\n"
            "sources: [harbour-log-2024]\n",
        "content/sources/harbour-log-2024.yml": "title: Log\nwords: 400\n"
            "excerpts: [{id: entry-seven-b, quote: the lamp was out}]\n",
        **hidden,
    })  # fmt: skip
    ran = run("check", "--site", site, "--as-of", AS_OF, "--leaks")
    assert (ran.code, ran.stdout.startswith("no problems"), ran.stderr) == (0, True, "")


def test_words_that_a_draft_quotes_or_links_are_looked_for(make_site) -> None:
    """Only the form of a citation or link goes; what it says stays a secret."""
    for text, shown in (
        ('[@log: "nobody had seen the lamp"]', "nobody had seen the lamp"),
        ("[[bo|the man with the parrot]]", "the man with the parrot"),
        ("[all of the green parrots](sources/log/)", "all of the green parrots"),
        ("[x](https://a.example/dossier-7731904)", "https://a.example/dossier-7731904"),
    ):
        site = make_site({
            "content/actors/bo.yml": "name: Boris Tamm\nkind: person\n",
            "content/sources/log.yml": "title: Log\n",
            "content/actors/cy.yml": f"name: Cyril Nemo\nkind: person\ndraft: true\nbody: {json.dumps(text)}\n",
        })  # fmt: skip
        assert found_in(site, {"a.html": page(shown)}) == ["leak"]


def test_two_public_words_beside_each_other_are_no_name(make_site) -> None:
    """A sentence of a note that begins with a name of the dossier gives nobody away."""
    site = make_site({
        "content/actors/ada.yml": "name: Ada Moreno\nkind: person\nsummary: She met a friend.\n"
            "private: Friend Moreno again?\n",
    })  # fmt: skip
    assert found_in(site, {"a.html": page("of a friend,Moreno said")}) == []
    assert found_in(site, {"a.html": page("of Friend Moreno again it said")}) == ["leak"]


def test_an_id_that_is_a_word_of_the_program_gives_nobody_away(make_site, run) -> None:
    """A draft called `hidden` is not found in every `aria-hidden`."""
    hidden = "name: Sources\nkind: person\ndraft: true\naliases: [Timeline]\n"
    site = make_site({**FILES, "content/actors/hidden.yml": hidden})
    told = run("check", "--site", site, "--as-of", AS_OF, "--leaks").stdout
    assert told.startswith("no problems")


def test_words_in_neighbouring_fields_are_no_phrase(site: Path) -> None:
    """A name is not put together out of two cells of a table, or two values in JSON."""
    for name, data in {
        "a.html": b"<td>Boris</td><td>Tamm</td>",
        "a.json": b'["Boris", "Tamm"]',
    }.items():
        assert "leak" not in found_in(site, {name: data})


def test_a_lone_word_that_may_be_a_name_is_a_warning(make_site, run) -> None:
    """It may be another word: the author looks, and is not stopped."""
    site = make_site({
        "content/actors/ada.yml": "name: Ada\nkind: person\nprivate: seen with Brzegowo\n",
        "static/note.txt": "brzegowo",
    })  # fmt: skip
    ran = run("check", "--site", site, "--leaks")
    assert ran.code == 0
    assert "content/actors/ada.yml:3:1: warning[possible-leak]" in ran.stderr
    assert "note.txt" in ran.stderr
    assert "brzegowo" not in ran.stderr.lower()


def test_with_errors_nothing_is_said_to_be_clean(make_site, run) -> None:
    """Where no site can be made, none is looked through, and that is said."""
    ran = run("check", "--site", make_site({**FILES, "content/actors/x.yml": "a: b\n"}), "--leaks")
    assert ran.code == 1
    assert "Leaks were not looked for: mend the errors first." in ran.stderr


def test_a_canary_may_stand_nowhere_at_all(make_site, run) -> None:
    """Public words included; the list's lines are not printed, and comments in it are none."""
    site = make_site({
        "content/actors/ada.yml": "name: Ada\nkind: person\nsummary: Called Lee\n",
        "canaries.txt": "# people who spoke to us\n\nLee\nAda Lovelace\n",
    })  # fmt: skip
    ran = run("check", "--site", site, "--leaks")
    assert ran.code == 1
    assert "canaries.txt:3:1: error[leak]: words of a canary stand in the built site" in ran.stderr
    assert "Lee" not in ran.stderr
    assert ran.stderr.count("error[leak]") == 1


def test_a_list_of_canaries_under_version_control_is_warned_of(make_site, run) -> None:
    """Whoever reads the repository reads it."""
    site = make_site({**FILES, "canaries.txt": "Lee\n"})
    for words in (["init", "-q"], ["add", "canaries.txt"]):
        subprocess.run(["git", *words], cwd=site, check=True, capture_output=True)
    ran = run("check", "--site", site, "--as-of", AS_OF)
    assert "canaries.txt:1:1: warning[private-tracked]" in ran.stderr or (
        "canaries.txt: warning[private-tracked]" in ran.stderr
    )


def test_the_path_of_the_authors_folder_is_a_leak(site: Path) -> None:
    """Home and site folder; a path of one part says nothing of anybody."""
    folders = ("/home/adamoreno", "/site")
    assert found_in(site, {"a.json": b'{"at": "/home/adamoreno/x", "b": "/site/y"}'}, folders) == [
        "leak"
    ]
    assert found_in(site, {"a.json": b'{"at": "/home/somebody/x", "b": "/site/y"}'}, folders) == []


def test_what_cannot_be_looked_into_is_said(site: Path) -> None:
    """Damaged, packed too deep, or unpacking to more than a memory holds: a warning, no crash."""
    deep = b"x"
    for _ in range(6):
        deep = gzip.compress(deep)
    bomb = gzip.compress(bytes(201_000_000), compresslevel=9)
    damaged = zipped(b"words")[:-30]
    for data in (deep, bomb, damaged, b"\x1f\x8bnot gzip", b"SQLite format 3\0junk"):
        assert found_in(site, {"a.bin": data}) == ["unscanned-file"]


def locked(archive: bytes) -> bytes:
    """The same archive with the sign that its file has a password."""
    data = bytearray(archive)
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + place] |= 1
    return bytes(data)


SEALED = {
    "7z": (b"7z\xbc\xaf\x27\x1c\0\4", "a 7z archive"),
    "rar": (b"Rar!\x1a\x07\x01\0", "a RAR archive"),
    "zst": (b"\x28\xb5\x2f\xfd\0", "packed with Zstandard"),
    "zip": (locked(zipped(b"x")), "has a password"),
    "pdf": (b"%PDF-1.7\ntrailer << /Encrypt 5 0 R >>", "encrypted"),
    "glyphs.pdf": (
        b"%PDF-1.7\nstream\n" + zlib.compress(b"<< /Encoding /Identity-H >>") + b"\nendstream",
        "its words are written as numbers of a font's letters",
    ),
    "doc": (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
}


@pytest.mark.parametrize("kind", SEALED)
def test_where_the_scan_is_blind_it_says_so(site: Path, kind: str) -> None:
    """By the file's kind or its own words; what is packed beside it is looked into all the same."""
    data, why = SEALED[kind]
    (only,) = leaks(site, [("a.bin", data)], BuildOptions(TODAY), ())
    assert (only.code, only.message) == (
        "unscanned-file",
        f"this file cannot be looked into for leaks: {why}",
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("one", data)
        archive.writestr("two", gzip.compress(SECRET.encode()))
    assert found_in(site, {"a.zip": out.getvalue()}) == ["leak", "unscanned-file"]


def test_what_a_damaged_archive_says_of_itself_is_not_repeated(site: Path) -> None:
    """The words of the library that unpacks it name the file inside."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("boris-tamm.txt", "words that are changed")
    data = out.getvalue().replace(b"words", b"sword", 1)
    assert found_in(site, {"a.zip": data}) == ["leak", "unscanned-file"]


@pytest.mark.parametrize(
    "made",
    [
        lambda n: b"%PDF-1.7\n" + (b"stream\n" + zlib.compress(b"(x)") + b"\nendstream\n") * n,
        lambda n: b"%PDF-1.7\n" + b"stream\nx" * n,
        lambda n: b"%PDF-1.7\n" + b"<41" * n,
        lambda n: png(b"iTXt", b"Comment\0" + b"x\x9c" * n),
        lambda n: b"\0\0\0A\0\0" * n,
        lambda n: "A".encode("utf-32") * n,
        lambda n: b"\\5a " * n,
    ],
)
def test_the_time_grows_with_the_file_and_no_faster(made) -> None:
    """Four times the file takes four times as long, not sixteen times."""

    def seconds(number: int) -> float:
        data = made(number)
        began = time.process_time()
        for inner in contents(data):
            for raw in readings(inner):
                for _ in unescaped(raw):
                    pass
        return time.process_time() - began

    assert seconds(80_000) < 9 * seconds(20_000) + 0.1


def test_scripts_without_capitals_and_blanks(make_site) -> None:
    """A Chinese note and an Arabic name are found inside other words of their script."""
    site = make_site({
        "content/actors/ada.yml": "name: Ada\nkind: person\nprivate: 他们在码头见面\n",
        "content/actors/bo.yml": "name: سامي الحداد\nkind: person\ndraft: true\n",
    })  # fmt: skip
    assert found_in(site, {"a.html": page("据说他们在码头见面了")}) == ["leak"]
    assert found_in(site, {"a.html": page("قال سامي الحداد اليوم")}) == ["leak"]
    assert found_in(site, {"a.html": page("码头 قال اليوم")}) == []
