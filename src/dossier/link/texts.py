"""Every text of a dossier with its names linked: one function an item, all picklable."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from dossier.diagnostics import Diagnostic, Location
from dossier.link.lexicon import Lexicon
from dossier.link.open_text import paragraphs, quoted_places, sentences
from dossier.link.scan import Surroundings, find_mentions
from dossier.link.verbatim import quote_html
from dossier.model.actor import Actor
from dossier.model.claim import Citation, Claim, Event, Fact
from dossier.model.dossier import FreePage, SharedEvent
from dossier.model.linked import (
    Convert,
    LinkedActor,
    LinkedClaim,
    LinkedExcerpt,
    LinkedSource,
    LinkedText,
    MarkupRequest,
    Mention,
    Targets,
)
from dossier.model.source import OMISSION, Excerpt, Source
from dossier.urls import OutputPath, free_page


@dataclass(frozen=True)
class LinkContext:
    """All that linking one item needs; built once, immutable, handed to workers."""

    lexicon: Lexicon
    convert: Convert
    targets: Targets
    autolink: bool = True


class _Texts:
    """Converts the Markdown of one file and collects what is wrong in it."""

    def __init__(self, context: LinkContext, path: str, exclude: str = "") -> None:
        self.context = context
        self.path = path
        self.exclude = exclude
        self.diagnostics: list[Diagnostic] = []

    def markdown(
        self,
        text: str | None,
        *,
        shift: int = 0,
        page: OutputPath | None = None,
        around: Surroundings | None = None,
    ) -> LinkedText:
        """A Markdown text as linked HTML; each actor is linked at its first mention only."""
        if not text:
            return LinkedText()
        context = self.context
        around = around or Surroundings(exclude=self.exclude)
        annotate = partial(_annotate, context, around, set())
        request = MarkupRequest(
            markdown=text,
            annotate=annotate,
            targets=context.targets,
            heading_shift=shift,
            page=page,
        )
        linked, problems = context.convert(request)
        if linked.quoted:
            naming = [pair for quoted in linked.quoted for pair in self.named_in(*quoted)]
            linked = replace(linked, naming=tuple(dict.fromkeys(naming)))
        self.diagnostics += [
            Diagnostic(
                p.code, Location(self.path, needle=p.needle, is_each=p.is_each), p.message, p.hint
            )
            for p in problems
        ]
        return linked

    def inline(self, text: str | None) -> LinkedText:
        """The same without the paragraph around a single one."""
        linked = self.markdown(text)
        inner = linked.html.strip()
        if inner.startswith("<p>") and inner.endswith("</p>") and inner.count("<p>") == 1:
            return replace(linked, html=inner[3:-4])
        return linked

    def claim(self, claim: Claim) -> LinkedClaim:
        """The texts of a fact, relation or event."""
        naming = [p for c in claim.citations if c.quote for p in self.named_in(c.source, c.quote)]
        fact = claim if isinstance(claim, Fact) else None
        event = claim if isinstance(claim, Event) else None
        return LinkedClaim(
            value=self.inline(fact.value)
            if fact
            else self.markdown(event.description)
            if event
            else LinkedText(),
            note=self.inline(claim.note),
            resolution=self.inline(fact.resolution) if fact else LinkedText(),
            quotes=self.quotes(claim.sources),
            date_quotes=tuple(self.quotes(a.sources) for a in event.dates) if event else (),
            date_notes=tuple(self.inline(a.note) for a in event.dates) if event else (),
            naming=tuple(dict.fromkeys(naming)),
        )

    def named_in(self, source: str, words: str) -> list[tuple[str, str]]:
        """Whom words of a source name, be it the one whose page they stand on, each with that source."""
        if not self.context.autolink:
            return []
        mentions, _ = find_mentions(words, self.context.lexicon, Surroundings(source))
        return [(mention.actor, source) for mention in mentions if mention.actor]

    def quotes(self, citations: tuple[Citation, ...]) -> tuple[str, ...]:
        """The citations' own verbatim words, linked as excerpts are."""
        return tuple(self.quote(citation) if citation.quote else "" for citation in citations)

    def quote(self, citation: Citation) -> str:
        """One citation's words as HTML."""
        words = citation.quote or ""
        around = Surroundings(citation.source, exclude=self.exclude)
        mentions, _ = find_mentions(words, self.context.lexicon, around)
        return quote_html(words, mentions if self.context.autolink else ())


def _annotate(
    context: LinkContext, around: Surroundings, already: set[str], text: str
) -> tuple[Mention, ...]:
    """The names to be linked in a stretch of a text: of each actor the first, but for those `already` linked."""
    if not context.autolink:
        return ()
    mentions, _ = find_mentions(text, context.lexicon, around)
    kept = []
    for mention in mentions:
        if mention.actor is not None and mention.actor not in already:
            already.add(mention.actor)
            kept.append(mention)
    return tuple(kept)


