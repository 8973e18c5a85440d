"""`docs/commands.md` against the program: the help of every command, exit codes, printed lines.

`UPDATE_GOLDEN=1 pytest tests/test_docs_commands.py` writes the help as it is now into the page.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from dossier.cli import COMMANDS, cli

FILE = Path(__file__).parents[1] / "docs" / "commands.md"
AS_OF = "2026-01-15"
GOOD = {"content/actors/a.yml": "name: Aria\nkind: person\n"}
WARNED = {**GOOD, "content/events/e.yml": "title: E\n", "content/actors/b.yml": (
    "name: Bo\nkind: person\nrelations: [{to: a, type: sings-with}]\n")}  # fmt: skip
BROKEN = {
    "content/actors/fc-aurora.yml": (
        "name: FC Aurora\nkind: organization\nfacts:\n  - stauts: reported\n"
        "    label: Founded\n    value: '1911'\n"
    )
}


def page() -> str:
    """The page as it is now."""
    return FILE.read_text("utf-8")


def section(name: str) -> str:
    """A second-level section of the page."""
    found = re.search(rf"^## {re.escape(name)}\n(.*?)(?=^## |\Z)", page(), re.MULTILINE | re.DOTALL)
    assert found, f"the page has no section '{name}'"
    return found[1]


def printed_help(name: str) -> str:
    """What `--help` prints in a terminal of 80 columns."""
    words = [] if name == "dossier" else [name]
    ran = CliRunner().invoke(cli, [*words, "--help"], prog_name="dossier", terminal_width=80)
    assert ran.exit_code == 0, ran.output
    return ran.output


def test_the_help_on_the_page_is_the_one_printed():
    """Between its two markers stands, word for word, what `--help` prints."""
    for name in ("dossier", *sorted(COMMANDS)):
        block = re.compile(rf"(<!-- help: {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        wanted = f"```text\n{printed_help(name)}```\n"
        if os.environ.get("UPDATE_GOLDEN"):
            new = block.sub(lambda m, text=wanted: m[1] + text + m[2], page(), count=1)
            FILE.write_text(new, "utf-8")
        found = block.search(page())
        assert found, f"no block for the help of {name}"
        assert found[0] == f"<!-- help: {name} -->\n{wanted}<!-- end -->"


def test_every_command_has_a_section_with_its_help():
    """A command of the program has a section and a help block in it; the page invents none."""
    blocks = re.findall(r"^<!-- help: (\S+) -->$", page(), re.MULTILINE)
    assert sorted(blocks) == sorted(["dossier", *COMMANDS])
    for name in COMMANDS:
        assert f"<!-- help: {name} -->" in section(name)
        assert f"[`dossier {name}`](#{name})" in page()


@pytest.mark.parametrize("name", ["dossier", *sorted(COMMANDS)])
def test_every_help_has_an_example(name):
    """Whoever asks for help sees one line that can be typed as it stands."""
    (example,) = re.findall(r"^  Example: (dossier .+)$", printed_help(name), re.MULTILINE)
    if name != "dossier":
        assert example.startswith(f"dossier {name}")


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_list_of_commands_says_what_each_help_says(name):
    """The line in `dossier --help` is the first sentence of the command's own help, or near it."""
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert command.help
    first = " ".join(command.help.split("\n\n")[0].split()).rstrip(".")
    assert first.startswith(COMMANDS[name].rstrip("."))


