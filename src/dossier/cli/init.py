"""`dossier init`."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from dossier.amend import create_file
from dossier.authoring.starter import starter_files
from dossier.authoring.workflow import WORKFLOW_FILE, pages_workflow
from dossier.cli.common import stop_with
from dossier.config import CONFIG_FILE
from dossier.diagnostics import DossierError
from dossier.git import Checkout, checkout


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--bare",
    is_flag=True,
    help="Without the invented story: only settings, explained, and schemas.",
)
@click.option(
    "--ci",
    is_flag=True,
    help="Add a GitHub Actions workflow that checks and publishes, at the top of the repository.",
)
def command(folder: Path, bare: bool, ci: bool) -> None:
    """Start a dossier that builds and checks clean at once.

    DIR is made, or is empty (but for a .git). It gets three actors, two sources, an event and a
    page of an invented story, everything commented, and JSON Schemas for your editor. No file is
    overwritten.

    Example: dossier init my-dossier
    """
    try:
        _check_empty(folder)
        files = starter_files(_title_of(folder) if bare else None)
        folder.mkdir(parents=True, exist_ok=True)
        place = checkout(folder) if ci else None
        for path, text in files.items():
            create_file(folder, path, text)
        if place:
            _add_workflow(folder, place)
    except OSError as problem:
        words = (problem.strerror or str(problem)).lower()
        raise stop_with(DossierError(f"{folder}: {words}")) from None
    except DossierError as problem:
        raise stop_with(problem) from None
    outer = next((up for up in folder.resolve().parents if (up / CONFIG_FILE).is_file()), None)
    if outer:
        click.echo(f"Warning: {folder} lies inside another dossier, {outer}", err=True)
    then = "dossier new actor NAME" if bare else "dossier serve --open"
    click.echo(f"{folder}: {len(files)} files. Go on with: {_into(folder)} && {then}")


def _add_workflow(folder: Path, place: Checkout) -> None:
    """The workflow, where GitHub looks for it: at the top of the repository around the folder."""
    target = place.top / WORKFLOW_FILE
    if target.exists():
        again = f"{_into(folder)} && dossier publish --workflow --force"
        click.echo(
            f"Warning: {target} is there, and stays as it is; to replace it: {again}", err=True
        )
        return
    create_file(place.top, WORKFLOW_FILE, pages_workflow(place.branch, folder=place.folder))
    click.echo(f"{target}: checks every push, and publishes the branch {place.branch}")


def _title_of(folder: Path) -> str:
    """What a folder's name says of the dossier in it: "Harbour deals" for harbour-deals."""
    words = folder.resolve().name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] or "Untitled"


def _into(folder: Path) -> str:
    """The way into a folder, as it is typed in a shell, whatever its name."""
    return f"cd {shlex.quote(str(folder))}"


def _check_empty(folder: Path) -> None:
    """Raises DossierError where a new dossier would mix with something else."""
    if ".git" in folder.resolve().parts:
        raise DossierError(f"{folder}: inside of .git, which is git's own; name another folder")
    if folder.is_symlink():
        raise DossierError(f"{folder}: a symbolic link, which is not followed; name another folder")
    if folder.exists() and not folder.is_dir():
        raise DossierError(f"{folder}: a file of this name is there; name another folder")
    if (folder / CONFIG_FILE).exists():
        raise DossierError(f"{folder}: a dossier already; 'dossier new' adds a file to it")
    if folder.is_dir() and any(entry.name != ".git" for entry in folder.iterdir()):
        raise DossierError(f"{folder}: not empty; name a new folder, or empty this one first")
