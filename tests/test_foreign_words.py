"""Names of another direction and words of another language, marked as what they are."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser
from pathlib import Path

import pytest

NAME = "يوسف الراشد"
TITLE = "العقدان"
OUTLET = "الجريدة"
EDITOR = "מערכת"

FILES = {
    "site_config.yml": f"title: Two contracts\nlanguage: en\nauthor: [{EDITOR}]\n",
    "content/actors/yusuf.yml": (
        f"name: {NAME}\nkind: person\naliases: [الراشد]\n"
        f"facts: [{{label: Role, value: agent, status: disputed,"
        " sources: [{source: report, quote: وقع العقد, locator: الصفحة ٢}]}]\n"
        f"relations: [{{to: club, type: owns, sources: [{{source: report, by: {OUTLET}}}]}}]\n"
        f"events: [{{title: {TITLE}, date: 2024, place: دبي, with: [club], sources: [report]}},"
        " {title: Signed, date: 2023, sources: [letter]}]\n"
    ),
    "content/actors/club.yml": (
        "name: Real Costera\nkind: organization\nsummary: Bought by [[yusuf]] [@report].\n"
        'body: |\n  He said [@report: "وقع مرتين"] and [@letter: "signed twice"].\n'
    ),
    "content/actors/jarida.yml": f"name: {OUTLET}\nkind: outlet\nrole: outlet\n",
    "content/sources/report.yml": (
        f"title: {TITLE}\nlanguage: ar\npublisher: jarida\npublished: 2024\nnamed: [yusuf]\n"
        "excerpts:\n  - {id: sign, quote: وقع يوسف الراشد العقد}\n"
        "  - {id: echo, quote: they sign, lang: en}\n"
    ),
    "content/sources/letter.yml": "title: A letter\nlanguage: en\n",
}


class Runs(HTMLParser):
    """Each run of right-to-left letters in running text, with the tags that it stands in."""

    BLOCKS = frozenset(
        ("p", "li", "h1", "h2", "h3", "dd", "dt", "td", "th", "figcaption", "summary")
    )

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.runs: list[tuple[str, list[tuple[str, dict[str, str | None]]]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens the element."""
        if tag not in ("meta", "link", "rect", "br", "img"):
            self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Closes up to the tag."""
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Notes what runs from right to left."""
        if re.search("[\u0590-\u08ff]", data):
            self.runs.append((data.strip(), list(self.open)))


def is_isolated(inside: list[tuple[str, dict[str, str | None]]]) -> bool:
    """Whether the words stand in a `<bdi>` or in an element whose direction is theirs.

    A label of a drawing is a line of its own, and code is to be copied as it stands.
    """
    alone = inside[-1][0] in ("text", "code")
    return alone or any(t == "bdi" or attributes.get("dir") == "auto" for t, attributes in inside)


@pytest.fixture(scope="module")
def built(run, tmp_path_factory) -> Path:
    """A small English dossier with Arabic names, built."""
    site = tmp_path_factory.mktemp("foreign")
    for name, text in FILES.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    ran = run("build", "--site", site, "--as-of", "2026-01-15")
    assert ran.code == 0, ran.stderr
    return site / "build"


def text(built: Path, page: str) -> str:
    """The HTML of a page."""
    return (built / page).read_text("utf-8")


def test_every_name_of_another_direction_is_isolated(built: Path) -> None:
    """Actors, titles, outlets, places, quotations, locators, authors: on every page, in every list."""
    loose = []
    seen = set()
    for path in sorted(built.rglob("*.html")):
        page = path.relative_to(built).as_posix()
        for words, inside in Runs(path.read_text("utf-8")).runs:
            if inside[-1][0] == "title":
                held = re.sub("\u2068[^\u2069]*\u2069", "", words)
                assert not any(unicodedata.bidirectional(c) in ("R", "AL") for c in held), words
            elif inside[-1][0] != "script" and "aria-hidden" not in inside[-1][1]:
                seen.add(words)
                loose += [(page, words)] * (not is_isolated(inside))
    assert loose == []
    assert {NAME, TITLE, EDITOR, "دبي", "وقع مرتين"} <= seen


def test_chips_citations_and_titles_are_isolated_where_they_stand(built: Path) -> None:
    """The places that a reader meets most, word for word."""
    club = text(built, "actors/club/index.html")
    assert (
        f'<a class="actor" data-rule="wikilink" href="../../actors/yusuf/index.html"><bdi>{NAME}</bdi></a>'
        in club
    )
    assert re.search(rf'<a class="source" href="[^"]*"><bdi>{OUTLET}, 2024</bdi></a>', club)
    assert f"<bdi>{NAME}</bdi></a>" in text(built, "actors/index.html")
    assert f'<h1 dir="auto">{NAME}</h1>' in text(built, "actors/yusuf/index.html")
    assert f"<title>\u2068{NAME}\u2069 · Two contracts</title>" in text(
        built, "actors/yusuf/index.html"
    )
    assert f'dir="auto">{NAME}</option>' in text(built, "timeline/index.html")


def test_quotations_say_their_language(built: Path) -> None:
    """A passage, a claim's own quote and words quoted in prose carry the `lang` of their source."""
    source = text(built, "sources/report/index.html")
    assert re.findall(r'<blockquote dir="auto" lang="(\w+)"', source)[:2] == ["ar", "en"]
    assert '<blockquote dir="auto" lang="ar"><p>وقع العقد' in text(built, "actors/yusuf/index.html")
    club = text(built, "actors/club/index.html")
    assert '<q class="quoted" dir="auto" lang="ar">وقع مرتين</q>' in club
    assert '<q class="quoted" dir="auto">signed twice</q>' in club


def test_titles_say_their_language_where_it_is_another(built: Path) -> None:
    """On the source's page, in lists and in the citation; a title in the site's language does not."""
    page = text(built, "sources/report/index.html")
    assert f'<h1 dir="auto" lang="ar">{TITLE}</h1>' in page
    assert f'“<bdi lang="ar">{TITLE}</bdi>”' in page
    assert f'<bdi lang="ar">{TITLE}</bdi>' in text(built, "sources/index.html")
    assert '<h1 dir="auto">A letter</h1>' in text(built, "sources/letter/index.html")
