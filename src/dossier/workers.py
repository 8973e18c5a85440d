"""The same work on many parts of a dossier: by several processes where that pays, else one by one.

Processes are forked when everything that the work needs is in memory, so that nothing large is sent to
them; each sends back what it made of a part. Where the system cannot fork (Windows, and macOS, whose
libraries do not stand it), one process does all.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from dossier.diagnostics import DossierError

Shared = TypeVar("Shared")
Part = TypeVar("Part")
Result = TypeVar("Result")

_inherited: list[tuple[Callable[[Any, Any], Any], Any]] = []
"""What forked processes find in memory: the work, and what all parts of it need."""


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def can_fork() -> bool:
    """Whether processes may be forked here."""
    return sys.platform.startswith(("linux", "freebsd")) and hasattr(os, "fork")


def each(
    work: Callable[[Shared, Part], Result], shared: Shared, parts: Sequence[Part], jobs: int
) -> Iterator[Result]:
    """`work(shared, part)` of every part, in the order of the parts, by at most `jobs` processes.

    As many as there are processors, where `jobs` is 0. Results are sent between processes, so they
    must be picklable; `shared` need not be. What a worker raises is raised here; DossierError where
    the system ends one.
    """
    jobs = min(jobs or processors(), len(parts))
    if jobs < 2 or not can_fork():
        yield from (work(shared, part) for part in parts)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - small dossiers need none
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415
    from multiprocessing import get_context  # noqa: PLC0415

    _inherited.append((work, shared))
    # What is in memory now stays: to search it for garbage would only copy it into every process.
    # `memory.lasting` takes it up again when a server builds the next time.
    gc.freeze()
    try:
        with ProcessPoolExecutor(jobs, mp_context=get_context("fork"), initializer=_begin) as pool:
            try:
                yield from pool.map(_do, parts)
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
    except BrokenProcessPool:
        raise DossierError(
            "the system ended a process of the build, perhaps for want of memory; try --jobs 1"
        ) from None
    finally:
        _inherited.pop()


def _begin() -> None:
    """An interrupt is for the process that was started by hand; it ends the others.

    So does its own end, however it comes: nobody else would.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process  # noqa: PLC0415 - only workers need it

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(part: Any) -> Any:
    work, shared = _inherited[-1]
    return work(shared, part)


def in_parts(items: Sequence[Part], size: int) -> list[Sequence[Part]]:
    """The items in parts of at most `size`, in order."""
    return [items[start : start + size] for start in range(0, len(items), size)]
