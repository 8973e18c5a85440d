"""Coverage: which source speaks of whom, what rests on little, on pages that stay small."""

from __future__ import annotations

import datetime
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from test_example import broken_links

from dossier.assemble.coverage import BLOCK, CoverageTable
from dossier.assemble.stock import stock
from dossier.config import SiteConfig
from dossier.evidence.coverage import find_coverage
from dossier.evidence.independence import count_origins
from dossier.model.actor import Actor
from dossier.model.coverage import Coverage
from dossier.model.dossier import PublicDossier
from dossier.model.linked import (
    LinkedActor,
    LinkedClaim,
    LinkedDossier,
    LinkedExcerpt,
    LinkedSource,
    Mention,
)
from dossier.model.page import Page
from dossier.model.record import short_hash
from dossier.model.source import Source
from dossier.render.pages import Press, render_page, site_view
from dossier.render.theme import Theme

SITE = {
    "content/actors/ada.yml": """\
name: Ada Holm
kind: person
facts:
  - {label: Role, value: Chair, sources: [{source: gazette, excerpt: chair}]}
  - {label: Home, value: Malmö, sources: [gazette, {source: herald, via: gazette}]}
  - {label: Age, value: "40"}
relations:
  - {to: union, type: leads, sources: [{source: gazette, excerpt: chair}, herald]}
events:
  - {title: Vote, dates: [{date: "2020", sources: [herald]}, {date: "2021"}]}
""",
    "content/actors/union.yml": "name: Dockers' Union\nkind: organization\n",
    "content/actors/cy.yml": "name: Cy Falk\nkind: person\n",
    "content/sources/gazette.yml": (
        "title: G\nwords: 90\nexcerpts: [{id: chair, quote: Ada Holm leads the Dockers' Union.}]\n"
    ),
    "content/sources/herald.yml": "title: H\nnamed: [union]\n",
    "content/sources/mirror.yml": "title: M\n",
    "content/sources/wire.yml": "title: W\nheld: false\n",
}
VOTE = f"ada-{short_hash('Vote', '2020')}"
"""The id of the event, which is made of its words."""


def test_the_figures(make_site, run) -> None:
    """Text and JSON say the same; the exit code is that of the findings."""
    site = make_site(SITE)
    done = run("check", "--site", site, "--coverage", "--format", "json")
    assert done.code == 0
    printed = json.loads(done.stdout)
    assert [found["code"] for found in printed["findings"]] == ["unsourced-claim"]
    assert printed["coverage"] == {
        "actors": 3,
        "sources": 3,
        "claims": 5,
        "one_origin": [
            {"origin": "gazette", "claims": ["ada: facts[1]", "ada: facts[2]"]},
            {"origin": "herald", "claims": [f"event {VOTE}"]},
        ],
        "without_passage": ["ada: facts[2]", f"event {VOTE}"],
        "without_source": ["ada: facts[3]"],
        "unmentioned": ["cy"],
        "uncited": ["mirror"],
        "table": [
            {"actor": "ada", "source": "gazette", "passages": 1, "claims": 3},
            {"actor": "ada", "source": "herald", "passages": 0, "claims": 3},
            {"actor": "union", "source": "gazette", "passages": 1, "claims": 1},
            {"actor": "union", "source": "herald", "passages": 0, "claims": 1},
        ],
    }
    text = run("check", "--site", site, "--coverage").stdout
    # The disputed points are told first.
    assert text.partition("\n")[2].startswith(
        "coverage: 3 actors, 3 sources, 5 claims\nclaims on one origin: 3\n"
        "  gazette: 2\n  herald: 1\nclaims without a passage: 2\n  ada: facts[2]\n"
    )
    assert text.endswith("  cy\nsources that no claim cites: 1\n  mirror\n")


def test_errors_still_count(make_site, run) -> None:
    """With `--coverage` the exit code is 1 where there are errors, and the rest is counted."""
    site = make_site({**SITE, "content/actors/bad.yml": "nmae: Bad\n"})
    done = run("check", "--site", site, "--coverage")
    assert done.code == 1
    assert "coverage: 3 actors" in done.stdout
    assert "unknown-key" in done.stderr


def test_drafts_are_not_counted(make_site, run) -> None:
    """What is not public is in no list and no figure."""
    site = make_site({**SITE, "content/actors/cy.yml": "name: Cy\nkind: person\ndraft: true\n"})
    printed = run("check", "--site", site, "--coverage", "--format", "json").stdout
    assert json.loads(printed)["coverage"]["unmentioned"] == []
    assert "cy" not in json.dumps(json.loads(printed)["coverage"])


