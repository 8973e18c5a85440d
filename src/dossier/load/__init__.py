"""The first stage: `site_config.yml` and `content/` on disk -> a Dossier, every field checked.

Goes on past every error, so that all are reported at once. Knows nothing of the site's pages or links.

`files` finds and reads the files, `text` decodes them; `yaml_source` parses, and `yaml_words` says what is wrong with
YAML; `schema` makes records of values; `references` and `collisions` check what one says of another. `beside`, `static`,
`verified` and `canaries` read files of other kinds. `held` knows what files held when they looked as they do. `locate` finds the line of a finding, `edit` changes a text's own lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from dossier.cache import Cache, digest
from dossier.config import CONFIG_FILE, SiteConfig
from dossier.diagnostics import Diagnostic, Location
from dossier.load.beside import open_texts, verified_quotes
from dossier.load.files import (
    ContentFile,
    State,
    list_content,
    read_text,
    unread_content,
    walk,
)
from dossier.load.held import Folder, Looks, Read, as_held, known_of
from dossier.load.references import check_references
from dossier.load.schema import validate
from dossier.load.static import check_domain
from dossier.load.text import (
    OVERRIDE,
    front_matter,
    half_merged_prose,
    line_and_column,
    problem_diagnostic,
    split_lines,
    turned_text,
)
from dossier.load.yaml_source import parse
from dossier.model.actor import Actor
from dossier.model.claim import Event
from dossier.model.dossier import Dossier, FreePage, SharedEvent, keyed_events
from dossier.model.record import Record, withholds
from dossier.model.source import Source
from dossier.workers import ALONE, Executor, in_parts

R = TypeVar("R", bound=Record)
TEMPLATES = "templates"
_FILES_AT_ONCE = 200
"""So many files are parsed before a process reports: fewer are parsed sooner than one is started."""
_FILES_IN_MEMORY = 10_000
"""So many texts are held at a time: some 40 MB."""


def load_config(site: Path) -> tuple[SiteConfig | None, list[Diagnostic]]:
    """The site's settings, or None and what is wrong with them."""
    values, found = _values(site, CONFIG_FILE)
    if found and values is None:
        return None, found
    config, more = validate(SiteConfig, values, CONFIG_FILE)
    return config, found + more


def _usable_config(site: Path) -> SiteConfig:
    """What can be used of settings with errors, so that the content is checked all the same."""
    values, _ = _values(site, CONFIG_FILE)
    usable = {"title": "untitled"}
    for key, value in values.items() if isinstance(values, dict) else ():
        if validate(SiteConfig, {**usable, key: value}, CONFIG_FILE)[0] is not None:
            usable[key] = value
    config, _ = validate(SiteConfig, usable, CONFIG_FILE)
    assert config is not None  # every key of it was validated
    return config


def load(
    site: Path,
    cache: Cache | None = None,
    executor: Executor = ALONE,
    seen: Mapping[str, State] | None = None,
) -> tuple[Dossier, list[Diagnostic]]:
    """The dossier, and all that is wrong with it; what many files hold is told by `executor`.

    `seen` is how files looked a moment ago, by their paths below `site`: of those nothing else is asked where
    `cache` has noted what they held. What is as it was then, with nothing wrong, is the very same object too.

    A record with errors is left out and its id kept in `broken`: no reference to it is reported, so
    that one mistake is one message. Settings with errors are used as far as they can be.
    """
    cache = cache or Cache()
    config, found = load_config(site)
    config = config or _usable_config(site)
    broken: set[str] = set()
    look = Looks(site, cache, seen)

    def records(
        folder: str, read: Callable[[Path, Sequence[ContentFile]], Iterable[Read]]
    ) -> dict[str, Any]:
        docs = config.docs is not None and folder == "pages"
        files, problems = list_content(site, folder, docs=docs)
        found.extend(problems)
        broken.update(f"{folder}:{Path(p.location.path).stem}" for p in problems)
        before: Folder = cache.recall((b"folder", folder)) or Folder([], [], [], {})
        looks = look.at([file.path for file in files])
        if before.holds(files, looks):
            return before.records
        held = before.held()
        known = [known_of(held, file, state) for file, state in zip(files, looks, strict=True)]
        new = [file for file, same in zip(files, known, strict=True) if same is None]
        fresh = iter(read(site, new))
        loaded = {}
        for number, (file, same) in enumerate(zip(files, known, strict=True)):
            record, problems = done = same or as_held(held, file, next(fresh))
            found.extend(problems)
            if record is None:
                broken.add(f"{folder}:{file.id}")
            else:
                loaded[file.id] = record
            known[number] = None if problems or record is None else done
        loaded = dict(sorted(loaded.items()))
        if cache.notes:
            cache.note((b"folder", folder), Folder(files, looks, known, loaded))
        return loaded

    found.extend((*unread_content(site), *check_domain(site, config.publish.cname)))
    # What templates say is published: they are read by another stage, and looked for here.
    found.extend(walk(site, site / TEMPLATES, only_here=True)[1])
    actors = records("actors", partial(_records, Actor, cache, executor))
    sources = records("sources", partial(_records, Source, cache, executor))
    shared = records("events", lambda site, files: [_event(site, file) for file in files])
    pages = records("pages", lambda site, files: [_page(site, file) for file in files])
    texts, problems = open_texts(site, sources, cache, look)
    found.extend(problems)
    verified, problems = verified_quotes(site, cache, look)
    found.extend(problems)
    events = _all_events(actors, shared, cache)
    dossier = Dossier(config, actors, sources, events, pages, texts, verified, frozenset(broken))
    found.extend(check_references(dossier, cache))
    return dossier, found


