"""What a page is about as data for machines, in the words of schema.org (release 29).

Says less than the page, never more: no fact, relation, event, role or summary of anybody stands in
it, since there a status and a source could not stand beside them; and no ClaimReview, since nothing
here is rated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dossier.assemble.shelf import Shelf
from dossier.config import SiteConfig
from dossier.model.actor import Actor
from dossier.model.date_words import html_datetime
from dossier.model.dates import EdtfDate
from dossier.model.page import Place
from dossier.model.source import Source
from dossier.plain import plain_text
from dossier.urls import INDEX, Reference, actor_reference, site_reference, source_reference

Thing = dict[str, Any]

QUOTATION_LIMIT = 50
"""Passages of a source given as data on its page; `data/annotations.jsonld` holds all."""

_TYPES = {
    "article": "Article",
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "book": "Book",
    "chapter": "Chapter",
    "dataset": "Dataset",
    "legislation": "Legislation",
    "map": "Map",
    "motion_picture": "Movie",
    "post": "SocialMediaPosting",
    "post-weblog": "BlogPosting",
    "report": "Report",
    "thesis": "Thesis",
    "webpage": "WebPage",
}
"""CSL types that schema.org knows; every other is a CreativeWork."""
_HEADLINED = {"Article", "NewsArticle", "ScholarlyArticle", "BlogPosting", "Report"}

_COLLECTIONS = {
    "wikidata": ("https://www.wikidata.org/entity/", "Q"),
    "opensanctions": ("https://www.opensanctions.org/entities/", ""),
}
"""Identifiers that are addresses: where the collection keeps its entries, and how they begin."""


def site_thing(config: SiteConfig) -> Thing:
    """The dossier as a whole."""
    return _filled(
        {
            "@type": "WebSite",
            "@id": Place(site_reference(INDEX, "site")),
            "url": Place(site_reference(INDEX)),
            "name": config.title,
            "description": " ".join((config.description or "").split()),
            "inLanguage": config.language,
            "creator": list(config.author),
            "license": _address(config.license),
        }
    )


def actor_thing(shelf: Shelf, key: str) -> Thing:
    """Whom a page is about: the names, the portrait, and where else the same actor is recorded.

    Names that also mean something else are left out: nothing here could say so.
    """
    actor = shelf.linked.public.actors[key]
    image = Place(Reference(f"site:{actor.image.file}")) if actor.image else None
    return _filled(
        {
            **_actor(shelf, actor),
            "alternateName": [alias.text for alias in actor.other_names if not alias.ambiguous],
            "image": image,
            "sameAs": list(_same_as(actor.identifiers)),
        }
    )


def _actor(shelf: Shelf, actor: Actor) -> Thing:
    is_person = shelf.config.kind(actor.kind).base == "person"
    return {
        "@type": "Person" if is_person else "Organization",
        "@id": Place(_this(actor_reference(actor.id))),
        "name": actor.name,
    }


def _same_as(identifiers: Mapping[str, str]) -> Iterator[str]:
    for name, value in sorted(identifiers.items()):
        address, beginning = _COLLECTIONS.get(name.lower(), ("", ""))
        if value.startswith(("https://", "http://")):
            yield value
        elif address and value.startswith(beginning) and value.replace("-", "").isalnum():
            yield address + value


def source_things(shelf: Shelf, key: str) -> tuple[Thing, ...]:
    """The source, then its passages as quotations.

    The words of a copy that is not faithful are the copy's: they are no quotations.
    """
    source = shelf.linked.public.sources[key]
    work = _work(shelf, source)
    if source.fidelity != "faithful":
        return (work,)
    return (work, *_quotations(shelf, source))


def _work(shelf: Shelf, source: Source) -> Thing:
    kind = _TYPES.get(source.type, "CreativeWork")
    # A title in brackets describes a piece that has none.
    is_titled = not source.title.startswith("[")
    return _filled(
        {
            "@type": kind,
            "@id": Place(_this(source_reference(source.id))),
            "name": source.title if is_titled else None,
            "headline": source.title if is_titled and kind in _HEADLINED else None,
            "description": None if is_titled else source.title.strip("[]"),
            "url": source.url,
            "archivedAt": source.archive_url,
            "datePublished": _iso_date(source.published),
            "inLanguage": source.language,
            "publisher": _voice(shelf, source.publisher),
            "author": [_voice(shelf, author) for author in source.author],
            "license": _address(source.license),
            "isBasedOn": [
                {"@id": Place(_this(source_reference(d.origin)))}
                for d in source.derived_from
                if d.basis == "stated" and d.origin in shelf.sources
            ],
        }
    )


def _voice(shelf: Shelf, text: str | None) -> Thing | str | None:
    """An actor; plain words stay words, since nothing says whether they name a person."""
    actor = shelf.linked.public.actors.get(text or "")
    return _actor(shelf, actor) if actor else text


_IN_QUOTATION_MARKS = re.compile(r'["“„«][^"“”„«»]+["”“»]')


def _quotations(shelf: Shelf, source: Source) -> Iterator[Thing]:
    voices: dict[str, set[Reference | None]] = {}
    for claim in shelf.claims_of_source.get(source.id, ()):
        citation = claim.citation
        if citation.passage:
            by = citation.by.reference if citation.by else None
            voices.setdefault(citation.passage.key, set()).add(by)
    passages = [p for p in shelf.passages_of_source.get(source.id, ()) if p.is_excerpt]
    for passage in passages[:QUOTATION_LIMIT]:
        text = plain_text(passage.html)
        speaker = _speaker(text, voices.get(passage.key, set()))
        yield _filled(
            {
                "@type": "Quotation",
                "@id": Place(passage.reference),
                "text": text,
                "inLanguage": passage.language,
                "isBasedOn": {"@id": Place(_this(source_reference(source.id)))},
                "spokenByCharacter": {"@id": Place(_this(speaker))} if speaker else None,
            }
        )


def _speaker(text: str, voices: set[Reference | None]) -> Reference | None:
    """The actor whose words a passage is, where the record and the passage leave no doubt.

    `by` says who asserts a claim; the passage may tell it in the author's words. So the whole of it
    must stand in quotation marks, and all who cite it must ascribe it to the same actor.
    """
    is_speech = _IN_QUOTATION_MARKS.fullmatch(text) is not None
    return next(iter(voices)) if is_speech and len(voices) == 1 else None


def _this(page: Reference) -> Reference:
    """What a page is about, as opposed to the page."""
    return Reference(f"{page}#this")


def _iso_date(date: EdtfDate | None) -> str | None:
    """A date in ISO 8601, which has no way to say "about" or "perhaps"; None where that is needed."""
    return html_datetime(date) if date and date.is_certain else None


def _address(text: str | None) -> str | None:
    return text if text and text.startswith(("https://", "http://")) else None


def _filled(thing: Thing) -> Thing:
    """Without what is not known; a list of one is its item."""
    filled = {}
    for name, value in thing.items():
        if isinstance(value, list):
            value = value[0] if len(value) == 1 else value  # noqa: PLW2901 - the same value, shorter
        if value not in (None, "", []):
            filled[name] = value
    return filled
