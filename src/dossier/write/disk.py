"""All that a build does to the disk, and how it is said what the disk refuses.

The only place, with `lock`, where a site is written, renamed, removed or synced: to make every such
call fail in turn, a test needs to replace nothing but the `os` of these two modules.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dossier.diagnostics import DossierError

_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


@contextmanager
def refusals(output: Path) -> Iterator[None]:
    """What the disk refuses, as an error to be read."""
    try:
        yield
    except OSError as problem:
        raise DossierError(told(problem, output)) from None


def told(problem: OSError, output: Path) -> str:
    """Where, and what the disk refuses there."""
    return f"{problem.filename or output}: {(problem.strerror or str(problem)).lower()}"


def write(path: str, data: bytes, *, synced: bool = False) -> os.stat_result:
    """A file of these bytes, and the folders it needs; `synced`: it outlasts a loss of power."""
    # Most folders are there already: to ask first would take as long as to write.
    try:
        number = os.open(path, _NEW, 0o666)
    except FileNotFoundError:
        make_folder(os.path.dirname(path))
        number = os.open(path, _NEW, 0o666)
    try:
        pour(number, data)
        if synced:
            os.fsync(number)
        return os.fstat(number)
    finally:
        os.close(number)


def make_folder(path: str) -> None:
    """A folder, if it is not there, and those above it."""
    # Mostly it is one more in a folder that is there: to look at every one above it takes longer.
    try:
        os.mkdir(path)
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(path, exist_ok=True)


def pour(number: int, data: bytes) -> None:
    """All the bytes into an open file, of which the system may take some at a time."""
    left = memoryview(data)
    while left:
        taken = os.write(number, left)
        if not taken:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        left = left[taken:]


def sync_folder(path: str) -> None:
    """The names in a folder outlast a loss of power, where the system knows how."""
    if os.name == "nt":
        return
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def move(path: str, target: str) -> None:
    """A file to where it belongs, and in the place of what is there."""
    try:
        os.replace(path, target)
    except FileNotFoundError:
        make_folder(os.path.dirname(target))
        os.replace(path, target)


def swap_in(folder: str, output: str) -> None:
    """A whole folder to where there is none, or an empty one, whose mode it takes over."""
    with contextlib.suppress(FileNotFoundError):
        os.chmod(folder, stat.S_IMODE(os.stat(output).st_mode))
        if os.name == "nt":  # elsewhere an empty folder is replaced in one step
            os.rmdir(output)
    os.replace(folder, output)


def remove(output: str, path: str) -> None:
    """A file, if it is there still, and the folders below `output` that are empty without it."""
    target = f"{output}/{path}"
    if os.path.islink(target) or os.path.isfile(target):
        os.unlink(target)
    folder = os.path.dirname(path)
    while folder:
        try:
            os.rmdir(f"{output}/{folder}")
        except FileNotFoundError:
            pass
        except OSError:  # it is not empty, or not to be removed: then it stays
            return
        folder = os.path.dirname(folder)


def clear(folder: str, first: str) -> None:
    """A folder and all that is in it, the file `first` before any other; OSError if it cannot be."""
    with contextlib.suppress(FileNotFoundError):
        os.unlink(f"{folder}/{first}")
    for inside, folders, names in os.walk(folder, topdown=False):
        for name in names:
            os.unlink(os.path.join(inside, name))
        for name in folders:
            path = os.path.join(inside, name)
            (os.unlink if os.path.islink(path) else os.rmdir)(path)
    with contextlib.suppress(FileNotFoundError):
        os.rmdir(folder)
