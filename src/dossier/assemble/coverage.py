"""The pages of coverage: actors against sources, and the lists of what rests on little.

The table is cut into blocks of at most 50 by 50, a page each. A block's columns are only the
sources that hold something on its actors, so that the pages grow with the mentions and not with
actors times sources.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from dossier.assemble.components import ActorLink, SourceLink
from dossier.assemble.paging import Pager, pager, parts_by_count
from dossier.assemble.shelf import Shelf, sort_name
from dossier.model.coverage import Cell, Coverage, RestingClaims
from dossier.model.evidence import ClaimKey
from dossier.model.page import Page
from dossier.urls import COVERAGE, OutputPath, Reference, numbered, site_reference

COVERAGE_TITLE = "Coverage"
BLOCK = 50
"""Rows and columns of the table on one page."""
LIST_LIMIT = 200
"""Entries of a list on the page; `dossier check --coverage --format json` prints all."""


@dataclass(frozen=True)
class CellView:
    """What one source holds on one actor: how much, and where the first of it stands."""

    source: SourceLink
    passages: int
    first_passage: Reference | None
    claims: int
    first_claim: Reference | None


@dataclass(frozen=True)
class CoverageRow:
    """An actor with a cell, or None, for each column."""

    actor: ActorLink
    cells: tuple[CellView | None, ...]
    sources: int
    """How many sources hold something on the actor, on this page or another."""


@dataclass(frozen=True)
class ClaimLine:
    """A claim in a list: whose it is, what it says, where it stands."""

    owner: ActorLink | None
    words: str
    reference: Reference


@dataclass(frozen=True)
class OriginLines:
    """The claims that rest on one origin; `origin` is None where it has no record."""

    origin: SourceLink | None
    words: str
    claims: tuple[ClaimLine, ...]
    total: int


@dataclass(frozen=True)
class CoverageLists:
    """What rests on little; each list is cut at `LIST_LIMIT`, the totals are whole."""

    claims: int
    on_one_origin: int
    one_origin: tuple[OriginLines, ...]
    without_passage: tuple[ClaimLine, ...]
    all_without_passage: int
    without_source: tuple[ClaimLine, ...]
    all_without_source: int
    unmentioned: tuple[ActorLink, ...]
    all_unmentioned: int
    uncited: tuple[SourceLink, ...]
    all_uncited: int


@dataclass(frozen=True)
class Jump:
    """A link to the page on which a block of rows begins."""

    first: str
    last: str
    reference: Reference


@dataclass(frozen=True)
class CoverageView:
    """One page of the table; the first one has the lists and the way to the others."""

    pager: Pager
    columns: tuple[SourceLink, ...]
    rows: tuple[CoverageRow, ...]
    actors: int
    sources: int
    lists: CoverageLists | None
    jumps: tuple[Jump, ...]


Block = tuple[tuple[str, ...], tuple[str, ...]]
"""Actors of the rows and sources of the columns."""


@dataclass(frozen=True)
class CoverageTable:
    """The table, cut into the blocks that stand on a page each."""

    shelf: Shelf
    coverage: Coverage

    @cached_property
    def blocks(self) -> list[Block]:
        """One for each page."""
        return _blocks(self.shelf, self.coverage)

    @cached_property
    def paths(self) -> list[OutputPath]:
        """Where the pages are written."""
        return [numbered(COVERAGE, number) for number in range(1, len(self.blocks) + 1)]

    def page(self, at: int) -> Page:
        """A block's page, the first with the lists."""
        shelf, coverage = self.shelf, self.coverage
        actors, sources = self.blocks[at]
        jumps = () if at else tuple(self._jumps())
        view = CoverageView(
            pager=pager(at + 1, self.paths),
            columns=tuple(shelf.sources[s] for s in sources),
            rows=tuple(_row(shelf, coverage, actor, sources) for actor in actors),
            actors=len(coverage.actors),
            sources=len(coverage.sources),
            lists=None if at else _lists(shelf, coverage),
            jumps=jumps if len(jumps) > 1 else (),
        )
        return Page(self.paths[at], "coverage.html", COVERAGE_TITLE, view)

    def _jumps(self) -> Iterator[Jump]:
        seen: set[tuple[str, ...]] = set()
        for (rows, _), path in zip(self.blocks, self.paths, strict=True):
            if rows and rows not in seen:
                seen.add(rows)
                names = (self.shelf.actors[rows[0]].name, self.shelf.actors[rows[-1]].name)
                yield Jump(*names, site_reference(path))


