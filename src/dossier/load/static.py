"""The files of `static/`, pictures without what they tell beside; links and most hidden files stay out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from dossier.cache import Cache
from dossier.config import CONFIG_FILE
from dossier.diagnostics import Diagnostic, Location
from dossier.load.files import (
    NotAFileError,
    not_a_file,
    read_start,
    state_of_file,
    unreadable,
    walk,
)
from dossier.model.page import RenderedFile
from dossier.pictures import UnreadablePictureError, bare
from dossier.urls import OutputPath, file_name_problem

SHOWN = frozenset({".well-known"})
"""What begins with a dot and is meant for the public (RFC 8615); `.nojekyll` the site writes itself."""


def static_files(
    site: Path, withheld: Callable[[str], bool], cache: Cache
) -> tuple[list[RenderedFile], list[Diagnostic]]:
    """Every file below `static/`, but the withheld ones, at the same place of the built site."""
    files: list[RenderedFile] = []
    paths, found = walk(site, site / "static", shown=SHOWN, only_here=True)
    for path in paths:
        if withheld(path.removeprefix("static/")):
            continue
        if problem := file_name_problem(path):
            found.append(_misnamed(path, problem))
            continue
        state = "static", path, state_of_file(f"{site}/{path}")
        data: bytes | Diagnostic = cache.recall(state) or _published(site, path)
        if isinstance(data, Diagnostic):
            found.append(data)
            continue
        cache.note(state, data)
        files.append(RenderedFile(OutputPath(path.removeprefix("static/")), data))
    return files, found


def _published(site: Path, path: str) -> bytes | Diagnostic:
    """What of a file is published, or why nothing is."""
    try:
        return bare(read_start(site / path)[0], path)
    except NotAFileError:
        return not_a_file(site, path)
    except OSError as trouble:
        return unreadable(path, trouble)
    except UnreadablePictureError as trouble:
        hint = "save it anew as PNG, JPEG or WebP"
        return Diagnostic("bad-picture", Location(path), f"this picture {trouble}", hint)


def _misnamed(path: str, problem: str) -> Diagnostic:
    shown = "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in path)
    return Diagnostic("bad-file-name", Location(shown), problem, "rename it: it becomes an address")


def check_domain(site: Path, domain: str | None) -> Iterator[Diagnostic]:
    """What is wrong where the settings and `static/CNAME` name two domains: one would be lost."""
    try:
        stated = read_start(site / "static/CNAME", 1000)[0].decode("utf-8", "replace").strip()
    except (OSError, NotAFileError):
        return
    if domain and domain.lower() != stated.lower():
        at = Location(CONFIG_FILE, keys=("publish", "cname", ""))
        message = f"'{domain}' is not the domain that static/CNAME names"
        yield Diagnostic("bad-value", at, message, "remove one of the two, or make them the same")
