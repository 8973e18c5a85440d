"""Builds that are killed, and builds that are started all at once: is the site ever a mixture of two?

usage: python bench/crashes.py kills [--rounds 200] [--seed 1] [--command]
       python bench/crashes.py starts [--processes 200]

`kills`: two states of a dossier are built in turn into one folder, by one process or two, each build
killed (SIGKILL) at a random moment: of the whole build, or of the short time in which its files are
put in place. Then the folder is looked at as the next run finds it: it must hold, byte for byte, a
clean build of one of the two, or (where nothing had been built) nothing. With `--command` it is the real
command that is killed.

`starts`: so many commands at the same time. One may build; it is held until the others have ended.

Linux and its like: processes are forked. Prints what it counted; exit code 1 where anything was wrong.
"""

from __future__ import annotations

import argparse
import datetime
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from dossier import cli, pipeline, printing
from dossier.builds import BuildOptions
from dossier.cache import Store
from dossier.write import recover

AS_OF = datetime.date(2026, 1, 15)
ACTORS = 40
PATIENCE = 120.0
"""Seconds after which nothing more is waited for."""
FIRST = 0.15
"""The share of builds into a folder where nothing is."""
Tree = Mapping[str, bytes]


def write_site(site: Path, number: int) -> None:
    """A dossier that says its number on every page; odd and even ones have other pages, too."""
    for folder in ("content", "static"):
        shutil.rmtree(site / folder, ignore_errors=True)
    files = {"site_config.yml": f"format: 1\ntitle: State {number}\n"}
    for actor in range(ACTORS):
        if actor % 4 == 3 and actor % 2 == number % 2:
            continue
        files[f"content/actors/a{actor}.yml"] = f"name: Actor Number{actor}\nkind: person\n"
    # What is a file in one state is a folder in the other.
    files["static/notes" if number % 2 else "static/notes/one.txt"] = f"State {number}\n"
    for path, text in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, "utf-8")


def tree(folder: Path) -> Tree:
    """Every file below a folder with its bytes; empty where there is none."""
    files = (path for path in folder.rglob("*") if not path.is_dir())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def forked(work: Callable[[], object]) -> int:
    """The number of a process that does the work."""
    number = os.fork()
    if number == 0:
        code = 70
        try:
            work()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    return number


class Kills:
    """A dossier in two states, what each looks like built, and the folder that both are built into."""

    def __init__(self, work: Path, seed: int, *, command: bool) -> None:
        self.dice, self.command = random.Random(seed), command
        self.site = work / "site"
        self.out = self.site / "build"
        self.clean: list[Tree] = []
        self.took = 0.0
        for number in (0, 1):
            began = time.perf_counter()
            self._build(number, work / f"clean-{number}")
            self.took = max(self.took, time.perf_counter() - began)
            self.clean.append(tree(work / f"clean-{number}"))
            pages = [data for path, data in self.clean[-1].items() if path.endswith(".html")]
            assert all(b"State %d" % number in page for page in pages)

    def _start(self, number: int, out: Path, jobs: int) -> int:
        write_site(self.site, number)
        if self.command:
            arguments = ["--site", self.site, "-o", out, "--as-of", str(AS_OF), "-j", str(jobs)]
            program = [sys.executable, "-m", "dossier", "build", *map(str, arguments)]
            return subprocess.Popen(program, stdout=subprocess.DEVNULL).pid
        options = BuildOptions(AS_OF, jobs=jobs)
        return forked(lambda: pipeline.build(self.site, out, options, cache=Store.of(self.site)))

    def _build(self, number: int, out: Path) -> None:
        self._finish(self._start(number, out, 1))

    def _finish(self, process: int) -> None:
        _, status = os.waitpid(process, 0)
        if os.waitstatus_to_exitcode(status):
            sys.exit("a build that nobody killed failed")

    def round(self, number: int) -> str:
        """One build, killed; what the folder held afterwards."""
        if self.dice.random() < FIRST:
            shutil.rmtree(self.out, ignore_errors=True)
        elif not self.out.exists():
            self._build(1 - number % 2, self.out)
        before = tree(self.out)
        process = self._start(number % 2, self.out, self.dice.choice((1, 2)))
        self._wait(process, aims=self.dice.random() < 0.5)
        os.kill(process, signal.SIGKILL)
        _, status = os.waitpid(process, 0)
        was_half_done = tree(self.out) not in (before, self.clean[number % 2])
        said = recover(self.out)
        after = tree(self.out)
        if after == self.clean[number % 2]:
            outcome = "the new site"
        elif after == before:
            outcome = "the old site" if before else "nothing yet"
        else:
            outcome = "MIXED"
        if was_half_done and said:
            outcome += ", completed from the journal"
        return outcome + ("" if os.WIFSIGNALED(status) else " (the build was done before)")

    def _wait(self, process: int, *, aims: bool) -> None:
        """Until some moment of the build; with `aims` one after its files begin to be put in place."""
        if not aims:
            time.sleep(self.dice.uniform(0, self.took))
            return
        journal = Path(f"{self.out.parent}/.{self.out.name}.stage-{process}/.dossier-journal.json")
        until = time.perf_counter() + self.took * 2
        while not journal.exists() and time.perf_counter() < until:
            pass
        until = time.perf_counter() + self.dice.uniform(0, 0.003)
        while time.perf_counter() < until:
            pass

    def close(self) -> list[str]:
        """What is left beside the folder after one more build."""
        self._build(0, self.out)
        return sorted(path.name for path in self.site.iterdir() if "stage" in path.name)


