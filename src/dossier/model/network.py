"""Actors and the relations between them as a graph: plain values, what a drawing is made from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dossier.urls import Reference


@dataclass(frozen=True)
class Node:
    """An actor of the graph. `base` is the built-in kind that its own kind behaves like."""

    id: str
    name: str
    base: str
    kind_label: str
    role: str
    reference: Reference

    @property
    def is_subject(self) -> bool:
        """Whether the dossier is about it; else it reports, comments or is only mentioned."""
        return self.role == "subject"


@dataclass(frozen=True)
class Edge:
    """A relation between two nodes by their ids, from the actor that states it."""

    source: str
    target: str
    label: str
    is_symmetric: bool
    is_hostile: bool
    status: str | None
    is_contested: bool
    reference: Reference
    """Its own place on a page, with its passages."""


@dataclass(frozen=True)
class Graph:
    """Nodes with at least one relation, by id; edges in the order of their ends."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    left_out: int = 0
    """How many more actors have relations and are not in it, since it would be too large."""

    @property
    def neighbours(self) -> dict[str, set[str]]:
        """By id: the other ends of a node's relations; of a relation to itself none."""
        found: dict[str, set[str]] = {node.id: set() for node in self.nodes}
        for edge in self.edges:
            if edge.source != edge.target:
                found[edge.source].add(edge.target)
                found[edge.target].add(edge.source)
        return found

    def among(self, keys: Iterable[str]) -> Graph:
        """The nodes of these ids with the edges among them; who is left without one is left out."""
        kept = set(keys)
        edges = tuple(e for e in self.edges if e.source in kept and e.target in kept)
        tied = {end for edge in edges for end in (edge.source, edge.target)}
        return Graph(tuple(node for node in self.nodes if node.id in tied), edges)

    @property
    def by_connections(self) -> list[Node]:
        """The nodes, those with the most neighbours first; of equals the subjects."""
        near = self.neighbours
        return sorted(self.nodes, key=lambda n: (-len(near[n.id]), not n.is_subject, n.id))
