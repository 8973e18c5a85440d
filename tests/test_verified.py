"""Quotes verified from outside: `check`, `check --record`, what the site shows, the annotations."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from test_example import REPOSITORY, SEEDS, copy_example, needs_seeds, tree

from dossier.load import load

TEXT = "The tug “Ada” left. It was noon when the pilot came aboard. The tug “Ada” left.\n"
MARK = "verified against the stored text"
ADA = "name: Ada\nkind: person\nfacts:\n  - label: L\n    value: V\n    sources:\n"
CITED = ADA + "      - {source: log, quote: the pilot came}\n"
DAY = ("--as-of", "2026-11-21")


def log(*quotes: str, more: str = "", text: str = TEXT) -> str:
    """A source with the hash of its text and these excerpts."""
    sha = hashlib.sha256(text.encode()).hexdigest()
    excerpts = "".join(f"  - quote: |-\n      {quote}\n" for quote in quotes)
    return f"title: Log\ntext: log.txt\ntext_sha256: {sha}\n{more}excerpts:\n{excerpts}"


@pytest.fixture
def site(make_site: Any) -> Callable[..., Path]:
    """A dossier with the record `content/sources/log.yml` and its text."""

    def make(record: str, **more: str) -> Path:
        config = "title: T\nquotation: {max_share: 1}\n"  # the text has but sixteen words
        files = {"site_config.yml": config, "content/sources/log.yml": record}
        files |= {"seeds/log.txt": TEXT, **more}
        made: Path = make_site(files)
        return made

    return make


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file of a dossier but what git keeps."""
    return tree(folder)


def test_a_quote_with_another_typography_is_fine(site: Any, run: Any) -> None:
    """Straight quotation marks and a wrapped line: normalised, exit code 0, nothing written."""
    folder = site(log("It was noon\n      when the pilot came", 'aboard. The tug "Ada" left'))
    before = files_of(folder)
    done = run("check", "--site", folder)
    assert (done.code, done.stderr) == (0, "")
    assert done.stdout == "no problems; 2 quotes found in the full texts (2 normalised)\n"
    assert files_of(folder) == before


def test_a_sentence_that_occurs_twice_needs_a_prefix(site: Any, run: Any) -> None:
    """Ambiguous is a warning until `prefix` says which is meant; exit code 0 without --strict."""
    folder = site(log("The tug “Ada” left."))
    done = run("check", "--site", folder)
    assert done.code == 0
    assert "content/sources/log.yml:6:7: warning[quote-ambiguous]" in done.stderr
    assert "prefix" in done.stderr
    assert run("check", "--strict", "--site", folder).code == 1
    (folder / "content/sources/log.yml").write_text(
        log("The tug “Ada” left.") + "    prefix: aboard.\n"
    )
    assert run("check", "--record", "--site", folder).stderr == ""
    (part,) = json.loads((folder / "content/verified.jsonl").read_text())["parts"]
    assert part["start"] == TEXT.rindex("The tug")
    # The fewest words that tell the two places apart.
    assert part["prefix"] == "aboard. "


def test_quotes_of_citations_and_prose_are_compared(site: Any, run: Any) -> None:
    """An invented word is found in a fact's quote, an event's and in Markdown, each with its place."""
    ada = (
        ADA + "      - {source: log, quote: the pilot went}\n"
        "events:\n  - title: E\n    dates:\n      - date: 2024\n"
        "        sources: [{source: log, quote: the captain came}]\n"
        "summary: 'It says [@log: \"the cook came aboard\"].'\n"
    )
    done = run("check", "--site", site(log("It was noon"), **{"content/actors/ada.yml": ada}))
    assert done.code == 1
    places = re.findall(r"^content/actors/ada.yml:(\d+:\d+): error\[quote-not-found\]: .*\(nearest, \S+: (.*)\)$",
                        done.stderr, re.MULTILINE)  # fmt: skip
    assert places == [
        ("7:30", "the pilot »came«"),
        ("12:40", "the »pilot« came"),
        ("13:27", "the »pilot« came aboard"),
    ]


