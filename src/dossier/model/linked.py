"""What the linker found: mentions, and texts as HTML with symbolic references."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple, TypeVar

from dossier.cache import Cache
from dossier.model.claim import Claim
from dossier.model.dossier import PublicDossier
from dossier.model.verification import QuoteKey, Wording
from dossier.urls import OutputPath

T = TypeVar("T")


class Mention(NamedTuple):
    """A name seen in a text: half-open code-point offsets, the words, who is meant and why.

    `actor` is None where the name was held back; `candidates` then says who it could be.
    """

    start: int
    end: int
    text: str
    actor: str | None
    rule: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True)
class LinkedText:
    """HTML whose links are symbolic (`actor:el-mencho`), sanitised; and whom it names.

    `named` holds, for each actor linked in it, the plain sentence of the first link.
    """

    html: str = ""
    named: tuple[tuple[str, str], ...] = ()
    site_links: tuple[str, ...] = ()
    """References to files of the site, to be checked against what is written."""
    quoted: tuple[tuple[str, str], ...] = ()
    """Source and words of each `[@source: "words"]`."""
    cited: tuple[tuple[str, str], ...] = ()
    """Source and excerpt of each `[@source#excerpt]`, each once."""
    sources: tuple[str, ...] = ()
    """Every source that it cites, each once."""
    naming: tuple[tuple[str, str], ...] = ()
    """Actor and source: whom the words of `quoted` name."""

    def __bool__(self) -> bool:
        return bool(self.html)

    @property
    def texts(self) -> tuple[LinkedText, ...]:
        """All of its Markdown: itself."""
        return (self,)


@dataclass(frozen=True)
class MarkupProblem:
    """What was wrong in a Markdown text; `needle` are the words to find it by.

    With `is_each` they are wrong wherever they stand.
    """

    code: str
    needle: str
    message: str
    hint: str = ""
    is_each: bool = False


Annotate = Callable[[str], tuple[Mention, ...]]
"""Finds the mentions in one run of plain text."""


@dataclass(frozen=True)
class Targets:
    """What the links and citations of Markdown can lead to: the same for every text of a dossier."""

    actor_names: Mapping[str, str] = field(default_factory=dict)
    source_labels: Mapping[str, str] = field(default_factory=dict)
    excerpt_keys: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """The excerpts of a source with their numbers, by the source's id."""
    source_addresses: Mapping[str, str] = field(default_factory=dict)
    """Where a source can be read outside the site, by its id."""
    source_languages: Mapping[str, str] = field(default_factory=dict)
    """The language of each source that is not written in the site's."""
    wordings: Mapping[QuoteKey, Wording] = field(default_factory=dict)
    """What links to quotes go by; of excerpts none, which no text links to."""
    broken: frozenset[str] = frozenset()
    """References that are not reported, since what they lead to has errors of its own."""


@dataclass(frozen=True)
class MarkupRequest:
    """A Markdown text and all that is needed to turn it into HTML."""

    markdown: str
    annotate: Annotate
    targets: Targets = Targets()
    heading_shift: int = 0
    page: OutputPath | None = None
    """The page that the text alone makes up: its headings are places that links can lead to."""


Convert = Callable[[MarkupRequest], tuple[LinkedText, list[MarkupProblem]]]


@dataclass(frozen=True)
class LinkedExcerpt:
    """A passage with its names linked and the analyst's note."""

    key: str
    html: str
    mentions: tuple[Mention, ...] = ()
    note: LinkedText = LinkedText()
    translation: LinkedText = LinkedText()
    words: int = 0

    @property
    def actors(self) -> tuple[str, ...]:
        """Ids of all actors linked in the passage, each once, in the order of the text."""
        return tuple(dict.fromkeys(m.actor for m in self.mentions if m.actor))


@dataclass(frozen=True)
class LinkedClaim:
    """The texts of a fact, relation or event."""

    value: LinkedText = LinkedText()
    note: LinkedText = LinkedText()
    resolution: LinkedText = LinkedText()
    quotes: tuple[str, ...] = ()
    """For each citation the HTML of its own `quote`, or ""."""
    date_notes: tuple[LinkedText, ...] = ()
    date_quotes: tuple[tuple[str, ...], ...] = ()
    naming: tuple[tuple[str, str], ...] = ()
    """Actor and source: whom these quotes name."""

    @property
    def texts(self) -> tuple[LinkedText, ...]:
        """All of its Markdown."""
        return (self.value, self.note, self.resolution, *self.date_notes)


