"""Wrong turns that somebody new takes: what is said leads back to the right way."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

from click.testing import CliRunner
from material import PARAGRAPHS, pdf
from test_import import put

from dossier.cli import cli


def test_in_the_wrong_folder_the_dossier_near_by_is_named(make_site, run, tmp_path: Path) -> None:
    """Somewhere inside a dossier, or in the folder that holds one; it is never taken unasked."""
    site = make_site({"content/actors/ada.yml": "name: Ada Moreno\nkind: person\n"})
    inside = run("check", cwd=site / "content/actors")
    assert inside.code == 1
    assert inside.stderr == (
        f"Error: no site_config.yml in .: not a dossier. {site} is one: go there, or name it with --site\n"
    )
    assert f"{site} is one" in run("build", cwd=site.parent).stderr
    (tmp_path / "empty").mkdir()
    nowhere = run("check", cwd=tmp_path / "empty")
    assert "not a dossier. Go into its folder, or name it with --site" in nowhere.stderr
    assert not list((site / "content").glob("**/build"))


def test_a_site_without_its_content_does_not_take_the_place_of_the_last_good_one(
    make_site, run
) -> None:
    """A folder that is misnamed or gone was "no problems", and an empty site was built and published."""
    site = make_site({"content/actors/ada.yml": "name: Ada Moreno\nkind: person\n"})
    assert run("build", "--site", site).code == 0
    (site / "content").rename(site / "Content-2")
    built = run("build", "--site", site)
    assert built.code == 1
    assert built.stderr.startswith(
        "site_config.yml:1:1: error[missing-file]: there is no folder content/ "
        "(rename the folder 'Content-2' to 'content')\n"
    )
    assert (site / "build/actors/ada/index.html").is_file()
    (site / "Content-2").rename(site / "notes")
    checked = run("check", "--site", site)
    assert checked.code == 1
    assert "(put the folder back, or begin it with 'dossier new actor NAME')" in checked.stderr
    (site / "content").mkdir()
    assert run("check", "--site", site, "--strict").stdout == "no problems\n"


def test_the_way_into_a_new_dossier_can_be_typed_whatever_its_name(run, tmp_path: Path) -> None:
    """Blanks, an ampersand and quotation marks are quoted as a shell wants them."""
    name = "El cártel «ñ» & Co's"
    said = run("init", name, cwd=tmp_path).stdout
    typed = shlex.split(said.partition("Go on with: ")[2])
    assert typed == ["cd", name, "&&", "dossier", "serve", "--open"]


def test_a_variable_that_is_wrong_is_named(make_site, monkeypatch, tmp_path: Path) -> None:
    """SOURCE_DATE_EPOCH is set somewhere else: the message must not speak of `--as-of`."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    ran = CliRunner().invoke(cli, ["check", "--site", str(make_site({}))])
    assert ran.exit_code == 2
    assert "the variable SOURCE_DATE_EPOCH is 'yesterday'" in ran.stderr
    assert "--as-of" not in ran.stderr


def test_a_text_that_names_nobody_is_no_silence(make_site, run, tmp_path: Path) -> None:
    """`dossier link` says so, on standard error; as JSON there is nothing to say."""
    site = make_site({"content/actors/ada.yml": "name: Ada Moreno\nkind: person\n"})
    text = put(tmp_path, "article.txt", b"It rained.\n")
    shown = run("link", "--site", site, text)
    assert (shown.code, shown.stdout) == (0, "")
    assert shown.stderr == f"{text}: names nobody who has a profile here\n"
    assert run("link", "--site", site, text, "--format", "jsonl").stderr == ""


def test_a_scan_of_one_page_is_told_in_the_singular(make_site, run, tmp_path: Path) -> None:
    """A scan is what people try first."""
    ran = run("import", "--site", make_site({}), put(tmp_path, "scan.pdf", pdf("")))
    assert "its page holds no text: a scan, it seems" in ran.stderr


def test_what_is_no_file_is_told_with_what_to_name(make_site, run, tmp_path: Path) -> None:
    """A folder, and an address as people say it, without its scheme."""
    site = make_site({})
    for name, words in (
        (tmp_path, "it is a folder: name the files in it"),
        (
            "herald.example/wet-monday",
            "it is not there; an address on the net begins with https://",
        ),
        ("../texts/article.txt", "it is not there"),
        (tmp_path / "article.txt", "it is not there"),
    ):
        ran = run("import", "--site", site, name)
        assert (ran.code, ran.stderr) == (1, f"{name}: not imported: {words}\n")


def test_an_imported_record_is_completed_by_editors(make_site, run, tmp_path: Path) -> None:
    """Its first line names the schema where the dossier has one, as that of `dossier new` does."""
    text = put(tmp_path, "wet monday.txt", "\n\n".join(PARAGRAPHS).encode())
    bare = make_site({})
    run("import", "--site", bare, text)
    assert (bare / "content/sources/wet-monday.yml").read_text().startswith("# From ")
    site = make_site({})
    run("schema", "--site", site)
    assert run("import", "--site", site, text).code == 0
    written = (site / "content/sources/wet-monday.yml").read_text().splitlines()
    assert written[0] == "# yaml-language-server: $schema=../../.dossier/schema/source.json"
    assert written[1].startswith("# From ")
    made = (site / run("new", "source", "X", "--site", site).stdout.strip()).read_text()
    assert made.splitlines()[0] == written[0]
    assert run("check", "--site", site).code == 0


def test_without_a_name_git_commands_to_give_one_are_told(
    make_site, tmp_path: Path, monkeypatch
) -> None:
    """As they are typed, and that the name is public: it is the first that many give to git."""
    for key in [key for key in os.environ if key.startswith("GIT_")]:
        monkeypatch.delenv(key)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    site = make_site({"content/actors/ada.yml": "name: Ada Moreno\nkind: person\n"})
    for words in (["init", "-q", "."], ["init", "-q", "--bare", str(tmp_path / "remote.git")],
                  ["remote", "add", "origin", str(tmp_path / "remote.git")]):  # fmt: skip
        subprocess.run(["git", *words], cwd=site, check=True, capture_output=True)
    ran = CliRunner().invoke(cli, ["publish", "--site", str(site)])
    assert ran.exit_code == 1
    assert 'git config user.name "YOUR NAME"' in ran.stderr
    assert "git config user.email YOUR@ADDRESS" in ran.stderr
    assert "everybody can read both" in ran.stderr
