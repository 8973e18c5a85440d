"""`dossier publish`."""

from __future__ import annotations

import datetime
import sys
import tempfile
from pathlib import Path

import click

from dossier import publish
from dossier.builds import BuildOptions
from dossier.cli.common import as_of_option, print_findings, site_option, stop_with
from dossier.diagnostics import DossierError
from dossier.load import load_config
from dossier.load.files import find_site
from dossier.load.locate import locate
from dossier.pipeline import build as build_site
from dossier.publish import pages_address, remote_address


@click.command("publish")
@site_option
@as_of_option
@click.option(
    "--base-url",
    metavar="URL",
    default=None,
    help="Where the site will stand; gives a sitemap and canonical links.",
)
@click.option(
    "--force", is_flag=True, help="Replace the branch even where it holds something else."
)
@click.option("--dry-run", is_flag=True, help="Build and check, print what would be pushed, stop.")
@click.option("--quiet", is_flag=True, help="Print findings only.")
def command(
    site: Path,
    as_of: datetime.date,
    base_url: str | None,
    force: bool,
    dry_run: bool,
    quiet: bool,
) -> None:
    """Build the site and push it to its Pages branch.

    The branch (publish.branch in site_config.yml, default gh-pages) is replaced by one commit.
    Drafts, embargoed records and private notes are never in it. What is pushed to a public
    repository is public, and stays in the copies of others.

    Example: dossier publish --dry-run
    """
    try:
        root = find_site(site)
        config, found = load_config(root)
        if config is None:
            print_findings(locate(root, found))
            sys.exit(1)
        known = base_url or config.base_url
        address = known or pages_address(remote_address(root, config.publish), config.publish.cname)
        with tempfile.TemporaryDirectory(prefix="dossier-publish-") as folder:
            output = Path(folder) / "site"
            # A fresh build in a folder of its own: build/ may be a preview, or edited by hand.
            report = build_site(root, output, BuildOptions(as_of, address, jobs=0))
            print_findings(locate(root, report.diagnostics))
            if report.written is None:
                click.echo("Nothing was pushed.", err=True)
                sys.exit(1)
            publication = publish.plan(root, output, config.publish, force=force)
            if not quiet:
                _say(publication, address)
            if dry_run:
                click.echo("Dry run: nothing was pushed.")
                return
            publish.push(root, output, config.publish, publication)
            if not quiet:
                click.echo("Pushed.")
    except DossierError as problem:
        raise stop_with(problem) from None


def _say(publication: publish.Publication, address: str | None) -> None:
    """What goes where, under whose name, and where it will be read."""
    click.echo(
        f"{publication.files} files, {publication.size / 1e6:.1f} MB, "
        f"to branch {publication.branch} of {publication.address}"
    )
    click.echo(f"The commit carries the name {publication.identity}")
    if address:
        click.echo(f"The site is built for {address}")
    else:
        click.echo(
            "No base_url is known: the page for wrong addresses will have no style below the root"
        )
