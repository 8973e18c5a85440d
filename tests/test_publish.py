"""Publication to a bare repository on disk: one commit, nothing but the site."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from dossier.config import Publish
from dossier.diagnostics import DossierError
from dossier.publish import pages_address, plan
from dossier.write import MANIFEST

ADA = "name: Ada\nkind: person\n"


def git(folder: Path, *arguments: str) -> str:
    """What a git command prints."""
    done = subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture
def repository(make_site, tmp_path: Path) -> Path:
    """A dossier in a git repository whose `origin` is a bare one on disk."""
    site = make_site(
        {
            "content/actors/ada.yml": ADA,
            "content/actors/hidden.yml": "name: Hidden Canary\nkind: person\ndraft: true\n",
            "content/pages/about.md": "# About\n\nOn Ada.\n",
        }
    )
    subprocess.run(["git", "init", "-q", "--bare", "remote.git"], cwd=tmp_path, check=True)
    git(site, "init", "-q", "-b", "main")
    git(site, "config", "user.name", "Somebody")
    git(site, "config", "user.email", "somebody@example.org")
    git(site, "remote", "add", "origin", "../remote.git")
    git(site, "add", "-A")
    git(site, "commit", "-q", "-m", "content")
    return site


def test_publish_pushes_one_commit_each_time(repository: Path, run, tmp_path: Path) -> None:
    """The branch holds the site and one commit; a second publication replaces it."""
    first = run("publish", "--site", repository)
    assert first.code == 0, first.stderr
    assert "to branch gh-pages of ../remote.git" in first.stdout
    assert "Somebody <somebody@example.org>" in first.stdout
    (repository / "content/actors/ada.yml").rename(repository / "content/actors/byron.yml")
    assert run("publish", "--site", repository).code == 0
    remote = tmp_path / "remote.git"
    assert len(git(remote, "log", "--oneline", "gh-pages").splitlines()) == 1
    names = git(remote, "ls-tree", "-r", "--name-only", "gh-pages").splitlines()
    assert {".nojekyll", "index.html", "actors/byron/index.html", "about/index.html"} <= set(names)
    assert "actors/ada/index.html" not in names
    assert MANIFEST not in names
    assert not [name for name in names if name.endswith((".yml", ".md"))]
    assert git(repository, "status", "--porcelain").count("build") == 0
    for name in names:
        assert "Canary" not in git(remote, "show", f"gh-pages:{name}")


def test_dry_run_pushes_nothing(repository: Path, run, tmp_path: Path) -> None:
    """`--dry-run` says what would go where."""
    done = run("publish", "--site", repository, "--dry-run")
    assert done.code == 0
    assert "nothing was pushed" in done.stdout
    assert git(tmp_path / "remote.git", "branch", "--list") == ""


def test_errors_stop_a_publication(repository: Path, run, tmp_path: Path) -> None:
    """Content with errors is not pushed."""
    (repository / "content/actors/ada.yml").write_text("nmae: Ada\nkind: person\n")
    done = run("publish", "--site", repository)
    assert done.code == 1
    assert "Nothing was pushed" in done.stderr
    assert git(tmp_path / "remote.git", "branch", "--list") == ""


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (["remote", "remove", "origin"], "no git remote named 'origin'"),
        (["remote", "set-url", "origin", "../nowhere.git"], "could not push"),
        (["checkout", "-q", "-b", "gh-pages"], "checked out"),
    ],
)
def test_what_git_lacks_is_said_in_one_line(
    repository: Path, run, change: list[str], words: str
) -> None:
    """No remote, an unreachable one, the branch itself checked out: one line, exit code 1."""
    git(repository, *change)
    done = run("publish", "--site", repository)
    assert done.code == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_outside_a_repository(make_site, run) -> None:
    """A dossier that is not under version control cannot be published."""
    done = run("publish", "--site", make_site({"content/actors/ada.yml": ADA}))
    assert done.code == 1
    assert "not inside a git repository" in done.stderr


def test_links_and_foreign_files_are_refused(repository: Path, run, tmp_path: Path) -> None:
    """A symbolic link in the built folder, or a file the build did not write, stops everything."""
    out = tmp_path / "out"
    assert run("build", "--site", repository, "-o", out).code == 0
    assert plan(repository, out, Publish()).files > 5
    (out / "passwords").symlink_to("/etc/hostname")
    with pytest.raises(DossierError, match="symbolic link"):
        plan(repository, out, Publish())
    (out / "passwords").unlink()
    (out / "notes.txt").write_text("mine")
    with pytest.raises(DossierError, match="did not write"):
        plan(repository, out, Publish())


def test_links_in_static_are_refused_before_that(repository: Path, run) -> None:
    """A link in static/ is an error of the content: its target would be published."""
    (repository / "static").mkdir()
    (repository / "static/x.txt").symlink_to("/etc/hostname")
    done = run("publish", "--site", repository)
    assert done.code == 1
    assert "error[bad-path]" in done.stderr
    assert "symbolic link" in done.stderr


def test_a_branch_with_the_work_of_others_is_refused(repository: Path, run, tmp_path: Path) -> None:
    """Only an earlier publication is replaced: the source branch, here or remote, never."""
    (repository / "site_config.yml").write_text("title: T\npublish: {branch: main}\n")
    git(repository, "push", "-q", "origin", "main")
    git(repository, "checkout", "-q", "-b", "work")
    tip = git(tmp_path / "remote.git", "rev-parse", "main")
    done = run("publish", "--site", repository)
    assert done.code == 1
    assert "holds something that dossier did not publish" in done.stderr
    git(repository, "branch", "-q", "-D", "main")
    done = run("publish", "--site", repository)
    assert done.code == 1
    assert "at the remote holds something" in done.stderr
    assert git(tmp_path / "remote.git", "rev-parse", "main") == tip


@pytest.mark.parametrize(
    ("remote", "cname", "address"),
    [
        ("https://github.com/Ada/dossier.git", None, "https://ada.github.io/dossier/"),
        ("git@github.com:ada/ada.github.io.git", None, "https://ada.github.io/"),
        ("ssh://git@github.com/ada/notes", None, "https://ada.github.io/notes/"),
        ("https://token@github.com/ada/notes/", None, "https://ada.github.io/notes/"),
        ("https://gitlab.com/ada/notes.git", None, None),
        ("../remote.git", None, None),
        ("../remote.git", "dossier.example.org", "https://dossier.example.org/"),
    ],
)
def test_the_address_of_the_pages(remote: str, cname: str | None, address: str | None) -> None:
    """GitHub's rule for where Pages stand; nothing is guessed for other hosts."""
    assert pages_address(remote, cname) == address
