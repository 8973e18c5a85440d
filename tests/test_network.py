"""The network: a drawing that keeps still, tells what it shows, and leads to the passages."""

from __future__ import annotations

import datetime
import json
import math
import random
import re
import statistics
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import pytest
from networks import edge, graph_of, large_dossier, node, random_graph

from dossier.assemble import network as assembled
from dossier.assemble.network import Network, in_small, most_connected
from dossier.model.network import Graph
from dossier.pipeline import BuildOptions, build
from dossier.render.graphics.ego import draw_ego
from dossier.render.graphics.labels import LEVELS, label_box
from dossier.render.graphics.network import draw_network, draw_small
from dossier.render.graphics.shapes import MOST_LINKED, Drawing, mark_path

AS_OF = datetime.date(2026, 1, 15)
SOURCE = "title: Gazette\nexcerpts: [{id: said, quote: They were seen together.}]\n"
CITED = "sources: [{source: gazette, excerpt: said}]"
SITE = {
    "content/sources/gazette.yml": SOURCE,
    "content/actors/ada.yml": f"""\
name: Ada Holm
kind: person
relations:
  - {{to: union, type: leads, since: "2019", until: "2021-05", status: confirmed, {CITED}}}
  - {{to: union, type: member-of, status: alleged, {CITED}}}
  - {{to: cy, type: rival-of, status: disputed, {CITED}}}
""",
    "content/actors/union.yml": """\
name: Dockers' Union
kind: organization
relations:
  - {to: ada, type: owns, sources: [{source: gazette, excerpt: said, stance: denies}]}
""",
    "content/actors/cy.yml": "name: Cy Falk\nkind: person\nrole: mentioned\n",
    "content/actors/loner.yml": "name: Lo Ner\nkind: person\n",
}


def built(site: Path) -> Path:
    """The site, built beside its files."""
    report = build(site, site / "out", BuildOptions(AS_OF))
    assert report.written is not None, report.diagnostics
    return site / "out"


def drawings(page: Path) -> list[ET.Element]:
    """The drawings of a page, read as XML: a tag left open or words not escaped would show."""
    return [ET.fromstring(svg) for svg in re.findall(r"<svg.*?</svg>", page.read_text(), re.DOTALL)]


def words(element: ET.Element) -> str:
    """The text of an element, spaces made one."""
    return " ".join("".join(element.itertext()).split())


# The layout


def moved(before: Drawing, after: Drawing, apart_from: set[str]) -> float:
    """How far marks stand from where they stood, on average, as a share of the drawing's diagonal."""
    places = {mark.node.id: (mark.x, mark.y) for mark in after.marks}
    ways = [
        math.dist((mark.x, mark.y), places[mark.node.id])
        for mark in before.marks
        if mark.node.id not in apart_from
    ]
    return statistics.mean(ways) / math.hypot(before.width, before.height)


@pytest.mark.parametrize("seed", range(6))
def test_one_more_relation_moves_the_picture_little(seed: int) -> None:
    """Of 60 actors the others stay where they were, within 8 % of the diagonal on average.

    Measured over 40 graphs: 2.7 % on average, 5.6 % at worst.
    """
    graph = random_graph(60, 90, seed)
    dice = random.Random(seed)
    known = {frozenset((e.source, e.target)) for e in graph.edges}
    names = [one.id for one in graph.nodes]
    ends = next(
        pair for _ in range(99) if frozenset(pair := dice.sample(names, 2)) not in known
    )  # fmt: skip
    after = Graph(graph.nodes, (*graph.edges, edge(*ends)))
    assert moved(draw_network(graph), draw_network(after), set(ends)) < 0.08


@pytest.mark.parametrize("seed", range(6))
def test_one_more_actor_moves_the_picture_little(seed: int) -> None:
    """The same for an actor that comes with one relation."""
    graph = random_graph(60, 90, seed)
    friend = random.Random(seed).choice(graph.nodes).id
    nodes = tuple(sorted((*graph.nodes, node("newcomer")), key=lambda one: one.id))
    after = Graph(nodes, (*graph.edges, edge("newcomer", friend)))
    assert moved(draw_network(graph), draw_network(after), set()) < 0.08


