"""The index of actors: subjects first, by kind; then those who report or comment on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.assemble.components import ActorLink
from dossier.assemble.paging import Pager, pager, parts_by_count
from dossier.assemble.shelf import Shelf, sort_name
from dossier.config import DEFAULT_KINDS
from dossier.model.page import Page
from dossier.plain import whole_sentences
from dossier.urls import ACTORS, Reference, numbered, site_reference

ACTORS_ON_A_PAGE = 300
"""Entries of the index on a page: some 100 kB."""
OTHER_ROLES = ("official", "expert", "author", "outlet", "mentioned")


@dataclass(frozen=True)
class ActorEntry:
    """One line of the index of actors."""

    link: ActorLink
    summary: str
    passages: int
    sources: int


@dataclass(frozen=True)
class ActorGroup:
    """A section of the index: the subjects of one kind, or all of one role."""

    key: str
    label: str
    entries: tuple[ActorEntry, ...]
    """Those on this page."""
    total: int
    begins_at: Reference
    """Where its first entry stands."""


@dataclass(frozen=True)
class ActorsView:
    """The index of actors: subjects first, by kind; then those who report or comment on them."""

    subjects: tuple[ActorGroup, ...]
    others: tuple[ActorGroup, ...]
    """Also those that have no entry on this page."""
    pager: Pager


def actors_pages(shelf: Shelf) -> Iterator[Page]:
    """The index of actors, on as many pages as it needs."""
    entries = [
        ActorEntry(
            link,
            whole_sentences(shelf.linked.actors[key].summary.html),
            len(shelf.passages_of_actor.get(key, ())),
            len(shelf.sources_of_actor.get(key, ())),
        )
        for key, link in shelf.actors.items()
    ]
    entries.sort(key=lambda entry: sort_name(entry.link.name))
    sections: dict[tuple[str, str], list[ActorEntry]] = {}
    for kind in dict.fromkeys((*shelf.config.kinds, *DEFAULT_KINDS)):
        sections["subject", kind] = []
    sections |= {("other", role): [] for role in OTHER_ROLES}
    for entry in entries:
        link = entry.link
        place = ("subject", link.kind) if link.role == "subject" else ("other", link.role)
        sections[place].append(entry)
    places = [(place, entry) for place, some in sections.items() for entry in some]
    parts = parts_by_count(places, ACTORS_ON_A_PAGE)
    paths = [numbered(ACTORS, number) for number in range(1, len(parts) + 1)]
    begins: dict[tuple[str, str], Reference] = {}
    for path, part in zip(paths, parts, strict=True):
        for place, _ in part:
            begins.setdefault(place, site_reference(path, _anchor_of_group(place)))
    for number, part in enumerate(parts, 1):
        groups: dict[str, list[ActorGroup]] = {"subject": [], "other": []}
        for place, members in sections.items():
            if members:
                here = tuple(entry for entry_place, entry in part if entry_place == place)
                role, key = place
                label = shelf.kind_labels(key)[1] if role == "subject" else key
                group = ActorGroup(key, label, here, len(members), begins[place])
                groups[role].append(group)
        view = ActorsView(tuple(groups["subject"]), tuple(groups["other"]), pager(number, paths))
        yield Page(paths[number - 1], "actors.html", "Actors", view)


def _anchor_of_group(place: tuple[str, str]) -> str:
    role, key = place
    return f"kind-{key}" if role == "subject" else f"role-{key}"
