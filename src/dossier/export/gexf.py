"""`data/network.gexf`: all actors and the relations between them, for Gephi and networkx.

GEXF 1.3 (https://gexf.net). Every edge is directed, from the actor that states it, since networkx
refuses a graph with both sorts; `symmetric` says where the direction means nothing. No weight is
given: how much a relation weighs, no record says.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import TreeBuilder, tostring

from dossier.export.wording import Addresses, relation_name, standing, with_standing
from dossier.model.actor import Actor
from dossier.model.claim import Relation
from dossier.model.dates import Day, EdtfDate
from dossier.model.linked import LinkedDossier
from dossier.model.page import RenderedFile
from dossier.plain import one_line, plain_text
from dossier.urls import OutputPath, actor_reference

NETWORK_GEXF = OutputPath("data/network.gexf")
NODE_ATTRIBUTES = {
    "kind": "string", "kind_label": "string", "role": "string", "aliases": "string",
    "summary": "string", "link": "string",
}  # fmt: skip
EDGE_ATTRIBUTES = {
    "type": "string", "type_label": "string", "symmetric": "boolean", "status": "string",
    "credibility": "integer", "since": "string", "until": "string", "sources": "string",
    "note": "string", "link": "string",
}  # fmt: skip
BETWEEN = "; "
"""Stands between the values of an attribute that holds several."""


def network_gexf(linked: LinkedDossier, addresses: Addresses) -> RenderedFile:
    """The graph; parallel relations are parallel edges, each under its own id."""
    xml = _Writer()
    edges = [(key, n) for key, a in linked.public.actors.items() for n in range(len(a.relations))]
    spells = {edge: _spell(linked.public.actors[edge[0]].relations[edge[1]]) for edge in edges}
    xml.start("gexf", {"xmlns": "http://gexf.net/1.3", "version": "1.3"})
    xml.start("meta", {})
    xml.leaf("creator", {}, "dossier")
    xml.leaf("description", {}, linked.public.config.title)
    xml.end("meta")
    dynamic = any(spells.values())
    mode = {"mode": "dynamic", "timeformat": "date"} if dynamic else {"mode": "static"}
    xml.start("graph", {"defaultedgetype": "directed", **mode})
    xml.declare("node", NODE_ATTRIBUTES)
    xml.declare("edge", EDGE_ATTRIBUTES)
    xml.start("nodes", {})
    for key, actor in linked.public.actors.items():
        xml.item("node", {"id": key, "label": actor.name}, _node(linked, actor, addresses))
    xml.end("nodes")
    xml.start("edges", {})
    for key, number in edges:
        xml.item("edge", *_edge(linked, key, number, spells[key, number], addresses))
    for name in ("edges", "graph", "gexf"):
        xml.end(name)
    return RenderedFile(NETWORK_GEXF, xml.written())


class _Writer:
    """XML in the order in which it is written; every text is escaped and kept to what XML can hold."""

    def __init__(self) -> None:
        self._tree = TreeBuilder()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._tree.start(name, {key: one_line(text) for key, text in attributes.items()})

    def end(self, name: str) -> None:
        self._tree.end(name).tail = "\n"

    def leaf(self, name: str, attributes: Mapping[str, str], text: str = "") -> None:
        self.start(name, attributes)
        if text:
            self._tree.data(one_line(text))
        self.end(name)

    def declare(self, kind: str, attributes: Mapping[str, str]) -> None:
        """What nodes or edges may have beside a label. The ids are the names."""
        self.start("attributes", {"class": kind, "mode": "static"})
        for name, of_type in attributes.items():
            self.leaf("attribute", {"id": name, "title": name, "type": of_type})
        self.end("attributes")

    def item(self, name: str, attributes: Mapping[str, str], values: Mapping[str, str]) -> None:
        """A node or an edge; values that are empty are left out."""
        self.start(name, attributes)
        self.start("attvalues", {})
        for key, value in values.items():
            if value:
                self.leaf("attvalue", {"for": key, "value": value})
        self.end("attvalues")
        self.end(name)

    def written(self) -> bytes:
        """The whole as UTF-8, once everything has ended."""
        whole: bytes = tostring(self._tree.close(), encoding="utf-8", xml_declaration=True)
        return whole


def _node(linked: LinkedDossier, actor: Actor, addresses: Addresses) -> dict[str, str]:
    return {
        "kind": actor.kind,
        "kind_label": linked.public.config.kind(actor.kind).label,
        "role": actor.role,
        "aliases": BETWEEN.join(alias.text for alias in actor.other_names),
        "summary": plain_text(linked.actors[actor.id].summary.html),
        "link": addresses.of(actor_reference(actor.id)),
    }


def _edge(
    linked: LinkedDossier, owner: str, number: int, spell: dict[str, str], addresses: Addresses
) -> tuple[dict[str, str], dict[str, str]]:
    """The edge's own attributes, and the values of those that are declared."""
    relation = linked.public.actors[owner].relations[number]
    kind = linked.public.config.relation_type(relation.type)
    label = with_standing(kind.label, relation)
    name = relation_name(owner, relation)
    own = {"id": name, "source": owner, "target": relation.to, "label": label, **spell}
    sources = dict.fromkeys(citation.source for citation in relation.sources)
    note = linked.actors[owner].relations[number].note
    return own, {
        "type": relation.type,
        "type_label": kind.label,
        "symmetric": "true" if kind.symmetric else "false",
        "status": standing(relation),
        "credibility": str(relation.credibility or ""),
        "since": relation.since.text if relation.since else "",
        "until": relation.until.text if relation.until else "",
        "sources": BETWEEN.join(sources),
        "note": plain_text(note.html),
        "link": addresses.of(actor_reference(owner, relation.anchor_from(owner))),
    }


def _spell(relation: Relation) -> dict[str, str]:
    """From the first day that `since` can mean to the last of `until`; nothing of an unsure date."""
    start = _day(relation.since, relation.since.earliest if relation.since else None)
    end = _day(relation.until, relation.until.latest if relation.until else None)
    if start and end and end < start:
        return {}
    return {name: day for name, day in (("start", start), ("end", end)) if day}


def _day(date: EdtfDate | None, day: Day | None) -> str:
    if date is None or day is None or not date.is_certain or not 1 <= day[0] <= 9999:
        return ""
    return "{:04}-{:02}-{:02}".format(*day)
