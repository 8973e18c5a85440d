"""`data/annotations.jsonld`: every published passage as a W3C Web Annotation.

Follows the Web Annotation Data Model (W3C Recommendation, 23 February 2017): TextQuoteSelector,
TextPositionSelector, AnnotationCollection with one AnnotationPage. Offsets are code points of the stored
full text (UTF-8, without a byte-order mark, line ends as they are), whose SHA-256 stands beside them, not
of the page at the source's address.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dossier.model.claim import Citation
from dossier.model.dossier import PublicDossier
from dossier.model.linked import LinkedDossier, LinkedExcerpt
from dossier.model.page import RenderedFile
from dossier.model.source import OMISSION, Excerpt, Source
from dossier.model.verification import (
    QuoteKey,
    VerifiedQuote,
    excerpt_key,
    quote_key,
    verified_quote,
)
from dossier.urls import OutputPath, actor_page

ANNOTATIONS = OutputPath("data/annotations.jsonld")
_URN = "urn:x-dossier"
"""Ids of our own that no move of the site changes."""
_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"textSha256": f"{_URN}:textSha256"}]


def annotations_jsonld(
    linked: LinkedDossier, base_url: str | None, contexts: frozenset[QuoteKey]
) -> RenderedFile:
    """All excerpts, then the quotes of citations and prose that no excerpt holds, each once.

    `contexts` are the quotes whose recorded prefix and suffix may be published.
    """
    items = list(_annotations(linked, base_url, contexts))
    name = f"{_URN}:annotations"
    page = {"type": "AnnotationPage", "startIndex": 0, "items": items}
    collection = {
        "@context": _CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": linked.public.config.title,
        "total": len(items),
        "first": {"id": f"{name}:1", **page},
    }
    text = json.dumps(collection, ensure_ascii=False, indent=1)
    return RenderedFile(ANNOTATIONS, (text + "\n").encode())


def _annotations(
    linked: LinkedDossier, base_url: str | None, contexts: frozenset[QuoteKey]
) -> Iterator[dict[str, Any]]:
    public = linked.public
    others = _other_quotes(linked)
    for name, source in public.sources.items():
        for excerpt, passage in zip(source.excerpts, linked.sources[name].excerpts, strict=True):
            body = _body(public, excerpt, passage, base_url)
            key = excerpt_key(name, excerpt)
            record = verified_quote(public.verified, source, key)
            yield {
                "id": f"{_URN}:passage:{name}:{excerpt.key}",
                "type": "Annotation",
                "motivation": "commenting" if excerpt.note else "highlighting",
                **({"body": body} if body else {}),
                "target": _target(source, excerpt.quote, record, with_context=key in contexts),
            }
        for words in others.get(name, ()):
            key = quote_key(name, words)
            record = verified_quote(public.verified, source, key)
            yield {
                "id": f"{_URN}:quote:{name}:{key.quote_sha256[:16]}",
                "type": "Annotation",
                "motivation": "highlighting",
                "target": _target(source, words, record, with_context=key in contexts),
            }


def _other_quotes(linked: LinkedDossier) -> dict[str, dict[str, None]]:
    """By source: quoted words outside of excerpts, each once, in the order of the dossier."""
    found: dict[str, dict[str, None]] = {}
    for citation in _citations(linked.public):
        if citation.quote:
            found.setdefault(citation.source, {})[" ".join(citation.quote.split())] = None
    for _, text in linked.texts:
        for name, words in text.quoted:
            found.setdefault(name, {})[" ".join(words.split())] = None
    return found


def _citations(public: PublicDossier) -> Iterator[Citation]:
    for actor in public.actors.values():
        for claim in (*actor.facts, *actor.relations):
            yield from claim.sources
    for shared in public.events.values():
        yield from shared.event.sources
        for account in shared.event.dates:
            yield from account.sources


def _body(
    public: PublicDossier, excerpt: Excerpt, passage: LinkedExcerpt, base_url: str | None
) -> list[dict[str, Any]]:
    """The analyst's note, and whom the passage names."""
    body: list[dict[str, Any]] = []
    if excerpt.note:
        note = {"type": "TextualBody", "value": excerpt.note, "format": "text/markdown"}
        body.append({**note, "language": public.config.language, "purpose": "commenting"})
    for actor in passage.actors:
        page = f"{base_url}{actor_page(actor)}" if base_url else f"{_URN}:actor:{actor}"
        body.append({"type": "SpecificResource", "source": page, "purpose": "identifying"})
    return body


def _target(
    source: Source, quote: str, record: VerifiedQuote | None, *, with_context: bool
) -> dict[str, Any] | list[dict[str, Any]]:
    """The passage; a list where it has omissions, one target a part.

    Several selectors of one target all mean the same words (Web Annotation Data Model, 4), so that
    the parts of a passage have to be targets of their own.
    """
    words = [" ".join(part.split()) for part in quote.split(OMISSION) if part.strip()]
    about: dict[str, Any] = {"source": source.url or f"{_URN}:source:{source.id}"}
    if record:
        about["textSha256"] = record.text_sha256
    known = record.parts if record and len(record.parts) == len(words) else [None] * len(words)
    targets = []
    for exact, part in zip(words, known, strict=True):
        # By the text's own letters, which the quote may have in another typography.
        letters = part.exact or exact if part else exact
        by_quote = {"type": "TextQuoteSelector", "exact": letters}
        if part is None:
            targets.append(about | {"selector": by_quote})
            continue
        if with_context:
            beside = {"prefix": part.prefix, "suffix": part.suffix}
            by_quote |= {key: context for key, context in beside.items() if context}
        by_place = {"type": "TextPositionSelector", "start": part.start, "end": part.end}
        targets.append(about | {"selector": [by_quote, by_place]})
    return targets if len(targets) > 1 else targets[0]
