"""The network in a real browser, from disk: pointing, zooming, keyboard, narrow windows."""

from __future__ import annotations

from pathlib import Path

import pytest
from kinds import AS_OF
from networks import large_dossier

from dossier.pipeline import BuildOptions, build

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier of 300 actors with 600 relations, whose marks stand apart, built."""
    site = tmp_path_factory.mktemp("network") / "large"
    (site / "content/actors").mkdir(parents=True)
    (site / "content/sources").mkdir()
    (site / "site_config.yml").write_text("format: 1\ntitle: A large dossier\n")
    for name, text in large_dossier(300, 600).items():
        (site / name).write_text(text)
    report = build(site, site / "out", BuildOptions(AS_OF))
    assert report.written is not None, report.diagnostics
    return site / "out"


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier whose relations began and ended on days that take many letters, built."""
    site = tmp_path_factory.mktemp("network") / "dated"
    (site / "content/actors").mkdir(parents=True)
    (site / "site_config.yml").write_text("format: 1\ntitle: A dated dossier\nlanguage: es\n")
    (site / "content/actors/ada.yml").write_text(
        "name: Ada Holm\nkind: person\nrelations:\n"
        '  - {to: bo, type: leads, since: "2023-11-14", status: reported}\n'
        '  - {to: bo, type: owns, since: "2019-09-28", until: "2023-09-28", status: alleged}\n'
    )
    (site / "content/actors/bo.yml").write_text("name: Bo Falk\nkind: person\n")
    report = build(site, site / "out", BuildOptions(AS_OF))
    assert report.written is not None, report.diagnostics
    return site / "out"


@pytest.fixture
def visit(visit, built, large: Path, dated: Path):
    """Opens a page of the example, of the large or of the dated dossier from disk."""
    folders = {"small": built.folder / "example", "large": large, "dated": dated}

    def open_page(site: str, name: str = "network/index.html", **options):
        options = {"viewport": {"width": 1280, "height": 900}, **options}
        return visit((folders[site] / name).as_uri(), **options)

    return open_page


BOTH = pytest.mark.parametrize("site", ["small", "large"])
BOX = ".drawing > .scroll"


def width_of_drawing(page) -> float:
    """In pixels of the window."""
    return page.locator(f"{BOX} > svg").bounding_box()["width"]


def busiest(page) -> str:
    """The number of the mark with the most lines."""
    return page.evaluate(
        """() => {
          const count = {};
          for (const line of document.querySelectorAll(".net a.line"))
            for (const end of new Set(line.dataset.ends.split(" "))) count[end] = (count[end] ?? 0) + 1;
          for (const mark of document.querySelectorAll(".net a.mark[data-near]"))
            count[mark.dataset.ends] = mark.dataset.near.split(" ").length;
          return Object.keys(count).sort((a, b) => count[b] - count[a])[0];
        }"""
    )


def lit(page) -> dict[str, list[str]]:
    """What stands out, and what the lines say should."""
    return page.evaluate(
        """() => {
          const on = [...document.querySelectorAll(".net a.on")].map((a) => a.dataset.ends);
          return { on: on.sort(), lit: !!document.querySelector(".net.lit") };
        }"""
    )


def expected(page, mark: str) -> list[str]:
    """The mark, its lines and their other ends; in a crowd, where no line is a link, the marks alone."""
    near = page.locator(f'.net a.mark[data-ends="{mark}"]').get_attribute("data-near")
    if near is not None:
        return sorted([mark, *near.split()])
    ends = page.eval_on_selector_all(".net a.line", "links => links.map((a) => a.dataset.ends)")
    own = [both for both in ends if mark in both.split()]
    marks = {mark, *(end for both in own for end in both.split())}
    return sorted([*own, *marks])


