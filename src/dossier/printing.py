"""The files of a site made part by part, each part by whichever process is free.

What is made is kept where `keep` puts it; of a part only a short report comes back: which files it has,
what is wrong with them, and what they link to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from dossier.assemble import Assembly, Sheets
from dossier.assemble.search import searchable
from dossier.builds import Step
from dossier.cache import Cache, Memory, digest, written
from dossier.diagnostics import Diagnostic
from dossier.export.catalog import DATA_FILES, Catalog
from dossier.export.data import DOSSIER_JSON
from dossier.export.search import search_files
from dossier.model.page import Page, RenderedFile, Staged
from dossier.render.pages import Press, render_page
from dossier.urls import OutputPath, actor_data
from dossier.verify import LinksSeen, Noted
from dossier.workers import ALONE, Executor, in_parts


class Keep(Protocol):
    """Where files are to be."""

    def put(self, file: RenderedFile) -> Staged:
        """Puts a file there, and says what is known of it."""

    def has(self, file: Staged) -> bool:
        """Whether a file of an earlier build is there still, just as it was put."""


PART = 25
"""So many jobs are done before a process reports: some tens of milliseconds."""

FEW_PARTS = 12
"""Fewer are done sooner by one process than others are started."""
SEARCH = "search"
Job = Sheets | OutputPath
"""Pages of one kind, a file of data, or the index of the search."""


Made = tuple[tuple[Staged, Noted], ...]
"""The files of a job, as they were put and as they link."""


@dataclass(frozen=True)
class Proof:
    """What was made of some jobs."""

    files: list[Staged] = field(default_factory=list)
    diagnostics: dict[Diagnostic, None] = field(default_factory=dict)
    """Each once: a template's error stands on every page that it draws."""
    links: LinksSeen = field(default_factory=LinksSeen)
    new: dict[bytes, Made] = field(default_factory=dict)
    """What another build need not make again."""
    used: list[bytes] = field(default_factory=list)
    """The keys of what an earlier build had made."""
    recalled: dict[OutputPath, Sheets] = field(default_factory=dict)
    """The pages among these."""

    def add(self, other: Proof) -> None:
        """What was made of the jobs after these."""
        self.files.extend(other.files)
        self.diagnostics.update(other.diagnostics)
        self.links.add(other.links)
        self.new.update(other.new)
        self.used.extend(other.used)
        self.recalled.update(other.recalled)

    def keep(self, file: RenderedFile, keep: Keep, source_path: str = "") -> tuple[Staged, Noted]:
        """Notes a file that is made, and puts it where it is to be."""
        staged = keep.put(file)
        self.files.append(staged)
        return staged, self.links.note(file, source_path)

    def recall(self, key: bytes, made: Made, sheets: Sheets) -> None:
        """Notes what an earlier build made, and what stands where it put it."""
        self.used.append(key)
        for file, noted in made:
            self.files.append(replace(file, is_changed=False))
            self.links.recall(file.path, noted)
            self.recalled[file.path] = sheets


