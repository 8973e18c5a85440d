"""`data/sources.csl.json` and `data/sources.bib`: every source, held or not, in the order of ids."""

from __future__ import annotations

import json

from dossier.bibliography import entry_of
from dossier.bibliography.bibtex import bibtex_entry
from dossier.bibliography.csl import csl_item
from dossier.model.dossier import PublicDossier
from dossier.model.page import RenderedFile
from dossier.urls import OutputPath

SOURCES_CSL = OutputPath("data/sources.csl.json")
SOURCES_BIB = OutputPath("data/sources.bib")


def sources_csl_json(public: PublicDossier) -> RenderedFile:
    """The bibliography as CSL-JSON, an item a line."""
    items = (
        json.dumps(csl_item(entry_of(public, source)), ensure_ascii=False)
        for source in public.sources.values()
    )
    text = "[\n" + ",\n".join(items) + "\n]\n"
    return RenderedFile(SOURCES_CSL, text.encode())


def sources_bib(public: PublicDossier) -> RenderedFile:
    """The bibliography for biblatex, in UTF-8."""
    entries = (bibtex_entry(entry_of(public, source)) for source in public.sources.values())
    return RenderedFile(SOURCES_BIB, "\n".join(entries).encode())
