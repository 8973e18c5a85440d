"""The command from outside: exit codes, what it prints and where, what it leaves alone."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import PICTURE

import dossier
from dossier.cli.link import _marked
from dossier.model.linked import Mention

ADA = "name: Ada\nkind: person\n"


def test_build_prints_one_summary_line(make_site, run) -> None:
    """Pages written, unchanged and removed, links and seconds, on one line of standard output."""
    site = make_site({"content/actors/ada.yml": ADA})
    first = run("build", "--site", site)
    assert first.code == 0, first.stderr
    assert re.fullmatch(
        r".*build: \d+ written, 0 unchanged, 0 removed; 0 links; \d+\.\d\d s\n", first.stdout
    )
    again = run("build", "--site", site)
    assert " 0 written, " in again.stdout
    (site / "content/actors/ada.yml").rename(site / "content/actors/byron.yml")
    # The page, and its data beside it.
    assert " 2 removed; " in run("build", "--site", site).stdout
    assert not (site / "build/actors/ada").exists()
    assert run("build", "--site", site, "--quiet").stdout == ""


def test_build_with_errors_writes_nothing(make_site, run) -> None:
    """Exit code 1, every finding on standard error, the last good site as it was."""
    site = make_site({"content/actors/ada.yml": ADA})
    assert run("build", "--site", site).code == 0
    before = {p: p.read_bytes() for p in (site / "build").rglob("*") if p.is_file()}
    (site / "content/actors/ada.yml").write_text("nmae: Ada\nkind: persn\n")
    done = run("build", "--site", site)
    assert done.code == 1
    assert done.stdout == ""
    assert "content/actors/ada.yml:1:1: error[unknown-key]" in done.stderr
    assert "did you mean 'name'?" in done.stderr
    assert "Nothing was written" in done.stderr
    assert {p: p.read_bytes() for p in (site / "build").rglob("*") if p.is_file()} == before


def test_wrong_usage_is_exit_code_2(run, tmp_path: Path) -> None:
    """A wrong option, a wrong command and a wrong date are usage errors with a hint."""
    assert run("build", "--stric").code == 2
    wrong = run("biuld")
    assert wrong.code == 2
    assert "Did you mean 'build'?" in wrong.stderr
    assert run("build", "--as-of", "tomorrow").code == 2
    assert run("build", "--base-url", "example.org").code == 2


def test_a_folder_without_a_dossier_says_what_to_do(run, tmp_path: Path) -> None:
    """No site_config.yml: exit code 1, one line, no traceback."""
    done = run("build", "--site", tmp_path)
    assert done.code == 1
    assert "no site_config.yml" in done.stderr
    assert "--site" in done.stderr
    assert "Traceback" not in done.stderr


def test_strict_makes_warnings_errors(make_site, run) -> None:
    """`--strict` exits 1 on a warning, for build and check; without it the warning is printed."""
    site = make_site(
        {
            "content/actors/a.yml": "name: Ann\nkind: person\naliases: [Bo]\n",
            "content/actors/b.yml": "name: Ben\nkind: person\naliases: [Bo]\n",
        }
    )
    assert run("check", "--site", site).code == 0
    assert run("check", "--site", site, "--strict").code == 1
    assert run("build", "--site", site, "--strict").code == 1
    assert not (site / "build").exists()
    assert "warning[ambiguous-alias]" in run("build", "--site", site).stderr


def test_check_formats(make_site, run) -> None:
    """JSON is a list of findings on standard output; GitHub's form is one command a finding."""
    site = make_site({"content/actors/ada.yml": "name: Ada\nkind: persn\n"})
    listed = json.loads(run("check", "--site", site, "--format", "json").stdout)
    assert [(f["path"], f["line"], f["column"], f["code"], f["severity"]) for f in listed] == [
        ("content/actors/ada.yml", 2, 7, "unknown-kind", "error")
    ]
    line = run("check", "--site", site, "--format", "github").stdout.splitlines()[0]
    assert line.startswith("::error file=content/actors/ada.yml,line=2,col=7,title=unknown-kind::")


