"""What a reader meets on a page: the order of things, and words that say no more than is there."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest

AS_OF = "2026-01-15"


@pytest.fixture
def built(make_site, run):
    """Builds a dossier of the given files; its folder."""

    def build(files: dict[str, str], *options: str) -> Path:
        site = make_site(files)
        ran = run("build", "--site", site, "--as-of", AS_OF, *options)
        assert ran.code == 0, ran.stderr
        return site / "build"

    return build


def words(html: str) -> str:
    """The text of a piece of HTML, spaces made one."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


def section(page: Path, name: str) -> str:
    """The HTML of a page from the head of a section to that of the next."""
    parts = re.split(r'<section class="section[^"]*" ', page.read_text().partition("<footer")[0])
    (found,) = (part for part in parts if part.startswith(f'id="{name}"'))
    return "<section " + found


def source(**record: object) -> str:
    """A source's record."""
    return json.dumps({"title": "A paper", "words": 900, **record})


ADA = "name: Ada Moreno\nkind: person\n"


def test_the_summary_stands_in_the_head_of_an_actor(built) -> None:
    """Who it is comes before what is counted of it; the profile holds the rest, or is not there."""
    files = {
        "content/actors/ada.yml": ADA
        + "aliases: [La Ada]\nsummary: Said to be a pilot.\nbody: She flew.\n",
        "content/actors/bo.yml": "name: Bo Falk\nkind: person\nsummary: Said to be a cook.\n",
    }
    site = built(files)
    main = (site / "actors/ada/index.html").read_text().partition("<main")[2]
    head, _, rest = main.partition("</header>")
    places = [head.index(what) for what in ("La Ada", '<div class="summary">', 'class="standing"')]
    assert places == sorted(places)
    assert "Said to be a pilot." not in rest.partition("<footer")[0]
    assert words(section(site / "actors/ada/index.html", "profile")) == "Profile She flew."
    other = (site / "actors/bo/index.html").read_text()
    assert "Said to be a cook." in other
    assert "#profile" not in other


def test_the_index_names_sources_newest_first(built) -> None:
    """Dated ones from the newest on, then the undated by name; ids play no part."""
    files = {
        "content/sources/a.yml": source(publisher="Zebra"),
        "content/sources/b.yml": source(publisher="Aardvark"),
        "content/sources/c.yml": source(publisher="Old", published="2019"),
        "content/sources/d.yml": source(publisher="New", published="2024-05-01"),
    }
    found = re.findall(
        r'class="source"[^>]*><bdi>(\w+)', section(built(files) / "index.html", "sources")
    )
    assert found == ["New", "Old", "Aardvark", "Zebra"]


@pytest.mark.parametrize("count", [3, 60])
def test_the_matrix_says_how_much_it_shows_only_where_it_shows_less(built, count: int) -> None:
    """No number that is not of this dossier."""
    files = {"content/actors/ada.yml": ADA}
    for n in range(count):
        quote = {"id": "q", "quote": "Ada Moreno was there."}
        files[f"content/sources/s{n}.yml"] = source(publisher=f"Paper {n:02}", excerpts=[quote])
    said = words(section(built(files) / "sources/index.html", "matrix"))
    assert "The actors named by most sources first." in said
    assert ("Of 60 sources 50 are shown." in said) == (count == 60)
    assert ("50" in said) == (count == 60)
    assert "actors 1 are shown" not in said


def test_a_citation_of_a_page_has_the_last_day_that_the_record_tells(built) -> None:
    """Of what the actor's page rests on; on the index, of all. Without such a day nothing is said."""
    fact = {"label": "Role", "value": "pilot", "sources": ["paper"]}
    correction = {"date": "2025-02-03", "text": "A name was wrong."}
    ada = json.dumps({"name": "Ada Moreno", "kind": "person", "facts": [fact]})
    bo = json.dumps({"name": "Bo Falk", "kind": "person", "corrections": [correction]})
    files = {
        "content/actors/ada.yml": ada,
        "content/actors/bo.yml": bo,
        "content/actors/cy.yml": "name: Cy Holm\nkind: person\n",
        "content/sources/paper.yml": source(accessed="2024-05-06", published="2025-12-01"),
        "content/sources/vague.yml": source(title="Another", accessed="2025-11"),
    }
    site = built(files)

    def cited(name: str) -> str:
        return words(section(site / f"actors/{name}/index.html", "cite"))

    assert "A small dossier, as of 6 May 2024." in cited("ada")
    assert "A small dossier, as of 3 February 2025." in cited("bo")
    assert "A small dossier." in cited("cy")
    assert "Last dated change: 3 February 2025." in words((site / "index.html").read_text())
    undated = built({"content/actors/cy.yml": "name: Cy Holm\nkind: person\n"})
    assert "dated change" not in (undated / "index.html").read_text()


