"""The passage of a text that is nearest to a quote which does not stand in it: a hint, never a match."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from dossier.evidence.differences import MARKS, Differences, Word, key_of
from dossier.evidence.typography import PlainText, plain_text
from dossier.evidence.words import word_spans

MAX_QUOTE_WORDS = 60
"""Words of the quote that are compared; the time of the comparison grows with their square."""
MIN_LIKENESS = 0.5
"""Below this share of words in common (difflib's ratio over characters) nothing is suggested."""
MAX_LETTERS = 20
"""Letters of a word that are compared: a text may be one word."""
MAX_LOOKED_AT = 2_000
"""Places of words that are looked at for one hint, those of the rarest words first."""
MIN_SHARED = 0.4
"""Share of a word's pairs of letters that the word of the text must have which is taken for it."""
_MAX_PLACES = 5
"""Places in the passage that are tried for one word, those first that are nearest to where it should be."""
_ANOTHER_WORD, _GAP, _WORD_IN_GAP = 0.3, 0.3, 0.05
"""What differences cost, a word in common being worth 1: one word for another, or of the quote alone;
that the text has more, and each word of that. A head of a page between two words is no other passage."""


class PassageIndex:
    """Where each word of a text stands: made once a text, and only where a hint is wanted."""

    def __init__(self, text: PlainText) -> None:
        self.text = text
        self.spans = _spans(text)
        by_form: dict[str, list[int]] = {}
        for number, (start, end) in enumerate(self.spans):
            by_form.setdefault(text.plain[start:end], []).append(number)
        self._numbers: dict[str, list[int]] = {}
        for form, numbers in by_form.items():
            self._numbers.setdefault(key_of(form.strip(MARKS) or form), []).extend(numbers)
            for number in numbers if "-" in form[1:-1] else ():
                for joined in _spellings(text, *self.spans[number])[1:]:
                    self._numbers.setdefault(key_of(joined.strip(MARKS)), []).append(number)

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

    def around(self, wanted: Sequence[str]) -> tuple[list[Word], int]:
        """The stretch with most of some words where they should be, and where in it they begin; [] without any."""
        votes = sorted(self._votes(wanted))
        if not votes:
            return [], 0
        reach = len(wanted) // 4 + 1
        best, at, end = 0, 0, 0
        for begin, vote in enumerate(votes):
            while end < len(votes) and votes[end] <= vote + reach:
                end += 1
            if end - begin > best:
                best, at = end - begin, vote
        margin = reach + 3
        first, last = max(0, at - margin), at + len(wanted) + reach + margin
        return [self._word(span, wanted) for span in self.spans[first:last]], at - first

    def _word(self, span: tuple[int, int], wanted: Sequence[str]) -> Word:
        """A word, in the spelling that is wanted where its line ends at a hyphen in it."""
        words = [Word.of(written, *span) for written in _spellings(self.text, *span)]
        return next((word for word in words if key_of(word.bare) in wanted), words[0])

    def _votes(self, wanted: Sequence[str]) -> Iterator[int]:
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


def _spans(text: PlainText) -> list[tuple[int, int]]:
    """Where each word stands, half open; a dash that joins nothing is a word of its own, dots too."""
    plain = text.plain
    alone = [
        match.span()
        for match in re.finditer(r"-|\.{3}(?=\w)", plain)
        if match[0] != "-" or not text.is_hyphen(match.start())
    ]
    signs = {at for at, end in alone if text.is_minus(at) and plain[end : end + 1].isdigit()}
    if not alone:
        return word_spans(plain)
    pieces, at = [], 0
    for start, end in alone:
        pieces += [plain[at:start], " " * (end - start)]
        at = end
    words = word_spans("".join([*pieces, plain[at:]]))
    # The sign of a number goes with it.
    numbers = ((start - (start - 1 in signs), end) for start, end in words)
    return sorted([*numbers, *(span for span in alone if span[0] not in signs)])


def _spellings(text: PlainText, start: int, end: int) -> list[str]:
    """A word as it stands; then without the hyphens in it at which a line ends, where it has any."""
    word = text.plain[start:end]
    if "-" not in word[1:-1]:
        return [word]
    kept = [
        sign
        for at, sign in enumerate(word, start)
        if sign != "-"
        or at + 1 >= end
        or not (word[at - start - 1].isalpha() and word[at - start + 1].isalpha())
        or "\n" not in text.original[text.ends[at] : text.starts[at + 1]]
    ]
    return [word] if len(kept) == len(word) else [word, "".join(kept)]


def _pairs(word: str) -> set[str]:
    framed = f" {word} "
    return {framed[at : at + 2] for at in range(len(framed) - 1)}


@dataclass(frozen=True)
class Passage:
    """The nearest passage, and in what it differs from the quote."""

    at: int
    """Where it begins, in code points of the original text."""
    shown: str
    """Its words, those that differ from the quote in »…«."""
    differs: bool
    """Whether anything is marked."""
    ends: tuple[bool, bool]
    """Whether the quote has another mark at its begin, and at its end."""
    unseen: tuple[str, ...]
    """What cannot be seen and differs, as in "the text has U+200E (LEFT-TO-RIGHT MARK)"."""
    breaks: tuple[int, ...]
    """Where the quote (code points) leaves out something of the text without a letter, if that is all."""


def nearest_passage(index: PassageIndex, quote: str) -> Passage | None:
    """The passage of the text that is most like a quote; None where nothing is near."""
    text = plain_text(quote)
    spans = _compared(index.text, text)
    asked = [Word.of(text.plain[start:end], start, end) for start, end in spans]
    keys = [key_of(word.bare) for word in asked]
    words, begin = index.around(keys)
    if not words:
        return None
    places = _chain(keys, [key_of(word.bare) for word in words], begin)
    if places:
        # What stands before the first and after the last word in common is as long as in the quote.
        first = max(0, places[0][1] - places[0][0])
        last = places[-1][1] + len(asked) - places[-1][0]
    else:
        first = _best_run(words, asked)
        last = first + len(asked)
    words = words[first:last]
    alike = SequenceMatcher(None, _begins(asked), _begins(words), autojunk=False).ratio()
    if alike < MIN_LIKENESS:
        return None
    compared = Differences(asked, words, [(a, b - first) for a, b in places])
    start = index.text.starts[words[0].start + (0 if asked[0].lead else len(words[0].lead))]
    return Passage(
        start,
        compared.shown(),
        bool(compared.found),
        compared.ends,
        tuple(compared.unseen()),
        tuple(text.ends[at - 1] for at in compared.breaks()),
    )


def _compared(whole: PlainText, quote: PlainText) -> list[tuple[int, int]]:
    """The words of a quote that are compared: of a long one those around the first difference."""
    spans = _spans(quote)
    if len(spans) <= MAX_QUOTE_WORDS:
        return spans
    known, unknown = 0, len(spans)
    while unknown - known > 1:
        middle = (known + unknown) // 2
        stands = quote.plain[spans[0][0] : spans[middle - 1][1]] in whole.plain
        known, unknown = (middle, unknown) if stands else (known, middle)
    first = max(0, min(known - MAX_QUOTE_WORDS // 2, len(spans) - MAX_QUOTE_WORDS))
    return spans[first : first + MAX_QUOTE_WORDS]


def _begins(words: list[Word]) -> str:
    return " ".join(word.written[:MAX_LETTERS] for word in words)


def _best_run(words: list[Word], asked: list[Word]) -> int:
    """Where as many words as were asked for begin whose letters are most alike."""
    quote = _begins(asked)

    def likeness(at: int) -> float:
        run = _begins(words[at : at + len(asked)])
        return SequenceMatcher(None, quote, run).ratio()

    return max(range(max(1, len(words) - len(asked) + 1)), key=likeness)


def _chain(asked: Sequence[str], words: Sequence[str], begin: int) -> list[tuple[int, int]]:
    """The words in common that make the likeliest passage, as places in either, in order.

    `begin` is where in `words` the passage seems to begin.
    """
    places: dict[str, list[int]] = {}
    for number, word in enumerate(words):
        places.setdefault(word, []).append(number)
    pairs = [
        (a, b)
        for a, word in enumerate(asked)
        for b in sorted(
            sorted(places.get(word, ()), key=lambda b: abs(b - begin - a))[:_MAX_PLACES]
        )
    ]
    worth: list[float] = []
    before: list[int] = []
    for number, (a, b) in enumerate(pairs):
        best, previous = -_ANOTHER_WORD * a, -1
        for other in range(number):
            c, d = pairs[other]
            if c < a and d < b and (gain := worth[other] - _cost(a - c - 1, b - d - 1)) > best:
                best, previous = gain, other
        worth.append(best + 1)
        before.append(previous)
    at = max(
        range(len(pairs)),
        key=lambda n: worth[n] - _ANOTHER_WORD * (len(asked) - 1 - pairs[n][0]),
        default=-1,
    )
    chain = []
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _cost(asked: int, words: int) -> float:
    """What it costs that between two words in common stand so many of the quote, and of the text."""
    more = words - asked
    return _ANOTHER_WORD * asked + (_GAP + _WORD_IN_GAP * more if more > 0 else 0)
