"""What stands twice in one profile: claims with the same name, and so the same permanent link; aliases."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.diagnostics import Diagnostic, Location
from dossier.model.actor import Actor, Alias
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
                first = claims[seen[anchor]][0]
                message = f"{name} stands twice; the first is number {seen[anchor] + 1}"
                at = Location(actor.path, keys=(kind, index))
                yield Diagnostic("id-collision", at, message, _hint(first, claim))
            seen.setdefault(anchor, index)


def _hint(first: Claim, second: Claim) -> str:
    """What to do about two claims of one name: joined, those that do not agree would lose what one of them says."""
    hint = "give each an id of its own"
    if first.id or second.id:
        return hint
    keys = type(first).model_fields
    apart = [k for k in keys if k != "sources" and getattr(first, k) != getattr(second, k)]
    if apart:
        return f"{hint}: they differ in {', '.join(apart)}, and with ids both are shown"
    return f"{hint}, or join them: one claim may have several sources"


def repeated_aliases(actor: Actor) -> Iterator[Diagnostic]:
    """A warning for each alias that is the same, to the letter, as one before it or the actor's name.

    The name with an option, such as `ambiguous`, says something of the name.
    """
    seen: dict[str, str] = {}
    for index, alias in enumerate(actor.aliases):
        if alias == Alias(text=actor.name):
            seen.setdefault(alias.text, "the actor's name")
        is_option = alias.text == actor.name and alias != Alias(text=actor.name)
        if alias.text in seen and not (is_option and alias not in actor.aliases[:index]):
            at = Location(actor.path, keys=("aliases", index), needle=alias.text)
            message = f"the alias '{alias.text}' is {seen[alias.text]} already"
            yield Diagnostic("repeated-alias", at, message, "take it out")
        seen.setdefault(alias.text, f"alias number {index + 1}")
