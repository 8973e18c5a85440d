"""What pages say of themselves to machines: JSON-LD, OpenGraph, descriptions."""

from __future__ import annotations

import json
import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from conftest import PICTURE

REPOSITORY = Path(__file__).parents[1]
AS_OF = "2026-01-15"
BASE = "https://example.org/lindow/"
EMPTY = ("none", "null", "undefined", "[]")
HOSTILE = "</script><!-- \u2028\u2029 \"Ada\" & 'Bo' <b>"
FILES = {
    "site_config.yml": (
        "title: The river\ndescription: Who says what of the river.\nlanguage: es-MX\n"
        "author: [Tove Holm]\nlicense: https://example.org/licence\n"
        "kinds: {gang: {label: Gang, base: organization}, boss: {label: Boss, base: person}}\n"
    ),
    "content/actors/ada.yml": (
        "name: Ada Moreno\nkind: boss\n"
        "aliases: [La Ada, {text: Morena, ambiguous: true}]\n"
        "summary: 'Said to lead [[gang]] [@herald]. She denies it. Dr. No is another.'\n"
        "facts: [{label: Convicted of, value: murder, status: alleged, sources: [herald]}]\n"
        "relations: [{to: gang, type: leads, sources: [herald]}]\n"
        "identifiers: {wikidata: Q42, opensanctions: NK-abc, passport: X1, own: 'https://ada.example/'}\n"
        "image: {file: ada.png, alt: Ada at the river, credit: Tove Holm}\n"
        "former_ids: [old-ada]\n"
    ),
    "content/actors/gang.yml": "name: The river gang\nkind: gang\n",
    "content/actors/herald-outlet.yml": "name: Lindow Herald\nkind: outlet\nrole: outlet\n",
    "content/actors/hidden.yml": "name: Olek Brandt\nkind: person\ndraft: true\n",
    "content/sources/herald.yml": json.dumps(
        {
            "title": "The river rises", "type": "article-newspaper", "publisher": "herald-outlet",
            "author": ["Bo Lind"], "published": "2025-03-04", "language": "en",
            "url": "https://herald.example/river", "archive_url": "https://archive.example/1",
            "derived_from": [
                {"origin": "letter", "basis": "stated"}, {"origin": "copy", "basis": "inferred"},
            ],
            "excerpts": [
                {"id": "said", "quote": "“I own the river and all that swims in it”"},
                {"id": "told", "quote": "Ada Moreno said that she owned the river"},
                {"id": "shared", "quote": "“Nobody owns a river”"},
            ],
        }
    ),
    "content/sources/letter.yml": "title: '[Letter on the river]'\ntype: personal_communication\nheld: false\npublished: 2024~\n",
    "content/sources/copy.yml": json.dumps(
        {"title": "A copy", "fidelity": "altered", "excerpts": [{"quote": "“The stream is mine”"}]}
    ),
    "content/events/claim.yml": json.dumps(
        {
            "title": "A claim", "date": "2025-03-01", "actors": ["ada"],
            "sources": [
                {"source": "herald", "excerpt": "said", "by": "ada"},
                {"source": "herald", "excerpt": "told", "by": "ada"},
                {"source": "herald", "excerpt": "shared", "by": "ada"},
                {"source": "herald", "excerpt": "shared", "by": "gang", "stance": "denies"},
            ],
        }
    ),
    "content/pages/about.md": "---\ntitle: About\n---\nWhat this is. And more.\n",
    "static/ada.png": PICTURE,
}  # fmt: skip


def blocks(text: str) -> list[str]:
    """The JSON-LD of a page, as it stands."""
    return re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)


def graph(page: Path) -> dict[str, dict[str, Any]]:
    """The nodes of a page by their addresses."""
    (block,) = blocks(page.read_text("utf-8"))
    document = json.loads(block)
    assert document["@context"] == "https://schema.org"
    return {node["@id"]: node for node in document["@graph"]}


def meta(page: Path) -> dict[str, str]:
    """The page's `<meta>` by name or property."""
    found = re.findall(
        r'<meta (?:name|property)="([^"]*)" content="([^"]*)"', page.read_text("utf-8")
    )
    return {name: unescape(content) for name, content in found}


def values(node: Any) -> list[Any]:
    """Every value in a JSON document."""
    if isinstance(node, dict):
        return [value for item in node.values() for value in values(item)]
    return [value for item in node for value in values(item)] if isinstance(node, list) else [node]


