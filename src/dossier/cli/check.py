"""`dossier check`."""

from __future__ import annotations

import datetime
import json
import sys
from pathlib import Path

import click

from dossier.cli.common import as_of_option, counted, print_findings, site_option, stop_with
from dossier.diagnostics import DossierError, as_json, has_errors
from dossier.load.files import find_site
from dossier.load.locate import locate
from dossier.pipeline import BuildOptions
from dossier.pipeline import check as check_site
from dossier.publish import tracked_files


@click.command("check")
@site_option
@as_of_option
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="How findings are printed (default: text).",
)
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
def command(site: Path, as_of: datetime.date, style: str, strict: bool) -> None:
    """Report every problem of the content at once; change nothing.

    Exit code 1 where there are errors, or with --strict warnings.

    Example: dossier check --format github
    """
    try:
        root = find_site(site)
        options = BuildOptions(as_of, strict=strict)
        diagnostics = check_site(root, options, tracked_files(root))
    except DossierError as problem:
        raise stop_with(problem) from None
    findings = locate(root, diagnostics)
    if style == "json":
        listed = [as_json(found) for found, _ in findings]
        click.echo(json.dumps(listed, ensure_ascii=False, indent=1))
    else:
        print_findings(findings, style)
        if not findings:
            click.echo(counted(findings))
    if has_errors(diagnostics, strict=strict):
        sys.exit(1)
