"""Names beside the marks of a drawing, so that none covers another name or a mark."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product

from dossier.render.graphics.lines import curve
from dossier.render.graphics.shapes import LEADING, Box, Label, Point, Way

SIZE = 12.0
"""Height of the type, in pixels, at every magnification."""
LEVELS = (1, 2, 4)
LONGEST = 12.5
"""How wide a line may be, in heights of the type; what is longer is broken once, then cut."""
SHORT = 9.0
"""What stays in one line."""
WIDE, CAPITAL, NARROW = 1.0, 0.7, 0.58
CELL = 24.0
LINES_CELL = 8.0


def broken(name: str, longest: float = LONGEST) -> tuple[str, ...]:
    """A name in one line or two, broken where the halves differ least; the rest cut with an ellipsis."""
    words = name.split()
    if len(words) < 2 or width(name) <= SHORT:
        return (_cut(" ".join(words), longest),)
    halves = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    first, second = min(halves, key=lambda half: max(map(width, half)))
    return (_cut(first, longest), _cut(second, longest))


@lru_cache(maxsize=8192)
def width(words: str) -> float:
    """About how wide a line is, in heights of its type; rather too wide."""
    return sum(map(_width_of, words))


def _width_of(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return WIDE
    return CAPITAL if character.isupper() else NARROW


def _cut(words: str, longest: float) -> str:
    if width(words) <= longest:
        return words
    used, end = WIDE, 0
    while (used := used + _width_of(words[end])) <= longest:
        end += 1
    return words[:end].rstrip() + "…"


@dataclass
class _Ground:
    """What is taken: boxes in the cells they touch."""

    cells: dict[tuple[int, int], list[Box]] = field(default_factory=dict)

    def add(self, box: Box) -> None:
        for cell in _cells(box, CELL):
            self.cells.setdefault(cell, []).append(box)

    def is_free(self, box: Box) -> bool:
        left, top, right, bottom = box
        return not any(
            left < other[2] and other[0] < right and top < other[3] and other[1] < bottom
            for cell in _cells(box, CELL)
            for other in self.cells.get(cell, ())
        )


def _cells(box: Box, size: float) -> Iterable[tuple[int, int]]:
    left, top, right, bottom = (int(edge // size) for edge in box)
    return ((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))


def ink_of_lines(ways: Iterable[Way]) -> dict[tuple[int, int], int]:
    """How much of the lines runs through each small cell."""
    ink: dict[tuple[int, int], int] = {}
    for start, pull, end in ways:
        length = abs(end[0] - start[0]) + abs(end[1] - start[1])
        steps = max(1, int(length / LINES_CELL))
        for step in range(steps + 1):
            x, y = curve(start, pull, end, step / steps)
            cell = (int(x // LINES_CELL), int(y // LINES_CELL))
            ink[cell] = ink.get(cell, 0) + 1
    return ink


_WAYS = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 0.7), (-1, 0.7), (1, -0.7), (-1, -0.7))
"""Where a name may stand from its mark: beside it, below, above, then at a slant."""
_GAPS = (3.0, 8.0)
"""Between mark and name: close to it, else a little off."""


def place_labels(
    names: Sequence[str],
    points: Sequence[Point],
    radii: Sequence[float],
    ranks: Sequence[tuple[object, ...]],
    frame: tuple[float, float],
    ink: dict[tuple[int, int], int],
) -> list[Label]:
    """A place for each name, those of the lowest `ranks` first.

    Type keeps its size when the drawing is enlarged, so at level 2 a name takes half the room: what
    found no place at 1 is tried again there, then at 4. What finds none is shown when asked for.
    """
    lines = [broken(name) for name in names]
    found: dict[int, Label] = {}
    order = sorted(range(len(names)), key=lambda index: ranks[index])
    for level in LEVELS:
        ground = _Ground()
        for (x, y), r in zip(points, radii, strict=True):
            ground.add((x - r, y - r, x + r, y + r))
        for label in found.values():
            ground.add(label_box(label, level))
        for index in order:
            if index not in found:
                tried = _around(lines[index], points[index], radii[index], level)
                best = _best(tried, ground, frame, ink)
                if best:
                    found[index] = best
                    ground.add(label_box(best, level))
    hidden = (next(_around(*each, level=0)) for each in zip(lines, points, radii, strict=True))
    return [found.get(index, label) for index, label in enumerate(hidden)]


def _around(lines: tuple[str, ...], point: Point, radius: float, level: int) -> Iterator[Label]:
    """A name on each side of its mark."""
    for space, (across, down) in product(_GAPS, _WAYS):
        gap = radius + space
        anchor = "start" if across > 0 else "end" if across < 0 else "middle"
        x = point[0] + across * gap * (0.75 if down else 1)
        y = point[1] + down * gap
        yield Label(round(x, 1), round(y, 1), anchor, lines, 0 if across else int(down), level)


def _best(
    tried: Iterable[Label],
    ground: _Ground,
    frame: tuple[float, float],
    ink: dict[tuple[int, int], int],
) -> Label | None:
    """The label in a free place through which the fewest lines run, the first of equals."""
    best, least = None, 0
    for label in tried:
        box = label_box(label, label.level)
        inside = box[0] >= 0 and box[1] >= 0 and box[2] <= frame[0] and box[3] <= frame[1]
        if inside and ground.is_free(box):
            cost = sum(ink.get(cell, 0) for cell in _cells(box, LINES_CELL))
            if best is None or cost < least:
                best, least = label, cost
    return best


def label_box(label: Label, level: int) -> Box:
    """What a label takes at a magnification, in pixels of the drawing unmagnified."""
    size = SIZE / level
    wide = max(map(width, label.lines)) * size
    high = len(label.lines) * LEADING * size
    left = label.x - {"start": 0.0, "middle": wide / 2, "end": wide}[label.anchor]
    top = label.y - {1: 0.0, 0: high / 2, -1: high}[label.hang]
    return (left, top, left + wide, top + high)
