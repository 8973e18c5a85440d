"""Whom words mean that stand in `via` or `by`: a source, an actor, or whoever else goes by them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from dossier.evidence.every_claim import every_claim
from dossier.fold import fold_name
from dossier.model.dossier import Dossier
from dossier.model.evidence import Origin


def origin_names(dossier: Dossier) -> Callable[[str], Origin]:
    """Turns what stands in `via` into an origin: a source's id, else words.

    Words that are the title or the short label of exactly one source mean that source; an actor's id
    and the names of exactly one actor mean that actor, by its name. Other words are one origin where
    they are the same but for accents, capitals, blanks, an article before them and signs around them;
    shown as they stand first in the dossier.
    """

    # Only where something is cited through words does anybody ask.
    @cache
    def names() -> tuple[_Bearers, _Bearers, dict[str, str]]:
        written: dict[str, str] = {}
        for citation in (c for _, claim, _ in every_claim(dossier) for c in claim.citations):
            if citation.via:
                written.setdefault(comparable(citation.via), " ".join(citation.via.split()))
        return _sources_by_name(dossier), _actors_by_name(dossier), written

    def resolve(via: str) -> Origin:
        if via in dossier.sources:
            return Origin(via)
        words = dossier.name_or_words(via)
        sources, actors, written = names()
        name = comparable(words)
        for_source, for_actor = sources.get(name, set()), actors.get(name, set())
        if len(for_source) == 1:
            return Origin(next(iter(for_source)))
        if via in dossier.actors:
            return Origin(None, words)
        if len(for_actor) == 1:
            return Origin(None, next(iter(for_actor)))
        return Origin(None, written.get(name, words))

    return resolve


_Bearers = dict[str, set[str]]
"""Who goes by a name, as it is compared."""


def _sources_by_name(dossier: Dossier) -> _Bearers:
    found: _Bearers = {}
    for key, source in dossier.sources.items():
        for words in (source.title, source.title.strip("[]"), dossier.source_labels[key]):
            found.setdefault(comparable(words), set()).add(key)
    return found


def _actors_by_name(dossier: Dossier) -> _Bearers:
    found: _Bearers = {}
    for actor in dossier.actors.values():
        aliases = (alias.text for alias in actor.aliases if not alias.ambiguous)
        for words in (actor.name, *aliases):
            found.setdefault(comparable(words), set()).add(actor.name)
    return found


_INITIALS = re.compile(r"\b\w(?:\.\w)+\b")
_ARTICLE = re.compile(
    r"(?:(?:the|el|la|los|las|le|les|il|lo|gli|der|die|das|het|den|det|os|as)\s+|l')(?=\w)"
)
"""The definite articles with which the names of papers begin."""


@lru_cache(maxsize=50_000)
def comparable(words: str) -> str:
    """Words without what may differ between two spellings of one name."""
    folded = " ".join(fold_name(words).casefold().split())
    folded = _INITIALS.sub(lambda match: match[0].replace(".", ""), folded)
    bare = re.sub(r"^\W+|\W+$", "", folded)
    return _ARTICLE.sub("", bare, count=1) if _ARTICLE.match(bare) else bare or folded


def speaker_names(dossier: Dossier) -> Callable[[str], str]:
    """Turns what stands in `by` into the name of who speaks; "" where the words name nobody."""
    actors = cache(lambda: _actors_by_name(dossier))

    def name(by: str) -> str:
        if by in dossier.actors:
            return dossier.actors[by].name
        bearers = actors().get(comparable(by), set())
        if len(bearers) == 1:
            return next(iter(bearers))
        return comparable(by) if _names_somebody(by) else ""

    return name


_SOME = frozenset(
    [
        "a",
        "an",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "several",
        "some",
        "many",
        "few",
        "other",
        "another",
        "un",
        "una",
        "unos",
        "unas",
        "dos",
        "tres",
        "cuatro",
        "cinco",
        "seis",
        "varios",
        "varias",
        "algunos",
        "algunas",
        "muchos",
        "otro",
        "otra",
        "ein",
        "eine",
        "einer",
        "zwei",
        "drei",
        "mehrere",
        "einige",
        "viele",
        "des",
        "deux",
        "trois",
        "plusieurs",
    ]
)
"""Words before somebody who is not named: "two officials of the Navy" are others elsewhere."""


def is_one_speaker(by: str | None) -> bool:
    """Whether `by`, an actor's id or words, does not say that it is one of several."""
    first = (by or "").split()[:1]
    return bool(first) and first[0].casefold() not in _SOME and not first[0].isdecimal()


def _names_somebody(words: str) -> bool:
    """Whether words hold a name, as capitals tell."""
    parts = words.split()
    return is_one_speaker(words) and any(p.lstrip("\"'“‘«(")[:1].isupper() for p in parts)
