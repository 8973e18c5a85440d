"""Work shared by processes: the same results in the same order, and what happens when one fails."""

from __future__ import annotations

import datetime
import os
import signal
from pathlib import Path

import pytest

from dossier import linking, load, pipeline, printing
from dossier.builds import BuildOptions
from dossier.diagnostics import DossierError
from dossier.workers import Local, can_fork, in_parts, processors

AS_OF = datetime.date(2026, 1, 15)
forks = pytest.mark.skipif(not can_fork(), reason="this system cannot fork")


def _product(factor: int, numbers: range) -> tuple[int, list[int]]:
    return os.getpid(), [factor * number for number in numbers]


def _fail(shared: int, part: int) -> int:
    if part == shared:
        raise ValueError(f"part {part}")
    return part


def _die(shared: int, part: int) -> int:
    if part == shared:
        os.kill(os.getpid(), signal.SIGKILL)
    return part


@pytest.mark.parametrize("jobs", [1, 2, 3, 0])
def test_results_come_in_the_order_of_the_parts(jobs: int) -> None:
    """However many processes there are, and whichever is done first."""
    results = list(Local(jobs).each(_product, 3, in_parts(range(1_000), 7)))
    assert [n for _, part in results for n in part] == [3 * n for n in range(1_000)]


@forks
def test_others_do_the_work_where_several_may() -> None:
    """With one job nothing is forked; with two the work is done elsewhere."""
    parts = in_parts(range(100), 5)
    assert {process for process, _ in Local(1).each(_product, 1, parts)} == {os.getpid()}
    assert os.getpid() not in {process for process, _ in Local(2).each(_product, 1, parts)}
    assert processors() >= 1


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_a_worker_raises_is_raised(jobs: int) -> None:
    """Nothing is lost on the way, and the next work is done as ever."""
    with pytest.raises(ValueError, match="part 5"):
        list(Local(jobs).each(_fail, 5, range(10)))
    assert list(Local(jobs).each(_fail, -1, range(10))) == list(range(10))


@forks
def test_a_worker_that_the_system_ends_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    """For want of memory, mostly: one line that says what may help."""
    with pytest.raises(DossierError, match=r"--jobs 1"):
        list(Local(2).each(_die, 5, range(10)))
    assert "Traceback" not in capfd.readouterr().err


@forks
@pytest.mark.parametrize("site", ["components", "minimal"])
def test_two_processes_build_what_one_builds(
    sites: Path, site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same bytes, findings and number of links, with parts so small that both have work."""
    monkeypatch.setattr(printing, "FEW_PARTS", 0)
    monkeypatch.setattr(printing, "PART", 2)
    monkeypatch.setattr(linking, "ITEMS_AT_ONCE", 1)
    monkeypatch.setattr(load, "_FILES_AT_ONCE", 1)
    built, reports = [], []
    for jobs in (1, 2):
        out = tmp_path / f"by-{jobs}"
        reports.append(pipeline.build(sites / site, out, BuildOptions(AS_OF, jobs=jobs)))
        files = (path for path in sorted(out.rglob("*")) if path.is_file())
        built.append({path.relative_to(out).as_posix(): path.read_bytes() for path in files})
    assert built[0] == built[1]
    assert len(built[0]) > 10
    assert reports[0].diagnostics == reports[1].diagnostics
    assert (reports[0].links, reports[0].written) == (reports[1].links, reports[1].written)
