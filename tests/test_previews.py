"""Cards: what a link leads to, shown where it is pointed at or focused; their files stay small."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

import pytest

from dossier.assemble.previews import FILE_LIMIT, card_key, key_sum, preview_pages, weighed
from dossier.model.page import Card
from dossier.pipeline import BuildOptions, build
from dossier.urls import actor_reference, source_reference

REPOSITORY = Path(__file__).parents[1]


# The files


def test_no_file_is_large_however_many_cards() -> None:
    """10,000 actors and 100,000 passages of 80 words: no file over 30 kB, each card in its own."""
    words = "verbatim words of a source " * 16
    cards = [
        Card(actor_reference(f"actor-{n}"), "Person", f"Name of {n}", "A sentence of the profile.")
        for n in range(10_000)
    ]
    cards += [
        Card(source_reference(f"source-{n // 50}", f"passage-{n % 50}"), "The Herald §1", "", words)
        for n in range(100_000)
    ]
    pages = preview_pages(list(map(weighed, cards)))
    assert sum(len(page.view.cards) for page in pages) == len(cards)
    for number, page in enumerate(pages):
        assert page.path == f"previews/{number}.js"
        written = json.dumps([[key, c.label, c.name, c.words] for key, c in page.view.cards])
        assert len(written) < FILE_LIMIT
        assert {key_sum(key) % len(pages) for key, _ in page.view.cards} <= {number}


def test_their_number_seldom_changes() -> None:
    """It is a power of two, none without cards, so that one more passage leaves the pages as they are."""
    assert preview_pages([]) == []
    counts = set()
    for size in range(1, 400, 7):
        cards = [Card(actor_reference(f"a{n}"), "Person", "Ada", "x" * 400) for n in range(size)]
        counts.add(len(preview_pages(list(map(weighed, cards)))))
    assert counts <= {2**n for n in range(10)}
    assert len(counts) > 2


def test_a_card_is_short_whatever_it_is_of() -> None:
    """A name, label or passage of any length is cut at a word, so that every file keeps its size."""
    long = "word " * 40_000
    (page,) = preview_pages([weighed(Card(actor_reference("ada"), long, long, long))])
    ((_, card),) = page.view.cards
    assert max(map(len, (card.label, card.name, card.words))) <= 602
    assert card.words.endswith("word …")


def cards_of(folder: Path) -> dict[str, list[str]]:
    """Every card that the files of a built site hold."""
    found: dict[str, list[str]] = {}
    for file in (folder / "previews").glob("*.js"):
        text = file.read_text("utf-8")
        body = re.fullmatch(r"dossierCards\(\{\n(.*)\}\);\n", text.lstrip(), re.DOTALL)
        assert body, file
        found |= json.loads("{" + body[1].rstrip().rstrip(",") + "}")
    return found


def plain(page: Path) -> str:
    """A page's words, without markup and blanks."""
    import html

    main = page.read_text("utf-8").partition("<main")[2]
    return re.sub(r"\s+", "", html.unescape(re.sub(r"<[^>]*>", "", main)))


HOSTILE = "</script><b onclick='x'>Ada</b> & `${1}` \\ \u2028 \""
SITE = {
    "content/actors/ada.yml": json.dumps(
        {"name": HOSTILE, "kind": "person", "summary": "First *sentence* [@herald]. Second one."}
    ),
    "content/actors/cy.yml": "name: Cy Harlow\nkind: person\ndraft: true\n",
    "content/sources/herald.yml": json.dumps(
        {
            "title": "The river", "published": "2024", "language": "es", "fidelity": "altered",
            "excerpts": [{"id": "a", "quote": "palabras […] del río", "note": "An analyst's note."}],
        }
    ),
}  # fmt: skip


def test_cards_hold_published_words_only(make_site, run) -> None:
    """The summary, the passage as quoted, what the copy is worth; nothing withheld, no note."""
    site = make_site(SITE)
    assert run("build", "--site", site).code == 0
    altered = "altered copy: the words are the copy's, not the author's"
    assert cards_of(site / "build") == {
        "actors/ada": ["Person", HOSTILE, "First sentence. Second one."],
        "sources/herald": [f"2024 · {altered}", "The river", "", "es"],
        "sources/herald#passage-a": [
            f"The river, 2024 §1 · {altered}",
            "",
            "palabras […] del río",
            "es",
        ],
    }
    assert run("build", "--site", site, "--drafts").code == 0
    assert cards_of(site / "build")["actors/cy"][0] == "Person · draft, not public"


def test_a_card_does_not_end_before_what_is_disputed(make_site, run) -> None:
    """A short summary stands whole, since its first sentence may be what the second takes back; a long
    one ends with a sentence.
    """
    short = "Faction said to be led by two brothers. An alliance is reported and denied."
    long = " ".join(f"Sentence number {n} of a long summary of an actor." for n in range(9))
    site = make_site(
        {
            f"content/actors/{key}.yml": json.dumps(
                {"name": key, "kind": "person", "summary": text}
            )
            for key, text in (("ada", short), ("bo", long))
        }
    )
    assert run("build", "--site", site).code == 0
    cards = cards_of(site / "build")
    assert cards["actors/ada"][2] == short
    assert 200 < len(cards["actors/bo"][2]) <= 280
    assert long.startswith(cards["actors/bo"][2])
    assert cards["actors/bo"][2].endswith("of an actor.")


