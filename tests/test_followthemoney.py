"""The dossier as FollowTheMoney entities: never more than it says, and nothing that gets lost."""

from __future__ import annotations

import json
import os
import re
import warnings
from typing import Any

import pytest
from conftest import linked_of
from hypothesis import given
from hypothesis import strategies as st

from dossier.export.followthemoney import entities_ftm
from dossier.export.ftm_entity import Entity
from dossier.export.ftm_values import (
    ADDRESS,
    NAME,
    TEXT,
    WORDS,
    address_value,
    date_value,
    language_value,
    long_value,
    name_value,
    text_value,
    url_value,
)
from dossier.export.wording import Addresses
from dossier.model.date_tables import ENGLISH
from dossier.model.dates import EdtfError, parse_edtf

ANYWHERE = st.text(st.characters(exclude_categories=()))
SIGNS = st.text(st.sampled_from("\"'aé ,;.<BR/>ESQ\u0301\u200b\u00ad\u2028\t\x85\ufeff"))
PERSON, BODY = {"name": "x", "kind": "person"}, {"name": "x", "kind": "organization"}
KINDS = {"company": {"label": "Company"}, "gang": {"label": "Gang"}}


@pytest.fixture(scope="session")
def ftm():
    """The package itself; skips, saying so, where it is not there, which CI forbids."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import followthemoney
    except ImportError:
        if os.environ.get("DOSSIER_REQUIRE_FOLLOWTHEMONEY"):
            pytest.fail("no followthemoney here, and DOSSIER_REQUIRE_FOLLOWTHEMONEY is set")
        pytest.skip(
            "followthemoney is not installed (its ICU has to be compiled): pip install -e .[ftm]"
        )
    return followthemoney


NOWHERE = Addresses(None, {})


def entities(addresses: Addresses = NOWHERE, **records: Any) -> dict[str, dict]:
    """What is written of a dossier, by id."""
    data = entities_ftm(linked_of(**records), ENGLISH, addresses).data.decode()
    found = [json.loads(line) for line in data.splitlines()]
    by_id = {each["id"]: each for each in found}
    assert len(by_id) == len(found), "ids are unique"
    return by_id


def link(type_: str, start: dict, end: dict, **relation: Any) -> dict | None:
    """The link written for a relation from an actor `a` to an actor `b`."""
    relation = {"id": "r", "to": "b", "type": type_, **relation}
    sources = {"paper": {"title": "A paper"}}
    actors = {"a": {**start, "relations": (relation,)}, "b": end}
    return entities(actors=actors, sources=sources, kinds=KINDS).get("relation--a--r")


def lost_by(ftm: Any, line: dict) -> list[tuple[str, str, str]]:
    """Each value that the package changes, drops or does not call valid when it loads an entity."""
    from followthemoney.proxy import EntityProxy

    schema = ftm.model.get(line["schema"])
    proxy = EntityProxy(schema, line, cleaned=False)
    found = [("required", "", name) for name in schema.required if name not in line["properties"]]
    for name, values in line["properties"].items():
        if name not in schema.properties:
            found.append(("no such property", line["schema"], name))
            continue
        prop = schema.properties[name]
        kept = proxy.get(name)
        found += [("lost", name, value) for value in values if value not in kept]
        found += [
            ("invalid", name, value)
            for value in values
            if not prop.type.validate(value, format=prop.format)
        ]
    return found


# ------------------------------------------------------------------------------------- actors


@pytest.mark.parametrize(
    ("kind", "schema"),
    [
        ("person", "Person"), ("organization", "Organization"), ("agency", "PublicBody"),
        ("outlet", "Organization"), ("gang", "Organization"), ("company", "Company"),
    ],
)  # fmt: skip
def test_an_actor_has_the_schema_of_its_kind(kind, schema) -> None:
    """Declared kinds go by their base; only a kind called `company` is a company."""
    found = entities(actors={"a": {"name": "x", "kind": kind}}, kinds=KINDS)
    assert found["actor-a"]["schema"] == schema


def test_an_actor_brings_its_names_facts_and_identifiers() -> None:
    """What no property holds stands in a note, and each fact with its dates and its standing."""
    actor = {
        "name": '"Ann"', "kind": "person", "aliases": ("A. Lee", {"text": "Lee", "ambiguous": True}),
        "summary": "*Head* of [[b|Acme]].", "body": "More.", "tags": ("football",),
        "identifiers": {"wikidata": "Q42", "opensanctions": "NK-1"},
        "facts": (
            {"label": "Born", "value": "1966"},
            {"label": "Office", "value": "Treasurer", "since": "2019~", "status": "alleged"},
        ),
    }  # fmt: skip
    found = entities(Addresses("https://example.org/d/", {}), actors={"a": actor, "b": BODY})
    assert found["actor-a"]["properties"] == {
        "name": ["Ann"], "alias": ["A. Lee"], "weakAlias": ["Lee"], "summary": ["Head of Acme."],
        "description": ["More."], "keywords": ["football"], "wikidataId": ["Q42"],
        "notes": [
            "Kind: Person", "Role in the dossier: subject", "Born: 1966",
            "Office: Treasurer (since about 2019 (2019~); alleged)", "opensanctions: NK-1",
        ],
        "publisher": ["A small dossier"], "publisherUrl": ["https://example.org/d/"],
        "sourceUrl": ["https://example.org/d/actors/a/"],
    }  # fmt: skip


def test_a_wikidata_id_of_another_form_is_a_note() -> None:
    """FollowTheMoney would drop it."""
    found = entities(actors={"a": {**PERSON, "identifiers": {"wikidata": "not known"}}})
    assert "wikidataId" not in found["actor-a"]["properties"]
    assert "wikidata: not known" in found["actor-a"]["properties"]["notes"]


def test_a_name_that_is_too_long_is_cut_and_kept_in_a_note() -> None:
    """A name has 384 characters in FollowTheMoney; the whole of it is there all the same."""
    name = "Ann " * 200
    properties = entities(actors={"a": {**PERSON, "name": name}})["actor-a"]["properties"]
    assert len(properties["name"][0]) <= NAME
    assert properties["name"][0].endswith(" …")
    assert f"name: {name.strip()}" in properties["notes"]


# ---------------------------------------------------------------------------------- relations


@pytest.mark.parametrize(
    ("type_", "start", "end", "schema", "ends"),
    [
        ("member-of", PERSON, BODY, "Membership", ("member", "organization")),
        ("employed-by", PERSON, BODY, "Employment", ("employee", "employer")),
        ("owns", PERSON, {**BODY, "kind": "company"}, "Ownership", ("owner", "asset")),
        ("sibling-of", PERSON, PERSON, "Family", ("person", "relative")),
        ("married-to", PERSON, PERSON, "Family", ("person", "relative")),
        ("parent-of", PERSON, PERSON, "Family", ("relative", "person")),
        ("associated-with", PERSON, PERSON, "Associate", ("person", "associate")),
        # What no schema means, and ends that a schema does not take.
        ("leads", PERSON, BODY, "UnknownLink", ("subject", "object")),
        ("part-of", BODY, BODY, "UnknownLink", ("subject", "object")),
        ("rival-of", BODY, BODY, "UnknownLink", ("subject", "object")),
        ("scouted-for", PERSON, BODY, "UnknownLink", ("subject", "object")),
        ("member-of", PERSON, PERSON, "UnknownLink", ("subject", "object")),
        ("employed-by", BODY, BODY, "UnknownLink", ("subject", "object")),
        ("owns", PERSON, BODY, "UnknownLink", ("subject", "object")),
        ("parent-of", BODY, BODY, "UnknownLink", ("subject", "object")),
        ("associated-with", PERSON, BODY, "UnknownLink", ("subject", "object")),
    ],
)
def test_a_relation_takes_a_schema_that_says_no_more(type_, start, end, schema, ends) -> None:
    """A built-in type between ends that fit; everything else is a link of which the role tells."""
    found = link(type_, start, end)
    assert found is not None
    assert found["schema"] == schema
    assert [found["properties"][name] for name in ends] == [["actor-a"], ["actor-b"]]


@pytest.mark.parametrize("status", ["reported", "alleged", "charged", "disputed"])
def test_what_is_only_said_is_no_membership(status) -> None:
    """A qualified relation is a link whose role says how it stands."""
    found = link("member-of", PERSON, BODY, status=status)
    assert found is not None
    assert found["schema"] == "UnknownLink"
    assert found["properties"]["role"] == [f"Member of ({status})"]
    assert found["properties"]["status"] == [status]


@pytest.mark.parametrize("status", ["confirmed", "convicted"])
def test_what_is_established_keeps_its_schema_and_says_so(status) -> None:
    """The dossier itself states it; the status stands beside it."""
    found = link("member-of", PERSON, BODY, status=status)
    assert found is not None
    assert found["schema"] == "Membership"
    assert found["properties"]["role"] == [f"Member of ({status})"]


@pytest.mark.parametrize("status", ["denied", "acquitted"])
def test_what_is_denied_is_no_link(status) -> None:
    """A line between two actors would say the contrary of the record."""
    assert link("member-of", PERSON, BODY, status=status) is None


def test_a_source_that_denies_is_no_proof() -> None:
    """It is named in words; the relation counts as disputed."""
    found = link(
        "owns",
        PERSON,
        {**BODY, "kind": "company"},
        sources=({"source": "paper", "stance": "denies"},),
    )
    assert found is not None
    assert found["schema"] == "UnknownLink"
    assert found["properties"]["role"] == ["Owns (disputed)"]
    assert "proof" not in found["properties"]
    assert found["properties"]["summary"] == ["Denied in: A paper (source-paper)"]


def test_dates_of_a_relation_say_no_more_than_the_record() -> None:
    """A sure date is a date; "about 2013" stands in words and in EDTF."""
    found = link("rival-of", BODY, BODY, since="2013~", until="2024-06")
    assert found is not None
    assert "startDate" not in found["properties"]
    assert found["properties"]["endDate"] == ["2024-06"]
    assert found["properties"]["summary"] == ["Since: about 2013 (EDTF 2013~)"]


# ----------------------------------------------------------------------------- events, sources


def event(**record: Any) -> dict[str, list[str]]:
    """The properties written of an event."""
    records = {"events": {"e": {"title": "A sale", **record}}, "actors": {"a": PERSON}}
    return entities(**records, sources={"paper": {"title": "A paper"}})["event-e"]["properties"]


@pytest.mark.parametrize(
    ("written", "held"),
    [
        ("2024-07-25", {"date": ["2024-07-25"]}),
        ("2024", {"date": ["2024"]}),
        ("2024-07-25T14:30:00Z", {"date": ["2024-07-25T14:30:00"]}),
        (
            "2024-07-25T14:30:00",
            {
                "date": ["2024-07-25"],
                "notes": ["Date: 25 July 2024, 14:30:00 (EDTF 2024-07-25T14:30:00)"],
            },
        ),
        (
            "2024-07-XX",
            {"date": ["2024-07"], "notes": ["Date: July 2024 (day not known) (EDTF 2024-07-XX)"]},
        ),
        ("2013~", {"notes": ["Date: about 2013 (EDTF 2013~)"]}),
        ("201X", {"notes": ["Date: 2010s (EDTF 201X)"]}),
        ("0800", {"notes": ["Date: AD 800 (EDTF 0800)"]}),
        (
            "2023/2024-02",
            {
                "startDate": ["2023"],
                "endDate": ["2024-02"],
                "notes": ["Date: 2023 to February 2024 (EDTF 2023/2024-02)"],
            },
        ),
        ("../2011", {"endDate": ["2011"], "notes": ["Date: until 2011 (EDTF ../2011)"]}),
    ],
)
def test_an_event_has_the_date_that_can_be_held(written, held) -> None:
    """What FollowTheMoney cannot hold of a date stands in words, and in EDTF."""
    said = event(date=written)
    names = ("date", "startDate", "endDate", "notes")
    assert {name: said[name] for name in names if name in said} == held


def test_dates_of_different_accounts_are_all_there() -> None:
    """The preferred one is the date, every one of them a note with who gives it."""
    accounts = (
        {"date": "2026-07-25", "sources": ("paper",)},
        {"date": "2024-07-25", "preferred": True},
    )
    said = event(dates=accounts)
    assert said["date"] == ["2024-07-25"]
    assert said["notes"] == [
        "Date by source-paper: 25 July 2026 (EDTF 2026-07-25)",
        "Date by an account: 25 July 2024 (EDTF 2024-07-25)",
    ]
    assert event(dates=tuple({"date": d["date"]} for d in accounts))["date"] == [
        "2026-07-25",
        "2024-07-25",
    ]


def test_an_event_says_in_its_name_how_it_stands() -> None:
    """A list of events shows names alone."""
    said = event(
        status="denied", actors=("a",), place="Lindow; north", sources=("paper",), description="So."
    )
    assert said["name"] == ["A sale (denied)"]
    assert said["involved"] == ["actor-a"]
    assert said["location"] == ["Lindow, north"]
    assert said["proof"] == ["source-paper"]
    assert said["description"] == ["So."]


def test_a_source_is_an_article_with_what_is_known_of_it() -> None:
    """Publisher and authors by name; what the copy is worth in notes."""
    source = {
        "title": "A paper", "type": "report", "publisher": "b", "author": ("Dana Reyes", "a"),
        "published": "2024-05", "accessed": "2024-06-01", "url": "HTTPS://a.example", "language": "es-MX",
        "held": False, "fidelity": "ocr", "url_status": "dead", "license": "CC0",
        "archive_url": "https://b.example/x", "archive_date": "2024-05-04", "reliability": "B",
    }  # fmt: skip
    said = entities(
        actors={"a": {**PERSON, "name": "Ann"}, "b": {**BODY, "name": "The Herald"}},
        sources={"s": source},
    )
    assert said["source-s"] == {
        "id": "source-s", "schema": "Article",
        "properties": {
            "title": ["A paper"], "author": ["Dana Reyes", "Ann"], "publisher": ["The Herald"],
            "sourceUrl": ["https://a.example/"], "publishedAt": ["2024-05"], "retrievedAt": ["2024-06-01"],
            "language": ["spa"],
            "notes": [
                "Type: report", "Held: no: known only through others", "Copy: read by machine from a scan",
                "Address: no longer there", "Archived copy: https://b.example/x",
                "Archived: 4 May 2024 (EDTF 2024-05-04)", "Reliability: B", "License: CC0",
            ],
        },
    }  # fmt: skip


def test_who_is_named_in_a_passage_is_a_mention() -> None:
    """One for each source and actor, with every name that the passages use."""
    quotes = ({"quote": "Ann Lee left."}, {"quote": "Then Ann Lee, or Annie, returned."})
    found = entities(
        actors={"ann": {"name": "Ann Lee", "kind": "person", "aliases": ("Annie",)}},
        sources={"s": {"title": "A paper", "excerpts": quotes}},
    )
    assert found["mention--s--ann"] == {
        "id": "mention--s--ann", "schema": "Mention",
        "properties": {"document": ["source-s"], "resolved": ["actor-ann"], "name": ["Ann Lee", "Annie"]},
    }  # fmt: skip


# ----------------------------------------------------------------------- against the package


@pytest.mark.parametrize("name", ["example", "tangled"])
def test_the_package_keeps_every_value_of_a_site(name, built_site, ftm) -> None:
    """Each line loads, is valid, has what its schema requires, and comes back value by value."""
    lines = (built_site(name) / "data/entities.ftm.json").read_text("utf-8").splitlines()
    loaded = [json.loads(line) for line in lines]
    assert [found for line in loaded if (found := lost_by(ftm, line))] == []
    ids = {line["id"] for line in loaded}
    for line in loaded:
        schema = ftm.model.get(line["schema"])
        for prop, values in line["properties"].items():
            if schema.properties[prop].type.name == "entity":
                assert set(values) <= ids, (line["id"], prop)
                expected = schema.properties[prop].range
                for value in values:
                    target = next(each for each in loaded if each["id"] == value)
                    assert ftm.model.get(target["schema"]).is_a(expected), (line["id"], prop)


def test_the_oracle_sees_a_value_that_is_dropped(ftm) -> None:
    """The check above fails on a date, a web address and a property that the package does not take."""
    said = {"name": ["x"], "birthDate": ["1970-13"], "website": ["javascript:x"], "nose": ["y"]}
    found = lost_by(ftm, {"id": "a", "schema": "Person", "properties": said})
    assert {name for _, *names in found for name in names} >= {"birthDate", "website", "nose"}


@given(text=ANYWHERE | SIGNS)
def test_the_package_changes_no_value_that_was_prepared(text, ftm) -> None:
    """Of any text: names, words, places and prose come out of it as they went in."""
    entity = Entity("x", "Event")
    entity.name("name", f"a{text}")
    entity.name("alias", text)
    entity.words("keywords", text)
    entity.place("location", text)
    entity.text("summary", text)
    entity.remark(text, text)
    assert lost_by(ftm, json.loads(entity.line())) == []


@given(url=st.from_regex(r"\A[hH]ttps?://[^\s<>\"]{1,40}\Z"))
def test_a_web_address_is_held_or_kept_in_a_note(url, ftm) -> None:
    """What the package takes for no address stands in words instead."""
    entity = Entity("x", "Article")
    entity.url("sourceUrl", url)
    assert entity.properties
    assert lost_by(ftm, json.loads(entity.line())) == []


EDTF = st.from_regex(r"\A-?[0-2][0-9]{3}(-(0[1-9]|1[0-2]|2[1-4]|XX)(-([0-2][1-9]|XX))?)?[?~%]?\Z")


@given(written=EDTF | st.sampled_from(["201X", "20XX", "Y17000", "3024", "9999", "1000", "0999"]))
def test_every_date_that_is_written_is_one(written, ftm) -> None:
    """The package keeps it as it stands."""
    from followthemoney.types import registry

    try:
        value = date_value(parse_edtf(written))
    except EdtfError:
        return
    assert value is None or registry.date.clean(value) == value


def test_the_package_knows_every_language_written(ftm) -> None:
    """And each that it knows by two letters is written."""
    from followthemoney.types import registry

    known = {code: registry.language.clean(code) for code in map("".join, TWO_LETTERS)}
    written = {code: language_value(code) for code in known}
    assert {c: v for c, v in written.items() if v} == {c: v for c, v in known.items() if v}


TWO_LETTERS = [(a, b) for a in "abcdefghijklmnopqrstuvwxyz" for b in "abcdefghijklmnopqrstuvwxyz"]


# ------------------------------------------------------------------------------------- values


@given(ANYWHERE | SIGNS)
def test_values_are_stable_and_in_their_limits(text) -> None:
    """Preparing a value twice changes nothing; an entity keeps to what a type may hold."""
    for prepare in (text_value, name_value, address_value):
        assert prepare(prepare(text)) == prepare(text)
    entity = Entity("x", "Event")
    entity.name("name", text * 50)
    entity.words("keywords", text * 50)
    entity.place("location", text * 50)
    limits = {"name": NAME, "keywords": WORDS, "location": ADDRESS}
    for name, limit in limits.items():
        assert all(len(value) <= limit for value in entity.properties.get(name, []))


def test_long_prose_is_several_values_without_a_word_lost() -> None:
    """A text beyond the limit is cut at blanks."""
    text = "word " * 40_000
    values = long_value(text)
    assert len(values) == 4
    assert max(map(len, values)) <= TEXT
    assert " ".join(values).split() == text.split()


@pytest.mark.parametrize(
    ("url", "held"),
    [
        ("https://a.example", "https://a.example/"),
        ("HTTP://A.example/x?y=1#z", "http://A.example/x?y=1#z"),
        ("https://a.example:99999/x", None),
        ("https://[x/", None),
        ("https://3.4/x", None),
        ("https://a b.example/", None),
    ],
)
def test_a_web_address_has_a_host(url, held) -> None:
    """As the package sees it, without the package."""
    assert url_value(url) == held


def test_ids_are_what_the_package_takes_for_ids(built_site) -> None:
    """Letters, digits and hyphens: a full stop would part an id from its signature in Aleph."""
    lines = (built_site("tangled") / "data/entities.ftm.json").read_text("utf-8").splitlines()
    for line in lines:
        assert re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,198}[a-z0-9])", json.loads(line)["id"])
