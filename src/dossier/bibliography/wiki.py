"""A source as a citation template of Wikipedia (Citation Style 1), to be pasted into an article.

The Spanish and many other Wikipedias take the same templates and parameters.
"""

from __future__ import annotations

import re

from dossier.bibliography import Entry
from dossier.model.date_tables import ENGLISH
from dossier.model.date_words import html_datetime, in_words
from dossier.model.dates import CalendarDate, EdtfDate, Precision

_TEMPLATES = {
    "article-journal": "cite journal", "article-magazine": "cite magazine",
    "article-newspaper": "cite news", "book": "cite book", "broadcast": "cite episode",
    "map": "cite map", "report": "cite report", "speech": "cite speech", "thesis": "cite thesis",
}  # fmt: skip
_CONTAINER = {
    "cite journal": "journal", "cite magazine": "magazine", "cite news": "newspaper",
    "cite episode": "network", "cite web": "website",
}  # fmt: skip
"""The parameter for whoever published; `publisher` in the others."""


def wiki_citation(entry: Entry) -> str:
    """The template in one line."""
    name = _TEMPLATES.get(entry.type) or ("cite web" if entry.url else "citation")
    authors = {
        f"author{n}" if len(entry.authors) > 1 else "author": _wiki(author)
        for n, author in enumerate(entry.authors, 1)
    }
    parameters = {
        **authors,
        "title": _wiki(entry.title),
        _CONTAINER.get(name, "publisher"): _wiki(entry.publisher),
        **_dates("date", entry.published),
        "language": _wiki(entry.language),
        "url": _address(entry.url),
        "url-status": ("dead" if entry.is_dead else "live") if entry.archive_url else "",
        **(_dates("access-date", entry.accessed) if entry.url else {}),
        "archive-url": _address(entry.archive_url),
        **(_dates("archive-date", entry.archived) if entry.archive_url else {}),
    }
    said = "".join(f" |{key}={value}" for key, value in parameters.items() if value)
    return f"{{{{{name}{said}}}}}"


def _dates(parameter: str, date: EdtfDate | None) -> dict[str, str]:
    """The date in a form that the templates check and accept.

    A publication's date in another form goes into `orig-date`, which holds any words.
    """
    if date is None:
        return {}
    if date.only_day:
        return {parameter: (html_datetime(date) or "")[:10]}
    if parameter != "date":
        return {}
    words = in_words(date, ENGLISH)
    only = date.start
    plain = (Precision.YEAR, Precision.SEASON, Precision.MONTH)
    if isinstance(only, CalendarDate) and not date.is_interval and only.year >= 1000:
        if only.precision in plain and date.is_certain and "X" not in date.text:
            return {parameter: words}
        if only.precision is Precision.YEAR and only.approximate and not only.uncertain:
            return {parameter: f"c. {only.year}"}
    return {"orig-date": _wiki(words)}


_MARKUP = {
    "|": "{{!}}", "[": "&#91;", "]": "&#93;", "{": "&#123;", "}": "&#125;", "<": "&lt;", ">": "&gt;",
    "''": "&#39;&#39;", "~~~": "&#126;&#126;&#126;", "=": "&#61;", "&": "&amp;", "__": "&#95;&#95;",
}  # fmt: skip
_MARKED = re.compile(r"''|~~~|__|&(?=#?\w+;)|[|\[\]{}<>=]")


def _wiki(text: str) -> str:
    """Text in which a wiki sees no markup of its own."""
    return _MARKED.sub(lambda sign: _MARKUP[sign[0]], text)


_IN_ADDRESS = {"|": "%7C", "{": "%7B", "}": "%7D", "[": "%5B", "]": "%5D", "'": "%27"}


def _address(url: str) -> str:
    plain = "".join(_IN_ADDRESS.get(sign, sign) for sign in url)
    return plain.replace("~~~", "%7E%7E%7E")  # a signature
