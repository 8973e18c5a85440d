"""Where a site must not be written to, whatever is asked for."""

from __future__ import annotations

import os
from pathlib import Path

from dossier.diagnostics import DossierError
from dossier.state import FOLDER
from dossier.write.manifest import MANIFEST

_SOURCES = ("content", "seeds", "templates", "static", ".git", FOLDER)
_Identity = tuple[int, int]


def check_output(output: Path, site: Path) -> None:
    """Raises DossierError where `output` must not be written to, with `--force` or without.

    Refused: the site itself or a folder above it, what it is made from, the home folder or one
    above it, a folder inside `.git`, a symbolic link, a file, and the root of a mounted disk.
    """
    if output.is_symlink():
        raise DossierError(f"{output}: a symbolic link; name the folder itself")
    if output.exists() and not output.is_dir():
        raise DossierError(f"{output}: is a file, not a folder")
    target, root = output.resolve(), site.resolve()
    kept = _identities(root, *root.parents, *_home())
    within = _identities(*(root / name for name in _SOURCES))
    # By identity rather than by name: a folder may have several names where case does not count.
    is_kept = bool(_identities(target) & kept) or target == target.parent
    is_within = bool(_identities(target, *target.parents) & within)
    named = any(root / name in (target, *target.parents) for name in _SOURCES)
    if is_kept or is_within or named or ".git" in target.parts:
        raise DossierError(f"{output}: refusing to write the site there; name a folder of its own")
    if os.path.ismount(target):
        raise DossierError(
            f"{output}: is a disk of its own, into which nothing can be moved at once; "
            "name a folder on it"
        )


def check_owner(output: Path) -> None:
    """Raises DossierError where a folder holds files, but no manifest of ours."""
    if output.is_dir() and not (output / MANIFEST).is_file() and any(output.iterdir()):
        raise DossierError(
            f"{output}: holds files that dossier did not write; empty it, or use --force"
        )


def _home() -> tuple[Path, ...]:
    """The home folder and those above it; nothing where the system knows of none."""
    try:
        home = Path.home().resolve()
    except (RuntimeError, OSError):
        return ()
    return (home, *home.parents)


def _identities(*folders: Path) -> frozenset[_Identity]:
    """What the system knows folders by, of those that exist."""
    found = set()
    for folder in folders:
        try:
            status = folder.stat()
        except OSError:
            continue
        found.add((status.st_dev, status.st_ino))
    return frozenset(found)
