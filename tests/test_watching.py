"""The system tells of changes in a site's folders, where it does."""

from __future__ import annotations

import threading
from pathlib import Path

from dossier.watching import tell_of_changes

SOON = 10.0
"""Seconds within which any machine tells."""


def test_a_change_in_a_folder_below_is_told(tmp_path: Path) -> None:
    """Also of a file that is new, as long as it has not ended."""
    (tmp_path / "content/actors").mkdir(parents=True)
    told = threading.Event()
    end = tell_of_changes([tmp_path / "content", tmp_path / "no-such-folder"], told.set)
    number = 0
    while not told.wait(0.2) and number < SOON / 0.2:  # it takes a moment until it watches
        (tmp_path / f"content/actors/{number}.yml").write_text("name: Ada\n")
        number += 1
    end()
    assert told.is_set()
    told.clear()
    (tmp_path / "content/actors/last.yml").write_text("name: Bo\n")
    assert not told.wait(0.3)


def test_where_nothing_can_be_watched_nothing_is_told(tmp_path: Path) -> None:
    """And it can be ended all the same."""
    told = threading.Event()
    tell_of_changes([tmp_path / "nowhere"], told.set)()
    assert not told.is_set()


def test_what_is_told_too_late_ends_quietly(tmp_path: Path) -> None:
    """Who was told is gone: the thread ends without a word."""
    (tmp_path / "content").mkdir()
    asked = threading.Event()

    def gone() -> None:
        asked.set()
        raise RuntimeError("Event loop is closed")

    end = tell_of_changes([tmp_path / "content"], gone)
    number = 0
    while not asked.wait(0.2) and number < SOON / 0.2:
        (tmp_path / f"content/{number}.yml").write_text("name: Ada\n")
        number += 1
    end()
    assert asked.is_set()
