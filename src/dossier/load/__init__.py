"""The first stage: `site_config.yml` and `content/` on disk -> a Dossier, every field checked.

Goes on past every error, so that all are reported at once. Knows nothing of the site's pages or links.

`files` finds and reads the files, `text` decodes them; `yaml_source` parses, and `yaml_words` says what is wrong with
YAML; `schema` makes records of values; `references` and `collisions` check what one says of another. `static`, `verified`
and `canaries` read files of other kinds. `locate` finds the line of a finding, `edit` changes a text's own lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from dossier.cache import Cache, digest
from dossier.config import CONFIG_FILE, SiteConfig
from dossier.diagnostics import Diagnostic, Location
from dossier.load.files import (
    ContentFile,
    check_seed_path,
    leads_through_link,
    list_content,
    read_seed,
    read_text,
    state_of_file,
    unread_content,
    walk,
)
from dossier.load.references import check_references
from dossier.load.schema import validate
from dossier.load.static import check_domain
from dossier.load.text import OVERRIDE, front_matter, line_and_column, split_lines, turned_text
from dossier.load.verified import read_verified
from dossier.load.yaml_source import parse
from dossier.model.actor import Actor
from dossier.model.claim import Event
from dossier.model.dossier import Dossier, FreePage, SharedEvent, keyed_events
from dossier.model.record import Record, withholds
from dossier.model.source import Source
from dossier.workers import ALONE, Executor, in_parts

R = TypeVar("R", bound=Record)
TEMPLATES = "templates"
Read = tuple[Any, list[Diagnostic]]
"""What a file holds, or None, and what is wrong with it."""
T = TypeVar("T")
Looks = dict[str, tuple[tuple[int, ...], T]]
"""By their paths, how files looked when they were read, and what they held."""
_NEVER: tuple[tuple[int, ...], None] = ((), None)
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
    site: Path, cache: Cache | None = None, executor: Executor = ALONE
) -> tuple[Dossier, list[Diagnostic]]:
    """The dossier, and all that is wrong with it; what many files hold is told by `executor`.

    A record with errors is left out and its id kept in `broken`: no reference to it is reported, so
    that one mistake is one message. Settings with errors are used as far as they can be.
    """
    cache = cache or Cache()
    config, found = load_config(site)
    config = config or _usable_config(site)
    broken: set[str] = set()

    def records(
        folder: str,
        read: Callable[[Path, Sequence[ContentFile]], Iterable[Read]],
    ) -> dict[str, Any]:
        docs = config.docs is not None and folder == "pages"
        files, problems = list_content(site, folder, docs=docs)
        found.extend(problems)
        broken.update(f"{folder}:{Path(p.location.path).stem}" for p in problems)
        loaded = {}
        for file, (record, problems) in zip(files, read(site, files), strict=True):
            found.extend(problems)
            if record is None:
                broken.add(f"{folder}:{file.id}")
            else:
                loaded[file.id] = record
        return dict(sorted(loaded.items()))

    found.extend((*unread_content(site), *check_domain(site, config.publish.cname)))
    # What templates say is published: they are read by another stage, and looked for here.
    found.extend(walk(site, site / TEMPLATES, only_here=True)[1])
    actors = records("actors", partial(_records, Actor, cache, executor))
    sources = records("sources", partial(_records, Source, cache, executor))
    shared = records("events", lambda site, files: [_event(site, file) for file in files])
    pages = records("pages", lambda site, files: [_page(site, file) for file in files])
    texts, problems = _open_texts(site, sources, cache)
    found.extend(problems)
    verified, problems = read_verified(site)
    found.extend(problems)
    events = _all_events(actors, shared)
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
    # How each file looked before it was read: who looks alike later holds the same.
    before: Looks[Read] = cache.recall((b"records", model)) or {}
    now: Looks[Read] = {}
    for some in in_parts(files, _FILES_IN_MEMORY):
        done: list[Read | None] = []
        missing: list[tuple[int, bytes, str, ContentFile]] = []
        states = [state_of_file(f"{site}/{file.path}") for file in some]
        for number, (file, state) in enumerate(zip(some, states, strict=True)):
            looked, known = before.get(file.path, _NEVER)
            if known is None or looked != state:
                text, found = read_text(site, file.path)
                key = digest(
                    b"record", model.__name__.encode(), file.path.encode(), (text or "").encode()
                )
                record = None if text is None else cache.get(key)
                if record is not None or text is None:
                    known = record, found
                else:
                    known = None
                    missing.append((number, key, text, file))
            done.append(known)
        parts = in_parts(missing, _FILES_AT_ONCE)
        for part, made in zip(parts, executor.each(_records_of, model, parts), strict=True):
            for (number, key, *_), (record, found) in zip(part, made, strict=True):
                done[number] = record, found
                if record is not None and not found and not withholds(record):
                    cache.put(key, record)
        for file, state, read in zip(some, states, done, strict=True):
            assert read is not None  # every missing one was made
            if read[0] is not None and not read[1]:
                now[file.path] = state, read
            yield read
    # Whoever asks for the records asks for one more than there are, and so comes here.
    cache.note((b"records", model), now)


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


def _open_texts(
    site: Path, sources: dict[str, Source], cache: Cache
) -> tuple[dict[str, str], list[Diagnostic]]:
    texts: dict[str, str] = {}
    found: list[Diagnostic] = []
    straight: dict[str, bool] = {}
    before: Looks[str] = cache.recall(b"texts") or {}
    now: Looks[str] = {}
    for source in sources.values():
        if source.text is None:
            continue
        if source.rights != "open":
            # Only its path is checked here: the build never needs the text itself.
            found.extend(check_seed_path(source.text, source.path))
            continue
        folder = source.text.rpartition("/")[0]
        if folder not in straight:
            straight[folder] = not leads_through_link(site / "seeds", folder)
        state = state_of_file(f"{site}/seeds/{source.text}")
        looked, known = before.get(source.text, _NEVER)
        text, problems = known, list[Diagnostic]()
        if known is None or looked != state or not straight[folder]:
            text, problems = read_seed(site, source.text, source.path)
        if text is not None and not problems:
            now[source.text] = state, text
        found.extend(problems)
        if text is not None:
            texts[source.id] = text
        elif not problems:
            message = (
                f"the full text seeds/{source.text} is not there, and `rights: open` publishes it"
            )
            hint = "put the text there, or publish excerpts only: rights: quotation"
            at = Location(source.path, keys=("text", ""))
            found.append(Diagnostic("text-missing", at, message, hint))
    cache.note(b"texts", now)
    return texts, found


def _all_events(actors: dict[str, Actor], shared: dict[str, SharedEvent]) -> dict[str, SharedEvent]:
    owned = (
        SharedEvent("", actor.path, event, actor.id)
        for actor in actors.values()
        for event in actor.events
    )
    return keyed_events(shared.values(), owned)
