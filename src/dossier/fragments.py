"""Links to the words themselves in a web page: URL text fragments.

`https://paper.example/a#:~:text=[prefix-,]start[,end][,-suffix]`, as the WICG draft "URL Fragment
Text Directives" has it. A browser that knows them scrolls to the words and marks them; any other, and
any page that no longer holds the words, shows the page from its top, so that a link loses nothing by
them. Pure functions; nothing here asks the net.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from dossier.model.source import OMISSION

MAX_EXACT = 100
"""Characters up to which a quote is given whole. A longer one may run over the end of a paragraph,
and `start` has to lie within one block."""
EDGE_WORDS = 8
"""Words of a long quote's `start` and `end`, and of a prefix or suffix. Of the five articles of the
example 0.7 in 100 runs of five words occur twice in the same article, of eight words none."""
MIN_ANCHOR_WORDS = 3
"""Words below which a part of a quote with omissions says too little to be looked for by itself."""
DIRECTIVE = ":~:"
"""The delimiter between a fragment and its directives."""

_PAGELESS = frozenset(
    [
        "pdf",
        "ps",
        "djvu",
        "epub",
        "mobi",
        "doc",
        "docx",
        "odt",
        "rtf",
        "ppt",
        "pptx",
        "odp",
        "xls",
        "xlsx",
        "ods",
        "csv",
        "zip",
        "warc",
        "wacz",
        "jpg",
        "jpeg",
        "png",
        "gif",
        "webp",
        "tif",
        "tiff",
        "svg",
        "mp3",
        "m4a",
        "ogg",
        "wav",
        "mp4",
        "m4v",
        "mov",
        "webm",
    ]
)
"""Endings of files that a browser shows in a viewer of its own, where text directives mean nothing."""
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
# A clause of Chinese or Japanese counts as a word: only its end is sure to be the end of one.
_WORD = re.compile(r"[^\s。、，；：！？]+[。、，；：！？」』”）]*|[。、，；：！？]+")


def url_to_words(url: str, words: str, prefix: str = "", suffix: str = "") -> str:
    """`url` leading to verbatim `words` of its page; `url` as it is where that cannot be.

    `prefix` and `suffix` are the words directly before and after, whole ones. An existing fragment is
    kept. A url with directives of its own, or of a file that is no page, is left alone.
    """
    address, hash_, fragment = url.partition("#")
    if DIRECTIVE in fragment or not _is_page(address):
        return url
    directive = text_directive(words, prefix, suffix)
    return f"{address}{hash_ or '#'}{fragment}{DIRECTIVE}{directive}" if directive else url


def text_directive(words: str, prefix: str = "", suffix: str = "") -> str:
    """The directive `text=…` for verbatim `words`, "" where no word is left to look for.

    Long words, and those with omissions or line breaks, become a range from their first words to
    their last, which may lie in different paragraphs. What a quote leaves out is then marked in the
    page too: a reader sees what was left out.
    """
    parts = _parts(words)
    before, after = words_beside(prefix, suffix)
    if not before:
        parts = _without_short(parts)
    if not after:
        parts = _without_short(parts[::-1])[::-1]
    if not parts:
        return ""
    if len(parts) == 1 and len(parts[0]) <= MAX_EXACT:
        found = [parts[0]]
    elif len(parts) == 1:
        found = _range_within(parts[0])
    else:
        found = [_head(parts[0]), _tail(parts[-1])]
    terms = [f"{_encoded(before)}-"] if before else []
    terms += [_encoded(term) for term in found]
    terms += [f"-{_encoded(after)}"] if after else []
    return "text=" + ",".join(terms)


def words_beside(prefix: str, suffix: str) -> tuple[str, str]:
    """What of `prefix` and `suffix` a directive holds: the last words and the first ones."""
    return _tail(_line(prefix)), _head(_line(suffix))


def _is_page(address: str) -> bool:
    """Whether an address may be a page, by the ending of its path and of the names in its query."""
    try:
        parts = urlsplit(address)
    except ValueError:  # "http://[x": an address that no browser opens either
        return False
    names = [unquote(parts.path), *(value for _, value in parse_qsl(parts.query))]
    return not any(name.rpartition(".")[2].lower() in _PAGELESS for name in names if "." in name)


def _parts(words: str) -> list[str]:
    """The runs of words without an omission or a line break in them, white space collapsed."""
    parts = (_line(part) for part in re.split(rf"{re.escape(OMISSION)}|\n", words))
    return [part for part in parts if part]


def _line(words: str) -> str:
    return " ".join(_INVISIBLE.sub("", words).split())


def _without_short(parts: list[str]) -> list[str]:
    """Without the first parts that are too short to be found by; all where none is long enough."""
    for index, part in enumerate(parts):
        if len(_WORD.findall(part)) >= MIN_ANCHOR_WORDS or len(part) > MAX_EXACT:
            return parts[index:]
    return parts


def _head(line: str, count: int = EDGE_WORDS) -> str:
    """The first words of a line, as they stand."""
    words = list(_WORD.finditer(line))[:count]
    return line[: words[-1].end()] if words else ""


def _tail(line: str, count: int = EDGE_WORDS) -> str:
    """The last words of a line, as they stand."""
    words = list(_WORD.finditer(line))[-count:]
    return line[words[0].start() :] if words else ""


def _range_within(line: str) -> list[str]:
    """`start` and `end` of one line, which must not overlap; a single term where it is one word."""
    count = min(EDGE_WORDS, len(_WORD.findall(line)) // 2)
    return [_head(line, count), _tail(line, count)] if count else [line]


def _encoded(term: str) -> str:
    """Percent-encoded for a directive, in which `-`, `,` and `&` have meanings of their own."""
    return quote(term, safe="").replace("-", "%2D")
