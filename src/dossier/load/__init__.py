"""The first stage: `site_config.yml` and `content/` on disk -> a Dossier, every field checked.

Goes on past every error, so that all are reported at once. Knows nothing of the site's pages or links.

`files` finds and reads the files, `text` decodes them; `yaml_source` parses, and `yaml_words` says what is wrong with
YAML; `schema` makes records of values; `references` and `collisions` check what one says of another. `static`, `verified`
and `canaries` read files of other kinds. `locate` finds the line of a finding, `edit` changes a text's own lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from dossier.cache import Cache, digest
from dossier.config import CONFIG_FILE, SiteConfig
from dossier.diagnostics import Diagnostic, Location
from dossier.load.files import (
    ContentFile,
    State,
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
from dossier.model.verification import VERIFIED_FILE, QuoteKey, VerifiedQuote
from dossier.workers import ALONE, Executor, in_parts

R = TypeVar("R", bound=Record)
TEMPLATES = "templates"
Read = tuple[Any, list[Diagnostic]]
"""What a file holds, or None, and what is wrong with it."""
T = TypeVar("T")
_Held = dict[str, tuple[State, T]]
"""By their paths, how files looked when they were read, and what they held."""
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
    `cache` has noted what they held. What is as it was then is the very same object too.

    A record with errors is left out and its id kept in `broken`: no reference to it is reported, so
    that one mistake is one message. Settings with errors are used as far as they can be.
    """
    cache = cache or Cache()
    config, found = load_config(site)
    config = config or _usable_config(site)
    broken: set[str] = set()
    look = _Looks(site, cache, seen)

    def records(
        folder: str, read: Callable[[Path, Sequence[ContentFile]], Iterable[Read]]
    ) -> dict[str, Any]:
        docs = config.docs is not None and folder == "pages"
        files, problems = list_content(site, folder, docs=docs)
        found.extend(problems)
        broken.update(f"{folder}:{Path(p.location.path).stem}" for p in problems)
        before: _Folder = cache.recall((b"folder", folder)) or _NO_FOLDER
        looks = look.at([file.path for file in files])
        if before.holds(files, looks):
            return before.records
        held = before.held()
        known = [_known(held, file, state) for file, state in zip(files, looks, strict=True)]
        new = [file for file, same in zip(files, known, strict=True) if same is None]
        fresh = iter(read(site, new))
        loaded = {}
        for number, (file, same) in enumerate(zip(files, known, strict=True)):
            record, problems = done = same or _as_held(held, file, next(fresh))
            found.extend(problems)
            if record is None:
                broken.add(f"{folder}:{file.id}")
            else:
                loaded[file.id] = record
            known[number] = None if problems or record is None else done
        loaded = dict(sorted(loaded.items()))
        if cache.notes:
            cache.note((b"folder", folder), _Folder(files, looks, known, loaded))
        return loaded

    found.extend((*unread_content(site), *check_domain(site, config.publish.cname)))
    # What templates say is published: they are read by another stage, and looked for here.
    found.extend(walk(site, site / TEMPLATES, only_here=True)[1])
    actors = records("actors", partial(_records, Actor, cache, executor))
    sources = records("sources", partial(_records, Source, cache, executor))
    shared = records("events", lambda site, files: [_event(site, file) for file in files])
    pages = records("pages", lambda site, files: [_page(site, file) for file in files])
    texts, problems = _open_texts(site, sources, cache, look)
    found.extend(problems)
    verified, problems = _verified(site, cache, look)
    found.extend(problems)
    events = _all_events(actors, shared, cache)
    dossier = Dossier(config, actors, sources, events, pages, texts, verified, frozenset(broken))
    found.extend(check_references(dossier, cache))
    return dossier, found


class _Looks:
    """How files look, where that may tell that they hold what they held."""

    def __init__(self, site: Path, cache: Cache, seen: Mapping[str, State] | None) -> None:
        """With how they looked a moment ago, as far as that is known."""
        # As the paths below the site begin: with nothing, where it is the current folder.
        self._begin = str(site / "_")[:-1]
        self._is_asked = cache.notes
        self._seen = seen or {}

    def at(self, paths: Iterable[str]) -> list[State]:
        """Of each path, in their order; () of a file that is not there, and where nobody wants to know."""
        if not self._is_asked:
            return [() for _ in paths]
        seen, begin = self._seen, self._begin
        return [seen.get(begin + path) or state_of_file(begin + path) for path in paths]


