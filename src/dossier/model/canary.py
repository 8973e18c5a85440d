"""Words of the author's own that may stand nowhere in a published site."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.diagnostics import Location

CANARIES_FILE = "canaries.txt"
"""In the dossier's folder: a canary a line. It belongs to no repository that others read."""


@dataclass(frozen=True)
class Canary:
    """One of these, with its line in the author's list."""

    text: str
    at: Location
