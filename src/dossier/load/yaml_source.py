"""YAML text to plain values, in one pass over libyaml's events; the only importer of yaml.

Values are `str`, `Plain` (an unquoted scalar, still the words the author wrote), `None` (empty,
`~` or `null`), `tuple` and `dict`. Types are the schema's business: `no`, `12:30` and `017` stay
words. Depth and aliases are bounded while events arrive, because libyaml's composer overflows the
C stack at some 200,000 nested brackets and takes the process with it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

import yaml

from dossier.diagnostics import Diagnostic, Keys, Location
from dossier.load.text import (
    CONTROL,
    OVERRIDE,
    TextProblem,
    line_and_column,
    problem_diagnostic,
    turned_text,
)
from dossier.load.yaml_words import explained
from dossier.model.scalars import Plain

MAX_DEPTH = 50
MAX_ALIASES = 100
MAX_NODES = 500_000
MAX_ENTRIES = 5_000

PRIVATE = "private"
"""The key whose value nobody but the author may see: no message repeats a word of it."""

# The pure Python parser serves where PyYAML was built without libyaml; it is slower but as safe.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = frozenset({"", "~", "null"})
_ALLOWED_TAGS = frozenset({None, "!", "tag:yaml.org,2002:str"})


@dataclass
class Marks:
    """Where things stand in one text, 0-based; filled by `parse`."""

    at: dict[Keys, tuple[int, int]] = field(default_factory=dict)
    """Line and column of every key and item; of a scalar value under its keys and ""."""
    private: list[range] = field(default_factory=list)
    """Lines of `private` values, and of keys that look like a slip of the pen for it."""


class _Builder:
    """Builds values from events; with `marks`, notes where each key and each item stands."""

    def __init__(self, events: Iterator[Any], marks: Marks | None) -> None:
        self.events = events
        self.marks = marks
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.aliases = 0
        self.nodes = 0
        self.duplicates: list[tuple[str, int, int, int]] = []
        self.turned: list[tuple[int, int]] = []
        self.last_line = 0

    def next(self) -> Any:
        """The next event; remembers the last line that holds anything of what was read."""
        event: Any = next(self.events)
        start: Any = event.start_mark
        end: Any = event.end_mark
        if (end.line, end.column) > (start.line, start.column):
            # A block scalar ends where the next line begins.
            self.last_line = end.line - (end.column == 0)
        return event

    def document(self) -> Any:
        value: Any = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    mark: Any = event.start_mark
                    raise TextProblem(
                        "yaml-syntax", mark.line, mark.column,
                        "a second document begins here", "one file holds one record; remove '---'",
                    )  # fmt: skip
                value = self.node(self.next(), (), 1)
        return value

    def node(self, event: Any, keys: Keys, depth: int) -> Any:
        kind = type(event)
        before = self.nodes
        self.nodes += 1
        if kind is yaml.ScalarEvent:
            value = self.scalar(event, keys)
        elif kind is yaml.MappingStartEvent:
            self.enter(event, keys, depth)
            value = self.mapping(keys, depth)
        elif kind is yaml.SequenceStartEvent:
            self.enter(event, keys, depth)
            value = self.sequence(keys, depth)
        else:
            return self.alias(event, keys)
        if event.anchor is not None:
            self.anchors[event.anchor] = (value, self.nodes - before)
        return value

    def enter(self, event: Any, keys: Keys, depth: int) -> None:
        mark = event.start_mark
        if depth > MAX_DEPTH:
            raise TextProblem(
                "yaml-limit", mark.line, mark.column,
                f"nested more than {MAX_DEPTH} levels deep", "a profile needs five or six",
            )  # fmt: skip
        if event.tag not in (None, "!"):
            self.refuse_tag(event, keys)

    def bound(self, event: Any, entries: int) -> None:
        if entries == MAX_ENTRIES:
            mark = event.start_mark
            raise TextProblem(
                "yaml-limit", mark.line, mark.column,
                f"more than {MAX_ENTRIES:,} entries in one list or mapping",
                "divide it among several records",
            )  # fmt: skip

    def refuse_tag(self, event: Any, keys: Keys) -> None:
        mark = event.start_mark
        words = "this" if PRIVATE in keys else f"'{event.tag}'"
        raise TextProblem(
            "yaml-syntax", mark.line, mark.column,
            f"a value that begins with '!' is read as a YAML tag, and {words} is not one we know",
            "put the value in quotation marks if the '!' belongs to it",
        )  # fmt: skip

    def scalar(self, event: Any, keys: Keys) -> Any:
        if event.tag not in _ALLOWED_TAGS:
            self.refuse_tag(event, keys)
        if bad := _UNSHOWN.search(event.value):
            mark = event.start_mark
            raise TextProblem(
                "yaml-syntax", mark.line, mark.column,
                f"this value holds the control character U+{ord(bad.group()):04X}, which no page "
                "can show", "remove it; a backslash in double quotes is written \\\\",
            )  # fmt: skip
        if OVERRIDE.search(event.value) and PRIVATE not in keys:
            self.turned.append((event.start_mark.line, event.start_mark.column))
        if not event.implicit[0]:
            return event.value
        if event.value in _NULLS:
            return None
        return Plain(event.value)

    def alias(self, event: Any, keys: Keys) -> Any:
        self.aliases += 1
        mark = event.start_mark
        if self.aliases > MAX_ALIASES:
            raise TextProblem(
                "yaml-limit", mark.line, mark.column,
                f"more than {MAX_ALIASES} aliases ('*name')", "write the values out",
            )  # fmt: skip
        if event.anchor not in self.anchors:
            words = "a value" if PRIVATE in keys else f"the value '*{event.anchor}'"
            raise TextProblem(
                "yaml-syntax", mark.line, mark.column,
                f"{words} that begins with '*' is read as a reference to '&' above, and there is none",
                "put the value in quotation marks if the '*' belongs to it",
            )  # fmt: skip
        value, size = self.anchors[event.anchor]
        # Counted as if written out: whoever walks the value pays for every copy of it.
        self.nodes += size
        if self.nodes > MAX_NODES:
            raise TextProblem(
                "yaml-limit", mark.line, mark.column,
                f"aliases multiply to more than {MAX_NODES:,} values", "write the values out",
            )  # fmt: skip
        return value

    def mapping(self, keys: Keys, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        lines: dict[str, int] = {}
        while not isinstance(event := self.next(), yaml.MappingEndEvent):
            mark = event.start_mark
            self.bound(event, len(lines))
            if not isinstance(event, yaml.ScalarEvent):
                raise TextProblem(
                    "yaml-syntax", mark.line, mark.column,
                    "a key must be a word, and this one begins with [, {, * or &",
                    "put it in quotation marks",
                )  # fmt: skip
            name = event.value
            inner = (*keys, name)
            value_event = self.next()
            if name in lines:
                self.duplicates.append(
                    ("" if PRIVATE in keys else name, lines[name], mark.line, mark.column)
                )
                value = self.without_marks(value_event, inner, depth + 1)
            else:
                lines[name] = mark.line
                self.mark(event, inner)
                if isinstance(value_event, yaml.ScalarEvent):
                    # The value's own place, for findings about the value rather than the key.
                    self.mark(value_event, (*inner, ""))
                value = result[name] = self.node(value_event, inner, depth + 1)
            if self.marks is not None and looks_private(name) and value is not None:
                self.marks.private.append(range(mark.line, self.last_line + 1))
        return result

    def mark(self, event: Any, keys: Keys) -> None:
        if self.marks is not None:
            self.marks.at[keys] = (event.start_mark.line, event.start_mark.column)

    def without_marks(self, event: Any, keys: Keys, depth: int) -> Any:
        """A node that does not count: its places would stand in the way of the first one's."""
        marks = self.marks
        self.marks = None if marks is None else Marks(private=marks.private)
        value = self.node(event, keys, depth)
        self.marks = marks
        return value

    def sequence(self, keys: Keys, depth: int) -> tuple[Any, ...]:
        items: list[Any] = []
        while not isinstance(event := self.next(), yaml.SequenceEndEvent):
            inner = (*keys, len(items))
            self.bound(event, len(items))
            self.mark(event, inner)
            items.append(self.node(event, inner, depth + 1))
        return tuple(items)


