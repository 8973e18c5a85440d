"""Who of those with one surname is meant: listed people, and strangers who are only named in full.

A careful reader takes a surname for the one who was named last, unless a title says otherwise; and
some paragraphs after a passing mention of somebody else, for the one whom the text is about.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Collection
from typing import NamedTuple

from dossier.link.document import Document, Word
from dossier.link.eponyms import of_one_kind
from dossier.link.given_names import OF_BOTH, OF_MEN, OF_WOMEN
from dossier.link.matching import Match
from dossier.link.meaning import Meaning
from dossier.link.names import WORD, Strength
from dossier.link.rules import Rule
from dossier.link.words import (
    BENCH,
    COURTESY,
    FEMALE,
    GENERATIONS,
    KIN,
    MALE,
    OFFICES,
    OPENERS,
    OTHER_OFFICE,
    TITLES,
    TOLD_APART,
)

_OFTEN = 2
"""Named so often before, a person is known to the reader without a title."""
_REMEMBERED = 40
"""So many earlier mentions are looked at for titles and closeness."""
_BESIDE = 60
"""Characters before and after the beginning of a name in which words tell of its bearer."""
_APPOSITION = re.compile(r", (?:his|her|their|a|the|su|el|la|un|una) ([^\W\d_]+)")
"""As in "Farid el Haddouti, his brother"."""
_ANOTHER = re.compile(
    r"(?:(?<!\bor )(?<!\bto )(?<!\bin )(?<!\bafter )(?<!\bfrom )(?<!\bu )(?<!\by )(?<!\bpor )\b(?:another|otr[oa]) |"
    r"\b(?:a different|an unrelated) |\b(?:namesakes?|tocay[oa]|homonim[oa]),? |"
    r"\b(?P<called>(?:also|likewise|(?:is|was) also|tambien) (?:called|llamad[oa]|se llama) ))$",
    re.IGNORECASE,
)
"""Before the name of somebody else who is called so; of one who is `called` so too it is said, if."""
_UNRELATED = re.compile(
    r"[,( ]{1,3}(?:(?:and|but|who|y|pero|que) )?(?:(?:is|was|are|has) )?"
    r"(?:no relation|not related|unrelated to|sin parentesco|no (?:es|era) pariente|not to be confused)"
)
_TOLD = 40
"""Characters before a name in which it is told apart from another."""
_KIN_REACH = 5
"""Words before a name among which "his wife" tells a sex."""


_CIVIL = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "herr",
        "frau",
        "monsieur",
        "madame",
        "senor",
        "senora",
        "sr",
        "sra",
    ]
)
_ONE = frozenset({"a", "one", "A", "One"})
_CERTAIN = frozenset({"certain", "tal"})
_OF_WOMEN = ("a", "e", "A", "E")
"""How names of women end more often than those of men."""
_GENDERED = frozenset({"el", "la"})
_TELLING = GENERATIONS | TITLES
_EPITHETS = frozenset({"Younger", "Elder", "Great"})
"""Behind "the" and a part of a name: of another bearer, where no profile has them."""


class _Named(NamedTuple):
    """Where a name stood, whose it was ("" for a stranger), and what the words before it say."""

    start: int
    actor: str
    title: str
    sex: str
    is_full: bool = True
    is_kin: bool = False


class Namesakes:
    """The strangers and the listed people of one document, by the words of their names."""

    def __init__(self, document: Document) -> None:
        """Nobody is named yet."""
        self.document = document
        self.strangers: dict[str, list[_Named]] = {}
        self.bearers: dict[str, list[_Named]] = {}
        self._offices: dict[tuple[str, frozenset[str]], bool] = {}
        self._waiting: list[tuple[int, int, str]] = []

    def note_stranger(self, words: list[Word], *, is_full: bool = True) -> None:
        """Somebody who is not listed, or not meant by the listed name, has these words in the name."""
        named = self._named(words, "", is_full=is_full)
        for word in words:
            insort(self.strangers.setdefault(word.text.lower(), []), named)

    def note_listed(self, start: int, end: int, actor: str) -> None:
        """A listed actor was linked here."""
        self._waiting.append((start, end, actor))

    def bearers_of(self, word: str) -> list[_Named]:
        """Where names with this word were linked, in order."""
        while self._waiting:
            # Most texts never ask, so the work is done only when one does.
            start, end, actor = self._waiting.pop()
            words = self.document.words_between(start, end)
            named = self._named(words, actor, is_full=len(words) > 1)
            for part in words:
                insort(self.bearers.setdefault(part.text.lower(), []), named)
        return self.bearers.get(word, [])

    def is_strangers(self, words: list[Word], *, is_person: bool) -> bool:
        """Whether a short form means a stranger, as far as can be told."""
        is_hidden = len(words) > 1 and len(words[-1].text) == 1  # "Damián N."
        strangers = self.strangers.get(words[0 if is_hidden else -1].text.lower())
        stranger = _last_before(strangers, words[0].start)
        if stranger is None or is_hidden:
            return stranger is not None
        here = self._named(words, "", is_full=False)
        bearers = self.bearers_of(words[-1].text.lower())
        bearer = _last_before(bearers, here.start)
        if bearer is not None and bearer.start > stranger.start:
            return False
        if Rule.NAMESAKE_PARAGRAPH not in self.document.rules:
            return True
        if here.sex and stranger.sex and here.sex != stranger.sex:
            return False
        if not self.document.breaks_between(stranger.start, here.start):
            return True
        return is_person and self._came_back(here, stranger, bisect_left(bearers, here))

    def _came_back(self, here: _Named, stranger: _Named, often: int) -> bool:
        """Whether some paragraphs on the stranger is still meant, and not who was named `often`."""
        if here.title and here.title == stranger.title:
            return True
        if stranger.is_full:
            return often < (1 if stranger.is_kin else _OFTEN)
        # One who is quoted by surname has entered the story and may come back a paragraph later.
        breaks = self.document.breaks_in(stranger.start, here.start)
        return often < (_OFTEN if breaks > 1 else 2 * _OFTEN)

    def is_told_apart(self, words: list[Word], *, goes_on: bool) -> bool:
        """Whether the text says that this is somebody else of the same name: "otro Juan Ulloa".

        `goes_on`: also where a small word follows, as it does not behind a part of a name: "another Ulloa rally".
        """
        before, after = words[0].previous, words[-1].next
        if before is not None and not goes_on and self._is_unheard_of(words[0], before):
            return Rule.NAMESAKE in self.document.rules
        if before is None or before.text.lower() not in TOLD_APART:
            return False
        if not goes_on and after is not None and after.gap == " " and not after.is_capital:
            return False
        if Rule.NAMESAKE not in self.document.rules:
            return False
        folded, start = self.document.folded, words[0].start
        said = _ANOTHER.search(folded[max(0, start - _TOLD) : start])
        if said is None:
            return False
        return not said["called"] or _UNRELATED.match(folded, words[-1].end) is not None

    def _is_unheard_of(self, first: Word, before: Word) -> bool:
        """Whether one is introduced whom nobody knows: "a Mr. Ulloa", "un tal Ulloa", "gave his name as Ulloa"."""
        if before.text == "as":
            return self.document.folded.endswith("name as ", 0, first.start)
        if before.text in _CERTAIN:
            return first.gap == " "
        article = before.previous
        if before.text.lower() not in _CIVIL or article is None or before.gap != " ":
            return False
        return article.text in _ONE or article.text in _CERTAIN

    def titled(self, match: Match, meanings: list[Meaning], known: list[Meaning]) -> list[Meaning]:
        """After "Ms" the persons among those with these words, if there are any."""
        before = match.first.previous
        if before is None or before.text.lower() not in COURTESY:
            return meanings
        return [m for m in meanings if m.is_person] or [m for m in known if m.is_person] or meanings

    def meant(self, match: Match, meanings: list[Meaning], known: list[Meaning]) -> list[Meaning]:
        """Of several listed ones with these words, the one whom the words around tell; or all.

        They were named before (`known`), or have the words as a name (`meanings`).
        """
        if Rule.RIVALS not in self.document.rules:
            return meanings
        meanings = of_one_kind(self.document, match, meanings, known)
        if not all(m.is_person for m in meanings):
            return meanings
        rivals = {m.actor: m for m in [*known, *meanings] if m.is_person}
        if len(rivals) < 2:
            return meanings
        owners = [m.actor for m in meanings if m.form.strength is Strength.FULL]
        likely = self._most_likely(match.words, rivals, owners)
        return [rivals[likely]] if likely else list(rivals.values())

    def _most_likely(
        self, words: list[Word], actors: Collection[str], owners: list[str]
    ) -> str | None:
        """Which of several listed people with one surname is meant, if that can be told.

        `owners` are those whose profiles spell the surname as an alias: it is theirs, unless
        somebody else was just named.
        """
        here = self._named(words, "", is_full=False)
        before = [n for n in self._latest(words, here.start) if n.actor in actors]
        if here.title in BENCH:
            sat = {named.actor for named in before if named.title == here.title}
            if len(sat) == 1:
                return sat.pop()
        if here.sex:
            return self._only_one_of_sex(before, here.sex)
        if here.title in OFFICES and (holder := self._only_holder(words[0], here.title, before)):
            return holder
        near = {
            named.actor
            for named in before
            if not self.document.breaks_between(named.start, here.start)
        } or set(owners)
        return near.pop() if len(near) == 1 and (not owners or near <= set(owners)) else None

    def _only_one_of_sex(self, named: Collection[_Named], sex: str) -> str | None:
        """Who alone of some people is of a sex; or, where all others are of the other one, alone may be."""
        told = {n.actor: n.sex for n in named if n.sex}
        same = {n.actor for n in named if n.sex == sex}
        unknown = {n.actor for n in named} - told.keys()
        if same:
            # Texts say of women that they are, beside their names; a list of given names lacks many a woman's.
            said = {n.actor for n in named if n.sex == sex and (n.title or n.is_kin)}
            sure = not unknown or (sex == "f" and said == same)
            return same.pop() if len(same) == 1 and sure else None
        if len(unknown) != 1 or not told:
            return None
        actor = unknown.pop()
        names = {self._first_word(n.start) for n in named if n.actor == actor and n.is_full}
        if not OF_BOTH.isdisjoint(name.lower() for name in names):
            return None
        sounds_female = {name.endswith(_OF_WOMEN) for name in names}
        return actor if sounds_female == {sex == "f"} else None

    def _only_holder(self, word: Word, title: str, before: list[_Named]) -> str | None:
        """Who alone has an office in the whole text, where it stands before a surname: "Governor Ulloa".

        Another holder, a former one or a deputy, however told of, and nothing is certain.
        """
        holders = {named.actor for named in before if named.title == title}
        others = {named.actor for named in before} - holders
        otherwise = {named.actor for named in before if named.is_kin or named.title}
        if len(holders) != 1 or not others <= otherwise:
            return None
        actor = holders.pop()
        firsts = {self._first_word(n.start) for n in before if n.actor == actor} | {word.text}
        key = title, frozenset(firsts)
        if key not in self._offices:
            spelled = (title, title.capitalize())
            places = [w for each in spelled for w in self.document.occurrences(each)]
            articles = {
                a.text.lower() for w in places if (a := w.previous) and a.text.lower() in _GENDERED
            }
            self._offices[key] = len(articles) < 2 and all(_holds_alone(w, firsts) for w in places)
        return actor if self._offices[key] else None

    def _first_word(self, start: int) -> str:
        found = WORD.match(self.document.folded, start)
        return found[0] if found else ""

    def is_of_another(self, words: list[Word], meanings: list[Meaning]) -> bool:
        """Whether "Mrs" stands before the surname of one who was otherwise named, or "the younger"."""
        if Rule.RIVALS not in self.document.rules or len(meanings) > 1:
            return False
        actor = meanings[0].actor
        before, after = words[0].previous, words[-1].next
        is_named_on = after is not None and after.text == "the" and after.next
        if is_named_on and is_named_on.text in _EPITHETS:
            return True
        if before is None or before.text.lower() not in _TELLING | KIN:
            return False
        if before.text in GENERATIONS and words[0].gap == " ":
            return True
        here = self._named(words, "", is_full=False)
        if here.title in BENCH:
            earlier = self._latest(words, here.start)
            return bool(earlier) and not any(self._sat(named) for named in earlier)
        is_kin = before.text in KIN and words[0].gap == " "
        if not here.sex or not (here.title or is_kin):
            return False
        bearers = self._latest(words, here.start)
        told = {named.sex for named in bearers if named.actor == actor and named.sex}
        if here.title in ("mrs", "miss") and not told:
            return len(bearers) >= _OFTEN and self._only_one_of_sex(bearers, here.sex) != actor
        return bool(told) and here.sex not in told

    def _sat(self, named: _Named) -> bool:
        """Whether "judge" stands beside a name, as in "a judge in Madrid, Pilar Nogueroles"."""
        around = self.document.folded[max(0, named.start - _BESIDE) : named.start + _BESIDE]
        return not BENCH.isdisjoint(WORD.findall(around.lower()))

    def _latest(self, words: list[Word], start: int) -> list[_Named]:
        """Where names with the last of the words were linked, not too long ago."""
        bearers = self.bearers_of(words[-1].text.lower())
        at = bisect_left(bearers, start, key=lambda named: named.start)
        return bearers[max(0, at - _REMEMBERED) : at]

    def _named(self, words: list[Word], actor: str, *, is_full: bool) -> _Named:
        title, sex, is_kin = "", "", False
        # "The judge, Ulloa, left"; but "when asked by the judge, Ulloa denied".
        is_set_off = is_full or self.document.folded.startswith(",", words[-1].end)
        word = words[0]
        for back in range(_KIN_REACH):
            if word.begins_sentence or (before := word.previous) is None:
                break
            low = before.text.lower()
            if (
                back == 0
                and low in TITLES
                and (word.gap in (" ", ". ") or (word.gap == ", " and is_set_off))
            ):
                title = low
            is_kin = is_kin or low in KIN
            sex = sex or ("f" if low in FEMALE else "m" if low in MALE else "")
            word = before
        if is_full and not sex:
            given = words[0].text.lower()
            sex = "f" if given in OF_WOMEN else "m" if given in OF_MEN else ""
        after = _APPOSITION.match(self.document.folded, words[-1].end)
        is_kin = is_kin or (after is not None and after[1].lower() in KIN)
        return _Named(words[0].start, actor, title, sex, is_full, is_kin)


def _holds_alone(title: Word, names: Collection[str]) -> bool:
    """Whether a title stands before one of some names, and nothing before it makes it another office."""
    after, before = title.next, title.previous
    if after is None or after.gap != " " or after.text not in names:
        return False
    if before is None or title.begins_sentence:
        return True
    low = before.text.lower()
    return low not in OTHER_OFFICE and (low in OPENERS or not before.is_capital)


def _last_before(places: list[_Named] | None, start: int) -> _Named | None:
    """The last of some names that stands before an offset."""
    if not places:
        return None
    at = bisect_left(places, start, key=lambda named: named.start)
    return places[at - 1] if at else None
