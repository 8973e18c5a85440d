"""BibTeX with bibtexparser: entries with their LaTeX decoded, and what could not be read."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

from dossier.importing.dates import edtf, month_number, stated_edtf
from dossier.importing.encodings import decoded
from dossier.importing.material import (
    Bibliography,
    LeftOut,
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
_LANGUAGES = {
    "american": "en-US", "australian": "en-AU", "british": "en-GB", "canadian": "en-CA",
    "english": "en", "ukenglish": "en-GB", "usenglish": "en-US", "arabic": "ar", "brazilian": "pt-BR",
    "catalan": "ca", "czech": "cs", "danish": "da", "dutch": "nl", "finnish": "fi", "french": "fr",
    "acadian": "fr", "canadien": "fr-CA", "german": "de", "ngerman": "de", "austrian": "de-AT",
    "naustrian": "de-AT", "swissgerman": "de-CH", "greek": "el", "hungarian": "hu", "italian": "it",
    "mexican": "es-MX", "norsk": "nb", "nynorsk": "nn", "polish": "pl", "portuges": "pt",
    "portuguese": "pt", "russian": "ru", "spanish": "es", "swedish": "sv", "turkish": "tr",
    "ukrainian": "uk",
}  # fmt: skip
"""What biblatex's `langid` calls languages (its manual, 2.3.8 and table 2), by their codes."""


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
    library = parse_string(text, append_middleware=[middlewares.NormalizeFieldKeys()])
    check_number(library.entries)
    strings = {key.lower(): each.value for key, each in library.strings_dict.items()}
    for entry in library.entries:
        _join(entry, strings)
    known = {entry.key: _verbatim(entry) for entry in library.entries}
    library = middlewares.SeparateCoAuthors().transform(library)
    for entry in library.entries:
        _as_bibtex_names(entry)
    library = middlewares.SplitNameParts().transform(library)
    library = middlewares.MergeNameParts(style="first").transform(library)
    # Names are split before their LaTeX is decoded, which takes the braces from "{World Bank}".
    for entry in library.entries:
        parts = [part for field in entry.fields for part in _apart(field)]
        entry.fields = [part for part in parts if _TEX.search(part.value)]
        plain = {part.key: part.value for part in parts if not _TEX.search(part.value)}
        known[entry.key] = plain | known[entry.key]
    library = middlewares.LatexDecodingMiddleware().transform(library)
    failed = tuple(_left_out(library.failed_blocks))
    found = [Material(None, _entry(entry, known[entry.key])) for entry in library.entries]
    if not found:
        reasons = [f"line {each.line}: {each.reason}" for each in failed]
        raise NotImported("; ".join(["it holds no entry of BibTeX that can be read", *reasons]))
    return [Material(None, found[0].about, (note,) if note else (), failed), *found[1:]]


def _left_out(blocks: list[Any]) -> Iterator[LeftOut]:
    """What is told of entries that are none, the first ones by their lines."""
    for block in blocks[:_MAX_LISTED]:
        yield LeftOut((block.start_line or 0) + 1, f"this entry {_why(block)}")
    if more := len(blocks[_MAX_LISTED:]):
        line = (blocks[_MAX_LISTED].start_line or 0) + 1
        yield LeftOut(line, f"this entry and {more - 1} more cannot be read either" if more > 1
                      else "this entry cannot be read either")  # fmt: skip


def _why(block: Any) -> str:
    """Why a block is no entry, and what to do."""
    from bibtexparser import model  # noqa: PLC0415 - an optional package
    from bibtexparser.middlewares.names import InvalidNameError  # noqa: PLC0415

    if isinstance(block, model.DuplicateBlockKeyBlock):
        return "has the key of another: give it one of its own"
    if isinstance(block, model.DuplicateFieldKeyBlock):
        twice = ", ".join(sorted(block.duplicate_keys))
        return f"has a field twice ({twice[:60]}): keep one"
    if isinstance(block.error, InvalidNameError):
        name = block.error.name[:60]
        return f"names someone in a way that is none ({name}): put braces around the whole name"
    return "cannot be read: close its braces and quotation marks, and divide its fields by commas"


# ------------------------------------------------------------------------------------- fields

_ADDRESS = re.compile(r"\s*\\url\s*\{(.+)\}\s*", re.DOTALL)
_TILDE = re.compile(r"\\textasciitilde(?:\{\}|\s)?|\\~\{\}|\$\\sim\$")
_ESCAPED = re.compile(r"\{?\\([_&%#$~{}])\}?")
_TEX = re.compile(r"[^\w\s.,:;()/]")
"""A sign that may mean something to TeX; decoding words that have none would take most of the time."""
_READ = frozenset(
    (
        *(
            "title",
            "csltype",
            "entrysubtype",
            "journaltitle",
            "journal",
            "publisher",
            "institution",
        ),
        *("organization", "school", "howpublished", "author", "editor", "year", "month", "day"),
        *("langid", "language", "doi", "urlstatus", "license"),
    )
)
_VERBATIM = ("date", "urldate", "archivedate", "url", "archiveurl")
_ITEM = re.compile(r"\s*(family|given|prefix|suffix|useprefix|[a-z]+-i)\s*=\s*(.*?)\s*", re.DOTALL)
_NAME_PARTS = (("prefix", "family"), ("suffix",), ("given",))
"""The order of `von Last, Jr, First`."""


