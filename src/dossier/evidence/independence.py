"""How many independent origins a claim has: three articles on one wire report are one origin.

Counted claim by claim. Where a citation says in `via` what it is taken from, that is what its article
goes back to, be it the article itself; else the source's `derived_from`, stated or inferred; else the
article itself. What it goes back to is followed in the same way, to the end. An article that names
several origins and does not say which this claim comes from may go back to any of them. What is counted
is a small number of origins that accounts for every article, never more than there are articles: the
count errs towards dependence, because a reader who takes an echo for a second voice is misled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from heapq import heapify, heappop, heappush
from typing import TypeVar

from dossier.evidence.every_claim import every_claim
from dossier.evidence.roots import Roots, find_roots, origin_order
from dossier.evidence.voices import origin_names, speaker_names
from dossier.model.claim import Citation
from dossier.model.dossier import Dossier, PublicDossier
from dossier.model.evidence import (
    Basis,
    ClaimKey,
    Independence,
    Origin,
    OriginCounts,
    PageTotal,
    Route,
    Tally,
)

Key = TypeVar("Key")

_GROUNDS: tuple[Basis, ...] = (
    "via",
    "drawn_on",
    "circle",
    "stated",
    "inferred",
    "same_text",
    "itself",
)
"""The surest first: what a citation says of this very claim, what the record says of the source."""


def count_origins(public: PublicDossier) -> OriginCounts:
    """The origins of every claim, and of all claims on each actor's page together."""
    counting = _Counting(public, origin_names(public), speaker_names(public))
    claims: dict[ClaimKey, Independence] = {}
    pages = {key: _Page() for key in public.actors}
    for key, claim, actors in every_claim(public):
        supporting, ends = counting.tally([c for c in claim.citations if c.stance == "supports"])
        opposing, _ = counting.tally([c for c in claim.citations if c.stance != "supports"])
        claims[key] = Independence(supporting, opposing)
        one_text = [frozenset(map(counting.one_text, origins)) for origins in ends]
        for actor in actors:
            if actor in pages:
                pages[actor].add(supporting, one_text)
    return OriginCounts(claims, {key: page.total() for key, page in pages.items()})


def origins_of(public: PublicDossier) -> Callable[[Sequence[Citation]], Tally]:
    """Counts single claims of a dossier, by the citations that support them."""
    counting = _Counting(public, origin_names(public), speaker_names(public))
    return lambda citations: counting.tally(citations)[0]


_Ends = dict[Origin, int]
"""What an article may go back to in the end, with how sure the surest way there is."""


@dataclass
class _Page:
    """The claims on a page, each as it is counted.

    An origin of one claim says nothing of another: each article is counted once for each claim, and no
    claim can have more origins than the page.
    """

    articles: set[str] = field(default_factory=set)
    ends: set[frozenset[Origin]] = field(default_factory=set)
    most: int = 0

    def add(self, tally: Tally, ends: Iterable[frozenset[Origin]]) -> None:
        """One more claim, with what each of its articles may go back to."""
        self.articles.update(tally.articles)
        self.ends.update(ends)
        self.most = max(self.most, len(tally.origins))

    def total(self) -> PageTotal:
        """Of all claims."""
        alike = sorted(self.ends, key=lambda ends: sorted(map(origin_order, ends)))
        found = _fewest({ends: dict.fromkeys(ends, 0) for ends in alike})
        return PageTotal(len(self.articles), max(self.most, len(set(found.values()))))


_NOTHING = Tally()


