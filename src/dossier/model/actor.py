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
    Name,
    Record,
    Text,
    Texts,
)

Role = Literal["subject", "official", "expert", "author", "outlet", "mentioned"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]

BUILT_IN_KINDS = ("person", "organization", "agency", "outlet")


class Alias(Record):
    """Another name of an actor, and how far it may be trusted to mean that actor."""

    text: Name
    """the name"""
    ambiguous: Flag = False
    """`true`: the words also mean something else. They are linked by themselves only where `near`
    has words that stand near; a [decision](#decisions-about-names) or `[[fc-aurora|Aurora]]`
    links them
    """
    near: Texts = ()
    """words, one or a list. The name is linked only where one of them stands within 250 characters
    of it
    """
    case: Literal["exact"] | None = None
    """`exact`: only as it is written here, without other spellings, plurals or small letters"""
    autolink: Flag = True
    """`false`: the name stands on the page and is never linked by itself"""
    not_in: Texts = ()
    """ids of sources in whose words the name means something else"""
    sources: Texts = ()
    """ids of sources that use the name; shown beside it"""


def _alias(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


class Image(Record):
    """A portrait; description and credit are required with it."""

    file: Text
    """path below `static/`, without `static/` and without a slash before it"""
    alt: Text
    """what the picture shows, for those who cannot see it"""
    credit: Text
    """who made it"""
    license: Text | None = None
    """its licence, shown behind the credit"""


class Reply(Record):
    """The actor's own statement (right of reply)."""

    date: Date | None = None
    """the [date](#dates) of the statement"""
    text: Markdown
    """what the actor says; [Markdown](#markdown)"""
    source: Text | None = None
    """id of the source that holds the statement, or words"""


class Actor(Hideable):
    """One profile: `content/actors/**/<id>.yml`."""

    id: Id
    path: str
    name: Name
    """the name as it stands on the page"""
    kind: Text
    """`person`, `organization`, `agency`, `outlet`, or one of [kinds](#kinds)"""
    role: Role = "subject"
    """`subject`, `official`, `expert`, `author`, `outlet` or `mentioned`. The lists keep subjects
    apart from those who report or comment on them
    """
    aliases: tuple[
        Annotated[Alias, BeforeValidator(_alias, json_schema_input_type=Text | Alias)], ...
    ] = ()
    """list of other names, each words or an [alias](#alias)"""
    summary: Markdown | None = None
    """[Markdown](#markdown), a few sentences; its beginning also stands in the list of actors"""
    body: Markdown | None = None
    """[Markdown](#markdown), the profile itself"""
    facts: tuple[Fact, ...] = ()
    """list of [facts](#fact)"""
    relations: tuple[Relation, ...] = ()
    """list of [relations](#relation), each stated once, on one of the two actors"""
    events: tuple[Event, ...] = ()
    """list of [events](#event) of this actor"""
    reliability: Reliability | None = None
    """for an outlet: `A`, `B`, `C`, `D`, `E` or `F`, see [grades](#grades). The sources it
    publishes inherit it
    """
    grade_note: Markdown | None = None
    """why this grade; Markdown"""
    corrections: tuple[Correction, ...] = ()
    """list of [corrections](#correction)"""
    reply: tuple[Reply, ...] = ()
    """list of the actor's own statements, see [reply](#reply)"""
    identifiers: dict[str, Text] = Field(default_factory=dict)
    """names of this actor in other collections, as `name: value` lines"""
    image: Image | None = None
    """a picture, see [image](#image)"""
    tags: Texts = ()
    """words, one or a list. No page shows them yet; they are in `data/dossier.json`"""
    see_also: tuple[Id, ...] = ()
    """list of actor ids to point to"""
    former_ids: tuple[Id, ...] = ()
    """list of ids that this actor had before; the old addresses lead to the new one"""

    @property
    def other_names(self) -> tuple[Alias, ...]:
        """The aliases, each once, without the actor's own name, which may stand there with its options."""
        names: dict[str, Alias] = {}
        for alias in self.aliases:
            if alias.text != self.name:
                names.setdefault(alias.text, alias)
        return tuple(names.values())