def test_every_card_repeats_its_page(example: Path) -> None:
    """Each word of a card stands on the page that its link leads to."""
    cards = cards_of(example)
    assert len(cards) >= 41 + 16
    for key, (_, name, words, *_) in cards.items():
        page = plain(example / key.partition("#")[0] / "index.html")
        for part in (name, words):
            # A sentence leaves out the citations that stand in it.
            begin = re.sub(r"\s+", "", part)[:25]
            assert begin in page, (key, part)


def test_every_link_to_an_actor_or_passage_has_a_card(example: Path) -> None:
    """Whatever a page links to on these two kinds of page is known by its key."""
    cards = cards_of(example)
    for page in example.rglob("*.html"):
        main = page.read_text("utf-8").partition("<main")[2]
        for kind, name, fragment in re.findall(
            r'href="[./]*(actors|sources)/([^/"#]+)/index\.html(#passage-[^"]+)?"', main
        ):
            assert f"{kind}/{name}{fragment}" in cards


# In the browser


@pytest.fixture(scope="module")
def example(built) -> Path:
    """The example, built."""
    return built.folder / "example"


ACTORS, SOURCES, PASSAGES = 300, 30, 100


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A generated dossier of 300 actors and 3,000 passages, built."""
    root = tmp_path_factory.mktemp("large")
    for n in range(SOURCES):
        excerpts = [
            {
                "id": f"p{p}",
                "quote": f"Passage {p} of source {n} tells at length " + "of rivers " * 20,
            }
            for p in range(PASSAGES)
        ]
        source = {"title": f"Report number {n}", "publisher": "Press", "excerpts": excerpts}
        save(root / f"site/content/sources/report-{n}.yml", source)
    for n in range(ACTORS):
        other = (n * 7 + 1) % ACTORS
        cited = f"[@report-{n % SOURCES}#p{n % PASSAGES}]"
        summary = f"Sailor number {n} of the fleet. Met [[actor-{other}]] {cited}."
        save(
            root / f"site/content/actors/actor-{n}.yml",
            {"name": f"Vela Orm{n}", "kind": "person", "summary": summary},
        )
    (root / "site/site_config.yml").write_text("title: The fleet\n")
    report = build(root / "site", root / "www/name", BuildOptions(datetime.date(2026, 1, 15)))
    assert report.written is not None, report.diagnostics[:5]
    return root / "www/name"


def save(path: Path, record: dict) -> None:
    """A record as JSON, which YAML reads."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(record))


def test_files_of_a_large_dossier_are_small(large: Path) -> None:
    """As written, with the theme's words: at most 30 kB each, 3,330 cards in all."""
    sizes = [file.stat().st_size for file in (large / "previews").glob("*.js")]
    assert max(sizes) <= 30_000
    assert len(sizes) >= 32
    assert len(cards_of(large)) == ACTORS + SOURCES * (PASSAGES + 1)


@pytest.fixture
def visit(visit, served, request: pytest.FixtureRequest):
    """Opens a page of a site from disk or from a server."""

    def open_page(site: str, way: str, name: str, **options):
        folder = request.getfixturevalue(site)
        root = folder.parent.as_uri() + "/" if way == "disk" else served(folder.parent)
        options = {"viewport": {"width": 1280, "height": 800}, **options}
        return visit(f"{root}{folder.name}/{name}", **options)

    return open_page


EACH_WAY = pytest.mark.parametrize("way", ["disk", "server"])
EACH_SITE = pytest.mark.parametrize(
    ("site", "start", "name", "sentence", "anchor", "passage"),
    [
        (
            "example", "actors/dea/index.html", "The Latin Times", "Outlet",
            "dea-confirmed", "confirmed the alliance",
        ),
        (
            "large", "actors/actor-5/index.html", "Vela Orm36", "Sailor number 36 of the fleet.",
            "p5", "Passage 5 of source 5 tells at length",
        ),
    ],
)  # fmt: skip
ACTOR = ':is(.summary, #profile) a.actor[href*="actors/"]'
CITATION = ':is(.summary, #profile) .citation a[href*="#passage-"]'


