"""The known word that a wrong one was meant to be, found among thousands for each of thousands.

difflib alone compares each with each: of 5,000 wrong references to 2,000 ids that is half a minute. Here it
compares only those that share most pairs of signs with the wrong word, which are counted for all at once.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

MAX_LENGTH = 200
"""Characters of a word that is looked for; nobody means an id by a longer one."""
_RANKED = 50
"""Words of which it is asked how long they are: those that share most pairs with the wrong one."""
_COMPARED = 5
"""Words compared sign by sign, which takes difflib some 50 microseconds each."""

WordSet = int
"""Bit n stands for the n-th of the known words."""


def nearest(wrong: str, known: Iterable[str]) -> str:
    """The known word most like a wrong one by difflib's ratio, "" where none reaches 0.6."""
    if len(wrong) > MAX_LENGTH:
        return ""
    words, bearers = _index(tuple(known))
    counted = islice(_by_shared_pairs(wrong, bearers), _RANKED)
    # By Dice's coefficient, then by the word itself, as difflib has it.
    ranked = sorted((shared / (len(wrong) + len(words[n])), words[n]) for n, shared in counted)
    return next(
        iter(difflib.get_close_matches(wrong, [w for _, w in ranked[-_COMPARED:]], n=1)), ""
    )


def plain_typo(wrong: str, allowed: Iterable[str]) -> str:
    """The allowed word that a wrong one can only be a slip of, "" where it may be a word of its own.

    Capitals, blanks and hyphens do not count. Else up to two letters are left out, or too many, or one is another, or
    two are turned round. The first is never wrong, since a few letters there make the opposite.
    """
    told = _letters(wrong[:MAX_LENGTH])
    words = [(_letters(word), word) for word in allowed]
    same = (word for letters, word in words if letters == told)
    return next(same, "") or next((w for letters, w in words if _is_slip(told, letters)), "")


def _letters(word: str) -> str:
    return re.sub(r"[\W_]+", "", word).casefold()


def _is_slip(wrong: str, right: str) -> bool:
    """Whether a word may be another mistyped: in short ones less, as each of them is near many."""
    short, long = sorted((wrong, right), key=len)
    too_many = len(long) - len(short) > (2 if len(right) > 5 else 1)
    if len(right) < 4 or too_many or wrong[:1] != right[:1] or wrong.endswith(right):
        return False
    if len(short) < len(long):
        rest = iter(long)
        return all(letter in rest for letter in short)
    others = [at for at, letter in enumerate(wrong) if letter != right[at]]
    if len(others) == 1:
        return len(right) > 7
    first, after = others[0], others[0] + 2
    turned = wrong[first:after][::-1] + wrong[after:]
    return turned == right[first:]


@lru_cache(maxsize=16)
def _index(known: tuple[str, ...]) -> tuple[list[str], dict[str, WordSet]]:
    """The known words in their order, whatever that of a set was, and which have each pair of signs."""
    words = sorted(set(known))
    bearers: dict[str, WordSet] = {}
    for number, word in enumerate(words):
        for pair in _pairs(word):
            bearers[pair] = bearers.get(pair, 0) | 1 << number
    return words, bearers


def _pairs(word: str) -> set[str]:
    """Each two signs in a row, the ends of the word being signs too."""
    marked = f"\n{word}\n"
    return {marked[at : at + 2] for at in range(len(word) + 1)}


def _by_shared_pairs(wrong: str, bearers: dict[str, WordSet]) -> Iterator[tuple[int, int]]:
    """Numbers of known words with how many pairs they share with a wrong one, most first."""
    # The counts of all words as binary numbers: each digit of all of them is one set of words.
    digits: list[WordSet] = []
    for pair in _pairs(wrong):
        carry = bearers.get(pair, 0)
        for place, digit in enumerate(digits):
            digits[place], carry = digit ^ carry, digit & carry
        if carry:
            digits.append(carry)
    left: WordSet = 0
    for digit in digits:
        left |= digit
    while left:
        most, shared = left, 0
        for place, digit in reversed(list(enumerate(digits))):
            if most & digit:
                most, shared = most & digit, shared + (1 << place)
        left ^= most
        while most:
            first = most & -most
            most ^= first
            yield first.bit_length() - 1, shared
