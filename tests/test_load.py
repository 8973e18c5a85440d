"""The seam between YAML and records: words stay words, nothing is guessed, nothing raises."""

from __future__ import annotations

import datetime
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.config import SiteConfig
from dossier.load import load, load_config
from dossier.load.files import path_problem
from dossier.load.locate import locate
from dossier.load.schema import validate
from dossier.load.text import TextProblem, decode, front_matter
from dossier.load.yaml_source import Marks, parse
from dossier.model.actor import Actor
from dossier.model.claim import Event
from dossier.model.dossier import FreePage
from dossier.model.scalars import Plain
from dossier.model.source import Source

ADA = "content/actors/ada-moreno.yml"
MODELS = {
    Actor: {"id": "ada", "path": "ada.yml"},
    Source: {"id": "ada", "path": "ada.yml"},
    Event: {},
    FreePage: {"slug": "ada", "path": "ada.md", "markdown": "Words."},
    SiteConfig: {},
}


def value_of(text: str) -> Any:
    """The value of a YAML text that has nothing wrong with it."""
    value, found = parse(text, "a.yml")
    assert found == []
    return value


def actor_of(text: str) -> tuple[Actor | None, list[str]]:
    """The actor a profile makes, and the codes of what is wrong with it."""
    values, found = parse(text, "a.yml")
    actor, more = validate(Actor, values, "a.yml", {"id": "ada", "path": "a.yml"})
    return actor, [d.code for d in found + more]


WORDS = [
    "no", "yes", "on", "off", "n", "y", "No", "12:30", "12:30:45", "017", "1e3", "0x10", "0o17",
    "1_000", "1.10", "2024-01-01", "2021-13-45", ".nan", ".inf", "-.inf", "true", "True", "NULL",
    "Null", "+1", "1,000", "=", "~a", "--", "a#b", "http://example.org/#a", "Ñandú", "林伟",
]  # fmt: skip


@pytest.mark.parametrize("word", WORDS)
def test_plain_scalars_stay_the_words_that_were_written(word):
    """YAML 1.1 would make numbers, dates and booleans of these; here they stay words."""
    assert value_of(f"name: {word}\n") == {"name": word}
    actor, found = actor_of(f"name: {word}\nkind: person\ntags:\n- a\n- {word}\n")
    assert found == []
    assert actor is not None
    assert actor.name == word
    assert actor.tags[1] == word


@pytest.mark.parametrize("written", ["", "~", "null", " # nothing"])
def test_empty_values_count_as_left_out(written):
    """A key with nothing behind it is as if it were not there, also a required one."""
    actor, found = actor_of(f"name: Ada\nkind: person\nrole: {written}\nsummary: {written}\n")
    assert found == []
    assert actor is not None
    assert (actor.role, actor.summary) == ("subject", None)
    assert actor_of(f"name: {written}\nkind: person\n") == (None, ["missing-key"])


@pytest.mark.parametrize("written", ['"~"', "'null'", '""'])
def test_quoted_empties_are_words(written):
    """Quotation marks make words of what would otherwise be nothing."""
    actor, found = actor_of(f"name: {written}\nkind: person\n")
    assert (found == ["bad-value"]) if written == '""' else (actor and actor.name in ("~", "null"))


@pytest.mark.parametrize(
    "written",
    ['"true"', "'true'", "yes", "True", "TRUE", "on", "1", '"false"', "no", "", "~", "[]"],
)
@pytest.mark.parametrize("model", [Actor, Source, Event, FreePage])
def test_a_doubtful_draft_flag_is_an_error(written, model):
    """Where privacy hangs on a flag nothing is guessed: neither published nor hidden in silence."""
    values = value_of(f"name: A\nkind: person\ntitle: A\ndraft: {written}\n")
    wanted = {"name", "kind", "draft"} if model is Actor else {"title", "draft"}
    values = {key: value for key, value in values.items() if key in wanted}
    record, found = validate(model, values, "a.yml", MODELS[model])
    assert record is None
    assert [d.code for d in found] == ["wrong-type"]


def test_a_plain_draft_flag_is_read():
    """`true` and `false` without quotation marks are the two flags there are."""
    assert actor_of("name: A\nkind: person\ndraft: true\n")[0].draft is True
    assert actor_of("name: A\nkind: person\ndraft: false\n")[0].draft is False
    assert actor_of("name: A\nkind: person\n")[0].draft is False


