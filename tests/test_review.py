"""`dossier review`: what is asked, what an answer writes, and that it is never asked again."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.cli import cli
from dossier.cli.talk import Ended
from dossier.cli.talk import ask as answered
from dossier.link.lexicon import build_lexicon
from dossier.load import record_of
from dossier.load.edit import EditRefused, scalar
from dossier.load.files import ContentFile
from dossier.model.actor import Actor, Alias
from dossier.model.linked import Mention
from dossier.model.source import Source
from dossier.review.answers import Answer, Outdated, recorded, with_named, without_named
from dossier.review.questions import (
    Question,
    is_uncertain,
    line_of,
    newly_named,
    questions,
    sentence,
)
from dossier.review.whom import actors_called, called_in_full, nearest

ACTORS = {
    "content/actors/ann-lee.yml": "name: Ann Lee\nkind: person\n",
    "content/actors/bob-lee.yml": (
        "name: Bob Lee\nkind: person\naliases: [{text: Pavo, ambiguous: true}, Zoë's son]\n"
    ),
    "content/actors/carabal.yml": (
        "name: Carabal Cartel\nkind: organization\naliases: [Carabal]\n"
    ),
    "content/actors/one.yml": "name: Uno Bank\nkind: organization\naliases: [The Bank]\n",
    "content/actors/two.yml": (
        "name: Due Bank\nkind: organization\naliases: [The Bank, {text: Gull, autolink: false},\n"
        "  {text: Tern, not_in: [herald]}]\n"
    ),
}
HERALD = """\
title: "[Herald]" # as printed
publisher: The Herald
published: 2024

excerpts: # verbatim
  - id: one
    quote: >-
      Ann Lee said that Pavo had left town;
      Lee was sure. Then Pavo paid.
    tags: [money]

  # The next one.
  - {id: two, quote: "Farmers in southern Carabal waited."}
"""


def ask(site: Path, answers: str | bytes, *options: str) -> Result:
    """`dossier review` with answers through a pipe."""
    words = ["review", "--site", str(site), *options]
    return CliRunner().invoke(cli, words, input=answers, prog_name="dossier")


@pytest.fixture
def site(make_site: Any) -> Path:
    """A dossier with one source of four uncertain names."""
    made: Path = make_site({**ACTORS, "content/sources/herald.yml": HERALD})
    return made


def herald(site: Path) -> str:
    """The source's file, as it is now."""
    return (site / "content/sources/herald.yml").read_bytes().decode()


# ----------------------------------------------------------------------------------- from outside


def test_every_answer_is_a_line_and_is_never_asked_again(site: Path, run: Any) -> None:
    """yes, nobody, another actor: each adds its line; a second run has nothing to ask."""
    ran = ask(site, "y\nn\nbob-lee\nN\n")
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert herald(site) == HERALD.replace(
        "    tags: [money]\n",
        "    tags: [money]\n    links:\n"
        '      "Pavo#1": bob-lee\n      "Lee#2": null\n      "Pavo#2": bob-lee\n',
    ).replace('waited."}', 'waited.", links: {Carabal: null}}')
    assert ran.stdout.endswith("\n4 recorded, 0 skipped, 0 left.\n")
    again = ask(site, "")
    assert again.stdout == "Nothing to ask: no uncertain name in 1 source.\n"
    checked = run("check", "--site", site)
    assert checked.code == 0
    assert "unused-link" not in checked.stderr


def test_a_question_says_all_that_is_needed_to_answer_it(site: Path) -> None:
    """Progress, source, place, sentence with the words marked, reason, proposal; then the answer."""
    ran = ask(site, "q\n")
    assert ran.stdout == (
        "\n1 of 4: herald · The Herald, 2024\n"
        "excerpt one, content/sources/herald.yml:8\n\n"
        "    Ann Lee said that »Pavo« had left town; Lee was sure.\n\n"
        "Pavo: held back: these words may also mean something else, as the profile says\n"
        "Is this Bob Lee (bob-lee)? [y n Y N, ID, s q ?] q\n"
        "\n0 recorded, 0 skipped, 4 left.\n"
    )
    assert herald(site) == HERALD
    ran = ask(site, "s\ns\ns\ns\n")
    assert (
        "content/sources/herald.yml:9\n\n    Ann Lee said that Pavo had left town; »Lee«"
        in ran.stdout
    )
    assert "Lee: linked: a short form; the full name stands before it" in ran.stdout
    assert "\n3 of 4: " in ran.stdout
    assert "herald.yml:13\n\n    Farmers in southern »Carabal« waited." in ran.stdout
    assert "Carabal: held back: the words around it say that a place is meant" in ran.stdout
    assert ran.stdout.endswith("0 recorded, 4 skipped, 0 left.\n")
    assert herald(site) == HERALD


