"""Reads what strangers wrote in a process of its own, with limits; a crash there is a message here."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from typing import Any

from dossier.importing.material import Material, NotImported, from_json
from dossier.importing.worker import MAX_PROCESSOR_SECONDS

MAX_SECONDS = 12
"""From the start of the process, on a machine that is busy, or that counts no processor time."""
INSTALL = "pip install 'annotated-dossier[import]'"


def read_confined(kind: str, data: bytes, *, seconds: float = MAX_SECONDS) -> list[Material]:
    """What the worker reads in some bytes of a kind. Raises NotImported with the reason."""
    # -P: no module is taken from the folder in which the command happens to run.
    command = [sys.executable, "-P", "-m", "dossier.importing.worker", kind]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module, a kind from our table
            command, input=data, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise _too_much("time", kind, seconds) from None
    except OSError as problem:
        raise NotImported(f"its reader cannot be started: {problem.strerror}") from None
    return _understood(done.returncode, done.stdout, kind)


def _understood(code: int, said: bytes, kind: str) -> list[Material]:
    answer: dict[str, Any] = {}
    with contextlib.suppress(ValueError, RecursionError):
        answer = json.loads(said)
    if code or not isinstance(answer, dict):
        raise _too_much("time" if code in _OUT_OF_TIME else "crash", kind)
    if name := answer.get("missing"):
        raise NotImported(f"reading this needs the package {name}: {INSTALL}")
    if name := answer.get("exceeded"):
        raise _too_much(str(name), kind)
    if message := answer.get("refused"):
        raise NotImported(str(message))
    try:
        return [from_json(value) for value in answer["materials"]]
    except (KeyError, TypeError, ValueError, AttributeError):
        raise _too_much("crash", kind) from None


_OUT_OF_TIME = (-24, 152)
"""Exit codes of a process that has used up its processor time: SIGXCPU, directly or through a shell."""


_INSTEAD = {
    "html": "save its text as a plain text file, and import that",
    "mhtml": "save it as HTML, or its text as a plain text file, and import that",
    "pdf": "save its text as a plain text file, or its pages in parts, and import that",
    "bibtex": "export it in parts, or as CSL JSON, and import that",
    "csl": "export it in parts, and import these",
    "ris": "export it in parts, or as CSL JSON, and import that",
}


def _too_much(what: str, kind: str, seconds: float = MAX_PROCESSOR_SECONDS) -> NotImported:
    reasons = {
        "time": f"reading it takes more than {seconds:g} seconds",
        "memory": "reading it takes more memory than is allowed",
        "nesting": "its parts are nested too deep",
        "crash": "its reader broke down on it",
    }
    return NotImported(f"{reasons.get(what, reasons['crash'])}; {_INSTEAD[kind]}")
