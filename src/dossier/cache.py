"""What pure functions made, kept from one build to the next by a digest of all they were given.

A preview's process notes things besides by other keys: how a file looked, the very object it asks about.
Knows nothing of dossiers. What is kept is never trusted by its name alone: each value carries a
keyed sum, so that one which was damaged, cut short, made by another version of the program or
brought along by somebody else's folder is simply made again. The key of the sums lies in the
user's own cache folder, outside any dossier.
"""

from __future__ import annotations

import contextlib
import copyreg
import hashlib
import hmac
import io
import os
import pickle
import secrets
import sqlite3
import sys
import sysconfig
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cache as once
from pathlib import Path
from typing import Any, TypeVar

from dossier.state import own_folder, state_of

T = TypeVar("T")
R = TypeVar("R")
_FILE = "made.sqlite"
_SUM = 16
"""Bytes of a keyed sum."""
_ROOM = 16_000_000
"""Bytes of values that nobody used in the last build and that stay all the same."""


_reducers: dict[type, Callable[[Any], Any]] = copyreg.dispatch_table.copy()


def digest(*parts: bytes) -> bytes:
    """A key: the sum of some bytes, each told apart from the next."""
    whole = hashlib.blake2b(digest_size=20)
    for part in parts:
        whole.update(len(part).to_bytes(8, "little"))
        whole.update(part)
    return whole.digest()


def written(value: object) -> bytes:
    """The bytes of a value, the same for equal values whatever they share or were made from.

    Sets have no order of their own, so a value must hold none.
    """
    out = io.BytesIO()
    pickler = pickle.Pickler(out, 5)
    # Without references to what came before: whether two equal parts are one object says nothing.
    pickler.fast = True
    pickler.dispatch_table = _reducers
    pickler.dump(value)
    return out.getvalue()


def written_by_sum(kind: type[T], told: Callable[[T], str]) -> None:
    """Among the bytes of a value (`written`) its sum shall stand for each part of this kind."""
    _reducers[kind] = lambda part: (str, (told(part),))


def sum_of(value: object) -> bytes:
    """A digest of a value: the same for equal ones."""
    return digest(written(value))


class Cache:
    """Remembers nothing: what is asked for is always made."""

    remembers = False
    notes = False
    """Whether what is noted is there when it is asked for the next time."""

    def may_know(self) -> bool:
        """Whether anything may be there that an earlier build made."""
        return self.remembers

    def get(self, _key: bytes) -> Any:
        """The value kept under a key, or None."""
        return None

    def put(self, key: bytes, value: object) -> None:
        """Keeps a value that is not None, which nobody changes any more."""

    def use(self, keys: Iterable[bytes]) -> None:
        """Notes that another process used these."""

    def recall(self, _key: Hashable) -> Any:
        """What was noted under a key as long as the process lives, or None."""
        return None

    def note(self, key: Hashable, value: object) -> None:
        """Notes what is not to outlive the process: it may hold what must not be written to the disk."""

    def begin(self) -> None:
        """A round begins: what was noted before the last one, and not recalled since, is forgotten."""

    def let_go(self) -> None:
        """What was forgotten goes: of a large dossier it takes its time, and so waits until nobody does."""

    def once(self, name: str, thing: T, make: Callable[[T], R]) -> R:
        """What `make` makes of a thing; of the very same thing once, as long as the process lives."""
        known = self.recall((name, id(thing)))
        if known is None or known[0] is not thing:
            # With the thing, so that no other gets its number meanwhile.
            known = thing, make(thing)
            self.note((name, id(thing)), known)
        made: R = known[1]
        return made

    def each(self, name: str, things: Mapping[str, T], make: Callable[[T], R]) -> dict[str, R]:
        """What `make` makes of each of some things, by the same keys; of the very same thing once.

        Of the very same mapping it is the very same one.
        """
        known: tuple[Mapping[str, T], dict[str, R]] | None = self.recall(("each", name))
        before, done = known or (dict[str, T](), dict[str, R]())
        if before is not things:
            done = {
                key: done[key] if before.get(key) is thing else make(thing)
                for key, thing in things.items()
            }
            self.note(("each", name), (things, done))
        return done

    def save(self) -> None:
        """Keeps for the next build what was put or used in this one."""

    def close(self) -> None:
        """Lets go of what is open; it is opened again where it is asked."""


