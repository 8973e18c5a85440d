"""What a page states about itself, through `import`: which statement is taken, and which is told about."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from material import ACTORS, PARAGRAPHS, imported, page

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


@pytest.mark.parametrize(
    ("headline", "head", "body", "title"),
    [
        (
            "A wet Monday | The Mail",
            '<meta property="og:site_name" content="The Mail">',
            "",
            "A wet Monday",
        ),
        ("The Mail: Wet day", '<meta property="og:site_name" content="The Mail">', "", "Wet day"),
        ("A wet Monday - Soundings - Medium", "", "", "A wet Monday"),
        ("Rain: a wet Monday", "", "", "Rain: a wet Monday"),
        ("Own | Quays", "", "", "Own | Quays"),
        ("Quays: Own", "", "<h1><a href='/'>Quays</a></h1>", "Quays: Own"),
        ("Quays | Own", "", "<h1>Quays</h1><h3>Own</h3>", "Quays | Own"),
        ("A <b>wet</b> day, 3 < 4", "", "", "A wet day, 3 < 4"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_a_title(
    site: Path, headline: str, head: str, body: str, title: str
) -> None:
    """Cut where the page states that name, or where the rest is its heading (here "A wet Monday")."""
    source, _ = taken(site, head + ld({"@type": "Article", "headline": headline}), body=body)
    assert source.title == title


SAVED = "https://herald.example/wet?a=1"


@pytest.mark.parametrize(
    ("head", "root"),
    [
        ("", f"<!-- saved from url=(0030){SAVED} --><html>"),
        (f"<!-- Page saved with SingleFile \n url: {SAVED} \n saved date: x -->", "<html>"),
        ('<base href="https://herald.example/x/"><link rel="canonical" href="/wet?a=1">', "<html>"),
        (f'<link rel="canonical" href="https://herald.example/"><meta property="og:url" content="{SAVED}">', "<html>"),
        (ld({"@type": "Article", "mainEntityOfPage": SAVED}), "<html>"),
        (f'<link rel="canonical" href="{SAVED}&utm_source=x&amp;fbclid=y">', "<html>"),
        ('<link rel="canonical" href="https://herald.example/wet?utm_id=2&a=1">', "<html>"),
    ],
)  # fmt: skip
def test_the_address_of_a_saved_page(site: Path, head: str, root: str) -> None:
    """Where a browser wrote it, on the page's own base, the deeper of two, without what follows readers."""
    source, _ = taken(site, head, root)
    assert source.url == SAVED


COPY = "https://web.archive.org/web/20140211093015/http://herald.example/wet?utm_source=1&a=1"


@pytest.mark.parametrize(
    "head",
    [
        f'<link rel="canonical" href="{COPY}">',
        '<script>__wm.wombat("http://herald.example/wet?utm_source=1&a=1","20140211093015","x");</script>',
    ],
)
def test_an_archived_copy_is_one_of_its_original(site: Path, head: str) -> None:
    """The address is that of the original, the copy's stands beside it with its day."""
    source, _ = taken(site, head)
    assert (source.url, source.archive_url) == ("http://herald.example/wet?a=1", COPY)
    assert source.archive_date is not None
    assert source.archive_date.text == "2014-02-11"


@pytest.mark.parametrize(
    ("stated", "day", "note"),
    [
        (("2023-07-01T04:55:13Z", "2023-06-30T22:55:13-06:00"), "2023-06-30", ""),
        (("2023-07-01T04:55:13Z", "2023-07-01"), "2023-07-01", ""),
        (("2023-07-01T04:55:13Z",), "2023-07-01", "in UTC (04:55): where it appeared it may be the day before"),
        (("2023-07-01T21:00:00+00:00",), "2023-07-01", "it may be the day after"),
        (("2023-07-01T12:00:00Z",), "2023-07-01", ""),
        (("2023-07-01T00:00:00Z",), "2023-07-01", ""),
    ],
)  # fmt: skip
def test_the_day_is_that_of_the_newsroom(
    site: Path, stated: tuple[str, ...], day: str, note: str
) -> None:
    """Two writings of one instant are no conflict; of one in UTC alone the author is told."""
    names = ("article:published_time", "datePublished")
    head = "".join(
        f'<meta property="{n}" content="{d}">' for n, d in zip(names, stated, strict=False)
    )
    source, said = taken(site, head)
    assert source.published is not None
    assert source.published.text == day
    assert note in said if note else "Note" not in said


def test_bylines_give_names(site: Path) -> None:
    """Without "By", without a role; not the site's own name, and no login."""
    people = ["Por: Ana Ríos", "BY Tove Holm, STAFF WRITER", "The Mail", "admin", "Bya Par"]
    own = article("Own", author=people, publisher="The Mail")
    source, _ = taken(site, ld(own))
    assert source.author == ("Ana Ríos", "Tove Holm", "Bya Par")


