"""Whatever the disk refuses, and whenever a build ends: the whole old site or the whole new one.

Every call with which `write.disk` and `write.lock` change the disk is made to fail in turn, through the
`os` of these two modules.
"""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from dossier.cli import cli
from dossier.diagnostics import DossierError
from dossier.model.page import RenderedFile
from dossier.urls import OutputPath
from dossier.workers import can_fork
from dossier.write import MANIFEST, Stage, disk, lock, read_manifest, recover

CHANGES = frozenset({
    "open", "write", "close", "fsync", "replace", "unlink", "rmdir", "mkdir", "makedirs", "chmod",
    "ftruncate",
})  # fmt: skip
OLD = {"index": "1", "same": "=", "gone/a/page": "1", "was-file": "1", "was-folder/page": "1"}
NEW = {"index": "2", "same": "=", "new/b/page": "2", "was-file/page": "2", "was-folder": "2"}
Tree = dict[str, str]


class Killed(BaseException):
    """The process ends here: nothing of it is done any more."""


class Counting:
    """`os` for `disk` and `lock`: `happens` is asked before each call that changes the disk."""

    def __init__(self, happens: Callable[[int, str, Callable[..., Any], Any], Any]) -> None:
        self.happens, self.calls = happens, 0

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name not in CHANGES:
            return real

        def call(*arguments: Any, **named: Any) -> Any:
            self.calls += 1
            return self.happens(self.calls, name, real, (arguments, named))

        return call


@pytest.fixture(autouse=True)
def unsynced(monkeypatch: pytest.MonkeyPatch) -> None:
    """No loss of power is tried here, and to wait for the disk thousands of times takes minutes."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


def tree(folder: Path) -> Tree:
    """What a site holds; its manifest knows exactly that."""
    found = {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }
    half_done = {"a manifest that knows others": ", ".join(read_manifest(folder))}
    return found if found.keys() == read_manifest(folder).keys() else found | half_done


def write_site(site: Tree, out: Path) -> None:
    """One build."""
    with Stage(out) as stage:
        made = [RenderedFile(OutputPath(path), text.encode()) for path, text in site.items()]
        stage.publish([stage.put(file) for file in made])


def beside(out: Path) -> list[str]:
    """What stands beside the output."""
    return sorted(path.name for path in out.parent.iterdir() if path != out)


@pytest.fixture
def disturbed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Runs something while `happens` stands before each change of the disk; how many changes it saw."""

    def run_disturbed(work: Callable[[], Any], happens: Callable[..., Any]) -> int:
        counting = Counting(happens)
        with monkeypatch.context() as patched:
            patched.setattr(disk, "os", counting)
            patched.setattr(lock, "os", counting)
            with contextlib.suppress(Killed):
                work()
        return counting.calls

    return run_disturbed


def outputs(tmp_path: Path, before: Tree) -> Iterator[tuple[int, Path]]:
    """Folder after folder in a folder of its own, each holding the site `before`."""
    for number in itertools.count(1):
        out = tmp_path / str(number) / "out"
        out.parent.mkdir(parents=True)
        if before:
            write_site(before, out)
        yield number, out


def failing(code: int, first: int, last: float) -> Callable[..., Any]:
    """The calls from the first to the last of these numbers fail."""

    def happens(number: int, name: str, real: Any, given: Any) -> Any:
        if first <= number <= last:
            if name == "close":
                real(*given[0])  # it fails, and the file is closed all the same
            raise OSError(code, os.strerror(code))
        return real(*given[0], **given[1])

    return happens


