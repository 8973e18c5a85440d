"""`sitemap.xml`: every page once, in as many files as the protocol of sitemaps.org demands."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from dossier.export.site_files import SITEMAP_LIMIT, site_files
from dossier.urls import OutputPath, actor_page

BASE = "https://example.org/a&b/"
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def addresses(data: bytes, entry: str) -> list[str]:
    """The addresses in a sitemap or an index of sitemaps."""
    found = ElementTree.fromstring(data).findall(f"{NAMESPACE}{entry}/{NAMESPACE}loc")
    return [loc.text or "" for loc in found]


@pytest.mark.parametrize(("count", "parts"), [(0, 1), (1, 1), (SITEMAP_LIMIT, 1), (100_001, 3)])
def test_it_is_split_where_it_is_too_long(count: int, parts: int) -> None:
    """Up to 50,000 addresses in one file; beyond that the file of that name lists the others."""
    pages = [actor_page(f"a{n}") for n in range(count)]
    files = {file.path: file.data for file in site_files(pages, BASE)}
    assert f"Sitemap: {BASE}sitemap.xml\n".encode() in files[OutputPath("robots.txt")]
    maps = {name: data for name, data in files.items() if name.endswith(".xml")}
    if parts == 1:
        assert set(maps) == {"sitemap.xml"}
        found = addresses(maps[OutputPath("sitemap.xml")], "url")
    else:
        names = addresses(maps.pop(OutputPath("sitemap.xml")), "sitemap")
        assert [name.removeprefix(BASE) for name in names] == sorted(maps)
        each = [addresses(data, "url") for data in maps.values()]
        assert max(map(len, each)) <= 50_000
        assert len(each) == parts
        found = [address for part in each for address in part]
    assert sorted(found) == sorted(f"{BASE}actors/a{n}/" for n in range(count))


def test_it_lists_pages_and_nothing_else(make_site, run) -> None:
    """Every page for readers; no redirect, no page for wrong addresses, no data, feed or card."""
    actor = (
        "name: Ada\nkind: person\nformer_ids: [old]\ncorrections: [{date: 2024-01-01, text: x}]\n"
    )
    site: Path = make_site({"content/actors/ada.yml": actor})
    assert run("build", "--site", site, "--base-url", "https://example.org/").code == 0
    found = addresses((site / "build/sitemap.xml").read_bytes(), "url")
    pages = {p.relative_to(site / "build").as_posix() for p in (site / "build").rglob("*.html")}
    pages -= {"404.html", "actors/old/index.html"}
    assert sorted(found) == sorted(
        f"https://example.org/{page.removesuffix('index.html')}" for page in pages
    )
