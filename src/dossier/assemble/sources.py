"""The sources' pages, their index with the groups of one origin, and the matrix with actors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from dossier.assemble.components import ActorLink, DateView, NoticeView, Passage, SourceLink, Voice
from dossier.assemble.paging import Pager, pager, parts_by_count
from dossier.assemble.shelf import CitedClaim, Shelf, sort_name
from dossier.assemble.things import source_things
from dossier.bibliography import entry_of
from dossier.bibliography.bibtex import bibtex_entry
from dossier.bibliography.csl import csl_text
from dossier.bibliography.wiki import wiki_citation
from dossier.model.linked import LinkedText
from dossier.model.notices import notices_of_source
from dossier.model.page import Card, Page
from dossier.model.source import Source
from dossier.plain import plain_text
from dossier.urls import SOURCES, Reference, numbered, site_reference, source_page

SOURCES_ON_A_PAGE = 200
"""Rows of the table on a page: some 100 kB."""
MATRIX_LIMIT = 50
"""Rows and columns of the matrix; beyond that it could not be read on a page."""


@dataclass(frozen=True)
class DerivationView:
    """That a source draws on another, as seen from either side."""

    other: SourceLink
    basis: str
    note: LinkedText
    passages: tuple[Passage, ...] = ()
    """The passages that the note cites, to stand side by side."""


@dataclass(frozen=True)
class CitationForm:
    """The source as other programs take it: what the form is called, and the words to copy."""

    name: str
    text: str


@dataclass(frozen=True)
class SourceView:
    """All that stands on a source's page."""

    link: SourceLink
    source: Source
    publisher: Voice | None
    authors: tuple[Voice, ...]
    accessed: DateView | None
    archived: DateView | None
    reliability: str | None
    reliability_inherited: bool
    grade_note: LinkedText
    passages: tuple[Passage, ...]
    text: str
    claims: tuple[CitedClaim, ...]
    relayed: tuple[CitedClaim, ...]
    """Claims that other sources take from this one, each with the citation that says so."""
    draws_on: tuple[DerivationView, ...]
    drawn_on_by: tuple[DerivationView, ...]
    actors: tuple[ActorLink, ...]
    corrections: tuple[NoticeView, ...]
    forms: tuple[CitationForm, ...]


@dataclass(frozen=True)
class SourceEntry:
    """One line of the table of sources."""

    link: SourceLink
    publisher: Voice | None
    language: str | None
    passages: int
    actors: int
    claims: int
    only_support: int
    """Claims that no other source supports."""
    only_origin: int
    """Claims whose supporting sources, this one among them, all go back to one origin."""
    known_through: tuple[SourceLink, ...]
    """The sources that draw on it."""


@dataclass(frozen=True)
class OriginGroup:
    """Sources that draw on one origin, stated or inferred, and so may count as one."""

    origin: SourceLink
    members: tuple[DerivationView, ...]


@dataclass(frozen=True)
class MatrixRow:
    """An actor and in which of the matrix's sources it is named."""

    actor: ActorLink
    named: tuple[bool, ...]


@dataclass(frozen=True)
class SourcesView:
    """The index of sources."""

    held: tuple[SourceEntry, ...]
    not_held: tuple[SourceEntry, ...]
    """Those on this page; the held ones stand first."""
    all_held: int
    all_not_held: int
    first_not_held: Reference | None
    pager: Pager
    origins: tuple[OriginGroup, ...]
    columns: tuple[SourceLink, ...]
    rows: tuple[MatrixRow, ...]
    all_named: int
    """How many actors any source held names; the matrix may show fewer, and fewer sources."""
    is_graded: bool
    """Whether any source or claim of the dossier has a grade, so that grades need explaining."""


def page_of_source(shelf: Shelf, key: str, drawn_on_by: Iterable[DerivationView]) -> Page:
    """A source's page, also of those known only through others."""
    source = shelf.linked.public.sources[key]
    view = source_view(shelf, key, tuple(drawn_on_by))
    return Page(
        path=source_page(key),
        template="source.html",
        title=source.title,
        view=view,
        source_path=source.path,
        things=source_things(shelf, key),
    )


