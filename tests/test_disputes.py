"""What is in dispute and what only looks so: values, times, precision, statuses, dates."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

import pytest
from conftest import steps
from hypothesis import given
from hypothesis import strategies as st
from test_example import REPOSITORY

from dossier.config import SiteConfig
from dossier.evidence.compatible import contradict, could_be_same_date, could_both_be_true
from dossier.evidence.disputes import find_disputes
from dossier.load import load
from dossier.model.actor import Actor
from dossier.model.dates import parse_edtf
from dossier.model.dossier import PublicDossier
from dossier.model.evidence import Dispute
from dossier.redact import redact

AS_OF = datetime.date(2026, 11, 21)
OTHERS = {
    "content/actors/bo.yml": "name: Bo Lind\nkind: person\naliases: [The Owl]\n",
    "content/actors/union.yml": "name: Dockers' Union\nkind: organization\n",
    "content/sources/gazette.yml": 'title: A\npublished: "2026-07"\nexcerpts: [{id: x, quote: Yes.}]\n',
    "content/sources/herald.yml": "title: B\npublished: 2024-03-02\n",
    "content/sources/undated.yml": "title: C\n",
}
FACT = "facts: [{{label: {}, value: {}{}}}, {{label: {}, value: {}{}}}]\n"


def facts(label: str, one: str, other: str, first: str = "", second: str = "") -> str:
    """Two facts of one label as YAML; `first` and `second` are further keys of each."""
    keys = [f", {more}" if more else "" for more in (first, second)]
    return FACT.format(label, json.dumps(one), keys[0], label, json.dumps(other), keys[1])


def events(*lines: str) -> str:
    """Events of a profile, one a line."""
    return "events:\n" + "".join(f"  - {{{line}}}\n" for line in lines)


def relations(*lines: str) -> str:
    """Relations of a profile, one a line."""
    return "relations:\n" + "".join(f"  - {{{line}}}\n" for line in lines)


def disputes_of(make_site, profile: str) -> list[Dispute]:
    """What is found of a dossier whose actor Ada has this profile."""
    ada = f"name: Ada Holm\nkind: person\n{profile}"
    site = make_site({**OTHERS, "content/actors/ada.yml": ada})
    dossier, found = load(site)
    assert [f for f in found if f.severity.value == "error"] == []
    return list(find_disputes(redact(dossier, AS_OF)[0]))


LOOKS_SO = {
    "another time": facts("Leader", "Ada", "Bo", 'until: "2014"', 'since: "2014"'),
    "another precision of a date": facts("Date of birth", "1957", "4 April 1957"),
    "about the same number": facts("Number of members", "about 30", "31"),
    "more than a number": facts("Number of members", "more than 200", "1,000"),
    "a place inside the other": facts("Place of birth", "Sinaloa", "Sinaloa, Mexico"),
    "the same in another spelling": facts("Headquarters", "Culiacán", "CULIACAN."),
    "two names of one actor": facts("Leader", "[[bo]]", "The Owl"),
    "initials": facts("Headquarters", "D.C.", "District of Columbia"),
    "two occupations": facts("Occupation", "Lawyer", "Painter"),
    "two nationalities": facts("Nationality", "Swedish", "Finnish"),
    "two aliases": facts("Alias", "The Fox", "The Hare"),
    "a place and a date under one label": facts("Born", "1957", "Malmö"),
    "an approximate year and the next": facts("Founded", "2013~", "2014"),
    "numbers of different things": facts("Strength", "30 vehicles", "400 men"),
    "convicted of one thing, acquitted of another": facts(
        "Trial", "Fraud", "Bribery", "status: convicted", "status: acquitted"
    ),
    "confirmed once, denied of another time": facts(
        "Member", "Yes", "Yes", 'status: confirmed, until: "2010"', 'status: acquitted, since: "2012"'
    ),
    "an event told to the year and to the month": events(
        'title: E, dates: [{date: "2026", sources: [gazette]}, {date: "2026-07", sources: [undated]}]'
    ),
    "an event in the month of publication": events(
        "title: E, date: 2026-07-25, sources: [gazette]"
    ),
    "an event with a source whose publication is not known": events(
        "title: E, date: 2099-01-01, sources: [undated]"
    ),
    "an event that a later source denies nothing of": events(
        "title: E, date: 2020-01-01, sources: [gazette, herald]"
    ),
    "an event that began before and lasts": events(
        "title: E, date: 2023/2026, sources: [herald]"
    ),
    "a decade and a year in it": facts("Founded", "the 1990s", "1994"),
    "a limit and a year before it": facts("Founded", "before 2010", "2008"),
    "by a year": facts("Founded", "by 2010", "2009"),
    "numbers of two years": facts("Members", "5,000 in 2020", "7,000 in 2023"),
    "an age without a date": facts("Age", "56", "57"),
    "ages told in two years": facts("Age", "56", "58", "sources: [herald]", "sources: [gazette]"),
    "millions and digits": facts("Population", "1.2 million", "1,200,000"),
    "digits with and without marks": facts("Population", "1,234,567", "1234567"),
    "a numeral": facts("Number of sons", "five", "5"),
    "thousands as k": facts("Members", "5k", "5,000"),
    "a town with its state": facts("Headquarters", "Culiacán", "Culiacán, Sinaloa"),
    "initials of three": facts("Headquarters", "NYC", "New York City"),
    "nothing known": facts("Leader", "unknown", "Bo Lind"),
    "nothing known of a number": facts("Deaths", "not known", "12"),
    "two telephone numbers": facts("Phone number", "12 34 56", "98 76 54"),
    "two payments": facts("Payments", "$5 million", "$2 million"),
    "two vice presidents": facts("Vice president", "Bo Lind", "Ada Holm"),
    "alive then, dead later": facts("Fate", "alive", "dead", 'until: "2010"', 'since: "2012"'),
    "alive and dead with their years": facts("Fate", "alive (2010)", "dead (2015)"),
    "censuses": facts("Population", "12,000 (2010 census)", "15,000 (2020 census)"),
    "offices that follow each other": facts("CEO", "Bo Lind (2010–2015)", "Ada Holm (2015–2019)"),
    "until and since one year": facts("Leader", "Ada Holm (until 2010)", "Bo Lind (since 2010)"),
    "a number in a name": facts("Planes", "3", "Boeing 747"),
    "a name with a number": facts("Weapons", "30", "AK-47"),
    "shortened with a full stop": facts("Headquarters", "St. Petersburg", "Saint Petersburg"),
    "an article more": facts("Headquarters", "The Hague", "Hague"),
    "an account as of a day": facts("CEO", "Bo Lind (in 2012)", "Ada Holm (in 2019)"),
    "two relations in different roles": relations(
        "to: union, type: leads, status: confirmed", "to: union, type: owns, status: charged"
    ),
}  # fmt: skip

LOOKS_SO |= {
    f"{label}: {one} / {other}": facts(label, one, other)
    for label, one, other in (
        ("Cause of death", "Gunshot wounds", "Murder"),
        ("Cause of death", "Heart attack", "Natural causes"),
        ("Causa de muerte", "Infarto", "Paro cardiaco"),
        ("Charges", "Murder", "Accident"),
        ("Verdict", "Guilty of fraud", "Acquitted of murder"),
        ("Status", "Free since 2010", "In prison since 2015"),
        ("Occupation", "Free-lance writer", "Detained"),
        ("Minister", "Bo Lind", "Ada Holm"),
        ("Born", "alrededor de 1957", "1956"),
        ("Nacimiento", "década de 1950", "1957"),
        ("Born", "about March 1950", "April 1950"),
        ("Arrested", "night of 21 to 22 February 2014", "22 February 2014, 3 a.m."),
        ("Place of birth", "USA", "United States"),
        ("Lugar de nacimiento", "EE. UU.", "Estados Unidos"),
        ("Place of birth", "Germany", "Munich"),
        ("Place of birth", "Kyiv, Ukraine", "Soviet Union"),
        ("Place of birth", "Munich, Germany", "Alemania"),
        ("Headquarters", "Hotel Miramar", "Lima, Peru"),
        ("Real name", "Mohammed Ali", "Muhammad Ali"),
        ("Mother", "María Consuelo Loera", "Consuelo Loera Pérez"),
    )
}
LOOKS_SO |= {
    "one leader after the other": facts("Leader", "Ada", "Bo", 'since: "2010"', 'since: "2016"'),
    "a birth and a place of it": (
        "facts: [{label: Born, value: to a family of miners}, {label: Place of birth, value: Lima}]\n"
    ),
    "a country and a town of birth": (
        "facts: [{label: Country of birth, value: Peru}, {label: Place of birth, value: Lima}]\n"
    ),
    "two arrests under two labels": (
        'facts: [{label: Arrested, value: "1993"}, {label: Captured, value: "2014"}]\n'
    ),
    "a birth told twice in two words": (
        'facts: [{label: Born, value: "1957"}, {label: Nacimiento, value: 4 de abril de 1957}]\n'
    ),
    "two times of one hour": events(
        "title: E, dates: [{date: 2024-07-25T20:00:00, sources: [undated]}, {date: 2024-07-25T20:40:00}]"
    ),
    "one moment in two zones": events(
        'title: E, dates: [{date: "2024-07-25T20:00:00-05:00"}, {date: "2024-07-26T01:00:00Z"}]'
    ),
    "a day and a time of it": events(
        "title: E, dates: [{date: 2024-07-25T20:00:00}, {date: 2024-07-25}, {date: 2024-07-25T09:00:00}]"
    ),
    "two arrests in two towns": events(
        "title: Arrested in Lima, date: 2010-05-04, sources: [gazette]",
        "title: Detained in Quito, date: 2010-07-11, sources: [herald]",
    ),
}

IS_SO = {
    "two dates of birth": (facts("Date of birth", "1957-04-04", "1954"), "values"),
    "labels in other letters": (
        'facts: [{label: Place of birth, value: Malmö}, {label: "PLACE OF BIRTH:", value: Lund}]\n',
        "values",
    ),
    "a birth whose times differ": (
        facts("Place of birth", "Malmö", "Lund", 'until: "2010"', 'since: "2012"'), "values",
    ),
    "two leaders at one time": (
        facts("Leader", "Ada", "Bo", 'since: "2010", until: "2016"', 'since: "2012"'), "values",
    ),
    "two numbers": (facts("Number of members", "about 30", "200"), "values"),
    "in words and in digits": (facts("Number of members", "thirty", "31"), "values"),
    "two founding dates": (facts("Founded", "June 2013", "July 2013"), "values"),
    "two headquarters": (facts("Headquarters", "Malmö, Sweden", "Oslo, Norway"), "values"),
    "not where another says": (facts("Headquarters", "Malmö", "Not Malmö"), "values"),
    "convicted and acquitted of the same": (
        facts("Trial", "Fraud", "fraud", "status: convicted", "status: acquitted"), "outcome",
    ),
    "confirmed, and denied by a citation": (
        facts("Member", "Yes", "Long ago, [[union]]", "", 'until: "2001"').replace(
            'value: "Yes"', 'value: "Yes", since: "2005", status: confirmed, '
            "sources: [{source: gazette, stance: denies}]"),
        "confirmed-denied",
    ),
    "two voices in one article": (
        relations("to: union, type: leads, sources: [{source: gazette, excerpt: x, by: bo}, "
                  "{source: gazette, excerpt: x, by: the police, stance: denies}]"),
        "denial",
    ),
    "one voice in two articles": (
        relations("to: union, type: leads, sources: [{source: gazette, by: bo}, "
                  "{source: herald, by: bo, stance: denies}]"),
        "self-denied",
    ),
    "nobody in two articles": (
        relations("to: union, type: leads, sources: [{source: gazette, by: an official}, "
                  "{source: herald, by: an official, stance: denies}]"),
        "denial",
    ),
    "a relation confirmed and denied": (
        relations("id: r1, to: union, type: leads, status: confirmed",
                  "id: r2, to: union, type: leads, status: denied"),
        "outcome",
    ),
    "an event with two dates": (
        events("title: E, dates: [{date: 2024-07}, {date: 2026-07-25}]"), "dates",
    ),
    "an event with a voice against it": (
        events("title: E, sources: [gazette, {source: herald, stance: denies}]"), "denial",
    ),
    "an event after its source": (
        events("title: E, date: 2024-03-03, sources: [herald]"), "after",
    ),
    "one date of two after its source": (
        events('title: E, dates: [{date: "2024"}, {date: 2024-05, sources: [herald]}]'), "after",
    ),
    "two dates of one arrest": (facts("Date of arrest", "25 July 2024", "24 July 2024"), "values"),
    "alive and dead": (facts("Fate", "alive", "Dead, reportedly"), "values"),
    "yes and no": (facts("In custody", "yes", "No"), "values"),
    "two years of birth": (facts("Birth year", "1957", "1961"), "values"),
    "two tolls": (facts("Deaths", "12", "about 30"), "values"),
    "two fathers": (facts("Father", "Ada Holm", "Bo Lind"), "values"),
    "two beginnings": (facts("Active since", "1990", "1995"), "values"),
    "two ages at death": (facts("Age at death", "56", "60"), "values"),
    "two rewards": (facts("Reward", "$5 million", "$15m"), "values"),
    "two heads of a company": (facts("CEO", "Bo Lind", "Ada Holm"), "values"),
    "counts in two words": (facts("Members", "5,000 members", "20,000 fighters"), "values"),
    "ages that no birthday explains": (
        facts("Age", "56", "61", "sources: [herald]", "sources: [gazette]"), "values",
    ),
    "confirmed and denied with an article more": (
        facts("Member of", "The Group", "Group", "status: confirmed", "status: denied"), "outcome",
    ),
    "marked by the author": (facts("Occupation", "Lawyer", "Spy", "", "status: disputed"), "status"),
}  # fmt: skip


IS_SO |= {
    f"{label}: {one} / {other}": (facts(label, one, other), "values")
    for label, one, other in (
        ("Nacimiento", "4 de abril de 1957", "25 de diciembre de 1954"),
        ("Nació", "Culiacán, 1957", "Mazatlán, 1957"),
        ("DOB", "1957", "1961"),
        ("Falleció", "3 de mayo de 2010", "9 de mayo de 2010"),
        ("Muerte", "2010", "2012"),
        ("Fundación", "1990", "1995"),
        ("Captura", "3 de mayo de 2010", "4 de mayo de 2010"),
        ("Registered office", "Nicosia, Cyprus", "Road Town, British Virgin Islands"),
        ("Domicilio social", "Lima", "Quito"),
        ("Director general", "Bo Lind", "Ada Holm"),
        ("Minister of Defence", "Bo Lind", "Ada Holm"),
        ("Killed", "14", "72"),
        ("Reward", "$1.2 million", "$12 million"),
        ("Convicted", "No", "Yes"),
        ("Arrested", "14", "72 people"),
        ("Sentenced", "10 years", "20 years"),
        ("Cause of death", "Suicide", "Shot dead by a sniper"),
        ("Causa de muerte", "Infarto", "Asesinato"),
        ("Verdict", "Acquitted", "Guilty on two counts"),
        ("Status", "Fugitive", "Held in Evin prison"),
        ("Status", "Deceased", "In custody"),
        ("Estado", "En libertad", "Detenido"),
        ("Estado", "Fallecido", "Con vida"),
        ("Nationality", "Belgian", "Not Belgian"),
        ("Place of birth", "Germany", "France"),
        ("Place of birth", "Lima, Peru", "Colombia"),
        ("Place of death", "Lima", "Hotel Miramar, Quito"),
        ("Father", "Juan García López", "Juan García Pérez"),
        ("Real name", "Carlos Marín", "Pedro Moreno"),
    )
}
IS_SO |= {
    "two labels for one birth": (
        "facts: [{label: Born, value: 4 April 1957}, {label: Date of birth, value: 25 December 1954}]\n",
        "values",
    ),
    "a birth in two languages": (
        'facts: [{label: DOB, value: "1957"}, {label: Fecha de nacimiento, value: "1961"}]\n', "values",
    ),
    "two labels for one place": (
        "facts: [{label: Birthplace, value: Malmö}, {label: Place of birth, value: Lund}]\n", "values",
    ),
    "one arrest in two words": (
        "facts: [{label: Detained, value: 3 May 2010}, {label: Date of arrest, value: 5 May 2010}]\n",
        "values",
    ),
    "two times of one day": (
        events("title: E, dates: [{date: 2024-07-25T20:00:00}, {date: 2024-07-25T23:00:00}]"), "dates",
    ),
    "an arrest told as two acts": (
        events("title: Arrested in Bogotá, date: 2010-05-04, sources: [gazette]",
               "title: Detained in Bogotá, date: 2010-07-11, sources: [undated]"),
        "dates",
    ),
    "a murder told in one word each": (
        events("title: Assassinated, date: 2003-03-12, sources: [gazette]",
               "title: Asesinada, date: 2003-03-21, sources: [undated]"),
        "dates",
    ),
}  # fmt: skip


def test_labels_that_ask_one_question_are_one_point(make_site) -> None:
    """With the rows of all its labels that are in dispute, and no others."""
    rows = (
        "{label: Born, value: 4 April 1957}, {label: Place of birth, value: Lima}, "
        '{label: Fecha de nacimiento, value: "1957"}, {label: Date of birth, value: 25 December 1954}'
    )
    (dispute,) = disputes_of(make_site, f"facts: [{rows}]\n")
    assert dispute.key == "ada--born"
    assert dispute.claims == (("fact", "ada", 0), ("fact", "ada", 2), ("fact", "ada", 3))


@pytest.mark.parametrize("case", LOOKS_SO)
def test_what_only_looks_like_a_contradiction_raises_nothing(make_site, case: str) -> None:
    """Other times, precisions, roles and spellings contradict nothing."""
    assert disputes_of(make_site, LOOKS_SO[case]) == []


@pytest.mark.parametrize("case", IS_SO)
def test_a_contradiction_raises_exactly_one_dispute(make_site, case: str) -> None:
    """One point, on the actor's page, with its ground."""
    profile, ground = IS_SO[case]
    (dispute,) = disputes_of(make_site, profile)
    assert dispute.grounds == (ground,)
    assert "ada" in dispute.actors