def test_a_layout_by_chance_would_fail_the_two_tests_above() -> None:
    """The measure tells a steady picture from another one, which is far above the bound."""
    graph = random_graph(60, 90, 1)
    other = random_graph(60, 90, 2)
    names = dict(zip((n.id for n in other.nodes), (n.id for n in graph.nodes), strict=True))
    drawing = draw_network(other)
    renamed = Drawing(
        drawing.width, drawing.height,
        tuple(
            type(mark)(node(names[mark.node.id]), mark.x, mark.y, mark.path, mark.label)
            for mark in drawing.marks
        ),
        (),
    )  # fmt: skip
    assert moved(draw_network(graph), renamed, set()) > 0.2


def test_the_order_of_what_is_given_does_not_matter() -> None:
    """Nodes and edges in another order give the same places."""
    graph = random_graph(80, 120)
    nodes, edges = list(graph.nodes), list(graph.edges)
    random.Random(3).shuffle(nodes)
    random.Random(4).shuffle(edges)
    places = {mark.node.id: (mark.x, mark.y) for mark in draw_network(graph).marks}
    again = draw_network(Graph(tuple(nodes), tuple(edges)))
    assert {mark.node.id: (mark.x, mark.y) for mark in again.marks} == places


def test_two_builds_give_the_same_bytes(make_site, run) -> None:
    """In two processes, whose hashes differ, every page comes out the same."""
    site = make_site(large_dossier(70, 110))
    for out in ("one", "two"):
        assert run("build", "--site", site, "-o", site / out, "--as-of", AS_OF).code == 0
    pages = sorted(path.relative_to(site / "one") for path in (site / "one").rglob("*.html"))
    assert [
        p for p in pages if (site / "one" / p).read_bytes() != (site / "two" / p).read_bytes()
    ] == []


@pytest.mark.parametrize(("actors", "relations"), [(2, 1), (3, 2), (12, 14), (60, 90), (300, 600)])
def test_marks_stand_inside_the_frame_and_apart(actors: int, relations: int) -> None:
    """None beyond the edge; no two cover each other."""
    drawing = draw_network(random_graph(actors, relations))
    for mark in drawing.marks:
        assert 0 < mark.x < drawing.width
        assert 0 < mark.y < drawing.height
    places = [(mark.x, mark.y) for mark in drawing.marks]
    nearest = min(math.dist(p, q) for i, p in enumerate(places) for q in places[:i])
    assert nearest > (8 if actors <= 60 else 4)


def test_parts_that_nothing_connects_do_not_mix() -> None:
    """Each part keeps to a box of its own."""
    edges = [edge(f"{part}-{i}", f"{part}-{i + 1}") for part in "abcdefg" for i in range(3)]
    drawing = draw_network(graph_of(*edges))
    boxes: dict[str, list[tuple[float, float]]] = {}
    for mark in drawing.marks:
        boxes.setdefault(mark.node.id[0], []).append((mark.x, mark.y))
    spans = [
        (min(x for x, _ in b), min(y for _, y in b), max(x for x, _ in b), max(y for _, y in b))
        for b in boxes.values()
    ]
    for i, one in enumerate(spans):
        for other in spans[:i]:
            beside = one[2] < other[0] or other[2] < one[0]
            assert beside or one[3] < other[1] or other[3] < one[1]


def test_nothing_and_one_actor_alone_are_drawn() -> None:
    """No node: nothing. A relation of an actor to itself: a loop, not an error."""
    assert draw_network(Graph()) == Drawing(0, 0, (), ())
    drawing = draw_network(graph_of(edge("ada", "ada")))
    assert [mark.node.id for mark in drawing.marks] == ["ada"]
    assert "C" in drawing.lines[0].path
    assert draw_ego(graph_of(edge("ada", "ada"))).marks == ()