@pytest.mark.parametrize(
    "written", ["", "~", '""', "2027", "2027-05", "2027-02-30", "tomorrow", "[]"]
)
def test_a_doubtful_embargo_is_an_error(written):
    """An embargo that is not one day would otherwise publish."""
    assert actor_of(f"name: A\nkind: person\nembargo: {written}\n") == (None, ["bad-date"])


@pytest.mark.parametrize("written", ["2027-05-01", '"2027-05-01"'])
def test_an_embargo_is_one_day(written):
    """A day is a day with and without quotation marks."""
    actor, found = actor_of(f"name: A\nkind: person\nembargo: {written}\n")
    assert found == []
    assert actor is not None
    assert actor.embargo == datetime.date(2027, 5, 1)
    assert actor.is_hidden(datetime.date(2027, 4, 30))
    assert not actor.is_hidden(datetime.date(2027, 5, 1))


def test_numbers_are_read_only_where_a_number_is_wanted():
    """`credibility: 2` is a number, `value: 1970` stays a word, `credibility: "2"` is an error."""
    facts = "name: A\nkind: person\nfacts:\n  - {{label: Born, value: 1970, credibility: {}}}\n"
    actor, found = actor_of(facts.format("2"))
    assert found == []
    assert actor is not None
    assert (actor.facts[0].value, actor.facts[0].credibility) == ("1970", 2)
    assert actor_of(facts.format('"2"')) == (None, ["wrong-type"])
    assert actor_of(facts.format("2.0")) == (None, ["wrong-type"])
    assert actor_of(facts.format("0")) == (None, ["bad-value"])


def test_aliases_of_yaml_are_read_and_merge_keys_are_not():
    """`&name` and `*name` repeat a value; `<<` is an unknown key, not a silent merge."""
    assert value_of("a: &x [1, 2]\nb: *x\n") == {"a": ("1", "2"), "b": ("1", "2")}
    assert value_of("a: &x {c: 1}\nb: *x\n") == {"a": {"c": "1"}, "b": {"c": "1"}}
    base = "name: A\nkind: person\nfacts:\n  - &f {label: L, value: V}\n"
    assert actor_of(base + "  - *f\n")[1] == []
    assert "unknown-key" in actor_of(base + "  - {<<: *f, value: W}\n")[1]
    redefined = value_of("a: &x 1\nb: &x 2\nc: *x\n")
    assert redefined == {"a": "1", "b": "2", "c": "2"}


@pytest.mark.parametrize("text", ["a: *x\n", "a: &x [*x]\n", "a: *x\nb: &x 1\n"])
def test_an_alias_of_nothing_or_of_itself_is_an_error(text):
    """An alias refers to a value that is complete and stands before it."""
    value, found = parse(text, "a.yml")
    assert value is None
    assert [d.code for d in found] == ["yaml-syntax"]


def test_of_two_equal_keys_the_first_counts_and_the_second_is_reported():
    """A key stands once; findings about its value are placed at the first."""
    marks = Marks()
    value, found = parse("a: 1\nb:\n  c: 1\nb:\n  c: 2\n  d: 3\na: 2\n", "a.yml", marks)
    assert value == {"a": "1", "b": {"c": "1"}}
    places = [(d.code, d.location.line, d.location.column) for d in found]
    assert places == [("duplicate-key", 4, 1), ("duplicate-key", 7, 1)]
    assert marks.at["b", "c"] == (2, 2)
    assert ("b", "d") not in marks.at


def test_many_equal_keys_take_no_longer_than_many_others():
    """A file of duplicates is read in time linear to its size."""
    began = time.perf_counter()
    _, found = parse("".join("a: 1\n" for _ in range(50_000)), "a.yml", Marks())
    assert len(found) == 49_999
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    "text", ["", "\n", "# only\n# comments\n", "---\n", "---\n...\n", "\ufeff", "~"]
)
def test_an_empty_file_lacks_its_required_keys(text, make_site):
    """Nothing, comments only and a lone `---` are an empty record, not a crash."""
    dossier, found = load(make_site({ADA: text}))
    assert dossier is not None
    assert {(d.code, d.message) for d in found} == {
        ("missing-key", "the key 'name' is required"),
        ("missing-key", "the key 'kind' is required"),
    }


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_make_no_difference(ends, mark, make_site):
    """The same profile comes out of every editor, and findings stand in the same line."""
    lines = ["name: José", "kind: person", "summary: |", "  One.", "  Two.", "rol: x", ""]
    site = make_site({ADA: (mark + ends.join(lines)).encode()})
    dossier, found = load(site)
    assert dossier is not None
    assert [(d.location.line, line) for d, line in locate(site, found)] == [(6, "rol: x")]
    site = make_site({ADA: (mark + ends.join(lines[:5]) + ends).encode()})
    dossier, found = load(site)
    assert found == []
    assert dossier is not None
    assert dossier.actors["ada-moreno"].summary == "One.\nTwo.\n"


