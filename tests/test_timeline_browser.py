"""The timeline as a person uses it: filters, the address, the jump by year; from disk, by mouse and keyboard."""

from __future__ import annotations

import datetime
import random
import re
from itertools import pairwise

import pytest
import yaml

from dossier.pipeline import BuildOptions, build

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

AS_OF = datetime.date(2026, 11, 21)


@pytest.fixture(scope="module")
def small(built) -> str:
    """The address on disk of the example's timeline."""
    return (built.folder / "example/timeline").as_uri()


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The same of a made-up dossier: 300 actors, 3,000 events from 1810 to 2026, most of them late."""
    root, chance = tmp_path_factory.mktemp("large"), random.Random(11)
    for folder in ("actors", "events", "sources"):
        (root / "site/content" / folder).mkdir(parents=True)
    (root / "site/site_config.yml").write_text("format: 1\ntitle: Large\n")
    (root / "site/content/sources/paper.yml").write_text("title: A paper\n")
    for n in range(300):
        kind = ("person", "agency", "organization")[n % 3]
        (root / f"site/content/actors/actor-n{n}.yml").write_text(
            f"name: Actor N{n}\nkind: {kind}\n"
        )
    for n in range(3000):
        year = 1810 + n if n < 30 else chance.randint(1996, 2026)
        month, day = chance.randint(1, 12), chance.randint(1, 28)
        forms = [f"{year}-{month:02}-{day:02}"] * 6 + [
            f"{year}~",
            f"{year}-{month:02}?",
            f"{year}/..",
        ]
        event = {
            "title": f"What happened in the matter of {n}",
            "date": chance.choice(forms),
            "actors": sorted(
                {f"actor-n{min(int(chance.expovariate(0.02)), 299)}" for _ in range(3)}
            ),
            "status": chance.choice(["reported", "denied", "alleged"]),
            "sources": ["paper"],
        }
        (root / f"site/content/events/event-n{n}.yml").write_text(yaml.safe_dump(event))
    report = build(root / "site", root / "built", BuildOptions(AS_OF))
    assert report.written is not None, report.diagnostics
    return (root / "built/timeline").as_uri()


def shown(page) -> tuple[int, int]:
    """The events that can be seen, and the number that is announced."""
    announced = re.search(r"(\d+) /", page.locator("form output").inner_text())
    assert announced is not None
    return page.locator(".event:visible").count(), int(announced[1])


def test_filter_by_mouse_is_kept_in_the_address_and_the_drawings_follow(small: str, visit) -> None:
    """From disk: choose an actor, see its events alone, find the same after a reload; then all again."""
    page = visit(f"{small}/index.html")
    every = page.locator(".event").count()
    bars = "[...document.querySelectorAll('.bars .some')].map((bar) => Math.round(bar.getBoundingClientRect().height * 10) / 10)"
    full, marks = page.evaluate(bars), page.locator(".track a:not([hidden])").count()
    assert shown(page) == (every, every)
    assert not page.locator("form button").is_visible()
    page.select_option("select[name=actor]", "los-chapitos")
    some, announced = shown(page)
    assert 0 < some == announced < every
    assert page.url.endswith("?actor=los-chapitos")
    assert 0 < page.locator(".track a:not([hidden])").count() < marks
    assert sum(page.evaluate(bars)) < sum(full)
    counts = page.locator(".density .jump li:visible .count").all_inner_texts()
    assert sum(int(text.split()[0]) for text in counts) == some
    page.reload()
    assert shown(page) == (some, some)
    assert page.locator("select[name=actor]").input_value() == "los-chapitos"
    page.click("form button")
    page.wait_for_url(lambda url: "?" not in url)
    assert shown(page) == (every, every)
    assert page.evaluate(bars) == full


def test_filter_by_keyboard(small: str, visit) -> None:
    """Tab to a field, choose by its first letters, and the focus is never lost."""
    page = visit(f"{small}/index.html")
    page.focus("select[name=actor]")
    page.keyboard.press("Tab")
    page.keyboard.type("Person")
    page.wait_for_url("**/index.html?kind=person")
    some, announced = shown(page)
    assert 0 < some == announced < page.locator(".event").count()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "reset"
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "?" not in url)
    assert page.evaluate("document.activeElement.name") == "actor"


def test_nothing_that_matches_is_said_in_words(small: str, visit) -> None:
    """What the address asks for may not be there: an empty page says so, and shows the way back."""
    page = visit(f"{small}/index.html?actor=nobody-known")
    assert shown(page) == (0, 0)
    assert page.get_by_text("No event of this page matches.").is_visible()
    page.click("form button")
    page.wait_for_url(lambda url: "?" not in url)
    assert not page.get_by_text("No event of this page matches.").is_visible()
    assert shown(page)[0] == page.locator(".event").count()


def test_a_link_to_a_filtered_event_shows_it(small: str, visit) -> None:
    """An address with a filter and an event that it hides: the event wins when it is followed."""
    page = visit(f"{small}/index.html?actor=los-chapitos")
    assert not page.locator("#event-makkah-charter").is_visible()
    page.evaluate("location.hash = '#event-makkah-charter'")
    page.wait_for_url(lambda url: "?" not in url)
    assert page.locator("#event-makkah-charter").is_visible()


def test_a_link_opened_with_a_filter_that_hides_its_event_shows_it(small: str, visit) -> None:
    """The address as somebody sent it: the filter goes, the event is in the window, words say why."""
    said = "All events are shown: the filter hid what the link leads to."
    page = visit(f"{small}/index.html?actor=los-chapitos#event-makkah-charter")
    event = page.locator("#event-makkah-charter")
    assert event.is_visible()
    assert event.get_by_text(said).is_visible()
    assert 0 <= event.bounding_box()["y"] < 300
    assert "?" not in page.url
    every = page.locator(".event").count()
    assert shown(page) == (every, every)
    page.select_option("select[name=actor]", "muslim-world-league")
    assert not page.get_by_text(said).is_visible()
    # What the filter leaves is reached without a word.
    page = visit(f"{small}/index.html?actor=los-chapitos#event-zambada-arrest")
    assert page.url.endswith("?actor=los-chapitos#event-zambada-arrest")
    assert not page.get_by_text(said).is_visible()


def test_what_is_read_aloud_of_a_year_agrees_with_its_number(small: str, visit) -> None:
    """With a filter as without: the words for screen readers are right for one event and for many."""
    page = visit(f"{small}/index.html")
    counts = page.locator(".jump .count")
    for query in ("", "?actor=joaquin-guzman-lopez"):
        page.goto(f"{small}/index.html{query}")
        assert counts.count() > 2
        for count in counts.all():
            number, read = count.locator("span").all_text_contents()
            assert read == f"events: {number}"


@pytest.mark.parametrize("width", [390, 800, 1280])
@pytest.mark.parametrize("where", ["small", "large"])
def test_bars_and_lanes_share_one_scale(request, visit, where: str, width: int) -> None:
    """A year stands in one place, in the bars above and on every line below."""
    address = request.getfixturevalue(where)
    page = visit(f"{address}/index.html", viewport={"width": width, "height": 800})
    boxes = [one.bounding_box() for one in page.locator(".bars, .lanes .track, .lanes .axis").all()]
    assert len(boxes) > 4
    for box in boxes:
        assert box["x"] == pytest.approx(boxes[0]["x"], abs=0.5)
        assert box["width"] == pytest.approx(boxes[0]["width"], abs=0.5)


def test_jump_by_year(small: str, visit) -> None:
    """By a bar with the mouse, by the index with the keyboard; the year is at the top of the window."""
    page = visit(f"{small}/index.html", reduced_motion="reduce")
    page.get_by_role("link", name="2024: 2 events").click()
    assert page.url.endswith("#year-2024")
    assert 0 <= page.locator("#year-2024").bounding_box()["y"] < 300
    link = page.locator(".jump").get_by_role("link", name="2019")
    link.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#year-2019")
    assert 0 <= page.locator("#year-2019").bounding_box()["y"] < 300


def test_a_mark_leads_to_its_event(small: str, visit) -> None:
    """A point on an actor's line, by its name for a screen reader."""
    page = visit(f"{small}/index.html")
    mark = page.get_by_role("group", name="Events of Sinaloa Cartel").get_by_role(
        "link", name="Arrest of El Mayo"
    )
    mark.click()
    assert page.url.endswith("#event-zambada-arrest")


