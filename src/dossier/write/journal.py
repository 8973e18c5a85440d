"""What a build is about to do to its output, written down first, so that the next run can complete it.

A stage without a whole journal was never put in place: it is thrown away. One with a journal is put
in place, whatever had been done of it already. The manifest is moved last: where it has left the
stage, everything has.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dossier.diagnostics import BusyError, DossierError
from dossier.write import disk
from dossier.write.lock import locked
from dossier.write.manifest import MANIFEST, digest_at, is_below, read_manifest
from dossier.write.reading import opened
from dossier.write.targets import Targets

JOURNAL = ".dossier-journal.json"
"""Its name in the stage."""
_FORMAT = 1


@dataclass(frozen=True)
class Journal:
    """Files that wait in a stage with their SHA-256, the manifest last, and files to be removed."""

    moves: Mapping[str, str]
    removals: Mapping[str, str]
    """With their SHA-256, as the last manifest has it."""

    def save(self, folder: str) -> None:
        """From now on the site in the stage is the one that counts."""
        kept = {"format": _FORMAT, "removals": self.removals, "moves": self.moves}
        disk.write(f"{folder}/{JOURNAL}", json.dumps(kept).encode(), synced=True)
        disk.sync_folder(folder)

    def carry_out(self, folder: str, output: Path) -> None:
        """Removes, then moves. Raises OSError where the disk refuses; then the next run goes on."""
        for path in self.removals:
            disk.remove(str(output), path)
        for path in self.moves:
            disk.move(f"{folder}/{path}", f"{output}/{path}")

    def left_in(self, folder: str) -> Journal:
        """What still waits in the stage; nothing is left to be removed where the manifest has gone."""
        waiting = {p: d for p, d in self.moves.items() if os.path.lexists(f"{folder}/{p}")}
        return Journal(waiting, self.removals if MANIFEST in waiting else {})


def remains(output: Path) -> list[str]:
    """The stages of builds that were broken off, or are at work."""
    name = re.compile(rf"\.{re.escape(output.name)}\.stage-\d+")
    try:
        with os.scandir(output.parent) as entries:
            return sorted(
                entry.path
                for entry in entries
                if name.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False)
            )
    except OSError:
        return []


def settle(output: Path) -> list[str]:
    """Completes or throws away what is left of earlier builds; what is to be said of it, a line each.

    To be called while nobody else builds there. Raises OSError where the disk refuses, DossierError
    where something stands in the way.
    """
    said: list[str] = []
    for folder in remains(output):
        journal = _read(folder)
        if journal is not None and MANIFEST in journal.moves:
            said += _complete(journal, folder, output)
        with contextlib.suppress(OSError):
            disk.clear(folder, JOURNAL)
    return said


def recover(output: Path) -> list[str]:
    """`settle` for whoever does not build there; where somebody else does, it is left to them."""
    if not remains(output):
        return []
    try:
        with disk.refusals(output), locked(output):
            return settle(output)
    except BusyError:
        return []


def check_complete(output: Path) -> None:
    """Raises DossierError unless `output` is one whole build, and every file as it was built."""
    files = read_manifest(output)
    if not files or remains(output):
        raise DossierError(f"{output}: no finished build; nothing is published")
    for path, digest in files.items():
        if not is_below(path) or digest_at(f"{output}/{path}") != digest:
            raise DossierError(f"{path}: is not as it was built; nothing is published")


def _complete(journal: Journal, folder: str, output: Path) -> list[str]:
    left = journal.left_in(folder)
    if any(digest_at(f"{folder}/{path}") != digest for path, digest in left.moves.items()):
        return [f"{output}: what a build that was broken off had made is damaged; build again"]
    targets = Targets(output, read_manifest(output), left.removals, force=True)
    said = targets.check(left.moves)
    removals = {path: left.removals[path] for path in targets.removable()}
    Journal(left.moves, removals).carry_out(folder, output)
    return [*said, f"{output}: completed a build that was broken off while it was put in place"]


def _read(folder: str) -> Journal | None:
    """The journal of a stage where it is whole, and leads nowhere but to the output."""
    try:
        with opened(f"{folder}/{JOURNAL}") as file:
            kept = json.loads(file.read().decode())
        if kept["format"] != _FORMAT:
            return None
        journal = Journal(
            {str(path): str(digest) for path, digest in kept["moves"].items()},
            {str(path): str(digest) for path, digest in kept["removals"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    paths = (*journal.moves, *journal.removals)
    return journal if all(map(is_below, paths)) else None
