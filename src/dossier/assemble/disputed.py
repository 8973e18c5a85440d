"""The page of disputed points, and each actor's share of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dossier.assemble.components import ActorLink, EventView, FactRow, RelationRow
from dossier.assemble.shelf import Shelf
from dossier.model.evidence import Dispute
from dossier.model.page import Page
from dossier.urls import DISPUTED, Reference


@dataclass(frozen=True)
class DisputeView:
    """One disputed point: exactly one of facts, relation and event says what it is about."""

    key: str
    topic: str
    ground: str
    actors: tuple[ActorLink, ...]
    facts: tuple[FactRow, ...]
    relation: RelationRow | None
    event: EventView | None
    reference: Reference


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
    claims += [part.claim for part in (dispute.relation, dispute.event) if part]
    return sum(len(claim.citations) for claim in claims)


def _grounds(dispute: DisputeView) -> object:
    """What a disputed relation rests on; any other point stands for itself."""
    if dispute.relation is None:
        return dispute.key
    return (
        dispute.topic,
        dispute.relation.claim.status,
        *(
            (c.source.id, c.passage.key if c.passage else c.quote_html, c.stance, c.by, c.via)
            for c in dispute.relation.claim.citations
        ),
    )


def dispute_views(shelf: Shelf, disputes: Iterable[Dispute]) -> tuple[DisputeView, ...]:
    """The disputes with the claims they are about."""
    return tuple(_view(shelf, dispute) for dispute in disputes)


def _view(shelf: Shelf, dispute: Dispute) -> DisputeView:
    facts: list[FactRow] = []
    relation, event = None, None
    for kind, owner, index in dispute.claims:
        if kind == "fact":
            facts.append(shelf.facts[owner][index])
        elif kind == "relation":
            anchor = shelf.linked.public.actors[owner].relations[index].anchor_from(owner)
            rows = shelf.relations.get(owner, [])
            relation = next((row for row in rows if row.claim.anchor == anchor), None)
        else:
            event = shelf.events.get(owner)
    actors = tuple(shelf.actors[a] for a in dispute.actors if a in shelf.actors)
    return DisputeView(
        key=dispute.key,
        topic=dispute.topic,
        ground=dispute.ground,
        actors=actors,
        facts=tuple(facts),
        relation=relation,
        event=event,
        reference=Reference(f"site:{DISPUTED}#dispute-{dispute.key}"),
    )


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
