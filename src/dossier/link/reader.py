"""Reads one document: who is named where, who was named before, who else is called so.

One pass for names that speak for themselves, one for single words and short forms, which need
somebody to have been named before, or no place or namesake to be meant.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field

from dossier.link.cues import Cue, Neighbours, cue_at, sense_of
from dossier.link.decisions import Decisions, Span, has_whole_word
from dossier.link.document import Document
from dossier.link.lexicon import Lexicon, Meaning, sound
from dossier.link.matching import Match, Matcher
from dossier.link.names import Strength
from dossier.link.words import HEADS, LEGAL_FORMS, NAME_PARTICLES, PLACE_NOUNS, SUFFIXES, TITLES

NEAR = 250
"""Characters before and after a name in which a `near` word counts."""
_PATRONYMIC_PARTICLES = frozenset({"bin", "ibn", "ben", "al", "el", "van", "von", "bint"})


@dataclass(frozen=True)
class Surroundings:
    """What is decided or known about the text that is scanned."""

    source: str = ""
    decisions: Decisions = field(default_factory=dict)
    exclude: str = ""
    """An actor not to be linked: whose own page the text stands on."""
    named: frozenset[str] = frozenset()
    """Actors known to be named before or around this text; their short forms may stand alone."""


class Reader:
    """Reads one document: what stands where, who was named so far, who else is called so."""

    def __init__(self, document: Document, lexicon: Lexicon, around: Surroundings) -> None:
        self.doc = document
        self.lexicon = lexicon
        self.around = around
        self.spans: dict[int, tuple[int, Span]] = {}
        self.linked_ends: dict[int, str | None] = {}
        self.covered: set[int] = set()
        self.neighbours = Neighbours(self.spans, self.linked_ends)
        self.anchors: dict[str, int] = dict.fromkeys(around.named, -1)
        self.strangers: dict[str, list[int]] = {}
        self.bearers: dict[str, list[int]] = {}
        self.full_at: dict[int, Match] = {}
        self.full_before: dict[int, Match] = {}
        self.at: dict[int, list[Match]] = {}
        self.senses: dict[tuple[str, ...], Cue] = {}

    def read(self) -> list[Span]:
        """All spans of the document, sorted."""
        matches = list(Matcher(self.doc, self.lexicon).matches())
        for match in matches:
            if match.has(Strength.FULL):
                self.full_at.setdefault(match.first, match)
                self.full_before.setdefault(match.last, match)
            self.at.setdefault(match.first, []).append(match)
        speaking = [m for m in matches if self.speaks_for_itself(m)]
        speaking.sort(key=lambda m: (-m.length, m.first))
        for match in speaking:
            self.take_speaking(match)
        for match in sorted(matches, key=lambda m: (m.first, -m.length)):
            self.take_single(match)
        self.take_acronyms()
        return sorted((span for _, span in self.spans.values()), key=lambda span: span.start)

    # ------------------------------------------------------------------------------ first pass

    def speaks_for_itself(self, match: Match) -> bool:
        """A full or derived form of several words, or with a nickname in it."""
        strong = match.has(Strength.DERIVED)
        words = self.doc.words[match.first : match.last]
        telling = sum(word.lower() not in NAME_PARTICLES for word in words)
        return strong and (telling > 1 or bool(match.infix))

    def take_speaking(self, match: Match) -> None:
        """Takes a name of several words, unless it stands inside a longer one."""
        if not self.covered.isdisjoint(range(match.first, match.last)):
            return
        meanings = match.meanings(Strength.DERIVED)
        if match.infix and (called := self.called(match.infix)):
            meanings = [m for m in meanings if m.actor in called] or meanings
        is_person = any(m.is_person for m in meanings)
        if self.extended(match, is_person=is_person):
            if is_person:
                self.note_strangers(match)
            return
        if not is_person and all(m.is_part for m in meanings) and self.is_place(match):
            self.put(match, None, "place-guard", tuple(dict.fromkeys(m.actor for m in meanings)))
            return
        full = [m for m in meanings if m.form.strength is Strength.FULL]
        best = full or meanings
        rule = "nickname-infix" if match.infix else ""
        self.decide(match, best, rule)

    def called(self, nickname: tuple[str, ...]) -> set[str]:
        """The actors known by a nickname: it tells father and son apart."""
        second = sound(nickname[1]) if len(nickname) > 1 else ""
        known = self.lexicon.by_first_words.get(sound(nickname[0]), {}).get(second, ())
        return {
            actor
            for entry in known
            if tuple(word.lower() for word in entry.words) == nickname
            for actor in entry.by_actor
        }

    def decide(self, match: Match, meanings: list[Meaning], rule: str = "") -> None:
        """Links where one actor is meant and nothing forbids it, else holds back."""
        candidates = tuple(dict.fromkeys(m.actor for m in meanings))
        source = self.around.source
        allowed = [m for m in meanings if not source or source not in m.not_in]
        linking = [m for m in allowed if m.autolink]
        if not allowed:
            self.put(match, None, "not-in", candidates)
            return
        if not linking:
            self.put(match, None, "autolink-off", candidates)
            return
        possible = [m for m in linking if m.near or not m.ambiguous]
        sure = {m.actor for m in possible if self.is_near(m.near, match)}
        if len(sure) == 1 and len({m.actor for m in possible}) == 1:
            meaning = next(m for m in possible if m.actor in sure)
            self.put(match, meaning.actor, rule or meaning.form.rule, ())
            for index in range(match.first, match.last):
                insort(self.bearers.setdefault(self.doc.words[index].lower(), []), match.first)
            at = self.anchors.get(meaning.actor)
            self.anchors[meaning.actor] = match.first if at is None else min(at, match.first)
        else:
            self.put(match, None, "ambiguous", candidates)

    def is_near(self, words: tuple[str, ...], match: Match) -> bool:
        """Whether one of the words stands within some two sentences of the name."""
        if not words:
            return True
        start, end = self.doc.starts[match.first], self.doc.ends[match.last - 1]
        window = self.doc.folded[max(0, start - NEAR) : end + NEAR]
        return any(has_whole_word(word, window) for word in words)

    def put(self, match: Match, actor: str | None, rule: str, candidates: tuple[str, ...]) -> None:
        """Records a span and covers its words."""
        doc = self.doc
        span = Span(doc.starts[match.first], doc.ends[match.last - 1], actor, rule, candidates)
        end = span.end
        dotted = match.length > 1 and doc.words[match.last - 1].lower() in LEGAL_FORMS
        follows = doc.folded[end + 1 : end + 3].strip()
        if dotted and doc.folded[end : end + 1] == "." and not follows[:1].isupper() and follows:
            span = Span(span.start, end + 1, actor, rule, candidates)
        self.spans[match.first] = (match.last, span)
        self.linked_ends[match.last] = actor
        self.covered.update(range(match.first, match.last))

    # ------------------------------------------------------------------------------ longer names

    def extended(self, match: Match, *, is_person: bool) -> bool:
        """Whether the words go on as a longer name of somebody or something else."""
        return self.extended_left(match, is_person=is_person) or self.extended_right(
            match, is_person=is_person
        )

    def extended_left(self, match: Match, *, is_person: bool) -> bool:
        """Whether a name begins before the match and goes on in it: "Sanne van der Hulst"."""
        doc, index = self.doc, match.first - 1
        gap = doc.gap(match.first)
        if index < 0 or index in self.covered or doc.line_break(match.first):
            return False
        if gap == "-":
            return is_person and doc.names_somebody(index)
        if gap not in (" ", "'"):
            return False
        while index > 0 and doc.words[index] in NAME_PARTICLES and is_person:
            if doc.gap(index) not in (" ", "-"):
                return False
            index -= 1
        if index in self.covered or self.is_other_kind(self.full_before.get(index + 1), is_person):
            return False
        return doc.names_somebody(index)

    @staticmethod
    def is_other_kind(match: Match | None, is_person: bool) -> bool:
        """Whether a listed name of the other kind stands there: "the CJNG Nemesio Oseguera"."""
        return match is not None and any(e.is_person != is_person for e in match.entries)

    def extended_right(self, match: Match, *, is_person: bool) -> bool:
        """Whether the name goes on behind the match: "Velmara Finance Corporation", "Ulloa Jr."."""
        doc, index = self.doc, match.last
        if index >= len(doc.words) or index in self.covered or doc.line_break(index):
            return False
        gap, low = doc.gap(index), doc.words[index].lower()
        if gap == ", " and is_person and low in SUFFIXES:
            return True
        if gap == "-":
            apart = match.length == 1 and self.names_another(match, index)
            return is_person and doc.names_somebody(index) and not apart
        if gap == " (" and not is_person and index + 1 < len(doc.words):
            return doc.words[index + 1].lower() in LEGAL_FORMS and ")" in doc.gap(index + 1)
        if gap != " ":
            return False
        if is_person and (low in SUFFIXES - {"hijo"} or low in _PATRONYMIC_PARTICLES):
            return low in SUFFIXES or (index + 1 < len(doc.words) and doc.is_capital(index + 1))
        goes_on = doc.is_capital(index) and low not in TITLES and doc.names_somebody(index)
        return goes_on and not self.begins_match(index)

    def begins_match(self, index: int) -> bool:
        """Whether another listed name begins at a word."""
        return index in self.spans or index in self.full_at

    def names_another(self, match: Match, index: int) -> bool:
        """Whether the word at `index` is a name of somebody else: "the Tan-Goh papers"."""
        others = [actor for m in self.at.get(index, ()) for e in m.entries for actor in e.by_actor]
        return bool(others) and not any(match.may_mean(actor) for actor in others)

    def note_strangers(self, match: Match) -> None:
        """Somebody else has these words in the name: remember for short forms that follow."""
        for index in range(match.first, match.last):
            low = self.doc.words[index].lower()
            insort(self.strangers.setdefault(low, []), match.first)

    # ------------------------------------------------------------------------------ second pass

    def take_single(self, match: Match) -> None:
        """Takes single words and short forms, in the order of the text."""
        if not self.covered.isdisjoint(range(match.first, match.last)):
            return
        is_person = match.is_person
        if self.extended(match, is_person=is_person):
            if is_person or self.is_a_persons(match):
                self.note_strangers(match)
            return
        meanings = match.meanings(Strength.FULL) or self.known(match)
        if not meanings:
            return
        if self.is_strangers(match):
            self.put(match, None, "namesake", tuple(dict.fromkeys(m.actor for m in meanings)))
            return
        if any(m.is_person for m in meanings) and self.is_place(match):
            self.put(match, None, "place-guard", tuple(dict.fromkeys(m.actor for m in meanings)))
            return
        if any(not m.is_person and m.is_part for m in meanings):
            verdict = self.place_or_group(match)
            if verdict is not Cue.GROUP:
                actors = tuple(dict.fromkeys(m.actor for m in meanings))
                self.put(match, None, "place-guard", actors)
                return
        self.decide(match, meanings)

    def known(self, match: Match) -> list[Meaning]:
        """Those of whom the words are a form, and who were named before."""
        before = (actor for actor, at in self.anchors.items() if at < match.first)
        return [meaning for actor in before if (meaning := match.may_mean(actor))]

    def is_strangers(self, match: Match) -> bool:
        """Whether the last who was fully named with this word is nobody listed."""
        word = self.doc.words[match.last - 1].lower()
        stranger = _last_before(self.strangers.get(word), match.first)
        return stranger >= 0 and stranger > _last_before(self.bearers.get(word), match.first)

    def is_a_persons(self, match: Match) -> bool:
        """Whether a word that is a group's name stands in a person's: "Mikhail Glinka"."""
        doc, before = self.doc, match.first - 1
        if before < 0 or doc.gap(match.first) != " " or not doc.names_somebody(before):
            return False
        low = doc.words[before].lower()
        return low not in PLACE_NOUNS and low not in HEADS

    def is_place(self, match: Match) -> bool:
        """Whether the words beside it say that a place is meant, and not somebody's belongings."""
        if self.doc.folded.startswith("'s", self.doc.ends[match.last - 1]):
            return False
        return cue_at(self.doc, match.first, match.last, self.neighbours) is Cue.PLACE

    def place_or_group(self, match: Match) -> Cue:
        """Whether the word is a place or the group named after it."""
        own = cue_at(self.doc, match.first, match.last, self.neighbours)
        if own is not Cue.NONE:
            return own
        words = tuple(self.doc.words[match.first : match.last])
        if words not in self.senses:
            self.senses[words] = sense_of(self.doc, words, self.neighbours)
        return self.senses[words]

    # ------------------------------------------------------------------------------ acronyms

    def take_acronyms(self) -> None:
        """After "Markets Conduct Office (MCO)": the letters mean the office from there on."""
        doc = self.doc
        learned: dict[str, tuple[str, int]] = {}
        for first, (last, span) in sorted(self.spans.items()):
            if span.actor is None or last >= len(doc.words) or last - first < 2:
                continue
            word = doc.words[last]
            if doc.gap(last) == " (" and word.isupper() and 2 <= len(word) <= 8:
                initials = "".join(w[0] for w in doc.words[first:last]).upper()
                if _in_order(word, initials):
                    learned.setdefault(word, (span.actor, last))
        for index, word in enumerate(doc.words):
            if index in self.covered or word not in learned or index < learned[word][1]:
                continue
            self.put(Match(index, index + 1, ()), learned[word][0], "acronym", ())


def _last_before(places: list[int] | None, index: int) -> int:
    """The greatest of some places that is smaller than `index`, or -1."""
    if not places:
        return -1
    at = bisect_left(places, index)
    return places[at - 1] if at else -1


def _in_order(letters: str, initials: str) -> bool:
    position = 0
    for letter in letters:
        position = initials.find(letter, position) + 1
        if not position:
            return False
    return True
