"""Pages, PDF files and bibliographies are read in a process with limits: whatever happens there is one clear line here."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path
from typing import Any

import pytest
from material import ACTORS, PARAGRAPHS, TEXT, files_of, imported, page, pdf

from dossier.importing.confine import INSTALL, read_confined
from dossier.importing.encodings import decoded
from dossier.importing.material import NotImported

LIBRARIES = {"html": "trafilatura", "pdf": "pypdf", "bibtex": "bibtexparser"}
SAVE_IT = "save its text as a plain text file, and import that"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Puts a library of the test's own in the place of trafilatura, in the reader's process alone."""

    def put(code: str, name: str = "trafilatura") -> None:
        folder = tmp_path / "libraries"
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.py").write_text(f"from lxml.html import fromstring as load_html\n{code}")
        paths = [str(folder), *filter(None, [os.environ.get("PYTHONPATH")])]
        monkeypatch.setenv("PYTHONPATH", os.pathsep.join(paths))

    return put


def why_not(data: bytes = b"<p>x</p>", seconds: float = 12) -> str:
    """Why a page could not be read."""
    with pytest.raises(NotImported) as caught:
        read_confined("html", data, seconds=seconds)
    return str(caught.value)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("def extract(*a, **k):\n    while True: pass", "takes more than 1 seconds"),
        ("import time\ndef extract(*a, **k): time.sleep(99)", "takes more than 1 seconds"),
        ("def extract(*a, **k): return 'x' * 3_000_000_000", "more memory than is allowed"),
        ("def extract(*a, **k): return extract()", "nested too deep"),
        ("def extract(*a, **k): raise ValueError('odd')", "broke down on it"),
        ("import os\ndef extract(*a, **k): os.abort()", "broke down on it"),
        ("import os\ndef extract(*a, **k): os._exit(0)", "broke down on it"),
        ("import sys\ndef extract(*a, **k): sys.exit(3)", "broke down on it"),
    ],
)
def test_a_reader_that_goes_wrong_is_one_clear_line(library: Any, code: str, said: str) -> None:
    """An endless loop, all the memory, a crash: the reason, and what to do instead."""
    library(code)
    began = time.monotonic()
    reason = why_not(seconds=1 if "1 seconds" in said else 12)
    assert said in reason
    assert SAVE_IT in reason
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    "deed",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('herald.example', 80)",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "open('made.txt', 'w')",
        "import os; os.open('made.txt', os.O_CREAT | os.O_WRONLY)",
        "import os; os.remove('kept.txt')",
    ],
)
def test_a_reader_can_neither_ask_the_net_nor_start_nor_write(
    library: Any, deed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Were one of them taken over by a file, it would still be shut in; each attempt is refused."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kept.txt").write_text("x")
    library(
        "def extract(*a, **k):\n"
        f"    try:\n        {deed}\n"
        "    except PermissionError:\n        return 'It was refused.'\n"
        "    return 'It was done.'\n"
    )
    (material,) = read_confined("html", page().encode())
    assert material.text == "It was refused.\n"
    assert (tmp_path / "kept.txt").exists()
    assert not (tmp_path / "made.txt").exists()


def test_what_a_library_prints_is_no_answer(library: Any) -> None:
    """Its words on standard output stand nowhere."""
    library("def extract(*a, **k):\n    print('{}')\n    return 'Words.'\n")
    (material,) = read_confined("html", b"<p>x</p>")
    assert material.text == "Words.\n"


def test_no_module_comes_from_the_folder_of_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A `trafilatura.py` among somebody's downloads is never run."""
    (tmp_path / "trafilatura.py").write_text("def extract(*a, **k): return 'taken over'")
    monkeypatch.chdir(tmp_path)
    (material,) = read_confined("html", page().encode())
    assert "taken over" not in str(material.text)


@pytest.mark.parametrize("kind", LIBRARIES)
def test_without_the_extra_the_command_to_install_it_is_told(
    kind: str, library: Any, make_site: Any, tmp_path: Path
) -> None:
    """The exact words to type; a plain text needs none of them."""
    name = LIBRARIES[kind]
    library(f"raise ModuleNotFoundError('no', name='{name}')", name)
    samples = {"html": page().encode(), "pdf": pdf("Words."), "bibtex": b"@book{a, title={B}}"}
    site = make_site(ACTORS)
    (tmp_path / "sample").write_bytes(samples[kind])
    (tmp_path / "a.txt").write_text(TEXT)
    ran = imported(site, tmp_path / "sample", tmp_path / "a.txt")
    assert ran.exit_code == 1
    assert f"sample: not imported: reading this needs the package {name}: {INSTALL}\n" in ran.stderr
    assert (site / "content/sources/a.yml").is_file()
    readme = (Path(__file__).parents[1] / "docs/commands.md").read_text("utf-8")
    assert INSTALL in readme


def bomb() -> bytes:
    """A PDF whose page unpacks to 150 MB, twice what its reader takes."""
    stream = zlib.compress(b" " * 150_000_000, 9)
    data = pdf("x")
    begin, end = data.index(b"<< /Length"), data.index(b"\nendstream")
    head = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(stream)
    return data[:begin] + head + stream + data[end:]


