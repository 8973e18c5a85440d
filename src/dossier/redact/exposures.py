"""Where public words tell of somebody hidden: links without words of their own, and spelt-out names.

Compared as the linker compares: accents, typography, case, blanks and hyphens make no difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dossier.config import CONFIG_FILE
from dossier.diagnostics import Diagnostic, Location
from dossier.fold import fold, fold_name
from dossier.model.dossier import Dossier
from dossier.model.record import Record
from dossier.redact.hidden import MARKED_UP, WITHHELD, Hidden


def exposures(dossier: Dossier, hidden: Hidden) -> Iterator[Diagnostic]:
    """Warnings for public text that links to a hidden actor or spells out a name of one."""
    names = _names(dossier, hidden)
    spelled = _any_of(names) if names else None
    for path, text in _public_texts(dossier, hidden):
        yield from _bare_links(path, text, hidden)
        if spelled is not None:
            yield from _spelt_out(path, text, spelled, names)


def _names(dossier: Dossier, hidden: Hidden) -> dict[str, str]:
    """Every name of every hidden actor, comparable, with the actor's id.

    Aliases marked as ambiguous are other words too, so they would be found everywhere.
    """
    return {
        _comparable(name): key
        for key in sorted(hidden.actors)
        for name in (
            dossier.actors[key].name,
            *(alias.text for alias in dossier.actors[key].aliases if not alias.ambiguous),
        )
    }


def _comparable(name: str) -> str:
    return " ".join(re.split(r"[\s-]+", fold_name(name).lower())).strip()


def _any_of(names: dict[str, str]) -> re.Pattern[str]:
    patterns = (r"[\s-]+".join(map(re.escape, name.split())) for name in sorted(names) if name)
    return re.compile(r"(?<![^\W_])(?:" + "|".join(patterns) + r")(?![^\W_])", re.IGNORECASE)


def _bare_links(path: str, text: str, hidden: Hidden) -> Iterator[Diagnostic]:
    for match in MARKED_UP.finditer(text):
        actor = (match["actor"] or "").strip()
        if actor in hidden.actors and not (match["text"] or "").strip():
            message = (
                f"this text links to '{actor}', which is not public; readers will see "
                f"'{WITHHELD}' in its place"
            )
            hint = f"choose other words: [[{actor}|a third man]]"
            at = Location(path, needle=match[0])
            yield Diagnostic("hidden-reference", at, message, hint)


def _spelt_out(
    path: str, text: str, spelled: re.Pattern[str], names: dict[str, str]
) -> Iterator[Diagnostic]:
    folded, offsets = fold(MARKED_UP.sub(_shown_words, text))
    seen: set[str] = set()
    for match in spelled.finditer(folded):
        name = _comparable(match[0])
        if name in seen:
            continue
        seen.add(name)
        start, end = match.span()
        if offsets is not None:
            start, end = offsets[start], offsets[end] if end < len(offsets) else len(text)
        words = text[start:end]
        message = (
            f"this public text spells out '{words}', a name of '{names[name]}', which is not public"
        )
        hint = "take the name out, or publish the profile"
        yield Diagnostic("hidden-reference", Location(path, needle=words), message, hint)


def _shown_words(match: re.Match[str]) -> str:
    """What readers see of a link or citation, padded so that offsets stay."""
    return (match["text"] or match["label"] or "").rjust(len(match[0]))


def _public_texts(dossier: Dossier, hidden: Hidden) -> Iterator[tuple[str, str]]:
    """Each text of a public record, and each id that becomes part of an address, with its file."""
    for key, actor in dossier.actors.items():
        if key not in hidden.actors:
            yield from ((actor.path, text) for text in strings(actor))
    for key, source in dossier.sources.items():
        if key not in hidden.sources:
            yield source.path, key
            yield from ((source.path, text) for text in strings(source))
            if key in dossier.texts:
                yield f"seeds/{source.text}", dossier.texts[key]
    for key, shared in dossier.events.items():
        if key not in hidden.events and shared.owner is None:
            yield shared.path, key
            yield from ((shared.path, text) for text in strings(shared.event))
    for key, page in dossier.pages.items():
        if key not in hidden.pages:
            yield page.path, key
            yield from ((page.path, text) for text in strings(page))
    yield from ((CONFIG_FILE, text) for text in strings(dossier.config))


def strings(value: Any) -> Iterator[str]:
    """Every text in a record but its private notes and what its file's place tells."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from strings(item)
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            if name not in ("private", "path", "id"):
                yield from strings(getattr(value, name))