def test_dates_that_differ_and_one_after_its_source_are_one_point(make_site) -> None:
    """One event, one dispute, two grounds, and which source was published before which date."""
    profile = events("title: E, dates: [{date: 2020}, {date: 2025, sources: [herald]}]")
    (dispute,) = disputes_of(make_site, profile)
    assert dispute.grounds == ("dates", "after")
    assert [(late.date, late.source) for late in dispute.late] == [("2025", "herald")]


VALUES = st.sampled_from(
    ["5,000 in 2020", "$3.4m", "1.5 m", "two dozen", "unknown", "yes", "no, never", "by 2010", "the 1990s",
     "dead (2015)", "1.200", "between 1990 and 1995", "1957", "4 April 1957", "2013~", "03/04/2020", "about 30", "thirty", "200 men", "Sinaloa",
     "Sinaloa, Mexico", "not Sinaloa", "[[bo]]", "The Owl", "D.C.", "30-40", "…", "5,000+"]
) | st.text(max_size=12)  # fmt: skip
DATES = st.sampled_from(
    ["2024", "2024-07", "2024-07-25", "2024~", "2024-07?", "202X", "19XX", "2024-24", "../2024",
     "2024/..", "2020/2024", "-0044", "Y12345", "2024-07-25T23:00:00-07:00", "9999-12-31~",
     "0000-01-01?", "2024-12~", "2024-01?"]
).map(parse_edtf)  # fmt: skip


