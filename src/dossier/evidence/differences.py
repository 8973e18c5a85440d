"""In what a quote differs from a passage of its text, word by word; how that is shown."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

MAX_SHOWN = 28
"""Words shown, so that a hint stays a line and a log no copy of the text."""
MARKS = ".,;:!?\"'()[]{}¡¿،؛؟。、，；：！？「」『』（）《》〈〉"
_NOTES = "|>*†‡§"
"""Signs of cells, of letters that are answered, of notes."""
_MARKUP = re.compile(r"<[^<>]*>|[*_]")
_VARIATIONS = range(0xFE00, 0xFE10)


class Word(NamedTuple):
    """A word with the marks around it: `lead`, then `bare`, then `trail`, from `start` of the plain text on."""

    start: int
    end: int
    lead: str
    bare: str
    trail: str

    @classmethod
    def of(cls, written: str, start: int, end: int) -> Word:
        """`written` is how it is read, without the hyphen at which its line ends."""
        bare = written.strip(MARKS)
        if not bare:
            return cls(start, end, "", written, "")
        lead = written.index(bare)
        return cls(start, end, written[:lead], bare, written[lead + len(bare) :])

    @property
    def written(self) -> str:
        """The word and its marks."""
        return self.lead + self.bare + self.trail


def key_of(word: str) -> str:
    """What a word is looked up by: small letters, without what cannot be seen and without markup."""
    return _MARKUP.sub("", word if word.isascii() else _visible(word)).strip(MARKS).lower() or word


def _visible(word: str) -> str:
    return "".join(sign for sign in word if not _is_unseen(sign))


def _is_unseen(sign: str) -> bool:
    return unicodedata.category(sign) == "Cf" or ord(sign) in _VARIATIONS


def written(words: Sequence[Word]) -> str:
    """Some words with their marks, in one line."""
    return " ".join(word.written for word in words)


def _stretches(
    asked: int, words: int, places: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, int, int]]:
    """What stands before, between and after the words in common: of the quote, then of the passage."""
    a, b = 0, 0
    for next_a, next_b in [*places, (asked, words)]:
        if next_a > a or next_b > b:
            yield a, next_a, b, next_b
        a, b = next_a + 1, next_b + 1


class Differences:
    """The words of a quote beside those of a passage; `places` are the words in common."""

    def __init__(self, asked: list[Word], words: list[Word], places: list[tuple[int, int]]) -> None:
        self._asked, self._words = asked, words
        last = len(asked) - 1
        self.ends = (
            any(a == 0 and not words[b].lead.endswith(asked[0].lead) for a, b in places),
            any(a == last and not words[b].trail.startswith(asked[a].trail) for a, b in places),
        )
        """Whether the first, and the last word has other marks outside than the quote."""
        others = ((a, a + 1, b, b + 1) for a, b in places if self._differ(a, b))
        self.found = sorted([*others, *_stretches(len(asked), len(words), places)])
        """Where they differ: words of the quote, then those of the passage, half open."""

    def _differ(self, a: int, b: int) -> bool:
        """Whether two words differ that were taken for one: in capitals, or in marks within the quote."""
        asked, word = self._asked[a], self._words[b]
        return (
            asked.bare != word.bare
            or self._follows(self._asked, a) != self._follows(self._words, b)
            or (a > 0 and asked.lead != word.lead)
            or (a < len(self._asked) - 1 and asked.trail != word.trail)
        )

    @staticmethod
    def _follows(words: list[Word], number: int) -> bool:
        """Whether a word stands right behind the one before it, as signs of Chinese do."""
        before, word = words[number - 1], words[number]
        is_apart = before.bare in ("-", "...") or word.bare[:1] in ("-", ".")
        return number > 0 and before.end == word.start and not is_apart

    def shown(self) -> str:
        """The passage with its differences marked, cut to what is near the first of them."""
        marked = [(begin, end) for *_, begin, end in self.found]
        begins = {begin for begin, end in marked if begin < end}
        ends = {end for begin, end in marked if begin < end}
        pieces: list[str] = []
        first = -1
        for number in range(len(self._words) + 1):
            is_next = number < len(self._words) and self._follows(self._words, number)
            blank = "" if not pieces or is_next else " "
            if (number, number) in marked:
                # Where the text has nothing for words of the quote, the place itself is marked.
                first = len(pieces) if first < 0 else first
                pieces.append(" »«" if pieces else "»«")
                blank = " "
            if number in begins:
                first = len(pieces) if first < 0 else first
            if number < len(self._words):
                opening = "»" if number in begins - ends else ""
                closing = "«" if number + 1 in ends - begins else ""
                pieces.append(f"{blank}{opening}{self._inside(number)}{closing}")
        begin = max(0, min(first - MAX_SHOWN // 2, len(pieces) - MAX_SHOWN))
        shown = "".join(pieces[begin : begin + MAX_SHOWN]).strip()
        after = " …" if begin + MAX_SHOWN < len(pieces) else ""
        return ("… " if begin else "") + shown + after

    def _inside(self, number: int) -> str:
        """A word without the marks outside of the passage, where the quote has none there either."""
        word = self._words[number]
        lead = "" if number == 0 and not self._asked[0].lead else word.lead
        is_last = number == len(self._words) - 1
        return lead + word.bare + ("" if is_last and not self._asked[-1].trail else word.trail)

    def unseen(self) -> Iterator[str]:
        """What differs in words that look alike."""
        for a1, a2, b1, b2 in self.found:
            if a2 - a1 == b2 - b1:
                for one, other in zip(self._asked[a1:a2], self._words[b1:b2], strict=True):
                    yield from _look_alike(one.bare, other.bare)

    def breaks(self) -> Iterator[int]:
        """Ends of words of the quote (in its plain form) after which it leaves out a number or a sign.

        None where it differs in anything else.
        """
        found = []
        for a1, a2, b1, b2 in self.found:
            asked, more = written(self._asked[a1:a2]), written(self._words[b1:b2])
            if not 0 < a2 <= a1 + 1 or not more.startswith(asked):
                return
            more = more[len(asked) :]
            if any(map(str.isalpha, more)) or not any(s.isdigit() or s in _NOTES for s in more):
                return
            found.append(self._asked[a2 - 1].end)
        if not any(self.ends):
            yield from found


def _look_alike(asked: str, word: str) -> Iterator[str]:
    """What tells two words apart that look the same: invisible signs, letters of another script."""
    if _visible(asked) == _visible(word):
        ours, theirs = Counter(asked), Counter(word)
        yield from (f"the quote has {_named(sign)}" for sign in ours - theirs)
        yield from (f"the text has {_named(sign)}" for sign in theirs - ours)
    elif len(asked) == len(word):
        pairs = [(one, other) for one, other in zip(asked, word, strict=True) if one != other]
        if all("" != _script(one) != _script(other) != "" for one, other in pairs):
            for one, other in pairs:
                sign, owner = (one, "quote") if ord(one) > ord(other) else (other, "text")
                yield f"the {owner} has {_named(sign)}"


def _script(sign: str) -> str:
    return unicodedata.name(sign, "?").partition(" ")[0] if sign.isalpha() else ""


def _named(sign: str) -> str:
    name = unicodedata.name(sign, "")
    return f"U+{ord(sign):04X}" + (f" ({name})" if name else "")
