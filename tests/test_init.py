"""`dossier init`: a dossier that builds and checks clean at once, and nothing overwritten."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import jsonschema
import pytest
import yaml
from test_json_schema import as_editors_read, values_in

import dossier
from dossier.authoring.workflow import WORKFLOW_FILE, pages_workflow
from dossier.cli import COMMANDS
from dossier.config import SiteConfig


@pytest.fixture(scope="module")
def started(tmp_path_factory, run) -> Path:
    """A new dossier with a workflow."""
    folder = tmp_path_factory.mktemp("new") / "in" / "dossier"
    ran = run("init", folder, "--ci")
    assert (ran.code, ran.stderr) == (0, "")
    return folder


def test_it_checks_clean_and_its_quotes_stand_in_its_texts(started, run):
    """No warning; the record that comes with it is the one that `check --record` writes."""
    record = (started / "content/verified.jsonl").read_bytes()
    ran = run("check", "--strict", "--record", "--site", started)
    assert ran.stdout.splitlines() == [
        "no problems; 6 quotes found in the full texts",
        "2 points disputed: see disputed/",
    ]
    assert (ran.code, ran.stderr) == (0, "")
    assert (started / "content/verified.jsonl").read_bytes() == record


def test_it_builds_a_site_that_shows_what_a_dossier_is(started, run, tmp_path):
    """Three actors, linked names, a disputed price, an open text, a verified quote."""
    ran = run("build", "--strict", "--site", started, "-o", tmp_path / "out")
    assert (ran.code, ran.stderr) == (0, "")
    out = tmp_path / "out"
    assert len(list(out.glob("actors/*/index.html"))) == 3
    assert "Price of the lighthouse" in (out / "disputed/index.html").read_text()
    assert "The members resolved" in (out / "sources/trust-minutes/index.html").read_text()
    gazette = (out / "sources/gazette-lighthouse/index.html").read_text()
    assert "loose board" not in gazette
    assert 'href="../../actors/ines-calder/index.html"' in gazette


def test_every_yaml_file_names_its_schema_and_fits_it(started):
    """The first line leads to a schema in the dossier itself, so that editors need no network."""
    files = [*started.glob("content/*/*.yml"), started / "site_config.yml"]
    assert len(files) == 7
    for path in files:
        first = path.read_text().splitlines()[0]
        match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert match, path
        schema = json.loads((path.parent / match[1]).read_text())
        jsonschema.Draft7Validator(schema).validate(as_editors_read(values_in(path)))


def test_without_the_story_only_settings_are_there(tmp_path, run):
    """They are explained and valid, also with every key taken in; the folder's name is the title."""
    folder = tmp_path / "harbour_deals-2026"
    ran = run("init", "--bare", folder)
    assert ran.code == 0
    assert ran.stdout.endswith("&& dossier new actor NAME\n")
    assert [path.name for path in (folder / "content").iterdir()] == ["README.md"]
    settings = (folder / "site_config.yml").read_text()
    assert yaml.safe_load(settings) == {"title": "Harbour deals 2026"}
    taken_in = re.sub(r"^#(?=[a-z ]+(-name)?[a-z_]*:)", "", settings, flags=re.MULTILINE)
    assert set(yaml.safe_load(taken_in)) == set(SiteConfig.model_fields)
    assert run("check", "--strict", "--site", folder).stdout == "no problems\n"
    assert run("new", "actor", "Ada Moreno", "--site", folder).code == 0
    assert run("build", "--strict", "--site", folder).code == 0
    assert (folder / "build/actors/ada-moreno/index.html").is_file()


def test_git_takes_the_open_text_and_not_the_other(started):
    """What may not be published whole stays off the repository; so does the built site."""
    subprocess.run(["git", "init", "-q", "."], cwd=started, check=True, capture_output=True)
    (started / "build").mkdir(exist_ok=True)
    (started / "build/index.html").write_text("")
    done = subprocess.run(
        ["git", "ls-files", "--others", "--exclude-standard"],
        cwd=started, check=True, capture_output=True, text=True,
    )  # fmt: skip
    files = done.stdout.split()
    assert "seeds/trust-minutes.txt" in files
    assert "seeds/gazette-lighthouse.txt" not in files
    assert "build/index.html" not in files
    assert {"seeds/.gitignore", ".dossier/schema/actor.json", "README.md"} <= set(files)


def test_the_readme_names_commands_that_exist(started):
    """Each `dossier …` of it is a command."""
    named = re.findall(r"\bdossier (\w+)", (started / "README.md").read_text())
    assert named
    assert set(named) <= {*COMMANDS, "is"}


