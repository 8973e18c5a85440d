"""Work done by the workers of a Dask cluster; only importer of distributed.

They share neither memory nor disk with us. What all parts need is pickled once, sent to every worker
once and unpickled there once; results come back packed, in order, and only so many are under way as
the workers keep busy. A worker that ends costs its parts another try elsewhere. Nothing is connected
to but the scheduler, through which all comes and goes.
"""

from __future__ import annotations

import asyncio
import logging
import pickle
import re
import sys
import threading
import zlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from dossier.cache import digest
from dossier.diagnostics import DossierError
from dossier.memory import seldom_searched
from dossier.workers import Local, Part, Result, Shared

try:
    import dask
    import distributed
    from distributed.client import FutureCancelledError
    from distributed.scheduler import KilledWorker
except ModuleNotFoundError:
    raise DossierError(
        "a Dask cluster needs the package distributed: pip install 'annotated-dossier[dask]'"
    ) from None

_ADDRESS = re.compile(r"(?:(?:tcp|tls)://)?(?:\[[0-9a-fA-F:.]+\]|[^\s:/\[\]@]+):[0-9]{1,5}")
_PATIENCE = 10
"""Seconds until a scheduler answers, and until it has a worker."""
_RETRIES = 2
"""So often a part is tried again that failed, as where a worker's disk is full."""
_ROUNDS = 3
"""So often in vain all is sent anew when no worker is left that had it."""
_UNDER_WAY = 64
"""So many parts for each thread of the workers: their results (about 1 MB each) wait with them."""
_AT_ONCE = 8
"""So many results at most are fetched together."""
_SETTINGS = {
    # A part with long texts is no mistake.
    "distributed.admin.large-graph-warning-threshold": "1GiB",
    "distributed.comm.retry.count": 2,
}


class Setup(NamedTuple):
    """What runs somewhere: where it is the same, so are the bytes it makes."""

    python: str
    dossier: str
    libraries: tuple[tuple[str, str], ...]

    def differs(self, other: Setup) -> str:
        """What is another version in `other`, in words; "" where nothing is."""
        if self.python != other.python:
            return f"Python {other.python}, and here {self.python}"
        if self.dossier != other.dossier:
            return "another version of dossier than here"
        for (name, ours), (_, theirs) in zip(self.libraries, other.libraries, strict=False):
            if ours != theirs:
                return f"{name} {theirs}, and here {ours}"
        return ""


@cache
def setup() -> Setup:
    """What runs here."""
    package = Path(__file__).parent
    texts = (path.read_bytes() for path in sorted(package.rglob("*.py")))
    asked = (
        re.match(r"[\w.-]+", line)
        for line in metadata.requires("annotated-dossier") or ()
        if "extra" not in line
    )
    libraries = sorted(found[0] for found in asked if found)
    return Setup(
        "{}.{}".format(*sys.version_info),
        digest(*texts).hex(),
        tuple((name, metadata.version(name)) for name in libraries),
    )


