"""Files for web servers and search engines: robots.txt, sitemap.xml, .nojekyll, redirects, CNAME."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from dossier.model.dossier import PublicDossier
from dossier.model.page import Page, RenderedFile
from dossier.urls import NOT_FOUND, SITEMAP, OutputPath, actor_page


def site_files(pages: Iterable[OutputPath], base_url: str | None) -> Iterator[RenderedFile]:
    """robots.txt, .nojekyll, and with a `base_url` the sitemap. Pages come in any order."""
    yield RenderedFile(OutputPath(".nojekyll"), b"")
    robots = "User-agent: *\nAllow: /\n"
    if base_url:
        robots += f"Sitemap: {base_url}{SITEMAP}\n"
        yield from _sitemaps(pages, base_url)
    yield RenderedFile(OutputPath("robots.txt"), robots.encode())


SITEMAP_LIMIT = 50_000
"""Addresses in one sitemap, as the protocol of sitemaps.org has it."""


def _sitemaps(pages: Iterable[OutputPath], base_url: str) -> Iterator[RenderedFile]:
    """The sitemap; where one cannot hold all pages, an index of several under its name.

    Without dates, since a date would change with every build.
    """
    addresses = sorted(
        base_url + page.removesuffix("index.html") for page in pages if page != NOT_FOUND
    )
    parts = [addresses[n : n + SITEMAP_LIMIT] for n in range(0, len(addresses), SITEMAP_LIMIT)]
    if len(parts) == 1:
        yield RenderedFile(SITEMAP, _sitemap("urlset", "url", parts[0]))
        return
    names = [OutputPath(f"sitemap-{number}.xml") for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield RenderedFile(name, _sitemap("urlset", "url", part))
    index = [base_url + name for name in names]
    yield RenderedFile(SITEMAP, _sitemap("sitemapindex", "sitemap", index))


def _sitemap(root: str, entry: str, addresses: Iterable[str]) -> bytes:
    entries = "".join(f"  <{entry}><loc>{escape(a)}</loc></{entry}>\n" for a in addresses)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    namespace = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'{head}<{root} xmlns="{namespace}">\n{entries}</{root}>\n'.encode()


def redirect_pages(public: PublicDossier) -> Iterator[Page]:
    """A page at each former id of an actor that leads to its present one."""
    for actor in public.actors.values():
        for former in actor.former_ids:
            yield Page(actor_page(former), "redirect.html", actor.name, actor.id)
