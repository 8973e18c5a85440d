"""The list of what a build wrote: which files of an output folder are ours, and what they held."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path, PurePath

from dossier.write.reading import opened

MANIFEST = ".dossier-manifest.json"


def read_manifest(output: Path) -> dict[str, str]:
    """The files of the last build with their SHA-256; empty where there was none."""
    try:
        with opened(f"{output}/{MANIFEST}") as file:
            manifest = json.loads(file.read().decode())
        return {str(path): str(digest) for path, digest in manifest["files"].items()}
    except (OSError, ValueError, KeyError, AttributeError, RecursionError):
        return {}


def manifest_of(files: Mapping[str, str]) -> bytes:
    """The manifest of files with their SHA-256."""
    return (json.dumps({"format": 1, "files": files}, indent=0, sort_keys=True) + "\n").encode()


def sha256(data: bytes) -> str:
    """Hexadecimal, as a manifest has it."""
    return hashlib.sha256(data).hexdigest()


def digest_at(path: str) -> str | None:
    """The SHA-256 of a file on disk; None where none can be read."""
    try:
        with opened(path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, UnicodeEncodeError):
        return None


def is_below(path: str) -> bool:
    """Whether a path that was read from a file names something inside a folder it is joined to."""
    pure = PurePath(path)
    if any("\ud800" <= sign <= "\udfff" for sign in path):
        return False
    return not pure.anchor and ".." not in pure.parts and "\0" not in path and bool(pure.parts)
