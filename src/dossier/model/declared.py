"""The labels of built-in kinds and relation types, in the words of the site's language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dossier.config import DEFAULT_KINDS, DEFAULT_RELATION_TYPES, INVERSE, Kind, RelationType
from dossier.model.dossier import PublicDossier


def with_all_declared(public: PublicDossier, translate: Callable[[str], str]) -> PublicDossier:
    """The same dossier with every kind and relation type declared, as an author could have done.

    So the stages after it find one label for each, and the author's own are never translated.
    """
    config = public.config
    built_in = {name: _kind(kind, translate) for name, kind in DEFAULT_KINDS.items()}
    used = {relation.type for actor in public.actors.values() for relation in actor.relations}
    types = {name: config.relation_type(name) for name in sorted(used)}
    ours = DEFAULT_RELATION_TYPES.keys() - config.relation_types.keys()
    said = {
        name: _relation(kind, translate, is_ours=name in ours)
        for name, kind in {**types, **config.relation_types}.items()
    }
    update = {"kinds": {**config.kinds, **_missing(built_in, config.kinds)}, "relation_types": said}
    return replace(public, config=config.model_copy(update=update))


def _missing(more: dict[str, Kind], there: dict[str, Kind]) -> dict[str, Kind]:
    return {name: kind for name, kind in more.items() if name not in there}


def _kind(kind: Kind, translate: Callable[[str], str]) -> Kind:
    plural = translate(kind.plural) if kind.plural else None
    return kind.model_copy(update={"label": translate(kind.label), "plural": plural})


def _relation(
    kind: RelationType, translate: Callable[[str], str], *, is_ours: bool
) -> RelationType:
    """The type with both its labels; of an author's one only a missing inverse is worded here."""
    label = translate(kind.label) if is_ours else kind.label
    if kind.symmetric:
        return kind.model_copy(update={"label": label})
    inverse = kind.inverse and (translate(kind.inverse) if is_ours else kind.inverse)
    said = inverse or translate(INVERSE) % {"label": label}
    return kind.model_copy(update={"label": label, "inverse": said})
