"""The feed: what the dossier's record dates of its own changes, the newest first.

A correction has its day. A reply has one where the record gives it. A source was added on the day on
which it was read (`accessed`); where that is not recorded, it stands by the day it was published, and
says so. What has no such day is left out: no date is made up, and the clock is not asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dossier.assemble.components import DateView, Voice
from dossier.assemble.shelf import Shelf
from dossier.model.dates import Day, EdtfDate
from dossier.model.linked import LinkedText
from dossier.model.notices import Notice, all_notices
from dossier.model.page import Page
from dossier.urls import FEED, Reference

ENTRY_LIMIT = 100
"""Entries of the feed; older ones are on their pages."""


@dataclass(frozen=True)
class Entry:
    """One change, under the permanent link to it."""

    kind: Literal["correction", "reply", "read", "published"]
    reference: Reference
    about: str
    """The actor's name or the source's title."""
    date: DateView
    updated: str
    """Midnight (UTC) of the day, as RFC 3339 writes it."""
    text: LinkedText
    voice: Voice | None
    """Of a reply: what holds it; of a source: who published it."""


@dataclass(frozen=True)
class FeedView:
    """The entries, the newest first; at least one."""

    entries: tuple[Entry, ...]

    @property
    def updated(self) -> str:
        """When the newest entry is from."""
        return self.entries[0].updated


def feed_pages(shelf: Shelf) -> Iterator[Page]:
    """Corrections, replies and sources that have a day; no feed where nothing has one.

    Atom demands a moment of change of every feed, and an empty one would have none to tell.
    """
    notices = (_of_notice(shelf, notice) for notice in all_notices(shelf.linked))
    entries = [entry for entry in (*notices, *_of_sources(shelf)) if entry]
    entries.sort(key=lambda entry: entry.reference)
    entries.sort(key=lambda entry: entry.updated, reverse=True)
    if entries:
        view = FeedView(tuple(entries[:ENTRY_LIMIT]))
        yield Page(FEED, "feed.xml", shelf.config.title, view)


def _of_notice(shelf: Shelf, notice: Notice) -> Entry | None:
    voice = shelf.voice_of_source(notice.source)
    return _entry(
        shelf, notice.kind, notice.reference, notice.about, notice.date, notice.text, voice
    )


def _of_sources(shelf: Shelf) -> Iterator[Entry | None]:
    for key in shelf.held_sources:
        source, link = shelf.linked.public.sources[key], shelf.sources[key]
        publisher = shelf.voice_of_actor(source.publisher)
        was_read = source.accessed is not None and source.accessed.only_day is not None
        kind, date = ("read", source.accessed) if was_read else ("published", source.published)
        yield _entry(shelf, kind, link.reference, link.title, date, LinkedText(), publisher)


def _entry(
    shelf: Shelf,
    kind: str,
    reference: Reference,
    about: str,
    date: EdtfDate | None,
    text: LinkedText,
    voice: Voice | None,
) -> Entry | None:
    moment = _moment(date.only_day) if date else None
    view = shelf.date(date)
    if moment is None or view is None:
        return None
    return Entry(kind, reference, about, view, moment, text, voice)  # type: ignore[arg-type] # one of the four kinds


def _moment(day: Day | None) -> str | None:
    """RFC 3339 has years of four digits; None for what it cannot say."""
    if day is None or not 0 < day[0] <= 9999:
        return None
    return f"{day[0]:04}-{day[1]:02}-{day[2]:02}T00:00:00Z"
