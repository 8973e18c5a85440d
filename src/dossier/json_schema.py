"""JSON Schemas of a dossier's files, for editors: completion, explanations, wrong keys underlined.

Made of the records of `model`, in draft-07, which yaml-language-server knows best. Editors read YAML
by its own rules, where `2024` is a number and `true` a truth value; here they are words, so a
schema takes them wherever it takes words. A schema is looser than `dossier check`, never stricter:
what it underlines is a mistake.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from dossier.config import CONFIG_FILE, DEFAULT_RELATION_TYPES, SiteConfig
from dossier.model.actor import BUILT_IN_KINDS, Actor
from dossier.model.claim import Event
from dossier.model.dossier import FreePage
from dossier.model.record import Record
from dossier.model.source import Source

RECORDS: dict[str, type[Record]] = {
    "actor": Actor,
    "source": Source,
    "event": Event,
    "page": FreePage,
    "config": SiteConfig,
}
"""The kinds of files, and the record that each holds; of a page it is the front matter."""

SCHEMA_FOLDER = ".dossier/schema"
"""Where a dossier keeps its schemas, so that they work offline."""

_FROM_THE_FILE = {
    Actor: ("id", "path"),
    Source: ("id", "path"),
    Event: ("with",),
    FreePage: ("slug", "path", "markdown"),
}
"""Keys that a file of that kind may not have: its place tells them, or they belong elsewhere."""

_NEVER_EMPTY = ("draft", "embargo")
"""Keys whose empty value is an error, since it might publish."""


class Key(NamedTuple):
    """A key of a record: what pydantic knows of it, and what is said of it."""

    info: Any
    said: str


def keys_of(kind: str) -> dict[str, Key]:
    """The keys that a file of a kind of RECORDS may have."""
    record = RECORDS[kind]
    left_out = _FROM_THE_FILE.get(record, ())
    return {key: known for key, known in explained(record).items() if key not in left_out}


@cache
def explained(record: type[Record]) -> dict[str, Key]:
    """All keys of a record, inherited ones too, with what stands below each in the program's own text.

    Read when it is asked for. Pydantic can (`use_attribute_docstrings`), but does so whenever the program
    is started, which took a third of the time that its models need.
    """
    said: dict[str, str] = {}
    for each in reversed(record.__mro__):
        if issubclass(each, Record):
            (written,) = ast.parse(inspect.getsource(each)).body
            assert isinstance(written, ast.ClassDef)
            for field, below in pairwise(written.body):
                match field, below:
                    case (
                        ast.AnnAssign(target=ast.Name(id=name)),
                        ast.Expr(value=ast.Constant(value=str(words))),
                    ):
                        said[name] = inspect.cleandoc(words)
    fields = record.model_fields.items()
    return {info.alias or name: Key(info, said.get(name, "")) for name, info in fields}


def _explain(name: str, schema: dict[str, Any]) -> None:
    """Adds to the keys in pydantic's schema of a record what is said of them."""
    records = {record.__name__: record for record in _with_all_below(Record)}
    for key, known in explained(records[name]).items():
        if key in schema["properties"] and known.said:
            schema["properties"][key]["description"] = known.said


def _with_all_below(record: type[Record]) -> Iterator[type[Record]]:
    yield record
    for below in record.__subclasses__():
        yield from _with_all_below(below)


def plain_words(description: str | None) -> str:
    """A key's description as one line, without the links of the handbook's page."""
    words = " ".join((description or "").split())
    return re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", words)


def schema_path(kind: str) -> str:
    """The path of a kind's schema in a dossier."""
    return f"{SCHEMA_FOLDER}/{kind}.json"


