"""Publication to a bare repository on disk: one commit, nothing but the site."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from dossier.authoring.workflow import pages_workflow
from dossier.config import Publish
from dossier.diagnostics import DossierError
from dossier.git import tracked_files
from dossier.publish import pages_address, plan, push
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
    assert "can read the name on the commit: Somebody <somebody@example.org>" in first.stdout
    assert "public, also those of a private repository" in first.stdout
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


def test_pages_are_laid_out_once(repository: Path, run) -> None:
    """What is checked is the site that is pushed, not another one made for the check."""
    done = run("publish", "--site", repository, "--dry-run", "--verbose")
    assert done.code == 0
    assert done.stderr.count("laying out pages") == 1
    assert done.stderr.count("comparing quotes") == 1


def test_what_only_a_build_finds_stops_a_publication(repository: Path, run, tmp_path: Path) -> None:
    """A template that cannot be filled."""
    (repository / "templates").mkdir()
    (repository / "templates/404.html").write_text("{% if %}")
    done = run("publish", "--site", repository)
    assert done.code == 1
    assert "error[template-error]" in done.stderr
    assert "Nothing was pushed" in done.stderr
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
        (["remote", "set-url", "origin", "../nowhere.git"], "git cannot reach ../nowhere.git"),
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


def test_links_in_static_are_refused_before_that(repository: Path, run, tmp_path: Path) -> None:
    """A link in static/ is an error of the content: its target would be published."""
    (repository / "static").mkdir()
    (repository / "static/x.txt").symlink_to("/etc/hostname")
    done = run("publish", "--site", repository)
    assert done.code == 1
    assert git(tmp_path / "remote.git", "branch", "--list") == ""
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


def published(repository: Path, branch: str = "gh-pages") -> dict[str, bytes]:
    """Every file of the branch at the remote, by path."""
    remote = repository.parent / "remote.git"
    names = git(remote, "ls-tree", "-r", "-z", "--name-only", branch).split("\0")
    return {
        name: subprocess.run(
            ["git", "show", f"{branch}:{name}"], cwd=remote, capture_output=True, check=True
        ).stdout
        for name in filter(None, names)
    }


def test_a_dry_run_lists_what_would_change(repository: Path, run) -> None:
    """New, changed and removed files, by git's own hashes; of a first publication how many."""
    first = run("publish", "--site", repository, "--dry-run")
    assert "Nothing is published there yet: " in first.stdout
    assert run("publish", "--site", repository).code == 0
    again = run("publish", "--site", repository, "--dry-run").stdout.splitlines()
    assert again[-2].startswith("0 new, 0 changed, 0 removed, ")
    (repository / "content/actors/ada.yml").rename(repository / "content/actors/byron.yml")
    (repository / "site_config.yml").write_text("title: T\npublish: {cname: a.example.org}\n")
    lines = run("publish", "--site", repository, "--dry-run").stdout.splitlines()
    assert {
        "+ actors/byron/index.html", "- actors/ada/index.html", "~ index.html", "+ CNAME",
    } <= set(lines)  # fmt: skip
    before = published(repository)
    assert run("publish", "--site", repository).code == 0
    after = published(repository)
    assert {line[2:] for line in lines if line[0] == "+"} == after.keys() - before.keys()
    assert {line[2:] for line in lines if line[0] == "-"} == before.keys() - after.keys()
    changed = {name for name in after.keys() & before.keys() if after[name] != before[name]}
    assert {line[2:] for line in lines if line[0] == "~"} == changed


def test_the_same_site_is_not_pushed_twice(repository: Path, run, tmp_path: Path) -> None:
    """Nothing changes on the branch, not even the time of its commit."""
    assert run("publish", "--site", repository).code == 0
    tip = git(tmp_path / "remote.git", "rev-parse", "gh-pages")
    done = run("publish", "--site", repository)
    assert (done.code, done.stdout.splitlines()[-1]) == (
        0, "Nothing has changed since the last publication; nothing was pushed.",
    )  # fmt: skip
    assert git(tmp_path / "remote.git", "rev-parse", "gh-pages") == tip


