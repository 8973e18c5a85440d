"""Points on which the sources do not agree: contested claims, rival values, two dates."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from dossier.model.actor import Actor
from dossier.model.claim import Claim
from dossier.model.dossier import PublicDossier
from dossier.model.evidence import Dispute
from dossier.urls import slugify


def find_disputes(public: PublicDossier) -> tuple[Dispute, ...]:
    """Every contested point, ordered by what was said of actors, then by events."""
    found = [d for actor in public.actors.values() for d in _of_actor(public, actor)]
    for key, shared in public.events.items():
        event = shared.event
        if len({account.date for account in event.dates}) > 1:
            ground = "dates"
        elif event.is_contested:
            ground = _ground(event)
        else:
            continue
        found.append(
            Dispute(f"event-{key}", event.title, shared.actors, (("event", key, 0),), ground)  # type: ignore[arg-type] # one of the literals above
        )
    return tuple(found)


def _of_actor(public: PublicDossier, actor: Actor) -> Iterator[Dispute]:
    contested = [i for i, fact in enumerate(actor.facts) if fact.is_contested]
    by_label = sorted(contested, key=lambda i: actor.facts[i].label)
    for label, indexes in groupby(by_label, key=lambda i: actor.facts[i].label):
        # All rows of the label, so that the uncontested version stands beside the contested one.
        rows = tuple(
            ("fact", actor.id, i) for i, fact in enumerate(actor.facts) if fact.label == label
        )
        ground = "values" if len(rows) > 1 else _ground(actor.facts[next(indexes)])
        key = f"{actor.id}-{slugify(label) or 'fact'}"
        yield Dispute(key, label, (actor.id,), rows, ground)  # type: ignore[arg-type] # literals
    for index, relation in enumerate(actor.relations):
        if relation.is_contested:
            kind = public.config.relation_type(relation.type)
            key = relation.anchor_from(actor.id)
            yield Dispute(
                key,
                kind.label,
                (actor.id, relation.to),
                (("relation", actor.id, index),),
                _ground(relation),  # type: ignore[arg-type] # literals
            )


def _ground(claim: Claim) -> str:
    return "stance" if any(c.stance != "supports" for c in claim.sources) else "status"
