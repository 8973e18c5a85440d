"""Who is covered by which source, and which claims rest on little.

One pass over the passages and one over the claims: the work grows with the mentions, not with
actors times sources.
"""

from __future__ import annotations

from collections.abc import Iterator

from dossier.evidence.every_claim import every_claim
from dossier.model.coverage import Cell, Coverage, RestingClaims
from dossier.model.evidence import ClaimKey, OriginCounts, Tally
from dossier.model.linked import LinkedDossier

Pair = tuple[str, str]
"""An actor's and a source's id."""


def find_coverage(linked: LinkedDossier, counts: OriginCounts) -> Coverage:
    """The coverage of a linked dossier. Only what is held and cited counts; nothing is weighed."""
    public = linked.public
    # Dicts as ordered sets: each passage and each claim once, in the order of the dossier.
    passages: dict[Pair, dict[str, None]] = {}
    claims: dict[Pair, dict[ClaimKey, None]] = {}
    named = dict.fromkeys(_named(linked, passages))
    origins: dict[str, list[ClaimKey]] = {}
    cited: set[str] = set()
    without_passage, without_source, count = [], [], 0
    for key, claim, about in every_claim(public):
        count += 1
        actors = [actor for actor in about if actor in public.actors]
        citations = [c for c in claim.citations if c.source in public.sources]
        for citation in citations:
            cited.add(citation.source)
            for actor in actors:
                claims.setdefault((actor, citation.source), {})[key] = None
            if citation.excerpt and citation.by in public.actors:
                # As on the actor's page: what somebody is quoted as saying stands there too.
                pair = (citation.by, citation.source)
                passages.setdefault(pair, {})[citation.excerpt] = None
        if not citations:
            without_source.append(key)
        elif not any(c.excerpt or c.quote for c in citations):
            without_passage.append(key)
        origin = _only_origin(counts.claims[key].supporting)
        if origin is not None:
            origins.setdefault(origin, []).append(key)
    held = [name for name, source in public.sources.items() if source.held]
    columns = set(held) | {source for _, source in claims}
    resting = [RestingClaims(origin, tuple(keys)) for origin, keys in origins.items()]
    mentioned = {actor for actor, source in named if public.sources[source].held}
    return Coverage(
        actors=tuple(public.actors),
        sources=tuple(name for name in public.sources if name in columns),
        cells=_cells(passages, claims, named),
        claims=count,
        one_origin=tuple(sorted(resting, key=lambda group: (-len(group.claims), group.origin))),
        without_passage=tuple(without_passage),
        without_source=tuple(without_source),
        unmentioned=tuple(actor for actor in public.actors if actor not in mentioned),
        uncited=tuple(name for name in held if name not in cited),
    )


def _only_origin(tally: Tally) -> str | None:
    """The one origin of all that supports a claim, if it is one.

    An article that draws on several reports stands for itself: it is not known which of them the
    claim is from.
    """
    if len(tally.origins) != 1:
        return None
    several = len(tally.articles) == 1 and len({route.origin for route in tally.routes}) > 1
    return tally.articles[0] if several else tally.origins[0].name


def _named(linked: LinkedDossier, passages: dict[Pair, dict[str, None]]) -> Iterator[Pair]:
    """Whom each source names: in its passages (which are noted), in a quote, by its record, or as a speaker."""
    for name, source in linked.sources.items():
        for passage in source.passages:
            for actor in passage.actors:
                if actor in linked.public.actors:
                    passages.setdefault((actor, name), {})[passage.key] = None
                    yield actor, name
        for actor in (*linked.public.sources[name].named, *linked.naming.get(name, ())):
            if actor in linked.public.actors:
                yield actor, name


def _cells(
    passages: dict[Pair, dict[str, None]],
    claims: dict[Pair, dict[ClaimKey, None]],
    named: dict[Pair, None],
) -> dict[str, dict[str, Cell]]:
    cells: dict[str, dict[str, Cell]] = {}
    for actor, source in dict.fromkeys((*passages, *claims, *named)):
        pair = (actor, source)
        cell = Cell(tuple(passages.get(pair, ())), tuple(claims.get(pair, ())), pair in named)
        cells.setdefault(actor, {})[source] = cell
    return cells