def kills(work: Path, rounds: int, seed: int, *, command: bool) -> bool:
    """Whether no killed build left a mixture, and nothing was left lying about."""
    # So small a dossier is made by one process otherwise.
    printing.FEW_PARTS, printing.PART = 0, 2
    trial = Kills(work, seed, command=command)
    outcomes = Counter(trial.round(number) for number in range(rounds))
    left = trial.close()
    for outcome, count in outcomes.most_common():
        print(f"{count:5} {outcome}")
    mixed = sum(count for outcome, count in outcomes.items() if outcome.startswith("MIXED"))
    print(f"{rounds} kills, {mixed} mixed sites; left beside the output: {left or 'nothing'}")
    return not mixed and not left


def starts(work: Path, processes: int) -> bool:
    """Whether one of so many commands built, and each of the rest was told so."""
    site, done = work / "site", work / "the-others-have-ended"
    write_site(site, 0)
    prepare = pipeline.prepare

    def held(*arguments: object, **named: object) -> object:
        until = time.monotonic() + PATIENCE
        while not done.exists() and time.monotonic() < until:
            time.sleep(0.01)
        return prepare(*arguments, **named)  # type: ignore[arg-type] # handed on as they came

    pipeline.prepare = held  # type: ignore[assignment] # of the same parameters

    def command(number: int) -> None:
        said = os.open(work / f"said-{number}", os.O_WRONLY | os.O_CREAT, 0o600)
        os.dup2(said, 1)
        os.dup2(said, 2)
        cli.main(["build", "--site", str(site), "--as-of", str(AS_OF), "-j", "1"])

    running = {forked(lambda n=number: command(n)): number for number in range(processes)}  # type: ignore[misc]
    codes: Counter[int] = Counter()
    told = 0
    while running:
        process, status = os.wait()
        code = os.waitstatus_to_exitcode(status)
        said = (work / f"said-{running.pop(process)}").read_text("utf-8")
        codes[code] += 1
        told += code == 3 and said.count("\n") == 1 and "another build" in said
        if len(running) == 1:
            done.touch()
    clean = work / "clean"
    pipeline.build(site, clean, BuildOptions(AS_OF))
    is_whole = tree(site / "build") == tree(clean)
    print(
        f"{processes} starts: {codes[0]} built, {codes[3]} were refused, {told} told why in a line"
    )
    print(f"the site is {'whole' if is_whole else 'NOT WHOLE'}; all exit codes: {dict(codes)}")
    return is_whole and codes[0] == 1 and told == codes[3] == processes - 1


def main() -> None:
    """Runs the trial that is asked for, in a folder of its own."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("trial", choices=["kills", "starts"])
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--command", action="store_true")
    parser.add_argument("--processes", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dossier-crashes-") as folder:
        if options.trial == "starts":
            is_good = starts(Path(folder), options.processes)
        else:
            is_good = kills(Path(folder), options.rounds, options.seed, command=options.command)
    sys.exit(not is_good)


if __name__ == "__main__":
    main()
