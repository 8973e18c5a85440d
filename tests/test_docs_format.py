"""`docs/format.md` against the program: every key, default and value, and the examples themselves.

Markers in the page, invisible to its readers, say what a table or an example is: `<!-- record: X -->`
stands before the table of the record X, `<!-- file: path -->` before a part of that file.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from dossier.config import DEFAULT_RELATION_TYPES, SiteConfig
from dossier.json_schema import explained
from dossier.model.actor import BUILT_IN_KINDS, Actor
from dossier.model.claim import Event
from dossier.model.date_tables import ENGLISH
from dossier.model.date_words import in_words
from dossier.model.dates import parse_edtf
from dossier.model.dossier import FreePage
from dossier.model.linked import MarkupRequest, Targets
from dossier.model.source import Source
from dossier.urls import RESERVED_PAGES, RESERVED_SLUGS

FILE = Path(__file__).parents[1] / "docs" / "format.md"
PAGE = FILE.read_text("utf-8")
ROOTS = (Actor, Source, Event, FreePage, SiteConfig)
AS_OF = "2026-01-15"

INJECTED = {"path", "slug", "markdown"}
"""What a file's place tells; `id` too, of a record that has a path."""

RECORD = re.compile(r"^<!-- record: (\w+) -->\n", re.MULTILINE)
EXAMPLE = re.compile(r"^(?:<!-- file: (\S+) -->\n)?```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def records_in(annotation: Any) -> list[type[BaseModel]]:
    """The record classes of a field's type."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for part in get_args(annotation) for found in records_in(part)]


def all_records() -> dict[str, type[BaseModel]]:
    """Every record that a file of a dossier may hold, by the name of its class."""
    found: dict[str, type[BaseModel]] = {}
    waiting: list[type[BaseModel]] = list(ROOTS)
    while waiting:
        record = waiting.pop()
        if record.__name__ not in found:
            found[record.__name__] = record
            for info in record.model_fields.values():
                waiting += records_in(info.annotation)
    return found


def fields_of(record: type[BaseModel]) -> dict[str, Any]:
    """The keys that a file may have, with pydantic's knowledge of each."""
    left_out = INJECTED | ({"id"} if "path" in record.model_fields else set())
    return {
        info.alias or name: info
        for name, info in record.model_fields.items()
        if name not in left_out
    }


def literals_in(annotation: Any) -> list[str]:
    """The words that a field takes, where only some are allowed."""
    if get_origin(annotation) is Literal:
        return [str(value) for value in get_args(annotation)]
    if records_in(annotation):
        return []
    return [word for part in get_args(annotation) for word in literals_in(part)]


def table_at(start: int) -> list[list[str]]:
    """The rows of the table that begins at an offset of the page, without its head."""
    lines = PAGE[start:].split("\n\n", 1)[0].splitlines()
    assert lines[1].startswith("| ---"), f"no table follows the marker: {lines[0]}"
    return [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for line in lines[2:]
        if line.startswith("|")
    ]


def table_after(marker: str) -> list[list[str]]:
    """The rows of the table after a marker."""
    return table_at(PAGE.index(f"<!-- {marker} -->\n") + len(f"<!-- {marker} -->\n"))


def code_words(text: str) -> list[str]:
    """What stands between backticks."""
    return re.findall(r"`([^`]+)`", text)


TABLES = {match[1]: table_at(match.end()) for match in RECORD.finditer(PAGE)}
RECORDS = all_records()


def test_every_record_has_one_table():
    """A record that a file may hold has a table of its keys, and no table is of anything else."""
    names = [match[1] for match in RECORD.finditer(PAGE)]
    assert sorted(names) == sorted(RECORDS)


def test_no_table_of_keys_is_unmarked():
    """A table whose third column says what happens without a key is compared with the program."""
    heads = PAGE.count("| key | value | if left out |\n")
    assert heads == len(TABLES)


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_the_keys_are_those_of_the_program(name):
    """Each key of a record stands in its table once, and each key of the table exists."""
    named = [code_words(row[0])[0] for row in TABLES[name]]
    assert len(named) == len(set(named))
    assert sorted(named) == sorted(fields_of(RECORDS[name]))


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_required_keys_and_defaults_are_those_of_the_program(name):
    """`(required)` is said of the keys that are, and a default that is a value is in the table."""
    fields = fields_of(RECORDS[name])
    for key, _, without in TABLES[name]:
        word = code_words(key)[0]
        info = fields[word]
        given_by_the_loader = (name, word) == ("FreePage", "title")
        required = info.is_required() and not given_by_the_loader
        assert ("(required)" in key) is required, f"{name}.{word}"
        if required:
            assert without == "", f"{name}.{word}"
            continue
        assert without, f"{name}.{word}: what happens without it?"
        default = info.default
        if isinstance(default, str | bool | int | float) and default is not PydanticUndefined:
            shown = str(default).lower() if isinstance(default, bool) else str(default)
            assert code_words(without)[:1] == [shown], f"{name}.{word}"


def described(said: str) -> str:
    """A key's description in the program, as a cell of a table."""
    return " ".join(said.split()).replace("|", "\\|")


def test_a_key_is_described_in_the_words_of_the_program():
    """What the tables say of a key is what editors and `dossier new` say; it is written once.

    `UPDATE_GOLDEN=1 pytest tests/test_docs_format.py` writes the program's words into the page.
    """
    page = PAGE
    for name, rows in TABLES.items():
        fields = explained(RECORDS[name])
        table = page.index(f"<!-- record: {name} -->")
        end = page.index("\n\n", table)
        for key, said, without in rows:
            wanted = described(fields[code_words(key)[0]].said)
            if os.environ.get("UPDATE_GOLDEN"):
                old, new = (f"| {key} | {words} | {without} |" for words in (said, wanted))
                old, new = (line.replace("|  |", "| |") for line in (old, new))
                page = page[:table] + page[table:end].replace(old, new) + page[end:]
                end = page.index("\n\n", table)
            else:
                assert said == wanted, f"{name}: {key}"
    if os.environ.get("UPDATE_GOLDEN"):
        FILE.write_text(page, "utf-8")


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_every_allowed_word_is_named(name):
    """Where a key takes only some words, its section, or that on claims, names each of them."""
    start = PAGE.index(f"<!-- record: {name} -->")
    following = re.compile(r"^##", re.MULTILINE).search(PAGE, start)
    section = PAGE[start : following.start() if following else len(PAGE)]
    claims = PAGE[PAGE.index("\n## Claims\n") : PAGE.index("\n### Citation\n")]
    for key, info in fields_of(RECORDS[name]).items():
        place = claims if key == "status" else section
        missing = set(literals_in(info.annotation)) - set(code_words(place))
        assert not missing, f"{name}.{key}"


def test_dates_are_shown_as_the_page_says():
    """Each date of the table is accepted, and becomes the words beside it."""
    rows = table_after("dates")
    assert len(rows) > 20
    shown = [[written, in_words(parse_edtf(written.strip("`")), ENGLISH)] for written, _ in rows]
    assert shown == rows


def test_relation_types_are_those_of_the_program():
    """The table of built-in relation types has all of them, with their labels."""
    wanted = [[f"`{k}`", t.label, t.inverse_label] for k, t in DEFAULT_RELATION_TYPES.items()]
    assert table_after("relation types") == wanted


def test_reserved_names_and_kinds_are_named():
    """Names that no file may have, and the kinds of actors, stand in their sections."""
    ids = PAGE[PAGE.index("\n## Ids\n") : PAGE.index("\n## Dates\n")]
    numbered = {name for name in RESERVED_SLUGS if name[-1].isdigit()}
    assert numbered == {f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10)}
    assert {*RESERVED_PAGES, *(RESERVED_SLUGS - numbered)} <= set(code_words(ids))
    assert {"com1", "com9", "lpt1", "lpt9"} <= set(code_words(ids))
    (kind,) = [row for row in TABLES["Actor"] if row[0].startswith("`kind`")]
    assert set(BUILT_IN_KINDS) <= set(code_words(kind[1]))


