"""How the files of a site look, and when they change. The only importer of watchfiles, which tells as soon as the system does.

Not every system tells it, and none of every folder (shared folders, those of containers, more folders than it
has room to watch): who needs to know looks for himself now and then.
"""

from __future__ import annotations

import contextlib
import os
import stat
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from dossier.load.files import State, state_of_file
from dossier.load.static import SHOWN
from dossier.state import NEVER

WATCHED = ("site_config.yml", "content", "templates", "static", "seeds", "docs")
SETTLING_SECONDS = 0.015
"""A file that is being written is another so soon."""
_STEP_MILLISECONDS = 10
"""Changes that follow each other within this time are told once."""
_LONGEST_MILLISECONDS = 20
"""A change is told after this time, whatever follows it."""

_SIZE, _MODE = 2, 4
"""Where the size and the mode stand in what `state_of_file` tells."""

Snapshot = dict[str, State]


def snapshot(site: Path) -> Snapshot:
    """How every file that a build reads looks from outside."""
    paths = (path for name in WATCHED for path in _files(str(site / name)))
    # One that was removed between listing and looking is not there.
    return {path: state for path in paths if (state := state_of_file(path))}


def retold(before: Snapshot, paths: Iterable[str]) -> Snapshot | None:
    """The files as they are where nothing but some of them has changed; None where one is new or gone.

    Of ten thousand files, so only those are looked at that the system names.
    """
    now = dict(before)
    for path in paths:
        state = state_of_file(path)
        if path in now and state and stat.S_ISREG(state[_MODE]):
            now[path] = state
        elif path in now or state or not os.path.basename(path).startswith("."):
            return None  # an editor's hidden file that is gone again is nobody's
    return now


def changed_between(before: Snapshot, now: Snapshot) -> list[str]:
    """What was added, changed or removed in between, sorted."""
    if before == now:
        return []
    return sorted(p for p in now.keys() | before.keys() if now.get(p) != before.get(p))


def are_at_rest(changed: list[str], now: Snapshot) -> bool:
    """Whether files that were just changed are not being written any more."""
    if changed:
        # Of one that is gone it is not known how long; nor does a time in the future tell anything.
        # Whoever writes it may put the time of its words back, but not that of the change.
        since = max(max(now[path][:2]) if path in now else NEVER for path in changed)
        passed = (time.time_ns() - since) / 1e9
        time.sleep(min(max(SETTLING_SECONDS - passed, 0), SETTLING_SECONDS))
    return all(state_of_file(path) == now.get(path, ()) for path in changed)


def are_emptied(changed: list[str], now: Snapshot) -> bool:
    """Whether one of files that were changed has nothing in it: who saves a file often empties it first."""
    return any(path in now and not now[path][_SIZE] for path in changed)


def _files(root: str) -> Iterator[str]:
    if os.path.isfile(root):
        yield root
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".") or name in SHOWN]
        yield from (os.path.join(folder, name) for name in names if not name.startswith("."))


def tell_of_changes(
    folders: Iterable[Path], tell: Callable[[set[str]], None]
) -> Callable[[], None]:
    """Calls `tell`, from a thread of its own, after each change below the folders; never where nobody says so.

    It is given the paths of what has changed, as far as the system knows them, beginning as the folders do.

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


def _watch(folders: list[Path], tell: Callable[[set[str]], None], ended: threading.Event) -> None:
    from watchfiles import watch  # noqa: PLC0415 - the first page need not wait for it

    # What is told begins at the root of the disk, whatever was asked for.
    asked = {os.path.join(os.path.abspath(folder), ""): folder for folder in folders}

    def as_asked(path: str) -> str:
        begins = next((root for root in asked if path.startswith(root)), None)
        return path if begins is None else os.path.join(asked[begins], path.removeprefix(begins))

    # Where the system has no room for more, nothing is told.
    with contextlib.suppress(OSError, RuntimeError):
        for changes in watch(
            *folders,
            watch_filter=None,
            step=_STEP_MILLISECONDS,
            debounce=_LONGEST_MILLISECONDS,
            stop_event=ended,
            raise_interrupt=False,
            ignore_permission_denied=True,
        ):
            tell({as_asked(path) for _, path in changes})