@pytest.mark.parametrize("word", ["a", "pr", "prv", "private", " ", "? ", "'", ": ", "[["])
def test_findings_of_a_broken_file_are_placed_in_no_time(word, make_site):
    """A line of a million characters, whatever they repeat, keeps nothing busy."""
    site = make_site({ADA: f"name: 'A' {word * (1_000_000 // len(word))}\n"})
    began = time.perf_counter()
    _, found = load(site)
    assert len(locate(site, found)) == len(found) >= 1
    assert time.perf_counter() - began < 5


def test_decode_names_the_place_of_the_first_bad_byte():
    """Lines and columns count characters, not bytes."""
    with pytest.raises(TextProblem) as caught:
        decode("é\nééé".encode() + b"\xff")
    assert (caught.value.code, caught.value.line, caught.value.column) == ("not-utf8", 1, 3)


@pytest.mark.parametrize(
    ("text", "yaml_text", "body"),
    [
        ("Words.\n", None, "Words.\n"),
        ("", None, ""),
        ("---\na: 1\n---\nWords.\n", "\na: 1", "Words.\n"),
        ("---\r\na: 1\r\n---\r\nWords.", "\na: 1", "Words."),
        ("\n\n--- \na: 1\n---\t\nW", "\n\n\na: 1", "W"),
        ("---\na: x---y\n----\n---\nW", "\na: x---y\n----", "W"),
        ("---\n---\nW", "\n", "W"),
        ("---\na: 1\n", "\na: 1\n", None),
        ("Words.\n---\na: 1\n---\n", None, "Words.\n---\na: 1\n---\n"),
    ],
)
def test_front_matter_stands_between_two_lines_of_dashes(text, yaml_text, body):
    """Only whole lines `---` count, and the YAML keeps the lines it has in the file."""
    assert front_matter(text) == (yaml_text, body)


def test_a_page_takes_its_title_from_the_front_matter_the_heading_or_the_name(make_site):
    """The first that is there counts; an empty `title:` counts as left out."""
    site = make_site({
        "content/pages/one.md": "---\ntitle: First\n---\n# Heading\n\nWords.\n",
        "content/pages/two.md": "---\ntitle:\n---\n\n# Heading\n\nWords.\n",
        "content/pages/three-words.md": "Words.\n",
    })  # fmt: skip
    dossier, found = load(site)
    assert found == []
    assert dossier is not None
    assert {slug: page.title for slug, page in dossier.pages.items()} == {
        "one": "First", "two": "Heading", "three-words": "Three words",
    }  # fmt: skip
    assert "Heading" not in dossier.pages["two"].markdown


def test_a_broken_record_is_not_reported_again_by_those_that_refer_to_it(make_site):
    """One mistake is one message: references to a record with errors are not called unknown."""
    site = make_site({
        ADA: "name: Ada\nkind: person\nrelations:\n  - {to: bo, type: leads, sources: [log]}\n",
        "content/actors/bo.yml": "name: [\n",
        "content/sources/log.yml": "titel: Log\n",
    })  # fmt: skip
    _, found = load(site)
    assert sorted((d.location.path, d.code) for d in found) == [
        ("content/actors/bo.yml", "yaml-syntax"),
        ("content/sources/log.yml", "missing-key"),
        ("content/sources/log.yml", "unknown-key"),
    ]


def test_names_of_files_may_end_in_capital_letters(make_site):
    """`.YML`, as some systems write it, is a profile too and not passed over in silence."""
    dossier, found = load(make_site({"content/actors/ada.YML": "name: A\nkind: person\n"}))
    assert found == []
    assert dossier is not None
    assert list(dossier.actors) == ["ada"]


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("a.txt", True), ("a/b.txt", True), ("a..b.txt", True), ("%2e%2e/a", True),
        ("../a", False), ("a/../../b", False), ("/a", False), ("~/a", False), ("C:/a", False),
        ("a\\b", False), ("\\\\host\\a", False), (".a", False), ("a/.git/b", False), ("..", False),
    ],
)  # fmt: skip
def test_paths_stay_below_their_folder(name, allowed):
    """A path in a record is relative, goes down only, and names nothing hidden."""
    assert (path_problem(name) == "") is allowed


