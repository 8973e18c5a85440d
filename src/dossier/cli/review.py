"""`dossier review`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from dossier.amend import change_file
from dossier.cli.common import counted_words, print_findings, site_option, stop_with
from dossier.cli.talk import Ended, ask, marked
from dossier.cli.texts import full_text, has_full_text
from dossier.cli.unlisted import list_unlisted
from dossier.diagnostics import DossierError, Severity, did_you_mean
from dossier.inspection import survey
from dossier.link.lexicon import Lexicon
from dossier.load.edit import EditRefused, scalar
from dossier.load.files import find_site, read_text
from dossier.load.locate import locate
from dossier.model.actor import Actor
from dossier.model.dossier import PublicDossier
from dossier.model.source import Source
from dossier.review.answers import (
    Answer,
    Entries,
    Outdated,
    Recorded,
    by_hand,
    recorded,
    source_of,
    with_named,
    without_named,
)
from dossier.review.questions import Question, line_of, newly_named, questions, sentence
from dossier.review.whom import actors_called, called_in_full, nearest

HELP = """\
  y         yes: the actor proposed
  1, 2 …    the candidate of that number
  n         nobody: these words are not linked here
  Y, N      the same for all further occurrences of these words in this text; so do Y 2 and Y NAME
  ID, NAME  another actor: an id, a name, or a part of one
  s         skip: it is asked again another time
  q         quit; what was answered is recorded
