"""The files of a site made part by part, each part by whichever process is free.

What is made is kept where `keep` puts it; of a part only a short report comes back: which files it has,
what is wrong with them, and what they link to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dossier.assemble import Assembly, Sheets
from dossier.assemble.search import searchable
from dossier.builds import Step
from dossier.diagnostics import Diagnostic
from dossier.export.catalog import DATA_FILES, Catalog
from dossier.export.search import search_files
from dossier.model.page import Page, RenderedFile, Staged
from dossier.render.pages import Press, render_page
from dossier.urls import OutputPath
from dossier.verify import LinksSeen
from dossier.workers import each, in_parts

Keep = Callable[[RenderedFile], Staged]
"""Puts a file where it is to be, and says what is known of it."""
PART = 25
"""So many jobs are done before a process reports: some tens of milliseconds."""

FEW_PARTS = 20
"""Fewer are done sooner by one process than others are started."""
SEARCH = "search"
Job = Sheets | OutputPath
"""Pages of one kind, a file of data, or the index of the search."""


@dataclass(frozen=True)
class Proof:
    """What was made of some jobs."""

    files: list[Staged] = field(default_factory=list)
    diagnostics: dict[Diagnostic, None] = field(default_factory=dict)
    """Each once: a template's error stands on every page that it draws."""
    links: LinksSeen = field(default_factory=LinksSeen)

    def add(self, other: Proof) -> None:
        """What was made of the jobs after these."""
        self.files.extend(other.files)
        self.diagnostics.update(other.diagnostics)
        self.links.add(other.links)

    def keep(self, file: RenderedFile, keep: Keep, source_path: str = "") -> None:
        """Notes a file that is made, and puts it where it is to be."""
        self.files.append(keep(file))
        self.links.note(file, source_path)


@dataclass(frozen=True)
class Printer:
    """All that the files of a site are made with."""

    assembly: Assembly
    press: Press
    catalog: Catalog
    redirects: Sequence[Page]
    titles: Mapping[OutputPath, str]
    """Of the pages that every dossier has, in the site's language."""
    keep: Keep

    def parts(self) -> list[Sequence[Job]]:
        """All jobs, those first and alone that take long."""
        long = [[OutputPath(SEARCH)], *([path] for path in DATA_FILES)]
        return [*long, *in_parts(self.assembly.sheets(), PART)]

    def addresses(self, proof: Proof) -> list[OutputPath]:
        """The pages that a search engine is to know: all but those that lead to another."""
        moved = {page.path for page in self.redirects}
        return [f.path for f in proof.files if f.path.endswith(".html") and f.path not in moved]

    def print_all(self, jobs: int, step: Step) -> Proof:
        """Every page and every file of data, by at most `jobs` processes."""
        whole = Proof()
        parts = self.parts()
        if len(parts) < FEW_PARTS:
            jobs = 1
        self.press.theme.compile()
        for number, proof in enumerate(each(_print, self, parts, jobs), 1):
            step("making pages", number, len(parts))
            whole.add(proof)
        self._print_pages(self.redirects, whole)
        return whole

    def print_part(self, jobs: Iterable[Job]) -> Proof:
        """What is made of some jobs."""
        proof = Proof()
        for job in jobs:
            if isinstance(job, str):
                for file in self._files(job):
                    proof.keep(file, self.keep)
            else:
                self._print_pages(self.assembly.pages(job), proof)
        return proof

    def _print_pages(self, pages: Iterable[Page], proof: Proof) -> None:
        for page in pages:
            file, found = render_page(page, self.press)
            proof.diagnostics.update(dict.fromkeys(found))
            if file is not None:
                proof.keep(file, self.keep, page.source_path)

    def _files(self, name: OutputPath) -> Iterator[RenderedFile]:
        if name in DATA_FILES:
            yield from self.catalog.files(name)
        else:
            catalog = self.catalog
            items = searchable(catalog.linked, catalog.dates, catalog.addresses.places, self.titles)
            yield from search_files(items)


def _print(printer: Printer, jobs: Sequence[Job]) -> Proof:
    return printer.print_part(jobs)
