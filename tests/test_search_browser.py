"""Searching as a person does: mouse and keyboard, from a server and from disk, few and many actors."""

from __future__ import annotations

import datetime
import random
import re
import unicodedata
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from search_reader import Reader

from dossier.fold import SEARCH_RULES, search_words
from dossier.pipeline import BuildOptions, build

sync_api = pytest.importorskip("playwright.sync_api")
sync_api.expect.set_options(timeout=20_000)
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SCRIPT = Path(__file__).parents[1] / "templates" / "assets" / "script.js"
SYLLABLES = ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "ro", "su", "ta", "ve", "xi", "zo"]
HOSTILE = "<img src=x onerror=document.title='run'> & \"Co\""


@pytest.fixture(scope="module")
def small(built) -> Path:
    """The example."""
    return built.folder / "example"


@pytest.fixture(scope="module")
def large(tmp_path_factory) -> Path:
    """300 actors and 3,000 passages; one name with an *ñ* and one that is meant to do harm."""
    site = tmp_path_factory.mktemp("large") / "site"
    for folder in ("actors", "sources", "events"):
        (site / "content" / folder).mkdir(parents=True)
    (site / "site_config.yml").write_text("format: 1\ntitle: Many\n")
    rng = random.Random(11)

    def word() -> str:
        return "".join(rng.choices(SYLLABLES, k=rng.randint(2, 4)))

    names = [f"{word().capitalize()} {word().capitalize()}" for _ in range(298)]
    names += ["Peña Nieto", HOSTILE]
    for n, name in enumerate(names):
        text = f"name: '{name.replace(chr(39), chr(39) * 2)}'\nkind: person\naliases: [El {word().capitalize()}{n}]\n"
        (site / f"content/actors/actor-{n}.yml").write_text(text)
    for n in range(300):
        quotes = "".join(
            f"  - {{id: p{k}, quote: '{rng.choice(names[:298])} said {' '.join(word() for _ in range(20))} in {n}x{k}'}}\n"
            for k in range(10)
        )
        (site / f"content/sources/source-{n}.yml").write_text(
            f"title: The {word()} report {n}\nlanguage: en\nwords: 9000\npublished: '{2000 + n % 25}'\nexcerpts:\n{quotes}"
        )
    (site / "content/events/raid.yml").write_text(
        "title: The raid at the pier\ndate: '2019-05-04'\nactors: [actor-298]\nsources: [source-1]\n"
    )
    report = build(site, site.parent / "www" / "name", BuildOptions(datetime.date(2026, 11, 21)))
    assert report.written, report.diagnostics
    return site.parent / "www" / "name"


@pytest.fixture(scope="module")
def serving(served):
    """The address of a built site, shown by a server below its root."""
    return lambda folder: f"{served(folder.parent)}{folder.name}/"


@pytest.fixture(params=["http", "file"])
def at(request, serving):
    """The address of a built site, on a server and on disk in turn."""

    def address(folder: Path) -> str:
        return serving(folder) if request.param == "http" else folder.as_uri() + "/"

    return address


def ask(page, words: str) -> None:
    """Types into the open dialog, and waits for the answer to these words."""
    status = page.locator("dialog [role=status]")
    page.locator("dialog input").fill("")
    sync_api.expect(status).to_have_text("")
    page.locator("dialog input").fill(words)
    sync_api.expect(status).not_to_have_text("")


def titles(page, kind: str) -> list[str]:
    """What is shown of one kind."""
    return page.locator(f"dialog [data-kind={kind}] li bdi").all_inner_texts()


def test_the_script_folds_and_splits_as_the_program_does(browser) -> None:
    """Over every letter of Unicode's first plane, and over words of many scripts."""
    source = SCRIPT.read_text("utf-8")
    fold = re.search(r"const fold = .*?;\n", source, re.DOTALL)
    assert fold, "the script has no function `fold`"
    letters = [c for c in map(chr, range(0x20, 0x1F000)) if unicodedata.category(c)[0] != "C"]
    texts = [f"a{c}b {c}n{c} {c.upper()}" for c in letters]
    texts += [
        "Peña PEN\u0303A pena",
        "Straße ΟΔΟΣ हिन्दी 北京 مُحَمَّد Ǿ ǖ 한국",
        "O’Brien x-ray don´t",
        "İstanbul ıI",
    ]
    page = browser.new_page()
    page.goto("about:blank")
    split = (
        "([index, texts]) => {" + fold[0] + "return texts.map((text) =>"
        "(text.match(RegExp(index.word, 'gu')) ?? []).map(fold)); }"
    )
    found = page.evaluate(split, [SEARCH_RULES, texts])
    page.close()

    def plain(words) -> set[str]:
        return {word.replace("ñ", "n") for word in words}

    differ = [
        (text, sorted(set(words)), sorted(search_words(text)))
        for text, words in zip(texts, found, strict=True)
        if not set(words) <= search_words(text) or plain(words) != plain(search_words(text))
    ]
    assert differ == []


