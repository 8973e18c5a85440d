"""What a reader can search for, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dossier.urls import Reference

SearchKind = Literal["actors", "sources", "events", "pages", "passages"]


@dataclass(frozen=True)
class SearchItem:
    """One thing that a search may find: where it leads, and the words it is found by and shown with."""

    kind: SearchKind
    reference: Reference
    title: str
    """An actor's name, a title; of a passage the name of its source."""
    aside: str = ""
    """An actor's aliases, a source's short name, an event's date and place."""
    text: str = ""
    """The words of a passage, the description of a page, the names of an event's actors."""
    language: str = ""
    """Of `text`; "" where it is not known."""
    owner: str = ""
    """What it is a part of. Parts of one owner come together, and changing their number moves
    nothing else."""
