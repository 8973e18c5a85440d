"""A build asks nobody and starts nobody: no socket, no program, no file written but its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import dossier

GUARD = """
import os, sys
ALLOWED = tuple(os.path.realpath(path) for path in sys.argv[1].split(os.pathsep))
FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile",
             "os.system", "pty.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.")
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES = ("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate")

def hook(event, given):
    if event.startswith(FORBIDDEN):
        raise PermissionError(f"GUARD: {event} {given!r}")
    writes = event == "open" and isinstance(given[0], str) and given[2] & WRITES
    if (writes or event in CHANGES) and not isinstance(given[0], int):  # opened under these eyes
        if given[0] != os.devnull and not os.path.realpath(given[0]).startswith(ALLOWED):
            raise PermissionError(f"GUARD: {event} {given!r}")

del sys.argv[1]
import multiprocessing.synchronize  # the semaphore that is tried at its import is no file of ours
sys.addaudithook(hook)
"""
RUN = GUARD + "import runpy; runpy.run_module('dossier', run_name='__main__', alter_sys=True)\n"


def guarded(code: str, allowed: list[Path], *words: object) -> subprocess.CompletedProcess[str]:
    """Python that may write below `allowed` only and open no socket; so may all that it forks."""
    paths = os.pathsep.join(map(str, allowed))
    source = str(Path(dossier.__file__).parents[1])
    return subprocess.run(
        [sys.executable, "-B", "-c", code, paths, *map(str, words)],
        capture_output=True, text=True, check=False, timeout=120,
        env={**os.environ, "PYTHONPATH": source},
    )  # fmt: skip


def large_site(make_site) -> Path:
    """So many records that a build divides the work among processes."""
    files = {
        f"content/sources/s{n}.yml": json.dumps(
            {"title": f"S{n}", "url": f"https://e.example/{n}", "words": 900,
             "excerpts": [{"quote": f"Ada Moreno came on day {n}."}]}
        )
        for n in range(130)
    }  # fmt: skip
    actors = {
        f"content/actors/a{n}.yml": f"name: Ada Moreno{n}\nkind: person\n" for n in range(600)
    }
    return make_site({**files, **actors, "content/pages/p.md": "[x](https://e.example/)\n"})


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_build_opens_no_socket_and_starts_no_program(make_site, jobs):
    """Its own workers are forked from it, and are guarded as it is; it writes to its own folders."""
    site = large_site(make_site)
    theme = Path(dossier.__file__).parents[2] / "templates" / "__pycache__"
    own = [site / "build", site / ".build", site / ".dossier-cache", theme]
    done = guarded(RUN, own, "build", "--site", site, "--jobs", jobs)
    assert done.returncode == 0, done.stderr
    assert "GUARD" not in done.stdout + done.stderr
    assert (site / "build/actors/a599/index.html").is_file()


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.socket()",
        "import socket; socket.getaddrinfo('e.example', 80)",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.posix_spawn('/bin/true', ['true'], {})",
        "import os; os.execv('/bin/true', ['true'])",
        "open('elsewhere.txt', 'w')",
        "import os; os.mkdir('elsewhere')",
        (
            "import os\npid = os.fork()\nif not pid:\n    import socket; socket.socket()\n"
            "sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))"
        ),
    ],
)  # fmt: skip
def test_the_guard_would_see_it(tmp_path, code):
    """Whatever a build must not do ends the guarded process, in a forked one too."""
    done = guarded(GUARD + code, [tmp_path])
    assert done.returncode == 1
    assert "GUARD" in done.stderr
