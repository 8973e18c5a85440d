"""The passage of a text that is nearest to a quote which does not stand in it: a hint, never a match."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import accumulate

from dossier.evidence.typography import PlainText, plain_text

MAX_QUOTE_WORDS = 60
"""Words of the quote that are compared; the time of the comparison grows with their square."""
MAX_SHOWN = 28
"""Words shown, so that a hint stays a line and a log no copy of the text."""
MIN_LIKENESS = 0.5
"""Below this share of words in common (difflib's ratio over characters) nothing is suggested."""
_GRAM = 3
_WORD = re.compile(r"\S+")


def nearest_passage(text: PlainText, quote: str) -> str:
    """The nearest passage, the words that differ from the quote in »…«; "" where nothing is near."""
    wanted = " ".join(plain_text(quote).plain.split()[:MAX_QUOTE_WORDS])
    around = _likeliest(text.plain, wanted)
    if not around:
        return ""
    words, asked = around.split(), wanted.split()
    matcher = SequenceMatcher(None, asked, words, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if blocks:
        # What stands before the first and after the last word in common is as long as in the quote.
        first = max(0, blocks[0].b - blocks[0].a)
        last = blocks[-1].b + len(asked) - blocks[-1].a
        words = words[first:last]
    else:
        words = _best_run(words, asked)
    if SequenceMatcher(None, wanted, " ".join(words), autojunk=False).ratio() < MIN_LIKENESS:
        return ""
    return _shown(asked, words)


def _likeliest(plain: str, wanted: str) -> str:
    """The stretch of the text that shares most letters in threes with the quote, with some margin.

    Counted for every place at once by running sums, so that the time is linear in the text.
    """
    folded, asked = plain.lower(), wanted.lower()
    grams = {asked[i : i + _GRAM] for i in range(max(1, len(asked) - _GRAM + 1))}
    if len(folded) <= len(asked):
        return plain
    sums = list(accumulate((folded[i : i + _GRAM] in grams for i in range(len(folded))), initial=0))
    width = len(asked)
    gains = [sums[i + width] - sums[i] for i in range(len(sums) - width)]
    best = max(gains)
    if not best:
        return ""
    at = gains.index(best)
    margin = width // 4 + 20
    start, end = max(0, at - margin), min(len(plain), at + width + margin)
    # Whole words only.
    start = plain.rfind(" ", 0, start) + 1
    end = following if (following := plain.find(" ", end)) >= 0 else len(plain)
    return plain[start:end]


def _best_run(words: list[str], asked: list[str]) -> list[str]:
    """As many words as were asked for, there where their letters are most alike."""
    runs = [words[i : i + len(asked)] for i in range(max(1, len(words) - len(asked) + 1))]
    quote = " ".join(asked)
    return max(runs, key=lambda run: SequenceMatcher(None, quote, " ".join(run)).ratio())


def _shown(asked: list[str], words: list[str]) -> str:
    """The words with a mark around each run that differs, cut to what is near the first of them."""
    pieces: list[str] = []
    first = -1
    for kind, _, _, start, end in SequenceMatcher(None, asked, words, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces += words[start:end]
            continue
        first = len(pieces) if first < 0 else first
        # Where the text has nothing for words of the quote, the place itself is marked.
        changed = words[start:end] or [""]
        pieces += [*changed[:-1], changed[-1] + "«"]
        pieces[-len(changed)] = "»" + pieces[-len(changed)]
    begin = max(0, min(first - MAX_SHOWN // 2, len(pieces) - MAX_SHOWN))
    shown = " ".join(pieces[begin : begin + MAX_SHOWN])
    before = "… " if begin else ""
    after = " …" if begin + MAX_SHOWN < len(pieces) else ""
    return before + shown + after
