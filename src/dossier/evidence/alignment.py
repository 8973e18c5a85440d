"""Where a quote stands in a full text: found to the letter, found but for typography, or not.

Pure functions. Offsets are code points of the original text, half open, as in the W3C's
TextPositionSelector. A quote's parts are what stands between its omissions `[…]`; they are looked for
in order and do not overlap. The search stops at the second place: time is linear in the text, however
often the words stand there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from dossier.evidence.boundaries import cuts_word
from dossier.evidence.typography import PlainText, plain_text
from dossier.model.source import OMISSION

State = Literal["exact", "normalised", "ambiguous", "not-found", "no-text"]
"""`exact`: character by character. `normalised`: white space and typography differ, nothing else.
`ambiguous`: it stands there more than once, and nothing says which is meant."""

Span = tuple[int, int]


@dataclass(frozen=True)
class Alignment:
    """What was found: one span a part where the quote was found once, else none."""

    state: State
    spans: tuple[Span, ...] = ()
    missing: str = ""
    """Where it was not found: the first part that stands nowhere after the part before it."""
    reason: Literal["", "words", "order", "context"] = ""
    """Why not: other words; parts in another order; right words, other `prefix` or `suffix`."""


def parts_of(quote: str) -> tuple[str, ...]:
    """A quote's parts between its omissions, without white space around them."""
    return tuple(part.strip() for part in quote.split(OMISSION) if part.strip())


def align(
    text: PlainText | None,
    quote: str,
    prefix: str = "",
    suffix: str = "",
    recorded: Sequence[Span] = (),
) -> Alignment:
    """Looks for a quote in a text.

    `prefix` must stand right before the first part, `suffix` right after the last one; of several
    places `recorded`, the spans found at an earlier time, decides. A passage is the shortest stretch
    that holds all parts in order: of two beginnings before one end the nearer counts.
    """
    if text is None:
        return Alignment("no-text")
    found = _align(text, quote, prefix, suffix, recorded)
    joined = text.joined_for(plain_text(quote).plain) if found.reason == "words" else None
    if joined:
        again = _align(joined, quote, prefix, suffix, recorded)
        found = again if again.state != "not-found" else found
    if found.reason == "words" and (other := _in_other_case(quote)) != quote:
        again = align(text, other, prefix, suffix, recorded)
        if again.state != "not-found":
            found = replace(again, state="normalised") if again.spans else again
    return found


_CHANGED_CASE = re.compile(
    rf"((?:\A|{re.escape(OMISSION)})[^\w\[\]]{{0,4}})\[([^\W\d_])\](?=[\w\s])"
)


def _in_other_case(quote: str) -> str:
    """The quote with the first letter of a part as it was, where that stands in brackets: "[T]he" for "the".

    So editors show that they have changed it to begin a sentence with it, or to go on with one.
    """
    return _CHANGED_CASE.sub(lambda begin: begin[1] + begin[2].swapcase(), quote)


def _align(
    text: PlainText, quote: str, prefix: str, suffix: str, recorded: Sequence[Span]
) -> Alignment:
    parts = parts_of(quote)
    search = _Search(text, tuple(plain_text(part).plain.strip() for part in parts))
    if not all(search.parts) or not parts:
        return Alignment("not-found", missing=quote, reason="words")
    if (unknown := search.unknown_part()) is not None:
        return Alignment("not-found", missing=parts[unknown], reason="words")
    if (stuck := search.stuck_part()) is not None:
        return Alignment("not-found", missing=parts[stuck], reason="order")
    beside = (plain_text(prefix).plain.strip(), plain_text(suffix).plain.strip())
    search = replace(search, prefix=beside[0], suffix=beside[1])
    windows = list(islice(search.windows(), 2))
    if not windows:
        return Alignment("not-found", missing=parts[0], reason="context")
    if len(windows) > 1:
        # Also where only one of them has just these letters: typography is no position.
        windows = [w for w in search.windows_at(recorded) if _is_at(text, w, parts, recorded)]
    if not windows:
        return Alignment("ambiguous")
    spans, is_exact = _to_the_letter(text, _spans(text, windows[0]), parts)
    return Alignment("exact" if is_exact else "normalised", spans)


