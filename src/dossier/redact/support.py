"""Public claims that nothing public supports: all that speaks for them is withheld."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.diagnostics import Diagnostic, Keys, Location
from dossier.model.claim import Claim
from dossier.model.dossier import Dossier
from dossier.redact.hidden import Hidden


def withheld_support(dossier: Dossier, hidden: Hidden) -> Iterator[Diagnostic]:
    """An error for each claim of a public record whose every supporting source is withheld.

    `redact` publishes nothing of a claim that loses all its sources; the error is there so that the
    author knows, and so that no claim is left with its denial alone. The message names no source:
    it may end up in the log of a repository that does not hold the record.
    """
    for path, keys, claim in _public_claims(dossier, hidden):
        supporting = [c.source for c in claim.citations if c.stance == "supports"]
        if supporting and hidden.sources.issuperset(supporting):
            yield Diagnostic(
                "withheld-support",
                Location(path, keys=(*keys, "sources")),
                "every source that supports this claim is a draft or under embargo",
                "cite one that is public, or withhold the claim until then",
            )


def _public_claims(dossier: Dossier, hidden: Hidden) -> Iterator[tuple[str, Keys, Claim]]:
    """Each claim that stands in a public record, with its file and its place there."""
    for key, actor in dossier.actors.items():
        if key in hidden.actors:
            continue
        for index, fact in enumerate(actor.facts):
            yield actor.path, ("facts", index), fact
        for index, relation in enumerate(actor.relations):
            if relation.to not in hidden.actors:
                yield actor.path, ("relations", index), relation
    numbers = {id(e): n for actor in dossier.actors.values() for n, e in enumerate(actor.events)}
    for key, shared in dossier.events.items():
        if key not in hidden.events:
            # At the top of its file, or in the list of its owner's profile.
            keys: Keys = () if shared.owner is None else ("events", numbers[id(shared.event)])
            yield shared.path, keys, shared.event
