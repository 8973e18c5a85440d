"""The built pages before html-validate: every page of the example and of the tangled dossier."""

from __future__ import annotations

from pathlib import Path

import pytest
from kinds import LONG

pytestmark = pytest.mark.xdist_group("gates")

RULES = Path(__file__).parent / "node/html-validate.mjs"


def complaints(node, *pages: Path) -> list[str]:
    """What the validator says of these files or folders, a line each."""
    ran = node("html-validate/bin/html-validate.mjs", "-c", RULES, "-f", "text", *pages)
    assert ran.code in (0, 1), ran.stderr
    assert not ran.stderr
    return ran.stdout.splitlines()


@pytest.mark.parametrize("site", ["example", "winger"])
def test_every_page_is_valid(node, built, site: str) -> None:
    """No error of any rule that is not switched off with its reason."""
    assert complaints(node, built.folder / site) == []


def test_pages_of_long_lists_are_valid(node, built) -> None:
    """One of each kind; the others repeat it."""
    assert complaints(node, *(built.folder / "long" / page for page in LONG.values())) == []


def test_the_validator_sees_what_is_wrong(node, tmp_path) -> None:
    """An id twice, a name missing, a style in a line: the rules are in force."""
    page = tmp_path / "page.html"
    page.write_text(
        '<!doctype html>\n<html lang="en"><head><title>T</title></head><body>\n'
        '<p id="a" style="color: red">A</p><p id="a"><img src="a.png"></p></body></html>\n'
    )
    said = " ".join(complaints(node, page))
    for rule in ("no-dup-id", "wcag/h37", "no-inline-style"):
        assert rule in said
