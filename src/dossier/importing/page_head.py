"""The statements of an HTML page as they stand in it: `meta`, `title`, headings, links, comments, JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from dossier.importing.json_ld import line
from dossier.importing.material import web_address

_MAX_DATA = 500_000
"""Characters of one JSON-LD block that are read."""
_MAX_HEADINGS = 200
_ARTICLE = re.compile(r"/(?:\w*article|\w*posting|report)\Z", re.IGNORECASE)
"""The end of an `itemtype` of schema.org that is a piece to be read."""
_SAVED = re.compile(
    r"\s*saved from url=\(\d+\)(\S+)|[\s\S]{0,200}?SingleFile[\s\S]{0,200}?\burl:\s*(\S+)"
)
"""What browsers, and SingleFile, write into a page that they save."""
_ARCHIVED = re.compile(r"""__wm\.wombat\(\s*["']([^"']{1,2000})["']\s*,\s*["'](\d{14})["']""")
"""What the Wayback Machine writes into a page that it shows."""


class Head(HTMLParser):
    """Collects what a page states about itself."""

    def __init__(self, saved_from: str = "") -> None:
        super().__init__(convert_charrefs=True)
        self.meta: dict[str, list[str]] = {}
        """By their names in small letters."""
        self.titles: list[str] = []
        self.headings: dict[str, list[str]] = {"h1": [], "h2": [], "h3": []}
        """Of the first order those that lead to no front page: such a one is the site's name."""
        self.language = ""
        self.data: list[str] = []
        """JSON-LD."""
        self.unscripted: list[str] = []
        """What a reader without scripts is told."""
        self._canonical = ""
        self._base = ""
        self._saved_from = saved_from
        self._archived = ""
        self._into: list[str] | None = None
        self._open_tag = ""
        self._items: list[tuple[int, str, str]] = []
        self._scopes: list[tuple[str, int, int]] = []
        """Open elements with `itemscope`: their tag, how many of that tag are open in them, their piece."""
        self._pieces = 0
        self._bodies: set[int] = set()

    def read(self, html: str) -> None:
        """Reads a whole page."""
        self.feed(html)
        self.close()
        for piece, name, content in self._items:
            if piece in (0, self._own_piece()):
                self.meta.setdefault(name, []).append(content)

    def addresses(self) -> list[str]:
        """The addresses by which the page calls itself, the best first.

        That of a site's front page goes behind one that leads further: a template's mistake.
        """
        stated = [self._archived, self._canonical, *self.meta.get("og:url", ()), self._saved_from]
        base = self._base or next(filter(None, map(web_address, stated)), "")
        found = [web_address(_joined(base, each)) for each in stated if each]
        return sorted(filter(None, found), key=is_front_page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes the statements of one element."""
        given = {name: value or "" for name, value in attrs}
        self._enter(tag, given)
        if tag == "meta":
            self._note(given)
        elif tag == "link" and "canonical" in given.get("rel", "").lower().split():
            self._canonical = self._canonical or given.get("href", "")
        elif tag == "base":
            self._base = self._base or web_address(given.get("href", ""))
        elif tag == "html":
            self.language = self.language or given.get("lang", given.get("xml:lang", "")).strip()
        elif tag == "a" and self._into is self.headings["h1"]:
            if is_front_page(given.get("href", "#")):
                self.headings["h1"].pop()
                self._into = None
        else:
            self._open(tag, given)

    def _open(self, tag: str, given: dict[str, str]) -> None:
        """Begins to collect the words of an element, where they are of interest."""
        if tag == "title":
            into = self.titles
        elif tag == "script" and given.get("type", "").strip().lower() == "application/ld+json":
            into = self.data
        elif tag == "noscript":
            into = self.unscripted
        elif tag in self.headings and len(self.headings[tag]) < _MAX_HEADINGS:
            into = self.headings[tag]
        else:
            return
        into.append("")
        self._into, self._open_tag = into, tag

    def _note(self, given: dict[str, str]) -> None:
        content = given.get("content", "")
        if not content.strip():
            return
        stated = given.get("property") or given.get("name") or ""
        if given.get("http-equiv", "").strip().lower() == "content-language":
            stated = "content-language"
        if name := stated.strip().lower():
            self.meta.setdefault(name, []).append(content)
        elif name := given.get("itemprop", "").strip().lower():
            piece = self._scopes[-1][2] if self._scopes else 0
            self._items.append((piece, name, content))

    def _enter(self, tag: str, given: dict[str, str]) -> None:
        """Follows of which piece the page speaks, by the elements with `itemscope`."""
        if self._scopes and self._scopes[-1][0] == tag:
            self._scopes[-1] = (tag, self._scopes[-1][1] + 1, self._scopes[-1][2])
        piece = self._scopes[-1][2] if self._scopes else 0
        if "itemscope" in given and tag not in ("meta", "link"):
            if _ARTICLE.search(given.get("itemtype", "").strip()):
                self._pieces += 1
                piece = self._pieces
            self._scopes.append((tag, 1, piece))
        if "articlebody" in given.get("itemprop", "").lower().split():
            self._bodies.add(piece)

    def _own_piece(self) -> int:
        """The piece that is on the page: the only one, or the only one whose text is there."""
        found = self._bodies or {self._pieces}
        return min(found) if len(found) == 1 and (self._bodies or self._pieces == 1) else 0

    def handle_data(self, data: str) -> None:
        """Text within an element whose words are collected."""
        if self._into is not None:
            if len(self._into[-1]) < _MAX_DATA:
                self._into[-1] += data
        elif not self._archived and (found := _ARCHIVED.search(data)):
            self._archived = f"https://web.archive.org/web/{found[2]}/{found[1]}"

    def handle_comment(self, data: str) -> None:
        """The address that stands in the comment of a saved page."""
        if not self._saved_from and (found := _SAVED.match(data)):
            self._saved_from = found[1] or found[2]

    def handle_endtag(self, tag: str) -> None:
        """The end of an element."""
        if tag in (self._open_tag, "script"):
            self._into, self._open_tag = None, ""
        if self._scopes and self._scopes[-1][0] == tag:
            open_tag, number, piece = self._scopes.pop()
            if number > 1:
                self._scopes.append((open_tag, number - 1, piece))


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return ""


def is_front_page(address: str) -> bool:
    """Whether an address is that of a whole site."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return (
        parts.path in ("", "/", "./") and not parts.query and not parts.fragment and address != "#"
    )


_SEPARATORS = re.compile(r"\s+(?:[|/·•»«›‹~-]|[\u2012-\u2015]|::)\s+|:\s+")


def without_site(title: str, sites: Iterable[str], headings: dict[str, list[str]]) -> str:
    """A title without the site's name at its begin or end, and without what no heading of the page has.

    Of what stands at one end the page says that it is its name, or that the rest is its heading.
    """
    known = {_folded(name) for name in sites if name}
    first, others = ({_folded(line(each)) for each in headings[tag]} - {""} for tag in ("h1", "h2"))
    others |= {_folded(line(each)) for each in headings["h3"]}
    for _ in range(3):
        if _folded(title) in first:
            break
        title = next(_shortened(title, known, first - known, others | first), title)
    return title


def _shortened(title: str, sites: set[str], first: set[str], headings: set[str]) -> Iterator[str]:
    """What is left of a title where one end of it is cut, the best first."""
    for found in _SEPARATORS.finditer(title):
        before, after = title[: found.start()], title[found.end() :]
        for rest, cut in ((before, after), (after, before)):
            is_heading = _folded(rest) in first and _folded(cut) not in headings
            if rest and (_folded(cut) in sites or (is_heading and found[0][0] != ":")):
                yield rest


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()
