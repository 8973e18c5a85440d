"""One actor in the middle of those it has relations with, their names in two columns."""

from __future__ import annotations

import math

from dossier.model.network import Graph
from dossier.render.graphics.labels import broken
from dossier.render.graphics.lines import draw_lines
from dossier.render.graphics.shapes import Drawing, Label, Mark, Point, mark_path

WIDTH = 430
ROW = 31.0
"""Height of a row: two lines of a name and some air."""
ACROSS = 80.0
"""From the middle to the furthest mark, sideways."""
RADIUS, RADIUS_OF_MIDDLE = 5.5, 8.5
ROOM = 10.2
"""For a line of a name beside its mark, in heights of the type."""


def draw_ego(graph: Graph) -> Drawing:
    """The first node in the middle, the others on an oval around it, each in a row of its own.

    They go clockwise from the upper right, in the order given. The edges among them are faint. The
    one in the middle has no name beside it: lines go out to every side.
    """
    if len(graph.nodes) < 2:
        return Drawing(0, 0, (), ())
    centre, others = graph.nodes[0], graph.nodes[1:]
    right = (len(others) + 1) // 2
    rows = max(right, 3)
    middle = (WIDTH / 2, rows * ROW / 2 + ROW * 0.3)
    points = [middle, *_side(middle, right, 1), *_side(middle, len(others) - right, -1)[::-1]]
    radii = [RADIUS_OF_MIDDLE, *(RADIUS for _ in others)]
    place = {node.id: index for index, node in enumerate(graph.nodes)}
    faint = frozenset(e for e in graph.edges if centre.id not in (e.source, e.target))
    # Lines among those around first, so that the others lie above them.
    edges = sorted(graph.edges, key=lambda edge: edge not in faint)
    labels = [
        _label(node.name, point, middle) for node, point in zip(graph.nodes, points, strict=True)
    ]
    marks = tuple(
        Mark(node, x, y, mark_path(node.base, x, y, radius), label)
        for node, (x, y), radius, label in zip(graph.nodes, points, radii, labels, strict=True)
    )
    lines = draw_lines(edges, place, points, radii, faint=faint)
    return Drawing(WIDTH, math.ceil(middle[1] * 2), marks, lines)


def _side(middle: Point, count: int, way: int) -> list[Point]:
    """The places of one side from top to bottom, in equal rows, so that no name meets another."""
    height = count * ROW / 2 + ROW * 0.4
    places = []
    for row in range(count):
        down = (row - (count - 1) / 2) * ROW
        across = ACROSS * math.sqrt(1 - (down / height) ** 2)
        places.append((round(middle[0] + way * across, 1), round(middle[1] + down, 1)))
    return places


def _label(name: str, point: Point, middle: Point) -> Label:
    if point == middle:
        return Label(point[0], point[1], "middle", ())
    way = 1 if point[0] > middle[0] else -1
    x = round(point[0] + way * (RADIUS + 4), 1)
    return Label(x, point[1], "start" if way > 0 else "end", broken(name, ROOM))