def test_the_workflow_checks_and_publishes_with_pinned_actions(started):
    """YAML that GitHub reads: least rights, official actions by version, a nightly run where asked."""
    text = (started / WORKFLOW_FILE).read_text()
    assert text == pages_workflow()
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {"contents": "read"}
    jobs = workflow["jobs"]
    steps = [step for job in jobs.values() for step in job["steps"]]
    used = [step["uses"] for step in steps if "uses" in step]
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", each) for each in used)
    assert len(re.findall(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", text, re.MULTILINE)) == len(used)
    assert used[-1].startswith("actions/deploy-pages@")
    runs = [step["run"] for step in steps if "run" in step]
    assert runs.count(f"pip install annotated-dossier=={dossier.__version__}") == 2
    assert runs[1] == "dossier check --leaks --format github"
    assert 'dossier build --base-url "${{ steps.pages.outputs.base_url }}/"' in runs
    assert jobs["publish"]["permissions"]["pages"] == "write"
    # YAML 1.1 reads the key `on` as true.
    assert set(workflow[True]) == {"push", "pull_request", "workflow_dispatch"}
    daily = yaml.safe_load(pages_workflow("trunk", daily=True))
    assert "schedule" in daily[True]
    assert "refs/heads/trunk" in daily["jobs"]["publish"]["if"]


def test_without_ci_there_is_no_workflow(tmp_path, run):
    """The workflow is written only where asked for."""
    assert run("init", tmp_path / "new").code == 0
    assert not (tmp_path / "new/.github").exists()


def test_the_workflow_of_a_folder_in_a_repository_stands_at_its_top(tmp_path, run):
    """Where GitHub looks; its steps go into the folder. One that is there is not touched."""
    top = tmp_path / "newsroom"
    subprocess.run(["git", "init", "-q", "-b", "trunk", top], check=True, capture_output=True)
    ran = run("init", "desk/first", "--ci", cwd=top)
    assert (ran.code, ran.stderr) == (0, "")
    path = top / WORKFLOW_FILE
    assert f"{path}: checks every push, and publishes the branch trunk" in ran.stdout
    assert path.read_text() == pages_workflow("trunk", folder="desk/first")
    assert not (top / "desk/first/.github").exists()
    ran = run("init", "second", "--ci", cwd=top)
    assert ran.code == 0
    assert f"{path} is there, and stays as it is" in ran.stderr
    assert "cd second && dossier publish --workflow --force" in ran.stderr
    assert path.read_text() == pages_workflow("trunk", folder="desk/first")
    assert (top / "second/site_config.yml").is_file()


def test_a_version_that_pip_cannot_find_is_not_asked_for(monkeypatch):
    """Of a checkout that was never installed the workflow takes the newest."""
    monkeypatch.setattr(dossier, "__version__", "0+unknown", raising=False)
    assert "pip install annotated-dossier\n" in pages_workflow()


def test_nothing_is_overwritten(tmp_path, run):
    """A folder that holds something, a file, a dossier: each is refused with what to do."""
    full, file, link = tmp_path / "full", tmp_path / "file", tmp_path / "link"
    full.mkdir()
    (full / "a.txt").write_text("mine")
    file.write_text("mine")
    link.symlink_to(full)
    for target, said in (
        (full, "not empty; name a new folder, or empty this one first"),
        (file, "a file of this name is there; name another folder"),
        (link, "a symbolic link, which is not followed"),
    ):
        ran = run("init", target)
        assert ran.code == 1
        assert said in ran.stderr
    assert [path.name for path in full.iterdir()] == ["a.txt"]
    assert file.read_text() == "mine"


def test_an_empty_repository_will_do_and_a_dossier_in_a_dossier_is_a_warning(tmp_path, run):
    """`git init` may come first. Inside another dossier it is made, and said."""
    (tmp_path / "one" / ".git").mkdir(parents=True)
    ran = run("init", "one", cwd=tmp_path)
    assert (ran.code, ran.stderr) == (0, "")
    assert ran.stdout == "one: 19 files. Go on with: cd one && dossier serve --open\n"
    assert (
        "a dossier already; 'dossier new' adds a file to it" in run("init", tmp_path / "one").stderr
    )
    ran = run("init", tmp_path / "one" / "two")
    assert ran.code == 0
    assert "lies inside another dossier" in ran.stderr


@pytest.mark.parametrize("inside", [".git", ".git/x", ".git/hooks/../x/y"])
def test_no_dossier_is_started_inside_of_gits_own_folder(run, tmp_path, inside):
    """Git would take its files for its own, or remove them."""
    (tmp_path / ".git/hooks").mkdir(parents=True)
    ran = run("init", tmp_path / inside)
    assert ran.code == 1
    assert "inside of .git, which is git's own; name another folder" in ran.stderr
    assert [path.name for path in (tmp_path / ".git").iterdir()] == ["hooks"]
