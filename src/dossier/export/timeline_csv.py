"""`data/timeline.csv`: every event, a row each, in the order of the timeline, for spreadsheets.

RFC 4180, UTF-8 with a byte-order mark, without which Excel reads letters with accents wrongly. A cell
that a spreadsheet would take for a formula begins with an apostrophe (OWASP, "CSV Injection").
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from dossier.export.wording import Addresses, standing
from dossier.model.date_tables import DateWords
from dossier.model.date_words import in_words
from dossier.model.dates import Day, EdtfDate
from dossier.model.dossier import PublicDossier, SharedEvent
from dossier.model.linked import LinkedClaim, LinkedDossier
from dossier.model.page import RenderedFile
from dossier.plain import one_line, plain_text
from dossier.urls import OutputPath, event_reference

TIMELINE_CSV = OutputPath("data/timeline.csv")
COLUMNS = (
    "id", "date", "date_in_words", "earliest", "latest", "all_dates", "title", "status",
    "credibility", "place", "actors", "actor_ids", "description", "note", "sources", "source_ids",
    "link",
)  # fmt: skip
BETWEEN = "; "
"""Stands between the values of a cell that holds several."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def timeline_csv(linked: LinkedDossier, dates: DateWords, addresses: Addresses) -> RenderedFile:
    """The table; undated events come last."""
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    for event in sorted(linked.public.events.values(), key=_order):
        cells = _cells(event, linked.events[event.id], linked.public, dates)
        cells["link"] = addresses.of(event_reference(event.id))
        rows.writerow([harmless(one_line(cells[column])) for column in COLUMNS])
    return RenderedFile(TIMELINE_CSV, text.getvalue().encode("utf-8-sig"))


def harmless(cell: str) -> str:
    """The cell's text, with an apostrophe before it where a spreadsheet would calculate it."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _order(event: SharedEvent) -> tuple[object, ...]:
    date = event.event.preferred_date
    return (0, *date.sort_key, event.id) if date else (1, event.id)


def _cells(
    shared: SharedEvent, texts: LinkedClaim, public: PublicDossier, words: DateWords
) -> dict[str, str]:
    event = shared.event
    date: EdtfDate | None = event.preferred_date
    source_ids = list(dict.fromkeys(citation.source for citation in event.citations))
    return {
        "id": shared.id,
        "date": date.text if date else "",
        "date_in_words": in_words(date, words) if date else event.date_text or "",
        "earliest": _iso(date.earliest) if date else "",
        "latest": _iso(date.latest) if date else "",
        "all_dates": _joined(account.date.text for account in event.dates),
        "title": event.title,
        "status": standing(event),
        "credibility": str(event.credibility or ""),
        "place": event.place or "",
        "actors": _joined(public.actors[a].name for a in shared.actors if a in public.actors),
        "actor_ids": _joined(shared.actors),
        "description": plain_text(texts.value.html),
        "note": plain_text(texts.note.html),
        "sources": _joined(public.source_labels[s] for s in source_ids if s in public.sources),
        "source_ids": _joined(source_ids),
    }


def _joined(values: Iterable[str]) -> str:
    return BETWEEN.join(values)


def _iso(day: Day | None) -> str:
    """`YYYY-MM-DD`; "" where the end is open or not known, or ISO 8601 has no such year."""
    return "{:04}-{:02}-{:02}".format(*day) if day and 0 <= day[0] <= 9999 else ""
