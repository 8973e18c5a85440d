"""What a build costs on a Dask cluster of this machine, against the same by as many local processes.

usage: python bench/cluster.py [--size 1000x5000]... [--runs 3] [--workers 2] [--work FOLDER]

Cold builds in turn: by `--jobs` processes, and by a scheduler and as many workers with one thread each,
all on this machine. So no time is won: what is measured is what it costs to send things. Printed are the medians
of wall time, and of the processor time of each side: what stays with the process that builds, and what
goes to others, which more workers would share.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import distributed
from corpus import WRITERS, Corpus

TICKS = os.sysconf("SC_CLK_TCK")
Processes = dict[str, list[subprocess.Popen]]


@dataclass(frozen=True)
class Cost:
    """Seconds of wall time, and of processor time."""

    wall: float
    here: float
    scheduler: float = 0.0
    workers: float = 0.0


def cpu(processes: list[subprocess.Popen]) -> float:
    """The processor time that processes have had, in seconds."""
    told = (Path(f"/proc/{p.pid}/stat").read_text().rpartition(")")[2].split() for p in processes)
    return sum((int(words[11]) + int(words[12])) / TICKS for words in told)


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[tuple[str, Processes]]:
    """A scheduler and its workers; its address and the processes."""
    file = folder / "scheduler.json"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = {**os.environ, "TMPDIR": str(folder)}

    def start(program: str, *options: str) -> subprocess.Popen:
        command = [sys.executable, "-m", f"distributed.cli.dask_{program}", "--no-dashboard"]
        return subprocess.Popen(
            [*command, "--scheduler-file", str(file), *options], env=environment, **quiet
        )

    scheduler = start("scheduler", "--host", "127.0.0.1", "--port", "0")
    options = ("--nthreads", "1", "--no-nanny", "--local-directory", str(folder))
    running = {
        "scheduler": [scheduler],
        "workers": [start("worker", *options) for _ in range(workers)],
    }
    try:
        while not file.exists():
            time.sleep(0.1)
        address = json.loads(file.read_text())["address"]
        with distributed.Client(address, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=60)
        yield address, running
    finally:
        for process in (*running["workers"], scheduler):
            process.kill()
            process.wait()


def build(site: Path, *options: str, running: Processes | None = None) -> Cost:
    """One cold build."""
    shutil.rmtree(site / "build", ignore_errors=True)
    shutil.rmtree(site / ".dossier-cache", ignore_errors=True)
    command = [sys.executable, "-m", "dossier", "build", "--quiet", "--site", str(site), *options]
    before = {kind: cpu(processes) for kind, processes in (running or {}).items()}
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    assert status == 0, f"{command} failed"
    others = {kind: cpu(processes) - before[kind] for kind, processes in (running or {}).items()}
    return Cost(wall, used.ru_utime + used.ru_stime, **others)


def told(name: str, costs: list[Cost]) -> str:
    """The medians."""
    columns = ("wall", "here", "scheduler", "workers")
    middles = (statistics.median(getattr(cost, column) for cost in costs) for column in columns)
    return f"  {name:8}" + "".join(
        f" {column} {middle:7.2f} s" for column, middle in zip(columns, middles, strict=True)
    )


def main() -> None:
    """Measures each size."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", action="append", help="actors x articles, such as 1000x5000")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--work", type=Path, default=None)
    options = parser.parse_args()
    work = options.work or Path(tempfile.mkdtemp())
    count = options.workers
    for size in options.size or ["100x500"]:
        site = work / size
        shutil.rmtree(site, ignore_errors=True)
        WRITERS["dossier"](Corpus(*map(int, size.split("x")), 1), site)
        near, far = [], []
        with cluster(work, count) as (address, running):
            for _ in range(options.runs):
                near.append(build(site, "--jobs", str(count)))
                far.append(build(site, "--executor", f"dask={address}", running=running))
        (work / "scheduler.json").unlink(missing_ok=True)
        print(size, told("local", near), told("dask", far), sep="\n", flush=True)


if __name__ == "__main__":
    main()
