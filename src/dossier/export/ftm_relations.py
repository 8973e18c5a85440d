"""Relations as FollowTheMoney links: a schema with a meaning of its own only where that is safe."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dossier.export.ftm_entity import Entity
from dossier.export.wording import Addresses, relation_name, standing, with_standing
from dossier.model.claim import Citation, Relation
from dossier.model.date_tables import DateWords
from dossier.model.linked import LinkedDossier
from dossier.plain import plain_text
from dossier.urls import actor_reference


class _Link(NamedTuple):
    """A schema, the properties of its two ends, and whom they may name. Who states it is the start."""

    schema: str
    start: str
    end: str
    starts: frozenset[str]
    ends: frozenset[str]


_PERSON = frozenset({"Person"})
_COMPANY = frozenset({"Company"})
_BODIES = frozenset({"Organization", "Company", "PublicBody"})
_ANYBODY = _PERSON | _BODIES
_LINKS = {
    "member-of": _Link("Membership", "member", "organization", _ANYBODY, _BODIES),
    "employed-by": _Link("Employment", "employee", "employer", _PERSON, _BODIES),
    "owns": _Link("Ownership", "owner", "asset", _ANYBODY, _COMPANY),
    # The relative is the parent of the person.
    "parent-of": _Link("Family", "relative", "person", _PERSON, _PERSON),
    "sibling-of": _Link("Family", "person", "relative", _PERSON, _PERSON),
    "married-to": _Link("Family", "person", "relative", _PERSON, _PERSON),
    "associated-with": _Link("Associate", "person", "associate", _PERSON, _PERSON),
}
"""The built-in types that mean what a schema means. To lead is not to be a director, and to be part
of a body is not to be owned by it."""
_ANY_LINK = _Link("UnknownLink", "subject", "object", _ANYBODY, _ANYBODY)
_WITHOUT_ROLE = frozenset({"Family", "Associate"})
_ASSERTED = ("", "confirmed", "convicted")
"""Standings under which the dossier itself says that it is so."""
_REJECTED = ("denied", "acquitted")
"""Statuses under which a line between two actors would say the contrary of the record."""


def relation_entity(
    linked: LinkedDossier,
    owner: str,
    number: int,
    schemata: Mapping[str, str],
    words: DateWords,
    addresses: Addresses,
) -> Entity | None:
    """The link for an actor's relation, or None for one that is denied. `schemata` is by actor."""
    relation = linked.public.actors[owner].relations[number]
    if relation.status in _REJECTED or relation.to not in schemata:
        return None
    link = _link(relation, schemata[owner], schemata[relation.to])
    entity = Entity(relation_name(owner, relation), link.schema, remarks="summary")
    entity.add(link.start, f"actor-{owner}")
    entity.add(link.end, f"actor-{relation.to}")
    label = linked.public.config.relation_type(relation.type).label
    if link.schema in _WITHOUT_ROLE:
        entity.words("relationship", label)
        entity.remark("Status", standing(relation))
    else:
        entity.words("role", with_standing(label, relation))
        entity.words("status", standing(relation))
    entity.date("startDate", relation.since, "Since", words)
    entity.date("endDate", relation.until, "Until", words)
    entity.remark("Credibility", str(relation.credibility or ""))
    entity.text("description", plain_text(linked.actors[owner].relations[number].note.html))
    cite(entity, linked, relation.sources)
    reference = actor_reference(owner, relation.anchor_from(owner))
    entity.url("sourceUrl", addresses.absolute(reference))
    return entity


def _link(relation: Relation, start: str, end: str) -> _Link:
    link = _LINKS.get(relation.type, _ANY_LINK)
    fits = start in link.starts and end in link.ends
    return link if fits and standing(relation) in _ASSERTED else _ANY_LINK


def cite(entity: Entity, linked: LinkedDossier, citations: Iterable[Citation]) -> None:
    """The sources that support it as its proof; who denies or doubts it in words."""
    known = linked.public.sources
    for citation in citations:
        if citation.source not in known:
            continue
        if citation.stance == "supports":
            entity.add("proof", f"source-{citation.source}")
        else:
            verb = "Denied" if citation.stance == "denies" else "Doubted"
            label = linked.public.source_labels[citation.source]
            entity.remark(f"{verb} in", f"{label} (source-{citation.source})")