def test_links_of_the_page_lead_to_its_headings():
    """A link inside the page leads to a heading, by the name that GitHub gives it."""
    outside_code = EXAMPLE.sub("", PAGE)
    headings = re.findall(r"^#+ (.+)$", outside_code, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in headings}
    links = set(re.findall(r"\]\(#([^)]+)\)", outside_code)) - {"place"}
    assert links
    assert links <= anchors


def example_files() -> dict[str, str]:
    """The files of the page's examples; parts of one file are joined in the page's order."""
    files: dict[str, str] = {}
    for path, _, text in EXAMPLE.findall(PAGE):
        if path:
            files[path] = files.get(path, "") + text
    return files


@pytest.fixture
def example(make_site):
    """The dossier that the examples form."""
    return make_site(example_files())


def test_every_yaml_example_belongs_to_a_file():
    """No example of YAML or Markdown stands in the page untested."""
    examples = EXAMPLE.findall(PAGE)
    assert len(examples) == len(re.findall(r"^```", PAGE, re.MULTILINE)) / 2
    assert [text for path, kind, text in examples if not path and kind != "text"] == []


def test_the_examples_are_a_dossier_without_a_fault(example, run):
    """All examples together pass the real `check`, without a warning."""
    ran = run("check", "--site", example, "--as-of", AS_OF)
    told = "no problems; 5 quotes without a text here: none of them verified"
    assert (ran.code, ran.stderr, ran.stdout.splitlines()[0]) == (0, "", told)


