"""One edit in a preview: from the save of a profile to the page with the new words, against Hugo's server.

usage: python bench/serve.py [--size 1000x5000]... [--runs 9] [--hugo hugo] [--work FOLDER]

Both servers run on the same machine, and each rests while the other works. The profile of one actor is
changed in turn for both, and its page is asked for until it has the new words, 5 ms apart. Hugo has its
links made already, and draws plain pages. Printed are the medians, and their ratio with the spread of the
single pairs.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from build import Pair, pairs

OURS, THEIRS = 8731, 8732
LATER = 10.0
"""Seconds after an edit for what a server leaves for later."""
LONGEST = 300.0
"""Seconds that are waited for a page."""


@contextmanager
def running(command: list[str | Path], folder: Path) -> Iterator[None]:
    """A server, until the block ends."""
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def seconds_until(address: str, words: str) -> float:
    """How long it takes until a page has some words."""
    began = time.perf_counter()
    while (passed := time.perf_counter() - began) < LONGEST:
        try:
            with urllib.request.urlopen(address, timeout=LONGEST) as answer:
                if words.encode() in answer.read():
                    return time.perf_counter() - began
        except OSError:
            pass  # it does not listen yet
        time.sleep(0.005)
    sys.exit(f"{address} has no '{words}' after {passed:.0f} s")


def compare(pair: Pair, runs: int) -> None:
    """Edits in turn, and what they took."""
    profile = sorted((pair.ours / "content/actors").glob("*.yml"))[3]
    page = pair.theirs / "content/actors" / profile.stem / "_index.md"
    mine, other = profile.read_text(), page.read_text()
    ours = f"http://127.0.0.1:{OURS}/actors/{profile.stem}/"
    theirs = f"http://127.0.0.1:{THEIRS}/actors/{profile.stem}/"
    command = [sys.executable, "-m", "dossier", "serve", "--port", str(OURS)]
    hugo = [pair.hugo, "server", "--port", str(THEIRS), "--bind", "127.0.0.1", "--renderToMemory"]
    times: tuple[list[float], list[float]] = ([], [])
    with ExitStack() as both:
        both.enter_context(running([*command], pair.ours))
        print(f"  first page       {seconds_until(ours, '<html'):8.2f} s", flush=True)
        both.enter_context(running([*hugo], pair.theirs))
        print(f"  Hugo's           {seconds_until(theirs, '<html'):8.2f} s", flush=True)
        for run in range(runs):
            words = f"Edit number {run} of the profile."
            time.sleep(LATER)
            page.write_text(f"{other}\n\n{words}\n")
            times[1].append(seconds_until(theirs, words))
            time.sleep(LATER)
            profile.write_text(mine.replace("summary: ", f"summary: {words} ", 1))
            times[0].append(seconds_until(ours, words))
    profile.write_text(mine)
    page.write_text(other)
    ratios = [a / b for a, b in zip(*times, strict=True)]
    middles = [statistics.median(each) for each in times]
    print(
        f"  one edit         {middles[0]:8.2f} s   Hugo {middles[1]:8.2f} s"
        f"   ratio {middles[0] / middles[1]:5.2f} ({min(ratios):.2f} to {max(ratios):.2f})",
        flush=True,
    )


def main() -> None:
    """Compares every size asked for."""
    for pair, runs in pairs(__doc__ or "", 9):
        compare(pair, runs)


if __name__ == "__main__":
    main()