@pytest.mark.parametrize(
    ("derived", "origins"),
    [
        ("", []),
        ("derived_from: [{origin: wire, basis: stated}]\n", ["wire"]),
        (
            "derived_from: [{origin: wire, basis: stated}, {origin: mirror, basis: inferred}]\n",
            ["wire"],
        ),
    ],
)
def test_one_origin_of_two_articles(make_site, run, derived: str, origins: list[str]) -> None:
    """Two articles that draw, or may draw, on one report are one origin; the surest ground counts."""
    both = "title: T\n" + derived
    ada = "name: Ada\nkind: person\nfacts: [{label: L, value: V, sources: [gazette, herald]}]\n"
    files = {**SITE, "content/actors/ada.yml": ada}
    files |= {"content/sources/gazette.yml": both, "content/sources/herald.yml": both}
    site = make_site(files)
    printed = run("check", "--site", site, "--coverage", "--format", "json").stdout
    found = [group["origin"] for group in json.loads(printed)["coverage"]["one_origin"]]
    assert found == origins


class Table(HTMLParser):
    """The cells of the page's one table, and the scopes of its heads."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.scopes: list[str] = []
        self.inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A row, a head or a cell begins."""
        if tag == "tr":
            self.rows.append([])
        elif tag in ("th", "td"):
            self.inside = True
            self.rows[-1].append("")
            if tag == "th":
                self.scopes.append(dict(attrs)["scope"] or "")

    def handle_endtag(self, tag: str) -> None:
        """A cell ends."""
        if tag in ("th", "td"):
            self.inside = False
            self.rows[-1][-1] = " ".join(self.rows[-1][-1].split())

    def handle_data(self, data: str) -> None:
        """Text inside cells."""
        if self.inside:
            self.rows[-1][-1] += data


def test_the_page(make_site, run) -> None:
    """A table with heads for rows and columns, linked counts, and the lists below it."""
    site = make_site(SITE)
    assert run("build", "--site", site, "--base-url", "https://example.org/").code == 0
    page = (site / "build/coverage/index.html").read_text()
    table = Table(page)
    assert table.rows == [
        ["Actor", "G", "H", "Sources"],
        ["Ada Holm", "1 passage, 3 claims", "0 passages, 3 claims", "2 sources"],
        ["Dockers' Union", "1 passage, 1 claim", "0 passages, 1 claim", "2 sources"],
        ["Cy Falk", "", "", "0 sources"],
    ]
    assert table.scopes == ["col"] * 4 + ["row"] * 3
    assert '"../actors/ada/index.html#quote-gazette--chair"' in page
    for anchor in ("one-origin", "without-passage", "without-source", "unmentioned", "uncited"):
        assert f'id="{anchor}"' in page
    assert broken_links(site / "build", "https://example.org/") == []
    assert "https://example.org/coverage/" in (site / "build/sitemap.xml").read_text()
    for name in ("index.html", "sources/index.html", "actors/ada/index.html"):
        assert "coverage/index.html" in (site / "build" / name).read_text(), name


def test_a_menu_may_name_it(make_site, run) -> None:
    """`navigation: [coverage]` leads to the page; without one the footer does."""
    config = "title: T\nnavigation: [actors, coverage]\n"
    site = make_site({**SITE, "site_config.yml": config})
    assert run("build", "--site", site).code == 0
    menu = (site / "build/index.html").read_text().split("<nav", 2)[1].split("</nav>")[0]
    assert 'href="coverage/index.html"' in menu


def test_a_dossier_of_nothing(make_site, run) -> None:
    """Without actors and sources there is a page, and it says so."""
    site = make_site({})
    assert run("build", "--site", site).code == 0
    assert "No source speaks" in (site / "build/coverage/index.html").read_text()


def made_up(actors: int, sources: int, each: int) -> LinkedDossier:
    """A dossier in which each source names `each` actors in a passage, and each actor has facts."""
    ids = [f"actor-{n}" for n in range(actors)]
    fact = {"label": "Role", "value": "Member"}
    people = {
        key: Actor.model_validate({
            "id": key, "path": "", "name": f"Person {key}", "kind": "person",
            "facts": ({**fact, "sources": ({"source": f"source-{n % sources}"},)},),
        })
        for n, key in enumerate(ids)
    }  # fmt: skip
    texts, read = {}, {}
    for n in range(sources):
        named = [ids[(n * 7 + k * 13) % actors] for k in range(each)]
        mentions = tuple(Mention(0, 1, "x", actor, "name") for actor in named)
        key = f"source-{n}"
        passage = {"id": "p", "quote": "x"}
        texts[key] = Source.model_validate(
            {"id": key, "path": "", "title": f"Title {n}", "excerpts": (passage,)}
        )
        read[key] = LinkedSource((LinkedExcerpt("p", "x", mentions),))
    public = PublicDossier(SiteConfig(title="T"), people, texts, as_of=datetime.date(2026, 1, 1))
    written = {key: LinkedActor(facts=(LinkedClaim(quotes=("",)),)) for key in ids}
    return LinkedDossier(public, written, read)


def pages_of(linked: LinkedDossier, coverage: Coverage) -> list[Page]:
    """Every page of the table."""
    table = CoverageTable(stock(linked, count_origins(linked.public)), coverage)
    return [table.page(at) for at in range(len(table.blocks))]