@dataclass(frozen=True)
class Cluster:
    """The workers that the scheduler at an address has; `near` does what needs this machine."""

    address: str
    near: Local
    is_far = True

    def check(self) -> None:
        """Raises DossierError where nobody is there who could do the work, or who would do it otherwise."""
        with self._connected():
            pass

    def each(
        self, work: Callable[[Shared, Part], Result], shared: Shared, parts: Sequence[Part]
    ) -> Iterator[Result]:
        """`work(shared, part)` of every part, in the order of the parts; a single one is done near."""
        if len(parts) < 2:
            yield from self.near.each(work, shared, parts)
            return
        packed = zlib.compress(pickle.dumps((work, shared), 5), 1)
        done = failures = 0
        while failures < _ROUNDS:
            try:
                for result in self._round(packed, parts[done:]):
                    done, failures = done + 1, 0
                    yield result
            except FutureCancelledError:  # all who had what every part needs have ended
                failures += 1
            else:
                return
        raise DossierError(
            f"the workers at {self.address} end again and again, perhaps for want of memory"
        )

    def _round(self, packed: bytes, parts: Sequence[Any]) -> Iterator[Any]:
        with self._connected() as client, self._losses():
            threads = sum(client.nthreads().values())
            sent = client.scatter(packed, broadcast=True, hash=False)
            given = (setup(), digest(packed), sent)
            waiting = (
                client.submit(_do, *given, part, retries=_RETRIES, pure=False) for part in parts
            )
            under_way = deque(islice(waiting, max(1, threads) * _UNDER_WAY))
            while under_way:
                ready = [under_way.popleft()]
                while under_way and under_way[0].done() and len(ready) < _AT_ONCE:
                    ready.append(under_way.popleft())
                results = client.gather(ready)
                under_way.extend(islice(waiting, len(ready)))
                for result in results:
                    yield pickle.loads(zlib.decompress(result))  # noqa: S301 - whom we send work we trust
            client.run(_forget, digest(packed), on_error="ignore")

    @contextmanager
    def _connected(self) -> Iterator[distributed.Client]:
        """The scheduler, with workers that are set up as we are."""
        if not _ADDRESS.fullmatch(self.address):
            raise DossierError(
                f"dask={self.address}: no address of a scheduler, such as tcp://192.0.2.7:8786"
            )
        # What is lost and found again is told by what comes of it.
        for name in ("distributed", "distributed.client"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        with dask.config.set(_SETTINGS):
            try:
                # A Client that finds none there takes half a minute to end, and then complains.
                with ThreadPoolExecutor(1) as apart:  # whoever calls us may have a loop of his own
                    kind = apart.submit(asyncio.run, _who_answers(self.address)).result()
            except Exception as problem:  # noqa: BLE001 - what answers there may be anything
                raise DossierError(
                    f"no Dask scheduler answers at {self.address}: {str(problem) or 'too late'}"
                ) from None
            if kind != "Scheduler":
                raise DossierError(
                    f"at {self.address} answers no Dask scheduler, but a {kind.lower()}"
                )
            with distributed.Client(
                self.address, timeout=_PATIENCE, set_as_default=False, direct_to_workers=False
            ) as client:
                self._look_at_workers(client)
                yield client

    def _look_at_workers(self, client: distributed.Client) -> None:
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
            setups = client.run(setup, on_error="return")
        except Exception as problem:  # noqa: BLE001 - distributed has many for what is lost
            raise DossierError(
                f"the Dask scheduler at {self.address} has no workers: {problem}"
            ) from None
        for worker, there in sorted(setups.items()):
            if not isinstance(there, Setup):
                raise DossierError(
                    f"the worker {worker} cannot run dossier: {there}; install annotated-dossier there,"
                    " in the same version as here"
                )
            if other := setup().differs(there):
                raise DossierError(f"the worker {worker} has {other}; give it what is here")

    @contextmanager
    def _losses(self) -> Iterator[None]:
        """What cannot go on, in words."""
        try:
            yield
        except KilledWorker as problem:
            raise DossierError(
                f"one part of the work ended {problem.allowed_failures + 1} workers at {self.address},"
                " perhaps for want of memory"
            ) from None
        except ModuleNotFoundError as problem:
            raise DossierError(
                f"a worker at {self.address} cannot run dossier: {problem}"
            ) from None
        except OSError as problem:
            raise DossierError(
                f"the Dask scheduler at {self.address} was lost: {problem}"
            ) from None


async def _who_answers(address: str) -> str:
    """What kind of server is there. Raises what is raised where there is none of Dask."""
    async with (
        asyncio.timeout(_PATIENCE + 1),
        distributed.rpc(address, timeout=_PATIENCE) as server,
    ):
        identity = await server.identity()
    return str(identity["type"])


_at_work = threading.Lock()
_unpacked: dict[bytes, tuple[Callable[[Any, Any], Any], Any]] = {}
"""On a worker: what was sent for all parts of a build."""
_BUILDS = 2
"""Of so many builds at a time."""


def _do(ours: Setup, name: bytes, packed: bytes, part: Any) -> bytes:
    """On a worker: what it makes of a part.

    One at a time, whatever threads it has: they would only wait for each other, and nothing here is made
    for several.
    """
    with _at_work, seldom_searched():
        if name not in _unpacked:
            if other := ours.differs(setup()):
                raise DossierError(f"a worker of the cluster has {other}; give it what is here")
            while len(_unpacked) >= _BUILDS:
                del _unpacked[next(iter(_unpacked))]
            _unpacked[name] = pickle.loads(zlib.decompress(packed))  # noqa: S301 - sent by whoever may run anything here
        work, shared = _unpacked[name]
        try:
            return zlib.compress(pickle.dumps(work(shared, part), 5), 1)
        except OSError as problem:
            raise DossierError(f"a worker of the cluster: {problem}") from problem


def _forget(name: bytes) -> None:
    """On a worker: the build has what it wanted."""
    _unpacked.pop(name, None)