def _blocks(shelf: Shelf, coverage: Coverage) -> list[Block]:
    """The actors on whom most sources speak first; of their sources the most telling first."""
    cells = coverage.cells
    actors = sorted(
        coverage.actors,
        key=lambda a: (-len(cells.get(a, ())), sort_name(shelf.actors[a].name), a),
    )
    place = {source: n for n, source in enumerate(coverage.sources)}
    blocks: list[Block] = []
    for rows in parts_by_count(actors, BLOCK):
        counts: dict[str, int] = {}
        for actor in rows:
            for source in cells.get(actor, ()):
                counts[source] = counts.get(source, 0) + 1
        columns = sorted(counts, key=lambda source: (-counts[source], place[source]))
        blocks += [(rows, part) for part in parts_by_count(columns, BLOCK)]
    return blocks


def _row(shelf: Shelf, coverage: Coverage, actor: str, sources: tuple[str, ...]) -> CoverageRow:
    cells = coverage.cells.get(actor, {})
    views = (
        _cell(shelf, actor, source, cells[source]) if source in cells else None
        for source in sources
    )
    return CoverageRow(shelf.actors[actor], tuple(views), len(cells))


def _cell(shelf: Shelf, actor: str, source: str, cell: Cell) -> CellView:
    passage = shelf.quoted_at(actor, source, cell.passages[0]) if cell.passages else None
    return CellView(
        source=shelf.sources[source],
        passages=len(cell.passages),
        first_passage=passage,
        claims=len(cell.claims),
        first_claim=_claim(shelf, cell.claims[0], actor).reference if cell.claims else None,
    )


def _claim(shelf: Shelf, key: ClaimKey, on_page_of: str = "") -> ClaimLine:
    """A claim's words and its place: on its actor's page, or on the timeline."""
    kind, owner, index = key
    public = shelf.linked.public
    if kind == "event":
        view = shelf.events[owner]
        return ClaimLine(None, view.title, view.reference)
    actor = public.actors[owner]
    page = shelf.actors[on_page_of or owner].reference
    if kind == "fact":
        fact = actor.facts[index]
        return ClaimLine(shelf.actors[owner], fact.label, Reference(f"{page}#{fact.anchor}"))
    relation = actor.relations[index]
    label = shelf.config.relation_type(relation.type).label
    words = f"{label}: {shelf.actors[relation.to].name}"
    anchor = relation.anchor_from(owner)
    return ClaimLine(shelf.actors[owner], words, Reference(f"{page}#{anchor}"))


def _lists(shelf: Shelf, coverage: Coverage) -> CoverageLists:
    def claims(keys: tuple[ClaimKey, ...]) -> tuple[ClaimLine, ...]:
        return tuple(_claim(shelf, key) for key in keys[:LIST_LIMIT])

    return CoverageLists(
        claims=coverage.claims,
        on_one_origin=coverage.on_one_origin,
        one_origin=tuple(_origins(shelf, coverage.one_origin)),
        without_passage=claims(coverage.without_passage),
        all_without_passage=len(coverage.without_passage),
        without_source=claims(coverage.without_source),
        all_without_source=len(coverage.without_source),
        unmentioned=tuple(shelf.actors[a] for a in coverage.unmentioned[:LIST_LIMIT]),
        all_unmentioned=len(coverage.unmentioned),
        uncited=tuple(shelf.sources[s] for s in coverage.uncited[:LIST_LIMIT]),
        all_uncited=len(coverage.uncited),
    )


def _origins(shelf: Shelf, groups: tuple[RestingClaims, ...]) -> Iterator[OriginLines]:
    """The origins with most claims first, until `LIST_LIMIT` claims are listed."""
    left = LIST_LIMIT
    for group in groups:
        if left <= 0:
            return
        lines = tuple(_claim(shelf, key) for key in group.claims[:left])
        left -= len(lines)
        origin = shelf.sources.get(group.origin)
        yield OriginLines(origin, group.origin, lines, len(group.claims))