def source_cards(shelf: Shelf, key: str) -> Iterator[Card]:
    """What links to a source, and to each of its passages, show of it."""
    link, source = shelf.sources[key], shelf.linked.public.sources[key]
    whole = Card(
        reference=link.reference,
        label=link.published.words if link.published else "",
        name=link.title,
        words="",
        language=source.language,
        fidelity=link.fidelity,
        is_marked=link.is_marked,
    )
    yield whole
    for passage in filter(lambda p: p.is_excerpt, shelf.passages_of_source.get(key, ())):
        yield replace(
            whole,
            reference=passage.reference,
            label=f"{link.label} §{passage.number}",
            name="",
            words=plain_text(passage.html),
            language=passage.language,
        )


def derivations_from(shelf: Shelf) -> dict[str, list[DerivationView]]:
    """By the id of a source: who draws on it."""
    result: dict[str, list[DerivationView]] = {}
    for key, linked in shelf.linked.sources.items():
        source = shelf.linked.public.sources[key]
        for derivation, note in zip(source.derived_from, linked.derivations, strict=True):
            view = DerivationView(shelf.sources[key], derivation.basis, note, _cited(shelf, note))
            result.setdefault(derivation.origin, []).append(view)
    return result


def _cited(shelf: Shelf, note: LinkedText) -> tuple[Passage, ...]:
    return tuple(shelf.passages[key] for key in note.cited if key in shelf.passages)


def source_view(shelf: Shelf, key: str, drawn_on_by: tuple[DerivationView, ...]) -> SourceView:
    """All that stands on one source's page."""
    source, linked = shelf.linked.public.sources[key], shelf.linked.sources[key]
    reliability, inherited = shelf.linked.public.reliability(source)
    return SourceView(
        link=shelf.sources[key],
        source=source,
        publisher=shelf.voice_of_actor(source.publisher),
        authors=tuple(v for a in source.author if (v := shelf.voice_of_actor(a))),
        accessed=shelf.date(source.accessed),
        archived=shelf.date(source.archive_date),
        reliability=reliability,
        reliability_inherited=inherited,
        grade_note=linked.grade_note,
        passages=tuple(p for p in shelf.passages_of_source.get(key, ()) if p.is_excerpt),
        text=linked.text,
        claims=tuple(shelf.claims_of_source.get(key, ())),
        relayed=tuple(shelf.claims_through.get(shelf.sources[key].reference, ())),
        draws_on=tuple(
            DerivationView(shelf.sources[d.origin], d.basis, note, _cited(shelf, note))
            for d, note in zip(source.derived_from, linked.derivations, strict=True)
            if d.origin in shelf.sources
        ),
        drawn_on_by=drawn_on_by,
        actors=_actors(shelf, key),
        corrections=shelf.notices(notices_of_source(shelf.linked, key), "correction"),
        forms=_forms(shelf, source),
    )


def _forms(shelf: Shelf, source: Source) -> tuple[CitationForm, ...]:
    """As in the files below `data/`, and as a template for a wiki."""
    entry = entry_of(shelf.linked.public, source)
    return (
        CitationForm("CSL-JSON", csl_text(entry)),
        CitationForm("BibTeX", bibtex_entry(entry)),
        CitationForm("Wikipedia", wiki_citation(entry)),
    )


def _actors(shelf: Shelf, key: str) -> tuple[ActorLink, ...]:
    """Everybody the source names, by its passages and its record."""
    source = shelf.linked.public.sources[key]
    named = {a: shelf.actors[a] for a in source.named if a in shelf.actors}
    for passage in shelf.passages_of_source.get(key, ()):
        named.update({actor.id: actor for actor in passage.actors})
    return tuple(sorted(named.values(), key=lambda link: (sort_name(link.name), link.id)))


