"""The dossier that shows every component: each macro draws on it, each page fits a phone and a desk."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from jinja2.runtime import Macro

from dossier.assemble import shelf
from dossier.pipeline import BuildOptions, build

TEMPLATES = Path(__file__).parents[1] / "templates"
PARTS = ("macros.html", "graphics.html", "chronology.html")
AS_OF = datetime.date(2026, 1, 15)
BY_SCRIPT = {"card", "quoted", "name", "words", "lit", "on", "zoomed"}
"""Classes that a page has only once somebody points at something."""
OF_LARGE_DOSSIERS = {"crowd", "tall", "jumps", "pairs"}
OF_A_PREVIEW = {"preview"}


@pytest.fixture(scope="module")
def components(tmp_path_factory: pytest.TempPathFactory, sites: Path) -> tuple[Path, set[str]]:
    """The dossier built with its drafts, and the names of the macros that were called for it.

    So small a dossier has no list of several pages; with less room on the first it has.
    """
    called: set[str] = set()
    invoke = Macro.__call__

    def record(self, *arguments, **options):
        called.add(self.name)
        return invoke(self, *arguments, **options)

    out = tmp_path_factory.mktemp("components") / "out"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Macro, "__call__", record)
        patched.setattr(shelf, "FIRST_PASSAGES", 1)
        report = build(sites / "components", out, BuildOptions(AS_OF, drafts=True))
    assert report.written is not None, report.diagnostics
    return out, called


def test_the_dossier_is_a_clean_one(run, sites: Path) -> None:
    """Nothing to complain of: it is also an example of how to write one."""
    ran = run("check", "--site", sites / "components", "--as-of", "2026-01-15")
    assert (ran.code, "warning" in ran.stderr + ran.stdout) == (0, False)


@pytest.mark.parametrize("part", PARTS)
def test_every_macro_is_drawn(components: tuple[Path, set[str]], part: str) -> None:
    """Each component that a theme may call stands on one of its pages."""
    defined = re.findall(r"\{%-? macro (\w+)", (TEMPLATES / part).read_text())
    assert len(defined) > 5
    assert set(defined) - components[1] == set()


def test_every_class_of_the_stylesheet_is_drawn(components: tuple[Path, set[str]]) -> None:
    """But for what a script sets and what only a large dossier or a preview has."""
    style = re.sub(r"/\*.*?\*/", "", (TEMPLATES / "assets/style.css").read_text(), flags=re.DOTALL)
    style = re.sub(r'"[^"]*"|:[^{};]*;', "", style)
    named = set(re.findall(r"\.([a-z][\w-]*)", style))
    html = "".join(page.read_text() for page in components[0].rglob("*.html"))
    drawn = {name for group in re.findall(r'class="([^"]*)"', html) for name in group.split()}
    drawn |= {name for name in named if name.startswith("at")}  # by how much room a name has
    assert named - drawn - BY_SCRIPT - OF_LARGE_DOSSIERS - OF_A_PREVIEW == set()


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_every_page_fits(
    components: tuple[Path, set[str]], browser, tmp_path: Path, width: int, scheme: str
) -> None:
    """Nothing scrolls sideways, no word leaves its box, no complaint; screenshots for who wants to look."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page, complaints = context.new_page(), []
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    pages = sorted(components[0].rglob("index.html"))
    for path in pages:
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        page.screenshot(path=tmp_path / f"{path.parent.name}.png", full_page=True)
    assert complaints == []
    assert len(list(tmp_path.glob("*.png"))) > 12
    context.close()
