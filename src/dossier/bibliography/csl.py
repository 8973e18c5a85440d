"""A source as an item of CSL-JSON, the input data of CSL 1.0.2 processors, and of Zotero.

Names are `literal`: a name in one string cannot be split safely. A date that CSL cannot hold to the
letter stands in `custom` in EDTF as well, as does what CSL has no variable for.
"""

from __future__ import annotations

import json
from typing import Any

from dossier.bibliography import Entry
from dossier.model.dates import CalendarDate, EdtfDate, Precision

CslItem = dict[str, Any]


def csl_item(entry: Entry) -> CslItem:
    """The item; keys without a value are left out."""
    place = "container-title" if entry.is_in_container else "publisher"
    item = {
        "id": entry.id,
        "type": entry.type,
        "title": entry.title,
        "author": [{"literal": name} for name in entry.authors],
        place: entry.publisher,
        "issued": entry.published and csl_date(entry.published),
        "accessed": entry.accessed and csl_date(entry.accessed),
        "URL": entry.url,
        "archive": entry.archive,
        "archive_location": entry.archive_url,
        "language": entry.language,
        "note": entry.caution,
        "custom": _custom(entry),
    }
    return {name: value for name, value in item.items() if value}


def csl_text(entry: Entry) -> str:
    """A bibliography of the one item, for people too: a variable a line."""
    lines = (
        f"  {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}"
        for name, value in csl_item(entry).items()
    )
    return "[{\n" + ",\n".join(lines) + "\n}]"


def _custom(entry: Entry) -> CslItem:
    """What CSL has no variable for, by the names of the dossier's own keys."""
    dates = {"published": entry.published, "accessed": entry.accessed}
    inexact = {n: d.text for n, d in dates.items() if d and not _is_exact(d)}
    more = {
        **inexact,
        "archive_date": entry.archived and entry.archived.text,
        "url_status": "dead" if entry.is_dead else None,
        "license": entry.license,
        "fidelity": entry.fidelity if entry.fidelity != "faithful" else None,
    }
    kept: CslItem = {name: value for name, value in more.items() if value}
    return kept if entry.held else kept | {"held": False}


def csl_date(date: EdtfDate) -> CslItem:
    """The date in `date-parts`, where they say no more than it does; else in EDTF as `raw`."""
    ends = [date.start] if date.end is None else [date.start, date.end]
    parts = [_parts(end) for end in ends if isinstance(end, CalendarDate)]
    if len(parts) < len(ends) or None in parts:
        return {"raw": date.text}
    found: CslItem = {"date-parts": parts}
    season = date.first.season
    if season:
        if date.end is not None:
            return {"raw": date.text}
        found["season"] = season - 20
    return found if date.is_certain else found | {"circa": True}


def _parts(date: CalendarDate) -> list[int] | None:
    """Year, month and day as far as they are given; None for what is no such date.

    CSL counts the years before Christ without a year 0, and programs differ: none is given.
    """
    if date.year < 1 or date.precision in (Precision.CENTURY, Precision.DECADE):
        return None
    return [part for part in (date.year, date.month, date.day) if part]


def _is_exact(date: EdtfDate) -> bool:
    """Whether the variable alone gives the same date back."""
    found = csl_date(date)
    return date.text in (found.get("raw"), _in_edtf(found))


def _in_edtf(found: CslItem) -> str:
    season = [20 + found["season"]] if "season" in found else []
    ends = (
        [f"{year:04}", *(f"{part:02}" for part in (*rest, *season))]
        for year, *rest in found.get("date-parts", ())
    )
    mark = "~" if "circa" in found and len(found["date-parts"]) == 1 else ""
    return "/".join(map("-".join, ends)) + mark