def nobody(name: str) -> frozenset[str]:
    """Knows one actor by two names."""
    return frozenset(("bo",)) if name in ("bo", "the owl") else frozenset()


@given(VALUES, VALUES)
def test_comparing_values_is_symmetric_and_nothing_contradicts_itself(one: str, other: str) -> None:
    """Which of two values stands first does not matter."""
    assert could_both_be_true(one, other, nobody) == could_both_be_true(other, one, nobody)
    assert could_both_be_true(one, one, nobody)


@given(DATES, DATES)
def test_comparing_dates_is_symmetric(one, other) -> None:
    """Neither does it for dates; each could be itself."""
    assert could_be_same_date(one, other) == could_be_same_date(other, one)
    assert could_be_same_date(one, one)


@pytest.mark.parametrize("text", ["[[" * 90_000, "a." * 90_000, "1," * 90_000, "[@" * 90_000])
def test_long_values_are_not_compared(text: str) -> None:
    """Prose is no single value, and no value keeps the build waiting."""
    assert could_both_be_true(text, "Lund", nobody)
    assert not contradict(text, "12", "13", nobody)


def test_many_values_of_a_label_are_read_once_each() -> None:
    """Each pair is compared by what was read of either: no more than a few hundred steps a pair."""

    def compare(size: int) -> None:
        record = {"id": "ada", "path": "ada.yml", "name": "Ada", "kind": "person"}
        stated = tuple({"label": "Alias", "value": f"The {size} Foxes of {n}"} for n in range(size))
        actor = Actor.model_validate({**record, "facts": stated})
        assert find_disputes(PublicDossier(SiteConfig(title="T"), {"ada": actor})) == ()

    assert steps(lambda: compare(80)) < 500 * 80 * 80 / 2 + 20_000 * 80


