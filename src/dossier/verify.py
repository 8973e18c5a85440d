"""Links inside the built site: every one must lead to a file, and every anchor to an id."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from html import unescape
from urllib.parse import unquote

from dossier.config import CONFIG_FILE
from dossier.diagnostics import Diagnostic, Location, did_you_mean
from dossier.model.dossier import PublicDossier
from dossier.model.linked import LinkedDossier
from dossier.model.page import Page, RenderedFile
from dossier.urls import Places, Reference, reference_target

_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_ATTRIBUTE = re.compile(r'\s(id|href|src)="([^"]*)"')
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


def check_links(
    files: Iterable[RenderedFile], pages: Iterable[Page], linked: LinkedDossier, places: Places
) -> list[Diagnostic]:
    """Every link that leads nowhere: once at the author's words where these made it, else by page.

    `places` is the page of each event, where the timeline has several.
    Reads the rendered bytes, since only they show what a template made of a link.
    """
    sources: dict[str, str] = {page.path: page.source_path for page in pages}
    ids: dict[str, frozenset[str]] = {}
    links: dict[str, set[str]] = {}
    for file in files:
        if file.path.endswith(".html"):
            ids[file.path], links[file.path] = ids_and_links(file.data.decode())
        else:
            ids[file.path] = frozenset()
    diagnostics = list(_anchors_of_authors(linked, ids, places))
    known = {found.message for found in diagnostics}
    on_pages: dict[str, list[str]] = {}
    for folder, pages_inside in _by_folder(links):
        # Pages of one folder share most of their links, and what these mean.
        resolved: dict[str, tuple[str, str] | None] = {}
        for page in pages_inside:
            for target in sorted(links[page]):
                if target not in resolved:
                    resolved[target] = _resolved(folder, target)
                place = resolved[target]
                problem = _problem(page, place, ids) if place else ""
                if problem and problem not in known:
                    on_pages.setdefault(problem, []).append(page)
    for problem, found_on in on_pages.items():
        # A template's mistake stands on every page it draws; it is one mistake.
        at = Location(sources.get(found_on[0], "") or f"build/{found_on[0]}")
        more = f" (on {len(found_on)} pages)" if len(found_on) > 1 else ""
        hint = "mend the template or the record that makes this link"
        diagnostics.append(Diagnostic("broken-link", at, problem + more, hint))
    return diagnostics


def check_author_links(
    linked: LinkedDossier, known: frozenset[str], unfinished: frozenset[str]
) -> list[Diagnostic]:
    """Links in Markdown to files that the site will not have, known before any page is drawn.

    `known` are the paths of the site to be; ids in `unfinished` have errors of their own, and a
    link to their pages is not reported again.
    """
    found = []
    for path, text in linked.texts():
        for reference in text.site_links:
            target = reference.removeprefix("site:").partition("#")[0]
            excused = not unfinished.isdisjoint(target.split("/"))
            if target not in known and not excused:
                needle = target.removesuffix("/index.html").rsplit("/", 1)[-1]
                hint = did_you_mean(target, known).replace("/index.html", "/") or (
                    "a link is a path from the site's root, such as 'timeline/', a file of static/ included"
                )
                at = Location(path, needle=needle)
                found.append(Diagnostic("broken-link", at, _nowhere(target), hint))
    return found


def check_named_files(public: PublicDossier, known: frozenset[str]) -> list[Diagnostic]:
    """Portraits and menu entries that name what the site will not have."""
    found = []
    for actor in public.actors.values():
        if actor.image and actor.image.file not in known:
            at = Location(actor.path, keys=("image", "file", ""))
            message = f"there is no file static/{actor.image.file}"
            hint = (
                did_you_mean(actor.image.file, known)
                or "a path below static/, without a slash first"
            )
            found.append(Diagnostic("missing-file", at, message, hint))
    pages = {path.removesuffix("index.html").strip("/") for path in known}
    for item in public.config.navigation:
        if item.to.strip("/") not in pages:
            at = Location(CONFIG_FILE, keys=("navigation",), needle=item.to)
            hint = did_you_mean(item.to, pages)
            found.append(Diagnostic("broken-link", at, f"the menu's '{item.to}' is no page", hint))
    return found


def _anchors_of_authors(
    linked: LinkedDossier, ids: dict[str, frozenset[str]], places: Places
) -> Iterable[Diagnostic]:
    for path, text in linked.texts():
        for reference in text.site_links:
            target, fragment = reference_target(Reference(reference), places)
            if fragment and fragment not in ids.get(target, ()):
                at = Location(path, needle=f"#{fragment}")
                hint = "the address bar shows a place's name once you have followed a link to it"
                yield Diagnostic("broken-link", at, _no_anchor(target, fragment), hint)


def ids_and_links(html: str) -> tuple[frozenset[str], set[str]]:
    """The ids of a page, and what its `href` and `src` attributes say."""
    found = {pair for tag in _TAG.findall(html) for pair in _ATTRIBUTE.findall(tag)}
    ids = frozenset(unescape(value) for name, value in found if name == "id")
    return ids, {unescape(value) for name, value in found if name != "id"}


def _by_folder(pages: Iterable[str]) -> list[tuple[str, list[str]]]:
    folders: dict[str, list[str]] = {}
    for page in pages:
        folders.setdefault(posixpath.dirname(page), []).append(page)
    return list(folders.items())


def _resolved(folder: str, target: str) -> tuple[str, str] | None:
    """File ("" for the page itself) and anchor that a link means; None where it leaves the site."""
    if _SCHEME.match(target):
        return None
    path, _, fragment = target.partition("#")
    # Text fragments are directives to a browser, not anchors of the page.
    fragment = unquote(fragment.partition(":~:")[0])
    if path.startswith("/"):
        return None  # only the 404 page, which is written for the root of a domain
    return path and posixpath.normpath(posixpath.join(folder, unquote(path))), fragment


def _problem(page: str, place: tuple[str, str], ids: dict[str, frozenset[str]]) -> str:
    path, fragment = place[0] or page, place[1]
    if path not in ids:
        return _nowhere(path)
    if fragment and path.endswith(".html") and fragment not in ids[path]:
        return _no_anchor(path, fragment)
    return ""


def _nowhere(path: str) -> str:
    return f"the link to '{path.removesuffix('index.html')}' leads nowhere"


def _no_anchor(path: str, fragment: str) -> str:
    return f"'{path.removesuffix('index.html')}' has no place named '{fragment}'"
