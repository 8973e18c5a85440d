"""The process that reads what strangers wrote: bytes on standard input, JSON on standard output.

It has limits of memory, processor time and files, and from its first byte of input on it may neither
use the net nor start anything. `python -m dossier.importing.worker html|mhtml|pdf|bibtex|csl|ris`.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import sys
from typing import Any

from dossier.importing.material import Material, NotImported

MAX_MEMORY = 400_000_000
"""Bytes of memory that is the process's own; a page of 5 MB takes 100 MB, a PDF of 1,000 pages 50 MB."""
MAX_ADDRESSES = 1_000_000_000
"""Bytes of address space, libraries included: the limit that systems know which count no memory."""
MAX_PROCESSOR_SECONDS = 4
"""A page of 5 MB takes 1.1 seconds, a PDF of 300 pages 1, of 1,000 pages 3, a .bib of 5,000 entries 3.5."""
READERS = {
    "html": ("read_html", "read"),
    "mhtml": ("read_html", "read_mhtml"),
    "pdf": ("read_pdf", "read"),
    "bibtex": ("read_bibtex", "read"),
    "csl": ("read_bibliography", "read_csl"),
    "ris": ("read_bibliography", "read_ris"),
}
"""The module that reads a kind, and its function for that."""
_FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.remove",
              "os.rename", "os.mkdir", "shutil.", "ctypes.dlopen", "webbrowser.")  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR


def answer(kind: str, data: bytes) -> dict[str, Any]:
    """What the reader of a kind says of some bytes, as JSON has it."""
    try:
        module, function = READERS[kind]
        reader = importlib.import_module(f"dossier.importing.{module}")
        reader.prepare()
        lock()
        found: list[Material] = getattr(reader, function)(data)
    except ModuleNotFoundError as problem:
        return {"missing": (problem.name or "").partition(".")[0]}
    except NotImported as problem:
        return {"refused": str(problem)}
    except MemoryError:
        return {"exceeded": "memory"}
    except RecursionError:
        return {"exceeded": "nesting"}
    except Exception:  # noqa: BLE001 - the libraries raise nearly anything on broken input
        return {"exceeded": "crash"}
    return {"materials": [material.as_json() for material in found]}


def limit() -> None:
    """Takes memory, time and files from this process for good; on Windows only the time limit holds."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - only POSIX systems have it

        seconds = MAX_PROCESSOR_SECONDS
        limits = {
            resource.RLIMIT_AS: (MAX_ADDRESSES, MAX_ADDRESSES),
            resource.RLIMIT_DATA: (MAX_MEMORY, MAX_MEMORY),
            resource.RLIMIT_CPU: (seconds, seconds + 1),
            resource.RLIMIT_CORE: (0, 0),
            resource.RLIMIT_FSIZE: (0, 0),
        }
        for what, (soft, hard) in limits.items():
            with contextlib.suppress(ValueError, OSError):  # a limit that is lower already
                resource.setrlimit(what, (soft, hard))


def lock() -> None:
    """From now on no net, no other program, no writing: whatever asks for it gets an error."""

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(_FORBIDDEN):
            raise PermissionError(f"{event} is not for readers")
        if event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING:
            raise PermissionError("a reader writes no file")

    sys.addaudithook(refuse)


def run(kind: str) -> None:
    """Reads standard input to its end and answers on standard output."""
    sys.dont_write_bytecode = True
    limit()
    said = sys.stdout.buffer
    # What a library prints would stand in the answer.
    sys.stdout = sys.stderr
    said.write(json.dumps(answer(kind, sys.stdin.buffer.read())).encode())


if __name__ == "__main__":
    run(sys.argv[1])
