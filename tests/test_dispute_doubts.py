"""Pairs of values that may both be true, though they look like a contradiction; and some that may not."""

from __future__ import annotations

import pytest
from test_disputes import nobody

from dossier.evidence.compatible import contradict
from dossier.evidence.labels import label_key

Pair = tuple[str, str, str]
"""Label and two values."""

TWO_DATES: list[Pair] = [
    ("Founded", "1998 (registered 2001)", "1998"),
    ("Founded", "1998, registered 2001", "2001"),
    ("Fundada", "1998 (inscrita en 2001)", "1998"),
    ("Died", "3 May 2010 (declared dead 2017)", "3 May 2010"),
    ("Murió", "3 de mayo de 2010 en Lima (declarado muerto en 2017)", "3 de mayo de 2010"),
    ("Died", "night of 3 May 2010", "4 May 2010"),
    ("Arrested", "Late on 3 May 2010", "4 May 2010"),
    ("Detenido", "noche del 3 de mayo de 2010", "4 de mayo de 2010"),
]
OTHER_DATES: list[Pair] = [
    ("Founded", "1998 (registered 2001)", "2005"),
    ("Died", "night of 3 May 2010", "5 May 2010"),
    ("Died", "night of 3 May 2010", "2 May 2010"),
]

OTHER_TIMES: list[Pair] = [
    ("President", "Ada Holm", "Bo Lind (former)"),
    ("President", "Ada Holm", "Bo Lind (acting)"),
    ("Presidenta", "Ada Holm", "Bo Lind (interino)"),
    ("Leader", "Ada Holm (political)", "Bo Lind (military)"),
    ("Líder", "Ada Holm (jefa política)", "Bo Lind (jefe militar)"),
    ("Leader", "Bo Lind until his death", "Ada Holm"),
    ("Leader", "Bo Lind (killed 2010)", "Ada Holm"),
    ("Director", "Ada Holm (resigned 2014)", "Bo Lind"),
    ("Director", "Ada Holm", "Bo Lind (nominee)"),
    ("Leader", "collective leadership", "Ada Holm"),
    ("Jefe", "El Tejón", "Ada Holm"),
    ("Minister of Justice", "2004–2006", "2010–2014"),
    ("Mayor of Lindow", "2006-2010", "2014-2018"),
    ("Headquarters", "moved to Madrid in 2015", "Barcelona"),
    ("Members", "10,000 at its peak", "2,000"),
    ("Integrantes", "12 al principio", "80"),
    ("Status", "detained, later released", "released"),
    ("Marital status", "divorced from Ada Holm", "married to Eve Ost"),
    ("Marital status", "separated", "married"),
]
THE_SAME_TIME: list[Pair] = [
    ("Leader", "El Tejón", "El Zorro"),
    ("President", "Ada Holm", "Bo Lind (Labour)"),
    ("Integrantes", "hasta 200", "900"),
    ("Marital status", "Never married", "divorced"),
]

IN_PART: list[Pair] = [
    ("Verdict", "guilty (count 1)", "not guilty (count 2)"),
    ("Verdict", "guilty on three counts", "not guilty on two counts"),
    ("Veredicto", "culpable", "absuelto de un cargo"),
    ("Sanctioned", "yes (US)", "no (EU)"),
]
ALL_OF_IT: list[Pair] = [
    ("Verdict", "guilty on three counts", "not guilty on all counts"),
    ("Verdict", "not guilty (count 2)", "guilty (count 2)"),
    ("Status", "alive (family)", "dead (police)"),
    ("Sanctioned", "yes (US)", "no"),
]

