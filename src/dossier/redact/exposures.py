"""Where public words tell of somebody hidden: links without words of their own, names, ids.

Compared as the linker compares: accents, typography, case, blanks and hyphens make no difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import chain

from dossier.config import CONFIG_FILE
from dossier.diagnostics import Diagnostic, Keys, Location
from dossier.fold import fold, fold_name
from dossier.model.dossier import Dossier
from dossier.model.record import NOT_TEXT, Record, strings
from dossier.redact.hidden import WITHHELD, Hidden
from dossier.urls import MARKED_UP

_BETWEEN = r"[\s*_-]+"
"""What may stand between the words of a name; signs of emphasis are not shown."""
_UNSEEN = "\u00ad"
"""In the place of what readers do not see: the fold drops it, and offsets stay."""
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});")
"""A character reference (CommonMark, section 2.5)."""
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
"""A backslash that only keeps the sign after it from being read as Markdown."""
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_INSIDE = re.compile(rf"{_TAG.pattern}|\*+")
"""What may stand inside of a word and not be shown."""


def exposures(dossier: Dossier, public: Dossier, hidden: Hidden) -> Iterator[Diagnostic]:
    """Warnings for public text that links to a hidden actor or spells out a name of one.

    `public` is what `redact` has made of `dossier`: a name is looked for in what is left, so that a
    reference that was taken out is not found, and one that was forgotten is.
    """
    for path, keys, text in _texts(dossier, hidden):
        yield from _bare_links(path, keys, text, hidden)
    names = _names(dossier, hidden)
    spelled = _Spelled(names)
    # A reference to something public whose id holds a name: told where the id is given.
    ids = {own for _, own in _public_ids(dossier, hidden)}
    for path, keys, text in _texts(public, Hidden()):
        published = () if text in ids else (text, *_addresses(text))
        for words, key in chain.from_iterable(map(spelled.in_text, published)):
            message = (
                f"this public text spells out '{words}', a name of '{key}', which is not public"
            )
            hint = "take the name out, or publish the profile"
            yield Diagnostic("hidden-name", Location(path, keys=keys, needle=words), message, hint)
    yield from _told_by_ids(dossier, hidden, names)


def _told_by_ids(dossier: Dossier, hidden: Hidden, names: dict[str, str]) -> Iterator[Diagnostic]:
    """Warnings for ids, which become addresses, that hold a hidden actor's name or id."""
    spelled = _Spelled({**{_comparable(key): key for key in sorted(hidden.actors)}, **names})
    for path, own in _public_ids(dossier, hidden):
        for words, key in spelled.in_text(own):
            what = "the id" if words == key else "a name"
            message = f"the id '{own}' holds '{words}', {what} of '{key}', which is not public"
            hint = "ids stand in addresses: give it another one, or publish the profile"
            yield Diagnostic("hidden-name", Location(path, needle=own), message, hint)


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
    return " ".join(re.split(_BETWEEN, fold_name(name).lower())).strip()


class _Spelled:
    """Looks for names in texts, all at once."""

    def __init__(self, names: dict[str, str]) -> None:
        """`names`, comparable, with the ids of their actors."""
        # A pattern that passes over case takes other forms of a letter for it too, as casefold does.
        self._owners = {name.casefold(): key for name, key in names.items() if name}
        patterns = (_BETWEEN.join(map(re.escape, name.split())) for name in sorted(names) if name)
        anyone = "|".join(patterns) or "(?!)"
        self._pattern = re.compile(rf"(?<![^\W_])(?:{anyone})(?![^\W_])", re.IGNORECASE)

    def in_text(self, text: str) -> Iterator[tuple[str, str]]:
        """The names in a text as they stand there, each once, with whose they are."""
        seen: set[str] = set()
        for folded, offsets in map(fold, _readings(MARKED_UP.sub(_shown_words, text))):
            for match in self._pattern.finditer(folded):
                name = _comparable(match[0]).casefold()
                if name in seen:
                    continue
                seen.add(name)
                start, end = match.span()
                if offsets is not None:
                    start, end = offsets[start], offsets[end] if end < len(offsets) else len(text)
                yield text[start:end], self._owners[name]


