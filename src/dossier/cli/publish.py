"""`dossier publish`."""

from __future__ import annotations

import datetime
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from dossier import publish
from dossier.amend import create_file, put_file
from dossier.authoring.workflow import WORKFLOW_FILE, pages_workflow
from dossier.builds import BuildOptions
from dossier.cli.common import (
    as_of_option,
    check_base_url,
    complete_build,
    print_findings,
    site_option,
    stop_with,
)
from dossier.cli.progress import Progress, verbose_option
from dossier.cli.searched import build_and_search
from dossier.config import CONFIG_FILE, Publish, SiteConfig
from dossier.diagnostics import Diagnostic, DossierError, Location, has_errors
from dossier.git import checkout, is_branch_name, remote_address, tracked_files
from dossier.inspection import check
from dossier.load import load, load_config
from dossier.load.files import find_site
from dossier.load.locate import locate
from dossier.publish import pages_address
from dossier.redact import embargoes


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
    "--force",
    is_flag=True,
    help="Replace the branch, or the workflow, even where it holds something else.",
)
@click.option(
    "--withheld-names",
    is_flag=True,
    help="Push although words of the site may name somebody withheld.",
)
@click.option("--dry-run", is_flag=True, help="Build and check, list what would change, stop.")
@click.option(
    "--workflow",
    is_flag=True,
    help="Push nothing; write a GitHub Actions workflow that checks and publishes every push.",
)
@click.option("--quiet", is_flag=True, help="Print findings only, and no progress.")
@verbose_option
def command(
    site: Path,
    as_of: datetime.date,
    base_url: str | None,
    force: bool,
    withheld_names: bool,
    dry_run: bool,
    workflow: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Build the site and push it to its Pages branch.

    The dossier is checked, the site made afresh, and every file of it looked through for what is
    withheld. The branch (publish.branch in site_config.yml, default gh-pages) is replaced by one
    commit. What is pushed to a public repository is public, and stays in the copies of others.

    Example: dossier publish --dry-run
    """
    check_base_url(base_url)
    try:
        root = find_site(site)
        complete_build(root)
        if workflow:
            _write_workflow(root, as_of, force=force)
            return
        config = _settings(root)
        known = base_url or config.base_url
        address = known or _pages_address(root, config.publish)
        with tempfile.TemporaryDirectory(prefix="dossier-publish-") as folder:
            output = Path(folder) / "site"
            with Progress(bar=not quiet, verbose=verbose) as step:
                found = _make(root, output, BuildOptions(as_of, address, jobs=0), step)
            _stop_at_errors(root, found)
            if not withheld_names:
                _stop_at_names(found)
            publication = publish.plan(root, output, config.publish, force=force)
            if not quiet:
                _say(publication, address)
            if dry_run:
                click.echo(
                    "\n".join([*_listed(publication.changes), "Dry run: nothing was pushed."])
                )
                return
            if publication.is_current and not force:
                click.echo("Nothing has changed since the last publication; nothing was pushed.")
                return
            publish.push(root, output, config.publish, publication)
            if not quiet:
                click.echo("Pushed.")
    except DossierError as problem:
        raise stop_with(problem) from None


def _settings(root: Path) -> SiteConfig:
    """The settings; ends the command where they cannot be read, or name no branch."""
    config, found = load_config(root)
    if config and not is_branch_name(root, branch := config.publish.branch):
        at = Location(CONFIG_FILE, keys=("publish", "branch", ""))
        hint = "letters, digits and hyphens will do, as in 'gh-pages'"
        found.append(Diagnostic("bad-value", at, f"git takes '{branch}' for no branch", hint))
    if has_errors(found):
        _stop_at_errors(root, found)
    assert config is not None  # without it there was an error
    return config


def _pages_address(root: Path, settings: Publish) -> str | None:
    return pages_address(remote_address(root, settings.remote), settings.cname)


def _make(root: Path, output: Path, options: BuildOptions, step: Progress) -> list[Diagnostic]:
    """Every finding. Checks the dossier, builds it into an empty folder, and looks for leaks in what was built.

    In a folder of its own: build/ may be a preview, or edited by hand.
    """
    tracked, refused = tracked_files(root)
    found = refused + check(root, options, tracked, step, is_built_next=True).diagnostics
    if not has_errors(found):
        found += build_and_search(root, output, options, step)
    return found


def _stop_at_errors(root: Path, found: list[Diagnostic]) -> None:
    print_findings(locate(root, found))
    if has_errors(found):
        click.echo("Nothing was pushed.", err=True)
        sys.exit(1)


_NAMES = frozenset({"hidden-name", "possible-leak"})
"""Warnings that somebody withheld may be named on the site: an author decides, not a program."""


def _stop_at_names(found: list[Diagnostic]) -> None:
    if codes := sorted({each.code for each in found} & _NAMES):
        click.echo(
            f"Nothing was pushed: the site may name somebody withheld ({', '.join(codes)}). Take the "
            "words out, or publish the profile; if they may be read, use --withheld-names.",
            err=True,
        )
        sys.exit(1)


def _say(publication: publish.Publication, address: str | None) -> None:
    """What goes where, under whose name, and where it will be read."""
    click.echo(
        f"{publication.files} files, {publication.size / 1e6:.1f} MB, "
        f"to branch {publication.branch} of {publication.address}"
    )
    click.echo(f"Everybody can read the name on the commit: {publication.identity}")
    click.echo("Pages are public, also those of a private repository")
    for remark in publication.remarks:
        click.echo(remark)
    if address:
        click.echo(f"The site is built for {address}")
    else:
        click.echo(
            "No base_url is known (see site_config.yml): there will be no sitemap and no feed, and below "
            "a folder the page for wrong addresses will have no style"
        )


def _listed(changes: publish.Changes) -> Iterator[str]:
    """What would become of each file, one a line: + new, ~ changed, - removed."""
    if changes.is_first:
        yield f"Nothing is published there yet: {len(changes.new)} files are new"
        return
    for sign, paths in (("+", changes.new), ("~", changes.changed), ("-", changes.removed)):
        yield from (f"{sign} {path}" for path in paths)
    yield (
        f"{len(changes.new)} new, {len(changes.changed)} changed, {len(changes.removed)} removed, "
        f"{changes.unchanged} as they are"
    )


def _write_workflow(root: Path, as_of: datetime.date, *, force: bool) -> None:
    """The workflow for this repository; a rebuild every night while an embargo is to end."""
    place = checkout(root)
    daily = any(day > as_of for day in embargoes(load(root)[0]))
    text = pages_workflow(place.branch, daily=daily, folder=place.folder)
    target = place.top / WORKFLOW_FILE
    if force:
        put_file(place.top, WORKFLOW_FILE, text)
    elif target.is_file() and target.read_text("utf-8", "replace") == text:
        click.echo(f"{target}: is as it should be")
        return
    elif target.exists():
        raise DossierError(
            f"{target}: is there, and not what would be written; --force replaces it"
        )
    else:
        create_file(place.top, WORKFLOW_FILE, text)
    nightly = ", and every night, since embargoes are to end" if daily else ""
    click.echo(f"{target}: publishes the branch {place.branch} at every push{nightly}")
    click.echo(
        'Once, on GitHub: Settings, Pages, Source: "GitHub Actions". Then commit and push it.'
    )
