"""`dossier import`."""

from __future__ import annotations

import datetime
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from dossier.cli.common import (
    accessed_option,
    counted_words,
    site_option,
    stop_with,
)
from dossier.diagnostics import DossierError, has_errors
from dossier.importing.take_in import Failed, Importer, Taken
from dossier.inspection import survey
from dossier.load.files import find_site
from dossier.memory import seldom_searched
from dossier.terminal import printable

_LISTED = 5
"""Entries of a bibliography, and names without a profile, that are told one by one."""
_SAME = {
    "same-text": "this is the text of the source '{}'; nothing changed",
    "same-words": "but for its white space this is the text of the source '{}'; nothing changed",
    "same-piece": "'{}' is in the dossier already; nothing changed",
}


@click.command("import")
@site_option
@accessed_option
@click.option("--quiet", is_flag=True, help="Print only what was not taken in, and why.")
@click.argument("names", metavar="FILE|URL...", nargs=-1, required=True)
def command(site: Path, accessed: datetime.date, quiet: bool, names: tuple[str, ...]) -> None:
    """Take in texts, pages, PDF files and bibliographies as sources.

    Keeps the full text in seeds/ and writes a record into content/sources/ with what is stated, and
    with excerpts proposed inside the quote budget. A bibliography (CSL-JSON, BibTeX, RIS) gives a
    record an entry. Nothing is overwritten, and a text that is there already is recognised. An
    address is fetched once, from public addresses only.

    Example: dossier import article.html report.pdf library.json
    """
    try:
        root = find_site(site)
        dossier, lexicon, found = survey(root)
    except DossierError as problem:
        raise stop_with(problem) from None
    if has_errors(found) and not quiet:
        click.echo(
            "The content has errors, which `dossier check` lists; what is right is used.", err=True
        )
    importer = Importer(root, dossier, lexicon, accessed.isoformat())
    has_failed = False
    for name in names:
        with seldom_searched():
            outcomes = list(importer.take(name))
        failed = [each for each in outcomes if isinstance(each, Failed)]
        has_failed = has_failed or bool(failed)
        for each in failed:
            place = f"{name}:{each.line}" if each.line else name
            click.echo(printable(f"{place}: not imported: {each.reason}"), err=True)
        taken = [each for each in outcomes if isinstance(each, Taken)]
        if taken and not quiet:
            for line in _lines(name, taken):
                click.echo(printable(line))
    if has_failed:
        sys.exit(1)


def _lines(name: str, taken: list[Taken]) -> Iterator[str]:
    """What was done with one file or address."""
    if len(taken) > _LISTED:
        states = Counter(each.state for each in taken)
        new = counted_words(states["new"], "source")
        there = states["same-piece"]
        yield f"{name}: {new} written in content/sources/" + (
            f", {there} there already" if there else ""
        )
        yield from _missing(taken)
    else:
        for each in taken:
            yield from _one(name, each)
    yield from (f"  Note: {note}" for each in taken for note in each.notes)
    if len(taken) > 1 and any(each.state == "new" for each in taken):
        yield "  Next: import the texts themselves, as files or by their addresses"


def _missing(taken: list[Taken]) -> Iterator[str]:
    counts = Counter(key for each in taken for key in each.not_stated)
    if counts:
        parts = (f"{key} ({number})" for key, number in counts.items())
        yield f"  Not stated, and left out: {', '.join(parts)}"


def _one(name: str, taken: Taken) -> Iterator[str]:
    if taken.state in _SAME:
        yield f"{name}: {_SAME[taken.state].format(taken.source)}"
        return
    record = f"content/sources/{taken.source}.yml"
    if not taken.words:
        yield f"{name}: {record} written, without a text"
    elif taken.state == "attached":
        yield f"{name}: seeds/{taken.source}.txt written, for the source '{taken.source}'"
    else:
        yield f"{name}: {record} and seeds/{taken.source}.txt written"
    if taken.words:
        yield f"  {_quoted(taken)}"
    if taken.not_stated:
        yield f"  Not stated, and left out: {', '.join(taken.not_stated)}"
    if taken.unlisted:
        names = [f"{each.name} ({each.count})" for each in taken.unlisted[:_LISTED]]
        more = len(taken.unlisted) - _LISTED
        yield f"  No profile: {', '.join(names)}" + (f" and {more} more" if more > 0 else "")
    if taken.words:
        also = f"; dossier review --unlisted {taken.source}" if taken.unlisted else ""
        yield f"  Next: read the record, then dossier review {taken.source}{also}"


def _quoted(taken: Taken) -> str:
    words, named = counted_words(taken.words, "word"), counted_words(len(taken.named), "actor")
    if not taken.excerpts:
        return f"{words}, naming {named}; no excerpt proposed"
    quoted = f"{counted_words(taken.excerpts, 'excerpt')} proposed"
    budget = f"{taken.quoted} of the {taken.allowed} words that may be quoted"
    return f"{words}, naming {named}; {quoted}, {budget}, naming {taken.shown}"
