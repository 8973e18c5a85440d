"""`dossier new`: a file with every key explained, valid at once, and never over another."""

from __future__ import annotations

import datetime
import re

import pytest

from dossier.authoring.ids import id_for
from dossier.authoring.skeleton import skeleton
from dossier.builds import BuildOptions
from dossier.inspection import check
from dossier.json_schema import RECORDS, keys_of, plain_words
from dossier.load.schema import validate
from dossier.load.yaml_source import parse
from dossier.urls import slug_problem

OPTIONS = BuildOptions(datetime.date(2026, 1, 15))
NAMES = {
    "actor": ({"name": "Ada: Moreno", "kind": "person"}, {"id": "a", "path": "p"}),
    "source": ({"title": "[Letter] #1"}, {"id": "a", "path": "p"}),
    "event": ({"title": "no"}, {}),
}


def text_of(kind: str) -> str:
    """A skeleton."""
    return skeleton(kind, f"content/{kind}s/a.yml", NAMES[kind][0], with_schema=True)


def record_of(kind: str, text: str):
    """The record that a text holds, and what is wrong with it."""
    values, found = parse(text, "p")
    record, more = validate(RECORDS[kind], values, "p", NAMES[kind][1])
    return record, found + more


@pytest.mark.parametrize("kind", sorted(NAMES))
def test_a_skeleton_is_valid_and_explains_every_key(kind):
    """The required keys hold what was given; every other key is there with its explanation."""
    text = text_of(kind)
    record, found = record_of(kind, text)
    assert found == []
    for key, value in NAMES[kind][0].items():
        assert getattr(record, key) == value
    lines = text.splitlines()
    for key, known in keys_of(kind).items():
        if (kind, key) == ("event", "id"):
            continue  # its file's name counts
        (at,) = [n for n, line in enumerate(lines) if re.match(rf"#?{key}:", line)]
        begin = max(n for n in range(at) if not lines[n])
        said = " ".join(line.removeprefix("# ") for line in lines[begin + 1 : at])
        assert said.removesuffix(" (required)") == plain_words(known.said)


def test_a_bare_file_holds_what_was_said_and_no_more(make_site, run):
    """Who knows the keys does not have to clear a hundred lines of explanations away."""
    site = make_site({})
    for what in (
        ["actor", "Ada: Moreno", "--role", "official"],
        ["source", "no"],
        ["page", "About"],
    ):
        assert run("new", "--site", site, "--bare", *what).code == 0
    read = {path.name: path.read_text("utf-8") for path in (site / "content").rglob("*.*")}
    assert read == {
        "ada-moreno.yml": 'name: "Ada: Moreno"\nkind: person\nrole: official\n',
        "no.yml": 'title: "no"\n',
        "about.md": "---\ntitle: About\n---\n\n",
    }
    assert run("check", "--site", site).code == 0


@pytest.mark.parametrize("kind", sorted(NAMES))
def test_each_key_can_be_taken_in_by_itself(kind):
    """With the hash before it away a key is valid; of a list of records what is required is asked for."""
    lines = text_of(kind).splitlines()
    keys = [n for n, line in enumerate(lines) if re.match(r"#\w+:", line)]
    assert len(keys) > 8
    for at in keys:
        end = next((n for n in range(at + 1, len(lines)) if not lines[n]), len(lines))
        block = [line.removeprefix("#") for line in lines[at:end]]
        changed = "\n".join([*lines[:at], *block, *lines[end:]])
        _, found = record_of(kind, changed)
        asked = [line for line in block[1:] if "(required)" in line]
        assert {each.code for each in found} == ({"missing-key"} if asked else set()), block
        assert len(found) == len(asked)


