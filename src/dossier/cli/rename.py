"""`dossier rename`."""

from __future__ import annotations

from pathlib import Path

import click

from dossier.amend import change_files
from dossier.authoring.rename import KINDS, Ambiguous, Plan, diff_lines, plan
from dossier.cli.common import counted_words, site_option, stop_with
from dossier.diagnostics import DossierError
from dossier.load.files import find_site
from dossier.terminal import printable


@click.command("rename")
@click.argument("old")
@click.argument("new")
@site_option
@click.option("--kind", type=click.Choice(KINDS), help="What it is, where several have the id OLD.")
@click.option("--dry-run", is_flag=True, help="Show what would change, as a diff; change nothing.")
def command(old: str, new: str, site: Path, kind: str | None, dry_run: bool) -> None:
    """Give an actor, source, event or page another id, everywhere.

    The file gets its new name, and every file that refers to it the new id: in the YAML, in
    Markdown, in the menu and in content/verified.jsonl. Nothing else in them changes. The address
    of an actor goes on working: it leads to the new one. All files change, or none.

    Example: dossier rename el-mencho nemesio-oseguera --dry-run
    """
    try:
        root = find_site(site)
        planned = plan(root, old, new, next((each for each in KINDS if each == kind), None))
        if dry_run:
            for line in diff_lines(planned.changes):
                click.echo(printable(line))
            click.echo(f"Dry run: {counted_words(len(planned.changes), 'file')} would change.")
            return
        change_files(root, planned.changes)
    except Ambiguous as problem:
        raise click.UsageError(str(problem)) from None
    except DossierError as problem:
        raise stop_with(problem) from None
    for change in planned.changes:
        click.echo(change.new_path)
    click.echo(_summary(planned, old, new))


def _summary(planned: Plan, old: str, new: str) -> str:
    changed = f"{counted_words(len(planned.changes), 'file')} changed."
    if planned.kind == "actor":
        return f"{changed} The address actors/{old}/ leads to actors/{new}/."
    place = {"source": f"sources/{old}/", "page": f"{old}/", "event": f"timeline/#event-{old}"}
    return f"{changed} The address {place[planned.kind]} is no more; links from elsewhere break."