@pytest.fixture
def built(make_site, run) -> Path:
    """The small dossier, with an address."""
    site = make_site(FILES)
    ran = run("build", "--site", site, "--as-of", AS_OF, "--base-url", BASE)
    assert ran.code == 0, ran.stderr
    return site / "build"


@pytest.fixture
def example(tmp_path: Path, run):
    """Builds the example, with or without an address."""
    site = tmp_path / "example"
    shutil.copytree(REPOSITORY / "content", site / "content")
    shutil.copy(REPOSITORY / "site_config.yml", site)

    def build(*options: str) -> Path:
        ran = run("build", "--site", site, "--as-of", "2026-11-21", *options)
        assert ran.code == 0, ran.stderr
        return site / "build"

    return build


@pytest.mark.parametrize("base", [None, "https://example.org/d/"])
def test_every_page_describes_itself(example, base: str | None) -> None:
    """One block of JSON-LD with filled values whose addresses lead to files; one plain description."""
    folder = example(*(["--base-url", base] if base else []))
    kinds = set()
    for page in sorted(folder.rglob("*.html")):
        name = page.relative_to(folder).as_posix()
        if name == "404.html":
            assert blocks(page.read_text("utf-8")) == []
            continue
        nodes = graph(page)
        for at, node in nodes.items():
            kinds.add(node["@type"])
            address = urljoin(base or f"file:///{name}", at).partition("#")[0]
            file = folder / address.removeprefix(base or "file:///")
            assert file.is_file() or (file / "index.html").is_file(), at
        told = values(list(nodes.values()))
        assert not [v for v in told if not isinstance(v, str) or not v or v.lower() in EMPTY], name
        told = meta(page)
        assert 10 < len(told["description"]) < 260, name
        assert "<" not in told["description"]
        assert told["og:description"] == told["description"]
        assert told["og:title"]
        assert ("og:url" in told) == (base is not None)
    assert kinds >= {"WebSite", "WebPage", "Person", "Organization", "NewsArticle", "Quotation"}
    assert not kinds & {"ClaimReview", "Claim", "Event", "Role"}


def test_of_an_actor_it_tells_the_names_and_nothing_else(built: Path) -> None:
    """No fact, relation, role or summary; an ambiguous name and an unknown collection stay out."""
    page = built / "actors/ada/index.html"
    person = graph(page)[f"{BASE}actors/ada/#this"]
    assert person == {
        "@type": "Person", "@id": f"{BASE}actors/ada/#this", "name": "Ada Moreno",
        "alternateName": "La Ada", "image": f"{BASE}ada.png",
        "sameAs": [
            "https://www.opensanctions.org/entities/NK-abc", "https://ada.example/",
            "https://www.wikidata.org/entity/Q42",
        ],
    }  # fmt: skip
    gang = graph(built / "actors/gang/index.html")[f"{BASE}actors/gang/#this"]
    assert gang == {
        "@type": "Organization",
        "@id": f"{BASE}actors/gang/#this",
        "name": "The river gang",
    }
    assert "murder" not in blocks(page.read_text("utf-8"))[0]


def test_of_a_source_it_tells_the_record_and_the_passages(built: Path) -> None:
    """What is stated; a speaker only where the passage is speech and all ascribe it to one actor."""
    nodes = graph(built / "sources/herald/index.html")
    this = f"{BASE}sources/herald/#this"
    assert nodes[this] == {
        "@type": "NewsArticle", "@id": this, "name": "The river rises",
        "headline": "The river rises", "url": "https://herald.example/river",
        "archivedAt": "https://archive.example/1", "datePublished": "2025-03-04",
        "inLanguage": "en", "author": "Bo Lind",
        "publisher": {
            "@type": "Organization", "@id": f"{BASE}actors/herald-outlet/#this",
            "name": "Lindow Herald",
        },
        "isBasedOn": {"@id": f"{BASE}sources/letter/#this"},
    }  # fmt: skip
    quotations = {at.rpartition("-")[2]: n for at, n in nodes.items() if n["@type"] == "Quotation"}
    assert quotations["said"] == {
        "@type": "Quotation", "@id": f"{BASE}sources/herald/#passage-said",
        "text": "“I own the river and all that swims in it”", "inLanguage": "en",
        "isBasedOn": {"@id": this}, "spokenByCharacter": {"@id": f"{BASE}actors/ada/#this"},
    }  # fmt: skip
    assert "spokenByCharacter" not in quotations["told"]
    assert "spokenByCharacter" not in quotations["shared"]


