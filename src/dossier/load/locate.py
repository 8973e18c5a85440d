"""From symbolic places to lines and columns; only files with a finding are read for it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate, count, groupby
from pathlib import Path

from dossier.diagnostics import Diagnostic, Keys, Location, sort_unique, with_location
from dossier.load.files import read_text
from dossier.load.text import front_matter, split_lines
from dossier.load.yaml_source import Marks, looks_private, parse
from dossier.model.canary import CANARIES_FILE


def locate(site: Path, diagnostics: list[Diagnostic]) -> list[tuple[Diagnostic, str]]:
    """Each finding once, sorted, with its line and column and the line's text ("" if unknown).

    The text of a line is left out where it may be private: nobody's notes end up in a log.
    """
    located: list[tuple[Diagnostic, str]] = []
    by_path = sorted(diagnostics, key=lambda found: found.location.path)
    for path, group in groupby(by_path, key=lambda found: found.location.path):
        # Pages of the built site have findings too, but no line that an author could mend.
        own = not path.startswith(_NOT_THE_AUTHORS) and (site / path).is_file()
        # Nor is a line of canaries ever shown: they are what nobody may read.
        own = own and path != CANARIES_FILE
        text, _ = read_text(site, path) if own else (None, [])
        page = _Page.read(text, path) if text is not None else _Page()
        findings = [placed for found in group for placed in _placed(found, page)]
        located += [(found, page.shown(found.location)) for found in sort_unique(findings)]
    return located


# What may be a key; bounded, so that a line of any length is read once.
_KEY = re.compile(r"\b(\w{1,12})['\"]?\s{0,8}:|\?\s{0,8}['\"]?(\w{1,12})\b")


def _may_begin_a_note(line: str) -> bool:
    """Whether a line of a file whose structure is not known has a key like `private`."""
    return any(looks_private(key or asked) for key, asked in _KEY.findall(line))


_NOT_THE_AUTHORS = ("build/", "(theme)/")
"""What is built and what came with the program have no line that an author could mend."""
_BRACKETED = re.compile(r"\[[^\[\]]*\]")
_WORD = re.compile(r"\w+")
_SEARCHES = 50
"""So many findings of a file are looked for letter by letter, before its words are listed."""
WHOLE_FILE = "\n"
"""Stands as needle where a finding is about a file and none of its lines."""


def _as_meant(words: str) -> str:
    """Words as YAML reads them: a line's end is a blank, quotation marks stand there without their signs."""
    return " ".join(words.replace('\\"', '"').replace("''", "'").split())