@BOTH
def test_pointing_at_an_actor_shows_those_around_it(visit, site: str) -> None:
    """Its lines and their other ends stand out, the rest fades; away from it all is as before."""
    page = visit(site)
    mark = busiest(page)
    link = page.locator(f'.net a.mark[data-ends="{mark}"]')
    link.locator("path").hover(force=True)
    assert lit(page) == {"on": expected(page, mark), "lit": True}
    assert link.evaluate("a => getComputedStyle(a).opacity") == "1"
    faded = page.locator(".net a:not(.on)").first
    assert float(faded.evaluate("a => getComputedStyle(a).opacity")) < 0.5
    page.mouse.move(2, 2)
    assert lit(page) == {"on": [], "lit": False}


@BOTH
def test_the_keyboard_does_what_the_mouse_does(visit, site: str) -> None:
    """Focus lights an actor and shows its name; Enter follows a line to its passages."""
    page = visit(site)
    mark = busiest(page)
    page.locator(f'.net a.mark[data-ends="{mark}"]').focus()
    assert lit(page) == {"on": expected(page, mark), "lit": True}
    assert (
        page.locator(f'.net a.mark[data-ends="{mark}"] text').evaluate(
            "text => getComputedStyle(text).visibility"
        )
        == "visible"
    )
    first = page.locator(".net a[href]").first
    goal = first.get_attribute("href").removeprefix("../")
    page.locator(BOX).focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == f"../{goal}"
    assert page.locator(":focus-visible").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{goal}")
    if site == "large":
        assert "#" not in goal, "in a crowd the lines are no links: this is an actor's page"
        return
    target = page.locator("#" + goal.partition("#")[2])
    assert target.is_visible()
    assert target.locator("details").get_attribute("open") is not None
    assert target.locator(".citation-row").first.is_visible()


def a_point_on_a_line(page) -> tuple[float, float, str]:
    """Where a pointer meets a line and no other part of the drawing, and what the line leads to."""
    return page.evaluate(
        """() => {
          for (const line of document.querySelectorAll(".net a.line")) {
            const way = line.querySelector(".way");
            for (const part of [0.5, 0.4, 0.6, 0.3, 0.7]) {
              const at = way.getPointAtLength(part * way.getTotalLength()).matrixTransform(way.getScreenCTM());
              if (at.y > 0 && at.y < innerHeight && line.contains(document.elementFromPoint(at.x, at.y)))
                return [at.x, at.y, line.getAttribute("href").replace(/^[.][.][/]/, "")];
            }
          }
        }"""
    )


@BOTH
def test_a_click_on_a_line_leads_to_its_passages(visit, site: str) -> None:
    """By mouse, on the line itself: the relation's row, with its passages open.

    Where the lines are too many to be links, on the number of sources in its row of the tables.
    """
    page = visit(site)
    if site == "large":
        assert page.locator(".net a.line").count() == 0
        sources = page.locator(".ties tbody tr td:last-child a").first
        goal = sources.get_attribute("href").replace("../", "")
        sources.click()
    else:
        page.locator(BOX).scroll_into_view_if_needed()
        x, y, goal = a_point_on_a_line(page)
        page.mouse.click(x, y)
    page.wait_for_url(f"**/{goal}")
    target = page.locator("#" + goal.partition("#")[2])
    assert target.locator("details").get_attribute("open") is not None
    assert target.locator(".citation-row").first.is_visible()