def _join(entry: Any, strings: dict[str, str]) -> None:
    """Puts the parts of `name # " of words"` together, in every field of an entry."""
    for field in entry.fields:
        if field.enclosing == "no-enclosing" and "#" in field.value:
            parts = [_part(part.strip(), strings) for part in _divided(field.value, "#")]
            field.value = "".join(parts)


def _part(part: str, strings: dict[str, str]) -> str:
    value = strings.get(part.lower(), part)
    is_closed = value[:1] + value[-1:] in ("{}", '""')
    return value[1:-1] if is_closed and len(value) > 1 else value


def _divided(words: str, sign: str) -> list[str]:
    """What stands between the signs that are neither in braces nor in quotation marks."""
    parts, start, depth, is_quoted = [], 0, 0, False
    for place, letter in enumerate(words):
        if letter == '"' and not depth:
            is_quoted = not is_quoted
        depth += (letter == "{") - (letter == "}")
        if letter == sign and not depth and not is_quoted:
            parts.append(words[start:place])
            start = place + 1
    return [*parts, words[start:]]


def _verbatim(entry: Any) -> dict[str, str]:
    """Fields in which no sign means what it means to TeX: the tilde of a date, the percent of an address."""
    fields = {field.key.lower(): field.value for field in entry.fields}
    found = {name: _plain(fields[name]) for name in _VERBATIM if name in fields}
    how = _ADDRESS.fullmatch(fields.get("howpublished", ""))
    if how:
        found = {"url": _plain(how[1]), **found, "howpublished": ""}
    return found


def _plain(value: str) -> str:
    r"""An address or a date without what many write around it for TeX: `\url{}`, and backslashes."""
    within = _ADDRESS.fullmatch(value)
    return _ESCAPED.sub(r"\1", _TILDE.sub("~", within[1] if within else value))


def _as_bibtex_names(entry: Any) -> None:
    """Brings the names of an entry into the form that BibTeX has; "and others" is none."""
    for field in entry.fields:
        if isinstance(field.value, list):
            field.value = [_one_name(name) for name in field.value if name.strip() != "others"]


def _one_name(name: str) -> str:
    """`family=Hulst, given=Greta, prefix=van der` as biblatex has it (its manual, 3.4), in BibTeX's form."""
    items = [_ITEM.fullmatch(item) for item in _divided(name, ",")]
    given = {item[1]: item[2] for item in items if item}
    if "family" not in given or not all(items):
        return name
    parts = [" ".join(filter(None, map(given.get, keys))) for keys in _NAME_PARTS]
    return ", ".join(filter(None, parts))


def _apart(field: Any) -> list[Any]:
    """A field of names as one field a name, each of them words of its own; none of what no record holds."""
    if field.key not in _READ:
        return []
    if not isinstance(field.value, list):
        return [field]
    return [type(field)(f"{field.key} {number}", name) for number, name in enumerate(field.value)]


def _entry(entry: Any, known: dict[str, str]) -> Bibliography:
    """`known` are the fields that need no decoding."""
    fields = {field.key: field.value for field in entry.fields} | known

    def words(*names: str) -> str:
        given = (fields.get(name) for name in names)
        return next((" ".join(v.split()) for v in given if isinstance(v, str) and v.strip()), "")

    authors = _people(fields, "author") or _people(fields, "editor")
    kind = entry.entry_type.lower()
    language = words("langid").lower()
    return Bibliography(
        title=words("title"),
        type=words("csltype") if words("csltype") in TYPES else _SUBTYPES.get(words("entrysubtype").lower()) or _CSL_TYPES.get(kind, ""),
        publisher=words("journaltitle", "journal", "publisher", "institution", "organization",
                        "school", "howpublished" if kind not in ("misc", "online") else "publisher"),
        author=tuple(authors),
        published=_date(words("date"), words("year"), words("month"), words("day")),
        url=web_address(words("url")),
        language=_LANGUAGES.get(language) or language_code(words("langid")) or language_code(words("language")),
        accessed=stated_edtf(words("urldate")),
        doi=doi_of(words("doi")),
        key=entry.key,
        archive_url=web_address(words("archiveurl")),
        archive_date=stated_edtf(words("archivedate")),
        url_status="dead" if words("urlstatus") == "dead" else "",
        license=words("license"),
    )  # fmt: skip


def _people(fields: dict[str, str], role: str) -> list[str]:
    names = [fields.get(f"{role} {number}", "") for number in range(len(fields))]
    return [" ".join(name.split()) for name in names if name.strip()]


_CIRCA = re.compile(r"(?:c|ca|circa)\.?\s*(\d{4})", re.IGNORECASE)
_UNKNOWN = re.compile(r"(?:-00)+\Z")


def _date(date: str, year: str, month: str, day: str) -> str:
    """Biblatex's `date`, else the year of BibTeX with the month and the day where there are any."""
    if found := stated_edtf(_UNKNOWN.sub("", date)):
        return found
    if about := _CIRCA.fullmatch(year):
        return stated_edtf(f"{about[1]}~")
    if not year.isdecimal():
        return ""
    number = month_number(month) if month else ""
    parts = [part for part in (year, number, day if number and day.isdecimal() else "") if part]
    return edtf(*parts)
