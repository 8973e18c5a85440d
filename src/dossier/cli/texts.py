"""The full texts that commands read for their author."""

from __future__ import annotations

from pathlib import Path

from dossier.cli.common import print_findings
from dossier.load.files import check_seed_path, read_seed
from dossier.load.locate import locate
from dossier.model.source import Source


def has_full_text(root: Path, source: Source) -> bool:
    """Whether a source's text is there below `seeds/`."""
    if source.text is None or check_seed_path(source.text, source.path):
        return False
    return (root / "seeds" / source.text).is_file()


def full_text(root: Path, source: Source) -> str | None:
    """A source's text below `seeds/`, None where it is not there; prints why it cannot be read."""
    if source.text is None:
        return None
    is_open = source.rights == "open"
    text, found = read_seed(root, source.text, source.path, is_published=is_open)
    # Of an open text, and of the path of any, `load` has said it already.
    if not is_open and not check_seed_path(source.text, source.path):
        print_findings(locate(root, found))
    return text
