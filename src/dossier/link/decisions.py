"""What the author decided of a text's names, and how it goes together with what the linker finds."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from dossier.fold import fold_name

Decisions = Mapping[str, str | None]
"""The author's `links`: words, with `#2` for their second occurrence, to an actor or nobody."""

_OCCURRENCE = re.compile(r"(.+?)#(\d+)")


class Span(NamedTuple):
    """A stretch of the folded text, half open, and whom it names by which rule, or why nobody."""

    start: int
    end: int
    actor: str | None
    rule: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Surroundings:
    """What is decided or known about the text that is scanned."""

    source: str = ""
    decisions: Decisions = field(default_factory=dict)
    exclude: str = ""
    """An actor not to be linked: whose own page the text stands on."""
    named: frozenset[str] = frozenset()
    """Actors known to be named before or around this text; their short forms may stand alone."""


def decided_spans(folded: str, decisions: Decisions) -> tuple[list[Span], frozenset[str]]:
    """Spans of the author's decisions; a numbered one outranks the plain one of the same words."""
    if not decisions:
        return [], frozenset()
    spans: dict[tuple[int, int], Span] = {}
    used: set[str] = set()
    for words, actor in sorted(decisions.items(), key=lambda item: "#" not in item[0]):
        numbered = _OCCURRENCE.fullmatch(words)
        name = fold_name(numbered[1] if numbered else words)
        places = [m.span() for m in whole_words(name, folded)]
        if numbered:
            wanted = int(numbered[2])
            places = places[wanted - 1 : wanted] if wanted else []
        for place in places:
            used.add(words)
            spans.setdefault(place, Span(*place, actor, "decision"))
    return sorted(spans.values(), key=lambda span: (span.start, -span.end)), frozenset(used)


def whole_words(name: str, folded: str) -> Iterator[re.Match[str]]:
    """Where a folded name stands in a folded text as whole words; a line end there is a blank."""
    before = r"(?<![^\W_])" if name[:1].isalnum() else ""
    after = r"(?![^\W_])" if name[-1:].isalnum() else ""
    # A text may have two blanks where a line ends, and the name has one.
    words = r"\s+".join(map(re.escape, name.split(" ")))
    return re.finditer(before + words + after, folded)


def has_whole_word(name: str, folded: str) -> bool:
    """Whether it stands there at all."""
    return next(whole_words(name, folded), None) is not None


def merge(decided: list[Span], automatic: list[Span]) -> list[Span]:
    """Decisions first, except inside a longer name: "Sinaloa" decided leaves "Sinaloa Cartel".

    Both lists are sorted; mentions found automatically never overlap.
    """
    if not decided:
        return automatic
    starts = [span.start for span in automatic]
    kept: list[Span] = []
    for span in decided:
        before = automatic[bisect_right(starts, span.start) - 1] if starts else span
        longer = before.actor is not None and _inside(span, before)
        if not longer and (not kept or span.start >= kept[-1].end):
            kept.append(span)
    starts = [span.start for span in kept]
    free = []
    for span in automatic:
        at = bisect_right(starts, span.end - 1) - 1
        if at < 0 or kept[at].end <= span.start:
            free.append(span)
    return sorted(kept + free)


def _inside(inner: Span, outer: Span) -> bool:
    fits = outer.start <= inner.start and inner.end <= outer.end
    return fits and (inner.start, inner.end) != (outer.start, outer.end)
