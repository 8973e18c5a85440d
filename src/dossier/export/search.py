"""The index of the search: scripts below `search/`, of which a query loads few.

Written by hand, since no library does it (tried for this program; sizes compressed). Pagefind needs
WASM and modules, which a browser does not load from disk, 2.4 MB for 300 pages, and more than 1 GB
of memory to index 3,000. lunr (8 kB) and MiniSearch (19 kB) are alone larger than the theme's whole
script, and read one index of everything, which for 100,000 passages is tens of megabytes. Nothing but
a script can be loaded from disk, so each file is one, and calls a function with what it holds.

- `records`: what is shown of an item, in blocks by number: `actors-0.js`, `passages-17.js` ...
- `words-0.js` ...: for each word the items that hold it (`postings`), in the order of the alphabet,
  cut into shards of bounded size.
- `many-0.js` ...: a beginning of words that would take too many shards ("s", "the") has a file of
  its own with the union of them.
- `index.js`: the first word of each shard, those beginnings, sizes of blocks, rules of spelling.

A query loads the index, for each of its words `REACH` bytes or one file of `many`, and the blocks of
the few items that are shown. It is exact: what it counts is what there is.

Few files change with a small edit: shards are cut at words chosen by their hash, numbers belong to an
owner and leave room, and what is new comes last. The build goes once through the items, and
keeps only numbers of what it has seen.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from typing import Any
from zlib import crc32

from dossier.export.postings import BETWEEN_FIELDS, pack
from dossier.fold import SEARCH_RULES, search_words
from dossier.model.page import RenderedFile
from dossier.model.search import SearchItem
from dossier.urls import OutputPath, href

SEARCH_INDEX = OutputPath("search/index.js")

SHARD = 14_000
"""Bytes of a shard, unless a single word needs more."""
REACH = 28_000
"""Bytes that one word of a query may load in shards."""
ROOM = 4
"""Numbers of an owner end at a multiple of this, so that one more item seldom moves others."""
BLOCK = {"actors": 32, "sources": 24, "events": 16, "pages": 8, "passages": 20}
"""Numbers in a block of records, by kind; halved while one is larger than `LARGEST_BLOCK`."""
LARGEST_BLOCK = 16_000
SHOWN = {"actors": 6, "sources": 4, "events": 4, "pages": 2, "passages": 8}
MOST_WORDS = 6
"""How much of a query is looked up, and how much of an answer loaded, so that its bytes are bounded."""
FIELDS = ("names", *BLOCK, "labels")
"""The parts of a posting, at most eight. A word of an actor's name stands under `names`, of its
aliases under `actors`; a word of a passage's source under `labels`. Each word of a query may stand
in another field of an item; what has all in a better one comes first."""

_FIELD = {kind: FIELDS.index(kind) for kind in BLOCK}
_APART = {"actors": FIELDS.index("names"), "passages": FIELDS.index("labels")}
"""Where a title has a field of its own."""

Postings = tuple[dict[str, list[int]], ...]
"""By field, then by word: the numbers of the items that hold it, ascending."""


def search_files(items: Iterable[SearchItem]) -> Iterator[RenderedFile]:
    """All files of the index. Items of one kind come together, as do those of one owner."""
    postings: Postings = tuple(defaultdict(list) for _ in FIELDS)
    sizes = dict(BLOCK)
    for kind, members in groupby(items, lambda item: item.kind):
        records = dict(_numbered(members, postings))
        sizes[kind], blocks = _blocks(records, BLOCK[kind])
        for number, block in enumerate(blocks):
            yield _script(f"{kind}-{number}", block)
    shards, totals = _shards(_entries(postings))
    for number, shard in enumerate(shards):
        yield _script(f"words-{number}", _json(shard))
    firsts = [next(iter(shard)) for shard in shards]
    many = _beginnings(shards, totals)
    for number, entry in enumerate(_unions(many, postings)):
        yield _script(f"many-{number}", _json({many[number]: entry}))
    index = {
        **SEARCH_RULES,
        "most": MOST_WORDS,
        "kinds": _kinds(sizes),
        "words": firsts,
        "many": many,
    }
    yield _script("index", _json(index))


def _kinds(sizes: Mapping[str, int]) -> list[tuple[str | int, ...]]:
    """Of each kind its name, the size of its blocks, how many are shown, and its fields, best first."""
    fields = {kind: [field] for kind, field in _FIELD.items()}
    fields["actors"].insert(0, _APART["actors"])
    fields["passages"].append(_APART["passages"])
    return [(kind, sizes[kind], SHOWN[kind], *fields[kind]) for kind in BLOCK]


_json: Callable[[Any], str] = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _script(name: str, text: str) -> RenderedFile:
    # Lone surrogates cannot be written as UTF-8; they only come from broken input files.
    data = f"dossierSearch({text});\n".encode("utf-8", "replace")
    return RenderedFile(OutputPath(f"search/{name}.js"), data)


def _numbered(members: Iterable[SearchItem], postings: Postings) -> Iterator[tuple[int, str]]:
    """Each item of one kind with its number, as its record; its words are noted in `postings`."""
    number = -1
    for owner, group in groupby(members, lambda item: item.owner):
        number = (number // ROOM + 1) * ROOM - 1 if owner else number
        for item in group:
            number += 1
            yield number, _record(item)
            _note(item, number, postings)


def _record(item: SearchItem) -> str:
    """Address, title, aside, text and its language; what is empty at the end is left out."""
    record = [href(item.reference, ""), item.title, item.aside, item.text, item.language]
    while not record[-1]:
        record.pop()
    return _json(record)


def _note(item: SearchItem, number: int, postings: Postings) -> None:
    names, words = _words_of_title(item.title), search_words(f"{item.aside} {item.text}")
    apart = _APART.get(item.kind)
    if apart is None:
        words |= names
    else:
        _add(number, names, postings[apart])
    _add(number, words, postings[_FIELD[item.kind]])


_words_of_title = lru_cache(maxsize=1)(search_words)
"""One after the other, the passages of a source have one title."""


def _add(number: int, words: Iterable[str], postings: Mapping[str, list[int]]) -> None:
    for word in words:
        postings[word].append(number)


def _blocks(records: Mapping[int, str], size: int) -> tuple[int, list[str]]:
    """Records in blocks, and how many numbers each has; 0 stands where a number is free."""
    last = max(records, default=-1)
    while True:
        blocks = [
            "[" + ",".join(records.get(n, "0") for n in range(at, min(at + size, last + 1))) + "]"
            for at in range(0, last + 1, size)
        ]
        if size == 1 or max(map(len, blocks)) <= LARGEST_BLOCK:
            return size, blocks
        size //= 2


def _entries(postings: Postings) -> Iterator[tuple[str, str]]:
    """Every word in the order in which JavaScript compares strings, with its packed numbers."""
    words = sorted(set().union(*postings), key=_in_utf_16)
    for word in words:
        parts = [pack(field[word]) if word in field else "" for field in postings]
        yield word, BETWEEN_FIELDS.join(parts).rstrip()


def _in_utf_16(word: str) -> bytes:
    return word.encode("utf-16-be", "surrogatepass")


def _shards(entries: Iterable[tuple[str, str]]) -> tuple[list[dict[str, str]], list[int]]:
    """The words in shards, each with its bytes.

    Cut where a word's hash says so, so that a word more or less moves no other cut; and before
    the shard is too large.
    """
    shards: list[dict[str, str]] = []
    sizes: list[int] = []
    for word, entry in entries:
        size = len(word.encode("utf-8", "replace")) + len(entry) + 6
        is_cut = sizes and sizes[-1] > SHARD // 2 and crc32(_in_utf_16(word)) % 128 == 0
        if not shards or is_cut or sizes[-1] + size > SHARD:
            shards.append({})
            sizes.append(0)
        shards[-1][word] = entry
        sizes[-1] += size
    return shards, sizes


def _beginnings(shards: list[dict[str, str]], sizes: list[int]) -> list[str]:
    """The beginnings of words that reach over more than `REACH` bytes of shards, sorted.

    Only what begins the first word of a shard may stand on both sides of a cut; a query for it
    loads the shard before the cut in any case.
    """
    reach: dict[str, int] = {}
    for number, shard in enumerate(shards[1:], 1):
        first = next(iter(shard))
        for end in range(1, len(first) + 1):
            reach.setdefault(first[:end], sizes[number - 1])
            reach[first[:end]] += sizes[number]
    return sorted((b for b, size in reach.items() if size > REACH), key=_in_utf_16)


def _unions(many: list[str], postings: Postings) -> Iterator[str]:
    """For each beginning the packed numbers of all items that hold a word which begins so."""
    fields = [(field, sorted(field)) for field in postings]
    for beginning in many:
        parts = []
        for field, words in fields:
            start = bisect_left(words, beginning)
            end = bisect_right(words, beginning + chr(0x10FFFF))
            parts.append(pack(sorted(set().union(*map(field.__getitem__, words[start:end])))))
        yield BETWEEN_FIELDS.join(parts).rstrip()
