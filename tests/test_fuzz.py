"""What fuzzing has found stays mended: every target takes its seeds and its findings."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

FUZZ = Path(__file__).parents[1] / "fuzz"


def targets():
    """The module of the targets, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("fuzz_targets", FUZZ / "targets.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MODULE = targets()
INPUTS = [
    (name, data)
    for name in MODULE.TARGETS
    for data in (
        *MODULE.SEEDS[name],
        *(path.read_bytes() for path in sorted((FUZZ / "findings" / name).glob("*"))),
    )
]


@pytest.mark.parametrize(("name", "data"), INPUTS)
def test_a_target_takes_what_was_found(name, data):
    """It raises nothing."""
    MODULE.TARGETS[name](data)


def test_every_target_has_seeds_and_a_line_in_the_makefile():
    """`make fuzz` runs them all."""
    assert set(MODULE.SEEDS) == set(MODULE.TARGETS)
    makefile = (FUZZ.parent / "Makefile").read_text("utf-8")
    (line,) = [line for line in makefile.splitlines() if line.startswith("FUZZ_TARGETS")]
    assert set(line.partition("=")[2].split()) == set(MODULE.TARGETS)


def test_a_target_sees_what_is_wrong(monkeypatch):
    """A script that were let through, and a mention of other words, would be findings."""
    with pytest.raises(AssertionError):
        MODULE._Safe().feed("<p><script>")
    with pytest.raises(AssertionError):
        MODULE._Safe().feed('<a href="javascript:x">')


def test_a_run_ends_by_itself(tmp_path):
    """After the seconds that it is given, and without an error where nothing was found."""
    done = subprocess.run(
        [sys.executable, FUZZ / "run.py", "dates", "1"],
        capture_output=True, text=True, check=False, timeout=60, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
