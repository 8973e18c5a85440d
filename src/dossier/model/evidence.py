"""What `evidence` found of disagreement, as values for the pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ClaimKey = tuple[Literal["fact", "relation", "event"], str, int]
"""A claim by kind, owner and position: ("fact", "dea", 0), ("relation", "cjng", 2),
("event", "arrest-2024", 0)."""

Ground = Literal["dates", "values", "outcome", "confirmed-denied", "denial", "stance", "status",
                 "after"]  # fmt: skip
"""Why a point is in dispute: accounts with different dates; values that cannot both be true;
claims of one thing with opposite statuses; a citation denies what is confirmed, or what another
supports, or a voice denies or doubts it; the author's mark; an event later than its source."""


@dataclass(frozen=True)
class LateAccount:
    """A date of an event that lies after the publication of a source cited for it."""

    date: str
    """In EDTF, as the record has it."""
    source: str


@dataclass(frozen=True)
class Dispute:
    """One point on which the sources, or the claims, do not agree."""

    key: str
    """Its name on the site, made of the claims it is about and of nothing else."""
    topic: str
    actors: tuple[str, ...]
    claims: tuple[ClaimKey, ...]
    grounds: tuple[Ground, ...]
    """At least one, the weightiest first."""
    late: tuple[LateAccount, ...] = ()
    """With the ground `after`: which dates, and the sources published before."""
