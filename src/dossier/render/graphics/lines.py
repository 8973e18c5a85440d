"""The lines of a drawing: several between two marks side by side, around what stands in the way."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from dossier.model.network import Edge
from dossier.render.graphics.shapes import Line, Point, Way, number, style, towards

TIP = 7.0
"""Length of an arrow's head; at a small mark it is shorter."""
SIDE_BY_SIDE = 13.0
"""Between two relations of the same actors, where they are furthest apart."""
WIDEST = 60.0
"""How far the outermost of many may stand from the straight way."""
ARM, THICK = 4.5, 0.8
"""Half the length and half the thickness of a cross's bars."""
DETOURS = (0.0, 16.0, -16.0, 30.0, -30.0, 46.0, -46.0)
MOST_TESTS = 150_000
"""Lines times marks up to which lines are led around marks; in a larger drawing none would see it."""


def draw_lines(
    edges: Iterable[Edge],
    place: dict[str, int],
    points: Sequence[Point],
    radii: Sequence[float],
    *,
    faint: frozenset[Edge] = frozenset(),
) -> tuple[Line, ...]:
    """Every edge as a line; those between the same two marks are bent apart, in the order given."""
    bundles: dict[tuple[int, int], list[Edge]] = {}
    for edge in edges:
        a, b = place[edge.source], place[edge.target]
        bundles.setdefault((min(a, b), max(a, b)), []).append(edge)
    evades = len(bundles) * len(points) <= MOST_TESTS
    lines = []
    for (a, b), bundle in bundles.items():
        middle = _detour(a, b, points, radii) if evades and a != b else 0.0
        gap = min(SIDE_BY_SIDE, 2 * WIDEST / len(bundle))
        for index, edge in enumerate(bundle):
            bend = middle + (index - (len(bundle) - 1) / 2) * gap
            ends = (place[edge.source], place[edge.target])
            # Seen from its other end, a bend is to the other side.
            bend = bend if ends == (a, b) else -bend
            if a == b:
                way, path, tip = _loop(points[a], radii[a], index)
            else:
                way, path, tip = _way(ends, points, radii, bend)
            tip = "" if edge.is_symmetric else tip
            crossed = cross(way) if edge.is_hostile and a != b else ""
            lines.append(Line(edge, ends, way, path, tip, crossed, style(edge), edge in faint))
    return tuple(lines)


def _across(start: Point, end: Point) -> Point:
    """The direction square to the straight way, of length 1."""
    length = math.hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    return (-(end[1] - start[1]) / length, (end[0] - start[0]) / length)


def _bent(start: Point, end: Point, bend: float) -> Point:
    """Where the curve is pulled to, so that its middle stands `bend` off the straight way."""
    across = _across(start, end)
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    return (middle[0] + 2 * bend * across[0], middle[1] + 2 * bend * across[1])


def curve(start: Point, pull: Point, end: Point, share: float) -> Point:
    """A point of a quadratic Bézier curve, at a share of its way from 0 to 1."""
    a, b, c = (1 - share) ** 2, 2 * share * (1 - share), share**2
    return (a * start[0] + b * pull[0] + c * end[0], a * start[1] + b * pull[1] + c * end[1])


def _detour(a: int, b: int, points: Sequence[Point], radii: Sequence[float]) -> float:
    """The smallest bend that passes the fewest marks."""
    start, end = points[a], points[b]
    reach = max(map(abs, DETOURS))
    left, right = min(start[0], end[0]) - reach, max(start[0], end[0]) + reach
    top, bottom = min(start[1], end[1]) - reach, max(start[1], end[1]) + reach
    across = _across(start, end)
    near = [
        (x, y, radii[i] + 4, (x - start[0]) * across[0] + (y - start[1]) * across[1])
        for i, (x, y) in enumerate(points)
        if i not in (a, b) and left < x < right and top < y < bottom
    ]

    def hits(bend: float) -> int:
        # The curve stays between the straight way and its bend: so must a mark that it meets.
        low, high = min(0.0, bend), max(0.0, bend)
        beside = [(x, y, r) for x, y, r, off in near if low - r < off < high + r]
        if not beside:
            return 0
        pull = _bent(start, end, bend)
        steps = [curve(start, pull, end, step / 16) for step in range(1, 16)] if bend else []
        segments = list(zip([start, *steps], [*steps, end], strict=True))
        return sum(any(_is_near(x, y, r, one, two) for one, two in segments) for x, y, r in beside)

    return min(DETOURS, key=hits) if near and hits(0.0) else 0.0


def _is_near(x: float, y: float, distance: float, start: Point, end: Point) -> bool:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy or 1.0
    share = min(1.0, max(0.0, ((x - start[0]) * dx + (y - start[1]) * dy) / length))
    px, py = start[0] + share * dx - x, start[1] + share * dy - y
    return px * px + py * py < distance * distance


def _way(
    ends: tuple[int, int], points: Sequence[Point], radii: Sequence[float], bend: float
) -> tuple[Way, str, str]:
    """A line from mark to mark, its path, and the head of an arrow that ends it."""
    a, b = ends
    start, end = points[a], points[b]
    straight = abs(bend) < 0.5
    pull = _bent(start, end, 0.0 if straight else bend)
    near, far = towards(start, pull, radii[a] + 1.5), towards(end, pull, radii[b] + 2)
    n = number
    way = "L" if straight else f"Q{n(pull[0])} {n(pull[1])} "
    tip = arrow(pull, far, min(TIP, 1.3 * radii[b]))
    return ((near, pull, far), f"M{n(near[0])} {n(near[1])}{way}{n(far[0])} {n(far[1])}", tip)


def cross(way: Way) -> str:
    """Two bars over each other in the middle of a line, aslant to it."""
    middle, ahead = curve(*way, 0.5), towards(way[0], way[2], 1.0)
    dx, dy, half = ahead[0] - way[0][0], ahead[1] - way[0][1], math.sqrt(0.5)
    return "".join(
        _bar(middle, (half * (dx - turn * dy), half * (turn * dx + dy))) for turn in (1, -1)
    )


def _bar(middle: Point, along: Point) -> str:
    """A bar of which `along`, of length 1, is the direction."""
    (x, y), (dx, dy), n = middle, along, number
    corners = [
        f"{n(x + u * ARM * dx - v * dy)} {n(y + u * ARM * dy + v * dx)}"
        for u, v in ((-1, -THICK), (1, -THICK), (1, THICK), (-1, THICK))
    ]
    return f"M{'L'.join(corners)}z"


def _loop(point: Point, radius: float, index: int) -> tuple[Way, str, str]:
    """A relation of a mark to itself, above it."""
    x, y = point
    out, up, n = 12.0 + 5 * index, 3 * radius + 14.0 + 7 * index, number
    start, end = (x - radius / 2, y - radius), (x + radius / 2, y - radius)
    pulls = f"C{n(x - out)} {n(y - up)} {n(x + out)} {n(y - up)} "
    path = f"M{n(start[0])} {n(start[1])}{pulls}{n(end[0])} {n(end[1])}"
    tip = arrow((x + out, y - up), end, min(TIP, 1.3 * radius))
    return ((start, (x, y - up), end), path, tip)


def arrow(start: Point, end: Point, length: float) -> str:
    """The head of an arrow that comes from `start` and touches `end`."""
    base = towards(end, start, length)
    dx, dy = (end[0] - base[0]) * 0.42, (end[1] - base[1]) * 0.42
    n = number
    return (
        f"M{n(end[0])} {n(end[1])}L{n(base[0] - dy)} {n(base[1] + dx)}"
        f"L{n(base[0] + dy)} {n(base[1] - dx)}z"
    )