Row = tuple[str, str, str | None]
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["Leader", "leader", "Born", "Occupation"]),
        VALUES.filter(lambda text: any(map(str.isalnum, text))),  # something to be seen
        st.sampled_from([None, "confirmed", "denied", "acquitted", "disputed"]),
    ),
    max_size=5,
)


def found_in(rows: list[Row]) -> dict[str, tuple[object, ...]]:
    """Each dispute's grounds and the values in it, by its key, whatever the order of the rows."""
    record = {"id": "ada", "path": "ada.yml", "name": "Ada", "kind": "person"}
    stated = tuple({"label": a, "value": b, "status": c} for a, b, c in rows)
    actor = Actor.model_validate({**record, "facts": stated})
    public = PublicDossier(SiteConfig(title="T"), {"ada": actor})
    return {
        dispute.key: (dispute.grounds, sorted(str(rows[i]) for _, _, i in dispute.claims))
        for dispute in find_disputes(public)
    }


@given(ROWS)
def test_the_order_of_facts_changes_nothing(rows: list[Row]) -> None:
    """The same disputes come out of the same facts in any order."""
    assert found_in(rows) == found_in(rows[::-1])


@given(ROWS)
def test_an_unrelated_fact_changes_nothing(rows: list[Row]) -> None:
    """A fact under a label of its own leaves every dispute as it was, key and all."""
    more = [*rows, ("Shoe size", "43", "disputed")]
    found = found_in(more)
    assert found.pop("ada--shoe-size")
    assert found == found_in(rows)


def test_a_dispute_stands_on_the_actors_page_and_beside_its_rival(make_site, run) -> None:
    """Both values stand on the page of disputed points with the ground and the resolution."""
    profile = facts("Leader", "Ada", "Bo", "resolution: Not settled.", "sources: [gazette]")
    late = events("title: Launch, date: 2024-03-03, sources: [herald]")
    rivals = relations(
        "id: r1, to: union, type: leads, status: confirmed, sources: [gazette]",
        "id: r2, to: union, type: leads, status: denied, sources: [herald]",
    )
    ada = f"name: Ada Holm\nkind: person\n{profile}{late}{rivals}"
    site = make_site({**OTHERS, "content/actors/ada.yml": ada})
    assert run("build", "--site", site).code == 0
    text = words(site / "build/disputed/index.html")
    assert "the accounts differ" in text
    assert "Not settled." in text
    assert "dated after its source was published" in text
    assert "Date 3 March 2024 · Source published 2 March 2024" in text
    assert "one record confirms what another rejects" in text
    page = (site / "build/actors/ada/index.html").read_text()
    assert "../../disputed/index.html#dispute-ada--leader" in page
    assert "../../disputed/index.html#dispute-event-ada-" in page
    assert "../../disputed/index.html#dispute-relation-ada-r1" in page


def test_rows_that_contradict_each_other_are_marked_where_they_stand(make_site, run) -> None:
    """Without a status, too: each says so, and below the last stand the resolution and the way."""
    profile = facts("Leader", "Ada", "Bo", "resolution: Not settled.", "sources: [gazette]")
    rows = profile.rstrip().removesuffix("]") + ", {label: Seat, value: Tarn}]"
    ada = f"name: Ada Holm\nkind: person\n{rows}\n"
    site = make_site({**OTHERS, "content/actors/ada.yml": ada})
    assert run("build", "--site", site).code == 0
    page = (site / "build/actors/ada/index.html").read_text()
    first, second, seat = re.findall(r'<div class="row.*?</dd>', page, re.DOTALL)
    way = "../../disputed/index.html#dispute-ada--leader"
    assert ["contested-row" in row for row in (first, second, seat)] == [True, True, False]
    assert ["contested</span>" in row for row in (first, second, seat)] == [True, True, False]
    assert ["Not settled." in row for row in (first, second, seat)] == [False, True, False]
    assert [way in row for row in (first, second, seat)] == [False, True, False]


RECORDS = {
    "content/events/a.yml": "title: Attack on the harbour\ndate: 2020-05\nactors: [ada, bo]\n",
    "content/events/b.yml": "title: The harbour attack\ndate: 2020-05\nactors: [bo, ada]\n",
}


@pytest.mark.parametrize(
    ("change", "keys"),
    [
        ({}, ["event-a"]),
        ({"date: 2020-05\n": "date: 2020-06\n"}, ["event-b"]),
        ({"[bo, ada]": "[bo]"}, ["event-b"]),
        ({"The harbour attack": "A fire in the port"}, ["event-b"]),
        ({"The harbour attack": "No attack on the harbour"}, ["event-b"]),
    ],
)
def test_two_records_of_one_event_that_say_the_opposite_are_one_point(
    make_site, change: dict[str, str], keys: list[str]
) -> None:
    """Only of surely one event: the same actors, the same date, a title that says the same."""
    files = {**OTHERS, **RECORDS, "content/actors/ada.yml": "name: Ada Holm\nkind: person\n"}
    files["content/events/a.yml"] += "status: confirmed\nsources: [gazette]\n"
    second = files["content/events/b.yml"] + "status: denied\nsources: [herald]\n"
    for old, new in change.items():
        second = second.replace(old, new)
    files["content/events/b.yml"] = second
    public, _ = redact(load(make_site(files))[0], AS_OF)
    found = list(find_disputes(public))
    assert [dispute.key for dispute in found] == keys
    if not change:
        assert found[0].grounds == ("outcome",)
        assert [key[1] for key in found[0].claims] == ["a", "b"]


