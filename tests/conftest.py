"""What the tests share: small dossiers written to a folder, and the real command."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

import dossier

MINIMAL_CONFIG = "format: 1\ntitle: A small dossier\n"
AS_OF = "2026-01-15"
"""The day on which every test builds, unless it says otherwise."""


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    stdout: str
    stderr: str


@pytest.fixture
def make_site(tmp_path):
    """Writes a dossier of the given files into a folder of its own; a minimal config is added."""
    made = 0

    def make(files: dict[str, str | bytes]) -> Path:
        nonlocal made
        made += 1
        site = tmp_path / f"site-{made}"
        for name, content in {"site_config.yml": MINIMAL_CONFIG, **files}.items():
            path = site / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return site

    return make


@pytest.fixture(scope="session")
def run():
    """Runs the real command in a process of its own: `run("check", "--site", site)`."""
    environment = {
        key: value
        for key, value in os.environ.items()
        if key not in ("SOURCE_DATE_EPOCH", "PYTHONWARNINGS")
    }
    source = str(Path(dossier.__file__).parents[1])
    environment["PYTHONPATH"] = os.pathsep.join(
        filter(None, [source, environment.get("PYTHONPATH")])
    )
    environment["PYTHONUTF8"] = "1"

    def command(*arguments: object, cwd: Path | None = None, timeout: float = 30) -> Ran:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-m", "dossier", *map(str, arguments)],
            cwd=cwd, env=environment, capture_output=True, timeout=timeout, check=False,
        )  # fmt: skip
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return command


@pytest.fixture(scope="session")
def sites() -> Path:
    """The folder of whole small dossiers."""
    return Path(__file__).parent / "sites"
