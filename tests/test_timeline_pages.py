"""The timeline as it is built: one page or many, every event once, every link to it right."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from dossier.assemble.components import EventView
from dossier.assemble.periods import PAGE_BYTES, sheets, weight
from dossier.pipeline import BuildOptions, build

AS_OF = datetime.date(2026, 1, 15)
HOSTILE = '<script>alert("x")</script> & "O\'Neill" {{ 7*7 }} \u202ename'


def dossier(
    count: int, *, years: int = 30, actors: int = 6, title: str = "Meeting"
) -> dict[str, str]:
    """The files of a dossier with so many events; every seventh has no date."""
    names = [f"actor-n{n}" for n in range(actors)]
    files = {
        f"content/actors/{name}.yml": f"name: Actor Number{n}\nkind: {'person' if n % 2 else 'agency'}\n"
        for n, name in enumerate(names)
    }
    files["content/sources/paper.yml"] = (
        "title: A paper\nwords: 5000\nexcerpts:\n"
        "  - {id: p, quote: The council met and decided what was to be done.}\n"
    )
    for n in range(count):
        date = f"{1990 + n % years}-{1 + n % 12:02}-{1 + n % 28:02}"
        event = {
            "title": f"{title} {n}",
            **({"date_text": "some day"} if n % 7 == 6 else {"date": date}),
            "actors": [names[n % actors], names[(n + 1) % actors]],
            "status": ("reported", "denied", "alleged")[n % 3],
            "description": "What was said there. " * 20,
            "sources": [{"source": "paper", "excerpt": "p"}],
        }
        files[f"content/events/event-n{n}.yml"] = yaml.safe_dump(event)
    return files


def pages_of(folder: Path, files: dict[str, str], **options) -> dict[str, str]:
    """Builds files in a folder, with no findings, and gives every HTML page by its path."""
    config = "format: 1\ntitle: A small dossier\n"
    for name, content in {"site_config.yml": config, **files}.items():
        path = folder / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    report = build(folder / "site", folder / "built", BuildOptions(AS_OF, **options))
    assert report.written is not None, report.diagnostics
    # What is odd in a hostile name, and a denial by nobody, is told; here it is to be shown all the same.
    assert {found.code for found in report.diagnostics} <= {"turned-text", "unnamed-denial"}
    return {
        path.relative_to(folder / "built").as_posix(): path.read_text("utf-8")
        for path in sorted((folder / "built").rglob("*.html"))
    }


@pytest.fixture
def built(tmp_path):
    """Builds a dossier and gives its pages; a later one in the same test only adds files."""
    return lambda files, **options: pages_of(tmp_path, files, **options)


LONG = dossier(400, years=15) | {
    "content/pages/notes.md": "See [the meeting](timeline/#event-event-n31).\n"
}


@pytest.fixture(scope="module")
def long(tmp_path_factory) -> dict[str, str]:
    """The pages of a dossier with four hundred events in fifteen years."""
    return pages_of(tmp_path_factory.mktemp("long"), LONG)


def timeline(pages: dict[str, str]) -> dict[str, str]:
    """The pages of the timeline."""
    return {path: text for path, text in pages.items() if path.startswith("timeline/")}


def anchors(pages: dict[str, str]) -> Counter[str]:
    """How often each event's anchor stands on the timeline."""
    return Counter(
        name for text in pages.values() for name in re.findall(r' id="event-([^"]+)"', text)
    )


def test_a_small_timeline_is_one_page_with_its_drawing(built) -> None:
    """Forty events: bars, lines, index and list together, each mark a link within the page."""
    pages = timeline(built(dossier(40)))
    assert list(pages) == ["timeline/index.html"]
    text = pages["timeline/index.html"]
    assert set(anchors(pages).values()) == {1}
    assert len(anchors(pages)) == 40
    marks = re.findall(r'<a href="([^"]*)" tabindex="-1"', text)
    assert len(marks) > 34
    assert all(mark.startswith("#") for mark in marks)
    bars = re.findall(r"<title>(\d+): (\d+) events?</title>", text)
    assert sum(int(count) for _, count in bars) == 35
    assert 'id="undated"' in text
    assert '<form class="tools filter" data-filter hidden>' in text


