"""The word that was meant is found, and thousands of wrong ones among thousands cost little."""

from __future__ import annotations

import difflib
import random

import pytest
from conftest import steps

from dossier.likeness import MAX_LENGTH, nearest, plain_typo

GIVEN = [
    "maria",
    "jose",
    "ana",
    "luis",
    "carlos",
    "elena",
    "pablo",
    "lucia",
    "diego",
    "sofia",
    "raul",
    "ines",
    "omar",
    "julia",
    "hugo",
]
FAMILY = [
    "garcia",
    "lopez",
    "moreno",
    "ruiz",
    "castillo",
    "vega",
    "salinas",
    "ortega",
    "ibarra",
    "quintero",
    "zavala",
    "nunez",
]
NAMES = [
    f"{one}-{two}-{three}" for one in GIVEN for two in FAMILY for three in FAMILY if two != three
]


def mistyped(word: str, dice: random.Random) -> str:
    """The word with one sign lost, doubled, changed, or in the place of the next."""
    at = dice.randrange(len(word) - 1)
    return dice.choice([
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + "x" + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    ])  # fmt: skip


def test_it_finds_what_a_comparison_with_every_word_finds():
    """Among two thousand names made of the same few parts; difflib is the measure."""
    dice = random.Random(2)
    for name in dice.sample(NAMES, 100):
        wrong = mistyped(name, dice)
        assert nearest(wrong, NAMES) == difflib.get_close_matches(wrong, NAMES, n=1)[0]


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [("aad", "ada"), ("ad", "ada"), ("mllr", "miller"), ("x", ""), ("", ""), ("zzzz", "")],
)
def test_short_words(wrong, meant):
    """Where hardly two signs stand together as they should."""
    assert nearest(wrong, ["ada", "miller", "mill"]) == meant


def test_the_order_of_the_known_words_does_not_count():
    """A set's order differs from run to run; a message does not."""
    assert nearest("mil", ["milo", "mile"]) == nearest("mil", ["mile", "milo"])
    assert nearest("mill" * MAX_LENGTH, ["mill" * MAX_LENGTH]) == ""


def test_more_known_words_hardly_cost_more():
    """Of four times as many, no more are compared."""
    few, many = NAMES[::4], NAMES

    def work(known: list[str]) -> int:
        nearest("", known)  # what is prepared once
        return steps(lambda: [nearest(f"{name}s", known) for name in NAMES[:50]])

    assert work(many) < 1.5 * work(few)


STATUS = (
    "reported", "alleged", "charged", "convicted", "acquitted", "confirmed", "disputed", "denied",
)  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("reporetd", "reported"),
        ("reprted", "reported"),
        ("rePorted ", "reported"),
        ("Disputed", "disputed"),
        ("disputted", "disputed"),
        ("acquited", "acquitted"),
        ("aleged", "alleged"),
        ("confirm", "confirmed"),
        ("confurmed", "confirmed"),
        ("dneied", "denied"),
    ],
)
def test_a_mere_slip_of_an_allowed_word_is_told(wrong, meant):
    """A letter lost, doubled, changed or turned round, capitals and blanks."""
    assert plain_typo(wrong, STATUS) == meant


@pytest.mark.parametrize(
    "wrong",
    [
        *("unconfirmed", "undisputed", "undenied", "unreported", "uncharged", "unconvicted"),
        *("accused", "indicted", "contradicted", "contested", "claimed", "refuted", "rejected"),
        *("deported", "repeated", "rebutted", "convinced", "acquired", "disrupted", "changed", "x"),
    ],
)
def test_another_word_is_no_slip_of_an_allowed_one(wrong):
    """Whoever followed a hint from 'unconfirmed' to 'confirmed' would publish the opposite."""
    assert plain_typo(wrong, STATUS) == ""


def test_of_short_words_less_is_a_slip():
    """Every letter is near every other letter."""
    assert plain_typo("G", "ABCDEF") == ""
    assert plain_typo("f", "ABCDEF") == "F"
    assert plain_typo("read", ["live", "dead"]) == ""
    assert plain_typo("article newspaper", ["article", "article-newspaper"]) == "article-newspaper"
