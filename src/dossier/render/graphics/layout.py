"""Where the nodes of a graph stand: springs between them, steady from one build to the next.

Only importer of rustworkx. Its spring layout alone puts a graph with one edge more somewhere else
altogether: every small step depends on all before it. So each node has a home by a hash of its id,
starts from the mean of the homes around it, which one edge hardly changes, and the springs only
straighten what is there.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Sequence

Point = tuple[float, float]
Pair = tuple[int, int]

ROUNDS = 12
"""How often each node moves towards the middle of its neighbours before the springs act."""
PULL_OF_HOME = 0.025
"""How much of that middle a node's own home is, so that no two nodes fall together."""
ITERATIONS = 60
SPRING = 3.0
"""The length of a spring in rustworkx's units, whose first step is 0.1: a thirtieth of it."""
SEED = 7
LOOSENING = 0.6
"""How far nodes go to where they would stand evenly around the middle: 0 not at all, 1 all the way."""
STRETCH = 1.25
"""Wider than high, as names are."""


def layout(ids: Sequence[str], pairs: Iterable[Pair]) -> list[Point]:
    """A place for each node, in units of the distance that neighbours keep on average.

    `pairs` are positions in `ids`. The same ids and pairs give the same places in whatever order
    they come. Unconnected parts stand in rows, the largest first. Coordinates begin near zero.
    """
    order = sorted(range(len(ids)), key=lambda index: ids[index])
    rank = {index: position for position, index in enumerate(order)}
    links = sorted({_sorted_pair(rank[a], rank[b]) for a, b in pairs if a != b})
    near: list[list[int]] = [[] for _ in ids]
    for a, b in links:
        near[a].append(b)
        near[b].append(a)
    names = [ids[index] for index in order]
    parts = [_part(names, near, members) for members in _components(near)]
    placed = _pack(parts)
    return [placed[rank[index]] for index in range(len(ids))]


def _sorted_pair(a: int, b: int) -> Pair:
    return (a, b) if a <= b else (b, a)


def _components(near: Sequence[Sequence[int]]) -> list[list[int]]:
    """The connected parts, the largest first, then in the order of their first ids."""
    seen: set[int] = set()
    found = []
    for start in range(len(near)):
        if start in seen:
            continue
        members = [start]
        seen.add(start)
        for node in members:
            for other in near[node]:
                if other not in seen:
                    seen.add(other)
                    members.append(other)
        found.append(sorted(members))
    return sorted(found, key=lambda members: (-len(members), members[0]))


def home(name: str) -> Point:
    """The point of a square around zero that a hash of the name gives."""
    digest = hashlib.sha256(name.encode()).digest()
    x, y = (int.from_bytes(digest[i : i + 4], "big") / 2**32 - 0.5 for i in (0, 4))
    return (x, y)


def _part(
    names: Sequence[str], near: Sequence[Sequence[int]], members: list[int]
) -> dict[int, Point]:
    """One connected part around zero, by the positions of its nodes."""
    place = {node: index for index, node in enumerate(members)}
    inside = [[place[other] for other in near[node]] for node in members]
    start = _smoothed([home(names[node]) for node in members], inside)
    points = _sized(_loosened(_sprung(_sized(start, 0.6 * SPRING), inside)), 0.4)
    return {node: (x * STRETCH, y / STRETCH) for node, (x, y) in zip(members, points, strict=True)}


def _smoothed(homes: list[Point], near: Sequence[Sequence[int]]) -> list[Point]:
    """Homes drawn together along the edges: half its place, half the middle of its neighbours."""
    points = homes
    for _ in range(ROUNDS if len(homes) > 2 else 0):
        moved = []
        for (hx, hy), (x, y), others in zip(homes, points, near, strict=True):
            mx = sum(points[other][0] for other in others) / len(others)
            my = sum(points[other][1] for other in others) / len(others)
            rest = (1 - PULL_OF_HOME) / 2
            moved.append((PULL_OF_HOME * hx + rest * (x + mx), PULL_OF_HOME * hy + rest * (y + my)))
        points = moved
    return points


def _sized(points: list[Point], radius: float) -> list[Point]:
    """Around zero, spread so that the area grows with the number of points."""
    mx = sum(x for x, _ in points) / len(points)
    my = sum(y for _, y in points) / len(points)
    spread = math.sqrt(sum((x - mx) ** 2 + (y - my) ** 2 for x, y in points) / len(points)) or 1.0
    scale = radius * math.sqrt(len(points)) / spread
    return [((x - mx) * scale, (y - my) * scale) for x, y in points]


def _sprung(points: list[Point], near: Sequence[Sequence[int]]) -> list[Point]:
    """The points after the springs: rustworkx's Fruchterman-Reingold, cooled as it goes (Hu 2005)."""
    if len(points) < 3:
        return points
    import rustworkx as rx  # noqa: PLC0415 - 30 ms that only a build with relations should pay

    graph: rx.PyGraph[None, None] = rx.PyGraph(multigraph=False)
    graph.add_nodes_from([None] * len(points))
    edges = [(a, b) for a, others in enumerate(near) for b in others if a < b]
    graph.add_edges_from_no_data(edges)
    found = rx.spring_layout(
        graph, pos=dict(enumerate(points)), k=SPRING, num_iter=ITERATIONS, seed=SEED
    )
    # The last digits may differ between machines; nothing after this sees them.
    return [(round(x, 6), round(y, 6)) for x, y in (found[index] for index in range(len(points)))]


def _loosened(points: list[Point]) -> list[Point]:
    """The crowded middle drawn apart, the rim drawn in: springs give most room where least stands.

    Each node goes part of the way to the distance from the middle that it would have if all of them
    filled a disk evenly.
    """
    centred = _sized(points, 1.0)
    order = sorted((math.hypot(x, y), index) for index, (x, y) in enumerate(centred))
    loose = list(centred)
    for rank, (distance, index) in enumerate(order):
        even = math.sqrt(2 * (rank + 0.5))
        share = (even / max(distance, 1e-3)) ** LOOSENING
        loose[index] = (centred[index][0] * share, centred[index][1] * share)
    return loose


MARGIN = (0.9, 0.4)
"""Around each part, for its outermost names: to the sides, above and below."""


def _pack(parts: list[dict[int, Point]]) -> dict[int, Point]:
    """The parts in rows, none wider than the largest part or than the whole wants to be."""
    boxes = [_box(part) for part in parts]
    area = sum(width * height for _, _, width, height in boxes)
    limit = max([width for _, _, width, _ in boxes] + [1.5 * math.sqrt(area)], default=0.0)
    rows: list[list[int]] = []
    used = limit
    for index, (_, _, width, _) in enumerate(boxes):
        if used + width > limit:
            rows.append([])
            used = 0.0
        rows[-1].append(index)
        used += width
    placed: dict[int, Point] = {}
    top = 0.0
    for row in rows:
        height = max(boxes[index][3] for index in row)
        gap = (limit - sum(boxes[index][2] for index in row)) / (len(row) + 1)
        across = gap
        for index in row:
            left, upper, width, own = boxes[index]
            dx, dy = across - left, top + (height - own) / 2 - upper
            placed.update({node: (x + dx, y + dy) for node, (x, y) in parts[index].items()})
            across += width + gap
        top += height
    return placed


def _box(part: dict[int, Point]) -> tuple[float, float, float, float]:
    """Left, top, width and height of a part with its margin."""
    xs, ys = [x for x, _ in part.values()], [y for _, y in part.values()]
    across, down = MARGIN
    left, top = min(xs) - across, min(ys) - down
    return (left, top, max(xs) + across - left, max(ys) + down - top)