class _Generations:
    """Values by key, each kept as long as it is asked for in every generation or the next."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, Any] = {}
        self._before: dict[Hashable, Any] = {}
        self._gone: list[dict[Hashable, Any]] = []

    def get(self, key: Hashable) -> Any:
        value = self._kept.get(key)
        if value is None:
            value = self._before.get(key)
            if value is not None:
                self._kept[key] = value
        return value

    def put(self, key: Hashable, value: object) -> None:
        self._kept[key] = value

    def age(self) -> None:
        if len(self._gone) > 1:  # nobody has had the time for it
            self._gone.clear()
        self._gone.append(self._before)
        self._before, self._kept = self._kept, {}

    def let_go(self) -> None:
        self._gone.clear()


class Memory(Cache):
    """Remembers as long as the process lives: the values themselves, of the last two builds."""

    remembers = True
    notes = True

    def __init__(self) -> None:
        """Empty."""
        self._values = _Generations()
        self._notes = _Generations()

    def get(self, key: bytes) -> Any:
        """The value kept under a key, or None."""
        return self._values.get(key)

    def put(self, key: bytes, value: object) -> None:
        """Keeps a value."""
        self._values.put(key, value)

    def use(self, keys: Iterable[bytes]) -> None:
        """Notes that another process used these."""
        for key in keys:
            self._values.get(key)

    def recall(self, key: Hashable) -> Any:
        """What was noted under a key, or None."""
        return self._notes.get(key)

    def note(self, key: Hashable, value: object) -> None:
        """Notes a value."""
        self._notes.put(key, value)

    def begin(self) -> None:
        """What was neither noted nor recalled since the round before the last is forgotten."""
        self._notes.age()

    def let_go(self) -> None:
        """What was forgotten goes."""
        self._notes.let_go()

    def save(self) -> None:
        """What was neither put nor used since the save before the last is forgotten."""
        self._values.age()
        self._values.let_go()


class Store(Cache):
    """Remembers on disk: one file in the dossier's cache folder, readable by its owner only.

    Whatever goes wrong with the file, the build goes on without it.
    """

    remembers = True

    def __init__(self, folder: Path, key: bytes) -> None:
        """`key` is what the sums are made with: who does not know it cannot put anything here."""
        self._file = folder / _FILE
        self._key = key
        self._used: set[bytes] = set()
        self._new: dict[bytes, object] = {}
        self._open: tuple[int, sqlite3.Connection | None] = (0, None)
        self._is_taken = False
        self._of_others: list[sqlite3.Connection | None] = []

    @classmethod
    def of(cls, site: Path) -> Cache:
        """The store of a site, or where none can be kept one that remembers nothing."""
        try:
            key = _secret(_user_folder())
            return cls(own_folder(site), digest(key, program_state()))
        except OSError:
            return Cache()

    def may_know(self) -> bool:
        """Whether anything is in the file."""
        with contextlib.suppress(sqlite3.Error):
            connection = self._connection()
            return bool(connection and connection.execute("SELECT 1 FROM made LIMIT 1").fetchone())
        return False

    def get(self, key: bytes) -> Any:
        """The value kept under a key, or None."""
        value = self._new.get(key)
        if value is not None:
            return value
        row = self._row(key)
        if row is None:
            return None
        body = memoryview(row)[_SUM:]
        if not hmac.compare_digest(self._sum(key, body), bytes(row[:_SUM])):
            return None
        try:
            value = pickle.loads(body)  # noqa: S301 - this program's own, by its keyed sum
        except Exception:  # noqa: BLE001 - of another version of some library: made again
            return None
        self._used.add(key)
        return value

    def put(self, key: bytes, value: object) -> None:
        """Keeps a value."""
        self._new[key] = value

    def use(self, keys: Iterable[bytes]) -> None:
        """Notes that another process used these."""
        self._used.update(keys)

    def save(self) -> None:
        """Writes what is new; what has not been used goes when it takes more room than the rest."""
        connection = self._connection(create=bool(self._new))
        if connection is None:
            return
        with contextlib.suppress(sqlite3.Error):
            with connection:
                # One by one: of a large dossier all together are as large as what they are made of.
                rows = (self._row_of(key, value) for key, value in self._new.items())
                connection.executemany("INSERT OR REPLACE INTO made VALUES (?, ?)", rows)
                self._make_room(connection)
            self._used |= self._new.keys()
            self._new.clear()

    def close(self) -> None:
        """Lets go of the file; it is opened again where it is asked."""
        process, connection = self._open
        if connection is not None and process == os.getpid():
            with contextlib.suppress(sqlite3.Error):
                connection.close()
        self._open = (0, None)

    def _make_room(self, connection: sqlite3.Connection) -> None:
        sizes: dict[bytes, int] = dict(connection.execute("SELECT key, length(value) FROM made"))
        used = self._used | self._new.keys()
        idle = sizes.keys() - used
        if sum(map(sizes.__getitem__, idle)) > _ROOM + sum(sizes.get(key, 0) for key in used):
            connection.executemany("DELETE FROM made WHERE key = ?", [(key,) for key in idle])

    def _row_of(self, key: bytes, value: object) -> tuple[bytes, bytes]:
        body = pickle.dumps(value, 5)
        return (key, self._sum(key, body) + body)

    def _sum(self, key: bytes, body: bytes | memoryview) -> bytes:
        return hashlib.blake2b(body, key=self._key, salt=key[:16], digest_size=_SUM).digest()

    def _row(self, key: bytes) -> bytes | None:
        connection = self._connection()
        if connection is None:
            return None
        try:
            found = connection.execute("SELECT value FROM made WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error:
            connection.close()
            self._open = (os.getpid(), None)
            return None
        row = found[0] if found else None
        return row if isinstance(row, bytes) and len(row) > _SUM else None

    def _connection(self, *, create: bool = False) -> sqlite3.Connection | None:
        """One for each process: none may be carried from one to another."""
        process, connection = self._open
        if process != os.getpid():
            # One that came with a fork belongs to another process, which alone may close it.
            self._of_others.append(connection)
            connection = self._connect() if self._file.exists() else None
            self._open = (os.getpid(), connection)
        if connection is None and create and not self._is_taken:
            # What was there could not be used.
            with contextlib.suppress(OSError):
                self._file.unlink(missing_ok=True)
                os.close(os.open(self._file, os.O_WRONLY | os.O_CREAT, 0o600))
                connection = self._connect()
                self._open = (os.getpid(), connection)
        return connection

    def _connect(self) -> sqlite3.Connection | None:
        if self._file.is_symlink():
            return None
        connection = None
        try:
            connection = sqlite3.connect(self._file, timeout=0.5)
            # After a loss of power the sums tell what is whole.
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("CREATE TABLE IF NOT EXISTS made (key BLOB PRIMARY KEY, value BLOB)")
        except sqlite3.Error as problem:
            # Another build may be writing: what it has is not to be thrown away.
            self._is_taken = isinstance(problem, sqlite3.OperationalError)
            if connection is not None:
                connection.close()
            return None
        return connection


def _user_folder() -> Path:
    named = os.environ.get("XDG_CACHE_HOME", "")
    try:
        return (Path(named) if os.path.isabs(named) else Path.home() / ".cache") / "dossier"
    except RuntimeError as problem:  # no home folder
        raise OSError(str(problem)) from None


def _secret(folder: Path) -> bytes:
    """The user's key, made at the first use. Raises OSError where it cannot be kept."""
    path = folder / "key"
    with contextlib.suppress(FileNotFoundError):
        if hasattr(os, "getuid") and path.stat().st_uid != os.getuid():
            raise OSError("of another user")
        key = path.read_bytes()
        if len(key) == 32:
            return key
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = folder / f"key.{os.getpid()}"
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(32))
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
    return path.read_bytes()


@once
def program_state() -> bytes:
    """A digest of the program and of the libraries beside it: another version makes other values."""
    package = Path(__file__).parent
    libraries = sysconfig.get_path("purelib")
    lines = [*state_of(str(package)), *state_of(libraries, depth=1)]
    return digest(
        sys.version.encode(), *(line.encode("utf-8", "surrogateescape") for line in sorted(lines))
    )
