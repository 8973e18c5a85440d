"""Accessibility as axe-core measures it: every kind of page, both schemes, a desk and a telephone."""

from __future__ import annotations

from importlib.resources import files

import pytest
from kinds import EXAMPLE, KINDS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("gates")]

DESK, TELEPHONE = 1280, 390
# Beyond what axe asks by default: a contrast of 7:1 (WCAG 2.2, 1.4.6).
RUN = """async () => {
  const found = await axe.run(document, {
    resultTypes: ["violations"], rules: { "color-contrast-enhanced": { enabled: true } } });
  return found.violations.flatMap((violation) => violation.nodes.map((node) =>
    `${violation.id}: ${node.target.join(" ")}: ${node.failureSummary.replace(/\\s+/g, " ")}`));
}"""


@pytest.fixture(scope="module")
def axe() -> str:
    """The script of axe-core."""
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def violations(page, axe: str) -> list[str]:
    """What axe finds on the page as it stands now: the rule, the place, what to mend."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(axe)
    return page.evaluate(RUN)


def pages(visit, address: str, scheme: str, widths=(DESK, TELEPHONE)):
    """The page in one scheme, at each width in turn."""
    page = visit(address, color_scheme=scheme, reduced_motion="reduce")
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        yield page


SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])


@SCHEMES
@pytest.mark.parametrize("kind", EXAMPLE)
def test_no_kind_of_page_has_a_violation(visit, built, axe: str, kind: str, scheme: str) -> None:
    """As it loads, with what folds out closed."""
    for page in pages(visit, built.address + KINDS[kind], scheme):
        assert violations(page, axe) == []


# Of the two largest, smaller ones of the same kind are looked at.
FURTHER = [
    kind for kind in KINDS if kind not in (*EXAMPLE, "actor of many passages", "coverage, a part")
]


@pytest.mark.parametrize("kind", FURTHER)
def test_nor_pages_of_other_dossiers(visit, built, axe: str, kind: str) -> None:
    """Kinds and states that the example does not have, once in each scheme and at each width."""
    for scheme, width in (("light", DESK), ("dark", TELEPHONE)):
        for page in pages(visit, built.address + KINDS[kind], scheme, [width]):
            assert violations(page, axe) == []


@SCHEMES
def test_nor_what_folds_out(visit, built, axe: str, scheme: str) -> None:
    """The passages behind claims, all opened at once."""
    for page in pages(visit, built.address + KINDS["actor"], scheme):
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        assert violations(page, axe) == []


@SCHEMES
def test_nor_the_search(visit, built, axe: str, scheme: str) -> None:
    """Open and empty, with results of several kinds, and with none."""
    for page in pages(visit, built.address + KINDS["index"], scheme):
        page.keyboard.press("/")
        status = page.locator("dialog [role=status]")
        for words, answer in (("", ""), ("alliance", "Results"), ("qqqq", "Nothing")):
            page.locator("dialog input").fill(words)
            page.wait_for_function(
                "start => document.querySelector('dialog [role=status]').textContent.startsWith(start)",
                arg=answer,
            )
            assert violations(page, axe) == [], (words, status.inner_text())
        page.keyboard.press("Escape")


@SCHEMES
def test_nor_a_card(visit, built, axe: str, scheme: str) -> None:
    """The card of an actor and that of a passage."""
    for page in pages(visit, built.address + "example/actors/dea/index.html", scheme):
        for link in ("#profile a.actor[href]", '#profile .citation a[href*="#passage-"]'):
            page.locator(link).first.hover()
            page.locator(".card").wait_for()
            assert violations(page, axe) == []
            page.keyboard.press("Escape")
            page.locator(".card").wait_for(state="detached")
            page.mouse.move(1, 1)


def test_axe_sees_what_is_wrong(visit, built, axe: str) -> None:
    """A picture without words and text too pale are found: the check is in force."""
    page = visit(built.address + KINDS["free page"])
    page.evaluate(
        """() => {
          const text = document.querySelector("main p");
          text.style.color = "#666";
          text.append(document.createElement("img"));
        }"""
    )
    found = " ".join(violations(page, axe))
    assert "image-alt" in found
    assert "color-contrast-enhanced" in found
