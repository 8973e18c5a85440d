"""Words with capitals that follow each other: where a name could stand."""

from __future__ import annotations

import re

CAPITALS = re.compile(
    r"[^\x00-/:-@\[-\x7f][^\W_]*(?:(?:[ -]|(?<!\w[A-Z])(?<=[A-Z])\. )[^\W_a-z][^\W_]*)*"
)
"""Words with capitals that follow each other; blanks, hyphens and the dots of initials between."""
_SHAPES = bytes(
    ord("A" if sign.isupper() or sign.isdigit() else "a" if sign.islower() else sign)
    for sign in map(chr, range(128))
) + bytes(128)
_SHAPED = re.compile(rb"A[Aa]*+(?:(?:[ -]|(?<![Aa_]A)(?<=A)\. )A[Aa]*+)*")
"""The same in a text of ASCII alone, each of whose capitals and digits was made an A: a pattern that begins
with one letter is found in two thirds of the time."""
NUMBERED = re.compile(r"(?:^|[ -])[0-9]\. ")
"""What is no initial, but has the shape of one."""


def shaped_capitals(folded: str) -> list[tuple[int, int]]:
    """Where words with capitals that follow each other begin and end in ASCII, numbers with a dot among them."""
    shape = folded.encode("ascii").translate(_SHAPES)
    return [match.span() for match in _SHAPED.finditer(shape)]
