"""The files of a site: which there are, their ids, their text; the only reader of `content/`."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dossier.config import CONFIG_FILE
from dossier.diagnostics import Diagnostic, DossierError, Location, did_you_mean
from dossier.likeness import nearest
from dossier.load.text import MAX_BYTES, TextProblem, decode, problem_diagnostic, too_large
from dossier.urls import RESERVED_PAGES, slug_problem, slugify


@dataclass(frozen=True)
class ContentFile:
    """One file of the site: its id and its place relative to the site."""

    id: str
    path: str


DOCS = "docs"
"""Pages that stand beside the dossier, for instance to be read in its repository."""


def list_content(
    site: Path, folder: str, *, docs: bool
) -> tuple[list[ContentFile], list[Diagnostic]]:
    """All files below `content/<folder>` that hold a record or page, in the order of their paths.

    With `docs` those below `docs/` too, where other files are nobody's mistake. Names that begin
    with a dot are passed over. A link is refused: it could lead anywhere, and what it leads to would
    be published.
    """
    suffixes = (".md",) if folder == "pages" else (".yml", ".yaml")
    paths, found = walk(site, site / "content" / folder, only_here=folder == "pages")
    if docs:
        more, problems = walk(site, site / DOCS, only_here=True)
        paths += [path for path in more if path.endswith(suffixes) and "README" not in path]
        found += problems
    files, misnamed = _identified(tuple(paths), folder, suffixes)
    return [*files], [*found, *misnamed]


@lru_cache(maxsize=4)  # a preview asks at each change, when most often there are the same files
def _identified(
    paths: tuple[str, ...], folder: str, suffixes: tuple[str, ...]
) -> tuple[tuple[ContentFile, ...], tuple[Diagnostic, ...]]:
    """The files whose names are ids, and what is wrong with the others."""
    files: list[ContentFile] = []
    found: list[Diagnostic] = []
    seen: dict[str, str] = {}
    for path in paths:
        stem, suffix = os.path.splitext(path.rsplit("/", 1)[1])
        if suffix.lower() not in suffixes:
            if stem.upper() != "README":
                found.append(_ignored(path, f"files here end in {' or '.join(suffixes)}"))
        elif problem := _id_problem(stem, folder):
            found.append(_misnamed(path, stem, suffix, problem))
        elif stem in seen:
            hint = "folders only organise: rename one of the files"
            message = f"the id '{stem}' is taken by {seen[stem]}"
            found.append(Diagnostic("id-collision", Location(path), message, hint))
        else:
            seen[stem] = path
            files.append(ContentFile(stem, path))
    return tuple(files), tuple(found)


def _id_problem(stem: str, folder: str) -> str:
    """Why a file's name cannot be an id of its kind, or "" where it can."""
    if folder == "pages" and stem in RESERVED_PAGES:
        return f"'{stem}' is a folder of the site itself"
    return slug_problem(stem)


def _misnamed(path: str, stem: str, suffix: str, problem: str) -> Diagnostic:
    near = slugify(stem)
    useful = len(near) > 2 and near != stem
    hint = f"rename the file, for instance to '{near}{suffix}'" if useful else "rename the file"
    about = "" if problem.startswith("'") else f"'{stem}' cannot be an id: "
    return Diagnostic("bad-id", Location(path), about + problem, hint)


def content_files(site: Path, kind: str, *, docs: bool) -> dict[str, ContentFile]:
    """The files of one kind of thing (`actor`, `source`, `event`, `page`) by their ids.

    With `docs` the pages of the handbook in `docs/` are pages too, as where `site_config.yml` says so.
    """
    files, _ = list_content(site, f"{kind}s", docs=docs and kind == "page")
    return {file.id: file for file in files}


CONTENT_FOLDERS = ("actors", "sources", "events", "pages")


def unread_content(site: Path) -> list[Diagnostic]:
    """That there is no `content/`, or what stands in it beside the folders that are read: often one that is misspelt."""
    root = site / "content"
    if not os.path.lexists(root):
        return [_no_content(site)]
    found = []
    for name in sorted(os.listdir(root)) if root.is_dir() else ():
        known = name in (*CONTENT_FOLDERS, "verified.jsonl") or name.upper().startswith("README")
        if not known and not name.startswith("."):
            hint = did_you_mean(name, CONTENT_FOLDERS) or f"it has {', '.join(CONTENT_FOLDERS)}"
            found.append(_ignored(f"content/{name}", hint))
    return found


def _no_content(site: Path) -> Diagnostic:
    """An error: a site without its content is empty, and would take the place of the last good one."""
    folders = {entry.name.lower(): entry.name for entry in os.scandir(site) if entry.is_dir()}
    near = nearest("content", folders)
    hint = (
        f"rename the folder '{folders[near]}' to 'content'"
        if near
        else "put the folder back, or begin it with 'dossier new actor NAME'"
    )
    return Diagnostic("missing-file", Location(CONFIG_FILE), "there is no folder content/", hint)