class _Folder(NamedTuple):
    """The files of a folder with how they looked, and what they held; None where anything was wrong with it."""

    files: list[ContentFile]
    looks: list[State]
    reads: list[Read | None]
    records: dict[str, Any]

    def holds(self, files: list[ContentFile], looks: list[State]) -> bool:
        """Whether it still holds what it did, nothing of it being wrong."""
        return self.files == files and self.looks == looks and None not in self.reads

    def held(self) -> _Held[Read]:
        """What its files held."""
        whole = zip(self.files, self.looks, self.reads, strict=True)
        return {file.path: (state, read) for file, state, read in whole if read is not None}


_NO_FOLDER = _Folder([], [], [], {})


def _known(held: _Held[Read], file: ContentFile, state: State) -> Read | None:
    """What a file holds that looks as it did; None where it may be something else."""
    looked, read = held.get(file.path, ((), None))
    return read if looked == state else None


def _as_held(held: _Held[Read], file: ContentFile, read: Read) -> Read:
    """What a file holds, made of the very parts of what it held where they are equal: what is known of these holds."""
    record, found = read
    before = held.get(file.path)
    if record is None or before is None or not isinstance(record, Record):
        return read
    _, (other, _) = before
    same = {
        name: part
        for name in type(record).model_fields
        if (part := getattr(other, name)) == getattr(record, name)
    }
    alike = record.model_copy()
    # Not by `update`: which of its keys were given would seem to be another thing.
    vars(alike).update(same)
    return alike, found


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
    site: Path, sources: dict[str, Source], cache: Cache, look: _Looks
) -> tuple[dict[str, str], list[Diagnostic]]:
    texts: dict[str, str] = {}
    found: list[Diagnostic] = []
    published: list[tuple[Source, str]] = []
    for source, path in cache.once("full texts", sources, _with_texts):
        if source.rights == "open":
            published.append((source, path))
        else:
            # Only its path is checked here: the build never needs the text itself.
            found.extend(check_seed_path(path, source.path))
    straight = {
        folder: not leads_through_link(site / "seeds", folder)
        for folder in {text.rpartition("/")[0] for _, text in published}
    }
    looks = look.at(f"seeds/{path}" for _, path in published)
    before: _Texts = cache.recall(b"texts") or _Texts([], [], {}, {})
    if all(straight.values()) and before.holds(published, looks):
        return before.texts, found
    held: _Held[str] = {}
    for (source, path), state in zip(published, looks, strict=True):
        looked, text = before.held.get(path, ((), None))
        problems: list[Diagnostic] = []
        if text is None or looked != state or not straight[path.rpartition("/")[0]]:
            text, problems = read_seed(site, path, source.path)
        if cache.notes and text is not None and not problems:
            held[path] = state, text
        found.extend(problems)
        if text is not None:
            texts[source.id] = text
        elif not problems:
            message = f"the full text seeds/{path} is not there, and `rights: open` publishes it"
            hint = "put the text there, or publish excerpts only: rights: quotation"
            at = Location(source.path, keys=("text", ""))
            found.append(Diagnostic("text-missing", at, message, hint))
    if texts == before.texts:
        texts = before.texts
    cache.note(b"texts", _Texts(published, looks, held, texts))
    return texts, found


class _Texts(NamedTuple):
    """Full texts by their sources, with how their files looked; of `held` nothing was wrong with the file."""

    published: list[tuple[Source, str]]
    looks: list[State]
    held: _Held[str]
    texts: dict[str, str]

    def holds(self, published: list[tuple[Source, str]], looks: list[State]) -> bool:
        """Whether the same texts are published, nothing being wrong with them."""
        told = self.published, self.looks
        return told == (published, looks) and all(path in self.held for _, path in published)


def _with_texts(sources: dict[str, Source]) -> list[tuple[Source, str]]:
    return [(source, source.text) for source in sources.values() if source.text is not None]


def _verified(
    site: Path, cache: Cache, look: _Looks
) -> tuple[dict[QuoteKey, VerifiedQuote], list[Diagnostic]]:
    """The records of what was verified, read where the file is another one."""
    looks = look.at([VERIFIED_FILE])
    looked, known = cache.recall(b"verified") or (None, None)
    if known is None or looked != looks or not looks[0]:
        known = read_verified(site)
    cache.note(b"verified", (looks, known))
    records, found = known
    return records, [*found]


def _all_events(
    actors: dict[str, Actor], shared: dict[str, SharedEvent], cache: Cache
) -> dict[str, SharedEvent]:
    # Equal at a glance, where they are the very same.
    told = shared, {key: (actor.path, actor.events) for key, actor in actors.items()}
    before, events = cache.recall(b"events") or (None, {})
    if before != told:
        owned = (
            SharedEvent("", actor.path, event, actor.id)
            for actor in actors.values()
            for event in actor.events
        )
        events = keyed_events(shared.values(), owned)
    cache.note(b"events", (told, events))
    made: dict[str, SharedEvent] = events
    return made
