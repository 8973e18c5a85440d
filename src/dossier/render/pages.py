"""A Page to a file: the template filled in, every symbolic reference made a relative link."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from markupsafe import Markup

from dossier.cache import digest, written
from dossier.config import SiteConfig
from dossier.diagnostics import Diagnostic, Location
from dossier.model.dossier import FreePage
from dossier.model.linked import LinkedText
from dossier.model.page import Page, RenderedFile
from dossier.render.graphics.ego import draw_ego
from dossier.render.graphics.lines import cross
from dossier.render.graphics.network import draw_network, draw_small
from dossier.render.graphics.shapes import mark_path
from dossier.render.graphics.timeline import draw_timeline
from dossier.render.links import Links
from dossier.render.metadata import open_graph_locale, structured_data
from dossier.render.theme import TemplateFailure, Theme
from dossier.render.words import direction, isolated
from dossier.urls import (
    ACTORS,
    COVERAGE,
    DISPUTED,
    FEED,
    INDEX,
    NETWORK,
    NOT_FOUND,
    SOURCES,
    TIMELINE,
    OutputPath,
    Places,
    Reference,
    absolute,
    free_page,
    href,
    root_prefix,
    site_reference,
)

MENU = 100
"""So many entries of a menu stand on every page: with all of them on each, a thousand pages would have a
million links."""


@dataclass(frozen=True)
class NavigationLink:
    """An entry of the menu."""

    label: str
    reference: Reference
    path: OutputPath
    is_own: bool
    """Whether the label is the author's: those of the overview pages are words of the theme."""


@dataclass(frozen=True)
class SiteView:
    """What every template may know of the site."""

    title: str
    description: str
    language: str
    base_url: str | None
    license: str | None
    author: tuple[str, ...]
    theme: dict[str, str]
    navigation: tuple[NavigationLink, ...]
    """The menu of every page."""
    home: Reference
    further: tuple[NavigationLink, ...] = ()
    """What else stands in the menu of the first page, to which the others lead."""
    places: Places = field(default_factory=dict)
    """The page of each event, where the timeline has several."""
    live_reload: bool = False
    """True in a preview: the page loads the script that reloads it."""
    cards: int = 0
    """How many files hold the cards that links show: `previews/0.js` and so on."""
    has_feed: bool = False
    """Whether there is anything to tell in one, and an address to tell it from."""

    @property
    def direction(self) -> str:
        """`rtl` where the site's language runs from right to left, else `ltr`."""
        return direction(self.language)

    @property
    def locale(self) -> str:
        """The language with its region as OpenGraph writes it, or "" where no region is known."""
        return open_graph_locale(self.language)

    def current(self, path: OutputPath) -> tuple[str, ...]:
        """For each entry of the menu: "page" where it is this page, "true" where it stands above it."""
        return tuple(_current(item.path, path) for item in self.navigation)


def _current(entry: OutputPath, page: OutputPath) -> str:
    if entry == page:
        return "page"
    return "true" if entry != INDEX and page.startswith(entry.removesuffix("index.html")) else ""


def site_view(
    config: SiteConfig, pages: dict[str, FreePage], base_url: str | None, *, live_reload: bool
) -> SiteView:
    """The site for templates; without `navigation` the menu lists all overview and free pages."""
    menu = _navigation(config, pages)
    return SiteView(
        title=config.title,
        description=" ".join((config.description or "").split()),
        language=config.language,
        base_url=base_url,
        license=config.license,
        author=config.author,
        theme=config.theme,
        navigation=menu[:MENU],
        home=site_reference(INDEX),
        further=menu[MENU:],
        live_reload=live_reload,
    )


_OVERVIEWS = {
    "actors": ("Actors", ACTORS),
    "timeline": ("Timeline", TIMELINE),
    "network": ("Network", NETWORK),
    "sources": ("Sources", SOURCES),
    "disputed": ("Disputed", DISPUTED),
}
_FURTHER = {"coverage": ("Coverage", COVERAGE)}
"""For a menu of one's own; else the footer leads there."""


def _navigation(config: SiteConfig, pages: dict[str, FreePage]) -> tuple[NavigationLink, ...]:
    own = {slug: (page.title, free_page(slug)) for slug, page in pages.items()}
    if not config.navigation:
        kept = [name for name in own if pages[name].is_of_the_dossier]
        kept += [name for name in own if name == config.docs and name not in kept]
        listed = {**_OVERVIEWS, **{name: own[name] for name in kept}}
        return tuple(
            NavigationLink(label, site_reference(path), path, name in own)
            for name, (label, path) in listed.items()
        )
    labels = {**_FURTHER, **_OVERVIEWS, **own}
    links = []
    for item in config.navigation:
        name = item.to.strip("/")
        label, path = labels.get(name, (name, OutputPath(f"{name}/index.html" if name else INDEX)))
        is_own = item.label is not None or name in own or name not in labels
        links.append(NavigationLink(item.label or label, site_reference(path), path, is_own))
    return tuple(links)


