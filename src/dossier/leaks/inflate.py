"""What is packed with zlib, within limits of memory; what cannot be looked into, and why."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator

MAX_UNPACKED = 200_000_000
"""Bytes that one packed file may unpack to: a bomb must not fill the memory."""
TOO_LARGE = f"unpacks to more than {MAX_UNPACKED // 1_000_000} MB"
Packed = Callable[[bytes], Iterator[bytes]]


class Sealed(Exception):
    """A file that cannot be looked into; says why in words, and none of the file's own."""


def inflated(data: bytes | memoryview) -> bytes:
    """What a stream of zlib holds, "" where it is none; the rest of `data` is passed over.

    Raises Sealed where it would hold more than `MAX_UNPACKED` bytes.
    """
    stream = zlib.decompressobj()
    try:
        found = stream.decompress(data, MAX_UNPACKED)
    except zlib.error:
        return b""
    if stream.unconsumed_tail:
        raise Sealed(TOO_LARGE)
    return found