def test_what_a_program_writes_of_its_user_is_not_believed(site: Path) -> None:
    """Title and author of a typed file count where its text has them; the day it was made does not."""
    head = (
        '<meta name="generator" content="pdftohtml 0.36"><meta name="author" content="jperez">'
        '<meta name="date" content="2020-11-05"><title>Microsoft Word - x.docx</title>'
    )
    source, said = taken(site, head)
    assert (source.author, source.published) == ((), None)
    assert source.title.startswith("[Untitled")
    assert "the file's properties state its title and author, its first lines do not" in said
    assert "state when it was made, not published" in said


def test_older_names_of_statements_are_known(site: Path) -> None:
    """Dublin Core in both forms, `articleAuthor`, a language in `http-equiv`."""
    head = (
        '<meta name="DC.publisher" content="The Mail"><meta name="dcterms.title" content="Own">'
        '<meta name="dcterms.date" content="2019-03-11"><meta http-equiv="content-language" content="es-MX">'
        '<meta itemprop="articleAuthor" content="Ana Ríos">'
    )
    source, _ = taken(site, head)
    assert (source.title, source.publisher, source.author) == ("Own", "The Mail", ("Ana Ríos",))
    assert source.language == "es-MX"
    assert source.published is not None


def test_the_day_of_a_teaser_is_not_that_of_the_article(site: Path) -> None:
    """Microdata of another piece on the page counts for nothing."""
    piece = '<div itemscope itemtype="https://schema.org/NewsArticle">'
    day = '<meta itemprop="datePublished" content="{}">'
    own = piece + day.format("2017-08-21") + '<div itemprop="articleBody"><div>x</div></div></div>'
    source, said = taken(site, "", body=own + piece + day.format("2019-09-09") + "</div>")
    assert source.published is not None
    assert source.published.text == "2017-08-21"
    assert "Note" not in said


@pytest.mark.parametrize(
    "lead",
    [
        "<p><strong>Lee también: <a href='/x'>Detienen a Ann Lee por fraude</a>.</strong></p>",
        "<p><a href='https://herald.example/x'>Ann Lee arrested for fraud in the north</a></p>",
        "<p><span>Read more</span> <a>Ann Lee arrested</a></p>",
        "<h4>Dossier: <a href='/x'>Ann Lee arrested for fraud</a></h4>",
        "<ul><li><a href='/x'>Ann Lee arrested for fraud</a></li></ul>",
    ],
)
def test_what_another_article_is_called_is_not_said_by_this_one(
    site: Path, tmp_path: Path, lead: str
) -> None:
    """A line that only leads to it is left out of the text, and so of excerpts and `named`; it is told."""
    filler = PARAGRAPHS[1]
    body = "".join(
        f"<p>{words} {filler}</p>" for words in ("It rained.", "So it went.", "Then came spring.")
    )
    path = tmp_path / "a.html"
    path.write_text(
        f"<html><body><article><p>It is wet. {filler}</p>{lead}{body}</article></body></html>"
    )
    ran = imported(site, path)
    (source,) = load(site)[0].sources.values()
    assert source.named == ()
    assert source.excerpts == ()
    assert "Ann Lee" not in (site / "seeds" / str(source.text)).read_text()
    if "li>" not in lead:
        assert "Note: 1 line that only led to other pages left out: '" in ran.stdout


@pytest.mark.parametrize(
    "own",
    [
        "According to <a href='/x'>the report of the Port Office</a>",
        "<a href='/x'>Ann Lee met Bob Stone</a>, she said at the quays, and left for the north on Monday.",
        "<a href='#note'>Ann Lee met Bob Stone</a>",
    ],
)
def test_a_line_with_a_link_in_it_stays(site: Path, own: str) -> None:
    """Words of its own, or a place on the same page."""
    source, said = taken(site, "", body="")
    text = (site / "seeds" / str(source.text)).read_text()
    assert PARAGRAPHS[0] in text
    path = site.parent / "y.html"
    path.write_text(page(paragraphs=(*PARAGRAPHS, own)))
    said = imported(site, path).stdout
    assert "left out" not in said.replace("Not stated, and left out", "")


LOST = "Nobody paid for the boat, said the clerk of the Port Office, whom we met at the quays."


