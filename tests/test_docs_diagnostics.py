"""The handbook of diagnostics is complete, and what it shows is what the command prints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dossier.diagnostics import CODES

ROOT = Path(__file__).parents[1]
HANDBOOK = (ROOT / "docs" / "diagnostics.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## ([\w-]+)\n(.*?)(?=^## |\Z)", HANDBOOK, re.MULTILINE | re.DOTALL))
EXPECTED = {
    path.parent.name: path.read_text("utf-8")
    for path in sorted((ROOT / "tests" / "sites" / "invalid").glob("*/expected.txt"))
}

MADE_IN_TESTS = {
    "bad-file-name": "test_publish.py",
    "bad-picture": "test_pictures.py",
    "git-refuses": "test_publish.py",
    "not-utf8": "test_invalid_sites.py",
    "private-tracked": "test_invalid_sites.py",
    "unreadable": "test_invalid_sites.py",
    "unscanned-file": "test_leaks.py",
}
"""Codes whose files cannot be stored: odd bytes, a repository in a repository, broken names."""


def test_the_handbook_has_a_section_for_each_code_in_the_order_of_the_table():
    """Nobody who looks a code up finds nothing, and no section outlives its code."""
    assert list(SECTIONS) == list(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_section_says_what_why_and_how(code):
    """Each section gives the severity, the meaning, the reason, the remedy, and is in the list."""
    severity, line = CODES[code]
    assert f"\n{severity.value.capitalize()}: {line}.\n" in SECTIONS[code]
    for part in ("**What it means.**", "**Why it matters.**", "**How to mend it.**"):
        assert part in SECTIONS[code]
    assert f"- [`{code}`](#{code})\n" in HANDBOOK


@pytest.mark.parametrize("code", sorted(CODES))
def test_each_code_has_a_site_that_shows_it(code):
    """Where `check` can print a code, a small site or a test makes it do so."""
    marker = f"{CODES[code][0].value}[{code}]"
    if code in MADE_IN_TESTS:
        assert code in (ROOT / "tests" / MADE_IN_TESTS[code]).read_text("utf-8")
    else:
        assert [case for case, text in EXPECTED.items() if marker in text]


def test_every_code_is_one_that_some_module_gives():
    """A code that nothing prints any more leaves the table, and with it the handbook."""
    source = "".join(
        path.read_text("utf-8")
        for path in (ROOT / "src" / "dossier").rglob("*.py")
        if path.name != "diagnostics.py"
    )
    assert [code for code in CODES if f'"{code}"' not in source] == []


def test_every_finding_shown_is_one_that_is_printed():
    """The examples of the handbook are taken word for word from the golden files."""
    printed = "\n".join(EXPECTED.values())
    shown = re.findall(r"^```text\n((?:content|site_config|static|templates).*?)^```", HANDBOOK,
                       re.MULTILINE | re.DOTALL)  # fmt: skip
    assert len(shown) > 20
    assert [example for example in shown if example not in printed] == []


def test_the_handbooks_links_lead_somewhere():
    """Links to other pages of the handbook and to sections of this one exist."""
    prose = re.sub(r"^```.*?^```|``.*?``|`[^`]*`", "", HANDBOOK, flags=re.MULTILINE | re.DOTALL)
    targets = re.findall(r"\]\(([^)\s]+)\)", prose)
    assert "format.md" in targets
    for target in targets:
        page, _, section = target.partition("#")
        assert not page or (ROOT / "docs" / page).is_file()
        assert page or section in SECTIONS