def test_a_long_timeline_is_on_pages_by_period(long) -> None:
    """Each event once, on a page under 200 kB, and the overview leads to every page."""
    pages = timeline(long)
    assert len(pages) > 5
    assert "timeline/undated/index.html" in pages
    assert len(anchors(pages)) == 400
    assert set(anchors(pages).values()) == {1}
    assert anchors({"": pages["timeline/index.html"]}) == Counter()
    assert max(len(text.encode()) for text in pages.values()) < 200_000
    overview = pages["timeline/index.html"]
    for path in pages:
        assert path == "timeline/index.html" or f'href="../{path}' in overview, path
    assert "<form" not in overview
    assert 'id="year-1990"' in overview
    assert 'id="undated"' in overview
    middle = pages["timeline/1991/index.html"]
    assert re.search(r'rel="prev" href="../../timeline/1990/', middle)
    assert re.search(r'rel="next" href="../../timeline/1992/', middle)


def test_every_link_to_an_event_leads_to_the_page_that_holds_it(long) -> None:
    """From actors, sources, the start page and an author's own words; `check` has followed them all."""
    pages = long
    place = {
        name: path
        for path, text in timeline(pages).items()
        for name in re.findall(r' id="event-([^"]+)"', text)
    }
    followed = 0
    for path, text in pages.items():
        for target, name in re.findall(r'href="([^"#]*)#event-([^"]+)"', text):
            found = (Path(path).parent / target).as_posix() if target else path
            assert Path("/", found).resolve() == Path("/", place[name]), (path, target, name)
            followed += 1
    assert followed > 800
    assert f'href="../{place["event-n31"]}#event-event-n31"' in pages["notes/index.html"]


def test_the_weight_of_an_event_is_a_little_more_than_what_is_written(built, monkeypatch) -> None:
    """What decides on pages is checked against a page: never less, and not twice as much."""
    weights: list[int] = []

    def weigh(event: EventView) -> int:
        weights.append(weight(event))
        return weights[-1]

    monkeypatch.setattr(sheets, "__defaults__", (PAGE_BYTES, weigh))
    files = dossier(30, years=1)
    without = built(dossier(0))["timeline/index.html"]
    size = len(re.sub("<svg.*?</svg>", "", built(files)["timeline/index.html"], flags=re.DOTALL))
    assert len(weights) == 30
    assert size - len(without) < sum(weights) + 2_000
    assert size * 2 > sum(weights)


def test_two_events_need_no_drawing(built) -> None:
    """A list says it; the jump by year is still there."""
    text = built(dossier(2))["timeline/index.html"]
    assert "<svg" not in text
    assert 'href="#year-1990"' in text
    assert 'href="#year-1991"' in text


def test_an_empty_timeline_says_so(built) -> None:
    """No event: no index, no filter, a sentence."""
    text = built(dossier(0))["timeline/index.html"]
    assert "No event has been recorded yet." in text
    assert "<form" not in text
    assert "<svg" not in text


def test_undated_events_alone_have_their_section(built) -> None:
    """Nothing is placed, so nothing is drawn."""
    files = {k: v for k, v in dossier(60).items() if not k.startswith("content/events/")}
    for n in range(3):
        files[f"content/events/talk-{n}.yml"] = (
            f"title: Talk {n}\ndate_text: in June\nsources: [paper]\n"
        )
    text = built(files)["timeline/index.html"]
    assert 'id="undated"' in text
    assert text.count("in June") == 3
    assert "<svg" not in text


def test_an_actor_has_its_own_line_from_three_dated_events(built) -> None:
    """With two it has the list alone; a mark leads to the event on the timeline."""
    files = dossier(0)
    for n, who in enumerate(["actor-n0", "actor-n0", "actor-n0, actor-n1", "actor-n1"]):
        files[f"content/events/e{n}.yml"] = f"title: E{n}\ndate: {2000 + n}-05-01\nactors: [{who}]\nsources: [paper]\n"  # fmt: skip
    pages = built(files)
    three, two = (pages[f"actors/actor-n{n}/index.html"] for n in (0, 1))
    assert three.count('<svg class="track"') == 1
    assert (
        '<a href="../../timeline/index.html#event-e1" tabindex="-1"><title>E1: 1 May 2001</title>'
        in three
    )
    assert '<svg class="track"' not in two


