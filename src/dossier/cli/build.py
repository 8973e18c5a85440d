"""`dossier build`."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from dossier.cli.common import as_of_option, print_findings, site_option, stop_with
from dossier.diagnostics import DossierError
from dossier.load.files import find_site
from dossier.load.locate import locate
from dossier.pipeline import BuildOptions, BuildReport
from dossier.pipeline import build as build_site


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
@click.option("--quiet", is_flag=True, help="Print findings only, no summary.")
def command(
    site: Path,
    output: Path | None,
    base_url: str | None,
    as_of: datetime.date,
    drafts: bool,
    strict: bool,
    force: bool,
    quiet: bool,
) -> None:
    """Regenerate the site.

    Reports every problem of the content. With errors, exit code 1, and what was built before
    stays as it is.

    Example: dossier build --base-url https://example.org/dossier/
    """
    if base_url and not base_url.startswith(("http://", "https://")):
        raise click.BadParameter("must begin with http:// or https://", param_hint="--base-url")
    options = BuildOptions(as_of, base_url, drafts, strict, force)
    try:
        root = find_site(site)
        report = build_site(root, output or root / "build", options)
    except DossierError as problem:
        raise stop_with(problem) from None
    print_findings(locate(root, report.diagnostics))
    if report.written is None:
        click.echo("Nothing was written; the last good site stays as it is.", err=True)
        sys.exit(1)
    if not quiet:
        click.echo(summary(report, output or root / "build"))


def summary(report: BuildReport, output: Path) -> str:
    """The one line that a build prints."""
    written = report.written
    assert written is not None  # only a finished build has a summary
    return (
        f"{output}: {written.written} written, {written.unchanged} unchanged, "
        f"{written.removed} removed; {report.links} links; {report.seconds:.2f} s"
    )
