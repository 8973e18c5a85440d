"""The output folder: what changed is written, what is stale removed, what is not ours left alone."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from dossier.builds import WriteReport
from dossier.diagnostics import DossierError
from dossier.model.page import RenderedFile
from dossier.urls import OutputPath
from dossier.write import MANIFEST, Stage, check_output, read_manifest


def files(**contents: str) -> list[RenderedFile]:
    """Rendered files; two underscores stand for a slash."""
    return [
        RenderedFile(OutputPath(name.replace("__", "/")), text.encode())
        for name, text in contents.items()
    ]


def write_files(made: Iterable[RenderedFile], out: Path) -> WriteReport:
    """Puts the files into a stage as they are made, and publishes them."""
    with Stage(out) as stage:
        return stage.publish([stage.put(file) for file in made])


def test_it_writes_what_changed_and_removes_what_is_stale(tmp_path: Path) -> None:
    """Same bytes are not touched; a file of the last build that is no more goes, its folder too."""
    out = tmp_path / "out"
    first = write_files(files(index="1", a__b__page="x"), out)
    assert (first.written, first.unchanged, first.removed) == (2, 0, 0)
    before = (out / "index").stat().st_mtime_ns
    second = write_files(files(index="1", new="2"), out)
    assert (second.written, second.unchanged, second.removed) == (1, 1, 1)
    assert (out / "index").stat().st_mtime_ns == before
    assert not (out / "a").exists()
    assert sorted(read_manifest(out)) == ["index", "new"]


def test_files_put_there_by_hand_stay(tmp_path: Path) -> None:
    """What the manifest does not name is never removed."""
    out = tmp_path / "out"
    write_files(files(a__page="1"), out)
    (out / "a" / "note.txt").write_text("mine")
    write_files(files(index="1"), out)
    assert (out / "a" / "note.txt").read_text() == "mine"


def test_a_failure_on_the_way_leaves_the_old_site(tmp_path: Path) -> None:
    """When a page cannot be made, nothing has been replaced and nothing is left behind."""
    out = tmp_path / "out"
    write_files(files(index="old", page="old"), out)

    def broken():
        yield from files(index="new")
        raise RuntimeError("the second page fails")

    with pytest.raises(RuntimeError):
        write_files(broken(), out)
    assert (out / "index").read_text() == "old"
    assert (out / "page").read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    """Nothing is written over by chance."""
    with pytest.raises(DossierError, match="two things would be written to index"):
        write_files([*files(index="1"), *files(index="2")], tmp_path / "out")


def test_a_manifest_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    """A manifest somebody altered removes nothing elsewhere."""
    out = tmp_path / "out"
    write_files(files(index="1"), out)
    victim = tmp_path / "victim"
    victim.write_text("mine")
    manifest = {"format": 1, "files": {"index": "", "../victim": "", str(victim): ""}}
    (out / MANIFEST).write_text(json.dumps(manifest))
    write_files(files(index="1"), out)
    assert victim.read_text() == "mine"


def test_a_damaged_manifest_is_none(tmp_path: Path) -> None:
    """Without a readable manifest nothing is known to be ours, so nothing is removed."""
    (tmp_path / MANIFEST).write_text("{]")
    assert read_manifest(tmp_path) == {}


@pytest.mark.parametrize(
    "name", [".", "..", "content", "content/x", ".git/x", "seeds", "templates"]
)
def test_places_that_are_refused(tmp_path: Path, name: str) -> None:
    """The site itself, what is above it, its content and `.git` are never written to."""
    site = tmp_path / "site"
    (site / "content").mkdir(parents=True)
    with pytest.raises(DossierError, match="refusing"):
        check_output(site / name, site)


def test_home_a_file_a_link_and_a_foreign_folder_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So are the home folder, a file, a symbolic link, and a folder with files of others."""
    site, home = tmp_path / "site", tmp_path / "home"
    site.mkdir()
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    with pytest.raises(DossierError, match="refusing"):
        check_output(home, site)
    (tmp_path / "file").write_text("")
    with pytest.raises(DossierError, match="is a file"):
        check_output(tmp_path / "file", site)
    (tmp_path / "link").symlink_to(home)
    with pytest.raises(DossierError, match=r"refusing|symbolic link"):
        check_output(tmp_path / "link", site)


def test_a_folder_with_files_of_others_is_refused(tmp_path: Path) -> None:
    """Unless the author insists; an empty one is taken."""
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    write_files(files(index="1"), foreign)
    (foreign / MANIFEST).unlink()
    (foreign / "thesis.doc").write_text("mine")
    with pytest.raises(DossierError, match="--force"):
        write_files(files(index="2"), foreign)
    with Stage(foreign, force=True) as stage:
        stage.publish([stage.put(file) for file in files(index="2")])
    assert (foreign / "thesis.doc").read_text() == "mine"
    assert stage.remarks == [f"{foreign}/index: was changed by hand and is replaced"]


def test_what_cannot_be_written_is_seen_before_anything_is_replaced(tmp_path: Path) -> None:
    """A folder of somebody's where a page belongs: the old site stays whole, nothing is removed."""
    out = tmp_path / "out"
    write_files(files(one="1", two="2"), out)
    (out / "three").mkdir()
    with pytest.raises(DossierError, match="a folder stands where a file belongs"):
        write_files(files(two="new", three="3"), out)
    assert ((out / "one").read_text(), (out / "two").read_text()) == ("1", "2")
    with pytest.raises(DossierError, match="a file stands where a folder belongs"):
        write_files(files(one="1", two="2", one__page="3"), out)
    assert (out / "one").read_text() == "1"


def test_a_page_may_become_a_folder(tmp_path: Path) -> None:
    """A stale file of ours makes room for a folder of the same name."""
    out = tmp_path / "out"
    write_files(files(one="1"), out)
    write_files(files(one__page="2"), out)
    assert (out / "one" / "page").read_text() == "2"


def test_what_the_disk_refuses_is_said_in_one_line(tmp_path: Path) -> None:
    """An output that cannot be made is a DossierError, not a traceback."""
    (tmp_path / "file").write_text("mine")
    with pytest.raises(DossierError, match=r"\A[^\n]*file/inside: not a directory\Z"):
        write_files(files(one="1"), tmp_path / "file" / "inside" / "out")
