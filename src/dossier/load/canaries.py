"""The author's list of words that may stand nowhere: `canaries.txt`."""

from __future__ import annotations

import os
from pathlib import Path

from dossier.diagnostics import Diagnostic, Location
from dossier.load.files import read_text
from dossier.load.text import split_lines
from dossier.model.canary import CANARIES_FILE, Canary


def read_canaries(site: Path) -> tuple[list[Canary], list[Diagnostic]]:
    """Each line's words; blank lines and those that begin with `#` are none."""
    # Whatever has the name is meant: a list that cannot be read must not pass for none.
    if not os.path.lexists(site / CANARIES_FILE):
        return [], []
    text, found = read_text(site, CANARIES_FILE)
    lines = enumerate(split_lines(text or ""), 1)
    return [
        Canary(words, Location(CANARIES_FILE, number, 1))
        for number, line in lines
        if (words := line.strip()) and not words.startswith("#")
    ], found