def test_the_handbook_shows_a_question_as_it_is_printed(site: Path) -> None:
    """The example in `docs/commands.md` is what the command prints for this dossier."""
    page = (Path(__file__).parents[1] / "docs/commands.md").read_text("utf-8")
    shown = re.findall(r"^```text\n(1 of .*?)```", page, re.MULTILINE | re.DOTALL)
    assert len(shown) == 1
    assert shown[0].rstrip() in ask(site, "q\n").stdout


def test_several_candidates_are_numbered(make_site: Any) -> None:
    """`y` alone does not say which; a number does."""
    quote = "excerpts: [{quote: The Bank paid. Then The Bank fell. And The Bank rose}]\n"
    site = make_site({**ACTORS, "content/sources/herald.yml": "title: H\n" + quote})
    ran = ask(site, "y\n0\n3\n2\nY 1\n")
    assert "The Bank: held back: several actors are called so\n" in ran.stdout
    assert "  1  Uno Bank (one)\n  2  Due Bank (two)\n" in ran.stdout
    assert "Several may be meant: type a number, 1 to 2." in ran.stdout
    assert ran.stdout.count("No actor '") == 2
    assert 'links: {"The Bank#1": two, "The Bank": one}' in herald(site)
    assert ran.stdout.endswith("\n3 recorded, 0 skipped, 0 left.\n")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type ? for help."),
        ("?", "  s         skip: it is asked again another time"),
        ("lee", "'lee' may be:\n  Ann Lee (ann-lee)\n  Bob Lee (bob-lee)\n"),
        ("Carabl", "No actor 'Carabl'; did you mean Carabal Cartel (carabal)?"),
        ("bob-le", "No actor 'bob-le'; did you mean Bob Lee (bob-lee)?"),
        ("xyzzy", "No actor 'xyzzy'. Type ? for help."),
        ("99999999999999999999", "No actor '9"),
        ("²", "No actor '²'"),
        ("ja", "No actor 'ja'"),
    ],
)
def test_what_is_not_understood_is_asked_again(site: Path, typed: str, said: str) -> None:
    """A hint, and the same question once more; nothing is written."""
    ran = ask(site, typed + "\n")
    assert said in ran.stdout
    assert ran.stdout.endswith("\n0 recorded, 0 skipped, 4 left.\n")
    assert herald(site) == HERALD


def test_an_answer_that_is_no_utf_8_is_not_understood(site: Path) -> None:
    """No traceback, no guess."""
    ran = ask(site, b"\xff\xfe\nq\n")
    assert ran.exit_code == 0
    assert "No actor '" in ran.stdout


@pytest.mark.parametrize(
    ("typed", "actor"),
    [
        ("ann-lee", "ann-lee"),
        ("Ann Lee", "ann-lee"),
        ("ann", "ann-lee"),
        ("zoe's", "bob-lee"),
        ("y carabal", "carabal"),
        ("1", "bob-lee"),
        ("yes", "bob-lee"),
        ("nobody", "null"),
    ],
)
def test_another_actor_is_named_in_many_ways(site: Path, typed: str, actor: str) -> None:
    """By id, name, alias or part of one, in any case and without accents."""
    ask(site, typed + "\nq\n")
    assert f'      "Pavo#1": {actor}\n' in herald(site)


def test_an_answer_is_on_disk_before_the_next_question(site: Path) -> None:
    """Whatever ends the program, what was answered is kept: here it is killed, then interrupted."""
    for signum, code in ((signal.SIGKILL, -signal.SIGKILL), (signal.SIGINT, 0)):
        process = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "dossier", "review", "--site", str(site)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("y\n")
        process.stdin.flush()
        for line in process.stdout:
            if line.startswith("2 of"):
                break
        process.send_signal(signum)
        rest, errors = process.communicate(timeout=20)
        assert (process.returncode, errors) == (code, "")
    assert rest.endswith("\n1 recorded, 0 skipped, 2 left.\n")
    assert herald(site).count("bob-lee") == 1
    assert herald(site).count("ann-lee") == 1