ARREST = "title: Arrest of Ada Holm\nactors: [ada, bo]\n"


def of_two(make_site, one: str, other: str) -> list[Dispute]:
    """What is found of two event records in files of their own."""
    files = {
        **OTHERS,
        "content/actors/ada.yml": "name: Ada Holm\nkind: person\n",
        "content/events/a.yml": f"{ARREST}sources: [gazette]\n{one}",
        "content/events/b.yml": f"{ARREST}sources: [undated]\n{other}",
    }
    for name, text in files.items():
        keys = [line.partition(":")[0] for line in text.splitlines()]
        last = {key: n for n, key in enumerate(keys)}
        kept = [line for n, line in enumerate(text.splitlines()) if last[keys[n]] == n]
        files[name] = "\n".join(kept) + "\n"
    return list(find_disputes(redact(load(make_site(files))[0], AS_OF)[0]))


@pytest.mark.parametrize(
    ("one", "other", "ground"),
    [
        ("date: 2023-07-25\n", "date: 2023-07-24\n", "dates"),
        ("date: 2023-07-25\n", "date: 2025-07-25\n", "dates"),  # one day, another year
        ("date: 2023-07-25\n", "date: 2023-07-25\nplace: Lima\n", None),
        ("date: 2023-07\nplace: El Paso\n", "date: 2023-07-25\nplace: Lima\n", "values"),
        ("date: 2023-07\nplace: El Paso\n", "date: 2023-07-25\nplace: El Paso, Texas\n", None),
        ("date: 2001-01-09\n", "date: 2019-02-22\n", None),  # years apart: two arrests
        ("date: 2023-07-25\n", "date: 2023-07-24\nsources: [gazette]\n", None),  # it tells both
        ("date: 2023-07-25\n", "date: 2023-08-24\ntitle: Second arrest of Ada Holm\n", None),
        ("date: 2023-07-25\n", "date: 2023-08-24\ntitle: Release of Ada Holm\n", None),
        ("date: 2023-07-25\n", "date: 2023-08-24\nactors: [bo]\n", None),
        ("date: 2023-07-25\n", "", None),
        (
            "date: 2023-07-25\ntitle: Detención de Ada Holm\n",
            "date: 2023-07-26\ntitle: Ada Holm, detenida\n",
            "dates",
        ),
        (
            "date: 2023-07-25\ntitle: Meeting with Ada Holm\n",
            "date: 2023-07-26\ntitle: Meeting with Ada Holm\n",
            None,
        ),
    ],
)
def test_two_records_of_one_arrest_with_other_dates_or_places(
    make_site, one: str, other: str, ground: str | None
) -> None:
    """One point with both; none where they may well be two arrests, or where one says less."""
    found = of_two(make_site, one, other)
    assert [(d.key, d.grounds) for d in found] == ([("event-a", (ground,))] if ground else [])


def test_three_records_of_one_relation_are_one_point_with_three_sides(make_site, run) -> None:
    """Confirmed by one, denied by two: one dispute, which shows all three."""
    records = relations(
        'id: r1, to: union, type: leads, status: denied, since: "2000", sources: [herald]',
        "id: r2, to: union, type: leads, status: confirmed, since: 2001-05-01, sources: [gazette]",
        "id: r3, to: union, type: leads, status: acquitted, since: 2001-05-01, sources: [undated]",
        'id: r4, to: union, type: leads, status: confirmed, until: "1990", sources: [undated]',
    )
    ada = f"name: Ada Holm\nkind: person\n{records}"
    site = make_site({**OTHERS, "content/actors/ada.yml": ada})
    (dispute,) = find_disputes(redact(load(site)[0], AS_OF)[0])
    assert dispute.grounds == ("outcome",)
    assert [index for _, _, index in dispute.claims] == [0, 1, 2]
    assert run("build", "--site", site).code == 0
    article = (site / "build/disputed/index.html").read_text().partition("<article")[2]
    assert article.count('class="voice"') == 3


def test_three_records_of_one_event_are_one_point_with_three_sides(make_site, run) -> None:
    """Those that tell another day, and one that denies it."""
    files = {
        f"content/events/{key}.yml": f"{ARREST}date: 2023-07-{day}\nstatus: {status}\nsources: [{source}]\n"
        for key, day, status, source in (
            ("a", 24, "confirmed", "gazette"), ("b", 25, "reported", "herald"), ("c", 24, "denied", "undated"),
        )
    }  # fmt: skip
    site = make_site(
        {**OTHERS, **files, "content/actors/ada.yml": "name: Ada Holm\nkind: person\n"}
    )
    (dispute,) = find_disputes(redact(load(site)[0], AS_OF)[0])
    assert dispute.grounds == ("dates", "outcome")
    assert [key for _, key, _ in dispute.claims] == ["a", "c", "b"]  # in the order of time
    assert run("build", "--site", site).code == 0
    text = words(site / "build/disputed/index.html")
    assert "25 July 2023" in text
    assert text.count("24 July 2023") == 2  # with its record, and not as the date of all three
    assert text.count("Arrest of Ada Holm :") == 3


def test_the_page_shows_both_records_and_counts_origins(make_site, run) -> None:
    """Both events side by side, each with its origins; of two compatible dates nothing is contested."""
    files = {**OTHERS, **RECORDS, "content/actors/ada.yml": "name: Ada Holm\nkind: person\n"}
    files["content/events/a.yml"] += "status: confirmed\nsources: [gazette, undated]\n"
    files["content/events/b.yml"] += "status: denied\nsources: [undated]\n"
    files["content/events/c.yml"] = (
        "title: Launch\ndates: [{date: 2024-07, sources: [gazette]}, {date: 2024-07-25, sources: [undated]}]\n"
    )
    files["content/actors/doubted.yml"] = (
        "name: Di Berg\nkind: person\nfacts: [{label: Spy, value: Perhaps, "
        "sources: [{source: gazette, stance: doubts}]}]\n"
    )
    site = make_site(files)
    assert run("build", "--site", site).code == 0
    text = words(site / "build/disputed/index.html")
    assert "Attack on the harbour : confirmed 2 articles, 2 origins" in text
    assert "The harbour attack : denied 1 article, 1 origin" in text
    assert "against it 1 article, 1 origin" in text
    timeline = (site / "build/timeline/index.html").read_text()
    launch = timeline.partition('id="event-c"')[2].partition("</li>")[0]
    assert "2 accounts" in launch
    assert "contested" not in launch
    assert "contested-row" not in timeline.partition('id="event-c"')[0].rpartition("<li")[2]
    index = words(site / "build/index.html")
    assert "for it denying" not in index
    assert "Di Berg : Spy Perhaps denying or doubting it A, 2026" in index


