"""Whether anything has changed since the last build, told without building.

A build that would change nothing need not be made. What it would read is told by the names, sizes
and times of the files, as git and make do; what it would write is told by the same of the files
written. All of it comes down to two hashes in a small file, so that no name of an unpublished record is kept;
the findings of that build are kept with them, to be shown again.

Files whose time is so near to the build that a later change might not show are told by their
content. Whatever cannot be read, is damaged, of another version or of another user counts as changed.
This module imports next to nothing: it is what a build in which nothing changed costs.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import sysconfig
import time
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dossier.builds import BuildOptions, BuildReport, WriteReport
from dossier.state import FOLDER, own_folder, state_of
from dossier.write import MANIFEST, remains

_FORMAT = 2
_INPUTS = ("site_config.yml", "content", "templates", "static", "seeds", "docs")
_RACY = 2_000_000_000
"""Nanoseconds: the coarsest times of files in use are those of FAT, two seconds."""


@dataclass(frozen=True)
class Seen:
    """What the files that a build reads looked like at a moment (nanoseconds since 1970)."""

    digest: str
    moment: int


@dataclass(frozen=True)
class Kept:
    """The outcome of an earlier build that would come out the same now."""

    report: BuildReport
    """Recalled, it is without its findings."""
    findings: str
    """They as they are printed: thousands are put into words only once."""


def look(site: Path, moment: int | None = None) -> Seen:
    """What a build of `site` would read: now, or told as at the `moment` of an earlier look."""
    at = time.time_ns() if moment is None else moment
    digest = hashlib.sha256(repr((_FORMAT, sys.version)).encode())
    package = Path(__file__).parent
    # What is installed beside the package: a library in another version may write other pages.
    libraries = Path(sysconfig.get_path("purelib"))
    roots = [
        *(site / name for name in _INPUTS),
        package,
        package.parents[1] / "templates",
        libraries,
    ]
    for root in roots:
        depth = 0 if root == libraries else -1
        lines = sorted(state_of(str(root), at - _RACY, depth))
        digest.update("".join(lines).encode("utf-8", "surrogateescape"))
    return Seen(digest.hexdigest(), at)


def recall(site: Path, output: Path, options: BuildOptions) -> Kept | None:
    """What the last build left, if the same build would find and leave the same now."""
    began = time.perf_counter()
    try:
        kept = _read(_stamp(site, output))
        return _outcome(kept, began) if _still_holds(kept, site, output, options) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _still_holds(kept: dict[str, Any], site: Path, output: Path, options: BuildOptions) -> bool:
    """Whether the build that was kept is the same, and its files are as it read and left them."""
    if kept["options"] != _settings(options):
        return False
    embargoes, day = kept["embargoes"], date.fromisoformat(kept["as_of"])
    if _waiting(embargoes, options.as_of) != _waiting(embargoes, day):
        return False
    # Beside it stands what another build makes, or had made when it was broken off.
    if remains(output) or kept["outputs"] != _outputs(output):
        return False
    seen: str = kept["inputs"]
    return seen == look(site, kept["moment"]).digest


def _outcome(kept: dict[str, Any], began: float) -> Kept:
    written = WriteReport(0, kept["files"], 0)
    report = BuildReport([], written, kept["links"], time.perf_counter() - began)
    findings: str = kept["findings"]
    return Kept(report, findings)


def remember(
    site: Path,
    output: Path,
    options: BuildOptions,
    seen: Seen,
    report: BuildReport,
    findings: str,
) -> None:
    """Keeps the outcome of a finished build for `recall`; where nothing can be kept, nothing is.

    `seen` is what was looked at before the build read its first file.
    """
    if report.written is None:
        return
    outputs = _outputs(output)
    kept = {
        "options": _settings(options),
        "as_of": options.as_of.isoformat(),
        "embargoes": sorted(day.isoformat() for day in report.embargoes),
        "inputs": seen.digest,
        "moment": seen.moment,
        "outputs": outputs,
        "files": report.written.written + report.written.unchanged,
        "links": report.links,
        "findings": findings,
    }
    with contextlib.suppress(OSError):
        _write(_stamp(site, output), kept)


def forget(site: Path, output: Path) -> None:
    """The next build is made whatever is remembered of the last."""
    with contextlib.suppress(OSError):
        _stamp(site, output).unlink(missing_ok=True)


def _settings(options: BuildOptions) -> dict[str, object]:
    """All that was chosen, but for the day, of which only the embargoes depend."""
    chosen = asdict(options)
    del chosen["as_of"], chosen["force"], chosen["jobs"]
    return chosen


def _waiting(embargoes: list[str], day: date) -> list[str]:
    """The embargoes that hold on a day."""
    return [until for until in embargoes if until > day.isoformat()]


def _outputs(output: Path) -> str:
    """What the files of the last build look like now; raises OSError or ValueError without one."""
    manifest = (output / MANIFEST).read_bytes()
    digest = hashlib.sha256(manifest)
    base = str(output)
    stats = (os.stat(f"{base}/{path}") for path in json.loads(manifest)["files"])
    lines = [f"{stat.st_size}\0{stat.st_mtime_ns}\0{stat.st_ino}\n" for stat in stats]
    digest.update("".join(lines).encode())
    return digest.hexdigest()


def _stamp(site: Path, output: Path) -> Path:
    """One file for each folder that is built into."""
    name = hashlib.sha256(str(output.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return site / FOLDER / f"build-{name}.json"


def _read(path: Path) -> dict[str, Any]:
    """The content of a stamp that is whole and ours. Raises OSError or ValueError."""
    if hasattr(os, "getuid") and path.stat().st_uid != os.getuid():
        raise ValueError("of another user")
    checksum, _, body = path.read_bytes().partition(b"\n")
    if hashlib.sha256(body).hexdigest().encode() != checksum:
        raise ValueError("damaged")
    kept: dict[str, Any] = json.loads(body)
    return kept


def _write(path: Path, kept: dict[str, object]) -> None:
    body = json.dumps(kept, ensure_ascii=True).encode()
    own_folder(path.parent.parent)
    part = path.with_suffix(f".{os.getpid()}")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
