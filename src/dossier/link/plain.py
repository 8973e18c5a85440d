"""Names that need no reading: whole names of one actor, spelled as in the profile, with no word
around them that could make them part of something longer.

Most mentions in most texts are of this kind, and most of the linker's time would go into looking
at each from all sides. What is found here is what the reader would have found, only sooner:
`tests/test_link.py` compares the two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from dossier.fold import fold_name
from dossier.link.names import WORD, Form, Strength
from dossier.link.words import FATHERS, HEADS, LEGAL_FORMS, NAME_PARTICLES, SUFFIXES

CAPITALS = re.compile(
    r"[A-Z0-9\x80-\U0010ffff][^\W_]*(?:(?: |(?<!\w[A-Z])(?<=[A-Z])\. )[^\W_a-z][^\W_]*)*"
)
"""Words with capitals that follow each other, blanks and the dots of initials between them."""
_AFTER = re.compile(r"(?:[.;:!?]|[ ]{2}|'s(?![^\W_])|,?[ ]+([a-z]+)(?![^\W_]))")
"""What may follow: the end of a sentence, a possessive, a word in small letters."""
_SMALL_BEFORE = NAME_PARTICLES | FATHERS | {"of"}
_SMALL_AFTER = NAME_PARTICLES | FATHERS | SUFFIXES
"""Small words that may belong to a longer name, listed or not."""


class PlainName(NamedTuple):
    """Whose name it is, by which rule, how long it is, where its words begin in it; and whether it
    ends with a legal form, which may have a dot of its own."""

    actor: str
    rule: str
    length: int
    words: tuple[int, ...]
    is_abbreviated: bool


@dataclass
class PlainNames:
    """The names by their spelling, and the small words beside which nothing is plain."""

    names: dict[str, PlainName] = field(default_factory=dict)
    small_before: frozenset[str] = _SMALL_BEFORE
    small_after: frozenset[str] = _SMALL_AFTER

    def split(self, folded: str) -> tuple[list[tuple[int, PlainName]], list[tuple[int, str]]]:
        """The plain names of a folded text with their offsets, and all other words with capitals."""
        found: list[tuple[int, PlainName]] = []
        rest: list[tuple[int, str]] = []
        names = self.names
        for match in CAPITALS.finditer(folded):
            words = match.group()
            start = match.start()
            if " " in words:
                name = names.get(words)
                if name is not None and self._is_apart(folded, start, name):
                    found.append((start, name))
                    continue
                rest += [(start + m.start(), m.group()) for m in WORD.finditer(words)]
            elif words[0].isalnum():
                rest.append((start, words))
            else:
                rest += [(start + m.start(), m.group()) for m in WORD.finditer(words)]
        return found, rest

    def _is_apart(self, folded: str, start: int, name: PlainName) -> bool:
        """Whether no word beside the name can belong to it."""
        end = start + name.length
        after = _AFTER.match(folded, end)
        if after is None:
            if end < len(folded):
                return False
        elif after[1] in self.small_after or (name.is_abbreviated and after[0] == "."):
            return False
        if not start:
            return True
        if folded[start - 1] != " ":
            return False
        before = folded[folded.rfind(" ", 0, start - 1) + 1 : start - 1]
        if not before:
            return True
        word = before.rstrip(".,;:!?")
        return word.isalpha() and word.islower() and word not in self.small_before


class PlainNamesInMaking:
    """Collects the forms of all actors, of which those are plain that sound like nobody else's."""

    def __init__(self) -> None:
        """No forms yet."""
        self._names: dict[str, tuple[PlainName, tuple[str, ...]]] = {}
        self._owners: dict[tuple[str, ...], str] = {}
        self._small_before: set[str] = set()
        self._small_after: set[str] = set()

    def add(
        self, spelled: str, form: Form, sounds: tuple[str, ...], actor: str, *, is_plain: bool
    ) -> None:
        """A form of two or more words; `spelled` is the name or alias it was made from."""
        if self._owners.setdefault(sounds, actor) != actor:
            self._owners[sounds] = ""
        low = [word.lower() for word in form.words]
        small = [w in HEADS or form.words[i][0].islower() for i, w in enumerate(low)]
        self._small_before.update(w for i, w in enumerate(low[:-1]) if small[i])
        self._small_after.update(w for i, w in enumerate(low[1:], 1) if small[i])
        if not is_plain:
            return
        name = fold_name(spelled) if form.strength is Strength.FULL else _spell(form.words)
        words = [match.span() for match in WORD.finditer(name)]
        telling = sum(name[start:end].lower() not in NAME_PARTICLES for start, end in words)
        if telling > 1 and CAPITALS.fullmatch(name):
            starts = tuple(start for start, _ in words)
            is_abbreviated = form.words[-1].lower() in LEGAL_FORMS
            found = PlainName(actor, form.rule, len(name), starts, is_abbreviated)
            self._names[name] = (found, sounds)

    def done(self) -> PlainNames:
        """The plain names."""
        names = {
            spelled: name
            for spelled, (name, sounds) in self._names.items()
            if self._owners[sounds] == name.actor
        }
        return PlainNames(
            names, _SMALL_BEFORE | self._small_before, _SMALL_AFTER | self._small_after
        )


def _spell(words: tuple[str, ...]) -> str:
    """A form as it usually stands in a text: "J. Low"."""
    initial, rest = words[0], " ".join(words[1:])
    return f"{initial}. {rest}" if len(initial) == 1 else f"{initial} {rest}"