def test_a_domain_of_ones_own(repository: Path, run) -> None:
    """CNAME, .nojekyll, and a 404 page whose links begin at the site's address."""
    (repository / "site_config.yml").write_text("title: T\npublish: {cname: a.example.org}\n")
    done = run("publish", "--site", repository)
    assert "built for https://a.example.org/" in done.stdout
    files = published(repository)
    assert files["CNAME"].strip() == b"a.example.org"
    assert files[".nojekyll"] == b""
    assert b'href="/assets/style.css"' in files["404.html"]
    assert run("publish", "--site", repository).stdout.endswith("nothing was pushed.\n")


def test_two_domains_are_one_too_many(repository: Path, run) -> None:
    """One in the settings, another in static/CNAME: neither is lost in silence; the same twice is fine."""
    (repository / "site_config.yml").write_text("title: T\npublish: {cname: a.example.org}\n")
    (repository / "static").mkdir()
    (repository / "static/CNAME").write_text("b.example.org\n")
    done = run("publish", "--site", repository)
    assert done.code == 1
    assert "error[bad-value]: 'a.example.org' is not the domain that static/CNAME names" in (
        done.stderr
    )
    (repository / "static/CNAME").write_text("A.example.org\n")
    assert run("publish", "--site", repository).code == 0
    assert published(repository)["CNAME"].strip() == b"a.example.org"


def test_well_known_files_are_published(repository: Path, run) -> None:
    """What begins with a dot and is meant for the public reaches it."""
    (repository / "static/.well-known").mkdir(parents=True)
    (repository / "static/.well-known/security.txt").write_text("Contact: x\n")
    assert run("publish", "--site", repository).code == 0
    assert published(repository)[".well-known/security.txt"] == b"Contact: x\n"


def test_the_404_page_of_a_project_finds_its_style(repository: Path, run) -> None:
    """Below a folder, a wrong address of any depth shows the site's own page."""
    done = run("publish", "--site", repository, "--base-url", "https://ada.github.io/notes/")
    assert done.code == 0
    assert b'href="/notes/assets/style.css"' in published(repository)["404.html"]


def test_a_leak_stops_a_publication(repository: Path, run, tmp_path: Path) -> None:
    """A withheld name in a file of static/ is found in what is about to be pushed."""
    (repository / "static").mkdir()
    (repository / "static/thanks.txt").write_text("thanks to hidden-canary")
    done = run("publish", "--site", repository)
    assert done.code == 1
    assert "content/actors/hidden.yml:3:1: error[leak]" in done.stderr
    assert "thanks.txt" in done.stderr
    assert "Nothing was pushed" in done.stderr
    assert git(tmp_path / "remote.git", "branch", "--list") == ""


@pytest.mark.parametrize(
    ("record", "warned"),
    [
        ("actors/byron: {name: Byron, kind: person, summary: A friend of Hidden Canary.}", "hidden-name"),
        ("sources/log: {title: Log, excerpts: [{quote: Then Hidden Canary left}]}", "hidden-name"),
        ("events/trial-of-hidden: {title: A trial, date: 2020}", "hidden-name"),
        ("actors/byron: {name: Byron, kind: person, private: seen with Brzegowo}", "possible-leak"),
    ],
)  # fmt: skip
def test_a_name_of_somebody_withheld_in_public_words_is_not_pushed(
    repository: Path, run, tmp_path: Path, record: str, warned: str
) -> None:
    """`check` warns; `publish` stops, says what can be done, and goes on where it is told to."""
    ((path, values),) = yaml.safe_load(record).items()
    target = repository / f"content/{path}.yml"
    target.parent.mkdir(exist_ok=True)
    target.write_text(yaml.safe_dump(values))
    (repository / "static").mkdir()
    (repository / "static/note.txt").write_text("brzegowo")
    assert run("check", "--leaks", "--site", repository).code == 0
    for options in ([], ["--dry-run"]):
        done = run("publish", *options, "--site", repository)
        assert done.code == 1
        assert f"warning[{warned}]" in done.stderr
        assert f"Nothing was pushed: the site may name somebody withheld ({warned})." in done.stderr
        assert "use --withheld-names" in done.stderr
    # To replace a branch is another thing, and says nothing of names.
    assert run("publish", "--force", "--site", repository).code == 1
    assert git(tmp_path / "remote.git", "branch", "--list") == ""
    assert run("publish", "--withheld-names", "--site", repository).code == 0
    assert "gh-pages" in git(tmp_path / "remote.git", "branch", "--list")