def test_a_changed_text_verifies_nothing(site: Any, run: Any) -> None:
    """Another text under the same name: one error, no quote compared, nothing recorded."""
    folder = site(log("It was noon", "no such words"))
    (folder / "seeds/log.txt").write_text(TEXT + "More.\n")
    done = run("check", "--record", "--site", folder)
    assert done.code == 1
    assert re.findall(r"error\[([\w-]+)\]", done.stderr) == ["text-changed"]
    assert not (folder / "content/verified.jsonl").exists()


def test_what_was_recorded_of_a_text_that_was_changed_is_kept(site: Any, run: Any) -> None:
    """It is about the text whose sum it holds; a stray letter in the file took all of it away."""
    folder = site(log("It was noon"), **{"content/actors/ada.yml": CITED})
    assert run("check", "--record", "--site", folder).code == 0
    recorded = (folder / "content/verified.jsonl").read_text()
    assert recorded.count("\n") == 2
    (folder / "seeds/log.txt").write_text(TEXT + "x")
    done = run("check", "--record", "--site", folder)
    assert re.findall(r"\w+\[[\w-]+\]", done.stderr) == ["error[text-changed]"]
    assert (folder / "content/verified.jsonl").read_text() == recorded


def pages(run: Any, folder: Path) -> str:
    """All pages of the built site in one text."""
    assert run("build", "--site", folder, *DAY).code == 0
    return "".join(p.read_text() for p in sorted((folder / "build").rglob("*.html")))


def test_the_site_says_verified_only_where_it_holds(site: Any, run: Any) -> None:
    """With the record, not before it, and no more once quote or text are others."""
    record = log("It was noon", "came aboard")
    folder = site(record, **{"content/actors/ada.yml": CITED})
    source = folder / "content/sources/log.yml"
    assert MARK not in pages(run, folder)
    assert run("check", "--record", "--site", folder).code == 0
    shown = pages(run, folder)
    assert shown.count(MARK) == 3  # two passages on the source's page, a quote on Ada's
    built = tree(folder / "build")
    shutil.rmtree(folder / "seeds")
    assert pages(run, folder) == shown
    assert tree(folder / "build") == built
    source.write_text(record.replace("It was noon", "It was moon"))
    assert pages(run, folder).count(MARK) == 2
    stale = run("check", "--site", folder)
    assert stale.code == 0
    assert stale.stderr.count("warning[stale-record]") == 1
    source.write_text(re.sub("text_sha256: .*", f"text_sha256: {'0' * 64}", record))
    assert MARK not in pages(run, folder)


def test_record_drops_what_is_stale_and_keeps_what_no_text_is_here_for(site: Any, run: Any) -> None:
    """Without the text what was verified stays; a quote that is gone goes."""
    folder = site(log("It was noon", "came aboard"))
    run("check", "--record", "--site", folder)
    record = folder / "content/verified.jsonl"
    before = record.read_text()
    shutil.rmtree(folder / "seeds")
    assert run("check", "--record", "--site", folder).stderr == ""
    assert record.read_text() == before
    (folder / "content/sources/log.yml").write_text(log("came aboard"))
    assert run("check", "--record", "--site", folder).stderr == ""
    assert record.read_text() == before.splitlines(keepends=True)[1]


def test_without_the_text_an_edit_that_is_undone_costs_nothing(site: Any, run: Any) -> None:
    """What was recorded of a changed quote went, though nothing was there to say anything of it."""
    named = log("It was noon", "came aboard").replace("- quote", "- id: noon\n    quote", 1)
    cited = CITED.replace("the pilot came", "the pilot")
    folder = site(named, **{"content/actors/ada.yml": CITED})
    assert run("check", "--record", "--site", folder).code == 0
    record = folder / "content/verified.jsonl"
    before = record.read_text()
    assert before.count("\n") == 3
    shutil.move(folder / "seeds", folder / "elsewhere")
    (folder / "content/sources/log.yml").write_text(named.replace("was noon", "was late"))
    (folder / "content/actors/ada.yml").write_text(cited)
    done = run("check", "--record", "--site", folder)
    assert record.read_text() == before
    assert done.stderr.count("warning[stale-record]") == 2, "which are still there to be settled"
    (folder / "content/sources/log.yml").write_text(named)
    (folder / "content/actors/ada.yml").write_text(CITED)
    assert run("check", "--site", folder).stderr == ""
    # What is not public any more goes all the same, and so does what no excerpt is left for.
    (folder / "content/actors/ada.yml").write_text(CITED + "draft: true\n")
    (folder / "content/sources/log.yml").write_text(log("came aboard"))
    assert run("check", "--record", "--site", folder).stderr == ""
    assert record.read_text().count("\n") == 1
    # With the text a line of a quote that is gone goes.
    (folder / "content/actors/ada.yml").unlink()
    record.write_text(before)
    shutil.move(folder / "elsewhere", folder / "seeds")
    assert run("check", "--record", "--site", folder).stderr == ""
    assert record.read_text().count("\n") == 1