@pytest.mark.parametrize(
    "element", [f"<div>{LOST}</div>", f"<aside><p>{LOST}</p></aside>", f"<div><br></div>{LOST}<br>"]
)
def test_a_paragraph_that_is_not_taken_is_told(site: Path, tmp_path: Path, element: str) -> None:
    """Where it stands in an element that the library passes over; or it is in the text."""
    first, *rest = (f"<p>{words}</p>" for words in PARAGRAPHS)
    path = tmp_path / "a.html"
    path.write_text(f"<html><body><article>{first}{element}{''.join(rest)}</article></body></html>")
    said = imported(site, path).stdout
    (source,) = load(site)[0].sources.values()
    is_there = LOST in (site / "seeds" / str(source.text)).read_text()
    assert (
        "1 paragraph inside the article not taken: 'Nobody paid for the boat" in said
    ) != is_there


def test_what_stands_beside_an_article_is_not_told(site: Path) -> None:
    """Menus, comments and boxes that say that they are such."""
    box = f"<div class='newsletter-box'><p>{LOST}</p></div><div id='comments'><p>{LOST} Yes.</p></div>"
    _, said = taken(site, "", body=box)
    assert "not taken" not in said


def test_a_table_that_divides_the_page_is_none(site: Path, tmp_path: Path) -> None:
    """Its cells hold paragraphs, which become paragraphs; one of figures stays, without signs before its signs."""
    cells = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    figures = "<table><tr><th>Who</th><th>Paid | owed</th></tr><tr><td>Ann Lee</td><td>3</td></tr></table>"
    path = tmp_path / "a.html"
    path.write_text(
        f"<html><body><table><tr><td><a href='/'>Home</a></td><td>{cells}{figures}</td></tr></table></body></html>"
    )
    imported(site, path)
    (source,) = load(site)[0].sources.values()
    paragraphs = (site / "seeds" / str(source.text)).read_text().strip().split("\n\n")
    assert PARAGRAPHS[0] in paragraphs
    assert not any("\\|" in each for each in paragraphs)


@pytest.mark.parametrize(
    ("content", "note"),
    [
        ("<noscript>You need to enable JavaScript to run this app, says Ann Lee.</noscript>", "what a browser without scripts is shown"),
        ("<article><p>Ann Lee met Bob Stone at the Harbour Club on a wet Monday.</p></article>", "its text has 13 words: look"),
        ("<meta property='og:type' content='website'>" + page(), "it calls itself a website: look"),
    ],
)  # fmt: skip
def test_a_page_without_an_article_is_told(
    site: Path, tmp_path: Path, content: str, note: str
) -> None:
    """What stands in its place is taken in, with a note."""
    path = tmp_path / "a.html"
    path.write_text(f"<html><body>{content}</body></html>")
    ran = imported(site, path)
    assert note in ran.output


def test_an_article_that_is_not_free_may_not_be_whole(site: Path) -> None:
    """The page says so itself."""
    _, said = taken(site, ld(article("Own", isAccessibleForFree="False")))
    assert "Note: it is not free to read, as it says itself: look whether the text is whole" in said


def test_an_article_of_another_address_that_the_page_does_not_have(site: Path) -> None:
    """A teaser that alone has JSON-LD lends the page neither its title nor its author, nor its day."""
    teaser = {
        "@type": "NewsArticle", "headline": "Ferry sinks off the cape", "url": "https://p.example/ferry",
        "author": {"name": "Tove Holm"}, "datePublished": "1999-01-01",
    }  # fmt: skip
    head = '<title>Budget passed at night</title><link rel="canonical" href="https://p.example/budget">'
    source, said = taken(site, head + ld(teaser))
    assert (source.title, source.author, source.published) == ("Budget passed at night", (), None)
    assert (
        "Note: its JSON-LD describes an article of another address, which is not this one" in said
    )


def test_the_article_under_another_of_its_addresses(site: Path) -> None:
    """The address may differ, where the page has the headline, or most words of it."""
    amp = {
        "@type": "NewsArticle", "headline": "Budget passed late at night", "url": "https://amp.p.example/1",
        "author": {"name": "Tove Holm"},
    }  # fmt: skip
    head = '<title>Budget passed at night</title><link rel="canonical" href="https://p.example/budget">'
    source, _ = taken(site, head + ld(amp))
    assert source.author == ("Tove Holm",)


def test_what_is_no_name_of_an_author(site: Path) -> None:
    """Tags and addresses of e-mail are none, nor is what a script writes for nobody."""
    people = [
        "<b>Ana</b> <i>R&iacute;os</i>",
        "t.holm@p.example",
        "Bo Lie (b.lie@p.example)",
        "undefined",
    ]
    article = {"@type": "NewsArticle", "headline": "A", "author": people}
    source, _ = taken(site, ld(article))
    assert source.author == ("Ana Ríos", "Bo Lie")
