"""Words that would like to be markup, program, formula or template come out as the words they are.

They stand in every key that the models know, in a site that is built, opened in a browser and read back.
"""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from itertools import count
from pathlib import Path
from xml.etree import ElementTree

import pytest
from everything import LEAVE_OUT, dossier_of_everything, every_place

BASE = "https://e.example/d/"
PLAIN = (
    "=1+1 {mark} <script>alert(1)</script><img src=x onerror=alert(2)> \"'><svg/onload=alert(3)> "
    "</script><!-- {{{{ 7*7 }}}} {{% raw %}} ${{7*7}} ]]> &lt;b&gt; AT&T javascript:alert(4) "
    "שלום \u202eabc\u202c \u2066محمد\u2069 z\u0301\u0323\u0301\u0323 \u200bx\u200d 👩‍👩‍👧 İıß 漢字"
)
MARKED = PLAIN.replace("<!-- ", "").replace("&lt;b&gt; ", "").replace("${{7*7}}", "${{7+7}}")
"""In Markdown a comment is dropped, and an entity is the sign that it stands for."""
IN_MARKDOWN = re.compile(
    r"\.(summary|body|note|description|text|grade_note|resolution|translation|markdown)$"
)
SHOWN_NOWHERE = {
    # What the site is made by, and what a passage is found by; tests of their own hold these.
    "SiteConfig.theme", "SiteConfig.base_url", "Excerpt.links", "Source.links", "Excerpt.prefix",
    "Excerpt.suffix", "Actor.path", "Source.path", "Kind.plural", "Alias.near",
}  # fmt: skip


class Hostile:
    """Words for each place, with a mark by which they are found again."""

    def __init__(self) -> None:
        self.numbers = count(1)
        self.said: dict[str, str] = {}
        self.marks: dict[str, str] = {}

    def __call__(self, place: str) -> str:
        """The words of a place, other than those of any other."""
        mark = f"Qz{next(self.numbers)}q"
        text = MARKED if IN_MARKDOWN.search(place) else PLAIN
        self.said[mark], self.marks[mark] = text.format(mark=mark), place
        return self.said[mark]


HOSTILE = Hostile()


@pytest.fixture(scope="module")
def site(tmp_path_factory, run) -> Path:
    """A dossier of nothing but such words, built."""
    folder = tmp_path_factory.mktemp("hostile")
    files = dossier_of_everything(HOSTILE)
    # Of a date or a choice the words were asked for and not taken.
    kept = {mark for mark in HOSTILE.marks if any(f"{mark} " in text for text in files.values())}
    HOSTILE.marks = {mark: place for mark, place in HOSTILE.marks.items() if mark in kept}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    ran = run("build", "--site", folder, "--base-url", BASE, timeout=60)
    assert ran.code == 0, ran.stderr
    return folder / "build"


class Reader(HTMLParser):
    """What a page says, and what it is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs) -> None:
        """Keeps tags, and the words of attributes that are read out."""
        self.tags.append((tag, dict(attrs)))
        self.words += [value or "" for name, value in attrs if name in ("alt", "title", "content")]

    def handle_data(self, data) -> None:
        """Keeps words; those of a script apart."""
        is_script = bool(self.tags) and self.tags[-1][0] == "script" and self.cdata_elem == "script"
        (self.scripts if is_script else self.words).append(data)


def folded(text: str) -> str:
    """Words with single blanks."""
    return " ".join(text.split())


def pages(site: Path) -> dict[str, Reader]:
    """Every page, read."""
    return {
        path.relative_to(site).as_posix(): Reader(path.read_text("utf-8"))
        for path in sorted(site.rglob("*.html"))
    }


def strings(value) -> list[str]:
    """Every string in plain data, keys included."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [s for key, each in value.items() for s in (key, *strings(each))]
    return [s for each in value for s in strings(each)] if isinstance(value, list) else []


