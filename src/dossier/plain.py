"""Texts as plain words: linked ones without their markup, their beginning, their first sentence."""

from __future__ import annotations

import re
from html import unescape


def plain_words(html: str, limit: int = 200) -> str:
    """The beginning of an HTML text without markup and citations, cut at a word."""
    return cut(plain_text(html), limit)


def whole_sentences(html: str, limit: int = 280) -> str:
    """As many sentences of an HTML text as fit, without markup and citations; of a long one its beginning."""
    plain = plain_text(html)
    if len(plain) <= limit:
        return plain
    ends = [end.end() for end in SENTENCE_END.finditer(plain) if end.end() <= limit]
    return plain[: ends[-1]] if ends else cut(plain, limit)


SENTENCE_END = re.compile(
    r"""(?: (?<! \b\w ) (?<! \b[^\W\d_a-z]\w ) (?<! \b[^\W\d_a-z]\w\w )  # not "J.", "Dr.", "Gen."
            [.!?…] [)\]"'”’»]* (?= \s+ [^\s.,;:a-z] )
      | [。！？] )""",
    re.VERBOSE,
)
"""The end of a sentence in a text of one line; unsure whether a full stop ends one or a short word: none."""


def first_sentence(html: str, limit: int = 240) -> str:
    """The first sentence of an HTML text without markup and citations, cut at a word."""
    plain = plain_text(html)
    end = SENTENCE_END.search(plain)
    return cut(plain[: end.end()] if end else plain, limit)


_CITATION = re.compile(r'(?:(?<!\s)\s+)?<span class="citation">.*?</span>')
_TAG = re.compile("<[^>]*>")


def plain_text(html: str) -> str:
    """An HTML text in one line, without markup, and without citations and the blank before each."""
    if '<span class="citation">' in html:
        html = _CITATION.sub("", html)
    return " ".join(unescape(_TAG.sub("", html)).split())


_DATED = re.compile(r"\b\d{4}-\d\d(?:-\d\d)?$")


def split_date(label: str) -> tuple[str, str]:
    """A source's label and the month or day at its end, "" where none is: it is one word, hyphens and all."""
    date = _DATED.search(label)
    return (label[: date.start()], date[0]) if date else (label, "")


def cut(text: str, limit: int) -> str:
    """At most `limit` characters of a text, whole words, and a mark where more follow."""
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " …"


_NOT_IN_XML = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def one_line(text: str) -> str:
    """A text in one line, without the characters that no XML 1.0 document can hold or should.

    These are controls, lone surrogates and the noncharacters of the first plane (XML 1.0, 2.2).
    """
    # What is printable has none of them, as most texts do.
    return " ".join((text if text.isprintable() else _NOT_IN_XML.sub("", text)).split())