def test_a_person_finds_a_passage_by_mouse(small: Path, at, visit) -> None:
    """Click, type, click: the passage stands on its source's page; nothing was loaded before."""
    page = visit(at(small) + "timeline/index.html")
    assert not [url for url in page.asked if "/search/" in url]
    page.get_by_role("button", name="Search", exact=True).click()
    assert page.locator("dialog").is_visible()
    ask(page, "confirmed alliance")
    assert page.locator("dialog [role=status]").inner_text().startswith("Results: ")
    result = page.locator("dialog [data-kind=passages] a").first
    assert {m.lower() for m in result.locator("mark").all_inner_texts()} == {
        "confirmed",
        "alliance",
    }
    target = result.get_attribute("href")
    result.click()
    page.wait_for_url("**/sources/**#passage-*")
    assert unquote(target).endswith(unquote(urlsplit(page.url).fragment))
    assert page.locator(f"[id='{unquote(urlsplit(page.url).fragment)}']").is_visible()


def test_a_person_finds_an_actor_by_keyboard(small: Path, at, visit) -> None:
    """`/`, a name without its accent, arrows down and up, Enter; Escape gives the focus back."""
    page = visit(at(small) + "index.html")
    link = page.locator("main a").first
    link.focus()
    page.keyboard.press("/")
    assert page.locator("dialog input").evaluate("e => e === document.activeElement")
    page.keyboard.press("Escape")
    assert not page.locator("dialog").is_visible()
    assert link.evaluate("e => e === document.activeElement")
    page.keyboard.press("Control+k")
    ask(page, "GUZMAN")
    assert "Guzmán" in titles(page, "actors")[0]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = page.locator("dialog li a").nth(1)
    assert second.evaluate("e => e === document.activeElement")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.locator("dialog input").evaluate("e => e === document.activeElement")
    first = titles(page, "actors")[0]
    page.keyboard.press("Enter")
    page.wait_for_url("**/actors/*/index.html")
    assert page.locator("h1").inner_text() == first


def test_enter_right_after_typing_waits_for_the_answer(small: Path, serving, visit) -> None:
    """Who types and presses Enter at once gets the first result of these words."""
    page = visit(serving(small) + "index.html")
    page.keyboard.press("/")
    page.keyboard.type("chapitos")
    page.keyboard.press("Enter")
    page.wait_for_url("**/actors/los-chapitos/index.html")


def test_a_result_on_the_same_page_closes_the_dialog(small: Path, at, visit) -> None:
    """An event leads to its place on the timeline, also from the timeline itself."""
    page = visit(at(small) + "timeline/index.html")
    page.keyboard.press("/")
    ask(page, "arrest mayo")
    page.locator("dialog [data-kind=events] a").first.click()
    page.wait_for_url("**/timeline/index.html#event-*")
    assert not page.locator("dialog").is_visible()
    assert page.locator(":target").is_visible()


def test_keys_in_a_field_are_its_own(small: Path, serving, visit) -> None:
    """While somebody types into a field, `/` is a letter; so in the search itself."""
    page = visit(serving(small) + "timeline/index.html")
    page.locator("form select").first.focus()
    page.keyboard.press("/")
    page.keyboard.press("Control+k")
    assert not page.locator("dialog").is_visible()
    page.locator("h1").click()
    page.keyboard.press("/")
    page.keyboard.type("a/b")
    assert page.locator("dialog input").input_value() == "a/b"


def test_no_match_is_said(small: Path, at, visit) -> None:
    """Where nothing is found the status says so; without words it says nothing."""
    page = visit(at(small) + "index.html")
    page.keyboard.press("/")
    ask(page, "qqqq")
    assert page.locator("dialog [role=status]").inner_text() == "Nothing found"
    assert not page.locator("dialog li").count()
    page.locator("dialog input").fill("")
    sync_api.expect(page.locator("dialog [role=status]")).to_have_text("")


def test_without_the_index_the_reader_is_told(small: Path, serving, visit) -> None:
    """Where the index cannot be loaded the status says so, and the next try starts afresh."""
    page = visit(serving(small) + "index.html")
    page.route("**/search/index.js", lambda route: route.abort())
    page.keyboard.press("/")
    ask(page, "mencho")
    assert page.locator("dialog [role=status]").inner_text() == "The index could not be read"
    page.unroute("**/search/index.js")
    ask(page, "menchos")
    page.locator("dialog input").fill("mencho")
    page.locator("dialog [data-kind=actors] a").first.wait_for()
    page.complaints.clear()  # The browser tells of the file that did not come.


