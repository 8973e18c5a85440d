"""The page of disputed points, and each actor's share of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from dossier.assemble.components import (
    ActorLink,
    CitationView,
    ClaimView,
    DateView,
    EventView,
    FactRow,
    RelationRow,
    SourceLink,
)
from dossier.assemble.shelf import Shelf
from dossier.fold import fold_name
from dossier.model.dates import parse_edtf
from dossier.model.evidence import ClaimKey, Dispute
from dossier.model.page import Page
from dossier.plain import plain_words
from dossier.urls import DISPUTED, Reference, dispute_reference

VERSION_LENGTH = 120
"""Characters of a value where a list of disputed points shows it."""


@dataclass(frozen=True)
class LateView:
    """A date of an event, and a source of it that was published before."""

    date: DateView
    source: SourceLink


@dataclass(frozen=True)
class Version:
    """One of the answers that are given to a disputed point, how it stands, and by whom it is given."""

    words: str
    citations: tuple[CitationView, ...]
    """Those that support it."""
    against: tuple[CitationView, ...] = ()
    status: str | None = None
    since: DateView | None = None
    until: DateView | None = None

    @classmethod
    def of(cls, words: str, claim: ClaimView, row: FactRow | RelationRow | None = None) -> Version:
        """What a record answers; a fact's or a relation's at its time."""
        against = tuple(c for c in claim.citations if c.stance != "supports")
        span = (row.since, row.until) if row else ()
        return cls(words, claim.supporting, against, claim.status, *span)


@dataclass(frozen=True)
class DisputeView:
    """One disputed point: exactly one of facts, relation and event says what it is about."""

    key: str
    topic: str
    grounds: tuple[str, ...]
    """Why it is listed, as keys of the words in `words.html`; the weightiest first."""
    actors: tuple[ActorLink, ...]
    facts: tuple[FactRow, ...]
    relation: RelationRow | None
    event: EventView | None
    reference: Reference
    rivals: tuple[RelationRow, ...] = ()
    """Other records of the same relation, which say the opposite."""
    rival_events: tuple[EventView, ...] = ()
    """Other records of the same event, which say otherwise."""
    late: tuple[LateView, ...] = ()
    is_alike: bool = False
    """Whether another point has the same heading."""
    label_key: str = ""
    """Of the first of several points of one label: the key that it would have alone."""

    @property
    def versions(self) -> tuple[Version, ...]:
        """Its answers in short: the values of the facts, the records of one thing, the dates of the event."""
        if self.facts:
            return tuple(
                Version.of(plain_words(row.value.html, VERSION_LENGTH), row.claim, row)
                for row in self.facts
            )
        if self.relation and self.rivals:
            rows = (self.relation, *self.rivals)
            return tuple(Version.of("", row.claim, row) for row in rows)
        if self.event and self.rival_events:
            events = (self.event, *self.rival_events)
            return tuple(Version.of(self._told(event), event.claim) for event in events)
        if self.event and "dates" in self.grounds and not self.rival_events:
            return tuple(Version(a.date.words, a.citations) for a in self.event.accounts)
        return ()

    def _told(self, event: EventView) -> str:
        """In what a record of an event differs from another of the same."""
        date = event.date.words if event.date else event.date_text
        places = [event.place] if "values" in self.grounds else []
        told = [date, *places] if {"dates", "values"} & set(self.grounds) else [event.title]
        return ", ".join(filter(None, told))

    @property
    def heading(self) -> tuple[str, ...]:
        """What its heading is made of; an event's names nobody, unless another is headed alike."""
        if self.event:
            return (self.topic,)
        other = self.relation.other.id if self.relation else ""
        return (*(actor.id for actor in self.actors[:1]), self.topic, other)

    @property
    def is_found(self) -> bool:
        """Whether it was found by comparing: no author has marked, denied or doubted any of it, or told two dates."""
        parts = (*self.facts, self.relation, *self.rivals, self.event, *self.rival_events)
        marks = [part.claim.status in ("disputed", "denied") for part in parts if part]
        events = [event for event in (self.event, *self.rival_events) if event]
        if "dates" in self.grounds:
            marks += [len(event.accounts) > 1 for event in events]
        cited = [c for part in parts if part for c in part.claim.citations]
        cited += [c for event in events for dated in event.accounts for c in dated.citations]
        return not any(marks) and all(c.stance == "supports" for c in cited)

    @property
    def _shows_event_as_a_whole(self) -> bool:
        """Whether what is cited of the event stands there beside what is cited of each of its dates."""
        if self.event is None or self.rival_events or "dates" not in self.grounds:
            return True
        return len(self.event.claim.supporting) < len(self.event.claim.citations)

    @property
    def quoted_for(self) -> dict[str, bool]:
        """The passages that support one of its accounts, as `seen` of the theme's macros names them."""
        event = self.event if self._shows_event_as_a_whole else None
        parts = (*self.facts, self.relation, *self.rivals, event, *self.rival_events)
        cited = [citation for part in parts if part for citation in part.claim.citations]
        events = filter(None, (self.event, *self.rival_events))
        cited += [c for event in events for dated in event.accounts for c in dated.citations]
        return {
            f"{c.passage.source.id}--{c.passage.key}": True
            for c in cited
            if c.passage and c.stance == "supports"
        }