@dataclass(frozen=True)
class Printer:
    """All that the files of a site are made with."""

    assembly: Assembly
    press: Press
    catalog: Catalog
    redirects: Sequence[Page]
    keep: Keep
    cache: Cache

    def parts(self) -> list[Sequence[Job]]:
        """All jobs, those first and alone that take long."""
        long = [[OutputPath(SEARCH)], *([path] for path in DATA_FILES)]
        return [*long, *in_parts(self.assembly.sheets(), PART)]

    def addresses(self, proof: Proof) -> list[OutputPath]:
        """The pages that a search engine is to know: all but those that lead to another."""
        moved = {page.path for page in self.redirects}
        return [f.path for f in proof.files if f.path.endswith(".html") and f.path not in moved]

    def print_all(self, executor: Executor, step: Step) -> Proof:
        """Every page and every file of data, made by `executor`."""
        whole = Proof()
        parts = self.parts()
        if len(parts) < FEW_PARTS:
            executor = ALONE
        elif not executor.is_far:
            self.press.theme.compile()
        made = _printed_afar if executor.is_far else _printed
        for number, proof in enumerate(made(self, parts, executor), 1):
            step("making pages", number, len(parts))
            whole.add(proof)
        self.finish(whole)
        return whole

    def finish(self, proof: Proof) -> None:
        """Adds the pages that only lead to others, and remembers what was made."""
        self._print_pages(self.redirects, proof)
        self.cache.use(proof.used)
        for key, made in proof.new.items():
            self.cache.put(key, made)

    def look_again(self, proof: Proof) -> None:
        """Makes those pages again whose links lead nowhere now, to say what is wrong.

        `proof` is of all files of the site.
        """
        for path in proof.links.doubtful():
            for page in self.assembly.pages(proof.recalled[OutputPath(path)]):
                file, _ = render_page(page, self.press)
                if file is not None and page.path == path:
                    proof.links.note(file, page.source_path)

    def page_at(self, path: str) -> Page | None:
        """The page that is written to a path, of whatever kind."""
        moved = (page for page in self.redirects if page.path == path)
        return next(moved, None) or self.assembly.page_at(path)

    def files_with(self, path: str) -> Iterator[RenderedFile]:
        """Those files of data that are made together with the one at a path; none where it is no such file."""
        folder, _, rest = path.partition("/")
        if path in DATA_FILES:
            yield from self._files(OutputPath(path))
        elif folder == SEARCH:
            yield from self._files(OutputPath(SEARCH))
        elif path == actor_data(rest.partition("/")[0]):
            yield from self._files(DOSSIER_JSON)

    def print_part(self, jobs: Iterable[Job]) -> Proof:
        """What is made of some jobs."""
        proof = Proof()
        for job in jobs:
            if isinstance(job, str):
                for file in self._files(job):
                    proof.keep(file, self.keep)
            else:
                self._print_sheets(job, proof)
        return proof

    def _print_sheets(self, sheets: Sheets, proof: Proof) -> None:
        pages = list(self.assembly.pages(sheets))
        if not self.cache.remembers:
            self._print_pages(pages, proof)
            return
        key = digest(b"pages", self.press.digest, written(pages))
        if self._recall(key, sheets, proof):
            return
        made = self._print_pages(pages, proof)
        if len(made) == len(pages):
            proof.new[key] = made

    def recalled(self, sheets: Sheets) -> Proof | None:
        """What an earlier build made of some pages, where they are the same and stand there still."""
        proof = Proof()
        key = digest(b"pages", self.press.digest, written(list(self.assembly.pages(sheets))))
        return proof if self._recall(key, sheets, proof) else None

    def _recall(self, key: bytes, sheets: Sheets, proof: Proof) -> bool:
        known: Made | None = self.cache.get(key)
        if known is None or not all(self.keep.has(file) for file, _ in known):
            return False
        proof.recall(key, known, sheets)
        return True

    def _print_pages(self, pages: Iterable[Page], proof: Proof) -> Made:
        made = []
        for page in pages:
            file, found = render_page(page, self.press)
            proof.diagnostics.update(dict.fromkeys(found))
            if file is not None:
                made.append(proof.keep(file, self.keep, page.source_path))
        return tuple(made)

    def _files(self, name: OutputPath) -> Iterator[RenderedFile]:
        if name in DATA_FILES:
            yield from self.catalog.files(name)
        else:
            catalog = self.catalog
            words = self.press.theme.wording.translations
            titles = {path: words.gettext(title) for path, title in self.assembly.titles.items()}
            items = searchable(catalog.linked, catalog.dates, catalog.addresses.places, titles)
            yield from search_files(items)


def _printed(
    printer: Printer, parts: Sequence[Sequence[Job]], executor: Executor
) -> Iterator[Proof]:
    return executor.each(Printer.print_part, printer, parts)


class _Parcel:
    """Keeps files for somebody else, to go along with what is reported of them."""

    def __init__(self) -> None:
        self.files: list[RenderedFile] = []

    def put(self, file: RenderedFile) -> Staged:
        self.files.append(file)
        return Staged(file.path, "", is_changed=True)

    def has(self, _: Staged) -> bool:
        return False


def _printed_afar(
    printer: Printer, parts: Sequence[Sequence[Job]], executor: Executor
) -> Iterator[Proof]:
    """By those who see neither our disk nor what is remembered here: what is known is not sent.

    The files come back with the report of each part, and are put where they are to be by this process.
    """
    known: Iterable[Sequence[Proof | None]] = ([None] * len(part) for part in parts)
    if printer.cache.may_know():
        known = executor.near.each(_recall_part, printer, parts)
    plans = [_plan(part, proofs) for part, proofs in zip(parts, known, strict=True)]
    missing = [jobs for plan in plans for jobs in plan if not isinstance(jobs, Proof)]
    who = executor.near if len(missing) < FEW_PARTS else executor
    sent = replace(printer, keep=_Parcel(), cache=Memory() if printer.cache.remembers else Cache())
    results = who.each(_print_parcel, sent, missing)
    for plan in plans:
        proof = Proof()
        for jobs in plan:
            proof.add(jobs if isinstance(jobs, Proof) else _put(*next(results), printer.keep))
        yield proof
    next(results, None)  # at its end it lets go of whoever did the work


def _recall_part(printer: Printer, jobs: Sequence[Job]) -> list[Proof | None]:
    return [None if isinstance(job, str) else printer.recalled(job) for job in jobs]


def _plan(jobs: Sequence[Job], known: Sequence[Proof | None]) -> list[Proof | list[Job]]:
    """In their order, what is known of some jobs, and those between that are to be done."""
    plan: list[Proof | list[Job]] = []
    for job, proof in zip(jobs, known, strict=True):
        if proof is not None:
            plan.append(proof)
        elif plan and isinstance(plan[-1], list):
            plan[-1].append(job)
        else:
            plan.append([job])
    return plan


def _print_parcel(printer: Printer, jobs: Sequence[Job]) -> tuple[Proof, list[RenderedFile]]:
    parcel = _Parcel()
    return replace(printer, keep=parcel).print_part(jobs), parcel.files


def _put(proof: Proof, files: Iterable[RenderedFile], keep: Keep) -> Proof:
    """A report of files that came with it, as they are put where they are to be."""
    proof.files[:] = map(keep.put, files)
    staged = {file.path: file for file in proof.files}
    for key, made in proof.new.items():
        proof.new[key] = tuple((staged[file.path], noted) for file, noted in made)
    return proof
