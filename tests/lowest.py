"""Prints the lowest versions that pyproject.toml allows, as constraints for pip: see `make lowest`."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "pyproject.toml"


def lowest(requirements: list[str]) -> list[str]:
    """`name==1.2` for each `name>=1.2`."""
    found = (re.fullmatch(r"([\w.-]+)(?:\[[\w,]+\])?>=([\w.]+)", each) for each in requirements)
    return [f"{match[1]}=={match[2]}" for match in found if match]


if __name__ == "__main__":
    project = tomllib.loads(PROJECT.read_text("utf-8"))["project"]
    print(
        "\n".join(lowest([*project["dependencies"], *project["optional-dependencies"]["import"]]))
    )