def test_numbers_in_names_stand_by_their_size(built) -> None:
    """The second unit before the tenth, as a reader counts, and as the tables sort in the browser."""
    names = ("Unit 10", "Unit 2", "Unit 1", "Únit 3")
    files = {
        f"content/actors/unit-{n}.yml": f"name: {name}\nkind: organization\n"
        for n, name in enumerate(names)
    }
    page = built(files) / "actors/index.html"
    found = re.findall(r'class="actor"[^>]*><bdi>([^<]*)', page.read_text())
    assert found == ["Unit 1", "Unit 2", "Únit 3", "Unit 10"]


def test_a_title_is_not_said_twice(built) -> None:
    """A source without a publisher is called by its title, brackets or not: nothing below repeats it."""
    quote = {"id": "q", "quote": "Ada Moreno was there."}
    files = {
        "content/actors/ada.yml": ADA,
        "content/sources/a.yml": source(
            title="[The harbour log]", published="2021-03-04", excerpts=[quote]
        ),
        "content/sources/b.yml": source(
            title="Who sails", publisher="Gazette", published="2020", excerpts=[quote]
        ),
    }
    site = built(files)
    for page, name in (
        ("index.html", "sources"), ("sources/index.html", "held"),
        ("actors/ada/index.html", "sources"), ("actors/ada/index.html", "passages"),
    ):  # fmt: skip
        said = words(section(site / page, name))
        assert said.count("The harbour log") == 1, (page, name)
        assert "4 March 2021" in said
        assert "Gazette, 2020" in said
        assert "Who sails" in said


def test_a_claim_on_one_source_says_which(built) -> None:
    """Who says so stands in the line; of several sources the line counts, and what it opens names them."""
    files = {
        "content/actors/ada.yml": ADA
        + "facts:\n"
        + "  - {label: Trade, value: pilot, sources: [courier]}\n"
        + "  - {label: Town, value: Tarn, sources: [courier, herald]}\n",
        "content/sources/courier.yml": source(publisher="The Courier", published="2024-02-13"),
        "content/sources/herald.yml": source(publisher="The Herald"),
    }
    sheet = section(built(files) / "actors/ada/index.html", "facts")
    trade, town = (
        words(line) for line in re.findall(r"<summary>(.*?)</summary>", sheet, re.DOTALL)
    )
    assert trade == "no status · 1 source: The Courier, 2024"
    assert town == "no status · 2 articles, 2 origins"


def test_no_line_breaks_the_date_in_the_name_of_a_source(built, browser) -> None:
    """Where two sources are told apart by their days, each day is one word, hyphens and all."""
    files = {
        "content/actors/ada.yml": ADA
        + "summary: A pilot [@first].\nfacts: [{label: Trade, value: pilot, sources: [second]}]\n",
        "content/sources/first.yml": source(publisher="Courier", published="2024-02-13"),
        "content/sources/second.yml": source(publisher="Courier", published="2024-09-20"),
    }
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.goto((built(files) / "actors/ada/index.html").as_uri())
    for day in ("2024-02-13", "2024-09-20"):
        times = page.get_by_text(day, exact=True).all()
        assert times, day
        for width in ("20ch", "16ch", "12ch"):
            page.eval_on_selector("main", f"main => main.style.width = '{width}'")
            lines = [time.evaluate("time => time.getClientRects().length") for time in times]
            assert set(lines) <= {0, 1}, (day, width)
    page.close()


