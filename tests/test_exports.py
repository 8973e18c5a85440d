"""The network for Gephi and networkx, the timeline for spreadsheets, and where all data is found."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx
import pytest
from conftest import linked_of, steps
from hypothesis import given
from hypothesis import strategies as st

from dossier.export.catalog import DATA_FILES
from dossier.export.gexf import network_gexf
from dossier.export.timeline_csv import COLUMNS, harmless, timeline_csv
from dossier.export.wording import Addresses
from dossier.model.date_tables import ENGLISH
from dossier.plain import one_line

ANYWHERE = st.text(st.characters(exclude_categories=()), min_size=1)
"""Any text at all: controls, lone surrogates and noncharacters too."""
RECORDED = st.text(st.characters(exclude_categories=("Cs",)), min_size=1)
"""What a record may hold: no half of a character."""
NOWHERE = Addresses(None, {})
ONLINE = Addresses("https://example.org/d/", {})
WORDS = {"name": "x", "kind": "person"}


def graph_of(actors: dict, addresses: Addresses = NOWHERE, **config: object) -> networkx.Graph:
    """The network of some actors as networkx reads it."""
    linked = linked_of(actors=actors, **config)
    return networkx.read_gexf(io.BytesIO(network_gexf(linked, addresses).data))


def rows_of(events: dict, addresses: Addresses = NOWHERE, **more: object) -> list[dict[str, str]]:
    """The timeline of some events as a spreadsheet reads it."""
    data = timeline_csv(linked_of(events=events, **more), ENGLISH, addresses).data
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


# ---------------------------------------------------------------------------------------- GEXF


def test_networkx_reads_actors_and_relations_with_all_that_is_said_of_them() -> None:
    """Every attribute arrives with its type; what is not known is not there, and no weight is."""
    graph = graph_of(
        {
            "ann": {
                "name": "Ann <Lee>", "kind": "person", "role": "official", "summary": "*Head* of it.",
                "aliases": ("Annie", "A. L."),
                "relations": (
                    {"to": "acme", "type": "leads", "since": "2019", "until": "2024-06",
                     "status": "alleged", "credibility": 3, "sources": ("paper",), "id": "chair"},
                ),
            },
            "acme": {"name": "Acme", "kind": "organization"},
        },
        ONLINE, sources={"paper": {"title": "A paper"}},
    )  # fmt: skip
    assert graph.nodes["ann"] == {
        "label": "Ann <Lee>", "kind": "person", "kind_label": "Person", "role": "official",
        "aliases": "Annie; A. L.", "summary": "Head of it.",
        "link": "https://example.org/d/actors/ann/",
    }  # fmt: skip
    ((start, end, said),) = graph.edges(data=True)
    assert (start, end) == ("ann", "acme")
    assert said == {
        "id": "relation--ann--chair", "label": "Leads (alleged)", "type": "leads",
        "type_label": "Leads", "symmetric": False, "status": "alleged", "credibility": 3,
        "since": "2019", "until": "2024-06", "sources": "paper",
        "link": "https://example.org/d/actors/ann/#relation-ann-chair",
        "start": "2019-01-01", "end": "2024-06-30",
    }  # fmt: skip


def test_parallel_relations_stay_apart() -> None:
    """Two relations of one type between two actors are two edges with ids of their own."""
    pair = [{"to": "b", "type": "owns", "since": year} for year in ("2019", "2021")]
    graph = graph_of({"a": {**WORDS, "relations": tuple(pair)}, "b": WORDS})
    assert graph.is_multigraph()
    assert graph.number_of_edges("a", "b") == 2
    assert sorted(since for *_, since in graph.edges(data="since")) == ["2019", "2021"]


def test_an_owner_and_a_key_with_hyphens_do_not_meet_another() -> None:
    """The relation `c` of `a-b` and the relation `b-c` of `a` are two edges."""
    one = {**WORDS, "relations": ({"to": "z", "type": "owns", "id": "c"},)}
    other = {**WORDS, "relations": ({"to": "z", "type": "owns", "id": "b-c"},)}
    graph = graph_of({"a": other, "a-b": one, "z": WORDS})
    assert graph.number_of_edges() == 2
    assert len({name for *_, name in graph.edges(data="id")}) == 2


@pytest.mark.parametrize(
    ("since", "until", "spell"),
    [
        ("2019-05", None, {"start": "2019-05-01"}),
        (None, "2024", {"end": "2024-12-31"}),
        ("201X", "../2024", {"start": "2010-01-01", "end": "2024-12-31"}),
        ("2019~", "2024?", {}),
        ("2024", "2019", {}),
        ("-0043", "Y17000", {}),
        (None, None, {}),
    ],
)
def test_a_spell_is_as_wide_as_sure_dates_allow(since, until, spell) -> None:
    """Gephi gets days only of dates that are sure; EDTF stands beside them as it was written."""
    dates = {key: date for key, date in (("since", since), ("until", until)) if date}
    relation = {"to": "b", "type": "owns", **dates}
    graph = graph_of({"a": {**WORDS, "relations": (relation,)}, "b": WORDS})
    said = graph.edges["a", "b"]
    assert {key: said[key] for key in ("start", "end") if key in said} == spell
    assert {key: said[key] for key in ("since", "until") if key in said} == dates


@pytest.mark.parametrize("status", ["denied", "disputed"])
def test_what_is_denied_says_so_in_its_label(status) -> None:
    """An edge's label is what Gephi draws: it carries the status."""
    relation = {"to": "b", "type": "allied-with", "status": status}
    graph = graph_of({"a": {**WORDS, "relations": (relation,)}, "b": WORDS})
    assert graph.edges["a", "b"]["label"] == f"Allied with ({status})"
    assert graph.edges["a", "b"]["symmetric"] is True


