"""How files of the output are read: only files, and nothing that waits or never ends."""

from __future__ import annotations

import errno
import os
import stat
from io import BufferedReader

_OPENING = os.O_RDONLY | sum(
    # Windows has no such files, and no such options; its own is for line ends.
    getattr(os, name, 0)
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY")
)


def opened(path: str) -> BufferedReader:
    """A file that was put where one of ours stands. Raises OSError for a pipe, a device, a link."""
    number = os.open(path, _OPENING)
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), path)
    return os.fdopen(number, "rb")
