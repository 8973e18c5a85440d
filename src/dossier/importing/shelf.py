"""What the dossier has already: texts by their hash, pieces by address and name, ids that are taken."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from dossier.authoring.ids import in_latin
from dossier.evidence.words import words_of
from dossier.fold import fold_name
from dossier.importing.material import Bibliography, doi_of
from dossier.load.verified import read_full_texts
from dossier.model.dossier import Dossier
from dossier.model.source import Source
from dossier.urls import MAX_SLUG_LENGTH, slug_problem, slugify

_TITLE_LENGTH = 48
"""Letters of a title in an id."""


class Held(NamedTuple):
    """A source that has a text already."""

    source: str
    is_same: bool
    """Whether byte for byte; else only white space differs."""


class Shelf:
    """The sources of a dossier as an import looks at them; grows with each that is taken in."""

    def __init__(self, root: Path, dossier: Dossier) -> None:
        self._root = root
        self._sources = dict(dossier.sources)
        self._normal: dict[str, str] = {}
        """Hashes of texts in which only the words count, by source; made when they are asked for."""
        self._by_hash = {s.text_sha256: s.id for s in dossier.sources.values() if s.text_sha256}
        self._pieces: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        """By name, the number at which its last id was free."""
        broken = (key.partition(":")[2] for key in dossier.broken if key.startswith("sources:"))
        self._taken = {*dossier.sources, *broken}
        for source in dossier.sources.values():
            self._note(source)

    def add(self, source: Source, text: str | None) -> None:
        """Notes a source that was written a moment ago."""
        self._sources[source.id] = source
        self._taken.add(source.id)
        if source.text_sha256:
            self._by_hash[source.text_sha256] = source.id
        if text is not None:
            self._normal[source.id] = _normal_hash(text)
        self._note(source)

    def _note(self, source: Source) -> None:
        for address in filter(None, (source.url, source.archive_url)):
            self._pieces.setdefault(_same_address(address), source.id)
        self._pieces.setdefault(_named(source.id, source.title), source.id)

    def same_text(self, text: str, sha256: str) -> Held | None:
        """The source that has this text, to the letter or but for its white space."""
        if sha256 in self._by_hash:
            return Held(self._by_hash[sha256], is_same=True)
        words = len(words_of(text))
        near = [s for s in self._sources.values() if s.text and s.words in (None, words)]
        unread = [source for source in near if source.id not in self._normal]
        texts, _ = read_full_texts(self._root, unread)
        self._normal |= {name: _normal_hash(full.text) for name, full in texts.items()}
        wanted = _normal_hash(text)
        same = (source.id for source in near if self._normal.get(source.id) == wanted)
        return next((Held(name, is_same=False) for name in same), None)

    def same_piece(self, about: Bibliography) -> str | None:
        """The source that is this piece by its DOI, its address, or its id with the same title."""
        keys = [_same_address(about.url)] if about.url else []
        keys += [_same_address(doi_address(about.doi))] if about.doi else []
        keys += [_named(_slug(about.key), about.title)] if about.key else []
        return next((self._pieces[key] for key in keys if key in self._pieces), None)

    def source(self, name: str) -> Source:
        """The record of a source."""
        return self._sources[name]

    def free_id(self, about: Bibliography, stem: str, outlet: str) -> str:
        """An id that is not taken: the entry's own, else of publisher, title and year, else the file's."""
        own = _slug(about.key) if not slug_problem(about.key) else ""
        name = own or _speaking_id(about, outlet) or _slug(stem)
        if not name or slug_problem(name):
            name = f"source-{name}".strip("-")
        name = _cut(name, MAX_SLUG_LENGTH - 5)
        # Counted on from where it was free the last time: a library may have a thousand pieces of one name.
        number = self._numbers.get(name, 1)
        found = name if number == 1 else f"{name}-{number}"
        while found in self._taken or self._is_there(found):
            number += 1
            found = f"{name}-{number}"
        self._numbers[name] = number
        return found

    def _is_there(self, name: str) -> bool:
        """Whether a file stands where the record or its text would; also one that nothing reads."""
        places = (
            f"content/sources/{name}.yml",
            f"content/sources/{name}.yaml",
            f"seeds/{name}.txt",
        )
        return any(os.path.lexists(self._root / place) for place in places)


def _slug(name: str) -> str:
    return slugify(in_latin(name))


def doi_address(doi: str) -> str:
    """Where a DOI leads to (doi.org, "DOI Handbook", 3.8)."""
    return f"https://doi.org/{doi}"


def _speaking_id(about: Bibliography, outlet: str) -> str:
    title = _cut(_slug(about.title), _TITLE_LENGTH)
    if not title:
        return ""
    publisher = outlet or _cut(_slug(about.publisher), 24)
    return "-".join(filter(None, (publisher, title, about.published[:4])))


def _cut(slug: str, length: int) -> str:
    """The first words of an id, as many as fit."""
    return slug if len(slug) <= length else (slug[: length + 1].rpartition("-")[0] or slug[:length])


def _normal_hash(text: str) -> str:
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


def _same_address(url: str) -> str:
    """What two addresses of one page share: http or https, the end and the fragment aside."""
    if doi := doi_of(url) if "doi.org/" in url else "":
        return f"doi:{doi}"
    parts = urlsplit(url)
    host = parts.netloc.lower().removeprefix("www.")
    return f"//{host}{parts.path.rstrip('/')}" + (f"?{parts.query}" if parts.query else "")


def _named(key: str, title: str) -> str:
    return f"{key}: {fold_name(title).casefold()}"
