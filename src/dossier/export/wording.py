"""What several exports say alike: how a claim stands, and where the site tells it."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.model.claim import Claim, Relation
from dossier.urls import Places, Reference, absolute, href


def standing(claim: Claim) -> str:
    """The claim's status in the words of the contract, and `disputed` where a citation is against it.

    "" where the record gives it none and no citation is against it.
    """
    said = [claim.status] if claim.status else []
    if claim.is_contested and claim.status not in ("disputed", "denied"):
        said.append("disputed")
    return ", ".join(said)


def with_standing(words: str, claim: Claim) -> str:
    """The words with the claim's standing in brackets behind them: what is disputed says so itself."""
    said = standing(claim)
    return f"{words} ({said})" if said else words


def relation_name(owner: str, relation: Relation) -> str:
    """A relation's id in an export, never used twice: no id holds two hyphens in a row."""
    key = relation.anchor_from(owner).removeprefix(f"relation-{owner}-")
    return f"relation--{owner}--{key}"


@dataclass(frozen=True)
class Addresses:
    """Where the site's places are, for files below `data/`."""

    base_url: str | None
    places: Places

    def of(self, reference: Reference) -> str:
        """The web address of a place; relative to `data/` where the site's own is not known."""
        return self.absolute(reference) or href(reference, "../", self.places)

    def absolute(self, reference: Reference) -> str:
        """The web address of a place, or ""."""
        return absolute(reference, self.base_url, self.places) if self.base_url else ""
