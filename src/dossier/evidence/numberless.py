"""Values that answer a question of number without one: "None", "No ransom was paid", "Life"."""

from __future__ import annotations

import math
import re

from dossier.evidence.measures import own_words, singular, word_set
from dossier.evidence.quantities import Quantity

NOTHING = Quantity(0.0, 0.0, frozenset())
FOR_LIFE = Quantity(math.inf, math.inf, frozenset(("month",)))

_NO = word_set(
    "none nil nothing no nobody not never without ninguno ninguna ningun nunca nadie nada sin"
)
_NO_ALONE = _NO - {"not", "without", "sin", "ningun"}
_OF_NONE = word_set(
    "one was were is are been has have had ever at all any the there whatsoever de se ha han fue fueron hubo hay "
    "habia tiene tuvo tienen"
)
_PAID = word_set("paid pago pagaron pagado pagada")
_ASKED = word_set("demanded asked offered exigido pedido solicitado ofrecido ofrecida")
_STEM = 5
_PRISON_LABELS = word_set("sentence term punishment condena sentencia pena")
_LIFE = re.compile(
    r"(?:(?:a|\w+ consecutive|\w+ concurrent|two|three|\d+) )?life(?: (?:imprisonment|sentences?|terms?|in"
    r"|(?:federal |state )?prison|jail|behind bars|without(?: the possibility of)? parole))*"
    r"|(?:\w+ )?cadenas? perpetuas?|(?:prision|reclusion) perpetua|prision permanente(?: revisable)?"
)


def is_none(words: tuple[str, ...], label: frozenset[str]) -> bool:
    """Whether a value says that there is none of what its label names: "None", "No ransom was paid".

    What is not known or not confirmed, or asked and not paid, may still be.
    """
    if _NO.isdisjoint(words):
        return False
    own = own_words(label)
    paid = _PAID if own.isdisjoint(_ASKED) else frozenset()
    said = map(singular, frozenset(words) - _NO - _OF_NONE - paid)
    stems = {word[:_STEM] for word in own}
    is_whole = len(words) > 1 or words[0] in _NO_ALONE
    return is_whole and all(word[:_STEM] in stems for word in said)


def is_for_life(folded: str, label: frozenset[str]) -> bool:
    """Whether a value under a label such as "Sentence" is no number of years but a life."""
    return not label.isdisjoint(_PRISON_LABELS) and _LIFE.fullmatch(folded) is not None