def test_without_javascript_all_is_there_and_no_filter(small: str, visit) -> None:
    """The same events, drawings and jumps; only the form is not."""
    page, plain = (
        visit(f"{small}/index.html"),
        visit(f"{small}/index.html", java_script_enabled=False),
    )
    assert not plain.locator("form").is_visible()
    for what in (".event", ".bars a", ".track a", ".jump a"):
        assert plain.locator(what).count() == page.locator(what).count() > 0
    assert plain.locator(".event:visible").count() == plain.locator(".event").count()


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("name", ["index.html", "2024/index.html"])
def test_a_long_timeline_fits_every_window(large: str, visit, name: str, width: int) -> None:
    """Nothing is wider than the window, the drawing neither, and its labels do not meet."""
    page = visit(f"{large}/{name}", viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    boxes = page.evaluate(
        "[...document.querySelectorAll('.bars text:not([aria-hidden])')]"
        ".map((t) => t.getBoundingClientRect()).map((b) => [b.left, b.right])"
    )
    assert all(a[1] < b[0] for a, b in pairwise(boxes))
    assert len(boxes) > 2 or name != "index.html"


def test_a_long_timeline_from_its_overview_to_an_event(large: str, visit) -> None:
    """A bar leads to the year's page; its filter goes on to the next page, and back to no filter."""
    page = visit(f"{large}/index.html")
    assert page.locator(".event").count() == 0
    page.get_by_role("link", name=re.compile("^2010: ")).click()
    page.wait_for_url("**/2010/index.html#year-2010")
    every = page.locator(".event").count()
    assert shown(page) == (every, every)
    page.select_option("select[name=kind]", "agency")
    some, announced = shown(page)
    assert 0 < some == announced < every
    page.locator("a[rel=next]").first.click()
    page.wait_for_url(re.compile(r"/201[01]/.*\?kind=agency"))
    after, announced = shown(page)
    assert 0 < after == announced < page.locator(".event").count()


def test_a_long_timeline_by_keyboard(large: str, visit) -> None:
    """Enter on a year leads to its page; letters typed into a filter choose, and the address keeps it."""
    page = visit(f"{large}/index.html")
    page.locator(".jump").get_by_role("link", name="2010", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/2010/index.html#year-2010")
    every = page.locator(".event").count()
    page.focus("select[name=actor]")
    page.keyboard.press("Tab")
    page.keyboard.type("Agency")
    page.wait_for_url("**/index.html?kind=agency**")
    some, announced = shown(page)
    assert 0 < some == announced < every


def test_the_drawing_of_a_long_range_is_broken_where_nothing_happened(large: str, visit) -> None:
    """From 1839 to 1996 no event begins: the line has a gap, and words say what it means."""
    page = visit(f"{large}/index.html")
    assert page.locator(".bars .ground").count() == 2 + 2
    assert page.get_by_text("time without events left out").is_visible()


def test_marks_are_drawn_in_the_accent_on_paper_in_both_schemes(small: str, visit) -> None:
    """Contrast of 3:1 or more for what a drawing shows (WCAG 2.2, 1.4.11), by the theme's classes."""
    for scheme in ("light", "dark"):
        page = visit(f"{small}/index.html", color_scheme=scheme)
        colours = page.evaluate(
            "[getComputedStyle(document.body).backgroundColor, ...['.bars .some', '.track circle']"
            ".map((s) => getComputedStyle(document.querySelector(s)).fill)]"
        )
        paper, *marks = [luminance(colour) for colour in colours]
        assert all((max(m, paper) + 0.05) / (min(m, paper) + 0.05) > 3 for m in marks), scheme


def luminance(colour: str) -> float:
    """Relative luminance of a CSS colour `rgb(…)`, by WCAG 2.2."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