def test_without_an_input_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that is started with its input closed has no answers, and no traceback."""
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(Ended):
        answered("? ")


@pytest.mark.parametrize(
    ("environment", "shown"),
    [
        ({}, "\x1b[1m\x1b[7mPavo\x1b[0m"),
        ({"NO_COLOR": "1"}, "»Pavo«"),
        ({"TERM": "dumb"}, "»Pavo«"),
    ],
)
def test_a_terminal_shows_the_words_in_bold(
    site: Path, environment: dict[str, str], shown: str
) -> None:
    """In bold and reverse, unless the terminal cannot or the reader does not want it."""
    ours, theirs = pty.openpty()
    env = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
    process = subprocess.Popen(
        [sys.executable, "-m", "dossier", "review", "--site", str(site)],
        stdin=theirs, stdout=theirs, env={**env, "TERM": "xterm", **environment},
    )  # fmt: skip
    os.close(theirs)
    os.write(ours, b"q\n")
    said = b""
    try:
        while part := os.read(ours, 4096):
            said += part
    except OSError:  # the other end is closed
        pass
    os.close(ours)
    assert process.wait(timeout=20) == 0
    assert f"that {shown} had" in said.decode()
    assert said.decode().count("Is this Bob Lee (bob-lee)?") == 1


def test_bytes_that_are_easily_lost_stay(make_site: Any) -> None:
    """Byte-order mark, CRLF, a last line without an end."""
    before = "\ufefftitle: H\r\nexcerpts:\r\n- quote: Pavo came # c"
    site = make_site({**ACTORS, "content/sources/herald.yml": before.encode()})
    assert ask(site, "y\n").exit_code == 0
    after = before + "\r\n  links:\r\n    Pavo: bob-lee"
    assert (site / "content/sources/herald.yml").read_bytes() == after.encode()


def test_what_cannot_be_written_is_said(make_site: Any) -> None:
    """An excerpt that is a copy of another: the reason, and what to write by hand; then on."""
    before = (
        "title: H\nexcerpts:\n  - &e {quote: Pavo came}\n  - *e\n  - {id: x, quote: Pavo went}\n"
    )
    site = make_site({**ACTORS, "content/sources/herald.yml": before})
    ran = ask(site, "y\nn\ny\n")
    assert ran.exit_code == 0
    assert "Not recorded: 'excerpts[1]' is copied elsewhere as *e\n" in ran.stderr
    assert "Not recorded: 'excerpts[2]' is written as *e, a copy of" in ran.stderr
    assert "by hand, into `links` of the excerpt" in ran.stderr
    assert ", content/sources/herald.yml: Pavo: bob-lee\n" in ran.stderr
    assert herald(site) == before.replace("went}", "went, links: {Pavo: bob-lee}}")
    assert ran.stdout.endswith("\n1 recorded, 0 skipped, 2 left.\n")


def test_sources_are_chosen_by_id(make_site: Any) -> None:
    """Only the sources named are gone through, in that order; a wrong id is wrong usage."""
    names = ("a-one", "b-two", "c-three")
    files = {f"content/sources/{n}.yml": "title: T\nexcerpts: [{quote: Pavo}]\n" for n in names}
    site = make_site({**ACTORS, **files})
    ran = ask(site, "s\ns\n", "c-three", "a-one", "c-three")
    assert ran.stdout.index("1 of 2: c-three") < ran.stdout.index("2 of 2: a-one")
    assert "b-two" not in ran.stdout
    wrong = ask(site, "", "a-onne")
    assert wrong.exit_code == 2
    assert "no source 'a-onne'; did you mean 'a-one'?" in wrong.stderr


def test_a_broken_source_is_reported_and_the_others_are_asked(make_site: Any) -> None:
    """The diagnostics of `check`, which sources are not looked at, and exit code 1 at the end."""
    broken = {"content/sources/bad.yml": "titel: x\n", "content/actors/bad.yml": "name: {\n"}
    site = make_site({**ACTORS, **broken, "content/sources/herald.yml": HERALD})
    ran = ask(site, "y\n")
    assert ran.exit_code == 1
    assert "content/sources/bad.yml:1:1: error[unknown-key]" in ran.stderr
    assert "content/actors/bad.yml:" in ran.stderr
    assert "Not looked at, since they cannot be read: bad\n" in ran.stderr
    assert '"Pavo#1": bob-lee' in herald(site)
    assert ask(site, "q\n", "herald").exit_code == 0
    only = ask(site, "", "bad")
    assert (only.exit_code, only.stdout) == (1, "Nothing to ask: no uncertain name in 0 sources.\n")


def test_a_source_that_breaks_meanwhile_is_left(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its author saves half a sentence while the question stands: said, and nothing is written."""
    from dossier.cli import review

    path = site / "content/sources/herald.yml"
    typed = iter([lambda: path.write_text("title: {\n") and "y"])
    monkeypatch.setattr(review, "ask", lambda _prompt: next(typed)())
    ran = ask(site, "")
    assert ran.exit_code == 0
    assert "has changed, and these words with it" in ran.stdout
    assert "can no longer be read" in ran.stderr
    assert path.read_text() == "title: {\n"


def test_an_open_full_text_is_asked_and_another_is_not(make_site: Any) -> None:
    """Decisions on the full text stand in the source's `links`, counted through the text."""
    text = "Pavo came.\n\nThen Pavo\nwent.\n"
    opened = "title: O\nrights: open\nlicense: CC0-1.0\ntext: o.txt\nexcerpts: [{quote: Pavo}]\n"
    quoted = "title: Q\ntext: o.txt\n"
    site = make_site(
        {
            **ACTORS,
            "content/sources/opened.yml": opened,
            "content/sources/quoted.yml": quoted,
            "seeds/o.txt": text,
        }
    )
    ran = ask(site, "n\ny\n")
    assert "1 of 3: opened · O\nfull text, seeds/o.txt:1\n\n    »Pavo« came.\n" in ran.stdout
    assert "2 of 3: opened · O\nfull text, seeds/o.txt:3\n\n    Then »Pavo« went.\n" in ran.stdout
    links = 'links:\n  "Pavo#1": null\n  "Pavo#2": bob-lee\n'
    assert (site / "content/sources/opened.yml").read_text() == opened + links
    assert (site / "content/sources/quoted.yml").read_text() == quoted