# Names


@pytest.mark.parametrize(("actors", "relations"), [(20, 25), (60, 90), (300, 600)])
def test_no_name_covers_another_or_a_mark(actors: int, relations: int) -> None:
    """At each magnification the names shown stand free of each other."""
    drawing = draw_network(random_graph(actors, relations))
    for level in LEVELS:
        shown = [m.label for m in drawing.marks if 0 < m.label.level <= level]
        boxes = [label_box(label, level) for label in shown]
        for i, one in enumerate(boxes):
            for other in boxes[:i]:
                beside = one[2] <= other[0] or other[2] <= one[0]
                assert beside or one[3] <= other[1] or other[3] <= one[1]
            for mark in drawing.marks:
                inside = one[0] < mark.x < one[2] and one[1] < mark.y < one[3]
                assert not inside


def test_almost_all_names_of_a_small_network_are_shown() -> None:
    """Of 60 actors at least nine in ten have their name beside them from the start."""
    for seed in range(4):
        labels = [mark.label.level for mark in draw_network(random_graph(60, 90, seed)).marks]
        assert labels.count(1) >= 54


def test_the_most_connected_are_named_first() -> None:
    """In a crowd a subject with many relations keeps its name, one with few waits for the zoom."""
    graph = random_graph(600, 1200)
    near = graph.neighbours
    levels = {mark.node.id: mark.label.level for mark in draw_network(graph).marks}
    subjects = [one.id for one in graph.nodes if one.is_subject]
    named = [len(near[name]) for name in subjects if levels[name] == 1]
    unnamed = [len(near[name]) for name in subjects if levels[name] in (0, 4)]
    assert unnamed
    assert statistics.mean(named) > statistics.mean(unnamed)


# Lines


def test_several_relations_of_two_actors_are_lines_of_their_own() -> None:
    """In either direction, each on a way of its own."""
    drawing = draw_network(
        graph_of(edge("ada", "union"), edge("ada", "union", label="Owns"), edge("union", "ada"))
    )
    ways = [line.path for line in drawing.lines]
    middles = set()
    for line in drawing.lines:
        numbers = [float(n) for n in re.findall(r"-?[\d.]+", line.path)]
        middles.add((round(sum(numbers[::2]), 0), round(sum(numbers[1::2]), 0)))
    assert len(set(ways)) == len(middles) == 3


@pytest.mark.parametrize(
    ("status", "contested", "style"),
    [
        ("reported", False, "plain"), ("confirmed", False, "plain"), (None, False, "plain"),
        ("alleged", False, "dashed"), ("charged", False, "dashed"),
        ("disputed", False, "dotted"), ("denied", False, "dotted"), ("acquitted", False, "dotted"),
        ("confirmed", True, "dotted"),
    ],
)  # fmt: skip
def test_the_line_tells_the_status(status: str | None, contested: bool, style: str) -> None:
    """And what a citation speaks against is never a plain line."""
    drawing = draw_network(graph_of(edge("a", "b", status=status, is_contested=contested)))
    assert drawing.lines[0].style == style


def test_only_what_has_a_direction_has_an_arrow() -> None:
    """The head stands at the end that the relation points to."""
    drawing = draw_network(graph_of(edge("ada", "bo"), edge("ada", "cy", is_symmetric=True)))
    places = {mark.node.id: (mark.x, mark.y) for mark in drawing.marks}
    directed, symmetric = drawing.lines
    assert symmetric.tip == ""
    x, y = map(float, re.findall(r"-?[\d.]+", directed.tip)[:2])
    assert math.dist((x, y), places["bo"]) < math.dist((x, y), places["ada"])
    assert math.dist((x, y), places["bo"]) < 15