def test_a_list_of_disputed_points_says_what_is_answered_and_by_whom(make_site, run) -> None:
    """Each value with who gives it, each date likewise; of many answers the first, and how many more."""
    stated = ", ".join(
        f"{{label: Leader, value: Chief {n}, sources: [{{source: gazette, by: Voice {n}}}]}}"
        for n in range(6)
    )
    told = events(
        "title: Launch, dates: [{date: 2024-07-24, sources: [gazette]}, {date: 2024-07-25, sources: [undated]}]"
    )
    ada = f"name: Ada Holm\nkind: person\nfacts: [{stated}]\n{told}"
    site = make_site({**OTHERS, "content/actors/ada.yml": ada})
    assert run("build", "--site", site).code == 0
    index = words(site / "build/index.html")
    assert "Leader Chief 0 Voice 0 (in A, 2026 ) Chief 1 Voice 1 (in A, 2026 ) Chief 2" in index
    assert "Chief 3 Voice 3 (in A, 2026 ) 2 more" in index
    assert "Launch 24 July 2024 A, 2026 25 July 2024 C" in index


def test_an_event_is_contested_by_whoever_denies_one_of_its_dates(make_site, run) -> None:
    """What is cited for a dated account counts as what is cited for the event itself."""
    dated = "dates: [{date: 2024-07, sources: [gazette]}, {date: 2024-07-25, sources: [%s]}]\n"
    denying = dated % "{source: undated, stance: denies}"
    site = make_site({**OTHERS, "content/events/c.yml": "title: Launch\n" + denying})
    assert run("build", "--site", site).code == 0
    launch = (site / "build/timeline/index.html").read_text().partition('id="event-c"')[2]
    assert '<span class="status contested">' in launch.partition("</li>")[0]


def test_who_denies_an_account_stands_apart_and_the_words_stand_once(make_site, run) -> None:
    """In the column of an account a denial has a heading; what it quotes stands with the account that it supports."""
    facts = [
        {"label": "Arrived", "value": "In 2019", "sources": [
            {"source": "undated", "excerpt": "early"},
            {"source": "gazette", "excerpt": "x", "stance": "denies"},
        ]},
        {"label": "Arrived", "value": "In 2021", "sources": [{"source": "gazette", "excerpt": "x"}]},
    ]  # fmt: skip
    ada = json.dumps({"name": "Ada Holm", "kind": "person", "facts": facts})
    early = "title: C\nexcerpts: [{id: early, quote: She came in 2019.}]\n"
    files = {"content/actors/ada.yml": ada, "content/sources/undated.yml": early}
    site = make_site({**OTHERS, **files})
    assert run("build", "--site", site).code == 0
    page = site / "build/disputed/index.html"
    first, second = page.read_text().partition("<article")[2].split('<div class="voice">')[1:]
    support, heading, denial = first.partition("<h3>")
    assert "She came in 2019." in support
    assert heading
    assert denial.startswith('Against it, or in doubt <span class="count">1<')
    assert ">denies it<" in denial
    assert '<a href="../sources/gazette/index.html#passage-x">the passage quoted for' in denial
    assert page.read_text().count("<p>Yes.</p>") == 1
    assert "<p>Yes.</p>" in second
    assert "<h3>" not in second
    assert "The disputed point" in words(site / "build/index.html")


def words(page: Path) -> str:
    """A page's text without tags, blanks single."""
    return " ".join(re.sub(r"<[^>]*>", " ", page.read_text()).split())


def test_the_example_shows_its_disagreements_and_no_others() -> None:
    """The arrest has two dates; the older article's alliances contradict nothing."""
    dossier, _ = load(REPOSITORY)
    public, _ = redact(dossier, AS_OF)
    disputes = {dispute.key: dispute for dispute in find_disputes(public)}
    assert disputes["event-zambada-arrest"].grounds == ("dates",)
    assert disputes["dea--on-the-alliance"].grounds == ("values",)
    older = "insight-crime-narco-summit"
    for dispute in disputes.values():
        for kind, owner, index in dispute.claims:
            if kind != "relation":
                continue
            relation = public.actors[owner].relations[index]
            assert older not in {citation.source for citation in relation.sources}, dispute.key
    assert public.sources["velasco-op-ed"].fidelity == "altered"


@pytest.mark.parametrize("labels", [("Born", "Born"), ("Born", "Date of birth")], ids=str)
def test_a_long_list_under_one_question_is_gone_through_in_linear_time(
    labels: tuple[str, str],
) -> None:
    """Three times the rows are three times the work; what contradicts a row near by is still found."""

    def taken(rows: int) -> int:
        stated = tuple({"label": labels[n % 2], "value": f"{1950 + n % 7}"} for n in range(rows))
        record = {"id": "ada", "path": "ada.yml", "name": "Ada", "kind": "person", "facts": stated}
        public = PublicDossier(SiteConfig(title="T"), {"ada": Actor.model_validate(record)})
        found: list[Dispute] = []
        count = steps(lambda: found.extend(find_disputes(public)))
        assert [len(dispute.claims) for dispute in found] == [rows]
        return count

    assert taken(660) < 4 * taken(220)


def test_words_that_are_only_cited_against_a_date_stand_there(make_site, run) -> None:
    """What the event itself cites is not shown beside its dates, so no link may lead to it there."""
    site = make_site({
        "content/sources/herald.yml": "title: Herald\nexcerpts:\n- {id: x, quote: surely not in that year}\n",
        "content/sources/courier.yml": (
            "title: Courier\nexcerpts:\n- {id: y, quote: it burned in March}\n- {id: z, quote: a year on it burned}\n"
        ),
        "content/actors/mill.yml": (
            "name: The Mill\nkind: organization\nevents:\n- title: The mill burns\n"
            "  sources: [{source: herald, excerpt: x}]\n  dates:\n"
            "  - {date: 2020-03, sources: [{source: courier, excerpt: y}]}\n"
            "  - {date: 2021, sources: [{source: courier, excerpt: z},"
            " {source: herald, excerpt: x, stance: denies}]}\n"
        ),
    })  # fmt: skip
    done = run("build", "--site", site)
    assert done.code == 0, done.stderr
    page = (site / "build/disputed/index.html").read_text("utf-8")
    assert page.count("surely not in that year") == 1


