"""The five-minute tour of the README, done as it says."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
README = (REPOSITORY / "README.md").read_text("utf-8")


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the example to change."""
    site = tmp_path / "site"
    shutil.copytree(REPOSITORY / "content", site / "content")
    shutil.copy(REPOSITORY / "site_config.yml", site)
    return site


def test_the_fact_and_the_mistake_of_the_tour(example: Path, run) -> None:
    """The added fact is on the page with its passage; the mistake prints what the README shows."""
    (name,) = re.findall(r"Open `([^`]+)`", README)
    fact, *_ = re.findall(r"```yaml\n(  - label.*?)```", README, re.DOTALL)
    (printed,) = re.findall(r"```text\n(.*?)```", README, re.DOTALL)
    profile = example / name
    before = profile.read_text("utf-8")
    assert before.count("\n\nrelations:") == 1
    profile.write_text(before.replace("\n\nrelations:", f"\n{fact}\nrelations:"))
    built = run("build", "--site", example)
    assert built.code == 0, built.stderr
    page = (example / "build/actors/los-chukys/index.html").read_text("utf-8")
    assert re.search(r"label: (.+)", fact)[1] in page
    mistaken = fact.replace("status:", "stauts:")
    profile.write_text(before.replace("\n\nrelations:", f"\n{mistaken}\nrelations:"))
    done = run("check", "--site", example)
    assert done.code == 1
    assert printed in done.stderr


def test_every_file_the_readme_names_exists() -> None:
    """Links and pictures lead to files of the repository."""
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (REPOSITORY / target).exists(), target


def test_the_commands_of_the_readme_are_targets_of_the_makefile() -> None:
    """Each `make x` is a target."""
    makefile = (REPOSITORY / "Makefile").read_text("utf-8")
    named = set(re.findall(r"(?:`|^)make ([a-z]+)", README, re.MULTILINE))
    assert named >= {"site", "test", "serve"}
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in named)


def test_where_the_folder_was_moved_its_environment_is_made_anew(tmp_path: Path) -> None:
    """One that was set up here is used as it is; commands in one from elsewhere would lead nowhere."""

    def planned() -> str:
        return subprocess.run(
            ["make", "-n", "site"], cwd=tmp_path, capture_output=True, text=True, check=True
        ).stdout

    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copyfile(REPOSITORY / name, tmp_path / name)
    assert "-m venv  .venv" in planned()
    stamp = tmp_path / ".venv" / ".site"
    stamp.parent.mkdir()
    stamp.write_text(f"{tmp_path.resolve()}\n")
    assert "-m venv" not in planned()
    stamp.write_text(f"{tmp_path.resolve()}-before\n")
    assert "-m venv --clear .venv" in planned()