def test_names_of_any_kind_are_words_in_a_drawing(built) -> None:
    """What looks like a tag, an attribute or a template stays text."""
    files = dossier(12, years=5, title=HOSTILE)
    files["content/actors/actor-n0.yml"] = yaml.safe_dump({"name": HOSTILE, "kind": "person"})
    pages = built(files)
    shown = "&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt; &amp; &#34;O&#39;Neill&#34; {{ 7*7 }}"
    drawings = re.findall("<svg.*?</svg>", pages["timeline/index.html"], re.DOTALL)
    assert any(f"<title>{shown}" in drawing for drawing in drawings)
    assert [path for path, text in pages.items() if "<script>alert" in text] == []


def test_lines_are_for_those_with_most_events_and_say_of_how_many(built) -> None:
    """Twenty actors: twelve lines, the busiest first, and a sentence that names the twenty."""
    files = dossier(40, actors=20)
    text = built(files)["timeline/index.html"]
    assert text.count('<svg class="track"') == 12
    assert "The 12 actors with most events, of 20." in text
    counts = re.findall(r'class="who">.*?<span class="count">(\d+)</span>', text)
    assert counts == sorted(counts, key=int, reverse=True)


def test_drafts_stay_out_of_the_drawing(built) -> None:
    """A draft's title is nowhere; in a preview it is marked as one."""
    files = dossier(9, years=9)
    files["content/events/secret-matter.yml"] = (
        "title: Hidden matter\ndraft: true\ndate: 1991\nactors: [actor-n0]\nsources: [paper]\n"
    )
    assert all("idden matter" not in text for text in built(files).values())
    assert "Hidden matter: 1991</title>" in built(files, drafts=True)["timeline/index.html"]


def test_the_same_dossier_gives_the_same_bytes(built) -> None:
    """Twice built, twice the same."""
    files = dossier(120)
    assert built(files) == built(files)


def test_an_event_keeps_its_page_when_another_is_added(long, built) -> None:
    """Pages are named by time: a new event in 2003 moves none of another year."""
    before = timeline(long)
    files = dict(LONG)
    files["content/events/new-one.yml"] = "title: New\ndate: 2003-05-05\nactors: [actor-n0]\nsources: [paper]\n"  # fmt: skip
    after = timeline(built(files))
    moved = [p for p in before if p in after and anchors({p: before[p]}) != anchors({p: after[p]})]
    assert all(path.startswith("timeline/2003/") for path in moved)
    assert moved


@pytest.mark.parametrize("undated", [1, 2])
def test_an_actor_page_says_how_its_undated_events_are_ordered(built, undated: int) -> None:
    """As the timeline does; one alone has no order."""
    files = dossier(0)
    dates = ["date: 2001-05", "date_text: in June", "date_text: in May"][: 1 + undated]
    for n, date in enumerate(dates):
        files[f"content/events/e{n}.yml"] = f"title: E{n}\n{date}\nactors: [actor-n0]\nsources: [paper]\n"  # fmt: skip
    page = built(files)["actors/actor-n0/index.html"]
    assert ("the order is that of the titles" in page) == (undated > 1)
    places = [page.index(f"<bdi>E{n}</bdi>") for n in range(1 + undated)]
    assert places == sorted(places)


def test_what_is_announced_is_no_latest_event(tmp_path: Path) -> None:
    """An event that its source tells of before its day is on the timeline, not among the latest on the index."""
    files = {
        "content/sources/paper.yml": "title: A paper\npublished: 2024-12-31\n",
        "content/events/vote.yml": "title: The vote\ndate: 2031-06-01\nsources: [paper]\n",
        "content/events/call.yml": "title: The call\ndate: 2024-12-30\nsources: [paper]\n",
    }
    pages = pages_of(tmp_path, files)
    latest = re.search(r'<section[^>]*id="events".*?</section>', pages["index.html"], re.DOTALL)
    assert latest is not None
    assert "The call" in latest[0]
    assert "The vote" not in latest[0]
    assert "The vote" in pages["timeline/index.html"]
