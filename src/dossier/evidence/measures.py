"""The words beside a number: measures and what they convert to, and words that say nothing.

All words stand without accents and in the singular as `singular` makes it.
"""

from __future__ import annotations

import re


def word_set(words: str) -> frozenset[str]:
    """The words of a table that is written as one text."""
    return frozenset(words.split())


_FILLERS = word_set(
    "between entre desde to or y of the a an in and de at on for by with from their its en el la los las "
    "un una del al con por us all total overall altogether combined todo conjunto worldwide globally mundo "
    "mundial people person persona individual gente some just only exactly precisely well little solo "
    "solamente exactamente poco reportedly allegedly supposedly presuntamente supuestamente officially "
    "oficialmente cash efectivo"
)
"""What says nothing of what is counted."""
PARTIAL = word_set(
    "full part time permanent temporary seasonal active armed registered paying regular tiempo completo "
    "parcial permanente temporal activo activa armado armada registrado registrada"
)
"""What only some of those counted are, also where both numbers have another word."""
OTHERS = word_set(
    "wounded injured hurt missing arrested arrest detained captured charged charge acquitted acquittal "
    "suspected suspect herido herida lesionado lesionada desaparecido desaparecida detenido detenida "
    "arrestado arrestada capturado capturada absuelto absuelta killed dead muerto muerta "
    "contractor subcontractor contratista subcontratista subsidiary subsidiarie filial filiale group grupo including "
    "incluido incluida round cartridge cartucho"
)
"""What other counts are of: the wounded are no part of the dead, nor a group of its company."""
_SAME = tuple(
    map(
        word_set,
        (
            "death dead killed died die fatality muerte muerto muerta mortale fallecido fallecida",
            "child children hijo",
            "employee worker staff workforce empleado trabajador trabajadore",
            "member membership miembro integrante",
        ),
    )
)
"""Words for those counted under one label: under "Deaths" those "killed" are no part."""
_JOINING = word_set("and or y e o u")

CONVERTED: dict[str, dict[float, str]] = {
    "metre": {
        1.0: "m meter metre metro", 0.01: "cm centimetre centimeter centimetro", 0.001: "mm",
        1e3: "km kilometre kilometer kilometro", 0.3048: "ft feet pie", 0.0254: "inch inche pulgada",
        1609.344: "mile milla",
    },
    "kilogram": {
        1.0: "kg kilo kilogram kilogramo", 1e3: "tonne ton tonelada", 0.4536: "lb lbs pound libra",
        6.35: "stone",
    },
    "month": {1.0: "month mes mese", 12.0: "year yr yrs ano"},
    "percent": {1.0: "percent"},
    "dollar": {1.0: "dollar usd dolar dolare"},
    "euro": {1.0: "euro eur"},
    "sterling": {1.0: "sterling gbp esterlina pound libra"},
    "yen": {1.0: "yen"},
    "ruble": {1.0: "ruble rouble rublo"},
    "peso": {1.0: "peso"},
    "mxn": {1.0: "mxn"},
    "franc": {1.0: "franc franco chf"},
}  # fmt: skip
"""The words for each measure by the factor with which an amount in them is converted."""
ROUGH = word_set("metre kilogram percent")
"""Measures whose whole numbers are rounded; years in prison and sums of money are told exactly."""
MEASURED = frozenset(CONVERTED)
_MONEY = MEASURED - ROUGH - {"month"}
SAYS_NOTHING = {
    "month": word_set(
        "prison jail imprisonment incarceration custody federal state penitentiary behind bar hard labour "
        "labor carcel prision reclusion penal presidio old age edad"
    ),
    "percent": word_set(
        "share stock equity capital company firm ownership stake accione accion empresa sociedad compania"
    ),
}
"""Further words that say nothing beside a measure."""

Meanings = tuple[tuple[str, float], ...]
"""Measures, each with its factor."""


def _meanings() -> dict[str, Meanings]:
    """The measures that a word may mean; "pounds" are two."""
    found: dict[str, Meanings] = {}
    for name, factors in CONVERTED.items():
        for factor, words in factors.items():
            for word in words.split():
                found[word] = (*found.get(word, ()), (name, factor))
    return found


MEANINGS = _meanings()


def measures(unit: frozenset[str]) -> tuple[frozenset[str], Meanings]:
    """The words that are no measure, and what the others mean together: "pounds sterling" is money.

    Where they are measures of two things, such as dollars a year, money alone has its one name.
    """
    found = unit & MEANINGS.keys()
    if not found:
        return unit, (("", 1.0),)
    common = set.intersection(*(set(MEANINGS[word]) for word in found))
    if common:
        return unit - found, tuple(sorted(common))
    names = {word: MEANINGS[word][0][0] for word in found}
    of_both = {name if name in _MONEY else word for word, name in names.items()}
    return (unit - found) | of_both, (("", 1.0),)


def unit_words(text: str) -> frozenset[str]:
    """The words of a text that say what is counted, singular."""
    words = re.findall(r"[^\W\d_]+", text)
    return frozenset(singular(word) for word in words if word not in _FILLERS) - _FILLERS


def own_words(label: frozenset[str]) -> frozenset[str]:
    """The words of a label, singular, with others for the same.

    Of a label for two, such as "Dead and wounded", either word says something.
    """
    if not label.isdisjoint(_JOINING):
        return frozenset()
    words = frozenset(map(singular, label))
    return words.union(*(same for same in _SAME if not same.isdisjoint(words)))


def singular(word: str) -> str:
    """A word without the s at its end, in English and Spanish alike: "lorrie", "mujere"."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
