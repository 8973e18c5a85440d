"""Every text of a dossier with its names linked: one function an item, all picklable."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from dossier.diagnostics import Diagnostic, Location
from dossier.fold import fold, fold_name
from dossier.link.decisions import whole_words
from dossier.link.lexicon import Lexicon
from dossier.link.scan import Surroundings, find_mentions
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
from dossier.model.record import short_hash
from dossier.model.source import OMISSION, Excerpt, Source
from dossier.urls import OutputPath, actor_reference, free_page

MAX_SENTENCE_WORDS = 80
"""Words shown around a mention in an open text: as many as the quote budget allows of others by default."""


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
        self.diagnostics += [
            Diagnostic(p.code, Location(self.path, needle=p.needle), p.message, p.hint)
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
        )

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
    sentences: tuple[LinkedExcerpt, ...] = ()
    if text:
        text_mentions = _mentions_of_text(source, text, texts)
        text_html = _paragraphs(text, text_mentions)
        sentences = _sentences(text, text_mentions, _quoted(text, source.excerpts))
    linked = LinkedSource(
        excerpts=excerpts,
        grade_note=texts.inline(source.grade_note),
        corrections=tuple(texts.inline(c.text) for c in source.corrections),
        derivations=tuple(texts.inline(d.note) for d in source.derived_from),
        text=text_html,
        text_mentions=text_mentions,
        sentences=sentences,
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


def quote_html(text: str, mentions: tuple[Mention, ...]) -> str:
    """Verbatim words as HTML, escaped, each linked mention an `<a>` that carries its rule."""
    parts: list[str] = []
    at = 0
    for mention in mentions:
        if mention.actor is None:
            continue
        parts.append(_plain(text[at : mention.start]))
        parts.append(mention_html(mention))
        at = mention.end
    parts.append(_plain(text[at:]))
    return "".join(parts)


def mention_html(mention: Mention) -> str:
    """One linked mention."""
    target = actor_reference(mention.actor or "")
    words = html.escape(mention.text, quote=False)
    return f'<a class="actor" href="{target}" data-rule="{mention.rule}">{words}</a>'


def _plain(text: str) -> str:
    escaped = html.escape(text, quote=False)
    return escaped.replace(OMISSION, f'<span class="omission">{OMISSION}</span>')


_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]*)*")


def _paragraphs(text: str, mentions: tuple[Mention, ...]) -> str:
    """A full text as paragraphs, which blank lines divide, with its mentions linked."""
    parts = []
    rest = list(reversed(mentions))
    for paragraph in _PARAGRAPH.finditer(text):
        if not paragraph.group().strip():
            continue
        start, end = paragraph.span()
        inside: list[Mention] = []
        while rest and rest[-1].start < end:
            mention = rest.pop()
            if mention.start >= start and mention.end <= end:
                inside.append(_moved(mention, -start))
        parts.append(f"<p>{quote_html(paragraph.group(), tuple(inside))}</p>")
    return "\n".join(parts)


def _moved(mention: Mention, by: int) -> Mention:
    return mention._replace(start=mention.start + by, end=mention.end + by)


SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[¿¡]*[A-ZÀ-ÞА-Я0-9])|\n\s*\n")
"""Where a sentence or a paragraph ends."""


def _quoted(text: str, excerpts: Iterable[Excerpt]) -> list[tuple[int, int]]:
    """Where the excerpts stand in a text, half open; words that stand there twice are left out."""
    folded, offsets = fold(text)
    found: list[tuple[int, int]] = []
    for excerpt in excerpts:
        for part in filter(None, map(fold_name, excerpt.quote.split(OMISSION))):
            places = [match.span() for match in islice(whole_words(part, folded), 2)]
            if len(places) == 1:
                start, end = places[0]
                found.append((offsets[start], offsets[end - 1] + 1) if offsets else (start, end))
    return found


def _sentences(
    text: str, mentions: tuple[Mention, ...], quoted: list[tuple[int, int]]
) -> tuple[LinkedExcerpt, ...]:
    """The sentence around each linked mention, each sentence once, at most 80 words.

    For a mention inside of what is quoted that passage stands already, on the same pages.
    """
    linked = [m for m in mentions if m.actor]
    if not linked:
        return ()
    ends = [m.end() for m in SENTENCE_END.finditer(text)] + [len(text)]
    result: list[LinkedExcerpt] = []
    start = 0
    remaining = iter(linked)
    mention = next(remaining, None)
    for end in ends:
        inside = []
        while mention is not None and mention.start < end:
            inside.append(mention)
            mention = next(remaining, None)
        new = [m for m in inside if not any(a <= m.start and m.end <= z for a, z in quoted)]
        if new:
            result.append(_window(text, start, end, inside, new))
        if mention is None:
            break
        start = end
    return tuple(result)


def _window(
    text: str, start: int, end: int, mentions: list[Mention], new: list[Mention]
) -> LinkedExcerpt:
    """The sentence; where it is too long, as many words around the first mentions as allowed.

    All mentions are linked in it; it is a passage of those whom the `new` ones name.
    """
    sentence = text[start:end].rstrip()
    words = [m.span() for m in re.finditer(r"\S+", sentence)]
    first, last = 0, len(words)
    if len(words) > MAX_SENTENCE_WORDS:
        hit = next((i for i, (_, e) in enumerate(words) if e > new[0].start - start), 0)
        first = max(0, min(hit - MAX_SENTENCE_WORDS // 2, len(words) - MAX_SENTENCE_WORDS))
        last = first + MAX_SENTENCE_WORDS
    left, right = words[first][0], words[last - 1][1]
    shown = sentence[left:right]
    inside = tuple(
        _moved(m, -(start + left))
        for m in mentions
        if m.start >= start + left and m.end <= start + right
    )
    before = f'<span class="omission">{OMISSION}</span> ' if first else ""
    after = f' <span class="omission">{OMISSION}</span>' if last < len(words) else ""
    return LinkedExcerpt(
        key=short_hash(str(start), shown),
        html=before + quote_html(shown, inside) + after,
        mentions=tuple(m for m in inside if _moved(m, start + left) in new),
        words=last - first,
    )