def test_who_stand_against_each_other_have_a_cross_on_their_line() -> None:
    """In the middle of the line, also of one that is bent; none on the other lines, none without a line."""
    pair = [edge("a", "b", label=label, is_hostile=label != "Ally") for label in ("Ally", "Rival")]
    drawing = draw_network(graph_of(*pair, edge("a", "a", is_hostile=True)))
    places = {mark.node.id: (mark.x, mark.y) for mark in drawing.marks}
    ally, rival, alone = drawing.lines
    assert ally.cross == alone.cross == ""
    numbers = [float(found) for found in re.findall(r"-?[\d.]+", rival.cross)]
    corners = list(zip(numbers[::2], numbers[1::2], strict=True))
    middle = [statistics.mean(values) for values in zip(*corners, strict=True)]
    assert "Q" in rival.path
    assert math.dist(middle, places["a"]) == pytest.approx(math.dist(middle, places["b"]), abs=2)
    straight = [statistics.mean(values) for values in zip(*places.values(), strict=True)]
    assert 4 < math.dist(middle, straight) < 20


def test_a_line_goes_around_a_mark_in_its_way() -> None:
    """Three in a row: the line between the outer two bends."""
    from dossier.render.graphics.lines import draw_lines

    points, radii = [(0.0, 0.0), (100.0, 0.0), (200.0, 0.0)], [6.0, 6.0, 6.0]
    places = {"a": 0, "b": 1, "c": 2}
    straight, around = draw_lines([edge("a", "b"), edge("a", "c")], places, points, radii)
    assert "Q" not in straight.path
    assert "Q" in around.path


def test_kinds_differ_by_shape() -> None:
    """Four kinds, four shapes; what is declared behaves as its base."""
    assert (
        len({mark_path(base, 9, 9, 5) for base in ("person", "organization", "agency", "outlet")})
        == 4
    )


# What is drawn


def test_a_large_network_is_cut_to_the_most_connected() -> None:
    """The number left out is told; nobody is left without a relation."""
    graph = random_graph(200, 300)
    cut = most_connected(graph, 50)
    assert len(cut.nodes) <= 50
    assert cut.left_out == 200 - len(cut.nodes)
    assert {end for e in cut.edges for end in (e.source, e.target)} == {n.id for n in cut.nodes}
    near, kept = graph.neighbours, {n.id for n in cut.nodes}
    busiest = sorted((len(found) for found in near.values()), reverse=True)
    assert min(len(near[name]) for name in kept) >= busiest[50]
    assert most_connected(graph, 200) is graph


def test_the_page_says_how_many_are_not_drawn(make_site, monkeypatch) -> None:
    """They stand in the tables."""
    monkeypatch.setattr(assembled, "MAX_DRAWN", 20)
    page = built(make_site(large_dossier(40, 60))) / "network/index.html"
    marks = page.read_text().count('<a class="mark')
    assert 0 < marks <= 20
    assert f"{40 - marks} actors with fewer relations are left out" in page.read_text()
    assert page.read_text().count("<tr>") - page.read_text().count("<thead>") == 60


def test_around_an_actor_stand_the_most_connected_only() -> None:
    """At most 24, with the relations among them; the rest is counted."""
    spokes = [edge("hub", f"actor-{i:02}") for i in range(30)]
    network = Network(graph_of(*spokes, edge("actor-00", "actor-29")))
    ego = network.around("hub")
    assert ego.nodes[0].id == "hub"
    assert (len(ego.nodes), ego.left_out) == (25, 6)
    drawing = draw_ego(ego)
    faint = [line for line in drawing.lines if line.is_faint]
    assert [(line.edge.source, line.edge.target) for line in faint] == [("actor-00", "actor-29")]
    assert network.around("nobody") == Graph()


