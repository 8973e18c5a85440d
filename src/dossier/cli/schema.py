"""`dossier schema`."""

from __future__ import annotations

from pathlib import Path

import click

from dossier.amend import put_file
from dossier.cli.common import site_option, stop_with
from dossier.diagnostics import DossierError
from dossier.json_schema import RECORDS, SCHEMA_FOLDER, schema_path, schema_text
from dossier.load.files import find_site


@click.command("schema")
@click.argument("kind", type=click.Choice(sorted(RECORDS)), required=False)
@site_option
def command(kind: str | None, site: Path) -> None:
    """Print or store the JSON Schemas with which editors complete and check files.

    With a KIND of file the schema is printed (of a page: that of its front matter). Without one,
    all are written to .dossier/schema/ of the dossier, where the first line of a file made by
    'dossier init' or 'dossier new' names them; do that again after an update of the program.

    Example: dossier schema actor > actor.json
    """
    if kind:
        click.echo(schema_text(kind), nl=False)
        return
    try:
        root = find_site(site)
        written = [name for name in RECORDS if put_file(root, schema_path(name), schema_text(name))]
    except DossierError as problem:
        raise stop_with(problem) from None
    click.echo(f"{SCHEMA_FOLDER}: {len(written)} written, {len(RECORDS) - len(written)} unchanged")
