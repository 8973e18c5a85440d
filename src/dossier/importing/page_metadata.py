"""What an HTML page states about itself: JSON-LD, OpenGraph, `meta`, `title`, the language of its root.

Only what is stated: no date out of an address, no author out of a line of text. Where two statements of
one rank differ, none is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from dossier.importing.addresses import without_tracking
from dossier.importing.borne_out import borne_out
from dossier.importing.dates import stated_date, stated_moment
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
from dossier.importing.material import Bibliography, doi_of, untagged, web_address
from dossier.importing.page_head import Head, is_front_page, without_site
from dossier.model.languages import is_language

_MAX_LISTED = 5
"""Days of publication that are told one by one."""
_FEW_WORDS = 60
"""Fewer has a brief, and more often a page that is none: what stands in place of an article."""
_TYPED = re.compile(
    r"pdftohtml|microsoft word|word\.document|libreoffice|openoffice", re.IGNORECASE
)
"""Programs that write into a page who typed it, and when."""
Meta = Mapping[str, list[str]]


def read_metadata(
    html: str, words: str, saved_from: str = ""
) -> tuple[Bibliography, tuple[str, ...]]:
    """What the page with these words states, and what the author should know about that.

    `saved_from` is an address that stands beside the page and not in it.
    """
    head = Head(saved_from)
    head.read(html)
    meta = head.meta
    pieces = read_pieces(head.data)
    titles = [*_of(meta, "og:title"), *map(line, head.titles), *map(line, head.headings["h1"])]
    piece, note = pieces.of_page({same_page(each) for each in head.addresses()}, titles)
    piece = {**piece, **{key: pieces.resolved(piece.get(key)) for key in ("author", "publisher")}}
    notes = [note] if note else []
    sites = [*_of(meta, "og:site_name", "application-name"), *names(piece.get("publisher"))]
    of_site = (each for each in pieces.things if _SITES & {*kinds(each)})
    sites += [name for each in of_site for name in names(each.get("name"))]
    title = _first(map(untagged, [text(piece.get("headline")), *_of(meta, "og:title", "citation_title",
                       "dc.title", "dcterms.title", "twitter:title"), *map(line, head.titles)]))  # fmt: skip
    publisher = _first([*names(piece.get("publisher")), *_of(meta, "og:site_name", "citation_journal_title",
                        "citation_publisher", "dc.publisher", "dcterms.publisher", "application-name")])  # fmt: skip
    authors = _authors(names(piece.get("author"))) or _authors(_people(meta))
    about = Bibliography(
        title=without_site(title, sites, head.headings),
        type=_type(piece),
        publisher=publisher,
        author=tuple(each for each in authors if each.casefold() != publisher.casefold()),
        published=_published(meta, piece, notes),
        url=_url(head, piece),
        language=_language(head, piece),
        doi=_first(map(doi_of, _of(meta, "citation_doi", "dc.identifier", "prism.doi"))),
    )
    if _TYPED.search(" ".join(_of(meta, "generator", "progid"))):
        about, notes = _of_a_typist(about, words)
    is_stated = bool(about.published or about.author)
    return about, (*notes, *_doubts(words, head, piece, is_stated=is_stated))


_SITES = {"website", "organization", "newsmediaorganization"}


def _of_a_typist(about: Bibliography, words: str) -> tuple[Bibliography, list[str]]:
    """What is left of the properties of a typed file: title and author that its text has too."""
    held, notes = borne_out(words, about.title, ", ".join(about.author))
    if about.published:
        notes.append("the file's properties state when it was made, not published: left out")
    return replace(about, title=held.title, author=held.author, published=""), notes


def _doubts(words: str, head: Head, piece: Mapping[str, Any], *, is_stated: bool) -> Iterator[str]:
    """Why the text may not be the article, or not all of it; `is_stated` is whether it has a day or an author."""
    number = len(words.split())
    if number and " ".join(words.split()) in " ".join(" ".join(head.unscripted).split()):
        yield "its text is what a browser without scripts is shown: copy the article's own text"
    elif number < _FEW_WORDS:
        yield f"its text has {number} words: look whether that is the article, and all of it"
    if "website" in _of(head.meta, "og:type") and not is_stated:
        yield "it calls itself a website: look whether it is an article, and no list of several"
    if str(piece.get("isAccessibleForFree")).lower() == "false":
        yield "it is not free to read, as it says itself: look whether the text is whole"


# --------------------------------------------------------------------------------------- days


class _Day(NamedTuple):
    day: str
    moment: datetime | None


def _published(meta: Meta, piece: dict[str, Any], notes: list[str]) -> str:
    """The day of publication, of the first kind of statement that there is."""
    ranks = (
        [text(piece.get("datePublished"))],
        _of(meta, "article:published_time", "og:article:published_time"),
        _of(meta, "citation_publication_date", "citation_date", "dc.date.issued", "dcterms.issued"),
        _of(meta, "datepublished", "dc.date", "dcterms.date", "parsely-pub-date", "date"),
    )
    given = [words for rank in ranks for words in rank if words]
    stated = [_Day(day, stated_moment(words)) for words in given if (day := stated_date(words))]
    if len({each.day[:10] for each in stated}) > 1 and not _is_one_instant(stated):
        several = [*dict.fromkeys(each.day for each in stated)]
        listed = ", ".join(several[:_MAX_LISTED]) + (", …" if several[_MAX_LISTED:] else "")
        notes.append(f"it states several days of publication ({listed}): none is taken")
        return ""
    if given and not stated:
        notes.append(
            "its day of publication is stated in a form that is not read: look, and write it"
        )
    if not stated:
        return ""
    # A zone other than UTC is that of the newsroom, whose day it is.
    local = [each for each in stated if not (each.moment and not each.moment.utcoffset())]
    if not local and (doubt := _doubt_of_day(stated)):
        notes.append(doubt)
    return (local or stated)[0].day


def _is_one_instant(stated: list[_Day]) -> bool:
    moments = [each.moment for each in stated if each.moment]
    if len(moments) < len(stated):
        return False
    return max(moments) - min(moments) <= timedelta(minutes=1)


_EARLY, _LATE = 8, 16
"""Hours of UTC before which it is the day before in the Americas, and from which the day after in East Asia."""


def _doubt_of_day(stated: list[_Day]) -> str:
    """What is told of a time that is stated in UTC alone; midnight is no time, but a day."""
    moment = stated[0].moment
    if moment is None or moment.strftime("%H%M%S") == "000000":
        return ""
    if _EARLY <= moment.hour < _LATE:
        return ""
    other = "before" if moment.hour < _EARLY else "after"
    return f"its day is stated in UTC ({moment:%H:%M}): where it appeared it may be the day {other}"


# ---------------------------------------------------------------------------------- addresses


def _url(head: Head, piece: dict[str, Any]) -> str:
    stated = [*head.addresses(), *map(web_address, stated_addresses(piece))]
    stated += map(web_address, head.meta.get("dc.identifier", ()))
    return without_tracking(_first(sorted(filter(None, stated), key=is_front_page)))


# ------------------------------------------------------------------------------------ authors

_BYLINE = re.compile(
    r"(?:por|by|escrito por|written by|texto|texto de|par)\b(?:\s*:|\s)\s*", re.IGNORECASE
)
_ROLE = re.compile(
    r",\s*(?:[\w-]+\s){0,3}(?:writer|reporter|editor|correspondent|corresponsal|reporter[oa]|redactora?)\Z",
    re.IGNORECASE,
)
_LOGINS = frozenset(
    [
        "admin", "administrator", "administrador", "super user", "superuser", "webmaster", "root",
        "undefined", "null", "none", "nan", "[object object]",
    ]
)  # fmt: skip
"""What a system calls whoever set it up, and what a script writes for nobody: nobody's name."""
_MAIL = re.compile(r"\s*[(<\[]?[^\s@()<>\[\]]+@[^\s@()<>\[\]]+\.\w+[)>\]]?")


def _authors(given: Iterable[str]) -> list[str]:
    """Names as they are, without the words of a byline around them, tags, and addresses of e-mail."""
    given = (_MAIL.sub("", untagged(name)).strip() for name in given)
    found = (
        _ROLE.sub("", _BYLINE.sub("", name, count=1) if _BYLINE.match(name) else name)
        for name in given
    )
    return list(dict.fromkeys(name for name in found if name and name.casefold() not in _LOGINS))


def _people(meta: Meta) -> Iterator[str]:
    """Authors in `meta`; what is an address is a profile and no name."""
    for words in _of(
        meta, "citation_author", "dc.creator", "dcterms.creator", "author", "article:author",
        "articleauthor", "parsely-author",
    ):  # fmt: skip
        if "://" not in words and not words.startswith("@"):
            yield words


def _language(head: Head, piece: dict[str, Any]) -> str:
    """A language tag as BCP 47 has it, as in `en-GB`."""
    for words in (
        head.language,
        text(piece.get("inLanguage")),
        *_of(head.meta, "og:locale", "content-language", "dc.language", "dcterms.language"),
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
