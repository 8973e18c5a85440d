"""The built example in a real browser: from a server below a folder, and from disk."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from pathlib import Path

import pytest

from dossier.pipeline import BuildOptions, build

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

REPOSITORY = Path(__file__).parents[1]
PAGES = [
    "index.html", "actors/index.html", "actors/cjng/index.html", "actors/dea/index.html",
    "actors/cdc/index.html", "timeline/index.html", "network/index.html", "sources/index.html",
    "sources/latin-times-alliance/index.html", "sources/velasco-op-ed/index.html",
    "sources/dea-ndta-2025/index.html", "disputed/index.html", "coverage/index.html",
    "about/index.html", "method/index.html", "404.html",
]  # fmt: skip


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, built below a folder called `name`."""
    import datetime

    root = tmp_path_factory.mktemp("browser")
    site = root / "site"
    shutil.copytree(REPOSITORY / "content", site / "content")
    shutil.copy(REPOSITORY / "site_config.yml", site)
    report = build(site, root / "www" / "name", BuildOptions(datetime.date(2026, 11, 21)))
    assert report.written is not None, report.diagnostics
    return root / "www" / "name"


@pytest.fixture(scope="module")
def address(example: Path):
    """Where a plain web server shows it."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_args) -> None:
            """Says nothing."""

    handler = functools.partial(Quiet, directory=str(example.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/name/"
        server.shutdown()
        thread.join()


@pytest.fixture
def visit(browser):
    """Opens a page and collects what it asks for and complains of."""
    contexts = []

    def open_page(url: str, **options):
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.asked, page.complaints = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda m: page.complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", PAGES)
def test_pages_load_whole_and_ask_nobody_else(address: str, visit, name: str) -> None:
    """No request to another host, no complaint of the console, a page under 100 kB in all."""
    page = visit(address + name)
    page.wait_for_load_state("networkidle")
    assert [url for url in page.asked if not url.startswith((address, "data:"))] == []
    assert page.complaints == []
    assert len(page.asked) <= 6


@pytest.mark.parametrize("name", PAGES)
def test_pages_work_from_disk(example: Path, visit, name: str) -> None:
    """Opened as a file, a page has its style and no complaint."""
    page = visit((example / name).as_uri())
    page.wait_for_load_state("networkidle")
    assert page.complaints == []
    assert all(url.startswith(example.as_uri()) for url in page.asked)
    family = page.evaluate("getComputedStyle(document.body).fontFamily")
    assert "serif" in family


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_scrolls_sideways(address: str, visit, name: str, width: int) -> None:
    """A page is never wider than the window; wide tables scroll in their own box."""
    page = visit(address + name, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


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


def test_content_is_whole_without_javascript(address: str, visit) -> None:
    """With scripts off the same words stand on the page, and passages open by themselves."""
    name = "actors/cjng/index.html"
    with_script = visit(address + name)
    without = visit(address + name, java_script_enabled=False)
    for page in (with_script, without):
        assert page.locator("h1").inner_text() == "Jalisco New Generation Cartel"
    assert without.locator("blockquote").count() == with_script.locator("blockquote").count() > 0
    details = without.locator("main details").first
    details.locator("summary").click()
    assert details.get_attribute("open") is not None


def test_the_first_tab_leads_past_the_menu(address: str, visit) -> None:
    """A keyboard user's first stop is a visible link to the content."""
    page = visit(address + "timeline/index.html")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.get_attribute("href", timeout=2000).startswith("#")
    assert focused.is_visible()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") != ""


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
