"""The `dossier` command, also as `python -m dossier`."""

from __future__ import annotations

import sys

from dossier.memory import seldom_searched


def run() -> None:
    """Runs the command line; an interrupt is one word, even before there is a command line."""
    with seldom_searched():  # what is imported stays
        try:
            from dossier.cli import main  # noqa: PLC0415 - it takes long enough to be interrupted
        except KeyboardInterrupt:
            sys.stderr.write("\nAborted!\n")
            sys.exit(1)
        main()


if __name__ == "__main__":
    run()
