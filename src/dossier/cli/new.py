"""`dossier new`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from dossier.amend import create_file
from dossier.authoring.ids import id_for
from dossier.authoring.references import former_ids
from dossier.authoring.skeleton import skeleton
from dossier.cli.common import site_option, stop_with
from dossier.diagnostics import DossierError, did_you_mean
from dossier.json_schema import schema_path
from dossier.load import load_config
from dossier.load.files import ContentFile, content_files, find_site, read_text
from dossier.model.actor import BUILT_IN_KINDS, Actor
from dossier.urls import RESERVED_PAGES, slug_problem

SUFFIXES = {"actor": ".yml", "source": ".yml", "event": ".yml", "page": ".md"}
ROLES: tuple[str, ...] = Actor.model_fields["role"].annotation.__args__  # type: ignore[union-attr] # the words of a Literal


@click.command("new")
@click.argument("what", metavar="actor|source|event|page", type=click.Choice(list(SUFFIXES)))
@click.argument("name")
@site_option
@click.option("--id", "key", metavar="ID", help="The id, where that made of the name is not right.")
@click.option("--kind", metavar="KIND", help="Of an actor: its kind (default: person).")
@click.option("--role", type=click.Choice(ROLES), help="Of an actor: its role in the dossier.")
@click.option("--bare", is_flag=True, help="Only what was said, without the explanations.")
@click.option("--edit", is_flag=True, help="Open the new file in your editor ($EDITOR).")
def command(
    what: str,
    name: str,
    site: Path,
    key: str | None,
    kind: str | None,
    role: str | None,
    bare: bool,
    edit: bool,
) -> None:
    """Start an actor, a source, an event or a page, with every key explained.

    NAME is the actor's name, or the title. The id, which is the name of the file, is made of it;
    letters that are not Latin are transcribed. Prints the path. No file is overwritten.

    Example: dossier new actor "Ada Moreno" --role official
    """
    if what != "actor" and (kind or role):
        article = "an" if what == "event" else "a"
        raise click.UsageError(f"--kind and --role are for actors, not for {article} {what}.")
    if not name.strip():
        raise click.BadParameter("write the name, or the title", param_hint="NAME")
    try:
        root = find_site(site)
        values = _values(root, what, name.strip(), kind, role)
        path = _free_path(root, what, _id(what, name, key))
        has_schema = (root / schema_path(what)).is_file()
        text = skeleton(what, path, values, with_schema=has_schema, is_bare=bare)
        create_file(root, path, text)
    except DossierError as problem:
        raise stop_with(problem) from None
    click.echo(path)
    if edit:
        click.edit(filename=str(root / path))


def _values(root: Path, what: str, name: str, kind: str | None, role: str | None) -> dict[str, str]:
    if what != "actor":
        return {"title": name}
    kind = kind or "person"
    config, _ = load_config(root)
    kinds = [*BUILT_IN_KINDS, *(config.kinds if config else ())]
    if kind not in kinds:
        hint = did_you_mean(kind, kinds) or f"one of: {', '.join(kinds)}"
        raise click.BadParameter(f"no kind '{kind}'; {hint}", param_hint="--kind")
    return {"name": name, "kind": kind, **({"role": role} if role else {})}


def _id(what: str, name: str, asked: str | None) -> str:
    """The id asked for, else that made of the name."""
    key = asked or id_for(name)
    problem = slug_problem(key) if key else f"no id can be made of '{name}'"
    if not problem and what == "page" and key in RESERVED_PAGES:
        problem = f"'{key}' is a folder of the site itself"
    if problem:
        hint = "" if asked else "; name one with --id"
        raise click.BadParameter(problem + hint, param_hint="--id" if asked else "NAME")
    return key


def _free_path(root: Path, what: str, key: str) -> str:
    """Where the new file goes. Raises DossierError where the id is taken, in whatever folder."""
    config, _ = load_config(root)
    files = content_files(root, what, docs=config is not None and config.docs is not None)
    taken = files.get(key) or (_formerly(root, files.values(), key) if what == "actor" else None)
    if taken:
        was = "is taken by" if taken.id == key else "was an id of"
        raise DossierError(f"the id '{key}' {was} {taken.path}: name another with --id")
    return f"content/{what}s/{key}{SUFFIXES[what]}"


def _formerly(root: Path, files: Iterable[ContentFile], key: str) -> ContentFile | None:
    """The actor's file that had this id before: its old address leads to that actor."""
    for file in files:
        text, _ = read_text(root, file.path)
        if text and "former_ids" in text and key in former_ids(text):
            return file
    return None
