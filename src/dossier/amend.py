"""Changes to the author's own files: whole or not at all, and only to the file that was read."""

from __future__ import annotations

import codecs
import contextlib
import errno
import os
import stat
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from dossier.diagnostics import DossierError
from dossier.load.files import leads_through_link
from dossier.load.text import TextProblem, decode
from dossier.model.verification import VERIFIED_FILE
from dossier.write import disk

_ATTEMPTS = 3
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def change_file(site: Path, path: str, change: Callable[[str], str]) -> bool:
    """Gives the text of a file to `change` and writes what it returns; False where that is the same.

    The file keeps its mode, its byte-order mark and its line ends. Where it was saved by somebody
    else meanwhile, `change` is called again with the new text. Raises DossierError where the file
    cannot be read or written, or a symbolic link leads to it; what `change` raises goes through.
    """

    def changed(data: bytes) -> bytes:
        mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        return mark + change(decode(data)).encode()

    try:
        return _change(site, path, changed)
    except TextProblem as problem:
        raise DossierError(f"{path}: {problem.message}") from None


def _change(site: Path, path: str, change: Callable[[bytes], bytes]) -> bool:
    """The same with a file's bytes."""
    target = _own(site, path)
    try:
        if target.is_file() and not os.access(target, os.W_OK):
            # Putting another file in its place would be allowed, and is not what was meant.
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        for _ in range(_ATTEMPTS):
            data = target.read_bytes()
            new = change(data)
            if new == data:
                return False
            if _replace(target, data, new):
                return True
    except OSError as problem:
        raise _refusal(path, problem) from None
    raise DossierError(f"{path}: something else goes on changing this file")


def create_file(site: Path, path: str, text: str) -> None:
    """Writes a new file, and the folders it needs. Raises DossierError where there is one already."""
    target = _own(site, path)
    try:
        os.makedirs(target.parent, exist_ok=True)
        _create(target, text.encode())
    except FileExistsError:
        raise DossierError(f"{path}: there is such a file already") from None
    except OSError as problem:
        raise _refusal(path, problem) from None


def put_file(site: Path, path: str, text: str) -> bool:
    """Writes a file that the program alone writes, whatever is there; False where it holds that text already.

    Raises DossierError where it cannot be written, or a symbolic link leads to it.
    """
    if (site / path).exists():
        return _change(site, path, lambda _: text.encode())
    create_file(site, path, text)
    return True


def create_files(site: Path, files: Mapping[str, str]) -> None:
    """Writes new files, all of them or none. Raises DossierError where there is one already."""
    made: list[str] = []
    try:
        for path, text in files.items():
            create_file(site, path, text)
            made.append(path)
    except DossierError:
        remove_created(site, made)
        raise


def remove_created(site: Path, paths: Iterable[str]) -> None:
    """Takes files away again that were created a moment ago, since what belongs to them failed."""
    for path in paths:
        with contextlib.suppress(OSError):
            _own(site, path).unlink()


def save_record(site: Path, text: str) -> None:
    """Writes the record of what was verified; without any, no file is made.

    Raises DossierError where it cannot be written, or a symbolic link leads to it.
    """
    if text or (site / VERIFIED_FILE).exists():
        put_file(site, VERIFIED_FILE, text)


def _create(target: Path, data: bytes) -> None:
    """A new file; taken away again where not all of it could be written."""
    number = os.open(target, _NEW, 0o666)
    try:
        _pour(number, data)
    except OSError:
        _remove(str(target))
        raise


def _pour(number: int, data: bytes) -> None:
    """All the bytes into an open file, which is closed whatever happens."""
    try:
        disk.pour(number, data)
        os.fsync(number)
    except OSError:
        with contextlib.suppress(OSError):
            os.close(number)
        raise
    os.close(number)


def _remove(*paths: str) -> None:
    """Removes what is of no use any more, where that can be done."""
    for path in paths:
        with contextlib.suppress(OSError):
            os.unlink(path)


def _own(site: Path, path: str) -> Path:
    top, _, rest = path.partition("/")
    if leads_through_link(site / top, rest):
        raise DossierError(f"{path}: a symbolic link leads there, and is not followed")
    return site / path


def _refusal(path: str, problem: OSError) -> DossierError:
    return DossierError(f"{path}: {(problem.strerror or str(problem)).lower()}")


def _stage(target: Path, new: bytes) -> str:
    """A new file beside `target` that holds `new` and has its mode; its path."""
    handle, stage = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        _pour(handle, new)
        os.chmod(stage, stat.S_IMODE(target.stat().st_mode))
    except OSError:
        _remove(stage)
        raise
    return stage


def _replace(target: Path, old: bytes, new: bytes) -> bool:
    """Puts `new` in the place of `old` at once; False where the file holds something else by now."""
    stage = _stage(target, new)
    try:
        if target.read_bytes() != old:
            return False
        os.replace(stage, target)
    finally:
        _remove(stage)
    return True


@dataclass(frozen=True)
class FileChange:
    """A file with other bytes, and perhaps at another path of the same folder."""

    path: str
    old: bytes
    new: bytes
    new_path: str


def change_files(site: Path, changes: Sequence[FileChange]) -> None:
    """Makes all the changes or none of them.

    Raises DossierError where a file holds no longer what it did, a new path is taken, or something
    cannot be written; then every file is as it was.
    """
    staged: list[_Staged] = []
    done: list[_Staged] = []
    path = ""
    try:
        for change in changes:
            path = change.path
            staged.append(_staged(site, change))
        for each in staged:
            path = each.change.path
            done.append(each)
            os.replace(each.new, site / each.change.new_path)
            if each.change.new_path != path:
                os.unlink(site / path)
    except BaseException as problem:
        # An interrupt too: half of the changes would be worse than none.
        lost = _undo(site, done)
        if lost:
            staged = [each for each in staged if each not in lost]
            kept = ", ".join(f"{each.change.path} (as it was: {each.old})" for each in lost)
            raise DossierError(f"cannot be put back: {kept}") from problem
        if isinstance(problem, OSError):
            raise _refusal(path, problem) from None
        raise
    finally:
        for each in staged:
            _remove(each.new, each.old)


class _Staged(NamedTuple):
    """A change whose bytes, new and old, stand beside the file: to make or undo it nothing is written."""

    change: FileChange
    new: str
    old: str


def _staged(site: Path, change: FileChange) -> _Staged:
    target = _own(site, change.path)
    if change.new_path != change.path and os.path.lexists(site / change.new_path):
        raise DossierError(f"{change.new_path}: there is such a file already")
    if target.read_bytes() != change.old:
        raise DossierError(f"{change.path}: something else has changed this file")
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    new = _stage(target, change.new)
    try:
        return _Staged(change, new, _stage(target, change.old))
    except OSError:
        _remove(new)
        raise


def _undo(site: Path, done: Sequence[_Staged]) -> list[_Staged]:
    """Puts the old files back where they were; returns those for which it could not be done."""
    lost = []
    for each in done:
        change, target = each.change, site / each.change.path
        try:
            if not target.exists() or target.read_bytes() != change.old:
                os.replace(each.old, target)
        except OSError:
            lost.append(each)
            continue
        if change.new_path != change.path:
            _remove(str(site / change.new_path))
    return lost