def test_without_the_texts_check_says_what_was_verified_before(site: Any, run: Any) -> None:
    """It said "no problems" of quotes that nobody had ever compared."""
    folder = site(log("It was noon"), **{"content/actors/ada.yml": CITED})
    assert run("check", "--record", "--site", folder).code == 0
    shutil.rmtree(folder / "seeds")
    assert run("check", "--site", folder).stdout == (
        "no problems; 2 quotes without a text here: all verified before\n"
    )
    (folder / "content/sources/log.yml").write_text(
        log("It was noon", "never compared") + "words: 16\n"
    )
    assert run("check", "--site", folder).stdout == (
        "no problems; 3 quotes without a text here: 2 verified before, 1 not\n"
    )
    (folder / "content/verified.jsonl").unlink()
    assert run("check", "--site", folder).stdout == (
        "no problems; 3 quotes without a text here: none of them verified\n"
    )


def test_a_text_has_the_page_ends_of_a_pdf(site: Any, run: Any) -> None:
    """As pdftotext writes them: nothing at all was recorded, for a sign that no page ever shows."""
    text = "It was noon\n\fwhen the pilot came.\n"
    folder = site(log("It was noon when", text=text), **{"seeds/log.txt": text})
    assert run("check", "--record", "--site", folder).stderr == ""
    (part,) = json.loads((folder / "content/verified.jsonl").read_text())["parts"]
    assert (part["start"], part["end"], part["exact"]) == (0, 17, "It was noon\n\fwhen")
    assert run("build", "--strict", "--site", folder, *DAY).code == 0
    # What is published whole may not have them, nor may any text have what is no white space.
    for sign, more in (("\f", "rights: open\nlicense: CC0\n"), ("\x1b", "")):
        other = text.replace("\f", sign)
        folder = site(log("It was noon", text=other, more=more), **{"seeds/log.txt": other})
        told = run("check", "--site", folder).stderr
        assert "error[unreadable]: seeds/log.txt: the control character U+00" in told
        assert "'dossier import' leaves such signs out" in told


def test_a_changed_capital_in_brackets_is_verified(site: Any, run: Any) -> None:
    """What is exported is the letter of the text, and so the link has it."""
    folder = site(log("[W]hen the pilot came", more="url: https://log.example/\n"))
    (target,) = annotated(run, folder)
    assert target["selector"][0]["exact"] == "when the pilot came"
    assert "#:~:text=when%20the%20pilot%20came" in pages(run, folder)
    assert MARK in pages(run, folder)


def test_what_was_recorded_of_a_file_with_mistakes_is_not_called_stale(site: Any, run: Any) -> None:
    """One true error came with a warning for each quote, whose hint could not work before it was mended."""
    folder = site(log("It was noon"), **{"content/actors/ada.yml": CITED})
    assert run("check", "--record", "--site", folder).code == 0
    for path, mistake, code in (
        ("content/sources/log.yml", log("It was noon", more="publihser: P\n"), "unknown-key"),
        ("content/sources/log.yml", "title: [\n", "yaml-syntax"),
        ("content/actors/ada.yml", CITED + "aliass: [A]\n", "unknown-key"),
    ):
        kept = (folder / path).read_text()
        (folder / path).write_text(mistake)
        done = run("check", "--site", folder)
        assert re.findall(r"\w+\[[\w-]+\]", done.stderr) == [f"error[{code}]"]
        (folder / path).write_text(kept)
    (folder / "content/actors/ada.yml").unlink()
    assert run("check", "--site", folder).stderr.count("warning[stale-record]") == 1