@pytest.mark.parametrize("before", [{}, OLD], ids=["first", "later"])
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_every_call_fails_in_turn(
    tmp_path: Path, disturbed: Any, code: int, lasting: bool, before: Tree
) -> None:
    """One line that says what the disk said; after the next run's look, no mixture, and no remains."""
    failed = 0
    for number, out in outputs(tmp_path, before):
        last = float("inf") if lasting else number
        said = ""

        def build(out: Path = out) -> None:
            nonlocal said
            try:
                write_site(NEW, out)
            except DossierError as problem:
                said = str(problem)

        if disturbed(build, failing(code, number, last)) < number:
            break
        if said:
            failed += 1
            # A folder that could not be removed stands in the way of a file later on.
            assert os.strerror(code).lower() in said or "is a directory" in said
            assert "\n" not in said
        else:
            assert tree(out) == NEW
        recover(out)
        assert tree(out) in (before, NEW), number
        write_site(NEW, out)
        assert (tree(out), beside(out)) == (NEW, [])
    assert failed > 15


def test_a_full_disk_in_the_middle_of_a_file(tmp_path: Path, disturbed: Any) -> None:
    """The system takes a part and then nothing more; or a part at a time, which is no failure."""
    for fails in (True, False):
        for number, out in outputs(tmp_path / str(fails), OLD):
            taken = 0

            def happens(
                call: int,
                name: str,
                real: Any,
                given: Any,
                number: int = number,
                fails: bool = fails,
            ) -> Any:
                nonlocal taken
                if name != "write" or call < number:
                    return real(*given[0], **given[1])
                taken += 1
                if fails and taken > 1:
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                data = given[0][1]
                return real(given[0][0], data[: max(1, len(data) // 2)])

            said = ""

            def build(out: Path = out) -> None:
                nonlocal said
                try:
                    write_site(NEW, out)
                except DossierError as problem:
                    said = str(problem)

            if disturbed(build, happens) < number:
                break
            assert bool(said) == (fails and taken > 1)
            assert not said or "no space left on device" in said
            recover(out)
            assert tree(out) == (OLD if said else NEW)
            assert beside(out) == []


def test_a_build_that_is_killed_before_every_call(tmp_path: Path, disturbed: Any) -> None:
    """And the run that completes it, too, before every call of its own."""

    def killed_at(last: int) -> Callable[..., Any]:
        def happens(number: int, _name: str, real: Any, given: Any) -> Any:
            if number >= last:
                raise Killed
            return real(*given[0], **given[1])

        return happens

    completed = 0
    for number, out in outputs(tmp_path, OLD):
        calls = disturbed(lambda out=out: write_site(NEW, out), killed_at(number))
        if calls < number:
            break
        was_half_done = tree(out) not in (OLD, NEW)
        for again in itertools.count(1):
            if disturbed(lambda out=out: recover(out), killed_at(again)) < again:
                break
            assert again < 200
        assert tree(out) in ([NEW] if was_half_done else [OLD, NEW])
        completed += was_half_done
        write_site(NEW, out)
        assert (tree(out), beside(out)) == (NEW, [])
    assert completed > 5


@pytest.mark.parametrize("before", [{}, OLD], ids=["first", "later"])
def test_an_interrupt_before_every_call(tmp_path: Path, disturbed: Any, before: Tree) -> None:
    """Ctrl-C needs no next run: what has begun is finished at once, the rest taken away."""
    for number, out in outputs(tmp_path, before):

        def happens(
            call: int, _name: str, real: Any, given: Any, number: int = number, out: Path = out
        ) -> Any:
            if call == number:
                raise KeyboardInterrupt
            return real(*given[0], **given[1])

        def build(out: Path = out) -> None:
            with contextlib.suppress(KeyboardInterrupt):
                write_site(NEW, out)

        if disturbed(build, happens) < number:
            break
        assert tree(out) in (before, NEW), number
        write_site(NEW, out)
        assert (tree(out), beside(out)) == (NEW, [])


SITE = {"content/actors/ann.yml": "name: Ann Doe\nkind: person\n"}


def test_the_command_says_what_the_disk_refuses(
    make_site: Any, disturbed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 1 and a line; a sample of all calls of a whole build, the first and the last ones."""
    site = make_site(SITE)
    arguments = ["build", "--site", str(site), "--as-of", "2026-01-15", "-j", "1"]

    def run(happens: Callable[..., Any]) -> tuple[int, Any]:
        results = []
        calls = disturbed(lambda: results.append(CliRunner().invoke(cli, arguments)), happens)
        return calls, results[0]

    monkeypatch.setattr("dossier.freshness.recall", lambda *_: None)
    calls, built = 0, Tree()
    for change in ("None", "One", "Two"):
        (site / "site_config.yml").write_text(f"format: 1\ntitle: {change}\n")
        # The last calls take the remains and the lock away: nobody is told where that fails.
        numbers = (1, 3, 5, 6, 8, calls // 4, calls // 3, calls // 2) if calls else ()
        for number, code in itertools.product(numbers, (errno.ENOSPC, errno.EACCES)):
            _, result = run(failing(code, number, float("inf")))
            assert (result.exit_code, type(result.exception)) == (1, SystemExit), result.output
            assert result.output.startswith("Error: ")
            assert result.output.count("\n") == 1
            recover(site / "build")
            assert tree(site / "build") == built
        calls, result = run(failing(errno.EIO, 0, 0))
        assert result.exit_code == 0
        built = tree(site / "build")
    assert not [name for name in beside(site / "build") if "stage" in name]


def test_a_memory_that_cannot_be_kept_stops_no_build(
    make_site: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What `freshness` writes may fail as well: the next build is made anew, that is all."""
    site = make_site(SITE)
    arguments = ["build", "--site", str(site), "--as-of", "2026-01-15", "-j", "1"]
    counting = Counting(failing(errno.ENOSPC, 0, float("inf")))
    monkeypatch.setattr("dossier.freshness.os", counting)
    for _ in range(2):
        result = CliRunner().invoke(cli, arguments)
        assert result.exit_code == 0, result.output
    assert counting.calls > 0


def test_a_template_that_fails_leaves_the_old_site(make_site: Any, run: Any) -> None:
    """Read wrong, or wrong on one page only: the old site, and nothing beside it."""
    site = make_site(SITE)
    assert run("build", "--site", site).code == 0
    built = tree(site / "build")
    for template in ("{% if %}", "{{ 1 / 0 }}"):
        (site / "templates").mkdir(exist_ok=True)
        (site / "templates/404.html").write_text(template)
        done = run("build", "--site", site)
        assert (done.code, "Traceback" in done.stderr) == (1, False)
        assert tree(site / "build") == built
        assert not [name for name in beside(site / "build") if "stage" in name]


PROGRAM = Path(__file__).parents[1] / "bench/crashes.py"


@pytest.mark.skipif(not can_fork(), reason="this system cannot fork")
@pytest.mark.parametrize("trial", [("kills", "--rounds", "25"), ("starts", "--processes", "30")])
def test_killed_builds_and_many_at_once(trial: tuple[str, ...]) -> None:
    """Fewer than `bench/crashes.py` does where nobody waits for it."""
    done = subprocess.run(
        [sys.executable, PROGRAM, *trial], capture_output=True, text=True, check=False, timeout=240
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_nothing_else_of_the_package_writes_the_site() -> None:
    """All that `write` does to the disk goes through the two modules that are disturbed above."""
    for path in sorted(Path(disk.__file__).parent.glob("*.py")):
        if path.stem in ("disk", "lock"):
            continue
        text = path.read_text("utf-8")
        if path.stem == "reading":  # opens files, and closes them
            assert not re.search("O_(?!RDONLY|NOFOLLOW|NONBLOCK|BINARY)", text)
            continue
        calls = [f"os.{name}(" for name in CHANGES] + [
            f".{name}(" for name in ("write_text", "write_bytes", "mkdir", "rename", "touch")
        ]
        assert [call for call in [*calls, "shutil", '"wb"', '"w"'] if call in text] == []
