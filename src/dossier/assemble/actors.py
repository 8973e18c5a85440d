"""The actors' pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from dossier.assemble.components import (
    ActorLink,
    Backlink,
    ClaimView,
    DateView,
    EventView,
    FactRow,
    NoticeView,
    Passage,
    RelationGroup,
    RelationRow,
    SourceLink,
)
from dossier.assemble.disputed import DisputeView, grouped
from dossier.assemble.network import Network
from dossier.assemble.paging import Pager, pager, parts_by_count
from dossier.assemble.shelf import Shelf, sort_name
from dossier.assemble.things import actor_thing
from dossier.assemble.timeline import chronicle_of_actor
from dossier.model.actor import Actor
from dossier.model.chronicle import Chronicle
from dossier.model.linked import LinkedText
from dossier.model.network import Graph
from dossier.model.notices import notices_of_actor
from dossier.model.page import Card, Page
from dossier.plain import first_sentence, whole_sentences
from dossier.urls import (
    OutputPath,
    Reference,
    actor_page,
    actor_sources_page,
    passages_page,
)


@dataclass(frozen=True)
class Standing:
    """What the first line of an actor's page says, in numbers."""

    named_in: int
    held_sources: int
    passages: int
    is_quoting: bool
    """Whether the page quotes a source, be it in a passage or not."""
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
    network: Graph
    """It and those it has relations with."""
    events: tuple[EventView, ...]
    chronicle: Chronicle
    """Its dated events, for the drawing."""
    passages: tuple[Passage, ...]
    """Those that stand on this page; `passages_pager` leads to the others."""
    passages_pager: Pager
    disputes: tuple[DisputeView, ...]
    backlinks: tuple[Backlink, ...]
    """Without the notes on those passages, which stand beside them."""
    sources: tuple[SourceLink, ...]
    """The first of the sources; `sources_pager` leads to the others."""
    all_sources: int
    sources_pager: Pager
    see_also: tuple[ActorLink, ...]
    corrections: tuple[NoticeView, ...]
    replies: tuple[NoticeView, ...]
    image: Reference | None
    monogram: str
    """A few letters where there is no portrait."""
    as_of: DateView | None
    """The last day on which one of its sources was read, or it was corrected or replied to."""

    @property
    def quoted(self) -> frozenset[str]:
        """The passages that stand on this page, as their anchors name them."""
        return frozenset(f"{p.source.id}--{p.key}" for p in self.passages)

    @property
    def dispute_groups(self) -> tuple[tuple[DisputeView, ...], ...]:
        """The disputes with those on the same words together, most voices first."""
        return grouped(self.disputes)


@dataclass(frozen=True)
class ActorPartView:
    """A further page of what does not fit on an actor's own: passages, or sources."""

    link: ActorLink
    pager: Pager
    total: int
    passages: tuple[Passage, ...] = ()
    sources: tuple[SourceLink, ...] = ()


SOURCES_ON_A_PAGE = 100
"""Sources that an actor's page lists before it goes on elsewhere."""


def actor_view(
    shelf: Shelf,
    key: str,
    disputes: Iterable[DisputeView],
    sources: tuple[SourceLink, ...],
    ties: Network,
) -> ActorView:
    """All that stands on one actor's page, which rests on `sources`."""
    public = shelf.linked.public
    actor, linked = public.actors[key], shelf.linked.actors[key]
    own_disputes = tuple(disputes)
    notices = notices_of_actor(shelf.linked, key)
    passage_pages = shelf.passage_pages(key)
    shown = {passage.reference for passage in passage_pages[0]}
    return ActorView(
        link=shelf.actors[key],
        actor=actor,
        standing=_standing(shelf, key, disputed=len(own_disputes)),
        aliases=tuple(_aliases(shelf, actor)),
        summary=linked.summary,
        body=linked.body,
        grade_note=linked.grade_note,
        facts=tuple(shelf.facts.get(key, ())),
        relations=_groups(shelf.relations.get(key, [])),
        network=ties.around(key),
        events=tuple(shelf.events_of_actor.get(key, ())),
        chronicle=chronicle_of_actor(shelf, key),
        passages=passage_pages[0],
        passages_pager=pager(1, _passage_paths(key, len(passage_pages))),
        disputes=own_disputes,
        backlinks=tuple(b for b in shelf.backlinks.get(key, ()) if b.reference not in shown),
        sources=sources[:SOURCES_ON_A_PAGE],
        all_sources=len(sources),
        sources_pager=pager(1, _source_paths(key, len(sources))),
        see_also=tuple(shelf.actors[a] for a in actor.see_also if a in shelf.actors),
        corrections=shelf.notices(notices, "correction"),
        replies=shelf.notices(notices, "reply"),
        image=Reference(f"site:{actor.image.file}") if actor.image else None,
        monogram=monogram(actor),
        as_of=shelf.latest_day(
            [*(public.sources[s.id].accessed for s in sources), *(n.date for n in notices)]
        ),
    )


