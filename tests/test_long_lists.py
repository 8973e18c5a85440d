"""Lists as long as a record may have: as much work as there are things in them, counted and not timed."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from conftest import AS_OF, files_made_of, linked_of, steps

from dossier.assemble import assemble
from dossier.builds import BuildOptions
from dossier.diagnostics import Diagnostic, Location
from dossier.evidence.coverage import find_coverage
from dossier.evidence.disputes import find_disputes
from dossier.evidence.independence import count_origins
from dossier.link.lexicon import build_lexicon
from dossier.link.scan import Surroundings, find_mentions
from dossier.load.locate import locate
from dossier.model.actor import Actor
from dossier.model.dossier import PublicDossier
from dossier.render.pages import MENU, Press, render_page, site_view
from dossier.render.theme import Theme

ADA = {"name": "Ada Moreno", "kind": "person"}


# ------------------------------------------------------------------------------ what is compared

Events = Callable[[int], dict[str, object]]
STATUS = ("confirmed", "denied")
ACTS: dict[str, Events] = {
    "one date": lambda _: {"date": "2001-01-01"},
    "other dates": lambda n: {"date": f"{1000 + n}-01-01"},
    "no date": lambda _: {},
    "opposed": lambda n: {"date": "2001-01-01", "status": STATUS[n % 2]},
    "the same source": lambda _: {"date": "2001-01-01", "sources": ("herald",)},
}


def public_of(**records: object) -> PublicDossier:
    """A dossier of such records, with one source."""
    return linked_of(sources={"herald": {"title": "A paper"}}, link=False, **records).public


@pytest.mark.parametrize("kind", ACTS)
def test_records_of_one_act_are_compared_in_linear_time(kind: str) -> None:
    """Thousands of arrests of one person are a list, and no versions of one arrest."""

    def taken(size: int) -> int:
        events = {
            f"e{n:04}": {"title": "Arrest of Ada Moreno", "actors": ("ada",), **ACTS[kind](n)}
            for n in range(size)
        }
        public = public_of(actors={"ada": ADA}, events=events)
        return steps(lambda: find_disputes(public))

    assert taken(900) < 4 * taken(300)


def test_two_dates_of_one_act_are_found_among_hundreds() -> None:
    """Whatever stands between them in the order of ids: of a long list those are compared that are near in time."""
    title = {"title": "Arrest of Ada Moreno", "actors": ("ada",)}
    days = (f"{1000 + 3 * n}-{n % 12 + 1:02}-{n % 28 + 1:02}" for n in range(300))
    events = {f"e{n:04}": {**title, "date": day} for n, day in enumerate(days)}
    events |= {
        "a-one": {**title, "date": "2024-03-05"},
        "zz-two": {**title, "date": "2024-04-09"},
    }
    (dispute,) = find_disputes(public_of(actors={"ada": ADA}, events=events))
    assert {key for _, key, _ in dispute.claims} == {"a-one", "zz-two"}


def test_opposed_records_of_one_relation_are_compared_in_linear_time() -> None:
    """And they are one point in dispute, as before."""

    def taken(size: int) -> int:
        ties = tuple(
            {"to": "bo", "type": "leads", "id": f"r{n}", "status": STATUS[n % 2]}
            for n in range(size)
        )
        bo = {"name": "Bo Lind", "kind": "person"}
        public = public_of(actors={"ada": {**ADA, "relations": ties}, "bo": bo})
        (dispute,) = find_disputes(public)
        assert (len(dispute.claims), dispute.grounds) == (size, ("outcome",))
        return steps(lambda: find_disputes(public))

    assert taken(900) < 4 * taken(300)


def arrests(records: int, dates: Callable[[int, int], str], size: int) -> PublicDossier:
    """So many records of one arrest, each with so many dates: made from its number and the date's."""
    events = {
        f"e{n}": {
            "title": "Arrest of Ada Moreno", "actors": ("ada",),
            "dates": tuple({"date": dates(n, number)} for number in range(size)),
        }
        for n in range(records)
    }  # fmt: skip
    return public_of(actors={"ada": ADA}, events=events)


@pytest.mark.parametrize(
    ("records", "dates", "found"),
    [
        (1, lambda _n, _number: "2001", []),
        (2, lambda n, number: f"{1000 + 3 * number + n}", [2]),
        (2, lambda n, number: f"{1000 + number + 4000 * n}", [1, 1]),
    ],
)
def test_dates_of_one_event_are_compared_in_linear_time(records, dates, found) -> None:
    """Those of one record, and those of two that may be about one arrest."""

    def taken(size: int) -> int:
        public = arrests(records, dates, size)
        assert [len(dispute.claims) for dispute in find_disputes(public)] == found
        return steps(lambda: find_disputes(public))

    assert taken(900) < 4 * taken(300)


