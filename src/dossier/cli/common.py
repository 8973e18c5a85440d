"""What the commands share: the options that several have, and the printing of findings."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from dossier.diagnostics import (
    BusyError,
    Diagnostic,
    DossierError,
    Severity,
    format_text,
)
from dossier.urls import CREDENTIALS, has_credentials, is_web_address
from dossier.write import recover

F = TypeVar("F", bound=Callable[..., Any])


def site_option(function: F) -> F:
    """`--site DIR`, given to the command as a Path."""
    return click.option(
        "--site",
        default=".",
        metavar="DIR",
        type=click.Path(path_type=Path),
        help="The dossier's folder (default: the current one).",
    )(function)


def as_of_option(function: F) -> F:
    """`--as-of DATE`: the only clock of a build."""
    return click.option(
        "--as-of",
        metavar="DATE",
        callback=_day,
        default=None,
        help="Build as on this day, YYYY-MM-DD: embargoes after it hold (default: today, UTC).",
    )(function)


def accessed_option(function: F) -> F:
    """`--accessed DATE`: the day on which pages are read, for those who record it afterwards."""
    return click.option(
        "--accessed",
        metavar="DATE",
        callback=_day,
        default=None,
        help="Record pages as read on this day, YYYY-MM-DD (default: today, UTC).",
    )(function)


def _day(_context: click.Context, _option: click.Parameter, value: str | None) -> datetime.date:
    """The day given, else that of SOURCE_DATE_EPOCH (reproducible-builds.org), else today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        if value:
            return datetime.date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter("a day is written YYYY-MM-DD") from None
    try:
        if epoch:
            return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    except (ValueError, OverflowError, OSError):
        raise click.UsageError(
            f"the variable SOURCE_DATE_EPOCH is '{epoch}', and must be seconds since 1970"
        ) from None
    return datetime.datetime.now(datetime.UTC).date()


def check_base_url(address: str | None) -> None:
    """Refuses what is no address for a site, in the words of the setting of that name."""
    if address and not is_web_address(address):
        message = "must be a web address that begins with http:// or https://"
        raise click.BadParameter(message, param_hint="--base-url")
    if address and has_credentials(address):
        raise click.BadParameter(f"it {CREDENTIALS}", param_hint="--base-url")


def own_folders(site: Path) -> tuple[str, ...]:
    """Folders of this machine, whose paths no published file may hold."""
    return (str(site.resolve()), str(Path.home()))


def shows_colour() -> bool:
    """Whether standard output is a terminal that shows bold and reverse, and nobody said NO_COLOR.

    See no-color.org; a terminal of the type "dumb" shows neither.
    """
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not plain


def complete_build(site: Path) -> None:
    """Completes a build into build/ that was broken off while it was put in place; says so.

    Where the disk does not let it, that is said, and left to the next build.
    """
    try:
        for remark in recover(site / "build"):
            click.echo(remark, err=True)
    except DossierError as problem:
        click.echo(str(problem), err=True)


def stop_with(problem: DossierError) -> click.ClickException:
    """An error that ends the command with one line, and exit code 1: 3 where another build is at work."""
    return (_Busy if isinstance(problem, BusyError) else click.ClickException)(str(problem))


class _Busy(click.ClickException):
    exit_code = 3


def print_findings(findings: list[tuple[Diagnostic, str]]) -> None:
    """Prints each finding on standard error, then how many there are."""
    print_worded(in_words(findings))


def in_words(findings: list[tuple[Diagnostic, str]]) -> str:
    """Each finding as it is printed, then how many there are; "" where there is none."""
    lines = [format_text(found, line) for found, line in findings]
    return "\n".join([*lines, counted(findings)]) if lines else ""


def print_worded(findings: str) -> None:
    """Prints findings that were put into words on standard error."""
    if findings:
        # At once: to hand thousands over one by one takes longer than to find that nothing has changed.
        click.echo(findings, err=True)


def counted(findings: list[tuple[Diagnostic, str]]) -> str:
    """How many there are in words, such as "2 errors, 1 warning"."""
    errors = sum(found.severity is Severity.ERROR for found, _ in findings)
    warnings = len(findings) - errors
    parts = [counted_words(errors, "error")] if errors else []
    parts += [counted_words(warnings, "warning")] if warnings else []
    return ", ".join(parts) or "no problems"


def counted_words(count: int, word: str) -> str:
    """A number with its word, as in "1 source" and "2 sources"."""
    return f"{count} {word}" + ("" if count == 1 else "s")