SEVERAL = {
    "two denied accusations": (
        facts("Accusation", "Theft", "Bribery", "status: denied", "status: denied"),
        [([0], ("denied",)), ([1], ("denied",))],
    ),
    "one denied by its source, one by its status": (
        facts("Accusation", "Theft", "Bribery", "status: denied", "sources: [{source: herald, stance: denies}]"),
        [([0], ("denied",)), ([1], ("stance",))],
    ),
    "what nobody disputes beside what is denied": (
        facts("Nationality", "Swedish", "Finnish", "status: confirmed", "status: denied"),
        [([1], ("denied",))],
    ),
    "what nobody disputes beside what is disputed": (
        facts("Occupation", "Lawyer", "Spy", "status: confirmed", "status: disputed"),
        [([1], ("status",))],
    ),
    "both marked by the author": (
        facts("On the pact", "It may come", "It is there", "status: disputed", "status: disputed"),
        [([0, 1], ("values",))],
    ),
    "another value of a label that has one": (
        facts("Place of birth", "Lund", "Oslo", "status: confirmed", "status: denied"),
        [([0, 1], ("denied",))],
    ),
    "two denied values of a label that has one": (
        facts("Place of birth", "Lund", "Oslo", "status: denied", "status: denied"),
        [([0, 1], ("denied",))],
    ),
    "another number, denied": (
        facts("Members", "200", "500", "status: reported", "status: denied"),
        [([0, 1], ("denied",))],
    ),
    "what the words against it say instead": (
        facts("Occupation", "Spy", "Lawyer", "sources: [{source: gazette, excerpt: x, stance: denies}]",
              "sources: [{source: gazette, excerpt: x}]"),
        [([0, 1], ("stance",))],
    ),
    "reported by one, denied by another": (
        facts("Occupation", "Arms dealer", "arms dealer", "status: reported", "status: denied, id: b"),
        [([0, 1], ("stated-denied",))],
    ),
    "one fact with two ends": (
        facts("Role", "Adviser", "Adviser", 'since: "2010", until: "2015"', 'since: "2010", until: "2018", id: b'),
        [([0, 1], ("dates",))],
    ),
    "one fact with two ends that could be one": (
        facts("Role", "Adviser", "Adviser", 'since: "2010", until: "2015"', 'since: "2010", until: 2015-06, id: b'),
        [],
    ),
    "one fact of two times": (
        facts("Role", "Adviser", "Adviser", 'since: "2010", until: "2012"', 'since: "2014", until: "2018"'),
        [],
    ),
    "two leaderships, each with rivals": (
        facts("Leader", "Ada", "Bo", 'until: "2000"', 'until: "2000"').rstrip("]\n")
        + ', {label: Leader, value: Cy, since: "2005"}, {label: Leader, value: Di, since: "2005"}]\n',
        [([0, 1], ("values",)), ([2, 3], ("values",))],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SEVERAL)
def test_rows_of_one_label_are_one_point_only_where_they_are_about_one_thing(
    make_site, case: str
) -> None:
    """Rivals stand together; what is denied for itself is a point for itself, and touches no other row."""
    profile, expected = SEVERAL[case]
    found = disputes_of(make_site, profile)
    assert [([row for _, _, row in each.claims], each.grounds) for each in found] == expected
    assert len({each.key for each in found}) == len(found)


def test_what_nobody_disputes_is_not_called_contested(make_site, run) -> None:
    """Beside what is denied under its label, be it of many values or of one that they agree on."""
    rows = facts("Nationality", "Swedish", "Finnish", "status: confirmed", "status: denied")
    births = facts("Place of birth", "Lund", "Oslo", "status: confirmed", "status: denied")
    both = rows.rstrip("]\n") + ", " + births.removeprefix("facts: [")
    site = make_site({**OTHERS, "content/actors/ada.yml": f"name: Ada Holm\nkind: person\n{both}"})
    assert run("build", "--site", site).code == 0
    page = (site / "build/actors/ada/index.html").read_text()
    found = re.findall(r'<div class="row.*?</dd>', page, re.DOTALL)
    assert ["contested" in row for row in found] == [False, True, False, True]
    disputed = words(site / "build/disputed/index.html")
    assert "Swedish" not in disputed
    assert "Lund confirmed" in disputed


RELATIONS = {
    "reported, and denied of open times": (
        "status: reported", 'status: denied, since: "2011"', "stated-denied",
    ),
    "reported of years before those of which it is denied": (
        'status: reported, until: "2010"', 'status: denied, since: "2011"', None,
    ),
    "charged, then acquitted": ("status: charged", "status: acquitted", None),
    "two ends of one stretch": (
        'since: "2010", until: "2015"', 'since: "2010", until: "2018"', "dates",
    ),
    "two ends that could be one": ('since: "2010", until: "2015"', 'since: "2010", until: 2015-06', None),
    "a beginning that is not sure": ('since: "2010~", until: "2015"', 'since: "2010~", until: "2018"', None),
    "an end that is not told": ('since: "2010"', 'since: "2010", until: "2018"', None),
}  # fmt: skip


@pytest.mark.parametrize("case", RELATIONS)
def test_two_records_of_one_relation_that_do_not_agree_are_one_point(make_site, case: str) -> None:
    """One states what the other says is denied, or both tell another end."""
    one, other, ground = RELATIONS[case]
    profile = relations(
        f"id: r1, to: union, type: leads, {one}", f"id: r2, to: union, type: leads, {other}"
    )
    found = [d for d in disputes_of(make_site, profile) if len(d.claims) > 1]
    assert [d.grounds for d in found] == ([(ground,)] if ground else [])
    if ground:
        assert found[0].key == "relation-ada-r1"


def test_an_event_that_one_reports_and_another_denies_is_one_point(make_site) -> None:
    """As with relations: who only reads the denial does not see that it was reported."""
    told = 'title: Raid on the quay, date: "2020-05", sources: [{}]'
    profile = events(
        told.format("gazette") + ", id: r1, status: reported",
        told.format("undated") + ", id: r2, status: denied",
    )
    (dispute,) = disputes_of(make_site, profile)
    assert dispute.grounds == ("stated-denied",)
    assert len(dispute.claims) == 2


def built(make_site, run, files: dict[str, str]) -> Path:
    """The folder of a site built of these files beside the usual ones."""
    site = make_site({**OTHERS, **files})
    done = run("build", "--site", site)
    assert done.code == 0, done.stderr
    return site / "build"


def actor(profile: str, name: str = "Ada Holm") -> str:
    """A person's profile."""
    return f"name: {name}\nkind: person\n{profile}"


def test_points_of_one_label_have_names_of_their_own_and_the_old_link_leads_to_the_first(
    make_site, run
) -> None:
    """A link made when one accusation was denied still leads to it when another is."""
    profile = facts("Accusation", "Theft", "Bribery", "status: denied, id: theft", "status: denied")
    page = built(make_site, run, {"content/actors/ada.yml": actor(profile)}) / "disputed/index.html"
    places = re.findall(r'id="dispute-(ada--[^"]+)"', page.read_text())
    assert places[:2] == ["ada--accusation", "ada--accusation--theft"]
    assert len(set(places)) == 3
    contents = (
        words(page).partition("The dossier takes no side.")[2].partition("marked as denied")[0]
    )
    assert contents.split() == (
        [
            "Ada",
            "Holm",
            ":",
            "Accusation",
            ":",
            "Theft",
            "Ada",
            "Holm",
            ":",
            "Accusation",
            ":",
            "Bribery",
        ]
    )


def test_what_is_cited_of_a_denied_claim_is_not_said_to_be_for_it(make_site, run) -> None:
    """An article may tell the claim or tell the denial; only where one is cited against it the other is for it."""
    plain = "sources: [herald]"
    sided = "sources: [herald, {source: gazette, by: ada, stance: denies}]"
    seen = {}
    for name, cited in (("plain", plain), ("sided", sided)):
        told = relations(f"id: r1, to: union, type: leads, status: denied, {cited}")
        told += f"facts: [{{label: Spy, value: Perhaps, status: denied, {cited}}}]\n"
        told += events(f"title: Raid, date: 2020-05-01, status: denied, {cited}")
        folder = built(make_site, run, {"content/actors/ada.yml": actor(told)})
        seen[name] = [
            words(folder / place)
            for place in (
                "disputed/index.html",
                "index.html",
                "actors/ada/index.html",
                "sources/herald/index.html",
            )
        ]
    for text in seen["plain"]:
        assert not re.search("[Ff]or it|supports it", text)
    assert seen["plain"][0].count("Cited 1") == 3
    assert seen["plain"][1].count("denied · cited B, 2024") == 3
    assert seen["sided"][0].count("For it 1") == 3
    assert "supports it" in seen["sided"][3]
    for text in seen["sided"][1:3]:
        assert text.count("denied · for it B, 2024") == 3


def test_each_record_of_a_relation_stands_with_its_own_time(make_site, run) -> None:
    """What one says of when it was is not said of the other; the list says who says what."""
    profile = relations(
        'id: r1, to: union, type: leads, status: confirmed, since: "2010", until: "2015", sources: [gazette]',
        "id: r2, to: union, type: leads, status: denied, sources: [herald]",
    )
    folder = built(make_site, run, {"content/actors/ada.yml": actor(profile)})
    one, other = (folder / "disputed/index.html").read_text().split('<div class="voice">')[1:]
    assert "2010" in one
    assert "2010" not in other
    assert words(folder / "disputed/index.html").count("from 2010 to 2015") == 1
    index = words(folder / "index.html")
    assert "confirmed · from 2010 to 2015 · A, 2026 denied · B, 2024" in index


def test_the_list_says_of_each_value_how_it_stands_and_who_is_against_it(make_site, run) -> None:
    """Two values of which one is denied are not two equal claims."""
    profile = facts(
        "Place of birth", "Lund", "Oslo", "status: confirmed, sources: [herald]",
        'status: denied, since: "1990", sources: [{source: gazette, stance: denies}]',
    )  # fmt: skip
    folder = built(make_site, run, {"content/actors/ada.yml": actor(profile)})
    line = "Lund confirmed · B, 2024 Oslo denied · since 1990 · denying or doubting it A, 2026"
    for place in ("index.html", "actors/ada/index.html"):
        assert line in words(folder / place)


def test_accounts_of_an_event_stand_in_the_order_of_time_under_headings_that_differ(
    make_site, run
) -> None:
    """Whatever their ids are; of two alike the persons are named."""
    told = "title: Killed in Lima, {}, sources: [{}]"
    deaths = events(
        told.format("id: a-late, date: 2012-03-09", "gazette"),
        told.format("id: b-early, date: 2012-03-05", "undated"),
    )
    other = deaths.replace("a-late", "c-late").replace("b-early", "d-early")
    folder = built(make_site, run, {
        "content/actors/ada.yml": actor(deaths), "content/actors/cy.yml": actor(other, "Cy Falk"),
    })  # fmt: skip
    page = folder / "disputed/index.html"
    heads = [
        " ".join(re.sub(r"<[^>]*>", "", head).split())
        for head in re.findall(r"<h2 dir.*?</h2>", page.read_text())
    ]
    assert heads == ["Ada Holm: Killed in Lima", "Cy Falk: Killed in Lima"]
    text = words(page)
    assert (
        "Ada Holm : Killed in Lima Cy Falk : Killed in Lima"
        in text.partition("the dates differ")[0]
    )
    assert text.index("5 March 2012") < text.index("9 March 2012")
    assert "5 March 2012 reported" not in text
    assert "Killed in Lima 5 March 2012 C 9 March 2012 A, 2026" in words(
        folder / "actors/ada/index.html"
    )


def test_check_says_how_many_points_are_disputed_and_how_many_it_found(make_site, run) -> None:
    """What was found the author has nowhere marked; for programs nothing is said beside the findings."""
    profile = facts("Place of birth", "Lund", "Oslo", "sources: [herald]", "sources: [gazette]")
    cited = "sources: [gazette, {source: herald, stance: denies}]"
    told = "{date: 2024-07-24, sources: [gazette]}, {date: 2024-07-25, sources: [undated]}"
    marked = events(f"title: E, date: 2020-01-01, {cited}", f"title: Launch, dates: [{told}]")
    found = {"content/actors/ada.yml": actor(profile)}
    both = {"content/actors/ada.yml": actor(profile + marked)}
    for files, line in (
        (found, "1 point disputed, 1 of them found by comparing: see disputed/"),
        (both, "3 points disputed, 1 of them found by comparing: see disputed/"),
        ({"content/actors/ada.yml": actor(marked)}, "2 points disputed: see disputed/"),
        ({"content/actors/ada.yml": actor("")}, None),
    ):
        site = make_site({**OTHERS, **files})
        lines = run("check", "--site", site).stdout.splitlines()
        assert [each for each in lines if "disputed" in each] == ([line] if line else [])
        assert "disputed" not in run("check", "--site", site, "--quiet").stdout
        assert "disputed" not in run("check", "--site", site, "--format", "json").stdout


def test_no_date_of_several_stands_over_the_accounts_of_an_event(make_site, run) -> None:
    """The dossier takes no side: each date stands with who tells it, and nowhere else."""
    told = events(
        "title: Released, dates: [{date: 2020-06-01, sources: [gazette]}, {date: 2020-07-01, sources: [undated]}]"
    )
    page = words(
        built(make_site, run, {"content/actors/ada.yml": actor(told)}) / "disputed/index.html"
    )
    assert page.count("1 June 2020") == page.count("1 July 2020") == 1
