"""The links to the original, followed in a real browser on a page that holds the article."""

from __future__ import annotations

import hashlib
import html
import json
from pathlib import Path
from urllib.parse import quote

import pytest

from dossier.fragments import text_directive

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

LONG = (
    "The committee heard on Monday that the harbour company had paid for the new quay twice, once "
    "from its own accounts and once from those of the town, and that nobody had asked for either sum "
    "to be returned before the auditors came in the spring."
)
# By the id of its element: the quote, and the article's HTML around it where it is not just a paragraph.
# `prefix` and `suffix` stand in the record; a decoy holds the same words elsewhere on the page.
CASES: dict[str, dict[str, str]] = {
    "punctuation": {
        "quote": "Who paid? Nobody (so they say); not one: “nothing, never” & no more.",
        "html": "<p>Who paid? Nobody (so they say); not one: “nothing, never” &amp; no more.</p>",
    },
    "dashes": {"quote": "a well-known go-between — or two – from 2019-2020, so-called"},
    "curly": {
        "quote": "\"It's over,\" she said, 'and that's that.'",
        "html": "<p>“It’s over,” she said, ‘and that’s that.’</p>",
    },
    "typed": {
        "quote": "Whoever says so is lying - or hasn't read the minutes",
        "html": "<p>Whoever says so is lying – or hasn’t read the minutes.</p>",
    },
    "percent": {"quote": "a fee of 12.5% (+3%25 + 100% of #7/8), i.e. $1,000,000"},
    "long": {"quote": LONG, "html": f"<p>It was late. {LONG} Then they went home.</p>"},
    "repeated": {
        "quote": "the money was never seen again",
        "prefix": "In the second year",
        "html": "<p>In the second year the money was never seen again, they said.</p>",
        "decoy": "<p>In the first year the money was never seen again, we heard.</p>",
    },
    "followed": {
        "quote": "they signed the paper",
        "suffix": "without reading it",
        "html": "<p>Then they signed the paper without reading it, and left.</p>",
        "decoy": "<p>Then they signed the paper after reading it, and stayed.</p>",
    },
    "accents": {
        "quote": "El señor Ibáñez llegó a Łódź: ¿quién pagó, Ågot o Çelik?",
        "html": "<p>El sen\u0303or Iba\u0301n\u0303ez llegó a Łódź: ¿quién pagó, Ågot o Çelik?</p>",
    },
    "hebrew": {
        "quote": "המנהל אמר: „לא שילמנו דבר”, ויצא מן החדר.",
        "html": '<p dir="rtl">ביום שני המנהל אמר: „לא שילמנו דבר”, ויצא מן החדר.</p>',
    },
    "arabic": {
        "quote": "قال المدير إن الشركة، التي دفعت مرتين، لن تدفع مرة أخرى",
        "html": '<p dir="rtl">وفي اليوم نفسه قال المدير إن الشركة، التي دفعت مرتين، لن تدفع مرة أخرى.</p>',
    },
    "chinese": {
        "quote": "他们在该市东部逮捕了两名嫌疑人，当地媒体报道了不同的说法。",
        "html": "<p>警方周三表示，他们在该市东部逮捕了两名嫌疑人，当地媒体报道了不同的说法。</p>",
    },
    "markup": {
        "quote": "The clerk, Ada Quell, kept two books and showed one",
        "html": '<p>The clerk, <a href="#top">Ada <b>Qu</b>ell</a>, kept <em>two\n   books</em> '
        "and\u00a0showed <span>o<wbr>ne</span>.</p>",
    },
    "omission": {
        "quote": "The first account was closed […] and the second was opened in its place",
        "html": "<p>The first account was closed in June, said the bank, and the second was opened "
        "in its place, by the same man.</p>",
    },
    "paragraphs": {
        "quote": "Here the first paragraph ends. […] Here the last one begins and ends",
        "html": "<div><p>Here the first paragraph ends.</p><p>Between them.</p>"
        "<p>Here the last one begins and ends.</p></div>",
    },
    "lines": {
        "quote": "Item one of the list\nItem two of the list",
        "html": "<ul><li>Item one of the list</li><li>Item two of the list</li></ul>",
    },
    "folded": {
        "quote": "what stands in a closed box is found too",
        "html": "<details><summary>More</summary><p>Look: what stands in a closed box is found "
        "too.</p></details>",
    },
}  # fmt: skip
GAP = '<div class="gap"></div>'
CITED = "a quote that only the claim holds – in no excerpt"


def article() -> str:
    """The article's page: each passage far from the next, decoys before what they imitate."""
    parts = []
    for name, case in CASES.items():
        if "decoy" in case:
            parts.append(f'<section id="decoy-{name}">{case["decoy"]}</section>{GAP}')
        inner = case.get("html") or f"<p>{html.escape(case['quote'])}</p>"
        parts.append(f'<section id="{name}">{inner}</section>{GAP}')
    parts.append(f'<section id="cited"><p>It was {CITED}, they say.</p></section>{GAP}')
    style = "<style>.gap { height: 3000px } body { font: 16px serif }</style>"
    return (
        f"<!doctype html><meta charset=utf-8><title>An article</title>{style}{GAP}{''.join(parts)}"
    )