"""
_SHOWN = 8
"""Actors that are listed where a name means several."""


@click.command("review")
@site_option
@click.option(
    "--unlisted",
    is_flag=True,
    help="List the names that the texts mention and no profile covers; start profiles from them.",
)
@click.argument("sources", metavar="[SOURCE]...", nargs=-1)
def command(site: Path, unlisted: bool, sources: tuple[str, ...]) -> None:
    """Decide the names that the linker is unsure of.

    Shows each name that is held back, or linked by a short form, in its sentence, and writes the
    answer into the source's file, where only the lines of the answer change. What was answered is
    never asked again. SOURCE is the id of a source; without one, all are gone through.

    Example: dossier review latin-times-alliance
    """
    try:
        root = find_site(site)
        dossier, lexicon, diagnostics = survey(root)
        errors = [found for found in diagnostics if found.severity is Severity.ERROR]
        print_findings(locate(root, errors))
        chosen, unreadable = _chosen(dossier, sources)
        if unlisted:
            list_unlisted(root, chosen, dossier, lexicon)
        else:
            _Walk(root, chosen, dossier, lexicon).go()
    except DossierError as problem:
        raise stop_with(problem) from None
    if unreadable:
        click.echo(f"Not looked at, since they cannot be read: {', '.join(unreadable)}", err=True)
        sys.exit(1)


def _chosen(dossier: PublicDossier, names: tuple[str, ...]) -> tuple[list[Source], list[str]]:
    """The sources that are asked for, and the ids of those that have errors."""
    broken = [key.partition(":")[2] for key in sorted(dossier.broken) if key.startswith("sources:")]
    for name in names:
        if name not in dossier.sources and name not in broken:
            hint = did_you_mean(name, dossier.sources)
            raise click.UsageError(f"no source '{name}'" + (f"; {hint}" if hint else ""))
    wanted = list(dict.fromkeys(names)) or [*dossier.sources, *broken]
    readable = [dossier.sources[name] for name in wanted if name in dossier.sources]
    return readable, [name for name in wanted if name in broken]


class _Walk:
    """Goes through the sources, question by question; every answer is on disk before the next."""

    def __init__(
        self, root: Path, sources: list[Source], dossier: PublicDossier, lexicon: Lexicon
    ) -> None:
        self.root = root
        self.sources = sources
        self.dossier = dossier
        self.lexicon = lexicon
        self.remaining: dict[str, int] = {}
        """How many questions are open, by source."""
        self.passed: set[object] = set()
        """What is not asked again in this run."""
        self.unsettled: dict[str, None] = {}
        """Sources with a full text at hand of which nobody said yet whom `named` is to have."""
        self.recorded = self.skipped = self.refused = 0
        self.asked = False

    def go(self) -> None:
        """Asks all there is to ask, until nothing is left or nobody answers; then says what was done."""
        if not self.dossier.config.linking.autolink:
            click.echo("Nothing to ask: `linking: {autolink: false}` links no name by itself.")
            return
        try:
            for source in self.sources:
                text = self.dossier.texts.get(source.id)
                self.remaining[source.id] = len(list(questions(source, text, self.lexicon)))
                if has_full_text(self.root, source):
                    self.unsettled[source.id] = None
            for source in self.sources:
                self.source(source)
        except (Ended, KeyboardInterrupt):
            self.asked = True
            click.echo()
        if self.asked:
            left = sum(self.remaining.values()) + self.refused
            # How many names they hold is not known without reading them.
            sources = counted_words(len(self.unsettled), "source")
            more = f"; `named` is not settled in {sources}" if self.unsettled else ""
            click.echo(f"{self.recorded} recorded, {self.skipped} skipped, {left} left{more}.")
        else:
            number = counted_words(len(self.sources), "source")
            click.echo(f"Nothing to ask: no uncertain name in {number}.")

    def source(self, source: Source) -> None:
        """All questions of one source, which is read anew before each.

        Whom its full text names is offered first, since that tells whom a short form may mean; and again
        at the end, where an answer told of somebody more.
        """
        text = full_text(self.root, source)
        is_begun = False
        while True:
            yaml = read_text(self.root, source.path)[0]
            try:
                fresh = source_of(yaml or "", source)
            except Outdated:
                click.echo(f"{source.path} can no longer be read; see `dossier check`.", err=True)
                return
            asked = questions(fresh, text, self.lexicon)
            pending = [each for each in asked if each.identity not in self.passed]
            self.remaining[source.id] = len(pending)
            is_due = not pending or not is_begun
            is_begun = True
            if is_due and text is not None:
                self.unsettled[source.id] = None
                is_amended = self.named(fresh, text)
                del self.unsettled[source.id]
                if is_amended:
                    continue
            if not pending:
                return
            self.question(pending[0], yaml or "", text)

    def question(self, question: Question, yaml: str, text: str | None) -> None:
        """One question, until its answer is understood, and what follows from it."""
        self.asked = True
        self.show(question, yaml)
        while True:
            line = ask(self.prompt(question))
            if line in ("?", "help"):
                click.echo(HELP, nl=False)
            elif line in ("q", "quit"):
                raise Ended
            elif line in ("s", "skip"):
                self.passed.add(question.identity)
                self.skipped += 1
                return
            elif (answer := self.understood(line, question)) is not None:
                self.record(question, answer, text)
                return

    def show(self, question: Question, yaml: str) -> None:
        """The words in their sentence, where that stands, why they are in question, who it may be."""
        passage, source = question.passage, question.passage.source
        done = self.recorded + self.skipped + self.refused
        total = done + sum(self.remaining.values())
        label = self.dossier.source_labels.get(source.id, "")
        path = f"seeds/{source.text}" if passage.excerpt is None else source.path
        mention = question.mention
        click.echo(f"\n{done + 1} of {total}: {source.id} · {label}")
        click.echo(f"{passage.label}, {path}:{line_of(question, yaml)}\n")
        click.echo("    " + marked(*sentence(passage.text, mention.start, mention.end)) + "\n")
        click.echo(f"{question.words}: {question.reason}")
        if question.proposal is None:
            for number, key in enumerate(question.candidates, 1):
                click.echo(f"  {number}  {self.called(key)}")

    def prompt(self, question: Question) -> str:
        """The line that asks."""
        if question.proposal:
            return f"Is this {self.called(question.proposal)}? [y n Y N, ID, s q ?] "
        return f"Who is this? [1-{len(question.candidates)} n N, ID, s q ?] "

    def understood(self, line: str, question: Question) -> Answer | None:
        """An answer from a line; None, with a word on why, where it is none."""
        word, _, rest = line.partition(" ")
        every = word in ("Y", "N")
        if line in ("n", "N", "no", "nobody"):
            return Answer(None, every)
        if line in ("y", "Y", "yes"):
            if question.proposal:
                return Answer(question.proposal, every)
            click.echo(f"Several may be meant: type a number, 1 to {len(question.candidates)}.")
            return None
        # A name may begin with such a letter: the "Y" of "Y Combinator" is no answer.
        if word in ("y", "Y") and not called_in_full(line, self.dossier.actors):
            line = rest.strip()
        else:
            every = False
        if line.isdecimal() and 0 < int(line[:9]) <= len(question.candidates):
            return Answer(question.candidates[int(line) - 1], every)
        actor = self.other(line)
        return None if actor is None else Answer(actor, every)

    def other(self, words: str) -> str | None:
        """The one actor that typed words mean; None, with a word on why, where there is not one."""
        actors = self.dossier.actors
        found = actors_called(words, actors)
        if len(found) == 1:
            return found[0]
        if found:
            click.echo(f"'{words}' may be:")
            for key in found[:_SHOWN]:
                click.echo(f"  {self.called(key)}")
            if len(found) > _SHOWN:
                click.echo(f"  and {len(found) - _SHOWN} more")
        elif words:
            hint = nearest(words, actors)
            click.echo(f"No actor '{words}'" + (f"; {hint}" if hint else ". Type ? for help."))
        else:
            click.echo("Type ? for help.")
        return None

    def called(self, key: str) -> str:
        """An actor's name and id."""
        actor: Actor | None = self.dossier.actors.get(key)
        return f"{actor.name} ({key})" if actor else key

    def record(self, question: Question, answer: Answer, text: str | None) -> None:
        """Writes an answer, or says why not and what to write by hand."""
        path = question.passage.source.path
        done: list[Recorded] = []

        def change(yaml: str) -> str:
            done.append(recorded(yaml, question, answer, text, self.lexicon))
            return done[-1].yaml

        try:
            change_file(self.root, path, change)
        except Outdated:
            click.echo(f"{path} has changed, and these words with it.")
        except (EditRefused, DossierError) as problem:
            self.passed.add(question.identity)
            self.refused += 1
            click.echo(f"Not recorded: {problem}", err=True)
            where = f"`links` of the {question.passage.label}, {path}"
            click.echo(
                f"Write it by hand, into {where}: {_written(by_hand(question, answer))}", err=True
            )
        else:
            self.recorded += done[-1].settled
            click.echo(f"Recorded in {path}: {_written(done[-1].entries)}")

    def named(self, source: Source, text: str) -> bool:
        """Offers to record whom a source's full text names; whether that was done.

        "No" is recorded as an empty list, so that it is not offered again.
        """
        # Of an open text the site knows that itself, except for short forms in the excerpts.
        useful = source.rights != "open" or bool(source.excerpts)
        missing = newly_named(source, text, self.lexicon) if useful else []
        offered = {(source.id, actor) for actor in missing}
        if offered <= self.passed:
            return False
        self.passed |= offered
        self.asked = True
        number = counted_words(len(missing), "actor")
        click.echo(
            f"\n{source.id}: its full text names {number} beyond `named`: {', '.join(missing)}"
        )
        prompt = "Record them, so that short forms in excerpts need no full text? [y n s q] "
        while (line := ask(prompt).lower()) not in ("y", "yes", "n", "no", "s", "skip"):
            if line in ("q", "quit"):
                raise Ended
        if line in ("s", "skip"):
            return False
        if line in ("y", "yes"):
            return self.amended(
                source,
                lambda yaml: with_named(yaml, source, missing),
                f"named: [{', '.join(missing)}]",
                f"{number} in `named`",
            )
        if source.named:
            # A list has no place for who is not to be in it.
            click.echo("`named` stays as it is; this is offered again the next time.")
        else:
            self.amended(source, without_named, "named: []", "named: []")
        return False

    def amended(
        self, source: Source, change: Callable[[str], str], by_hand: str, done: str
    ) -> bool:
        """Changes a source's `named`; whether that was possible, and if not what to write by hand."""
        try:
            change_file(self.root, source.path, change)
        except (EditRefused, Outdated, DossierError) as problem:
            said = str(problem) or "the file can no longer be read"
            click.echo(f"Not recorded: {said}", err=True)
            click.echo(f"Write it by hand, into {source.path}: {by_hand}", err=True)
            return False
        click.echo(f"Recorded in {source.path}: {done}")
        return True


def _written(entries: Entries) -> str:
    return ", ".join(f"{scalar(words)}: {scalar(actor)}" for words, actor in entries.items())