def json_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (draft-07) of the files of a kind: a key of RECORDS."""
    record = RECORDS[kind]
    full = record.model_json_schema(mode="validation", by_alias=True)
    definitions = full.pop("$defs", {})
    for name, schema in ((record.__name__, full), *definitions.items()):
        if "properties" in schema:
            _explain(name, schema)
    for key in _FROM_THE_FILE.get(record, ()):
        full["properties"].pop(key)
    # Of a page's title the loader finds one where the front matter has none.
    optional = {*_FROM_THE_FILE.get(record, ()), *(["title"] if record is FreePage else [])}
    if record is Actor:
        full["properties"]["kind"]["examples"] = list(BUILT_IN_KINDS)
        definitions["Relation"]["properties"]["type"]["examples"] = list(DEFAULT_RELATION_TYPES)
    full["required"] = [key for key in full.get("required", []) if key not in optional]
    place = CONFIG_FILE if kind == "config" else f"content/{kind}s/"
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"dossier: {kind} ({place})",
        **_object(full),
        "definitions": {name: _for_editors(each) for name, each in sorted(definitions.items())},
    }


def schema_text(kind: str) -> str:
    """The schema as the text of a file."""
    return json.dumps(json_schema(kind), ensure_ascii=False, indent=1) + "\n"


def _object(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a record: its own name is left out, an optional key may be empty."""
    required = schema.get("required", [])
    properties = {}
    for key, value in schema["properties"].items():
        made = _for_editors(value)
        if key not in required and key not in _NEVER_EMPTY:
            made = _or_empty(made)
        properties[key] = made
    shown = {key: schema[key] for key in ("description", "type", "additionalProperties")}
    return {
        **shown,
        "description": plain_words(shown["description"]),
        "properties": properties,
        **({"required": required} if required else {}),
    }


def _for_editors(schema: dict[str, Any]) -> dict[str, Any]:
    """Pydantic's schema of one value as draft-07, in which words may look like numbers."""
    if "properties" in schema:
        return _object(schema)
    made = {
        _BOUNDS.get(key, key): _converted(key, value)
        for key, value in schema.items()
        if key != "title"
    }
    if made.get("default", "") in (None, [], {}) or isinstance(made.get("default"), dict):
        del made["default"]
    if made.get("anyOf"):
        made["anyOf"] = [each for each in made["anyOf"] if each != {"type": "null"}]
        if len(made["anyOf"]) == 1:
            made |= made.pop("anyOf")[0]
    if "$ref" in made and len(made) > 1:
        # Draft-07 passes over whatever stands beside a reference.
        made["allOf"] = [{"$ref": made.pop("$ref")}]
    if made.get("type") == "string":
        made["type"] = _as_yaml_reads(made)
    return made


_LOOKS_LIKE = (("number", ("2024", "0" * 64)), ("boolean", ("true",)))
"""Kinds of values, and words that YAML takes for one: a year, a hash of digits only, an id."""
_BOUNDS = {
    "ge": "minimum",
    "le": "maximum",
    "gt": "exclusiveMinimum",
    "lt": "exclusiveMaximum",
}
"""What pydantic calls the limits of a number that it reads in a way of our own."""


def _converted(key: str, value: Any) -> Any:
    if key == "$ref":
        return value.replace("#/$defs/", "#/definitions/")
    if key == "description":
        return plain_words(value)
    if key == "anyOf":
        return [_for_editors(each) for each in value]
    if key == "patternProperties":
        return {pattern: _value_of_a_name(each) for pattern, each in value.items()}
    if key in ("items", "additionalProperties") and isinstance(value, dict):
        return _for_editors(value)
    return value


def _value_of_a_name(schema: dict[str, Any]) -> dict[str, Any]:
    """What a name of the author's choice maps to; `null` is a value there."""
    nullable = {"type": "null"} in schema.get("anyOf", [])
    made = _for_editors(schema)
    return _or_empty(made) if nullable else made


def _as_yaml_reads(schema: dict[str, Any]) -> str | list[str]:
    """What YAML may take the words of a text for, where they look like a number or a truth value."""
    if "enum" in schema or "const" in schema:
        return "string"
    pattern = schema.get("pattern", "")
    taken = [
        kind for kind, probes in _LOOKS_LIKE if any(re.search(pattern, each) for each in probes)
    ]
    return ["string", *taken] if taken else "string"


def _or_empty(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a key that may be left empty, which counts as left out."""
    kinds = schema.get("type")
    if kinds is not None and "enum" not in schema and "const" not in schema:
        return {**schema, "type": [*([kinds] if isinstance(kinds, str) else kinds), "null"]}
    if not {"enum", "const", "anyOf", "allOf"} & schema.keys():
        return schema
    about: dict[str, Any] = {
        key: schema[key] for key in ("description", "default", "examples") if key in schema
    }
    inner = {key: value for key, value in schema.items() if key not in about}
    choices = inner["anyOf"] if set(inner) == {"anyOf"} else [inner]
    return {**about, "anyOf": [*choices, {"type": "null"}]}