@pytest.mark.parametrize("neighbours", [1, 2, 3, 7, 24])
def test_names_around_an_actor_stand_in_rows(neighbours: int) -> None:
    """None covers another, all stand inside the frame, at any number of neighbours."""
    spokes = [edge("hub", f"the-rather-long-{i:02}") for i in range(neighbours)]
    nodes = [node("hub"), *(node(e.target) for e in spokes)]
    drawing = draw_ego(Graph(tuple(nodes), tuple(spokes)))
    boxes = [label_box(mark.label, 1) for mark in drawing.marks[1:]]
    for i, one in enumerate(boxes):
        assert one[0] >= 0
        assert one[2] <= drawing.width
        assert one[1] >= 0
        assert one[3] <= drawing.height
        for other in boxes[:i]:
            beside = one[2] <= other[0] or other[2] <= one[0]
            assert beside or one[3] <= other[1] or other[3] <= one[1]


def test_in_small_only_subjects_are_drawn() -> None:
    """Who only reports or comments is left to the whole."""
    small = in_small(random_graph(200, 400))
    assert 0 < len(small.nodes) <= assembled.MAX_SMALL
    assert all(one.is_subject for one in small.nodes)


@pytest.mark.parametrize("seed", range(4))
def test_in_small_each_actor_has_its_name(seed: int) -> None:
    """No dot without a name: who has no room is left out, the least connected first, and few are."""
    small = in_small(random_graph(200, 400, seed))
    drawing = draw_small(small, width=620)
    assert [mark.label.level for mark in drawing.marks] == [1] * len(drawing.marks)
    near = small.neighbours
    kept = {mark.node.id for mark in drawing.marks}
    left_out = [len(near[one.id]) for one in small.nodes if one.id not in kept]
    assert 0 < len(left_out) < len(kept)
    # Who loses the neighbours that went before has few in the end, whatever it had at first.
    assert statistics.mean(left_out) < 0.7 * statistics.mean(len(near[key]) for key in kept)
    assert any(mark.label.level != 1 for mark in draw_network(small, width=620).marks)


# On the pages


def test_the_tables_tell_each_relation_once(make_site) -> None:
    """By type, with its ends, dates and status in words, and a link to its passages."""
    page = built(make_site(SITE)) / "network/index.html"
    html = page.read_text()
    assert "4 relations between 3 actors; 1 further actor has none on record." in words(
        ET.fromstring(re.search(r'<p class="standing">.*?</p>', html, re.DOTALL)[0])
    )
    tables = {
        label: [
            [
                words(ET.fromstring(cell))
                for cell in re.findall(r"<t[hd]\b.*?</t[hd]>", row, re.DOTALL)
            ]
            for row in re.findall(r"<tr>.*?</tr>", table, re.DOTALL)
        ]
        for label, table in re.findall(
            r'aria-label="([^"]*)">\s*(<table.*?</table>)', html, re.DOTALL
        )
    }
    assert sorted(tables) == ["Leads", "Member of", "Owns", "Rival of"]
    assert tables["Leads"] == [
        ["From", "To", "When", "Status", "Sources"],
        ["Ada Holm", "Dockers' Union", "from 2019 to May 2021", "confirmed", "1 source: Gazette for this relation"],
    ]  # fmt: skip
    # Where no relation of a type has a date, there is no column of dates.
    assert tables["Owns"] == [
        ["From", "To", "Status", "Sources"],
        ["Dockers' Union", "Ada Holm", "no status · contested",
         "no source held for it; against it 1 source: Gazette for this relation"],
    ]  # fmt: skip


def test_the_tables_count_what_speaks_for_a_relation(make_site) -> None:
    """In the words of the actor's page: what denies it is told apart, and is no support."""
    papers = {"for": {}, "one": {"stance": "denies"}, "two": {"stance": "doubts"}}
    cited = [{"source": name, **said} for name, said in papers.items()]
    only_denied = [{"source": "letter", "stance": "denies"}]
    relations = [
        {"to": "bo", "type": "owns", "status": "alleged", "sources": cited},
        {"to": "bo", "type": "leads", "status": "denied", "sources": only_denied},
    ]
    sources = {
        f"content/sources/{name}.yml": json.dumps({"title": f"Paper {name}"}) for name in papers
    }
    files = {
        "content/actors/ada.yml": json.dumps(
            {"name": "Ada Holm", "kind": "person", "relations": relations}
        ),
        "content/actors/bo.yml": "name: Bo Falk\nkind: person\n",
        "content/sources/letter.yml": json.dumps({"title": "A letter", "held": False}),
        **sources,
    }
    out = built(make_site(files))
    said = {
        "owns": "1 article, 1 origin; against it 2 articles, 2 origins",
        "leads": "no source held for it",
    }
    table = (out / "network/index.html").read_text()
    profile = (out / "actors/ada/index.html").read_text()
    links = re.findall(r'<td data-value="(\d+)"><a [^>]*>(.*?)<span class="unseen">', table)
    assert sorted(links) == sorted([("1", said["owns"]), ("0", said["leads"])])
    assert all(f"· {words}" in profile for words in said.values())


