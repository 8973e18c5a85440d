"""An id everywhere: which files change, and what they hold afterwards. Nothing is written here."""

from __future__ import annotations

import codecs
import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dossier.amend import FileChange
from dossier.authoring.references import (
    Kind,
    Renaming,
    former_ids,
    renamed_config,
    renamed_record,
)
from dossier.config import CONFIG_FILE
from dossier.diagnostics import DossierError, did_you_mean
from dossier.load import load
from dossier.load.edit import EditRefused, add_items
from dossier.load.files import ContentFile, content_files
from dossier.load.text import TextProblem, decode
from dossier.model.dossier import Dossier, keyed_events
from dossier.model.verification import VERIFIED_FILE, as_lines, from_line
from dossier.urls import RESERVED_PAGES, slug_problem

Files = Mapping[Kind, Mapping[str, ContentFile]]
KINDS: tuple[Kind, ...] = ("actor", "source", "event", "page")


class Ambiguous(DossierError):
    """Several things of different kinds have that id."""


@dataclass(frozen=True)
class Plan:
    """What a renaming does, to be shown or made."""

    kind: Kind
    changes: tuple[FileChange, ...]


def plan(site: Path, old: str, new: str, kind: Kind | None = None) -> Plan:
    """Every file that changes when the id `old` becomes `new`.

    Raises DossierError where there is no such id, where the new one is taken or can be none, and
    where a file that holds the id cannot be changed safely; Ambiguous where the kind must be said.
    """
    dossier, _ = load(site)
    docs = dossier.config.docs is not None
    files: Files = {each: content_files(site, each, docs=docs) for each in KINDS}
    kind = _kind_of(files, old, kind)
    _check_new(files, kind, old, new)
    for actor in dossier.actors.values() if kind == "actor" else ():
        if new in actor.former_ids and actor.id != old:
            words = f"'{new}' was an id of {actor.path}, and its address leads there"
            raise DossierError(f"{words}: choose another")
    renaming = _with_anchors(Renaming(kind, old, new), dossier)
    own = files[kind][old]
    everything = [file for group in files.values() for file in group.values()]
    places = sorted({file.path for file in everything} | {CONFIG_FILE, VERIFIED_FILE})
    telling = _telling(renaming)
    changes = [_change(site, path, renaming, own.path, telling) for path in places]
    return Plan(kind, tuple(change for change in changes if change))


def _kind_of(files: Files, old: str, kind: Kind | None) -> Kind:
    found = [each for each in KINDS if old in files[each]]
    if kind:
        if kind in found:
            return kind
        hint = did_you_mean(old, files[kind])
        raise DossierError(f"no {kind} '{old}'" + (f"; {hint}" if hint else ""))
    if not found:
        hint = did_you_mean(old, {key for group in files.values() for key in group})
        raise DossierError(
            f"no actor, source, event or page '{old}'" + (f"; {hint}" if hint else "")
        )
    if len(found) > 1:
        raise Ambiguous(f"'{old}' is the id of several: say which with --kind {'|'.join(found)}")
    return found[0]


def _check_new(files: Files, kind: Kind, old: str, new: str) -> None:
    problem = slug_problem(new)
    if not problem and kind == "page" and new in RESERVED_PAGES:
        problem = f"'{new}' is a folder of the site itself"
    if not problem and new == old:
        problem = "that is its id already"
    if not problem and new in files[kind]:
        problem = f"the id '{new}' is taken by {files[kind][new].path}"
    if problem:
        raise DossierError(problem)


def _with_anchors(renaming: Renaming, dossier: Dossier) -> Renaming:
    """With the names of places on pages that are made of the id, or of words that hold it."""
    pairs = dict(_anchors(renaming, dossier))
    return replace(renaming, anchors={old: new for old, new in pairs.items() if old != new})


