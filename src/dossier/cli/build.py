"""`dossier build`."""

from __future__ import annotations

import datetime
import os
import sys
from pathlib import Path

import click

from dossier import freshness
from dossier.builds import BuildOptions, BuildReport, Step
from dossier.cli.common import (
    as_of_option,
    check_base_url,
    in_words,
    print_worded,
    site_option,
    stop_with,
)
from dossier.cli.progress import Progress, verbose_option
from dossier.diagnostics import DossierError


@click.command("build")
@site_option
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=None,
    help="Where the site is written (default: build/ in the dossier's folder).",
)
@click.option(
    "--base-url",
    metavar="URL",
    default=None,
    help="Where the site will stand; gives a sitemap and canonical links.",
)
@as_of_option
@click.option("--drafts", is_flag=True, help="Show drafts and embargoed records, marked as such.")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--force", is_flag=True, help="Write into a folder that dossier did not make.")
@click.option(
    "-j",
    "--jobs",
    metavar="N",
    type=click.IntRange(min=0),
    default=0,
    help="So many processes at the same time (default: one for each processor).",
)
@click.option(
    "--executor",
    metavar="dask=ADDRESS",
    default=None,
    help="Link names and make pages on the Dask cluster whose scheduler is there.",
)
@click.option("--quiet", is_flag=True, help="Print findings only, no summary and no progress.")
@verbose_option
@click.option("--no-cache", is_flag=True, help="Build anew, whatever earlier builds left to reuse.")
def command(
    site: Path,
    output: Path | None,
    base_url: str | None,
    as_of: datetime.date,
    drafts: bool,
    strict: bool,
    force: bool,
    jobs: int,
    executor: str | None,
    quiet: bool,
    verbose: bool,
    no_cache: bool,
) -> None:
    """Regenerate the site.

    Reports what is wrong with the content; 'check' also compares the quotes. With errors, exit code
    1, and what was built before stays as it is.

    Example: dossier build --base-url https://example.org/dossier/
    """
    check_base_url(base_url)
    address = _address(executor, drafts=drafts)
    options = BuildOptions(as_of, base_url, drafts, strict, force, jobs=jobs)
    # By one name, whatever way leads there: the lock stands beside it.
    place = Path(os.path.normpath(output or site / "build"))
    kept = None if no_cache or force else freshness.recall(site, place, options)
    if kept is None:
        with Progress(bar=not quiet, verbose=verbose) as step:
            kept = _build(site, place, options, step, address, no_cache=no_cache)
    report = kept.report
    print_worded(kept.findings)
    for remark in report.remarks:
        click.echo(remark, err=True)
    if report.written is None:
        click.echo("Nothing was written; the last good site stays as it is.", err=True)
        sys.exit(1)
    if not quiet:
        click.echo(summary(report, place))


def _address(executor: str | None, *, drafts: bool) -> str | None:
    """That of the scheduler. Raises UsageError where it is none, or must not be sent what is built."""
    if executor is None:
        return None
    kind, _, address = executor.partition("=")
    if kind != "dask" or not address:
        raise click.UsageError(f"--executor {executor}: write dask=ADDRESS, as in dask=node1:8786")
    if drafts:
        raise click.UsageError("drafts are not sent to a cluster: leave out --drafts or --executor")
    return address


def _build(
    site: Path,
    output: Path,
    options: BuildOptions,
    step: Step,
    address: str | None,
    *,
    no_cache: bool,
) -> freshness.Kept:
    """A build in which something may have changed, remembered for the next one."""
    # What builds is imported only now: the command answers at once where nothing changed.
    from dossier.cache import Cache, Store  # noqa: PLC0415
    from dossier.load.files import find_site  # noqa: PLC0415
    from dossier.load.locate import locate  # noqa: PLC0415
    from dossier.pipeline import build  # noqa: PLC0415
    from dossier.workers import Executor, Local  # noqa: PLC0415

    local = Local(options.jobs)
    executor: Executor = local
    try:
        if address is not None:
            from dossier.cluster import Cluster  # noqa: PLC0415 - an extra, and slow to import

            executor = cluster = Cluster(address, local)
            cluster.check()
        root = find_site(site)
        seen = freshness.look(root)
        freshness.forget(root, output)
        # A draft's words are remembered nowhere.
        cache = Cache() if no_cache or options.drafts else Store.of(root)
        report = build(root, output, options, step, cache, executor)
    except DossierError as problem:
        raise stop_with(problem) from None
    findings = in_words(locate(root, report.diagnostics))
    if not no_cache:
        freshness.remember(root, output, options, seen, report, findings)
    return freshness.Kept(report, findings)


def summary(report: BuildReport, output: Path) -> str:
    """The one line that a build prints."""
    written = report.written
    assert written is not None  # only a finished build has a summary
    return (
        f"{output}: {written.written} written, {written.unchanged} unchanged, "
        f"{written.removed} removed; {report.links} links; {report.seconds:.2f} s"
    )
