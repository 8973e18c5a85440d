"""What `evidence` found, as values for the pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Dispute:
    """One point on which the sources, or the claims, do not agree.

    `claims` name the claims by kind, owner and position: ("fact", "dea", 0), ("relation", "cjng",
    2), ("event", "arrest-2024", 0).
    """

    key: str
    topic: str
    actors: tuple[str, ...]
    claims: tuple[tuple[Literal["fact", "relation", "event"], str, int], ...]
    ground: Literal["status", "stance", "dates", "values"]
