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
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

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


class Executor(Protocol):
    """Whoever does the work."""

    @property
    def near(self) -> Local:
        """Who does what needs this machine's memory and disk."""

    @property
    def is_far(self) -> bool:
        """Whether work is done where neither this process's memory nor its disk can be seen.

        Then `work` must be a function of a module, and `shared` and parts must be picklable.
        """

    def each(
        self, work: Callable[[Shared, Part], Result], shared: Shared, parts: Sequence[Part]
    ) -> Iterator[Result]:
        """`work(shared, part)` of every part, in the order of the parts.

        Results are sent between processes, so they must be picklable. What a worker raises is raised
        here; DossierError where one is lost and nobody can do its part.
        """


@dataclass(frozen=True)
class Local:
    """At most `jobs` processes of this machine; as many as there are processors, where it is 0."""

    jobs: int = 1
    is_far = False

    @property
    def near(self) -> Local:
        """Itself."""
        return self

    def each(
        self, work: Callable[[Shared, Part], Result], shared: Shared, parts: Sequence[Part]
    ) -> Iterator[Result]:
        """`work(shared, part)` of every part, in the order of the parts; `shared` need not be picklable."""
        jobs = min(self.jobs or processors(), len(parts))
        if jobs < 2 or not can_fork():
            return (work(shared, part) for part in parts)
        return _forked(work, shared, parts, jobs)


ALONE = Local(1)
"""This process."""


def _forked(
    work: Callable[[Shared, Part], Result], shared: Shared, parts: Sequence[Part], jobs: int
) -> Iterator[Result]:
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
