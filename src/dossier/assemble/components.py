"""The parts that pages are made of: dates in words, actors to link, passages, claims with citations.

Values only, in the reader's terms; links are symbolic references. Templates say how they look.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property

from dossier.assemble.originals import Original, Way
from dossier.cache import digest, written, written_by_sum
from dossier.model.dates import EdtfDate
from dossier.model.linked import LinkedText
from dossier.model.verification import Standing
from dossier.urls import Reference, actor_reference


class Shared:
    """A part that stands on many pages, which are told apart by its sum."""

    @cached_property
    def sum(self) -> str:
        """By what it differs from every other; told once, however many pages show it."""
        held = tuple(getattr(self, field.name) for field in fields(self))  # type: ignore[arg-type] # a dataclass each
        return digest(written(held)).hex()


@dataclass(frozen=True)
class DateView:
    """A date in the reader's language; `datetime` is the machine form where HTML has one."""

    words: str
    datetime: str | None
    date: EdtfDate
    after: str
    """The words as they stand in a sentence after "since" or "until"."""

    @property
    def year(self) -> int | None:
        """The year it begins in, or ends in where the beginning is open."""
        day = self.date.earliest or self.date.latest
        return day[0] if day else None


@dataclass(frozen=True)
class ActorLink(Shared):
    """An actor as a link: name, kind and role in words' keys."""

    id: str
    name: str
    kind: str
    kind_label: str
    role: str
    reference: Reference
    is_marked: bool = False
    """Shown in a preview only: a draft, or under embargo."""


@dataclass(frozen=True)
class SourceLink(Shared):
    """A source as a link, with what a reader wants to know of it at once."""

    id: str
    label: str
    title: str
    reference: Reference
    held: bool
    published: DateView | None
    fidelity: str
    is_marked: bool = False
    language: str | None = None
    """The language of its words, and so of its title."""
    reliability: str | None = None
    """Its own grade, else its outlet's; None where nobody gave one."""

    @property
    def has_title(self) -> bool:
        """Whether its title says more than its label; square brackets say only that the editor made it up."""
        return self.title.strip("[]") not in self.label


@dataclass(frozen=True)
class Passage(Shared):
    """A verbatim passage of a source, the same object wherever it stands."""

    key: str
    number: int
    """Its place among the passages of its source, from one; citations name it."""
    anchor: str
    source: SourceLink
    reference: Reference
    html: str
    note: LinkedText
    translation: LinkedText
    language: str | None
    actors: tuple[ActorLink, ...]
    tags: tuple[str, ...]
    is_excerpt: bool
    """False for a sentence of an open text."""
    source_url: str | None
    """The page that holds it, without the way to the words: what is printed, and cited."""
    way: Way
    standing: Standing = ""
    """What was verified of its words; "" where nothing is known."""

    @property
    def originals(self) -> tuple[Original, ...]:
        """Where the words can be read outside the site, the first choice first.

        Not kept: most passages stand on one page, and the addresses of all take as much memory as they.
        """
        return self.way.originals(self.html)


@dataclass(frozen=True)
class Voice:
    """Who asserts something, or through whom: words, and a link where it is known here."""

    words: str
    reference: Reference | None = None


@dataclass(frozen=True)
class CitationView:
    """A source's say on a claim."""

    source: SourceLink
    stance: str
    by: Voice | None
    via: Voice | None
    locator: str | None
    passage: Passage | None
    quote_html: str
    originals: tuple[Original, ...] = ()
    """Where a quote of its own can be read; a passage has its own."""
    language: str | None = None
    """The language of `quote_html`."""
    standing: Standing = ""
    """What was verified of `quote_html`; of a passage the passage says it."""

    @property
    def is_own_words(self) -> bool:
        """Whether the source is called by the one who speaks, whose name would stand there twice."""
        return self.by is not None and is_own_words(self.source, self.by)


def is_own_words(source: SourceLink, by: Voice) -> bool:
    """Whether a source is called by the one who speaks in it."""
    return source.label.startswith(f"{by.words},")


@dataclass(frozen=True)
class RouteView:
    """That an article goes back to an origin, on what ground, and to which others it may."""

    article: SourceLink
    basis: str
    note: LinkedText
    others: tuple[Voice, ...]
    through: Voice | None = None
    """What it draws on itself, where that is not the origin."""
    said_by: tuple[Voice, ...] = ()
    """Who says it there, where that is not the article itself."""