def test_a_quote_that_its_text_does_not_hold_stops_a_publication(
    repository: Path, run, tmp_path: Path
) -> None:
    """All that `check` knows is asked first, also what a build alone does not look at."""
    text = "The harbour was closed.\n"
    (repository / "seeds").mkdir()
    (repository / "seeds/log.txt").write_text(text)
    (repository / "content/sources").mkdir()
    (repository / "content/sources/log.yml").write_text(
        f"title: Log\ntext: log.txt\ntext_sha256: {hashlib.sha256(text.encode()).hexdigest()}\n"
        "words: 4\nexcerpts: [{quote: The harbour was open}]\n"
    )
    done = run("publish", "--site", repository)
    assert done.code == 1
    assert "error[quote-not-found]" in done.stderr
    assert git(tmp_path / "remote.git", "branch", "--list") == ""


def test_the_commit_tells_no_time_zone(repository: Path, tmp_path: Path, monkeypatch) -> None:
    """Its time is in UTC wherever the author sits."""
    monkeypatch.setenv("TZ", "America/Mexico_City")
    done = subprocess.run(
        [sys.executable, "-m", "dossier", "publish", "--site", repository],
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert git(tmp_path / "remote.git", "log", "-1", "--format=%ci", "gh-pages").endswith("+0000\n")


def test_what_is_near_a_limit_is_said_and_what_is_over_it_refused(
    repository: Path, run, tmp_path: Path, monkeypatch
) -> None:
    """From half of GitHub's limits on the author is told; beyond them nothing is pushed."""
    from dossier import publish

    out = tmp_path / "out"
    assert run("build", "--site", repository, "-o", out).code == 0
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    assert plan(repository, out, Publish()).remarks == ()
    monkeypatch.setattr(publish, "MAX_SITE_BYTES", int(size * 1.5))
    (remark,) = plan(repository, out, Publish()).remarks
    assert remark.startswith("The site has ")
    monkeypatch.setattr(publish, "MAX_SITE_BYTES", 1000)
    with pytest.raises(DossierError, match="GitHub Pages takes 1 GB at most"):
        plan(repository, out, Publish())
    monkeypatch.setattr(publish, "MAX_FILE_BYTES", 1000)
    with pytest.raises(DossierError, match="over 100 MB, which GitHub refuses"):
        plan(repository, out, Publish())


def test_the_workflow_publishes_the_branch_and_waits_for_embargoes(repository: Path, run) -> None:
    """Written to the repository's top, for the branch at hand; nightly only while an embargo runs."""

    def wanted() -> str:
        done = run("publish", "--site", repository, "--workflow", "--as-of", "2026-01-15")
        assert (done.code, done.stderr) == (0, "")
        return done.stdout

    git(repository, "checkout", "-q", "-b", "trunk")
    path = repository / ".github/workflows/dossier.yml"
    assert "publishes the branch trunk at every push\n" in wanted()
    assert path.read_text() == pages_workflow("trunk")
    assert "is as it should be" in wanted()
    (repository / "content/actors/ada.yml").write_text(ADA + "embargo: 2026-01-16\n")
    refused = run("publish", "--site", repository, "--workflow", "--as-of", "2026-01-15")
    assert refused.code == 1
    assert "--force replaces it" in refused.stderr
    path.unlink()
    assert "every night, since embargoes are to end" in wanted()
    assert path.read_text() == pages_workflow("trunk", daily=True)
    late = ("publish", "--site", repository, "--workflow", "--as-of", "2026-01-16", "--force")
    assert run(*late).code == 0
    assert path.read_text() == pages_workflow("trunk")


def test_a_workflow_in_another_encoding_is_somebody_elses(repository: Path, run) -> None:
    """It is refused in a line, and replaced with `--force`."""
    path = repository / ".github/workflows/dossier.yml"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"name: caf\xe9\n")
    refused = run("publish", "--site", repository, "--workflow")
    assert refused.code == 1
    assert refused.stderr.startswith("Error: ")
    assert "is there, and not what would be written; --force replaces it" in refused.stderr
    assert run("publish", "--site", repository, "--workflow", "--force").code == 0
    assert path.read_text("utf-8") == pages_workflow("main")


