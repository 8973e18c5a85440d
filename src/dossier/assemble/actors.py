"""The actors' pages and their index."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import groupby

from dossier.assemble.components import (
    ActorLink,
    Backlink,
    ClaimView,
    EventView,
    FactRow,
    NoticeView,
    Passage,
    RelationGroup,
    RelationRow,
    SourceLink,
)
from dossier.assemble.disputed import DisputeView, grouped, of_actor
from dossier.assemble.shelf import Shelf, sort_name
from dossier.model.actor import Actor
from dossier.model.linked import LinkedText
from dossier.model.notices import notices_of_actor
from dossier.model.page import Page
from dossier.urls import ACTORS, Reference, actor_page


@dataclass(frozen=True)
class Standing:
    """What the first line of an actor's page says, in numbers."""

    named_in: int
    held_sources: int
    passages: int
    disputed: int
    facts: int
    relations: int
    events: int
    """Claims for which some source speaks."""
    articles: int
    origins: int
    """Of all these claims together."""
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True)
class Outcome:
    """A legal outcome as a claim's status gives it: charged, convicted or acquitted; and who says so.

    `topic` is what the claim is about: a fact's label, an event's title.
    """

    status: str
    topic: str
    reference: str
    sources: tuple[SourceLink, ...]


@dataclass(frozen=True)
class AliasView:
    """Another name, and the sources that use it."""

    text: str
    ambiguous: bool
    sources: tuple[SourceLink, ...]


@dataclass(frozen=True)
class ActorView:
    """All that stands on an actor's page."""

    link: ActorLink
    actor: Actor
    standing: Standing
    aliases: tuple[AliasView, ...]
    summary: LinkedText
    body: LinkedText
    grade_note: LinkedText
    facts: tuple[FactRow, ...]
    relations: tuple[RelationGroup, ...]
    events: tuple[EventView, ...]
    passages: tuple[Passage, ...]
    disputes: tuple[DisputeView, ...]
    backlinks: tuple[Backlink, ...]
    sources: tuple[SourceLink, ...]
    see_also: tuple[ActorLink, ...]
    corrections: tuple[NoticeView, ...]
    replies: tuple[NoticeView, ...]
    image: Reference | None
    monogram: str
    """A few letters where there is no portrait."""

    @property
    def dispute_groups(self) -> tuple[tuple[DisputeView, ...], ...]:
        """The disputes with those on the same words together, most voices first."""
        return grouped(self.disputes)


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


@dataclass(frozen=True)
class ActorsView:
    """The index of actors: subjects first, by kind; then those who report or comment on them."""

    subjects: tuple[ActorGroup, ...]
    others: tuple[ActorGroup, ...]


OTHER_ROLES = ("official", "expert", "author", "outlet", "mentioned")


def actor_view(shelf: Shelf, key: str, disputes: Iterable[DisputeView]) -> ActorView:
    """All that stands on one actor's page."""
    public = shelf.linked.public
    actor, linked = public.actors[key], shelf.linked.actors[key]
    own_disputes = tuple(disputes)
    notices = notices_of_actor(shelf.linked, key)
    passages = tuple(shelf.passages_of_actor.get(key, ()))
    facts = tuple(shelf.facts.get(key, ()))
    events = tuple(shelf.events_of_actor.get(key, ()))
    return ActorView(
        link=shelf.actors[key],
        actor=actor,
        standing=Standing(
            named_in=len(shelf.sources_of_actor.get(key, ())),
            held_sources=len(shelf.held_sources),
            passages=len(passages),
            disputed=len(own_disputes),
            facts=_supported(row.claim for row in facts),
            relations=_supported(row.claim for row in shelf.relations.get(key, ())),
            events=_supported(event.claim for event in events),
            articles=len(shelf.origins.actors[key].articles),
            origins=len(shelf.origins.actors[key].origins),
            outcomes=_outcomes(facts, shelf.relations.get(key, ()), events),
        ),
        aliases=tuple(
            AliasView(
                alias.text,
                alias.ambiguous,
                tuple(shelf.sources[s] for s in alias.sources if s in shelf.sources),
            )
            for alias in actor.aliases
        ),
        summary=linked.summary,
        body=linked.body,
        grade_note=linked.grade_note,
        facts=facts,
        relations=_groups(shelf.relations.get(key, [])),
        events=events,
        passages=passages,
        disputes=own_disputes,
        backlinks=tuple(shelf.backlinks.get(key, ())),
        sources=_sources(shelf, key, facts, events, passages),
        see_also=tuple(shelf.actors[a] for a in actor.see_also if a in shelf.actors),
        corrections=shelf.notices(notices, "correction"),
        replies=shelf.notices(notices, "reply"),
        image=Reference(f"site:{actor.image.file}") if actor.image else None,
        monogram=monogram(actor),
    )


MONOGRAM_LETTERS = 3


