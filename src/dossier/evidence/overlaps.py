"""How many words several quotes have in all, told from the quotes alone: what overlaps counts once.

One quote inside another adds nothing; where the end of one is the beginning of another they join.
Stretches of words are compared by hashes of their prefixes (Rabin and Karp, 1987), so that time grows
with the words of all quotes times the number of different lengths, never with pairs of quotes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence

from dossier.evidence.words import words_of

MIN_OVERLAP = 3
"""Words that the end of one quote and the beginning of another must share to be one passage."""
_PRIME, _BASE = (1 << 61) - 1, 1_000_003


class _Hashed:
    """A quote whose stretches of words have a hash each, found in one step."""

    def __init__(self, numbers: Sequence[int], powers: Sequence[int]) -> None:
        self.size, self._powers = len(numbers), powers
        self._sums = [0]
        for number in numbers:
            self._sums.append((self._sums[-1] * _BASE + number) % _PRIME)

    def stretch(self, start: int, size: int) -> int:
        """The hash of `size` words from the word `start` on."""
        sums = self._sums
        return (sums[start + size] - sums[start] * self._powers[size]) % _PRIME


def distinct_words(quotes: Iterable[str]) -> int:
    """The words of all quotes, those that two of them share counted once."""
    outer = _without_inner(_hashed(quotes))
    return sum(quote.size for quote in outer) - _joined(outer)


def _hashed(quotes: Iterable[str]) -> list[_Hashed]:
    """Each different quote that has words, the longest first; the order of equals makes no difference."""
    split = sorted({tuple(words_of(quote)) for quote in quotes}, key=lambda w: (-len(w), w))
    numbers: dict[str, int] = {}
    powers = [1]
    for words in split:
        for word in words:
            numbers.setdefault(word, len(numbers) + 1)
        while len(powers) <= len(words):
            powers.append(powers[-1] * _BASE % _PRIME)
    return [_Hashed([numbers[word] for word in words], powers) for words in split if words]


def _without_inner(quotes: list[_Hashed]) -> list[_Hashed]:
    """The quotes that stand in no other; `quotes` are all different, the longest first.

    Looked up by their first words, as many as the greatest power of two that fits: so that there are
    few different numbers of words to look up.
    """
    places: dict[tuple[int, int], list[tuple[_Hashed, int]]] = {}
    for count in {_power_of_two(quote.size) for quote in quotes}:
        for quote in quotes:
            for at in range(quote.size - count + 1):
                places.setdefault((count, quote.stretch(at, count)), []).append((quote, at))

    def is_inside(quote: _Hashed) -> bool:
        count = _power_of_two(quote.size)
        whole = quote.stretch(0, quote.size)
        return any(
            other.size >= at + quote.size and other.stretch(at, quote.size) == whole
            for other, at in places[count, quote.stretch(0, count)]
            if other is not quote
        )

    return [quote for quote in quotes if not is_inside(quote)]


def _power_of_two(number: int) -> int:
    return 1 << (number.bit_length() - 1)


def _joined(quotes: list[_Hashed]) -> int:
    """How many words are saved by joining ends to beginnings, the longest overlaps first.

    Each quote is joined once at either end, and none to itself by way of others.
    """
    begins: dict[tuple[int, int], deque[int]] = {}
    ends: dict[int, list[int]] = {}
    for number, quote in enumerate(quotes):
        for size in range(MIN_OVERLAP, quote.size):
            begins.setdefault((size, quote.stretch(0, size)), deque()).append(number)
            ends.setdefault(size, []).append(number)
    far_end = list(range(len(quotes)))  # of a chain's first quote its last one, and the reverse
    has_before, has_after = set[int](), set[int]()
    saved = 0
    for size in sorted(ends, reverse=True):
        for one in ends[size]:
            if one in has_after:
                continue
            tail = quotes[one].stretch(quotes[one].size - size, size)
            waiting = begins.get((size, tail), deque())
            other = _next_free(waiting, has_before, far_end[one])
            if other is None:
                continue
            has_after.add(one)
            has_before.add(other)
            first, last = far_end[one], far_end[other]
            far_end[first], far_end[last] = last, first
            saved += size
    return saved


def _next_free(waiting: deque[int], taken: set[int], own: int) -> int | None:
    """The first that waits and is not taken. The beginning of the own chain would close a ring."""
    held_back = []
    found = None
    while waiting and found is None:
        number = waiting[0]
        if number in taken:
            waiting.popleft()
        elif number == own:
            held_back.append(waiting.popleft())
        else:
            found = number
    waiting.extendleft(held_back)
    return found
