"""How many independent origins a claim has: three articles on one wire report are one origin.

Counted claim by claim. Where a citation says in `via` what it is taken from, that is its origin, be it
the article itself; else the source's `derived_from`, stated or inferred; else the article itself. An
article that names several origins and does not say which this claim comes from may go back to any of
them. What is counted is a small number of origins that accounts for every article, never more than
there are articles: the count errs towards dependence, because a reader who takes an echo for a second
voice is misled.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache

from dossier.evidence.every_claim import every_claim
from dossier.fold import fold_name
from dossier.model.claim import Citation
from dossier.model.dossier import Dossier, PublicDossier
from dossier.model.evidence import (
    Basis,
    ClaimKey,
    Independence,
    Origin,
    OriginCounts,
    Route,
    Tally,
)

Resolve = Callable[[str], Origin]

_GROUNDS: tuple[Basis, ...] = ("via", "drawn_on", "stated", "inferred", "itself")
"""The surest first: what a citation says of this very claim, what the record says of the source."""


def count_origins(public: PublicDossier) -> OriginCounts:
    """The origins of every claim, and of all claims on each actor's page together."""
    resolve = _origin_names(public)
    claims: dict[ClaimKey, Independence] = {}
    of_actor: dict[str, list[Citation]] = {key: [] for key in public.actors}
    for key, claim, actors in every_claim(public):
        claims[key] = _independence(claim.citations, public, resolve)
        for actor in actors:
            if actor in of_actor:
                of_actor[actor] += (c for c in claim.citations if c.stance == "supports")
    tallies = {key: _tally(cited, public, resolve) for key, cited in of_actor.items()}
    return OriginCounts(claims, tallies)


def _independence(
    citations: tuple[Citation, ...], dossier: Dossier, resolve: Resolve
) -> Independence:
    """The articles and origins for a claim, and apart from them those that deny or doubt it."""
    return Independence(
        _tally([c for c in citations if c.stance == "supports"], dossier, resolve),
        _tally([c for c in citations if c.stance != "supports"], dossier, resolve),
    )


_NOTHING = Tally()


def _tally(citations: Sequence[Citation], dossier: Dossier, resolve: Resolve) -> Tally:
    """Articles and origins of some citations; the order in which they stand makes no difference.

    A source that does not exist is passed over: it is an error of its own. One that is not held is
    no article, since nobody here has read it.
    """
    if not citations:  # as most claims have on one of their sides
        return _NOTHING
    routes: set[Route] = set()
    not_held: set[str] = set()
    for citation in citations:
        source = dossier.sources.get(citation.source)
        if source is None:
            continue
        if not source.held:
            not_held.add(source.id)
            continue
        routes |= _routes(citation, dossier, resolve)
    articles = tuple(sorted({route.article for route in routes}))
    drawn_on = {r.origin.source for r in routes if r.origin.source != r.article}
    # An article that another one here draws on is that one's origin: the two are one voice,
    # whatever the first goes back to in its turn. No further step is taken.
    shared = {Route(a, Origin(a), "drawn_on") for a in articles if a in drawn_on}
    known = {(route.article, route.origin) for route in routes}
    routes |= {route for route in shared if (route.article, route.origin) not in known}
    ordered = tuple(sorted(routes, key=_order))
    return Tally(articles, _fewest(articles, ordered), ordered, tuple(sorted(not_held)))


def _routes(citation: Citation, dossier: Dossier, resolve: Resolve) -> set[Route]:
    """Where one citation of a held source may come from; `via` wins, and nothing is transitive."""
    source = dossier.sources[citation.source]
    if citation.via == source.id:
        return {Route(source.id, Origin(source.id), "itself")}
    if citation.via:
        return {Route(source.id, resolve(citation.via), "via")}
    return {
        Route(source.id, Origin(derivation.origin), derivation.basis, index)
        for index, derivation in enumerate(source.derived_from)
    } or {Route(source.id, Origin(source.id), "itself")}


def _order(route: Route) -> tuple[str, str, str, str, int]:
    """By article; an origin's id before words, a ground that is stated before one inferred."""
    origin = route.origin
    ground = f"{_GROUNDS.index(route.basis)}"
    return (route.article, origin.source or "~", origin.words, ground, route.derivation or 0)


