"""How independent the sources of a claim are, as data."""

from __future__ import annotations

from typing import Any

from dossier.model.evidence import Independence, Tally


def independence_json(counted: Independence) -> dict[str, Any]:
    """What supports the claim, and under `opposing` what denies or doubts it."""
    return {**_tally(counted.supporting), "opposing": _tally(counted.opposing)}


def _tally(tally: Tally) -> dict[str, Any]:
    """Numbers, and each article with the origin that it is counted under and others that it may go back to.

    `counted` is true for the one under which the article is counted, `through` what it draws on itself
    where that is another. Empty where nothing is cited.
    """
    if not tally.articles and not tally.not_held:
        return {}
    listed = tally.listed()
    return {
        "articles": len(tally.articles),
        "origins": len(tally.origins),
        **({"speaker": tally.speaker} if tally.speaker else {}),
        "ground": [
            {
                "article": route.article,
                "origin": route.origin.name,
                "basis": route.basis,
                "counted": route.origin == listed[route.article],
                **({"through": route.through.name} if route.through else {}),
            }
            for route in tally.routes
        ],
        "not_held": list(tally.not_held),
    }
