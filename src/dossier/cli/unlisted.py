"""`dossier review --unlisted`: names without a profile, and the profiles that are started from them."""

from __future__ import annotations

import contextlib
from pathlib import Path

import click

from dossier.amend import create_file
from dossier.authoring.ids import id_for
from dossier.authoring.skeleton import schema_line
from dossier.cli.common import counted_words
from dossier.cli.talk import Ended, ask, marked
from dossier.cli.texts import full_text
from dossier.diagnostics import DossierError, did_you_mean
from dossier.link.lexicon import Lexicon
from dossier.load.edit import scalar
from dossier.model.actor import BUILT_IN_KINDS
from dossier.model.dossier import PublicDossier
from dossier.model.source import Source
from dossier.review.unlisted import SourceText, Unlisted, texts_of, unlisted
from dossier.urls import slug_problem


def list_unlisted(
    root: Path, sources: list[Source], dossier: PublicDossier, lexicon: Lexicon
) -> None:
    """Prints the names, then starts a profile from each whose number is typed."""
    texts: list[SourceText] = []
    for source in sources:
        texts += texts_of(source, full_text(root, source), lexicon)
    names = unlisted(texts)
    if not names:
        looked = f"{counted_words(len(texts), 'text')} of {counted_words(len(sources), 'source')}"
        click.echo(f"No name without a profile in {looked}.")
        return
    for number, name in enumerate(names, 1):
        times = counted_words(name.count, "time")
        places = counted_words(len(name.sources), "source")
        click.echo(f"{number:3}  {name.name}: {times} in {places}")
        click.echo(f"     {name.source}: {marked(*name.context)}")
    with contextlib.suppress(Ended, KeyboardInterrupt):
        _start_profiles(root, names, dossier)


def _start_profiles(root: Path, names: list[Unlisted], dossier: PublicDossier) -> None:
    kinds = [*BUILT_IN_KINDS, *dossier.config.kinds]
    taken = {old: actor.path for actor in dossier.actors.values() for old in actor.former_ids}
    taken |= {key: actor.path for key, actor in dossier.actors.items()}
    for key in dossier.broken:
        folder, _, name = key.partition(":")
        if folder == "actors":
            taken[name] = "a file with errors"
    while (line := ask("Number of a name to start a profile from, q to quit: ")) not in (
        "q",
        "quit",
    ):
        if not line.isdecimal() or not 0 < int(line[:9]) <= len(names):
            click.echo(f"Type a number from 1 to {len(names)}, or q.")
            continue
        name = names[int(line) - 1].name
        kind = _kind(kinds)
        key = _id(name, taken)
        path = f"content/actors/{key}.yml"
        try:
            head = schema_line(root, "actor", path)
            create_file(root, path, f"{head}name: {scalar(name)}\nkind: {scalar(kind)}\n")
        except DossierError as problem:
            click.echo(f"Not written: {problem}", err=True)
            continue
        taken[key] = path
        click.echo(f"{path}: written")


def _kind(kinds: list[str]) -> str:
    """A kind of actor, asked for until there is one of that name."""
    while (kind := ask("Kind (person): ") or "person") not in kinds:
        hint = did_you_mean(kind, kinds) or f"one of: {', '.join(kinds)}"
        click.echo(f"No kind '{kind}'; {hint}")
    return kind


def _id(name: str, taken: dict[str, str]) -> str:
    """A free id, asked for until there is one; proposed is the one nearest to the name."""
    near = id_for(name)
    proposed = near if near not in taken else ""
    prompt = f"Id ({proposed}): " if proposed else "Id: "
    while True:
        key = ask(prompt) or proposed
        problem = slug_problem(key)
        if key in taken:
            problem = f"'{key}' is taken by {taken[key]}"
        if not problem:
            return key
        click.echo(problem)
