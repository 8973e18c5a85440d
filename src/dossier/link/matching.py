"""Where the forms of a lexicon stand in a document: spelling, case, nicknames and gaps considered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.link.document import Document, Word
from dossier.link.entries import Beginning, Entry, LongerForms, same
from dossier.link.lexicon import Lexicon
from dossier.link.meaning import Meaning
from dossier.link.names import Strength
from dossier.link.rules import Rule
from dossier.link.spelling import sound
from dossier.link.words import ARTICLES, FATHERS, NAME_PARTICLES, SMALL_BEGINNINGS

_QUOTES = frozenset({'"', "'", "("})
_JOINING = frozenset({"-", "'", " - ", "_", "/"})
"""What may stand between the words of any name, beside blanks."""
_ABBREVIATED = 3
"""Letters of a word, at most, whose dot ends no sentence."""
_JOINING_ORGANIZATIONS = frozenset({" & ", "&", " + ", "+", ", "})
_NICKNAME_WORDS = 5
"""So many words a nickname in quotation marks may have."""


@dataclass(slots=True)
class Match:
    """A form found in the text: the words it takes, and whom it may mean."""

    words: list[Word]
    entries: tuple[Entry, ...]
    infix: tuple[str, ...] = ()
    """The words of a nickname that stands inside, in lower case."""

    @property
    def first(self) -> Word:
        """The word it begins with."""
        return self.words[0]

    @property
    def last(self) -> Word:
        """The word it ends with."""
        return self.words[-1]

    @property
    def is_person(self) -> bool:
        """Whether a person may be meant."""
        return any(entry.is_person for entry in self.entries)

    def has(self, strength: Strength) -> bool:
        """Whether some form of at least this strength stands here."""
        return any(entry.strength >= strength for entry in self.entries)

    def meanings(self, strength: Strength) -> list[Meaning]:
        """Whom the forms of at least this strength may mean."""
        told = [entry for entry in self.entries if entry.strength >= strength]
        if len(told) == 1:
            return told[0].bearers
        return [meaning for entry in told for meaning in entry.by_actor.values()]

    def may_mean(self, actor: str) -> Meaning | None:
        """The actor's meaning, if it is one of those that the words may have."""
        found = (e.by_actor[actor] for e in self.entries if actor in e.by_actor)
        return next(found, None)