@pytest.mark.parametrize(
    ("answers", "text_links", "excerpt_links"),
    [
        # "n", then "Y" for what follows in the text: the excerpt, which was answered "n", is not linked.
        ("n\nY\nn\n", '  "Pavo#1": null\n  "Pavo#2": bob-lee\n', "{Pavo: null}"),
        ("y\nN\ny\n", '  "Pavo#1": bob-lee\n  "Pavo#2": null\n', "{Pavo: bob-lee}"),
        ("Y\nn\n", '  "Pavo#1": bob-lee\n  "Pavo#2": bob-lee\n', "{Pavo: null}"),
    ],
)
def test_an_answer_on_the_full_text_decides_no_excerpt(
    make_site: Any, run: Any, answers: str, text_links: str, excerpt_links: str
) -> None:
    """`Y` and `N` hold for the words of this text; the same words in an excerpt are asked about."""
    opened = (
        "title: O\nrights: open\nlicense: CC0-1.0\ntext: o.txt\nexcerpts: [{quote: Pavo came.}]\n"
    )
    text = "Pavo came. Pavo went."
    site = make_site({**ACTORS, "content/sources/o.yml": opened, "seeds/o.txt": text})
    assert ask(site, answers + "s\n").stdout.endswith("\n3 recorded, 0 skipped, 0 left.\n")
    assert (site / "content/sources/o.yml").read_text() == (
        opened.replace("came.}", f"came., links: {excerpt_links}}}") + "links:\n" + text_links
    )
    assert "unused-link" not in run("check", "--site", site).stderr


def test_a_plain_decision_is_written_where_no_excerpt_has_the_words(make_site: Any) -> None:
    """Words that only the full text has need no numbers."""
    opened = "title: O\nrights: open\nlicense: CC0-1.0\ntext: o.txt\nexcerpts: [{quote: came}]\n"
    site = make_site(
        {**ACTORS, "content/sources/o.yml": opened, "seeds/o.txt": "Pavo came. Pavo went."}
    )
    assert ask(site, "Y\ns\n").stdout.endswith("\n2 recorded, 0 skipped, 0 left.\n")
    assert (site / "content/sources/o.yml").read_text() == opened + "links:\n  Pavo: bob-lee\n"


def test_a_whole_name_is_no_answer_with_a_name_behind_it(make_site: Any) -> None:
    """`Y Combinator` is that actor, not "yes, all that follow: Combinator"; `Y com` still is."""
    names = {
        "content/actors/yc.yml": "name: Y Combinator\nkind: organization\naliases: [y due]\n",
        "content/actors/combinator.yml": "name: Combinator Trust\nkind: organization\n",
        "content/sources/herald.yml": "title: H\nexcerpts: [{quote: Pavo came. Pavo went.}]\n",
    }
    for typed, links in (
        ("Y Combinator", '{"Pavo#1": yc}'),
        ("y combinator", '{"Pavo#1": yc}'),
        ("Y due", '{"Pavo#1": yc}'),
        ("Y trust", "{Pavo: combinator}"),
        ("y trust", '{"Pavo#1": combinator}'),
    ):
        site = make_site({**ACTORS, **names})
        ask(site, typed + "\nq\n")
        assert f"links: {links}" in herald(site), typed


def test_drafts_are_reviewed_before_they_are_published(make_site: Any) -> None:
    """An author decides on drafts too; a private note is shown nowhere."""
    site = make_site(
        {
            **ACTORS,
            "content/actors/draft.yml": "name: Pat Draft\nkind: person\ndraft: true\nprivate: CANARY\n",
            "content/sources/draft.yml": (
                "title: D\nembargo: 2999-01-01\nprivate: CANARY\n"
                "excerpts: [{quote: Pat Draft met Lou. Draft left.}]\n"
            ),
        }
    )
    ran = ask(site, "y\n")
    assert "Is this Pat Draft (draft)?" in ran.stdout
    assert "CANARY" not in ran.output
    assert "links: {Draft: " not in ran.stdout
    assert '{"Draft#2": draft}' in (site / "content/sources/draft.yml").read_text()


def test_without_autolink_nothing_is_uncertain(make_site: Any) -> None:
    """Where names are linked by decisions alone, there is nothing to ask."""
    config = {"site_config.yml": "title: T\nlinking: {autolink: false}\n"}
    site = make_site({**ACTORS, **config, "content/sources/herald.yml": HERALD})
    ran = ask(site, "y\n")
    assert ran.stdout.startswith("Nothing to ask: `linking: {autolink: false}`")
    assert herald(site) == HERALD


# ----------------------------------------------------------------------- whom the full text names

NAMED = "title: H\ntext: h.txt\nexcerpts: [{quote: Lee was sure}]\nnamed: [two] # more\n"


