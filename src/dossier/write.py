"""Rendered files to the output folder: write what changed, remove what is stale, nothing else.

Everything is staged before anything is replaced, so that a failure on the way leaves the last good
site whole. A manifest says which files are ours; others are never touched.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from dossier.builds import WriteReport
from dossier.diagnostics import DossierError
from dossier.model.page import RenderedFile
from dossier.urls import OutputPath

MANIFEST = ".dossier-manifest.json"


def check_output(output: Path, site: Path, *, force: bool = False) -> None:
    """Raises DossierError where `output` must not be written to.

    Refused: the site itself or a folder above it, the content, a folder inside `.git`, the home
    folder, and a folder that holds files but no manifest of ours (unless `force`).
    """
    target, home = output.resolve(), Path.home()
    root = site.resolve()
    above = target == root or target in root.parents
    sources = [root / name for name in ("content", "seeds", "templates", "static", ".git")]
    inside_sources = any(target == folder or folder in target.parents for folder in sources)
    if above or inside_sources or target == home or ".git" in target.parts:
        raise DossierError(f"{output}: refusing to write the site there; name a folder of its own")
    if output.is_symlink():
        raise DossierError(f"{output}: a symbolic link; name the folder itself")
    if output.exists() and not output.is_dir():
        raise DossierError(f"{output}: is a file, not a folder")
    foreign = output.is_dir() and not (output / MANIFEST).is_file() and any(output.iterdir())
    if foreign and not force:
        raise DossierError(
            f"{output}: holds files that dossier did not write; empty it, or use --force"
        )


def read_manifest(output: Path) -> dict[str, str]:
    """The files of the last build with their SHA-256; empty where there was none."""
    try:
        manifest = json.loads((output / MANIFEST).read_text("utf-8"))
        return {str(path): str(digest) for path, digest in manifest["files"].items()}
    except (OSError, ValueError, KeyError, AttributeError):
        return {}


def write_files(files: Iterable[RenderedFile], output: Path) -> WriteReport:
    """Brings `output` to exactly these files, and reports what that took.

    Two files for one path are the caller's mistake: DossierError, as what the disk refuses. Files that are not in the last
    manifest are left alone, except where a new file takes their place.
    """
    stage = output.parent / f".{output.name}.stage-{os.getpid()}"
    try:
        output.mkdir(parents=True, exist_ok=True)
        return _replace(files, output, stage)
    except OSError as problem:
        where = problem.filename or output
        raise DossierError(f"{where}: {(problem.strerror or str(problem)).lower()}") from None
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _replace(files: Iterable[RenderedFile], output: Path, stage: Path) -> WriteReport:
    before = read_manifest(output)
    after: dict[str, str] = {}
    changed: list[OutputPath] = []
    for file in files:
        if file.path in after:
            raise DossierError(f"two things would be written to {file.path}")
        after[file.path] = hashlib.sha256(file.data).hexdigest()
        if not _is_same(output / file.path, file.data):
            _write(stage / file.path, file.data)
            changed.append(file.path)
    stale = [path for path in before if path not in after]
    _check_targets(output, changed, set(stale))
    for path in stale:
        _remove(output, path)
    for path in changed:
        target = output / path
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(stage / path, target)
    manifest = json.dumps({"format": 1, "files": after}, indent=0, sort_keys=True) + "\n"
    if not _is_same(output / MANIFEST, manifest.encode()):
        _write(stage / MANIFEST, manifest.encode())
        os.replace(stage / MANIFEST, output / MANIFEST)
    return WriteReport(len(changed), len(after) - len(changed), len(stale))


def _check_targets(output: Path, changed: list[OutputPath], stale: set[str]) -> None:
    """Before the first replacement: nothing of somebody else's stands where a file belongs."""
    for path in changed:
        target = output / path
        if target.is_dir() and not target.is_symlink():
            raise DossierError(f"{target}: a folder stands where a file belongs; move it away")
        for folder in target.parents:
            if folder == output:
                break
            taken = folder.is_file() or folder.is_symlink()
            if taken and folder.relative_to(output).as_posix() not in stale:
                raise DossierError(f"{folder}: a file stands where a folder belongs; move it away")


def _is_same(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(data)


def _remove(output: Path, path: str) -> None:
    """A stale file, and the folders that it leaves empty. A manifest cannot lead out of `output`."""
    if path.startswith("/") or ".." in path.split("/"):
        return
    target = output / path
    target.unlink(missing_ok=True)
    for folder in target.parents:
        if folder == output or any(folder.iterdir()):
            break
        folder.rmdir()