def test_the_examples_use_every_record(example):
    """Each kind of record is shown in an example: one of its own keys stands in a file."""
    text = "\n".join(example_files().values())
    own_words = {
        "Alias": "ambiguous:", "Fact": "resolution:", "Relation": "type: sponsors",
        "Event": "date_text:", "DatedAccount": "preferred:", "Citation": "stance:",
        "Source": "url_status:", "Excerpt": "prefix:", "Derivation": "basis:", "Image": "credit:",
        "Reply": "reply:", "Correction": "corrections:", "FreePage": "description:",
        "Actor": "former_ids:", "SiteConfig": "base_url:", "Kind": "plural:",
        "RelationType": "inverse:", "Quotation": "max_words:", "Linking": "linking:",
        "Publish": "branch:", "NavigationItem": "label: The club",
    }  # fmt: skip
    assert sorted(own_words) == sorted(RECORDS)
    assert [name for name, word in own_words.items() if word not in text] == []


def test_the_examples_publish_nothing_withheld(example, run, tmp_path):
    """What the page says is withheld is in no file of the built examples, the rest is."""
    output = tmp_path / "out"
    ran = run("build", "--site", example, "--as-of", AS_OF, "--output", output)
    assert (ran.code, ran.stderr) == (0, "")
    files = [path for path in output.rglob("*") if path.is_file()]
    everything = b"\n".join(path.read_bytes() for path in files).decode()
    for word in (
        "Olek", "olek-brandt", "ask Tove", "in the photograph", "second letter", "second-letter",
        "Promised", "secret-meeting", "A meeting at",
    ):  # fmt: skip
        assert word not in everything, word
    for word in ("Mara Lind", "Sponsored by", "In 1911", "images/fc-aurora.svg", "The club"):
        assert word in everything, word
    for place in (
        "actors/fc-aurora/index.html", "actors/aurora-lindow/index.html", "about/index.html",
        "method/index.html", "sources/lindow-herald-2023/index.html", "sitemap.xml",
        "images/fc-aurora.svg",
    ):  # fmt: skip
        assert (output / place).is_file(), place
    timeline = (output / "timeline/index.html").read_text("utf-8")
    assert 'id="event-cup-final"' in timeline
    assert 'id="event-mara-lind-elected"' in timeline
    club = (output / "actors/fc-aurora/index.html").read_text("utf-8")
    assert 'id="fact-members-club"' in club


WITHHELD = {
    "content/actors/olek.yml": "name: Olek Brandt\nkind: person\ndraft: true\n",
    "content/actors/club.yml": (
        "name: FC Aurora\nkind: organization\n"
        "body: 'Paid by [[olek]], [[olek|a third man]] [@letter].'\n"
        "aliases: [{text: Lindow Eleven, sources: [letter]}]\n"
        "facts:\n"
        "  - {label: Both, value: two, sources: [letter, {source: herald, by: olek}]}\n"
        "  - {label: None, value: three}\n"
        "relations: [{to: olek, type: owns}]\n"
    ),
    "content/sources/letter.yml": "title: A letter\ndraft: true\n",
    "content/sources/herald.yml": "title: A newspaper\npublisher: olek\n",
    "content/events/mixed.yml": "title: A match with guests\nactors: [olek, club]\n",
    "content/events/alone.yml": "title: A meeting\nactors: [olek]\n",
}