@lru_cache(maxsize=1024)
def looks_private(key: str) -> bool:
    """Whether a key is `private`, or so near to it that its value may be meant as such."""
    return bool(difflib.get_close_matches(key.lower(), [PRIVATE], n=1))


_UNSHOWN = re.compile(f"{CONTROL.pattern[:-1]}\x80-\x9f\ud800-\udfff]")
"""Also what only escapes (`\\x9b`) bring into a text: the parser refuses it as it stands."""

# YAML takes these for the end of a line; editors do not, and what follows is read as a new line.
_HIDDEN_BREAK = re.compile("[\x85\u2028\u2029]")


def parse(text: str, path: str, marks: Marks | None = None) -> tuple[Any, list[Diagnostic]]:
    """The value a YAML text holds, and what is wrong with it as YAML.

    `marks`, where given, is filled. A text that cannot be read yields None and one error;
    duplicate keys yield one error each, and the first value counts.
    """
    if hidden := _HIDDEN_BREAK.search(text):
        problem = TextProblem(
            "yaml-syntax", *line_and_column(text[: hidden.start()]),
            f"an invisible line separator (U+{ord(hidden.group()):04X}) stands here",
            "delete it and type a blank or a new line instead",
        )  # fmt: skip
        return None, [problem_diagnostic(problem, path)]
    builder = _Builder(iter(()), marks)
    try:
        builder.events = iter(yaml.parse(text, Loader=_LOADER))
        value = builder.document()
    except TextProblem as problem:
        return None, [problem_diagnostic(problem, path)]
    except yaml.MarkedYAMLError as problem:
        return None, [_syntax_error(problem, text, path)]
    except yaml.YAMLError as problem:
        # Reader errors carry no line; `decode` has already refused what causes most of them.
        at = getattr(problem, "position", 0)
        line, column = line_and_column(text[: at if isinstance(at, int) else 0])
        message = "a character that YAML does not allow"
        hint = "remove it; retype the line if you cannot see it"
        trouble = TextProblem("yaml-syntax", line, column, message, hint)
        return None, [problem_diagnostic(trouble, path)]
    found = [
        Diagnostic(
            "duplicate-key", Location(path, line + 1, column + 1),
            (f"the key '{name}'" if name else "a key")
            + f" stands twice; the first is in line {first + 1}",
            "keep one of them, or put both values into one list",
        )
        for name, first, line, column in builder.duplicates
    ]  # fmt: skip
    found += [turned_text(Location(path, line + 1, column + 1)) for line, column in builder.turned]
    return value, found


