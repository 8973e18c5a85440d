"""What stands in an output folder where files are to be put or removed: is it ours, is it as we left it?

Only what is about to be replaced or removed is looked at.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dossier.diagnostics import DossierError
from dossier.write.manifest import digest_at

SHOWN = 10
"""So many files of one sort are named."""


@dataclass
class Targets:
    """The output folder as the last build left it, and what is to happen there."""

    output: Path
    before: Mapping[str, str]
    """The files of the last build with their SHA-256."""
    stale: Collection[str]
    """Those to be removed."""
    force: bool = False
    """Whether files that no build wrote may be replaced."""
    _folders: set[str] = field(default_factory=set)

    def check(self, changed: Collection[str]) -> list[str]:
        """What would be lost that somebody did by hand, a line each.

        Raises DossierError, before anything is replaced, where something that is not ours stands in
        the way of one of the `changed` files, or a folder is closed.
        """
        replaced = [path for path in changed if self._is_lost(path)]
        removed = [path for path in self.stale if self._is_altered(path)]
        for path in self.stale:
            self._check_open(os.path.dirname(f"{self.output}/{path}"))
        return [
            *self._named(replaced, "was changed by hand and is replaced"),
            *self._named(removed, "was changed by hand and is removed: the site has it no more"),
        ]

    def removable(self) -> list[str]:
        """The stale files that may be removed: none is reached through a link."""
        return [path for path in self.stale if self._is_inside(path)]

    def _named(self, paths: list[str], what: str) -> Iterator[str]:
        yield from (f"{self.output}/{path}: {what}" for path in paths[:SHOWN])
        if len(paths) > SHOWN:
            yield f"{self.output}: {len(paths) - SHOWN} more like this"

    def _is_lost(self, path: str) -> bool:
        """Whether somebody's work is replaced by the file at a path."""
        self._check_folders(path)
        try:
            mode = os.lstat(f"{self.output}/{path}").st_mode
        except (FileNotFoundError, NotADirectoryError):
            return False
        if stat.S_ISDIR(mode):
            self._check_goes(path)
            return False
        if path in self.before:
            return self._is_altered(path)
        if self.force:
            return True
        raise DossierError(
            f"{self.output}/{path}: dossier did not write this file, and the site has one of that "
            "name; move it away, or use --force"
        )

    def _is_altered(self, path: str) -> bool:
        target = f"{self.output}/{path}"
        if os.path.islink(target):
            return self._is_inside(path)
        digest = digest_at(target)
        return digest not in (None, self.before.get(path)) and self._is_inside(path)

    def _is_inside(self, path: str) -> bool:
        """Whether no link leads to the folder of a file, out of the output perhaps."""
        while path := os.path.dirname(path):
            if os.path.islink(f"{self.output}/{path}"):
                return False
        return True

    def _check_folders(self, path: str) -> None:
        """Each folder on the way is one, or can be made."""
        while path := os.path.dirname(path):
            if path in self._folders:
                return
            self._folders.add(path)
            folder = f"{self.output}/{path}"
            if os.path.islink(folder) or (os.path.isfile(folder) and path not in self.stale):
                raise DossierError(f"{folder}: a file stands where a folder belongs; move it away")
            self._check_open(folder)
        self._check_open(str(self.output))

    def _check_open(self, folder: str) -> None:
        if os.path.isdir(folder) and not os.access(folder, os.W_OK | os.X_OK):
            raise DossierError(f"{folder}: permission denied")

    def _check_goes(self, path: str) -> None:
        """A folder in the place of a file holds nothing that stays when the stale files are removed."""
        target = f"{self.output}/{path}"
        for inside, folders, names in os.walk(target):
            below = os.path.relpath(inside, self.output).replace(os.sep, "/")
            stays = [name for name in names if f"{below}/{name}" not in self.stale]
            linked = any(os.path.islink(os.path.join(inside, name)) for name in folders)
            # Empty it may be where a file was removed before a build was broken off.
            is_own = folders or names or any(path.startswith(f"{below}/") for path in self.stale)
            if stays or linked or not is_own:
                raise DossierError(f"{target}: a folder stands where a file belongs; move it away")