def test_what_a_nested_block_holds_hides_nothing():
    """Taking in a whole block withholds no event."""
    nested = [line for line in text_of("actor").splitlines() if line.startswith("#  ")]
    assert not [line for line in nested if re.search(r"\b(draft|embargo|private):", line)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ada Moreno", "ada-moreno"), ("Íñigo O'Neill", "inigo-oneill"), ("Łódź", "lodz"),
        ("Ада Морено", "ada-moreno"), ("Αθήνα", "athina"), ("习近平", "xijinping"),
        ("محمد", "mhmd"), ("3M Company", "m-company"), ("...", ""), ("con", ""), ("index", ""),
    ],
)  # fmt: skip
def test_ids_are_made_of_names(name, expected):
    """In any letters; "" where nothing is left, or the id is taken by the system."""
    assert id_for(name) == expected
    assert not expected or not slug_problem(expected)


def test_each_kind_is_written_and_checks_clean(make_site, run):
    """The command prints the path; the dossier has no error afterwards."""
    site = make_site({})
    for words, path in (
        (["actor", "Ада Морено"], "content/actors/ada-moreno.yml"),
        (["actor", "The Herald", "--kind", "outlet", "--role", "outlet"], "content/actors/the-herald.yml"),
        (["source", "A hundred years: and a few"], "content/sources/a-hundred-years-and-a-few.yml"),
        (["event", "The final", "--id", "final"], "content/events/final.yml"),
        (["page", "About us"], "content/pages/about-us.md"),
    ):  # fmt: skip
        ran = run("new", *words, "--site", site)
        assert (ran.code, ran.stdout, ran.stderr) == (0, f"{path}\n", "")
        assert (site / path).is_file()
    codes = {found.code for found in check(site, OPTIONS).diagnostics}
    assert codes <= {"unsourced-claim"}
    herald = (site / "content/actors/the-herald.yml").read_text()
    assert "\nkind: outlet\n" in herald
    assert "\nrole: outlet\n" in herald
    assert "yaml-language-server" not in herald
    assert run("schema", "--site", site).code == 0
    assert run("new", "actor", "Bo", "--site", site).code == 0
    first = (site / "content/actors/bo.yml").read_text().splitlines()[0]
    assert first == "# yaml-language-server: $schema=../../.dossier/schema/actor.json"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["actor", "Ada"], 1, "the id 'ada' is taken by content/actors/people/ada.yml"),
        (
            ["actor", "Ada Byron"],
            1,
            "the id 'ada-byron' was an id of content/actors/people/ada.yml",
        ),
        (["actor", "…"], 2, "no id can be made of '…'; name one with --id"),
        (["actor", "X", "--id", "No Id"], 2, "an id is lower-case letters"),
        (["page", "Timeline"], 2, "'timeline' is a folder of the site itself"),
        (["actor", "Bo", "--kind", "persn"], 2, "no kind 'persn'; did you mean 'person'?"),
        (
            ["source", "Bo", "--kind", "person"],
            2,
            "--kind and --role are for actors, not for a source",
        ),
        (["event", "Bo", "--role", "official"], 2, "are for actors, not for an event."),
        (["actor", " "], 2, "write the name, or the title"),
        (["thing", "Bo"], 2, "'thing' is not one of"),
    ],
)
def test_what_cannot_be_is_refused(words, code, said, make_site, run):
    """One line that says what to do, and no file."""
    ada = "name: Ada\nkind: person\nformer_ids: [ada-byron]\n"
    site = make_site({"content/actors/people/ada.yml": ada})
    ran = run("new", *words, "--site", site)
    assert ran.code == code
    assert said in " ".join(ran.stderr.split())
    assert len(list(site.rglob("*.*"))) == 2


def test_an_id_that_an_actor_had_is_free_for_other_things(make_site, run):
    """Only the address of an actor leads on."""
    ada = "name: Ada\nkind: person\nformer_ids: [ada-byron]\n"
    site = make_site({"content/actors/ada.yml": ada})
    assert run("new", "source", "Ada Byron", "--site", site).code == 0


def test_kinds_of_the_dossier_are_known(make_site, run):
    """A kind that site_config.yml declares is one."""
    site = make_site({"site_config.yml": "title: T\nkinds: {club: {label: Club}}\n"})
    assert run("new", "actor", "FC", "--kind", "club", "--site", site).code == 0
