"""`python -m dossier`: the same as the `dossier` command."""

from dossier.cli import main

if __name__ == "__main__":
    main()
