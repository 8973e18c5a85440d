"""CSL-JSON and RIS: what a reference manager, Zotero among them, says of pieces."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, get_args

from dossier.importing.dates import edtf, stated_date, stated_edtf
from dossier.importing.material import (
    Bibliography,
    Material,
    NotImported,
    doi_of,
    language_code,
    untagged,
    web_address,
)
from dossier.model.source import CslType

TYPES = frozenset(get_args(CslType))
_RIS_TYPES = {
    "NEWS": "article-newspaper", "JOUR": "article-journal", "JFULL": "article-journal",
    "EJOUR": "article-journal", "MGZN": "article-magazine", "BOOK": "book", "EBOOK": "book",
    "EDBOOK": "book", "CHAP": "chapter", "ECHAP": "chapter", "RPRT": "report", "GOVDOC": "report",
    "THES": "thesis", "CONF": "paper-conference", "CPAPER": "paper-conference", "ELEC": "webpage",
    "WEB": "webpage", "BLOG": "post-weblog", "ICOMM": "personal_communication",
    "PCOMM": "personal_communication", "MAP": "map", "PAT": "patent", "DATA": "dataset",
    "COMP": "software", "CASE": "legal_case", "STAT": "legislation", "BILL": "bill",
    "HEAR": "hearing", "MPCT": "motion_picture", "VIDEO": "motion_picture", "SOUND": "song",
    "PAMP": "pamphlet", "MANSCPT": "manuscript", "UNPB": "manuscript", "STAND": "standard",
    "ENCYC": "entry-encyclopedia", "DICT": "entry-dictionary", "SLIDE": "speech",
}  # fmt: skip
"""Reference types of RIS for which CSL has a word."""
_TAG = re.compile(r"([A-Z][A-Z0-9])  ?- ?(.*)")
YEAR_DIGITS = 4
_FIDELITIES = ("altered", "ocr", "translated")
MAX_RECORDS = 5_000
"""Reading and writing so many takes 4 seconds."""


def looks_like_ris(text: str) -> bool:
    """Whether the first line that is not empty opens a RIS record."""
    return re.match(r"\s*TY  ?- ", text) is not None


def prepare() -> None:
    """Loads nothing: what these formats need is part of Python."""


def read_csl(data: bytes) -> list[Material]:
    """The items of CSL-JSON in UTF-8. Raises NotImported where it is something else."""
    try:
        value = json.loads(data.decode(), parse_int=_number)
    except ValueError as problem:
        line = getattr(problem, "lineno", 1)
        raise NotImported(f"it is no valid JSON: line {line}; export it anew as CSL JSON") from None
    except RecursionError:
        raise NotImported("it is JSON nested too deep to be a bibliography") from None
    items = value.get("items", [value]) if isinstance(value, dict) else value
    if not isinstance(items, list) or not items or not all(map(_is_item, items)):
        raise NotImported("it is JSON, and no bibliography in CSL-JSON: export it as CSL JSON")
    check_number(items)
    return [Material(None, _csl(item)) for item in items]


def _number(digits: str) -> int | str:
    """A whole number; one of more digits than anything here has stays as it is written."""
    return int(digits) if len(digits) < 20 else digits


def read_ris(data: bytes) -> list[Material]:
    """The records of RIS in UTF-8. Raises NotImported where there is none."""
    records = list(_records(data.decode()))
    if not records:
        raise NotImported("it holds no record of RIS")
    check_number(records)
    return [Material(None, _ris(record)) for record in records]


def check_number(found: Sequence[Any]) -> None:
    """Raises NotImported where a bibliography has more records than are taken in at once."""
    if len(found) > MAX_RECORDS:
        raise NotImported(
            f"it holds {len(found)} records; the limit is {MAX_RECORDS}: export a part"
        )


def _is_item(item: Any) -> bool:
    return isinstance(item, dict) and isinstance(item.get("type"), str) and "@type" not in item


# ------------------------------------------------------------------------------------ CSL-JSON


def _csl(item: dict[str, Any]) -> Bibliography:
    kind = item["type"].replace("legal-case", "legal_case")
    people = item.get("author") or item.get("editor")
    # Where CSL has no variable for something, an export of a dossier says it in its own words.
    given = item.get("custom")
    own = {name: _words(value) for name, value in given.items()} if isinstance(given, dict) else {}
    return Bibliography(
        title=untagged(_words(item.get("title"))),
        type=kind if kind in TYPES else "",
        publisher=_words(item.get("container-title")) or _words(item.get("publisher")),
        author=tuple(filter(None, map(_person, people if isinstance(people, list) else ()))),
        published=stated_edtf(own.get("published", "")) or _csl_date(item.get("issued")),
        url=web_address(_words(item.get("URL"))),
        language=language_code(_words(item.get("language"))),
        accessed=stated_edtf(own.get("accessed", "")) or _csl_date(item.get("accessed")),
        doi=doi_of(_words(item.get("DOI"))),
        key=_words(item.get("id") or item.get("citation-key")),
        archive_url=web_address(_words(item.get("archive_location"))),
        archive_date=stated_edtf(own.get("archive_date", "")),
        url_status="dead" if own.get("url_status") == "dead" else "",
        license=own.get("license", ""),
        fidelity=own["fidelity"] if own.get("fidelity") in _FIDELITIES else "",
        held="false" if isinstance(given, dict) and given.get("held") is False else "",
    )


def _words(value: Any) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    value = value[0] if isinstance(value, list) and value else value
    return " ".join(value.split()) if isinstance(value, str) else ""


def _person(value: Any) -> str:
    """A name as it is read aloud: particles before the family name, a suffix after it."""
    if not isinstance(value, dict):
        return _words(value)
    if literal := _words(value.get("literal")):
        return literal
    order = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return " ".join(filter(None, (_words(value.get(part)) for part in order)))


def _csl_date(value: Any) -> str:
    """`date-parts`, one date or the two of an interval; else a `raw` or `literal` in ISO 8601."""
    if not isinstance(value, dict):
        return stated_date(value) if isinstance(value, str) else ""
    parts = value.get("date-parts")
    if not (isinstance(parts, list) and parts and all(isinstance(each, list) for each in parts)):
        return stated_edtf(_words(value.get("raw")) or _words(value.get("literal")))
    days = [edtf(*map(_words, each[:3])) if each else "" for each in parts[:2]]
    if not all(days):
        return ""
    season = value.get("season")
    if season in (1, 2, 3, 4) and len(days) == 1 and len(days[0]) == YEAR_DIGITS:
        days = [f"{days[0]}-{20 + season}"]
    found = "/".join(days)
    return found + "~" if value.get("circa") and "/" not in found else found


# ----------------------------------------------------------------------------------------- RIS


def _records(text: str) -> Iterator[dict[str, list[str]]]:
    """Each record as its tags with their values; a line without a tag goes on with the one before."""
    record: dict[str, list[str]] = {}
    for tag, value in _tagged(text):
        if tag == "TY":
            record = {}
        if tag == "ER":
            if "TY" in record:
                yield record
            record = {}
            continue
        record.setdefault(tag, []).append(value)
    if "TY" in record:
        yield record


def _tagged(text: str) -> Iterator[tuple[str, str]]:
    """Each tag with its whole value."""
    tag, parts = "", list[str]()
    for line in text.splitlines():
        found = _TAG.match(line.strip("\ufeff"))
        if found is None:
            # Put together at the end: one part after the other would copy those before it each time.
            parts += [line.strip()] if line.strip() else []
            continue
        if tag:
            yield tag, " ".join(parts)
        tag, parts = found[1], [found[2].strip()]
    if tag:
        yield tag, " ".join(parts)


def _ris(record: dict[str, list[str]]) -> Bibliography:
    def words(*tags: str) -> str:
        given = (value for tag in tags for value in record.get(tag, ()))
        return next((" ".join(value.split()) for value in given if value), "")

    people = [name for tag in ("AU", "A1") for name in record.get(tag, ()) if name]
    addresses = [web_address(part) for value in record.get("UR", ()) for part in value.split(";")]
    return Bibliography(
        title=words("TI", "T1", "CT", "BT"),
        type=_RIS_TYPES.get(words("TY"), ""),
        publisher=words("T2", "JO", "JF", "JA", "PB") if words("TY") != "BOOK" else words("PB"),
        author=tuple(map(_given_first, people)),
        published=_ris_date(words("DA", "PY", "Y1")) or _ris_date(words("PY", "Y1")),
        url=next(filter(None, addresses), ""),
        language=language_code(words("LA")),
        accessed=_ris_date(words("Y2")),
        doi=doi_of(words("DO")),
        key=words("ID"),
    )


def _given_first(name: str) -> str:
    """`Doe, Jane, Jr.` as Jane Doe Jr."""
    family, *rest = [part.strip() for part in name.split(",")]
    return " ".join(part for part in (*rest[:1], family, *rest[1:]) if part)


def _ris_date(words: str) -> str:
    """`YYYY/MM/DD/other`, of which any part but the year may be empty."""
    return stated_date("/".join(part for part in words.split("/")[:3] if part))
