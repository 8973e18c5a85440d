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
    """the source's id"""
    excerpt: Text | None = None
    """id of one of its [excerpts](#excerpt), which is then shown"""
    quote: Verbatim | None = None
    """verbatim words of the source, where no excerpt holds them. Not together with `excerpt`"""
    locator: Text | None = None
    """where in the source: a page, a paragraph, a minute"""
    by: Text | None = None
    """who asserts it, where that is not the source itself: an actor's id, or words"""
    via: Text | None = None
    """the report that it is taken from: a source's or an actor's id, or words; the source's own id,
    where it found that out by itself and is `derived_from` another in other things"""
    stance: Stance = "supports"
    """`supports`, `denies` or `doubts`"""

    @model_validator(mode="after")
    def _excerpt_or_quote(self) -> Self:
        if self.excerpt and self.quote:
            words = "has both 'excerpt' and 'quote'; keep one"
            raise PydanticCustomError("either", words, {"at": "quote"})
        return self


def _citation(value: Any) -> Any:
    return {"source": value} if isinstance(value, str) else value


Citations = tuple[
    Annotated[Citation, BeforeValidator(_citation, json_schema_input_type=Id | Citation)], ...
]


class Claim(Record):
    """What every claim may carry."""

    id: Id | None = None
    """a name for links to it, which stays when its words change"""
    status: Status | None = None
    """its standing, such as `reported` or `alleged`: see [claims](#claims)"""
    credibility: Credibility | None = None
    """`1` to `6`, see [grades](#grades)"""
    sources: Citations = ()
    """list of [citations](#citation)"""
    note: Markdown | None = None
    """an editor's note; Markdown"""

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Everything cited for or against it, in the author's order."""
        return self.sources

    @property
    def is_contested(self) -> bool:
        """Whether it is marked as disputed or denied, or a citation denies or doubts it."""
        return self.status in ("disputed", "denied") or any(
            citation.stance != "supports" for citation in self.citations
        )


class Fact(Claim):
    """One row of an actor's fact sheet."""

    label: Text
    """what is stated, such as "Founded" or "Members" """
    value: Text
    """[Markdown](#markdown) of one paragraph"""
    since: Date | None = None
    """a [date](#dates) from which it held"""
    until: Date | None = None
    """a [date](#dates) until which it held"""
    resolution: Markdown | None = None
    """what the editor makes of a contradiction; Markdown"""

    @property
    def name(self) -> str:
        """What it is known by within its profile, wherever it stands in the list."""
        since = (self.since.text,) if self.since else ()
        return self.id or short_hash(self.label, self.value, *since)

    @property
    def anchor(self) -> str:
        """The fact's name within its actor's page."""
        return f"fact-{self.name}"


class Relation(Claim):
    """A typed, dated relation, stated once with the actor it starts from."""

    to: Id
    """the other actor's id"""
    type: Text
    """how the two are related: a [type](#relation) such as `member-of`, or one of
    [relation_types](#relation_types)
    """
    since: Date | None = None
    """a [date](#dates) from which it held"""
    until: Date | None = None
    """a [date](#dates) until which it held"""

    def anchor_from(self, owner: str) -> str:
        """The relation's name on every page that shows it; `owner` is the actor that states it.

        On the other's page relations of several owners meet, so the owner is part of the name.
        """
        since = self.since.text if self.since else ""
        return f"relation-{owner}-{self.id or short_hash(self.to, self.type, since)}"


class DatedAccount(Record):
    """One of several dates that the sources give for the same event."""

    date: Date
    """a [date](#dates) that these sources give"""
    sources: Citations = ()
    """list of [citations](#citation) for this date"""
    preferred: Flag = False
    """`true` for the one date that the editor follows; the timeline uses it"""
    note: Markdown | None = None
    """why this date; Markdown"""


class Event(Claim, Hideable):
    """Something that happened, or is said to have happened."""

    id: Id | None = None
    """for an event in a profile: a name for links to it, as in `timeline/#event-mara-lind-elected`.
    In a file of its own it has no effect: there the name of the file counts
    """

    title: Text
    """what happened, in a line"""
    date: Date | None = None
    """a [date](#dates), such as `2024-07-25` or `2024`"""
    dates: tuple[DatedAccount, ...] = ()
    """list of [dated accounts](#dated-account), where the sources give different dates"""
    date_text: Text | None = None
    """words for a date that cannot be placed in time; the event then stands under "Undated" on the
    timeline
    """
    description: Markdown | None = None
    """what happened; [Markdown](#markdown)"""
    actors: tuple[Id, ...] = ()
    """list of the actors' ids"""
    with_: tuple[Id, ...] = Field(default=(), alias="with")
    """in a profile only: list of the other actors' ids"""
    place: Text | None = None
    """where it happened, in words"""

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
