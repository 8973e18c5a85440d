"""Which sources speak of which actors, and on how little some claims rest, as values."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.model.evidence import ClaimKey


@dataclass(frozen=True)
class Cell:
    """What one source holds on one actor; no cell stands where it holds nothing."""

    passages: tuple[str, ...]
    """Keys of the passages that name the actor or quote it, in the order of the text."""
    claims: tuple[ClaimKey, ...]
    """The claims about the actor that cite the source, each once."""
    named: bool
    """Whether the source names the actor: in a passage or a quote, by its record, or as one who speaks there."""


@dataclass(frozen=True)
class RestingClaims:
    """Claims that rest on one origin: a source's id, or words where it has no record."""

    origin: str
    claims: tuple[ClaimKey, ...]


@dataclass(frozen=True)
class Coverage:
    """The whole of it. Actors and sources are ids; everything stands in the order of the dossier."""

    actors: tuple[str, ...]
    sources: tuple[str, ...]
    """Those that are held, and any other that a claim cites."""
    cells: dict[str, dict[str, Cell]]
    """By actor, then by source; sparse."""
    claims: int
    one_origin: tuple[RestingClaims, ...]
    """Claims whose supporting citations have one origin, by that origin, the most claims first."""
    without_passage: tuple[ClaimKey, ...]
    """Claims with citations, all of which cite a source as a whole."""
    without_source: tuple[ClaimKey, ...]
    unmentioned: tuple[str, ...]
    """Actors of whom nothing that is quoted or recorded says that a held source names them."""
    uncited: tuple[str, ...]
    """Held sources that no claim cites."""

    @property
    def on_one_origin(self) -> int:
        """How many claims rest on one origin."""
        return sum(len(group.claims) for group in self.one_origin)
