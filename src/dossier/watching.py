"""Tells as soon as the system does that something changed in some folders. The only importer of watchfiles.

Not every system tells it, and none of every folder (shared folders, those of containers, more folders than it
has room to watch): who needs to know looks for himself now and then.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

_STEP_MILLISECONDS = 20
"""Changes that follow each other within this time are told once."""
_LONGEST_MILLISECONDS = 40
"""A change is told after this time, whatever follows it."""


def tell_of_changes(folders: Iterable[Path], tell: Callable[[], None]) -> Callable[[], None]:
    """Calls `tell`, from a thread of its own, after each change below the folders; never where nobody says so.

    Returns what ends it, which has to be called: a thread that waits outside of Python must not outlive it.
    """
    there = [folder for folder in folders if folder.is_dir()]
    ended = threading.Event()
    thread = threading.Thread(target=_watch, args=(there, tell, ended), daemon=True)
    thread.start()

    def end() -> None:
        ended.set()
        thread.join()

    return end


def _watch(folders: list[Path], tell: Callable[[], None], ended: threading.Event) -> None:
    from watchfiles import watch  # noqa: PLC0415 - the first page need not wait for it

    # Where the system has no room for more, nothing is told.
    with contextlib.suppress(OSError, RuntimeError):
        for _ in watch(
            *folders,
            watch_filter=None,
            step=_STEP_MILLISECONDS,
            debounce=_LONGEST_MILLISECONDS,
            stop_event=ended,
            raise_interrupt=False,
            ignore_permission_denied=True,
        ):
            tell()
