"""The handbook: every command of it runs, every link leads somewhere, here and on the site."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from material import ACTORS, TEXT, page, pdf
from test_docs_format import example_files

from dossier.cli import cli

ROOT = Path(__file__).parents[1]
DOCS = {path.stem: path.read_text("utf-8") for path in sorted((ROOT / "docs").glob("*.md"))}
BLOCK = re.compile(r"^(?:<!-- ([^>]+) -->\n)?( *)```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
NEEDS_A_NETWORK = "https://herald.example"
"""What stands for an address; `test_import_fetch.py` fetches from one of its own."""


@pytest.fixture
def shell(tmp_path: Path, monkeypatch):
    """Runs lines of a page as they stand, in a folder of their own; what they print."""
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "dossier"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m dossier "$@"\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))
    for key in ("NAME", "EMAIL"):
        for who in ("AUTHOR", "COMMITTER"):
            monkeypatch.setenv(f"GIT_{who}_{key}", "tove@herald.example")

    def execute(lines: str, folder: Path) -> str:
        done = subprocess.run(
            ["sh", "-e", "-c", lines], cwd=folder, capture_output=True, text=True,
            stdin=subprocess.DEVNULL, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{lines}\n{done.stdout}{done.stderr}"
        return done.stdout + done.stderr

    return execute


def with_keys(text: str, new: str) -> str:
    """A YAML file whose keys of the first level are those of `new` where it has them."""
    blocks = re.split(r"^(?=[a-z_]+:)", new, flags=re.MULTILINE)[1:]
    for block in blocks:
        key = block.partition(":")[0]
        text = re.sub(rf"^{key}:.*\n(?:[ #-].*\n|\n)*", "", text, flags=re.MULTILINE)
    return text.rstrip() + "\n" + "".join(blocks)


def test_the_tutorial_works_as_it_is_written(shell, tmp_path: Path) -> None:
    """Every command, file and change of it, in their order; what it shows is what is printed."""
    folder, printed = tmp_path, ""
    remote = tmp_path / "remote.git"
    done = 0
    for about, _, language, text in BLOCK.findall(DOCS["tutorial"]):
        kind, _, name = about.partition(": ")
        if kind == "file":
            (folder / name).write_text(text)
        elif kind == "change":
            (folder / name).write_text(with_keys((folder / name).read_text(), text))
        elif kind == "add":
            (folder / name).write_text((folder / name).read_text().rstrip() + "\n" + text)
        elif kind == "remote":
            shell(f"git init -q --bare {remote}", tmp_path)
            shell(text.replace("https://github.com/USER/REPOSITORY.git", str(remote)), folder)
        elif language == "sh" and "serve" not in text:
            printed = shell(text, folder)
            if moved := re.search(r"^cd (\S+)$", text, re.MULTILINE):
                folder /= moved[1]
            done += 1
        elif language == "text" and "pip install" not in text:
            assert text in printed
    assert done > 8
    assert printed.endswith("Pushed.\n")
    names = subprocess.run(
        ["git", "ls-tree", "-r", "--name-only", "gh-pages"],
        cwd=remote, capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    assert {"actors/tove-holm/index.html", "disputed/index.html"} <= set(names)
    tracked = shell("git ls-files", folder)
    kept = shell("git ls-files -z | xargs -0 cat", folder)
    assert "said that the council had been warned twice" in kept
    assert "Two of the ovens stayed cold" not in kept
    assert "content/verified.jsonl" in tracked
    disputed = shell("dossier build --quiet && cat build/disputed/index.html", folder)
    assert "Condition of the bridge" in disputed


@pytest.fixture
def desk(shell, make_site, tmp_path: Path) -> Path:
    """The dossier of the page on the format, with all that the pages' commands take in."""
    entry = {"id": "a", "type": "book", "title": "On bridges", "issued": {"date-parts": [[1999]]}}
    site = make_site(
        {
            **example_files(),
            **{name: text for name, text in ACTORS.items() if "herald" not in name},
            "article.txt": TEXT,
            "wet monday.txt": TEXT,
            "wet-monday.txt": TEXT + "Then it was dry.\n",
            "page.html": page(),
            "report.pdf": pdf("Ann Lee met Bob Stone.\n" * 30),
            "library.json": json.dumps([entry]),
            "sources.bib": "@book{b, title = {On dams}, year = {2001}}\n",
            "content/actors/tove-holm.yml": "name: Tove Holm\nkind: person\n",
        }
    )
    shell(f"git init -q --bare {tmp_path / 'remote.git'}", tmp_path)
    shell(f"git init -q . && git remote add origin {tmp_path / 'remote.git'}", site)
    return site


@pytest.mark.parametrize("name", sorted(DOCS.keys() - {"tutorial"}))
def test_every_command_of_the_handbook_runs(name: str, shell, desk: Path) -> None:
    """Each block for a shell, line by line, in a dossier that has what it names."""
    for _, indent, language, text in BLOCK.findall(DOCS[name]):
        lines = [line.removeprefix(indent) for line in text.splitlines()]
        folder = desk
        for line in lines if language == "sh" else ():
            if NEEDS_A_NETWORK in line or line.startswith(
                ("pip ", "eval ", "git ", "dossier serve")
            ):
                continue
            if line.startswith("cd "):
                folder /= line.removeprefix("cd ")
                continue
            # What turns a PDF file into text is not a part of this program.
            shell(line.replace("pdftotext report.pdf -", "cat article.txt"), folder)


def test_the_shells_line_for_completion_completes(shell, tmp_path: Path) -> None:
    """The line that the page gives for bash defines a completion for the command."""
    (line,) = re.findall(r"^eval .*$", DOCS["commands"], re.MULTILINE)
    bash = f"bash -c '{line}; complete -p dossier'"
    assert "_dossier_completion" in shell(bash, tmp_path)


