"""What must not be found in a site: words of all that is withheld, and the author's canaries.

A word alone says little, so that what is looked for is what tells: names, runs of words, and words
with digits in them. What public records say as well is no secret.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from dossier.diagnostics import Keys, Location
from dossier.fold import words_in_order
from dossier.model.canary import Canary
from dossier.model.dossier import Dossier, PublicDossier
from dossier.model.record import Hideable, strings
from dossier.urls import MARKED_UP

Words = tuple[str, ...]

RUN = 4
"""Words in a row that nobody writes by chance, if they are `RUN_LETTERS` long together."""
RUN_LETTERS = 16
PHRASE_LETTERS = 12
"""Letters of a whole text of two or three words that is looked for."""
CODE_LETTERS = 8
"""Letters and digits of what has both, or an @: an address, a number plate."""
NUMBER_DIGITS = 6
NAME_LETTERS = 4
PAIR = 2


@dataclass(frozen=True)
class Needle:
    """Words to look for, where they are kept, and whether finding them leaves no doubt."""

    words: Words
    at: Location
    what: str
    is_sure: bool
    is_name: bool = False
    """Of a hidden record: told by the record, where others are only told by their capitals."""


def needles(dossier: Dossier, public: PublicDossier) -> dict[Words, Needle]:
    """What to look for, by its words; what stands in public records is not in it."""
    found: dict[Words, Needle] = {}
    for text, at, what in _withheld(dossier, public):
        for words, is_sure in telling(MARKED_UP.sub(_said, text)):
            _add(found, Needle(words, at, what, is_sure))
    for name, at, what in _names(dossier, public):
        words = tuple(words_in_order(name))
        is_sure = len(words) > 1 or weight(words) > NAME_LETTERS
        _add(found, Needle(words, at, what, is_sure, is_name=True))
        _add(found, Needle(("".join(words),), at, what, is_sure, is_name=True))
    return found


def secret(
    found: Mapping[Words, Needle], said: AbstractSet[Words], usual: AbstractSet[Words]
) -> dict[Words, Needle]:
    """The needles that public records do not say, and that are no single words of the program's.

    `said` are those of `with_parts` that stand in public texts, `usual` those in the program's own.
    """
    return {
        words: needle
        for words, needle in found.items()
        if words not in said
        and not (words in usual and (len(words) == 1 or not needle.is_sure))
        # Two words that are both public stand beside each other by chance, on one page or another.
        and (needle.is_name or len(words) != PAIR or any((word,) not in said for word in words))
    }


def with_parts(found: Mapping[Words, Needle]) -> set[Words]:
    """The words of all needles, and each word of the pairs among them."""
    parts = {(word,) for words in found if len(words) == PAIR for word in words}
    return parts | found.keys()


def canary_needles(canaries: Iterable[Canary]) -> dict[Words, Needle]:
    """The author's canaries: found, they are a leak wherever else they may stand."""
    found: dict[Words, Needle] = {}
    for canary in canaries:
        words = tuple(words_in_order(canary.text))
        for form in (words, ("".join(words),)):
            _add(found, Needle(form, canary.at, "a canary", is_sure=True))
    return found


def _add(found: dict[Words, Needle], needle: Needle) -> None:
    known = found.get(needle.words)
    if not "".join(needle.words):
        return
    if known is None or (needle.is_name, needle.is_sure) > (known.is_name, known.is_sure):
        found[needle.words] = needle


def public_texts(public: PublicDossier) -> Iterator[str]:
    """Every text that readers may see, and the ids that stand in addresses."""
    for group in (public.actors, public.sources, public.events, public.pages):
        yield from group
    for actor in public.actors.values():
        yield from actor.former_ids
    yield from _addresses(public)
    for _, _, record in _records(public):
        for text in strings(record):
            yield text
            if "[" in text:
                yield MARKED_UP.sub(_said, text)
    yield from public.texts.values()
    yield from strings(public.config)


def _addresses(public: PublicDossier) -> Iterator[str]:
    """Pages and the places on them, as people copy them into notes."""
    for key, actor in public.actors.items():
        relations = (relation.anchor_from(key) for relation in actor.relations)
        for place in (*(fact.anchor for fact in actor.facts), *relations):
            yield f"actors/{key}/#{place}"
            yield f"disputed/#dispute-{place}"
    for key, source in public.sources.items():
        for excerpt in source.excerpts:
            yield f"sources/{key}/#passage-{excerpt.key}"
    for key in public.events:
        yield f"timeline/#event-{key}"
        yield f"disputed/#dispute-event-{key}"


def _said(markup: re.Match[str]) -> str:
    """What a link or a citation says, without the ids that it leads to."""
    return f" {markup['text'] or markup['actor'] or markup['quoted'] or markup['label'] or ''} "


