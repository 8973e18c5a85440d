"""Every claim of a dossier once, by its key, with the actors that it is about."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.model.claim import Claim
from dossier.model.dossier import Dossier
from dossier.model.evidence import ClaimKey


def every_claim(dossier: Dossier) -> Iterator[tuple[ClaimKey, Claim, tuple[str, ...]]]:
    """Facts and relations by actor, then events, each with the ids of those on whose pages it stands.

    Of an actor that does not exist the id is among them all the same.
    """
    for owner, actor in dossier.actors.items():
        for index, fact in enumerate(actor.facts):
            yield ("fact", owner, index), fact, (owner,)
        for index, relation in enumerate(actor.relations):
            ends = tuple(dict.fromkeys((owner, relation.to)))
            yield ("relation", owner, index), relation, ends
    for key, shared in dossier.events.items():
        yield ("event", key, 0), shared.event, shared.actors
