"""The wheel: it carries the theme, and builds a dossier from another folder with nothing else."""

from __future__ import annotations

import subprocess
import tarfile
import venv
import zipfile
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]


def test_the_wheel_holds_the_theme_and_nothing_it_should_not(wheel: Path) -> None:
    """Every file of templates/ stands in it, and no content, test or seed does."""
    names = set(zipfile.ZipFile(wheel).namelist())
    theme = {
        "dossier/default_templates/" + path.relative_to(REPOSITORY / "templates").as_posix()
        for path in (REPOSITORY / "templates").rglob("*")
        if path.is_file() and not path.name.startswith(".") and "__pycache__" not in path.parts
    }
    assert theme <= names
    assert "dossier/preview.js" in names
    foreign = [n for n in names if not n.startswith(("dossier/", "annotated_dossier-"))]
    assert foreign == []
    assert {n for n in names if n.startswith("dossier/default_templates/")} == theme


def test_the_sdist_holds_what_it_takes_to_build_and_test_and_nothing_else(wheel: Path) -> None:
    """No full text but those of the examples, no built site, no cache, no setting of a machine,
    and no picture with a place.
    """
    (sdist,) = wheel.parent.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        members = archive.getmembers()
    names = {member.name.partition("/")[2] for member in members}
    allowed = {
        "src", "templates", "tests", "docs", "examples", "content", "seeds", "bench", "fuzz", "site_config.yml", "Makefile",
        "constraints.txt", "CHANGELOG.md", "CONTRIBUTING.md", "README.md", "LICENSE", "SECURITY.md", "pyproject.toml",
        "PKG-INFO", ".gitignore",
    }  # fmt: skip
    assert {name.partition("/")[0] for name in names} <= allowed
    read_by_tests = {"bench/crashes.py", "fuzz/targets.py", "README.md", "CONTRIBUTING.md"}
    assert read_by_tests <= names
    assert {name for name in names if name.startswith("seeds/")} <= {
        "seeds/README.md", "seeds/.gitignore",
    }  # fmt: skip
    parts = {part for name in names for part in name.split("/")}
    assert parts.isdisjoint(
        {"__pycache__", ".venv", "node_modules", ".git", ".dossier-cache", ".env"}
    )
    assert all(member.isfile() or member.isdir() for member in members), "no links"


def test_the_wheel_holds_modules_and_the_theme_only(wheel: Path) -> None:
    """By their kinds: nothing compiled, packed or left lying about; nothing asks to be run."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        (points,) = [n for n in names if n.endswith("entry_points.txt")]
        entry_points = archive.read(points).decode()
    kept = subprocess.run(
        ["git", "ls-files", "src/dossier", "templates"],
        cwd=REPOSITORY, capture_output=True, text=True, check=False,
    ).stdout  # fmt: skip
    known = (
        kept.replace("src/", "").replace("templates/", "dossier/default_templates/").splitlines()
    )
    if known:  # an sdist has no repository
        assert {name for name in names if ".dist-info/" not in name} <= set(known)
    assert entry_points.split() == ["[console_scripts]", "dossier", "=", "dossier.__main__:run"]


def test_the_wheel_builds_a_dossier_in_an_empty_environment(
    wheel: Path, tmp_path: Path, sites: Path
) -> None:
    """Installed alone into a new environment, the command builds from another folder."""
    environment = tmp_path / "venv"
    venv.create(environment, with_pip=True)
    python = environment / "bin" / "python"
    constraints = REPOSITORY / "constraints.txt"
    subprocess.run(
        [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "-c", constraints, wheel],
        check=True, capture_output=True,
    )  # fmt: skip
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    done = subprocess.run(
        [environment / "bin" / "dossier", "build", "--site", sites / "minimal", "-o", "out"],
        cwd=elsewhere, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (elsewhere / "out" / "index.html").is_file()
    assert (elsewhere / "out" / "assets" / "style.css").is_file()