def gone(page) -> None:
    """Waits until no card is shown."""
    page.wait_for_selector(".card", state="detached", timeout=3000)


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
@EACH_WAY
@EACH_SITE
def test_pointing_at_a_link_shows_its_card(
    visit, site, way, start, name, sentence, anchor, passage
) -> None:
    """An actor: kind, name, summary. A citation: its passage. One file is loaded, when wanted."""
    page = visit(site, way, start)
    assert not [url for url in page.asked if "previews" in url]
    actor = page.locator(ACTOR, has_text=name).first
    actor.hover()
    card = page.locator(".card")
    card.wait_for()
    assert name in card.inner_text()
    assert sentence in card.inner_text()
    page.mouse.move(0, 0)
    gone(page)
    citation = page.locator(CITATION + f'[href$="{anchor}"]').first
    citation.hover()
    card.wait_for()
    assert passage in card.inner_text()
    loaded = [url for url in page.asked if "previews" in url]
    assert 1 <= len(loaded) <= 2
    assert not page.locator("[style]:not(.card)").count()


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
@EACH_WAY
@EACH_SITE
def test_the_keyboard_shows_and_closes_it(
    visit, site, way, start, name, sentence, anchor, passage
) -> None:
    """Tab to a link: its card, not over the link; Escape closes it and the focus stays; Tab goes on."""
    page = visit(site, way, start)
    link = page.locator(CITATION + f'[href$="{anchor}"]').first
    link.evaluate(
        """a => {
          const stops = [...document.querySelectorAll("a[href], summary, button")];
          stops.findLast((stop, n) => stops.slice(n + 1).includes(a) && stop.checkVisibility()).focus();
        }"""
    )
    page.keyboard.press("Tab")
    assert link.evaluate("a => a === document.activeElement")
    card = page.locator(".card")
    card.wait_for()
    assert passage in card.inner_text()
    page.wait_for_timeout(600)  # Smooth scrolling ends; the card moves with its link.
    at, of = card.bounding_box(), link.bounding_box()
    assert at["y"] >= of["y"] + of["height"] or at["y"] + at["height"] <= of["y"]
    page.mouse.move(5, 5)
    page.wait_for_timeout(500)
    assert card.count() == 1, "the focus still asks for it"
    page.keyboard.press("Escape")
    gone(page)
    assert link.evaluate("a => a === document.activeElement")
    page.keyboard.press("Tab")
    assert not link.evaluate("a => a === document.activeElement")


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
@EACH_SITE
def test_the_pointer_may_move_onto_it(visit, site, start, name, sentence, anchor, passage) -> None:
    """It stays while pointed at, slowly reached too, closes with Escape, and when it is left."""
    page = visit(site, "disk", start)
    link, card = page.locator(CITATION).last, page.locator(".card")
    for leave in (lambda: page.keyboard.press("Escape"), lambda: page.mouse.move(2, 2, steps=4)):
        link.hover()
        card.wait_for()
        box = card.bounding_box()
        page.mouse.move(box["x"] + 30, box["y"] + box["height"] / 2, steps=12)
        page.wait_for_timeout(700)
        assert card.count() == 1
        leave()
        gone(page)
        page.mouse.move(2, 2)


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_a_passing_pointer_shows_nothing(visit) -> None:
    """Less than 300 ms on a link: no card, and nothing is loaded."""
    page = visit("example", "server", "actors/dea/index.html")
    page.locator(CITATION).last.hover()
    page.mouse.move(2, 2)
    page.wait_for_timeout(600)
    assert page.locator(".card").count() == 0
    assert not [url for url in page.asked if "previews" in url]


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("width", [390, 1280])
def test_it_stays_inside_the_window(visit, width: int) -> None:
    """Wherever the link stands, no part of the card is outside, and nothing scrolls sideways."""
    page = visit(
        "example", "disk", "actors/dea/index.html", viewport={"width": width, "height": 700}
    )
    links = page.locator(f"{CITATION}, {ACTOR}")
    for number in range(min(links.count(), 12)):
        links.nth(number).hover()
        card = page.locator(".card")
        card.wait_for()
        box = card.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 700
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.keyboard.press("Escape")
        gone(page)
        page.mouse.move(1, 1)


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_a_finger_follows_the_link(visit) -> None:
    """On a touch screen no card comes between a finger and the page that it asks for."""
    page = visit("example", "server", "actors/dea/index.html", has_touch=True)
    page.locator(CITATION).last.tap()
    page.wait_for_url("**/sources/**#passage-*")
    page.wait_for_timeout(500)
    assert page.locator(".card").count() == 0
    assert not [url for url in page.asked if "previews" in url]


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_what_stands_beside_a_link_is_not_repeated(visit) -> None:
    """No card in the menu, in lists that say it already, and of the page one is on."""
    page = visit("example", "disk", "actors/index.html")
    for link in (page.locator("nav a").first, page.locator(".entries a").first):
        link.hover()
        page.wait_for_timeout(500)
        assert page.locator(".card").count() == 0


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_hostile_words_are_only_words(browser, make_site, run) -> None:
    """A name that looks like markup is shown as it is written."""
    site = make_site({**SITE, "content/pages/about.md": "---\ntitle: A\n---\n[[ada|Her]].\n"})
    assert run("build", "--site", site).code == 0
    context = browser.new_context()
    page = context.new_page()
    page.goto((site / "build/about/index.html").as_uri())
    page.locator("main a.actor").hover()
    page.wait_for_selector(".card")
    assert page.locator(".card .name").text_content() == HOSTILE
    assert page.locator(".card b").count() == 0
    context.close()


def test_keys_are_addresses() -> None:
    """A page by its folder, a passage by its anchor."""
    assert card_key(Card(actor_reference("ada"), "", "", "")) == "actors/ada"
    card = Card(source_reference("herald", "river"), "", "", "")
    assert card_key(card) == "sources/herald#passage-river"
