"""Excerpts proposed of a text: the sentences that name most actors, spread over it, inside the budget.

Whole sentences, to the letter. A part of the budget is left to the author's own choice, and to what
claims quote.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from dossier.config import Quotation
from dossier.evidence.alignment import align
from dossier.evidence.comparison import distinguishing_context
from dossier.evidence.typography import plain_text
from dossier.evidence.words import words_of
from dossier.importing.naming import Naming
from dossier.link.words import TITLES
from dossier.review.questions import is_uncertain

MAX_PROPOSED = 10
"""An author reads them all; a text of 300 pages has a budget for a thousand."""
MIN_WORDS = 5
_USUAL = 30
"""Words that few sentences of a newspaper have more of."""
SHARE_OF_BUDGET = 0.75
"""How much of what may be quoted is proposed."""

Span = tuple[int, int]


@dataclass(frozen=True)
class Proposal:
    """A sentence, and the words beside it where the text has the same words elsewhere."""

    quote: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True)
class _Candidate:
    """A sentence that names somebody."""

    span: Span
    number: int
    """Which sentence of the text it is."""
    names: frozenset[str]
    words: int
    zone: int = 0


def propose(text: str, naming: Naming, limits: Quotation) -> list[Proposal]:
    """The excerpts proposed of a full text, in its order; none where it names nobody.

    Where no actor of the dossier is named for sure, all other names count in their place.
    """
    total = len(words_of(text))
    budget = int(total * limits.max_share * SHARE_OF_BUDGET)
    names = [*filter(None, (_actors_named(naming), _others_named(naming)))]
    # A text that names nobody need not be divided.
    sentences = list(sentences_of(text)) if names and budget >= MIN_WORDS else []
    chosen: list[_Candidate] = []
    for named in names if sentences else ():
        # One long sentence that uses the budget up would not be spread over the text.
        short = min(limits.max_words, budget, max(_USUAL, budget // 3))
        longest = min(limits.max_words, budget)
        candidates = _candidates(text, sentences, named, short) or _candidates(
            text, sentences, named, longest
        )
        chosen = _chosen(candidates, budget, len(text))
        if chosen:
            break
    return list(_proposals(text, sorted(each.span for each in chosen))) if chosen else []


def _proposals(text: str, spans: list[Span]) -> Iterator[Proposal]:
    """Those that are found again by their words and the few beside them."""
    plain = plain_text(text)
    for start, end in spans:
        words = text[start:end]
        context = distinguishing_context((start, end), plain)
        prefix, suffix = (" ".join(words.split()) for words in context)
        if align(plain, words, prefix, suffix).state == "exact":
            yield Proposal(words, prefix, suffix)


def _actors_named(naming: Naming) -> list[tuple[int, str]]:
    return [(m.start, m.actor) for m in naming.mentions if m.actor and not is_uncertain(m)]


def _others_named(naming: Naming) -> list[tuple[int, str]]:
    held_back = [
        (m.start, " ".join(m.text.split()).casefold())
        for m in naming.mentions
        if not m.actor or is_uncertain(m)
    ]
    without_profile = [
        (each.start, " ".join(each.words).casefold())
        for each in naming.others.names
        if each.is_full or each.is_acronym
    ]
    return held_back + without_profile


def _candidates(
    text: str, sentences: list[Span], named: list[tuple[int, str]], longest: int
) -> list[_Candidate]:
    starts = [start for start, _ in sentences]
    names: dict[int, set[str]] = {}
    for place, name in named:
        number = bisect_right(starts, place) - 1
        if number >= 0 and place < sentences[number][1]:
            names.setdefault(number, set()).add(name)
    found = []
    told: set[str] = set()
    for number, who in sorted(names.items()):
        start, end = sentences[number]
        same = " ".join(text[start:end].split())
        if same in told:
            continue
        told.add(same)
        words = len(words_of(text[start:end]))
        if MIN_WORDS <= words <= longest and _is_whole(text[start:end]):
            found.append(_Candidate((start, end), number, frozenset(who), words))
    return found


def _chosen(candidates: list[_Candidate], budget: int, length: int) -> list[_Candidate]:
    """Greedily: in each part of the text first the sentence with most that none has named before.

    Sentences that follow each other would be one long passage, so that none is taken beside another.
    """
    if not candidates:
        return []
    usual = sorted(each.words for each in candidates)[len(candidates) // 2]
    zones = max(1, min(MAX_PROPOSED, budget // usual))
    taken: list[_Candidate] = []
    used = [0] * zones
    shown: set[str] = set()
    rest = list(candidates)
    while rest and len(taken) < MAX_PROPOSED:
        best = min(
            rest,
            key=lambda each: (
                used[_zone(each, zones, length)],
                -len(each.names - shown),
                -len(each.names),
                each.words,
                each.number,
            ),
        )
        taken.append(best)
        shown |= best.names
        used[_zone(best, zones, length)] += 1
        budget -= best.words
        rest = [c for c in rest if c.words <= budget and abs(c.number - best.number) > 1]
    return taken


def _zone(candidate: _Candidate, zones: int, length: int) -> int:
    return min(zones - 1, candidate.span[0] * zones // max(1, length))


# ---------------------------------------------------------------------------------- sentences

_CLOSING = "\"'”’»›)\\]」』）】"
_STOP = "[.!?…؟۔।]"
_END = re.compile(rf"(?<!{_STOP}){_STOP}+[{_CLOSING}]*(?=\s|\Z)|[。！？]+[{_CLOSING}]*|\n\s*")
"""Where a sentence may end. `link.open_text` has a coarser pattern, which also ends one after "Mr.".