def test_without_a_script_there_is_no_dead_control(small: Path, at, visit) -> None:
    """No visible button, no open dialog, no stop of the keyboard; the way to the actors is there."""
    page = visit(at(small) + "index.html", java_script_enabled=False)
    assert not page.locator("button[data-search]").is_visible()
    assert not page.locator("dialog").is_visible()
    assert page.locator("nav a", has_text="Actors").first.is_visible()


def test_nothing_moves_when_the_control_appears(small: Path, serving, visit) -> None:
    """The button has its place in the menu before the script runs."""
    address = serving(small) + "index.html"
    heights = {
        visit(address, java_script_enabled=on).locator("header.masthead").bounding_box()["height"]
        for on in (True, False)
    }
    assert len(heights) == 1


@pytest.mark.parametrize("query", ["el", "b", "said bace", "raid", "pena", "report 17", "in 7x3"])
def test_a_large_dossier_is_searched_by_shards(large: Path, serving, visit, query: str) -> None:
    """What the page loads and shows is what the description of the format says."""
    files = {p.relative_to(large).as_posix(): p.read_bytes() for p in (large / "search").iterdir()}
    reader = Reader(files)
    address = serving(large)
    page = visit(address + "actors/actor-3/index.html")
    page.keyboard.press("/")
    ask(page, query)
    loaded = {url.removeprefix(address) for url in page.asked if "/search/" in url}
    assert loaded == reader.loads(query)
    for kind, _, most, *_ in reader.index["kinds"]:
        records = reader.records(query)[kind]
        section = page.locator(f"dialog [data-kind={kind}]")
        assert titles(page, kind) == [record[1] for record in records[:most]]
        if records:
            assert section.locator("h2 .count").inner_text() == str(len(records))
            assert section.locator("p.count").is_visible() == (len(records) > most)
    assert all(url.startswith(address) for url in page.asked)


def test_a_result_of_a_large_dossier_is_followed(large: Path, at, visit) -> None:
    """By mouse to a passage on its source's page; by keyboard, with the arrows, to an actor."""
    page = visit(at(large) + "index.html")
    page.get_by_role("button", name="Search", exact=True).click()
    ask(page, "in 7x3")
    page.locator("dialog [data-kind=passages] a").first.click()
    page.wait_for_url("**/sources/source-7/index.html#passage-p3")
    assert page.locator("#passage-p3").is_visible()
    page.keyboard.press("Control+k")
    ask(page, "pena")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/actors/actor-298/index.html")


def test_the_first_record_of_a_kind_can_be_seen(large: Path, serving, visit) -> None:
    """The only event of this dossier has the number 0; it is a result like any other."""
    page = visit(serving(large) + "index.html")
    page.keyboard.press("/")
    ask(page, "raid pier")
    assert page.locator("dialog [data-kind=events] a").first.is_visible()


def test_n_finds_both_and_n_with_a_tilde_itself(large: Path, at, visit) -> None:
    """Who types "pena" finds Peña, as who types "peña"; "ñieto" is nobody's name."""
    page = visit(at(large) + "index.html")
    page.keyboard.press("/")
    for words in ("pena", "PEÑA", "pen\u0303a nieto"):
        ask(page, words)
        assert titles(page, "actors") == ["Peña Nieto"]
        assert page.locator("dialog mark").first.inner_text() == "Peña"
    ask(page, "ñieto")
    assert page.locator("dialog [role=status]").inner_text() == "Nothing found"


def test_hostile_words_show_as_themselves(large: Path, at, visit) -> None:
    """Markup in a name, or typed, is text; words that name an object's own parts are words."""
    page = visit(at(large) + "index.html")
    page.keyboard.press("/")
    ask(page, "onerror")
    assert titles(page, "actors") == [HOSTILE]
    assert page.locator("dialog img").count() == 0
    ask(page, "<b>x</b> [(*+ \\ constructor __proto__")
    assert page.locator("dialog [role=status]").inner_text() == "Nothing found"
    assert page.title() == "Many"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_dialog_fits_a_telephone(large: Path, serving, visit, scheme: str) -> None:
    """At 390 pixels, by touch: nothing is cut off sideways, the answer scrolls, Close is there."""
    page = visit(
        serving(large) + "index.html",
        viewport={"width": 390, "height": 700}, has_touch=True, color_scheme=scheme,
    )  # fmt: skip
    page.get_by_role("button", name="Search", exact=True).tap()
    ask(page, "said")
    box = page.locator("dialog")
    assert box.evaluate(
        "e => [e.scrollWidth <= e.clientWidth, e.scrollHeight > e.clientHeight]"
    ) == [True, True]
    assert box.bounding_box()["width"] <= 390
    box.evaluate("e => e.scrollTo(0, 9999)")
    page.get_by_role("button", name="Close").tap()
    assert not box.is_visible()