def test_nothing_is_recorded_while_a_record_cannot_be_read(site: Any, run: Any) -> None:
    """A typing error in a source must not cost what was verified of it."""
    folder = site(log("It was noon"))
    run("check", "--record", "--site", folder)
    before = (folder / "content/verified.jsonl").read_text()
    assert before
    (folder / "content/sources/log.yml").write_text(log("It was noon") + "titel: Log\n")
    done = run("check", "--record", "--site", folder)
    assert done.code == 1
    assert "Nothing was recorded" in done.stderr
    assert (folder / "content/verified.jsonl").read_text() == before


def test_of_an_altered_copy_nothing_is_called_verified(site: Any, run: Any) -> None:
    """The site says that the words match a copy which is altered; so does the export."""
    folder = site(log("It was noon", more="fidelity: altered\n"))
    run("check", "--record", "--site", folder)
    shown = pages(run, folder)
    assert MARK not in shown
    assert "matches the stored copy, which is altered" in shown
    data = json.loads((folder / "build/data/dossier.json").read_text())
    assert data["sources"][0]["excerpts"][0]["verification"] == "altered"


def test_nothing_of_a_draft_is_recorded(site: Any, run: Any) -> None:
    """The record is under version control: a draft's quotes are compared and not written there."""
    folder = site(log("no such words", "It was noon", more="draft: true\n"))
    done = run("check", "--record", "--site", folder)
    assert "error[quote-not-found]" in done.stderr
    assert not (folder / "content/verified.jsonl").exists()


def test_citations_carry_their_words(site: Any, run: Any) -> None:
    """In `data/dossier.json` a citation has the words it rests on and how they stand."""
    cited = CITED + "      - {source: log, excerpt: noon}\n      - {source: log}\n"
    record = log("x").replace("quote: |-\n      x", "{id: noon, quote: It was noon}")
    record = record.replace("  - {id", "  - {id")
    folder = site(record, **{"content/actors/ada.yml": cited})
    run("check", "--record", "--site", folder)
    run("build", "--site", folder)
    data = json.loads((folder / "build/data/dossier.json").read_text())
    found = [
        (c.get("quote"), c.get("verification")) for c in data["actors"][0]["facts"][0]["sources"]
    ]
    assert found == [("the pilot came", "exact"), ("It was noon", "exact"), (None, None)]


BUDGET = "title: T\nquotation: {max_words: 10, max_share: 0.5}\n"


@pytest.mark.parametrize(("extra", "code"), [("noon", 0), ("was noon when the", 1)])
def test_overlaps_are_counted_by_place(site: Any, run: Any, extra: str, code: int) -> None:
    """With places known, words in two quotes count once, however few: 8 of 16 are allowed."""
    quotes = ("when the pilot came", "came aboard. The tug", extra)
    record = log(*quotes, more="words: 16\n")
    folder = site(record, **{"site_config.yml": BUDGET})
    done = run("check", "--record", "--site", folder)
    assert done.code == code, done.stderr
    if code:
        assert "9 of the 16 words of 'log' are published; 50% are 8" in done.stderr
        assert (
            "“came aboard. The tug” 4, “was noon when the” 4, “when the pilot came” 4"
            in done.stderr
        )
    assert run("build", "--site", folder).code == code


def test_contexts_are_left_out_where_they_do_not_fit(site: Any, run: Any) -> None:
    """A prefix in an export is published words too: within the budget it is there, else not."""
    found = {}
    for share in (0.5, 0.25):
        record = log("The tug “Ada” left.", more="words: 16\n") + "    prefix: aboard.\n"
        config = f"title: T\nquotation: {{max_words: 10, max_share: {share}}}\n"
        folder = site(record, **{"site_config.yml": config})
        assert run("check", "--record", "--site", folder).code == 0
        run("build", "--site", folder)
        data = json.loads((folder / "build/data/annotations.jsonld").read_text())
        found[share] = data["first"]["items"][0]["target"]["selector"]
    assert found[0.5][0]["prefix"] == "aboard. "
    assert "prefix" not in found[0.25][0]
    assert found[0.25][1] == {"type": "TextPositionSelector", "start": 60, "end": 79}


