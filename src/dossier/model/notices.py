"""Corrections and replies as dated notices: for the page they belong to, and for a feed of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from dossier.model.dates import EdtfDate, parse_edtf
from dossier.model.linked import LinkedDossier, LinkedText
from dossier.model.record import Correction, short_hash
from dossier.urls import Reference, actor_reference, source_reference


@dataclass(frozen=True)
class Notice:
    """What was corrected, or what an actor replied."""

    kind: Literal["correction", "reply"]
    anchor: str
    """Its name within its page: the same in whatever order the notices stand."""
    date: EdtfDate | None
    """The day of a correction; a reply may have none."""
    text: LinkedText
    about: str
    """The name or title of the actor or source on whose page it stands."""
    page: Reference
    source: str | None = None
    """Of a reply: the id of the source that holds it, or words."""

    @property
    def reference(self) -> Reference:
        """The symbolic link to it."""
        return Reference(f"{self.page}#{self.anchor}")


def notices_of_actor(linked: LinkedDossier, key: str) -> tuple[Notice, ...]:
    """Corrections and replies of one actor, newest first."""
    actor, texts, page = linked.public.actors[key], linked.actors[key], actor_reference(key)
    found = list(_corrections(actor.corrections, texts.corrections, actor.name, page))
    for reply, text in zip(actor.reply, texts.replies, strict=True):
        anchor = f"reply-{short_hash(reply.date.text if reply.date else '', reply.text)}"
        found.append(Notice("reply", anchor, reply.date, text, actor.name, page, reply.source))
    return _newest_first(found)


def notices_of_source(linked: LinkedDossier, key: str) -> tuple[Notice, ...]:
    """Corrections of one source, newest first."""
    source, texts = linked.public.sources[key], linked.sources[key]
    page = source_reference(key)
    return _newest_first(_corrections(source.corrections, texts.corrections, source.title, page))


def all_notices(linked: LinkedDossier) -> tuple[Notice, ...]:
    """Every correction and reply of the dossier, newest first; undated replies last."""
    of_actors = (n for key in linked.public.actors for n in notices_of_actor(linked, key))
    of_sources = (n for key in linked.public.sources for n in notices_of_source(linked, key))
    return _newest_first([*of_actors, *of_sources])


def _corrections(
    corrections: Iterable[Correction], texts: Iterable[LinkedText], about: str, page: Reference
) -> Iterator[Notice]:
    for correction, text in zip(corrections, texts, strict=True):
        day = correction.date.isoformat()
        anchor = f"correction-{short_hash(day, correction.text)}"
        yield Notice("correction", anchor, parse_edtf(day), text, about, page)


def _newest_first(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Each once; of one day, in an order that does not depend on the author's."""
    once = {notice.reference: notice for notice in notices}

    def age(notice: Notice) -> tuple[object, ...]:
        # A reply of "about 2024" or "since May" is as new as the last day it may mean.
        day = (notice.date.latest or notice.date.earliest) if notice.date else None
        return (day is None, tuple(-part for part in day or ()), notice.reference)

    return tuple(sorted(once.values(), key=age))
