"""The words of the program itself: months, formats and headings, which give nobody away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


def program_texts() -> Iterator[str]:
    """What the program's own modules hold."""
    for path in sorted(Path(__file__).parents[1].rglob("*.py")):
        yield path.read_text("utf-8")
