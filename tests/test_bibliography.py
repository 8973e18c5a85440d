"""The bibliography in the forms of other programs, read back by their own readers."""

from __future__ import annotations

import json
import logging

import bibtexparser
import pytest
from bibtexparser.middlewares import (
    LatexDecodingMiddleware,
    SeparateCoAuthors,
    SplitNameParts,
)
from hypothesis import given
from hypothesis import strategies as st

from dossier.bibliography import Entry
from dossier.bibliography.bibtex import bibtex_entry
from dossier.bibliography.csl import csl_date, csl_item
from dossier.bibliography.wiki import wiki_citation
from dossier.model.dates import parse_edtf
from dossier.model.source import CslType
from dossier.plain import one_line

AS_OF = "2026-01-15"
HOSTILE = st.text(st.characters(), min_size=1).map(one_line).filter(str.strip)
"""Any text as `entry_of` hands it over, such as of braces, TeX commands and signs of a wiki."""
SIGNS = st.text(st.sampled_from("\\{}$&#_%~^\"'`-,?!<>@=|[] aé"), min_size=1).map(one_line)
ADDRESSES = st.text(st.sampled_from("ab{}\\%#&|[]'_~"), max_size=12).map(
    "https://x.example/{}".format
)


def entry(**given: object) -> Entry:
    """A newspaper article of which little is known."""
    known: dict = {
        "id": "paper", "type": "article-newspaper", "title": "A title", "authors": (),
        "publisher": "", "published": None, "accessed": None, "url": "", "is_dead": False,
        "archive_url": "", "archived": None, "language": "", "license": "", "held": True,
        "fidelity": "faithful",
    }  # fmt: skip
    dates = {key: parse_edtf(text) for key, text in given.items() if key in DATED}
    return Entry(**{**known, **given, **dates})


DATED = ("published", "accessed", "archived")


def read_bibtex(text: str, *layers: object) -> dict:
    """The fields of the only entry, after what `layers` make of them."""
    logging.disable(logging.CRITICAL)
    try:
        library = bibtexparser.parse_string(text, append_middleware=layers)
    finally:
        logging.disable(logging.NOTSET)
    assert library.failed_blocks == []
    (found,) = library.entries
    assert found.key == "paper"
    return {field.key: field.value for field in found.fields}


# ------------------------------------------------------------------------------------- CSL-JSON

NAMES = {"literal"}
DATE_KEYS = {"date-parts", "season", "circa", "raw"}
CSL_TEXTS = {
    "id", "type", "title", "container-title", "publisher", "URL", "archive", "archive_location",
    "language", "note",
}  # fmt: skip


def assert_schema_valid(item: dict) -> None:
    """The rules of the schema of CSL's input data (csl-data.json) for all that is written here."""
    from typing import get_args

    assert set(item) <= CSL_TEXTS | {"author", "issued", "accessed", "custom"}
    assert {"id", "type", "title"} <= set(item)
    assert item["type"] in get_args(CslType)
    for key in CSL_TEXTS & set(item):
        assert isinstance(item[key], str), key
        assert item[key], key
    for name in item.get("author", []):
        assert set(name) == NAMES
    for date in (item[key] for key in ("issued", "accessed") if key in item):
        assert set(date) <= DATE_KEYS
        parts = date.get("date-parts", [[1]])
        assert len(parts) in (1, 2)
        assert all(1 <= len(part) <= 3 and all(type(n) is int for n in part) for part in parts)
        assert date.get("season") in (None, 1, 2, 3, 4)
    assert isinstance(item.get("custom", {}), dict)


@pytest.mark.parametrize(
    ("written", "in_csl"),
    [
        ("2024-07-25", {"date-parts": [[2024, 7, 25]]}),
        ("2024-07", {"date-parts": [[2024, 7]]}),
        ("2024", {"date-parts": [[2024]]}),
        ("2024~", {"date-parts": [[2024]], "circa": True}),
        ("2024?", {"date-parts": [[2024]], "circa": True}),
        ("2024-22", {"date-parts": [[2024]], "season": 2}),
        ("2023/2024-02", {"date-parts": [[2023], [2024, 2]]}),
        ("2024-07-XX", {"date-parts": [[2024, 7]]}),
        ("2024-07-25T14:30:00Z", {"date-parts": [[2024, 7, 25]]}),
        ("0800", {"date-parts": [[800]]}),
        ("201X", {"raw": "201X"}),
        ("20XX", {"raw": "20XX"}),
        ("../2011", {"raw": "../2011"}),
        ("2024/..", {"raw": "2024/.."}),
        ("-0043", {"raw": "-0043"}),
        ("2023-21/2024-22", {"raw": "2023-21/2024-22"}),
    ],
)
def test_a_date_says_no_more_in_csl_than_in_the_record(written, in_csl) -> None:
    """Parts as far as they are given; what has no parts stands in EDTF."""
    assert csl_date(parse_edtf(written)) == in_csl