def _anchors(renaming: Renaming, dossier: Dossier) -> Iterator[tuple[str, str]]:
    def actor(name: str) -> str:
        return renaming.new if renaming.kind == "actor" and name == renaming.old else name

    for each in dossier.actors.values():
        for relation in each.relations:
            after = relation.model_copy(update={"to": actor(relation.to)})
            yield relation.anchor_from(each.id), after.anchor_from(actor(each.id))
        for fact in each.facts:
            after_fact = fact.model_copy(update={"value": renaming.prose(fact.value)})
            yield fact.anchor, after_fact.anchor
    before = {id(shared.event): key for key, shared in dossier.events.items()}
    owned = [
        replace(shared, owner=actor(shared.owner))
        for shared in dossier.events.values()
        if shared.owner is not None
    ]
    shared = [each for each in dossier.events.values() if each.owner is None]
    for key, each_event in keyed_events(shared, owned).items():
        yield f"event-{before[id(each_event.event)]}", f"event-{key}"
    if renaming.kind == "event":
        yield f"event-{renaming.old}", f"event-{renaming.new}"


def _telling(renaming: Renaming) -> tuple[bytes, ...]:
    """What a file holds, one of them at least, in which anything may change: the id, or a place's name.

    A name that is made of the id is found with it: of a busy actor there are thousands.
    """
    others = (name for name in renaming.anchors if renaming.old not in name)
    return (renaming.old.encode(), *(name.encode() for name in others))


def _change(
    site: Path, path: str, renaming: Renaming, own: str, telling: tuple[bytes, ...]
) -> FileChange | None:
    """What becomes of one file; None where it stays as it is."""
    target = site / path
    if path == VERIFIED_FILE and not target.exists():
        return None
    new_path = path
    if path == own:
        folder, _, name = path.rpartition("/")
        new_path = f"{folder}/{renaming.new}.{name.rpartition('.')[2]}"
    try:
        data = target.read_bytes()
        if path != own and not any(name in data for name in telling):
            return None
        mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        new = mark + _text(decode(data), path, renaming, is_own=path == own).encode()
    except OSError as problem:
        words = (problem.strerror or str(problem)).lower()
        raise DossierError(f"{path}: {words}") from None
    except TextProblem as problem:
        raise DossierError(f"{path}: {problem.message}") from None
    except EditRefused as problem:
        raise DossierError(f"{path}: {problem}") from None
    return FileChange(path, data, new, new_path) if (new, new_path) != (data, path) else None


def _text(text: str, path: str, renaming: Renaming, *, is_own: bool) -> str:
    if path == CONFIG_FILE:
        return renamed_config(text, renaming)
    if path == VERIFIED_FILE:
        return _renamed_lines(text, renaming)
    if path.endswith(".md"):
        return renaming.prose(text)
    made = renamed_record(text, renaming, is_own=is_own)
    if is_own and renaming.kind == "actor" and not _led_back(text, made):
        made = add_items(made, ("former_ids",), [renaming.old])
    return made


def _led_back(text: str, made: str) -> bool:
    """Whether the old id has already taken the place of the new one in `former_ids`."""
    return former_ids(text) != former_ids(made)


def _renamed_lines(text: str, renaming: Renaming) -> str:
    """The record of what was verified, as `check --record` would have written it."""
    if renaming.kind != "source":
        return text
    try:
        records = [from_line(line) for line in text.split("\n") if line.strip()]
    except ValueError:
        raise EditRefused(
            "it has lines that are none; run 'dossier check --record' first"
        ) from None
    after = [
        record._replace(key=record.key._replace(source=renaming.new))
        if record.key.source == renaming.old
        else record
        for record in records
    ]
    return as_lines(after)


def diff_lines(changes: Iterable[FileChange]) -> Iterator[str]:
    """The changes as a unified diff, a line each."""
    for change in changes:
        old, new = (
            data.decode("utf-8", "replace").splitlines() for data in (change.old, change.new)
        )
        if change.path != change.new_path:
            yield f"rename {change.path} -> {change.new_path}"
        yield from difflib.unified_diff(old, new, change.path, change.new_path, lineterm="")