@dataclass(frozen=True)
class Node:
    """A key or value of a YAML text and where it stands: half-open offsets in code points.

    A block's `end` is where the parser noticed it, after blanks and comments; the end of what is
    written is that of its last child.
    """

    kind: Literal["scalar", "mapping", "sequence", "alias"]
    start: int
    end: int
    column: int
    value: str = ""
    """The words of a scalar."""
    style: str = ""
    """Of a scalar: its quotation mark, `|` or `>`; "" for a plain one."""
    anchor: str = ""
    """The name after `&`, or after the `*` of an alias."""
    flow: bool = False
    """Whether it is written in brackets."""
    children: tuple[Node, ...] = ()
    """The items of a sequence; of a mapping keys and values in turn."""

    @property
    def pairs(self) -> list[tuple[Node, Node]]:
        """Keys and values of a mapping."""
        return list(zip(self.children[::2], self.children[1::2], strict=True))


def outline(text: str) -> Node | None:
    """Where everything stands in a text that `parse` has read; None for an empty one.

    Only for such texts: their depth is bounded, and they hold no mistake.
    """
    events: Iterator[Any] = iter(yaml.parse(text, Loader=_LOADER))
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            return _outlined(next(events), events)
    return None


def is_null(node: Node) -> bool:
    """Whether a node is an empty value."""
    return node.kind == "scalar" and not node.style and node.value in _NULLS


def _outlined(event: Any, events: Iterator[Any]) -> Node:
    start, end, column = event.start_mark.index, event.end_mark.index, event.start_mark.column
    anchor = event.anchor or ""
    if isinstance(event, yaml.AliasEvent):
        return Node("alias", start, end, column, anchor=anchor)
    if isinstance(event, yaml.ScalarEvent):
        return Node("scalar", start, end, column, event.value, event.style or "", anchor)
    children: list[Node] = []
    while not isinstance(last := next(events), yaml.CollectionEndEvent):
        children.append(_outlined(last, events))
    closing: Any = last
    return Node(
        "mapping" if isinstance(event, yaml.MappingStartEvent) else "sequence",
        start, closing.end_mark.index, column,
        anchor=anchor, flow=bool(event.flow_style), children=tuple(children),
    )  # fmt: skip


def _syntax_error(problem: yaml.MarkedYAMLError, text: str, path: str) -> Diagnostic:
    said = ", ".join(part for part in (problem.context, problem.problem) if part)
    places = [
        (mark.line, mark.column) if mark else None
        for mark in (problem.problem_mark, problem.context_mark)
    ]
    at, began = places
    return problem_diagnostic(explained(said, at or began or (0, 0), began, text), path)
