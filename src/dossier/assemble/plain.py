"""Linked texts as plain words: their beginning, their first sentence."""

from __future__ import annotations

import re
from html import unescape


def plain_words(html: str, limit: int = 200) -> str:
    """The beginning of an HTML text without markup and citations, cut at a word."""
    return _cut(_plain(html), limit)


_SENTENCE_END = re.compile(
    r"""(?: (?<! \b\w ) (?<! \b[^\W\d_a-z]\w ) (?<! \b[^\W\d_a-z]\w\w )  # not "J.", "Dr.", "Gen."
            [.!?…] [)\]"'”’»]* (?= \s+ [^\s.,;:a-z] )
      | [。！？] )""",
    re.VERBOSE,
)


def first_sentence(html: str, limit: int = 240) -> str:
    """The first sentence of an HTML text without markup and citations, cut at a word.

    Where it is unsure whether a full stop ends the sentence or a short word, it goes on.
    """
    plain = _plain(html)
    end = _SENTENCE_END.search(plain)
    return _cut(plain[: end.end()] if end else plain, limit)


def _plain(html: str) -> str:
    text = re.sub(r'<span class="citation">.*?</span>', "", html)
    text = " ".join(unescape(re.sub(r"<[^>]*>", "", text)).split())
    return re.sub(r"\s+([.,;:])", r"\1", text)


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " …"
