"""What may be chosen of a build, and what one did: values that need nothing else to be imported."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from dossier.diagnostics import Diagnostic


@dataclass(frozen=True)
class BuildOptions:
    """What a user may choose of a build. `as_of` is the only clock."""

    as_of: datetime.date
    base_url: str | None = None
    drafts: bool = False
    strict: bool = False
    force: bool = False
    live_reload: bool = False


@dataclass(frozen=True)
class WriteReport:
    """How many files were written, left as they were, and removed."""

    written: int
    unchanged: int
    removed: int


@dataclass(frozen=True)
class BuildReport:
    """What a build did: `written` is None where errors stopped it before the first file."""

    diagnostics: list[Diagnostic]
    written: WriteReport | None
    links: int
    seconds: float
    embargoes: frozenset[datetime.date] = frozenset()
    """The days on which something that was hidden may be published."""
