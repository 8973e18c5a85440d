"""The command line: options in, exit code out. One module a command, imported when it is called.

Exit codes: 0 done, 1 the content has errors (or nothing could be done), 2 wrong usage, 3 another build
is writing to the same folder.
"""

from __future__ import annotations

import importlib
import keyword
import os
import sys
from typing import Any

import click

import dossier
from dossier.diagnostics import did_you_mean

COMMANDS = {
    "build": "Regenerate the site.",
    "check": "Report every problem of the content at once.",
    "import": "Take in texts, pages, PDF files and bibliographies as sources.",
    "init": "Start a dossier that builds and checks clean at once.",
    "link": "Show the mentions that the linker sees in a text, and why.",
    "new": "Start an actor, a source, an event or a page, with every key explained.",
    "publish": "Build the site and push it to its Pages branch.",
    "rename": "Give an actor, source, event or page another id, everywhere.",
    "review": "Decide the names that the linker is unsure of.",
    "schema": "Print or store the JSON Schemas with which editors complete and check files.",
    "serve": "Preview the site and reload the browser on every change.",
}
"""Each command and its one line of help, so that `dossier --help` imports none of them."""


class LazyGroup(click.Group):
    """A group that imports a command's module only when that command runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, sorted."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command's module's `command`."""
        if cmd_name not in COMMANDS:
            return None
        # No module can be called as a word of Python itself is: `import` stands in `import_`.
        module = cmd_name + "_" * keyword.iskeyword(cmd_name)
        command: click.Command = importlib.import_module(f"dossier.cli.{module}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, from the table instead of from their modules."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """A wrong name gets the nearest right one."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            hint = did_you_mean(args[0], COMMANDS)
            ctx.fail(f"No such command '{args[0]}'." + (f" {hint.capitalize()}" if hint else ""))
        return super().resolve_command(ctx, args)


def _print_version(ctx: click.Context, _option: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(f"dossier, version {dossier.__version__}")
        ctx.exit()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_print_version,
    help="Show the version and exit.",
)
def cli() -> None:
    """Turn YAML profiles and collected articles into a cross-linked static site.

    Example: dossier build && open build/index.html
    """


def main(arguments: list[str] | None = None) -> Any:
    """The entry point of the `dossier` command."""
    try:
        return cli.main(args=arguments, prog_name="dossier")
    except BrokenPipeError:
        # The reader of our output went away (`| head`): not an error, and nothing to print it to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as problem:
        # Where even the summary finds no room: `dossier build > file` on a full disk.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        where = f"{problem.filename}: " if problem.filename else ""
        click.echo(f"Error: {where}{(problem.strerror or str(problem)).lower()}", err=True)
        sys.exit(1)