def test_nothing_is_surer_than_the_record(built: Path) -> None:
    """A date that is about, a title that a piece has not, a copy's words: not given as such."""
    letter = graph(built / "sources/letter/index.html")[f"{BASE}sources/letter/#this"]
    assert letter == {
        "@type": "CreativeWork",
        "@id": f"{BASE}sources/letter/#this",
        "description": "Letter on the river",
    }
    copy = graph(built / "sources/copy/index.html").values()
    assert [node["@type"] for node in copy] == ["WebPage", "CreativeWork"]


def test_the_first_page_describes_the_site(built: Path) -> None:
    """Its name, language, maker and licence; other pages say that they are part of it."""
    site = graph(built / "index.html")[f"{BASE}#site"]
    assert site == {
        "@type": "WebSite", "@id": f"{BASE}#site", "url": BASE, "name": "The river",
        "description": "Who says what of the river.", "inLanguage": "es-MX",
        "creator": "Tove Holm", "license": "https://example.org/licence",
    }  # fmt: skip
    page = graph(built / "about/index.html")[f"{BASE}about/"]
    assert page["isPartOf"]["@id"] == site["@id"]
    assert page["name"] == "About"


def test_previews_of_others_get_a_title_a_sentence_and_a_picture(built: Path) -> None:
    """OpenGraph with absolute addresses; a picture only where there is one; a sentence, not a cut."""
    told = meta(built / "actors/ada/index.html")
    assert told["description"] == "Said to lead The river gang."
    assert told["og:title"].startswith("Ada Moreno")
    assert told["og:type"] == "profile"
    assert told["og:url"] == f"{BASE}actors/ada/"
    assert told["og:image"] == f"{BASE}ada.png"
    assert told["og:image:alt"] == "Ada at the river"
    assert told["og:locale"] == "es_MX"
    assert told["og:site_name"] == "The river"
    assert "og:image" not in meta(built / "actors/gang/index.html")
    assert not [name for name in told if name.startswith("twitter")]


def test_only_people_have_a_profile(built: Path) -> None:
    """`profile` is a person's in OpenGraph, and `article` the article itself; all else is a `website`."""
    kinds = {
        page.relative_to(built).as_posix(): meta(page).get("og:type")
        for page in built.rglob("index.html")
        if "old-ada" not in page.parts
    }
    assert kinds.pop("actors/ada/index.html") == "profile"
    assert set(kinds.values()) == {"website"}


@pytest.mark.parametrize(
    ("language", "locale"),
    [("en", ""), ("es-MX", "es_MX"), ("zh-Hant-TW", "zh_TW"), ("zh-Hant", ""), ("en-gb-oxendict", "en_GB"),
     ("es-419", ""), ("haw-US", "haw_US"), ("sl-rozaj", "")],
)  # fmt: skip
def test_a_locale_has_a_region(language: str, locale: str) -> None:
    """OpenGraph knows `language_TERRITORY` alone: a language without a region is left out."""
    from dossier.render.metadata import open_graph_locale

    assert open_graph_locale(language) == locale


def test_a_source_is_described_by_what_is_made_of_it(built: Path) -> None:
    """How it is cited, and how many passages, claims and actors; its title stands in the title."""
    told = meta(built / "sources/herald/index.html")
    assert re.fullmatch(r".{3,120}: \d+ .*; .*\d+ .*\.", told["description"]), told["description"]


def test_every_page_has_its_name(built: Path) -> None:
    """As its heading has it, in the site's language, without the site's."""
    for page, name in (
        ("timeline/", "Cronología"), ("actors/ada/", "Ada Moreno"), ("", "The river"),
        ("disputed/", "Puntos en disputa"), ("about/", "About"),
    ):  # fmt: skip
        node = graph(built / page / "index.html")[f"{BASE}{page}"]
        assert node["name"] == name


def test_a_picture_needs_an_address_to_be_found_at(make_site, run) -> None:
    """Without a base_url there is none, so no og:image and no og:url."""
    site = make_site(FILES)
    assert run("build", "--site", site, "--as-of", AS_OF).code == 0
    told = meta(site / "build/actors/ada/index.html")
    assert not {"og:image", "og:url"} & told.keys()
    person = graph(site / "build/actors/ada/index.html")["../../actors/ada/index.html#this"]
    assert person["image"] == "../../ada.png"


