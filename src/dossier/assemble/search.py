"""What a reader can search for: names, aliases, titles, events, and the passages as published.

Only what stands on some page is in it, in the same words, so that nothing is given away that no
page shows and the quote budget is spent on nothing. Each kind comes in the order from the least to
the first to be shown: actors by how often they are named, the rest from the oldest to the newest,
so that what a dossier adds day by day comes last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from dossier.assemble.shelf import sort_name
from dossier.model.date_tables import DateWords
from dossier.model.date_words import in_words
from dossier.model.dates import EdtfDate
from dossier.model.linked import LinkedDossier
from dossier.model.search import SearchItem
from dossier.plain import plain_text, plain_words
from dossier.urls import (
    OutputPath,
    Places,
    actor_reference,
    event_reference,
    free_page,
    reference_target,
    site_reference,
    source_page,
    source_reference,
)


def searchable(
    linked: LinkedDossier, dates: DateWords, places: Places, overviews: Mapping[OutputPath, str]
) -> Iterator[SearchItem]:
    """Everything that a search may find, kind by kind.

    `places` is the page of each event, `overviews` the titles of the pages that every dossier has.
    """
    yield from _actors(linked)
    by_age = sorted(linked.public.sources, key=lambda key: _age(_published(linked, key), key))
    for key in by_age:
        source = linked.public.sources[key]
        label = linked.public.source_labels[key]
        aside = label if label != source.title else ""
        yield SearchItem("sources", source_reference(key), source.title, aside)
    yield from _events(linked, dates, places)
    for path, title in overviews.items():
        yield SearchItem("pages", site_reference(path), title)
    for slug, page in linked.public.pages.items():
        words = page.description or plain_words(linked.pages[slug].html)
        yield SearchItem("pages", site_reference(free_page(slug)), page.title, text=words)
    for key in by_age:
        yield from _passages(linked, key)


def _actors(linked: LinkedDossier) -> Iterator[SearchItem]:
    named: Counter[str] = Counter()
    for source in linked.sources.values():
        for passage in source.passages:
            named.update(passage.actors)

    def least_first(key: str) -> tuple[int, str, str]:
        # By powers of two, so that one more passage seldom moves an actor.
        return named[key].bit_length(), sort_name(linked.public.actors[key].name), key

    for key in sorted(linked.public.actors, key=least_first):
        actor = linked.public.actors[key]
        aliases = ", ".join(alias.text for alias in actor.other_names)
        yield SearchItem("actors", actor_reference(key), actor.name, aliases)


def _events(linked: LinkedDossier, dates: DateWords, places: Places) -> Iterator[SearchItem]:
    events = linked.public.events
    for key in sorted(events, key=lambda key: _age(events[key].event.preferred_date, key)):
        event = events[key].event
        date = event.preferred_date
        when = in_words(date, dates) if date else event.date_text
        aside = ", ".join(filter(None, (when, event.place)))
        where = site_reference(*reference_target(event_reference(key), places))
        actors = linked.public.actors
        names = ", ".join(actors[name].name for name in events[key].actors if name in actors)
        yield SearchItem("events", where, event.title, aside, names)


def _passages(linked: LinkedDossier, key: str) -> Iterator[SearchItem]:
    source = linked.public.sources[key]
    label = linked.public.source_labels[key]
    for index, passage in enumerate(linked.sources[key].passages):
        is_excerpt = index < len(source.excerpts)
        spoken = (source.excerpts[index].lang if is_excerpt else None) or source.language or ""
        yield SearchItem(
            "passages",
            source_reference(key, passage.key)
            if is_excerpt
            else site_reference(source_page(key), "text"),
            label,
            text=plain_text(passage.html),
            language=spoken,
            owner=key,
        )


def _published(linked: LinkedDossier, key: str) -> EdtfDate | None:
    return linked.public.sources[key].published


def _age(date: EdtfDate | None, key: str) -> tuple[object, ...]:
    """Undated first: nothing says that it is new."""
    return (date is not None, date.sort_key if date else (), key)