@dataclass(frozen=True)
class Press:
    """What pages are made with: the site, its theme and its links."""

    site: SiteView
    theme: Theme
    links: Links

    @classmethod
    def of(cls, site: SiteView, theme: Theme) -> Press:
        """With all that templates may use on whatever page."""
        links = Links(site.places, site.base_url)
        theme.offer(
            {
                "site": site,
                "href": links.href,
                "address": links.address,
                "resolve": _linked,
                "draw_timeline": draw_timeline,
                "draw_network": draw_network,
                "draw_small": draw_small,
                "draw_ego": draw_ego,
                "mark_path": mark_path,
                "cross": cross,
                "kept": _keeper(),
            }
        )
        return cls(site, theme, links)

    def __reduce__(self) -> tuple[Any, ...]:
        """Elsewhere its parts are put together anew: what templates are offered cannot be sent."""
        return Press.of, (self.site, self.theme)

    @cached_property
    def digest(self) -> bytes:
        """Of all that a page is made with, beside what stands on it."""
        return digest(self.theme.digest, written(self.site))


def _keeper() -> Callable[..., Markup]:
    """Calls a macro once for the same plain arguments, however many pages show what it makes."""
    made: dict[tuple[object, ...], Markup] = {}

    def kept(macro: Any, *arguments: Hashable) -> Markup:
        key = (macro.name, *arguments)
        if key not in made:
            made[key] = macro(*arguments)
        return made[key]

    return kept


def render_page(page: Page, press: Press) -> tuple[RenderedFile | None, list[Diagnostic]]:
    """The page's file, or None and the template's error."""
    site, links = press.site, press.links
    root = _root(page, site)
    variables = {
        "page": page,
        "view": page.view,
        "root": root,
        "place": partial(links.place, page=page.path),
        "canonical": _canonical(page, site),
        "structured": partial(_structured, page, site, root),
    }
    if not page.path.endswith(".html"):
        # What HTML stands in there may be escaped once more, so its links cannot wait.
        variables["resolve"] = lambda text: Markup(links.resolve(_linked(text), root))  # noqa: S704 - see _linked
    try:
        text = press.theme.render(page.template, variables)
    except TemplateFailure as failure:
        return None, [failure.diagnostic]
    except RecursionError:
        message = f"the template {page.template} calls itself without end"
        return None, [Diagnostic("template-error", Location(f"templates/{page.template}"), message)]
    text = links.resolve(text, root, page.this_actor)
    # A page goes by its folder too, and a browser would load it anew for a place on it.
    text = text.replace(f' href="{href(Reference(f"site:{page.path}"), root)}#', ' href="#')
    # Lone surrogates cannot be written as UTF-8; they only come from broken input files.
    return RenderedFile(page.path, text.encode("utf-8", "replace")), []


def _root(page: Page, site: SiteView) -> str:
    """The way to the site's root; the 404 page stands in for any depth, so it starts at the host.

    A feed is read elsewhere, so it starts at the address of the site.
    """
    if page.path == FEED and site.base_url:
        return site.base_url
    if page.path == NOT_FOUND and site.live_reload:
        return "/"
    if page.path == NOT_FOUND and site.base_url:
        return "/" + site.base_url.split("://", 1)[1].partition("/")[2]
    return root_prefix(page.path)


def _address(root: str, site: SiteView, reference: Reference) -> str:
    """Absolute where the site has a `base_url`, else relative like any link."""
    if site.base_url:
        return absolute(reference, site.base_url, site.places)
    return href(reference, root, site.places)


def _structured(
    page: Page, site: SiteView, root: str, title: str, description: str
) -> dict[str, Any]:
    address = partial(_address, root, site)
    name = title.removesuffix(f" · {isolated(site.title)}")
    return structured_data(page, address, site.language, site.title, name, description)


def _linked(text: Any) -> Markup:
    """Linked text as HTML: sanitised by markup or escaped by the linker, so marked safe."""
    return Markup(text.html if isinstance(text, LinkedText) else text)  # noqa: S704 - see above


def _canonical(page: Page, site: SiteView) -> str | None:
    if not site.base_url:
        return None
    return site.base_url + page.path.removesuffix("index.html")
