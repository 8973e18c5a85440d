"""The whole: what was loaded, and what of it is public."""

from __future__ import annotations

import datetime
import textwrap
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated

from pydantic import AfterValidator

from dossier.config import SiteConfig
from dossier.model.actor import Actor, Reliability
from dossier.model.claim import Event
from dossier.model.record import Hideable, Text, short_hash, without_comments
from dossier.model.source import Source
from dossier.model.verification import QuoteKey, Verified, Wording, wordings

MAX_LABEL = 48
"""Characters of a title that stands for a source without publisher and author."""
TITLE_IN_LABEL = (32, 80)
"""Characters of a title that tells a source from others of one publisher and day: the fewer, if they do."""


@dataclass(frozen=True)
class SharedEvent:
    """An event of `content/events/`, or of an actor's profile (then `owner` is that actor)."""

    id: str
    path: str
    event: Event
    owner: str | None = None

    @property
    def actors(self) -> tuple[str, ...]:
        """Ids of all who take part, the owner first, each once."""
        everyone = (self.owner, *self.event.with_, *self.event.actors)
        return tuple(dict.fromkeys(actor for actor in everyone if actor))


def keyed_events(
    shared: Iterable[SharedEvent], owned: Iterable[SharedEvent]
) -> dict[str, SharedEvent]:
    """Events by id, sorted. An owned event's id is made of its owner's and its own or its words.

    Depends on nothing but the events given, so that of two owned events that say the same on the
    same day one that is left out does not show in the other's number; nor on their order, so that
    links to them last.
    """
    events = {event.id: event for event in shared}
    for each in sorted(owned, key=_content):
        event = each.event
        date = event.preferred_date.text if event.preferred_date else event.date_text or ""
        name = event.id or short_hash(event.title, date)
        number, key = 1, f"{each.owner}-{name}"
        while key in events:
            number += 1
            key = f"{each.owner}-{name}-{number}"
        events[key] = SharedEvent(**{**vars(each), "id": key})  # `replace` takes twice as long
    return dict(sorted(events.items()))


def _content(owned: SharedEvent) -> tuple[str, ...]:
    """What is public of an event, to tell apart two of one owner with the same title and date."""
    event = owned.event
    return (
        owned.owner or "", event.title, event.description or "", event.place or "",
        event.note or "", event.status or "", *event.with_, *event.actors,
    )  # fmt: skip


class FreePage(Hideable):
    """A page of the author's own: `content/pages/**/<slug>.md`."""

    slug: str
    path: str
    title: Text
    """the page's heading and its entry in the menu"""
    description: Text | None = None
    """a sentence for search engines"""
    markdown: Annotated[str, AfterValidator(without_comments)]

    @property
    def is_of_the_dossier(self) -> bool:
        """False for a page of `docs/`, which is not about the dossier's actors."""
        return self.path.startswith("content/")


@dataclass(frozen=True)
class Dossier:
    """Everything in `content/`, by id, each mapping in the order of ids.

    After `redact` it holds only what is public, and no private note.
    """

    config: SiteConfig
    actors: dict[str, Actor] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    events: dict[str, SharedEvent] = field(default_factory=dict)
    pages: dict[str, FreePage] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    """Full texts of open sources, by source id."""
    verified: Verified = field(default_factory=dict)
    """What was verified of quotes, as recorded: see `model.verification`."""
    broken: frozenset[str] = frozenset()
    """What is there but could not be read, as `actors:id`; a reference to it is no second mistake."""

    @cached_property
    def excerpt_keys(self) -> dict[str, dict[str, int]]:
        """The names of each source's excerpts, with their numbers counted from one."""
        return {
            source.id: {excerpt.key: n for n, excerpt in enumerate(source.excerpts, 1)}
            for source in self.sources.values()
        }

    @cached_property
    def wordings(self) -> dict[QuoteKey, Wording]:
        """What links to quotes go by, of those whose place is known."""
        return wordings(self.verified, self.sources)

    @cached_property
    def source_labels(self) -> dict[str, str]:
        """A short name for each source, as citations show it: who published it, and the year.

        Where that leaves several alike, the month or the day stands in the place of the year; where that
        does, the beginning of the title before it, but for a document not held, which is marked as such.
        """
        labels = {name: self._label(source, _year(source)) for name, source in self.sources.items()}
        for title in (0, *TITLE_IN_LABEL):
            often = Counter(self._told_apart(name, label, title) for name, label in labels.items())
            alike = [
                n for n, label in labels.items() if often[self._told_apart(n, label, title)] > 1
            ]
            for name in alike:
                source = self.sources[name]
                labels[name] = self._label(source, _date(source), title)
        return labels

    def _told_apart(self, name: str, label: str, title_length: int) -> tuple[str, bool]:
        """What a reader tells a source by, when a title would be added."""
        return label, bool(title_length) and self.sources[name].held

    def _label(self, source: Source, when: str, title_length: int = 0) -> str:
        who = self.name_or_words(source.publisher or "") or ", ".join(
            self.name_or_words(author) for author in source.author
        )
        if not who:
            who = _beginning(source, MAX_LABEL)
        elif title_length:
            title = _beginning(source, title_length)
            who = title if title.startswith(who) else f"{who}, {title}"
        return f"{who}, {when}" if when else who

    def reliability(self, source: Source) -> tuple[Reliability | None, bool]:
        """The source's own grade, else that of the outlet that publishes it; and whether inherited.

        None where nobody gave one: a grade is never made up, nor averaged.
        """
        if source.reliability:
            return source.reliability, False
        outlet = self.actors.get(source.publisher or "")
        if outlet and outlet.reliability and self.config.is_outlet_kind(outlet.kind):
            return outlet.reliability, True
        return None, False

    def name_or_words(self, text: str) -> str:
        """An actor's name where `text` is an actor's id, else the words themselves."""
        actor = self.actors.get(text)
        return actor.name if actor else text


def _beginning(source: Source, limit: int) -> str:
    return textwrap.shorten(source.title.strip("[]"), limit, placeholder=" …")


def _year(source: Source) -> str:
    first = source.published.earliest if source.published else None
    return str(first[0]) if first else ""


def _date(source: Source) -> str:
    """The month or the day of publication (2024-07, 2024-07-25), where one is certain; else the year."""
    published = source.published
    if published is None or published.is_interval or not published.is_certain:
        return _year(source)
    parts = (published.first.month, published.first.day)
    return "-".join([_year(source), *(f"{part:02}" for part in parts if part)])


@dataclass(frozen=True)
class PublicDossier(Dossier):
    """A dossier out of which `redact` has taken what may not be published on `as_of`."""

    as_of: datetime.date = datetime.date.min
    marked: frozenset[str] = frozenset()
    """With `--drafts`: what is shown but not public, as `actors:id`, `sources:id` and so on."""