@dataclass(frozen=True)
class LinkedActor:
    """The texts of one actor; claims in the order of the record."""

    summary: LinkedText = LinkedText()
    body: LinkedText = LinkedText()
    grade_note: LinkedText = LinkedText()
    facts: tuple[LinkedClaim, ...] = ()
    relations: tuple[LinkedClaim, ...] = ()
    corrections: tuple[LinkedText, ...] = ()
    replies: tuple[LinkedText, ...] = ()

    @property
    def texts(self) -> tuple[LinkedText, ...]:
        """All of its Markdown, claims included."""
        own = (self.summary, self.body, self.grade_note, *self.corrections, *self.replies)
        return own + tuple(t for claim in (*self.facts, *self.relations) for t in claim.texts)


@dataclass(frozen=True)
class LinkedSource:
    """The passages of one source; `sentences` and `text` only where its rights are `open`."""

    excerpts: tuple[LinkedExcerpt, ...] = ()
    grade_note: LinkedText = LinkedText()
    corrections: tuple[LinkedText, ...] = ()
    derivations: tuple[LinkedText, ...] = ()
    text: str = ""
    text_mentions: tuple[Mention, ...] = ()
    sentences: tuple[LinkedExcerpt, ...] = ()
    """Of an open source: the sentence around each mention, as passages without a note."""

    @property
    def texts(self) -> tuple[LinkedText, ...]:
        """All of its Markdown: notes and annotations, not the passages."""
        notes = (self.grade_note, *self.corrections, *self.derivations)
        return notes + tuple(t for e in self.excerpts for t in (e.note, e.translation))

    @property
    def passages(self) -> tuple[LinkedExcerpt, ...]:
        """Excerpts, then sentences of the open text."""
        return self.excerpts + self.sentences


@dataclass(frozen=True)
class LinkedDossier:
    """The public dossier with every text linked."""

    public: PublicDossier
    actors: dict[str, LinkedActor] = field(default_factory=dict)
    sources: dict[str, LinkedSource] = field(default_factory=dict)
    events: dict[str, LinkedClaim] = field(default_factory=dict)
    pages: dict[str, LinkedText] = field(default_factory=dict)

    @property
    def _kinds(self) -> tuple[tuple[Mapping[str, Any], Mapping[str, Any]], ...]:
        """Records that have a path, and what became of their texts, kind by kind."""
        public = self.public
        return (
            (public.actors, self.actors), (public.sources, self.sources),
            (public.events, self.events), (public.pages, self.pages),
        )  # fmt: skip

    @cached_property
    def texts(self) -> list[tuple[str, LinkedText]]:
        """Every Markdown text that has words, with the path of the file it stands in."""
        return [
            (records[name].path, text)
            for records, made in self._kinds
            for name, linked in made.items()
            for text in linked.texts
            if text.html
        ]

    @cached_property
    def naming(self) -> dict[str, dict[str, None]]:
        """By source: the actors whom its words name where they are quoted, and those it is cited for as speakers.

        What its passages name, and what its record says in `named`, is not in it.
        """
        found: dict[str, dict[str, None]] = {}
        actors = self.public.actors.values()
        claims: list[Claim] = [c for actor in actors for c in (*actor.facts, *actor.relations)]
        for claim in (*claims, *(shared.event for shared in self.public.events.values())):
            for citation in claim.citations:
                if citation.by in self.public.actors:
                    found.setdefault(citation.source, {})[citation.by] = None
        linked = self.actors.values()
        quoting: Iterable[LinkedClaim | LinkedText] = chain(
            (claim for actor in linked for claim in (*actor.facts, *actor.relations)),
            self.events.values(),
            (text for _, made in self._kinds for one in made.values() for text in one.texts),
        )
        for words in quoting:
            for name, source in words.naming:
                found.setdefault(source, {})[name] = None
        return found

    def told(
        self, what: str, tell: Callable[[LinkedText], Iterable[T]], cache: Cache
    ) -> Iterator[tuple[str, T]]:
        """What is told of each of these texts, with the path of its file; `cache` notes it under the name `what`."""
        for number, (records, made) in enumerate(self._kinds):
            noted = cache.each(
                f"{what} {number}", made, lambda one: [x for text in one.texts for x in tell(text)]
            )
            for name, found in noted.items():
                for one in found:
                    yield records[name].path, one
