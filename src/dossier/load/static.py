"""The files of `static/`, copied as they are; links and hidden files stay out."""

from __future__ import annotations

from pathlib import Path

from dossier.diagnostics import Diagnostic, Location
from dossier.load.files import walk
from dossier.model.page import RenderedFile
from dossier.urls import OutputPath


def static_files(
    site: Path, withheld: frozenset[str]
) -> tuple[list[RenderedFile], list[Diagnostic]]:
    """Every file below `static/`, but the withheld ones, at the same place of the built site."""
    files: list[RenderedFile] = []
    paths, found = walk(site, site / "static")
    for path in paths:
        if path.removeprefix("static/") in withheld:
            continue
        try:
            data = (site / path).read_bytes()
        except OSError as problem:
            words = (problem.strerror or str(problem)).lower()
            found.append(Diagnostic("unreadable", Location(path), words))
            continue
        files.append(RenderedFile(OutputPath(path.removeprefix("static/")), data))
    return files, found
