"""What a page states about itself, through `import`: which statement is taken, and which is told about."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from material import ACTORS, imported, page

from dossier.load import load
from dossier.model.source import Source


@pytest.fixture
def site(make_site: Any) -> Path:
    """A dossier with actors and no source."""
    made: Path = make_site(ACTORS)
    return made


def taken(site: Path, head: str, root: str = "<html>", body: str = "") -> tuple[Source, str]:
    """The source of a page with some head, and what was said."""
    path = site.parent / "x.html"
    path.write_text(page(head, root).replace("<main>", body + "<main>"), "utf-8")
    ran = imported(site, path)
    assert ran.exit_code == 0, ran.output
    dossier, found = load(site)
    assert found == []
    (source,) = dossier.sources.values()
    return source, ran.stdout


def ld(*things: Any) -> str:
    """Each thing as a block of JSON-LD."""
    blocks = (each if isinstance(each, str) else json.dumps(each) for each in things)
    return "".join(f'<script type="application/ld+json">{each}</script>' for each in blocks)


CANONICAL = '<link rel="canonical" href="https://herald.example/own">'


def article(headline: str, **more: Any) -> dict[str, Any]:
    """An article of JSON-LD."""
    return {"@type": "NewsArticle", "headline": headline, "author": f"Author of {headline}", **more}


OTHER = article("Other", url="https://herald.example/other")


@pytest.mark.parametrize(
    "own",
    [
        article("Own", url="http://www.herald.example/own/"),
        article("Own", mainEntityOfPage="https://herald.example/own#top"),
        article("Own", mainEntityOfPage={"@type": "WebPage", "@id": "https://herald.example/own"}),
        article("Own", **{"@id": "https://herald.example/own#article"}),
        article("Own"),
    ],
)
def test_the_piece_of_json_ld_that_is_on_the_page_is_taken(site: Path, own: Any) -> None:
    """By its address, though another stands before it; one without an address before one with another."""
    source, said = taken(site, CANONICAL + ld(OTHER, own))
    assert (source.title, source.author) == ("Own", ("Author of Own",))
    assert "Note" not in said


def test_of_several_articles_none_is_taken_where_nothing_tells(site: Path) -> None:
    """The author is told, and what else the page states counts."""
    head = CANONICAL + ld(OTHER, article("Third", url="https://herald.example/3"))
    source, said = taken(site, head + '<meta property="og:title" content="Own">')
    assert (source.title, source.author) == ("Own", ())
    assert "Note: its JSON-LD describes several articles, and does not say which" in said


def test_an_article_goes_before_the_page_that_it_is_on(site: Path) -> None:
    """Whichever stands first; a live blog is one too."""
    web = {"@type": "WebPage", "headline": "Front", "datePublished": "2005-01-01"}
    live = {"@type": "LiveBlogPosting", "headline": "Own", "datePublished": "2021-01-01"}
    source, _ = taken(site, ld([web, live]))
    assert source.title == "Own"
    assert source.published is not None
    assert source.published.text == "2021-01-01"


def test_what_json_ld_refers_to_is_looked_up(site: Path) -> None:
    """`{"@id": "#p"}` stands for the person that is described beside the article; a name may be a list."""
    graph = [
        article("Own", author=[{"@id": "#p"}, {"name": ["Ada", "Leo"]}], publisher={"@id": "#o"}),
        {"@type": "Person", "@id": "#p", "name": "Tove Holm"},
        {"@type": "Organization", "@id": "#o", "name": "The Mail"},
    ]
    source, _ = taken(site, ld({"@graph": graph}))
    assert (source.author, source.publisher) == (("Tove Holm", "Ada", "Leo"), "The Mail")


@pytest.mark.parametrize(
    "block",
    [
        '{"@type": "NewsArticle", "headline": "A wet\nMonday"}',
        '<!-- {"@type": "NewsArticle", "headline": "A wet Monday"} -->',
        '/* <![CDATA[ */ {"@type": "NewsArticle", "headline": "A wet Monday",} /* ]]> */',
        '//<![CDATA[\n{"@type": ["NewsArticle",], "headline": "A wet Monday"};\n//]]>',
    ],
)
def test_json_ld_as_pages_have_it_is_read(site: Path, block: str) -> None:
    """With raw line ends, in comments, with a comma too many."""
    source, said = taken(site, "<title>No</title>" + ld(block))
    assert source.title == "A wet Monday"
    assert "Note" not in said


def test_json_ld_that_cannot_be_read_is_told(site: Path) -> None:
    """Where nothing else of it could."""
    source, said = taken(site, "<title>A wet Monday</title>" + ld('{"@type": "NewsArticle" "x"}'))
    assert source.title == "A wet Monday"
    assert "Note: its JSON-LD cannot be read: look at its title, author and day" in said


def test_character_references_in_json_ld_are_read(site: Path) -> None:
    """Many a page escapes what it states for HTML."""
    own = article("Merrow&#8217;s &amp; board", author={"name": "Tom O&#039;Hara"})
    source, _ = taken(site, ld(own))
    assert (source.title, source.author) == ("Merrow’s & board", ("Tom O'Hara",))
