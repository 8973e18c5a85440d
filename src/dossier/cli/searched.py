"""A build into a folder of its own that is looked through for leaks, as `check` and `publish` need it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from dossier.builds import BuildOptions
from dossier.cli.common import own_folders
from dossier.cli.progress import Progress
from dossier.diagnostics import Diagnostic
from dossier.inspection import leaks
from dossier.pipeline import build


def build_and_search(
    root: Path, output: Path, options: BuildOptions, step: Progress
) -> list[Diagnostic]:
    """Builds a dossier that has no errors into an empty folder; what the build and the search find."""
    report = build(root, output, replace(options, strict=False), step)
    step("looking for leaks", 0, 0)
    return report.diagnostics + leaks(root, _files(output), options, own_folders(root))


def _files(output: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of the site with its bytes, read when it is asked for."""
    for path in sorted(output.rglob("*")):
        if path.is_file():
            yield path.relative_to(output).as_posix(), path.read_bytes()