def test_every_example_of_the_page_has_options_that_exist():
    """Each `dossier …` line in an example for a shell or a workflow uses known options."""
    blocks = re.findall(r"^ *```(?:sh|yaml)\n(.*?)^ *```$", page(), re.MULTILINE | re.DOTALL)
    lines = [
        m for block in blocks for m in re.findall(r"\bdossier (\w+)(.*)$", block, re.MULTILINE)
    ]
    assert lines
    for name, rest in lines:
        command = cli.get_command(click.Context(cli), name)
        assert command is not None, name
        known = {option for parameter in command.params for option in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", rest)) <= known, f"dossier {name}{rest}"


def test_options_named_in_the_text_exist():
    """An option that the prose names belongs to some command."""
    prose = re.sub(r"^ *```.*?^ *```$", "", page(), flags=re.MULTILINE | re.DOTALL)
    named = set(re.findall(r"`[^`]*?(?<!-)(--[a-z][a-z-]*)", prose))
    everything = "".join(printed_help(name) for name in ["dossier", *COMMANDS])
    assert named
    assert {option for option in named if option not in everything} == set()


@pytest.mark.parametrize(
    ("files", "options", "code"),
    [
        (GOOD, [], 0),
        (WARNED, [], 0),
        (WARNED, ["--strict"], 1),
        (BROKEN, [], 1),
        (GOOD, ["--nonsense"], 2),
        (GOOD, ["--as-of", "yesterday"], 2),
    ],
)
@pytest.mark.parametrize("name", ["build", "check"])
def test_exit_codes_are_those_of_the_page(name, files, options, code, make_site, run):
    """0 done, with warnings too; 1 errors, or warnings with --strict; 2 wrong usage."""
    ran = run(name, "--site", make_site(files), *options)
    assert ran.code == code, ran.stderr


def test_no_dossier_is_1_and_no_such_command_is_2(tmp_path, run):
    """Outside a dossier there is nothing to do; a word that is no command is wrong usage."""
    words = {
        "import": ["a.txt"],
        "link": ["-"],
        "new": ["actor", "Ada"],
        "rename": ["ada", "bo"],
    }
    for name in COMMANDS.keys() - {"init"}:
        assert run(name, "--site", tmp_path, *words.get(name, [])).code == 1
    assert run("biuld", cwd=tmp_path).code == 2


def test_a_finding_is_printed_as_the_page_shows_it(make_site, run):
    """The example of a finding on the page is what the program prints for that mistake."""
    ran = run("check", "--site", make_site(BROKEN), "--as-of", AS_OF)
    (shown,) = re.findall(
        r"```text\n(content/.*?)```", section("What all commands share"), re.DOTALL
    )
    assert ran.stderr == shown
    assert ran.stdout == ""


def test_the_summary_is_printed_as_the_page_shows_it(make_site, run):
    """The line that a build prints has the form of that on the page, other numbers."""
    site = make_site(GOOD)
    (shown,) = re.findall(r"^build: .*$", section("build"), re.MULTILINE)
    form = re.sub(r"\d+(\\\.\d+)?", r"[0-9.]+", re.escape(shown))
    assert re.fullmatch(form + "\n", run("build", cwd=site).stdout)
    assert "0 written" in run("build", cwd=site).stdout


def test_json_has_the_keys_of_the_page_on_standard_output(make_site, run):
    """`--format json` prints a list of objects with the keys named; [] without findings."""
    (found,) = json.loads(run("check", "--site", make_site(BROKEN), "--format", "json").stdout)
    row = next(line for line in section("check").splitlines() if line.startswith("| `json`"))
    assert set(re.findall(r"`(\w+)`", row)) == {"json", *found}
    ran = run("check", "--site", make_site(GOOD), "--format", "json")
    assert (ran.stdout.strip(), ran.stderr) == ("[]", "")


def test_github_lines_go_to_standard_output(make_site, run):
    """GitHub reads workflow commands from standard output; people read standard error."""
    ran = run("check", "--site", make_site(BROKEN), "--format", "github")
    assert ran.stdout.startswith("::error file=content/actors/fc-aurora.yml,line=4,col=5,")
    assert ran.stderr == ""
    assert run("check", "--site", make_site(GOOD)).stdout == "no problems\n"


@pytest.mark.parametrize(
    ("epoch", "options", "code", "is_there"),
    [
        ("1768435200", [], 0, True),  # 2026-01-15
        ("1768348800", [], 0, False),  # 2026-01-14
        ("1768348800", ["--as-of", AS_OF], 0, True),
        ("soon", [], 2, False),
    ],
)
def test_the_day_is_taken_in_the_order_of_the_page(
    epoch, options, code, is_there, make_site, tmp_path, monkeypatch
):
    """`--as-of` goes before SOURCE_DATE_EPOCH; what is no number is wrong usage."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    files = {"content/actors/a.yml": "name: Aria\nkind: person\nembargo: 2026-01-15\n"}
    words = ["build", "--site", str(make_site(files)), "-o", str(tmp_path / "out"), *options]
    ran = CliRunner().invoke(cli, words, prog_name="dossier")
    assert ran.exit_code == code, ran.output
    assert (tmp_path / "out/actors/a/index.html").is_file() is is_there


def test_publish_prints_the_lines_of_the_page(make_site, tmp_path, monkeypatch):
    """The three lines of a publication; --dry-run ends with the line named on the page."""
    site, remote = make_site(GOOD), tmp_path / "remote.git"
    for key in list(os.environ):
        if key.startswith("GIT_"):
            monkeypatch.delenv(key)
    for words in (
        ["init", "-q", "-b", "main", "."],
        ["init", "-q", "--bare", str(remote)],
        ["remote", "add", "origin", str(remote)],
        ["config", "user.name", "Tove Holm"],
        ["config", "user.email", "tove@herald.example"],
    ):
        subprocess.run(["git", *words], cwd=site, check=True, capture_output=True)

    def published(*options: str) -> str:
        words = ["publish", "--site", str(site), "--as-of", AS_OF, *options]
        ran = CliRunner().invoke(cli, words, prog_name="dossier")
        assert ran.exit_code == 0, ran.output
        return ran.stdout

    (shown,) = re.findall(r"```text\n(\d+ files.*?)```", section("publish"), re.DOTALL)
    form = re.escape(shown.replace("https://github.com/USER/REPOSITORY.git", str(remote)))
    built_for = re.escape("The site is built for https://user.github.io/REPOSITORY/")
    form = form.replace(built_for, "No base_url is known.*")
    form = re.sub(r"^\d+(\\ files,\\ )\d+\\\.\d+", r"[0-9]+\1[0-9.]+", form)
    last = "Dry run: nothing was pushed."
    assert published("--dry-run").splitlines()[-1] == last
    assert last in section("publish")
    assert re.fullmatch(form, published())
