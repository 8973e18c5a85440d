"""The files of `static/`, copied as they are; links and hidden files stay out."""

from __future__ import annotations

from pathlib import Path

from dossier.diagnostics import Diagnostic, Location
from dossier.load.files import walk
from dossier.model.page import RenderedFile
from dossier.urls import OutputPath, file_name_problem


def static_files(
    site: Path, withheld: frozenset[str]
) -> tuple[list[RenderedFile], list[Diagnostic]]:
    """Every file below `static/`, but the withheld ones, at the same place of the built site."""
    files: list[RenderedFile] = []
    paths, found = walk(site, site / "static")
    for path in paths:
        if path.removeprefix("static/") in withheld:
            continue
        if problem := file_name_problem(path):
            found.append(_misnamed(path, problem))
            continue
        try:
            data = (site / path).read_bytes()
        except OSError as trouble:
            words = (trouble.strerror or str(trouble)).lower()
            found.append(Diagnostic("unreadable", Location(path), words))
            continue
        files.append(RenderedFile(OutputPath(path.removeprefix("static/")), data))
    return files, found


def _misnamed(path: str, problem: str) -> Diagnostic:
    shown = "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in path)
    return Diagnostic("bad-file-name", Location(shown), problem, "rename it: it becomes an address")
