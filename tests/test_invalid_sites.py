"""Bad input, one small site a mistake: what `dossier check` says, word for word.

`UPDATE_GOLDEN=1 pytest tests/test_invalid_sites.py` writes what is printed now into each
`expected.txt`; read the difference before you keep it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

AS_OF = "2026-01-15"
INVALID = Path(__file__).parent / "sites" / "invalid"
CASES = sorted(path.name for path in INVALID.iterdir())


@pytest.mark.parametrize("case", CASES)
def test_check_says_what_is_wrong(case, run):
    """`check` reports the mistake exactly as `expected.txt` has it, with the right exit code."""
    folder = INVALID / case
    ran = run("check", "--site", folder, "--as-of", AS_OF)
    golden = folder / "expected.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(ran.stderr, "utf-8")
    assert ran.stderr == golden.read_text("utf-8")
    assert "Traceback" not in ran.stderr
    assert ran.stdout == ""
    assert ran.code == (1 if "error[" in ran.stderr else 0)
    assert ("error[" in ran.stderr) is not case.startswith("warning-")
