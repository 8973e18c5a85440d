"""One import after the other: read, compare with what is there, choose excerpts, write, tell.

A text comes with a record of its own. An entry of a bibliography becomes a source whose text is not
here: it is not `held: false`, which says that a document is known only through others, and that no
bibliography states.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from dossier.amend import change_file, create_files, remove_created
from dossier.authoring.skeleton import schema_line
from dossier.config import SiteConfig
from dossier.diagnostics import DossierError
from dossier.evidence.comparison import compare_quotes
from dossier.evidence.quotation import check_quotation
from dossier.evidence.words import words_of
from dossier.fold import fold_name
from dossier.importing.addresses import of_original, without_tracking
from dossier.importing.fetch import INTERNET, Net, fetch, is_address
from dossier.importing.formats import read
from dossier.importing.material import (
    MAX_BYTES,
    Bibliography,
    Material,
    NotImported,
    doi_of,
    web_address,
)
from dossier.importing.naming import Naming, read_names
from dossier.importing.propose import Proposal, propose
from dossier.importing.record import (
    FullRecord,
    KeptText,
    not_stated,
    path_of,
    record,
    source_of,
    with_text,
)
from dossier.importing.shelf import Shelf, doi_address
from dossier.link.lexicon import Lexicon
from dossier.link.scan import find_mentions
from dossier.link.texts import surroundings
from dossier.linking import link
from dossier.load.files import NotAFileError, read_start, read_text
from dossier.model.dossier import PublicDossier
from dossier.model.source import Excerpt, Source
from dossier.model.verification import FullText
from dossier.review.unlisted import Unlisted

SEEDS_IGNORED = "seeds/.gitignore"
_IGNORE = """\
# Full texts are other people's work: nothing here goes under version control but this file. The text of
# a source with `rights: open` is let through by a line of its own: !name.txt
*
!.gitignore
"""

State = Literal["new", "attached", "same-text", "same-words", "same-piece"]


@dataclass(frozen=True)
class Taken:
    """What became of one piece."""

    source: str
    state: State
    words: int = 0
    """Of its full text; 0 where it came without one."""
    excerpts: int = 0
    quoted: int = 0
    """Words of the excerpts."""
    allowed: int = 0
    """Words that may be quoted of it."""
    shown: int = 0
    """Actors that the excerpts name."""
    named: tuple[str, ...] = ()
    not_stated: tuple[str, ...] = ()
    unlisted: tuple[Unlisted, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Failed:
    """What was not taken in, and why; nothing of it was written."""

    reason: str
    line: int = 0
    """Of the file, from 1; 0 where it is all of it."""


class Importer:
    """Takes things into one dossier; what it has taken in it knows when the next one comes."""

    def __init__(
        self,
        root: Path,
        dossier: PublicDossier,
        lexicon: Lexicon,
        accessed: str,
        net: Net | None = None,
    ) -> None:
        """`accessed` is the day on which addresses are fetched, in EDTF."""
        self._root, self._dossier, self._lexicon = root, dossier, lexicon
        self._accessed, self._net = accessed, net or INTERNET
        self._shelf = Shelf(root, dossier)
        self._outlets = _outlets(dossier)

    def take(self, name: str) -> Iterator[Taken | Failed]:
        """What became of a file or an address: one answer a piece, a bibliography has many."""
        try:
            materials, origin, stem = self._read(name)
        except NotImported as problem:
            yield Failed(str(problem))
            return
        yield from (Failed(each.reason, each.line) for m in materials for each in m.left_out)
        for material in materials:
            try:
                yield self._keep(material, origin, stem)
            except (NotImported, DossierError) as problem:
                entry = (material.about.title or material.about.key)[:60]
                yield Failed(f"{entry}: {problem}" if len(materials) > 1 else str(problem))

    def _read(self, name: str) -> tuple[list[Material], str, str]:
        """The materials, what they are from, and a word for an id where nothing better is known."""
        if not is_address(name):
            path = Path(name)
            return read(_bytes_of(path), path.name), path.name, path.stem
        page = fetch(name, self._net)
        last = unquote(urlsplit(page.url).path.rstrip("/").rpartition("/")[2])
        materials = read(page.data, last, page.content_type, page.charset)
        stem = last.partition(".")[0] or urlsplit(page.url).hostname or ""
        if all(material.text is None for material in materials):
            return materials, page.url, stem
        return [_fetched(m, page.url, self._accessed) for m in materials], page.url, stem

    def _keep(self, material: Material, origin: str, stem: str) -> Taken:
        about, text = _completed(material).cleaned(), material.text
        sha256 = hashlib.sha256(text.encode()).hexdigest() if text else ""
        if text and (held := self._shelf.same_text(text, sha256)):
            return Taken(held.source, "same-text" if held.is_same else "same-words")
        known = self._shelf.same_piece(about)
        if known and text is None:
            return Taken(known, "same-piece", notes=material.notes)
        if known and text is not None:
            return self._attach(self._shelf.source(known), text, sha256, material.notes)
        outlet = self._outlets.get(_folded(about.publisher), "")
        name = self._shelf.free_id(about, stem, outlet)
        about = replace(about, publisher=outlet or about.publisher)
        missing = tuple(not_stated(about))
        if text is None:
            yaml = record(origin, about)
            self._shelf.add(source_of(yaml, name), None)
            create_files(self._root, self._record(name, yaml))
            return Taken(name, "new", not_stated=missing, notes=material.notes)
        kept = KeptText(f"{name}.txt", sha256, len(words_of(text)))
        bare = source_of(record(origin, about, FullRecord(kept)), name)
        naming = read_names(bare, text, self._lexicon)
        full = self._full(bare, kept, text, naming)
        yaml = record(origin, about, full)
        files = {_seed(kept): text, **self._record(name, yaml)}
        create_files(self._root, self._with_ignore(files))
        taken = self._told(source_of(yaml, name), text, full, naming)
        return replace(taken, not_stated=missing, notes=material.notes + naming.notes)

    def _attach(self, old: Source, text: str, sha256: str, notes: tuple[str, ...]) -> Taken:
        """Gives a text to a source that is known from a bibliography."""
        if old.text:
            message = f"its address is that of the source '{old.id}', whose text is another"
            raise NotImported(f"{message}: take `url` out of {old.path} to keep both")
        kept = KeptText(f"{old.id}.txt", sha256, len(words_of(text)))
        parts = {"text": kept.path, "text_sha256": kept.sha256, "words": kept.words}
        bare = old.model_copy(update=parts)
        naming = read_names(bare, text, self._lexicon)
        full = self._full(bare, kept, text, naming)
        yaml, _ = read_text(self._root, old.path)
        new = with_text(yaml or "", old, full)
        create_files(self._root, self._with_ignore({_seed(kept): text}))
        try:
            change_file(self._root, old.path, lambda fresh: with_text(fresh, old, full))
        except (DossierError, NotImported):
            remove_created(self._root, [_seed(kept)])
            raise
        taken = self._told(source_of(new, old.id, old.path), text, full, naming)
        return replace(taken, state="attached", notes=notes + naming.notes)

    def _full(self, bare: Source, kept: KeptText, text: str, naming: Naming) -> FullRecord:
        return FullRecord(kept, self._accepted(bare, text, naming), naming.actors)

    def _record(self, name: str, yaml: str) -> dict[str, str]:
        """The file of a new record, with the line by which editors complete its keys."""
        path = path_of(name)
        return {path: schema_line(self._root, "source", path) + yaml}

    def _with_ignore(self, files: dict[str, str]) -> dict[str, str]:
        """With the file that keeps full texts out of version control, where there is none."""
        is_there = os.path.lexists(self._root / SEEDS_IGNORED)
        return files if is_there else {SEEDS_IGNORED: _IGNORE, **files}

    def _told(self, source: Source, text: str, full: FullRecord, naming: Naming) -> Taken:
        """What is said of a source with a text that was written a moment ago."""
        self._shelf.add(source, text)
        shown = {
            mention.actor
            for excerpt in source.excerpts
            for mention in find_mentions(
                excerpt.quote, self._lexicon, surroundings(source, excerpt)
            )[0]
            if mention.actor
        }
        return Taken(
            source.id,
            "new",
            words=full.text.words,
            excerpts=len(full.excerpts),
            quoted=sum(len(words_of(each.quote)) for each in full.excerpts),
            allowed=int(full.text.words * self._dossier.config.quotation.max_share),
            shown=len(shown),
            named=tuple(full.named),
            unlisted=tuple(naming.unlisted),
        )

    def _accepted(self, source: Source, text: str, naming: Naming) -> list[Proposal]:
        """The proposals of which a check says nothing; the last is dropped where it names none."""
        excerpts = propose(text, naming, self._dossier.config.quotation)
        while excerpts and (faulty := self._faulty(source, excerpts, text)):
            excerpts = [each for number, each in enumerate(excerpts) if number not in faulty]
        return excerpts

    def _faulty(self, source: Source, excerpts: Sequence[Proposal], text: str) -> set[int]:
        """The numbers of the proposals that a check finds fault with."""
        listed = tuple(
            Excerpt(quote=e.quote, prefix=e.prefix or None, suffix=e.suffix or None)
            for e in excerpts
        )
        tried = source.model_copy(update={"excerpts": listed})
        # With the quote budget alone: the site's own words would be looked for in the whole text.
        config = SiteConfig(title=source.id, quotation=self._dossier.config.quotation)
        alone = PublicDossier(config, sources={source.id: tried})
        linked, _ = link(alone)
        found = compare_quotes(alone, linked, {source.id: FullText(text, source.text_sha256 or "")})
        findings = found.findings + check_quotation(linked, found.places, found.words)
        if not findings and found.states["exact"] == len(listed):
            return set()
        ways = [each.location.keys for each in findings]
        named = {way[1] for way in ways if way[:1] == ("excerpts",) and way[1:]}
        return {number for number in named if isinstance(number, int)} or {len(listed) - 1}


def _seed(kept: KeptText) -> str:
    return f"seeds/{kept.path}"


def _bytes_of(path: Path) -> bytes:
    """A file's bytes, of too big a one no more than show that it is. Raises NotImported."""
    try:
        if not path.is_file():
            raise NotImported(f"it is {_instead_of_a_file(path)}")
        # Where a link leads is read: the author named it.
        data, state = read_start(Path(os.path.realpath(path)), MAX_BYTES + 1)
        if (size := max(state.st_size, len(data))) > MAX_BYTES:
            limit = MAX_BYTES // 1_000_000
            raise NotImported(f"it has {size / 1e6:.0f} MB; the limit is {limit} MB")
    except NotAFileError:
        raise NotImported("it is no file") from None
    except (OSError, ValueError) as problem:
        words = getattr(problem, "strerror", None) or str(problem)
        raise NotImported(f"it cannot be read: {words.lower()}") from None
    else:
        return data


