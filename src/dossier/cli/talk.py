"""Questions on the terminal and answers by lines, from a keyboard or through a pipe."""

from __future__ import annotations

import sys

import click

from dossier.cli.common import shows_colour


class Ended(Exception):
    """There are no more answers: the end of the input, or Ctrl-C."""


def ask(prompt: str) -> str:
    """One line of standard input, without blanks around it. Raises Ended where there is none.

    What comes through a pipe is printed behind the prompt, so that what was asked and answered can
    be read afterwards; at its end not even the prompt is.
    """
    if sys.stdin is None:  # the program was started without an input
        raise Ended
    typed = sys.stdin.isatty()
    if typed:
        click.echo(prompt, nl=False)
    try:
        # Bytes, because what is not UTF-8 is an answer that is not understood and no traceback.
        line = sys.stdin.buffer.readline()
    except KeyboardInterrupt:
        line = b""
    if not line:
        if typed:
            click.echo()
        raise Ended
    answer = line.decode("utf-8", "replace").strip()
    if not typed:
        click.echo(prompt + answer)
    return answer


def marked(before: str, words: str, after: str) -> str:
    """A sentence with some of its words marked: in bold and reverse, or in »…«."""
    shown = click.style(words, bold=True, reverse=True) if shows_colour() else f"»{words}«"
    return before + shown + after
