"""The wheel: it carries the theme, and builds a dossier from another folder with nothing else."""

from __future__ import annotations

import subprocess
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