def _instead_of_a_file(path: Path) -> str:
    """What a name stands for that is no file's, and what to name."""
    if path.is_dir():
        return "a folder: name the files in it"
    if path.exists():
        return "no file"
    if path.is_symlink():
        return "a link that leads nowhere"
    is_like_an_address = len(path.parts) > 1 and "." in path.parts[0].strip(".")
    return "not there" + (
        "; an address on the net begins with https://" if is_like_an_address else ""
    )


def _fetched(material: Material, url: str, accessed: str) -> Material:
    """The material with where and when it was fetched, whatever the page calls its own address."""
    about = replace(material.about, url=without_tracking(web_address(url)), accessed=accessed)
    return replace(material, about=about)


def _completed(material: Material) -> Bibliography:
    """With the address that a DOI is: the one that lasts, for an entry of a bibliography the only one.

    Of an archived copy the address of the original counts.
    """
    about = of_original(material.about)
    if not about.doi or (about.url and material.text is not None):
        return about
    address = doi_address(about.doi)
    is_other = about.url and doi_of(about.url) != about.doi
    return replace(about, url=address, other_url=about.url if is_other else "")


def _folded(name: str) -> str:
    return fold_name(name).casefold()


def _outlets(dossier: PublicDossier) -> dict[str, str]:
    """Ids of outlets by their names; a name that two of them have is left out."""
    bearers: dict[str, set[str]] = {}
    for key, actor in dossier.actors.items():
        if dossier.config.is_outlet_kind(actor.kind):
            sure = [alias.text for alias in actor.aliases if not alias.ambiguous]
            for name in (actor.name, *sure):
                bearers.setdefault(_folded(name), set()).add(key)
    return {name: min(keys) for name, keys in bearers.items() if len(keys) == 1}