def test_github_is_told_where_a_file_stands_in_the_repository(make_site, run) -> None:
    """It knows files by their paths from the top, wherever in it the dossier lies."""
    site = make_site({"content/actors/ada.yml": "name: Ada\nkind: persn\n"})
    for command in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", *command], cwd=site.parent, check=True)
    line = run("check", "--site", site, "--format", "github").stdout.splitlines()[0]
    assert line.startswith(f"::error file={site.name}/content/actors/ada.yml,line=2,")


def test_check_changes_nothing(make_site, run) -> None:
    """`check` writes no file."""
    site = make_site({"content/actors/ada.yml": ADA})
    before = sorted(site.rglob("*"))
    assert run("check", "--site", site).stdout == "no problems\n"
    assert sorted(site.rglob("*")) == before


@pytest.mark.parametrize(
    ("options", "embargoed"),
    [(["--as-of", "2026-05-01"], True), (["--as-of", "2026-05-02"], False)],
)
def test_as_of_is_the_clock(make_site, run, options: list[str], embargoed: bool) -> None:
    """An embargo ends on its day, by --as-of alone."""
    site = make_site({"content/actors/ada.yml": ADA + "embargo: 2026-05-02\n"})
    assert run("build", "--site", site, *options).code == 0
    assert (site / "build/actors/ada").exists() is not embargoed


def test_template_errors_name_the_template_and_its_line(make_site, run) -> None:
    """An undefined name in an own template: path, line, exit code 1, nothing written."""
    site = make_site(
        {
            "content/actors/ada.yml": ADA,
            "templates/page.html": "{{ page.title }}\n{{ nothing.there }}\n",
            "content/pages/about.md": "# About\n",
        }
    )
    done = run("build", "--site", site)
    assert done.code == 1
    assert "templates/page.html:2:1: error[template-error]: 'nothing' is undefined" in done.stderr
    assert not (site / "build").exists()


def test_own_templates_override_and_extend(make_site, run) -> None:
    """A template of one's own takes the default's place and can extend it; so do assets."""
    site = make_site(
        {
            "content/actors/ada.yml": ADA,
            "templates/404.html": '{% extends "default/404.html" %}{% block main %}OWN {{ super() }}'
            "{% endblock %}",
            "templates/assets/own.css": "p { color: red }\n",
            "static/docs/paper.txt": "paper\n",
            "static/.secret": "no\n",
        }
    )
    done = run("build", "--site", site)
    assert done.code == 0, done.stderr
    page = (site / "build/404.html").read_text()
    assert "OWN" in page
    assert "<h1" in page
    assert (site / "build/assets/own.css").exists()
    assert (site / "build/docs/paper.txt").read_text() == "paper\n"
    assert not (site / "build/.secret").exists()


def test_of_hidden_files_those_meant_for_the_public_are_copied(make_site, run) -> None:
    """`.well-known` (RFC 8615), at the top of static/ only, and nothing hidden in it; no other."""
    shown = {"static/.well-known/security.txt": "Contact: x\n"}
    hidden = {
        "static/.htpasswd": "no\n",
        "static/.git/config": "no\n",
        "static/.well-known/.draft": "no\n",
        "static/docs/.well-known/a.txt": "no\n",
    }
    own = {"static/.nojekyll": "not ours"}
    site = make_site({"content/actors/ada.yml": ADA, **shown, **hidden, **own})
    done = run("build", "--site", site)
    assert done.code == 0, done.stderr
    for path in shown:
        assert (site / path.replace("static", "build", 1)).is_file()
    assert (site / "build/.nojekyll").read_bytes() == b""
    for path in hidden:
        assert not (site / path.replace("static", "build", 1)).exists()


def test_former_ids_lead_to_the_present_page(make_site, run) -> None:
    """A page stands at each former id and leads to the actor, without a script."""
    site = make_site({"content/actors/ada.yml": ADA + "former_ids: [countess]\n"})
    assert run("build", "--site", site).code == 0
    page = (site / "build/actors/countess/index.html").read_text()
    assert "../../actors/ada/index.html" in page
    assert "<script" not in page


