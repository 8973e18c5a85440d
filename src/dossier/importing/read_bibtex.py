"""BibTeX with bibtexparser: entries with their LaTeX decoded, and what could not be read."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

from dossier.importing.dates import edtf, month_number, stated_edtf
from dossier.importing.encodings import decoded
from dossier.importing.material import (
    Bibliography,
    Material,
    NotImported,
    doi_of,
    language_code,
    web_address,
)
from dossier.importing.read_bibliography import TYPES, check_number

_CSL_TYPES = {
    "article": "article-journal", "book": "book", "booklet": "pamphlet", "inbook": "chapter",
    "incollection": "chapter", "inproceedings": "paper-conference", "conference": "paper-conference",
    "manual": "report", "mastersthesis": "thesis", "phdthesis": "thesis", "thesis": "thesis",
    "proceedings": "book", "collection": "collection", "techreport": "report", "report": "report",
    "unpublished": "manuscript", "online": "webpage", "electronic": "webpage", "www": "webpage",
    "dataset": "dataset", "software": "software", "patent": "patent", "newspaper": "article-newspaper",
    "magazine": "article-magazine", "legislation": "legislation", "jurisdiction": "legal_case",
}  # fmt: skip
"""What BibTeX and biblatex call things, in the words of CSL; of `misc` nothing is said."""
_SUBTYPES = {"newspaper": "article-newspaper", "magazine": "article-magazine"}
"""biblatex's `entrysubtype` of an article."""
_MAX_LISTED = 5
"""Entries that cannot be read and are told one by one."""


def prepare() -> None:
    """Loads the library, and quietens it."""
    import bibtexparser  # noqa: PLC0415 - an optional package, asked for by who reads BibTeX

    logging.getLogger(bibtexparser.__name__).setLevel(logging.CRITICAL)
    logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)


def read(data: bytes) -> list[Material]:
    """The entries of a file. Raises NotImported where there is none."""
    from bibtexparser import middlewares  # noqa: PLC0415 - see above
    from bibtexparser.entrypoint import parse_string  # noqa: PLC0415

    text, note = decoded(data)
    # Names are split before their LaTeX is decoded, which takes the braces from "{World Bank}".
    steps = [
        middlewares.SeparateCoAuthors(),
        middlewares.SplitNameParts(),
        middlewares.MergeNameParts(style="first"),
        middlewares.LatexDecodingMiddleware(),
    ]
    library = parse_string(text, append_middleware=[middlewares.NormalizeFieldKeys()])
    check_number(library.entries)
    verbatim = {entry.key: _verbatim(entry) for entry in library.entries}
    for step in steps:
        library = step.transform(library)
    notes = [*([note] if note else []), *_left_out(library.failed_blocks)]
    found = [Material(None, _entry(entry, verbatim[entry.key])) for entry in library.entries]
    if not found:
        raise NotImported("; ".join(["it holds no entry of BibTeX that can be read", *notes]))
    return [Material(None, found[0].about, tuple(notes)), *found[1:]]


def _left_out(blocks: list[Any]) -> Iterator[str]:
    """What is told of entries that are none, the first ones by their lines."""
    for block in blocks[:_MAX_LISTED]:
        line = (block.start_line or 0) + 1
        yield f"the entry in line {line} cannot be read, or its key stands twice: left out"
    if more := len(blocks[_MAX_LISTED:]):
        yield f"so it is with {more} more: left out"


_VERBATIM = ("date", "urldate", "archivedate", "url", "archiveurl")


def _verbatim(entry: Any) -> dict[str, str]:
    """Fields in which no sign means what it means to TeX: the tilde of a date, the percent of an address.

    Many write addresses with backslashes all the same; these are read as TeX.
    """
    fields = {field.key.lower(): field.value for field in entry.fields}
    return {
        name: value
        for name in _VERBATIM
        if isinstance(value := fields.get(name), str) and "\\" not in value
    }


def _entry(entry: Any, verbatim: dict[str, str]) -> Bibliography:
    fields = {field.key.lower(): field.value for field in entry.fields} | verbatim

    def words(*names: str) -> str:
        given = (fields.get(name) for name in names)
        return next((" ".join(v.split()) for v in given if isinstance(v, str) and v.strip()), "")

    authors = fields.get("author") or fields.get("editor") or ()
    kind = entry.entry_type.lower()
    doi = doi_of(words("doi"))
    return Bibliography(
        title=words("title"),
        type=words("csltype") if words("csltype") in TYPES else _SUBTYPES.get(words("entrysubtype").lower()) or _CSL_TYPES.get(kind, ""),
        publisher=words("journaltitle", "journal", "publisher", "institution", "organization",
                        "school", "howpublished" if kind not in ("misc", "online") else "publisher"),
        author=tuple(" ".join(str(name).strip("{} ").split()) for name in _listed(authors)),
        published=_date(words("date"), words("year"), words("month"), words("day")),
        url=web_address(words("url")),
        language=language_code(words("langid", "language")),
        accessed=stated_edtf(words("urldate")),
        doi=doi,
        key=entry.key,
        archive_url=web_address(words("archiveurl")),
        archive_date=stated_edtf(words("archivedate")),
        url_status="dead" if words("urlstatus") == "dead" else "",
        license=words("license"),
    )  # fmt: skip


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _date(date: str, year: str, month: str, day: str) -> str:
    """Biblatex's `date`, else the year of BibTeX with the month and the day where there are any."""
    if date:
        return stated_edtf(date)
    if not year.isdecimal():
        return ""
    number = month_number(month) if month else ""
    parts = [part for part in (year, number, day if number and day.isdecimal() else "") if part]
    return edtf(*parts)
