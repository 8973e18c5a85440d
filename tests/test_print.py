"""What comes out of a printer: the passages open, addresses written out, page numbers, nothing to press."""

from __future__ import annotations

import datetime
import io
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from dossier.pipeline import BuildOptions, build

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

AS_OF = datetime.date(2026, 1, 15)
PAGES = [
    "actors/ada-brandt", "timeline", "network", "sources", "sources/harbour-gazette", "disputed",
]  # fmt: skip
NOT_ON_PAPER = [
    "Skip to the content", "Search", "Open all passages", "Copy the citation", "Cite this page 1",
    "Larger", "Show all", "Kind of actor", "As data", "in its source", "link to this passage", "↗",
]  # fmt: skip
MENU = re.compile(r"Actors\s+Timeline\s+Network\s+Sources\s+Disputed")


@pytest.fixture(scope="module")
def dossier_of_components(tmp_path_factory: pytest.TempPathFactory, sites: Path) -> Path:
    """The dossier that shows every component, built."""
    out = tmp_path_factory.mktemp("print") / "out"
    assert build(sites / "components", out, BuildOptions(AS_OF)).written is not None
    return out


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def printed(request: pytest.FixtureRequest, browser, dossier_of_components: Path):
    """Prints a page to PDF, with and without JavaScript; the text of its sheets."""
    context = browser.new_context(java_script_enabled=request.param)

    def sheets(name: str) -> list[str]:
        page = context.new_page()
        page.goto((dossier_of_components / name / "index.html").as_uri())
        read = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
        return [sheet.extract_text() for sheet in read.pages]

    yield sheets
    context.close()


def in_one_line(sheets: list[str]) -> str:
    """The words of all sheets, however their lines were broken and their letters joined."""
    return " ".join(" ".join(sheets).replace("ﬁ", "fi").replace("ﬂ", "fl").split())


@pytest.mark.parametrize("name", PAGES)
def test_paper_has_numbers_and_no_navigation(printed, name: str) -> None:
    """Each sheet says which of how many it is; no menu, button, search or card."""
    sheets = printed(name)
    for number, text in enumerate(sheets, 1):
        assert re.search(rf"\b{number} / {len(sheets)}\b", text), text[-200:]
    words = in_one_line(sheets)
    assert "The bell of Ostrand" in words
    assert MENU.search(words) is None
    assert [word for word in NOT_ON_PAPER if word in words] == []


def test_an_actors_paper_shows_its_passages_and_where_they_stand(printed) -> None:
    """Those behind the claims too, which are closed on the screen; the addresses of their sources."""
    words = in_one_line(printed("actors/ada-brandt"))
    packed = words.replace(" ", "")
    for passage in (
        "Ada Brandt signed for the bell, and Kalvik […] had it by the evening",
        "She died on 2 June, says Ostrand Parish",
        "A Ada Brandt nunca se le preguntó",
        "Ada Brandt is fined for the sale of the bell",
    ):
        assert passage.replace(" ", "") in packed
    assert "<https://archive.example/gazette/the-bell>" in packed, (
        "where the words can still be read"
    )
    assert "<https://kalvik.example/carta>" in packed
    assert "<https://example.org/bells>" in packed
    assert "Cite this page" in words


def test_a_timeline_on_paper_shows_the_passages_of_its_events(printed) -> None:
    """And of a source its address, once: it stands at the head of the record."""
    assert "had it by the evening" in in_one_line(printed("timeline"))
    packed = in_one_line(printed("sources/harbour-gazette")).replace(" ", "")
    assert packed.count("https://gazette.example/1990/the-bell") == 2, (
        "in the record and the citation"
    )


def test_no_passage_and_no_heading_is_torn_apart(browser, dossier_of_components: Path) -> None:
    """However large the type is, and so wherever sheets end: a passage stands on one, with its source's name."""
    context = browser.new_context()
    page = context.new_page()
    page.goto((dossier_of_components / "actors/ada-brandt/index.html").as_uri())
    page.evaluate("document.querySelector('main').append(...[1, 2, 3].map(() => "
                  "document.querySelector('#passages').cloneNode(true)))")  # fmt: skip
    passage = "signed for the bell, and Kalvik […] had it by the evening"
    for scale in (0.8, 0.9, 1.0, 1.1, 1.2, 1.3):
        read = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, scale=scale)))
        texts = [" ".join(sheet.extract_text().split()) for sheet in read.pages]
        assert sum(text.count(passage) for text in texts) >= 4, scale
        feet = [re.sub(r" \d+ / \d+$", "", text) for text in texts]
        heads = (
            "The bell that left by water, 1 July 1990",
            "Carta de la parroquia de Kalvik, 1991",
        )
        assert [foot[-60:] for foot in feet[:-1] if foot.endswith(heads)] == [], scale
    context.close()
