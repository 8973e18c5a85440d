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
    if words in actors:
        return [words]
    wanted = _folded(words)
    if not wanted:
        return []
    after = r"(?![^\W_])" if len(wanted) < _SHORT else ""
    part = re.compile(r"(?<![^\W_])" + re.escape(wanted) + after)
    names = {key: [_folded(name) for name in _names(actor)] for key, actor in actors.items()}
    whole = [key for key, known in names.items() if wanted in known]
    return whole or [key for key, known in names.items() if any(map(part.search, known))]


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