def test_the_workflow_of_a_dossier_in_a_folder_of_its_repository(repository: Path, run) -> None:
    """GitHub looks at the repository's top only; the steps go into the dossier's folder."""
    inner = repository / "press: room" / "dossier"
    inner.mkdir(parents=True)
    (inner / "site_config.yml").write_text("title: T\n")
    done = run("publish", "--site", inner, "--workflow")
    assert done.code == 0, done.stderr
    workflow = yaml.safe_load((repository / ".github/workflows/dossier.yml").read_text())
    assert workflow["defaults"]["run"]["working-directory"] == "press: room/dossier"
    steps = workflow["jobs"]["publish"]["steps"]
    assert [s["with"]["path"] for s in steps if "upload" in s.get("uses", "")] == [
        "press: room/dossier/build"
    ]
    assert not (inner / ".github").exists()


SECRETS = {
    "a draft": "Dimitri Draftling",
    "an embargoed name": "Emma Embargold",
    "a private note": "met Priscilla Notewell at the third lamp post",
    "a full text that is not open": "the eleventh sentence of the article stays unquoted",
    "the path of the author's home": "/home/hjemmeside",
}


@pytest.fixture(scope="module")
def everything_published(tmp_path_factory, run) -> dict[str, bytes]:
    """A dossier with one of each of these, published: the files of its branch."""
    home = tmp_path_factory.mktemp("home") / "hjemmeside"
    site = home / "dossier"
    text = (
        f"The harbour was closed. It rained for a week and more. {SECRETS['a full text that is not open']}.\n"
        + ("Nothing else happened on that day. " * 20)
    )
    digest = hashlib.sha256(text.encode()).hexdigest()
    files = {
        "site_config.yml": "title: A dossier\n",
        "content/actors/ada.yml": ADA + f"summary: Ada knows [[dimitri]].\nprivate: {SECRETS['a private note']}\n"
            "relations: [{to: emma, type: allied-with}]\n",
        "content/actors/dimitri.yml": f"name: {SECRETS['a draft']}\nkind: person\ndraft: true\n",
        "content/actors/emma.yml": f"name: {SECRETS['an embargoed name']}\nkind: person\nembargo: 2099-01-01\n",
        "content/sources/log.yml": "title: Log\ntext: log.txt\nnamed: [emma]\nexcerpts: [{quote: The harbour was closed.}]\n"
            f"text_sha256: {digest}\nwords: {len(text.split())}\n",
        "seeds/log.txt": text,
        "seeds/.gitignore": "*\n",
        "static/note.txt": "harmless",
    }  # fmt: skip
    for name, content in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(content)
    subprocess.run(["git", "init", "-q", "--bare", home / "remote.git"], check=True)
    for words in (["init", "-q"], ["remote", "add", "origin", "../remote.git"],
                  ["config", "user.name", "S"], ["config", "user.email", "s@example.org"]):  # fmt: skip
        git(site, *words)
    ran = run("publish", "--site", site)
    assert ran.code == 0, ran.stderr
    return {
        **published(site),
        "(commit)": git(home / "remote.git", "cat-file", "-p", "gh-pages").encode(),
    }


