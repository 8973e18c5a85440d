"""Where the forms of a lexicon stand in a document: spelling, case, nicknames and gaps considered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dossier.link.document import Document
from dossier.link.lexicon import Entry, Lexicon, Meaning, sound
from dossier.link.names import Strength
from dossier.link.words import ARTICLES, HEADS, NAME_PARTICLES


@dataclass(frozen=True)
class Match:
    """A form found in the text: words `first` to `last` (exclusive), and whom it may mean."""

    first: int
    last: int
    entries: tuple[Entry, ...]
    infix: tuple[str, ...] = ()
    """The words of a nickname that stands inside, in lower case."""

    @property
    def length(self) -> int:
        """How many words of the text it takes."""
        return self.last - self.first

    @property
    def is_person(self) -> bool:
        """Whether a person may be meant."""
        return any(entry.is_person for entry in self.entries)

    def has(self, strength: Strength) -> bool:
        """Whether some form of at least this strength stands here."""
        return any(entry.strength >= strength for entry in self.entries)

    def meanings(self, strength: Strength) -> list[Meaning]:
        """Whom the forms of at least this strength may mean."""
        return [
            meaning
            for entry in self.entries
            if entry.strength >= strength
            for meaning in entry.by_actor.values()
        ]

    def may_mean(self, actor: str) -> Meaning | None:
        """The actor's meaning, if it is one of those that the words may have."""
        found = (e.by_actor[actor] for e in self.entries if actor in e.by_actor)
        return next(found, None)


@dataclass(frozen=True)
class Matcher:
    """A document and the lexicon whose forms are looked for in it."""

    document: Document
    lexicon: Lexicon

    def matches(self) -> Iterator[Match]:
        """Every form that stands in the text, at each place only the longest one of each kind."""
        by_first, small = self.lexicon.by_first_words, self.lexicon.lower_case
        for index, word in enumerate(self.document.words):
            # Scripts without capitals have no small letters either.
            if word[0].islower() and word not in NAME_PARTICLES and word not in small:
                continue
            by_second = by_first.get(sound(word))
            if by_second is None:
                continue
            ends: dict[tuple[int, tuple[str, ...]], list[Entry]] = {}
            for entry in self.possible(by_second, index):
                end, infix = self.match(entry, index)
                if end:
                    ends.setdefault((end, infix), []).append(entry)
            for (end, infix), found in ends.items():
                yield Match(index, end, tuple(found), infix)

    def possible(self, by_second: Mapping[str, tuple[Entry, ...]], index: int) -> Iterator[Entry]:
        """The entries whose second word, if any, stands next, or behind what may stand between."""
        yield from by_second.get("", ())
        words = self.document.words
        if index + 1 >= len(words):
            return
        # A nickname in quotation marks has up to five words; an initial or a middle name is one.
        quoted = self.document.gap(index + 1).strip() in ('"', "'", "(")
        reach = 7 if quoted else 3
        seen: set[str] = set()
        for word in words[index + 1 : index + reach]:
            second = sound(word)
            if second in by_second and second not in seen:
                seen.add(second)
                yield from by_second[second]

    def match(self, entry: Entry, index: int) -> tuple[int, tuple[str, ...]]:
        """Where the form ends in the text (0: it does not stand there), and a nickname inside it."""
        doc = self.document
        at = index
        infix: tuple[str, ...] = ()
        for number, name_word in enumerate(entry.words):
            if number:
                skipped = self.skip_inside(entry, number, at, name_word)
                if skipped > at and doc.gap(at) != " ":
                    infix = tuple(word.lower() for word in doc.words[at:skipped])
                at = skipped
            if at >= len(doc.words) or not self.same(entry, doc.words[at], name_word):
                return 0, ()
            if number and not self.joined(entry, at, infix=bool(infix)):
                return 0, ()
            at += 1
        return at, infix

    def skip_inside(self, entry: Entry, number: int, at: int, name_word: str) -> int:
        """Past a nickname in quotation marks, an initial or a middle name between the names."""
        doc = self.document
        if not entry.is_person or number != entry.given or at >= len(doc.words):
            return at
        if self.same(entry, doc.words[at], name_word) and doc.gap(at) in (" ", "-"):
            return at
        opening = doc.gap(at).strip()
        if opening in ('"', "'", "("):
            closing = ")" if opening == "(" else opening
            for end in range(at + 1, min(at + 6, len(doc.words))):
                if closing in doc.gap(end):
                    return end
            return at
        one_on = at + 1 < len(doc.words) and self.same(entry, doc.words[at + 1], name_word)
        if one_on and doc.gap(at) == " " and doc.is_capital(at):
            is_initial = len(doc.words[at]) == 1
            if is_initial or (
                doc.gap(at + 1) == " " and doc.words[at].lower() not in NAME_PARTICLES
            ):
                return at + 1
        return at

    def joined(self, entry: Entry, at: int, *, infix: bool) -> bool:
        """Whether what stands before the word at `at` may stand inside a name."""
        gap = self.document.gap(at)
        if gap in (" ", "-", "'", ".", ". ", " - ", "_", "/"):
            return gap != ". " or len(self.document.words[at - 1]) <= 3
        if infix and gap.strip() in ('"', "'", ")", '",'):
            return True
        if entry.is_person:
            return False
        return gap in (" & ", "&", " + ", "+", ", ") or gap.strip() in ('"', "'", "(")

    def same(self, entry: Entry, text_word: str, name_word: str) -> bool:
        """Whether a word of the text is this word of the name, spelling and case considered."""
        if text_word == name_word:
            return True
        low, name = text_word.lower(), name_word.lower()
        if entry.exact:
            return False
        if low == name:
            if name in HEADS or name in ARTICLES or name in NAME_PARTICLES:
                return len(entry.words) > 1
            return text_word.isupper() and len(name) > 3 and not name_word.isupper()
        whole = entry.strength is Strength.FULL and len(entry.words) > 1
        if whole and name in HEADS and low in (name + "s", name + "es"):
            return True
        if name_word.isupper() or not (text_word[0].isupper() or low in NAME_PARTICLES):
            return False
        long_enough = min(len(low), len(name)) > 3 or name in NAME_PARTICLES
        several = len(entry.words) > 1 and not (low + "s" == name or name + "s" == low)
        return long_enough and several and sound(low) == sound(name)