@dataclass(frozen=True)
class _Counting:
    """Counts citations of one dossier."""

    dossier: Dossier
    resolve: Callable[[str], Origin]
    """What words in `via` mean."""
    who: Callable[[str], str]
    """Whom words in `by` name."""

    def tally(self, citations: Sequence[Citation]) -> tuple[Tally, Iterable[_Ends]]:
        """Articles and origins of some citations, and what each article may go back to in the end.

        The order in which they stand makes no difference.

        A source that does not exist is passed over: it is an error of its own. One that is not held is
        no article, since nobody here has read it.
        """
        if not citations:  # as most claims have on one of their sides
            return _NOTHING, ()
        cited: dict[str, dict[Origin, Route]] = {}
        said_by: dict[str, dict[str, None]] = {}
        for citation in citations:
            if citation.source in self.dossier.sources:
                said_by.setdefault(citation.source, {})[citation.by or ""] = None
                known = cited.setdefault(citation.source, {})
                for route in self._routes(citation):
                    known[route.origin] = min(route, known.get(route.origin, route), key=_sureness)
        self._share(cited)
        held = {key: self.dossier.sources[key].held for key in cited}
        articles = tuple(sorted(key for key in cited if held[key]))
        ways = _Ways(cited, self._roots(cited))
        ends = {article: ways.ends(article) for article in articles}
        counted = [*ways.counted(ends)]
        under = {chosen.article: chosen.origin for chosen, _ in counted}
        tally = Tally(
            articles,
            tuple(sorted(set(under.values()), key=origin_order)),
            tuple(sorted((r for chosen, others in counted for r in (chosen, *others)), key=_order)),
            tuple(sorted(key for key in cited if not held[key])),
            tuple(under[article] for article in articles),
            tuple(() if "" in said_by[a] else tuple(said_by[a]) for a in articles),
            self._speaker([said_by[article] for article in articles]),
        )
        return tally, ends.values()

    def _speaker(self, said_by: Sequence[Iterable[str]]) -> str:
        """Who alone says it in all of several articles, by one name or another."""
        if len(said_by) == 1:
            return ""
        found = {self.who(by) for spoken in said_by for by in spoken}
        return found.pop() if len(found) == 1 else ""

    def _routes(self, citation: Citation) -> Iterator[Route]:
        """The first step back from a citation; `via` wins."""
        source = self.dossier.sources[citation.source]
        if citation.via and citation.via != source.id:
            yield Route(source.id, self.resolve(citation.via), "via")
        elif citation.via or not source.derived_from:
            yield Route(source.id, Origin(source.id), "itself")
        else:
            for index, derivation in enumerate(source.derived_from):
                origin = Origin(derivation.origin)
                yield Route(source.id, origin, derivation.basis, index)

    def _share(self, cited: Mapping[str, dict[Origin, Route]]) -> None:
        """Those that are one text word for word go back to the same, whatever is said of each."""
        alike: dict[str, list[str]] = {}
        for key in cited:
            if key in self.twins:
                alike.setdefault(self.twins[key], []).append(key)
        for keys in alike.values():
            origins = [origin for key in keys for origin in cited[key]]
            for key in keys:
                for origin in origins:
                    cited[key].setdefault(origin, Route(key, origin, "same_text"))

    def one_text(self, origin: Origin) -> Origin:
        """The first of those with the same text, or the origin itself."""
        twin = self.twins.get(origin.source or "")
        return Origin(twin) if twin else origin

    @cached_property
    def twins(self) -> dict[str, str]:
        """The first of those with the same text, by each of them."""
        first: dict[str, str] = {}
        found: dict[str, str] = {}
        for key, source in self.dossier.sources.items():
            other = first.setdefault(source.text_sha256 or key, key)
            if other != key:
                found[other] = found[key] = other
        return found

    def _roots(self, cited: Mapping[str, Mapping[Origin, Route]]) -> Roots:
        """Where all goes back to: of what is cited by what is said there, of all else by the records."""
        if len(cited) == 1:
            return self.recorded
        steps_taken = (route for routes in cited.values() for route in routes.values())
        here = {route.origin.source for route in steps_taken if not _is_own(route)}
        drawn_on = (key for key in cited if key in self._drawn_on or key in here)
        if all(self._is_as_recorded(cited[key]) for key in drawn_on):
            return self.recorded

        def steps(origin: Origin) -> Iterable[Origin]:
            said = cited.get(origin.source or "")
            if said is None:
                return self._recorded_steps(origin)
            return [step for step, route in said.items() if route.basis != "same_text"]

        return find_roots(map(Origin, cited), steps)

    def _is_as_recorded(self, routes: Mapping[Origin, Route]) -> bool:
        return all(
            route.derivation is not None
            or route.basis == "same_text"
            or (route.basis == "itself" and not self._recorded_steps(route.origin))
            for route in routes.values()
        )

    @cached_property
    def _drawn_on(self) -> frozenset[str]:
        sources = self.dossier.sources.values()
        return frozenset(d.origin for source in sources for d in source.derived_from)

    @cached_property
    def recorded(self) -> Roots:
        """Where every source goes back to by the records alone."""
        drawing = (key for key, source in self.dossier.sources.items() if source.derived_from)
        return find_roots(map(Origin, drawing), self._recorded_steps)

    def _recorded_steps(self, origin: Origin) -> Iterable[Origin]:
        source = self.dossier.sources.get(origin.source or "")
        return [Origin(derivation.origin) for derivation in source.derived_from] if source else ()