def test_the_analysts_note_stands_between_a_passage_and_its_claims(built) -> None:
    """Read in its order, and on a phone, the note is about the passage, not about the last claim."""
    files = {
        "content/actors/ada.yml": ADA
        + "facts: [{label: Trade, value: pilot, sources: [{source: paper, excerpt: x}]}]\n",
        "content/sources/paper.yml": source(
            excerpts=[{"id": "x", "quote": "She flew.", "note": "Hearsay."}]
        ),
    }
    passages = section(built(files) / "sources/paper/index.html", "passages")
    places = [passages.index(what) for what in ("She flew.", "Hearsay.", "Trade: pilot")]
    assert places == sorted(places)


def test_an_event_of_a_whole_year_stands_under_the_year_alone(built) -> None:
    """The heading says it; who does not see the heading beside it still hears the date."""
    files = {
        "content/actors/ada.yml": ADA
        + "events: [{title: Flood, date: 1911}, {title: Fire, date: 1911-05}]\n",
    }
    year = section(built(files) / "timeline/index.html", "year-1911")
    whens = re.findall(r'<p class="when">(.*?)</p>', year, re.DOTALL)
    assert [words(when) for when in whens] == ["1911", "May 1911"]
    assert ["unseen" in when for when in whens] == [True, False]


def test_what_is_not_there_is_said_once(built) -> None:
    """A dossier of one actor has no zeros beside the sentence that nothing is there."""
    site = built({"content/actors/ada.yml": ADA})
    for page, said in (("sources", "No source is held yet."), ("timeline", "No event has been")):
        text = words((site / page / "index.html").read_text().partition("<main")[2])
        assert said in text
        assert "0 " not in text.partition("As data")[0], page


def test_one_or_two_neighbours_are_not_drawn(built) -> None:
    """The rows say it all; from three on a drawing shows who stands by whom."""
    names = ("bo", "cy", "di", "ed")
    files = {f"content/actors/{n}.yml": f"name: {n.title()} Falk\nkind: person\n" for n in names}
    ties = "".join(f"  - {{to: {name}, type: associated-with}}\n" for name in names)
    files["content/actors/ada.yml"] = f"{ADA}relations:\n{ties}"
    site = built(files)
    assert "<svg" in section(site / "actors/ada/index.html", "relations")
    assert "<svg" not in section(site / "actors/bo/index.html", "relations")


def test_the_table_of_sources_is_a_list_on_a_phone(built, browser) -> None:
    """Nothing of it lies beyond the edge, and each number says what it counts."""
    files = {
        "content/actors/ada.yml": ADA,
        "content/sources/courier.yml": source(
            publisher="The Courier", published="2024-02-13", language="en"
        ),
    }
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto((built(files) / "sources/index.html").as_uri())
    box = page.locator(".scroll").first
    assert box.evaluate("box => box.scrollWidth <= box.clientWidth")
    said = words(box.inner_text().replace("Actors", " Actors"))
    assert "13 February 2024 English Passages: 0 Actors: 0" in said
    page.close()


def test_the_editors_words_do_not_stand_under_an_outlets_name(built) -> None:
    """A mention in a note is the analyst's: its heading says so, and which passage the note is on.

    Where that passage stands on the page already, so does its note beside it.
    """
    excerpts = [
        {"id": "weather", "quote": "It rained."},
        {"id": "visit", "quote": "She came late.", "note": "She is Ada Moreno."},
        {"id": "named", "quote": "Ada Moreno left.", "note": "Ada Moreno is hardly named here."},
    ]
    files = {
        "content/actors/ada.yml": ADA,
        "content/actors/bo.yml": "name: Bo Falk\nkind: person\nbody: Taught by Ada Moreno.\n",
        "content/sources/herald.yml": source(publisher="The Herald", excerpts=excerpts),
    }
    page = built(files) / "actors/ada/index.html"
    mentions = section(page, "mentioned")
    heads = re.findall(r'<p class="name[^>]*><a href="([^"]*)">(.*?)</a></p>', mentions)
    assert [(href, words(head)) for href, head in heads] == [
        ("../../actors/bo/index.html", "Bo Falk"),
        ("../../sources/herald/index.html#passage-visit", "Analyst's note on The Herald §2"),
    ]
    assert "She is Ada Moreno." in mentions
    assert page.read_text().count("is hardly named here.") == 1