Of a row of dots only the first is looked at: from each of them would take the square of their number.
"""
_LAST = re.compile(rf"[.!?…؟۔।。！？][{_CLOSING}]*\Z")
_LAST_WORD = re.compile(r"([^\W_](?:[^\W_]|\.(?=\w))*)\.\Z")
_SHORTENED = frozenset(
    [
        "approx",
        "art",
        "bros",
        "capt",
        "cf",
        "co",
        "corp",
        "dept",
        "ed",
        "eds",
        "etc",
        "fig",
        "gov",
        "inc",
        "jr",
        "lic",
        "ltd",
        "maj",
        "nr",
        "nos",
        "núm",
        "op",
        "pp",
        "prof",
        "pt",
        "rev",
        "sen",
        "sgt",
        "sr",
        "sra",
        "srta",
        "st",
        "ste",
        "vol",
        "vs",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
    ]
) | frozenset(TITLES)
"""Words that are followed by a dot within a sentence."""
_WRAPPED = 120
"""Characters that no line has in a text whose lines are broken to one length."""


def sentences_of(text: str) -> Iterator[Span]:
    """The sentences of a text, half open, without white space around them.

    A paragraph ends one; so does a line in a text whose paragraphs are single lines, and a line that
    is much shorter than the others.
    """
    longest = max(map(len, text.split("\n")))
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        if match[0][0] == "\n":
            if not _ends_paragraph(text, match, longest):
                continue
        elif _goes_on(text, match):
            continue
        yield from _stripped(text, start, end)
        start = end
    yield from _stripped(text, start, len(text))


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    words = text[start:end]
    begin = start + len(words) - len(words.lstrip())
    if words.strip():
        yield begin, begin + len(words.strip())


def _ends_paragraph(text: str, match: re.Match[str], longest: int) -> bool:
    """Whether a line's end, with the white space behind it, ends a paragraph."""
    is_apart = longest > _WRAPPED or match[0].count("\n") > 1 or match.end() == len(text)
    return is_apart or match.start() - text.rfind("\n", 0, match.start()) - 1 < 0.6 * longest


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Whether a dot stands within a sentence: of an initial, a title, before a small letter."""
    following = text[match.end() : match.end() + 80].lstrip()
    if following[:1].islower():
        return True
    if match[0] != ".":
        return False
    word = _LAST_WORD.search(text, max(0, match.start() - 40), match.start() + 1)
    if word is None:
        return False
    last = word[1]
    return (len(last) == 1 and last.isupper()) or "." in last or last.lower() in _SHORTENED


def _is_whole(words: str) -> bool:
    """Whether it reads as a sentence: it ends as one, and does not begin in the middle."""
    return not words[0].islower() and _LAST.search(words) is not None
