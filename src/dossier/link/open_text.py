"""The full text of an open source: its paragraphs with names linked, and the sentence around each name.

A sentence is a passage as an excerpt is, on the pages of those whom it names.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate, islice

from dossier.fold import fold, fold_name
from dossier.link.decisions import whole_words
from dossier.link.verbatim import quote_html
from dossier.model.linked import LinkedExcerpt, Mention
from dossier.model.record import short_hash
from dossier.model.source import OMISSION, Excerpt

MAX_SENTENCE_WORDS = 80
"""Words shown around a mention in an open text: as many as the quote budget allows of others by default."""

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]*)*")


def paragraphs(text: str, mentions: tuple[Mention, ...]) -> str:
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
"""Where a sentence or a paragraph ends; also after "Mr.", and wherever else a name follows a full stop."""


def quoted_places(text: str, excerpts: Iterable[Excerpt]) -> list[tuple[int, int]]:
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


def sentences(
    text: str, mentions: tuple[Mention, ...], quoted: list[tuple[int, int]]
) -> tuple[LinkedExcerpt, ...]:
    """The sentence around each linked mention, each sentence once, at most 80 words.

    For a mention inside of what is quoted that passage stands already, on the same pages.
    """
    linked = [m for m in mentions if m.actor]
    if not linked:
        return ()
    is_quoted = _inside_of(quoted)
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
        new = [m for m in inside if not is_quoted(m)]
        if new:
            result.append(_window(text, start, end, inside, new))
        if mention is None:
            break
        start = end
    return tuple(result)


def _inside_of(places: list[tuple[int, int]]) -> Callable[[Mention], bool]:
    """Tells of a mention whether it stands within one of some places, which may overlap."""
    ordered = sorted(places)
    starts = [start for start, _ in ordered]
    reached = list(accumulate((end for _, end in ordered), max))

    def is_inside(mention: Mention) -> bool:
        before = bisect_right(starts, mention.start)
        return before > 0 and mention.end <= reached[before - 1]

    return is_inside


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
