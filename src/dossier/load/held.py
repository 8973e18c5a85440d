"""What files held when they were read, and how they looked: while they look so, they hold it still.

Noted by a preview, which reads a dossier again and again. What is as it was, and nothing is wrong with, is the very
same object too, so that whoever made something of it knows that this holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from dossier.cache import Cache, written
from dossier.diagnostics import Diagnostic
from dossier.load.files import ContentFile, State, state_of_file
from dossier.model.record import Record

T = TypeVar("T")
Read = tuple[Any, list[Diagnostic]]
"""What a file holds, or None, and what is wrong with it."""
Held = dict[str, tuple[State, T]]
"""By their paths, how files looked when they were read, and what they held."""


class Looks:
    """How files look, where that may tell that they hold what they held."""

    def __init__(self, site: Path, cache: Cache, seen: Mapping[str, State] | None) -> None:
        """With how they looked a moment ago, as far as that is known."""
        # As the paths below the site begin: with nothing, where it is the current folder.
        self._begin = str(site / "_")[:-1]
        self._is_asked = cache.notes
        self._seen = seen or {}

    def at(self, paths: Iterable[str]) -> list[State]:
        """Of each path, in their order; () of a file that is not there, and where nobody wants to know."""
        if not self._is_asked:
            return [() for _ in paths]
        seen, begin = self._seen, self._begin
        return [seen.get(begin + path) or state_of_file(begin + path) for path in paths]


class Folder(NamedTuple):
    """The files of a folder with how they looked, and what they held; None where anything was wrong with it."""

    files: list[ContentFile]
    looks: list[State]
    reads: list[Read | None]
    records: dict[str, Any]

    def holds(self, files: list[ContentFile], looks: list[State]) -> bool:
        """Whether it still holds what it did, nothing of it being wrong."""
        return self.files == files and self.looks == looks and None not in self.reads

    def held(self) -> Held[Read]:
        """What its files held."""
        whole = zip(self.files, self.looks, self.reads, strict=True)
        return {file.path: (state, read) for file, state, read in whole if read is not None}


def known_of(held: Held[Read], file: ContentFile, state: State) -> Read | None:
    """What a file holds that looks as it did; None where it may be something else."""
    looked, read = held.get(file.path, ((), None))
    return read if state and looked == state else None


def as_held(held: Held[Read], file: ContentFile, read: Read) -> Read:
    """What a file holds, made of the very parts of what it held where these are the same: what is known of them holds.

    Of equal parts the order may be another, as that of `links`, which says what counts first.
    """
    record, found = read
    before = held.get(file.path)
    if record is None or before is None or not isinstance(record, Record):
        return read
    _, (other, _) = before
    same = {
        name: part
        for name in type(record).model_fields
        if written(part := getattr(other, name)) == written(getattr(record, name))
    }
    alike = record.model_copy()
    # Not by `update`: which of its keys were given would seem to be another thing.
    vars(alike).update(same)
    return alike, found
