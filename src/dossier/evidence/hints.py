"""What to do about a quote that does not stand in its text: what is said beside the finding."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise

from dossier.evidence.alignment import Alignment, align, parts_of
from dossier.evidence.boundaries import cuts_word
from dossier.evidence.differences import Word
from dossier.evidence.full_text import ReadText
from dossier.evidence.nearest import Passage, nearest_passage
from dossier.evidence.omissions import denies
from dossier.evidence.quotes import Quote
from dossier.evidence.typography import plain_text
from dossier.evidence.words import words_of
from dossier.model.source import OMISSION

MAX_PASTED = 120
"""Words of a quote that a hint gives again as it should be; a longer one would be no line."""
MAX_SHOWN = 60
"""Characters shown of a word that a quote cuts."""
MAX_LOOKED_AT = 100
"""Places that are looked at for words cut out of others."""
_DOTS = r"\.\s?\.\s?\.(?:\s?\.)*"
_SIGN_IN_BRACKETS = re.compile(rf"[\[(［（]\s*(?:[…⋯]+|{_DOTS})\s*[\])］）]")
_SIGN = re.compile(rf"{_SIGN_IN_BRACKETS.pattern}|[…⋯]+|{_DOTS}")
_BRACKETS = re.compile(r" ?\[(?!…\])[^\[\]]{1,200}\]")
_AFTER_SIGN = re.compile(rf"{re.escape(OMISSION)} (?=[,.;:!?])")
_ONLY_MARKS = {
    (False, True): ("the mark at its end differs", "it"),
    (True, False): ("the mark at its begin differs", "it"),
    (True, True): ("the marks at its ends differ", "them"),
}
_THOUSANDS = re.compile(r"\d+(?: \d{3})+")
_LETTER_IN_BRACKETS = re.compile(r"\[([^\W\d_])\](?=\w)")


def hint_for(quote: Quote, text: ReadText) -> str:
    """What to do about a quote whose words do not stand in the text of its source."""
    spaced = " ".join(quote.words.replace(OMISSION, f" {OMISSION} ").split())
    words = _SIGN_IN_BRACKETS.sub(f" {OMISSION} ", spaced)
    if mended := _first([_SIGN.sub(f" {OMISSION} ", spaced), words], text):
        return f"write an omission as {OMISSION}: {mended}"
    has_sign = words.split() != spaced.split()
    advice = f"write an omission as {OMISSION}, with the sign …; " if has_sign else ""
    plain = text.plain.plain
    if any(plain_text(own.strip()).plain not in plain for own in _BRACKETS.findall(words)):
        return advice + _of_brackets(quote, words, text)
    return advice + _of_words(words, text)


def _first(variants: Iterable[str], text: ReadText) -> str:
    """The first of some ways to write a quote that stands in the text, to be pasted; "" without any."""
    tidy = (_AFTER_SIGN.sub(OMISSION, f" {OMISSION} ".join(parts_of(each))) for each in variants)
    short = (words for words in tidy if len(words_of(words)) <= MAX_PASTED)
    return next((words for words in short if _stands(words, text)), "")


def _stands(words: str, text: ReadText) -> bool:
    """Whether a quote stands in the text, and leaves out more than dots that stand there too."""
    found = align(text.plain, words)
    left_out = (plain_text(each).plain for each in _left_out(found, text))
    return found.state in ("exact", "normalised", "ambiguous") and all(
        each.strip(" .") for each in left_out
    )


def _left_out(found: Alignment, text: ReadText) -> Iterator[str]:
    """What of the text stands between the parts of a quote."""
    for (_, start), (end, _) in pairwise(found.spans):
        yield text.plain.original[start:end]


def _of_brackets(quote: Quote, words: str, text: ReadText) -> str:
    """What is said of words in square brackets that the text does not have."""
    place = "in 'note'" if quote.excerpt else "in words of your own"
    advice = (
        f"square brackets hold nothing of your own: leave them out, or write {OMISSION} for what the "
        f"text has there, and say {place} who or what is meant"
    )
    lettered = _LETTER_IN_BRACKETS.sub(r"\1", words)
    variants = [_LETTER_IN_BRACKETS.sub(lambda letter: letter[1].swapcase(), words), lettered]
    variants.append(without := _BRACKETS.sub("", lettered).strip())
    cut = " ".join(_BRACKETS.sub(f" {OMISSION} ", lettered).split())
    # Never one in whose place the text says the opposite.
    if not any(map(denies, _left_out(align(text.plain, cut), text))):
        variants.append(cut)
    mended = _first(variants, text)
    return f"{advice}: {mended}" if mended else f"{advice}; {_of_words(without, text)}"


def _of_words(words: str, text: ReadText) -> str:
    """Where the words of a quote stand cut out of others, else what is nearest to them."""
    parts = parts_of(words)
    missing = next((part for part in parts if align(text.plain, part).state == "not-found"), words)
    if cut := _cut(missing, text):
        return cut
    passage = nearest_passage(text.index, missing)
    if passage is None:
        return "nothing like it stands there"
    place = text.place(passage.at)
    if not passage.differs and any(passage.ends):
        what, leave_out = _ONLY_MARKS[passage.ends]
        return f"only {what}, {place}: leave {leave_out} out"
    if passage.breaks and (
        mended := _first([words.replace(missing, _broken(missing, passage))], text)
    ):
        return f"write {OMISSION} also for a number or a sign between the words: {mended}"
    unseen = f"; not to be seen: {', '.join(passage.unseen)}" if passage.unseen else ""
    return f"nearest, {place}: {passage.shown}{unseen}"


def _broken(missing: str, passage: Passage) -> str:
    """Words with an omission at each break of theirs."""
    places = [0, *passage.breaks, len(missing)]
    return f" {OMISSION} ".join(missing[start:end] for start, end in pairwise(places))


def _cut(missing: str, text: ReadText) -> str:
    """What is said of words that stand in the text, but within others; "" where they do not."""
    wanted, plain = plain_text(missing).plain.strip(), text.plain.plain
    at = plain.find(wanted) if wanted else -1
    for _ in range(MAX_LOOKED_AT):
        if at < 0:
            return ""
        end = at + len(wanted)
        if text.plain.is_whole(at, end) and cuts_word(text.plain, at, end):
            cuts = []
            if cuts_word(text.plain, at, len(plain)):
                cuts.append(_word_around(at, text))
            if cuts_word(text.plain, 0, end):
                cuts.append(_word_around(end, text))
            within = " and ".join(f"»{word}«" for word in dict.fromkeys(cuts))
            place = text.place(text.plain.starts[at])
            return f"the words stand there only as part of {within}, {place}: quote whole words"
        at = plain.find(wanted, at + 1)
    return ""


def _word_around(cut: int, text: ReadText) -> str:
    """The word, or the range of numbers, within which a place lies."""
    spans, plain = text.index.spans, text.plain.plain
    first, last = (bisect_right(spans, (at, len(plain))) - 1 for at in (cut - 1, cut))
    first -= first > 0 and plain[slice(*spans[first])] == "-"
    last += last + 1 < len(spans) and plain[slice(*spans[last])] == "-"
    start, end = spans[first][0], spans[last][1]
    near = max(0, cut - MAX_SHOWN)
    for number in _THOUSANDS.finditer(plain[near : cut + MAX_SHOWN]):
        if number.start() < cut - near < number.end():
            start, end = near + number.start(), near + number.end()
    return Word.of(plain[start:end], start, end).bare[:MAX_SHOWN]
