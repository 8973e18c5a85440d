"""Where a quote stands in a full text: found to the letter, found but for typography, or not.

Pure functions. Offsets are code points of the original text, half open, as in the W3C's
TextPositionSelector. A quote's parts are what stands between its omissions `[…]`; they are looked for
in order and do not overlap. Time is linear in the text, but for the hint where nothing is found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dossier.evidence.typography import PlainText, plain_text
from dossier.model.source import OMISSION

State = Literal["exact", "normalised", "ambiguous", "not-found", "no-text"]
"""`exact`: character by character. `normalised`: white space and typography differ, nothing else.
`ambiguous`: it stands there more than once, and nothing says which is meant."""

Span = tuple[int, int]
_WITHOUT_BLANKS = "\u2e80"
"""From here on the scripts of China, Japan and Korea."""


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
    parts = parts_of(quote)
    plain = [plain_text(part).plain.strip() for part in parts]
    if not all(plain) or not plain:
        return Alignment("not-found", missing=quote, reason="words")
    places = [_places(text, part) for part in plain]
    for part, found in zip(parts, places, strict=True):
        if not found:
            return Alignment("not-found", missing=part, reason="words")
    windows, stuck = _windows(places)
    if not windows:
        return Alignment("not-found", missing=parts[stuck], reason="order")
    before, after = plain_text(prefix).plain.strip(), plain_text(suffix).plain.strip()
    if before or after:
        places[0] = [at for at in places[0] if _follows(text.plain, at[0], before)]
        places[-1] = [at for at in places[-1] if _precedes(text.plain, at[1], after)]
        windows = _windows(places)[0] if all(places) else []
        if not windows:
            return Alignment("not-found", missing=parts[0], reason="context")
    passages = [_to_the_letter(text, _spans(text, window), parts) for window in windows]
    if len(passages) > 1:
        chosen = [spans for spans, _ in passages if spans == tuple(recorded)]
        # Of several places the one that has just these letters is meant.
        exact = [spans for spans, is_exact in passages if is_exact]
        if not chosen and len(exact) == 1:
            chosen = exact
        if not chosen:
            return Alignment("ambiguous")
        passages = [(spans, is_exact) for spans, is_exact in passages if spans == chosen[0]]
    spans, is_exact = passages[0]
    return Alignment("exact" if is_exact else "normalised", spans)


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


def _places(text: PlainText, part: str) -> list[Span]:
    """Every place of a part in the plain text, whole letters only."""
    found = []
    at = text.plain.find(part)
    while at >= 0:
        end = at + len(part)
        if text.is_whole(at, end) and not cuts_word(text.plain, at, end):
            found.append((at, end))
        at = text.plain.find(part, at + 1)
    return found


def cuts_word(plain: str, start: int, end: int) -> bool:
    """Whether a place begins or ends within a word: "able to" in "unable to" says the opposite.

    Scripts that write no blanks between words have no such places.
    """
    return any(
        0 < at < len(plain)
        and plain[at - 1].isalnum()
        and plain[at].isalnum()
        and max(plain[at - 1], plain[at]) < _WITHOUT_BLANKS
        for at in (start, end)
    )


def _windows(places: list[list[Span]]) -> tuple[list[tuple[Span, ...]], int]:
    """The shortest stretches that hold a place of each part in order; and the part that got stuck.

    For each place of a part the chain that begins latest is kept: that is the shortest one.
    """
    # A chain is a place and the chain before it, so that no chain is copied.
    chains: list[tuple[Span, int]] = [(at, -1) for at in places[0]]
    rows = [chains]
    for number, row in enumerate(places[1:], 1):
        before, following, index = rows[-1], [], -1
        for at in row:
            while index + 1 < len(before) and before[index + 1][0][1] <= at[0]:
                index += 1
            if index >= 0:
                following.append((at, index))
        if not following:
            return [], number
        rows.append(following)
    found: dict[Span, tuple[Span, ...]] = {}
    for index in range(len(rows[-1])):
        chain, back = [], index
        for row_before in reversed(rows):
            at, back = row_before[back]
            chain.append(at)
        # Of two ends after one beginning the first is the shorter stretch.
        found.setdefault(chain[-1], tuple(reversed(chain)))
    return list(found.values()), 0


def _spans(text: PlainText, window: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple((text.starts[start], text.ends[end - 1]) for start, end in window)


def _follows(plain: str, start: int, prefix: str) -> bool:
    return plain[max(0, start - len(prefix) - 1) : start].rstrip().endswith(prefix)


def _precedes(plain: str, end: int, suffix: str) -> bool:
    return plain[end : end + len(suffix) + 1].lstrip().startswith(suffix)
