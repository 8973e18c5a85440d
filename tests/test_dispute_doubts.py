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


@pytest.mark.parametrize(("label", "one", "other"), TWO_DATES)
def test_what_could_both_be_true(label: str, one: str, other: str) -> None:
    """A doubt makes no dispute, whichever of the two stands first."""
    assert not contradict(label_key(label), one, other, nobody)
    assert not contradict(label_key(label), other, one, nobody)


@pytest.mark.parametrize(("label", "one", "other"), OTHER_DATES)
def test_what_cannot_both_be_true(label: str, one: str, other: str) -> None:
    """What makes the pairs above compatible hides no contradiction beside it."""
    assert contradict(label_key(label), one, other, nobody)
    assert contradict(label_key(label), other, one, nobody)
