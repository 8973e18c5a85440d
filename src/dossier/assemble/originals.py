"""Ways to the original of a quote: its page at the words, and the archived copy of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from dossier.fragments import url_to_words
from dossier.model.source import Excerpt, Source
from dossier.model.verification import Reach


@dataclass(frozen=True)
class Original:
    """A page outside the site that holds the words."""

    url: str
    is_archived: bool = False
    is_gone: bool = False
    """The page is no longer there (`url_status: dead`)."""


def originals(
    source: Source,
    words: str | None,
    beside: tuple[str | None, str | None] = ("", ""),
    reach: Reach | None = None,
) -> tuple[Original, ...]:
    """Where `words` of a source can be read, at the words; the archived copy first of a dead page.

    `beside`: the words before and after. `reach`: what tells the place from others. Empty without words,
    and for a source without an address.
    """
    if not words:
        return ()
    return tuple(
        Original(
            url_to_words(url, words, beside[0] or "", beside[1] or "", reach),
            is_archived,
            is_gone=not is_archived and source.url_status == "dead",
        )
        for url, is_archived in source.addresses
    )


def of_excerpt(source: Source, excerpt: Excerpt, reach: Reach | None) -> tuple[Original, ...]:
    """Where an excerpt can be read, told from its like by the words around it."""
    return originals(source, excerpt.quote, (excerpt.prefix, excerpt.suffix), reach)


def of_html(source: Source, html: str) -> tuple[Original, ...]:
    """Where the words of a linked text can be read, such as a sentence of an open text."""
    return originals(source, unescape(re.sub(r"<[^>]*>", "", html)))
