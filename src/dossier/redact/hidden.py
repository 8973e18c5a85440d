"""What may not be published, by kind of record, and the syntax by which texts refer to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

from dossier.urls import QUOTED

WITHHELD = "[…]"
"""What stands for the name of a hidden actor whom public text links without words of its own."""

MARKED_UP = re.compile(
    r"\[\[(?P<actor>[^\[\]|\n]*)(?:\|(?P<text>[^\[\]\n]*))?\]\]"
    r"|(?:(?<![ \t])[ \t]+)?\[@(?P<source>[A-Za-z0-9_-]+)(?:#[A-Za-z0-9_-]+)?"
    rf"(?:\s*:\s*(?:{'|'.join(QUOTED)}))?\s*\]"
    r"|\[(?P<label>[^\[\]\n]*)\]\(/?(?P<path>[a-z0-9-]+(?:/[a-z0-9-]+)?)(?:/[^()\s]*|\.md)?\)"
)
"""Wikilinks, citations, and links by a path from the site's root."""


@dataclass(frozen=True)
class Hidden:
    """Ids of what may not be published, by kind of record."""

    actors: frozenset[str]
    sources: frozenset[str]
    events: frozenset[str]
    pages: frozenset[str]

    def __bool__(self) -> bool:
        return any(getattr(self, f.name) for f in fields(self))

    def is_page(self, path: str) -> bool:
        """Whether a path from the site's root is the page of something hidden."""
        folder, _, name = path.rpartition("/")
        return name in {"actors": self.actors, "sources": self.sources, "": self.pages}.get(
            folder, ()
        )
