"""What an HTML page states about itself: JSON-LD, OpenGraph, `meta`, `title`, the language of its root.

Only what is stated: no date out of an address, no author out of a line of text. Where two statements of
one rank differ, none is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

from dossier.importing.dates import stated_date
from dossier.importing.json_ld import (
    CSL_TYPES,
    kinds,
    line,
    names,
    read_pieces,
    same_page,
    stated_addresses,
    text,
)
from dossier.importing.material import Bibliography, doi_of, web_address
from dossier.model.languages import is_language

_MAX_DATA = 500_000
"""Characters of one JSON-LD block that are read."""
_MAX_LISTED = 5
"""Days of publication that are told one by one."""

Meta = Mapping[str, list[str]]


class _Head(HTMLParser):
    """Collects what stands in `meta`, `title`, `link rel=canonical`, `html lang` and JSON-LD."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: dict[str, list[str]] = {}
        self.titles: list[str] = []
        self.canonical = ""
        self.language = ""
        self.data: list[str] = []
        self._into: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes the statements of one element."""
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            name = (
                given.get("property") or given.get("name") or given.get("itemprop") or ""
            ).lower()
            if name and given.get("content", "").strip():
                self.meta.setdefault(name, []).append(given["content"])
        elif tag == "link" and "canonical" in given.get("rel", "").lower().split():
            self.canonical = self.canonical or given.get("href", "")
        elif tag == "html":
            self.language = self.language or given.get("lang", given.get("xml:lang", "")).strip()
        elif tag == "title":
            self._open(self.titles)
        elif tag == "script" and given.get("type", "").strip().lower() == "application/ld+json":
            self._open(self.data)

    def _open(self, into: list[str]) -> None:
        into.append("")
        self._into = into

    def handle_data(self, data: str) -> None:
        """Text within a title or a JSON-LD block."""
        if self._into is not None and len(self._into[-1]) < _MAX_DATA:
            self._into[-1] += data

    def handle_endtag(self, tag: str) -> None:
        """The end of a title or of a block."""
        if tag in ("title", "script"):
            self._into = None


def read_metadata(html: str) -> tuple[Bibliography, tuple[str, ...]]:
    """What the page states, and what the author should know about that."""
    head = _Head()
    head.feed(html)
    head.close()
    pieces = read_pieces(head.data)
    piece, note = pieces.of_page({same_page(each) for each in _addresses(head)})
    piece = {**piece, **{key: pieces.resolved(piece.get(key)) for key in ("author", "publisher")}}
    notes = [note] if note else []
    published = _published(head.meta, piece, notes)
    named = [*names(piece.get("author")), *_people(head.meta)]
    url = _url(head, piece)
    about = Bibliography(
        title=_first([text(piece.get("headline")), *_of(head.meta, "og:title", "citation_title",
              "dc.title", "twitter:title"), *map(line, head.titles)]),
        type=_type(piece),
        publisher=_first([*names(piece.get("publisher")), *_of(head.meta, "og:site_name",
                  "citation_journal_title", "citation_publisher", "application-name")]),
        author=tuple(names(piece.get("author")) or dict.fromkeys(named)),
        published=published,
        url=url,
        language=_language(head, piece),
        doi=_first(map(doi_of, _of(head.meta, "citation_doi", "dc.identifier", "prism.doi"))),
    )  # fmt: skip
    return about, tuple(notes)


def _published(meta: Meta, piece: dict[str, Any], notes: list[str]) -> str:
    """The day of publication, of the first kind of statement that there is."""
    ranks = (
        [text(piece.get("datePublished"))],
        _of(meta, "article:published_time", "og:article:published_time"),
        _of(meta, "citation_publication_date", "citation_date", "dc.date.issued", "dcterms.issued"),
        _of(meta, "datepublished", "dc.date", "parsely-pub-date", "date"),
    )
    days = [sorted({day for words in rank if (day := stated_date(words))}) for rank in ranks]
    stated = [day for found in days for day in found]
    if len({day[:10] for day in stated}) > 1:
        several = [*dict.fromkeys(stated)]
        listed = ", ".join(several[:_MAX_LISTED]) + (", …" if several[_MAX_LISTED:] else "")
        notes.append(f"it states several days of publication ({listed}): none is taken")
        return ""
    if not stated and any(words for rank in ranks for words in rank):
        notes.append(
            "its day of publication is stated in a form that is not read: look, and write it"
        )
    return stated[0] if stated else ""


def _url(head: _Head, piece: dict[str, Any]) -> str:
    return _first([*_addresses(head), *map(web_address, stated_addresses(piece))])


def _addresses(head: _Head) -> list[str]:
    """The addresses by which the page calls itself, the best first."""
    stated = [each for each in (head.canonical, *head.meta.get("og:url", ())) if each]
    base = next((each for each in stated if web_address(each)), "")
    return [found for each in stated if (found := web_address(urljoin(base, each)))]


def _people(meta: Meta) -> Iterator[str]:
    """Authors in `meta`; what is an address is a profile and no name."""
    for words in _of(
        meta, "citation_author", "dc.creator", "author", "article:author", "parsely-author"
    ):
        if "://" not in words and not words.startswith("@"):
            yield words


def _language(head: _Head, piece: dict[str, Any]) -> str:
    """A language tag as BCP 47 has it, as in `en-GB`."""
    for words in (
        head.language,
        text(piece.get("inLanguage")),
        *_of(head.meta, "og:locale", "dc.language"),
    ):
        parts = words.replace("_", "-").split("-")
        if is_language(parts[0].lower()):
            rest = [p.upper() for p in parts[1:2] if len(p) == 2 and p.isalpha() and p.isascii()]
            return "-".join([parts[0].lower(), *rest])
    return ""


def _type(piece: dict[str, Any]) -> str:
    found = (CSL_TYPES.get(kind) for kind in kinds(piece))
    return next((kind for kind in found if kind), "webpage")


def _of(meta: Meta, *names: str) -> list[str]:
    return [line(words) for name in names for words in meta.get(name, ())]


def _first(found: Iterable[str]) -> str:
    return next((each for each in found if each), "")
