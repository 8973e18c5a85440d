"""What `evidence` found of disagreement, as values for the pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

ClaimKind = Literal["fact", "relation", "event"]
ClaimKey = tuple[ClaimKind, str, int]
"""A claim by kind, owner and position: ("fact", "dea", 0), ("relation", "cjng", 2),
("event", "arrest-2024", 0)."""

Ground = Literal["dates", "values", "outcome", "stated-denied", "confirmed-denied", "self-denied", "denial",
                 "stance", "denied", "status", "after"]  # fmt: skip
"""Why a point is in dispute: accounts with different dates; values that cannot both be true;
claims of one thing with opposite statuses, or stated and denied; a citation denies what is confirmed, or what another
supports, be it by the same speaker, or a voice denies or doubts it; its status `denied`, or the author's mark; an event later than its source."""


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


@dataclass(frozen=True)
class DisputedCount:
    """How many points are in dispute, and how many of these were found by comparing, with no author's mark."""

    points: int = 0
    found: int = 0


Basis = Literal["via", "stated", "inferred", "drawn_on", "circle", "same_text", "itself"]
"""Why an article is counted under an origin: its citation's `via`, the source's `derived_from`, that
another article here draws on it, that both do on each other, that another one here has the same text, or that nothing
is known beyond the article itself."""


@dataclass(frozen=True)
class Origin:
    """Where a report comes from: a source's id, or words where it has no record."""

    source: str | None
    words: str = ""

    @property
    def name(self) -> str:
        """The source's id, or the words."""
        return self.source or self.words


@dataclass(frozen=True)
class Route:
    """That an article may go back to an origin, and on what ground.

    `derivation` is the position in the source's `derived_from` whose note gives the reason. Where the
    article goes back to the origin `through` another, both are about the step to that one.
    """

    article: str
    origin: Origin
    basis: Basis
    derivation: int | None = None
    through: Origin | None = None


@dataclass(frozen=True)
class Tally:
    """Articles on one side of a claim, and the fewest origins that account for all of them."""

    articles: tuple[str, ...] = ()
    """Ids of the held sources cited, sorted."""
    origins: tuple[Origin, ...] = ()
    """Never more than there are articles; sorted."""
    routes: tuple[Route, ...] = ()
    """For each article the way back to the origin it is counted under, and those that lead elsewhere."""
    not_held: tuple[str, ...] = ()
    """Ids of documents cited that are not held: not counted."""
    under: tuple[Origin, ...] = ()
    """The counted origin of each article, in their order."""
    said_by: tuple[tuple[str, ...], ...] = ()
    """For each article those whom its citations name as saying it, as they stand in `by`."""
    speaker: str = ""
    """The name of who alone says it in all of several articles."""

    def listed(self) -> dict[str, Origin]:
        """The counted origin that each article is listed under."""
        return dict(zip(self.articles, self.under, strict=True))


@dataclass(frozen=True)
class Independence:
    """How many independent origins a claim has; who denies or doubts it is counted apart."""

    supporting: Tally = Tally()
    opposing: Tally = Tally()


@dataclass(frozen=True)
class PageTotal:
    """How many articles support the claims on a page, and how many origins these have in all."""

    articles: int = 0
    origins: int = 0


@dataclass(frozen=True)
class OriginCounts:
    """The origins counted for every claim, and for all claims on an actor's page together."""

    claims: dict[ClaimKey, Independence] = field(default_factory=dict)
    actors: dict[str, PageTotal] = field(default_factory=dict)
    """Supporting citations only."""
