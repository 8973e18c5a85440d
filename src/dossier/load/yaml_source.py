"""YAML text to plain values, in one pass over libyaml's events; the only importer of yaml.

Values are `str`, `Plain` (an unquoted scalar, still the words the author wrote), `None` (empty,
`~` or `null`), `tuple` and `dict`. Types are the schema's business: `no`, `12:30` and `017` stay
words. Depth and aliases are bounded while events arrive, because libyaml's composer overflows the
C stack at some 200,000 nested brackets and takes the process with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from dossier.diagnostics import Diagnostic, Keys, Location

MAX_DEPTH = 50
MAX_ALIASES = 100
MAX_NODES = 500_000
MAX_BYTES = 5_000_000

# The pure Python parser serves where PyYAML was built without libyaml; it is slower but as safe.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = frozenset({"", "~", "null"})
_ALLOWED_TAGS = frozenset({None, "!", "tag:yaml.org,2002:str"})


class Plain(str):
    """An unquoted scalar: a field that wants a number or a yes/no may read it as one."""

    __slots__ = ()


class YamlProblem(Exception):
    """One thing that makes the file unusable, at a 0-based line and column."""

    def __init__(self, code: str, line: int, column: int, message: str, hint: str = "") -> None:
        """`code` is a key of the table of diagnostics."""
        super().__init__(message)
        self.code, self.line, self.column = code, line, column
        self.message, self.hint = message, hint


Marks = dict[Keys, tuple[int, int]]


class _Builder:
    """Builds values from events; with `marks`, notes where each key and each item stands."""

    def __init__(self, events: Iterator[Any], marks: Marks | None) -> None:
        self.events = events
        self.marks = marks
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.aliases = 0
        self.nodes = 0
        self.duplicates: list[tuple[str, int, int, int]] = []

    def document(self) -> Any:
        value: Any = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    mark = event.start_mark
                    raise YamlProblem(
                        "yaml-syntax", mark.line, mark.column,
                        "a second document begins here", "one file holds one record; remove '---'",
                    )  # fmt: skip
                value = self.node(next(self.events), (), 1)
        return value

    def node(self, event: Any, keys: Keys, depth: int) -> Any:
        kind = type(event)
        before = self.nodes
        self.nodes += 1
        if kind is yaml.ScalarEvent:
            value = self.scalar(event)
        elif kind is yaml.MappingStartEvent:
            self.enter(event, depth)
            value = self.mapping(keys, depth)
        elif kind is yaml.SequenceStartEvent:
            self.enter(event, depth)
            value = self.sequence(keys, depth)
        else:
            return self.alias(event)
        if event.anchor is not None:
            self.anchors[event.anchor] = (value, self.nodes - before)
        return value

    def enter(self, event: Any, depth: int) -> None:
        mark = event.start_mark
        if depth > MAX_DEPTH:
            raise YamlProblem(
                "yaml-limit", mark.line, mark.column,
                f"nested more than {MAX_DEPTH} levels deep", "a profile needs five or six",
            )  # fmt: skip
        if event.tag not in (None, "!"):
            self.refuse_tag(event)

    def refuse_tag(self, event: Any) -> None:
        mark = event.start_mark
        raise YamlProblem(
            "yaml-syntax", mark.line, mark.column,
            f"the tag {event.tag!r} is not understood", "write the value without a '!' tag",
        )  # fmt: skip

    def scalar(self, event: Any) -> Any:
        if event.tag not in _ALLOWED_TAGS:
            self.refuse_tag(event)
        if not event.implicit[0]:
            return event.value
        if event.value in _NULLS:
            return None
        return Plain(event.value)

    def alias(self, event: Any) -> Any:
        self.aliases += 1
        mark = event.start_mark
        if self.aliases > MAX_ALIASES:
            raise YamlProblem(
                "yaml-limit", mark.line, mark.column,
                f"more than {MAX_ALIASES} aliases ('*name')", "write the values out",
            )  # fmt: skip
        if event.anchor not in self.anchors:
            raise YamlProblem(
                "yaml-syntax", mark.line, mark.column,
                f"'*{event.anchor}' refers to an anchor that is not (yet) there",
                "quote the value if the star is meant as a star",
            )  # fmt: skip
        value, size = self.anchors[event.anchor]
        # Counted as if written out: whoever walks the value pays for every copy of it.
        self.nodes += size
        if self.nodes > MAX_NODES:
            raise YamlProblem(
                "yaml-limit", mark.line, mark.column,
                f"aliases multiply to more than {MAX_NODES:,} values", "write the values out",
            )  # fmt: skip
        return value

    def mapping(self, keys: Keys, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        lines: dict[str, int] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            mark = event.start_mark
            if not isinstance(event, yaml.ScalarEvent):
                raise YamlProblem(
                    "yaml-syntax", mark.line, mark.column,
                    "a key must be a word", "quote it if it begins with [, {, * or &",
                )  # fmt: skip
            name = event.value
            inner = (*keys, name)
            if name in result:
                self.duplicates.append((name, lines[name], mark.line, mark.column))
                self.node(next(self.events), inner, depth + 1)
                continue
            lines[name] = mark.line
            if self.marks is not None:
                self.marks[inner] = (mark.line, mark.column)
                # The value's own place, for findings about the value rather than the key.
            value_event = next(self.events)
            if self.marks is not None and isinstance(value_event, yaml.ScalarEvent):
                at = value_event.start_mark
                self.marks[(*inner, "")] = (at.line, at.column)
            result[name] = self.node(value_event, inner, depth + 1)
        return result

    def sequence(self, keys: Keys, depth: int) -> tuple[Any, ...]:
        items: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            inner = (*keys, len(items))
            if self.marks is not None:
                mark = event.start_mark
                self.marks[inner] = (mark.line, mark.column)
            items.append(self.node(event, inner, depth + 1))
        return tuple(items)


def decode(data: bytes) -> str:
    """UTF-8 bytes as text, a byte-order mark dropped.

    Raises YamlProblem (`not-utf8`, `yaml-limit` over 5 MB, `yaml-syntax` for control characters).
    """
    if len(data) > MAX_BYTES:
        raise YamlProblem("yaml-limit", 0, 0, f"larger than {MAX_BYTES // 1_000_000} MB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        before = data[: problem.start]
        raise YamlProblem(
            "not-utf8", before.count(b"\n"), problem.start - (before.rfind(b"\n") + 1),
            f"byte {data[problem.start]:#04x} is not UTF-8", "save the file as UTF-8",
        ) from None  # fmt: skip
    if bad := _CONTROL.search(text):
        line, column = _line_and_column(text, bad.start())
        raise YamlProblem(
            "yaml-syntax", line, column,
            f"control character U+{ord(bad.group()):04X}", "remove it",
        )  # fmt: skip
    return text


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset), offset - (text.rfind("\n", 0, offset) + 1)


def parse(text: str, path: str, marks: Marks | None = None) -> tuple[Any, list[Diagnostic]]:
    """The value a YAML text holds, and what is wrong with it as YAML.

    `marks`, where given, is filled with the 0-based line and column of every key and item; the
    place of a scalar value stands under its keys and "". A text that cannot be read yields None
    and one error; duplicate keys yield one error each, and the first value counts.
    """
    builder = _Builder(iter(()), marks)
    try:
        builder.events = iter(yaml.parse(text, Loader=_LOADER))
        value = builder.document()
    except YamlProblem as problem:
        return None, [problem_diagnostic(problem, path)]
    except yaml.MarkedYAMLError as problem:
        return None, [_syntax_error(problem, path)]
    except yaml.YAMLError as problem:
        # Reader errors carry no line; `decode` has already refused what causes most of them.
        at = getattr(problem, "position", 0)
        line, column = _line_and_column(text, at if isinstance(at, int) else 0)
        message = "a character that YAML does not allow"
        return None, [problem_diagnostic(YamlProblem("yaml-syntax", line, column, message), path)]
    found = [
        Diagnostic(
            "duplicate-key", Location(path, line + 1, column + 1),
            f"the key '{name}' stands twice; the first is in line {first + 1}",
            "keep one of them, or put both values into one list",
        )
        for name, first, line, column in builder.duplicates
    ]  # fmt: skip
    return value, found


def problem_diagnostic(problem: YamlProblem, path: str) -> Diagnostic:
    """A YamlProblem as a finding in the file `path`."""
    at = Location(path, problem.line + 1, problem.column + 1)
    return Diagnostic(problem.code, at, problem.message, problem.hint)


_EXPLAIN = (
    ("found character '\\t'", "indent with spaces, not with tabs"),
    ("cannot start any token", "quote the value: it begins with a character YAML reserves"),
    ("mapping values are not allowed", "quote the value if it holds a colon and a blank"),
    ("while scanning a quoted scalar", "a quotation mark is opened and never closed"),
    ("did not find expected key", "check the indentation, and quotation marks inside the value"),
    ("did not find expected '-' indicator", "items of one list must begin in the same column"),
    ("could not find expected ':'", "a line of the form 'key: value' is expected"),
    ("did not find expected ',' or ']'", "a list opened with '[' is not closed"),
    ("did not find expected ',' or '}'", "a mapping opened with '{' is not closed"),
    ("found undefined tag handle", "quote the value if the '!' is meant as text"),
)


def _syntax_error(problem: yaml.MarkedYAMLError, path: str) -> Diagnostic:
    mark = problem.problem_mark or problem.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    parts = [part for part in (problem.context, problem.problem) if part]
    message = ", ".join(parts) or "this is not YAML"
    hint = next((advice for words, advice in _EXPLAIN if words in message), "")
    return problem_diagnostic(YamlProblem("yaml-syntax", line, column, message, hint), path)
