"""A dossier that has every key which the models know, made from the models themselves.

What stands in a key is told by a function of its place (`Actor.name`, `Event.private`), so that the
same dossier serves for hostile words, for words that may stand nowhere, and for keys yet to come: a key that
nothing here fits is a failure that says so.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from dossier.config import SiteConfig
from dossier.model.actor import Actor
from dossier.model.claim import Event
from dossier.model.dossier import FreePage
from dossier.model.record import Hideable
from dossier.model.source import Source

Words = Callable[[str], str]
"""What stands at a place."""

GIVEN_BY_THE_FILE = {"Actor.id", "Actor.path", "Source.id", "Source.path", "FreePage.slug",
                     "FreePage.path", "FreePage.markdown"}  # fmt: skip
LEAVE_OUT = {
    # `quote` stands for it: only one of the two may.
    "Citation.excerpt",
    # Files of the author's, and what would take the record away.
    "Source.text", "Source.held", "SiteConfig.docs", "Event.with_", "Event.date", "Event.id",
    # As they are by default: how much may be quoted, and that names are linked.
    "SiteConfig.quotation", "SiteConfig.linking", "SiteConfig.publish", "Alias.autolink",
    "Alias.case", "RelationType.symmetric",
}  # fmt: skip
ONE_OF = {"Event": ("dates", "date_text")}
"""Keys that exclude each other: there is a record with each of them."""
FIXED: dict[str, Any] = {
    "Actor.kind": "odd", "Actor.former_ids": ["formerly"], "Actor.see_also": ["other"],
    "Actor.reliability": "B", "Relation.to": "other", "Relation.type": "odd",
    "Alias.not_in": [], "Alias.sources": ["other"], "Citation.source": "other",
    "Reply.source": "other", "Derivation.origin": "other", "Image.file": "portrait.svg",
    "Source.words": 100_000, "Source.named": ["other"], "Event.actors": ["other"],
    "SiteConfig.format": 1, "SiteConfig.language": "en", "NavigationItem.to": "everything",
    "Claim.status": "disputed",
}  # fmt: skip
"""References, paths and whatever else has to be just so."""
URL = "https://outside.example/{}"


def key_of(name: str, info: FieldInfo) -> str:
    """The key as it stands in a file."""
    return info.alias or name


def fields(model: type[BaseModel]) -> Iterator[tuple[str, str, FieldInfo]]:
    """Place, key and field of all that a record of the model may have."""
    for name, info in model.model_fields.items():
        yield f"{model.__name__}.{name}", key_of(name, info), info


def records_in(annotation: Any) -> list[type[BaseModel]]:
    """The models that a field's type names, however deep."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in records_in(part)]


def filled(model: type[BaseModel], words: Words, at: Callable[[str], bool]) -> dict[str, Any]:
    """A record of the model with every key; `at` says which places of notes and hiding are wanted."""
    record = {}
    for place, key, info in fields(model):
        own = f"{model.__name__}.{place.rpartition('.')[2]}"
        hides = place.rpartition(".")[2] in Hideable.model_fields
        if place in GIVEN_BY_THE_FILE | LEAVE_OUT or (hides and not at(own)):
            continue
        record[key] = FIXED[place] if place in FIXED else _value(place, info, words, at)
    return record


def variants(
    model: type[BaseModel], words: Words, at: Callable[[str], bool]
) -> list[dict[str, Any]]:
    """Records of the model that together have every key."""
    whole = filled(model, words, at)
    rivals = ONE_OF.get(model.__name__, ("",))
    return [
        {key: value for key, value in whole.items() if key == kept or key not in rivals}
        for kept in rivals
    ]


def _value(place: str, info: FieldInfo, words: Words, at: Callable[[str], bool]) -> Any:
    whole = TypeAdapter(
        Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
    )
    for candidate in _candidates(place, info.annotation, words, at):
        try:
            whole.validate_python(_as_loaded(candidate))
        except ValidationError:
            continue
        return candidate
    raise AssertionError(f"nothing here fits {place}: say in tests/everything.py what does")


def _candidates(
    place: str, annotation: Any, words: Words, at: Callable[[str], bool]
) -> Iterator[Any]:
    for model in records_in(annotation):
        records = variants(model, words, at)
        yield from (records, {"odd": records[0]}, records[0])
    said = words(place)
    yield from (said, [said], {said: said}, {said: "other"}, URL.format("x"), "2021-05-03", "other")
    yield from _literals(annotation)
    yield from ("en", "a" * 64, "outside.example", 2, 0.5, True)


def _literals(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) is Literal:
        yield get_args(annotation)[0]
    for part in get_args(annotation):
        yield from _literals(part)


def _as_loaded(value: Any) -> Any:
    """A value as the loader hands it over: lists as tuples."""
    if isinstance(value, list):
        return tuple(_as_loaded(each) for each in value)
    if isinstance(value, dict):
        return {key: _as_loaded(each) for key, each in value.items()}
    return value


def dossier_of_everything(
    words: Words, at: Callable[[str], bool] = lambda _place: False
) -> dict[str, str]:
    """The files of a dossier: of each kind one record with every key, and one to refer to."""

    def yaml(model: type[BaseModel]) -> str:
        return json.dumps(variants(model, words, at)[0], ensure_ascii=False)

    page = yaml(FreePage)
    return {
        "site_config.yml": yaml(SiteConfig),
        "content/actors/everything.yml": yaml(Actor),
        "content/actors/other.yml": json.dumps({"name": "Other", "kind": "odd"}),
        "content/sources/everything.yml": yaml(Source),
        "content/sources/other.yml": json.dumps({"title": "Other", "words": 100_000}),
        "content/events/everything.yml": yaml(Event),
        "content/pages/everything.md": f"---\n{page}\n---\n{words('FreePage.markdown')}\n",
        "static/portrait.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    }


def every_place(*models: type[BaseModel]) -> set[str]:
    """The places that `dossier_of_everything` goes through, those left out included."""
    seen: set[str] = set()
    waiting = list(models or (SiteConfig, Actor, Source, Event, FreePage))
    while waiting:
        model = waiting.pop()
        for place, _, info in fields(model):
            if place not in seen:
                seen.add(place)
                waiting += records_in(info.annotation)
    return seen
