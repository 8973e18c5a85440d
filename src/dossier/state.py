"""What is remembered of files: where, and how they look from outside.

Imports next to nothing: it is what a build in which nothing changed costs.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path

FOLDER = ".dossier-cache"
"""The folder in the dossier that holds what builds remember. It is safe to delete."""
NEVER = 1 << 63
"""A moment in nanoseconds after every time of a file."""


def state_of(path: str, racy: int = NEVER, depth: int = -1) -> list[str]:
    """A line for each file at or below a path, down to a depth where it is not negative; in no order.

    By name, size, times and place on the disk; files that changed at the moment `racy` (nanoseconds
    since 1970) or later by their content too, since their times might not show a later change (git
    calls them racy, Documentation/technical/racy-git.txt).
    """
    lines: list[str] = []
    _look(path, racy, depth, lines)
    return lines


def _look(path: str, racy: int, depth: int, lines: list[str]) -> None:
    try:
        if not depth or not os.path.isdir(path):
            lines.append(_line(path, os.stat(path), racy))
            return
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.name == "__pycache__":
                    continue
                # Links are refused where they are read; two that lead to their own folder
                # would be followed for ever.
                if entry.is_symlink():
                    lines.append(f"{entry.path}\0{os.readlink(entry.path)}\n")
                elif entry.is_dir():
                    _look(entry.path, racy, depth - 1, lines)
                else:
                    lines.append(_line(entry.path, entry.stat(), racy))
    except OSError as problem:
        lines.append(f"{path}\0{problem.errno}\n")


def _line(path: str, stat: os.stat_result, racy: int) -> str:
    line = f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\0{stat.st_ctime_ns}\0{stat.st_ino}\n"
    if max(stat.st_mtime_ns, stat.st_ctime_ns) >= racy and os.path.isfile(path):
        with open(path, "rb") as file:
            line += hashlib.file_digest(file, "sha256").hexdigest() + "\n"
    return line


def own_folder(site: Path) -> Path:
    """The cache folder of a site, made where it is not there. Raises OSError where it cannot be."""
    folder = site / FOLDER
    if folder.is_symlink():
        raise OSError("a symbolic link, which could lead anywhere")
    folder.mkdir(mode=0o700, exist_ok=True)
    for name, words in (
        (".gitignore", "*\n"),
        ("CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n# bford.info/cachedir\n"),
    ):
        # Never through a link, which could have come along with the folder.
        with contextlib.suppress(FileExistsError):
            number = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
            with open(number, "w", encoding="utf-8") as file:
                file.write(words)
    return folder