@pytest.mark.parametrize(("stated", "code"), [("", 1), ("words: 16\n", 1), ("words: 160\n", 1)])
def test_the_share_is_that_of_the_text_at_hand(site: Any, run: Any, stated: str, code: int) -> None:
    """What the record says of the text's length, or does not, opens no way around the budget."""
    config = "title: T\nquotation: {max_share: 0.25}\n"
    folder = site(log("It was noon when the", more=stated), **{"site_config.yml": config})
    done = run("check", "--site", folder)
    assert done.code == code
    assert "5 of the 16 words of 'log' are published; 25% are 4" in done.stderr
    wrong = "seeds/log.txt has not 160 words (it has 16: write words: 16)"
    assert (wrong in done.stderr) is ("160" in stated)
    assert ("log.yml:4:8: error[words-miscounted]" in done.stderr) is ("160" in stated)


FOLLOWING = ("It was noon when", "the pilot came aboard.")


@pytest.mark.parametrize(
    ("quotes", "found"),
    [
        (FOLLOWING, "passages that follow each other have 8 words as one"),
        (("It was noon", "pilot came aboard."), ""),
        (("“Ada” left. It", "was noon", "when the pilot"), "have 8 words as one"),
        (("It was noon when […] aboard.", "the pilot came"), "have 8 words as one"),
    ],
)
def test_quotes_that_follow_each_other_are_one_passage(
    site: Any, run: Any, quotes: tuple[str, ...], found: str
) -> None:
    """Six words in a row are allowed, in however many quotes; by the text, and by the record."""
    config = "title: T\nquotation: {max_words: 6, max_share: 1}\n"
    folder = site(log(*quotes), **{"site_config.yml": config})
    done = run("check", "--record", "--site", folder)
    assert found in done.stderr
    assert done.code == bool(found)
    built = run("build", "--site", folder)
    assert built.stderr.startswith(done.stderr)
    for quote in quotes if found else ():
        assert " ".join(quote.split()[:4]) in done.stderr
    # Under embargo too, by the text; the record has nothing of it, and a build does not look.
    (folder / "content/sources/log.yml").write_text(log(*quotes, more="embargo: 2027-06-01\n"))
    (folder / "content/verified.jsonl").unlink()
    done = run("check", "--record", "--site", folder, *DAY)
    assert found in done.stderr
    assert done.code == bool(found)
    assert not (folder / "content/verified.jsonl").exists()
    assert run("build", "--strict", "--site", folder, *DAY).stderr == ""


def test_a_dash_between_two_quotes_does_not_divide_them(site: Any, run: Any) -> None:
    """Only words do: one sign between blanks is no word left out."""
    config = "title: T\nquotation: {max_words: 4, max_share: 1}\n"
    for sign, code in (("—", 1), ("very", 0)):
        text = f"It came at noon {sign} said the pilot of the tug.\n"
        record = log("came at noon", "said the", text=text)
        folder = site(record, **{"site_config.yml": config, "seeds/log.txt": text})
        assert run("check", "--site", folder).code == code, sign


def annotated(run: Any, folder: Path) -> list[dict[str, Any]]:
    """The targets of all annotations of the built site, after a check that records."""
    done = run("check", "--record", "--site", folder)
    assert done.code == 0, done.stderr
    assert run("build", "--site", folder, *DAY).code == 0
    data = json.loads((folder / "build/data/annotations.jsonld").read_text())
    targets = [item["target"] for item in data["first"]["items"]]
    return [each for t in targets for each in (t if isinstance(t, list) else [t])]


