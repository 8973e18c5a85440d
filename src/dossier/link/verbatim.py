"""Verbatim words as HTML: escaped, their omissions marked, with a link around each name."""

from __future__ import annotations

import html

from dossier.model.linked import Mention
from dossier.model.source import OMISSION
from dossier.urls import actor_reference


def quote_html(text: str, mentions: tuple[Mention, ...]) -> str:
    """Verbatim words as HTML, escaped, each linked mention an `<a>` that carries its rule."""
    parts: list[str] = []
    at = 0
    for mention in mentions:
        if mention.actor is None:
            continue
        parts.append(_plain(text[at : mention.start]))
        parts.append(_mention_html(mention))
        at = mention.end
    parts.append(_plain(text[at:]))
    return "".join(parts)


def _mention_html(mention: Mention) -> str:
    """One linked mention."""
    target = actor_reference(mention.actor or "")
    words = html.escape(mention.text, quote=False)
    return f'<a class="actor" href="{target}" data-rule="{mention.rule}">{words}</a>'


def _plain(text: str) -> str:
    escaped = html.escape(text, quote=False)
    return escaped.replace(OMISSION, f'<span class="omission">{OMISSION}</span>')
