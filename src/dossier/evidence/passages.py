"""Published words of a text as a reader meets them: quotes that follow each other are one passage."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dossier.model.verification import QuotePart


class Stretch(NamedTuple):
    """Words of a text that one quote publishes, half open, and the code points that they reach over."""

    first_word: int
    end_word: int
    start: int
    end: int
    quote: int
    """The number of the quote that publishes it."""

    @classmethod
    def around(cls, part: QuotePart, left: int, right: int, quote: int) -> Stretch:
        """A part of a quote with some words before and after it.

        How many code points these have is not known; each has one and a blank at the least.
        """
        first = max(0, part.first_word - left)
        return cls(first, part.end_word + right, part.start - 2 * left, part.end + 2 * right, quote)

    def is_followed_by(self, other: Stretch) -> bool:
        """Whether nothing but white space, or one sign between blanks such as a dash, divides them."""
        between = other.first_word - self.end_word
        return between <= 0 or (between == 1 and other.start - self.end <= len(" — "))


class Passage(NamedTuple):
    """One unbroken run of a text: how many of its words are published, and by which quotes."""

    words: int
    members: tuple[int, ...]


def in_passages(stretches: Iterable[Stretch]) -> list[Passage]:
    """The stretches joined where they overlap or follow each other, each word counted once.

    Takes time in proportion to the number of stretches, and to sort them.
    """
    runs: list[tuple[Stretch, int, dict[int, None]]] = []
    for stretch in sorted(stretches):
        if runs and runs[-1][0].is_followed_by(stretch):
            last, words, members = runs.pop()
            words += max(0, stretch.end_word - max(stretch.first_word, last.end_word))
            members[stretch.quote] = None
            farthest = max(last, stretch, key=lambda each: (each.end_word, each.end))
            runs.append((farthest, words, members))
        else:
            words = stretch.end_word - stretch.first_word
            runs.append((stretch, words, {stretch.quote: None}))
    return [Passage(words, tuple(members)) for _, words, members in runs]
