"""Actors: people, organisations, agencies, outlets and what a dossier declares beyond them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from dossier.model.claim import Event, Fact, Relation
from dossier.model.record import (
    Correction,
    Date,
    Flag,
    Hideable,
    Id,
    Markdown,
    Record,
    Text,
    Texts,
)

Role = Literal["subject", "official", "expert", "author", "outlet", "mentioned"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]

BUILT_IN_KINDS = ("person", "organization", "agency", "outlet")


class Alias(Record):
    """Another name of an actor, and how far it may be trusted to mean that actor."""

    text: Text
    ambiguous: Flag = False
    """`true`: the words also mean something else; linked only where the author or the text decides."""
    near: Texts = ()
    """Words one of which must stand nearby."""
    case: Literal["exact"] | None = None
    """`exact`: only in this spelling, whatever the linker would fold elsewhere."""
    autolink: Flag = True
    """`false`: shown on the page, never linked by itself."""
    not_in: Texts = ()
    """Ids of sources in which these words mean something else."""
    sources: Texts = ()
    """Ids of the sources that use the name."""


def _alias(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


class Image(Record):
    """A portrait; description and credit are required with it."""

    file: Text
    """Path below `static/`."""
    alt: Text
    credit: Text
    license: Text | None = None


class Reply(Record):
    """The actor's own statement (right of reply)."""

    date: Date | None = None
    text: Markdown
    source: Text | None = None


class Actor(Hideable):
    """One profile: `content/actors/**/<id>.yml`."""

    id: Id
    path: str
    name: Text
    kind: Text
    role: Role = "subject"
    aliases: tuple[Annotated[Alias, BeforeValidator(_alias)], ...] = ()
    summary: Markdown | None = None
    body: Markdown | None = None
    facts: tuple[Fact, ...] = ()
    relations: tuple[Relation, ...] = ()
    events: tuple[Event, ...] = ()
    reliability: Reliability | None = None
    grade_note: Markdown | None = None
    corrections: tuple[Correction, ...] = ()
    reply: tuple[Reply, ...] = ()
    identifiers: dict[str, Text] = Field(default_factory=dict)
    image: Image | None = None
    tags: Texts = ()
    see_also: tuple[Id, ...] = ()
    former_ids: tuple[Id, ...] = ()