def link_actor(actor: Actor, context: LinkContext) -> tuple[LinkedActor, list[Diagnostic]]:
    """An actor's texts; the actor's own names are not linked on its own page."""
    texts = _Texts(context, actor.path, actor.id)
    linked = LinkedActor(
        summary=texts.markdown(actor.summary, shift=1),
        body=texts.markdown(actor.body, shift=1),
        grade_note=texts.inline(actor.grade_note),
        facts=tuple(texts.claim(fact) for fact in actor.facts),
        relations=tuple(texts.claim(relation) for relation in actor.relations),
        corrections=tuple(texts.inline(c.text) for c in actor.corrections),
        replies=tuple(texts.markdown(r.text, shift=2) for r in actor.reply),
    )
    return linked, texts.diagnostics


def link_event(shared: SharedEvent, context: LinkContext) -> tuple[LinkedClaim, list[Diagnostic]]:
    """An event's texts."""
    texts = _Texts(context, shared.path)
    return texts.claim(shared.event), texts.diagnostics


def link_page(page: FreePage, context: LinkContext) -> tuple[LinkedText, list[Diagnostic]]:
    """A free page's text, each actor linked at its first mention."""
    if not page.is_of_the_dossier:
        # A handbook's words speak of somebody else, where they seem to name an actor.
        context = replace(context, autolink=False)
    texts = _Texts(context, page.path)
    return texts.markdown(page.markdown, page=free_page(page.slug)), texts.diagnostics


def link_source(
    source: Source, text: str | None, context: LinkContext
) -> tuple[LinkedSource, list[Diagnostic]]:
    """A source's excerpts and notes, and its full text where that is open."""
    texts = _Texts(context, source.path)
    excerpts = tuple(_excerpt(source, excerpt, texts) for excerpt in source.excerpts)
    text_html = ""
    text_mentions: tuple[Mention, ...] = ()
    passages: tuple[LinkedExcerpt, ...] = ()
    if text:
        text_mentions = _mentions_of_text(source, text, texts)
        text_html = paragraphs(text, text_mentions)
        passages = sentences(text, text_mentions, quoted_places(text, source.excerpts))
    linked = LinkedSource(
        excerpts=excerpts,
        grade_note=texts.inline(source.grade_note),
        corrections=tuple(texts.inline(c.text) for c in source.corrections),
        derivations=tuple(texts.inline(d.note) for d in source.derived_from),
        text=text_html,
        text_mentions=text_mentions,
        sentences=passages,
    )
    return linked, texts.diagnostics


def surroundings(source: Source, excerpt: Excerpt | None = None) -> Surroundings:
    """What is decided or known about the words of an excerpt, or without one of the full text."""
    if excerpt is None:
        return Surroundings(source.id, source.links)
    # Numbered decisions of the source count through its full text, so they say nothing here.
    general = {words: to for words, to in source.links.items() if "#" not in words}
    # What the full text names stands in `named`, so that short forms need no full text here.
    return Surroundings(source.id, {**general, **excerpt.links}, named=frozenset(source.named))


def _excerpt(source: Source, excerpt: Excerpt, texts: _Texts) -> LinkedExcerpt:
    around = surroundings(source, excerpt)
    mentions, used = find_mentions(excerpt.quote, texts.context.lexicon, around)
    if not texts.context.autolink:
        mentions = tuple(m for m in mentions if m.rule == "decision")
    for words in excerpt.links:
        if words not in used:
            texts.diagnostics.append(
                Diagnostic(
                    "unused-link",
                    Location(source.path, needle=words),
                    f"'{words}' does not occur in the excerpt '{excerpt.key}'",
                    "words are compared as whole words, '#2' means the second time they stand",
                )
            )
    return LinkedExcerpt(
        key=excerpt.key,
        html=quote_html(excerpt.quote, mentions),
        mentions=mentions,
        note=texts.markdown(excerpt.note, shift=3),
        translation=texts.markdown(excerpt.translation, shift=3, around=_of_translation(around)),
        words=len(excerpt.quote.replace(OMISSION, " ").split()),
    )


def _of_translation(around: Surroundings) -> Surroundings:
    """What was decided of a passage holds for its translation; words are not counted there."""
    plain = {words: to for words, to in around.decisions.items() if "#" not in words}
    return replace(around, decisions=plain)


def _mentions_of_text(source: Source, text: str, texts: _Texts) -> tuple[Mention, ...]:
    mentions, used = find_mentions(text, texts.context.lexicon, surroundings(source))
    if not texts.context.autolink:
        mentions = tuple(m for m in mentions if m.rule == "decision")
    for words in source.links:
        if words not in used:
            at = Location(source.path, needle=words)
            message = f"'{words}' does not occur in the text"
            texts.diagnostics.append(Diagnostic("unused-link", at, message))
    return mentions
