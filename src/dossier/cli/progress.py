"""What a long command is doing: a bar on a terminal, times per stage where asked; nothing in a pipe."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

PATIENCE = 1.0
"""Seconds before a bar appears: what is done by then needs none."""


def verbose_option(function: F) -> F:
    """`--verbose`: how long each stage took."""
    return click.option(
        "--verbose", is_flag=True, help="Also print on standard error how long each stage took."
    )(function)


class Progress:
    """Called as a `Step`; writes to standard error only.

    `bar`: on a terminal, after a moment, a bar for each stage whose items are counted. `verbose`: a
    line for each stage that is done.
    """

    def __init__(self, *, bar: bool, verbose: bool) -> None:
        self.shows_bar = bar and sys.stderr.isatty()
        self.is_verbose = verbose
        self.began = self.stage_began = time.perf_counter()
        self.stage = ""
        self.bar: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._end_stage()

    def __call__(self, what: str, done: int, of: int) -> None:
        """Notes what is done now, and how far it is."""
        now = time.perf_counter()
        if what != self.stage:
            self._end_stage()
            self.stage, self.stage_began = what, now
        if self.bar is None and self.shows_bar and done < of and now - self.began > PATIENCE:
            self.bar = click.progressbar(
                length=of, label=what.capitalize(), file=sys.stderr, update_min_steps=of // 100 or 1
            )
            self.bar.render_progress()
        if self.bar is not None:
            self.bar.update(done - self.bar.pos)
            if done >= of:
                self.bar.finish()
                self.bar.render_progress()

    def _end_stage(self) -> None:
        if self.bar is not None:
            self.bar.render_finish()
            self.bar = None
        if self.is_verbose and self.stage:
            seconds = time.perf_counter() - self.stage_began
            click.echo(f"{self.stage}: {seconds:.2f} s", err=True)
        self.stage = ""