def test_events_of_equal_words_get_numbers(make_site):
    """Two events of a profile that say the same on the same day are still two."""
    events = "events:\n  - {title: T, date: 2024}\n  - {title: T, date: 2024}\n"
    dossier, _ = load(make_site({ADA: f"name: A\nkind: person\n{events}"}))
    assert dossier is not None
    first, second = dossier.events
    assert second == f"{first}-2"


def test_settings_are_reported_together_with_the_content(make_site):
    """A broken site_config.yml does not keep the mistakes of the content back."""
    site = make_site({"site_config.yml": "titel: A\n", ADA: "name: A\nkind: person\nrol: x\n"})
    dossier, found = load(site)
    assert dossier.config.title == "untitled"
    assert {d.location.path for d in found} == {"site_config.yml", ADA}
    assert load_config(site)[0] is None


# ------------------------------------------------------------------------------ whatever is written

NEAR_YAML = st.text(
    st.sampled_from(list("ab:-[]{}#&*!|>'\"%@`, \n\t?~<=0\\é林\u2028\x85\r\ufeff")), max_size=80
)


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=300), NEAR_YAML))
def test_any_text_is_read_or_refused_without_raising(text):
    """Whatever stands in a profile: a value or one finding, places inside the text, in no time."""
    began = time.perf_counter()
    try:
        decoded = decode(text.encode("utf-8", "surrogatepass"))
    except TextProblem:
        return
    marks = Marks()
    value, found = parse(decoded, "a.yml", marks)
    if found and value is None:
        assert len(found) == 1
    else:
        _, more = validate(Actor, value, "a.yml", MODELS[Actor])
        found += more
    for each in found:
        assert each.message
        assert each.location.line <= decoded.count("\n") + decoded.count("\r") + 2
    assert time.perf_counter() - began < 2


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    profile=st.one_of(st.binary(max_size=200), NEAR_YAML.map(str.encode)),
    page=st.one_of(st.binary(max_size=200), NEAR_YAML.map(lambda s: f"---\n{s}\n---\n".encode())),
)
def test_any_bytes_in_any_file_are_loaded_and_located(profile, page, make_site):
    """The whole way from bytes to placed findings: no exception, and a line for each."""
    files = {f"content/{kind}/ada.yml": profile for kind in ("actors", "sources", "events")}
    site = make_site({**files, "content/pages/ada.md": page})
    _, found = load(site)
    located = locate(site, found)
    assert all(d.location.line >= 1 and d.location.column >= 1 for d, _ in located)


VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.text(max_size=20),
        st.text(max_size=20).map(Plain),
        st.sampled_from(["true", "2024-01-01", "1", "ada", "person", "0.5", "x" * 300]).map(Plain),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(
            st.one_of(
                st.text(max_size=8),
                st.sampled_from(
                    ["text", "source", "sources", "date", "dates", "to", "type", "title", "id",
                     "label", "value", "quote", "excerpt", "links", "by", "with", "private"]
                ),
            ),
            inner, max_size=4,
        ),
    ),
    max_leaves=12,
)  # fmt: skip


@pytest.mark.parametrize("model", list(MODELS), ids=lambda model: model.__name__)
def test_any_value_in_any_field_is_a_record_or_findings(model):
    """Every field takes every JSON-like value without raising; what is wrong is said in words."""
    keys = [field.alias or name for name, field in model.model_fields.items()]
    keys = [key for key in keys if key not in MODELS[model]]
    good: dict[str, Any] = {"name": "A", "kind": "person", "title": "A"}
    needed = {key: value for key, value in good.items() if key in keys}

    @settings(max_examples=20 * len(keys))
    @given(st.sampled_from(keys), VALUES)
    def holds(key, value):
        record, found = validate(model, {**needed, key: value}, "a.yml", MODELS[model])
        assert (record is None) == bool(found)
        for each in found:
            assert each.location.keys == () or each.location.keys[0] == key
            assert each.message == each.message.strip()
            assert "Input should" not in each.message
            assert "input should" not in each.message

    holds()


def test_nothing_is_told_of_a_private_value():
    """Any value is right for `private`, so that no message ever repeats it."""

    @settings(max_examples=100)
    @given(VALUES)
    def holds(value):
        given_values = {"name": "A", "kind": "person", "private": value}
        assert validate(Actor, given_values, "a.yml", MODELS[Actor])[1] == []

    holds()