@dataclass(frozen=True)
class _Ways:
    """The ways back of the articles on one side of a claim."""

    cited: Mapping[str, Mapping[Origin, Route]]
    """By article: the first steps of its ways."""
    roots: Roots

    def counted(self, ends: Mapping[str, _Ends]) -> Iterator[tuple[Route, list[Route]]]:
        """For each article the way to the origin it is counted under, and its ways elsewhere."""
        groups: dict[Origin, list[str]] = {}
        for article, root in _fewest(ends).items():
            groups.setdefault(root, []).append(article)
        for root, group in groups.items():
            for chosen in self._under(root, group):
                yield chosen, [*self._elsewhere(chosen)]

    def ends(self, article: str) -> _Ends:
        """Each end of its ways."""
        ends: _Ends = {}
        for route in self.cited[article].values():
            for root in self._roots(route):
                ends[root] = min(_ground(route), ends.get(root, _ground(route)))
        return ends

    def _roots(self, route: Route) -> frozenset[Origin]:
        return frozenset((route.origin,)) if _is_own(route) else self.roots.of(route.origin)

    def _under(self, root: Origin, group: Sequence[str]) -> Iterator[Route]:
        """The way of each to the nearest origin that all of them have, at the furthest to the root."""
        ways = {article: self._leading(root, article) for article in group}
        if len(group) == 1:  # as in most claims
            found = ways[group[0]]
            yield found[min(found, key=lambda o: _surest(o, (found,)))]
            return
        drawn_on = {r.origin for found in ways.values() for r in found.values() if not _is_own(r)}
        for article in group:
            own = Origin(article)
            # Where it is cited through another, that one is named.
            if own in drawn_on and all(r.basis != "via" for r in ways[article].values()):
                ways[article].setdefault(own, Route(article, own, "drawn_on"))
        shared = set.intersection(*(set(found) for found in ways.values()))
        origin = min(shared, key=lambda o: _surest(o, ways.values()), default=root)
        circle = self._circle(origin, group)
        for article, found in ways.items():
            if article in circle:
                yield Route(article, origin, "circle")
            elif origin in found:
                yield found[origin]
            elif origin.source == article:
                yield Route(article, origin, "drawn_on")
            else:
                first = min(found.values(), key=_order)
                yield replace(first, origin=origin, through=first.origin)

    def _leading(self, root: Origin, article: str) -> dict[Origin, Route]:
        ways = self.cited[article]
        return {origin: route for origin, route in ways.items() if root in self._roots(route)}

    def _circle(self, origin: Origin, group: Iterable[str]) -> frozenset[str]:
        """Those of a group that draw on each other, where one of them is the origin of all."""
        circles = self.roots.circles
        first = circles.get(origin)
        found = frozenset(a for a in group if first and circles.get(Origin(a)) == first)
        return found if len(found) > 1 else frozenset()

    def _elsewhere(self, chosen: Route) -> Iterator[Route]:
        """The ways of an article that do not lead to the origin it is counted under."""
        for route in self.cited[chosen.article].values():
            leads_there = route.basis == "same_text" or chosen.origin in self._roots(route)
            in_circle = chosen.basis == "circle" and self.roots.circles.get(route.origin)
            if not (_is_own(route) or route.origin == chosen.origin or leads_there or in_circle):
                yield route


def _is_own(route: Route) -> bool:
    return route.origin.source == route.article


def _surest(origin: Origin, ways: Iterable[Mapping[Origin, Route]]) -> tuple[object, ...]:
    return (min(_ground(found[origin]) for found in ways), origin_order(origin))


def _ground(route: Route) -> int:
    return _GROUNDS.index(route.basis)


def _sureness(route: Route) -> tuple[int, int]:
    return (_ground(route), route.derivation or 0)


def _order(route: Route) -> tuple[object, ...]:
    """By article; an origin's id before words, a ground that is stated before one inferred."""
    return (route.article, origin_order(route.origin), _sureness(route))


def _fewest(possible: Mapping[Key, _Ends]) -> dict[Key, Origin]:
    """One origin for each of several that may go back to some, a small number of them in all.

    First those that one with no other must go back to, then, again and again, the one that most of
    those left may go back to, of several the one on the surest ground, which the numbers tell. (The
    fewest of all would take exponential time.)
    """
    forced = {next(iter(origins)) for origins in possible.values() if len(origins) == 1}
    found: dict[Key, Origin] = {}
    left: dict[Origin, list[Key]] = {}
    ground: dict[Origin, int] = {}
    for key, origins in possible.items():
        if chosen := forced.intersection(origins):
            found[key] = min(chosen, key=origin_order)
            continue
        for origin, sureness in origins.items():
            left.setdefault(origin, []).append(key)
            ground[origin] = min(sureness, ground.get(origin, sureness))
    waiting = [(-len(keys), ground[o], origin_order(o), o) for o, keys in left.items()]
    heapify(waiting)
    while waiting:
        number, sureness, order, origin = heappop(waiting)
        keys = [key for key in left[origin] if key not in found]
        if len(keys) == -number:
            found.update(dict.fromkeys(keys, origin))
        elif keys:
            left[origin] = keys
            heappush(waiting, (-len(keys), sureness, order, origin))
    return found