HOSTILE: dict[str, Any] = {
    "nested.html": lambda: b"<html><body>" + b"<div>" * 400_000 + b"words",
    "lists.html": lambda: b"<html><body><article>" + b"<ul><li>" * 50_000 + b"words",
    "tables.html": lambda: (
        b"<html><body><table><tr><td colspan=999999999 rowspan=999999999>x" * 999
    ),
    "attributes.html": lambda: b"<html><body><p " + b"a=b " * 500_000 + b">words</p>",
    "entities.html": lambda: b"<html><body><p>" + b"&amp;" * 1_000_000,
    "data.html": lambda: b'<html><script type="application/ld+json">' + b"[" * 400_000,
    "comment.html": lambda: b"<!doctype html><!--" + b"-" * 4_000_000,
    "comments.txt": lambda: b"<!---->" * 40 + b"x",
    "unclosed.html": lambda: b"<html><" * 500_000,
    "bomb.pdf": bomb,
    "loop.pdf": lambda: pdf("x").replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]"),
    "pages.pdf": lambda: pdf("x").replace(b"/Count 1", b"/Count 999999999"),
    "deep.pdf": lambda: b"%PDF-1.4\n1 0 obj\n" + b"[" * 500_000,
    "braces.bib": lambda: b"@book{a, title=" + b"{" * 500_000,
    "latex.bib": lambda: b"@book{a, title={" + b"\\'{" * 50_000 + b"}" * 50_001 + b"}",
    "at.bib": lambda: b"@book{" * 300_000,
    "lists.json": lambda: b"[" + b"[]," * 6_000_000 + b"[]]",
    "items.json": lambda: b"[" + b'{"type":"book"},' * 600_000 + b"{}]",
    "lines.ris": lambda: b"TY  - BOOK\nTI  - " + b"a\n" * 9_000_000,
    "records.ris": lambda: b"TY  - BOOK\nER  - \n" * 300_000,
    "table.html": lambda: b"<html><body><article><table>" + (b"<tr>" + b"<td>two words" * 8) * 6000,
}


WORKER = "dossier.importing.worker"
MEMORY_OF = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
print(os.wait4(process.pid, 0)[2].ru_maxrss)
"""
"""A process counts as its own what whoever started it had in memory: here that is little."""


def worked() -> float:
    """Seconds of processor time that this process and those it started have had."""
    return sum(os.times()[:4])


@pytest.mark.skipif(sys.platform != "linux", reason="others do not count a process's own memory")
@pytest.mark.parametrize("name", ["at.bib", "attributes.html", "bomb.pdf", "lists.json"])
def test_no_file_takes_half_a_gigabyte(name: str) -> None:
    """Of memory that the process has at any time; these would take more."""
    ending = name.rpartition(".")[2]
    kind = {"bib": "bibtex", "json": "csl"}.get(ending, ending)
    with tempfile.TemporaryFile() as given:
        given.write(HOSTILE[name]())
        given.seek(0)
        command = [sys.executable, "-c", MEMORY_OF, sys.executable, "-m", WORKER, kind]
        told = subprocess.run(command, stdin=given, capture_output=True, check=True).stdout
    assert 10_000 < int(told) < 500_000  # kilobytes


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("pages.pdf", lambda: pdf(*["\n".join(["words of a report " * 4] * 45)] * 300)),
        ("page.html", lambda: page(paragraphs=PARAGRAPHS * 650).encode()),
        ("list.bib", lambda: b"@book{a%d, title={A title of some words}, year=2001}\n" * 2000),
    ],
)
def test_what_is_only_large_is_read(name: str, data: Any) -> None:
    """300 pages, two megabytes of HTML, 2,000 entries: inside of the limits."""
    content = data()
    if name.endswith("bib"):
        content %= tuple(range(2000))
    kind = {"bib": "bibtex"}.get(name[-3:], name.rpartition(".")[2])
    assert read_confined(kind, content)


@pytest.mark.parametrize("name", HOSTILE)
def test_no_file_brings_the_command_down(name: str, make_site: Any, tmp_path: Path) -> None:
    """Within 5 seconds of work it is taken in, or refused in one line; nothing half written, no traceback."""
    site = make_site(ACTORS)
    before = files_of(site)
    path = tmp_path / name
    path.write_bytes(HOSTILE[name]())
    began = worked()
    ran = imported(site, path)
    assert worked() - began < 5
    assert ran.exception is None or isinstance(ran.exception, SystemExit)
    if ran.exit_code:
        assert "not imported: " in ran.stderr
        assert files_of(site) == before


@pytest.mark.parametrize(
    "name", ["punycode", "undefined", "idna", "rot13", "unicode_escape", "\0", "x" * 40]
)
def test_only_encodings_of_pages_are_believed(name: str) -> None:
    """Python knows others: one takes minutes for a page that was made for it, one is always an error."""
    began = time.perf_counter()
    assert decoded(b"caf\xc3\xa9 " * 100_000, name)[0].startswith("caf\u00e9 ")
    assert time.perf_counter() - began < 10
    assert decoded("\u65e5\u672c".encode("shift_jis"), "Shift_JIS")[0] == "\u65e5\u672c"
