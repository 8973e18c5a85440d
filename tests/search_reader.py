"""A reader of the search index in Python: what the theme's script loads for a query, and finds.

Written from the description of the format, not from the script; `test_search_browser` compares the
two, and the benchmark counts the bytes that it names.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from typing import Any

from dossier.fold import search_form

GROUP = 6
FIELDS = 7


def unpack(packed: str) -> set[int]:
    """The numbers in a packed string of one field."""
    numbers, group, digits = set(), 0, []
    for sign in packed:
        if sign >= "c":
            digits.append(ord(sign) - ord("c"))
            continue
        group += sum(digit * 28**place for place, digit in enumerate(digits))
        mask = ord(sign) - ord("#")
        numbers |= {group * GROUP + bit for bit in range(GROUP) if mask >> bit & 1}
        group, digits = group + 1, []
    return numbers


def query_words(query: str) -> list[str]:
    """The words of a query, each once; only what letters and digits of Latin script can be."""
    return list(dict.fromkeys(re.findall(r"[^\W_]+", search_form(query))))


class Reader:
    """An index, by its files."""

    def __init__(self, files: dict[str, bytes]) -> None:
        """`files` by path, those of the rest of the site are left alone."""
        self.files = {path: data for path, data in files.items() if path.startswith("search/")}
        self.read: dict[str, Any] = {}
        self.index = self.file("index")
        self.cuts = self.index["words"]

    def file(self, name: str) -> Any:
        """What a file hands over."""
        if name not in self.read:
            self.read[name] = self._parsed(name)
        return self.read[name]

    def _parsed(self, name: str) -> Any:
        text = self.files[f"search/{name}.js"].decode()
        assert text.startswith("dossierSearch(")
        assert text.endswith(");\n")
        return json.loads(text.removeprefix("dossierSearch(").removesuffix(");\n"))

    def shards(self, start: str) -> list[str]:
        """Names of the files that hold the words with this beginning."""
        if start in self.index["many"]:
            return [f"many-{self.index['many'].index(start)}"]
        first = max(bisect_right(self.cuts, start) - 1, 0)
        return [f"words-{n}" for n in range(first, bisect_right(self.cuts, start + "\uffff"))]

    def holders(self, start: str) -> list[set[int]]:
        """By field, the numbers of all that has a word with this beginning."""
        found: list[set[int]] = [set() for _ in range(FIELDS)]
        for name in self.shards(start):
            for word, entry in self.file(name).items():
                if word.startswith(start):
                    for field, packed in enumerate(entry.split(" ")):
                        found[field] |= unpack(packed)
        return found

    def find(self, query: str) -> dict[str, list[int]]:
        """By kind, the numbers that are found, the best first."""
        starts = query_words(query)[: self.index["most"]]
        found = [self.holders(start) for start in starts]
        result = {}
        for kind, _, _, *fields in self.index["kinds"]:
            ranks = [
                {n: rank for rank, field in reversed([*enumerate(fields)]) for n in word[field]}
                for word in found
            ]
            fit = set.intersection(*map(set, ranks)) if ranks else set()
            worst = {n: max(of_word[n] for of_word in ranks) for n in fit}
            result[kind] = sorted(fit, key=lambda n: (worst[n], -n))
        return result

    def record(self, kind: str, number: int) -> list[str]:
        """What is shown of an item."""
        size = next(size for name, size, *_ in self.index["kinds"] if name == kind)
        return self.file(f"{kind}-{number // size}")[number % size]

    def records(self, query: str) -> dict[str, list[list[str]]]:
        """By kind, the records of all that is found."""
        return {
            kind: [self.record(kind, number) for number in numbers]
            for kind, numbers in self.find(query).items()
        }

    def loads(self, query: str) -> set[str]:
        """Paths of all files that a query loads, the index included."""
        names = {"index"}
        for start in query_words(query)[: self.index["most"]]:
            names.update(self.shards(start))
        found = self.find(query)
        for kind, size, most, *_ in self.index["kinds"]:
            names |= {f"{kind}-{number // size}" for number in found[kind][:most]}
        return {f"search/{name}.js" for name in names}