@BOTH
def test_buttons_keys_and_wheel_change_the_size(visit, site: str) -> None:
    """Larger, smaller, as at first; more names as it grows, in type of the same size."""
    page = visit(site)
    at_first = width_of_drawing(page)
    named = "[...document.querySelectorAll('.net a.mark text')].filter((t) => getComputedStyle(t).visibility === 'visible').length"
    before = page.evaluate(named)
    height = page.locator(".net .at1").first.bounding_box()["height"]
    page.get_by_role("button", name="Larger").click()
    assert width_of_drawing(page) == pytest.approx(2 * at_first)
    assert page.locator(".net .at1").first.bounding_box()["height"] == pytest.approx(
        height, rel=0.1
    )
    page.get_by_role("button", name="Larger").click()
    assert page.evaluate(named) >= before + (50 if site == "large" else 0)
    page.get_by_role("button", name="Smaller").click()
    assert width_of_drawing(page) == pytest.approx(2 * at_first)
    page.get_by_role("button", name="Original size").click()
    assert width_of_drawing(page) == pytest.approx(at_first)
    page.locator(BOX).focus()
    page.keyboard.press("+")
    assert width_of_drawing(page) == pytest.approx(2 * at_first)
    page.keyboard.press("-")
    assert width_of_drawing(page) == pytest.approx(at_first)
    page.locator(BOX).hover(position={"x": 500, "y": 250})
    page.mouse.wheel(0, -100)
    assert width_of_drawing(page) == pytest.approx(at_first), "the wheel alone scrolls the page"
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    page.wait_for_function(
        "width => document.querySelector('.drawing svg').getBoundingClientRect().width > width",
        arg=at_first * 1.2,
    )
    page.keyboard.press("0")
    assert width_of_drawing(page) == pytest.approx(at_first)


def test_dragging_moves_the_drawing_and_follows_no_link(visit) -> None:
    """With the mouse, once it is larger than its box; a click on a mark still leads to the actor."""
    page = visit("small")
    page.get_by_role("button", name="Larger").click()
    mark = page.locator(f'.net a.mark[data-ends="{busiest(page)}"] path')
    mark.scroll_into_view_if_needed()
    at = mark.bounding_box()
    x, y = at["x"] + at["width"] / 2, at["y"] + at["height"] / 2
    left = page.locator(BOX).evaluate("box => box.scrollLeft")
    address = page.url
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y - 5, steps=6)
    page.mouse.up()
    assert page.locator(BOX).evaluate("box => box.scrollLeft") == pytest.approx(left + 60, abs=5)
    assert page.url == address
    page.mouse.click(x - 60, y - 5)
    page.wait_for_url("**/actors/*/index.html")


