"""What would leave by another door: the repository's own files, and files of `static/`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote

from dossier.diagnostics import Diagnostic, Location
from dossier.model.actor import Actor
from dossier.model.canary import CANARIES_FILE
from dossier.model.dossier import Dossier, PublicDossier
from dossier.model.record import Hideable, strings


def tracked_secrets(dossier: Dossier, tracked: frozenset[str]) -> list[Diagnostic]:
    """Warnings for private, draft and embargoed material in files under version control.

    Whoever reads the repository reads these, whatever the site shows; nothing is said where the
    author has declared the repository itself private (`publish: {source: private}`).
    """
    if dossier.config.publish.source == "private":
        return []
    records: list[tuple[str, Any, tuple[str | int, ...]]] = []
    records += [(a.path, a, ()) for a in dossier.actors.values()]
    records += [
        (a.path, event, ("events", index))
        for a in dossier.actors.values()
        for index, event in enumerate(a.events)
    ]
    records += [(s.path, s, ()) for s in dossier.sources.values()]
    records += [(e.path, e.event, ()) for e in dossier.events.values() if e.owner is None]
    records += [(p.path, p, ()) for p in dossier.pages.values()]
    found = []
    if CANARIES_FILE in tracked:
        message = "the list of canaries is under version control: readers of the repository read it"
        hint = "git rm --cached canaries.txt, and name it in .gitignore"
        found.append(Diagnostic("private-tracked", Location(CANARIES_FILE), message, hint))
    return found + [
        Diagnostic(
            "private-tracked",
            Location(path, keys=(*keys, key)),
            f"'{key}' stands in a file under version control: readers of the repository read it",
            "keep it out of the repository, or set publish: {source: private} in site_config.yml",
        )
        for path, record, keys in records
        if path in tracked
        for key in ("private", "draft", "embargo")
        if getattr(record, key) not in (None, False)
    ]


_TARGET = re.compile(r"\]\(\s*<?([^()\s<>]+)")
_AROUND = "\"'()<>[]{}.,;:!?“”‘’«»"
"""Signs around a word that are none of it."""
_WORDS = re.compile(r"[^\s\"'()<>\[\],;]+")


def withheld_files(dossier: Dossier, public: PublicDossier) -> frozenset[str]:
    """Paths below `static/` that only hidden records or private notes name.

    A copy would tell of them. A file that no record names is copied: a template may need it.
    """
    named = set(_privately_named(_records(dossier)))
    if len(list(_records(dossier))) != len(list(_records(public))):
        named.update(_named_files(_records(dossier)))
    # Where nothing is hidden, no public text need be looked through.
    return frozenset(named - set(_named_files(_records(public)))) if named else frozenset()


def _named_files(records: Iterable[Hideable]) -> Iterator[str]:
    """The files that portraits, and links and images in Markdown, lead to."""
    for record in records:
        if isinstance(record, Actor) and record.image:
            yield _path(record.image.file)
        for text in strings(record):
            if "](" in text:
                yield from map(_path, _TARGET.findall(text))


def _privately_named(records: Iterable[Hideable]) -> Iterator[str]:
    for record in records:
        private = getattr(record, "private", None)
        if private is not None:
            for text in strings(private):
                yield from map(_path, _WORDS.findall(text))
                # A name may have signs in it at which words end.
                yield from map(_path, _TARGET.findall(text))
                yield from (_path(word.strip(_AROUND)) for word in text.split())


def _records(dossier: Dossier) -> Iterable[Hideable]:
    yield from dossier.actors.values()
    yield from dossier.sources.values()
    yield from (shared.event for shared in dossier.events.values())
    yield from dossier.pages.values()


def _path(target: str) -> str:
    """A target as a path below `static/`: unquoted, without anchor, without "./" and ".."."""
    return posixpath.normpath(unquote(target.partition("#")[0]).lstrip("/")).removeprefix("static/")