def test_the_examples_of_how_to_are_a_profile(make_site, run) -> None:
    """Each part of a profile that is shown there is one that `check` accepts."""
    parts = [text for about, _, _, text in BLOCK.findall(DOCS["howto"]) if about]
    assert len(parts) > 1
    site = make_site({
        "content/actors/fc-aurora.yml": "name: FC Aurora\nkind: organization\n" + "".join(parts),
        "content/sources/herald.yml": "title: H\n",
        "content/sources/report.yml": "title: R\n",
    })  # fmt: skip
    ran = run("check", "--site", site)
    assert (ran.code, ran.stdout) == (0, "no problems\n1 point disputed: see disputed/\n"), (
        ran.stderr
    )


PAGES = {**DOCS, "README": (ROOT / "README.md").read_text("utf-8")}
FENCED = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"`(dossier [^`\n]+)`|^(?: +|.*&& )?(dossier [^\n]+)$", re.MULTILINE)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_command_that_a_page_names_is_one(name: str) -> None:
    """In the text, in blocks of any language and indented ones: the command, and its options."""
    blocks = "\n".join(FENCED.findall(PAGES[name]))
    prose = re.sub(r"^(?! {4}|.*`).*$", "", FENCED.sub("", PAGES[name]), flags=re.MULTILINE)
    for found in COMMAND.finditer(f"{blocks}\n{prose}"):
        said = (found[1] or found[2]).partition("  ")[0]
        word, *rest = said.replace(";", " ").split()[1:]
        if word == "COMMAND" or word.startswith("--"):
            continue
        command = cli.get_command(click.Context(cli), word)
        assert command is not None, said
        known = {option for parameter in command.params for option in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", " ".join(rest))) <= known | {"--help"}, said


def github_anchor(heading: str) -> str:
    """The place that GitHub gives a heading."""
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)|[`*]", r"\1", heading)
    return re.sub(r"[^\w\- ]", "", plain.strip().lower()).replace(" ", "-")


def test_links_lead_somewhere_where_the_handbook_lies() -> None:
    """In the repository, as on GitHub: every page, and every heading, that a link names."""
    places = {
        name: {github_anchor(line) for line in re.findall(r"^#+ (.*)$", text, re.MULTILINE)}
        for name, text in DOCS.items()
    }
    seen = 0
    for name, text in DOCS.items():
        prose = re.sub(r"^ *```.*?^ *```|`[^`\n]*`", "", text, flags=re.MULTILINE | re.DOTALL)
        for target in re.findall(r"\]\(([^)\s]+)\)", prose):
            if target.startswith("https://"):
                continue
            page_name, _, place = target.partition("#")
            other = page_name.removesuffix(".md") or name
            assert other in DOCS, f"{name}: {target}"
            assert not place or place in places[other], f"{name}: {target}"
            seen += 1
    assert seen > 100


def test_every_page_is_reached_from_the_first() -> None:
    """The page called handbook names all others, and each leads back to it."""
    for name in DOCS.keys() - {"handbook"}:
        assert f"]({name}.md)" in DOCS["handbook"]
        assert "](handbook.md)" in DOCS[name]


def test_the_example_site_has_the_handbook(built_site) -> None:
    """As free pages, in the menu under its name, with no name of the dossier linked in it."""
    site = built_site("example")
    for name in DOCS:
        html = (site / name / "index.html").read_text("utf-8")
        assert 'class="actor"' not in html.partition("<main")[2]
        assert f'<h1 dir="auto">{DOCS[name].splitlines()[0][2:]}'.replace("`", "") in html.replace(
            "<code>", ""
        ).replace("`", "")
    menu = (site / "index.html").read_text("utf-8").partition("</nav>")[0]
    assert re.search(r'<a href="handbook/index.html">\s*(<bdi>)?Handbook', menu)
    assert "diagnostics/index.html" not in menu
    assert 'id="take-something-down"' in (site / "howto/index.html").read_text("utf-8")


def test_docs_of_a_dossier(make_site, run) -> None:
    """Headings are places; a page that the settings name is needed, the folder itself is not."""
    files = {
        "site_config.yml": "title: T\ndocs: manual\n",
        "content/actors/ada.yml": "name: Ada Moreno\nkind: person\n",
    }
    assert run("check", "--site", make_site(files)).stdout == "no problems\n"
    files["docs/manual.md"] = (
        "# Manual\n\nAda Moreno: [below](#a-b), [other](more.md#ça-va).\n\n## A & B\n\n## A, b\n"
    )
    files |= {"docs/sub/more.md": "# More\n\n## Ça va?\n", "docs/README.md": "x", "docs/x.png": "x"}
    site = make_site(files)
    ran = run("build", "--site", site)
    assert (ran.code, ran.stderr) == (0, "")
    html = (site / "build/manual/index.html").read_text()
    # "A & B" is `a--b` at GitHub, and here.
    assert '<h2 id="a--b">A &amp; B</h2>\n<h2 id="a-b">A, b</h2>' in html
    assert 'Ada Moreno: <a href="#a-b">' in html
    assert 'href="../more/index.html#%C3%A7a-va"' in html
    (site / "docs/sub/more.md").write_text("# More\n")
    ran = run("check", "--site", site)
    assert "error[broken-link]: 'more/' has no place named 'ça-va'" in ran.stderr
    missing = make_site({**files, "site_config.yml": "title: T\ndocs: manul\n"})
    ran = run("check", "--site", missing)
    assert "site_config.yml:2:7: error[missing-file]: there is no file docs/manul.md" in ran.stderr
    assert "did you mean 'manual'?" in ran.stderr
