"""`feed.xml`: dated corrections, replies and sources, as RFC 4287 has it."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import pytest

AS_OF = "2026-01-15"
BASE = "https://example.org/project/"
ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HOSTILE = "</title>]]> <script>alert(1)</script> & <!-- ü"
FILES = {
    "site_config.yml": "title: The river\ndescription: Who says what.\nauthor: [Tove Holm, Bo Lind]\n",
    "content/actors/ada.yml": json.dumps(
        {
            "name": "Ada Moreno", "kind": "person",
            "corrections": [
                {"date": "2024-05-04", "text": "We called her [[bo|the clerk]] [@herald]."},
                {"date": "2025-01-09", "text": "The year was wrong."},
            ],
            "reply": [
                {"date": "2024-03-02", "text": "She said: *never*.", "source": "herald"},
                {"text": "She stands by it."}, {"date": "2024", "text": "No comment in that year."},
                {"date": "2024-06-01~", "text": "About then."},
                {"date": "2024-06-01/2024-06-02", "text": "One day or two."},
            ],
        }
    ),
    "content/actors/bo.yml": "name: Bo Lind\nkind: person\n",
    "content/actors/cy.yml": "name: Cy Harlow\nkind: person\ndraft: true\n"
    "corrections: [{date: 2025-03-03, text: Not yet.}]\n",
    "content/actors/dee.yml": "name: Dee Ross\nkind: person\nembargo: 2099-01-01\n"
    "reply: [{date: 2025-03-03, text: Not for long.}]\n",
    "content/sources/herald.yml": "title: The herald\npublisher: Lindow Press\n"
    "published: 2023-01-01\naccessed: 2024-04-01\n",
    "content/sources/letter.yml": "title: A letter\npublished: 2022-02-02\naccessed: 2024\n",
    "content/sources/rumour.yml": "title: A rumour\npublished: 2022-02-03\nheld: false\n",
    "content/sources/scrap.yml": "title: A scrap\npublished: 2021-05?\n",
}  # fmt: skip


@pytest.fixture
def feed_of(make_site, run):
    """Builds a dossier with an address; its feed, read."""

    def build(files: dict[str, str], *options: str) -> ElementTree.Element:
        site = make_site(files)
        ran = run("build", "--site", site, "--as-of", AS_OF, "--base-url", BASE, *options)
        assert ran.code == 0, ran.stderr
        text = (site / "build/feed.xml").read_bytes()
        root = ElementTree.fromstring(text)
        assert broken_rules(root) == []
        return root

    return build


def broken_rules(feed: ElementTree.Element) -> list[str]:
    """What RFC 4287 (4.1.1, 4.1.2, 3.2, 3.3) demands of a feed and this one lacks."""
    problems = [] if feed.tag == f"{ATOM}feed" else ["the root is no feed"]
    links = [(link.get("rel"), link.get("href")) for link in feed.findall(f"{ATOM}link")]
    if len([1 for rel, href in links if rel == "self" and href == f"{BASE}feed.xml"]) != 1:
        problems.append("no link to itself")
    if len({link for link in links if link[0] == "alternate"}) != 1:
        problems.append("not one alternate link")
    authors = feed.findall(f"{ATOM}author")
    if not authors or not all(author.findtext(f"{ATOM}name") for author in authors):
        problems.append("no author, or one without name")
    for part in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            found = part.findall(f"{ATOM}{name}")
            if len(found) != 1 or not (found[0].text or "").strip():
                problems.append(f"{name}: {len(found)} in {part.tag}")
        moment = part.findtext(f"{ATOM}updated", "")
        if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", moment):
            problems.append(f"no moment: {moment}")
        if not urlsplit(part.findtext(f"{ATOM}id", "")).scheme:
            problems.append("an id that is no IRI")
    entries = feed.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    if len(set(ids)) != len(ids):
        problems.append("an id stands twice")
    if not all(
        e.find(f"{ATOM}content") is not None and e.find(f"{ATOM}link") is not None for e in entries
    ):
        problems.append("an entry without content or link")
    return problems


def told(feed: ElementTree.Element) -> list[tuple[str, str, str]]:
    """Day, kind and title of each entry."""
    return [
        (
            entry.findtext(f"{ATOM}updated", "")[:10],
            entry.find(f"{ATOM}category").get("term"),
            entry.findtext(f"{ATOM}title", ""),
        )
        for entry in feed.findall(f"{ATOM}entry")
    ]


def test_what_the_record_dates_is_told_newest_first(feed_of) -> None:
    """A correction, a reply with a day, a source by the day it was read, else published; no other."""
    feed = feed_of(FILES)
    assert told(feed) == [
        ("2025-01-09", "correction", "Correction: Ada Moreno"),
        ("2024-05-04", "correction", "Correction: Ada Moreno"),
        ("2024-04-01", "addition", "Source: The herald"),
        ("2024-03-02", "reply", "In reply: Ada Moreno"),
        ("2022-02-02", "addition", "Source: A letter"),
    ]
    contents = [
        " ".join(text.split()) for text in feed.itertext() if text.lstrip().startswith("<p>")
    ]
    assert contents[2] == "<p>Lindow Press. Read on 1 April 2024.</p>"
    assert contents[4] == "<p>Published on 2 February 2022.</p>"
    assert feed.findtext(f"{ATOM}updated") == "2025-01-09T00:00:00Z"
    assert [a.findtext(f"{ATOM}name") for a in feed.findall(f"{ATOM}author")] == [
        "Tove Holm",
        "Bo Lind",
    ]
    assert feed.get(XML_LANG) == "en"


def test_it_speaks_the_language_of_the_site(feed_of) -> None:
    """It was in English on a Spanish site: the catalog was asked for the words of pages only."""
    spanish = "language: es\n" + FILES["site_config.yml"]
    feed = feed_of(FILES | {"site_config.yml": spanish})
    assert [title for _, _, title in told(feed)] == [
        "Corrección: Ada Moreno",
        "Corrección: Ada Moreno",
        "Fuente: The herald",
        "Réplica: Ada Moreno",
        "Fuente: A letter",
    ]
    contents = ElementTree.tostring(feed, "unicode")
    for said in (
        "Corrección del 9 de enero de 2025.",
        "Declaración de Ada Moreno, 2 de marzo de 2024 (Fuente: ",
        "Fecha de consulta: 1 de abril de 2024.",
        "Fecha de publicación: 2 de febrero de 2022.",
    ):
        assert said in contents


def test_links_lead_to_the_place_from_anywhere(feed_of, tmp_path: Path) -> None:
    """Absolute below the address of the site, to a file and an id that are there."""
    feed = feed_of(FILES)
    (folder,) = tmp_path.glob("site-*/build")
    links = [e.find(f"{ATOM}link").get("href") for e in feed.findall(f"{ATOM}entry")]
    for content in feed.iter(f"{ATOM}content"):
        assert content.get("type") == "html"
        links += re.findall(r'href="([^"]*)"', content.text)
    assert f"{BASE}actors/bo/index.html" in links
    for link in links:
        assert link.startswith(BASE), link
        path, _, fragment = link.removeprefix(BASE).partition("#")
        page = folder / path / ("index.html" if path[-1] == "/" else "")
        text = page.read_text("utf-8")
        assert not fragment or f'id="{fragment}"' in text, link


def test_ids_last(feed_of) -> None:
    """An entry keeps its id when others come and go, and on another day."""
    before = [e.findtext(f"{ATOM}id") for e in feed_of(FILES).findall(f"{ATOM}entry")]
    fewer = {k: v for k, v in FILES.items() if "letter" not in k}
    after = [e.findtext(f"{ATOM}id") for e in feed_of(fewer).findall(f"{ATOM}entry")]
    assert after == before[:-1]


def test_the_clock_changes_nothing(make_site, run, tmp_path: Path) -> None:
    """The same record gives the same bytes, whatever the day of the build."""
    site = make_site(FILES)
    for day in ("2026-01-15", "2031-12-31"):
        ran = run("build", "--site", site, "--as-of", day, "--base-url", BASE, "-o", tmp_path / day)
        assert ran.code == 0, ran.stderr
    first, second = (
        (tmp_path / day / "feed.xml").read_bytes() for day in ("2026-01-15", "2031-12-31")
    )
    assert first == second


def test_nothing_withheld_is_in_it(feed_of) -> None:
    """No draft, nothing under embargo; with `--drafts` the author sees them."""
    text = ElementTree.tostring(feed_of(FILES), "unicode")
    assert not re.search("Cy Harlow|Dee Ross|Not yet|Not for long", text)
    text = ElementTree.tostring(feed_of(FILES, "--drafts"), "unicode")
    assert "Not yet" in text


def test_a_dossier_without_dates_has_no_feed(make_site, run) -> None:
    """Nothing is dated, so there is nothing to tell: no page leads to a feed, and none is written."""
    site = make_site({"content/actors/bo.yml": "name: Bo Lind\nkind: person\n"})
    ran = run("build", "--site", site, "--base-url", BASE)
    assert ran.code == 0, ran.stderr
    assert not (site / "build/feed.xml").exists()
    assert (site / "build/sitemap.xml").exists()
    pages = [page.read_text() for page in (site / "build").rglob("*.html")]
    assert pages
    assert not any("feed" in page for page in pages)


def test_a_dossier_without_an_author_speaks_by_its_title(feed_of) -> None:
    """Atom demands an author of every feed."""
    feed = feed_of({"content/sources/a.yml": "title: A\naccessed: 2024-01-01\n"})
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "A small dossier"


def test_hostile_words_stay_words(feed_of) -> None:
    """No title ends the XML or becomes a tag."""
    source = json.dumps({"title": HOSTILE, "accessed": "2024-01-01", "publisher": HOSTILE})
    correction = json.dumps(
        {
            "name": HOSTILE,
            "kind": "person",
            "corrections": [{"date": "2024-01-02", "text": HOSTILE}],
        }
    )
    feed = feed_of({"content/sources/a.yml": source, "content/actors/b.yml": correction})
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")]
    assert titles == [f"Correction: {HOSTILE}", f"Source: {HOSTILE}"]
    contents = [content.text for content in feed.iter(f"{ATOM}content")]
    assert len(contents) == 2
    assert set().union(*map(tags, contents)) <= {"p", "a", "em"}


def tags(html: str) -> set[str]:
    """The elements of a piece of HTML."""
    found: set[str] = set()

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs) -> None:
            found.add(tag)

    Reader().feed(html)
    return found


def test_a_long_history_ends_at_a_hundred(feed_of) -> None:
    """The newest hundred."""
    corrections = [
        {"date": f"20{n // 12:02}-{n % 12 + 1:02}-03", "text": f"Number {n}."} for n in range(130)
    ]
    actor = json.dumps({"name": "Ada", "kind": "person", "corrections": corrections})
    days = [day for day, _, _ in told(feed_of({"content/actors/ada.yml": actor}))]
    assert len(days) == 100
    assert days == sorted((c["date"] for c in corrections), reverse=True)[:100]


def test_pages_name_it_only_where_it_is(make_site, run) -> None:
    """Every page leads to it, by a relative link; without an address there is none."""
    site = make_site(FILES)
    assert run("build", "--site", site, "--base-url", BASE).code == 0
    for page in (site / "build").rglob("*.html"):
        text = page.read_text("utf-8")
        found = re.search(
            r'<link rel="alternate" type="application/atom\+xml"[^>]* href="([^"]*)"', text
        )
        if page.name == "404.html":
            assert found is None
        else:
            here = page.relative_to(site / "build").as_posix()
            assert urljoin(BASE + here, found[1]) == f"{BASE}feed.xml"
    assert run("build", "--site", site).code == 0
    assert not (site / "build/feed.xml").exists()
    assert not any("feed.xml" in page.read_text() for page in (site / "build").rglob("*.html"))


def test_an_author_may_link_to_it(make_site, run) -> None:
    """A page's link to the feed is good where there is one, and an error where there is none."""
    page = {"content/pages/about.md": "---\ntitle: A\n---\n[changes](feed.xml)\n"}
    site = make_site({**page, "content/sources/a.yml": "title: A\naccessed: 2024-01-01\n"})
    assert run("build", "--site", site, "--base-url", BASE).code == 0
    for ran in (
        run("build", "--site", site),
        run("build", "--site", make_site(page), "--base-url", BASE),
    ):
        assert ran.code == 1
        assert "content/pages/about.md" in ran.stderr
        assert "broken-link" in ran.stderr
