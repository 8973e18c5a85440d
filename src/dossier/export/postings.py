"""Which items hold a word, in few characters that a script unpacks in a few lines.

Numbers are taken in groups of six. A group is one sign from `#` to `b`, its bits saying which of the
six are there; the first is the lowest. Signs from `c` to `~` before it are the digits, the lowest
first, of the number of groups left out since the last. So a rare word costs two or three signs for
each item, and a word that is everywhere a sixth of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import repeat

GROUP = 6
_MASKS = bytes(range(35, 35 + (1 << GROUP))).ljust(256, b"?")
_FIRST_DIGIT, _DIGITS = 99, 28
BETWEEN_FIELDS = " "


def pack(numbers: Sequence[int]) -> str:
    """Ascending numbers from 0, each once, as a string; "" for none."""
    if not numbers:
        return ""
    # A lone number takes two signs, so a sign for each group is no more from here on.
    return _dense(numbers) if 2 * GROUP * len(numbers) > numbers[-1] else _sparse(numbers)


def _dense(numbers: Sequence[int]) -> str:
    """A sign for each group, also for those that are empty: many times as fast."""
    groups = numbers[-1] // GROUP + 1
    flags = bytearray(groups * GROUP)
    for number in numbers:
        flags[number] = 1
    bits = (int.from_bytes(flags[bit::GROUP], "little") << bit for bit in range(GROUP))
    return sum(bits).to_bytes(groups, "little").translate(_MASKS).decode("ascii")


def _sparse(numbers: Sequence[int]) -> str:
    signs: list[str] = []
    at, mask, following = numbers[0] // GROUP, 0, 0
    for group, bit in map(divmod, numbers, repeat(GROUP)):
        if group != at:
            signs.append(_group(at - following, mask))
            mask, following, at = 0, at + 1, group
        mask |= 1 << bit
    signs.append(_group(at - following, mask))
    return "".join(signs)


@lru_cache(maxsize=1 << 16)
def _group(skipped: int, mask: int) -> str:
    """A group's sign after the digits of how many were skipped."""
    digits = ""
    while skipped:
        skipped, digit = divmod(skipped, _DIGITS)
        digits += chr(_FIRST_DIGIT + digit)
    return digits + chr(_MASKS[mask])
