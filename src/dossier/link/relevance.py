"""Whose names can matter to a text: told from its words, without linking it.

A text is linked by the names of the dossier; but of ten thousand actors it holds words of a few. What
all others are called says nothing about it, so a text need not be linked again when that changes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from dossier.fold import fold
from dossier.link.lexicon import Lexicon
from dossier.link.names import WORD
from dossier.link.spelling import sound

_MARKUP = ("&", "<", "\\")
"""With these, Markdown may show other words than those that stand in it."""
_TOKENS = 500_000
"""So many tokens are remembered (some 50 MB)."""
_NOTHING: frozenset[str] = frozenset()
_ACTOR = "9"
"""Stands before the id of an actor; before a word stands a lower digit, which says what it is."""


class Relevant(NamedTuple):
    """What of a lexicon can matter to some texts."""

    actors: list[str] | None
    """Ids of the actors of whom a name could stand there, sorted; None: all."""
    small: list[str]
    """Of the words that names have in common, those that stand there, each behind what it is."""


class Relevance(dict[str, frozenset[str]]):
    """By a word of a text, with whatever stands at it: what of the lexicon can matter there."""

    def __init__(self, lexicon: Lexicon) -> None:
        """`lexicon` is what the texts are linked by."""
        super().__init__()
        self._lexicon = lexicon
        plain = lexicon.plain
        self._heard = lexicon.heard
        self._small = (lexicon.lower_case, plain.small_before, plain.small_after)
        self._beside_small = (plain.behind_small, plain.before_small)

    def __reduce__(self) -> tuple[type[Relevance], tuple[Lexicon]]:
        """Elsewhere it is told anew what matters to which word: what is remembered may be much."""
        return Relevance, (self._lexicon,)

    def of(self, texts: Iterable[str]) -> Relevant:
        """What can matter to some texts, in time proportional to their length."""
        tokens: set[str] = set()
        for text in texts:
            if any(sign in text for sign in _MARKUP):
                return Relevant(None, [])
            tokens.update(text.split())
        found = sorted(_NOTHING.union(*filter(None, map(self.__getitem__, tokens))))
        end = bisect_left(found, _ACTOR)
        return Relevant([name[1:] for name in found[end:]], found[:end])

    def __missing__(self, token: str) -> frozenset[str]:
        if len(self) >= _TOKENS:
            self.clear()
        found: set[str] = set()
        for word in WORD.findall(fold(token)[0]):
            heard = sound(word)
            capital = not "a" <= word[0] <= "z"
            for key in ((heard, False), (heard, True))[: 1 + capital]:
                found.update(_ACTOR + actor for actor in self._heard.get(key, ()))
            found.update(f"{n}{word}" for n, words in enumerate(self._small) if word in words)
            found.update(f"{n + 3}{heard}" for n, s in enumerate(self._beside_small) if heard in s)
        result = self[token] = frozenset(found) or _NOTHING
        return result
