"""A page as a value: where it goes, which template draws it, what stands on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dossier.urls import OutputPath, Reference


@dataclass(frozen=True)
class Place:
    """A page of the site, or a place on it, inside structured data: written as its address."""

    reference: Reference


@dataclass(frozen=True)
class Card:
    """What is shown of a page, or of a passage on it, before a link to it is followed.

    Only words that stand on that page.
    """

    reference: Reference
    label: str
    """What it is: a kind of actor, the name of a source."""
    name: str
    words: str
    language: str | None = None
    """The language of `words`, where it may be another than the site's."""
    fidelity: str = "faithful"
    """Of a source or passage: what its copy is worth."""
    is_marked: bool = False
    """Shown in a preview only: a draft, or under embargo."""


@dataclass(frozen=True)
class Page:
    """One page of the site. `view` is what its template reads, by the page's kind."""

    path: OutputPath
    template: str
    title: str
    view: Any
    description: str = ""
    this_actor: str = ""
    """The actor whose page it is: its own name is marked there instead of linked."""
    source_path: str = ""
    """The file it is made from, for findings about it."""
    things: tuple[Mapping[str, Any], ...] = ()
    """What it is about, the main thing first: nodes of schema.org with `Place` for an address."""


@dataclass(frozen=True)
class RenderedFile:
    """A file of the built site, as bytes."""

    path: OutputPath
    data: bytes


@dataclass(frozen=True)
class Staged:
    """A file that is kept elsewhere: where its bytes wait to be published, or are published already."""

    path: OutputPath
    digest: str
    """SHA-256, hexadecimal."""
    is_changed: bool
    mark: tuple[int, int] = (0, 0)
    """By which the file is known again on the disk: its size, and when it was written."""
