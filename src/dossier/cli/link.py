"""`dossier link`."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from dossier.builds import BuildOptions
from dossier.cli.common import as_of_option, site_option, stop_with
from dossier.diagnostics import DossierError
from dossier.inspection import link_text
from dossier.load.files import find_site
from dossier.load.text import MAX_BYTES
from dossier.model.linked import Mention
from dossier.terminal import printable


@click.command("link")
@site_option
@as_of_option
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    help="Marked lines with the reason under each, or one JSON object a mention (default: text).",
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path())
def command(site: Path, as_of: datetime.date, style: str, files: tuple[str, ...]) -> None:
    """Show the mentions that the linker sees in a text, and why.

    FILE may be - for standard input. A name that was seen and held back has no actor; the actors
    that it could mean are listed. Offsets count code points, without a byte-order mark. Where several
    files are given, each JSON object names its own.

    Example: dossier link article.txt --format jsonl
    """
    try:
        root = find_site(site)
        for name in files:
            text = _read(name)
            mentions = link_text(root, text, BuildOptions(as_of))
            of_file = {"file": name} if len(files) > 1 else {}
            lines = _marked(text, mentions) if style == "text" else _jsonl(mentions, of_file)
            for line in lines:
                click.echo(line)
            if style == "text" and not mentions:
                click.echo(f"{printable(name)}: names nobody who has a profile here", err=True)
    except DossierError as problem:
        raise stop_with(problem) from None


def _read(name: str) -> str:
    """A file's or standard input's text. Raises DossierError where it cannot be read as UTF-8.

    A byte-order mark says how the file is written and is no part of the text, here as in `seeds/`
    (The Unicode Standard, section 23.8).
    """
    try:
        data = _start_of(name)
        if len(data) > MAX_BYTES:
            limit = MAX_BYTES // 1_000_000
            raise DossierError(
                f"{name}: more than {limit} MB, the limit of a text; give it in parts"
            )
        return data.decode("utf-8-sig")
    except OSError as problem:
        raise DossierError(f"{name}: {(problem.strerror or str(problem)).lower()}") from None
    except UnicodeDecodeError as problem:
        raise DossierError(f"{name}: byte {problem.start} is not UTF-8") from None


def _start_of(name: str) -> bytes:
    """As much as shows whether it is too large. A device may never end, a pipe never begin."""
    if name == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    path = Path(name)
    if path.exists() and not path.is_file() and not path.is_dir():
        raise DossierError(f"{name}: no file, but a pipe or a device; - is standard input")
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _jsonl(mentions: tuple[Mention, ...], of_file: dict[str, str]) -> Iterator[str]:
    for mention in mentions:
        line: dict[str, object] = {
            **of_file,
            "start": mention.start,
            "end": mention.end,
            "text": mention.text,
            "actor": mention.actor,
            "rule": mention.rule,
        }
        if mention.actor is None:
            line["candidates"] = list(mention.candidates)
        yield json.dumps(line, ensure_ascii=False)


def _marked(text: str, mentions: tuple[Mention, ...]) -> Iterator[str]:
    """Each line that names somebody, the names in [brackets], and under it who and why."""
    rest = iter(mentions)
    mention = next(rest, None)
    end = -1
    while mention is not None:
        # On to the line of the next name; the names are in the order of the text.
        start, end = end + 1, text.find("\n", end + 1)
        end = len(text) if end < 0 else end
        inside: list[Mention] = []
        while mention is not None and mention.start < end:
            inside.append(mention)
            mention = next(rest, None)
        if inside:
            parts, at = [], start
            for each in inside:
                parts += [text[at : each.start], "[", text[each.start : each.end], "]"]
                at = each.end
            yield printable("".join(parts) + text[at : max(at, end)]).rstrip()
            yield from (f"    {_reason(each)}" for each in inside)


def _reason(mention: Mention) -> str:
    words = " ".join(printable(mention.text).split())
    if mention.actor is None:
        could = ", ".join(mention.candidates) or "nobody"
        return f"{words}: held back ({mention.rule}); could be {could}"
    return f"{words}: {mention.actor} ({mention.rule})"
