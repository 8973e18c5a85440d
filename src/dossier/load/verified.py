"""`content/verified.jsonl` and the full texts that quotes are compared with."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from dossier.diagnostics import Diagnostic, Location
from dossier.load.files import check_seed_path, read_seed_bytes, read_text, seed_problem
from dossier.load.text import TextProblem, decode
from dossier.model.source import Source
from dossier.model.verification import VERIFIED_FILE, FullText, QuoteKey, VerifiedQuote, from_line

_ENOUGH = 100
"""Lines that are no records: then the file is another one."""


def read_verified(site: Path) -> tuple[dict[QuoteKey, VerifiedQuote], list[Diagnostic]]:
    """The records of what was verified; a line that is none is passed over and reported."""
    if not os.path.lexists(site / VERIFIED_FILE):
        return {}, []
    text, found = read_text(site, VERIFIED_FILE)
    records = {}
    for number, line in enumerate((text or "").split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = from_line(line)
        except ValueError:
            hint = "run 'dossier check --record' where the full texts are, which writes it anew"
            at = Location(VERIFIED_FILE, number, 1)
            found.append(Diagnostic("stale-record", at, "this line is no record of a quote", hint))
            if len(found) == _ENOUGH:
                break
        else:
            records[record.key] = record
    return records, found


def read_full_texts(
    site: Path, sources: Iterable[Source]
) -> tuple[dict[str, FullText], list[Diagnostic]]:
    """The full texts that are on this machine, by source id; what `load` has not said already."""
    texts: dict[str, FullText] = {}
    found: list[Diagnostic] = []
    for source in sources:
        if source.text is None or check_seed_path(source.text, source.path):
            continue
        data, problems = read_seed_bytes(site, source.text, source.path)
        if data is not None:
            try:
                text = decode(data, has_pages=source.rights != "open")
                texts[source.id] = FullText(text, hashlib.sha256(data).hexdigest())
            except TextProblem as trouble:
                problems = [seed_problem(source.text, source.path, trouble)]
        # Of an open text `load` has said it.
        found += problems if source.rights != "open" else []
    return texts, found