def _bare_links(path: str, keys: Keys, text: str, hidden: Hidden) -> Iterator[Diagnostic]:
    for match in MARKED_UP.finditer(text):
        actor = (match["actor"] or "").strip()
        if actor in hidden.actors and not (match["text"] or "").strip():
            message = (
                f"this text links to '{actor}', which is not public; readers will see "
                f"'{WITHHELD}' in its place"
            )
            hint = f"choose other words: [[{actor}|a third man]]"
            at = Location(path, keys=keys, needle=match[0])
            yield Diagnostic("hidden-reference", at, message, hint)


def _readings(text: str) -> Iterator[str]:
    """What readers see of a text, where tags part words, then where they and emphasis stand inside of them.

    Padded so that offsets stay.
    """
    text = _ESCAPE.sub(_UNSEEN, text)
    text = _REFERENCE.sub(lambda found: unescape(found[0]).ljust(len(found[0]), _UNSEEN), text)
    yield _TAG.sub(lambda found: " " * len(found[0]), text)
    if _INSIDE.search(text):
        yield _INSIDE.sub(lambda found: _UNSEEN * len(found[0]), text)


def _shown_words(match: re.Match[str]) -> str:
    """What readers see of a link or citation, padded so that offsets stay."""
    group = next((name for name in ("text", "label", "quoted") if match[name]), None)
    if group is None:
        return " " * len(match[0])
    return (" " * (match.start(group) - match.start()) + match[group]).ljust(len(match[0]))


def _addresses(text: str) -> Iterator[str]:
    """Where a text's links by a path of the site lead: the path may name a file of `static/`."""
    return (match[0].partition("](")[2] for match in MARKED_UP.finditer(text) if match["path"])


def _texts(dossier: Dossier, hidden: Hidden) -> Iterator[tuple[str, Keys, str]]:
    """Each text of a record that is not hidden, with its file and the key that it stands below."""
    records: list[tuple[str, Keys, Record]] = [(CONFIG_FILE, (), dossier.config)]
    records += [(a.path, (), a) for key, a in dossier.actors.items() if key not in hidden.actors]
    records += [(s.path, (), s) for key, s in dossier.sources.items() if key not in hidden.sources]
    records += [(p.path, (), p) for key, p in dossier.pages.items() if key not in hidden.pages]
    records += [
        (shared.path, () if shared.owner is None else ("events",), shared.event)
        for key, shared in dossier.events.items()
        if key not in hidden.events
    ]
    for path, above, record in records:
        for name, info in type(record).model_fields.items():
            if name not in NOT_TEXT:
                keys = (*above, info.alias or name)
                yield from ((path, keys, text) for text in strings(getattr(record, name)))
    for key, text in dossier.texts.items():
        if key not in hidden.sources:
            yield f"seeds/{dossier.sources[key].text}", (), text


def _public_ids(dossier: Dossier, hidden: Hidden) -> Iterator[tuple[str, str]]:
    """Each id of something public, and each that it had before, with its file."""
    for key, actor in dossier.actors.items():
        if key not in hidden.actors:
            relations = (r for r in actor.relations if r.to not in hidden.actors)
            claims = (claim.id for claim in (*actor.facts, *relations) if claim.id)
            yield from ((actor.path, own) for own in (key, *actor.former_ids, *claims))
    for key, source in dossier.sources.items():
        if key not in hidden.sources:
            excerpts = (excerpt.id for excerpt in source.excerpts if excerpt.id)
            yield from ((source.path, own) for own in (key, *excerpts))
    for key, shared in dossier.events.items():
        # An event of a profile has an id of its own, or one that is made of its title.
        own_id = key if shared.owner is None else shared.event.id
        if key not in hidden.events and own_id:
            yield shared.path, own_id
    yield from ((page.path, key) for key, page in dossier.pages.items() if key not in hidden.pages)