@pytest.mark.parametrize(
    "written", ["2024?", "2024%", "2024-07-XX", "2024-07-25T14:30:00Z", "Y17000"]
)
def test_what_the_parts_of_a_date_lose_stands_beside_them(written) -> None:
    """`custom` has the date as written wherever the variable alone would not give it back."""
    assert csl_item(entry(published=written))["custom"] == {"published": written}


@pytest.mark.parametrize(
    "written", ["2024-07-25", "2024~", "2024-22", "2023/2024", "201X", "../2011"]
)
def test_a_date_that_csl_holds_stands_once(written) -> None:
    """Where the variable gives the date back, nothing is repeated."""
    assert "custom" not in csl_item(entry(published=written))


def test_an_item_has_all_that_is_known() -> None:
    """Names stay whole; what CSL has no variable for stands in `custom`; warnings in `note`."""
    item = csl_item(
        entry(
            authors=("Dana Reyes", "World Bank"), publisher="Costera Tribune", url="https://a.example/x",
            published="2024-05-02", accessed="2024-05", is_dead=True, language="es", held=False,
            archive_url="https://web.archive.org/web/1/https://a.example/x", archived="2024-06",
            fidelity="altered", license="CC-BY-4.0",
        )
    )  # fmt: skip
    assert_schema_valid(item)
    assert item["author"] == [{"literal": "Dana Reyes"}, {"literal": "World Bank"}]
    assert item["container-title"] == "Costera Tribune"
    assert item["archive"] == "web.archive.org"
    assert item["note"] == (
        "Not held: known only through others. "
        "Altered copy: the words are the copy's, not the author's."
    )
    assert item["custom"] == {
        "archive_date": "2024-06", "url_status": "dead", "license": "CC-BY-4.0",
        "fidelity": "altered", "held": False,
    }  # fmt: skip


def test_a_report_has_a_publisher_and_no_container() -> None:
    """Only what appears in a paper, a site or a collection has a container."""
    item = csl_item(entry(type="report", publisher="The Agency"))
    assert item["publisher"] == "The Agency"
    assert "container-title" not in item


# --------------------------------------------------------------------------------------- BibTeX


@given(title=HOSTILE | SIGNS, publisher=HOSTILE | SIGNS)
def test_any_text_comes_back_from_bibtex(title, publisher) -> None:
    """Braces, commands, ligatures and quotation marks are text again for a reader of BibTeX."""
    text = bibtex_entry(entry(title=f"a{title}", publisher=f"b{publisher}c"))
    fields = read_bibtex(text, LatexDecodingMiddleware(keep_braced_groups=False))
    for field, given_text in (("title", f"a{title}"), ("journaltitle", f"b{publisher}c")):
        # This reader takes TeX's own name of the circumflex for the accent.
        assert fields[field].replace("ˆ", "^").split() == given_text.replace("ˆ", "^").split()


@given(
    st.lists(
        st.sampled_from(["Dana Reyes", "World Bank and Others", "Ñandú, A.", "others"]), min_size=1
    )
)
def test_names_are_neither_split_nor_joined(names) -> None:
    """A name with "and" or a comma is one name; so is the word that BibTeX takes for "et al."."""
    text = bibtex_entry(entry(authors=tuple(names)))
    authors = read_bibtex(text, SeparateCoAuthors(), SplitNameParts())["author"]
    assert [(name.first, name.von, name.last) for name in authors] == [
        ([], [], [f"{{{name}}}"]) for name in names
    ]


@given(url=ADDRESSES)
def test_addresses_stand_in_bibtex_without_braces(url) -> None:
    """An address is verbatim, but for what would end its field."""
    text = bibtex_entry(entry(url=url))
    line = next(line for line in text.splitlines() if line.startswith("  url = "))
    inside = line.removeprefix("  url = {").removesuffix("},")
    assert not set(inside) & set("{}\\")
    assert inside.replace("%7B", "{").replace("%7D", "}").replace("%5C", "\\") == url


def test_an_entry_reads_so() -> None:
    """One field a line; dates in EDTF; titles and names protected; what no style reads comes last."""
    found = bibtex_entry(
        entry(
            title="Books & 50% of {it}", authors=("Dana Reyes", "Staff"), publisher="Tribune",
            published="2013~", url="https://a.example/x_y", accessed="2024-05-03", held=False,
        )
    )  # fmt: skip
    assert found == (
        "@article{paper,\n"
        "  author = {{Dana Reyes} and {Staff}},\n"
        "  title = {{Books \\& 50\\% of \\ensuremath{\\lbrace}it\\ensuremath{\\rbrace}}},\n"
        "  journaltitle = {{Tribune}},\n"
        "  date = {2013~},\n"
        "  url = {https://a.example/x_y},\n"
        "  urldate = {2024-05-03},\n"
        "  note = {Not held: known only through others.},\n"
        "  csltype = {article-newspaper},\n"
        "}\n"
    )