TYPESET = (
    "The tug “Ada” left — at noon,\r\nso they say… The pilot’s co\u00adop\u00aderation was "
    "the ﬁrst. Cafe\u0301 Ada shut. The tug “Ada” left\nin fog.\n"
)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_quote_in_another_typography_is_exported_in_the_letters_of_the_text(
    site: Any, run: Any, mark: str
) -> None:
    """Every exported selector stands in the text letter by letter, and at its offsets.

    Offsets count from after a byte-order mark, which belongs to the file's hash.
    """
    file = mark + TYPESET
    quotes = (
        "left -- at noon, so they say...",
        "pilot's cooperation […] the first",
        "Café Ada shut.",
    )
    record = log(*quotes, "The tug “Ada” left in fog.", text=file)
    cited = CITED.replace("the pilot came", "'\"Ada\" left in'")
    folder = site(record, **{"seeds/log.txt": file, "content/actors/ada.yml": cited})
    targets = annotated(run, folder)
    assert len(targets) == 6
    for target in targets:
        quote, position = target["selector"]
        assert target["textSha256"] == hashlib.sha256(file.encode()).hexdigest()
        assert TYPESET[position["start"] : position["end"]] == quote["exact"]
        beside = quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "")
        assert TYPESET.count(beside) == 1
    lines = (folder / "content/verified.jsonl").read_text().splitlines()
    assert {json.loads(line)["state"] for line in lines} == {"normalised"}
    shutil.rmtree(folder / "seeds")
    assert run("check", "--strict", "--site", folder).code == 0


def test_a_record_without_the_letters_of_the_text_is_still_read(site: Any, run: Any) -> None:
    """Lines written before there was `exact` hold; where the text is, they are found to be old."""
    folder = site(log("It was noon when the pilot came aboard. The tug"))
    text = TEXT.replace("noon when", "noon\nwhen")
    record = log("It was noon when the pilot came", text=text)
    folder = site(record, **{"seeds/log.txt": text})
    annotated(run, folder)
    file = folder / "content/verified.jsonl"
    new = json.loads(file.read_text())
    assert new["parts"][0].pop("exact") == "It was noon\nwhen the pilot came"
    file.write_text(json.dumps(new) + "\n")
    assert MARK in pages(run, folder)
    assert "stale-record" in run("check", "--site", folder).stderr


def test_other_words_beside_a_quote_make_its_record_stale(site: Any, run: Any) -> None:
    """`prefix` and `suffix` say which place is meant: what was verified was verified of that one."""
    record = log("The tug “Ada” left.")
    folder = site(record + "    prefix: aboard.\n")
    source = folder / "content/sources/log.yml"
    assert run("check", "--record", "--site", folder).code == 0
    assert MARK in pages(run, folder)
    shutil.rmtree(folder / "seeds")
    for beside in ("    suffix: It was noon\n", "    prefix: came aboard.\n", ""):
        source.write_text(record + beside)
        assert MARK not in pages(run, folder), beside
        assert "stale-record" in run("check", "--site", folder).stderr
    source.write_text(record + "    prefix: >-\n      aboard.\n")
    assert MARK in pages(run, folder)


def test_words_beside_a_quote_that_name_somebody_hidden_are_not_exported(
    site: Any, run: Any
) -> None:
    """Also where they were recorded while that actor was public; one word of the name is enough."""
    text = "Bo Ek saw it. The tug left. Nobody saw Ek Lindqvist then. The tug left. It was noon.\n"
    record = log("The tug left.", text=text) + "    prefix: Lindqvist then.\n"
    person = "name: Ek Lindqvist\nkind: person\n"
    folder = site(record, **{"seeds/log.txt": text, "content/actors/ek.yml": person})
    (target,) = annotated(run, folder)
    assert target["selector"][0]["prefix"] == "then. "
    record = record.replace("Lindqvist then", "then")
    text = text.replace("Lindqvist then", "Lindqvist")
    source = log("The tug left.", text=text) + "    prefix: Lindqvist.\n"
    (folder / "content/sources/log.yml").write_text(source)
    (folder / "seeds/log.txt").write_text(text)
    (target,) = annotated(run, folder)
    assert target["selector"][0]["prefix"] == "Lindqvist. "
    (folder / "content/actors/ek.yml").write_text(person + "embargo: 2027-01-01\n")
    assert run("build", "--site", folder, *DAY).code == 0
    exported = (folder / "build/data/annotations.jsonld").read_text()
    assert "The tug left." in exported
    assert "Lindqvist" not in exported