@dataclass(frozen=True)
class _Page:
    """A file as its author sees it: lines, where each key stands, and what may not be shown."""

    lines: list[str] = field(default_factory=list)
    marks: Marks = field(default_factory=Marks)
    private: frozenset[int] = frozenset()
    is_page: bool = False
    searches: Iterator[int] = field(default_factory=count)
    """Numbers what is asked: of many questions the answers are prepared, and are the same."""

    @classmethod
    def read(cls, text: str, path: str) -> _Page:
        lines = split_lines(text)
        marks = Marks()
        is_page = path.endswith(".md")
        yaml, body = front_matter(text) if is_page else (text, "")
        value, problems = parse(yaml or "", path, marks)
        private = {line for lines_of in marks.private for line in lines_of}
        if body is None or (problems and value is None):
            # Broken: what belongs to a private note cannot be told from what follows it.
            at = next((i for i, line in enumerate(lines) if _may_begin_a_note(line)), len(lines))
            private.update(range(at, len(lines)))
        return cls(lines, marks, frozenset(private), is_page)

    def shown(self, at: Location) -> str:
        """The text of a line, or "" where there is none or it may be private."""
        number = at.line - 1
        if (at.line, at.column, at.keys, at.needle) == (1, 1, (), WHOLE_FILE):
            return ""
        if not 0 <= number < len(self.lines) or number in self.private:
            return ""
        return self.lines[number]

    def find(self, needle: str, line: int, column: int) -> tuple[int, int]:
        """Where words stand, at or after a place; the place itself where they do not."""
        if line >= len(self.lines):
            return line, column
        words, (text, begins) = split_lines(needle)[0].strip(), self._searched
        end = begins[line + 1] - 1 if line + 1 < len(begins) else len(text)
        at = self._place_of(words, min(begins[line] + column, end))
        if at < 0:
            return line, column
        number = bisect_right(begins, at) - 1
        return number, at - begins[number]

    def find_each(self, needle: str, line: int, column: int) -> list[tuple[int, int]]:
        """Every place where words in square brackets stand at or after one; else of their beginning."""
        _, begins = self._searched
        places = []
        for at in self._in_brackets.get(_as_meant(needle), []):
            number = bisect_right(begins, at) - 1
            if (number, at - begins[number]) >= (line, column):
                places.append((number, at - begins[number]))
        return places or [self.find(needle.split(maxsplit=1)[0], line, column)]

    def _place_of(self, words: str, begin: int) -> int:
        """Where words stand in the lines that are looked through, at or after a place; -1: nowhere.

        From some findings on by the rarest of their words that are surely whole: to look for thousands in
        megabytes letter by letter takes seconds.
        """
        text, _ = self._searched
        whole = [m for m in _WORD.finditer(words) if m.start() and m.end() < len(words)]
        if not whole or next(self.searches) < _SEARCHES:
            return text.find(words, begin)
        rarest = min(whole, key=lambda m: len(self._places.get(m[0], ())))
        places = self._places.get(rarest[0], [])
        for number in range(bisect_left(places, begin + rarest.start()), len(places)):
            at = places[number] - rarest.start()
            if text.startswith(words, at):
                return at
        return -1

    @cached_property
    def _in_brackets(self) -> dict[str, list[int]]:
        """Where all that stands in square brackets begins, in the lines that are looked through."""
        places: dict[str, list[int]] = {}
        for match in _BRACKETED.finditer(self._searched[0]):
            places.setdefault(_as_meant(match[0]), []).append(match.start())
        return places

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Where each word stands in the lines that are looked through."""
        places: dict[str, list[int]] = {}
        for word in _WORD.finditer(self._searched[0]):
            places.setdefault(word[0], []).append(word.start())
        return places

    @cached_property
    def _searched(self) -> tuple[str, list[int]]:
        """The lines that are looked through, others empty, as one text, and where in it each begins.

        One text, since thousands of findings in thousands of lines would take minutes line by line.
        """
        lines = [
            "" if number in self.private or self._is_comment(line) else line
            for number, line in enumerate(self.lines)
        ]
        return "\n".join(lines), [0, *accumulate(len(line) + 1 for line in lines[:-1])]

    def _is_comment(self, line: str) -> bool:
        return not self.is_page and line.lstrip().startswith("#")


def _placed(found: Diagnostic, page: _Page) -> list[Diagnostic]:
    at = found.location
    if at.line or at.path.startswith(_NOT_THE_AUTHORS):
        return [found]
    if not page.lines or (not at.keys and not at.needle):
        whole = replace(at, line=1, column=1, needle=WHOLE_FILE)
        return [replace(found, location=whole)]
    places = [_nearest(page.marks.at, at.keys)]
    if at.is_each:
        places = page.find_each(at.needle, *places[0])
    elif at.needle:
        places = [page.find(at.needle, *places[0])]
    return [with_location(found, line + 1, column + 1) for line, column in places]


def _nearest(marks: dict[Keys, tuple[int, int]], keys: Keys) -> tuple[int, int]:
    """Where the keys stand, else where the nearest enclosing ones do, else the file's begin."""
    while keys:
        if keys in marks:
            return marks[keys]
        keys = keys[:-1]
    return (0, 0)
