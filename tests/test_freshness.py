"""A build in which nothing changed is not made again; one in which something did always is."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dossier.state import FOLDER

FILES = {
    "content/actors/ann.yml": "name: Ann Doe\nkind: person\nsummary: She wrote.\n",
    "content/actors/late.yml": "name: Late Comer\nkind: person\nembargo: 2026-03-01\n",
    "content/actors/lonely.yml": "name: Lonely\nkind: person\nfacts:\n- {label: Age, value: '40'}\n",
}
IDLE = re.compile(r": 0 written, (\d+) unchanged, 0 removed")


@pytest.fixture
def site(make_site: Any) -> Path:
    """A dossier with a warning and an embargo."""
    return make_site(FILES)


def build(run: Any, site: Path, *options: str, as_of: str = "2026-01-15") -> Any:
    """The real command."""
    return run("build", "--site", site, "--as-of", as_of, *options)


def stamp(site: Path) -> Path:
    """What the last build left to be recalled."""
    (found,) = (site / FOLDER).glob("build-*.json")
    return found


def recalled(site: Path) -> dict[str, Any]:
    """The same, read."""
    return json.loads(stamp(site).read_bytes().partition(b"\n")[2])


def test_nothing_changed(run: Any, site: Path) -> None:
    """The same findings, the same number of links, nothing written, no stage run."""
    first = build(run, site)
    assert first.code == 0
    again = build(run, site)
    assert (again.code, again.stderr) == (0, first.stderr)
    assert "unsourced-claim" in again.stderr
    assert IDLE.search(again.stdout)
    links = re.compile(r"removed; (\d+) links")
    assert links.search(again.stdout)[1] == links.search(first.stdout)[1]
    # Nothing is imported that reads, links or renders.
    probe = "import sys, dossier.cli as c\ntry: c.main(sys.argv[1:])\nexcept SystemExit: pass\n"
    probe += (
        "print(sorted(m for m in ('yaml', 'jinja2', 'pydantic', 'markdown') if m in sys.modules))"
    )
    arguments = ["build", "--site", str(site), "--as-of", "2026-01-15"]
    shown = subprocess.run(
        [sys.executable, "-c", probe, *arguments], capture_output=True, text=True, check=True
    )
    assert shown.stdout.endswith("[]\n")


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("content/actors/ann.yml", "name: Ann Roe\nkind: person\nsummary: She wrote.\n"),
        ("content/actors/new.yml", "name: New One\nkind: person\n"),
        ("site_config.yml", "format: 1\ntitle: Another title\n"),
        ("templates/404.html", "gone\n"),
        ("static/a.txt", "words\n"),
        ("content/pages/about.md", "Words.\n"),
    ],
)
def test_what_changed_is_built(run: Any, site: Path, path: str, content: str) -> None:
    """Also where the new words are as long as the old ones and no second has passed."""
    assert build(run, site).code == 0
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    (site / path).write_text(content, "utf-8")
    done = build(run, site)
    assert done.code == 0
    assert not IDLE.search(done.stdout)
    clean = site.parent / "clean"
    assert build(run, site, "-o", str(clean), "--no-cache").code == 0
    assert tree(clean) == tree(site / "build")


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a built site."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_file_taken_away_is_noticed(run: Any, site: Path) -> None:
    """Its page goes."""
    build(run, site)
    (site / "content/actors/ann.yml").unlink()
    # The page, and its data beside it.
    assert "2 removed" in build(run, site).stdout
    assert not (site / "build/actors/ann").exists()


def test_what_was_done_to_the_output_is_noticed(run: Any, site: Path) -> None:
    """A page edited, deleted, or the whole folder gone: it is built again."""
    build(run, site)
    page = site / "build/index.html"
    words = page.read_bytes()
    page.write_bytes(b"x" * len(words))
    assert not IDLE.search(build(run, site).stdout)
    assert page.read_bytes() == words
    page.unlink()
    assert not IDLE.search(build(run, site).stdout)
    shutil.rmtree(site / "build")
    assert not IDLE.search(build(run, site).stdout)
    assert page.read_bytes() == words


def test_other_options_are_another_build(run: Any, site: Path) -> None:
    """A base URL, drafts: what was remembered without them does not count."""
    build(run, site)
    assert not IDLE.search(build(run, site, "--drafts").stdout)
    assert not IDLE.search(build(run, site, "--base-url", "https://example.org/").stdout)
    assert build(run, site, "--strict").code == 1


def test_the_day_matters_only_where_an_embargo_ends(run: Any, site: Path) -> None:
    """The day after, nothing is built; on the day of the embargo the page appears."""
    build(run, site)
    assert IDLE.search(build(run, site, as_of="2026-02-28").stdout)
    assert not (site / "build/actors/late").exists()
    assert not IDLE.search(build(run, site, as_of="2026-03-01").stdout)
    assert (site / "build/actors/late/index.html").is_file()
    assert not IDLE.search(build(run, site, as_of="2026-02-28").stdout)
    assert not (site / "build/actors/late").exists()


@pytest.mark.parametrize("damage", [b"", b"x", b"{}", b"\xff" * 400])
def test_a_damaged_memory_is_no_memory(run: Any, site: Path, damage: bytes) -> None:
    """Cut short or overwritten: a build as if there were none, without a word."""
    build(run, site)
    stamp(site).write_bytes(damage)
    done = build(run, site)
    assert done.code == 0
    assert "Traceback" not in done.stderr
    assert recalled(site)["files"] > 0


def test_every_cut_of_the_memory_is_noticed(run: Any, site: Path) -> None:
    """No part of it is taken for the whole."""
    from dossier.freshness import _read

    build(run, site)
    whole = stamp(site).read_bytes()
    for length in range(0, len(whole), max(1, len(whole) // 60)):
        stamp(site).write_bytes(whole[:length])
        with pytest.raises((OSError, ValueError)):
            _read(stamp(site))


def test_nothing_unpublished_is_kept(run: Any, make_site: Any) -> None:
    """Neither the names of hidden records' files nor their words."""
    site = make_site(
        FILES | {
            "content/actors/canary-file.yml": "name: Canary Name\nkind: person\ndraft: true\n",
            "content/actors/noted.yml": "name: Noted\nkind: person\nprivate: canary note\n",
        }
    )  # fmt: skip
    assert build(run, site).code == 0
    for path in (site / FOLDER).iterdir():
        assert b"canary" not in path.read_bytes().lower()
    assert (site / FOLDER / ".gitignore").read_text() == "*\n"


def test_a_folder_that_cannot_be_written_keeps_nothing(run: Any, site: Path) -> None:
    """The build is made all the same."""
    (site / FOLDER).write_text("in the way", "utf-8")
    assert build(run, site).code == 0
    assert build(run, site).code == 0


def test_an_edit_within_the_tick_of_a_clock_is_noticed(run: Any, site: Path) -> None:
    """Same length, same times: a file so new is told by its content."""
    build(run, site)
    path = site / "content/actors/ann.yml"
    stat = path.stat()
    path.write_text("name: Ann Roe\nkind: person\nsummary: She wrote.\n", "utf-8")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    done = build(run, site)
    assert not IDLE.search(done.stdout)
    assert "Ann Roe" in (site / "build/actors/ann/index.html").read_text("utf-8")
