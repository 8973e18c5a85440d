"""Reads one document: who is named where, who was named before, who else is called so.

One pass for names that speak for themselves, one for single words and short forms, which need
somebody to have been named before, or no place or namesake to be meant.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field

from dossier.link.cues import Cue, Neighbours, cue_at, sense_of
from dossier.link.decisions import Decisions, Span, has_whole_word
from dossier.link.document import Document, Word
from dossier.link.lexicon import Lexicon, Meaning, sound
from dossier.link.matching import Match, Matcher
from dossier.link.names import WORD, Strength
from dossier.link.words import HEADS, LEGAL_FORMS, NAME_PARTICLES, PLACE_NOUNS, SUFFIXES, TITLES

NEAR = 250
"""Characters before and after a name in which a `near` word counts."""
_GLUE = frozenset(" -'")
"""What may stand between a name and the part of it before."""
_GOING_ON = frozenset(" ,-")
"""What may follow directly, where a name goes on."""
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
        self.spans: dict[int, tuple[Word, Span]] = {}
        self.linked_ends: dict[int, str | None] = {}
        self.covered: set[int] = set()
        self.neighbours = Neighbours(self.spans, self.linked_ends)
        self.anchors: dict[str, int] = dict.fromkeys(around.named, -1)
        self.strangers: dict[str, list[int]] = {}
        self.linked: list[Match] = []
        self.bearers: dict[str, list[int]] = {}
        self.matcher = Matcher(document, lexicon)
        self.longer_at: dict[int, list[Match]] = {}
        self.longer_ending: dict[int, Match] = {}
        self.single_at: dict[int, Match | None] = {}
        self.senses: dict[tuple[str, ...], Cue] = {}

    def read(self) -> list[Span]:
        """All spans of the document, sorted."""
        beginnings = self.matcher.beginnings()
        longer: list[Match] = []
        for word, forms in beginnings:
            if forms.longer and (matches := self.matcher.longer(forms, word)):
                self.longer_at[word.start] = matches
                longer += matches
        for match in longer:
            if match.has(Strength.FULL):
                self.longer_ending.setdefault(match.last.start, match)
        speaking = [m for m in longer if self.speaks_for_itself(m)]
        speaking.sort(key=lambda m: (-len(m.words), m.first.start))
        for match in speaking:
            self.take_speaking(match)
        for word, _ in beginnings:
            if word.start not in self.covered:
                for match in self.listed_at(word):
                    self.take_single(match)
        self.take_acronyms()
        return sorted((span for _, span in self.spans.values()), key=lambda span: span.start)

    # ------------------------------------------------------------------------------ first pass

    def speaks_for_itself(self, match: Match) -> bool:
        """A full or derived form of several words, or with a nickname in it."""
        return any(
            entry.strength is not Strength.SHORT and (entry.telling > 1 or match.infix)
            for entry in match.entries
        )

    def take_speaking(self, match: Match) -> None:
        """Takes a name of several words, unless it stands inside a longer one."""
        if self.is_covered(match):
            return
        meanings = match.meanings(Strength.DERIVED)
        if match.infix and (called := self.called(match.infix)):
            meanings = [m for m in meanings if m.actor in called] or meanings
        is_person = meanings[0].is_person or any(m.is_person for m in meanings)
        if self.extended(match, is_person=is_person):
            if is_person:
                self.note_strangers(match)
            return
        rule = "nickname-infix" if match.infix else ""
        if not is_person and all(m.is_part for m in meanings) and self.is_place(match):
            self.put(match, None, "place-guard", tuple(dict.fromkeys(m.actor for m in meanings)))
            return
        if len(meanings) > 1:
            meanings = [m for m in meanings if m.form.strength is Strength.FULL] or meanings
        self.decide(match, meanings, rule)

    def called(self, nickname: tuple[str, ...]) -> set[str]:
        """The actors known by a nickname: it tells father and son apart."""
        forms = self.lexicon.beginnings[nickname[0]]
        if forms is None:
            return set()
        known = forms.longer.get(sound(nickname[1]), ()) if nickname[1:] else forms.single
        return {
            actor
            for entry in known
            if tuple(word.lower() for word in entry.words) == nickname
            for actor in entry.by_actor
        }

    def decide(self, match: Match, meanings: list[Meaning], rule: str = "") -> None:
        """Links where one actor is meant and nothing forbids it, else holds back."""
        if len(meanings) == 1 and meanings[0].is_plain:
            self.link(match, meanings[0], rule)
            return
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
            self.link(match, next(m for m in possible if m.actor in sure), rule)
        else:
            self.put(match, None, "ambiguous", candidates)

    def link(self, match: Match, meaning: Meaning, rule: str) -> None:
        """Links a name, and remembers that its actor was named here."""
        actor, start = meaning.actor, match.words[0].start
        self.put(match, actor, rule or meaning.form.rule, ())
        self.linked.append(match)
        if self.anchors.get(actor, start) >= start:
            self.anchors[actor] = start

    def is_near(self, words: tuple[str, ...], match: Match) -> bool:
        """Whether one of the words stands within some two sentences of the name."""
        if not words:
            return True
        start, end = max(0, match.first.start - NEAR), match.last.end + NEAR
        window = self.doc.folded[start:end]
        return any(has_whole_word(word, window) for word in words)

    def put(self, match: Match, actor: str | None, rule: str, candidates: tuple[str, ...]) -> None:
        """Records a span and covers its words."""
        start, end = match.words[0].start, match.words[-1].end
        if self.doc.folded.startswith(".", end) and len(match.words) > 1:
            # The dot of "Velmara Corp." belongs to it, unless it ends the sentence.
            next_letter = self.doc.folded[end + 1 : end + 3].strip()[:1]
            if match.last.text.lower() in LEGAL_FORMS and next_letter and not next_letter.isupper():
                end += 1
        self.spans[start] = (match.last, Span(start, end, actor, rule, candidates))
        self.linked_ends[match.last.start] = actor
        for word in match.words:
            self.covered.add(word.start)

    def is_covered(self, match: Match) -> bool:
        """Whether some of its words belong to a name already."""
        covered = self.covered
        for word in match.words:  # noqa: SIM110 (twice as fast as any() where most time is spent)
            if word.start in covered:
                return True
        return False

    # ------------------------------------------------------------------------------ longer names

    def extended(self, match: Match, *, is_person: bool) -> bool:
        """Whether the words go on as a longer name of somebody or something else."""
        return self.extended_left(match, is_person=is_person) or self.extended_right(
            match, is_person=is_person
        )

    def extended_left(self, match: Match, *, is_person: bool) -> bool:
        """Whether a name begins before the match and goes on in it: "Sanne van der Hulst"."""
        first = match.words[0]
        gap = first.gap
        word = first.previous
        if word is None or gap not in _GLUE:
            return False
        if word.start in self.covered or first.breaks_line:
            return False
        if gap == "-":
            return is_person and word.may_be_of_a_name
        while is_person and word.text in NAME_PARTICLES and (before := word.previous):
            if word.gap not in (" ", "-"):
                return False
            word = before
        if word.start in self.covered or self.is_other_kind(self.listed_ending(word), is_person):
            return False
        return word.may_be_of_a_name

    @staticmethod
    def is_other_kind(match: Match | None, is_person: bool) -> bool:
        """Whether a listed name of the other kind stands there: "the CJNG Nemesio Oseguera"."""
        return match is not None and any(e.is_person != is_person for e in match.entries)

    def extended_right(self, match: Match, *, is_person: bool) -> bool:
        """Whether the name goes on behind the match: "Velmara Finance Corporation", "Ulloa Jr."."""
        last = match.words[-1]
        if self.doc.folded[last.end : last.end + 1] not in _GOING_ON:
            return False
        word = last.next
        if word is None or word.start in self.covered or word.breaks_line:
            return False
        gap, low = word.gap, word.text.lower()
        if gap == ", " and is_person and low in SUFFIXES:
            return True
        if gap == "-":
            apart = len(match.words) == 1 and self.names_another(match, word)
            return is_person and word.may_be_of_a_name and not apart
        after = word.next
        if gap == " (" and not is_person and after:
            return after.text.lower() in LEGAL_FORMS and ")" in after.gap
        if gap != " ":
            return False
        if is_person and (low in SUFFIXES - {"hijo"} or low in _PATRONYMIC_PARTICLES):
            return low in SUFFIXES or (after is not None and after.is_capital)
        goes_on = word.is_capital and low not in TITLES and word.may_be_of_a_name
        return goes_on and not self.begins_match(word)

    def single(self, word: Word) -> Match | None:
        """The listed names and short forms of one word that a word is."""
        if word.start not in self.single_at:
            self.single_at[word.start] = self.matcher.single(word)
        return self.single_at[word.start]

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

    def begins_match(self, word: Word) -> bool:
        """Whether another listed name begins at a word."""
        return word.start in self.spans or any(m.has(Strength.FULL) for m in self.listed_at(word))

    def names_another(self, match: Match, word: Word) -> bool:
        """Whether the word is a name of somebody else: "the Tan-Goh papers"."""
        listed = self.listed_at(word)
        others = [actor for m in listed for e in m.entries for actor in e.by_actor]
        return bool(others) and not any(match.may_mean(actor) for actor in others)

    def note_strangers(self, match: Match) -> None:
        """Somebody else has these words in the name: remember for short forms that follow."""
        for word in match.words:
            insort(self.strangers.setdefault(word.text.lower(), []), match.first.start)

    # ------------------------------------------------------------------------------ second pass

    def take_single(self, match: Match) -> None:
        """Takes single words and short forms, in the order of the text."""
        if self.is_covered(match):
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
        before = (actor for actor, at in self.anchors.items() if at < match.first.start)
        return [meaning for actor in before if (meaning := match.may_mean(actor))]

    def is_strangers(self, match: Match) -> bool:
        """Whether the last who was fully named with this word is nobody listed."""
        word, start = match.last.text.lower(), match.first.start
        stranger = _last_before(self.strangers.get(word), start)
        return stranger >= 0 and stranger > _last_before(self.bearers_of(word), start)

    def bearers_of(self, word: str) -> list[int]:
        """Where names with this word were linked, in order."""
        while self.linked:
            match = self.linked.pop()
            for part in match.words:
                insort(self.bearers.setdefault(part.text.lower(), []), match.first.start)
        return self.bearers.get(word, [])

    def is_a_persons(self, match: Match) -> bool:
        """Whether a word that is a group's name stands in a person's: "Mikhail Glinka"."""
        before = match.first.previous
        if before is None or match.first.gap != " " or not before.may_be_of_a_name:
            return False
        low = before.text.lower()
        return low not in PLACE_NOUNS and low not in HEADS

    def is_place(self, match: Match) -> bool:
        """Whether the words beside it say that a place is meant, and not somebody's belongings."""
        if self.doc.folded.startswith("'s", match.last.end):
            return False
        return cue_at(match.first, match.last, self.neighbours) is Cue.PLACE

    def place_or_group(self, match: Match) -> Cue:
        """Whether the word is a place or the group named after it."""
        own = cue_at(match.first, match.last, self.neighbours)
        if own is not Cue.NONE:
            return own
        words = tuple(word.text for word in match.words)
        if words not in self.senses:
            self.senses[words] = sense_of(self.doc, words, self.neighbours)
        return self.senses[words]

    # ------------------------------------------------------------------------------ acronyms

    def take_acronyms(self) -> None:
        """After "Markets Conduct Office (MCO)": the letters mean the office from there on."""
        learned: dict[str, tuple[str, int]] = {}
        for start, (last, span) in sorted(self.spans.items()):
            word = last.next
            if span.actor is None or word is None or word.gap != " (" or not word.text.isupper():
                continue
            name = WORD.findall(self.doc.folded[start : last.end])
            if len(name) > 1 and 2 <= len(word.text) <= 8:
                initials = "".join(part[0] for part in name).upper()
                if _in_order(word.text, initials):
                    learned.setdefault(word.text, (span.actor, word.start))
        for acronym, (actor, introduced) in learned.items():
            for word in self.doc.occurrences(acronym):
                if word.start not in self.covered and word.start >= introduced:
                    self.put(Match([word], ()), actor, "acronym", ())


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
