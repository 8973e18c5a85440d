"""The index of actors: subjects first, by kind; then those who report or comment on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.assemble.components import ActorLink
from dossier.assemble.paging import Pager, sectioned_pages
from dossier.assemble.shelf import Shelf, sort_name
from dossier.config import DEFAULT_KINDS
from dossier.model.page import Page
from dossier.plain import whole_sentences
from dossier.urls import ACTORS, Reference

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
    all_subjects: int
    """How many there are on all pages."""
    all_others: int
    pager: Pager


Place = tuple[str, str]
"""A section of the index: "subject" and a kind, or "other" and a role."""


def actor_entry(shelf: Shelf, key: str) -> ActorEntry:
    """An actor's line."""
    return ActorEntry(
        shelf.actors[key],
        whole_sentences(shelf.linked.actors[key].summary.html),
        len(shelf.passages_of_actor.get(key, ())),
        len(shelf.sources_of_actor.get(key, ())),
    )


def actors_pages(shelf: Shelf) -> Iterator[Page]:
    """The index of actors, on as many pages as it needs."""
    kinds = dict.fromkeys((*shelf.config.kinds, *DEFAULT_KINDS))
    sections: dict[Place, list[ActorEntry]] = {("subject", kind): [] for kind in kinds}
    sections |= {("other", role): [] for role in OTHER_ROLES}
    entries = (actor_entry(shelf, key) for key in shelf.actors)
    for entry in sorted(entries, key=lambda entry: sort_name(entry.link.name)):
        sections[_place(entry.link)].append(entry)
    all_subjects = sum(len(found) for (role, _), found in sections.items() if role == "subject")
    for page in sectioned_pages(sections, ACTORS, _anchor, ACTORS_ON_A_PAGE):
        groups: dict[str, list[ActorGroup]] = {"subject": [], "other": []}
        for section in page.sections:
            role, key = section.key
            label = shelf.kind_labels(key)[1] if role == "subject" else key
            group = ActorGroup(key, label, section.items, section.total, section.begins_at)
            groups[role].append(group)
        view = ActorsView(
            tuple(groups["subject"]),
            tuple(groups["other"]),
            all_subjects,
            len(shelf.actors) - all_subjects,
            page.pager,
        )
        yield Page(page.path, "actors.html", "Actors", view)


def _place(link: ActorLink) -> Place:
    return ("subject", link.kind) if link.role == "subject" else ("other", link.role)


def _anchor(place: Place) -> str:
    role, key = place
    return f"kind-{key}" if role == "subject" else f"role-{key}"
