"""What a page weighs: bytes as they are written, requests, and how much moves while it loads."""

from __future__ import annotations

import re
import time
from pathlib import Path
from statistics import median

import pytest
from kinds import EXAMPLE, KINDS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("gates")]

MOST_BYTES, MOST_REQUESTS = 100_000, 6
# Pages that show all of a dossier at once, or its most covered actor, may weigh more, up to what the page of a long list may.
WHOLE = {"actor", "timeline", "network", "coverage"}
MOST_BYTES_OF_WHOLE = 200_000

SHIFTS = """() => {
  window.moved = [];
  new PerformanceObserver((list) => {
    for (const one of list.getEntries())
      moved.push([one.value, one.sources.map((source) => source.node?.outerHTML?.slice(0, 80))]);
  }).observe({ type: "layout-shift", buffered: true });
}"""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("kind", EXAMPLE)
def test_a_page_is_light_and_stands_still(built, visit, kind: str, width: int) -> None:
    """All that is loaded, the icon with it, counted uncompressed; nothing moves, also while scrolling."""
    page = visit("about:blank", viewport={"width": width, "height": 800})
    page.add_init_script(f"({SHIFTS})()")
    answers = []
    # Playwright marks what it calls, which a method of a list does not allow.
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - see above
    page.goto(built.address + KINDS[kind])
    page.wait_for_load_state("networkidle")
    page.mouse.wheel(0, 20_000)
    page.wait_for_timeout(200)
    bodies = {answer.url: len(answer.body()) for answer in answers}
    icon = page.locator("link[rel=icon]").evaluate("link => link.href")
    bodies.setdefault(icon, (built.folder / "example/assets/favicon.svg").stat().st_size)
    print(f"{kind} at {width}: {sum(bodies.values())} bytes in {len(bodies)} requests")
    assert len(bodies) <= MOST_REQUESTS
    assert sum(bodies.values()) <= (MOST_BYTES_OF_WHOLE if kind in WHOLE else MOST_BYTES)
    assert page.evaluate("moved") == []


CONTROLLED = [
    *(
        (kind, width)
        for kind in ("actor", "timeline", "network", "source")
        for width in (390, 1280)
    ),
    ("sources", 1280),  # on a phone its table is a list, which is not sorted
]


@pytest.mark.parametrize(("kind", "width"), CONTROLLED)
def test_controls_that_come_late_move_nothing(built, visit, kind: str, width: int) -> None:
    """Where the script takes its time, what only works with it stands in its place from the start."""
    page = visit("about:blank", viewport={"width": width, "height": 800})
    page.add_init_script(f"({SHIFTS})()")

    def late(route) -> None:
        time.sleep(0.7)
        route.continue_()

    page.route("**/assets/script.js", late)
    page.goto(built.address + KINDS[kind])
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(200)
    assert page.locator("main :is(button, select):visible").count() > 0
    assert page.evaluate("moved") == []


def weight(page: Path, site: Path) -> int:
    """The bytes of a page with the style, the script and the icon that every page loads."""
    assert not re.search("<(img|iframe|video|audio|object)[ >]", page.read_text("utf-8"))
    shared = ("style.css", "script.js", "favicon.svg")
    return page.stat().st_size + sum((site / "assets" / name).stat().st_size for name in shared)


@pytest.mark.parametrize("folder", ["actors", "sources"])
def test_a_typical_page_is_light(built, folder: str) -> None:
    """The middle one of all actors, and of all sources, of the example."""
    site = built.folder / "example"
    weights = [weight(page, site) for page in (site / folder).glob("*/index.html")]
    assert len(weights) > 10
    assert median(weights) <= MOST_BYTES


def test_the_observer_sees_what_moves(built, visit) -> None:
    """Something put in above the text is told: the check is in force."""
    page = visit("about:blank")
    page.add_init_script(f"({SHIFTS})()")
    page.goto(built.address + KINDS["free page"])
    page.wait_for_timeout(300)
    page.evaluate(
        "() => document.body.prepend(Object.assign(document.createElement('h1'), { textContent: 'Late' }))"
    )
    page.wait_for_function("() => moved.length > 0")