def test_what_touches_something_withheld_becomes_what_the_page_says(make_site, run, tmp_path):
    """The rows of the table in "What is withheld" on claims, events, links and names."""
    output = tmp_path / "out"
    ran = run("build", "--site", make_site(WITHHELD), "--as-of", AS_OF, "--output", output)
    assert ran.code == 0
    assert "warning[hidden-reference]" in ran.stderr
    files = [path for path in output.rglob("*.html") if path.is_file()]
    everything = "\n".join(path.read_text("utf-8") for path in files)
    assert "Paid by […], " in everything
    assert "a third man" in everything
    assert "A match with guests" in everything
    for word in ("Olek", "olek", "A letter", "Lindow Eleven", "A meeting", "Owns"):
        assert word not in everything, word
    club = (output / "actors/club/index.html").read_text("utf-8")
    assert "two" in club
    assert "three" in club


def test_a_link_by_its_path_to_something_withheld_is_only_words(make_site, run):
    """The last row of that table: the words stay, the path is published nowhere."""
    files = {**WITHHELD, "content/pages/about.md": "[him](actors/olek/) [x](/actors/olek/#a)\n"}
    site = make_site(files)
    ran = run("build", "--site", site, "--as-of", AS_OF)
    assert ran.code == 0, ran.stderr
    assert "<p>him x</p>" in (site / "build/about/index.html").read_text()
    assert b"olek" not in b"".join(p.read_bytes() for p in site.glob("build/**/*.*"))


def test_an_embargo_ends_on_its_day(make_site, run, tmp_path):
    """A record is published on the day of its embargo, and not before it."""
    site = make_site({"content/actors/a.yml": "name: Aria\nkind: person\nembargo: 2026-01-15\n"})
    for day, is_there in (("2026-01-14", False), ("2026-01-15", True)):
        assert run("build", "--site", site, "--as-of", day, "-o", tmp_path / day).code == 0
        assert (tmp_path / day / "actors/a/index.html").is_file() is is_there


def converted(text: str) -> str:
    """A Markdown text as HTML, in a dossier of one actor and one source."""
    from dossier.markup import to_html

    names, labels = {"fc-aurora": "FC Aurora"}, {"herald": "Herald"}
    keys = {"herald": {"sponsor": 1}}
    linked, problems = to_html(MarkupRequest(text, lambda _: (), Targets(names, labels, keys)))
    assert problems == []
    return linked.html


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("[[fc-aurora]]", 'href="actor:fc-aurora"><bdi>FC Aurora</bdi></a>'),
        ("[[fc-aurora|the club]]", 'href="actor:fc-aurora">the club</a>'),
        ("[[|Aurora]]", '<span class="unlinked">Aurora</span>'),
        ("[@herald]", 'href="source:herald"'),
        ("[@herald#sponsor]", 'href="source:herald#passage-sponsor"'),
        ('[@herald: "won again"]', '<q class="quoted" dir="auto">won again</q>'),
        ("[@herald: “won again”]", '<q class="quoted" dir="auto">won again</q>'),
        ("[@herald: «won again»]", '<q class="quoted" dir="auto">won again</q>'),
        ("- a\n  - b", "</li>\n</ul>\n</li>\n</ul>"),
        ("[a](timeline/)", 'href="site:timeline/index.html"'),
        ("[a](about.md)", 'href="site:about/index.html"'),
        ("![a](images/b.svg)", 'src="site:images/b.svg"'),
        ("a <b>bold</b>", "&lt;b&gt;bold&lt;/b&gt;"),
        ("~~a~~", "~~a~~"),
        ("a\n\n    b", "<p>b</p>"),
        ("a\n: b", "<dd>b</dd>"),
        ("# a", "<h2>a</h2>"),
        ("| a |\n| -: |\n| 1 |", '<td class="align-right">1</td>'),
    ],
)
def test_markdown_is_read_as_the_page_says(written, shown):
    """What the section on Markdown says of a form is what becomes of it."""
    assert shown in converted(written)
