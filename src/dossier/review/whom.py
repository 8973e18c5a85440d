"""Which actor some words mean that an author types: an id, a name, or a part of one."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

from dossier.fold import fold_name
from dossier.model.actor import Actor

_SHORT = 3
"""Letters from which on the beginning of a word may stand for it: a slip of one key means nobody."""


def actors_called(words: str, actors: Mapping[str, Actor]) -> list[str]:
    """Ids of the actors that `words` may mean: the one of that id, else all of that name, else of a part.

    Names are compared without accents and capitals; a part begins where a word does.
    """
    wanted = _folded(words)
    if not wanted:
        return []
    if whole := called_in_full(words, actors):
        return whole
    after = r"(?![^\W_])" if len(wanted) < _SHORT else ""
    part = re.compile(r"(?<![^\W_])" + re.escape(wanted) + after)
    return [
        key
        for key, actor in actors.items()
        if any(part.search(_folded(name)) for name in _names(actor))
    ]


def called_in_full(words: str, actors: Mapping[str, Actor]) -> list[str]:
    """Ids of the actors whose id or whole name or alias `words` are: the one of that id, else all."""
    if words in actors:
        return [words]
    wanted = _folded(words)
    named = (key for key, actor in actors.items() if wanted in map(_folded, _names(actor)))
    return list(named) if wanted else []


def nearest(words: str, actors: Mapping[str, Actor]) -> str:
    """The id or name that is nearest to `words` and its actor's id, as a hint; "" if none is near."""
    known = {_folded(name): (name, key) for key, actor in actors.items() for name in _names(actor)}
    known |= {key: (actors[key].name, key) for key in actors}
    near = difflib.get_close_matches(_folded(words), known, n=1)
    return "did you mean {} ({})?".format(*known[near[0]]) if near else ""


def _names(actor: Actor) -> list[str]:
    return [actor.name, *(alias.text for alias in actor.aliases)]


def _folded(name: str) -> str:
    return fold_name(name).casefold()