def test_open_sources_publish_their_text(make_site, run) -> None:
    """Of an open source the text stands on its page, linked, and sentences on the actors' pages."""
    site = make_site(
        {
            "content/actors/ada.yml": ADA,
            "content/sources/letter.yml": "title: A letter\nrights: open\nlicense: CC0-1.0\n"
            "text: letter.txt\n",
            "seeds/letter.txt": "It rained. Then Ada came <b>in</b>. All left.\n\nThe end & more.\n",
        }
    )
    done = run("build", "--site", site)
    assert done.code == 0, done.stderr
    source = (site / "build/sources/letter/index.html").read_text()
    assert "&lt;b&gt;in&lt;/b&gt;" in source
    assert "The end &amp; more." in source
    actor = (site / "build/actors/ada/index.html").read_text()
    assert "All left" not in actor
    assert 'Then <a class="actor" aria-current="page" data-rule="name">Ada</a> came' in actor


def test_private_material_under_version_control_is_reported(make_site, run) -> None:
    """`check` warns of it, by path and line, unless the repository is declared private."""
    site = make_site({"content/actors/ada.yml": ADA + "private: a note\n"})
    for command in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", *command], cwd=site, check=True)
    done = run("check", "--site", site)
    assert "content/actors/ada.yml:3:1: warning[private-tracked]" in done.stderr
    assert "a note" not in done.stderr
    (site / "site_config.yml").write_text("title: T\npublish: {source: private}\n")
    assert run("check", "--site", site).stdout == "no problems\n"