@pytest.mark.parametrize("what", SECRETS)
def test_a_published_site_never_holds(what: str, everything_published: dict[str, bytes]) -> None:
    """Not one byte of it, on the branch as others clone it."""
    secret = SECRETS[what].removeprefix("/home/").encode()
    for name, data in everything_published.items():
        assert secret not in data, name
        assert secret.lower().replace(b" ", b"-") not in name.lower().encode()
    assert len(everything_published) > 20


def test_what_is_taken_down_stands_in_no_commit_of_the_branch(repository: Path, run) -> None:
    """The procedure of the handbook: a passage removed, an actor withheld, canaries, published anew."""
    source = repository / "content/sources/log.yml"
    source.parent.mkdir()
    passage = "excerpts: [{id: a, quote: Orla Vint paid the harbour master}]\n"
    source.write_text(f"title: Log\n{passage}")
    actor = repository / "content/actors/orla-vint.yml"
    actor.write_text("name: Orla Vint\nkind: person\n")
    assert run("publish", "--site", repository).code == 0
    remote = repository.parent / "remote.git"

    def found() -> list[str]:
        commits = git(remote, "rev-list", "--all").split()
        words = ["git", "grep", "-il", "-e", "vint", "-e", "paid the harbour", *commits]
        done = subprocess.run(words, cwd=remote, capture_output=True, text=True, check=False)
        return done.stdout.splitlines()

    assert found()
    actor.write_text(actor.read_text() + "draft: true\n")
    (repository / "canaries.txt").write_text("Orla Vint\npaid the harbour\n")
    refused = run("publish", "--site", repository)
    assert refused.code == 1, "the passage still names her"
    assert refused.stderr.count("error[leak]: words of a canary") == 2
    source.write_text("title: Log\n")
    listed = run("publish", "--site", repository, "--dry-run").stdout.splitlines()
    assert "- actors/orla-vint/index.html" in listed
    assert "~ sources/log/index.html" in listed
    assert run("publish", "--site", repository).code == 0
    assert found() == []


def test_no_module_of_the_folder_is_run(repository: Path, run, tmp_path: Path) -> None:
    """A file beside the dossier that is called like what publishes it, or like Python's own."""
    for name in ("ghp_import", "datetime", "dateutil"):
        (repository / f"{name}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n")
    done = run("publish", "--site", repository)
    assert done.code == 0, done.stderr
    assert not (tmp_path / "ran").exists()
    assert "index.html" in git(tmp_path / "remote.git", "ls-tree", "--name-only", "gh-pages")


def test_a_remote_that_is_pushed_elsewhere_is_refused(
    repository: Path, run, tmp_path: Path
) -> None:
    """What stands there could not be seen, and would be replaced."""
    git(tmp_path, "init", "-q", "--bare", "other.git")
    git(repository, "config", "remote.origin.pushurl", "../other.git")
    done = run("publish", "--site", repository)
    assert (done.code, "pushed to ../other.git" in done.stderr) == (1, True)
    assert git(tmp_path / "other.git", "branch", "--list") == ""


@pytest.mark.parametrize("message", ['Revert "Publish the site with dossier"', "Mine"])
def test_somebody_elses_commit_is_not_replaced(
    repository: Path, run, tmp_path: Path, message: str
) -> None:
    """Whatever its message says of dossier; with `--force` it is."""
    git(repository, "checkout", "-q", "--orphan", "work")
    git(repository, "commit", "-q", "-m", message)
    git(repository, "push", "-q", "origin", "work:gh-pages")
    git(repository, "checkout", "-q", "main")
    done = run("publish", "--site", repository)
    assert (done.code, "something that dossier did not publish" in done.stderr) == (1, True)
    assert run("publish", "--site", repository, "--force").code == 0
    assert (
        git(tmp_path / "remote.git", "log", "--format=%s", "gh-pages")
        .split("\n")[0]
        .startswith("Publish")
    )