def _values(site: Path, path: str) -> tuple[Any, list[Diagnostic]]:
    """What a YAML file holds, not yet checked; None with findings where it cannot be read."""
    text, found = read_text(site, path)
    return (None, found) if text is None else parse(text, path)


def _records(
    model: type[Any], cache: Cache, executor: Executor, site: Path, files: Sequence[ContentFile]
) -> Iterator[Read]:
    """Records as their files have them now; those that hold nothing back may be remembered."""
    for some in in_parts(files, _FILES_IN_MEMORY):
        done: list[Read] = []
        missing: list[tuple[int, bytes, str, ContentFile]] = []
        for number, file in enumerate(some):
            text, found = read_text(site, file.path)
            key = digest(
                b"record", model.__name__.encode(), file.path.encode(), (text or "").encode()
            )
            record = None if text is None else cache.get(key)
            if record is None and text is not None:
                missing.append((number, key, text, file))
            done.append((record, found))
        parts = in_parts(missing, _FILES_AT_ONCE)
        for part, made in zip(parts, executor.each(_records_of, model, parts), strict=True):
            for (number, key, *_), (record, found) in zip(part, made, strict=True):
                done[number] = record, found
                if record is not None and not found and not withholds(record):
                    cache.put(key, record)
        yield from done


def _records_of(
    model: type[Any], part: Sequence[tuple[int, bytes, str, ContentFile]]
) -> list[Read]:
    return [record_of(model, text, file) for _, _, text, file in part]


def record_of(model: type[R], text: str, file: ContentFile) -> tuple[R | None, list[Diagnostic]]:
    """The record that a file's text holds, or None and all that is wrong with it."""
    values, found = parse(text, file.path)
    if found and values is None:
        return None, found
    record, more = validate(model, values, file.path, {"id": file.id, "path": file.path})
    return record, found + more


def _event(site: Path, file: ContentFile) -> tuple[SharedEvent | None, list[Diagnostic]]:
    values, found = _values(site, file.path)
    if found and values is None:
        return None, found
    event, more = validate(Event, values, file.path)
    if event is not None and event.id not in (None, file.id):
        at, message = (
            Location(file.path, keys=("id", "")),
            "the id of this event is its file's name",
        )
        more.append(Diagnostic("bad-value", at, message, "rename the file, or leave 'id' out"))
    if event is not None and event.with_:
        more.append(
            Diagnostic(
                "unknown-key", Location(file.path, keys=("with",)),
                "'with' belongs to events inside an actor's profile", "did you mean 'actors'?",
            )
        )  # fmt: skip
    return (SharedEvent(file.id, file.path, event) if event else None), found + more


def _page(site: Path, file: ContentFile) -> tuple[FreePage | None, list[Diagnostic]]:
    text, found = read_text(site, file.path)
    if text is None:
        return None, found
    front, body = front_matter(text)
    if body is None:
        at, hint = Location(file.path, 1, 1), "add a line '---' after its last key"
        return None, [Diagnostic("yaml-syntax", at, "the front matter is not closed", hint)]
    values, found = parse(front, file.path) if front is not None else (None, [])
    if found and values is None:
        return None, found
    if unmerged := half_merged_prose(split_lines(text)):
        return None, [*found, problem_diagnostic(unmerged, file.path)]
    if turned := OVERRIDE.search(body):
        line, column = line_and_column(body[: turned.start()])
        line += len(split_lines(text)) - len(split_lines(body))
        found.append(turned_text(Location(file.path, line + 1, column + 1)))
    values = {} if values is None else values
    if isinstance(values, dict) and values.get("title") is None:
        title, body = _split_title(body)
        values["title"] = title or file.id.replace("-", " ").capitalize()
    record, more = validate(
        FreePage, values, file.path, {"slug": file.id, "path": file.path, "markdown": body}
    )
    return record, found + more


def _split_title(markdown: str) -> tuple[str, str]:
    """A leading `# Title` line and the rest."""
    head, _, rest = markdown.lstrip("\n").partition("\n")
    return (head[2:].strip(), rest) if head.startswith("# ") else ("", markdown)


def _is_same(one: object, other: object) -> bool:
    """Whether two words are equal, or two other things the very same."""
    return one is other or (isinstance(one, str) and one == other)


def _all_events(
    actors: dict[str, Actor], shared: dict[str, SharedEvent], cache: Cache
) -> dict[str, SharedEvent]:
    # Not by what they say: others find an event by being the very one that stands in its profile.
    told: list[object] = [*shared, *shared.values(), *actors]
    told += [part for actor in actors.values() for part in (actor.path, actor.events)]
    before, events = cache.recall(b"events") or ([], {})
    if len(before) != len(told) or not all(map(_is_same, before, told)):
        owned = (
            SharedEvent("", actor.path, event, actor.id)
            for actor in actors.values()
            for event in actor.events
        )
        events = keyed_events(shared.values(), owned)
    cache.note(b"events", (told, events))
    made: dict[str, SharedEvent] = events
    return made
