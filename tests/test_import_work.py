"""How much work an import is: counted, so that it is the same on a fast and on a slow machine."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import steps
from material import ACTORS, PARAGRAPHS, TEXT, files_of, imported, page

from dossier.config import SiteConfig
from dossier.evidence.comparison import compare_quotes
from dossier.fold import fold
from dossier.importing import naming, take_in
from dossier.importing.confine import read_confined
from dossier.importing.material import Bibliography
from dossier.importing.propose import sentences_of
from dossier.importing.shelf import Shelf
from dossier.link import scan
from dossier.link.document import Document
from dossier.link.lexicon import build_lexicon
from dossier.link.plain import PlainNames
from dossier.link.scan import Surroundings, find_mentions
from dossier.load import load
from dossier.model.actor import Actor
from dossier.model.dossier import Dossier
from dossier.model.source import Source
from dossier.review import unlisted
from dossier.review.proper import Reading

NOBODY = TEXT.replace("Ann Lee", "Olek Brandt").replace("Bob Stone", "Ivo Pell")
NOBODY = NOBODY.replace("Harbour Club", "Quay House").replace("Mr. Stone", "Mr. Pell")


@pytest.fixture
def site(make_site: Any) -> Path:
    """A dossier with actors and no source."""
    made: Path = make_site(ACTORS)
    return made


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[int]]:
    """The lengths of all texts that the linker read, and of those looked through for other names."""
    lengths: dict[str, list[int]] = {"linker": [], "others": []}

    def counted(kind: str, made: Callable[..., Any]) -> Callable[..., Any]:
        def make(text: str, *rest: Any) -> Any:
            lengths[kind].append(len(text))
            return made(text, *rest)

        return make

    monkeypatch.setattr(scan, "Document", counted("linker", Document))
    monkeypatch.setattr(unlisted, "Reading", counted("others", Reading))
    return lengths


def put(folder: Path, name: str, content: str | bytes) -> Path:
    """A file outside of the site."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_names_without_end_are_refused_too(site: Path, tmp_path: Path) -> None:
    """A hundred thousand names of nobody: each of them has to be looked up."""
    names = ", ".join(f"Olek{number} Brandt{number}" for number in range(60_000))
    ran = imported(site, put(tmp_path, "a.txt", names))
    assert "it holds more names than can be told apart" in ran.stderr
    assert imported(site, put(tmp_path, "b.txt", names[: len(names) // 3])).exit_code == 0


@pytest.mark.parametrize("text", [TEXT, NOBODY])
def test_a_text_is_read_once(
    site: Path, tmp_path: Path, read: dict[str, list[int]], text: str
) -> None:
    """For the excerpts, for `named` and for the names without a profile, whoever it names."""
    ran = imported(site, put(tmp_path, "a.txt", text))
    assert "4 excerpts proposed" in ran.stdout
    assert read["linker"].count(len(text)) == 1
    assert read["others"] == [len(text)]


def test_who_joins_a_record_is_read_once(
    site: Path, tmp_path: Path, read: dict[str, list[int]]
) -> None:
    """A text of a piece that a bibliography has named, too."""
    address = "https://herald.example/wet"
    entry = {"type": "article", "title": "A wet Monday", "URL": address}
    imported(site, put(tmp_path, "a.json", json.dumps([entry])))
    head = f"<title>A wet Monday</title><link rel=canonical href='{address}'>"
    ran = imported(site, put(tmp_path, "a.html", page(head)))
    assert "written, for the source" in ran.stdout
    assert sum(length > 1000 for length in read["linker"]) == 1
    assert len(read["others"]) == 1


def test_a_list_of_names_is_refused_before_it_is_read(
    site: Path, tmp_path: Path, read: dict[str, list[int]]
) -> None:
    """Five megabytes of nothing but names: told after a small part of them, and nothing is written."""
    before = files_of(site)
    ran = imported(site, put(tmp_path, "a.txt", "Ann Lee of the Harbour Club, " * 100_000))
    assert ran.exit_code == 1
    said = "a.txt: not imported: it holds more names than can be told apart in a few seconds: "
    assert said in ran.stderr
    assert read == {"linker": [], "others": []}
    assert files_of(site) == before


def test_a_long_text_that_seldom_names_anybody_is_read(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is counted are names of the dossier, not capitals."""
    monkeypatch.setattr(naming, "MAX_WORK", 50)
    ran = imported(site, put(tmp_path, "a.txt", TEXT + "Olek Brandt came. " * 500))
    assert ran.exit_code == 0
    assert "naming 3 actors" in ran.stdout
    ran = imported(site, put(tmp_path, "b.txt", TEXT * 9))
    assert "it holds more names than" in ran.stderr


def test_of_a_long_text_the_beginning_is_looked_through_for_other_names(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: dict[str, list[int]]
) -> None:
    """Which is told, with the command that goes through all of it."""
    monkeypatch.setattr(naming, "LOOKED_AT", 1000)
    ran = imported(site, put(tmp_path, "a.txt", NOBODY + "\n\n" + TEXT + "Jon Egg paid Jon Egg."))
    assert len(read["others"]) == 1
    assert read["others"][0] <= 1000
    assert "Olek Brandt" in ran.stdout
    assert "Jon Egg" not in ran.stdout
    assert (
        "Note: names without a profile were looked for in its first 1,000 characters" in ran.stdout
    )
    assert "dossier review --unlisted a goes through all of it" in ran.stdout
    assert "naming 3 actors" in ran.stdout, "those of the dossier are looked for in all of it"


def test_excerpts_that_cannot_stay_take_no_others_with_them(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sentences of a text that stands there twice: nothing beside them tells which is meant."""
    compared: list[int] = []

    def compare(*given: Any) -> Any:
        compared.append(1)
        return compare_quotes(*given)

    monkeypatch.setattr(take_in, "compare_quotes", compare)
    filler = PARAGRAPHS[1]
    twice = f"{filler}\n\n{PARAGRAPHS[0]}\n\n{filler}\n\n{PARAGRAPHS[4]}\n\n{filler}\n\n" * 2
    ran = imported(site, put(tmp_path, "a.txt", f"{twice}{PARAGRAPHS[2]}\n\n{filler}\n"))
    assert "1 excerpt proposed" in ran.stdout
    (source,) = load(site)[0].sources.values()
    assert [excerpt.quote for excerpt in source.excerpts] == [PARAGRAPHS[2]]
    assert len(compared) == 1


def test_an_accent_costs_a_text_no_work_at_its_other_letters() -> None:
    """Of a text in which one is stored apart, stretches are copied; each offset is the letter's own."""
    short, long = ("a\u0301" + "plain words " * times for times in (1000, 100_000))
    fold(short)  # makes the tables
    assert steps(lambda: fold(long)) < 1.1 * steps(lambda: fold(short))
    folded, offsets = fold(short + "e\u0301\u0300f")
    assert folded == "a" + "plain words " * 1000 + "ef"
    assert offsets is not None
    assert [*offsets] == [0, *range(2, len(short)), len(short), len(short) + 3]


def test_a_row_of_words_without_capitals_is_gone_through_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Scripts that have none look like one long name where no sign divides them."""
    looked_up: list[int] = []

    def learn(names: PlainNames, words: str) -> Any:
        looked_up.append(len(words))
        return learned(names, words)

    learned = PlainNames._learn
    monkeypatch.setattr(PlainNames, "_learn", learn)
    actor = Actor(id="dana", path="dana.yml", name="דנה לוי", kind="person")
    text = "אב " * 3000 + "דנה לוי" + " אב" * 3000
    mentions, _ = find_mentions(text, build_lexicon([actor])[0], Surroundings())
    assert [(mention.actor, mention.text) for mention in mentions] == [("dana", "דנה לוי")]
    assert 0 < sum(looked_up) < 5 * len(text)


def test_blank_lines_and_rows_of_dots_are_gone_through_once() -> None:
    """Lines are not kept one by one, and a row of signs is looked at from its first alone."""
    words = "One came" + "\n" * 20_000 + "Two went" + "." * 20_000 + "on. So it was"
    found = list(sentences_of(words))
    assert [words[start : start + 8] for start, _ in found] == ["One came", "Two went", "So it wa"]
    assert steps(lambda: list(sentences_of(words))) < 5000


def test_pieces_of_one_title_are_numbered_in_linear_time(tmp_path: Path) -> None:
    """Not counted from one for each of them."""

    def shelve(pieces: int) -> None:
        shelf = Shelf(tmp_path, dossier)
        for _ in range(pieces):
            name = shelf.free_id(Bibliography(title="A wet Monday"), "", "")
            shelf.add(Source(id=name, path=f"{name}.yml", title="A wet Monday"), None)
        assert name == "a-wet-monday" + (f"-{pieces}" if pieces > 1 else "")

    dossier = Dossier(SiteConfig(title="A small dossier"))
    shelve(1)  # what is made when it is first asked for
    assert steps(lambda: shelve(200)) < 2.2 * steps(lambda: shelve(100))


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"title": "word " * 50_000}, "'title' is longer than 200,000 characters"),
        ({"title": "A", "author": [{"family": "a" * 100}] * 2001}, "'author' is longer than"),
        (
            {"title": "A", "author": [{"family": "a"}] * 5001},
            "'author' has more than 5,000 entries",
        ),
    ],
)
def test_a_field_that_no_record_can_hold_is_told_before_it_is_worked_on(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: dict[str, Any], said: str
) -> None:
    """No YAML is made of it, and no name for a file."""

    def never(*_: object, **__: object) -> Any:
        raise AssertionError("it was worked on")

    monkeypatch.setattr(take_in, "record", never)
    monkeypatch.setattr(Shelf, "free_id", never)
    ran = imported(site, put(tmp_path, "a.json", json.dumps([{"type": "book", **entry}])))
    assert f"not imported: its bibliography cannot be kept: {said}" in ran.stderr
    assert ran.stderr.count("\n") == 1


def test_what_is_only_long_is_read() -> None:
    """Lists within lists, lines that go on: none of it is copied again for each."""
    lists = "[" + ",".join(["[]"] * 160_000) + "]"
    head = f'<script type="application/ld+json">{lists}</script><title>A wet Monday</title>'
    (material,) = read_confined("html", page(head).encode())
    assert material.about.title == "A wet Monday"
    lines = "TY  - BOOK\nTI  - A wet\n  Monday\nAB  - a\n" + "more words\n" * 600_000 + "ER  - \n"
    (material,) = read_confined("ris", lines.encode())
    assert material.about.title == "A wet Monday"


def test_what_is_told_of_many_things_names_the_first(site: Path, tmp_path: Path) -> None:
    """Thousands of days of publication, of broken entries: one short line."""
    days = "".join(f'<meta name="date" content="{year}-01-01">' for year in range(1100, 1990))
    ran = imported(site, put(tmp_path, "a.html", page(days)))
    listed = "1100-01-01, 1101-01-01, 1102-01-01, 1103-01-01, 1104-01-01, …"
    assert f"it states several days of publication ({listed}): none is taken" in ran.stdout
    ran = imported(site, put(tmp_path, "a.bib", "@book{k, title={A title}}\n" * 900))
    assert ran.exit_code == 1
    assert "a.bib:2: not imported: this entry has the key of another" in ran.stderr
    assert "a.bib:7: not imported: this entry and 893 more cannot be read either" in ran.stderr
    assert ran.stderr.count("\n") == 6


def test_half_a_letter_costs_no_entry(site: Path, tmp_path: Path) -> None:
    """JSON may have one half of a pair of code units, which is no letter: it is left out."""
    text = (
        r'[{"type": "book", "title": "A \ud800wet Monday", "author": [{"literal": "Ann\udfff Lee"}],'
        r' "URL": "https://herald.example/\ud800", "publisher": "\udc80"}]'
    )
    ran = imported(site, put(tmp_path, "a.json", text))
    assert ran.exit_code == 0
    dossier, found = load(site)
    assert found == []
    (source,) = dossier.sources.values()
    assert (source.title, source.author, source.url) == ("A wet Monday", ("Ann Lee",), None)
    assert source.publisher is None


def test_a_number_without_end_costs_no_entry(site: Path, tmp_path: Path) -> None:
    """A year of ten thousand digits is no date, and the rest of its file is read."""
    year = "1" * 10_000
    text = f'[{{"type": "book", "title": "A", "issued": {{"date-parts": [[{year}, 1]]}}}}]'
    assert imported(site, put(tmp_path, "a.json", text)).exit_code == 0
    (source,) = load(site)[0].sources.values()
    assert (source.title, source.published) == ("A", None)
