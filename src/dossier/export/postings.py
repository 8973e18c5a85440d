"""Which items hold a word, in few characters that a script unpacks in a few lines.

Numbers are taken in groups of six. A group is one sign from `#` on, its bits saying which of the six
are there; the first is the lowest. Signs from `c` to `~` before it are the digits, the lowest first,
of the number of groups that were left out since the last. So a rare word costs two or three signs
for each item, and a word that is everywhere a sixth of one.
"""

from __future__ import annotations

from collections.abc import Iterable

GROUP = 6
_FIRST_MASK, _FIRST_DIGIT, _DIGITS = 35, 99, 28
BETWEEN_FIELDS = " "


def pack(numbers: Iterable[int]) -> str:
    """Ascending numbers from 0, each once, as a string; "" for none."""
    signs: list[str] = []
    at, mask, following = -1, 0, 0
    for number in numbers:
        group, bit = divmod(number, GROUP)
        if group != at:
            if mask:
                signs.append(_MASKS[mask])
            if group > following:
                signs.append(_skip(group - following))
            at, mask, following = group, 0, group + 1
        mask |= 1 << bit
    if mask:
        signs.append(_MASKS[mask])
    return "".join(signs)


_MASKS = [chr(_FIRST_MASK + mask) for mask in range(1 << GROUP)]


def _skip(groups: int) -> str:
    if groups < _DIGITS:
        return chr(_FIRST_DIGIT + groups)
    rest, digit = divmod(groups, _DIGITS)
    return chr(_FIRST_DIGIT + digit) + _skip(rest)
