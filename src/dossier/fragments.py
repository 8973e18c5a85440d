"""Links to the words themselves in a web page: URL text fragments.

`https://paper.example/a#:~:text=[prefix-,]start[,end][,-suffix]`, as the WICG draft "URL Fragment
Text Directives" has it. A browser that knows them scrolls to the words and marks them; any other, and
any page that no longer holds the words, shows the page from its top, so that a link loses nothing by
them. Pure functions; nothing here asks the net.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from dossier.model.source import OMISSION
from dossier.model.verification import Reach, Wording

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
_DOUBTFUL = re.compile(r"[^!-~]|[%?\[\]]")
"""What most addresses have none of; any other ends as its path does, and need not be taken apart."""
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
# A clause of Chinese or Japanese counts as a word: only its end is sure to be the end of one.
_BETWEEN_RUNS = re.compile(rf"{re.escape(OMISSION)}|\n")
_BLANK_LINE = r"\n[^\S\n]*\n"
_NO_BLANK_WANTED = re.compile(
    r"\u00ad[^\S\n]*\n\s*|(?<=[\u2e80-\u9fff])[^\S\n]*\n\s*(?=[\u2e80-\u9fff])"
)
"""A soft hyphen at the end of a line, and a line's end between Chinese signs."""
_HYPHEN_AT_END = re.compile(r"(?<=\w)[-‐‑][^\S\n]*\n\s*(?=\w)")
_UNSURE_SIGN = re.compile("[-‐-―−⸺⸻«»‹›′″´`「-』]")
_UNSURE = re.compile(r"\s*(?:--+|[‐-―−⸺⸻«»‹›′″´`「-』]|(?<!\S)-|-(?!\w))\s*")
"""Signs that browsers tell apart and people type one for another: dashes (of plain hyphens those that
join no word), with their blanks, guillemets and corner brackets. Curly marks they take for straight ones."""
_CHINESE = re.compile("[^\x00-\u3000]")
_CHANGED_CASE = re.compile(r"\A([^\w\[\]]{0,4})\[([^\W\d_])\](?=[\w\s])")
_WORD = re.compile(r"(?:[^\s。、，；：！？]+[。、，；：！？」』”）]*|[。、，；：！？]+)\s*")


class Terms(NamedTuple):
    """What a directive names; "" where it names none. `first`, `last`: the runs that hold the words."""

    prefix: str
    start: str
    end: str
    suffix: str
    first: int
    last: int


def url_to_words(
    url: str, words: str, prefix: str = "", suffix: str = "", wording: Wording | None = None
) -> str:
    """`url` leading to verbatim `words` of its page; `url` as it is where that cannot be.

    `prefix` and `suffix` are the words directly before and after, whole ones; `wording` is what was
    recorded of the quote, None where nothing was. An existing fragment is kept. A url with directives of its own,
    or of a file that is no page, is left alone.
    """
    if not takes_words(url):
        return url
    address, hash_, fragment = url.partition("#")
    directive = text_directive(words, prefix, suffix, wording)
    return f"{address}{hash_ or '#'}{fragment}{DIRECTIVE}{directive}" if directive else url


def takes_words(url: str) -> bool:
    """Whether an address may lead to words: that of a page, without directives of its own."""
    address, _, fragment = url.partition("#")
    return DIRECTIVE not in fragment and _is_page(address)


def text_directive(
    words: str, prefix: str = "", suffix: str = "", wording: Wording | None = None
) -> str:
    """The directive `text=…` for verbatim `words`, "" where no word is left to look for."""
    terms = terms_for(words, prefix, suffix, wording)
    if terms is None:
        return ""
    found = [f"{_encoded(terms.prefix)}-"] if terms.prefix else []
    found += [_encoded(term) for term in (terms.start, terms.end) if term]
    found += [f"-{_encoded(terms.suffix)}"] if terms.suffix else []
    return "text=" + ",".join(found)


def terms_for(
    words: str, prefix: str = "", suffix: str = "", wording: Wording | None = None
) -> Terms | None:
    """What a link to verbatim `words` names; None where no word is left to look for.

    Long words, and those with omissions or line breaks, become a range from their first words to
    their last, which may lie in different paragraphs. What a quote leaves out is then marked in the
    page too: a reader sees what was left out. Of words that were compared with no text, signs that
    browsers tell apart stand in no term, where enough words are left.
    """
    before, after = words_beside(prefix, suffix)
    reach = wording.reach if wording else None
    if wording and wording.exact:
        runs = recorded_runs(words, wording.exact)
    else:
        runs = runs_of(words)
        if wording is None and _UNSURE_SIGN.search(words):
            runs = _sure(runs, ends=(bool(before), bool(after)))
    first, last = 0, len(runs) - 1
    if reach:
        first = min(reach.run, last)
        before = "" if first else before
    elif not before:
        first = _first_long(runs)
    if not after:
        last -= _first_long(runs[first:][::-1])
    if first > last:
        return None
    return Terms(before, *_start_and_end(runs[first : last + 1], reach), after, first, last)


