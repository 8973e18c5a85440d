"""What a build reads beside the records: the full texts of open sources, and what was verified of quotes."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from dossier.cache import Cache
from dossier.diagnostics import Diagnostic, Location
from dossier.load.files import State, check_seed_path, leads_through_link, read_seed
from dossier.load.held import Held, Looks
from dossier.load.verified import read_verified
from dossier.model.source import Source
from dossier.model.verification import VERIFIED_FILE, QuoteKey, VerifiedQuote


def open_texts(
    site: Path, sources: dict[str, Source], cache: Cache, look: Looks
) -> tuple[dict[str, str], list[Diagnostic]]:
    """The texts of open sources by their ids; what is wrong with them, and with the paths of others."""
    texts: dict[str, str] = {}
    found: list[Diagnostic] = []
    named = cache.once("full texts", sources, _named_texts)
    for path, record in named.others:
        # Only its path is checked here: the build never needs the text itself.
        found.extend(check_seed_path(path, record))
    straight = {folder: not leads_through_link(site / "seeds", folder) for folder in named.folders}
    looks = look.at(named.files)
    before: _Texts = cache.recall(b"texts") or _Texts([], [], {}, {})
    published = named.published
    if all(straight.values()) and before.holds(published, looks):
        return before.texts, found
    held: Held[str] = {}
    for (source, path), state in zip(published, looks, strict=True):
        looked, text = before.held.get(path, ((), None))
        problems: list[Diagnostic] = []
        if text is None or not state or looked != state or not straight[path.rpartition("/")[0]]:
            text, problems = read_seed(site, path, source.path)
        if cache.notes and text is not None and not problems:
            held[path] = state, text
        found.extend(problems)
        if text is not None:
            texts[source.id] = text
        elif not problems:
            message = f"the full text seeds/{path} is not there, and `rights: open` publishes it"
            hint = "put the text there, or publish excerpts only: rights: quotation"
            at = Location(source.path, keys=("text", ""))
            found.append(Diagnostic("text-missing", at, message, hint))
    if texts == before.texts:
        texts = before.texts
    cache.note(b"texts", _Texts(published, looks, held, texts))
    return texts, found


class _Texts(NamedTuple):
    """Full texts by their sources, with how their files looked; of `held` nothing was wrong with the file."""

    published: list[tuple[Source, str]]
    looks: list[State]
    held: Held[str]
    texts: dict[str, str]

    def holds(self, published: list[tuple[Source, str]], looks: list[State]) -> bool:
        """Whether the same texts are published, nothing being wrong with them."""
        told = self.published is published and self.looks == looks
        return told and len(self.held) == len({path for _, path in published})


class _NamedTexts(NamedTuple):
    """The full texts that sources name: those that are published, and others with the record that names them."""

    published: list[tuple[Source, str]]
    files: list[str]
    folders: set[str]
    others: list[tuple[str, str]]


def _named_texts(sources: dict[str, Source]) -> _NamedTexts:
    named = [(source, source.text) for source in sources.values() if source.text is not None]
    published = [(source, path) for source, path in named if source.rights == "open"]
    return _NamedTexts(
        published,
        [f"seeds/{path}" for _, path in published],
        {path.rpartition("/")[0] for _, path in published},
        [(path, source.path) for source, path in named if source.rights != "open"],
    )


def verified_quotes(
    site: Path, cache: Cache, look: Looks
) -> tuple[dict[QuoteKey, VerifiedQuote], list[Diagnostic]]:
    """The records of what was verified, read where the file is another one."""
    looks = look.at([VERIFIED_FILE])
    looked, known = cache.recall(b"verified") or (None, None)
    if known is None or looked != looks or not looks[0]:
        known = read_verified(site)
    cache.note(b"verified", (looks, known))
    records, found = known
    return records, [*found]
