"""The origins counted for a claim, as its pages show them: which articles go back to which."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dossier.assemble.components import (
    IndependenceView,
    OriginView,
    RouteView,
    SourceLink,
    TallyView,
    Voice,
    is_own_words,
)
from dossier.model.evidence import Independence, Origin, Route, Tally
from dossier.model.linked import LinkedDossier, LinkedText

Speaking = Callable[[str | None], Voice | None]
"""An actor's id or words as somebody who speaks."""


def independence_view(
    counted: Independence,
    sources: Mapping[str, SourceLink],
    linked: LinkedDossier,
    speaking: Speaking,
) -> IndependenceView:
    """Both sides of a claim, each with its ground."""
    return IndependenceView(
        _tally(counted.supporting, sources, linked, speaking),
        _tally(counted.opposing, sources, linked, speaking),
    )


def _tally(
    tally: Tally, sources: Mapping[str, SourceLink], linked: LinkedDossier, speaking: Speaking
) -> TallyView:
    """Each counted origin with the articles listed under it, and why."""
    listed, under = tally.listed(), dict[Origin, list[str]]()
    for article in tally.articles:
        under.setdefault(listed[article], []).append(article)
    routes_of: dict[str, list[Route]] = {}
    for route in tally.routes:
        routes_of.setdefault(route.article, []).append(route)

    said_by = dict(zip(tally.articles, tally.said_by, strict=True))

    def routes(article: str, origin: Origin) -> RouteView:
        possible = routes_of[article]
        chosen = next(route for route in possible if route.origin == origin)
        others = dict.fromkeys(route.origin for route in possible if route.origin != origin)
        return RouteView(
            article=sources[article],
            basis=chosen.basis,
            note=_note(linked, chosen),
            others=tuple(_voice(other, sources) for other in others),
            through=_voice(chosen.through, sources) if chosen.through else None,
            said_by=tuple(
                voice
                for by in said_by[article]
                if (voice := speaking(by)) and not is_own_words(sources[article], voice)
            ),
        )

    return TallyView(
        articles=len(tally.articles),
        origins=tuple(
            OriginView(
                _voice(origin, sources), tuple(routes(article, origin) for article in articles)
            )
            for origin, articles in sorted(under.items(), key=lambda item: item[1])
        ),
        not_held=tuple(sources[key] for key in tally.not_held),
        speaker=tally.speaker if len(tally.origins) > 1 else "",
    )


def _voice(origin: Origin, sources: Mapping[str, SourceLink]) -> Voice:
    link = sources.get(origin.source or "")
    if link is None:
        return Voice(origin.name)
    # Of a document not held the label may be that of its outlet alone: its title says which one.
    return Voice(link.label if link.held else link.title, link.reference)


def _note(linked: LinkedDossier, route: Route) -> LinkedText:
    if route.derivation is None:
        return LinkedText()
    return linked.sources[route.article].derivations[route.derivation]
