"""Runs commands of `dossier`, each in a process of its own that is forked from one which has imported all.

So a command takes what it does, and not the half second that Python needs to read its modules: the tests
run some two thousand. Started as a program, this is the process that is forked: it reads a request from each
line of its input, and answers with a line when the command has ended.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import click

READY = "ready"


class Ran(NamedTuple):
    """What a command left."""

    code: int
    stdout: str
    stderr: str


class Commands:
    """A process that has imported everything, and what it is asked to run."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", __file__],
            env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self._answer() == READY

    def _answer(self) -> str | int:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "the process that runs commands has ended"
        return json.loads(line)

    def run(self, arguments: list[str], cwd: Path | None, timeout: float, *, bound: bool) -> Ran:
        """Runs one, and waits for it; a command that takes longer than `timeout` (seconds) fails the test.

        `bound`: permissions hold for it, even where an administrator runs the tests.
        """
        with tempfile.TemporaryDirectory() as folder:
            said = [os.path.join(folder, name) for name in ("out", "err")]
            request = [arguments, os.fspath(cwd or Path.cwd()), said, timeout, bound]
            assert self.process.stdin is not None
            self.process.stdin.write(json.dumps(request) + "\n")
            self.process.stdin.flush()
            code = self._answer()
            texts = [Path(path).read_bytes().decode() for path in said]
        assert code != -signal.SIGALRM, f"dossier {arguments} took longer than {timeout} s"
        return Ran(int(code), *texts)

    def close(self) -> None:
        """Ends the process."""
        self.process.communicate()


def main() -> None:
    """Answers requests until the input ends; in a forked process, runs the command and returns."""
    from dossier.cli import COMMANDS, cli

    for name in COMMANDS:
        cli.get_command(click.Context(cli), name)
    print(json.dumps(READY), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        child = os.fork()
        if not child:
            sys.exit(command(*request))
        _, status = os.waitpid(child, 0)
        print(json.dumps(os.waitstatus_to_exitcode(status)), flush=True)


def command(
    arguments: list[str], folder: str, said: list[str], timeout: float, bound: bool
) -> int | str | None:
    """Runs a command as `python -m dossier` does; returns what it exits with."""
    from dossier.cli import main as dossier

    for number, path in enumerate((os.devnull, *said)):
        flags = os.O_RDWR | os.O_CREAT if number else os.O_RDONLY
        os.dup2(os.open(path, flags, 0o600), number)
    os.chdir(folder)
    if bound:
        drop_rights()
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, timeout)
    sys.argv = ["dossier", *arguments]
    try:
        dossier()
    except SystemExit as end:
        return end.code
    return 0


def drop_rights() -> None:
    """Gives up an administrator's right to read and write whatever there is (capset(2), Linux)."""
    if sys.platform == "linux" and os.geteuid() == 0:
        header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # the third version; this process
        none = (ctypes.c_uint32 * 6)()
        assert ctypes.CDLL(None).capset(header, none) == 0


if __name__ == "__main__":
    main()
