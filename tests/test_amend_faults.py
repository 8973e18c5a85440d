"""Whatever the disk refuses while an author's files are changed: each is as it was, or as it was to be."""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from test_write_faults import Counting, failing

from dossier import amend
from dossier.amend import FileChange, change_file, change_files, create_files
from dossier.diagnostics import DossierError
from dossier.write import disk

OLD = {"content/a.yml": "name: A\n", "content/b.yml": "name: B\n"}


@pytest.fixture(autouse=True)
def unsynced(monkeypatch: pytest.MonkeyPatch) -> None:
    """No loss of power is tried here."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


def change_one(site: Path) -> None:
    """A file with more in it."""
    change_file(site, "content/a.yml", lambda text: text + "kind: person\n" * 50)


def create_two(site: Path) -> None:
    """Two new files, one of them in a new folder."""
    create_files(site, {"content/new/c.yml": "name: C\n", "content/d.yml": "name: D\n"})


def change_both(site: Path) -> None:
    """One file is changed, the other renamed."""
    data = {path: text.encode() for path, text in OLD.items()}
    a, b = OLD
    change_files(
        site,
        [
            FileChange(a, data[a], b"name: A, otherwise\n", a),
            FileChange(b, data[b], b"name: B, renamed\n", "content/z.yml"),
        ],
    )


def texts(site: Path) -> dict[str, str]:
    """Every file of a site, hidden ones too."""
    found = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_text() for path in sorted(found)}


@pytest.mark.parametrize("work", [change_one, create_two, change_both])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_every_call_fails_in_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, work: Callable[[Path], None], code: int
) -> None:
    """One line says what the disk said; all files are the old ones or all the new ones."""
    site = tmp_path / "whole"
    write_site(site)
    work(site)
    after = texts(site)
    failed = 0
    for number in itertools.count(1):
        site = tmp_path / str(number)
        write_site(site)
        counting = Counting(failing(code, number, number))
        with monkeypatch.context() as patched:
            patched.setattr(disk, "os", counting)
            patched.setattr(amend, "os", counting)
            said = ""
            try:
                work(site)
            except DossierError as problem:
                said = str(problem)
            failed += bool(said)
            assert not said or os.strerror(code).lower() in said
            assert without_remains(texts(site)) == (OLD if said else after)
        if counting.calls < number:
            break
    assert failed > 2


@pytest.mark.parametrize("work", [change_one, change_both])
def test_an_interrupt_leaves_no_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, work: Callable[[Path], None]
) -> None:
    """Wherever it comes: all files are the old ones or all the new ones."""
    whole = tmp_path / "whole"
    write_site(whole)
    work(whole)
    for number in itertools.count(1):
        site = tmp_path / str(number)
        write_site(site)

        def happens(at: int, _name: str, real: Any, given: Any, number: int = number) -> Any:
            done = real(*given[0], **given[1])
            if at == number:
                raise KeyboardInterrupt
            return done

        counting = Counting(happens)
        with monkeypatch.context() as patched:
            patched.setattr(disk, "os", counting)
            patched.setattr(amend, "os", counting)
            with contextlib.suppress(KeyboardInterrupt):
                work(site)
        assert without_remains(texts(site)) in (OLD, texts(whole)), number
        if counting.calls < number:
            break


def test_what_cannot_be_put_back_is_kept_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From some moment on the disk refuses all: the old bytes stay, and the message says where."""
    write_site(tmp_path)
    real, calls = os.replace, itertools.count()

    def replace(*given: Any) -> None:
        if next(calls):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        real(*given)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(DossierError, match=r"cannot be put back: content/a\.yml") as problem:
        change_both(tmp_path)
    kept = str(problem.value).partition("as it was: ")[2].rstrip(")")
    assert Path(kept).read_text() == OLD["content/a.yml"]


def write_site(site: Path) -> None:
    """The old files."""
    for path, text in OLD.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text)


def without_remains(found: dict[str, str]) -> dict[str, str]:
    """Without hidden files: where the disk refuses to remove one, it stays, and no command reads it."""
    return {path: text for path, text in found.items() if "/." not in path}