def _start_and_end(runs: list[str], reach: Reach | None) -> tuple[str, str]:
    """The words that a range begins and ends with; the whole and "" where it is one term."""
    if len(runs) > 1:
        start, end = (reach.start, reach.end) if reach else (EDGE_WORDS, EDGE_WORDS)
        return _head(runs[0], start), _tail(runs[-1], end)
    line, count = runs[0], count_words(runs[0])
    if reach:
        start, end = reach.start, min(reach.end, count - reach.start)
    else:
        start = end = 0 if len(line) <= MAX_EXACT else min(EDGE_WORDS, count // 2)
    return (_head(line, start), _tail(line, end)) if start > 0 and end > 0 else (line, "")


def words_beside(prefix: str, suffix: str) -> tuple[str, str]:
    """What of `prefix` and `suffix` a directive holds: the last words and the first ones.

    They are as an author typed them; from a sign that browsers tell apart on they might not be found.
    """
    if not prefix and not suffix:
        return "", ""
    before, after = _tail(_line(prefix)), _head(_line(suffix))
    if _UNSURE_SIGN.search(before):
        before = _UNSURE.split(before)[-1] or before
    if _UNSURE_SIGN.search(after):
        after = _UNSURE.split(after)[0] or after
    return before, after


def _is_page(address: str) -> bool:
    """Whether an address may be a page, by the ending of its path and of the names in its query."""
    if address.rpartition(".")[2].lower() not in _PAGELESS and not _DOUBTFUL.search(address):
        return True
    try:
        parts = urlsplit(address)
    except ValueError:  # "http://[x": an address that no browser opens either
        return False
    names = [unquote(parts.path), *(value for _, value in parse_qsl(parts.query))]
    return not any(name.rpartition(".")[2].lower() in _PAGELESS for name in names if "." in name)


def runs_of(words: str) -> list[str]:
    """The runs of words without an omission or a line break in them, white space collapsed.

    A letter whose case an editor has changed, in brackets, is a letter: browsers make no difference.
    """
    runs = (_CHANGED_CASE.sub(r"\1\2", _line(run)) for run in _BETWEEN_RUNS.split(words))
    return [run for run in runs if run]


def recorded_runs(words: str, exact: Sequence[str]) -> list[str]:
    """The same in the text's own letters, as far as its parts differ from those of the quote.

    A line's end in the text is one of a paragraph where the line after it is blank, or where the quote
    has line breaks too.
    """
    parts = [part.strip() for part in words.split(OMISSION) if part.strip()]
    if len(parts) != len(exact):
        return runs_of(words)
    lines: list[str] = []
    for part, letters in zip(parts, exact, strict=True):
        end = "\n" if "\n" in part or not letters else _BLANK_LINE
        lines += re.split(end, _without_line_ends(letters, part) if letters else part)
    return [run for run in map(_line, lines) if run]


def _without_line_ends(letters: str, part: str) -> str:
    """Letters of a text without what only the end of a line put into words; `part` is the quote of them."""
    if "\n" not in letters:
        return letters
    if not letters.isascii():
        letters = _NO_BLANK_WANTED.sub("", letters)

    def joined(end: re.Match[str]) -> str:
        before, after = (
            letters[max(0, end.start() - 40) : end.start()],
            letters[end.end() : end.end() + 40],
        )
        word = re.findall(r"\w+$", before) + re.findall(r"^\w+", after)
        return "" if "".join(word) in part else end[0].rstrip()

    return _HYPHEN_AT_END.sub(joined, letters)


def _sure(runs: list[str], ends: tuple[bool, bool]) -> list[str]:
    """The runs between signs that browsers tell apart; as they were where too few words are left.

    And where a prefix or suffix stands beside such a sign: it has to stand beside the words named.
    """
    sure = [piece for run in runs for piece in _UNSURE.split(run) if piece]
    if not any(count_words(piece) >= MIN_ANCHOR_WORDS for piece in sure):
        return runs
    (begins, finishes), (first, last) = ends, (sure[0], sure[-1])
    stands = not (begins and not runs[0].startswith(first)) and not (
        finishes and not runs[-1].endswith(last)
    )
    return sure if stands else runs


def count_words(line: str) -> int:
    """How many words a line has, as `Reach` counts them."""
    return line.count(" ") + bool(line) if _is_spaced(line) else len(_WORD.findall(line))


def _is_spaced(line: str) -> bool:
    """Whether blanks alone part the words of a line."""
    return line.isascii() or _CHINESE.search(line) is None


def _line(words: str) -> str:
    return " ".join(_INVISIBLE.sub("", words).split())


def _first_long(runs: list[str]) -> int:
    """The first run that is long enough to be found by; 0 where none is."""
    for index, run in enumerate(runs if len(runs) > 1 else ()):  # of one there is no choice
        if count_words(run) >= MIN_ANCHOR_WORDS or len(run) > MAX_EXACT:
            return index
    return 0


def _head(line: str, count: int = EDGE_WORDS) -> str:
    """The first words of a line, as they stand."""
    if _is_spaced(line):
        return " ".join(line.split(" ", count)[:count])
    return "".join(_WORD.findall(line)[:count]).rstrip()


def _tail(line: str, count: int = EDGE_WORDS) -> str:
    """The last words of a line, as they stand."""
    if _is_spaced(line):
        return " ".join(line.rsplit(" ", count)[-count:])
    return "".join(_WORD.findall(line)[-count:])


def _encoded(term: str) -> str:
    """Percent-encoded for a directive, in which `-`, `,` and `&` have meanings of their own."""
    return quote(term, safe="").replace("-", "%2D")
