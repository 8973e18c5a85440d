"""Where findings stand: line and column of what is wrong, in YAML however it is written."""

from __future__ import annotations

import json
from typing import Any

import pytest

RECORD = {"content/sources/arena-sale.yml": "title: S\n"}


def places(run: Any, site: object, code: str) -> list[tuple[int, int]]:
    """Line and column of each finding of a kind."""
    told = json.loads(run("check", "--format", "json", "--site", site).stdout)
    return [(f["line"], f["column"]) for f in told if f["code"] == code]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        # One that is right stands before those that are not.
        ("body: Says [@arena-sale] and [@ arena-sale] and [@arena-sale, p. 3].\n", [(3, 30), (3, 49)]),
        # The same twice, in two texts of one file.
        ("body: A [@arena-sale] [@ x] [@ x]\nsummary: See [@ x]\n", [(3, 23), (3, 29), (4, 14)]),
        # A line's end within, as YAML folds it.
        ("body: >-\n  Says [@arena-sale] and [@arena-sale,\n  p. 3] [@arena-sale; arena-sale]\n", [(4, 26), (5, 9)]),
        # Quotation marks, as YAML writes them.
        ('body: "A [@arena-sale] [@arena-sale p. 1: \\"x\\"]"\n', [(3, 24)]),
        ("body: 'A [@arena-sale] [@arena-sale p. 1: ''x'']'\n", [(3, 24)]),
        # Never closed.
        ("body: A [@arena-sale] and [@arena-sale p. 3\n", [(3, 27)]),
        ("body: |\n  A [@arena-sale] and [@ `x` y]\n", [(4, 5)]),
    ],
)  # fmt: skip
def test_each_citation_that_cannot_be_read_is_found_where_it_stands(
    make_site: Any, run: Any, body: str, wanted: list[tuple[int, int]]
) -> None:
    """One finding for each; none at a citation that is right, but where code hides the rest of one."""
    site = make_site({**RECORD, "content/actors/ada.yml": f"name: Ada\nkind: person\n{body}"})
    assert places(run, site, "bad-citation") == wanted
