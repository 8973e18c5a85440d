"""Values that shut each other out under any label: yes and no, alive and dead, detained and at large."""

from __future__ import annotations

import re
from functools import lru_cache

from dossier.fold import fold_name

_DEAD = (
    "dead deceased killed died murdered executed assassinated slain shot_dead muerto muerta fallecido "
    "fallecida murio fallecio asesinado asesinada ejecutado ejecutada abatido abatida"
)
_OPPOSITES = (
    ("yes true si oui ja", "no false non nein nej"),
    ("alive living vivo viva", _DEAD),
    (
        (
            "in_custody detained jailed imprisoned incarcerated behind_bars in_prison in_jail "
            "arrested under_arrest detenido detenida preso presa encarcelado encarcelada"
        ),
        "at_large free fugitive on_the_run wanted released escaped libre profugo profuga",
    ),
    (
        "active operational operating in_operation activo activa",
        "inactive defunct dissolved disbanded closed inactivo inactiva disuelto disuelta",
    ),
    ("married casado casada", "single unmarried divorced widowed soltero soltera viudo viuda"),
    ("guilty culpable", "innocent not_guilty inocente"),
    ("male man hombre masculino", "female woman mujer femenino"),
    ("legal", "illegal"),
    ("open", "closed"),
)
_Sides = frozenset[tuple[int, int]]
"""Of which pairs a state is which side."""


def _sides_by_state() -> dict[str, _Sides]:
    """The states in words; "closed" is the opposite of two."""
    found: dict[str, _Sides] = {}
    for number, pair in enumerate(_OPPOSITES):
        for side, states in enumerate(pair):
            for state in (word.replace("_", " ") for word in states.split()):
                found[state] = found.get(state, frozenset()) | {(number, side)}
    return found


_SIDES = _sides_by_state()
_UNKNOWN = re.compile(
    r"(?:unknown|not (?:known|stated|given|available|disclosed|public|clear)|unclear|undisclosed"
    r"|unspecified|n/?a|none (?:given|stated|known)|to be (?:determined|confirmed)|tbd|tbc"
    r"|(?:in |under )?disput(?:e|ed)|contested|debated|en disputa|disputad[oa]|controvertid[oa]"
    r"|desconocid[oa]s?|se desconoce|no (?:consta|se sabe)|sin datos|unbekannt|inconnue?s?|[?–—-]+)"
    r"(?:[\s,;:.(?].*)?"
)
_DEATH = re.compile(
    rf"((?:{'|'.join(_DEAD.split()).replace('_', ' ')}))\s"
    r"(?:by|in|of|at|on|from|after|during|while|when|por|en|de|a|tras|durante|el|cuando)\s"
)
"""How somebody died; other states may hold in one place and not in another."""
_OPENING = re.compile(r"^(?:is|was|reportedly|still|currently|now|a|the|esta|sigue)\s+")


def are_opposite(one: str, other: str) -> bool:
    """Whether two folded values are states of which only one can hold: "yes, since 2010", "no"."""
    sides, others = _sides(one), _sides(other)
    return any((number, 1 - side) in others for number, side in sides)


def is_same_state(one: str, other: str) -> bool:
    """Whether two folded values are names of one state: "female" and "woman", "arrested" and "jailed"."""
    return one in _SIDES and _SIDES[one] == _SIDES.get(other)


def says_nothing(folded: str) -> bool:
    """Whether a value says that there is no answer: "unknown", "n/a"."""
    return _UNKNOWN.fullmatch(folded) is not None


@lru_cache(maxsize=4096)
def _sides(folded: str) -> _Sides:
    state = re.split(r"[,;:(.]| - ", fold_name(folded).casefold(), maxsplit=1)[0].strip()
    while shorter := _OPENING.sub("", state):
        if shorter == state:
            break
        state = shorter
    if (death := _DEATH.match(state)) and death[1] in _SIDES:
        state = death[1]
    return _SIDES.get(state, frozenset())
