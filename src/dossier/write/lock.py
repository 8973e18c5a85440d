"""One build at a time for each output folder.

A lock of the system's on a small file beside the output: however a build ends, the system takes it
back. Forked processes do not inherit a record lock, so a worker that outlives a killed build by a
moment keeps nobody out; it goes on writing, but into the stage of the dead build alone.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from dossier.diagnostics import BusyError
from dossier.write.disk import pour

_OPEN = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
_TAKEN = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
_PID_DIGITS = 20


@contextlib.contextmanager
def locked(output: Path) -> Iterator[None]:
    """Nobody else builds into `output` meanwhile. BusyError where somebody does; OSError."""
    path = f"{output.parent}/.{output.name}.stage-lock"
    os.makedirs(output.parent, exist_ok=True)
    number = _open(path, output)
    try:
        pour(number, f"{os.getpid()}\n".encode())
        yield
    finally:
        _release(number, path)


def _release(number: int, path: str) -> None:
    """Gives the lock back. Whatever the disk refuses here, the system does when the process ends."""
    is_windows = os.name == "nt"  # where no open file can be removed
    if is_windows:
        _close(number)
    # Elsewhere while it is held: a file that somebody else holds by now is not taken away.
    with contextlib.suppress(OSError):
        os.unlink(path)
    if not is_windows:
        _close(number)


def _close(number: int) -> None:
    with contextlib.suppress(OSError):
        os.close(number)


def _open(path: str, output: Path) -> int:
    """The lock file, locked. Whoever had it may have removed it after it was opened: then again."""
    while True:
        number = os.open(path, _OPEN, 0o666)
        with contextlib.ExitStack() as opened:
            opened.callback(os.close, number)
            _lock(number, output)
            if _is_at(number, path):
                os.ftruncate(number, 0)
                opened.pop_all()
                return number


def _lock(number: int, output: Path) -> None:
    """Takes the lock. BusyError where somebody has it; OSError where the disk knows no locks."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - Windows alone has it

            # A byte far behind the number of the process, which others are to read.
            os.lseek(number, 1 << 20, os.SEEK_SET)
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
            os.lseek(number, 0, os.SEEK_SET)
        else:
            import fcntl  # noqa: PLC0415 - Windows has none

            fcntl.lockf(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        if problem.errno not in _TAKEN:
            raise
        message = f"{output}: another build is writing there{_holder(number)}"
        raise BusyError(message) from None


def _is_at(number: int, path: str) -> bool:
    try:
        return os.path.samestat(os.fstat(number), os.stat(path))
    except FileNotFoundError:
        return False


def _holder(number: int) -> str:
    """The process that has the lock, if it has said so yet."""
    os.lseek(number, 0, os.SEEK_SET)
    said = os.read(number, _PID_DIGITS).strip()
    return f" (process {said.decode()})" if said.isdigit() else ""
