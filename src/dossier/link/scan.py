"""Finds who is named in a text, with the text itself as context; the linker's one way in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dossier.fold import fold
from dossier.link.decisions import Span, Surroundings, decided_spans, merge
from dossier.link.document import Document
from dossier.link.lexicon import Lexicon
from dossier.link.names import WORD
from dossier.link.reader import Reader
from dossier.model.linked import Mention

__all__ = ["Surroundings", "find_mentions", "is_too_much"]

_PIECE = 100_000
"""Characters that are looked at at once."""


def find_mentions(
    text: str, lexicon: Lexicon, around: Surroundings
) -> tuple[tuple[Mention, ...], frozenset[str]]:
    """The mentions in `text`, in order, never overlapping; and the decisions that were used.

    Offsets are code points of the original text. Held-back names have `actor` None.
    """
    if not text:
        return (), frozenset()
    document = Document(text, lexicon.rules)
    decided, used = decided_spans(document.folded, around.decisions)
    reader = Reader(document, lexicon, around)
    automatic = reader.read()
    reader.close()
    spans = merge(decided, automatic)
    if around.exclude:
        spans = [span for span in spans if span.actor != around.exclude]
    offsets = document.offsets
    if offsets is None:
        mentions = tuple(
            Mention(start, end, text[start:end], actor, rule, candidates)
            for start, end, actor, rule, candidates in spans
        )
    else:
        mentions = tuple(_mention(text, span, offsets) for span in spans)
    return mentions, used


def is_too_much(text: str, lexicon: Lexicon, most: int) -> bool:
    """Whether reading a text is more work than `most`.

    What counts is each word that may begin a listed name, and half as much each other word with a capital
    where it first stands. Takes a tenth of the time of reading, and little memory: in pieces, up to where it
    is known.
    """
    if len(text) <= most:
        return False
    begins: dict[str, bool] = {}
    work = 0.0
    for at in range(0, len(text), _PIECE):
        words = Counter(WORD.findall(fold(text[at : at + _PIECE])[0]))
        for word, times in words.items():
            if word[0].islower() and word not in lexicon.lower_case:
                continue
            if word not in begins:
                begins[word] = lexicon.beginnings[word] is not None
                work += 0.5
            work += times if begins[word] else 0
        if work > most:
            return True
    return False


def _mention(text: str, span: Span, offsets: Sequence[int]) -> Mention:
    """A mention in a text some of whose accents were dropped in folding."""
    # The accents dropped after the last letter belong to the name.
    end = offsets[span.end] if span.end < len(offsets) else len(text)
    start = offsets[span.start]
    return Mention(start, end, text[start:end], span.actor, span.rule, span.candidates)
