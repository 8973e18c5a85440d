"""The system tells of changes in a site's folders, where it does."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from dossier import watching
from dossier.watching import (
    SETTLING_SECONDS,
    are_at_rest,
    changed_between,
    retold,
    snapshot,
    tell_of_changes,
)

SOON = 10.0
"""Seconds within which any machine tells."""


@pytest.mark.parametrize("is_inside", [False, True])
def test_a_change_in_a_folder_below_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_inside: bool
) -> None:
    """Also of a file that is new, as long as it has not ended; also where the folder is just ".", as for most."""
    (tmp_path / "content/actors").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    site = Path() if is_inside else tmp_path
    told, paths = threading.Event(), set()

    def tell(changed: set[str]) -> None:
        paths.update(changed)
        told.set()

    end = tell_of_changes([site / "content", site / "no-such-folder"], tell)
    number = 0
    while not told.wait(0.2) and number < SOON / 0.2:  # it takes a moment until it watches
        (tmp_path / f"content/actors/{number}.yml").write_text("name: Ada\n")
        number += 1
    end()
    assert told.is_set()
    # By the names that a look at all files gives them.
    assert paths & snapshot(site).keys()
    told.clear()
    (tmp_path / "content/actors/last.yml").write_text("name: Bo\n")
    assert not told.wait(0.3)


def test_where_nothing_can_be_watched_nothing_is_told(tmp_path: Path) -> None:
    """And it can be ended all the same."""
    told = threading.Event()
    tell_of_changes([tmp_path / "nowhere"], lambda _: told.set())()
    assert not told.is_set()


def test_what_is_told_too_late_ends_quietly(tmp_path: Path) -> None:
    """Who was told is gone: the thread ends without a word."""
    (tmp_path / "content").mkdir()
    asked = threading.Event()

    def gone(_: set[str]) -> None:
        asked.set()
        raise RuntimeError("Event loop is closed")

    end = tell_of_changes([tmp_path / "content"], gone)
    number = 0
    while not asked.wait(0.2) and number < SOON / 0.2:
        (tmp_path / f"content/{number}.yml").write_text("name: Ada\n")
        number += 1
    end()
    assert asked.is_set()


def test_files_are_looked_at_alone_where_nothing_else_is_new_or_gone(tmp_path: Path) -> None:
    """A look at those that were told comes to the same as one at all; else none is enough."""
    folder = tmp_path / "content/actors"
    folder.mkdir(parents=True)
    for name in ("ada", "bo"):
        (folder / f"{name}.yml").write_text(f"name: {name}\n")
    before = snapshot(tmp_path)
    (folder / "ada.yml").write_text("name: Ada Lovelace\n")
    now = retold(before, {str(folder / "ada.yml")})
    assert now == snapshot(tmp_path)
    assert changed_between(before, now) == [str(folder / "ada.yml")]
    (folder / "cy.yml").write_text("name: Cy\n")
    assert retold(now, {str(folder / "cy.yml")}) is None
    (folder / "bo.yml").unlink()
    assert retold(now, {str(folder / "bo.yml")}) is None
    assert retold(now, {str(folder)}) is None
    # What an editor writes beside a file before it moves it there.
    assert retold(now, {str(folder / "ada.yml"), str(folder / ".ada.yml.swp")}) == now
    (folder / ".well-known").write_text("not gone\n")
    assert retold(now, {str(folder / ".well-known")}) is None
    # What stands in a file's place is no file.
    (folder / "ada.yml").unlink()
    (folder / "ada.yml").mkdir()
    assert retold(now, {str(folder / "ada.yml")}) is None


@pytest.mark.parametrize(
    ("seconds", "of_words", "waited"),
    [
        (60, 0, 0),
        (0.005, 0, SETTLING_SECONDS - 0.005),
        (0.005, -3600, SETTLING_SECONDS - 0.005),
        (60, 3600, SETTLING_SECONDS),
    ],
    ids=["a minute ago", "just now", "just now, with the time of older words", "with one to come"],
)
def test_a_file_is_waited_for_until_it_has_been_at_rest(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    seconds: float,
    of_words: float,
    waited: float,
) -> None:
    """Not one that was written a minute ago; one of the future as long as one that is gone."""
    slept: list[float] = []
    monkeypatch.setattr(watching.time, "sleep", slept.append)
    path = tmp_path / "content/ada.yml"
    path.parent.mkdir()
    path.write_text("name: Ada\n")
    if of_words:
        os.utime(path, (time.time() + of_words, time.time() + of_words))
    moment = path.stat().st_ctime_ns + round(seconds * 1e9)
    monkeypatch.setattr(watching.time, "time_ns", lambda: moment)
    now = snapshot(tmp_path)
    assert are_at_rest([str(path)], now)
    assert are_at_rest([str(tmp_path / "content/gone.yml")], now)
    assert slept == [pytest.approx(waited), SETTLING_SECONDS]
    path.write_text("name: Ada Lovelace\n")
    assert not are_at_rest([str(path)], now)
