"""What may not be published, by kind of record."""

from __future__ import annotations

from dataclasses import dataclass

WITHHELD = "[…]"
"""What stands for the name of a hidden actor whom public text links without words of its own."""


@dataclass(frozen=True)
class Hidden:
    """Ids of what may not be published, by kind of record."""

    actors: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return any(vars(self).values())

    def is_page(self, path: str) -> bool:
        """Whether a path from the site's root is the page of something hidden."""
        folder, _, name = path.rpartition("/")
        return name in {"actors": self.actors, "sources": self.sources, "": self.pages}.get(
            folder, ()
        )