def test_named_is_recorded_from_a_full_text_that_is_not_published(make_site: Any) -> None:
    """Asked once, before the questions; then the short forms that it explains are asked."""
    seeds = {"seeds/h.txt": "Ann Lee met Due Bank and Pavo near Carabal Cartel.\n"}
    site = make_site({**ACTORS, **seeds, "content/sources/herald.yml": NAMED})
    ran = ask(site, "maybe\ny\ny\n")
    assert "\nherald: its full text names 2 actors beyond `named`: ann-lee, carabal\n" in ran.stdout
    assert ran.stdout.count("Record them, so that short forms in excerpts need no full text?") == 2
    assert "1 of 1: herald" in ran.stdout
    assert herald(site) == (
        "title: H\ntext: h.txt\nexcerpts: [{quote: Lee was sure, links: {Lee: ann-lee}}]\n"
        "named: [two, ann-lee, carabal] # more\n"
    )
    assert ask(site, "").stdout == "Nothing to ask: no uncertain name in 1 source.\n"


def test_whom_the_text_names_may_be_meant_by_a_shared_word(make_site: Any) -> None:
    """A firm's ambiguous alias is a surname too: the question lists all of them, not the firm alone."""
    site = make_site(
        {
            "content/actors/line.yml": (
                "name: Vega Line\nkind: organization\naliases: [{text: Vega, ambiguous: true}]\n"
            ),
            "content/actors/ida.yml": "name: Ida Vega\nkind: person\n",
            "content/actors/leo.yml": "name: Leo Vega\nkind: person\n",
            "content/sources/herald.yml": "title: H\ntext: h.txt\nexcerpts: [{quote: Vega said so}]\n",
            "seeds/h.txt": "Ida Vega and Leo Vega left the Vega Line. Vega said so.\n",
        }
    )
    ran = ask(site, "y\n1\n")
    assert "  1  Ida Vega (ida)\n  2  Leo Vega (leo)\n  3  Vega Line (line)\n" in ran.stdout
    assert "links: {Vega: ida}" in herald(site)


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        ("n\n", "0 left.\n"),
        ("q\n", "0 left; `named` is not settled in 1 source.\n"),
        ("", "0 left; `named` is not settled in 1 source.\n"),
    ],
)
def test_named_stays_where_that_is_wanted(make_site: Any, answer: str, left: str) -> None:
    """No, quit, and no answer at all."""
    site = make_site(
        {**ACTORS, "content/sources/herald.yml": NAMED, "seeds/h.txt": "Ann Lee came.\n"}
    )
    ran = ask(site, answer)
    assert ran.exit_code == 0
    assert ran.stdout.endswith(f"\n0 recorded, 0 skipped, {left}")
    assert herald(site) == NAMED


def test_texts_that_nobody_has_come_to_are_not_passed_over_in_silence(make_site: Any) -> None:
    """Whoever leaves early is told that other texts may hold names that `named` does not have."""
    texts = {f"seeds/{name}.txt": "Ann Lee came.\n" for name in ("h", "i", "j")}
    records = {
        f"content/sources/{name}.yml": NAMED.replace("h.txt", f"{name}.txt")
        for name in ("h", "i", "j", "without-its-text")
    }
    site = make_site({**ACTORS, **records, **texts})
    assert ask(site, "").stdout.endswith(" `named` is not settled in 3 sources.\n")
    said = ask(site, "y\nq\n").stdout
    assert said.endswith("; `named` is not settled in 2 sources.\n")
    assert ask(site, "s\ny\ns\ny\ns\n").stdout.endswith(" recorded, 3 skipped, 0 left.\n")


@pytest.mark.parametrize("before", ["", "named: # none yet\n"])
def test_no_to_the_offer_is_remembered(make_site: Any, run: Any, before: str) -> None:
    """As an empty `named`, which changes nothing else; without that line it is offered again."""
    record = "title: H\ntext: h.txt\nexcerpts: [{quote: Lee was sure}]\n" + before
    seeds = {"seeds/h.txt": "Ann Lee came. Lee was sure. And then it rained all day long.\n"}
    site = make_site({**ACTORS, **seeds, "content/sources/herald.yml": record})
    assert "Recorded in content/sources/herald.yml: named: []\n" in ask(site, "n\n").stdout
    after = record.replace("named: #", "named: [] #") if before else record + "named: []\n"
    assert herald(site) == after
    assert ask(site, "y\n").stdout == "Nothing to ask: no uncertain name in 1 source.\n"
    assert run("check", "--site", site).code == 0
    (site / "content/sources/herald.yml").write_text(record)
    assert "ann-lee" in ask(site, "s\n").stdout
    assert herald(site) == record


