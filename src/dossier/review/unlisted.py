"""Names that the sources mention and no profile covers, the most frequent first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from dossier.fold import fold, fold_name
from dossier.link.lexicon import Lexicon
from dossier.link.scan import Surroundings, find_mentions
from dossier.link.texts import surroundings
from dossier.link.words import ARTICLES, HEADS
from dossier.model.linked import Mention
from dossier.model.source import OMISSION, Source
from dossier.review.proper import COMMON, Proper, Reading, Usage, proper_names
from dossier.review.questions import sentence


@dataclass(frozen=True)
class Unlisted:
    """A name without a profile."""

    name: str
    count: int
    sources: tuple[str, ...]
    """Ids of the sources that mention it, in the order of the texts."""
    source: str
    context: tuple[str, str, str]
    """The first sentence with it: before, the name, after."""


@dataclass(frozen=True)
class SourceText:
    """One text of a source, and the stretches in which the linker saw a listed name."""

    source: str
    text: str
    covered: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(cls, source: str, text: str, mentions: Iterable[Mention]) -> SourceText:
        """A text whose mentions are known."""
        return cls(source, text, tuple((m.start, m.end) for m in mentions))


class NamesOfText(NamedTuple):
    """The proper names of a text outside of what is covered, in order."""

    text: SourceText
    names: list[Proper]


def texts_of(source: Source, full_text: str | None, lexicon: Lexicon) -> list[SourceText]:
    """The texts of a source: the full text where it is there, and the excerpts that it does not hold."""
    texts = []
    if full_text is not None:
        # What was decided for a passage of the text is decided, though not for all of it.
        decided = {
            words: to for e in source.excerpts for words, to in e.links.items() if "#" not in words
        }
        around = Surroundings(source.id, {**decided, **source.links})
        texts.append(_covered(source.id, full_text, lexicon, around))
    # Not by `fold_name`, which would keep the whole text in its memory.
    whole = " ".join(fold(full_text or "")[0].split()) if source.excerpts else ""
    for excerpt in source.excerpts:
        pieces = [fold_name(piece) for piece in excerpt.quote.split(OMISSION)]
        if not all(piece in whole for piece in pieces):
            around = surroundings(source, excerpt)
            texts.append(_covered(source.id, excerpt.quote, lexicon, around))
    return texts


def _covered(source: str, text: str, lexicon: Lexicon, around: Surroundings) -> SourceText:
    return SourceText.of(source, text, find_mentions(text, lexicon, around)[0])


@dataclass(frozen=True)
class _Seen:
    """One occurrence of a name."""

    text: SourceText
    number: int
    """Which text, counted over all of them."""
    proper: Proper
    is_part: bool
    """Whether it stands there in another form: only a part of it, or with an article."""


def unlisted(texts: Iterable[SourceText]) -> list[Unlisted]:
    """The names in the texts outside of what is covered, by frequency, then alphabetically."""
    return by_frequency(names_of(texts))


def names_of(texts: Iterable[SourceText]) -> list[NamesOfText]:
    """What may be a name in each text, told by how words are written in all of them."""
    read = [(text, Reading(text.text, text.covered)) for text in texts]
    usage = Usage.of(reading for _, reading in read)
    return [NamesOfText(text, [*proper_names(reading, usage)]) for text, reading in read]


def by_frequency(texts: Iterable[NamesOfText]) -> list[Unlisted]:
    """The names of some texts by frequency, then alphabetically.

    A single word counts as a name where it is an acronym, or has its capital within at least two
    sentences. A part of a full name counts for the last who was so called in the same text.
    """
    found: dict[str, list[_Seen]] = {}
    for number, (text, names) in enumerate(texts):
        bearers: dict[str, str] = {}
        for proper in names:
            key = _key(proper.words)
            whole = bearers.get(key, key)
            if whole == key and proper.is_full:
                bearers |= dict.fromkeys(_surnames(proper.words), key)
            found.setdefault(whole, []).append(_Seen(text, number, proper, whole != key))
    _join_led(found)
    listed = [_listed(seen) for seen in found.values() if _is_name(seen)]
    return sorted(listed, key=lambda each: (-each.count, fold_name(each.name).casefold()))


def _join_led(found: dict[str, list[_Seen]]) -> None:
    """Takes "El Banco" at the head of a sentence for the "Banco" that stands elsewhere without article."""
    for key in [*found]:
        article, _, rest = key.partition(" ")
        if article in ARTICLES and rest in found and all(each.proper.opens for each in found[key]):
            found[rest] += [replace(each, is_part=True) for each in found.pop(key)]


def _key(words: Iterable[str]) -> str:
    return " ".join(words).casefold()


def _surnames(words: tuple[str, ...]) -> Iterator[str]:
    """What somebody may be called by later: the words without the first; of an organisation nothing."""
    if not HEADS.isdisjoint(word.lower() for word in words):
        return
    for first in range(1, len(words)):
        for last in range(first + 1, len(words) + 1):
            if any(word.lower() not in COMMON for word in words[first:last]):
                yield _key(words[first:last])


def _is_name(seen: list[_Seen]) -> bool:
    if any(each.proper.is_full or each.proper.is_acronym for each in seen):
        return True
    return len({(s.number, s.proper.sentence) for s in seen if not s.proper.opens}) > 1


def _listed(seen: list[_Seen]) -> Unlisted:
    whole = [each for each in seen if not each.is_part]
    spellings = Counter(
        " ".join(each.text.text[each.proper.start : each.proper.end].split()) for each in whole
    )
    first = whole[0]
    return Unlisted(
        name=spellings.most_common(1)[0][0],
        count=len(seen),
        sources=tuple(dict.fromkeys(each.text.source for each in seen)),
        source=first.text.source,
        context=sentence(first.text.text, first.proper.start, first.proper.end),
    )
