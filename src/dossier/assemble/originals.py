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


_FRAGMENT = 120
"""About how many bytes the way to the words takes at most: it names the first and the last of them."""


@dataclass(frozen=True)
class Way:
    """From a passage to where its words can be read: an excerpt's, or that of a linked text's sentence."""

    source: Source
    excerpt: Excerpt | None = None
    reach: Reach | None = None

    def originals(self, html: str) -> tuple[Original, ...]:
        """Where the words of `html` can be read, an excerpt told from its like by the words around it."""
        if self.excerpt:
            beside = self.excerpt.prefix, self.excerpt.suffix
            return originals(self.source, self.excerpt.quote, beside, self.reach)
        return originals(self.source, unescape(re.sub(r"<[^>]*>", "", html)))

    def size(self, html: str) -> int:
        """About how many bytes the addresses take; to tell them takes longer than all else of a passage."""
        fragment = min(len(html), _FRAGMENT)
        return sum(len(url) + fragment for url, _ in self.source.addresses)
