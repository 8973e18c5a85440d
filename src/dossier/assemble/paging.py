"""Long lists on pages of their own: which part stands on which page, and the way between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from dossier.urls import OutputPath, Reference, numbered, site_reference

K = TypeVar("K")
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


@dataclass(frozen=True)
class Section(Generic[K, T]):
    """What stands on one page under one heading of a long list."""

    key: K
    items: tuple[T, ...]
    """Those on this page, perhaps none."""
    total: int
    """How many there are on all pages."""
    begins_at: Reference
    """Where the first of them stands."""


HEADINGS = 100
"""With more headings on each of its pages a list of thousands would have a million links."""


@dataclass(frozen=True)
class SectionedPage(Generic[K, T]):
    """One page of a long list that has headings: on each page all of them, as a way to the others.

    Where they are more than `HEADINGS`, the first page alone has all.
    """

    path: OutputPath
    pager: Pager
    sections: tuple[Section[K, T], ...]


def sectioned_pages(
    sections: Mapping[K, Sequence[T]],
    overview: OutputPath,
    anchor: Callable[[K], str],
    count: int,
    first: int | None = None,
) -> Iterator[SectionedPage[K, T]]:
    """The sections that hold anything, one after the other, on pages as `parts_by_count` cuts them.

    `overview` is where the first page is written; `anchor` names a section's place on a page.
    """
    rows = [(key, item) for key, items in sections.items() for item in items]
    parts = parts_by_count(rows, count, first)
    paths = [numbered(overview, number) for number in range(1, len(parts) + 1)]
    begins: dict[K, Reference] = {}
    for path, part in zip(paths, parts, strict=True):
        for key, _ in part:
            begins.setdefault(key, site_reference(path, anchor(key)))
    for number, part in enumerate(parts, 1):
        is_whole = number == 1 or len(begins) <= HEADINGS
        here: dict[K, list[T]] = {}
        for key, item in part:
            here.setdefault(key, []).append(item)
        shown = (
            Section(key, tuple(here.get(key, ())), len(sections[key]), begins[key])
            for key in (begins if is_whole else here)
        )
        yield SectionedPage(paths[number - 1], pager(number, paths), tuple(shown))
