"""Permanent links: each claim and passage has one, and it lasts when the author moves things about."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from dossier.model.claim import Fact

FACTS = [
    {"label": "Office", "value": "Mayor", "since": "1999", "sources": ["herald"]},
    {"label": "Office", "value": "Mayor", "since": "2007", "sources": ["herald"]},
    {"label": "Office", "value": "Clerk"},
    {"id": "born", "label": "Born", "value": "in Lindow"},
]
RELATIONS = [
    {"to": "bo", "type": "rival-of"},
    {"to": "bo", "type": "allied-with", "since": "2001"},
    {"to": "bo", "type": "allied-with", "since": "2011"},
]
EVENTS = [
    {"title": "A walk", "date": "2001-05-01", "description": "By the river."},
    {"title": "A walk", "date": "2001-05-01", "description": "In the hills."},
    {"title": "A swim", "date_text": "one summer", "with": ["bo"]},
]
EXCERPTS = [
    {"quote": "Ada Moreno walked"},
    {"quote": "Bo Lind followed Ada Moreno"},
    {"id": "named", "quote": "nobody spoke"},
]
CORRECTIONS = [
    {"date": "2025-01-02", "text": "The year was wrong."},
    {"date": "2025-01-02", "text": "The name was wrong."},
    {"date": "2024-01-02", "text": "The river was wrong."},
]
REPLIES = [{"text": "I was not there."}, {"date": "2024~", "text": "I was."}]


@pytest.fixture
def build_shuffled(make_site, run):
    """Builds the dossier with every list in an order of its own; the words of each id, by page."""

    def build(order: int) -> dict[str, dict[str, str]]:
        def mixed(items: list) -> list:
            return (items, items[::-1], items[1:] + items[:1])[order]

        ada = {
            "name": "Ada Moreno", "kind": "person", "facts": mixed(FACTS),
            "relations": mixed(RELATIONS), "events": mixed(EVENTS),
            "corrections": mixed(CORRECTIONS), "reply": mixed(REPLIES),
        }  # fmt: skip
        source = {
            "title": "The herald",
            "excerpts": mixed(EXCERPTS),
            "corrections": mixed(CORRECTIONS),
        }
        site = make_site(
            {
                "content/actors/ada.yml": json.dumps(ada),
                "content/actors/bo.yml": "name: Bo Lind\nkind: person\n",
                "content/sources/herald.yml": json.dumps(source),
            }
        )
        ran = run("build", "--site", site)
        assert ran.code == 0, ran.stderr
        return {page: identified(site / "build" / page) for page in PAGES}

    return build


PAGES = (
    "actors/ada/index.html",
    "actors/bo/index.html",
    "sources/herald/index.html",
    "timeline/index.html",
)


def identified(page: Path) -> dict[str, str]:
    """The ids of claims, passages and notices of a page, each with the words that follow it."""
    text = page.read_text("utf-8")
    every = re.findall(r'\bid="([^"]*)"', text)
    assert sorted(set(every)) == sorted(every), f"an id stands twice on {page}"
    found = {}
    kinds = "fact|relation|event|passage|quote|correction|reply"
    for match in re.finditer(rf'\bid="((?:{kinds})-(?!title")[^"]*)"[^>]*>', text):
        words = " ".join(re.sub(r"<[^>]*>", " ", text[match.end() :]).split())
        # A number tells where a passage stands in the record; that may change.
        found[match[1]] = re.sub(r"§\d", "§", words)[:28]
    return found


def test_ids_last_when_the_order_changes(build_shuffled) -> None:
    """However an author orders facts, relations, events, excerpts and notices, each id means the same."""
    as_written = build_shuffled(0)
    counts = {page: len(ids) for page, ids in as_written.items()}
    assert counts == dict(zip(PAGES, (4 + 3 + 2 + 3 + 2, 3 + 1, 3 + 3, 3), strict=True))
    for order in (1, 2):
        assert build_shuffled(order) == as_written


@pytest.mark.parametrize("page", PAGES)
def test_every_claim_and_passage_has_its_link(build_shuffled, tmp_path: Path, page: str) -> None:
    """What has an id shows the link to it, with a name for those who hear the page."""
    ids = build_shuffled(0)[page]
    (built,) = tmp_path.glob("site-*/build")
    text = (built / page).read_text("utf-8")
    linked = set(re.findall(r'<a class="permalink" href="#([^"]+)" aria-label="Link to ', text))
    # A passage on an actor's page belongs to its source: that is where its permanent link leads.
    own = {name for name in ids if not name.startswith(("quote-", "passage-"))}
    assert linked == own
    for name in ids.keys() - own:
        anchor = "passage-" + name.removeprefix("quote-herald--").removeprefix("passage-")
        assert re.search(rf'href="[^"]*#{anchor}"', text), name


def test_what_names_a_fact_is_its_label_its_value_and_since() -> None:
    """A change of standing, sources or notes leaves the link; other words or another time do not."""
    base = {"label": "Office", "value": "Clerk"}
    assert Fact(**base, status="disputed", note="So it says.").anchor == Fact(**base).anchor
    others = [
        base,
        {**base, "since": "1999"},
        {**base, "since": "2007"},
        {**base, "value": "Mayor"},
    ]
    assert len({Fact.model_validate(other).anchor for other in others}) == len(others)


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_the_link_is_seen_where_it_is_pointed_at(browser, build_shuffled, tmp_path: Path) -> None:
    """A mouse or the keyboard brings it up; where nothing can point, it is always there."""
    build_shuffled(0)
    (built,) = tmp_path.glob("site-*/build")
    opacity = "getComputedStyle(document.querySelector('#facts .permalink')).opacity"
    for options, before, pointed in (({}, "0", "1"), ({"has_touch": True}, "1", "1")):
        context = browser.new_context(**options)
        page = context.new_page()
        page.goto((built / PAGES[0]).as_uri())
        assert page.evaluate(opacity) == before
        page.locator("#facts .row").first.hover()
        assert page.evaluate(opacity) == pointed
        page.mouse.move(0, 0)
        assert page.evaluate(opacity) == before
        page.keyboard.press("Tab")
        page.locator("#facts .permalink").first.focus()
        assert page.evaluate(opacity) == "1"
        page.keyboard.press("Enter")
        assert page.evaluate("location.hash").startswith("#fact-")
        context.close()
