"""The network: every relation once, as tables and as the graph that is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from dossier.assemble.components import Tie
from dossier.assemble.paging import Pager, sectioned_pages
from dossier.assemble.shelf import Shelf, sort_name
from dossier.model.network import Edge, Graph, Node
from dossier.model.page import Page
from dossier.urls import NETWORK, Reference

ON_A_PAGE = 200
"""Rows of the tables on one page."""
BELOW_THE_DRAWING = 60
"""Rows on the first of several pages, which holds the drawing too."""
MAX_DRAWN = 1500
"""Actors in the drawing of the whole: beyond it lines cover each other."""
MAX_SMALL = 40
"""Actors in the drawing of the index."""
MAX_NEIGHBOURS = 24
"""Actors around the one in the middle of its own drawing."""


@dataclass(frozen=True)
class TieGroup:
    """The relations of one type, by the names of their ends: those that stand on one page."""

    key: str
    label: str
    is_symmetric: bool
    ties: tuple[Tie, ...]
    total: int
    """How many there are on all pages."""
    begins_at: Reference


@dataclass(frozen=True)
class NetworkView:
    """The relations by type, and their graph; of a long list one page."""

    groups: tuple[TieGroup, ...]
    graph: Graph
    """Empty on all pages but the first."""
    relations: int
    """How many there are on all pages."""
    actors: int
    """How many have a relation."""
    unrelated: int
    """How many have none."""
    pager: Pager


@dataclass(frozen=True)
class Network:
    """The whole graph, made once; what pages draw of it is cut from here."""

    whole: Graph

    @cached_property
    def neighbours(self) -> dict[str, set[str]]:
        """The other ends of each node's relations."""
        return self.whole.neighbours

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """The nodes by id."""
        return {node.id: node for node in self.whole.nodes}

    @cached_property
    def between(self) -> dict[tuple[str, str], list[Edge]]:
        """The edges by their two ends, the smaller id first."""
        found: dict[tuple[str, str], list[Edge]] = {}
        for edge in self.whole.edges:
            found.setdefault(_ends(edge.source, edge.target), []).append(edge)
        return found

    def around(self, actor: str, limit: int = MAX_NEIGHBOURS) -> Graph:
        """An actor, first of the nodes, with its most connected neighbours and what binds them.

        Looks up pairs instead of walking the neighbours' relations: of two actors with thousands
        each no page walks all.
        """
        if actor not in self.nodes:
            return Graph()
        near = sorted(self.neighbours[actor], key=self._rank)
        shown = [actor, *sorted(near[:limit], key=lambda key: self._side(actor, key))]
        pairs = [_ends(a, b) for i, a in enumerate(shown) for b in shown[i:]]
        edges = [edge for pair in pairs for edge in self.between.get(pair, ())]
        nodes = tuple(self.nodes[key] for key in shown)
        return Graph(nodes, tuple(edges), len(near) - len(near[:limit]))

    def _rank(self, key: str) -> tuple[bool, int, str]:
        return (not self.nodes[key].is_subject, -len(self.neighbours[key]), key)

    def _side(self, actor: str, key: str) -> tuple[str, str, str]:
        """Neighbours by the kind of their first relation, so that like stands by like."""
        first = self.between[_ends(actor, key)][0]
        return (first.label, sort_name(self.nodes[key].name), key)


def _ends(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)


def network_of(shelf: Shelf) -> Network:
    """The graph of all relations of the public actors."""
    edges = sorted(map(_edge, shelf.ties), key=_order)
    tied = sorted({end for edge in edges for end in (edge.source, edge.target)})
    return Network(Graph(tuple(_node(shelf, key) for key in tied), tuple(edges)))


def _order(edge: Edge) -> tuple[str, ...]:
    return (edge.source, edge.target, edge.label, edge.reference, edge.status or "")


def _edge(tie: Tie) -> Edge:
    claim = tie.row.claim
    return Edge(
        source=tie.owner.id,
        target=tie.row.other.id,
        label=tie.row.label,
        is_symmetric=tie.is_symmetric,
        is_hostile=tie.is_hostile,
        status=claim.status,
        is_contested=claim.is_contested,
        reference=tie.reference,
    )


def _node(shelf: Shelf, key: str) -> Node:
    link = shelf.actors[key]
    base = shelf.config.kind(link.kind).base
    return Node(key, link.name, base, link.kind_label, link.role, link.reference)


def most_connected(graph: Graph, limit: int) -> Graph:
    """At most `limit` nodes, those with the most neighbours; `left_out` says how many went."""
    if len(graph.nodes) <= limit:
        return graph
    kept = graph.among(node.id for node in graph.by_connections[:limit])
    return replace(kept, left_out=len(graph.nodes) - len(kept.nodes))


def in_small(whole: Graph) -> Graph:
    """The network of the subjects alone, the most connected of them."""
    subjects = whole.among(node.id for node in whole.nodes if node.is_subject)
    return most_connected(subjects, MAX_SMALL)


def network_pages(shelf: Shelf, whole: Graph) -> Iterator[Page]:
    """All relations: as tables on as many pages as they need, and as one drawing on the first."""
    types = _by_type(shelf.ties)
    names = {key: f"type-{number}" for number, key in enumerate(types, 1)}
    for page in sectioned_pages(types, NETWORK, names.__getitem__, ON_A_PAGE, BELOW_THE_DRAWING):
        groups = tuple(
            TieGroup(
                key=names[section.key],
                label=section.key[0],
                is_symmetric=section.key[1],
                ties=section.items,
                total=section.total,
                begins_at=section.begins_at,
            )
            for section in page.sections
        )
        view = NetworkView(
            groups=groups,
            graph=most_connected(whole, MAX_DRAWN) if page.pager.number == 1 else Graph(),
            relations=len(shelf.ties),
            actors=len(whole.nodes),
            unrelated=len(shelf.actors) - len(whole.nodes),
            pager=page.pager,
        )
        yield Page(page.path, "network.html", "Network", view)


Type = tuple[str, bool]
"""A type of relations as a reader sees it: its label, and whether both ends are alike."""


def _by_type(ties: Iterable[Tie]) -> dict[Type, list[Tie]]:
    """The relations of each type by the names of their ends, the types by their labels."""

    def place(tie: Tie) -> tuple[object, ...]:
        names = (sort_name(tie.owner.name), sort_name(tie.row.other.name))
        since = tie.row.since.date.sort_key if tie.row.since else ()
        return (names, tie.owner.id, tie.row.other.id, since, tie.reference)

    found: dict[Type, list[Tie]] = {}
    for tie in sorted(ties, key=place):
        found.setdefault((tie.row.label, tie.is_symmetric), []).append(tie)
    return dict(sorted(found.items(), key=lambda item: (sort_name(item[0][0]), item[0])))