def test_every_line_leads_to_the_place_of_its_relation(make_site) -> None:
    """From the whole and from an actor's drawing: the page is there, and the anchor on it."""
    out = built(make_site({**SITE, **large_dossier(40, 70)}))
    seen = 0
    for page in out.rglob("*.html"):
        for svg in drawings(page):
            for link in svg.iter("a"):
                if "line" not in link.get("class", "").split():
                    continue
                path, _, anchor = link.get("href", "").partition("#")
                target = (page.parent / path).resolve() if path else page
                assert f'id="{anchor}"' in target.read_text()
                seen += 1
    assert seen > 200


def test_long_tables_go_on_on_further_pages(make_site) -> None:
    """Each relation once, 200 to a page, fewer on the first, where the drawing stands with all lines."""
    out = built(make_site(large_dossier(300, 450)))
    pages = [out / "network/index.html", *(out / f"network/{n}/index.html" for n in (2, 3))]
    htmls = [page.read_text() for page in pages]
    assert not (out / "network/4").exists()
    rows = [html.count("<tr>") - html.count("<thead>") for html in htmls]
    assert rows == [60, 200, 190]
    ways = [re.findall(r'<path class="way \w+" d="([^"]*)"', html) for html in htmls]
    assert [sum(path.count("M") for path in paths) for paths in ways] == [450, 0, 0]
    assert 'rel="next" href="../network/2/index.html"' in htmls[0]
    linked = {found for html in htmls for found in re.findall(r"#(relation-[\w-]+)", html)}
    assert len(linked) == 450
    assert max(map(len, htmls)) < 200_000


@pytest.mark.parametrize(("actors", "relations"), [(200, 250), (300, 1400)])
def test_the_page_with_the_drawing_stays_small(make_site, actors: int, relations: int) -> None:
    """Under 200 kB both where each line is a link and where they are too many for that."""
    html = (built(make_site(large_dossier(actors, relations))) / "network/index.html").read_text()
    assert len(html.encode()) < 200_000
    linked = html.count('<a class="line')
    assert linked == (relations if relations <= MOST_LINKED else 0)
    assert ("Its lines are too many to be links" in html) == (linked == 0)
    assert html.count('class="tip"') > 0 or linked == 0
    assert html.count("data-near=") == (0 if linked else actors)


def test_rivals_are_crossed_out_and_the_legend_says_so(make_site) -> None:
    """One cross on the line of each hostile relation; a type that the author calls so has it too."""
    legend = "against each other"
    page = built(make_site(SITE)) / "network/index.html"
    assert legend in page.read_text()
    (svg,) = drawings(page)[:1]
    shapes = {words(a.find("title")): len(a.findall("path")) for a in svg.iter("a")}
    assert shapes["Ada Holm · Rival of · Cy Falk: disputed"] == 3  # where it is hit, line, cross
    assert shapes["Ada Holm · Member of · Dockers' Union: alleged"] == 3  # with an arrow
    own = "relation_types: {rival-of: {label: Rival of, symmetric: true%s}}\n"
    for hostile in ("", ", hostile: true"):
        site = make_site({**SITE, "site_config.yml": f"title: T\n{own % hostile}"})
        told = (built(site) / "network/index.html").read_text()
        assert (legend in told) == bool(hostile)