def test_facts_that_cite_much_are_asked_once_whether_they_are_contested() -> None:
    """And not once for each row that they are compared with."""

    def taken(cited: int) -> int:
        sources = tuple({"source": "herald", "locator": f"{n}"} for n in range(cited))
        rows = tuple(
            {"label": "Alias", "value": f"Fox {n}", "sources": sources} for n in range(100)
        )
        public = public_of(actors={"ada": {**ADA, "facts": rows}})
        return steps(lambda: find_disputes(public))

    assert taken(80) < 2 * taken(10)


# --------------------------------------------------------------------------------- who is meant


def test_a_name_of_many_is_weighed_once() -> None:
    """Not all who have it are gone through again at each place where it stands."""
    text = "Then Ada Moreno came.\n\n" * 300

    def taken(size: int) -> int:
        everybody = [Actor(id=f"a{n}", path="", **ADA) for n in range(size)]
        lexicon, _ = build_lexicon(everybody)
        mentions, _ = find_mentions(text, lexicon, Surroundings())
        assert [len(mention.candidates) for mention in mentions] == [size] * 300
        return steps(lambda: find_mentions(text, lexicon, Surroundings()))

    assert taken(800) < 1.2 * taken(20)


# --------------------------------------------------------------------------------- what is told


def test_the_places_of_thousands_of_findings_are_not_looked_for_letter_by_letter(make_site) -> None:
    """All of those at the end of a long text stand in the right column."""
    names = [f"[[n{n}-x]]" for n in range(500)]
    body = "word " * 2_000 + " ".join(names)
    site = make_site({"content/pages/p.md": body + "\n"})
    wrong = [
        Diagnostic("unknown-actor", Location("content/pages/p.md", needle=name), "no")
        for name in names
    ]
    searched = 0

    def note(_frame, event: str, called: object) -> None:
        nonlocal searched
        searched += event == "c_call" and getattr(called, "__name__", "") == "find"

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        located = locate(site, wrong)
    finally:
        sys.setprofile(before)
    columns = [found.location.column for found, _ in located]
    assert columns == [body.index(name) + 1 for name in names]
    assert searched < 100


# ---------------------------------------------------------------------------------- what is shown


def test_the_passages_of_a_page_are_shown_in_linear_time(tmp_path: Path) -> None:
    """Each with the claims it is cited for: not all claims are gone through for each passage."""

    def taken(size: int) -> int:
        passages = tuple({"id": f"p{n}", "quote": f"It was so, {n}."} for n in range(size))
        rows = tuple(
            {"label": f"L{n}", "value": "x", "sources": ({"source": "s", "excerpt": f"p{n}"},)}
            for n in range(size)
        )
        linked = linked_of(
            actors={"ada": {**ADA, "facts": rows}},
            sources={"s": {"title": "T", "excerpts": passages}},
        )
        origins = count_origins(linked.public)
        made = assemble(linked, (), origins, partial(find_coverage, linked, origins))
        press = Press.of(
            site_view(linked.public.config, {}, None, live_reload=False), Theme(tmp_path)
        )
        page = made.page_at("sources/s/index.html")
        file, _ = render_page(page, press)
        assert file.data.count(b'href="../../actors/ada/index.html#fact-') == size
        return steps(lambda: render_page(page, press))

    assert taken(160) < 5 * taken(40)


def test_the_menu_of_all_pages_stands_on_the_first_one(make_site) -> None:
    """With all entries on each, twice the pages would have four times the links."""
    slugs = [f"p{n:03}" for n in range(MENU + 20)]
    site = make_site({f"content/pages/{slug}.md": f"# Page {slug}\n" for slug in slugs})
    made = files_made_of(site, BuildOptions(datetime.date.fromisoformat(AS_OF)))

    def menu(path: str) -> str:
        return made[path].decode().split("</nav>")[0].split("<nav ")[1]

    assert [f">Page {slug}</a>" in menu("index.html") for slug in slugs] == [True] * len(slugs)
    assert "More pages" not in menu("index.html")
    for path in ("p000/index.html", f"{slugs[-1]}/index.html", "sources/index.html"):
        assert menu(path).count("<li><a ") == MENU + 1
        assert '<li><a href="../index.html">More pages</a></li>' in menu(path)
        assert f"Page {slugs[-1]}" not in menu(path)