# ----------------------------------------------------------------------------------------- wiki


@given(title=HOSTILE | SIGNS, url=ADDRESSES)
def test_no_text_opens_markup_of_a_wiki(title, url) -> None:
    """Whatever a title holds, the template has the parameters that it should have, and one end."""
    text = wiki_citation(entry(title=f"a{title}b", url=url)).replace("{{!}}", "!")
    assert text.startswith("{{cite news |title=a")
    assert text.count("{{") == text.count("}}") == 1
    assert [part.partition("=")[0] for part in text.split("|")[1:]] == ["title", "url"]
    assert not any(sign in text for sign in ("[", "]", "''", "<", "~~~"))


@pytest.mark.parametrize(
    ("written", "parameter"),
    [
        ("2024-07-25", "date=2024-07-25"),
        ("2024-07", "date=July 2024"),
        ("2024-22", "date=summer 2024"),
        ("2024", "date=2024"),
        ("2013~", "date=c. 2013"),
        ("2013?", "orig-date=2013 (uncertain)"),
        ("201X", "orig-date=2010s"),
        ("2023/2024", "orig-date=2023 to 2024"),
        ("2024-07-XX", "orig-date=July 2024 (day not known)"),
    ],
)
def test_dates_have_a_form_that_the_template_takes(written, parameter) -> None:
    """What Citation Style 1 does not check stands in words where it checks nothing."""
    assert f"|{parameter}}}}}" in wiki_citation(entry(published=written))


def test_an_archived_copy_has_its_parameters_together() -> None:
    """The templates want to know whether the page is dead, and ask for no archive without its date."""
    text = wiki_citation(
        entry(
            url="https://a.example/",
            is_dead=True,
            archive_url="https://b.example/",
            archived="2024-05-04",
        )
    )
    assert text.endswith(
        "|url=https://a.example/ |url-status=dead |archive-url=https://b.example/ |archive-date=2024-05-04}}"
    )


# ---------------------------------------------------------------------------------------- files


@pytest.mark.parametrize("name", ["example", "tangled"])
def test_the_files_hold_every_public_source(name, built_site) -> None:
    """Both files have the sources of dossier.json, readable by their own readers."""
    data = built_site(name) / "data"
    sources = json.loads((data / "dossier.json").read_text("utf-8"))["sources"]
    items = json.loads((data / "sources.csl.json").read_text("utf-8"))
    for item in items:
        assert_schema_valid(item)
    library = bibtexparser.parse_string((data / "sources.bib").read_text("utf-8"))
    assert library.failed_blocks == []
    ids = [source["id"] for source in sources]
    assert [item["id"] for item in items] == [entry.key for entry in library.entries] == ids
    by_id = {item["id"]: item for item in items}
    for source in sources:
        assert by_id[source["id"]]["title"] == " ".join(source["title"].split())
        assert by_id[source["id"]].get("URL") == source.get("url")
        assert (by_id[source["id"]].get("custom") or {}).get("held", True) == source["held"]


def test_the_page_of_a_source_has_the_same_forms(built_site) -> None:
    """What a reader copies from the page is the entry of the file, and reads as such."""
    from html.parser import HTMLParser

    site = built_site("tangled")
    blocks: list[str] = []

    class Reader(HTMLParser):
        inside = False

        def handle_starttag(self, tag, attrs):
            self.inside = tag == "pre" or (self.inside and tag == "code")
            if tag == "pre":
                blocks.append("")

        def handle_endtag(self, tag):
            self.inside = self.inside and tag != "pre"

        def handle_data(self, data):
            if self.inside:
                blocks[-1] += data

    Reader().feed((site / "sources/tribune-transfer/index.html").read_text("utf-8"))
    csl, bib, wiki = blocks
    items = json.loads((site / "data/sources.csl.json").read_text("utf-8"))
    assert json.loads(csl) == [item for item in items if item["id"] == "tribune-transfer"]
    # A copied text has one line; the forms mean the same in one.
    assert json.loads(" ".join(csl.split())) == json.loads(csl)
    assert bib in (site / "data/sources.bib").read_text("utf-8")
    (entry_,) = bibtexparser.parse_string(" ".join(bib.split())).entries
    assert entry_.key == "tribune-transfer"
    assert wiki.startswith(
        "{{cite news |author1=Dana Reyes |author2=Staff writers |title=Two contracts"
    )