def _is_at(
    text: PlainText, window: tuple[Span, ...], parts: tuple[str, ...], recorded: Sequence[Span]
) -> bool:
    return _to_the_letter(text, _spans(text, window), parts)[0] == tuple(recorded)


def _to_the_letter(
    text: PlainText, spans: tuple[Span, ...], parts: tuple[str, ...]
) -> tuple[tuple[Span, ...], bool]:
    """The same place, and whether it has just the quote's letters.

    Then it ends where these end, also with an accent that belongs to no letter.
    """
    exact = all(
        text.original.startswith(part, start) for (start, _), part in zip(spans, parts, strict=True)
    )
    if not exact:
        return spans, False
    return tuple(
        (start, start + len(part)) for (start, _), part in zip(spans, parts, strict=True)
    ), True


@dataclass(frozen=True)
class _Search:
    """The parts of a quote looked for in a text, one after the other."""

    text: PlainText
    parts: tuple[str, ...]
    prefix: str = ""
    suffix: str = ""

    def unknown_part(self) -> int | None:
        """The first part that stands nowhere."""
        found = (n for n, part in enumerate(self.parts) if self._next_place(part, 0) is None)
        return next(found, None)

    def stuck_part(self) -> int | None:
        """The first part that stands nowhere after the parts before it."""
        at = 0
        for number, part in enumerate(self.parts):
            place = self._next_place(part, at)
            if place is None:
                return number
            at = place[1]
        return None

    def windows(self, at: int = 0) -> Iterator[tuple[Span, ...]]:
        """The shortest stretches that hold all parts in order, from a place of the text on.

        The earliest end is looked for, and from there back the latest beginning: each step goes over
        the stretch once.
        """
        last = len(self.parts) - 1
        while True:
            end = at
            place: Span | None = None
            for number in range(last + 1):
                place = self._next(number, end)
                if place is None:
                    return
                end = place[1]
            assert place is not None, "a quote has parts"
            window = [place]
            for number in reversed(range(last)):
                place = self._previous(number, window[-1][0])
                assert place is not None, "each part was found on the way"
                window.append(place)
            yield tuple(reversed(window))
            at = window[-1][0] + 1

    def windows_at(self, recorded: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
        """The stretch that begins where a record says, if there is one."""
        if recorded:
            yield from islice(self.windows(bisect_left(self.text.starts, recorded[0][0])), 1)

    def _next(self, number: int, at: int) -> Span | None:
        place = self._next_place(self.parts[number], at)
        while place is not None and not self._fits(number, place):
            place = self._next_place(self.parts[number], place[0] + 1)
        return place

    def _previous(self, number: int, end: int) -> Span | None:
        """The last place of a part that ends before another begins."""
        part, plain = self.parts[number], self.text.plain
        at = plain.rfind(part, 0, end)
        while at >= 0:
            place = (at, at + len(part))
            if self._is_place(place) and self._fits(number, place):
                return place
            at = plain.rfind(part, 0, at + len(part) - 1)
        return None

    def _next_place(self, part: str, at: int) -> Span | None:
        plain = self.text.plain
        at = plain.find(part, at)
        while at >= 0:
            if self._is_place((at, at + len(part))):
                return at, at + len(part)
            at = plain.find(part, at + 1)
        return None

    def _is_place(self, place: Span) -> bool:
        """Whole letters and whole words only."""
        return self.text.is_whole(*place) and not cuts_word(self.text, *place)

    def _fits(self, number: int, place: Span) -> bool:
        """Whether the words beside the first and the last part are those given."""
        plain = self.text.plain
        before = number > 0 or _follows(plain, place[0], self.prefix)
        return before and (number < len(self.parts) - 1 or _precedes(plain, place[1], self.suffix))


def _spans(text: PlainText, window: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple((text.starts[start], text.ends[end - 1]) for start, end in window)


def _follows(plain: str, start: int, prefix: str) -> bool:
    return plain[max(0, start - len(prefix) - 1) : start].rstrip().endswith(prefix)


def _precedes(plain: str, end: int, suffix: str) -> bool:
    return plain[end : end + len(suffix) + 1].lstrip().startswith(suffix)