def test_help_imports_no_library_of_the_stages() -> None:
    """`dossier --help` needs neither yaml nor jinja2 nor pydantic nor livereload."""
    code = (
        "import sys; from dossier.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'yaml', 'jinja2', 'pydantic', 'markdown', 'livereload', 'nh3'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_version(run) -> None:
    """`--version` prints the package's version."""
    assert dossier.__version__ in run("--version").stdout


def test_a_closed_pipe_is_no_traceback(make_site) -> None:
    """`dossier check | head` ends quietly."""
    site = make_site({"content/actors/ada.yml": ADA})
    process = subprocess.Popen(
        [sys.executable, "-m", "dossier", "check", "--site", str(site)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert b"Traceback" not in process.stderr.read()
    process.wait()
    process.stderr.close()


def test_comments_in_markdown_are_published_nowhere(make_site, run) -> None:
    """What an author writes between `<!--` and `-->` stands in no byte of the output."""
    site = make_site(
        {
            "content/actors/ada.yml": ADA + "summary: Seen <!-- ask CANARY --> in town.\n"
            "body: |\n  One.\n\n  <!-- CANARY\n  two lines -->\n  Two.\n",
            "content/pages/about.md": "# About\n\nA <!-- CANARY --> B\n\n<!-- CANARY, never closed",
        }
    )
    done = run("build", "--site", site)
    assert done.code == 0, done.stderr
    built = [p for p in (site / "build").rglob("*") if p.is_file()]
    assert not [p for p in built if b"CANARY" in p.read_bytes()]
    assert "Seen" in (site / "build/actors/ada/index.html").read_text()


def test_pictures_of_hidden_actors_are_not_copied(make_site, run) -> None:
    """A file of static/ that only hidden records name stays out, however its path is written."""
    site = make_site(
        {
            "content/actors/ada.yml": ADA + "image: {file: a.png, alt: A, credit: C}\n",
            "content/actors/bob.yml": "name: Bob\nkind: person\ndraft: true\n"
            "image: {file: ./b.png, alt: B, credit: C}\nbody: '![x](c.png)'\n",
            **{f"static/{name}.png": PICTURE for name in "abcd"},
        }
    )
    done = run("build", "--site", site)
    assert done.code == 0, done.stderr
    assert sorted(p.name for p in (site / "build").glob("*.png")) == ["a.png", "d.png"]


def test_exports_hold_the_texts(make_site, run) -> None:
    """dossier.json has every alias, correction and reply with its words, and no author's path."""
    site = make_site(
        {
            "content/actors/ada.yml": ADA + "aliases: [The Countess]\n"
            "corrections: [{date: 2025-01-02, text: We erred.}]\nreply: [{text: I disagree.}]\n",
            "content/events/ball.yml": "title: A ball\nactors: [ada]\nnote: So they say.\n",
        }
    )
    assert run("build", "--site", site).code == 0
    exported = json.loads((site / "build/data/dossier.json").read_text())
    (ada,) = exported["actors"]
    assert ada["aliases"][0]["text"] == "The Countess"
    assert ada["corrections"] == [{"date": "2025-01-02", "text": "We erred."}]
    assert ada["reply"] == [{"text": "I disagree."}]
    assert exported["events"] == [
        {"id": "ball", "title": "A ball", "actors": ["ada"], "note": "So they say."}
    ]
    assert "content/" not in (site / "build/data/dossier.json").read_text()


def test_files_that_only_look_alike_are_told_apart(make_site, run) -> None:
    """A public picture whose name holds a hidden one's does not publish it, nor the reverse."""
    site = make_site(
        {
            "content/actors/ada.yml": ADA + "image: {file: superman.png, alt: A, credit: C}\n"
            "private: ask about notes/leak.pdf\n",
            "content/actors/bob.yml": "name: Bob\nkind: person\ndraft: true\n"
            "image: {file: man.png, alt: B, credit: C}\nbody: '[x](max%20two.pdf)'\n",
            **{f"static/{n}": PICTURE for n in ("superman.png", "man.png")},
            **{f"static/{n}": n for n in ("max two.pdf", "x.pdf")},
            "static/notes/leak.pdf": "leak",
        }
    )
    assert run("build", "--site", site).code == 0
    built = sorted(p.name for p in (site / "build").rglob("*") if p.suffix in (".png", ".pdf"))
    assert built == ["superman.png", "x.pdf"]


@pytest.mark.parametrize(
    "words",
    ["Zoë Quill", "zoe quill", "ZOE  QUILL", "Zoe\u00a0Quill", "Zoe-Quill", "the Owl", "The Owl"],
)
def test_hidden_names_are_found_however_they_are_written(make_site, run, words: str) -> None:
    """Accents, case, blanks and hyphens hide no name; `autolink: false` aliases count."""
    site = make_site(
        {
            "content/actors/ada.yml": ADA + f"summary: She met {words} once.\n",
            "content/actors/q.yml": "name: Zoë Quill\nkind: person\ndraft: true\n"
            "aliases: [{text: The Owl, autolink: false}]\n",
        }
    )
    done = run("check", "--site", site)
    assert done.code == 0
    assert "warning[hidden-name]" in done.stderr
    assert run("check", "--site", site, "--strict").code == 1


def test_link_shows_mentions_and_reasons(make_site, run, tmp_path: Path) -> None:
    """Text: names in brackets, who and why under each; JSON: one object a mention, held-back too."""
    site = make_site(
        {
            "content/actors/ada.yml": "name: Ada Byron\nkind: person\n",
            "content/actors/north.yml": "name: Norland Bank\nkind: organization\n"
            "aliases: [{text: Norland, ambiguous: true}]\n",
        }
    )
    text = tmp_path / "article.txt"
    text.write_text("Ada Byron left.\nNothing here.\nByron wrote to Norland.\n")
    shown = run("link", "--site", site, text)
    assert shown.code == 0
    assert shown.stdout == (
        "[Ada Byron] left.\n    Ada Byron: ada (name)\n"
        "[Byron] wrote to [Norland].\n    Byron: ada (short-form)\n"
        "    Norland: held back (ambiguous); could be north\n"
    )
    listed = run("link", "--site", site, text, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in listed] == [
        {"start": 0, "end": 9, "text": "Ada Byron", "actor": "ada", "rule": "name"},
        {"start": 30, "end": 35, "text": "Byron", "actor": "ada", "rule": "short-form"},
        {"start": 45, "end": 52, "text": "Norland", "actor": None, "rule": "ambiguous",
         "candidates": ["north"]},
    ]  # fmt: skip
    missing = run("link", "--site", site, tmp_path / "none.txt")
    assert missing.code == 1
    assert "none.txt: no such file" in missing.stderr


def test_link_says_which_file_a_mention_is_from(make_site, run, tmp_path: Path) -> None:
    """Each JSON object names its file where there are several, and only there."""
    site = make_site({"content/actors/ada.yml": "name: Ada Byron\nkind: person\n"})
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text("Ada Byron left.\n")
    two.write_text("So did Ada Byron.\n")
    both = run("link", "--site", site, one, two, "--format", "jsonl").stdout.splitlines()
    assert [(line["file"], line["start"]) for line in map(json.loads, both)] == [
        (str(one), 0),
        (str(two), 7),
    ]
    alone = run("link", "--site", site, one, "--format", "jsonl").stdout
    assert "file" not in json.loads(alone)


def test_link_counts_no_byte_order_mark(make_site, run, tmp_path: Path) -> None:
    """The mark is no part of the text, as in `seeds/`: offsets are the same with and without."""
    site = make_site({"content/actors/ada.yml": "name: Ada Byron\nkind: person\n"})
    plain, marked = tmp_path / "plain.txt", tmp_path / "marked.txt"
    words = "É Ada Byron left.\r\nThen Byron came.\r\n"
    plain.write_bytes(words.encode())
    marked.write_bytes(b"\xef\xbb\xbf" + words.encode())
    shown = [run("link", "--site", site, f, "--format", "jsonl").stdout for f in (plain, marked)]
    assert shown[0] == shown[1]
    for line in map(json.loads, shown[0].splitlines()):
        assert words[line["start"] : line["end"]] == line["text"]


def test_link_shows_names_across_lines_once(make_site, run, tmp_path: Path) -> None:
    """A line with a name that ends in the next one is shown with all of it, and lines stay in order."""
    site = make_site({"content/actors/ada.yml": "name: Ada Byron\nkind: person\n"})
    text = tmp_path / "a.txt"
    text.write_text("\n\nThen Ada\nByron left.\nNo one.\nByron and Byron")
    assert run("link", "--site", site, text).stdout == (
        "Then [Ada Byron]\n    Ada Byron: ada (name)\n"
        "[Byron] and [Byron]\n    Byron: ada (short-form)\n    Byron: ada (short-form)\n"
    )


def test_link_marks_lines_in_one_pass() -> None:
    """Each mention is looked at a fixed number of times, however many lines there are."""
    passes = []

    class Counted(tuple[Mention, ...]):
        __slots__ = ()

        def __iter__(self) -> Iterator[Mention]:
            passes.append(1)
            return super().__iter__()

    mentions = Counted(Mention(4 * n, 4 * n + 3, "Ada", "ada", "name") for n in range(50))
    assert len(list(_marked("Ada\n" * 50, mentions))) == 100
    assert len(passes) == 1


def test_link_steers_no_terminal(make_site, run, tmp_path: Path) -> None:
    """Control characters and marks of direction in an article are shown as blanks."""
    site = make_site({"content/actors/ada.yml": "name: Ada Byron\nkind: person\n"})
    text = tmp_path / "a.txt"
    text.write_text("\x1b]0;a title\x07 \x9b31m, so Ada\tByron left. \u202eIt\x1b[2J\rwas over.\n")
    shown = run("link", "--site", site, text).stdout
    assert shown.startswith(" ]0;a title   31m, so [Ada Byron] left.  It [2J was over.\n")
    assert all(char.isprintable() for char in shown.replace("\n", ""))


INTERRUPTED = """
import runpy, sys
class Interrupt:
    def find_spec(self, name, *_):
        if name == "click":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupt())
runpy.run_module("dossier", run_name="__main__")
"""


def test_an_interrupt_before_the_command_line_is_there_is_no_traceback() -> None:
    """Somebody who has changed their mind at once."""
    ran = subprocess.run(
        [sys.executable, "-c", INTERRUPTED], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr.strip()) == (1, "Aborted!")


@pytest.mark.parametrize(
    "address",
    ["ftp://x.example/", "https://", "https:///x", 'https://x.example/"><script>', "https://x.example/a b",
     "https://x.example/\n", "https://x.example/\udcff"],
)  # fmt: skip
def test_an_address_that_could_not_stand_in_a_page_is_refused(
    make_site: Any, run: Any, address: str
) -> None:
    """As in the settings: whatever is taken stands in every page."""
    site = make_site({"content/actors/ada.yml": "name: Ada\nkind: person\n"})
    for command in ("build", "publish"):
        ran = run(command, "--site", site, "--base-url", address)
        assert ran.code == 2
        assert "must be a web address" in ran.stderr
    assert not (site / "build").exists()


def test_no_password_is_published_with_the_sites_address(make_site: Any, run: Any) -> None:
    """The address of the site stands in every page; the message does not repeat it."""
    site = make_site({"content/actors/ada.yml": "name: Ada\nkind: person\n"})
    for command in ("build", "publish"):
        ran = run(command, "--site", site, "--base-url", "https://ada:secret@x.example/")
        assert ran.code == 2
        assert "--base-url: it holds a user's name or a password before its host" in ran.stderr
        assert "secret" not in ran.stderr
    assert not (site / "build").exists()


def test_an_output_has_one_name_whatever_way_leads_there(make_site: Any, run: Any) -> None:
    """So two builds cannot be at work in it, and no folder on the way is left."""
    site = make_site({"content/actors/ada.yml": "name: Ada\nkind: person\n"})
    ran = run("build", "--site", site, "-o", site / "build/none/..")
    assert ran.code == 0, ran.stderr
    assert run("build", "--site", site).code == 0
    assert not (site / "build/none").exists()


def test_what_waits_in_the_output_is_no_file(make_site: Any, run: Any) -> None:
    """A pipe in the place of a page, or of the journal, keeps no build waiting."""
    site = make_site({"content/actors/ada.yml": "name: Ada\nkind: person\n"})
    assert run("build", "--site", site).code == 0
    (site / "build/index.html").unlink()
    os.mkfifo(site / "build/index.html")
    stage = site / ".build.stage-7"
    stage.mkdir()
    os.mkfifo(stage / ".dossier-journal.json")
    ran = run("build", "--site", site, "--no-cache", timeout=20)
    assert (ran.code, "Traceback" in ran.stderr) == (0, False)
    assert (site / "build/index.html").is_file()
    assert not stage.exists()


@pytest.mark.parametrize("manifest", ["[" * 100_000, '{"files": {"\\ud800": "x"}}', '{"files": 1}'])
def test_a_damaged_manifest_is_no_traceback(make_site: Any, run: Any, manifest: str) -> None:
    """It is said that the folder is not ours, or the build goes on."""
    site = make_site({"content/actors/ada.yml": "name: Ada\nkind: person\n"})
    assert run("build", "--site", site).code == 0
    (site / "build/.dossier-manifest.json").write_text(manifest)
    ran = run("build", "--site", site, "--no-cache")
    assert "Traceback" not in ran.stderr
    assert ran.code in (0, 1)


def test_a_repository_that_came_along_starts_no_program(
    make_site: Any, run: Any, tmp_path: Path
) -> None:
    """Git would start what the settings of a repository inside name, to tell what has changed."""
    site = make_site({"content/actors/ada.yml": "name: Ada\nkind: person\n"})
    marker = tmp_path / "started"
    settings = f'[core]\n repositoryformatversion = 0\n bare = false\n worktree = .\n fsmonitor = "touch {marker}; false"\n'
    for name, text in (
        ("HEAD", "ref: refs/heads/main\n"), ("config", settings), ("objects/.keep", ""), ("refs/heads/.keep", ""),
    ):  # fmt: skip
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text)
    run("check", "--site", site)
    run("publish", "--dry-run", "--site", site)
    assert not marker.exists()
    for name in ("HEAD", "config"):
        (site / name).unlink()
    subprocess.run(["git", "init", "-q", site], check=True)
    (site / ".git/config").write_text(settings.replace(" worktree = .\n", ""))
    run("check", "--site", site)
    run("publish", "--dry-run", "--site", site)
    assert not marker.exists()
