"""Values that shut each other out under any label: yes and no, alive and dead, detained and at large."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations

from dossier.fold import fold_name

_DEAD = (
    "dead deceased killed died murdered executed assassinated slain shot_dead muerto muerta fallecido "
    "fallecida murio fallecio asesinado asesinada ejecutado ejecutada abatido abatida"
)
_IN_CUSTODY = (
    "in_custody in_detention detained held jailed imprisoned incarcerated behind_bars in_prison in_jail serving_time "
    "arrested under_arrest detenido detenida preso presa en_prision en_la_carcel encarcelado encarcelada recluido "
    "recluida arrestado arrestada"
)
_AT_LARGE = (
    "at_large free fugitive a_fugitive on_the_run in_hiding released escaped libre en_libertad profugo profuga "
    "fugitivo fugitiva en_fuga huido huida"
)
_SUICIDE = (
    "suicide suicidio killed_himself killed_herself took_his_own_life took_her_own_life se_suicido"
)
_HOMICIDE = (
    "homicide murder murdered assassinated assassination shot_dead stabbed_to_death homicidio asesinato asesinado asesinada "
    "ejecutado ejecutada muerto_a_tiros"
)
_ACCIDENT = (
    "accident accidental car_accident road_accident traffic_accident accidente accidente_de_trafico"
)
_CRASH = "car_crash plane_crash helicopter_crash accidente_aereo"
_ILLNESS = (
    "natural_causes illness heart_attack cardiac_arrest heart_failure stroke cancer covid-19 causas_naturales "
    "enfermedad infarto paro_cardiaco derrame_cerebral"
)
_OPPOSITES = (
    ("yes true si oui ja", "no false non nein nej"),
    ("alive living still_alive vivo viva con_vida", _DEAD),
    (_IN_CUSTODY, f"{_AT_LARGE} wanted"),
    (f"{_IN_CUSTODY} {_AT_LARGE}", _DEAD),
    (
        "active operational operating in_operation activo activa",
        "inactive defunct dissolved disbanded closed inactivo inactiva disuelto disuelta extinto extinta",
    ),
    ("married casado casada", "single unmarried divorced widowed soltero soltera viudo viuda"),
    (
        "guilty convicted found_guilty pleaded_guilty culpable condenado condenada declarado_culpable",
        "innocent not_guilty acquitted exonerated cleared inocente absuelto absuelta",
    ),
    ("male man hombre masculino", "female woman mujer femenino"),
    ("legal", "illegal"),
    ("open", "closed"),
)
"""Words that name one state with spaces between them stand joined by "_"."""
_CAUSES = (*combinations((_SUICIDE, _HOMICIDE, _ACCIDENT, _ILLNESS), 2), (_CRASH, _ILLNESS))
"""Of a death, which has one; of anything else, such as charges, both may be true. A crash may be a murder."""
_Sides = frozenset[tuple[int, int]]
"""Of which pairs a state is which side."""


def _sides_by_state(opposites: Sequence[tuple[str, str]]) -> dict[str, _Sides]:
    """The states in words; "closed" is the opposite of two."""
    found: dict[str, _Sides] = {}
    for number, pair in enumerate(opposites):
        for side, states in enumerate(pair):
            for state in (word.replace("_", " ") for word in states.split()):
                found[state] = found.get(state, frozenset()) | {(number, side)}
    return found


_SIDES = _sides_by_state(_OPPOSITES)
_SIDES_OF_DEATH = _sides_by_state((*_OPPOSITES, *_CAUSES))
_UNKNOWN = re.compile(
    r"(?:unknown|not (?:known|stated|given|available|disclosed|public|clear)|unclear|undisclosed"
    r"|unspecified|n/?a|none (?:given|stated|known)|to be (?:determined|confirmed)|tbd|tbc"
    r"|(?:in |under )?disput(?:e|ed)|contested|debated|en disputa|disputad[oa]|controvertid[oa]"
    r"|desconocid[oa]s?|se desconoce|no (?:consta|se sabe)|sin datos|unbekannt|inconnue?s?|[?–—-]+)"
    r"(?:[\s,;:.(?].*)?"
)


def _any_of(states: str) -> str:
    return "|".join(re.escape(state.replace("_", " ")) for state in states.split())


_GOES_ON = re.compile(
    rf"({_any_of(f'{_DEAD} {_IN_CUSTODY} {_AT_LARGE} {_SUICIDE} {_HOMICIDE} {_ACCIDENT} {_CRASH} {_ILLNESS}')})\s"
    r"(?:by|in|of|at|on|from|after|during|while|when|with|since|for|por|en|de|del|a|tras|durante|el|cuando|con"
    r"|desde)\s"
)
"""How somebody died, or where a body is: it can be in one place only. Others may hold in one place and
not in another, as a conviction for one thing and an acquittal of another do."""
_COUNTS = re.compile(
    r"(.+?) (?:on|of|de) (?:all|both|\w+|tod[oa]s) (?:los |las )?(?:counts?|charges?|cargos?)"
)
_SOME_COUNTS = re.compile(
    r"\b(?:counts?|charges?|cargos?) (?:\d+|one|two|three|uno|dos|tres)\b"
    r"|^(?:not guilty|acquitted|cleared|absuelt[oa]|inocente) (?:on|of|de) (?!all|both|any|tod)\w+ (?:counts?|charges?|cargos?)\b"
)
"""Of these counts only: of others it may be otherwise."""
_SCOPE = re.compile(r"\(([^()]+)\)$")
_OF_A_BODY = frozenset((1, 2, 3))
"""Pairs of which one holds everywhere: who is dead in one place is dead."""
_OPENING = re.compile(r"^(?:is|was|reportedly|still|currently|now|a|the|esta|sigue)\s+")


def are_opposite(one: str, other: str, *, of_death: bool = False) -> bool:
    """Whether two folded values are states of which only one can hold: "yes, since 2010", "no".

    Causes are compared where they are `of_death`.
    """
    known = _SIDES_OF_DEATH if of_death else _SIDES
    sides, others = (known.get(_state(value), frozenset()) for value in (one, other))
    scopes = [_SCOPE.search(value) for value in (one, other)]
    if all(scopes) and len({scope[1] for scope in scopes if scope}) > 1:
        sides = frozenset(each for each in sides if each[0] in _OF_A_BODY)  # "yes (US)", "no (EU)"
    return (
        _negates(one, other)
        or _negates(other, one)
        or any((number, 1 - side) in others for number, side in sides)
    )


def _negates(one: str, other: str) -> bool:
    """Whether one is the other with a negation before it: "not Belgian", "no armado"."""
    return one.startswith(("not ", "no ")) and one.partition(" ")[2] == other


def is_same_state(one: str, other: str) -> bool:
    """Whether two folded values are names of one state: "female" and "woman", "arrested" and "jailed"."""
    return one in _SIDES and _SIDES[one] == _SIDES.get(other)


def says_nothing(folded: str) -> bool:
    """Whether a value says that there is no answer: "unknown", "n/a"."""
    return _UNKNOWN.fullmatch(folded) is not None


@lru_cache(maxsize=4096)
def _state(folded: str) -> str:
    """The state that a value begins with, without what is said of it besides."""
    if _SOME_COUNTS.search(folded):
        return folded
    state = re.split(r"[,;:(.]| - ", fold_name(folded).casefold(), maxsplit=1)[0].strip()
    while shorter := _OPENING.sub("", state):
        if shorter == state:
            break
        state = shorter
    if known := _GOES_ON.match(state) or _COUNTS.fullmatch(state):
        state = known[1]
    return state