def test_a_citation_that_denies_makes_a_relation_disputed() -> None:
    """Also without a status the label does not show it as a plain fact."""
    cited = ({"source": "paper", "stance": "denies"},)
    relation = {"to": "b", "type": "owns", "sources": cited}
    actors = {"a": {**WORDS, "relations": (relation,)}, "b": WORDS}
    graph = graph_of(actors, sources={"paper": {"title": "A paper"}})
    assert graph.edges["a", "b"]["label"] == "Owns (disputed)"


@given(name=RECORDED, alias=RECORDED)
def test_any_name_makes_well_formed_xml(name, alias) -> None:
    """What XML 1.0 cannot hold is left out; everything else comes back."""
    name, alias = f"a{name}", f"b{alias}"
    linked = linked_of(
        actors={"a": {"name": name, "kind": "person", "aliases": (alias,)}}, link=False
    )
    tree = ET.fromstring(network_gexf(linked, NOWHERE).data)  # the strict parser of the library
    node = tree.find(".//{*}node")
    assert node is not None
    assert node.get("label") == one_line(name)
    values = {v.get("for"): v.get("value") for v in node.iter() if v.tag.endswith("attvalue")}
    assert values["aliases"] == one_line(alias)


@given(ANYWHERE)
def test_one_line_keeps_letters_and_drops_what_no_xml_can_hold(text) -> None:
    """The result is XML text as it stands, and cleaning it again changes nothing."""
    line = one_line(text)
    assert ET.fromstring(f"<a>{line.replace('&', '&amp;').replace('<', '&lt;')}</a>").text in (
        line,
        None,
    )
    assert one_line(line) == line
    assert [c for c in line if c.isalnum()] == [c for c in text if c.isalnum()]


# ----------------------------------------------------------------------------------------- CSV


def test_a_row_says_of_an_event_what_the_timeline_says() -> None:
    """Date in EDTF, in words and as days; names and ids; links where the site's address is known."""
    (row,) = rows_of(
        {
            "sale": {
                "title": 'The sale, "as told"', "date": "2024-07~", "actors": ("ann",),
                "status": "alleged", "credibility": 2, "place": "Lindow", "note": "An *editor's* note.",
                "description": "Line one.\n\nLine two.", "sources": ("paper",),
            }
        },
        ONLINE, actors={"ann": {"name": "Ann Lee", "kind": "person"}},
        sources={"paper": {"title": "A paper", "publisher": "The Herald", "published": "2024"}},
    )  # fmt: skip
    assert row == {
        "id": "sale", "date": "2024-07~", "date_in_words": "about July 2024",
        "earliest": "2024-07-01", "latest": "2024-07-31", "all_dates": "",
        "title": 'The sale, "as told"', "status": "alleged", "credibility": "2", "place": "Lindow",
        "actors": "Ann Lee", "actor_ids": "ann", "description": "Line one. Line two.",
        "note": "An editor's note.", "sources": "The Herald, 2024", "source_ids": "paper",
        "link": "https://example.org/d/timeline/#event-sale",
    }  # fmt: skip


def test_rows_stand_in_the_order_of_the_timeline() -> None:
    """By date, the undated last; where accounts differ, the preferred date, and all of them."""
    rows = rows_of(
        {
            "a": {"title": "a", "date_text": "June, year not stated"},
            "b": {"title": "b", "date": "2024"},
            "c": {"title": "c", "dates": ({"date": "2025"}, {"date": "2023", "preferred": True})},
            "d": {"title": "d", "date": "../-0043"},
        }
    )
    assert [row["id"] for row in rows] == ["d", "c", "b", "a"]
    dates = {row["id"]: (row["date"], row["date_in_words"], row["all_dates"]) for row in rows}
    assert dates["c"] == ("2023", "2023", "2025; 2023")
    assert dates["a"] == ("", "June, year not stated", "")
    assert (rows[0]["earliest"], rows[0]["latest"]) == ("", "")


@given(RECORDED)
def test_no_cell_begins_a_formula(text) -> None:
    """A spreadsheet shows every cell as words, and those are all there behind the apostrophe."""
    (row,) = rows_of({"e": {"title": f"{text}x"}}, link=False)
    assert not row["title"].startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert row["title"] in (one_line(f"{text}x"), "'" + one_line(f"{text}x"))


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_a_formula_becomes_words(cell) -> None:
    """The signs that Excel, LibreOffice or Google Sheets calculate from are made harmless."""
    assert harmless(cell) == f"'{cell}"
    assert harmless(f"a{cell}") == f"a{cell}"


