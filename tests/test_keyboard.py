"""Every kind of page by keyboard alone: each stop in its turn, in sight, marked, and a way out at the end."""

from __future__ import annotations

import pytest
from kinds import EXAMPLE, KINDS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("gates")]

# What a stop looks like, so that it can be compared with itself before it had the focus.
BEGIN = """(within) => {
  const properties = ["outlineStyle", "outlineWidth", "borderBottomWidth", "borderBottomColor", "boxShadow",
    "backgroundColor", "color", "stroke", "strokeWidth", "textDecorationLine", "opacity", "visibility"];
  window.look = (e) => [e, ...e.querySelectorAll("*")].slice(0, 5).map((part) => {
    const style = getComputedStyle(part);
    return properties.map((name) => style[name]).join(" ");
  }).join("|");
  window.stops = [...document.querySelector(within).querySelectorAll(
    "a[href], button, input, select, summary, [tabindex]")].filter(
    (e) => e.tabIndex >= 0 && e.checkVisibility({ visibilityProperty: true }));
  window.atRest = stops.map(look);
  return stops.map((e) => `${e.localName}: ${(e.textContent || e.ariaLabel || "").trim().slice(0, 40)}`);
}"""
# Which stop has the focus, and what is wrong with it there.
HERE = """() => {
  const e = document.activeElement;
  const number = stops.indexOf(e);
  if (number < 0) return [e === document.body ? "out" : e.outerHTML.slice(0, 90), []];
  const wrong = [];
  const box = e.getBoundingClientRect();
  const room = document.documentElement;
  const inside = (from, to, all, start = from - 1, end = to + 1) => // Most of it, if it is not larger than the window.
    Math.min(end, all) - Math.max(start, 0) > (end - start > all || e.ownerSVGElement ? 0 : 0.75 * (end - start));
  if (Math.max(box.width, box.height) < 4) wrong.push("it has no size");
  if (!inside(box.top, box.bottom, innerHeight) || !inside(box.left, box.right, room.clientWidth))
    wrong.push(`out of sight: ${[box.left, box.top, box.right, box.bottom].map(Math.round)}`);
  const [line] = e.getClientRects();
  const on = document.elementFromPoint(line.left + line.width / 2, line.top + line.height / 2);
  if (!e.ownerSVGElement && line.height < innerHeight && !(e.contains(on) || on?.contains(e)))
    wrong.push(`covered by ${on?.outerHTML.slice(0, 60)}`);
  const types = e.localName === "input"; // It shows where one types.
  if (look(e) === atRest[number] && !types) wrong.push("the focus cannot be seen");
  return [number, wrong];
}"""


def walk(page, within: str = "body", start: int = 0) -> list[str]:
    """Tabs from the stop before `start` through all that stand `within`; what is wrong, in words."""
    names = page.evaluate(BEGIN, within)
    assert names
    wrong = []
    for number in range(start, len(names)):
        page.keyboard.press("Tab")
        found, complaints = page.evaluate(HERE)
        if found != number:
            found = names[found] if isinstance(found, int) else found
            return [*wrong, f"after stop {number - 1} comes {found!r}, not {names[number]!r}"]
        wrong += [f"{names[number]!r}: {complaint}" for complaint in complaints]
    page.keyboard.press("Tab")
    found, _ = page.evaluate(HERE)
    return wrong if found in ("out", 0) else [*wrong, f"no way out behind the last: {found}"]


@pytest.fixture
def opened(visit, built):
    """Opens a kind of page without moving pictures, and without cards, which have their own tests."""

    def page_of(kind: str, width: int = 1280):
        page = visit(
            "about:blank", reduced_motion="reduce", viewport={"width": width, "height": 800}
        )
        page.route(
            "**/previews/*.js", lambda route: route.fulfill(content_type="text/javascript", body="")
        )
        page.goto(built.address + KINDS[kind])
        return page

    return page_of


@pytest.mark.parametrize("kind", [*EXAMPLE, "passages", "timeline, overview", "timeline, a year"])
def test_every_stop_is_seen_in_its_turn(opened, kind: str) -> None:
    """In the order of the page, in the window, nothing over it, marked; then out of the page."""
    assert walk(opened(kind)) == []


@pytest.mark.parametrize("kind", ["index", "actor", "timeline", "sources"])
def test_so_on_a_narrow_screen(opened, kind: str) -> None:
    """At 390 pixels, where menus and tables stand otherwise."""
    assert walk(opened(kind, 390)) == []


def test_what_folds_out_is_reached(opened) -> None:
    """The passages behind each claim, opened by keyboard with the control for all."""
    page = opened("actor")
    before = len(page.evaluate(BEGIN, "main"))
    page.locator("[data-toggle] button").focus()
    page.keyboard.press("Enter")
    assert len(page.evaluate(BEGIN, "main")) > before + 20
    page.locator(".skip").focus()
    assert walk(page, start=1) == []


def test_the_search_is_walked_through(opened) -> None:
    """From the field over each result and no further than the dialog; Escape leads back."""
    page = opened("index")
    page.locator("main a").first.focus()
    page.keyboard.press("/")
    page.keyboard.type("alliance")
    page.locator("dialog li a").first.wait_for()
    assert walk(page, "dialog", start=1) == []
    page.keyboard.press("Escape")
    assert page.locator("main a").first.evaluate("e => e === document.activeElement")


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_stop_leads_past_the_menu(opened, kind: str) -> None:
    """A visible link, whose Enter moves the focus to the content: the next stop is in it."""
    page = opened(kind)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.get_attribute("href").endswith("#main")
    box = skip.bounding_box()
    assert box["x"] >= 0
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main, footer')")


def test_the_walk_sees_what_is_wrong(opened) -> None:
    """A stop out of turn, one that is not marked, one out of sight, a trap: each is told."""
    page = opened("free page")
    page.evaluate("document.querySelector('.masthead a').style.outline = 'none'")
    assert any("cannot be seen" in told for told in walk(page))
    page = opened("free page")
    page.evaluate("document.querySelector('footer a').tabIndex = 5")
    assert any("comes" in told for told in walk(page))
    page = opened("free page")
    page.evaluate(
        "Object.assign(document.querySelector('.masthead a').style, { position: 'fixed', left: '-9000px' })"
    )
    assert any("out of sight" in told for told in walk(page))
    page = opened("free page")
    page.evaluate(
        "addEventListener('keydown', (e) => { if (document.activeElement.closest('footer')) e.preventDefault(); })"
    )
    assert walk(page)
