"""Values to records: pydantic's findings turned into diagnostics in the words of this project."""

from __future__ import annotations

import re
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from dossier.diagnostics import Diagnostic, Keys, Location, did_you_mean, one_of, spoken
from dossier.model.languages import LANGUAGE_PATTERN
from dossier.model.record import VISIBLE, Record
from dossier.model.scalars import Plain
from dossier.urls import NO_CREDENTIALS, SLUG_PATTERN

R = TypeVar("R", bound=Record)

_INJECTED = ("id", "path", "slug", "markdown")
"""Fields of a top-level record that come from the file's name, never from a key."""


def validate(
    model: type[R], values: Any, path: str, injected: dict[str, Any] | None = None
) -> tuple[R | None, list[Diagnostic]]:
    """A record made of `values`, or None and everything that is wrong with them.

    `injected` holds what the file's place tells (id, path); the file itself may not set it.
    """
    if values is None:
        values = {}
    if not isinstance(values, dict):
        hint = (
            "one file holds one record: take the '- ' away, and begin the keys in the first column"
            if isinstance(values, tuple)
            else "a line has a key, a colon, a blank and a value, as in 'name: Ada Moreno'"
        )
        message = "the file must hold 'key: value' lines, and holds " + (
            "a list" if isinstance(values, tuple) else "only words"
        )
        found = Diagnostic("not-a-mapping", Location(path, 1, 1), message, hint)
        return None, [found]
    injected = injected or {}
    clash = [key for key in values if key in injected]
    diagnostics = [_unknown_key(model, path, (key,)) for key in clash]
    try:
        return model.model_validate({**values, **injected}), diagnostics
    except ValidationError as problem:
        errors = problem.errors(include_url=False)
        return None, diagnostics + _without_doubles(
            [_diagnostic(model, values, path, error) for error in errors]
        )


def _without_doubles(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    return list(dict.fromkeys(diagnostics))


def _diagnostic(model: type[Record], values: Any, path: str, error: ErrorDetails) -> Diagnostic:
    keys = _real_keys(values, error["loc"])
    kind, context = error["type"], error.get("ctx", {})
    name = spoken(keys)
    if kind == "extra_forbidden":
        return _unknown_key(model, path, keys)
    if kind == "missing":
        parent = spoken(keys[:-1])
        where = f" in {parent}" if parent else ""
        owner = _owner(model, keys[:-1])
        return Diagnostic(
            "missing-key", Location(path, keys=keys[:-1] or ()),
            f"the key '{keys[-1]}' is required{where}",
            _REQUIRED_HINTS.get(
                (owner.__name__ if owner else "", str(keys[-1])), f"add a line '{keys[-1]}: …'"
            ),
        )  # fmt: skip
    if kind == "either":
        at = Location(path, keys=(*keys, context["at"]))
        message = f"{name or 'this record'} {error['msg']}"
        return Diagnostic("bad-value", at, message, "take the other out")
    got = _shown(_value_at(values, keys, error["input"]))
    code, said, hint = _wrong_kind(error, got) or _wrong_value(keys, error, got)
    return Diagnostic(code, Location(path, keys=(*keys, "")), f"{name} {said}", hint)


_Words = tuple[str, str, str]
"""A code, what is said after the field's name, and a hint."""


def _wrong_kind(error: ErrorDetails, got: str) -> _Words | None:
    """Words for a value of the wrong kind and for dates; None for other findings."""
    kind, given = error["type"], error["input"]
    if kind == "edtf":
        said, _, advice = error["msg"].partition("|")
        one_day = "day" in said and said.startswith("must be")
        advice = advice or (
            "as in 2027-05-01" if one_day else "write what is known: 2024, 2024-07 or 2024-07-25"
        )
        if said.startswith("must be"):
            return "bad-date", f"{said}, not {got}", advice
        return "bad-date", f"cannot be {got}: {said}", advice
    if kind not in _WANTED:
        return None
    hint = _HOW_TO_WRITE.get(kind, "")
    if kind in _UNQUOTED and isinstance(given, str) and not isinstance(given, Plain):
        got, hint = f'"{given[:40]}"', "take the quotation marks away"
    return "wrong-type", f"must be {_WANTED[kind]}, not {got}", hint


def _wrong_value(keys: Keys, error: ErrorDetails, got: str) -> _Words:
    """Words for a value of the right kind that is not allowed."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "literal_error":
        hint = one_of(str(error["input"]), _allowed(context))
        return "bad-value", f"cannot be {got}", hint
    if kind == "string_pattern_mismatch":
        return "bad-value", f"cannot be {got}", _pattern_hint(keys, error)
    if kind in _LIMITS:
        word, limit = _LIMITS[kind]
        said = f"must be {word} {context[limit]}, not {got}"
        return "bad-value", said, "change the number, or leave the key out"
    if kind == "string_too_long":
        return "bad-value", f"is longer than {context['max_length']:,} characters", "shorten it"
    if kind == "string_too_short":
        return "bad-value", "is empty", _EMPTY_HINT
    if kind == "credentials":
        return "bad-value", error["msg"], NO_CREDENTIALS
    hint = "https://www.example.org/ is one" if kind == "url" else "mend it, or leave the key out"
    return "bad-value", f"{error['msg'][:1].lower()}{error['msg'][1:]}, not {got}", hint


_UNQUOTED = ("flag", "int_type", "float_type")
"""Kinds of findings for which a quoted value is most often meant without its quotation marks."""

_LIMITS = {
    "greater_than_equal": ("at least", "ge"),
    "less_than_equal": ("at most", "le"),
    "greater_than": ("more than", "gt"),
}

_REQUIRED_HINTS = {
    ("Actor", "name"): "the name as it should stand on the page",
    ("Actor", "kind"): "person, organization, agency, outlet or a kind of site_config.yml",
    ("Source", "title"): "the title as printed, or a description in [square brackets]",
    ("Event", "title"): "what happened, in a few words",
    ("SiteConfig", "title"): "the name of the whole dossier",
    ("Fact", "label"): "what the fact is about, as in 'label: Born'",
    ("Fact", "value"): "what is said of it, as in 'value: 1970'",
    ("Relation", "to"): "the id of the other actor",
    ("Relation", "type"): "how the two are related, as in 'type: member-of'",
    ("Excerpt", "quote"): "the passage word for word",
    ("Image", "alt"): "what the picture shows, for those who cannot see it",
    ("Image", "credit"): "who made the picture",
    ("Citation", "source"): "the id of a source",
    ("Derivation", "origin"): "the id of the source it draws on",
    ("Derivation", "basis"): "stated, where the source says so, or inferred",
}

_EMPTY_HINT = "write something or leave the key out"

_HOW_TO_WRITE = {
    "string_type": "write words after the colon, in quotation marks if they hold ': ' or ' #'",
    "int_type": "write digits only",
    "float_type": "write a number such as 0.25",
    "tuple_type": "write [one, two], or each item on a line of its own that begins with '- '",
    "dict_type": "write {key: value}, or each 'key: value' on an indented line of its own",
    "model_type": "write {key: value}, or each 'key: value' on an indented line of its own",
    "flag": "write true or false, or leave the key out",
}

_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "tuple_type": "a list",
    "dict_type": "a mapping (key: value)",
    "model_type": "a mapping (key: value)",
    "flag": "true or false",
}


def _real_keys(values: Any, location: tuple[int | str, ...]) -> Keys:
    """Pydantic's way to a value without the steps that stand in no file (names of validators)."""
    keys: list[int | str] = []
    here = values
    for step in location:
        if _holds(here, step):
            here = here[step]
        elif step != location[-1] or (isinstance(step, str) and not re.fullmatch(r"[\w-]+", step)):
            continue
        keys.append(step)
    return tuple(keys)


def _value_at(values: Any, keys: Keys, otherwise: Any) -> Any:
    """What the author wrote there, where a validator has already changed it."""
    here = values
    for key in keys:
        if not _holds(here, key):
            return otherwise
        here = here[key]
    return here


def _holds(here: Any, step: int | str) -> bool:
    if isinstance(here, dict):
        return step in here
    return isinstance(here, tuple) and isinstance(step, int) and step < len(here)


def _shown(value: Any) -> str:
    if value is None:
        return "empty"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, tuple):
        return "a list"
    text = str(value)
    if not text:
        return "empty"
    return repr(text if len(text) <= 40 else text[:39] + "…")


