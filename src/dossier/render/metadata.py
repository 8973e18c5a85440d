"""Structured data of a page (JSON-LD): its nodes with addresses for places."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from dossier.model.page import Page, Place
from dossier.urls import INDEX, Reference, site_reference

Address = Callable[[Reference], str]


def structured_data(
    page: Page, address: Address, language: str, site_title: str, name: str, description: str
) -> dict[str, Any]:
    """The page, the site it is part of and what it is about, as a document of schema.org."""
    whole = Place(site_reference(INDEX, "site"))
    here = Place(site_reference(page.path))
    node: dict[str, Any] = {
        "@type": "WebPage",
        "@id": here,
        "url": here,
        "name": name,
        "inLanguage": language,
    }
    if description:
        node["description"] = description
    if page.path == INDEX:
        node["about"] = {"@id": whole}
    else:
        node["isPartOf"] = {"@type": "WebSite", "@id": whole, "name": site_title}
        if page.things:
            node["mainEntity"] = {"@id": page.things[0]["@id"]}
    graph = _with_addresses([node, *page.things], address)
    return {"@context": "https://schema.org", "@graph": graph}


def _with_addresses(value: Any, address: Address) -> Any:
    if isinstance(value, Place):
        return address(value.reference)
    if isinstance(value, Mapping):
        return {name: _with_addresses(item, address) for name, item in value.items()}
    return [_with_addresses(item, address) for item in value] if isinstance(value, list) else value


_TAG = re.compile(r"([a-z]{2,3})(?:-[A-Za-z]{4})?-([A-Za-z]{2})(?:-.*)?")


def open_graph_locale(language: str) -> str:
    """A language tag (BCP 47) as `og:locale` has it, `language_TERRITORY`; "" without a region."""
    tag = _TAG.fullmatch(language)
    return f"{tag[1]}_{tag[2].upper()}" if tag else ""
