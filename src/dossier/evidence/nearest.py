"""The passage of a text that is nearest to a quote which does not stand in it: a hint, never a match."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cached_property

from dossier.evidence.typography import PlainText, plain_text
from dossier.evidence.words import word_starts, words_of

MAX_QUOTE_WORDS = 60
"""Words of the quote that are compared; the time of the comparison grows with their square."""
MAX_SHOWN = 28
"""Words shown, so that a hint stays a line and a log no copy of the text."""
MIN_LIKENESS = 0.5
"""Below this share of words in common (difflib's ratio over characters) nothing is suggested."""
MAX_LOOKED_AT = 2_000
"""Places of words that are looked at for one hint, those of the rarest words first."""
MIN_SHARED = 0.4
"""Share of a word's pairs of letters that the word of the text must have which is taken for it."""


class PassageIndex:
    """Where each word of a text stands: made once a text, and only where a hint is wanted."""

    def __init__(self, text: PlainText) -> None:
        self._plain = text.spaced
        self._starts = list(word_starts(self._plain))
        self._numbers: dict[str, list[int]] = {}
        for number, word in enumerate(words_of(self._plain)):
            self._numbers.setdefault(_bare(word), []).append(number)

    @cached_property
    def _spelt_with(self) -> dict[str, list[str]]:
        """The words of the text by the pairs of letters in them."""
        by_pair: dict[str, list[str]] = {}
        for word in self._numbers:
            for pair in _pairs(word):
                by_pair.setdefault(pair, []).append(word)
        return by_pair

    @cached_property
    def _sizes(self) -> dict[str, int]:
        """How many pairs of letters each word of the text has."""
        return {word: len(_pairs(word)) for word in self._numbers}

    def around(self, wanted: list[str]) -> str:
        """The stretch of the text with most of these words where they should be; "" without any."""
        votes = sorted(self._votes([_bare(word) for word in wanted]))
        if not votes:
            return ""
        reach = len(wanted) // 4 + 1
        best, at, end = 0, 0, 0
        for begin, vote in enumerate(votes):
            while end < len(votes) and votes[end] <= vote + reach:
                end += 1
            if end - begin > best:
                best, at = end - begin, vote
        margin = reach + 3
        first, last = max(0, at - margin), at + len(wanted) + reach + margin
        stop = self._starts[last] if last < len(self._starts) else len(self._plain)
        return self._plain[self._starts[first] : stop]

    def _votes(self, wanted: list[str]) -> Iterator[int]:
        """Where the quote would begin by each word of it that the text has, the rarest first."""
        places = []
        for offset, word in enumerate(wanted):
            known = word if word in self._numbers else self._like(word)
            if known:
                places.append((self._numbers[known], offset))
        left = MAX_LOOKED_AT
        for numbers, offset in sorted(places, key=lambda place: len(place[0])):
            yield from (number - offset for number in numbers[:left])
            left -= min(left, len(numbers))

    def _like(self, word: str) -> str | None:
        """The word of the text that is spelt most like this one."""
        pairs = _pairs(word)
        shared: Counter[str] = Counter()
        left = MAX_LOOKED_AT
        for pair in sorted(pairs, key=lambda pair: (len(self._spelt_with.get(pair, ())), pair)):
            others = self._spelt_with.get(pair, [])[:left]
            shared.update(others)
            left -= len(others)
        size, sizes = len(pairs), self._sizes
        best = max(shared, key=lambda w: (shared[w] / max(size, sizes[w]), w), default="")
        near = best and shared[best] >= MIN_SHARED * max(size, sizes[best])
        return best if near else None


def _bare(word: str) -> str:
    """A word as it is looked up: small letters, no signs around it, where any letter is left."""
    return word.lower().strip(".,;:!?\"'()[]…-") or word


def _pairs(word: str) -> set[str]:
    framed = f" {word} "
    return {framed[at : at + 2] for at in range(len(framed) - 1)}


def nearest_passage(index: PassageIndex, quote: str) -> str:
    """The nearest passage, the words that differ from the quote in »…«; "" where nothing is near."""
    plain = plain_text(quote).spaced
    starts = [*word_starts(plain), len(plain)]
    wanted = plain[: starts[min(MAX_QUOTE_WORDS, len(starts) - 1)]].strip()
    around = index.around(words_of(wanted))
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