def sources_pages(shelf: Shelf, drawn_on_by: Mapping[str, list[DerivationView]]) -> Iterator[Page]:
    """The table of sources; on its first page the groups of one origin, and who is named where.

    `drawn_on_by` is what `derivations_from` tells.
    """
    entries = [_entry(shelf, key, drawn_on_by.get(key, ())) for key in shelf.linked.public.sources]
    entries.sort(key=lambda e: (not e.link.held, _by_label(e.link)))
    held = sum(entry.link.held for entry in entries)
    origins = _origin_groups(shelf, drawn_on_by)
    columns, rows = _matrix(shelf)
    all_named = sum(bool(named) for named in shelf.sources_of_actor.values())
    is_graded = _is_graded(shelf)
    parts = parts_by_count(entries, SOURCES_ON_A_PAGE)
    paths = [numbered(SOURCES, number) for number in range(1, len(parts) + 1)]
    first_not_held = paths[held // SOURCES_ON_A_PAGE] if held < len(entries) else None
    for number, (path, part) in enumerate(zip(paths, parts, strict=True), 1):
        is_first = number == 1
        view = SourcesView(
            held=tuple(e for e in part if e.link.held),
            not_held=tuple(e for e in part if not e.link.held),
            all_held=held,
            all_not_held=len(entries) - held,
            first_not_held=site_reference(first_not_held, "not-held") if first_not_held else None,
            pager=pager(number, paths),
            origins=origins if is_first else (),
            columns=columns if is_first else (),
            rows=rows if is_first else (),
            all_named=all_named,
            is_graded=is_graded and is_first,
        )
        yield Page(path, "sources.html", "Sources", view)


def _origin_groups(
    shelf: Shelf, drawn_on_by: Mapping[str, list[DerivationView]]
) -> tuple[OriginGroup, ...]:
    """The origins that several sources may go back to, by their names."""
    groups = (
        OriginGroup(shelf.sources[origin], tuple(members))
        for origin, members in drawn_on_by.items()
        # A held origin is itself one of the sources that may count as one.
        if origin in shelf.sources and len(members) + shelf.sources[origin].held > 1
    )
    return tuple(sorted(groups, key=lambda group: _by_label(group.origin)))


def _by_label(source: SourceLink) -> tuple[str, str]:
    return (sort_name(source.label), source.id)


def _is_graded(shelf: Shelf) -> bool:
    public = shelf.linked.public
    return (
        any(record.reliability for record in public.actors.values())
        or any(record.reliability for record in public.sources.values())
        or any(c.credibility for a in public.actors.values() for c in (*a.facts, *a.relations))
        or any(shared.event.credibility for shared in public.events.values())
    )


def _entry(shelf: Shelf, key: str, drawn_on_by: Iterable[DerivationView]) -> SourceEntry:
    source = shelf.linked.public.sources[key]
    # A claim may cite the same source more than once.
    claims = {claim.reference: claim for claim in shelf.claims_of_source.get(key, ())}
    link = shelf.sources[key]
    relayed = (claim.citation.source for claim in shelf.claims_through.get(link.reference, ()))
    through = {other.id: other for other in (*(v.other for v in drawn_on_by), *relayed)}
    return SourceEntry(
        link=link,
        publisher=shelf.voice_of_actor(source.publisher),
        language=source.language,
        passages=len(shelf.passages_of_source.get(key, ())),
        actors=len(_actors(shelf, key)),
        claims=len(claims),
        only_support=sum(claim.only_support for claim in claims.values()),
        only_origin=sum(claim.only_origin for claim in claims.values()),
        known_through=tuple(sorted(through.values(), key=_by_label)),
    )


def _matrix(shelf: Shelf) -> tuple[tuple[SourceLink, ...], tuple[MatrixRow, ...]]:
    """The actors named most against the sources held, at most 50 by 50."""
    held = sorted(map(shelf.sources.__getitem__, shelf.held_sources), key=_by_label)
    columns = tuple(held[:MATRIX_LIMIT])
    order = sorted(
        shelf.sources_of_actor,
        key=lambda a: (-len(shelf.sources_of_actor[a]), sort_name(shelf.actors[a].name), a),
    )
    rows = []
    for actor in order[:MATRIX_LIMIT]:
        named = set(shelf.sources_of_actor[actor])
        rows.append(MatrixRow(shelf.actors[actor], tuple(c.id in named for c in columns)))
    return columns, tuple(rows)
