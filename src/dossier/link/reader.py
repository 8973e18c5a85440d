"""Reads one document: who is named where, who was named before, who else is called so.

One pass for names that speak for themselves, one for single words and short forms, which need
somebody to have been named before, or no place or namesake to be meant.
"""

from __future__ import annotations

from operator import itemgetter

from dossier.link.acronyms import explained, led_by_name
from dossier.link.cues import Neighbours
from dossier.link.decisions import Span, Surroundings, has_whole_word
from dossier.link.document import Document, Word
from dossier.link.edges import Edges
from dossier.link.entries import Bearers
from dossier.link.eponyms import is_no_firms
from dossier.link.kin import Kin
from dossier.link.legal_forms import form_behind, is_legal_form
from dossier.link.lexicon import Lexicon
from dossier.link.matching import Match, Matcher
from dossier.link.meaning import Meaning
from dossier.link.names import Strength
from dossier.link.namesakes import Namesakes
from dossier.link.plain import PlainName
from dossier.link.rules import Rule
from dossier.link.senses import Place, Senses
from dossier.link.spelling import is_case_of, sound
from dossier.link.words import AND, ARTICLES, BUILDINGS, CAMPS, HEADS, PLACE_NOUNS

_NAMED_AFTER_PERSONS = HEADS | PLACE_NOUNS | BUILDINGS
NEAR = 250
"""Characters before and after a name in which a `near` word counts."""