def test_what_a_line_says_is_written_out(make_site) -> None:
    """Both ends, the type and the status; the style of the line is no more than a sign for it."""
    (svg,) = drawings(built(make_site(SITE)) / "network/index.html")[:1]
    titles = {words(link.find("title")) for link in svg.iter("a")}
    assert "Ada Holm · Member of · Dockers' Union: alleged" in titles
    assert "Dockers' Union · Owns · Ada Holm: no status, contested" in titles
    assert "Cy Falk, Person, only mentioned" in titles
    assert not any("Lo Ner" in title for title in titles)


def test_ids_are_unique_and_no_style_is_inline(make_site) -> None:
    """On every page with a drawing."""
    out = built(make_site({**SITE, **large_dossier(30, 50)}))
    for page in out.rglob("*.html"):
        html = page.read_text()
        ids = Counter(re.findall(r'\sid="([^"]*)"', html))
        assert [name for name, count in ids.items() if count > 1] == []
        assert re.search(r"\sstyle=", html) is None


def test_hostile_names_stay_names(make_site) -> None:
    """Neither an actor's name nor a type's label opens a tag or ends an attribute."""
    evil = """"'></title><script>alert(1)</script>&amp; </svg>"""
    site = make_site(
        {
            "site_config.yml": "format: 1\ntitle: T\nrelation_types:\n"
            f"  haunts: {{label: {evil!r}}}\n".replace("\\'", "''"),
            "content/sources/gazette.yml": SOURCE,
            "content/actors/ada.yml": "name: |-\n  "
            + evil
            + "\nkind: person\nrelations:\n"
            + "".join(f"  - {{to: {n}, type: haunts, {CITED}}}\n" for n in ("bo", "cy", "di")),
            **{
                f"content/actors/{n}.yml": f"name: {n} Falk\nkind: person\n"
                for n in ("bo", "cy", "di")
            },
        }
    )
    out = built(site)
    for name in ("network/index.html", "actors/ada/index.html", "index.html"):
        assert "<script>alert" not in (out / name).read_text()
        assert drawings(out / name)
    assert "<script>alert" not in (out / "actors/cy/index.html").read_text()
    (whole, *_) = drawings(out / "network/index.html")
    assert any(evil in words(link.find("title")) for link in whole.iter("a"))


def test_who_is_withheld_is_in_no_drawing(make_site) -> None:
    """A draft, with all its relations; whoever is left without one is not drawn either."""
    draft = f"""\
name: Secret Person
kind: person
draft: true
relations:
  - {{to: loner, type: leads, {CITED}}}
"""
    files = {**SITE, "content/actors/secret-person.yml": draft}
    shown = built(make_site(files))
    without = built(make_site(SITE))
    for name in ("network/index.html", "index.html", "actors/loner/index.html"):
        assert (shown / name).read_bytes() == (without / name).read_bytes()
    assert b"<svg" not in (shown / "actors/loner/index.html").read_bytes()


def test_a_dossier_without_relations_says_so(make_site) -> None:
    """As the timeline does without events; nothing is drawn anywhere."""
    out = built(make_site({"content/actors/ada.yml": "name: Ada Holm\nkind: person\n"}))
    assert "No relation has been recorded yet." in (out / "network/index.html").read_text()
    for page in out.rglob("*.html"):
        assert "<svg" not in page.read_text()


def test_the_menu_and_the_sitemap_know_the_network(make_site, run) -> None:
    """And a menu of one's own may name it."""
    config = "format: 1\ntitle: T\nbase_url: https://example.org/\nnavigation: [network]\n"
    site = make_site({**SITE, "site_config.yml": config})
    assert run("build", "--site", site, "-o", site / "out", "--as-of", AS_OF).code == 0
    assert "https://example.org/network/" in (site / "out/sitemap.xml").read_text()
    assert 'href="network/index.html"' in (site / "out/index.html").read_text()