@dataclass(frozen=True)
class OriginView:
    """A counted origin with the articles that go back to it."""

    voice: Voice
    articles: tuple[RouteView, ...]


@dataclass(frozen=True)
class TallyView:
    """The articles on one side of a claim, by origin."""

    articles: int
    origins: tuple[OriginView, ...]
    not_held: tuple[SourceLink, ...]
    """Documents cited that are not held, and so not counted."""
    speaker: str = ""
    """The name of who alone says it in all articles, although these have several origins."""

    @property
    def is_told(self) -> bool:
        """Whether the count says more than the citations do at a glance."""
        return self.articles > 1 or self.articles != len(self.origins)


@dataclass(frozen=True)
class IndependenceView:
    """How many articles speak for a claim and against it, and how many origins they have."""

    supporting: TallyView
    opposing: TallyView

    @property
    def is_told(self) -> bool:
        """Whether one of the sides has a count worth showing."""
        return self.supporting.is_told or self.opposing.is_told


@dataclass(frozen=True)
class ClaimView(Shared):
    """What every claim shows: its standing, its citations, the editor's words."""

    anchor: str
    status: str | None
    credibility: int | None
    citations: tuple[CitationView, ...]
    note: LinkedText
    resolution: LinkedText
    is_contested: bool
    """By its own status, or because another claim contradicts it."""
    independence: IndependenceView
    dispute: Reference | None = None
    """Where it stands among the disputed points."""

    @property
    def supporting(self) -> tuple[CitationView, ...]:
        """The citations that speak for it, those of an event's dated accounts left out."""
        return tuple(c for c in self.citations if c.stance == "supports")

    @property
    def takes_no_side(self) -> bool:
        """Whether it is rejected, and what is cited may tell it or tell that it is rejected: nothing says which."""
        rejected = self.status in ("denied", "acquitted")
        return rejected and len(self.supporting) == len(self.citations)

    @property
    def source_count(self) -> int:
        """How many sources are cited for it."""
        return len({citation.source.id for citation in self.supporting})


@dataclass(frozen=True)
class FactRow:
    """A row of a fact sheet."""

    label: str
    value: LinkedText
    since: DateView | None
    until: DateView | None
    claim: ClaimView


@dataclass(frozen=True)
class RelationRow:
    """A relation as one side sees it."""

    label: str
    other: ActorLink
    since: DateView | None
    until: DateView | None
    claim: ClaimView


@dataclass(frozen=True)
class Tie:
    """A relation told once, with the actor that states it: its row is as that actor's page shows it."""

    owner: ActorLink
    row: RelationRow
    is_symmetric: bool
    is_hostile: bool
    """Whether its two ends stand against each other."""

    @property
    def reference(self) -> Reference:
        """Its place on the owner's page, with the passages."""
        return actor_reference(self.owner.id, self.row.claim.anchor)


@dataclass(frozen=True)
class RelationGroup:
    """All relations of one label."""

    label: str
    rows: tuple[RelationRow, ...]


@dataclass(frozen=True)
class Account:
    """One of several dates that the sources give."""

    date: DateView
    citations: tuple[CitationView, ...]
    preferred: bool
    note: LinkedText


@dataclass(frozen=True)
class EventView(Shared):
    """An event: when, what, who, and how that is known."""

    id: str
    title: str
    date: DateView | None
    date_text: str | None
    accounts: tuple[Account, ...]
    description: LinkedText
    actors: tuple[ActorLink, ...]
    place: str | None
    claim: ClaimView
    reference: Reference
    dates_differ: bool = False
    """Whether its accounts give dates that cannot be the same."""
    is_marked: bool = False

    @property
    def anchor(self) -> str:
        """The event's name on the timeline."""
        return f"event-{self.id}"


@dataclass(frozen=True)
class NoticeView:
    """A correction or a reply on its page."""

    anchor: str
    date: DateView | None
    text: LinkedText
    source: Voice | None


@dataclass(frozen=True)
class Backlink:
    """Where else an actor is mentioned: the place and the sentence."""

    title: str
    """What a profile or a page is called; of an analyst's note, the source whose passage it is on."""
    reference: Reference
    sentence: str
    passage: int = 0
    """The number of that passage: the sentence is not the source's. 0 for anything else."""


for _kind in (ActorLink, SourceLink, Passage, ClaimView, EventView):
    written_by_sum(_kind, lambda part: part.sum)
