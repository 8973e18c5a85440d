"""The figures that the handbook gives are those that are kept beside the benchmarks."""

from __future__ import annotations

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