def monogram(actor: Actor) -> str:
    """The acronym that an alias gives, else the name's initials, its nickname left out."""
    acronyms = [a.text for a in actor.aliases if a.text.isupper() and 1 < len(a.text) < 6]
    if acronyms:
        return acronyms[0]
    plain = re.sub(r"(?<!\w)[\"“'‘][^\"“”'‘’]+[\"”'’](?!\w)", " ", actor.name)
    words = [word for word in re.findall(r"\w[\w'’]*", plain) if word[0].isupper()]
    if len(words) > 1 and words[0] in ("The", "La", "El", "Los", "Las"):
        words = words[1:]
    return "".join(word[0] for word in words)[:MONOGRAM_LETTERS] or actor.name[:1]


def _supported(claims: Iterable[ClaimView]) -> int:
    """How many claims an article that is held speaks for."""
    return sum(claim.independence.supporting.articles > 0 for claim in claims)


LEGAL_OUTCOMES = ("charged", "convicted", "acquitted")


def _outcomes(
    facts: Iterable[FactRow], relations: Iterable[RelationRow], events: Iterable[EventView]
) -> tuple[Outcome, ...]:
    """Only what a claim's status says and a source supports; nothing is concluded from words."""
    claims = [(row.label, f"#{row.claim.anchor}", row.claim) for row in facts]
    claims += [
        (f"{row.label} {row.other.name}", f"#{row.claim.anchor}", row.claim) for row in relations
    ]
    claims += [(event.title, event.reference, event.claim) for event in events]
    found = [
        Outcome(claim.status, topic, reference, sources)
        for topic, reference, claim in claims
        if claim.status in LEGAL_OUTCOMES
        and (sources := tuple(dict.fromkeys(c.source for c in claim.supporting)))
    ]
    return tuple(sorted(found, key=lambda outcome: LEGAL_OUTCOMES.index(outcome.status)))


def _groups(rows: list[RelationRow]) -> tuple[RelationGroup, ...]:
    ordered = sorted(rows, key=lambda row: (row.label, sort_name(row.other.name)))
    return tuple(
        RelationGroup(label, tuple(group)) for label, group in groupby(ordered, lambda r: r.label)
    )


def _sources(
    shelf: Shelf,
    key: str,
    facts: Iterable[FactRow],
    events: Iterable[EventView],
    passages: Iterable[Passage],
) -> tuple[SourceLink, ...]:
    """Every source this page rests on, held ones first, in the order of their names."""
    cited = {c.source.id for row in facts for c in row.claim.citations}
    cited |= {c.source.id for row in shelf.relations.get(key, ()) for c in row.claim.citations}
    cited |= {c.source.id for event in events for c in event.claim.citations}
    cited |= {passage.source.id for passage in passages}
    cited |= set(shelf.sources_of_actor.get(key, ()))
    links = [shelf.sources[name] for name in cited]
    return tuple(sorted(links, key=lambda link: (not link.held, sort_name(link.label), link.id)))


def actor_pages(shelf: Shelf, disputes: tuple[DisputeView, ...]) -> Iterator[Page]:
    """A page per actor."""
    by_actor = of_actor(disputes)
    for key, actor in shelf.linked.public.actors.items():
        view = actor_view(shelf, key, by_actor.get(key, ()))
        yield Page(
            path=actor_page(key),
            template="actor.html",
            title=actor.name,
            view=view,
            description=plain_words(view.summary.html),
            this_actor=key,
            source_path=actor.path,
        )


def plain_words(html: str, limit: int = 200) -> str:
    """The beginning of an HTML text without markup and citations, cut at a word."""
    text = re.sub(r'<span class="citation">.*?</span>', "", html)
    text = " ".join(unescape(re.sub(r"<[^>]*>", "", text)).split())
    text = re.sub(r"\s+([.,;:])", r"\1", text)
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " …"


def actors_page(shelf: Shelf) -> Page:
    """The index of actors."""
    entries = [
        ActorEntry(
            link,
            plain_words(shelf.linked.actors[key].summary.html),
            len(shelf.passages_of_actor.get(key, ())),
            len(shelf.sources_of_actor.get(key, ())),
        )
        for key, link in shelf.actors.items()
    ]
    entries.sort(key=lambda entry: sort_name(entry.link.name))
    kinds = list(dict.fromkeys((*shelf.config.kinds, "organization", "agency", "person", "outlet")))
    subjects = []
    for kind in kinds:
        members = tuple(e for e in entries if e.link.role == "subject" and e.link.kind == kind)
        if members:
            subjects.append(ActorGroup(kind, shelf.kind_labels(kind)[1], members))
    others = []
    for role in OTHER_ROLES:
        members = tuple(e for e in entries if e.link.role == role)
        if members:
            others.append(ActorGroup(role, role, members))
    view = ActorsView(tuple(subjects), tuple(others))
    return Page(ACTORS, "actors.html", "Actors", view)
