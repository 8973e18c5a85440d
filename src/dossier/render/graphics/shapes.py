"""What a drawing of a graph is made of: marks for actors, lines for relations, places for words."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from dossier.model.network import Edge, Node

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

Way = tuple[Point, Point, Point]
"""Start, pull and end of a quadratic Bézier curve."""

LEADING = 1.1
"""From line to line of a name, in heights of the type."""

LINE_OF_STATUS = {
    "alleged": "dashed", "charged": "dashed",
    "disputed": "dotted", "denied": "dotted", "acquitted": "dotted",
}  # fmt: skip
"""How a relation is drawn by its status; every other status, and none, is a plain line."""
LINES = ("plain", "dashed", "dotted")
BASES = ("person", "organization", "agency", "outlet")
MOST_LINKED = 250
"""Lines up to which each is a link with an arrow: more would cover each other, and the page would be large."""


@dataclass(frozen=True)
class Label:
    """A name beside its mark: one line or two, and the magnification from which it is shown."""

    x: float
    y: float
    anchor: str
    """`start`, `middle` or `end`, as SVG has it."""
    lines: tuple[str, ...]
    hang: int = 0
    """1: below `y`, -1: above it, 0: beside it."""
    level: int = 1
    """1: always; 2, 4: in a drawing made so many times larger; 0: only when asked for."""

    @property
    def rise(self) -> float:
        """From `y` down to the foot of the first line, in heights of the type."""
        more = LEADING * (len(self.lines) - 1)
        return round({1: 0.9, 0: 0.34 - more / 2, -1: -0.22 - more}[self.hang], 2)


@dataclass(frozen=True)
class Mark:
    """An actor in the drawing: where it stands, its shape, its name."""

    node: Node
    x: float
    y: float
    path: str
    label: Label


@dataclass(frozen=True)
class Line:
    """A relation in the drawing, between the marks of these positions."""

    edge: Edge
    ends: tuple[int, int]
    way: Way
    path: str
    tip: str
    """The arrow's head at the end it points to; "" where neither side comes first."""
    cross: str
    """A cross over its middle where its ends stand against each other, else ""."""
    style: str
    is_faint: bool = False


@dataclass(frozen=True)
class Drawing:
    """A graph as shapes, in pixels of its own width and height."""

    width: int
    height: int
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]

    @property
    def hub(self) -> Mark:
        """The mark with the most neighbours, the first of equals: what a small window shows first."""
        return max(zip(self.neighbours, self.marks, strict=True), key=lambda each: len(each[0]))[1]

    @property
    def styles(self) -> tuple[str, ...]:
        """The styles of line in it, for a legend."""
        return tuple(s for s in LINES if any(line.style == s for line in self.lines))

    @property
    def bases(self) -> tuple[str, ...]:
        """The kinds of mark in it, for a legend."""
        return tuple(b for b in BASES if any(mark.node.base == b for mark in self.marks))

    @property
    def is_crowd(self) -> bool:
        """Whether it has too many lines for each to be a link."""
        return len(self.lines) > MOST_LINKED

    @property
    def has_arrows(self) -> bool:
        """Whether a relation is drawn with its direction."""
        return not self.is_crowd and any(line.tip for line in self.lines)

    @property
    def has_crosses(self) -> bool:
        """Whether a relation is drawn as one of two that stand against each other."""
        return not self.is_crowd and any(line.cross for line in self.lines)

    @property
    def bundles(self) -> tuple[tuple[str, str], ...]:
        """The lines of each style as one path, in whole pixels."""
        paths = (
            (style, [line.path for line in self.lines if line.style == style]) for style in LINES
        )
        return tuple((style, _in_whole_pixels("".join(found))) for style, found in paths if found)

    @property
    def neighbours(self) -> tuple[tuple[int, ...], ...]:
        """For each mark those at the other ends of its lines."""
        near: list[set[int]] = [set() for _ in self.marks]
        for one, other in (line.ends for line in self.lines):
            near[one].add(other)
            near[other].add(one)
        return tuple(tuple(sorted(found - {own})) for own, found in enumerate(near))


def style(edge: Edge) -> str:
    """How an edge's line is drawn: what is contested is dotted, whatever status it has."""
    return "dotted" if edge.is_contested else LINE_OF_STATUS.get(edge.status or "", "plain")


def number(value: float) -> str:
    """A coordinate to a tenth, without what is empty: "12", "-0.5"."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _in_whole_pixels(path: str) -> str:
    """A path with its coordinates rounded."""
    return re.sub(r"-?\d+\.\d", lambda found: number(round(float(found[0]))), path)


def mark_path(base: str, x: float, y: float, r: float) -> str:
    """The shape of a kind: circle, square, diamond, triangle, alike in area."""
    n = number
    if base == "person":
        return f"M{n(x - r)} {n(y)}a{n(r)} {n(r)} 0 1 0 {n(2 * r)} 0a{n(r)} {n(r)} 0 1 0 {n(-2 * r)} 0z"
    if base == "agency":
        d = r * 1.25
        return f"M{n(x)} {n(y - d)}l{n(d)} {n(d)}l{n(-d)} {n(d)}l{n(-d)} {n(-d)}z"
    if base == "outlet":
        d = r * 1.15
        return f"M{n(x)} {n(y - d)}l{n(d)} {n(1.9 * d)}h{n(-2 * d)}z"
    d = r * 0.89
    return f"M{n(x - d)} {n(y - d)}h{n(2 * d)}v{n(2 * d)}h{n(-2 * d)}z"


def towards(start: Point, end: Point, distance: float) -> Point:
    """The point at a distance from `start` on the way to `end`; `start` where both are one."""
    length = math.hypot(end[0] - start[0], end[1] - start[1])
    if not length:
        return start
    share = distance / length
    return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)