def test_a_history_behind_the_same_site_is_not_kept(repository: Path, run, tmp_path: Path) -> None:
    """A publication on top of other commits is somebody's work, and `--force` takes it all away."""
    assert run("publish", "--site", repository).code == 0
    tree = git(tmp_path / "remote.git", "rev-parse", "gh-pages^{tree}").strip()
    below = git(repository, "rev-parse", "main").strip()
    above = git(
        repository, "commit-tree", tree, "-p", below, "-m", "Publish the site with dossier"
    ).strip()
    git(repository, "push", "-q", "--force", "origin", f"{above}:refs/heads/gh-pages")
    assert run("publish", "--site", repository).code == 1
    assert run("publish", "--site", repository, "--force").code == 0
    assert git(tmp_path / "remote.git", "rev-list", "--count", "gh-pages").strip() == "1"


def test_two_dossiers_of_one_repository_do_not_replace_each_other(
    repository: Path, run, tmp_path: Path
) -> None:
    """The message of the commit says whose it is."""
    second = repository / "second"
    (second / "content/actors").mkdir(parents=True)
    (second / "site_config.yml").write_text("format: 1\ntitle: Another\n")
    (second / "content/actors/ben.yml").write_text("name: Ben\nkind: person\n")
    assert run("publish", "--site", repository).code == 0
    assert run("publish", "--site", second).code == 1
    assert run("publish", "--site", second, "--force").code == 0
    assert run("publish", "--site", second).code == 0
    told = git(tmp_path / "remote.git", "log", "--format=%s", "gh-pages").strip()
    assert told == "Publish the site with dossier, from second"


def test_what_is_pushed_meanwhile_stays(repository: Path, tmp_path: Path) -> None:
    """Between the look at the branch and the push somebody else pushed: git refuses."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "index.html").write_text("<p>Hello")
    digest = hashlib.sha256(b"<p>Hello").hexdigest()
    (out / MANIFEST).write_text(json.dumps({"format": 1, "files": {"index.html": digest}}))
    settings = Publish()
    publication = plan(repository, out, settings)
    git(repository, "push", "-q", "origin", "main:gh-pages")
    with pytest.raises(DossierError, match="could not push"):
        push(repository, out, settings, publication)
    assert git(tmp_path / "remote.git", "log", "--format=%s", "gh-pages").strip() == "content"


def test_a_branch_checked_out_elsewhere_is_not_replaced(
    repository: Path, run, tmp_path: Path
) -> None:
    """Another worktree would show every file as changed."""
    git(repository, "worktree", "add", "-q", "-b", "gh-pages", str(tmp_path / "tree"))
    done = run("publish", "--site", repository, "--force")
    assert (done.code, "checked out" in done.stderr) == (1, True)


def test_a_tracked_file_may_be_called_anything(repository: Path, run) -> None:
    """Names that are no UTF-8 are listed as they are."""
    (repository / "content" / "caf\udce9.txt").write_text("")
    git(repository, "add", "-A")
    assert "Traceback" not in run("check", "--site", repository).stderr


def test_a_repository_that_git_will_not_read_is_no_silence(repository: Path, run) -> None:
    """`check` says what git said, since nothing is known of what is tracked; `publish` stops at it."""
    with (repository / ".git/config").open("a") as config:
        config.write("[core\n")
    checked = run("check", "--site", repository)
    assert checked.code == 0
    assert "site_config.yml:1:1: warning[git-refuses]: git cannot go on in " in checked.stderr
    assert "fatal: bad config line" in checked.stderr
    listed = run("check", "--site", repository, "--format", "github")
    assert (listed.code, listed.stderr) == (0, "")
    assert listed.stdout.startswith("::warning file=site_config.yml,line=1,col=1,title=git-refuses")
    for command in (("publish",), ("publish", "--workflow")):
        done = run(*command, "--site", repository)
        assert (done.code, "fatal: bad config line" in done.stderr) == (1, True)
        assert "not inside a git repository" not in done.stderr


def test_a_repository_of_another_owner_is_named_by_its_trouble(
    repository: Path, monkeypatch
) -> None:
    """Git's protection against the repositories of others would else hide what is private."""
    (repository / "content/actors/hidden.yml").touch()
    tracked, found = tracked_files(repository)
    assert "content/actors/hidden.yml" in (tracked or ())
    assert found == []
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    tracked, (only,) = tracked_files(repository)
    assert tracked is None
    assert "dubious ownership" in only.message


