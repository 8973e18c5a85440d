"""What workers of a cluster are asked to do by tests: they import it as a module, as they do the program."""

from __future__ import annotations

import os
import signal
from pathlib import Path


def product(factor: int, part: int) -> tuple[int, int]:
    """By which process, and what."""
    return os.getpid(), factor * part


def fail(shared: int, part: int) -> int:
    """Fails at one part."""
    if part == shared:
        raise ValueError(f"part {part}")
    return part


def fail_once(marker: Path, part: int) -> int:
    """Fails at the first part, the first time."""
    if part == 0 and not marker.exists():
        marker.touch()
        raise OSError("the disk is full")
    return part


def die(shared: int, part: int) -> int:
    """Ends whoever does one part, each time."""
    if part == shared:
        os.kill(os.getpid(), signal.SIGKILL)
    return part
