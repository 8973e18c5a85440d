"""Claims of one profile that would have the same name, and so the same permanent link."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.diagnostics import Diagnostic, Location
from dossier.model.actor import Actor
from dossier.model.claim import Claim


def claim_collisions(actor: Actor) -> Iterator[Diagnostic]:
    """An error for each fact and relation whose anchor an earlier one of the profile has."""
    facts: list[tuple[Claim, str, str]] = [
        (fact, fact.anchor, f"the fact '{fact.id or fact.label}'") for fact in actor.facts
    ]
    relations: list[tuple[Claim, str, str]] = [
        (each, each.anchor_from(actor.id), f"the relation '{each.id or f'{each.type} {each.to}'}'")
        for each in actor.relations
    ]
    for kind, claims in (("facts", facts), ("relations", relations)):
        seen: dict[str, int] = {}
        for index, (claim, anchor, name) in enumerate(claims):
            if anchor in seen:
                message = f"{name} stands twice; the first is number {seen[anchor]}"
                hint = "give each an id of its own" + (
                    "" if claim.id else ", or join them: one claim may have several sources"
                )
                at = Location(actor.path, keys=(kind, index))
                yield Diagnostic("id-collision", at, message, hint)
            seen.setdefault(anchor, index + 1)
