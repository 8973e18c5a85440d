"""Links inside the built site: every one must lead to a file, and every anchor to an id."""

from __future__ import annotations

import posixpath
import re
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from dossier.cache import Cache
from dossier.config import CONFIG_FILE
from dossier.diagnostics import Diagnostic, Location, did_you_mean
from dossier.model.dossier import PublicDossier
from dossier.model.linked import LinkedDossier, LinkedText
from dossier.model.page import RenderedFile
from dossier.urls import Places, Reference, reference_target

_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_QUOTED_TEXT = re.compile(r'>[^<>"]*"')
_ID, *_LINKS = (re.compile(f' {name}="([^"]*)"') for name in ("id", "href", "src"))
"""A pattern each, that begins with letters: it is found three times as fast."""
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


class Noted(NamedTuple):
    """What is kept of a page until the next build."""

    source_path: str
    anchors: array[int]
    wanted: array[int]


@dataclass
class LinksSeen:
    """What some of the files link to, and what can be linked to in them.

    Sums instead of the names of all anchors: a large site has millions. That a broken link is not told,
    since a place of that sum is on the page, happens once in some million broken links.
    """

    files: dict[str, str] = field(default_factory=dict)
    """The path of each file, and what its page is made from."""
    anchors: array[int] = field(default_factory=lambda: array("Q"))
    """For each place on a page, a sum of the page's path and the anchor."""
    wanted: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)
    """What is linked to, file and anchor: the first page that does, and how many do.

    Each file stands there without an anchor too, once for each page that leads to it at all.
    """
    recalled: dict[str, array[int]] = field(default_factory=dict)
    """Of pages that an earlier build made: the sums of what they link to."""

    def note(self, file: RenderedFile, source_path: str) -> Noted:
        """Reads the rendered bytes, since only they show what a template made of a link."""
        self.files[file.path] = source_path
        noted = Noted(source_path, array("Q"), array("Q"))
        if not file.path.endswith(".html"):
            return noted
        ids, links = ids_and_links(file.data.decode())
        noted.anchors.extend(_sums(file.path, ids))
        self.anchors.extend(noted.anchors)
        found = self._places(file.path, links)
        for place in found | {(path, "") for path, _ in found}:
            first, count = self.wanted.get(place, (file.path, 0))
            self.wanted[place] = first, count + 1
            noted.wanted.append(_sum_of_place(*place))
        return noted

    def recall(self, path: str, noted: Noted) -> None:
        """A page as an earlier build noted it."""
        self.files[path] = noted.source_path
        self.anchors.extend(noted.anchors)
        self.recalled[path] = noted.wanted

    def doubtful(self) -> list[str]:
        """Recalled pages with a link that leads nowhere; which one, only the page itself can tell."""
        known = {*self.anchors, *(_sum_of_place(path, "") for path in self.files)}
        return [path for path, wanted in self.recalled.items() if not known.issuperset(wanted)]

    @staticmethod
    def _places(page: str, links: Iterable[str]) -> set[tuple[str, str]]:
        """The files and anchors that the links on a page mean."""
        root, folder = "../" * page.count("/"), posixpath.dirname(page)
        found: set[tuple[str, str]] = set()
        for link in links:
            # From the root down, links mean the same on every page: most are there already.
            down = link.removeprefix(root) if root and link.startswith(root) else "."
            place = _resolved(folder, link) if down.startswith(".") else _resolved_from_root(down)
            if place is not None:
                found.add((place[0] or page, place[1]))
        return found

    def add(self, others: LinksSeen) -> None:
        """What was seen of files that come after these."""
        self.files.update(others.files)
        self.anchors.extend(others.anchors)
        self.recalled.update(others.recalled)
        for place, (page, more) in others.wanted.items():
            first, count = self.wanted.get(place, (page, 0))
            self.wanted[place] = first, count + more


def _sum(path: str, anchor: str) -> int:
    """Of a place: what tells its page from others, and the anchor from others on the page."""
    return next(_sums(path, [anchor]))


def _sums(path: str, anchors: Iterable[str]) -> Iterator[int]:
    """Of some places on one page."""
    page = _crc(path) << 32
    return (page | zlib.crc32(anchor.encode("utf-8", "surrogatepass")) for anchor in anchors)


@lru_cache(maxsize=10_000)
def _crc(path: str) -> int:
    return zlib.crc32(path.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=100_000)