def _fewest(articles: Iterable[str], routes: Iterable[Route]) -> tuple[Origin, ...]:
    """A small set of origins one of which each article may go back to.

    First those that an article with no other must go back to, then, again and again, the one that
    most of the articles left may go back to, of several the one on the surest ground. (The fewest
    of all would take exponential time.)
    """
    possible: dict[str, set[Origin]] = {article: set() for article in articles}
    ground: dict[Origin, int] = {}
    for route in routes:
        possible[route.article].add(route.origin)
        rank = _GROUNDS.index(route.basis)
        ground[route.origin] = min(rank, ground.get(route.origin, rank))
    chosen = {next(iter(origins)) for origins in possible.values() if len(origins) == 1}
    while left := [origins for origins in possible.values() if origins.isdisjoint(chosen)]:
        counts: dict[Origin, int] = {}
        for origins in left:
            for origin in origins:
                counts[origin] = counts.get(origin, 0) + 1
        chosen.add(min(counts, key=lambda o: (-counts[o], ground[o], _origin_order(o))))
    return tuple(sorted(chosen, key=_origin_order))


def _origin_order(origin: Origin) -> tuple[bool, str]:
    return (origin.source is None, origin.name)


def _origin_names(dossier: Dossier) -> Resolve:
    """Turns what stands in `via` into an origin: a source's id, else words.

    Words that are the title or the short label of exactly one source mean that source; an actor's id
    and the names of exactly one actor mean that actor, by its name. Other words are one origin where
    they are the same but for accents, capitals, blanks, an article before them and signs around them;
    shown as they stand first in the dossier.
    """

    # Only where something is cited through words does anybody ask.
    @cache
    def names() -> tuple[_Bearers, _Bearers, dict[str, str]]:
        written: dict[str, str] = {}
        for citation in (c for _, claim, _ in every_claim(dossier) for c in claim.citations):
            if citation.via:
                written.setdefault(_comparable(citation.via), " ".join(citation.via.split()))
        return _sources_by_name(dossier), _actors_by_name(dossier), written

    def resolve(via: str) -> Origin:
        if via in dossier.sources:
            return Origin(via)
        words = dossier.name_or_words(via)
        sources, actors, written = names()
        name = _comparable(words)
        for_source, for_actor = sources.get(name, set()), actors.get(name, set())
        if len(for_source) == 1:
            return Origin(next(iter(for_source)))
        if via in dossier.actors:
            return Origin(None, words)
        if len(for_actor) == 1:
            return Origin(None, next(iter(for_actor)))
        return Origin(None, written.get(name, words))

    return resolve


_Bearers = dict[str, set[str]]
"""Who goes by a name, as it is compared."""


def _sources_by_name(dossier: Dossier) -> _Bearers:
    found: _Bearers = {}
    for key, source in dossier.sources.items():
        for words in (source.title, source.title.strip("[]"), dossier.source_labels[key]):
            found.setdefault(_comparable(words), set()).add(key)
    return found


def _actors_by_name(dossier: Dossier) -> _Bearers:
    found: _Bearers = {}
    for actor in dossier.actors.values():
        aliases = (alias.text for alias in actor.aliases if not alias.ambiguous)
        for words in (actor.name, *aliases):
            found.setdefault(_comparable(words), set()).add(actor.name)
    return found


_INITIALS = re.compile(r"\b\w(?:\.\w)+\b")
_ARTICLE = re.compile(
    r"(?:(?:the|el|la|los|las|le|les|il|lo|gli|der|die|das|het|den|det|os|as)\s+|l')(?=\w)"
)
"""The definite articles with which the names of papers begin."""


@lru_cache(maxsize=50_000)
def _comparable(words: str) -> str:
    """Words without what may differ between two spellings of one name."""
    folded = " ".join(fold_name(words).casefold().split())
    folded = _INITIALS.sub(lambda match: match[0].replace(".", ""), folded)
    bare = re.sub(r"^\W+|\W+$", "", folded)
    return _ARTICLE.sub("", bare, count=1) if _ARTICLE.match(bare) else bare or folded
