"""Bibliographies through `import`: what each format states, in the words of a record; and sentences."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from material import ACTORS, files_of, imported

from dossier.config import Quotation
from dossier.importing.dates import stated_date
from dossier.importing.naming import read_names
from dossier.importing.propose import propose, sentences_of
from dossier.importing.shelf import Shelf
from dossier.link.lexicon import build_lexicon
from dossier.load import load
from dossier.model.actor import Actor
from dossier.model.dossier import Dossier
from dossier.model.source import Source
from dossier.urls import slug_problem

CSL = [
    {
        "id": "wet-2023", "type": "article-newspaper", "title": "A <i>wet</i>  Monday",
        "container-title": "The Lindow Herald", "publisher": "Herald Press", "language": "en-GB",
        "author": [{"given": "Tove", "family": "Holm"}, {"literal": "Port Office"}],
        "issued": {"date-parts": [[2023, 4]], "circa": True}, "accessed": {"date-parts": [[2024, 1, 2]]},
        "URL": "https://herald.example/wet",
    },
    {
        "id": 7, "type": "legal-case", "title": "A v. B", "DOI": "https://doi.org/10.1000/ABC.1",
        "issued": {"date-parts": [["2020", 1, 2], [2020, 3, 4]]}, "URL": "https://law.example/7",
    },
    {"id": "x", "type": "no-such-type", "title": "Undated", "issued": {"raw": "Spring, I think"}},
]  # fmt: skip
BIBTEX = r"""
% a comment
@string{herald = "The Lindow Herald"}
@article{holm2023, author = {Holm, Tove and {Port Office} and van der Hulst, Greta},
  title = {A {Wet} Monday at G{\"o}teborg}, journal = herald, year = 2023, month = apr, day = {5},
  doi = {10.1000/abc.1}, url = {https://herald.example/wet}}
@online{site, title = "Caf\'e", date = {2021-02-03}, urldate = {2022-01-01}, url = {ftp://x/}}
@article{holm2023, title = {The same key again}}
@misc{nodate, title = {Nothing more}, year = {n.d.}}
@book{broken, title = {
"""
RIS = """\
TY  - NEWS
ID  - holm
AU  - Holm, Tove, Jr.
AU  - Port Office
TI  - A wet Monday
  at the quays
T2  - The Lindow Herald
PY  - 2023/04/05/Wednesday
UR  - https://herald.example/wet; https://mirror.example/
Y2  - 2024/01//
ER  -

TY  - XYZ
T1  - Another
DO  - 10.1000/abc.1
"""


@pytest.fixture
def site(make_site: Any) -> Path:
    """A dossier with an outlet and no source."""
    made: Path = make_site(ACTORS)
    return made


def taken_in(
    site: Path, tmp_path: Path, name: str, content: str, code: int = 0
) -> dict[str, Source]:
    """The sources after an import of one file."""
    (tmp_path / name).write_text(content, "utf-8")
    ran = imported(site, tmp_path / name)
    assert ran.exit_code == code, ran.output
    dossier, found = load(site)
    assert found == []
    return dossier.sources


def stated(source: Source) -> dict[str, Any]:
    """What a record says, dates as they are written."""
    kept = source.model_fields_set - {"id", "path"}
    values = {key: getattr(source, key) for key in kept}
    return {key: getattr(value, "text", value) for key, value in values.items()}


def test_csl_json(site: Path, tmp_path: Path) -> None:
    """Its own id, the outlet by its name, names as they are read, intervals, what is vague left out."""
    found = taken_in(site, tmp_path, "a.json", json.dumps(CSL))
    assert stated(found["wet-2023"]) == {
        "title": "A wet Monday", "type": "article-newspaper", "publisher": "herald",
        "author": ("Tove Holm", "Port Office"), "published": "2023-04~", "accessed": "2024-01-02",
        "url": "https://herald.example/wet", "language": "en-GB",
    }  # fmt: skip
    assert stated(found["a-v-b-2020"]) == {
        "title": "A v. B", "type": "legal_case", "published": "2020-01-02/2020-03-04",
        "url": "https://doi.org/10.1000/abc.1",
    }  # fmt: skip
    assert "# also at: https://law.example/7\n" in (site / found["a-v-b-2020"].path).read_text()
    assert stated(found["x"]) == {"title": "Undated"}


def test_bibtex(site: Path, tmp_path: Path) -> None:
    """LaTeX decoded, organisations whole, months by name; what cannot be read is told with its line."""
    (tmp_path / "a.bib").write_text(BIBTEX)
    ran = imported(site, tmp_path / "a.bib")
    assert ran.exit_code == 1, ran.output
    found = load(site)[0].sources
    assert stated(found["holm2023"]) == {
        "title": "A Wet Monday at Göteborg", "type": "article-journal", "publisher": "herald",
        "author": ("Tove Holm", "Port Office", "Greta van der Hulst"), "published": "2023-04-05",
        "url": "https://doi.org/10.1000/abc.1",
    }  # fmt: skip
    assert stated(found["site"]) == {
        "title": "Café", "type": "webpage", "published": "2021-02-03", "accessed": "2022-01-01",
    }  # fmt: skip
    assert stated(found["nodate"]) == {"title": "Nothing more"}
    assert set(found) == {"holm2023", "site", "nodate"}
    assert "a.bib:8: not imported: this entry has the key of another" in ran.stderr
    assert "a.bib:10: not imported: this entry cannot be read: close its braces" in ran.stderr


IN_TEX = r"""
@string{mt = "The Tribune"}
@article{names, title = {A}, journal = mt # " on " # {Sunday}, langid = {spanish},
  author = {Barrag{\'a}n, Eleuterio and P\'erez, Jos\'e and {van der Hulst}, Greta and {Oficina {\'U}nica} and others}}
@online{extended, title = {B}, date = {2019-00-00},
  author = {family=Hulst, given=Greta, prefix=van der, useprefix=true and family={Lee Stone}, given=Ann},
  url = {https://x.example/a\_b?a=1&b=2\&c=20\%25}}
@misc{howpublished, title = {C}, year = {c. 1998}, howpublished = {\url{https://x.example/~p/?a=1&b=2}}}
@book{commas, title = {D}, author = {Office, of, the, Port}}
"""


def test_bibtex_as_it_is_written(site: Path, tmp_path: Path) -> None:
    """Names in TeX and in biblatex's form, joined words, addresses with backslashes, days that are zero."""
    (tmp_path / "a.bib").write_text(IN_TEX)
    ran = imported(site, tmp_path / "a.bib")
    found = load(site)[0].sources
    assert stated(found["names"]) == {
        "title": "A", "type": "article-journal", "publisher": "The Tribune on Sunday", "language": "es",
        "author": ("Eleuterio Barragán", "José Pérez", "Greta van der Hulst", "Oficina Única"),
    }  # fmt: skip
    assert stated(found["extended"]) == {
        "title": "B", "type": "webpage", "published": "2019",
        "author": ("Greta van der Hulst", "Ann Lee Stone"),
        "url": "https://x.example/a_b?a=1&b=2&c=20%25",
    }  # fmt: skip
    assert stated(found["howpublished"]) == {
        "title": "C", "published": "1998~", "url": "https://x.example/~p/?a=1&b=2",
    }  # fmt: skip
    assert ran.exit_code == 1
    assert "a.bib:9: not imported: this entry names someone in a way that is none" in ran.stderr


def test_ris(site: Path, tmp_path: Path) -> None:
    """Lines that go on, given names first, the last record without its end."""
    found = taken_in(site, tmp_path, "a.txt", RIS)  # told by its content
    assert stated(found["holm"]) == {
        "title": "A wet Monday at the quays", "type": "article-newspaper", "publisher": "herald",
        "author": ("Tove Holm Jr.", "Port Office"), "published": "2023-04-05",
        "url": "https://herald.example/wet", "accessed": "2024-01",
    }  # fmt: skip
    assert stated(found["another"]) == {"title": "Another", "url": "https://doi.org/10.1000/abc.1"}


def test_one_piece_in_three_formats_is_one_source(site: Path, tmp_path: Path) -> None:
    """Known again by its DOI, its address, or its id with the same title; else it is another."""
    assert set(taken_in(site, tmp_path, "a.bib", BIBTEX, 1)) == {"holm2023", "site", "nodate"}
    found = taken_in(site, tmp_path, "a.json", json.dumps(CSL))
    assert set(found) == {"holm2023", "site", "nodate", "wet-2023", "x"}
    before = files_of(site)
    taken_in(site, tmp_path, "a.ris", RIS)
    again = [{"id": "x", "type": "book", "title": "UNDATED"}]
    taken_in(site, tmp_path, "b.json", json.dumps(again))
    assert files_of(site) == before
    other = [{"id": "x", "type": "book", "title": "Something else"}]
    assert set(taken_in(site, tmp_path, "b.json", json.dumps(other))) - set(found) == {"x-2"}


def test_an_entry_that_no_record_can_hold_does_not_stop_the_others(
    site: Path, tmp_path: Path
) -> None:
    """A title of a million letters is refused, with its begin; the next entry comes in."""
    items = [{"type": "book", "title": "x" * 1_000_000}, {"type": "book", "title": "Short"}]
    (tmp_path / "a.json").write_text(json.dumps(items))
    ran = imported(site, tmp_path / "a.json")
    assert ran.exit_code == 1
    assert "its bibliography cannot be kept" in ran.stderr
    assert len(ran.stderr) < 1000
    assert set(load(site)[0].sources) == {"short"}


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("2023-04-05", "2023-04-05"),
        ("2023-04-05T23:59:59+02:00", "2023-04-05"),
        ("2023/4/5", "2023-04-05"),
        ("20230405", "2023-04-05"),
        ("2023-04", "2023-04"),
        ("2023", "2023"),
        ("04/05/2023", ""),
        ("05.04.2023", ""),
        ("April 5, 2023", ""),
        ("2023-13-01", ""),
        ("2023-21", ""),
        ("2023-02-30", ""),
        ("", ""),
        ("1970-01-01T00:00:00Z", ""),
        ("0001-01-01T00:00:00", ""),
        ("1970-01-01", "1970-01-01"),
        ("1970-01-01T09:30:00Z", "1970-01-01"),
    ],
)
def test_only_dates_that_mean_one_day_are_read(words: str, date: str) -> None:
    """The year first, and a day that exists; never a guess between day and month."""
    assert stated_date(words) == date


@given(st.text(max_size=200), st.text(max_size=120), st.text(max_size=60))
def test_every_piece_gets_an_id_that_is_one(title: str, key: str, stem: str) -> None:
    """Whatever its title, its name in a bibliography and its file are called."""
    from dossier.importing.material import Bibliography

    shelf = Shelf(Path("no-such-folder"), Dossier(config=None))  # type: ignore[arg-type]
    name = shelf.free_id(Bibliography(title=title, key=key), stem, "")
    assert slug_problem(name) == ""


# ---------------------------------------------------------------------------------- sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One came. Two went! Three?", ["One came.", "Two went!", "Three?"]),
        ("He met Mr. Stone, Dr. Lee and J. Holm. So.", ["He met Mr. Stone, Dr. Lee and J. Holm.", "So."]),
        ("In the U.S. Congress it is so. Yes.", ["In the U.S. Congress it is so.", "Yes."]),
        ("It cost 3.5 million, e.g. for boats.", ["It cost 3.5 million, e.g. for boats."]),
        ("“Go!” he said. “Now.” They went.", ["“Go!” he said.", "“Now.”", "They went."]),
        ("A title\n\nThe text begins.", ["A title", "The text begins."]),
        ("¿Quién? Nadie. ¡Ay!", ["¿Quién?", "Nadie.", "¡Ay!"]),
        ("他来了。她走了！", ["他来了。", "她走了！"]),
        ("ذهب هو. ثم عادت؟ نعم.", ["ذهب هو.", "ثم عادت؟", "نعم."]),
        ("", []),
        (" \n ", []),
        (
            "SHORT HEAD\nThe lines of this text are broken where\nthey are full, as mails are. The\nend.",
            ["SHORT HEAD", "The lines of this text are broken where\nthey are full, as mails are.", "The\nend."],
        ),
        ("Item one\n" + "A long line. " * 12, ["Item one", *["A long line."] * 12]),
    ],
)  # fmt: skip
def test_sentences_are_whole(text: str, sentences: list[str]) -> None:
    """They end where a reader ends them, in several languages and kinds of lines."""
    assert [text[start:end] for start, end in sentences_of(text)] == sentences


@given(
    st.lists(
        st.sampled_from(
            ["Ann Lee ", "Bob.", "it was. ", "The ", "so\n", "\n\n", "Mr. ", "x" * 30 + " "]
        )
    )
)
def test_what_is_proposed_stands_in_the_text_and_in_the_budget(pieces: list[str]) -> None:
    """Verbatim, no two of the same words, at most three quarters of what may be quoted."""
    text = "".join(pieces)
    actor = Actor(id="ann-lee", path="a.yml", name="Ann Lee", kind="person")
    lexicon, _ = build_lexicon([actor])
    limits = Quotation(max_words=20, max_share=0.5)
    bare = Source(id="s", path="s.yml", title="S")
    found = propose(text, read_names(bare, text, lexicon), limits)
    quotes = [each.quote for each in found]
    assert all(quote in text for quote in quotes)
    assert len({" ".join(quote.split()) for quote in quotes}) == len(quotes)
    assert sum(len(quote.split()) for quote in quotes) <= 0.375 * len(text.split())
    assert all(len(quote.split()) <= 20 for quote in quotes)


# --------------------------------------------------------------------------------- round trip


EXPORTED = {
    "wet-monday": "title: 'A wet Monday: 40 % of \"it\" & more #1 in $ _x_'\ntype: article-newspaper\npublisher: herald\n"
        "author: [Tove Holm, 'van der Hulst, Greta']\npublished: 2023-04-05\naccessed: 2024-01-02\n"
        "url: https://herald.example/wet?a=1&b=2%20c#x_y\nurl_status: dead\nlanguage: en-GB\n"
        "archive_url: https://archive.example/1\narchive_date: 2023-04-06\nlicense: CC-BY-4.0\n",
    "in-chinese": "title: 他们在码头见面\ntype: book\npublisher: 出版社\nauthor: 习近平\npublished: 2013~\nlanguage: zh-Hant\n",
    "in-spanish": "title: ¿Quién mató a José Muñoz?\ntype: webpage\nauthor: [Íñigo Ñáñez]\npublished: 2024/2025\nlanguage: es-419\n",
    "in-arabic": "title: قال سامي الحداد\ntype: report\npublished: 2011-24\npublisher: المكتب\n",
    "of-a-decade": "title: Minutes\ntype: hearing\npublished: 201X\npublisher: The Court\n",
    "an-act": "title: An Act\ntype: legislation\npublished: 2001-02\n",
    "unseen": "title: Unseen letter\ntype: personal_communication\nheld: false\npublished: ../2011\n",
    "scanned": "title: Scan\ntype: document\nfidelity: ocr\n",
}  # fmt: skip
"""Sources with every field of a bibliography, in several scripts."""
KEPT = (
    "title", "type", "publisher", "author", "published", "accessed", "url", "url_status", "language",
    "archive_url", "archive_date", "license", "held", "fidelity",
)  # fmt: skip
NOT_IN_BIBTEX = {("unseen", "held"), ("scanned", "fidelity")}
"""What `docs/exports.md` says that this form cannot hold but as words."""


@pytest.mark.parametrize("name", ["sources.csl.json", "sources.bib"])
def test_an_exported_bibliography_comes_back(name: str, make_site, run, tmp_path: Path) -> None:
    """Every field of every source is the same after an export and an import, ids included."""
    texts = {f"content/sources/{key}.yml": text for key, text in EXPORTED.items()}
    before = make_site({**ACTORS, **texts})
    ran = run("build", "--site", before, "-o", tmp_path / "out")
    assert ran.code == 0, ran.stderr
    after = make_site(ACTORS)
    assert imported(after, tmp_path / "out/data" / name).exit_code == 0
    old, new = (load(site)[0].sources for site in (before, after))
    assert old.keys() == new.keys()
    for key, source in old.items():
        for field in KEPT:
            if name == "sources.bib" and (key, field) in NOT_IN_BIBTEX:
                continue
            assert getattr(new[key], field) == getattr(source, field), f"{key}: {field}"
    again = imported(after, tmp_path / "out/data" / name)
    assert again.exit_code == 0
    assert "0 sources written" in again.output


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("他们在码头见面", "ta-men-zai-ma-tou-jian-mian"),
        ("Привет, мир", "privet-mir"),
        ("Straße", "strasse"),
    ],
)
def test_an_id_is_made_of_letters_of_any_script(
    title: str, name: str, site: Path, tmp_path: Path
) -> None:
    """A title that is not Latin is transcribed, as `dossier new` does."""
    entry = json.dumps([{"type": "book", "title": title}])
    (found,) = taken_in(site, tmp_path, "library.json", entry)
    assert found.replace("-", "") == name.replace("-", "")
