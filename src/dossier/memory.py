"""Keeps Python's collector of cyclic garbage away from large structures that stay anyway."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def seldom_searched() -> Iterator[None]:
    """Garbage with cycles is looked for less often while much is made that stays.

    By default Python looks through all it has whenever a quarter has come on top. A build makes little
    such garbage (the linker's documents, some kilobytes each), and took a quarter longer with it.
    """
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 1000)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def lasting() -> Iterator[None]:
    """What is made inside is to stay: it is never searched for garbage, while or after it is made.

    The lexicon of ten thousand actors is a million objects without a cycle among them. Searching them
    again and again took longer than linking ten megabytes of articles. A later call takes up what
    this one put aside, so that a server that builds again and again keeps nothing for ever.
    """
    was_on = gc.isenabled()
    gc.unfreeze()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
