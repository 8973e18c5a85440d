"""Where ids stand in the files of a dossier, and the same files with another id there.

Only the letters of the id change: comments, order, quotation marks, line breaks and indentation
stay byte for byte. What comes out is read again, and must hold the old values with that id changed and
nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from dossier.diagnostics import Keys
from dossier.load.edit import EditRefused
from dossier.load.yaml_source import Node, outline, parse

Kind = Literal["actor", "source", "event", "page"]

ACTOR_KEYS = frozenset({"to", "with", "actors", "see_also", "named", "publisher", "author", "by"})
"""Keys whose value, or each item of it, is an actor's id; some may also hold words."""
SOURCE_KEYS = frozenset({"sources", "source", "not_in", "via", "origin"})
"""Keys whose value, or each item of it, is a source's id; some may also hold words."""
_VERBATIM = frozenset({"quote", "prefix", "suffix"})
_NO_IDS = frozenset({"identifiers", "image", "theme"})
_FOLDERS = {"actor": "actors/", "source": "sources/", "page": ""}


@dataclass(frozen=True)
class Renaming:
    """One id that becomes another, and what follows from it for the names of places on pages."""

    kind: Kind
    old: str
    new: str
    anchors: Mapping[str, str] = field(default_factory=dict)
    """Names of places (`event-mara-lind-elected`) that change with it."""

    def path(self, path: str) -> str:
        """A path of the site, as in the menu."""
        name = path.strip("/")
        folder = _FOLDERS.get(self.kind)
        if folder is None or not f"{name}/".startswith(f"{folder}{self.old}/"):
            return path
        return path.replace(folder + self.old, folder + self.new, 1)

    def prose(self, text: str) -> str:
        """A Markdown text: wikilinks, citations, links by path, places behind a `#`."""
        if self.kind == "actor":
            text = re.sub(rf"(\[\[\s*){self.old}(?=\s*(?:\||\]\]))", rf"\g<1>{self.new}", text)
        if self.kind == "source":
            text = re.sub(rf"(\[@){self.old}(?=#|\s*[:\]])", rf"\g<1>{self.new}", text)
        if "](" in text or "]:" in text:
            text = _TARGET.sub(self._target, text)
        return text

    def _target(self, match: re.Match[str]) -> str:
        """A link's target: its path and the place behind the `#`."""
        path, place = match["path"], match["place"] or ""
        folder = _FOLDERS.get(self.kind)
        if folder is not None:
            path = re.sub(rf"^(/*{folder}){self.old}(?=/|\.md$|$)", rf"\g<1>{self.new}", path)
        return match["opening"] + path + (f"#{self._place(place[1:])}" if place else "")

    def _place(self, name: str) -> str:
        """The name of a place on a page; a disputed point has that of its claim, or its actor's."""
        prefix = "dispute-" if name.startswith("dispute-") else ""
        rest = name.removeprefix(prefix)
        if prefix and self.kind == "actor" and rest.startswith(f"{self.old}--"):
            return prefix + self.new + rest.removeprefix(self.old)
        return prefix + self.anchors.get(rest, rest)


_TARGET = re.compile(
    r"(?P<opening>\]\(\s*<?|^[ \t]*\[[^\]\n]+\]:[ \t]*<?)"
    r"(?P<path>[A-Za-z0-9/._-]*)(?P<place>\#[^\s)>]+)?(?=[\s)>]|$)",
    re.MULTILINE,
)
"""The target of a link inside the site, in brackets behind its words or in a line of its own."""


def renamed_record(text: str, renaming: Renaming, *, is_own: bool = False) -> str:
    """The YAML text of an actor, source or event; `is_own`: it is the record that gets the new id.

    Raises EditRefused where the text has mistakes, or holds the id in a form that cannot be changed
    safely.
    """
    return _renamed(text, lambda keys, value: _changed(keys, value, renaming, is_own=is_own))


def former_ids(text: str) -> tuple[Any, ...]:
    """The ids that the text of a record says it had before, whatever else is wrong with it."""
    value, _ = parse(text, "")
    found = value.get("former_ids") if isinstance(value, dict) else None
    return found if isinstance(found, tuple) else ()


def renamed_config(text: str, renaming: Renaming) -> str:
    """The text of `site_config.yml`, where the menu names paths and `docs` a page.

    Raises EditRefused as above.
    """

    def change(keys: Keys, value: str) -> str:
        if keys == ("docs",):
            return renaming.path(value) if renaming.kind == "page" else value
        in_menu = keys[:1] == ("navigation",) and keys[-1] != "label"
        return renaming.path(value) if in_menu else value

    return _renamed(text, change)


def _changed(keys: Keys, value: str, renaming: Renaming, *, is_own: bool) -> str:
    """What becomes of the words at `keys`."""
    names = [key for key in keys if isinstance(key, str)]
    old, new = renaming.old, renaming.new
    if "private" in names:
        return renaming.prose(value)
    if is_own and names == ["former_ids"]:
        # The id that it gets was its own before: that place is for the one it loses.
        return old if value == new and renaming.kind == "actor" else value
    if is_own and names == ["id"] and renaming.kind == "event":
        return new if value == old else value
    if not names or names[0] in _NO_IDS or names[-1] in _VERBATIM:
        return value
    kind = "actor" if names[-2:-1] == ["links"] or names[-1] in ACTOR_KEYS else ""
    kind = kind or ("source" if names[-1] in SOURCE_KEYS else "")
    if kind:
        return new if value == old and renaming.kind == kind else value
    return renaming.prose(value)


def _renamed(text: str, change: Callable[[Keys, str], str]) -> str:
    value, found = parse(text, "")
    if found:
        raise EditRefused("the file has mistakes: mend them first")
    root = outline(text)
    if root is None:
        return text
    made = text
    for keys, node in reversed(list(_scalars(root, ()))):
        after = change(keys, node.value)
        if after != node.value:
            made = made[: node.start] + _written(made, node, keys, change) + made[node.end :]
    again, found = parse(made, "")
    if found or again != _with_changes(value, (), change):
        raise EditRefused("the id is written in a way that cannot be changed safely")
    return made


def _written(text: str, node: Node, keys: Keys, change: Callable[[Keys, str], str]) -> str:
    """A value's letters as the author wrote them, with its quotation marks, changed."""
    raw = text[node.start : node.end]
    at = raw.rfind(node.value)
    if at >= 0:
        return raw[:at] + change(keys, node.value) + raw[at + len(node.value) :]
    # Folded, indented or escaped: the change is made in the letters of the file.
    return change(keys, raw)


def _scalars(node: Node, keys: Keys) -> Iterator[tuple[Keys, Node]]:
    """Every value with its way there, in the order of the text; copies (`*name`) are passed over."""
    if node.kind == "scalar":
        yield keys, node
    elif node.kind == "sequence":
        for index, child in enumerate(node.children):
            yield from _scalars(child, (*keys, index))
    elif node.kind == "mapping":
        for key, child in node.pairs:
            yield from _scalars(child, (*keys, key.value))


def _with_changes(value: Any, keys: Keys, change: Callable[[Keys, str], str]) -> Any:
    """The value that a changed text must hold."""
    if isinstance(value, str):
        return change(keys, value)
    if isinstance(value, dict):
        return {key: _with_changes(each, (*keys, key), change) for key, each in value.items()}
    if isinstance(value, tuple):
        return tuple(_with_changes(each, (*keys, n), change) for n, each in enumerate(value))
    return value
