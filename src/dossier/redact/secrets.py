"""What would leave by another door: the repository's own files, and files of `static/`."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache as cached
from typing import Any
from urllib.parse import quote

from dossier.diagnostics import Diagnostic, Location
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


def withheld_files(dossier: Dossier, public: PublicDossier) -> Callable[[str], bool]:
    """Tells of a path below `static/` whether only hidden records or private notes name it.

    A copy would tell of them. A file that no record names is copied: a template may need it. It is
    looked for by its path, as it is or as an address, and by its name; case counts nothing.
    """

    # Most dossiers have no file there, or nothing that is hidden.
    @cached
    def hidden() -> str:
        records = list(_records(dossier))
        secret = [
            note for record in records if (note := getattr(record, "private", None)) is not None
        ]
        if len(records) != len(list(_records(public))):
            secret += records
        return _folded(text for each in secret for text in strings(each))

    shown = cached(lambda: _folded(text for each in _records(public) for text in strings(each)))

    def is_withheld(path: str) -> bool:
        # Only the whole path makes a file public: another folder may have one of the same name.
        name = posixpath.basename(path)
        is_secret = _stands_in(hidden(), path) or ("." in name and _stands_in(hidden(), name))
        return is_secret and not _stands_in(shown(), path, before=_FROM_THE_TOP)

    return is_withheld


_ANYWHERE = r"(?<![\w-])"
_FROM_THE_TOP = r"(?<![\w/.-])(?:\.{0,2}/)*(?:static/)?"
"""What stands before a path that begins at the site's root, or in `static/`."""


def _stands_in(text: str, path: str, before: str = _ANYWHERE) -> bool:
    """Whether a path is in a folded text, as it is or as an address."""
    forms = {_folded([path]), _folded([quote(path, errors="surrogateescape")])}
    words = "|".join(map(re.escape, sorted(forms)))
    return bool(text) and re.search(rf"{before}(?:{words})(?![\w-]|\.\w)", text) is not None


def _folded(texts: Iterable[str]) -> str:
    return unicodedata.normalize("NFC", "\n".join(texts)).casefold()


def _records(dossier: Dossier) -> Iterable[Hideable]:
    yield from dossier.actors.values()
    yield from dossier.sources.values()
    yield from (shared.event for shared in dossier.events.values())
    yield from dossier.pages.values()
