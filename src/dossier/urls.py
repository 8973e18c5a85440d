"""Ids, output paths and links: where things stand on the site, what may be an address, every conversion.

An `OutputPath` is a file of the built site relative to `build/`; a `Reference` is a symbolic link inside
linked text (`actor:el-mencho`); an `Href` is what stands in a rendered `href`. All use forward slashes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import NewType
from urllib.parse import quote

OutputPath = NewType("OutputPath", str)
Reference = NewType("Reference", str)
Href = NewType("Href", str)

MAX_SLUG_LENGTH = 80
SLUG_PATTERN = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_SLUG = re.compile(SLUG_PATTERN)
_DEVICES = {"con", "prn", "aux", "nul"} | {f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10)}
RESERVED_SLUGS = frozenset(_DEVICES | {"index", "assets", "data"})
"""Names that Windows refuses or that the site itself writes."""
RESERVED_PAGES = frozenset(
    {"actors", "sources", "timeline", "network", "disputed", "coverage"}
    | {"search", "previews", "static"}
)
"""First-level folders of the site, so no free page may have them."""


_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"/?#]+[^\s<>\"]*", re.IGNORECASE)


def is_web_address(text: str) -> bool:
    """Whether an address begins with http:// or https://, names a host, and can stand in a page as it is."""
    can_be_written = not any("\ud800" <= sign <= "\udfff" for sign in text)
    return can_be_written and _WEB_ADDRESS.fullmatch(text) is not None


_WITH_USER = re.compile(r"https?:[/\\]*[^/\\?#]*@", re.IGNORECASE)


def has_credentials(address: str) -> bool:
    """Whether a web address names a user, and a password perhaps, before its host (RFC 3986, 3.2.1)."""
    return _WITH_USER.match(address) is not None


CREDENTIALS = "holds a user's name or a password before its host, and would be published"
"""What is wrong with such an address."""
NO_CREDENTIALS = "take out what stands before the @, and change the password"


def slug_problem(text: str) -> str:
    """Why `text` cannot be an id, or "" where it can (docs/format.md, "Ids")."""
    if len(text) > MAX_SLUG_LENGTH:
        return f"an id has at most {MAX_SLUG_LENGTH} characters, this has {len(text)}"
    if text in RESERVED_SLUGS:
        return f"'{text}' is reserved"
    if not _SLUG.fullmatch(text):
        return (
            "an id is lower-case letters a-z, digits and single hyphens, and begins with a letter"
        )
    return ""


def slugify(text: str) -> str:
    """The nearest id to a name: letters without accents, everything else a hyphen ("" if none)."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")[:MAX_SLUG_LENGTH]
    return re.sub(r"^[0-9-]+", "", slug).strip("-")


def file_name_problem(path: str) -> str:
    """Why a file cannot be part of a site under its path, or "" where it can.

    Addresses are UTF-8 (RFC 3986, 2.5); git takes a path that begins with a quotation mark for a quoted
    one, and ends it at a line's end; Windows cannot hold a quotation mark or a backslash in a name.
    """
    for sign in path:
        if "\ud800" <= sign <= "\udfff":
            return "a name that is not UTF-8"
        if "\u202a" <= sign <= "\u202e" or "\u2066" <= sign <= "\u2069":
            return "a name with a sign that turns its letters round"
        if sign in '"\\' or unicodedata.category(sign) == "Cc":
            return f"a name with {_SPOKEN.get(sign, 'a control character')} in it"
    return ""


_SPOKEN = {'"': "a quotation mark", "\\": "a backslash", "\n": "a line break"}


def actor_page(actor: str) -> OutputPath:
    """Where an actor's page is written."""
    return OutputPath(f"actors/{actor}/index.html")


def actor_data(actor: str) -> OutputPath:
    """Where what is public of an actor is written as data, beside its page."""
    return OutputPath(f"actors/{actor}/actor.json")


def passages_page(actor: str, number: int) -> OutputPath:
    """Where a page of the passages that name an actor is written; the first is the actor's own."""
    return OutputPath(f"actors/{actor}/passages/{number}/index.html")


def actor_sources_page(actor: str, number: int) -> OutputPath:
    """Where a page of the sources of an actor's page is written; the first is the actor's own."""
    return OutputPath(f"actors/{actor}/sources/{number}/index.html")


def numbered(overview: OutputPath, number: int) -> OutputPath:
    """Where a page of a long overview is written; the first is the overview itself."""
    folder = overview.removesuffix("index.html")
    return overview if number == 1 else OutputPath(f"{folder}{number}/index.html")


def source_page(source: str) -> OutputPath:
    """Where a source's page is written."""
    return OutputPath(f"sources/{source}/index.html")


def free_page(slug: str) -> OutputPath:
    """Where a free page is written."""
    return OutputPath(f"{slug}/index.html")