def _ignored(path: str, hint: str) -> Diagnostic:
    return Diagnostic("ignored-file", Location(path), "nothing reads this", hint)


def walk(
    site: Path, root: Path, *, shown: frozenset[str] = frozenset(), only_here: bool = False
) -> tuple[list[str], list[Diagnostic]]:
    """Files below `root`, sorted, as paths relative to `site`; hidden ones and links left out.

    `shown` are names in `root` itself that begin with a dot and are taken all the same. With
    `only_here` hard links are left out too: of files that are published as they are.
    """
    paths: list[str] = []
    found = list(_in_the_way(site, root))
    folders = [root] if root.is_dir() and not found else []
    while folders:
        folder = folders.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError as problem:
            found.append(unreadable(folder.relative_to(site).as_posix(), problem))
            continue
        place = folder.relative_to(site).as_posix()
        for entry in entries:
            if entry.name.startswith(".") and not (folder == root and entry.name in shown):
                continue
            relative = f"{place}/{entry.name}"
            if entry.is_symlink():
                found.append(_link(relative))
            elif entry.is_dir():
                folders.append(Path(entry.path))
            elif not entry.is_file():
                found.append(_no_file(relative))
            elif only_here and entry.stat(follow_symlinks=False).st_nlink > 1:
                message = f"this file {HARD_LINK}"
                found.append(Diagnostic("bad-path", Location(relative), message, COPY_IT))
            else:
                paths.append(relative)
    return sorted(paths), found


def _in_the_way(site: Path, root: Path) -> Iterator[Diagnostic]:
    """What on the way from the site down to `root` is no folder."""
    for part in (root, *root.parents):
        if part == site or not part.is_relative_to(site):
            return
        path = part.relative_to(site).as_posix()
        if part.is_symlink():
            yield _link(path)
        elif part.exists() and not part.is_dir():
            yield _no_folder(path)


def _link(path: str) -> Diagnostic:
    message = "this is a symbolic link, and is not followed: it could lead out of the dossier"
    return Diagnostic("bad-path", Location(path), message, "put the file or folder itself here")


def _no_folder(path: str) -> Diagnostic:
    message = "this is no folder, as it should be"
    return Diagnostic("bad-path", Location(path), message, "take it away, or make a folder of it")


def not_a_file(site: Path, path: str) -> Diagnostic:
    """What stands at a path of the site and is no file of its own."""
    return (_link if (site / path).is_symlink() else _no_file)(path)


def _no_file(path: str) -> Diagnostic:
    message = "this is no file, but a pipe, a socket or a device"
    return Diagnostic("bad-path", Location(path), message, "take it away, or put a file here")


def read_text(site: Path, path: str) -> tuple[str | None, list[Diagnostic]]:
    """A file's text (UTF-8, without byte-order mark), or None and why not."""
    try:
        data, seen = read_start(site / path, MAX_BYTES + 1)
    except NotAFileError:
        return None, [not_a_file(site, path)]
    except OSError as problem:
        return None, [unreadable(path, problem)]
    try:
        return decode(data, seen.st_size), []
    except TextProblem as problem:
        return None, [problem_diagnostic(problem, path)]


State = tuple[int, ...]
"""How a file looks from outside; () of one that is not there."""


def state_of_file(path: str) -> State:
    """What tells a file from what it was: its times (nanoseconds), size and place; () without one."""
    try:
        seen = os.lstat(path)
    except OSError:
        return ()
    return (
        seen.st_mtime_ns,
        seen.st_ctime_ns,
        seen.st_size,
        seen.st_ino,
        seen.st_mode,
        seen.st_nlink,
    )


class NotAFileError(Exception):
    """A symbolic link, a pipe, a socket or a device where a file should be."""


_OPENING = os.O_RDONLY | sum(
    # Windows has no such files, and no such options; its own is for line ends.
    getattr(os, name, 0)
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY")
)


def read_start(path: Path, most: int = -1) -> tuple[bytes, os.stat_result]:
    """At most `most` bytes of a file (-1: all), and what the system says of it.

    Raises NotAFileError for what is no file of its own, and OSError. It is told by what was opened:
    a pipe would wait for ever, a device never end, and a link could be put there in between.
    """
    try:
        number = os.open(path, _OPENING)
    except OSError as problem:
        # ENXIO: nobody listens at a socket.
        if problem.errno in (errno.ELOOP, errno.EMLINK, errno.ENXIO):
            raise NotAFileError from None
        raise
    with open(number, "rb") as file:
        seen = os.fstat(number)
        if stat.S_ISDIR(seen.st_mode):
            raise IsADirectoryError(errno.EISDIR, "this is a folder")
        if not stat.S_ISREG(seen.st_mode):
            raise NotAFileError
        return file.read(most), seen