def test_the_table_follows_rfc_4180() -> None:
    """A byte-order mark, CRLF, quotation marks doubled; the head names the columns."""
    data = timeline_csv(linked_of(events={"e": {"title": 'a "b", c'}}), ENGLISH, NOWHERE).data
    assert data.startswith(b"\xef\xbb\xbfid,date,")
    assert data.endswith(b"\r\n")
    assert b'"a ""b"", c"' in data
    assert re.findall(rb"(?<!\r)\n", data) == []
    assert data.split(b"\r\n")[0].decode("utf-8-sig") == ",".join(COLUMNS)


# ---------------------------------------------------------------------------------- the built site


def leads_to_a_place(site: Path, link: str) -> bool:
    """Whether a link of a file below `data/`, relative or of the site's own address, has its anchor."""
    path, _, anchor = link.partition("#")
    path = path.replace("https://example.org/winger/", "../")
    page = site / "data" / path / ("index.html" if path.endswith("/") else "")
    return f'id="{anchor}"' in page.read_text("utf-8")


@pytest.mark.parametrize("name", ["example", "tangled"])
def test_the_network_of_a_site_opens_in_networkx(name, built_site) -> None:
    """All actors and relations of dossier.json are in it, and each link leads to a place."""
    site = built_site(name)
    data = json.loads((site / "data/dossier.json").read_text("utf-8"))
    graph = networkx.read_gexf(site / "data/network.gexf")
    assert set(graph) == {actor["id"] for actor in data["actors"]}
    assert graph.number_of_edges() == len(data["relations"])
    for *_, link in graph.edges(data="link"):
        assert leads_to_a_place(site, link), link


@pytest.mark.parametrize("name", ["example", "tangled"])
def test_the_timeline_of_a_site_has_every_event(name, built_site) -> None:
    """As many rows as dossier.json has events, each with a link to its place on the timeline."""
    site = built_site(name)
    data = json.loads((site / "data/dossier.json").read_text("utf-8"))
    with (site / "data/timeline.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    assert sorted(row["id"] for row in rows) == sorted(event["id"] for event in data["events"])
    for row in rows:
        assert leads_to_a_place(site, row["link"]), row["link"]


@pytest.mark.parametrize("name", ["example", "tangled"])
def test_each_actor_has_its_part_beside_its_page(name, built_site) -> None:
    """Of dossier.json the record, relations and events of one actor; its page leads there."""
    site = built_site(name)
    whole = json.loads((site / "data/dossier.json").read_text("utf-8"))
    parts = {
        p.parent.name: json.loads(p.read_text("utf-8")) for p in site.glob("actors/*/actor.json")
    }
    assert sorted(parts) == sorted(actor["id"] for actor in whole["actors"])
    for key, part in parts.items():
        assert part["actor"] in whole["actors"]
        assert part["title"] == whole["title"]
        assert part.get("relations", []) == [
            r for r in whole["relations"] if key in (r["from"], r["to"])
        ]
        assert part.get("events", []) == [e for e in whole["events"] if key in e.get("actors", ())]
        page = (site / "actors" / key / "index.html").read_text("utf-8")
        assert f'href="../../actors/{key}/actor.json" download="{key}.json"' in page
    assert any(part.get("events") and part.get("relations") for part in parts.values())


def test_every_page_leads_to_every_file(built_site) -> None:
    """The line "As data" names all that lies below `data/`, and nothing else."""
    site = built_site("example")
    written = {f"data/{path.name}" for path in (site / "data").iterdir()}
    assert written == set(DATA_FILES)
    for page in ("index.html", "404.html", "timeline/index.html"):
        text = (site / page).read_text("utf-8")
        assert set(re.findall(r'href="[./]*(data/[^"]+)"', text)) == written, page


def test_the_handbook_describes_every_file() -> None:
    """docs/exports.md has a section for each, and says what it cannot hold; columns are all named."""
    text = (Path(__file__).parents[1] / "docs/exports.md").read_text("utf-8")
    for file in DATA_FILES:
        section = re.search(
            rf"^## `{re.escape(file)}`.*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL
        )
        assert section, file
        assert "Cannot hold" in section[0], file
    assert {f"`{column}`" for column in COLUMNS} <= set(re.findall(r"`\w+`", text))


def test_ten_times_the_dossier_takes_ten_times_the_work() -> None:
    """The files are written in one pass: no list is gone through again for every entry of it."""

    def work(size: int) -> int:
        actors = {
            f"a{n}": {**WORDS, "relations": ({"to": f"a{(n + 1) % size}", "type": "owns"},)}
            for n in range(size)
        }
        events = {f"e{n}": {"title": "x", "actors": (f"a{n}",)} for n in range(size)}
        linked = linked_of(actors=actors, events=events)
        return steps(
            lambda: (network_gexf(linked, NOWHERE), timeline_csv(linked, ENGLISH, NOWHERE))
        )

    assert work(200) < 11 * work(20)
