"""Every kind of page in a real browser: from a server, from disk, without scripts, on narrow screens."""

from __future__ import annotations

import pytest
from kinds import EXAMPLE, KINDS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("gates")]

EACH_KIND = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture
def address(built) -> str:
    """Where the example is served."""
    return built.address + "example/"


@EACH_KIND
def test_pages_ask_nobody_else(built, visit, kind: str) -> None:
    """Every request goes to the site itself, whatever is opened, and the console has no complaint."""
    page = visit(built.address + KINDS[kind])
    page.keyboard.press("/")
    page.keyboard.type("e")
    page.wait_for_function("() => document.querySelector('dialog [role=status]').textContent")
    page.wait_for_load_state("networkidle")
    site = built.address + KINDS[kind].partition("/")[0] + "/"
    assert [url for url in page.asked if not url.startswith((site, "data:"))] == []
    assert any("/search/" in url for url in page.asked)


@pytest.mark.parametrize("kind", EXAMPLE)
def test_pages_work_from_disk(built, visit, kind: str) -> None:
    """Opened as a file, a page has its style and no complaint."""
    page = visit((built.folder / KINDS[kind]).as_uri())
    page.wait_for_load_state("networkidle")
    assert all(url.startswith(built.folder.as_uri()) for url in page.asked)
    family = page.evaluate("getComputedStyle(document.body).fontFamily")
    assert "serif" in family


@EACH_KIND
def test_nothing_scrolls_sideways(built, visit, kind: str) -> None:
    """At 320, 390 and 1280 pixels, with all that folds out opened; wide tables scroll in their own box."""
    page = visit(built.address + KINDS[kind])
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for opened in (False, True):
            page.evaluate(
                "(open) => document.querySelectorAll('details').forEach((d) => { d.open = open; })",
                opened,
            )
            assert page.evaluate("document.documentElement.scrollWidth") <= width


# What a reader sees, without what only serves a script: what folds out is opened first.
WORDS = """() => {
  for (const details of document.querySelectorAll("details")) details.open = true;
  for (const control of document.querySelectorAll("button:not(th button), form, [role=status]"))
    control.hidden = true;
  return document.body.innerText.split("\\n").map((line) => line.trim()).filter(Boolean);
}"""


PARTS = """() => ["a[href]", "svg *", "blockquote", "tr", "img"].map((what) =>
  [...document.querySelectorAll(what)].filter((e) => e.checkVisibility()).length)"""


@EACH_KIND
def test_content_is_whole_without_a_script(built, visit, kind: str) -> None:
    """The same words in the same order, links and shapes, with scripts on and off: only controls differ."""
    with_script = visit(built.address + KINDS[kind])
    with_script.wait_for_load_state("networkidle")
    without = visit(built.address + KINDS[kind], java_script_enabled=False)
    words = without.evaluate(WORDS)
    assert len(words) > 10
    assert with_script.evaluate(WORDS) == words
    assert with_script.evaluate(PARTS) == without.evaluate(PARTS)


def test_what_folds_out_opens_without_a_script(address: str, visit) -> None:
    """By its own summary."""
    page = visit(address + "actors/cjng/index.html", java_script_enabled=False)
    details = page.locator("main details").first
    assert not details.locator("blockquote").first.is_visible()
    details.locator("summary").click()
    assert details.locator("blockquote").first.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_in_both_schemes(address: str, visit, scheme: str) -> None:
    """Running text and links have a contrast of 7:1 or more (WCAG 2.2, AAA) on the page."""
    page = visit(address + "actors/cjng/index.html", color_scheme=scheme)
    ratios = page.evaluate(
        """() => {
          const luminance = (css) => {
            const [r, g, b] = css.match(/[\\d.]+/g).map(Number).map((v) => {
              v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
            return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
          const paper = luminance(getComputedStyle(document.body).backgroundColor);
          const ratio = (element) => {
            const ink = luminance(getComputedStyle(element).color);
            return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05); };
          return ["main p", "main a[href]", "h1", "h2", "footer"].map(
            (selector) => [selector, ratio(document.querySelector(selector))]);
        }"""
    )
    assert ratios
    assert [(selector, ratio) for selector, ratio in ratios if ratio < 7] == []


def test_a_claim_leads_to_its_passage_in_one_click(address: str, visit) -> None:
    """From a citation in a profile to the words on the source's page."""
    page = visit(address + "actors/dea/index.html")
    link = page.locator('main .citation a[href*="#passage-dea-confirmed"]').first
    link.scroll_into_view_if_needed()
    link.click()
    page.wait_for_url("**/sources/latin-times-alliance/index.html#passage-dea-confirmed")
    passage = page.locator("#passage-dea-confirmed")
    assert "confirmed the alliance" in passage.inner_text()
    assert passage.is_visible()
