"""Rendered files to the output folder: write what changed, remove what is stale, nothing else.

Everything is staged before anything is replaced, so that a failure on the way leaves the last good
site whole. Where nothing was there, the stage itself becomes the output, in one step. Else its files
are moved one by one, under a journal that the next run completes. A manifest says which files are
ours; others are never touched.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Self

from dossier.builds import WriteReport
from dossier.diagnostics import DossierError
from dossier.model.page import RenderedFile, Staged
from dossier.urls import OutputPath
from dossier.write import disk
from dossier.write.journal import JOURNAL, Journal, check_complete, recover, remains, settle
from dossier.write.lock import locked
from dossier.write.manifest import MANIFEST, is_below, manifest_of, read_manifest, sha256
from dossier.write.places import check_output, check_owner
from dossier.write.reading import opened
from dossier.write.targets import Targets

__all__ = [
    "MANIFEST",
    "Stage",
    "check_complete",
    "check_output",
    "digest_of",
    "read_manifest",
    "recover",
    "remains",
]


class Stage:
    """The files of a build until all of them are made; then they are put in place, all or none.

    As a context: it has the output to itself, begins by completing what a build before it left half
    done, and removes what is left of itself. Several processes may put files at the same time.
    `force`: files that no build wrote may be replaced, and the folder need not be ours.

    Entering raises BusyError where another build has the output, DossierError where it is not ours
    or the disk refuses.
    """

    def __init__(self, output: Path, *, force: bool = False) -> None:
        """Beside the output, so that files need only be renamed."""
        self.output = output
        self.force = force
        self.folder = output.parent / f".{output.name}.stage-{os.getpid()}"
        self.remarks: list[str] = []
        """What the author should know of files that were changed by hand or left half done."""
        self.is_first = False
        self._is_begun = False
        self._held = contextlib.ExitStack()

    def __enter__(self) -> Self:
        with contextlib.ExitStack() as held, disk.refusals(self.output):
            held.enter_context(locked(self.output))
            self.remarks = settle(self.output)
            if not self.force:
                check_owner(self.output)
            self.is_first = _is_nothing(self.output)
            self._held = held.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        with self._held, contextlib.suppress(OSError):
            # What has begun to be put in place is kept for the next run.
            if not self._is_begun:
                disk.clear(str(self.folder), JOURNAL)

    def put(self, file: RenderedFile) -> Staged:
        """Keeps a file, unless the output has it just so. Raises DossierError where the disk refuses."""
        mark = None if self.is_first else _same(f"{self.output}/{file.path}", file.data)
        if mark:
            return Staged(file.path, digest_of(file), is_changed=False, mark=mark)
        with disk.refusals(self.output):
            stat = disk.write(f"{self.folder}/{file.path}", file.data)
        return Staged(file.path, digest_of(file), is_changed=True, mark=_mark(stat))

    def has(self, file: Staged) -> bool:
        """Whether the output has a file of an earlier build just as that left it."""
        try:
            return not self.is_first and _mark(os.lstat(f"{self.output}/{file.path}")) == file.mark
        except OSError:
            return False

    def publish(self, files: Iterable[Staged]) -> WriteReport:
        """Brings the output to exactly these files, and reports what that took.

        Two files for one path are the caller's mistake: DossierError, as what the disk refuses. Files
        that are not in the last manifest are left alone, and never replaced (unless `force`).
        """
        after: dict[str, str] = {}
        changed: list[OutputPath] = []
        for file in files:
            if file.path in after:
                raise DossierError(f"two things would be written to {file.path}")
            if file.path in (MANIFEST, JOURNAL):
                raise DossierError(
                    f"{file.path}: a name that dossier needs itself; rename the file"
                )
            after[file.path] = file.digest
            if file.is_changed:
                changed.append(file.path)
        with disk.refusals(self.output):
            return self._replace(after, changed)

    def _replace(self, after: dict[str, str], changed: list[OutputPath]) -> WriteReport:
        manifest = manifest_of(after)
        if self.is_first and len(changed) == len(after):
            disk.write(f"{self.folder}/{MANIFEST}", manifest)
            disk.swap_in(str(self.folder), str(self.output))
            return WriteReport(len(changed), 0, 0)
        before = read_manifest(self.output)
        stale = {p: digest for p, digest in before.items() if p not in after and is_below(p)}
        targets = Targets(self.output, before, stale, force=self.force)
        self.remarks += targets.check(changed)
        if changed or stale or not _same(f"{self.output}/{MANIFEST}", manifest):
            disk.write(f"{self.folder}/{MANIFEST}", manifest)
            self._put_in_place(
                Journal(
                    {path: after[path] for path in changed} | {MANIFEST: sha256(manifest)},
                    {path: stale[path] for path in targets.removable()},
                )
            )
        return WriteReport(len(changed), len(after) - len(changed), len(stale))

    def _put_in_place(self, journal: Journal) -> None:
        journal.save(str(self.folder))
        self._is_begun = True
        try:
            journal.carry_out(str(self.folder), self.output)
        except KeyboardInterrupt:
            # It takes a moment, and nothing is left half done.
            journal.left_in(str(self.folder)).carry_out(str(self.folder), self.output)
            raise
        except OSError as problem:
            said = disk.told(problem, self.output)
            raise DossierError(f"{said}; the next run completes what is half replaced") from None
        finally:
            self._is_begun = bool(journal.left_in(str(self.folder)).moves)


def digest_of(file: RenderedFile) -> str:
    """SHA-256 of what it holds, hexadecimal."""
    return sha256(file.data)


def _is_nothing(folder: Path) -> bool:
    """Whether there is no such folder, or an empty one."""
    return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))


def _same(path: str, data: bytes) -> tuple[int, int] | None:
    """The mark of a file that holds just these bytes, else None."""
    try:
        with opened(path) as file:
            stat = os.fstat(file.fileno())
            return _mark(stat) if stat.st_size == len(data) and file.read() == data else None
    except OSError:
        return None


def _mark(stat: os.stat_result) -> tuple[int, int]:
    return stat.st_size, stat.st_mtime_ns
