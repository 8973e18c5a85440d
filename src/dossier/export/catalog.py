"""All files below `data/`: the dossier in the forms of other programs."""

from __future__ import annotations

from collections.abc import Iterator

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

DATA_FILES = (
    DOSSIER_JSON, MENTIONS_JSONL, ANNOTATIONS, ENTITIES_FTM, SOURCES_CSL, SOURCES_BIB, NETWORK_GEXF,
    TIMELINE_CSV,
)  # fmt: skip


def data_files(
    linked: LinkedDossier,
    origins: OriginCounts,
    contexts: frozenset[QuoteKey],
    dates: DateWords,
    addresses: Addresses,
) -> Iterator[RenderedFile]:
    """Each of `DATA_FILES`, and one for each actor. `contexts` are the quotes whose surroundings may be published."""
    yield from dossier_files(linked, origins)
    yield mentions_jsonl(linked)
    yield annotations_jsonld(linked, addresses.base_url, contexts)
    yield entities_ftm(linked, dates, addresses)
    yield sources_csl_json(linked.public)
    yield sources_bib(linked.public)
    yield network_gexf(linked, addresses)
    yield timeline_csv(linked, dates, addresses)
