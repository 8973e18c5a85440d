"""Finds the names of a lexicon in plain text: whole words, longest first, decisions obeyed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dossier.link.fold import fold, fold_name
from dossier.link.lexicon import WORD, Entry, Lexicon
from dossier.model.linked import Mention

Decisions = Mapping[str, str | None]
"""The author's `links`: words, with `#2` for their second occurrence, to an actor or nobody."""

_OCCURRENCE = re.compile(r"(.+?)#(\d+)")


@dataclass(frozen=True)
class Surroundings:
    """What is decided or known about the text that is scanned."""

    source: str = ""
    decisions: Decisions = field(default_factory=dict)
    numbered_only: bool = False
    exclude: str = ""
    """An actor not to be linked: whose own page the text stands on."""


@dataclass(frozen=True)
class _Span:
    start: int
    end: int
    actor: str | None
    rule: str
    candidates: tuple[str, ...] = ()


def find_mentions(
    text: str, lexicon: Lexicon, around: Surroundings
) -> tuple[tuple[Mention, ...], frozenset[str]]:
    """The mentions in `text`, in order, never overlapping; and the decisions that were used.

    Offsets are code points of the original text. Held-back names have `actor` None.
    """
    folded, offsets = fold(text)
    decided, used = _decided(folded, around.decisions)
    automatic = list(_automatic(folded, lexicon, around))
    spans = _merge(decided, automatic)
    return tuple(
        _mention(text, span, offsets) for span in spans if not _excluded(span, around)
    ), used


def _excluded(span: _Span, around: Surroundings) -> bool:
    return bool(around.exclude) and span.actor == around.exclude


def _mention(text: str, span: _Span, offsets: list[int] | None) -> Mention:
    start, end = span.start, span.end
    if offsets is not None:
        # The accents dropped after the last letter belong to the name.
        end = offsets[end] if end < len(offsets) else len(text)
        start = offsets[start]
    return Mention(start, end, text[start:end], span.actor, span.rule, span.candidates)


def _decided(folded: str, decisions: Decisions) -> tuple[list[_Span], frozenset[str]]:
    """Spans of the author's decisions; a numbered one outranks the plain one of the same words."""
    spans: dict[tuple[int, int], _Span] = {}
    used: set[str] = set()
    for words, actor in sorted(decisions.items(), key=lambda item: "#" not in item[0]):
        numbered = _OCCURRENCE.fullmatch(words)
        name = fold_name(numbered[1] if numbered else words)
        places = [m.span() for m in _whole_words(name, folded)]
        if numbered:
            wanted = int(numbered[2])
            places = places[wanted - 1 : wanted] if wanted else []
        for place in places:
            used.add(words)
            spans.setdefault(place, _Span(*place, actor, "decision"))
    return sorted(spans.values(), key=lambda span: (span.start, -span.end)), frozenset(used)


def _whole_words(name: str, folded: str) -> Iterator[re.Match[str]]:
    before = r"(?<![^\W_])" if name[:1].isalnum() else ""
    after = r"(?![^\W_])" if name[-1:].isalnum() else ""
    return re.finditer(before + re.escape(name) + after, folded)


def _automatic(folded: str, lexicon: Lexicon, around: Surroundings) -> Iterator[_Span]:
    entries = lexicon.by_first_word
    taken = 0
    for word in WORD.finditer(folded):
        if word.start() < taken:
            continue
        for entry in entries.get(word.group(), ()):
            begin = word.start() - _lead(entry.name)
            end = begin + len(entry.name)
            if begin >= taken and folded.startswith(entry.name, begin) and _ends(folded, end):
                taken = end
                yield _resolved(entry, begin, end, folded, around)
                break


def _lead(name: str) -> int:
    """Characters of a name before its first word, as in "'Ndrangheta" or "@HEARST_BB"."""
    first = WORD.search(name)
    return first.start() if first else 0


def _ends(folded: str, end: int) -> bool:
    """Whether no letter or digit goes on where the name ends."""
    return end >= len(folded) or not folded[end].isalnum() or not folded[end - 1].isalnum()


def _resolved(entry: Entry, start: int, end: int, folded: str, around: Surroundings) -> _Span:
    """The one actor meant, or a held-back span that says who it could be."""
    meant = [m for m in entry.meanings if around.source not in m.not_in or not around.source]
    candidates = tuple(m.actor for m in entry.meanings)
    possible = [m for m in meant if m.autolink and (m.near or not m.ambiguous)]
    sure = [m for m in possible if _near(m.near, folded)]
    if len(sure) == 1 and len(possible) == 1:
        return _Span(start, end, sure[0].actor, sure[0].rule)
    if not meant:
        return _Span(start, end, None, "not-in", candidates)
    if not any(m.autolink for m in meant):
        return _Span(start, end, None, "autolink-off", candidates)
    return _Span(start, end, None, "ambiguous", candidates)


def _near(words: tuple[str, ...], folded: str) -> bool:
    return not words or any(next(_whole_words(word, folded), None) for word in words)


def _merge(decided: list[_Span], automatic: list[_Span]) -> list[_Span]:
    """Decisions first, except inside a longer name: "Sinaloa" decided leaves "Sinaloa Cartel"."""
    longer = [a for a in automatic if a.actor and _contains_one(a, decided)]
    kept = [d for d in decided if not any(_inside(d, a) for a in longer)]
    kept = _without_overlaps(kept)
    free = [a for a in automatic if not any(_touch(a, d) for d in kept)]
    return sorted(kept + free, key=lambda span: span.start)


def _contains_one(span: _Span, others: list[_Span]) -> bool:
    return any(_inside(other, span) for other in others)


def _inside(inner: _Span, outer: _Span) -> bool:
    fits = outer.start <= inner.start and inner.end <= outer.end
    return fits and (inner.start, inner.end) != (outer.start, outer.end)


def _touch(a: _Span, b: _Span) -> bool:
    return a.start < b.end and b.start < a.end


def _without_overlaps(spans: list[_Span]) -> list[_Span]:
    kept: list[_Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