def _allowed(context: dict[str, Any]) -> list[str]:
    return re.findall(r"'([^']*)'", str(context.get("expected", "")))


def _pattern_hint(keys: Keys, error: ErrorDetails) -> str:
    pattern = str(error.get("ctx", {}).get("pattern", ""))
    if pattern == LANGUAGE_PATTERN:
        return "a language code such as en, es or pt-BR"
    if pattern == VISIBLE:
        return _EMPTY_HINT
    if SLUG_PATTERN in pattern:
        return (
            "an id is the name of a file without .yml: lower-case letters a-z, digits and single "
            "hyphens"
        )
    return _PATTERN_HINTS.get(str(keys[-1]), f"must match {pattern}")


_PATTERN_HINTS = {
    "text_sha256": "64 hexadecimal digits, as `sha256sum` prints them",
    "cname": "a host name such as dossier.example.org",
}


def _unknown_key(model: type[Record], path: str, keys: Keys) -> Diagnostic:
    owner = _owner(model, keys[:-1])
    known = sorted(_keys_of(owner)) if owner else []
    key = str(keys[-1])
    inside = spoken(keys[:-1])
    hint = (
        _KEY_HINTS.get(key, "")
        or did_you_mean(key, known)
        or (f"known keys: {', '.join(known)}" if known else "")
    )
    where = f" in {inside}" if inside else ""
    return Diagnostic("unknown-key", Location(path, keys=keys), f"unknown key '{key}'{where}", hint)


_KEY_HINTS = {
    "id": "the name of the file is the id: rename the file",
    "slug": "the name of the file stands in the address: rename the file",
    "<<": "merge keys are not understood here: write the values out",
}


def _keys_of(model: type[BaseModel]) -> list[str]:
    return [f.alias or name for name, f in model.model_fields.items() if name not in _INJECTED or (
        name == "id" and "path" not in model.model_fields)]  # fmt: skip


def _owner(model: type[BaseModel], keys: Keys) -> type[BaseModel] | None:
    """The record class that the value at `keys` should be."""
    here: type[BaseModel] | None = model
    for key in keys:
        if isinstance(key, int) or here is None:
            continue
        info = next((f for name, f in here.model_fields.items() if (f.alias or name) == key), None)
        if info is None:
            # A name chosen by the author, as in `kinds: {cartel: ...}`: stay with the value's class.
            continue
        here = _record_in(info.annotation)
    return here


def _record_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in get_args(annotation):
        if found := _record_in(part):
            return found
    return None