@pytest.fixture(scope="module")
def paper(served, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a web server with the article and its archived copy."""
    folder = tmp_path_factory.mktemp("paper")
    for name in ("article.html", "archived.html"):
        (folder / name).write_text(article(), "utf-8")
    return served(folder)


@pytest.fixture(scope="module")
def site(paper: str, run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier that quotes the article, built by the real command."""
    folder = tmp_path_factory.mktemp("dossier")
    excerpts = [
        {"id": name, **{k: v for k, v in case.items() if k in ("quote", "prefix", "suffix")}}
        for name, case in CASES.items()
    ]
    source = {
        "title": "An article", "url": f"{paper}article.html#top",
        "archive_url": f"{paper}archived.html", "excerpts": excerpts,
    }  # fmt: skip
    fact = {"label": "Said", "value": "so", "sources": [{"source": "article", "quote": CITED}]}
    files = {
        "site_config.yml": {"title": "Words"},
        "content/sources/article.yml": source,
        "content/actors/ada.yml": {
            "name": "Ada Quell",
            "kind": "person",
            "facts": [fact],
            "summary": f'They say so [@article: "{CITED}"].',
        },
    }
    for name, value in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(json.dumps(value, ensure_ascii=False), "utf-8")
    ran = run("build", "--site", folder, "--as-of", "2026-01-15")
    assert ran.code == 0, ran.stderr
    return folder / "build"


def links(site: Path, page: str, selector: str, browser) -> list[str]:
    """Addresses of the links to elsewhere at a place of a page."""
    context = browser.new_context()
    tab = context.new_page()
    tab.goto((site / page).as_uri())
    found = tab.eval_on_selector_all(f"{selector} a.external", "all => all.map((a) => a.href)")
    context.close()
    return found


REPEATED_START = "The two men who had come by the night boat from the north"
# By the id of its element: a quote, and what stands far above it with the words that it begins with.
LOOKALIKES = {
    "start": {
        "decoy": f"{REPEATED_START} were known in every harbour of the coast.",
        "quote": f"{REPEATED_START} had never paid for the rooms they lived in, and the judge was "
        "told so by the woman who had let them",
    },
    "part": {
        "decoy": "Nobody had seen the second ledger.",
        "quote": "Nobody had seen the second ledger […] the first one was read aloud in the court",
    },
    "capitals": {
        "decoy": "A Harbour That Sold Its Own Quay To Strangers, Twice In One Year, And Bought It Back",
        "quote": "a harbour that sold its own quay to strangers, twice in one year, and bought it back "
        "for more than it had been paid by either of them",
    },
}  # fmt: skip


# By the id of its element: what stands there, and how somebody typed it.
TYPED = {
    "spaced": ("the ledger – or its twin – was lost", "the ledger - or its twin - was lost"),
    "closed": ("the pilot—as far as he knew—had slept", "the pilot — as far as he knew — had slept"),
    "raya": ("No cobré nada —dijo la alcaldesa—", "No cobré nada -dijo la alcaldesa-"),
    "guillemets": ("the firm “Gravel of the South” paid", "the firm «Gravel of the South» paid"),
    "french": ("le greffier a dit : « Rien signé » ; puis", 'le greffier a dit: "Rien signé"; puis'),
    "unbroken": ("the inquiry was re\u2011opened in June", "the inquiry was re-opened in June"),
    "nested": ("heard: “She said, ‘You will’, twice”", "heard: 'She said, \"You will\", twice'"),
    "dots": ("It was . . . well, bad enough", "It was … well, bad enough"),
    "asian": ("市長表示：「我沒有簽署任何文件。」", "市長表示：“我沒有簽署任何文件。”"),
    "omitted": (
        "the tug – a small one – went under, and the crew—all but two—swam",
        "the tug - a small one […] the crew - all but two - swam",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def recorded(run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier whose quotes were compared with their text, in which each beginning stands twice."""
    folder = tmp_path_factory.mktemp("recorded")
    paragraphs = [case["decoy"] for case in LOOKALIKES.values()]
    paragraphs += [case["quote"].replace("[…]", "was found, but") for case in LOOKALIKES.values()]
    paragraphs += [text for text, _ in TYPED.values()]
    text = "".join(f"It is said: {paragraph} And so on.\n\n" for paragraph in paragraphs)
    ids = [*(f"decoy-{name}" for name in LOOKALIKES), *LOOKALIKES, *TYPED]
    shown = zip(ids, text.strip().split("\n\n"), strict=True)
    sections = "".join(f'<section id="{key}"><p>{words}</p></section>{GAP}' for key, words in shown)
    style = "<style>.gap { height: 3000px } body { font: 16px serif }</style>"
    page = f"<!doctype html><meta charset=utf-8><title>T</title>{style}{GAP}{sections}"
    (folder / "twice.html").write_text(page, "utf-8")
    source = {
        "title": "Twice", "url": (folder / "twice.html").as_uri().replace("file://", "http://x"),
        "text": "twice.txt", "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "excerpts": [
            *({"id": key, "quote": case["quote"]} for key, case in LOOKALIKES.items()),
            *({"id": key, "quote": typed} for key, (_, typed) in TYPED.items()),
        ],
    }  # fmt: skip
    prose = f'They say so [@twice: "{LOOKALIKES["start"]["quote"]}"].'
    files = {
        "site_config.yml": {"title": "Words", "quotation": {"max_share": 1}},
        "content/sources/twice.yml": source,
        "content/actors/ada.yml": {"name": "Ada Quell", "kind": "person", "summary": prose},
    }
    for name, value in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(json.dumps(value, ensure_ascii=False), "utf-8")
    (folder / "seeds").mkdir()
    (folder / "seeds/twice.txt").write_text(text, "utf-8")
    ran = run("check", "--record", "--site", folder)
    assert (ran.code, ran.stderr) == (0, "")
    assert run("build", "--site", folder).code == 0
    return folder


IN_VIEW = """() => [...document.querySelectorAll("section")].filter((element) => {
  const box = element.getBoundingClientRect();
  return box.top < innerHeight && box.bottom > 0; }).map((element) => element.id)"""


def shown(browser, url: str) -> list[str]:
    """Ids of the passages in the window after the address was opened."""
    context = browser.new_context(viewport={"width": 1000, "height": 700})
    page = context.new_page()
    page.goto(url)
    seen: list[str] = []
    for _ in range(40):
        # The search for the words goes on after the page has loaded.
        seen = page.evaluate(IN_VIEW)
        if seen:
            break
        page.wait_for_timeout(50)
    context.close()
    return seen


@pytest.mark.parametrize("name", CASES)
def test_the_link_scrolls_to_the_words(site: Path, browser, name: str) -> None:
    """Both links of a passage, to the original and to its archived copy, show these words alone."""
    found = links(site, "sources/article/index.html", f"#passage-{name}", browser)
    assert [url.partition("#")[0].rpartition("/")[2] for url in found] == [
        "article.html",
        "archived.html",
    ]
    assert found[0].partition("#")[2].startswith("top:~:text=")
    for url in found:
        assert shown(browser, url) == [name]


def test_a_quote_of_a_claim_scrolls_to_its_words(site: Path, browser) -> None:
    """A citation with words of its own leads to them too."""
    found = links(site, "actors/ada/index.html", "#facts", browser)
    assert len(found) == 2
    in_prose = links(site, "actors/ada/index.html", ".summary", browser)
    assert len(in_prose) == 1
    for url in found + in_prose:
        assert shown(browser, url) == ["cited"]


def test_the_test_sees_words_that_are_not_there(paper: str, browser) -> None:
    """A directive that matches nothing shows no passage, so the tests above can fail."""
    assert shown(browser, f"{paper}article.html#:~:text=no%20such%20words") == []
    raw = CASES["percent"]["quote"].replace("%25", "%")
    assert shown(browser, f"{paper}article.html#:~:text={raw}") == []


def test_without_the_prefix_the_decoy_is_found(paper: str, browser) -> None:
    """The repeated words alone lead to the first place, which is the wrong one."""
    words = CASES["repeated"]["quote"].replace(" ", "%20")
    assert shown(browser, f"{paper}article.html#:~:text={words}") == ["decoy-repeated"]


@pytest.mark.parametrize("name", LOOKALIKES)
def test_a_quote_whose_beginning_stands_earlier_is_found(recorded: Path, browser, name) -> None:
    """By the record of its place the link names as much of the quote as tells it from what it imitates."""
    (found,) = links(recorded / "build", "sources/twice/index.html", f"#passage-{name}", browser)
    directive = found.partition("#")[2]
    page = (recorded / "twice.html").as_uri()
    assert shown(browser, f"{page}#{directive}") == [name]
    usual = text_directive(LOOKALIKES[name]["quote"])
    assert shown(browser, f"{page}#:~:{usual}") == [f"decoy-{name}"]


@pytest.mark.parametrize("name", TYPED)
def test_a_quote_in_another_typography_is_found(recorded: Path, browser, name) -> None:
    """By the record of its letters: browsers tell dashes, guillemets and blanks beside them apart."""
    (found,) = links(recorded / "build", "sources/twice/index.html", f"#passage-{name}", browser)
    page = (recorded / "twice.html").as_uri()
    assert shown(browser, f"{page}#{found.partition('#')[2]}") == [name]
    words = quote(TYPED[name][1].partition(" […]")[0], safe="").replace("-", "%2D")
    assert shown(browser, f"{page}#:~:text={words}") == []


def test_a_quote_in_prose_is_found_so_too(recorded: Path, browser) -> None:
    """Its link goes by the same record."""
    (found,) = links(recorded / "build", "actors/ada/index.html", "header.title", browser)
    page = (recorded / "twice.html").as_uri()
    assert shown(browser, f"{page}#{found.partition('#')[2]}") == ["start"]