def _sum_of_place(path: str, anchor: str) -> int:
    """Of a link's target: only pages have places."""
    return _sum(path, anchor if path.endswith(".html") else "")


def check_links(seen: LinksSeen, linked: LinkedDossier, places: Places) -> list[Diagnostic]:
    """Every link that leads nowhere: once at the author's words where these made it, else by page.

    `seen` is of all files, `places` the page of each event, where the timeline has several.
    """
    anchors = frozenset(seen.anchors)

    def has(path: str, anchor: str) -> bool:
        return not anchor or not path.endswith(".html") or _sum(path, anchor) in anchors

    diagnostics = list(_anchors_of_authors(linked, seen, has, places))
    known = {found.message for found in diagnostics}
    for (path, anchor), (page, count) in seen.wanted.items():
        if path not in seen.files:
            problem = "" if anchor else _nowhere(path)
        else:
            problem = "" if has(path, anchor) else _no_anchor(path, anchor)
        if problem and problem not in known:
            # A template's mistake stands on every page it draws; it is one mistake.
            at = Location(seen.files[page] or f"build/{page}")
            more = f" (on {count} pages)" if count > 1 else ""
            hint = "mend the template or the record that makes this link"
            diagnostics.append(Diagnostic("broken-link", at, problem + more, hint))
    return diagnostics


def check_author_links(
    linked: LinkedDossier,
    known: frozenset[str],
    unfinished: frozenset[str],
    cache: Cache | None = None,
) -> list[Diagnostic]:
    """Links in Markdown to files that the site will not have, known before any page is drawn.

    `known` are the paths of the site to be; ids in `unfinished` have errors of their own, and a
    link to their pages is not reported again.
    """
    found = []
    for path, reference in linked.told("site links", _site_links, cache or Cache()):
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


def _site_links(text: LinkedText) -> tuple[str, ...]:
    return text.site_links


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
    docs = public.config.docs
    # Without any page of docs/ the folder was left out, as every folder may be.
    if docs and docs not in pages and any(not p.is_of_the_dossier for p in public.pages.values()):
        at = Location(CONFIG_FILE, keys=("docs", ""))
        hint = did_you_mean(docs, public.pages) or "name one of docs/, without '.md'"
        found.append(Diagnostic("missing-file", at, f"there is no file docs/{docs}.md", hint))
    for item in public.config.navigation:
        if item.to.strip("/") not in pages:
            at = Location(CONFIG_FILE, keys=("navigation",), needle=item.to)
            hint = did_you_mean(item.to, pages)
            found.append(Diagnostic("broken-link", at, f"the menu's '{item.to}' is no page", hint))
    return found


def check_collisions(made: Iterable[str], static: Iterable[RenderedFile]) -> list[Diagnostic]:
    """Files of `static/` that would stand where the site writes one itself."""
    ours = frozenset(made)
    message = "the site writes a file of this name itself"
    return [
        Diagnostic("output-collision", Location(f"static/{file.path}"), message, "rename it")
        for file in static
        if file.path in ours
    ]


def _anchors_of_authors(
    linked: LinkedDossier, seen: LinksSeen, has: Callable[[str, str], bool], places: Places
) -> Iterable[Diagnostic]:
    for path, text in linked.texts:
        for reference in text.site_links:
            target, fragment = reference_target(Reference(reference), places)
            if fragment and not (target in seen.files and has(target, fragment)):
                at = Location(path, needle=f"#{fragment}")
                hint = "the address bar shows a place's name once you have followed a link to it"
                yield Diagnostic("broken-link", at, _no_anchor(target, fragment), hint)


def ids_and_links(html: str) -> tuple[frozenset[str], set[str]]:
    """The ids of a page, and what its `href` and `src` attributes say."""
    html = html.replace("\n", " ")
    if _QUOTED_TEXT.search(html, html.find("<body")):
        # Words between quotation marks may look like an attribute: only tags are looked at.
        html = "".join(_TAG.findall(html))
    ids = frozenset(map(unescape, _ID.findall(html)))
    links = {link for pattern in _LINKS for link in pattern.findall(html)}
    return ids, set(map(unescape, links))


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


@lru_cache(maxsize=100_000)
def _resolved_from_root(target: str) -> tuple[str, str] | None:
    return _resolved("", target)


def _nowhere(path: str) -> str:
    return f"the link to '{path.removesuffix('index.html')}' leads nowhere"


def _no_anchor(path: str, fragment: str) -> str:
    return f"'{path.removesuffix('index.html')}' has no place named '{fragment}'"
