"""Dated events as a drawing needs them: what stands on the timeline and who takes part."""

from __future__ import annotations

from dataclasses import dataclass, field

from dossier.model.dates import EdtfDate
from dossier.urls import Reference


@dataclass(frozen=True)
class Moment:
    """An event that can be placed in time."""

    date: EdtfDate
    words: str
    """The date in the reader's language."""
    title: str
    reference: Reference
    section: Reference
    """The year it stands under."""


@dataclass(frozen=True)
class Lane:
    """An actor and its events in the order of time."""

    id: str
    name: str
    reference: Reference
    moments: tuple[Moment, ...]
    is_marked: bool = False
    """Shown in a preview only."""


@dataclass(frozen=True)
class Chronicle:
    """Events in the order of time, and those who take part in most of them."""

    moments: tuple[Moment, ...]
    lanes: tuple[Lane, ...] = ()
    actors: int = 0
    """How many take part in a dated event, those without a lane included."""
    months: dict[tuple[int, int], str] = field(default_factory=dict)
    """The months of a short time in words, by year and month; none where it is too long for them."""
