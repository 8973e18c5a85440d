"""The letters that stand where an actor has no portrait."""

from __future__ import annotations

import pytest

from dossier.assemble.actors import monogram
from dossier.model.actor import Actor, Alias


@pytest.mark.parametrize(
    ("name", "aliases", "letters"),
    [
        ('Ismael "El Mayo" Zambada', [], "IZ"),
        ("Nora ‘Bricks’ Halden", [], "NH"),
        ("Jalisco New Generation Cartel", ["CJNG"], "CJNG"),
        ("Markets Conduct Office", [], "MCO"),
        ("The Latin Times", [], "LT"),
        ("Maarten van der Hulst", [], "MH"),
        ("D'Arcy O'Brien", [], "DO"),
        ("adidas", [], "a"),
        ("林郑", [], "林"),
    ],
)
def test_monogram(name: str, aliases: list[str], letters: str) -> None:
    """An acronym of its own, else the initials of the name without nickname and article."""
    given = tuple(Alias(text=alias) for alias in aliases)
    actor = Actor(id="a", path="a.yml", name=name, kind="person", aliases=given)
    assert monogram(actor) == letters