def test_no_that_cannot_be_written_is_said(make_site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason, and what to write by hand."""

    def refuse(*_: object) -> None:
        raise EditRefused("there is no safe place")

    monkeypatch.setattr("dossier.review.answers.add_empty_list", refuse)
    record = "title: H\ntext: h.txt\n"
    seeds = {"seeds/h.txt": "Ann Lee came.\n"}
    site = make_site({**ACTORS, **seeds, "content/sources/herald.yml": record})
    ran = ask(site, "n\n")
    assert "Not recorded: there is no safe place\n" in ran.stderr
    assert "Write it by hand, into content/sources/herald.yml: named: []\n" in ran.stderr
    assert herald(site) == record


def test_who_is_new_in_the_text_is_offered_after_a_yes(make_site: Any) -> None:
    """A list with somebody in it is to be complete; its author hears that a no is not remembered."""
    site = make_site(
        {**ACTORS, "content/sources/herald.yml": NAMED, "seeds/h.txt": "Ann Lee came.\n"}
    )
    ran = ask(site, "n\n")
    assert "`named` stays as it is; this is offered again the next time.\n" in ran.stdout
    assert herald(site) == NAMED


def test_named_of_an_open_text_serves_its_excerpts_only() -> None:
    """The site reads an open text itself, and takes nobody for named who was linked by context."""
    assert newly_named(
        source_of("title: T\n"), "Ann Lee. Lee. Due Bank. Pavo. The Bank.", NAMES
    ) == [
        "ann-lee",
        "two",
    ]


def test_nobody_is_recorded_who_may_not_be_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is linked by context alone is asked about where that can be decided, and never recorded."""
    seen = (Mention(0, 1, "x", "one", "place-guard"), Mention(2, 3, "y", "two", "name"))
    monkeypatch.setattr("dossier.review.questions.find_mentions", lambda *_: (seen, frozenset()))
    assert newly_named(source_of("title: T\n"), "x y", NAMES) == ["two"]


def test_an_open_text_without_excerpts_needs_no_named(make_site: Any) -> None:
    """Nothing would read it."""
    opened = "title: O\nrights: open\nlicense: CC0-1.0\ntext: o.txt\n"
    site = make_site({**ACTORS, "content/sources/o.yml": opened, "seeds/o.txt": "Ann Lee came."})
    assert ask(site, "y\n").stdout.startswith("Nothing to ask")


def test_a_full_text_that_cannot_be_read_is_reported(make_site: Any) -> None:
    """A file that is no UTF-8: a diagnostic as of `check`, and the excerpts are asked all the same."""
    site = make_site(
        {
            **ACTORS,
            "content/sources/herald.yml": NAMED.replace("Lee", "Pavo"),
            "seeds/h.txt": b"\xff",
        }
    )
    ran = ask(site, "y\n")
    assert (
        "content/sources/herald.yml:2:7: error[unreadable]: seeds/h.txt: the file is not"
        in ran.stderr
    )
    assert "links: {Pavo: bob-lee}" in herald(site)


# -------------------------------------------------------------------------------------- the seams


def actor(key: str, name: str, *aliases: str | dict[str, Any], kind: str = "organization") -> Actor:
    """A profile."""
    made = tuple(Alias.model_validate({"text": a} if isinstance(a, str) else a) for a in aliases)
    return Actor(id=key, path=f"{key}.yml", name=name, kind=kind, aliases=made)


CAST = [
    actor("ann-lee", "Ann Lee", kind="person"),
    actor("bob-lee", "Bob Lee", {"text": "Pavo", "ambiguous": True}, "Zoë's son", kind="person"),
    actor("carabal", "Carabal Cartel", "Carabal"),
    actor("one", "Uno Bank", "The Bank"),
    actor("two", "Due Bank", "The Bank", {"text": "Gull", "autolink": False}, {"text": "Tern", "not_in": ("s",)}),
]  # fmt: skip
NAMES = build_lexicon(CAST)[0]
BY_ID = {each.id: each for each in CAST}


def source_of(yaml: str) -> Source:
    """A record of a source."""
    found, problems = record_of(Source, yaml, ContentFile("s", "s.yml"))
    assert problems == []
    assert found is not None
    return found


def asked(yaml: str, text: str | None = None) -> list[Question]:
    """The questions of a source."""
    return list(questions(source_of(yaml), text, NAMES))


def quoted(quote: str, links: str = "{}") -> str:
    """A source of one excerpt."""
    return f"title: T\nexcerpts:\n- quote: |-\n    {quote}\n  links: {links}\n"


@pytest.mark.parametrize(
    ("quote", "links", "words"),
    [
        ("Pavo and The Bank", "{}", ["Pavo", "The Bank"]),
        ("Pavo and The Bank", "{Pavo: null}", ["The Bank"]),
        ("Pavo and The Bank", '{"Pavo#1": one, The Bank: two}', []),
        ("Gull and Tern", "{}", []),
        ("Ann Lee left. Lee came.", "{}", ["Lee"]),
        ("Ann Lee and Bob Lee left.", "{}", []),
        ("Carabal Cartel gunmen", "{}", []),
        ("in Carabal", "{}", ["Carabal"]),
    ],
)
def test_only_what_is_uncertain_and_undecided_is_asked(
    quote: str, links: str, words: list[str]
) -> None:
    """Held back or linked by context; never what the author decided in `links` or in a profile."""
    assert [question.words for question in asked(quoted(quote, links))] == words


def test_rules_that_link_by_context_are_asked() -> None:
    """Also a group that was told from a place by the words around it."""
    for rule, uncertain in (("place-guard", True), ("short-form", True), ("name", False)):
        assert is_uncertain(Mention(0, 1, "x", "one", rule)) is uncertain
    for rule, uncertain in (("namesake", True), ("not-in", False), ("autolink-off", False)):
        assert is_uncertain(Mention(0, 1, "x", None, rule, ("one",))) is uncertain
    assert not is_uncertain(Mention(0, 1, "x", None, "decision"))


@pytest.mark.parametrize(
    ("quote", "links", "number", "answer", "entries"),
    [
        # Words that stand once need no number.
        ("Then Pavo came.", "{}", 0, Answer("bob-lee"), {"Pavo": "bob-lee"}),
        # Those that stand several times do: also inside longer names, listed or not.
        ("Pavo, Pavo", "{}", 1, Answer(None), {"Pavo#2": None}),
        ("Carabal Cartel fled to Carabal", "{}", 0, Answer(None), {"Carabal#2": None}),
        ("Pavo Street, Pavo", "{}", 0, Answer(None), {"Pavo#2": None}),
        ("Pavo-like Pavos: a Pavo", "{}", 1, Answer(None), {"Pavo#2": None}),
        # All that follow: plain words where these decide nothing else …
        ("Pavo, Pavo, Pavo", "{}", 0, Answer("bob-lee", every=True), {"Pavo": "bob-lee"}),
        ("Carabal Cartel fled to Carabal; in Carabal", "{}", 0, Answer(None, every=True), {"Carabal": None}),
        ("Pavo, Pavo, Pavo", '{"Pavo#1": one}', 0, Answer(None, every=True), {"Pavo": None}),
        ("Pavo Street, Pavo", "{}", 0, Answer(None, every=True), {"Pavo": None}),
        # … and numbers where they would: one that was skipped, one that is sure, a longer name.
        ("Pavo, Pavo, Pavo", "{}", 1, Answer(None, every=True), {"Pavo#2": None, "Pavo#3": None}),
        ("Carabal gunmen in Carabal", "{}", 0, Answer(None, every=True), {"Carabal#2": None}),
        ("Pavo Street, Pavo", "{}", 0, Answer("bob-lee", every=True), {"Pavo#2": "bob-lee"}),
        # Accents, quotes and line ends are no part of the words.
        ("The\n    Bank fell", "{}", 0, Answer("two"), {"The Bank": "two"}),
    ],
)  # fmt: skip
def test_the_words_of_a_decision_are_exact(
    quote: str, links: str, number: int, answer: Answer, entries: dict[str, str | None]
) -> None:
    """Numbered where the words stand several times; plain where that covers exactly what is meant."""
    yaml = quoted(quote, links)
    question = asked(yaml)[number]
    done = recorded(yaml, question, answer, None, NAMES)
    assert done.entries == entries
    before = [(q.mention.start, q.mention.rule) for q in asked(yaml)]
    after = [(q.mention.start, q.mention.rule) for q in asked(done.yaml)]
    assert len(before) - len(after) == done.settled
    assert set(after) <= set(before)


def test_a_decision_outside_is_counted_where_it_holds() -> None:
    """In the full text once, but sure in an excerpt: a plain decision would change that."""
    yaml = "title: T\nrights: open\nexcerpts:\n- quote: Carabal gunmen\n"
    (question,) = asked(yaml, "He fled to Carabal.")
    done = recorded(yaml, question, Answer(None), "He fled to Carabal.", NAMES)
    assert done.entries == {"Carabal#1": None}
    assert done.yaml == yaml + 'links:\n  "Carabal#1": null\n'


def test_the_record_is_looked_at_as_it_is_now() -> None:
    """The excerpt is found where it has moved to; what is gone or decided is not written into."""
    yaml = "title: T\nexcerpts:\n- {id: a, quote: Pavo came}\n- {id: b, quote: Pavo went}\n"
    question = asked(yaml)[1]
    moved = (
        "title: T\nexcerpts:\n- {id: b, quote: Pavo went, note: N}\n- {id: a, quote: Pavo came}\n"
    )
    done = recorded(moved, question, Answer(None), None, NAMES)
    assert done.yaml == moved.replace("note: N", "note: N, links: {Pavo: null}")
    for other in (
        yaml.replace("Pavo went", "Pavo left"),
        yaml.replace("went}", "went, links: {Pavo: one}}"),
        "title: {\n",
        "titel: T\n",
    ):
        with pytest.raises(Outdated):
            recorded(other, question, Answer(None), None, NAMES)
    twice = "title: T\nexcerpts: [{id: a, quote: Pavo, id: b}]\n"
    (question,) = asked("title: T\nexcerpts: [{id: a, quote: Pavo}]\n")
    with pytest.raises(EditRefused, match="the file has mistakes"):
        recorded(twice, question, Answer(None), None, NAMES)


def test_named_keeps_what_is_there() -> None:
    """Only what is lacking by now is added, at the end."""
    yaml = "title: T\nnamed:\n- b\n- a # c\n"
    assert with_named(yaml, source_of(yaml), ["a", "c"]) == yaml + "- c\n"
    assert without_named(yaml) == yaml
    assert without_named("title: T\n") == "title: T\nnamed: []\n"
    assert newly_named(source_of("title: T\nnamed: []\n"), "Ann Lee.", NAMES) == []


pieces = st.sampled_from(
    ["Pavo", "Ann Lee", "Bob Lee", "Lee", "Carabal", "Carabal Cartel", "The Bank", "Zoë's son",
     "Zoe\u0308’s son", "in ", "fled to ", ". ", ", ", " ", "\n", "\r\n", "-", "#2", " Street"]
)  # fmt: skip
choices = st.sampled_from(["ann-lee", "carabal", None])


@settings(max_examples=150)
@given(st.lists(pieces, min_size=1, max_size=14), st.data())
def test_any_answers_to_any_text_leave_nothing_to_ask(
    parts: list[str], data: st.DataObject
) -> None:
    """Each answer settles its words as it says and no other words; in the end nothing is asked."""
    text = "".join(parts) or "x"
    yaml = "title: T\nrights: open\n"
    quote = "".join(data.draw(st.lists(pieces, max_size=4))).strip()
    if quote:
        yaml += f"excerpts: [{{quote: {scalar(quote, quoted=True)}}}]\n"
    while pending := asked(yaml, text):
        question = data.draw(st.sampled_from(pending))
        answer = Answer(data.draw(choices), data.draw(st.booleans()))
        done = recorded(yaml, question, answer, text, NAMES)
        here = question.mention
        now_asked = replace(question.passage, source=source_of(done.yaml))
        mentions = now_asked.mentions(NAMES)
        (now,) = [m for m in mentions if (m.start, m.end) == (here.start, here.end)]
        assert (now.actor, now.rule) == (answer.actor, "decision")
        assert len(asked(done.yaml, text)) == len(pending) - done.settled
        yaml = done.yaml


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("One. Two Pavo here! Three.", "Pavo", ("Two ", "Pavo", " here!")),
        ("One. Pavo here", "Pavo", ("", "Pavo", " here")),
        ("One\n\ntwo\n Pavo,\nthree.\n\nFour", "Pavo", ("two ", "Pavo", ", three.")),
        ("a\x9b31m\u202ePavo\u200d", "Pavo", ("a 31m ", "Pavo", "\u200d")),
        ("x" + " word" * 90 + " Pavo" + " word" * 90, "Pavo",
         ("… " + "word " * 79, "Pavo", " word" * 79 + " …")),
    ],
)  # fmt: skip
def test_the_sentence_around_some_words(text: str, words: str, shown: tuple[str, str, str]) -> None:
    """On one line, cut where it is long, without signs that would steer a terminal."""
    start = text.index(words)
    assert sentence(text, start, start + len(words)) == shown


