"""`dossier review --unlisted`: which names no profile covers, and profiles that are started from them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from dossier.cli import cli
from dossier.review.proper import Reading, Usage, proper_names
from dossier.review.unlisted import SourceText, unlisted

PROFILES = {
    "content/actors/ann-lee.yml": "name: Ann Lee\nkind: person\n",
    "content/actors/norland.yml": (
        "name: Norland Bank\nkind: bank\nformer_ids: [old-bank]\n"
        "aliases: [{text: Nor, ambiguous: true}]\n"
    ),
    "site_config.yml": "title: T\nkinds: {bank: {label: Bank}}\n",
}
HERALD = """\
title: H
text: h.txt
excerpts:
  - quote: Greta van der Hulst met Ann Lee. Van der Hulst wept
  - quote: the words of Tomas Pell
    links: {Tomas Pell: null}
  - quote: a note on Olek Brandt
  - quote: Rolf Kern paid
    links: {Rolf Kern: null}
"""
TEXT = (
    """\
Greta van der Hulst met Ann Lee. Van der Hulst wept,
and Nor and the MCO were glad. The MCO paid Hulst.
So Rolf Kern paid too.
"""
    + "And nothing more was said of it on that day, nor on the next one. " * 6
)


def listed(site: Path, typed: str = "", *options: str) -> Result:
    """`dossier review --unlisted` with lines through a pipe."""
    words = ["review", "--site", str(site), "--unlisted", *options]
    return CliRunner().invoke(cli, words, input=typed, prog_name="dossier")


@pytest.fixture
def site(make_site: Any) -> Path:
    """A dossier with a full text, excerpts of it and an excerpt of something else."""
    other = "title: O\nexcerpts: [{quote: The MCO was asked}]\n"
    files = {"content/sources/herald.yml": HERALD, "content/sources/other.yml": other}
    made: Path = make_site({**PROFILES, **files, "seeds/h.txt": TEXT})
    return made


def test_names_without_a_profile_are_listed_by_frequency(site: Path) -> None:
    """How often, in how many sources, one sentence; an excerpt of a text at hand is not counted twice."""
    ran = listed(site)
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert ran.stdout == (
        "  1  Greta van der Hulst: 3 times in 1 source\n"
        "     herald: »Greta van der Hulst« met Ann Lee.\n"
        "  2  MCO: 3 times in 2 sources\n"
        "     herald: Van der Hulst wept, and Nor and the »MCO« were glad.\n"
        "  3  Olek Brandt: 1 time in 1 source\n"
        "     herald: a note on »Olek Brandt«\n"
    )
    page = (Path(__file__).parents[1] / "docs/commands.md").read_text("utf-8")
    (shown,) = re.findall(r"^```text\n(  1  .*?)```", page, re.MULTILINE | re.DOTALL)
    assert ran.stdout.startswith(shown)
    assert listed(site, "", "other").stdout.startswith("  1  MCO: 1 time in 1 source\n")


def test_without_names_that_is_said(make_site: Any) -> None:
    """Nothing is asked then."""
    site = make_site(
        {**PROFILES, "content/sources/a.yml": "title: A\nexcerpts: [{quote: Ann Lee}]\n"}
    )
    assert listed(site, "1\n").stdout == "No name without a profile in 1 text of 1 source.\n"


def test_a_profile_is_started_from_a_name(site: Path, run: Any) -> None:
    """Kind and id are asked, with a default each; the file is one that `check` accepts."""
    ran = listed(site, "9\n0\nx\n1\n\n\n2\nbnk\nbank\nnor land\nnorland\nold-bank\nmco\nq\n3\n")
    assert ran.exit_code == 0
    assert ran.stdout.count("Type a number from 1 to 3, or q.") == 3
    assert "No kind 'bnk'; did you mean 'bank'?" in ran.stdout
    assert "an id is lower-case letters" in ran.stdout
    assert "'norland' is taken by content/actors/norland.yml" in ran.stdout
    assert "'old-bank' is taken by content/actors/norland.yml" in ran.stdout
    assert "content/actors/greta-van-der-hulst.yml: written\n" in ran.stdout
    actors = site / "content/actors"
    assert (actors / "greta-van-der-hulst.yml").read_text() == (
        "name: Greta van der Hulst\nkind: person\n"
    )
    assert (actors / "mco.yml").read_text() == "name: MCO\nkind: bank\n"
    assert sorted(p.stem for p in actors.iterdir()) == [
        "ann-lee", "greta-van-der-hulst", "mco", "norland",
    ]  # fmt: skip
    findings = run("check", "--site", site).stderr
    assert findings.count("quote-not-found") == findings.count(": error[") == 2  # as in the fixture
    assert listed(site).stdout.startswith("  1  Olek Brandt: 1 time")


@pytest.mark.parametrize("typed", ["", "q\n", "1\n", "1\nperson\n", "1\nperson\nnorland\n"])
def test_nothing_is_started_that_was_not_finished(site: Path, typed: str) -> None:
    """Detection never creates an actor by itself, and the end of the input is no answer."""
    before = sorted((site / "content").rglob("*"))
    assert listed(site, typed).exit_code == 0
    assert sorted((site / "content").rglob("*")) == before


def test_no_file_is_overwritten(site: Path) -> None:
    """Not one that came in the meantime, nor a broken profile, nor through a link."""
    (site / "content/actors/olek-brandt.yml").write_text("titel: x\n")
    ran = listed(site, "3\n\nolek-brandt\ngreta\n")
    assert "'olek-brandt' is taken by a file with errors" in ran.stdout
    assert "content/actors/greta.yml: written\n" in ran.stdout
    assert (site / "content/actors/olek-brandt.yml").read_text() == "titel: x\n"
    (site / "content/actors/mco.yml").symlink_to("norland.yml")
    ran = listed(site, "2\n\nx-y\n")
    assert ran.exit_code == 0
    assert "content/actors/x-y.yml: written" in ran.stdout
    (site / "content/actors").rename(site / "elsewhere")
    (site / "content/actors").symlink_to(site / "elsewhere")
    ran = listed(site, "1\n\n\n")
    assert "Not written: content/actors/" in ran.stderr
    assert "a symbolic link leads there" in ran.stderr


# ----------------------------------------------------------------------------- what is a name here


def found(*texts: str) -> list[tuple[str, int]]:
    """The names of some texts, each of a source of its own, with their numbers."""
    sources = [SourceText(f"s{number}", text) for number, text in enumerate(texts)]
    return [(each.name, each.count) for each in unlisted(sources)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # Two words with capitals, and what may stand between them.
        ("He met Olek Brandt there.", ["Olek Brandt"]),
        ("He met Maarten van der Hulst.", ["Maarten van der Hulst"]),
        ("He met Saif bin Khalid al-Harthami.", ["Saif bin Khalid al-Harthami"]),
        ("He met J. Edgar Hoover, O'Brien-Tench & Co.", ["J. Edgar Hoover", "O'Brien-Tench & Co"]),
        ("He met Nora “Bricks” Halden.", ["Nora “Bricks” Halden"]),
        ("He met Rigoberto 'El Tuerto' Pons.", ["Rigoberto 'El Tuerto' Pons"]),
        ("He wrote to the Ministry of Defence of Norland.", ["Ministry of Defence"]),
        ("the Comisión de Supervisión Bursátil said", ["Comisión de Supervisión Bursátil"]),
        ("He met Jose\u0301 Pe\u0301rez.", ["Jose\u0301 Pe\u0301rez"]),
        ("He met Los Ribereños and Van der Hulst.", ["Los Ribereños", "Van der Hulst"]),
        # Not: particles at the ends, possessives, other sentences, lines and brackets.
        ("the sons of Olek Brandt de los mares", ["Olek Brandt"]),
        ("Olek Brandt's Norland. Tomas left", ["Olek Brandt"]),
        ("on Norland. Brandt came, Pell (Tomas) too", []),
        ("said Olek\n\nBrandt came", []),
        ("A line of words that is broken as mails are and goes on: Greta\nHulst too", ["Greta Hulst"]),
        # Titles, nations, months and openers are no part of a name.
        ("when President Olek Brandt came", ["Olek Brandt"]),
        ("when Mr. Olek Brandt and Prime Minister Ann Pell met", ["Ann Pell", "Olek Brandt"]),
        ("the Mexican Olek Brandt", ["Olek Brandt"]),
        ("the Mexican Army", ["Mexican Army"]),
        ("in the U.S. Treasury Department", ["Treasury Department"]),
        ("He spoke of July Monday, and In The Norland", []),
        ("NORLAND TOWN, Feb. 13, on Sept. 9 and Feb. 14; he met Jan Pell, Jan.", ["Jan Pell", "NORLAND TOWN"]),
        ("The Strait Seafarers' Union and the Smiths' Olek", ["Strait Seafarers' Union"]),
        ("of Martin Luther King", ["Martin Luther King"]),
        # At a sentence's begin a capital says nothing, unless the word is a name elsewhere.
        ("Yesterday Olek left. Quickly Brandt came.", []),
        ("Police Brandt. The police came. Reporters Pell", ["Reporters Pell"]),
        ("Mark Brandt wrote a mark. It was to Mark that", ["Mark Brandt"]),
        # Acronyms, and what only looks like one.
        ("The DNA and the CSB", ["CSB", "DNA"]),
        ("the US, the UN, Part II, the CEO, a GmbH, I, ABCDEFGHI", []),
        # One word, if it is a name in two sentences.
        ("We saw Norland. Then Norland again.", ["Norland"]),
        ("We saw Norland and Norland. Norland again.", []),
        ("the Bank. the Bank. the Group. the Group", []),
        # Headings.
        ("Cartel Leader Killed In Raid\nIt was so.\n", []),
        ("HECHOS PROBADOS\nEra asi.\n\nFALLO\n\nEra asi.\n", []),
        ("It Was Olek Brandt With Tomas Pell.", ["Olek Brandt", "Tomas Pell"]),
        # Nothing.
        ("", []),
        ("123 _ — “” … 林伟", []),
    ],
)  # fmt: skip
def test_what_counts_as_a_name(text: str, names: list[str]) -> None:
    """Capitals in their places, and the general vocabulary of titles, nations and openers."""
    assert [name for name, _ in found(text)] == names


def test_a_later_surname_counts_for_the_full_name_in_the_same_text() -> None:
    """For the last who was called so; of an organisation no part does."""
    text = "Olek Brandt left. Brandt wept. Nora Brandt came. Then Brandt slept, and Brandt woke."
    assert found(text, "So Brandt.") == [("Nora Brandt", 3), ("Olek Brandt", 2)]
    assert found("the Norland Trade Bank is in Norland") == [("Norland Trade Bank", 1)]
    assert found("Nemesio Oseguera Cervantes and Oseguera and Oseguera Cervantes") == [
        ("Nemesio Oseguera Cervantes", 3)
    ]


def test_an_article_at_the_head_of_a_sentence_makes_no_other_name() -> None:
    """But it is part of a name that never stands without it."""
    text = "en el Banco Norlandia. El Banco Norlandia cobra. El Faro Azul cierra. De El Faro Azul."
    assert found(text) == [("Banco Norlandia", 2), ("El Faro Azul", 2)]


def test_spellings_of_one_name_are_one() -> None:
    """Accents and nicknames aside; the most frequent spelling stands for all."""
    text = "of Ines Caldera, of Inés Caldera, of Inés Caldera, of Inés “Lola” Caldera"
    assert found(text) == [("Inés Caldera", 4)]


def test_equal_frequencies_are_in_the_order_of_the_alphabet() -> None:
    """So the list does not depend on the order of the sources."""
    assert found("of Ödön Pell, of Zoe Pell, of abc", "of Ann Quill and DNA") == [
        ("Ann Quill", 1),
        ("DNA", 1),
        ("Ödön Pell", 1),
        ("Zoe Pell", 1),
    ]


def test_what_the_linker_saw_is_left_out() -> None:
    """Its words neither are a name nor part of one."""
    text = "of Ann Lee Olek Brandt"
    (name,) = unlisted([SourceText("s", text, ((3, 10),))])
    assert (name.name, name.context) == ("Olek Brandt", ("of Ann Lee ", "Olek Brandt", ""))
    assert unlisted([SourceText("s", "of Ann Lee", ((6, 10),))]) == []


@given(st.text(alphabet=st.sampled_from("Aé\u0301bZ .\n\r-“”'’&1of el_")), st.data())
def test_any_text_gives_names_of_the_text_itself(text: str, data: st.DataObject) -> None:
    """Offsets index the text, in order, and never what is covered; nothing raises."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    reading = Reading(text, [(start, end)] if end > start else [])
    at = 0
    for name in proper_names(reading, Usage.of([reading])):
        assert at <= name.start < name.end <= len(text)
        at = name.end
    unlisted([SourceText("s", text)])