class Matcher:
    """A document and the lexicon whose forms are looked for in it."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        """Nothing is looked for yet."""
        self.document = document
        self.lexicon = lexicon
        self.rules = lexicon.rules
        self.longer_at: dict[int, list[Match]] = {}
        self.longer_ending: dict[int, Match] = {}
        self._single_at: dict[int, Match | None] = {}

    def find_longer(self, beginnings: list[tuple[Word, Beginning]]) -> list[Match]:
        """All forms of two and more words, in the order of the text."""
        found: list[Match] = []
        for word, forms in beginnings:
            if forms.longer and (matches := self.longer(forms, word)):
                self.longer_at[word.start] = matches
                found += matches
        for match in found:
            if match.has(Strength.FULL):
                self.longer_ending.setdefault(match.last.start, match)
        return found

    def single(self, word: Word) -> Match | None:
        """The listed names and short forms of one word that a word is."""
        if word.start not in self._single_at:
            self._single_at[word.start] = self._single(word)
        return self._single_at[word.start]

    def listed_at(self, word: Word) -> list[Match]:
        """The listed names and short forms that begin at a word, the longest first."""
        longer = self.longer_at.get(word.start, [])
        if len(longer) > 1:
            longer = sorted(longer, key=lambda m: -len(m.words))
        single = self.single(word)
        return [*longer, single] if single else longer

    def listed_ending(self, word: Word) -> Match | None:
        """A listed name that ends with a word."""
        longer = self.longer_ending.get(word.start)
        if longer is None and (single := self.single(word)) and single.has(Strength.FULL):
            return single
        return longer

    def beginnings(self, capitals: list[tuple[int, str]]) -> list[tuple[Word, Beginning]]:
        """Each of some words that a listed name may begin with, and the small words before it."""
        spelled, word = self.lexicon.beginnings, self.document.word
        if self.lexicon.lower_case:
            capitals = self.with_small(capitals)
        found: list[tuple[Word, Beginning]] = []
        for start, text in capitals:
            forms = spelled[text]
            if forms is None or (start and self.document.folded[start - 1].isalnum()):
                continue  # no name begins so, or only the end of a word has the capital ("eBay")
            first = word(start, text)
            if forms.is_led:
                found += [
                    (small, small_forms)
                    for small in reversed(list(self.small_before(first)))
                    if (small_forms := spelled[small.text])
                ]
            found.append((first, forms))
        return found

    def longer(self, forms: Beginning, first: Word) -> list[Match]:
        """The forms of two and more words that stand at a word."""
        if self.lexicon.plain.ends_at(self.document, first.start, first.end):
            return []
        found: dict[tuple[int, tuple[str, ...]], Match] = {}
        for entry in self.possible(forms.longer, first):
            words, infix = self.match(entry, first)
            if not words:
                continue
            key = words[-1].start, infix
            if key in found:
                found[key].entries += (entry,)
            else:
                found[key] = Match(words, (entry,), infix)
        return list(found.values())

    def _single(self, word: Word) -> Match | None:
        forms = self.lexicon.beginnings[word.text]
        if forms is None:
            return None
        entries = forms.single
        if not entries and forms.plural:
            before = word.previous
            if before is not None and before.text.lower() in ARTICLES and word.gap == " ":
                entries = forms.plural
        return Match([word], entries) if entries else None

    def with_small(self, capitals: list[tuple[int, str]]) -> list[tuple[int, str]]:
        """The same with the small words that names as "adidas" begin with."""
        small = self.lexicon.lower_case
        places = dict(capitals)
        places.update(place for place in self.document.all_words() if place[1] in small)
        return sorted(places.items())

    def small_before(self, word: Word) -> Iterator[Word]:
        """Small words that a name may begin with, as "van der" before "Hulst", the nearest first."""
        while word.gap in (" ", "-", "'") and (before := word.previous):
            if before.text not in SMALL_BEGINNINGS:
                return
            word = before
            yield word

    def possible(self, by_second: LongerForms, first: Word) -> Iterator[Entry]:
        """The entries whose second word stands next, or behind what may stand between."""
        word = first.next
        if word is None:
            return
        # A nickname in quotation marks has some words; an initial or a middle name is one.
        reach = _NICKNAME_WORDS + 1 if word.gap.strip() in _QUOTES else 2
        seen: list[str] = []
        while word is not None and reach:
            second = sound(word.text)
            if second not in seen and (entries := by_second[second]):
                seen.append(second)
                yield from entries
            word = word.next
            reach -= 1

    def match(self, entry: Entry, first: Word) -> tuple[list[Word], tuple[str, ...]]:
        """The words the form takes from `first` on, and a nickname inside it.

        No words: it does not stand there.
        """
        if not same(self.rules, entry, first.text, entry.words[0]):
            return [], ()
        words = [first]
        infix: tuple[str, ...] = ()
        for number, name_word in enumerate(entry.words[1:], 1):
            at = words[-1].next
            if at is None:
                return [], ()
            if entry.is_person and at.text in FATHERS and at.text != name_word and at.next:
                words.append(at)
                at = at.next
            if number == entry.given and entry.is_person:
                inside = self.inside(entry, at, name_word)
                if inside:
                    if at.gap.strip() in _QUOTES:
                        infix = tuple(word.text.lower() for word in inside)
                    words += inside
                    at = inside[-1].next
            if at is None or not same(self.rules, entry, at.text, name_word):
                return [], ()
            if not self.joined(entry, at, infix=bool(infix)):
                return [], ()
            words.append(at)
        return words, infix

    def inside(self, entry: Entry, at: Word, name_word: str) -> list[Word]:
        """A nickname in quotation marks, an initial or a middle name between the names."""
        gap = at.gap
        if same(self.rules, entry, at.text, name_word) and gap in (" ", "-"):
            return []
        opening = gap.strip()
        if opening in _QUOTES and gap[0] == " ":  # and not "N'Djamena"
            if Rule.NICKNAME_INFIX not in self.rules:
                return []
            closing = ")" if opening == "(" else opening
            words = [at]
            while len(words) <= _NICKNAME_WORDS and (after := words[-1].next):
                if closing in after.gap:
                    return words
                words.append(after)
            return []
        after = at.next
        after_initial = gap in (".", ". ") and at.previous and len(at.previous.text) == 1
        if after is None or not (gap == " " or after_initial):
            return []
        if not same(self.rules, entry, after.text, name_word):
            return []
        if at.is_capital and Rule.MIDDLE_NAME in self.rules:
            is_initial = len(at.text) == 1
            if is_initial or (after.gap == " " and at.text.lower() not in NAME_PARTICLES):
                return [at]
        return []

    def joined(self, entry: Entry, at: Word, *, infix: bool) -> bool:
        """Whether what stands before the word may stand inside a name."""
        gap = at.gap
        if entry.is_dotted:
            return gap == "."
        if gap.isspace():
            return len(gap) == 1 or not at.breaks_line
        if gap in (".", ". "):
            return len(at.previous.text if at.previous else "") <= _ABBREVIATED
        if gap in _JOINING:
            return True
        if gap == "' " and at.previous and at.previous.text in NAME_PARTICLES:
            return True  # "de' Medici"
        if infix and gap.strip() in ('"', "'", ")", '",'):
            return True
        if entry.is_person:
            return False
        in_brackets = gap == ") " and at.previous and at.previous.gap == " ("  # "(Pty) Ltd"
        return bool(in_brackets) or gap in _JOINING_ORGANIZATIONS or gap.strip() in _QUOTES
