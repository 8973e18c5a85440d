"""Which labels of a fact sheet can hold only one true value at a time.

Most labels are many-valued by nature: an actor has several occupations, nationalities, names. Of
these nothing is inferred. Of the labels here two different values contradict each other. Any other
contradiction is the author's to mark (`status: disputed`).
"""

from __future__ import annotations

import re

from dossier.fold import fold_name

LASTING = frozenset(
    (
        "born", "date of birth", "birth date", "birthday", "year of birth", "place of birth",
        "birthplace", "born in", "born on", "died", "date of death", "death date", "year of death",
        "place of death", "died in", "died on", "founded", "founded in", "date of foundation",
        "founding date", "year of foundation", "established", "dissolved", "date of dissolution",
        "nacido", "nacida", "fecha de nacimiento", "lugar de nacimiento", "fallecido", "fallecida",
        "fecha de muerte", "fecha de fallecimiento", "lugar de muerte", "lugar de fallecimiento",
        "fundado", "fundada", "fecha de fundacion",
    )
)  # fmt: skip
"""One value for ever: `since` and `until` do not make two of them compatible."""

SINGLE = frozenset(
    (
        "leader", "head", "chair", "president", "director", "chief executive", "headquarters",
        "seat", "age", "height", "population", "strength", "membership", "size", "status of custody",
        "lider", "jefe", "presidente", "presidenta", "directora", "sede", "edad", "estatura",
        "poblacion",
    )
)  # fmt: skip
"""One value at a time."""

_COUNT = re.compile(r"(?:number|total|numero) (?:of|de) .+")


def label_key(label: str) -> str:
    """A label as it is compared: accents, case, punctuation and repeated blanks dropped."""
    words = re.findall(r"\w+", fold_name(label).casefold())
    return " ".join(words) or fold_name(label).casefold()


def is_lasting(key: str) -> bool:
    """Whether the label has one value for ever, such as a date of birth."""
    return key in LASTING


def is_single(key: str) -> bool:
    """Whether two values of the label cannot both be true at one time."""
    return key in LASTING or key in SINGLE or _COUNT.fullmatch(key) is not None
