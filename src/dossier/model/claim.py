"""Claims: what is said, with which standing, and by which sources.

A fact, a relation and an event are claims. Credibility is the Admiralty code's second axis (1-6,
NATO STANAG 2511); it belongs to the claim, reliability (A-F) to whoever publishes.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from dossier.model.record import (
    Date,
    Flag,
    Hideable,
    Id,
    Markdown,
    Record,
    Text,
    Verbatim,
    WholeNumber,
    short_hash,
)

Status = Literal[
    "reported", "alleged", "charged", "convicted", "acquitted", "confirmed", "disputed", "denied"
]
Stance = Literal["supports", "denies", "doubts"]
Credibility = Annotated[WholeNumber, Field(ge=1, le=6)]


class Citation(Record):
    """That a source says something: where in it, through whom, and for or against."""

    source: Id
    """The source's id."""
    excerpt: Text | None = None
    """The id of one of the source's excerpts."""
    quote: Verbatim | None = None
    """Verbatim words of the source, where no excerpt holds them."""
    locator: Text | None = None
    """Where in the source: a page, a minute, a paragraph."""
    by: Text | None = None
    """Who asserts it, where that is not the source itself: an actor's id, or words."""
    via: Text | None = None
    """The report it is taken from: a source's id, or words."""
    stance: Stance = "supports"

    @model_validator(mode="after")
    def _excerpt_or_quote(self) -> Self:
        if self.excerpt and self.quote:
            words = "has both 'excerpt' and 'quote'; keep one"
            raise PydanticCustomError("either", words, {"at": "quote"})
        return self


def _citation(value: Any) -> Any:
    return {"source": value} if isinstance(value, str) else value


Citations = tuple[Annotated[Citation, BeforeValidator(_citation)], ...]


class Claim(Record):
    """What every claim may carry."""

    id: Id | None = None
    """A stable name for links to it; without one, a hash of its words serves."""
    status: Status | None = None
    credibility: Credibility | None = None
    sources: Citations = ()
    note: Markdown | None = None
    """The editor's note."""

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Everything cited for or against it, in the author's order."""
        return self.sources

    @property
    def is_contested(self) -> bool:
        """Whether it is marked as disputed or denied, or a citation denies or doubts it."""
        return self.status in ("disputed", "denied") or any(
            citation.stance != "supports" for citation in self.sources
        )


class Fact(Claim):
    """One row of an actor's fact sheet."""

    label: Text
    value: Text
    since: Date | None = None
    until: Date | None = None
    resolution: Markdown | None = None
    """What the editor makes of a contradiction."""

    @property
    def anchor(self) -> str:
        """The fact's name within its actor's page, wherever it stands in the list."""
        since = (self.since.text,) if self.since else ()
        return f"fact-{self.id or short_hash(self.label, self.value, *since)}"


class Relation(Claim):
    """A typed, dated relation, stated once with the actor it starts from."""

    to: Id
    """The other actor's id."""
    type: Text
    """A key of `relation_types` in site_config.yml."""
    since: Date | None = None
    until: Date | None = None

    def anchor_from(self, owner: str) -> str:
        """The relation's name on every page that shows it; `owner` is the actor that states it.

        On the other's page relations of several owners meet, so the owner is part of the name.
        """
        since = self.since.text if self.since else ""
        return f"relation-{owner}-{self.id or short_hash(self.to, self.type, since)}"


class DatedAccount(Record):
    """One of several dates that the sources give for the same event."""

    date: Date
    sources: Citations = ()
    preferred: Flag = False
    """`true` for the date the editor follows."""
    note: Markdown | None = None


class Event(Claim, Hideable):
    """Something that happened, or is said to have happened."""

    title: Text
    date: Date | None = None
    dates: tuple[DatedAccount, ...] = ()
    """The dates that different accounts give, instead of `date`."""
    date_text: Text | None = None
    """Words for a date that cannot be placed in time ("June, year not stated")."""
    description: Markdown | None = None
    actors: tuple[Id, ...] = ()
    with_: tuple[Id, ...] = Field(default=(), alias="with")
    """In an actor's profile: the other actors."""
    place: Text | None = None

    @model_validator(mode="after")
    def _one_way_of_dating(self) -> Self:
        given = [key for key in ("date", "dates", "date_text") if getattr(self, key)]
        if len(given) > 1:
            words = f"has both '{given[0]}' and '{given[1]}'; keep one"
            raise PydanticCustomError("either", words, {"at": given[1]})
        if sum(account.preferred for account in self.dates) > 1:
            words = "has more than one preferred date; keep one"
            raise PydanticCustomError("either", words, {"at": "dates"})
        return self

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Those of the event itself, then those of its dated accounts."""
        return self.sources + tuple(c for account in self.dates for c in account.sources)

    @property
    def preferred_date(self) -> Any:
        """The date to sort by: the only one, the preferred one, else the first given; or None."""
        if self.dates:
            return next((a.date for a in self.dates if a.preferred), self.dates[0].date)
        return self.date
