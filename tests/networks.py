"""Networks for tests: graphs as values, and whole dossiers of any size, the same on every run."""

from __future__ import annotations

import random
from dataclasses import replace

from dossier.model.network import Edge, Graph, Node
from dossier.urls import Reference

BASES = ("person", "organization", "agency", "outlet")
STATUSES = ("reported", "alleged", "confirmed", "disputed", "denied", "charged", None)
TYPES = ("member-of", "leads", "allied-with", "rival-of", "owns", "associated-with")
NAMES = ("Aurora", "Basalt", "Cedar", "Ember", "Falcon", "Harbour", "Juniper", "Kestrel", "Quartz")


def node(name: str, *, base: str = "person", role: str = "subject") -> Node:
    """An actor whose id is its name."""
    return Node(name, name.title(), base, base.title(), role, Reference(f"actor:{name}"))


def edge(source: str, target: str, **values: object) -> Edge:
    """A plain relation; `values` replace what it has."""
    reference = Reference(f"actor:{source}#relation-{source}-{target}")
    plain = Edge(
        source, target, "Leads", is_symmetric=False, is_hostile=False, status="reported", is_contested=False,
        reference=reference,
    )  # fmt: skip
    return replace(plain, **values)


def graph_of(*edges: Edge) -> Graph:
    """The graph of some relations."""
    names = sorted({end for one in edges for end in (one.source, one.target)})
    return Graph(tuple(map(node, names)), edges)


def pairs(actors: int, relations: int, seed: int) -> list[tuple[int, int]]:
    """Two ends of each relation: a tree that prefers early actors, and lines across it."""
    dice = random.Random(seed)
    found = {(min(int(dice.random() ** 1.5 * i), i - 1), i) for i in range(1, actors)}
    while len(found) < relations:
        a, b = dice.sample(range(actors), 2)
        found.add((min(a, b), max(a, b)))
    return sorted(found)


def random_graph(actors: int, relations: int, seed: int = 1) -> Graph:
    """A connected graph of any size."""
    dice = random.Random(seed)
    names = [f"{dice.choice(NAMES).lower()}-{seed}-{i}" for i in range(actors)]
    edges = [
        edge(names[a], names[b], status=dice.choice(STATUSES), is_symmetric=dice.random() < 0.5)
        for a, b in pairs(actors, relations, seed)
    ]
    nodes = [
        node(name, base=dice.choice(BASES), role=dice.choice(("subject", "subject", "mentioned")))
        for name in sorted(names)
    ]
    return Graph(tuple(nodes), tuple(edges))


def large_dossier(actors: int, relations: int, seed: int = 1) -> dict[str, str]:
    """The files of a dossier with so many actors and relations, each with a passage behind it."""
    dice = random.Random(seed)
    stated: dict[int, list[str]] = {}
    for a, b in pairs(actors, relations, seed):
        status = dice.choice(STATUSES)
        fields = [f"to: actor-{b}", f"type: {dice.choice(TYPES)}"]
        fields += [f"status: {status}"] if status else []
        fields += ["sources: [{source: gazette, excerpt: said}]"]
        stated.setdefault(a, []).append(f"  - {{{', '.join(fields)}}}\n")
    files = {
        "content/sources/gazette.yml": (
            "title: Gazette\nexcerpts: [{id: said, quote: They were seen together.}]\n"
        )
    }
    for i in range(actors):
        role = "subject" if i % 3 else "mentioned"
        lines = f"name: {dice.choice(NAMES)} {dice.choice(NAMES)} {i}\nkind: {BASES[i % 4]}\n"
        lines += f"role: {role}\n"
        lines += "relations:\n" + "".join(stated[i]) if i in stated else ""
        files[f"content/actors/actor-{i}.yml"] = lines
    return files