def test_the_name_that_git_gives_a_file_is_told_in_either_hash(tmp_path: Path) -> None:
    """Of a file larger than what is read at once, and of bytes; in SHA-1 and in SHA-256."""
    from dossier.git import is_blob

    data = bytes(range(256)) * 9000
    (tmp_path / "large").write_bytes(data)
    for kind in ("sha1", "sha256"):
        git(tmp_path, "init", "-q", f"--object-format={kind}", kind)
        name = git(tmp_path / kind, "hash-object", "../large").strip()
        assert is_blob(name, tmp_path / "large")
        assert is_blob(name, data)
        assert not is_blob(name, data[:-1])


@pytest.mark.parametrize(
    "name", ['"a".txt', "a\nb.txt", "caf\udce9.txt", "a\\b.txt", "x/\x1b[1m.txt"]
)
def test_a_name_that_cannot_be_pushed_is_an_error_of_the_content(
    repository: Path, run, name: str
) -> None:
    """Found by `check`, long before anything is pushed; what is printed is one line to be read."""
    path = repository / "static" / name
    path.parent.mkdir(parents=True)
    path.write_text("x")
    checked = run("check", "--site", repository)
    assert checked.code == 1
    lines = [line for line in checked.stderr.splitlines() if "error[" in line]
    assert len(lines) == 1
    assert "error[bad-file-name]: a name " in lines[0]
    assert lines[0].isprintable()
    assert run("publish", "--site", repository).code == 1


def test_names_in_any_script_are_published(repository: Path, run) -> None:
    """Blanks, accents, an apostrophe and letters of other scripts are no trouble."""
    names = ["the minutes.txt", "acta de sesión.txt", "протокол.txt", "don't.txt", "-x.txt"]
    (repository / "static").mkdir()
    for name in names:
        (repository / "static" / name).write_text(name)
    done = run("publish", "--site", repository)
    assert done.code == 0, done.stderr
    files = published(repository)
    assert [files[name].decode() for name in names] == names
    assert "Nothing has changed" in run("publish", "--site", repository).stdout


def test_a_built_name_that_cannot_be_pushed_is_refused(repository: Path, tmp_path: Path) -> None:
    """Wherever it comes from, a template's files for instance."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "a\nb").write_text("")
    (out / MANIFEST).write_text('{"format": 1, "files": {"a\\nb": ""}}')
    with pytest.raises(DossierError, match=r"'a\\nb': a name with a line break"):
        plan(repository, out, Publish())


@pytest.mark.parametrize("branch", ["my pages", "a..b", "-x", "@{-1}", "pages.lock"])
def test_what_is_no_branch_is_said_before_anything_is_built(
    repository: Path, run, branch: str
) -> None:
    """With the line of the settings that names it."""
    git(repository, "checkout", "-q", "-b", "other")  # so that `@{-1}` is a branch
    (repository / "site_config.yml").write_text(f"title: T\npublish:\n  branch: '{branch}'\n")
    done = run("publish", "--site", repository, "--verbose")
    assert done.code == 1
    assert f"site_config.yml:3:11: error[bad-value]: git takes '{branch}' for no branch" in (
        done.stderr
    )
    assert "reading" not in done.stderr


def test_what_a_hook_says_is_shown(repository: Path, run, tmp_path: Path) -> None:
    """All of it: git itself says only that the push failed."""
    hook = repository / ".git/hooks/pre-push"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'The spelling has'\necho 'not been \033[1mread' >&2\nexit 1\n")
    hook.chmod(0o755)
    done = run("publish", "--site", repository)
    assert done.code == 1
    assert "git could not push to ../remote.git:" in done.stderr
    assert "not been  [1mread" in done.stderr
    assert "The spelling has" in done.stderr + done.stdout
    assert "failed to push" in done.stderr
    assert git(tmp_path / "remote.git", "branch", "--list") == ""
