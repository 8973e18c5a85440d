"""Files for web servers and search engines: robots.txt, sitemap.xml, .nojekyll, redirects, CNAME."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from dossier.model.dossier import PublicDossier
from dossier.model.page import Page, RenderedFile
from dossier.urls import NOT_FOUND, OutputPath, actor_page


def site_files(pages: Iterable[OutputPath], base_url: str | None) -> Iterator[RenderedFile]:
    """robots.txt, .nojekyll, and with a `base_url` the sitemap. Pages come in any order."""
    yield RenderedFile(OutputPath(".nojekyll"), b"")
    robots = "User-agent: *\nAllow: /\n"
    if base_url:
        robots += f"Sitemap: {base_url}sitemap.xml\n"
        yield RenderedFile(OutputPath("sitemap.xml"), _sitemap(pages, base_url).encode())
    yield RenderedFile(OutputPath("robots.txt"), robots.encode())


def _sitemap(pages: Iterable[OutputPath], base_url: str) -> str:
    """The protocol of sitemaps.org; without dates, since a date would change with every build."""
    addresses = sorted(
        base_url + page.removesuffix("index.html") for page in pages if page != NOT_FOUND
    )
    entries = "".join(f"  <url><loc>{escape(address)}</loc></url>\n" for address in addresses)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{entries}</urlset>\n"
    )


def redirect_pages(public: PublicDossier) -> Iterator[Page]:
    """A page at each former id of an actor that leads to its present one."""
    for actor in public.actors.values():
        for former in actor.former_ids:
            yield Page(actor_page(former), "redirect.html", actor.name, actor.id)