class Reader:
    """Reads one document: what stands where, who was named so far, who else is called so."""

    def __init__(self, document: Document, lexicon: Lexicon, around: Surroundings) -> None:
        """Nothing is read yet."""
        self.doc = document
        self.lexicon = lexicon
        self.rules = lexicon.rules
        self.around = around
        self.spans: dict[int, Span] = {}
        self.linked_ends: dict[int, str | None] = {}
        self.covered: set[int] = set()
        self.strange: set[int] = set()
        self.persons: set[str] = set()
        self.neighbours = Neighbours(self.spans, self.linked_ends)
        self.anchors: dict[str, int] = dict.fromkeys(around.named, -1)
        self.namesakes = Namesakes(document)
        self.matcher = Matcher(document, lexicon)
        self.edges = Edges(self.matcher, self.spans, self.covered)
        self.kin = Kin(lexicon.persons, self.neighbours, self.persons)
        self.senses = Senses(self.edges, self.neighbours, self.known)

    def read(self) -> list[Span]:
        """All spans of the document, sorted."""
        capitals = self.lexicon.plain.split(self.doc, self.lexicon.beginnings)
        if self.doc.addresses:
            capitals = capitals.outside_addresses(self.doc)
        plain, single, rest = capitals
        self.take_plain(plain)
        beginnings = self.matcher.beginnings(rest)
        longer = self.matcher.find_longer(beginnings)
        speaking = [m for m in longer if self.speaks_for_itself(m)]
        speaking.sort(key=_longest_first)
        for match in speaking:
            self.take_speaking(match)
        later: list[tuple[int, Word | PlainName]] = [(word.start, word) for word, _ in beginnings]
        if single:
            later += single
            later.sort(key=itemgetter(0))
        for start, found in later:
            if start in self.covered or start in self.strange:
                continue
            if isinstance(found, PlainName):
                self.take_plain_single(start, found)
            else:
                for match in self.matcher.listed_at(found):
                    self.take_single(match)
        if Rule.ACRONYM in self.rules:
            self.take_acronyms()
        return sorted(self.spans.values())

    def close(self) -> None:
        """Lets go of what knows the reader itself, and of the words."""
        del self.senses
        self.doc.close()

    def take_plain(self, found: list[tuple[int, PlainName]]) -> None:
        """Takes names that need no reading."""
        spans, anchors, cover = self.spans, self.anchors, self.covered.add
        for start, name in found:
            actor = name.actor
            end = last = start + name.length
            spans[start] = Span(start, end, actor, name.rule)
            for word in name.words:
                last = start + word
                cover(last)
            self.linked_ends[last] = actor
            self.namesakes.note_listed(start, end, actor)
            if anchors.get(actor, start) >= start:
                anchors[actor] = start
            if name.is_person:
                self.persons.add(actor)

    def take_plain_single(self, start: int, name: PlainName) -> None:
        """Takes a name of one word, unless somebody else was named so."""
        word = self.doc.folded[start : start + name.length]
        # Letters may be spelled out as another's.
        if word.lower() not in self.namesakes.strangers and not word.isupper():
            self.take_plain([(start, name)])
        elif match := self.matcher.single(self.doc.word(start, word)):
            self.take_single(match)

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
        if not is_person:
            self.take_legal_form(match, meanings)
        if self.edges.extended(match, is_person=is_person):
            if not any(word.start in self.matcher.longer_at for word in match.words[1:]):
                self.leave_to_stranger(match, is_person=is_person)
            return
        guarded = Rule.PLACE_GUARD in self.rules and not is_person
        if guarded and self.senses.is_of_place(match, meanings):
            self.hold(match, Rule.PLACE_GUARD, meanings)
            return
        is_thing = self.senses.is_name_of_thing(match) and Rule.OTHER_SENSE in self.rules
        if is_thing or (is_person and self.senses.is_called_after(match, meanings)):
            self.hold(match, Rule.OTHER_SENSE, meanings)
            return
        if is_person and self.namesakes.is_told_apart(match.words, goes_on=True):
            if self.namesakes.is_told_apart(match.words, goes_on=False):
                self.namesakes.note_stranger(match.words)  # and no "another Ann Lee film"
            self.hold(match, Rule.NAMESAKE, meanings)
            return
        if guarded and self.senses.is_named_place(match):
            self.hold(match, Rule.PLACE_GUARD, meanings)
            return
        if len(match.entries) > 1:
            meanings = [m for m in meanings if m.form.strength is Strength.FULL] or meanings
        self.decide(match, meanings, Rule.NICKNAME_INFIX if match.infix else "")

    def leave_to_stranger(self, match: Match, *, is_person: bool) -> None:
        """The words are part of a longer name; no shorter one inside is anybody's either."""
        self.strange.update(word.start for word in match.words)
        after = match.last.next
        is_building = after is not None and (
            after.gap == "-" or after.text.lower() in _NAMED_AFTER_PERSONS
        )
        before = match.first.previous
        is_building |= before is not None and before.text in CAMPS and match.first.gap == " "
        is_building |= after is not None and after.text in AND  # "Ulloa and Sons"
        if is_person and not is_building:
            self.namesakes.note_stranger(match.words)

    def take_legal_form(self, match: Match, meanings: list[Meaning]) -> None:
        """Takes "GmbH" behind a name whose profile spells no other legal form."""
        form = form_behind(self.doc.folded, match.last.end)
        if form is None or Rule.LEGAL_FORM not in self.rules:
            return
        if all(not m.legal_forms or form.name in m.legal_forms for m in meanings):
            match.words += self.doc.words_between(form.start, form.end)

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
        if isinstance(meanings, Bearers) and meanings.are_alike:
            self.put(match, None, "ambiguous", meanings.actors)
            return
        source = self.around.source
        allowed = [m for m in meanings if not source or source not in m.not_in]
        linking = [m for m in allowed if m.autolink]
        if not allowed:
            self.hold(match, "not-in", meanings)
            return
        if not linking:
            self.hold(match, "autolink-off", meanings)
            return
        possible = [m for m in linking if m.near or not m.ambiguous]
        sure = {m.actor for m in possible if self.is_near(m.near, match)}
        # What a profile calls ambiguous may be meant wherever the words are only a part of another's name.
        unsure = {m.actor for m in linking if m.ambiguous and not m.near} - sure
        if unsure and all(m.form.strength is Strength.SHORT for m in possible):
            sure = set()
        if len(sure) == 1 and len({m.actor for m in possible}) == 1:
            meant = [m for m in possible if m.actor in sure]
            spelled = tuple(word.text for word in match.words)
            self.link(match, next((m for m in meant if m.form.words == spelled), meant[0]), rule)
        else:
            self.hold(match, "ambiguous", meanings)

    def link(self, match: Match, meaning: Meaning, rule: str) -> None:
        """Links a name, and remembers that its actor was named here."""
        actor, start = meaning.actor, match.words[0].start
        if meaning.is_person:
            self.persons.add(actor)
        self.put(match, actor, rule or self.rule_of(match, meaning), ())
        self.namesakes.note_listed(start, match.last.end, actor)
        if self.anchors.get(actor, start) >= start:
            self.anchors[actor] = start

    def rule_of(self, match: Match, meaning: Meaning) -> str:
        """The form's rule, or that the name is spelled otherwise than in the profile."""
        rule, words = meaning.form.rule, meaning.form.words
        if rule in ("name", "alias") and len(words) == len(match.words):
            for word, listed in zip(match.words, words, strict=True):
                text = word.text
                if text != listed and sound(text) == sound(listed) and not is_case_of(text, listed):
                    return Rule.SPELLING
        return rule

    def hold(self, match: Match, rule: str, meanings: list[Meaning]) -> None:
        """Links nobody, and says who could be meant."""
        self.put(match, None, rule, tuple(sorted({m.actor for m in meanings})))

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
            end += self.takes_dot(match)
        self.spans[start] = Span(start, end, actor, rule, candidates)
        self.linked_ends[match.last.start] = actor
        for word in match.words:
            self.covered.add(word.start)

    def takes_dot(self, match: Match) -> bool:
        """Whether the dot of "Velmara Corp." or "D.O.J." belongs to it and ends no sentence."""
        end = match.last.end
        if match.entries and match.entries[0].is_dotted:
            return True
        if len(match.last.text) == 1 and match.last.gap in (".", ". "):
            return True
        next_letter = self.doc.folded[end + 1 : end + 3].strip()[:1]
        abbreviated = is_legal_form(match.last.text)
        return abbreviated and bool(next_letter) and not next_letter.isupper()

    def is_covered(self, match: Match) -> bool:
        """Whether some of its words belong to a name already."""
        covered = self.covered
        for word in match.words:  # noqa: SIM110 (twice as fast as any(), where most time is spent)
            if word.start in covered or word.start in self.strange:
                return True
        return False

    # ------------------------------------------------------------------------------ second pass

    def take_single(self, match: Match) -> None:
        """Takes single words and short forms, in the order of the text."""
        if self.is_covered(match) or self.edges.is_no_hidden_name(match):
            return
        meanings = match.meanings(Strength.FULL)
        if meanings and not match.is_person:
            self.take_legal_form(match, meanings)
        is_person = match.is_person
        if self.edges.extended(match, is_person=is_person):
            self.leave_to_stranger(match, is_person=is_person or self.is_a_persons(match))
            return
        if not meanings and is_person and Rule.KIN in self.rules and self.take_kin(match):
            return
        known = self.known(match)
        meanings = self.namesakes.titled(match, meanings or known, known)
        if not meanings:
            return
        rule = self.forbidden(match, meanings)
        if rule:
            self.hold(match, rule, meanings)
            return
        place = self.senses.of_place(match, meanings)
        if place is Place.MEANT:
            self.hold(match, Rule.PLACE_GUARD, meanings)
            return
        meant = self.namesakes.meant(match, meanings, known)
        if self.namesakes.is_of_another(match.words, meant):
            self.hold(match, Rule.NAMESAKE, meant)
            return
        self.decide(match, meant, Rule.PLACE_GUARD if place is Place.POSSIBLE else "")

    def take_kin(self, match: Match) -> bool:
        """Takes a given name that a word of kinship introduces."""
        meant = self.kin.meant(match)
        if meant is None or self.forbidden(match, [meant]):
            return False
        self.decide(match, [meant], Rule.KIN)
        return True

    def forbidden(self, match: Match, meanings: list[Meaning]) -> str:
        """The rule by which nobody listed is meant here, or ""."""
        is_person = any(m.is_person for m in meanings)
        if Rule.NAMESAKE in self.rules and self.namesakes.is_strangers(
            match.words, is_person=is_person
        ):
            if is_person:
                self.namesakes.note_stranger(match.words, is_full=False)
            return Rule.NAMESAKE
        if self.namesakes.is_told_apart(match.words, goes_on=False):
            self.namesakes.note_stranger(match.words, is_full=False)
            return Rule.NAMESAKE
        if self.senses.is_of_firm(match, meanings):
            return "ambiguous"
        if is_no_firms(self.doc, match, meanings, self.spans.values()):
            return Rule.OTHER_SENSE
        return Rule.OTHER_SENSE if self.senses.is_other(match, meanings) else ""

    def known(self, match: Match) -> list[Meaning]:
        """Those of whom the words are a form, and who were named before; for a headline, at all."""
        start = match.first.start
        if self.doc.is_headline(start):
            start = len(self.doc.folded)
        anchors = self.anchors
        if sum(len(entry.by_actor) for entry in match.entries) <= len(anchors):
            actors = dict.fromkeys(actor for entry in match.entries for actor in entry.by_actor)
            before = [actor for actor in actors if anchors.get(actor, start) < start]
        else:  # a given name of hundreds
            before = [actor for actor, at in anchors.items() if at < start]
        known = [meaning for actor in before if (meaning := match.may_mean(actor))]
        if any(m.form.rule == Rule.LAST_WORD for m in known) and not _has_article(match.first):
            return [m for m in known if m.form.rule != Rule.LAST_WORD]
        return known

    def is_a_persons(self, match: Match) -> bool:
        """Whether a word that is a group's name stands in a person's: "Mikhail Glinka"."""
        before = match.first.previous
        if before is None or match.first.gap != " " or not before.may_be_of_a_name:
            return False
        low = before.text.lower()
        return low not in PLACE_NOUNS and low not in HEADS

    # ------------------------------------------------------------------------------ acronyms

    def take_acronyms(self) -> None:
        """After "Markets Conduct Office (MCO)": the letters mean the office from there on."""
        if " (" not in self.doc.folded:
            return
        for words, actor in led_by_name(self.doc, self.spans, self.lexicon.long_names):
            match = Match(words, ())
            if not (self.is_covered(match) or self.edges.extended_left(match, is_person=False)):
                self.put(match, actor, "acronym", ())
        for acronym, (actor, introduced) in explained(self.doc, self.spans, self.persons).items():
            for word in self.doc.occurrences(acronym):
                if word.start in self.covered or word.start < introduced:
                    continue
                if not self.edges.extended(Match([word], ()), is_person=False):
                    self.put(Match([word], ()), actor, "acronym", ())


def _longest_first(match: Match) -> tuple[int, int, int]:
    """By its words in the text; of as many, one that begins with no article goes before.

    And one all of whose words are the name's: "the Velm" stands behind "Velm bank".
    """
    begins = match.first.text.lower() not in ARTICLES
    return -len(match.words), -max(len(e.words) for e in match.entries) - begins, match.first.start


def _has_article(word: Word) -> bool:
    """Whether "the" stands directly before a word."""
    before = word.previous
    return before is not None and word.gap == " " and before.text.lower() in ARTICLES
