"""Changes to a YAML text that touch only their own lines: an entry of a mapping, items of a list.

The author's comments, order, quotation marks, indentation and line ends stay byte for byte: words
are put into the text at places that the parser names, and nothing is written anew. What comes out
is read again, and must hold the old value with the change and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from dossier.diagnostics import Keys, spoken
from dossier.load.yaml_source import Node, is_null, outline, parse

_BREAK = re.compile(r"\r\n?|\n")
_FILLER = re.compile(r"(?:[ \t\r\n]|(?<=[ \t\r\n])#[^\r\n]*)*")
"""Blanks, line ends and comments between two things in brackets."""
_COLON = re.compile(r"\s*:")
_SAFE = re.compile(r"[^\W\d_](?:[^\W_]|[ .'’_-](?=[^\W_]))*")
"""Words that need no quotation marks in any place of a YAML text."""
_TAKEN = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf"})
"""Plain words that some reader of YAML takes for something else."""


class EditRefused(Exception):
    """Why a text is not changed by machine, in words for its author; the text is as it was."""


def set_entries(text: str, at: Keys, entries: Mapping[str, str | None]) -> str:
    """The YAML `text` with `entries` in the mapping at `at`, in the place of older ones of their keys.

    A mapping that is missing or empty is made, in one that is there. Raises EditRefused where the
    text has mistakes, where the mapping is a copy of another or copied elsewhere (`*` and `&`),
    and where its form leaves no place in which something can be put safely.
    """
    old = _value(text)
    wanted = _changed(old, at, lambda here: {**_as(dict, here, at), **entries})
    place = _resolved(text, at)
    pairs = _pairs(place.node)
    older = {key.value: entries[key.value] for key, _ in pairs if key.value in entries}
    if older:
        for key, value in reversed(pairs):
            if key.value in older:
                text = _replaced(text, place.node, value, scalar(older[key.value]))
        text = _first_right([text], at, _changed(old, at, lambda here: {**here, **older}))
    quoted = bool(pairs and pairs[-1][0].style)
    added = tuple(
        f"{scalar(key, quoted=quoted)}: {scalar(value)}"
        for key, value in entries.items()
        if key not in older
    )
    if not added:
        return text
    proposals = _added(text, _resolved(text, at), at, _Addition("mapping", added))
    return _first_right(proposals, at, wanted)


def add_items(text: str, at: Keys, items: Sequence[str]) -> str:
    """The YAML `text` with `items` at the end of the list at `at`, which is made where it is not.

    They stand before its last item where that is on a line of its own in brackets, and would need
    a comma. Raises EditRefused as `set_entries` does.
    """
    old = _value(text)
    at_end = _changed(old, at, lambda here: (*_as(tuple, here, at), *items))
    before_last = _changed(old, at, lambda here: (*(here or ())[:-1], *items, *(here or ())[-1:]))
    if not items:
        return text
    addition = _Addition("sequence", tuple(map(scalar, items)))
    proposals = _added(text, _resolved(text, at), at, addition)
    return _first_right(proposals, at, at_end, before_last)


def add_empty_list(text: str, at: Keys) -> str:
    """The YAML `text` with an empty list at `at`, or as it is where there is a list already.

    Raises EditRefused as `set_entries` does.
    """
    old = _value(text)
    wanted = _changed(old, at, lambda here: _as(tuple, here, at))
    if wanted == old:
        return text
    return _first_right(
        _added(text, _resolved(text, at), at, _Addition("sequence", ())), at, wanted
    )


def node_at(text: str, at: Keys) -> Node | None:
    """The value at `at` in a YAML text that `parse` can read; None where there is none."""
    node = outline(text)
    for key in at:
        node = _child(node, key) if node else None
    return node


def scalar(value: str | None, *, quoted: bool = False) -> str:
    """A value as YAML on one line, in double quotes where it needs them or where asked."""
    if value is None:
        return "null"
    plain = _SAFE.fullmatch(value) and value.lower() not in _TAKEN
    if plain and not quoted:
        return value
    return '"' + "".join(map(_escaped, value)) + '"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    if char == "\n":
        return "\\n"
    if char.isprintable():
        return char
    code = ord(char)
    if code < 0x100:
        return f"\\x{code:02X}"
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


# ---------------------------------------------------------------------------------- what is wanted


def _value(text: str) -> Any:
    value, found = parse(text, "")
    if found:
        raise EditRefused("the file has mistakes: mend them first")
    return value


def _changed(value: Any, at: Keys, change: Callable[[Any], Any]) -> Any:
    """The value with what stands at `at` changed; of the keys only the last may be missing."""
    if not at:
        return change(value)
    first, rest = at[0], at[1:]
    if isinstance(value, dict) and (first in value or not rest):
        return {**value, first: _changed(value.get(first), rest, change)}
    if isinstance(value, tuple) and isinstance(first, int) and first < len(value):
        return (*value[:first], _changed(value[first], rest, change), *value[first + 1 :])
    raise EditRefused(f"there is no {spoken((first,))} to write into")


def _as(kind: type[Any], value: Any, at: Keys) -> Any:
    """The value where it is of that kind, an empty one where it is missing."""
    if value is None or isinstance(value, kind):
        return value or kind()
    raise EditRefused(f"{_named(at)} is no {'mapping' if kind is dict else 'list'}")


def _first_right(proposals: Iterable[str], at: Keys, *wanted: Any) -> str:
    for proposal in proposals:
        value, found = parse(proposal, "")
        if not found and value in wanted:
            return proposal
    raise EditRefused(f"{_named(at)} is written in a way that leaves no safe place for it")


# ---------------------------------------------------------------------------------- where it goes


@dataclass(frozen=True)
class _Addition:
    """What is added to a collection, or is a new one."""

    kind: Literal["mapping", "sequence"]
    entries: tuple[str, ...]

    @property
    def lines(self) -> list[str]:
        """As lines of a block."""
        return [f"- {e}" if self.kind == "sequence" else e for e in self.entries]

    @property
    def bracketed(self) -> str:
        """As a collection in one line."""
        inner = ", ".join(self.entries)
        return f"[{inner}]" if self.kind == "sequence" else f"{{{inner}}}"


@dataclass(frozen=True)
class _Place:
    """What stands at some keys of a text, and in what."""

    root: Node
    parent: Node | None
    node: Node | None


def _resolved(text: str, at: Keys) -> _Place:
    """What stands at `at`. Raises EditRefused where it is a copy, or is copied elsewhere."""
    root = outline(text)
    assert root is not None  # `_changed` has found the way through the value
    copied = frozenset(node.anchor for node in _walk(root) if node.kind == "alias")
    parent, node = None, root
    for depth in range(len(at) + 1):
        if node.kind == "alias":
            message = f"{_named(at[:depth])} is written as *{node.anchor}, a copy of what stands "
            raise EditRefused(message + "elsewhere")
        if node.anchor in copied:
            raise EditRefused(f"{_named(at[:depth])} is copied elsewhere as *{node.anchor}")
        child = _child(node, at[depth]) if depth < len(at) else None
        if child is None:
            # Either the end of the way, or its last key is missing.
            return _Place(root, parent, node) if depth == len(at) else _Place(root, node, None)
        parent, node = node, child
    raise AssertionError


def _added(text: str, place: _Place, at: Keys, addition: _Addition) -> Iterator[str]:
    """Texts with the addition, the likeliest first."""
    node, parent = place.node, place.parent
    if node is not None and is_null(node):
        yield _replaced(text, parent, node, addition.bracketed)
    elif node is not None:
        yield from _grown(text, node, addition.lines, addition.entries)
    elif parent is not None:
        name = scalar(str(at[-1]))
        indent = " " * _step(place.root, addition.kind)
        lines = [f"{name}:", *(indent + line for line in addition.lines)]
        if not addition.entries:
            lines = [f"{name}: {addition.bracketed}"]
        yield from _grown(text, parent, lines, (f"{name}: {addition.bracketed}",))


def _child(node: Node, key: str | int) -> Node | None:
    if isinstance(key, str):
        return next((value for name, value in _pairs(node) if name.value == key), None)
    return node.children[key] if key < len(node.children) else None


def _pairs(node: Node | None) -> list[tuple[Node, Node]]:
    return node.pairs if node is not None and node.kind == "mapping" else []


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _walk(child)


def _step(root: Node, kind: str) -> int:
    """How far the author indents what belongs to a key: as at the first such place, else two."""
    for node in _walk(root):
        for key, value in [] if node.flow else _pairs(node):
            if value.kind == kind and not value.flow and not value.anchor:
                return value.column - key.column
    return 2


def _replaced(text: str, parent: Node | None, node: Node, words: str) -> str:
    """The text with words in the place of a value, which may be an empty one."""
    if node.start < node.end:
        # A text after `|` ends where the next line begins; that line end is not its own.
        end = node.start + len(text[node.start : node.end].rstrip())
        return text[: node.start] + words + text[end:]
    # The parser may find a value empty only lines later: its place is right behind the colon.
    key = next((key for key, value in _pairs(parent) if value is node), None)
    if key is None:
        return f"{text[: node.start]} {words}{text[node.end :]}"
    colon = _COLON.match(text, key.end)
    place = colon.end() if colon else key.end
    return text[:place] + (" " if colon else ": ") + words + text[place:]


def _grown(text: str, node: Node, lines: list[str], entries: tuple[str, ...]) -> Iterator[str]:
    """Texts in which a collection has more at its end: lines of a block, entries in brackets."""
    if node.flow:
        yield _in_brackets(text, node, entries)
        return
    column = _column(text, node)
    members = node.children[1::2] if node.kind == "mapping" else node.children[-1:]
    # After the last one where that is possible. A text after `|` that ends the file without a line
    # end would get one: then before it.
    for member in reversed(members):
        for place in _ends(text, member):
            yield _inserted(text, place, [" " * column + line for line in lines])


def _column(text: str, node: Node) -> int:
    """Where the keys, or the hyphens, of a block begin."""
    first = node.children[0]
    line = _line_start(text, first.start)
    if node.kind == "sequence":
        hyphen = text.rfind("-", line, first.start)
        return hyphen - line if hyphen >= 0 else node.column
    asked = text[line : first.start].rstrip()
    return len(asked) - 1 if asked.endswith("?") else first.column


def _ends(text: str, node: Node) -> Iterator[int]:
    """Where the last line of a value ends, before its line end; other places after it."""
    while node.children and not node.flow:
        node = node.children[-1]
    if node.style not in ("|", ">"):
        yield _line_end(text, node.end)
        return
    # The parser counts the empty lines after such a text; they belong to it where its head has "+".
    written = text[node.start : node.end]
    if "+" not in _BREAK.split(written, maxsplit=1)[0]:
        yield _line_end(text, node.start + len(written.rstrip()))
    yield node.end


def _inserted(text: str, place: int, lines: list[str]) -> str:
    """The text with lines at a place: the end of a line, or the begin of one."""
    found = _BREAK.search(text, place) or _BREAK.search(text)
    end = found[0] if found else "\n"
    begins = place > 0 and text[place - 1] in "\r\n"
    added = "".join(line + end if begins else end + line for line in lines)
    return text[:place] + added + text[place:]


def _in_brackets(text: str, node: Node, entries: tuple[str, ...]) -> str:
    """The text with entries in a collection in brackets: at its end, or on lines of their own."""
    width = 2 if node.kind == "mapping" else 1
    close = node.end - 1
    first = node.children[0].start if node.children else close
    opening = text.find("{" if node.kind == "mapping" else "[", node.start, first)
    if opening < 0 or text[close] not in "}]":
        raise EditRefused("the brackets around it are left out")
    joined = ", ".join(entries)
    if not node.children:
        return text[: opening + 1] + joined + text[opening + 1 :]
    begins, ends = node.children[-width].start, node.children[-1].end
    comma = _after_filler(text, ends)
    trailing = text[comma] == ","
    line = _line_start(text, begins)
    indent = text[line:begins]
    if line <= opening or indent.strip():
        added = f" {joined}" if trailing else f", {joined}"
        place = comma + 1 if trailing else ends
        return text[:place] + added + text[place:]
    # The last entry has a line of its own. So do the new ones, and no other line gets a comma: they
    # stand before the last where that has none.
    lines = [f"{indent}{entry}," for entry in entries]
    if not trailing:
        before = node.children[-width - 1].end if len(node.children) > width else None
        place = opening if before is None else _after_filler(text, before)
        return _inserted(text, _line_end(text, place), lines)
    rest = text[comma + 1 : _line_end(text, comma + 1)]
    if rest.lstrip()[:1] in ("", "#"):
        return _inserted(text, comma + 1 + len(rest), lines)
    return _inserted(text, comma + 1, [*lines[:-1], lines[-1][:-1]])


def _after_filler(text: str, place: int) -> int:
    found = _FILLER.match(text, place)
    return found.end() if found else place


def _line_start(text: str, place: int) -> int:
    return max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1


def _line_end(text: str, place: int) -> int:
    found = _BREAK.search(text, place)
    return found.start() if found else len(text)


def _named(at: Keys) -> str:
    return spoken(at) or "the file"
