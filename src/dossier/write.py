"""Rendered files to the output folder: write what changed, remove what is stale, nothing else.

Everything is staged before anything is replaced, so that a failure on the way leaves the last good
site whole. A manifest says which files are ours; others are never touched.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from dossier.builds import WriteReport
from dossier.diagnostics import DossierError
from dossier.model.page import RenderedFile, Staged
from dossier.urls import OutputPath

MANIFEST = ".dossier-manifest.json"
_BINARY = getattr(os, "O_BINARY", 0)


def check_output(output: Path, site: Path, *, force: bool = False) -> None:
    """Raises DossierError where `output` must not be written to.

    Refused: the site itself or a folder above it, the content, a folder inside `.git`, the home
    folder, and a folder that holds files but no manifest of ours (unless `force`).
    """
    target, home = output.resolve(), Path.home()
    root = site.resolve()
    above = target == root or target in root.parents
    sources = [root / name for name in ("content", "seeds", "templates", "static", ".git")]
    inside_sources = any(target == folder or folder in target.parents for folder in sources)
    if above or inside_sources or target == home or ".git" in target.parts:
        raise DossierError(f"{output}: refusing to write the site there; name a folder of its own")
    if output.is_symlink():
        raise DossierError(f"{output}: a symbolic link; name the folder itself")
    if output.exists() and not output.is_dir():
        raise DossierError(f"{output}: is a file, not a folder")
    foreign = output.is_dir() and not (output / MANIFEST).is_file() and any(output.iterdir())
    if foreign and not force:
        raise DossierError(
            f"{output}: holds files that dossier did not write; empty it, or use --force"
        )


def read_manifest(output: Path) -> dict[str, str]:
    """The files of the last build with their SHA-256; empty where there was none."""
    try:
        manifest = json.loads((output / MANIFEST).read_text("utf-8"))
        return {str(path): str(digest) for path, digest in manifest["files"].items()}
    except (OSError, ValueError, KeyError, AttributeError):
        return {}


class Stage:
    """The files of a build until all of them are made; then they are put in place, all or none.

    Several processes may put files at the same time. As a context it removes what is left of itself.
    """

    def __init__(self, output: Path) -> None:
        """Beside the output, so that files need only be renamed."""
        self.output = output
        self.is_first = _is_nothing(output)
        self.folder = output.parent / f".{output.name}.stage-{os.getpid()}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def put(self, file: RenderedFile) -> Staged:
        """Keeps a file, unless the output has it just so. Raises DossierError where the disk refuses."""
        mark = None if self.is_first else _same(f"{self.output}/{file.path}", file.data)
        if mark:
            return Staged(file.path, digest_of(file), is_changed=False, mark=mark)
        with _disk(self.output):
            mark = _write(f"{self.folder}/{file.path}", file.data)
        return Staged(file.path, digest_of(file), is_changed=True, mark=mark)

    def has(self, file: Staged) -> bool:
        """Whether the output has a file of an earlier build just as that left it."""
        try:
            return not self.is_first and _mark(os.lstat(f"{self.output}/{file.path}")) == file.mark
        except OSError:
            return False

    def publish(self, files: Iterable[Staged]) -> WriteReport:
        """Brings the output to exactly these files, and reports what that took.

        Two files for one path are the caller's mistake: DossierError, as what the disk refuses. Files
        that are not in the last manifest are left alone, except where a new file takes their place.
        """
        after: dict[str, str] = {}
        changed: list[OutputPath] = []
        for file in files:
            if file.path in after:
                raise DossierError(f"two things would be written to {file.path}")
            after[file.path] = file.digest
            if file.is_changed:
                changed.append(file.path)
        with _disk(self.output):
            return self._replace(after, changed)

    def exchange(self, files: Iterable[RenderedFile]) -> WriteReport:
        """Puts some files of the last build in the place of what they were; all others stay."""
        staged = {file.path: self.put(file) for file in files}
        others = read_manifest(self.output)
        kept = (
            Staged(OutputPath(path), digest, is_changed=False)
            for path, digest in others.items()
            if path not in staged
        )
        return self.publish([*staged.values(), *kept])

    def _replace(self, after: dict[str, str], changed: list[OutputPath]) -> WriteReport:
        before = read_manifest(self.output)
        stale = [path for path in before if path not in after]
        manifest = json.dumps({"format": 1, "files": after}, indent=0, sort_keys=True) + "\n"
        if len(changed) == len(after) and _is_nothing(self.output):
            _write(f"{self.folder}/{MANIFEST}", manifest.encode())
            if self.output.exists():
                self.output.rmdir()
            self.folder.replace(self.output)
            return WriteReport(len(changed), 0, 0)
        self.output.mkdir(parents=True, exist_ok=True)
        _check_targets(self.output, changed, set(stale))
        for path in stale:
            _remove(self.output, path)
        for path in changed:
            _move(f"{self.folder}/{path}", f"{self.output}/{path}")
        if not _same(f"{self.output}/{MANIFEST}", manifest.encode()):
            _write(f"{self.folder}/{MANIFEST}", manifest.encode())
            _move(f"{self.folder}/{MANIFEST}", f"{self.output}/{MANIFEST}")
        return WriteReport(len(changed), len(after) - len(changed), len(stale))


def digest_of(file: RenderedFile) -> str:
    """SHA-256 of what it holds, hexadecimal."""
    return hashlib.sha256(file.data).hexdigest()


@contextmanager
def _disk(output: Path) -> Iterator[None]:
    """What the disk refuses, as an error to be read."""
    try:
        yield
    except OSError as problem:
        where = problem.filename or output
        raise DossierError(f"{where}: {(problem.strerror or str(problem)).lower()}") from None


def _is_nothing(folder: Path) -> bool:
    """Whether there is no such folder, or an empty one."""
    return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))


def _check_targets(output: Path, changed: list[OutputPath], stale: set[str]) -> None:
    """Before the first replacement: nothing of somebody else's stands where a file belongs."""
    for path in changed:
        target = output / path
        if target.is_dir() and not target.is_symlink():
            raise DossierError(f"{target}: a folder stands where a file belongs; move it away")
        for folder in target.parents:
            if folder == output:
                break
            taken = folder.is_file() or folder.is_symlink()
            if taken and folder.relative_to(output).as_posix() not in stale:
                raise DossierError(f"{folder}: a file stands where a folder belongs; move it away")


def _same(path: str, data: bytes) -> tuple[int, int] | None:
    """The mark of a file that holds just these bytes, else None."""
    try:
        with open(path, "rb") as file:
            stat = os.fstat(file.fileno())
            return _mark(stat) if stat.st_size == len(data) and file.read() == data else None
    except OSError:
        return None


def _mark(stat: os.stat_result) -> tuple[int, int]:
    return stat.st_size, stat.st_mtime_ns


def _write(path: str, data: bytes) -> tuple[int, int]:
    """Writes a file, and returns its mark."""
    # Most folders are there already: to ask first would take as long as to write.
    try:
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, 0o666)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, 0o666)
    with open(number, "wb", buffering=0) as file:
        left = memoryview(data)
        while left:
            left = left[file.write(left) :]
        return _mark(os.fstat(file.fileno()))


def _move(path: str, target: str) -> None:
    try:
        os.replace(path, target)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        os.replace(path, target)


def _remove(output: Path, path: str) -> None:
    """A stale file, and the folders that it leaves empty. A manifest cannot lead out of `output`."""
    if path.startswith("/") or ".." in path.split("/"):
        return
    target = output / path
    target.unlink(missing_ok=True)
    for folder in target.parents:
        if folder == output or any(folder.iterdir()):
            break
        folder.rmdir()