TIMELINE = OutputPath("timeline/index.html")
NETWORK = OutputPath("network/index.html")
ACTORS = OutputPath("actors/index.html")
SOURCES = OutputPath("sources/index.html")
DISPUTED = OutputPath("disputed/index.html")
INDEX = OutputPath("index.html")
COVERAGE = OutputPath("coverage/index.html")
NOT_FOUND = OutputPath("404.html")
OVERVIEWS = (ACTORS, TIMELINE, NETWORK, SOURCES, DISPUTED, COVERAGE)
"""The pages about the whole that every dossier has beside the first one."""
FEED = OutputPath("feed.xml")
SITEMAP = OutputPath("sitemap.xml")


def preview_file(number: int) -> OutputPath:
    """Where a file of cards is written; pages load it when a link's card is wanted."""
    return OutputPath(f"previews/{number}.js")


def timeline_page(period: str, part: int = 1) -> OutputPath:
    """Where the events of a period are written; it is a date in EDTF, or `undated`."""
    return numbered(OutputPath(f"timeline/{period.lower()}/index.html"), part)


def actor_reference(actor: str, fragment: str = "") -> Reference:
    """The symbolic link to an actor's page, or to a place on it."""
    return Reference(f"actor:{actor}" + (f"#{fragment}" if fragment else ""))


def source_reference(source: str, excerpt: str | None = None) -> Reference:
    """The symbolic link to a source's page, or to one passage on it."""
    return Reference(f"source:{source}" + (f"#passage-{excerpt}" if excerpt else ""))


def event_reference(event: str) -> Reference:
    """The symbolic link to an event on the timeline, on whichever of its pages it stands."""
    return Reference(f"event:{event}")


def dispute_reference(dispute: str) -> Reference:
    """The symbolic link to a point on the page of disputed points, by its key."""
    return site_reference(DISPUTED, f"dispute-{dispute}")


def site_reference(path: OutputPath, fragment: str = "") -> Reference:
    """The symbolic link to any file of the site, with an optional anchor."""
    return Reference(f"site:{path}" + (f"#{fragment}" if fragment else ""))


QUOTED = ('"[^"]+"', "“[^“”]+”", "«[^«»]+»", "„[^„“”]+[“”]")
"""Words in quotation marks, as a citation in a text has them: `[@source: "words"]`."""
MARKED_UP = re.compile(
    r"\[\[(?P<actor>[^\[\]|\n]*)(?:\|(?P<text>[^\[\]\n]*))?\]\]"
    r"|(?:(?<![ \t])[ \t]+)?\[@(?P<source>[A-Za-z0-9_-]+)(?:#[A-Za-z0-9_-]+)?"
    rf"(?:\s*:\s*(?P<quoted>{'|'.join(QUOTED)}))?\s*\]"
    r"|\[(?P<label>[^\[\]\n]*)\]\(/?(?P<path>[a-z0-9-]+(?:/[a-z0-9-]+)?)(?:/[^()\s]*|\.md)?\)"
)
"""What in a text leads to something of the dossier: wikilinks, citations, links by a path of the site."""
SYMBOLIC_SCHEMES = ("actor", "source", "event", "site")


def root_prefix(page: OutputPath) -> str:
    """The way from a page up to the site's root: "" for index.html, "../../" two folders down."""
    return "../" * page.count("/")


Places = Mapping[str, OutputPath]
"""The page of the timeline that each event stands on, by the event's id, where it has several."""
_ONE_PAGE: Places = {}
_EVENT = "event-"


def reference_target(reference: Reference, places: Places = _ONE_PAGE) -> tuple[OutputPath, str]:
    """Output file and anchor ("" or "name") that a symbolic link means.

    Whatever names an event on the timeline, such as an author's `timeline/#event-final`, means the
    page of the timeline that holds it.
    """
    scheme, _, rest = reference.partition(":")
    name, _, fragment = rest.partition("#")
    if scheme == "actor":
        return actor_page(name), fragment
    if scheme == "source":
        return source_page(name), fragment
    if scheme == "event":
        return places.get(name, TIMELINE), _EVENT + name
    if name == TIMELINE and fragment.startswith(_EVENT):
        return places.get(fragment.removeprefix(_EVENT), TIMELINE), fragment
    return OutputPath(name), fragment


def href(reference: Reference, root: str, places: Places = _ONE_PAGE) -> Href:
    """A symbolic link as a relative one for a page whose way to the root is `root`.

    Links name `index.html`, so that they also work when the site is opened from disk.
    """
    path, fragment = reference_target(reference, places)
    return Href(root + quote(path) + (f"#{quote(fragment)}" if fragment else ""))


def absolute(reference: Reference, base_url: str, places: Places = _ONE_PAGE) -> str:
    """A symbolic link as a web address; a folder's page goes by the folder, as its canonical link."""
    path, fragment = reference_target(reference, places)
    address = base_url + quote(path.removesuffix("index.html"))
    return address + (f"#{quote(fragment)}" if fragment else "")