def test_a_large_table_is_cut_into_pages(tmp_path: Path) -> None:
    """300 by 300: every mention stands on one page, none is over 50 by 50 or over 250 kB."""
    linked = made_up(300, 300, 12)
    coverage = find_coverage(linked, count_origins(linked.public))
    pages = pages_of(linked, coverage)
    view = site_view(linked.public.config, {}, None, live_reload=False)
    press = Press.of(view, Theme(tmp_path))
    rendered = [render_page(page, press) for page in pages]
    assert [found for _, found in rendered if found] == []
    files = [file for file, _ in rendered if file is not None]
    assert files[0].path == "coverage/index.html"
    assert [file.path for file in files[1:]] == [
        f"coverage/{n}/index.html" for n in range(2, len(files) + 1)
    ]
    assert 6 < len(files) <= 36
    assert max(len(file.data) for file in files) < 250_000
    assert sum(len(file.data) for file in files) < 2_500_000
    filled = 0
    for page in pages:
        assert len(page.view.rows) <= BLOCK
        assert len(page.view.columns) <= BLOCK
        filled += sum(cell is not None for row in page.view.rows for cell in row.cells)
    assert filled == sum(len(cells) for cells in coverage.cells.values())
    for file in files:
        text = file.data.decode()
        numbers = {int(n) for n in re.findall(r'href="[./]*coverage/(\d+)/index.html"', text)}
        assert numbers <= set(range(2, len(files) + 1))
        assert ('rel="next"' in text) is (file is not files[-1])


def test_the_pages_grow_with_the_mentions_not_with_actors_times_sources() -> None:
    """1,000 by 5,000 with few mentions: far fewer pages than the 2,000 blocks of the whole table."""
    linked = made_up(1000, 5000, 2)

    coverage = find_coverage(linked, count_origins(linked.public))
    pages = pages_of(linked, coverage)
    mentions = sum(len(cells) for cells in coverage.cells.values())
    assert len(pages) <= 1000 / BLOCK + mentions / BLOCK
    assert len(coverage.cells) == 1000


QUOTED = {
    "content/actors/ada.yml": """\
name: Ada Holm
kind: person
summary: 'Chair, see [@herald], [@mirror: "Mrs Holm, called Ada Holm, resigned"].'
facts:
  - {label: Role, value: Chair, sources: [{source: gazette, quote: Ada Holm leads the Dockers}]}
events:
  - {title: Vote, dates: [{date: "2020", sources: [late]}]}
reply: [{text: 'Not so. [@letter]'}]
""",
    "content/actors/bo.yml": """\
name: Bo Ek
kind: person
facts: [{label: Role, value: Clerk, sources: [{source: gazette, by: bo}, herald]}]
""",
    "content/actors/cy.yml": """\
name: Cy Falk
kind: person
facts: [{label: Role, value: Cook, sources: [{source: gazette, quote: the cook was there}]}]
""",
    "content/actors/di.yml": "name: Di Lau\nkind: person\n",
} | {
    f"content/sources/{key}.yml": f"title: {key.title()}\nwords: 900\n"
    for key in ("gazette", "herald", "mirror", "late", "letter")
}  # fmt: skip


def test_who_is_quoted_or_speaks_is_named(make_site, run) -> None:
    """Not only passages name: so do the quotes of citations and texts, and who is cited as saying it."""
    site = make_site(QUOTED)
    assert run("build", "--site", site).code == 0

    def standing(key: str) -> str:
        page = (site / f"build/actors/{key}/index.html").read_text()
        (line,) = re.findall(r'<p class="standing">(.*?)</p>', page, re.DOTALL)
        return " ".join(re.sub("<[^>]+>", " ", line).split())

    assert standing("ada").endswith("1 fact, 1 event. Named in 2 of 5 sources.")
    assert standing("bo").endswith("1 fact. Named in 1 of 5 sources; no passage quoted.")
    assert standing("cy") == "Reported by 1 article: 1 fact."
    assert standing("di") == "No passage quoted."
    printed = run("check", "--site", site, "--coverage", "--format", "json").stdout
    assert json.loads(printed)["coverage"]["unmentioned"] == ["cy", "di"]
    for name in ("index.html", "actors/index.html", "coverage/index.html"):
        text = (site / "build" / name).read_text()
        assert "named in no source" not in text
        assert "; </span>" not in text
        assert '<span class="aside"></span>' not in text


def test_a_page_lists_every_source_that_it_cites(make_site, run) -> None:
    """Also those of its texts and replies, and of the dates of its events."""
    site = make_site(QUOTED)
    assert run("build", "--site", site).code == 0
    page = (site / "build/actors/ada/index.html").read_text()
    section = page[page.index('id="sources"') :]
    section = section[: section.index("</section>")]
    found = list(dict.fromkeys(re.findall(r"sources/(\w+)/index.html", section)))
    assert found == ["gazette", "herald", "late", "letter", "mirror"]