def _standing(shelf: Shelf, key: str, *, disputed: int) -> Standing:
    facts, relations = shelf.facts.get(key, ()), shelf.relations.get(key, ())
    events = shelf.events_of_actor.get(key, ())
    counted = shelf.origins.actors[key]
    return Standing(
        named_in=len(shelf.sources_of_actor.get(key, ())),
        held_sources=len(shelf.held_sources),
        passages=len(shelf.passages_of_actor.get(key, ())),
        is_quoting=_is_quoting(shelf, key),
        disputed=disputed,
        facts=_supported(row.claim for row in facts),
        relations=_supported(row.claim for row in relations),
        events=_supported(event.claim for event in events),
        articles=counted.articles,
        origins=counted.origins,
        outcomes=_outcomes(facts, relations, events),
    )


def _is_quoting(shelf: Shelf, key: str) -> bool:
    citations = [c for claim in _claims(shelf, key) for c in claim.citations]
    return (
        key in shelf.passages_of_actor
        or any(c.quote_html or c.passage for c in citations)
        or any(text.quoted for text in shelf.linked.actors[key].texts)
    )


def _claims(shelf: Shelf, key: str) -> list[ClaimView]:
    claims = [row.claim for row in (*shelf.facts.get(key, ()), *shelf.relations.get(key, ()))]
    return claims + [event.claim for event in shelf.events_of_actor.get(key, ())]


def _aliases(shelf: Shelf, actor: Actor) -> Iterator[AliasView]:
    for alias in actor.other_names:
        sources = tuple(shelf.sources[s] for s in alias.sources if s in shelf.sources)
        yield AliasView(alias.text, alias.ambiguous, sources)


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


def _by_label_and_name(row: RelationRow) -> tuple[str, str, str]:
    return (sort_name(row.label), row.label, sort_name(row.other.name))


def _groups(rows: list[RelationRow]) -> tuple[RelationGroup, ...]:
    ordered = sorted(rows, key=_by_label_and_name)
    return tuple(
        RelationGroup(label, tuple(group)) for label, group in groupby(ordered, lambda r: r.label)
    )


def _sources(shelf: Shelf, key: str) -> tuple[SourceLink, ...]:
    """Every source an actor's page cites or rests on, held ones first, in the order of their names."""
    cited = {citation.source.id for claim in _claims(shelf, key) for citation in claim.citations}
    accounts = (a for event in shelf.events_of_actor.get(key, ()) for a in event.accounts)
    cited |= {citation.source.id for account in accounts for citation in account.citations}
    cited |= {source for text in shelf.linked.actors[key].texts for source in text.sources}
    cited |= {passage.source.id for passage in shelf.passages_of_actor.get(key, ())}
    cited |= set(shelf.sources_of_actor.get(key, ()))
    links = [shelf.sources[name] for name in cited]
    return tuple(sorted(links, key=lambda link: (not link.held, sort_name(link.label), link.id)))


def actor_pages(
    shelf: Shelf, key: str, disputes: Iterable[DisputeView], ties: Network
) -> Iterator[Page]:
    """An actor's page, and those of what does not fit on it. `disputes` are the actor's."""
    actor, sources = shelf.linked.public.actors[key], _sources(shelf, key)
    view = actor_view(shelf, key, disputes, sources, ties)
    yield Page(
        path=actor_page(key),
        template="actor.html",
        title=actor.name,
        view=view,
        description=first_sentence(view.summary.html),
        this_actor=key,
        source_path=actor.path,
        things=(actor_thing(shelf, key),),
    )
    yield from _further_pages(shelf, key, sources)


def actor_card(shelf: Shelf, key: str) -> Card:
    """What a link to the actor shows of it."""
    link, gist = shelf.actors[key], whole_sentences(shelf.linked.actors[key].summary.html)
    return Card(link.reference, link.kind_label, link.name, gist, is_marked=link.is_marked)


def _passage_paths(key: str, pages: int) -> list[OutputPath]:
    return [actor_page(key), *(passages_page(key, n) for n in range(2, pages + 1))]


def _source_paths(key: str, sources: int) -> list[OutputPath]:
    pages = -(-sources // SOURCES_ON_A_PAGE)
    return [actor_page(key), *(actor_sources_page(key, n) for n in range(2, pages + 1))]


def _further_pages(shelf: Shelf, key: str, sources: tuple[SourceLink, ...]) -> Iterator[Page]:
    """What does not fit on an actor's own page."""
    link = shelf.actors[key]
    parts = shelf.passage_pages(key)
    paths = _passage_paths(key, len(parts))
    total = len(shelf.passages_of_actor.get(key, ()))
    for number, passages in enumerate(parts[1:], 2):
        view = ActorPartView(link, pager(number, paths), total, passages=passages)
        yield Page(paths[number - 1], "passages.html", link.name, view, this_actor=key)
    paths = _source_paths(key, len(sources))
    for number, part in enumerate(parts_by_count(sources, SOURCES_ON_A_PAGE)[1:], 2):
        view = ActorPartView(link, pager(number, paths), len(sources), sources=part)
        yield Page(paths[number - 1], "actor_sources.html", link.name, view)
