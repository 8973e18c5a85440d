"""Long lists go on on pages of their own: nothing is lost, no page grows without end."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dossier.assemble.paging import (
    HEADINGS,
    pager,
    parts_by_count,
    parts_by_size,
    sectioned_pages,
)
from dossier.urls import ACTORS, OutputPath

LIMIT = 200_000
"""Bytes of the longest page."""


@given(
    st.lists(st.lists(st.integers(1, 300), min_size=1, max_size=6), max_size=20),
    st.integers(1, 500),
    st.integers(1, 500),
)
def test_parts_hold_everything_once_and_in_order(
    groups: list[list[int]], first_room: int, room: int
) -> None:
    """And none is fuller than it may be, unless one item alone is too large for any."""
    parts = parts_by_size(groups, lambda item: item, first_room, room)
    assert [item for part in parts for item in part] == [item for group in groups for item in group]
    assert len(parts) == 1 or all(parts)
    for number, part in enumerate(parts):
        assert len(part) <= 1 or sum(part) <= (room if number else first_room)


def test_a_group_stays_together_where_a_page_can_hold_it() -> None:
    """The passages of one source are not torn apart for a few bytes."""
    assert parts_by_size([[4, 4], [3, 3]], lambda item: item, 10, 10) == [(4, 4), (3, 3)]


def test_no_item_makes_one_empty_page() -> None:
    """A page that has nothing to show still exists."""
    assert parts_by_size([], len, 10, 10) == [()]
    assert parts_by_count([], 10) == [()]


def test_a_pager_leads_to_both_sides() -> None:
    """The first page has none before it, the last none after."""
    paths = [OutputPath(f"{n}/index.html") for n in range(1, 4)]
    first, middle, last = (pager(number, paths) for number in (1, 2, 3))
    assert (first.previous, first.next) == (None, "site:2/index.html")
    assert (middle.previous, middle.next) == ("site:1/index.html", "site:3/index.html")
    assert (last.previous, last.next) == ("site:2/index.html", None)


@given(
    st.dictionaries(st.text("abc", min_size=1), st.lists(st.integers()), max_size=9),
    st.integers(1, 5),
)
def test_each_page_tells_where_every_section_begins(
    sections: dict[str, list[int]], count: int
) -> None:
    """Nothing is lost or moved; a section without items is none, and one divided begins on one page."""
    pages = list(sectioned_pages(sections, ACTORS, lambda key: f"s-{key}", count))
    filled = {key: items for key, items in sections.items() if items}
    found: dict[str, list[int]] = {key: [] for key in filled}
    begins: dict[str, str] = {}
    for page in pages:
        assert [(s.key, s.total) for s in page.sections] == [(k, len(v)) for k, v in filled.items()]
        assert sum(len(section.items) for section in page.sections) <= count
        for section in page.sections:
            found[section.key] += section.items
            if section.items:
                begins.setdefault(section.key, f"site:{page.path}#s-{section.key}")
    assert found == filled
    assert [{s.key: s.begins_at for s in page.sections} for page in pages] == [begins] * len(pages)
    assert [page.pager.number for page in pages] == list(range(1, len(pages) + 1))
    assert pages[0].path == ACTORS


def test_thousands_of_headings_stand_on_the_first_page_only() -> None:
    """Elsewhere those of what is there: with all of them on each page, the links would be too many."""
    sections = {f"{n:03}": [n] for n in range(HEADINGS + 50)}
    first, *others = sectioned_pages(sections, ACTORS, lambda key: f"s-{key}", 10)
    assert [section.key for section in first.sections] == list(sections)
    assert [len(page.sections) for page in others] == [10] * 14
    assert all(len(section.items) == 1 for page in others for section in page.sections)


def test_each_page_of_many_headings_tells_how_many_there_are_in_all(
    make_site: Any, run: Any
) -> None:
    """Also those that show a part of the headings."""
    kinds = [f"kind-{n:03}" for n in range(HEADINGS + 20)]
    types = [f"type-{n:03}" for n in range(HEADINGS + 20)]
    declared = "".join(f"  {name}: {{label: {name}}}\n" for name in kinds)
    related = "".join(f"  {name}: {{label: {name}, inverse: {name} of}}\n" for name in types)
    count = 310
    files = {
        "site_config.yml": f"format: 1\ntitle: T\nkinds:\n{declared}relation_types:\n{related}"
    }
    for n in range(count):
        files[f"content/actors/a{n:03}.yml"] = (
            f"name: Person {n}\nkind: {kinds[n % len(kinds)]}\n"
            f"relations:\n- {{to: a{(n + 1) % count:03}, type: {types[n % len(types)]}}}\n"
        )
    site = make_site(files)
    done = run("build", "--quiet", "--site", site, timeout=120)
    assert done.code == 0, done.stderr
    for page in ("actors", "actors/2"):
        text = (site / f"build/{page}/index.html").read_text("utf-8")
        assert f"{count} actors that this dossier is about" in text, page
    for page in ("network", "network/2"):
        text = (site / f"build/{page}/index.html").read_text("utf-8")
        assert f"{count} relations between {count} actors" in text, page


SENTENCE = (
    "On day {day} of {source} the company Velmara paid a fee of {day} florins to a bank abroad."
)


def test_an_actor_with_thousands_of_passages(make_site: Any, run: Any) -> None:
    """Its page and each that follows stay under 200 kB; every passage stands on one of them."""
    files = {
        "content/actors/velmara.yml": "name: Velmara\nkind: organization\n"
        "facts:\n- label: Fee\n  value: forty florins\n  sources:\n"
        "  - {source: day-00, excerpt: last-of-all}\n",
        "content/actors/other.yml": "name: Otto Ford\nkind: person\nsummary: A clerk of Velmara.\n",
    }
    for source in range(25):
        text = " ".join(SENTENCE.format(day=day, source=source) for day in range(120))
        files[f"seeds/{source}.txt"] = text
        files[f"content/sources/day-{source:02}.yml"] = (
            f"title: Papers {source}\npublished: 20{source:02}-01-01\nrights: open\nlicense: CC0-1.0\n"
            f"text: {source}.txt\n"
        )
    files["content/sources/day-00.yml"] += (
        "excerpts:\n- id: last-of-all\n  quote: the company Velmara paid a fee of 40 florins\n"
    )
    site = make_site(files)
    done = run("build", "--site", site, timeout=120)
    assert done.code == 0, done.stderr
    build = site / "build"
    pages = [build / "actors/velmara/index.html"]
    pages += sorted((build / "actors/velmara/passages").glob("*/index.html"))
    assert len(pages) > 10
    anchors: list[str] = []
    for page in pages:
        text = page.read_text("utf-8")
        assert len(text.encode()) < LIMIT
        anchors += re.findall(r'id="(quote-[^"]+)"', text)
    # The sentence of the excerpt stands there as the excerpt, and not once more.
    assert len(anchors) == len(set(anchors)) == 25 * 120
    # The fact's passage is of the oldest source: the table of coverage leads to its page.
    (there,) = [page for page in pages if "quote-day-00--last-of-all" in page.read_text("utf-8")]
    assert there != pages[0]
    coverage = (build / "coverage/index.html").read_text("utf-8")
    assert f"{there.relative_to(build).as_posix()}#quote-day-00--last-of-all" in coverage


def test_overviews_go_on_on_further_pages(make_site: Any, run: Any) -> None:
    """A thousand actors and sources: each stands in its overview once, no page is too long."""
    files = {}
    for n in range(700):
        kind = "person" if n % 2 else "organization"
        files[f"content/actors/a{n}.yml"] = f"name: Actor Number{n}\nkind: {kind}\nsummary: One.\n"
        held = "" if n < 450 else "held: false\n"
        files[f"content/sources/s{n}.yml"] = f"title: Paper {n}\n{held}"
    site = make_site(files)
    done = run("build", "--site", site, timeout=120)
    assert done.code == 0, done.stderr
    for overview, prefix in (("actors", "a"), ("sources", "s")):
        folder = site / "build" / overview
        pages = [folder / "index.html", *folder.glob("[0-9]*/index.html")]
        assert len(pages) > 2
        texts = [page.read_text("utf-8") for page in pages]
        assert all(len(text.encode()) < LIMIT for text in texts)
        listed = re.findall(
            rf'<a class="(?:actor|source)" href="[^"]*/({prefix}\d+)/index.html"', "".join(texts)
        )
        assert set(listed) == {f"{prefix}{n}" for n in range(700)}
    first = (site / "build/actors/index.html").read_text("utf-8")
    assert "../actors/2/index.html#kind-person" in first
    sources = (site / "build/sources/index.html").read_text("utf-8")
    assert "../sources/3/index.html#not-held" in sources
    assert len((site / "build/index.html").read_bytes()) < 50_000