@dataclass(frozen=True)
class DisputedView:
    """All disputed points."""

    disputes: tuple[DisputeView, ...]

    @property
    def groups(self) -> tuple[tuple[DisputeView, ...], ...]:
        """The disputes as they are shown, see `grouped`."""
        return grouped(self.disputes)


def grouped(disputes: Iterable[DisputeView]) -> tuple[tuple[DisputeView, ...], ...]:
    """Relations disputed on the same words stand together, so that these are quoted once.

    What most voices speak to comes first.
    """
    groups: dict[object, list[DisputeView]] = {}
    for dispute in disputes:
        groups.setdefault(_grounds(dispute), []).append(dispute)
    ordered = sorted(groups.values(), key=lambda group: -_voices(group[0]))
    return tuple(tuple(group) for group in ordered)


def _voices(dispute: DisputeView) -> int:
    claims = [row.claim for row in dispute.facts]
    parts = (dispute.relation, *dispute.rivals, dispute.event, *dispute.rival_events)
    claims += [part.claim for part in parts if part]
    return sum(len(claim.citations) for claim in claims)


def _grounds(dispute: DisputeView) -> object:
    """What a disputed relation rests on; any other point stands for itself."""
    if dispute.relation is None or dispute.rivals:
        return dispute.key
    return (
        dispute.topic,
        dispute.relation.claim.status,
        *(
            (c.source.id, c.passage.key if c.passage else c.quote_html, c.stance, *_who(c))
            for c in dispute.relation.claim.citations
        ),
    )


def _who(citation: CitationView) -> tuple[str, ...]:
    """By whom and through whom, as it is compared: "the Group" is "Group"."""
    voices = (citation.by, citation.via)
    folded = (fold_name(voice.words).casefold() if voice else "" for voice in voices)
    return tuple(_ARTICLE.sub("", words) for words in folded)


_ARTICLE = re.compile(r"^(?:the|el|la|los|las) ")


def dispute_views(shelf: Shelf, disputes: Iterable[Dispute]) -> tuple[DisputeView, ...]:
    """The disputes with the claims they are about."""
    relations = {(tie.owner.id, tie.row.claim.anchor): tie.row for tie in shelf.ties}
    views = [_view(shelf, dispute, relations) for dispute in disputes]
    headed = Counter(view.heading for view in views)
    labels: set[str] = set()
    return tuple(
        replace(view, is_alike=headed[view.heading] > 1, label_key=_label_key(view.key, labels))
        for view in views
    )


def _label_key(key: str, known: set[str]) -> str:
    """The key that a point would have if it were the only one of its label; "" if it is, or one before has it.

    Links to it were made when it was.
    """
    label, _, _ = key.rpartition("--")
    if "--" not in label or label in known:
        return ""
    known.add(label)
    return label


def _view(
    shelf: Shelf, dispute: Dispute, rows: Mapping[tuple[str, str], RelationRow]
) -> DisputeView:
    facts = [shelf.facts[owner][i] for kind, owner, i in dispute.claims if kind == "fact"]
    relations = [rows[_place(shelf, key)] for key in dispute.claims if key[0] == "relation"]
    events = [shelf.events[o] for kind, o, _ in dispute.claims if kind == "event"]
    late = (
        LateView(date, shelf.sources[each.source])
        for each in dispute.late
        if (date := shelf.date(parse_edtf(each.date))) and each.source in shelf.sources
    )
    return DisputeView(
        key=dispute.key,
        topic=dispute.topic,
        grounds=dispute.grounds,
        actors=tuple(shelf.actors[a] for a in dispute.actors if a in shelf.actors),
        facts=tuple(facts),
        relation=relations[0] if relations else None,
        event=events[0] if events else None,
        reference=dispute_reference(dispute.key),
        rivals=tuple(row for row in relations[1:] if row),
        rival_events=tuple(events[1:]),
        late=tuple(late),
    )


def _place(shelf: Shelf, key: ClaimKey) -> tuple[str, str]:
    """The actor who states a relation, and the relation's anchor."""
    _, owner, index = key
    return owner, shelf.linked.public.actors[owner].relations[index].anchor_from(owner)


def of_actor(disputes: Iterable[DisputeView]) -> dict[str, list[DisputeView]]:
    """The disputed points by the actors they concern."""
    by_actor: dict[str, list[DisputeView]] = {}
    for view in disputes:
        for actor in view.actors:
            by_actor.setdefault(actor.id, []).append(view)
    return by_actor


def disputed_page(disputes: tuple[DisputeView, ...]) -> Page:
    """Each contradiction, who says what, side by side, with the editor's resolution."""
    return Page(DISPUTED, "disputed.html", "Disputed points", DisputedView(disputes))
