"""A graph of actors as a drawing: the whole, or one actor with those around it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import product

from dossier.model.network import Graph
from dossier.render.graphics.labels import ink_of_lines, place_labels
from dossier.render.graphics.layout import layout
from dossier.render.graphics.lines import draw_lines
from dossier.render.graphics.shapes import Drawing, Mark, Point, mark_path

WIDTH = 1080
"""Of the largest drawing, in pixels: what a wide window has room for."""
NARROWEST = 340
EDGE = 14.0
"""Around everything."""
FAR_APART = 130.0
"""Pixels between neighbours in a drawing that does not fill the width."""

BETWEEN = 4.0
"""Pixels at least between two marks, where there is room."""
ROUNDS = 12


def draw_network(graph: Graph, *, width: int = WIDTH) -> Drawing:
    """The graph by its springs, `width` pixels wide at most; the same bytes on every machine."""
    if not graph.nodes:
        return Drawing(0, 0, (), ())
    place = {node.id: index for index, node in enumerate(graph.nodes)}
    pairs = [(place[edge.source], place[edge.target]) for edge in graph.edges]
    fitted, frame, unit = _fitted(layout(list(place), pairs), width)
    near = graph.neighbours
    degrees = [len(near[node.id]) for node in graph.nodes]
    radii = [_radius(degree, unit) for degree in degrees]
    points = _apart(fitted, radii, frame)
    lines = draw_lines(graph.edges, place, points, radii)
    ink = ink_of_lines(line.way for line in lines)
    ranks = [
        (not node.is_subject, -degree, node.id)
        for node, degree in zip(graph.nodes, degrees, strict=True)
    ]
    names = [node.name for node in graph.nodes]
    labels = place_labels(names, points, radii, ranks, frame, ink)
    marks = tuple(
        Mark(node, x, y, mark_path(node.base, x, y, radius), label)
        for node, (x, y), radius, label in zip(graph.nodes, points, radii, labels, strict=True)
    )
    return Drawing(*frame, marks, lines)


def draw_small(graph: Graph, *, width: int) -> Drawing:
    """As many of its actors as have room for their names, the most connected; for a picture without zoom.

    Each round leaves out as many as had no name, those with the fewest relations.
    """
    drawing = draw_network(graph, width=width)
    while nameless := sum(mark.label.level != 1 for mark in drawing.marks):
        graph = graph.among(node.id for node in graph.by_connections[:-nameless])
        drawing = draw_network(graph, width=width)
    return drawing


def _fitted(places: Sequence[Point], width: int) -> tuple[list[Point], tuple[int, int], float]:
    """Places in pixels, the frame around them, and how many pixels a unit of the layout has."""
    across = max(x for x, _ in places) + min(x for x, _ in places)
    down = max(y for _, y in places) + min(y for _, y in places)
    unit = min(FAR_APART, (width - 2 * EDGE) / across)
    wide = math.ceil(max(across * unit + 2 * EDGE, min(width, NARROWEST)))
    left = (wide - across * unit) / 2
    points = [(round(left + x * unit, 1), round(EDGE + y * unit, 1)) for x, y in places]
    return points, (wide, math.ceil(down * unit + 2 * EDGE)), unit


def _apart(points: Sequence[Point], radii: Sequence[float], frame: tuple[int, int]) -> list[Point]:
    """The points with those moved that would cover one another, each by half of what is lacking.

    One that meets no other stays. What touches after the last round stays so: the crowd is denser
    than the frame has room for.
    """
    moved = list(points)
    cell = 2 * max(radii) + BETWEEN
    for _ in range(ROUNDS):
        cells: dict[tuple[int, int], list[int]] = {}
        for index, (x, y) in enumerate(moved):
            cells.setdefault((int(x // cell), int(y // cell)), []).append(index)
        pushes = {
            index: push
            for index in range(len(moved))
            if (push := _push(index, moved, radii, cells, cell)) != (0.0, 0.0)
        }
        if not pushes:
            break
        for index, (dx, dy) in pushes.items():
            x, y, edge = moved[index][0] + dx, moved[index][1] + dy, radii[index] + 2
            x = min(max(x, edge), frame[0] - edge)
            moved[index] = (round(x, 1), round(min(max(y, edge), frame[1] - edge), 1))
    return moved


def _push(
    index: int,
    points: Sequence[Point],
    radii: Sequence[float],
    cells: dict[tuple[int, int], list[int]],
    cell: float,
) -> Point:
    """Away from all that stand too near; of two in one place the first goes left."""
    x, y = points[index]
    column, row = int(x // cell), int(y // cell)
    dx = dy = 0.0
    for at in product((column - 1, column, column + 1), (row - 1, row, row + 1)):
        for other in cells.get(at, ()):
            if other == index:
                continue
            away = (x - points[other][0], y - points[other][1])
            distance = math.hypot(*away)
            lacking = radii[index] + radii[other] + BETWEEN - distance
            if lacking > 0:
                if not distance:
                    away, distance = (-1.0 if index < other else 1.0, 0.0), 1.0
                dx += away[0] / distance * lacking / 2
                dy += away[1] / distance * lacking / 2
    return (dx, dy)


def _radius(degree: int, unit: float) -> float:
    """Half the width of a mark: a little more for who has many relations, less in a crowd."""
    crowd = min(1.0, max(0.4, unit / 60))
    return round((4.5 + min(4.5, 0.9 * math.sqrt(degree))) * crowd, 1)