def _withheld(dossier: Dossier, public: PublicDossier) -> Iterator[tuple[str, Location, str]]:
    """Each text that is in the dossier and not in what is public of it."""
    shown = set(public_texts(public))
    for path, keys, record in _records(dossier):
        for text in strings(record.private):
            yield text, Location(path, keys=(*keys, "private")), "a private note"
        at, what = _reason(path, keys, record)
        yield from ((text, at, what) for text in strings(record) if text not in shown)
    for key, text in dossier.texts.items():
        if key not in public.texts:
            source = dossier.sources[key]
            yield text, *_reason(source.path, (), source)


def _reason(path: str, keys: Keys, record: Hideable) -> tuple[Location, str]:
    if record.draft:
        return Location(path, keys=(*keys, "draft")), "a draft"
    if record.embargo is not None:
        return Location(path, keys=(*keys, "embargo")), "a record under embargo"
    return Location(path, keys=keys), "what is withheld"


def _names(dossier: Dossier, public: PublicDossier) -> Iterator[tuple[str, Location, str]]:
    """Names and ids of hidden actors; titles and ids of other hidden records that say enough."""
    for key, actor in dossier.actors.items():
        if key not in public.actors:
            reason = _reason(actor.path, (), actor)
            yield key, *reason
            yield from ((former, *reason) for former in actor.former_ids)
            yield actor.name, *reason
            yield from ((a.text, *reason) for a in actor.aliases if not a.ambiguous)
    others: list[tuple[str, str, str, Hideable]] = []
    for group, shown in ((dossier.sources, public.sources), (dossier.pages, public.pages)):
        others += [(k, r.title, r.path, r) for k, r in group.items() if k not in shown]
    for key, shared in dossier.events.items():
        if shared.owner is None and key not in public.events:
            others.append((key, shared.event.title, shared.path, shared.event))
    for key, title, path, record in others:
        for name in (key, title):
            words = words_in_order(name)
            if len(words) > 1 and weight(words) >= CODE_LETTERS:
                yield name, *_reason(path, (), record)


def _records(dossier: Dossier) -> Iterator[tuple[str, Keys, Hideable]]:
    for actor in dossier.actors.values():
        yield actor.path, (), actor
        for index, event in enumerate(actor.events):
            yield actor.path, ("events", index), event
    for source in dossier.sources.values():
        yield source.path, (), source
    for shared in dossier.events.values():
        # Of a profile's own events the profile has just told, but not after `redact`.
        if shared.owner is None or not dossier.actors[shared.owner].events:
            yield shared.path, (), shared.event
    for page in dossier.pages.values():
        yield page.path, (), page


_WORD = re.compile(r"[^\W_]+")
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?…:;•\n])[\s\"'“”«»‘’(\[*_-]*$")


def telling(text: str) -> Iterator[tuple[Words, bool]]:
    """What of a text gives it away, and whether it does so surely."""
    words = words_in_order(text)
    if 1 < len(words) < RUN and weight(words) >= PHRASE_LETTERS:
        yield tuple(words), text != text.lower()
    for start in range(len(words) - RUN + 1):
        run = tuple(words[start : start + RUN])
        if weight(run) >= RUN_LETTERS:
            yield run, True
    for chunk in text.split():
        if _is_code(chunk):
            yield tuple(words_in_order(chunk)), True
    # A name of two words or more leaves no doubt; one with a capital may be any word.
    yield from ((name, len(name) > 1) for name in _names_in(text))


def _is_code(chunk: str) -> bool:
    signs = [sign for sign in chunk if sign.isalnum()]
    digits = sum(sign.isdigit() for sign in signs)
    if digits == len(signs):
        return digits >= NUMBER_DIGITS
    return len(signs) >= CODE_LETTERS and (digits > 0 or "@" in chunk)


def _names_in(text: str) -> Iterator[Words]:
    """Words with a capital that no sentence begins with, and pairs of such words beside each other.

    Of scripts without capitals any word may be a name.
    """
    before: tuple[str, int] | None = None
    for match in _WORD.finditer(text):
        word, start = match[0], match.start()
        has_case = word.lower() != word.upper()
        if has_case and not word[0].isupper():
            before = None
            continue
        folded = tuple(words_in_order(word))
        if before and text[before[1] : start].strip() in ("", "-", "'", "’"):
            pair = (*words_in_order(before[0]), *folded)
            if weight(pair) >= CODE_LETTERS:
                yield pair
            yield from ((each,) for each in pair if weight((each,)) >= NAME_LETTERS)
        elif weight(folded) >= NAME_LETTERS and not (has_case and _begins_a_sentence(text, start)):
            yield folded
        before = (word, match.end())


def _begins_a_sentence(text: str, at: int) -> bool:
    return _SENTENCE_BEGINS.search(text[max(0, at - 40) : at]) is not None


def weight(words: Iterable[str]) -> int:
    """How much words tell: their letters, and four for each sign of a script without blanks."""
    return sum(len(word) if len(word) > 1 or word.isascii() else 4 for word in words)
