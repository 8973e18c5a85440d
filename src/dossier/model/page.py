"""A page as a value: where it goes, which template draws it, what stands on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dossier.urls import OutputPath


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


@dataclass(frozen=True)
class RenderedFile:
    """A file of the built site, as bytes."""

    path: OutputPath
    data: bytes
