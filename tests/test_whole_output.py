"""One build at a time, what a broken one left is completed, and nothing done by hand is lost in silence."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dossier.diagnostics import BusyError, DossierError
from dossier.model.page import RenderedFile
from dossier.urls import OutputPath
from dossier.workers import can_fork
from dossier.write import (
    MANIFEST,
    Stage,
    check_complete,
    check_output,
    disk,
    read_manifest,
    recover,
    remains,
)
from dossier.write.journal import JOURNAL
from dossier.write.manifest import digest_at

ANN = {"content/actors/ann.yml": "name: Ann Doe\nkind: person\n"}
LOCK = ".build.stage-lock"


def built(out: Path, *, force: bool = False, **contents: str) -> list[str]:
    """One build of these files (two underscores stand for a slash); what it remarked."""
    with Stage(out, force=force) as stage:
        made = [
            RenderedFile(OutputPath(name.replace("__", "/")), text.encode())
            for name, text in contents.items()
        ]
        stage.publish([stage.put(file) for file in made])
    return stage.remarks


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder that does not exist yet."""
    return tmp_path / "dossier" / "build"


def broken_off(out: Path, monkeypatch: pytest.MonkeyPatch, moves: int, **contents: str) -> None:
    """A build that ends without a word after so many files were put in place."""
    real, left = disk.move, iter(range(moves))

    def move(path: str, target: str) -> None:
        if next(left, None) is None:
            raise OSError(5, "the machine is gone")
        real(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(disk, "move", move)
        with pytest.raises(
            DossierError, match="gone; the next run completes what is half replaced"
        ):
            built(out, **contents)


@pytest.fixture
def holder(out: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that builds there until it is ended."""
    program = (
        "import sys, time; from pathlib import Path; from dossier.write import Stage\n"
        "with Stage(Path(sys.argv[1])):\n    print('held', flush=True)\n    time.sleep(300)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, out], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_second_build_is_refused_and_harms_nothing(
    out: Path, holder: subprocess.Popen[str], run: Any, make_site: Any
) -> None:
    """At once, in one line, with an exit code of its own; whoever only looks leaves it alone, too."""
    site = make_site(ANN)
    done = run("build", "--site", site, "-o", out)
    assert done.code == 3
    said = f"Error: {out}: another build is writing there (process {holder.pid})\n"
    assert (done.stdout, done.stderr) == ("", said)
    other = out.parent / f".build.stage-{holder.pid}"
    other.mkdir()
    assert recover(out) == []
    assert other.is_dir()
    assert run("build", "--site", site).code == 0


def test_the_lock_of_a_killed_build_is_free(out: Path, holder: subprocess.Popen[str]) -> None:
    """The system takes it back; the next build takes the file away."""
    with pytest.raises(BusyError):
        built(out, index="1")
    holder.kill()
    holder.wait()
    assert (out.parent / LOCK).is_file()
    built(out, index="1")
    assert [path.name for path in out.parent.iterdir()] == ["build"]


def test_the_lock_is_not_followed_out_of_its_folder(out: Path, tmp_path: Path) -> None:
    """A link in its place is refused, and what it leads to stays as it is."""
    (tmp_path / "precious").write_text("mine")
    out.parent.mkdir()
    (out.parent / LOCK).symlink_to(tmp_path / "precious")
    with pytest.raises(DossierError, match=LOCK):
        built(out, index="1")
    assert (tmp_path / "precious").read_text() == "mine"


@pytest.mark.parametrize("moves", [0, 1, 2])
@pytest.mark.parametrize("command", ["build", "publish"])
def test_whichever_run_comes_next_completes_it(
    make_site: Any, run: Any, monkeypatch: pytest.MonkeyPatch, moves: int, command: str
) -> None:
    """Also one whose own content has errors, and one that makes its site elsewhere."""
    site = make_site(ANN | {"content/actors/broken.yml": "name: ["})
    out = site / "build"
    built(out, one="1", two="1", gone="1")
    broken_off(out, monkeypatch, moves, one="2", two="2")
    assert len(remains(out)) == 1
    done = run(command, "--site", site)
    assert done.code == 1
    assert "completed a build that was broken off" in done.stderr
    assert ((out / "one").read_text(), (out / "two").read_text()) == ("2", "2")
    assert not (out / "gone").exists()
    assert sorted(read_manifest(out)) == ["one", "two"]
    assert remains(out) == []
    check_complete(out)


def test_serve_completes_it(make_site: Any, serve: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The preview stands elsewhere, but whoever looks at build/ meanwhile sees one whole site."""
    site = make_site(ANN)
    built(site / "build", one="1", two="1")
    broken_off(site / "build", monkeypatch, 1, one="2", two="2")
    serve(site)
    check_complete(site / "build")
    assert (site / "build/two").read_text() == "2"


def test_a_build_that_would_change_nothing_notices(
    make_site: Any, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its memory says that all is as it was, and still the journal is seen."""
    site = make_site(ANN)
    assert run("build", "--site", site, "--as-of", "2026-01-15").code == 0
    broken_off(site / "build", monkeypatch, 0, index="2")
    done = run("build", "--site", site, "--as-of", "2026-01-15")
    assert done.code == 0
    assert "completed a build that was broken off" in done.stderr
    check_complete(site / "build")
    assert (site / "build/index.html").is_file()
    again = run("build", "--site", site, "--as-of", "2026-01-15")
    assert (" 0 written" in again.stdout, again.stderr) == (True, "")


def test_a_stage_without_a_whole_journal_is_thrown_away(out: Path) -> None:
    """Those of dead builds, and nothing that is called nearly so."""
    built(out, index="1")
    folders = [out.parent / name for name in (".build.stage-1", ".build.stage-22")]
    for folder in folders:
        (folder / "deep").mkdir(parents=True)
        (folder / "deep" / "page").write_text("2")
    (folders[1] / JOURNAL).write_text('{"format": 1, "moves": {"deep/page": "')
    kept = [".build.stage-old", ".build.stage-1.txt", ".other.stage-1", "build.stage-1"]
    for name in kept:
        (out.parent / name).mkdir()
    (out.parent / ".build.stage-3").symlink_to(out.parent / "build.stage-1")
    assert built(out, index="1") == []
    assert sorted(path.name for path in out.parent.iterdir()) == sorted(
        [*kept, ".build.stage-3", "build"]
    )


def test_a_damaged_stage_is_not_put_in_place(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a loss of power a file may be shorter than it was: it is said, and built anew."""
    built(out, one="1", two="1")
    broken_off(out, monkeypatch, 0, one="2", two="2")
    (stage,) = remains(out)
    Path(stage, "two").write_text("")
    said = built(out, one="3", two="3")
    assert said == [f"{out}: what a build that was broken off had made is damaged; build again"]
    assert (out / "two").read_text() == "3"


@pytest.mark.parametrize("path", ["../victim", "/victim", "link/victim", "a/../../victim"])
def test_a_journal_cannot_lead_out_of_the_folder(out: Path, tmp_path: Path, path: str) -> None:
    """One that somebody made up moves and removes nothing elsewhere."""
    built(out, index="1")
    victim = out.parent / "victim"
    victim.write_text("mine")
    (out / "link").symlink_to(out.parent)
    if path.startswith("/"):
        path = str(victim)
    stage = out.parent / ".build.stage-1"
    for removals, moves in (({path: ""}, {}), ({}, {path: "x"})):
        stage.mkdir()
        (stage / MANIFEST).write_text("{}")
        whole = moves | {MANIFEST: digest_at(str(stage / MANIFEST))}
        journal = {"format": 1, "removals": removals, "moves": whole}
        (stage / JOURNAL).write_text(json.dumps(journal))
        recover(out)
        assert victim.read_text() == "mine"
        assert not stage.exists()


def test_a_page_changed_by_hand_is_replaced_and_that_is_said(out: Path) -> None:
    """Only where the build has something else to put there; and once."""
    built(out, one="1", two="1", three="1", four="1")
    for name in ("one", "two", "three"):
        (out / name).write_text("by hand")
    (out / "four").unlink()
    said = built(out, one="2", two="by hand", four="1")
    assert said == [
        f"{out}/one: was changed by hand and is replaced",
        f"{out}/three: was changed by hand and is removed: the site has it no more",
    ]
    assert ((out / "one").read_text(), (out / "four").read_text()) == ("2", "1")
    assert built(out, one="3", two="by hand", four="1") == []


def test_many_changed_by_hand_are_counted(out: Path) -> None:
    """Ten are named."""
    pages = {f"page-{number:02}": "1" for number in range(15)}
    built(out, **pages)
    for name in pages:
        (out / name).write_text("by hand")
    said = built(out, **dict.fromkeys(pages, "2"))
    assert len(said) == 11
    assert said[-1] == f"{out}: 5 more like this"


def test_only_what_is_replaced_is_looked_at(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site of many pages with one changed: no other is read or waited for."""
    pages = {f"page-{number:03}": "1" for number in range(300)}
    built(out, **pages)
    seen: list[str] = []
    real = os.fsync
    monkeypatch.setattr("dossier.write.targets.digest_at", seen.append)
    monkeypatch.setattr(disk.os, "fsync", lambda number: (seen.append("synced"), real(number))[1])
    built(out, **pages | {"page-007": "2"})
    assert seen == [f"{out}/page-007", "synced", "synced"]
    seen.clear()
    built(out, **pages | {"page-007": "2"})
    assert seen == []


def test_a_file_of_somebody_else_is_not_replaced(out: Path) -> None:
    """It was put into the folder by hand, and now the site has one of that name."""
    built(out, index="1")
    (out / "robots.txt").write_text("mine")
    os.symlink("index", out / "link")
    for name in ("robots.txt", "link"):
        with pytest.raises(DossierError, match=rf"{name}: dossier did not write this file"):
            built(out, index="2", **{name: "ours"})
        assert (out / "index").read_text() == "1"
    assert (out / "robots.txt").read_text() == "mine"
    said = built(out, force=True, index="2", **{"robots.txt": "ours"})
    assert said == [f"{out}/robots.txt: was changed by hand and is replaced"]


def test_nothing_is_removed_through_a_link(out: Path) -> None:
    """A folder of the site that somebody made a link: what is behind it stays."""
    built(out, a__page="1", index="1")
    elsewhere = out.parent / "elsewhere"
    (out / "a").rename(elsewhere)
    (out / "a").symlink_to(elsewhere)
    built(out, index="2")
    assert (elsewhere / "page").read_text() == "1"


def test_a_folder_becomes_a_page_where_nothing_else_is_in_it(out: Path) -> None:
    """As a page becomes a folder. With something of somebody's in it, it stays."""
    built(out, a__b__page="1")
    built(out, a="2")
    assert (out / "a").read_text() == "2"
    built(out, a__b__page="3")
    (out / "a/b/note").write_text("mine")
    with pytest.raises(DossierError, match="a folder stands where a file belongs"):
        built(out, a="4")
    assert (out / "a/b/page").read_text() == "3"


def test_a_closed_folder_is_seen_before_anything_is_replaced(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is half done. Root may write anywhere: what the system answers is made up here."""
    built(out, a__page="1", b__page="1", index="1")
    for closed in ("a", "b", "build"):
        monkeypatch.setattr(os, "access", lambda path, _, closed=closed: Path(path).name != closed)
        with pytest.raises(DossierError, match=rf"{closed}: permission denied"):
            built(out, a__page="2", index="2")
        assert ((out / "index").read_text(), remains(out)) == ("1", [])


@pytest.mark.parametrize("name", [MANIFEST, JOURNAL])
def test_names_that_are_taken(out: Path, name: str) -> None:
    """A file of the author's cannot pass for the manifest."""
    with pytest.raises(DossierError, match="a name that dossier needs itself"):
        built(out, index="1", **{name: "{}"})


def test_only_a_whole_build_is_complete(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One without a manifest, half done, with a page missing or changed is not."""
    with pytest.raises(DossierError, match="no finished build"):
        check_complete(out)
    built(out, one="1", two="1")
    check_complete(out)
    broken_off(out, monkeypatch, 1, one="2", two="2")
    with pytest.raises(DossierError, match="no finished build"):
        check_complete(out)
    recover(out)
    check_complete(out)
    (out / "one").write_text("1")
    with pytest.raises(DossierError, match="one: is not as it was built"):
        check_complete(out)
    (out / "one").unlink()
    with pytest.raises(DossierError, match="one: is not as it was built"):
        check_complete(out)


def test_an_empty_folder_keeps_its_mode(out: Path) -> None:
    """A first build takes its place in one step."""
    out.mkdir(parents=True)
    out.chmod(0o750)
    built(out, index="1")
    assert out.stat().st_mode & 0o777 == 0o750


def test_more_places_that_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The root, what is above the site or the home, and the same folders by any other name."""
    site, home = tmp_path / "site", tmp_path / "people" / "home"
    (site / "content").mkdir(parents=True)
    home.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    (tmp_path / "door").symlink_to(site / "content")
    for place in (
        "/",
        tmp_path,
        home,
        home.parent,
        tmp_path / "door" / "x",
        site / ".dossier-cache",
    ):
        with pytest.raises(DossierError, match="refusing"):
            check_output(Path(place), site)
    for place in (home / "build", site / "build", tmp_path / "other"):
        check_output(place, site)
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    for place in (tmp_path / "door", tmp_path / "dangling"):
        with pytest.raises(DossierError, match="a symbolic link"):
            check_output(place, site)
    if os.path.ismount("/proc"):
        with pytest.raises(DossierError, match="a disk of its own"):
            check_output(Path("/proc"), site)


@pytest.mark.skipif(not can_fork(), reason="this system cannot fork")
def test_workers_end_with_the_process_that_started_them(tmp_path: Path) -> None:
    """Nobody else would end them where it is killed; they would hold its memory for ever."""
    program = (
        "import os, time\nfrom dossier.workers import Local\n"
        "def work(_, part):\n    os.write(1, b'%d\\n' % os.getpid())\n    time.sleep(300)\n"
        "list(Local(2).each(work, None, [1, 2]))\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, cwd=tmp_path
    )
    assert process.stdout is not None
    workers = [int(process.stdout.readline()) for _ in range(2)]
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    until = time.monotonic() + 20
    while any(map(runs, workers)) and time.monotonic() < until:
        time.sleep(0.05)
    process.stdout.close()
    assert not any(map(runs, workers))


def runs(process: int) -> bool:
    """Whether there is such a process, and it has not ended."""
    try:
        return "Z" not in Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        pass
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return not Path("/proc/self").exists()


@pytest.mark.parametrize("moment", [0.0, 0.03, 0.06])
def test_an_interrupted_command_says_so_and_leaves_a_whole_site(
    make_site: Any, moment: float
) -> None:
    """Ctrl-C so many seconds after a build has begun: a word instead of a traceback, and no mixture."""
    site = make_site(ANN)
    built(site / "build", index="1")
    process = subprocess.Popen(
        [sys.executable, "-m", "dossier", "build", "--site", site, "--no-cache"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    while not (site / LOCK).exists() and process.poll() is None:
        time.sleep(0.001)
    time.sleep(moment)
    process.send_signal(signal.SIGINT)
    summary, said = process.communicate(timeout=60)
    if summary:  # it was done, and Python itself may be leaving
        assert process.returncode in (0, -signal.SIGINT)
    else:
        assert (process.returncode, "Aborted!" in said, "Traceback" in said) == (1, True, False)
    recover(site / "build")
    check_complete(site / "build")
    assert remains(site / "build") == []