def test_a_redirect_describes_nothing(built: Path) -> None:
    """A page that only leads elsewhere is not for machines to read."""
    text = (built / "actors/old-ada/index.html").read_text("utf-8")
    assert blocks(text) == []
    assert "og:" not in text


def test_hostile_words_stay_words(make_site, run) -> None:
    """No name ends the block that it stands in, and each comes out as it went in."""
    files = {
        "content/actors/ada.yml": json.dumps({"name": HOSTILE, "kind": "person"}),
        "content/sources/herald.yml": json.dumps(
            {"title": HOSTILE, "excerpts": [{"id": "a", "quote": HOSTILE}]}
        ),
    }
    site = make_site(files)
    ran = run("build", "--site", site, "--base-url", BASE)
    assert ran.code == 0, ran.stderr
    page = site / "build/actors/ada/index.html"
    (block,) = blocks(page.read_text("utf-8"))
    assert not set("<>&") & set(block)
    assert graph(page)[f"{BASE}actors/ada/#this"]["name"] == HOSTILE
    nodes = graph(site / "build/sources/herald/index.html")
    plain = " ".join(HOSTILE.split())
    assert nodes[f"{BASE}sources/herald/#passage-a"]["text"] == plain
    told = meta(site / "build/sources/herald/index.html")
    assert told["og:description"].startswith(plain)
    assert told["og:title"].startswith(plain)


def test_what_is_withheld_is_not_told(built: Path) -> None:
    """Neither its name nor its address stands in any page, feed or card."""
    for path in built.rglob("*"):
        if path.is_file():
            assert b"Olek" not in path.read_bytes(), path
            assert b"actors/hidden" not in path.read_bytes(), path


@pytest.mark.parametrize(
    ("summary", "sentence"),
    [
        ("One thing. Another.", "One thing."),
        ("Met Dr. No in St. Ives. Then left.", "Met Dr. No in St. Ives."),
        ("Gen. J. Smith of the U.S. Army spoke! Nobody heard.", "Gen. J. Smith of the U.S. Army spoke!"),
        ("No stop at all", "No stop at all"),
        ("She said “no.” Then she left.", "She said “no.”"),
        ("Version 2.0 came. Later 3.", "Version 2.0 came."),
        ("一つの文。もう一つ。", "一つの文。"),
    ],
)  # fmt: skip
def test_a_first_sentence_ends_where_it_ends(summary: str, sentence: str) -> None:
    """Abbreviations and numbers end no sentence."""
    from dossier.plain import first_sentence

    assert first_sentence(f"<p>{summary}</p>") == sentence


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>« Il vint ; il vit : il partit ! »</p>", "« Il vint ; il vit : il partit ! »"),
        ('<p>He came <span class="citation">[1]</span>, saw<br>\nit <span class="citation">[2]</span>.</p>',
         "He came, saw it."),
        ('<p><a class="actor" href="actor:a">Ada</a> &amp; co .</p>', "Ada & co ."),
    ],
)  # fmt: skip
def test_plain_words_are_those_that_stand_there(html: str, text: str) -> None:
    """Also the blanks before signs, as French writes them; only a citation goes, with the blank before it."""
    from dossier.plain import plain_text

    assert plain_text(html) == text


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_no_page_makes_the_browser_complain(example, browser) -> None:
    """Data blocks stand under `script-src 'self'`: Chromium says nothing on any page of the example."""
    folder = example("--base-url", "https://example.org/d/")
    (folder / "404.html").unlink()  # written for the root of a domain
    assert complaints(browser, sorted(folder.rglob("*.html"))) == []


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_a_script_in_a_page_would_make_it_complain(built: Path, browser) -> None:
    """The check above can fail: the policy blocks what is no data, and the console says so."""
    page = built / "index.html"
    page.write_text(page.read_text("utf-8").replace("</main>", "<script>1</script></main>"))
    (said,) = complaints(browser, [page])
    assert "Content Security Policy" in said


def complaints(browser, paths: list[Path]) -> list[str]:
    """All that the console says when the files are opened from disk."""
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    for path in paths:
        page.goto(path.as_uri())
    context.close()
    return said