ONE_PLACE: list[Pair] = [
    ("Headquarters", "Road Town", "British Virgin Islands"),
    ("Registered office", "George Town", "Cayman Islands"),
    ("Sede", "Majuro", "Islas Marshall"),
    ("Headquarters", "Ramallah", "West Bank"),
    ("Headquarters", "Hong Kong", "China"),
    ("Incorporated", "Delaware", "United States"),
    ("Place of birth", "USSR", "Ukraine"),
    ("Place of birth", "Kiev", "Kyiv"),
    ("Place of birth", "Leningrad", "St Petersburg"),
    ("Place of birth", "Moscow, Russia", "Moscú"),
    ("Headquarters", "The Hague", "Den Haag"),
    ("Lugar de nacimiento", "Ciudad de México", "México, D.F."),
    ("Lugar de nacimiento", "La Habana", "Havana, Cuba"),
    ("Place of birth", "near Lima", "Callao"),
    ("Place of birth", "a small village", "Badiraguato"),
    ("Place of birth", "Culiacán", "Sinaloa state"),
]
TWO_PLACES: list[Pair] = [
    ("Headquarters", "British Virgin Islands", "Cayman Islands"),
    ("Headquarters", "Hong Kong, China", "Shanghai, China"),
    ("Place of birth", "Kiev, Ukraine", "Moscow, Russia"),
    ("Place of birth", "Moscú", "Leningrado"),
    ("Place of birth", "near Lima, Peru", "Quito, Ecuador"),
    ("Place of birth", "near Lima", "outside Callao"),
    ("Incorporated", "Seychelles", "Panama"),
]

OTHER_THINGS: list[Pair] = [
    ("Cause of death", "plane crash", "assassination"),
    ("Causa de la muerte", "accidente aéreo", "asesinato"),
    ("Employees", "200", "1,000 contractors"),
    ("Employees", "200", "1,000 with subsidiaries"),
    ("Employees", "200", "1,000 (group)"),
    ("Empleados", "200", "1.000 con las filiales"),
    ("Weapons", "40", "12,000 rounds"),
    ("Term", "4 years", "2010–2014"),
    ("Salario", "20 mil pesos", "20,000 MXN"),
    ("Sueldo", "3.000 euros al mes", "36.000 euros al año"),
]
ONE_THING: list[Pair] = [
    ("Cause of death", "plane crash", "heart attack"),
    ("Cause of death", "car accident", "murder"),
    ("Employees", "200", "1,000"),
    ("Contractors", "200 contractors", "1,000 contractors"),
    ("Sentence", "4 years", "10 years"),
    ("Sueldo", "3.000 euros al mes", "8.000 euros al mes"),
    ("Longitud", "1,5 km", "300 metros"),
    ("Miembros", "unos 300", "más de 5.000"),
]

PARENTS: list[Pair] = [
    ("Father", "a farmer", "Emilio Holm"),
    ("Father", "Emilio Holm", "Don Emilio"),
    ("Madre", "Maestra", "María Lind"),
    ("Father", "Hassan", "Hasan al-Masri"),
]
OTHER_PARENTS: list[Pair] = [
    ("Father", "Emilio Holm", "Pedro Lind"),
    ("Father", "[[bo]]", "Pedro Lind"),
    ("Madre", "María Lind", "Doña Ana Moreno [@gazette]"),
]


@pytest.mark.parametrize(
    ("label", "one", "other"),
    TWO_DATES + OTHER_TIMES + IN_PART + ONE_PLACE + OTHER_THINGS + PARENTS,
)
def test_what_could_both_be_true(label: str, one: str, other: str) -> None:
    """A doubt makes no dispute, whichever of the two stands first."""
    assert not contradict(label_key(label), one, other, nobody)
    assert not contradict(label_key(label), other, one, nobody)


@pytest.mark.parametrize(
    ("label", "one", "other"),
    OTHER_DATES + THE_SAME_TIME + ALL_OF_IT + TWO_PLACES + ONE_THING + OTHER_PARENTS,
)
def test_what_cannot_both_be_true(label: str, one: str, other: str) -> None:
    """What makes the pairs above compatible hides no contradiction beside it."""
    assert contradict(label_key(label), one, other, nobody)
    assert contradict(label_key(label), other, one, nobody)


def test_a_byname_that_the_dossier_knows_is_a_name() -> None:
    """Of a byname that nobody is known by, anybody may be meant."""

    def who(name: str) -> frozenset[str]:
        ids = {"the owl": "bo", "bo lind": "bo", "ada holm": "ada"}
        return frozenset([ids[name]] if name in ids else [])

    assert contradict("leader", "The Owl", "Ada Holm", who)
    assert not contradict("leader", "The Owl", "Bo Lind", who)
    assert not contradict("leader", "The Crow", "Ada Holm", who)