def unreadable(path: str, problem: OSError) -> Diagnostic:
    """A file or folder that the system does not let us read."""
    hint = "look at its permissions and where it stands, or put it here anew"
    return Diagnostic("unreadable", Location(path), f"this {_os_words(problem)}", hint)


def _os_words(problem: OSError) -> str:
    return f"cannot be read: {(problem.strerror or str(problem)).lower()}"


def read_seed(
    site: Path, name: str, path: str, *, is_published: bool = True
) -> tuple[str | None, list[Diagnostic]]:
    """The full text `name` below `seeds/`, asked for by the record `path`.

    None without a finding where the file is simply not there: most machines have no full texts.
    """
    data, found = read_seed_bytes(site, name, path, only_here=True)
    if data is None:
        return None, found
    try:
        return decode(data, has_pages=not is_published), []
    except TextProblem as trouble:
        return None, [seed_problem(name, path, trouble)]


def read_seed_bytes(
    site: Path, name: str, path: str, *, only_here: bool = False
) -> tuple[bytes | None, list[Diagnostic]]:
    """The bytes of a full text, as `read_seed` finds it; with `only_here` no hard link."""
    if found := check_seed_path(name, path):
        return None, found
    at, hint = Location(path, keys=("text", "")), "put the file itself below seeds/"
    target = site / "seeds" / name
    try:
        if not target.is_relative_to(site / "seeds") or leads_through_link(site / "seeds", name):
            message = f"'{name}' leads through a symbolic link"
            return None, [Diagnostic("bad-path", at, message, hint)]
        if not target.exists():
            return None, []
        data, seen = read_start(target, MAX_BYTES + 1)
    except NotAFileError:
        return None, [Diagnostic("bad-path", at, f"'{name}' is no file", hint)]
    except OSError as trouble:
        message = f"the text seeds/{name} {_os_words(trouble)}"
        return None, [Diagnostic("unreadable", at, message, hint)]
    if only_here and seen.st_nlink > 1:
        return None, [Diagnostic("bad-path", at, f"'{name}' {HARD_LINK}", COPY_IT)]
    if len(data) > MAX_BYTES:
        return None, [seed_problem(name, path, too_large(seen.st_size))]
    return data, []


HARD_LINK = "stands at another place of this disk too (a hard link), and that may be outside"
COPY_IT = "put a copy of the file here"


def seed_problem(name: str, path: str, trouble: TextProblem) -> Diagnostic:
    """A full text that cannot be read as text, told of the record that asks for it."""
    message = f"seeds/{name}: {trouble.message}"
    hint = trouble.hint
    if trouble.code == "yaml-syntax":
        hint += "; 'dossier import' leaves such signs out of what it takes in"
    return Diagnostic("unreadable", Location(path, keys=("text", "")), message, hint)


def check_seed_path(name: str, path: str) -> list[Diagnostic]:
    """What is wrong with a `text` as a path below `seeds/`, whether or not the file is there."""
    problem = path_problem(name)
    if not problem:
        return []
    at, hint = (
        Location(path, keys=("text", "")),
        "name a file below seeds/, as in 'herald/2024.txt'",
    )
    return [Diagnostic("bad-path", at, f"'{name}' {problem}", hint)]


def path_problem(name: str) -> str:
    """Why a path given in a record may not be followed, or "" where it may."""
    if name.startswith(("/", "~")) or "\\" in name or (len(name) > 1 and name[1] == ":"):
        return "must be relative, with forward slashes"
    if "" in name.split("/"):
        # Without its beginning such a path could be an absolute one: "seeds//etc/passwd".
        return "has an empty part in it"
    if ".." in name.split("/"):
        return "leaves its folder"
    if any(part.startswith(".") for part in name.split("/")):
        return "has a hidden folder or file in it"
    return ""


def leads_through_link(root: Path, name: str) -> bool:
    """Whether `root`, or anything on the way from it to `name`, is a symbolic link."""
    here = root
    for part in ("", *name.split("/")):
        here = here / part if part else here
        if here.is_symlink():
            return True
    return False


def find_site(start: Path) -> Path:
    """`start` itself, where it holds site_config.yml. Raises DossierError where it does not.

    The error names a dossier that is near, but none is taken unasked: what publishes should know what.
    """
    if (start / CONFIG_FILE).is_file():
        return start
    if not start.is_dir():
        raise DossierError(f"{start}: no such folder")
    near = _near(start)
    hint = f"{near} is one: go there" if near else "Go into its folder"
    raise DossierError(
        f"no {CONFIG_FILE} in {start}: not a dossier. {hint}, or name it with --site"
    )


def _near(start: Path) -> Path | None:
    """The dossier around a folder, else the first of those directly in it."""
    here = start.resolve()
    try:
        above = (folder for folder in here.parents if (folder / CONFIG_FILE).is_file())
        inside = (path.parent for path in sorted(here.glob(f"*/{CONFIG_FILE}")))
        return next(above, None) or next(inside, None)
    except OSError:  # a folder that may not be looked into
        return None
