"""Ways to the original of a quote: its page at the words, and the archived copy of it."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.fragments import url_to_words
from dossier.model.source import Source
from dossier.model.verification import AS_QUOTED, Wording
from dossier.plain import plain_text


@dataclass(frozen=True)
class Original:
    """A page outside the site that holds the words."""

    url: str
    is_archived: bool = False
    is_gone: bool = False
    """The page is no longer there (`url_status: dead`)."""


_FRAGMENT = 120
"""About how many bytes the way to the words takes at most: it names the first and the last of them."""


@dataclass(frozen=True)
class Way:
    """From words of a source to where they can be read.

    Holds no more of the source than it needs, since it stands on every page that shows the words.
    """

    addresses: tuple[tuple[str, bool], ...]
    """The source's, and whether each is an archived copy; the first choice first."""
    is_gone: bool = False
    """Whether the page itself is no longer there."""
    words: str | None = None
    """None where they are those of a linked text's sentence."""
    beside: tuple[str, str] = ("", "")
    """The words before and after, where they tell the place from others."""
    wording: Wording | None = None
    """What is recorded of the words; None where nothing is."""

    @classmethod
    def to(
        cls,
        source: Source,
        words: str | None = None,
        beside: tuple[str | None, str | None] = ("", ""),
        wording: Wording | None = None,
    ) -> Way:
        """To some words of a source."""
        before, after = beside
        is_gone = source.url_status == "dead"
        return cls(source.addresses, is_gone, words, (before or "", after or ""), wording)

    def originals(self, html: str = "") -> tuple[Original, ...]:
        """Where the words can be read, or those of `html`, at the words; none without an address."""
        words, wording = self.words, self.wording
        if not words:
            words, wording = plain_text(html), AS_QUOTED  # a sentence of the full text
        if not words:
            return ()
        return tuple(
            Original(
                url_to_words(url, words, *self.beside, wording),
                is_archived,
                is_gone=not is_archived and self.is_gone,
            )
            for url, is_archived in self.addresses
        )

    def size(self, html: str) -> int:
        """About how many bytes the addresses take; to tell them takes longer than all else of a passage."""
        fragment = min(len(html), _FRAGMENT)
        return sum(len(url) + fragment for url, _ in self.addresses)
