"""The figures that the handbook gives are those that are kept beside the benchmarks."""

from __future__ import annotations

import shutil
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]


def rows(path: str) -> list[str]:
    """The lines of the table of all figures."""
    text = (REPOSITORY / path).read_text("utf-8")
    return text[text.index("| what | wanted | measured |") :].split("\n\n")[0].splitlines()


def test_the_table_is_the_same_in_the_handbook_and_beside_the_benchmarks() -> None:
    """Whoever measures again changes both."""
    table = rows("docs/figures.md")
    assert len(table) > 20
    assert rows("bench/RESULTS.md") == table


def test_a_site_can_be_built_with_the_plain_theme_of_the_benchmark(tmp_path: Path, run) -> None:
    """What is measured beside Hugo's plain pages is a whole site: the example's, without a finding."""
    site = tmp_path / "site"
    shutil.copytree(REPOSITORY / "content", site / "content")
    shutil.copy(REPOSITORY / "site_config.yml", site)
    shutil.copytree(REPOSITORY / "bench/plain/templates", site / "templates")
    built = run("build", "--site", site)
    assert built.code == 0, built.stderr
    page = (site / "build/actors/el-mencho/index.html").read_text("utf-8")
    assert "<h2>Relations</h2>" in page
    assert "<figure" not in page
