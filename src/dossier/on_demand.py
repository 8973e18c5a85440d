"""A site whose files are made when somebody asks for them: what a preview shows.

So a change is seen as soon as the page that is open is made anew. The other pages are looked through
afterwards, part by part, for what only a drawn page tells: mistakes of templates, links that lead nowhere.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dossier.diagnostics import Diagnostic, has_errors
from dossier.model.linked import LinkedDossier
from dossier.model.page import RenderedFile
from dossier.printing import Printer, Proof
from dossier.render.pages import render_page
from dossier.verify import check_collisions, check_links


class Made(NamedTuple):
    """A file as it was asked for, and what is wrong with it; None where it cannot be made."""

    data: bytes | None
    findings: list[Diagnostic]


class OnDemand:
    """All files of a site, none of them made yet."""

    def __init__(
        self,
        printer: Printer,
        linked: LinkedDossier,
        own: Sequence[RenderedFile],
        static: Sequence[RenderedFile],
        known: frozenset[str],
    ) -> None:
        """`own` are those of its files that need no making, `known` all paths that ids alone tell."""
        self._printer = printer
        self._linked = linked
        self._own = own
        self._static = static
        self._known = known
        self._ready = {str(file.path): file.data for file in (*static, *own)}

    def file(self, path: str) -> Made | None:
        """What the built site would have at a path (relative to its root); None where it has nothing."""
        data = self._ready.get(path)
        if data is not None:
            return Made(data, [])
        page = self._printer.page_at(path)
        if page is None:
            self._ready.update((f.path, f.data) for f in self._printer.files_with(path))
            data = self._ready.get(path)
            return None if data is None else Made(data, [])
        file, findings = render_page(page, self._printer.press)
        if file is not None:
            self._ready[path] = file.data
        return Made(file.data if file else None, findings)

    def restyle(self, assets: Iterable[RenderedFile]) -> None:
        """Puts changed files of the theme in the place of what they were."""
        self._ready.update((file.path, file.data) for file in assets)

    def look_through(self) -> Generator[None, None, list[Diagnostic]]:
        """Makes every page, those of one thing at each step; what is wrong with them is returned in the end."""
        printer, proof = self._printer, Proof()
        printer.cache.let_go()
        yield
        yield from printer.assembly.lay_out()
        for sheets in printer.assembly.sheets():
            proof.add(printer.print_part([sheets]))
            yield
        printer.finish(proof)
        printer.cache.save()
        made = {*proof.links.files, *(file.path for file in self._own)}
        found = [*proof.diagnostics, *check_collisions(made, self._static)]
        if has_errors(found):
            return found
        there = {*self._known, *(file.path for file in (*self._own, *self._static))}
        proof.links.files.update(dict.fromkeys(there - proof.links.files.keys(), ""))
        printer.look_again(proof)
        return found + check_links(proof.links, self._linked, printer.press.site.places)


@dataclass(frozen=True)
class Sketch:
    """A site for a preview: None where errors stand in the way; and every finding on the way there."""

    made: OnDemand | None
    diagnostics: list[Diagnostic]
