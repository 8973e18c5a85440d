"""Progress: a bar on a terminal after a moment, times where asked, nothing in a pipe."""

from __future__ import annotations

import io
import re
import sys

import pytest

from dossier.cli import progress
from dossier.cli.progress import Progress

STAGES = ["reading", "linking names", "laying out pages", "making pages", "writing"]
ADA = {"content/actors/ada.yml": "name: Ada\nkind: person\n"}


class Terminal(io.StringIO):
    """A standard error that is a terminal."""

    def isatty(self) -> bool:
        """Yes."""
        return True


def shown(stream: io.StringIO, monkeypatch, *, bar: bool = True, patience: float = 0) -> str:
    """What is written of one counted and one uncounted stage."""
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(progress, "PATIENCE", patience)
    with Progress(bar=bar, verbose=False) as step:
        step("reading", 0, 0)
        for number in range(1, 401):
            step("rendering", number, 400)
        step("writing", 0, 0)
    return stream.getvalue()


def test_a_terminal_gets_a_bar_for_what_is_counted(monkeypatch):
    """It goes up to the end, and only what has a number has one."""
    text = shown(Terminal(), monkeypatch)
    assert "Rendering  [####" in text
    assert "100%" in text
    assert "Reading" not in text
    assert "Writing" not in text


@pytest.mark.parametrize(
    ("stream", "options"),
    [(io.StringIO(), {}), (Terminal(), {"bar": False}), (Terminal(), {"patience": 60})],
)
def test_a_pipe_and_quick_work_and_quiet_get_none(stream, options, monkeypatch):
    """Not a byte."""
    assert shown(stream, monkeypatch, **options) == ""


def test_verbose_tells_the_time_of_each_stage(make_site, run):
    """On standard error, in order; the result on standard output stays what it is."""
    site = make_site(ADA)
    ran = run("build", "--verbose", "--site", site)
    lines = [re.sub(r"\d+\.\d\d s$", "N", line) for line in ran.stderr.splitlines()]
    assert lines == [f"{stage}: N" for stage in STAGES]
    assert ran.stdout.count("\n") == 1
    ran = run("check", "--verbose", "--site", site)
    assert "comparing quotes: " in ran.stderr
    assert ran.stdout == "no problems\n"


def test_quiet_prints_findings_only(make_site, run):
    """Nothing where there is none."""
    ran = run("check", "--quiet", "--site", make_site(ADA))
    assert (ran.code, ran.stdout, ran.stderr) == (0, "", "")
    ran = run("check", "--quiet", "--site", make_site({"content/actors/ada.yml": "name: Ada\n"}))
    assert ran.code == 1
    assert "error[missing-key]" in ran.stderr