def test_without_a_hash_nothing_is_recorded_and_check_says_so(site: Any, run: Any) -> None:
    """A warning with the line to write; the places count for the budget all the same."""
    record = re.sub("text_sha256: .*\n", "", log("It was noon when", "the pilot came aboard."))
    config = "title: T\nquotation: {max_words: 7, max_share: 1}\n"
    folder = site(record, **{"site_config.yml": config})
    done = run("check", "--record", "--site", folder)
    sha = hashlib.sha256(TEXT.encode()).hexdigest()
    assert f"write text_sha256: {sha}" in done.stderr
    assert done.stderr.count("warning[text-unhashed]") == 1
    assert "passages that follow each other have 8 words" in done.stderr
    assert not (folder / "content/verified.jsonl").exists()


def with_texts(target: Path) -> Path:
    """The example with its full texts, outside of the repository."""
    site = copy_example(target)
    shutil.copytree(SEEDS, site / "seeds")
    return site


@needs_seeds
def test_the_example_is_verified_and_its_record_is_fresh(tmp_path: Path, run: Any) -> None:
    """Every quote of the example stands in its text; the tracked record is what `--record` writes."""
    site = with_texts(tmp_path / "site")
    done = run("check", "--strict", "--record", "--site", site, *DAY)
    assert (done.code, done.stderr) == (0, "")
    assert re.fullmatch(
        r"no problems; \d+ quotes found in the full texts\n.* disputed.*\n", done.stdout
    )
    name = "content/verified.jsonl"
    assert (site / name).read_bytes() == (REPOSITORY / name).read_bytes()


@needs_seeds
def test_one_letter_changed_in_any_quote_is_found(tmp_path: Path, run: Any) -> None:
    """One letter of each excerpt changed: each is an error with line, column and the true passage."""
    site = with_texts(tmp_path / "site")
    dossier, _ = load(site)
    wanted = {}
    for source in dossier.sources.values():
        path = site / source.path
        lines = path.read_text().split("\n")
        for excerpt in source.excerpts:
            number = lines.index(f"  - id: {excerpt.id}")
            begin = next(i for i in range(number, len(lines)) if "quote:" in lines[i])
            begin += lines[begin].endswith(">-")
            match = re.compile(r"[a-z]{4,}").search(lines[begin].replace("quote:", "QUOTE:"))
            assert match, lines[begin]
            at = match.start() + 1
            letter = "q" if lines[begin][at] != "q" else "z"
            lines[begin] = lines[begin][:at] + letter + lines[begin][at + 1 :]
            wanted[source.path, begin + 1] = match[0]
        path.write_text("\n".join(lines))
    done = run("check", "--site", site, *DAY)
    assert done.code == 1
    found = re.findall(r"^(\S+?):(\d+):\d+: error\[quote-not-found\]: .*\(nearest, \S+: (.*)\)$",
                       done.stderr, re.MULTILINE)  # fmt: skip
    assert len(wanted) >= 40
    assert {(path, int(line)) for path, line, _ in found} == set(wanted)
    for path, line, nearest in found:
        marked = re.findall(r"»(.*?)«", nearest)
        assert any(wanted[path, int(line)] in words for words in marked), (path, line, nearest)
        assert len(nearest.split()) <= 30


@needs_seeds
def test_all_annotations_re_anchor(tmp_path: Path, run: Any) -> None:
    """Each exported selector leads to its words in the full text that its target names."""
    site = copy_example(tmp_path / "site")
    assert run("build", "--site", site, *DAY).code == 0
    texts = {
        hashlib.sha256(path.read_bytes()).hexdigest(): path.read_text()
        for path in SEEDS.glob("*.txt")
    }
    data = json.loads((site / "build/data/annotations.jsonld").read_text())
    items = data["first"]["items"]
    assert data["total"] == len(items) >= 44
    assert len({item["id"] for item in items}) == len(items)
    for item in items:
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        at = 0
        for target in targets:
            text = texts[target["textSha256"]]
            quote, position = target["selector"]
            words = text[position["start"] : position["end"]]
            assert quote["exact"] == words, item["id"]
            assert at <= position["start"]
            at = position["end"]
