"""A new file with every key explained: those that must be there written out, the others as comments.

The explanations are those of the models, which the handbook and the JSON Schemas have too.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from dossier.json_schema import RECORDS, Key, explained, keys_of, plain_words, schema_path
from dossier.load.edit import scalar
from dossier.model.record import Hideable, Record

WIDTH = 98
HEAD = """\
# Take the # before a key away where you need it. What is not known is left out, never guessed.
"""
_PAGE = "Write here, in Markdown: `[[actor-id]]` links an actor, `[@source-id]` cites a source.\n"
_AN_EXAMPLE = {"embargo": "2099-12-31"}
"""Values of keys that may not be empty."""
_A_NAME = "a-name"
"""Stands for the names that an author gives."""


def modeline(kind: str, path: str) -> str:
    """The line that tells an editor the schema of the file at a path of the dossier."""
    return f"# yaml-language-server: $schema={'../' * path.count('/')}{schema_path(kind)}\n"


def schema_line(site: Path, kind: str, path: str) -> str:
    """The first line of a new file at a path, where the dossier has the schema to name; else ""."""
    return modeline(kind, path) if (site / schema_path(kind)).is_file() else ""


def skeleton(
    kind: str, path: str, values: Mapping[str, str], *, with_schema: bool, is_bare: bool = False
) -> str:
    """The text of a new file of a kind (see RECORDS), valid as it stands.

    `values` are written out, and must hold the required keys; `with_schema`: the first line names the
    schema, which a page's front matter has no use for; `is_bare`: no other key, and nothing explained.
    """
    lines = [] if is_bare else [HEAD.rstrip("\n")]
    for key, known in _in_order(kind):
        if not is_bare:
            lines += ["", *_explained(known)]
        if key in values:
            lines.append(f"{key}: {scalar(values[key])}")
        elif not is_bare:
            lines += [f"#{line}" for line in _optional(key, known.info)]
    text = "\n".join(lines) + "\n"
    if kind == "page":
        return f"---\n{text}---\n\n{'' if is_bare else _PAGE}"
    return (modeline(kind, path) if with_schema else "") + text


def _in_order(kind: str) -> list[tuple[str, Key]]:
    """The keys: the required ones, those of the record itself, those of every claim, what hides it."""
    record = RECORDS[kind]
    inherited = {name for base in record.__bases__ for name in getattr(base, "model_fields", {})}

    def place(entry: tuple[str, Key]) -> tuple[bool, ...]:
        key, known = entry
        return (not known.info.is_required(), key in Hideable.model_fields, key in inherited)

    # In a file of its own an event has its file's name.
    keys = [(key, known) for key, known in keys_of(kind).items() if key != "id"]
    return sorted(keys, key=place)


def _explained(known: Key) -> list[str]:
    said = plain_words(known.said) + (" (required)" if known.info.is_required() else "")
    return [f"# {line}" for line in textwrap.wrap(said, WIDTH - 2, break_on_hyphens=False)]


def _optional(key: str, info: Any) -> Iterator[str]:
    """The lines of a key that is left out, as they would stand in the file."""
    record, many = _record_in(info.annotation), _is_many(info.annotation)
    if record is not None and str(info.annotation).startswith("dict["):
        yield f"{key}:"
        yield f"  {_A_NAME}:"
        yield from (f"    {line}" for line in _nested(record))
        return
    if record is None or not many:
        yield f"{key}: {_value(key, info)}".rstrip()
        if record is not None:
            yield from (f"  {line}" for line in _nested(record))
        return
    yield f"{key}:"
    for number, line in enumerate(_nested(record)):
        yield f"  {'- ' if number == 0 else '  '}{line}"


def _nested(record: type[Record]) -> Iterator[str]:
    """The keys of a record inside a record, a line each, the required ones first.

    Whoever takes in all of them changes nothing by it: what would hide the record is not among them.
    """
    keys = sorted(explained(record).items(), key=lambda entry: not entry[1].info.is_required())
    for key, (info, words) in keys:
        if key in Hideable.model_fields:
            continue
        said = plain_words(words).split(". ")[0]
        said += " (required)" if info.is_required() else ""
        value = str(info.default).lower() if isinstance(info.default, bool) else _value(key, info)
        yield f"{key}: {value}".rstrip() + f"  # {said}"


def _value(key: str, info: Any) -> str:
    """What stands behind a key: its default, of a flag the other; brackets for a list."""
    if key in _AN_EXAMPLE:
        return _AN_EXAMPLE[key]
    default = info.default
    if isinstance(default, bool):
        return str(not default).lower()
    if isinstance(default, str | int | float):
        return str(default)
    return "[]" if _is_many(info.annotation) else ""


def _is_many(annotation: Any) -> bool:
    return str(annotation).startswith(("tuple[", "typing.Annotated[tuple["))


def _record_in(annotation: Any) -> type[Record] | None:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    found = (_record_in(part) for part in get_args(annotation))
    return next((record for record in found if record), None)