def test_every_word_comes_out_as_it_went_in(site):
    """Each key's words are found again, whole, on a page or in the dossier as data."""
    shown = [folded("".join(page.words)) for page in pages(site).values()]
    data = json.loads((site / "data/dossier.json").read_text("utf-8"))
    shown += [folded(text) for text in strings(data)]
    missing = {
        place
        for mark, place in HOSTILE.marks.items()
        if not any(folded(HOSTILE.said[mark]) in each for each in shown)
    }
    assert missing - SHOWN_NOWHERE == set()
    used = set(HOSTILE.marks.values())
    assert len(used) > 45
    assert used - every_place() == set()
    assert used & LEAVE_OUT == set()


def test_no_word_became_part_of_a_page(site):
    """No tag, attribute or script that the theme did not write, and no template's result."""
    for name, page in pages(site).items():
        for tag, attributes in page.tags:
            assert not any(each.startswith("on") for each in attributes), (name, tag, attributes)
            assert "style" not in attributes, name
            assert tag not in ("iframe", "object", "embed", "base", "style"), name
            for target in (attributes.get("href"), attributes.get("src")):
                scheme = re.match(r"\s*([a-z][a-z0-9+.-]*):", target or "", re.IGNORECASE)
                assert not scheme or scheme[1].lower() in ("http", "https", "mailto"), (
                    name,
                    target,
                )
            if tag == "script":
                is_data = attributes.get("type") == "application/ld+json"
                assert is_data or set(attributes) & {"src"}, name
        assert "49" not in re.findall(r"\b49\b", " ".join(page.words)), name
        for script in page.scripts:
            assert not set("<>&") & set(script), name
            json.loads(script)


def test_other_forms_hold_together(site):
    """XML parses, JSON parses, no cell of a table begins a formula."""
    files = [path for path in site.rglob("*") if path.is_file()]
    kinds = {path.suffix for path in files}
    assert kinds >= {".xml", ".gexf", ".jsonl", ".json", ".jsonld", ".csv"}
    for path in files:
        text = path.read_bytes()
        if path.suffix in (".xml", ".svg", ".gexf"):
            ElementTree.fromstring(text)
        elif path.suffix == ".jsonl" or path.name.endswith(".ftm.json"):
            assert all(
                isinstance(json.loads(line), dict) for line in text.decode().split("\n")[:-1]
            )
        elif path.suffix in (".json", ".jsonld"):
            json.loads(text)
        elif path.suffix == ".csv":
            rows = list(csv.reader(io.StringIO(text.decode("utf-8-sig"))))
            assert len({len(row) for row in rows}) == 1
            cells = [cell for row in rows for cell in row]
            assert any(cell.startswith("'=") for cell in cells), "there is one to be made harmless"
            assert [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t")] == []
    feed = (site / "feed.xml").read_text("utf-8")
    assert "Qz" in feed


def test_every_page_is_valid_html(site, node):
    """What is escaped wrongly breaks a page before it runs."""
    rules = Path(__file__).parent / "node/html-validate.mjs"
    ran = node("html-validate/bin/html-validate.mjs", "-c", rules, "-f", "text", site)
    assert ran.stdout.splitlines() == []


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_nothing_runs_and_nobody_is_asked(site, browser, served):
    """Every page opened, its cards and its search too: no dialog, no request elsewhere, no complaint."""
    address = served(site)
    context = browser.new_context()
    page = context.new_page()
    dialogs: list[str] = []
    asked: list[str] = []
    said: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: message.type == "error" and said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    # One is written for the root of the address, others lead on to another page.
    names = [n for n in pages(site) if n != "404.html" and "formerly" not in n]
    for name in names:
        page.goto(address + name, wait_until="load")
        made = page.evaluate(
            """() => [...document.querySelectorAll('*')].flatMap(e => [...e.attributes]
                 .filter(a => a.name.startsWith('on') || a.name === 'style').map(a => a.name))"""
        )
        assert made == [], name
    page.goto(address + "index.html")
    page.keyboard.press("/")
    page.keyboard.type("alert", delay=20)
    page.wait_for_function(
        "document.querySelector('dialog') && document.body.innerText.includes('Qz')"
    )
    page.goto(address + "actors/everything/index.html")
    for link in page.query_selector_all("main a[href]")[:12]:
        if link.is_visible():
            link.hover(force=True)
            page.wait_for_timeout(60)
    context.close()
    assert len(names) > 10
    assert dialogs == []
    assert said == []
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
