"""The JSON Schemas for editors against the program: what one takes the other takes.

The files are read as an editor reads them, by YAML's own rules (1.2, core schema), in which `2024`
is a number.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from dossier.json_schema import RECORDS, json_schema, keys_of, plain_words, schema_text
from dossier.load.schema import validate
from dossier.load.text import TextProblem, decode, front_matter
from dossier.load.yaml_source import parse
from dossier.model.scalars import Plain

ROOT = Path(__file__).parents[1]
KINDS = {"actors": "actor", "sources": "source", "events": "event", "pages": "page"}
INJECTED = {
    "actor": {"id": "an-id", "path": "p"},
    "source": {"id": "an-id", "path": "p"},
    "page": {"slug": "a", "path": "p", "markdown": "words"},
}
VALIDATORS = {kind: jsonschema.Draft7Validator(json_schema(kind)) for kind in RECORDS}

NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


def as_editors_read(value):
    """A value of `parse` as YAML 1.2 understands it."""
    if isinstance(value, dict):
        return {key: as_editors_read(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [as_editors_read(each) for each in value]
    if not isinstance(value, Plain):
        return value
    if value.lower() in ("true", "false"):
        return value.lower() == "true"
    if re.fullmatch(r"[-+]?[0-9]+", value):
        return int(value)
    return float(value) if NUMBER.fullmatch(value) else str(value)


def kind_of(path: Path) -> str | None:
    """Which kind of file it is; None for what is no file of a dossier."""
    if path.name == "site_config.yml":
        return "config"
    wanted = ".md" if "pages" in path.parts else ".yml"
    folder = next((part for part in path.parts if part in KINDS), None)
    return KINDS[folder] if folder and path.suffix == wanted else None


def values_in(path: Path):
    """What a file holds, where it is YAML without a fault; else None."""
    try:
        text = decode(path.read_bytes())
    except TextProblem:
        return None
    if path.suffix == ".md":
        text = front_matter(text)[0] or ""
    values, found = parse(text, str(path))
    return None if found else values or {}


SITES = (ROOT / "content", ROOT / "site_config.yml", ROOT / "tests" / "sites")
FILES = sorted(
    path
    for place in SITES
    for path in ([place] if place.is_file() else place.rglob("*"))
    if path.is_file() and kind_of(path) and values_in(path) is not None
)

ONLY_THE_PROGRAM_KNOWS = re.compile(
    r"keep one|cannot be '(2024-02-30|2024/2019|2021-13-45|-0000|2024-25|17000)'"
    r"|2027-02-29|not 'True'"
)
"""What no pattern tells: days that do not exist, intervals that end before they start, two keys that
exclude each other, a year of five digits (a number to YAML), `True` (a truth value to YAML)."""


def test_there_is_something_to_compare():
    """The files of the example and of the tests' sites, of every kind, right and wrong ones."""
    assert len(FILES) > 100
    assert {kind_of(path) for path in FILES} == set(RECORDS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_schema_and_the_program_agree(path):
    """What the program takes is not underlined; what it refuses by its form is."""
    kind, values = kind_of(path), values_in(path)
    assert kind
    if kind == "page" and isinstance(values, dict):
        values = {"title": "A title of the text", **values}
    record, found = validate(RECORDS[kind], values, "p", INJECTED.get(kind))
    said = [found.message for found in found]
    if kind == "event" and isinstance(values, dict) and "with" in values:
        said.append("'with' belongs to events inside an actor's profile")
    underlined = [error.message for error in VALIDATORS[kind].iter_errors(as_editors_read(values))]
    told = [message for message in said if not ONLY_THE_PROGRAM_KNOWS.search(message)]
    assert bool(underlined) == bool(told), (underlined, said)
    assert record is None or not underlined or said


@pytest.mark.parametrize("kind", sorted(RECORDS))
def test_a_schema_is_right_and_explains_each_key(kind):
    """It is a draft-07 schema; every key of the record is in it, with its description."""
    schema = json_schema(kind)
    jsonschema.Draft7Validator.check_schema(schema)
    assert json.loads(schema_text(kind)) == schema
    assert schema["additionalProperties"] is False
    for key, known in keys_of(kind).items():
        assert schema["properties"][key]["description"] == plain_words(known.said)
        assert known.said
    assert set(schema["properties"]) == set(keys_of(kind))


@pytest.mark.parametrize(
    ("kind", "text", "is_right"),
    [
        ("actor", "name: 7\nkind: person\n", True),
        ("actor", "name: A\nkind: person\nsummary:\nfacts:\nrole:\nimage:\n", True),
        ("actor", "name: A\nkind: person\ndraft:\n", False),
        ("actor", "name: A\nkind: person\nembargo:\n", False),
        ("actor", "name:\nkind: person\n", False),
        ("actor", "name: A\nkind: person\ntags: one\naliases: [B, {text: C}]\n", True),
        ("actor", "name: A\nkind: person\nsee_also: [true]\n", True),
        ("actor", "name: A\nkind: person\nfacts: [{label: L, value: 140, sources: [s]}]\n", True),
        ("actor", "name: A\nkind: person\nfacts: [{label: L, value: V, credibility: 7}]\n", False),
        ("actor", "name: A\nkind: person\nfacts: [{label: L, value: V, souces: [s]}]\n", False),
        ("source", "title: T\npublished: 2024\naccessed: 2024-05-01\n", True),
        ("source", "title: T\nlinks: {Aurora: null, Lindow: a}\nurl_status: dead\n", True),
        ("source", "title: T\nlinks: {Aurora: No Id}\n", False),
        ("source", "title: T\nurl: www.example.org\n", False),
        ("event", "title: T\ndate: 201X\nactors: [a]\n", True),
        ("event", "title: T\nwith: [a]\n", False),
        ("page", "description: D\n", True),
        ("page", "markdown: D\n", False),
        ("config", "title: T\nnavigation: [about, {to: x}]\nkinds: {a: {label: b}}\n", True),
        ("config", "title: T\nquotation: {max_share: 0}\n", False),
    ],
)
def test_single_values(kind, text, is_right):
    """Forms and limits that few files have."""
    values, found = parse(text, "p")
    assert not found
    assert VALIDATORS[kind].is_valid(as_editors_read(values)) is is_right