@BOTH
@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_only_the_drawing_scrolls_sideways(visit, site: str, width: int) -> None:
    """The page keeps its width; fingers scroll the page as ever; smaller shows the whole."""
    page = visit(site, viewport={"width": width, "height": 800}, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(BOX).evaluate("box => box.scrollHeight <= box.clientHeight + 1")
    assert page.locator(BOX).evaluate("box => getComputedStyle(box).touchAction") == "auto"
    for _ in range(4):
        page.get_by_role("button", name="Smaller").click()
    assert width_of_drawing(page) <= width


@BOTH
@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_the_best_connected_actor_is_seen_first(visit, site: str, width: int) -> None:
    """In the middle of the window, or as near to it as the drawing's end lets it be."""
    page = visit(site, viewport={"width": width, "height": 800})
    mark = page.locator(f'.net a.mark[data-ends="{busiest(page)}"] path').bounding_box()
    assert abs(mark["x"] + mark["width"] / 2 - width / 2) < 20 or page.locator(BOX).evaluate(
        "box => box.scrollLeft < 1 || box.scrollLeft > box.scrollWidth - box.clientWidth - 1"
    )
    assert 0 < mark["x"] < width - mark["width"]


@BOTH
@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_a_relation_is_read_at_a_glance(visit, site: str, width: int) -> None:
    """Both ends, status and passages stand in the window, without scrolling sideways."""
    page = visit(site, viewport={"width": width, "height": 800})
    wide = "box => box.scrollWidth > box.clientWidth"
    tables = page.locator("#relations .scroll").all()
    assert tables
    assert not any(table.evaluate(wide) for table in tables)
    row = page.locator(".ties tbody tr").first
    boxes = [cell.bounding_box() for cell in row.locator("a, .status").all()]
    assert len(boxes) == 4
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
    arrow = row.locator("th").last.evaluate("th => getComputedStyle(th, '::before').content")
    assert arrow.strip('" ') in ("→", "↔")


@pytest.mark.parametrize("width", [390, 800, 900, 1024, 1280])
def test_no_column_of_a_table_runs_into_the_next(visit, width: int) -> None:
    """A day with its month written out is wider than a narrow column: it goes on in the next line."""
    page = visit("dated", viewport={"width": width, "height": 800})
    assert page.locator(".ties time").count() == 3
    cells = page.locator(".ties :is(th, td)")
    wide = "cells => cells.filter((c) => c.scrollWidth > c.clientWidth).map((c) => c.innerText)"
    assert cells.evaluate_all(wide) == []


@pytest.mark.parametrize("width", [390, 700, 800, 1280])
def test_the_small_one_is_whole_or_not_there(visit, width: int) -> None:
    """Never cut: where there is no room for its names only the way to the whole network is."""
    page = visit("small", "index.html", viewport={"width": width, "height": 800})
    assert page.get_by_role("link", name="The network: 48 relations").is_visible()
    picture = page.locator("#network svg")
    assert picture.is_visible() == (width >= 800)
    if width >= 800:
        box, room = picture.bounding_box(), page.locator("#network .content").bounding_box()
        assert room["x"] <= box["x"]
        assert box["x"] + box["width"] <= room["x"] + room["width"]
        marks, names = picture.locator(".mark"), picture.locator("text")
        assert marks.count() > 10
        assert all(name.is_visible() for name in names.all())
        assert names.count() == marks.count()
        assert names.first.bounding_box()["height"] > 9


def test_the_small_one_is_printed(visit) -> None:
    """On a sheet as narrow as A4 its section is no heading with nothing below; names stay large enough."""
    page = visit("small", "index.html", viewport={"width": 642, "height": 900})
    page.emulate_media(media="print")
    picture = page.locator("#network svg")
    assert picture.is_visible()
    box, room = picture.bounding_box(), page.locator("#network .content").bounding_box()
    assert room["x"] <= box["x"]
    assert box["x"] + box["width"] <= room["x"] + room["width"]
    assert picture.locator("text").first.bounding_box()["height"] > 9


def test_without_javascript_the_drawing_and_its_links_are_there(visit) -> None:
    """No buttons that do nothing; every mark and line a link."""
    page = visit("small", java_script_enabled=False)
    assert page.locator("[data-zoom]").is_hidden()
    assert page.locator(".net a.mark[href]").count() > 30
    assert page.locator(".net a.line[href]").count() > 40
    page.locator(".net a.mark[href] text").first.click()
    page.wait_for_url("**/actors/*/index.html")


def test_a_line_on_an_actors_page_leads_to_its_row(visit) -> None:
    """On the same page; the drawing of the others' relations to theirs."""
    page = visit("small", "actors/cjng/index.html")
    line = page.locator(".ego a.line:not(.faint)").first
    anchor = line.get_attribute("href")
    assert anchor.startswith("#relation-")
    line.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/actors/cjng/index.html{anchor}")
    page.wait_for_selector(f"{anchor} details[open]")


def test_the_small_one_leads_to_the_whole(visit) -> None:
    """From the index, by the picture."""
    page = visit("small", "index.html")
    page.locator("#network .small a").click()
    page.wait_for_url("**/network/index.html")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_names_and_lines_stand_out(visit, scheme: str) -> None:
    """Names have a contrast of 7:1 to the paper, lines of 3:1 (WCAG 2.2, 1.4.6 and 1.4.11)."""
    page = visit("small", color_scheme=scheme)
    ratios = page.evaluate(
        """() => {
          const luminance = (css) => {
            const [r, g, b] = css.match(/[\\d.]+/g).map(Number).map((v) => {
              v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
            return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
          const paper = luminance(getComputedStyle(document.body).backgroundColor);
          const ratio = (selector, property) => {
            const ink = luminance(getComputedStyle(document.querySelector(selector))[property]);
            return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05); };
          return [ratio(".mark.subject text", "fill"), ratio(".mark:not(.subject) text", "fill"),
            ratio(".way", "stroke"), ratio(".tip", "fill")];
        }"""
    )
    assert min(ratios[:2]) >= 7
    assert min(ratios[2:]) >= 3