@pytest.mark.parametrize(
    ("yaml", "line"),
    [
        ("excerpts:\n- quote: >-\n    Ann and\n    Pavo\n    came\n", 4),
        ('excerpts:\n- quote: "Pa\\x76o"\n', 2),
        ("excerpts:\n- {quote: Pavo}\n", 2),
    ],
)
def test_the_line_of_the_words(yaml: str, line: int) -> None:
    """Where they stand in the file; that of the quote where they are written in another way."""
    (question,) = asked("title: T\n" + yaml)
    assert line_of(question, "title: T\n" + yaml) == line + 1


def test_names_that_are_typed() -> None:
    """An id before a name, a whole name before a part of one; no letters within a word."""
    assert actors_called("one", BY_ID) == ["one"]
    assert actors_called("due bank", BY_ID) == ["two"]
    assert actors_called("bank", BY_ID) == ["one", "two"]
    assert actors_called("carabal", BY_ID) == ["carabal"]
    assert actors_called("zoe’s", BY_ID) == ["bob-lee"]
    assert actors_called("ank", BY_ID) == []
    assert actors_called("du", BY_ID) == []
    assert actors_called("bob-l", BY_ID) == []
    assert actors_called(" ", BY_ID) == []
    assert called_in_full("one", BY_ID) == ["one"]
    assert called_in_full("THE BANK", BY_ID) == ["one", "two"]
    assert called_in_full("Carabal", BY_ID) == ["carabal"]
    assert called_in_full("bank", BY_ID) == []
    assert called_in_full("", BY_ID) == []
    assert nearest("Due Bnak", BY_ID) == "did you mean Due Bank (two)?"
    assert nearest("qqq", BY_ID) == ""
