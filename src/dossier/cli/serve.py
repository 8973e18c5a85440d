"""`dossier serve`."""

from __future__ import annotations

import datetime
from functools import partial
from pathlib import Path

import click

from dossier.builds import BuildOptions
from dossier.cache import Memory
from dossier.cli.common import as_of_option, complete_build, site_option, stop_with
from dossier.diagnostics import Diagnostic, DossierError, format_text
from dossier.load.files import find_site
from dossier.load.locate import locate
from dossier.pipeline import sketch, theme_assets
from dossier.preview import Preview
from dossier.serve import serve as serve_preview


@click.command("serve")
@site_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(1, 65535),
    help="Port to listen at; a taken one gives the next free one.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open the preview in a browser.")
@as_of_option
def command(site: Path, host: str, port: int, open_browser: bool, as_of: datetime.date) -> None:
    """Preview the site and reload the browser on every change.

    Drafts and embargoed records are shown, marked as such; private notes never are. What is wrong
    is shown in the page while the last good site stays. build/ is not touched.

    Example: dossier serve --open
    """
    options = BuildOptions(as_of, drafts=True, live_reload=True, jobs=0)
    # In memory only: drafts are among what it holds.
    memory = Memory()
    try:
        root = find_site(site)
        complete_build(root)
        preview = Preview(
            root,
            partial(sketch, root, options, memory),
            partial(_printed, root),
            partial(theme_assets, root),
            click.echo,
            partial(click.echo, err=True),
        )
        serve_preview(preview, host, port, open_browser=open_browser)
    except DossierError as problem:
        raise stop_with(problem) from None


def _printed(root: Path, findings: list[Diagnostic]) -> list[str]:
    return [format_text(found, line) for found, line in locate(root, findings)]
