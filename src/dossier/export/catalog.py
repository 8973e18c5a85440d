"""All files below `data/`: the dossier in the forms of other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dossier.export.annotations import ANNOTATIONS, annotations_jsonld
from dossier.export.bibliography import SOURCES_BIB, SOURCES_CSL, sources_bib, sources_csl_json
from dossier.export.data import DOSSIER_JSON, MENTIONS_JSONL, dossier_files, mentions_jsonl
from dossier.export.followthemoney import ENTITIES_FTM, entities_ftm
from dossier.export.gexf import NETWORK_GEXF, network_gexf
from dossier.export.timeline_csv import TIMELINE_CSV, timeline_csv
from dossier.export.wording import Addresses
from dossier.model.date_tables import DateWords
from dossier.model.evidence import OriginCounts
from dossier.model.linked import LinkedDossier
from dossier.model.page import RenderedFile
from dossier.model.verification import QuoteKey
from dossier.urls import OutputPath


@dataclass(frozen=True)
class Catalog:
    """What the data files are made of. `contexts` tells the quotes whose surroundings may be published."""

    linked: LinkedDossier
    origins: OriginCounts
    contexts: Callable[[], frozenset[QuoteKey]]
    dates: DateWords
    addresses: Addresses

    def files(self, path: OutputPath) -> Iterable[RenderedFile]:
        """One of `DATA_FILES`, and what goes with it."""
        return _MAKERS[path](self)


_MAKERS: dict[OutputPath, Callable[[Catalog], Iterable[RenderedFile]]] = {
    DOSSIER_JSON: lambda c: dossier_files(c.linked, c.origins),
    MENTIONS_JSONL: lambda c: [mentions_jsonl(c.linked)],
    ANNOTATIONS: lambda c: [annotations_jsonld(c.linked, c.addresses.base_url, c.contexts())],
    ENTITIES_FTM: lambda c: [entities_ftm(c.linked, c.dates, c.addresses)],
    SOURCES_CSL: lambda c: [sources_csl_json(c.linked.public)],
    SOURCES_BIB: lambda c: [sources_bib(c.linked.public)],
    NETWORK_GEXF: lambda c: [network_gexf(c.linked, c.addresses)],
    TIMELINE_CSV: lambda c: [timeline_csv(c.linked, c.dates, c.addresses)],
}
DATA_FILES = tuple(_MAKERS)
"""Where they are written."""
