"""Long lists on pages of their own: which part stands on which page, and the way between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dossier.urls import OutputPath, Reference, site_reference

T = TypeVar("T")


@dataclass(frozen=True)
class Pager:
    """One page of several: its number from one, and links to those beside it."""

    number: int
    pages: int
    first: Reference
    previous: Reference | None
    next: Reference | None


def pager(number: int, paths: Sequence[OutputPath]) -> Pager:
    """The pager of the page `number` (from one) of a list whose parts stand at `paths`."""
    at = number - 1
    return Pager(
        number=number,
        pages=len(paths),
        first=site_reference(paths[0]),
        previous=site_reference(paths[at - 1]) if at else None,
        next=site_reference(paths[at + 1]) if number < len(paths) else None,
    )


def parts_by_size(
    groups: Iterable[Sequence[T]], size: Callable[[T], int], first_room: int, room: int
) -> list[tuple[T, ...]]:
    """The items of all groups on as many pages as they need, in order; at least one page.

    `room` is the bytes that a page holds, `first_room` those of the first. A group moves to the
    next page as a whole; one that no page can hold is divided.
    """
    pages: list[list[T]] = [[]]
    left = first_room
    for group in groups:
        needed = sum(map(size, group))
        if needed > left and pages[-1]:
            pages.append([])
            left = room
        for item in group:
            if size(item) > left and pages[-1]:
                pages.append([])
                left = room
            pages[-1].append(item)
            left -= size(item)
    return [tuple(page) for page in pages]


def parts_by_count(items: Sequence[T], count: int, first: int | None = None) -> list[tuple[T, ...]]:
    """The items on pages of at most `count`, at least one page; what fits on one stands on one.

    `first` is how many stand on the first of several, where that holds something else too.
    """
    if first is None or len(items) <= count:
        first = count
    starts = range(first, len(items), count)
    return [tuple(items[:first]), *(tuple(items[at : at + count]) for at in starts)]
