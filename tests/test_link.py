"""The linker on plain text: what it finds, what it holds back, what the author decided."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.fold import fold
from dossier.link.lexicon import Lexicon, build_lexicon
from dossier.link.scan import Surroundings, find_mentions
from dossier.model.actor import Actor, Alias


def lexicon(**names: list[str | dict[str, object]]) -> Lexicon:
    """A lexicon of actors; each one's first name is its name, the others its aliases."""
    actors = [
        Actor(
            id=key,
            path=f"{key}.yml",
            name=str(first),
            kind="person",
            aliases=tuple(
                Alias.model_validate({"text": a} if isinstance(a, str) else a) for a in rest
            ),
        )
        for key, (first, *rest) in names.items()
    ]
    return build_lexicon(actors)[0]


NAMES = lexicon(
    bank=["Banco Ficticio", "BF"],
    son=["Joaquín Guzmán López"],
    father=["Joaquín Guzmán", {"text": "Pavo", "ambiguous": True}],
    twin=["Ann", {"text": "The Twin", "near": ("sister",)}],
    other=["Otto", {"text": "Sea Bird", "autolink": False}, {"text": "Gale", "not_in": ("s1",)}],
)


def seen(text: str, **around: object) -> list[tuple[str, str | None, str]]:
    """Words, actor and rule of each mention."""
    mentions, _ = find_mentions(text, NAMES, Surroundings(**around))  # type: ignore[arg-type]
    return [(m.text, m.actor, m.rule) for m in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Banco Ficticio", [("Banco Ficticio", "bank", "name")]),
        ("the BF's", [("BF", "bank", "alias")]),
        ("BFF and aBF", []),
        ("(BF)", [("BF", "bank", "alias")]),
        ("bf", []),
        ("Joaquin Guzman Lopez", [("Joaquin Guzman Lopez", "son", "name")]),
        ("Joaquín Guzmán.", [("Joaquín Guzmán", "father", "name")]),
        ("Joaqui\u0301n Guzma\u0301n", [("Joaqui\u0301n Guzma\u0301n", "father", "name")]),
        ("Banco\u00a0Ficticio", [("Banco\u00a0Ficticio", "bank", "name")]),
        ("Banco\nFicticio", [("Banco\nFicticio", "bank", "name")]),
        ("Annapolis", []),
        ("BF–Ann", [("BF", "bank", "alias"), ("Ann", "twin", "name")]),
    ],
)
def test_names_are_whole_words_longest_first_accents_folded(
    text: str, expected: list[tuple[str, str | None, str]]
) -> None:
    """A name is found as whole words; a longer name hides a shorter one inside it."""
    assert seen(text) == expected


def test_ambiguous_and_conditional_aliases_are_held_back() -> None:
    """`ambiguous`, `autolink: false`, `near` and `not_in` hold a name back and say why."""
    assert seen("Pavo") == [("Pavo", None, "ambiguous")]
    assert seen("Sea Bird") == [("Sea Bird", None, "autolink-off")]
    assert seen("The Twin") == [("The Twin", None, "ambiguous")]
    assert seen("The Twin, a sister") == [("The Twin", "twin", "alias")]
    assert seen("Gale", source="s1") == [("Gale", None, "not-in")]
    assert seen("Gale", source="s2") == [("Gale", "other", "alias")]


def test_a_name_of_two_actors_is_linked_to_neither_and_reported() -> None:
    """Nothing guesses between two actors; the author is told where the name stands twice."""
    actors = [
        Actor(id=key, path=f"{key}.yml", name=key, kind="person", aliases=(Alias(text="Bo"),))
        for key in ("one", "two")
    ]
    names, found = build_lexicon(actors)
    mentions, _ = find_mentions("Bo", names, Surroundings())
    assert [(m.actor, m.candidates) for m in mentions] == [(None, ("one", "two"))]
    assert [(d.code, d.location.path) for d in found] == [("ambiguous-alias", "two.yml")]


def test_decisions_are_obeyed() -> None:
    """`links` decides by words, by the number of their occurrence, and against linking."""
    text = "Pavo met Pavo and Ann."
    decided = {"Pavo": "father", "Pavo#2": None, "Ann": None}
    assert seen(text, decisions=decided) == [
        ("Pavo", "father", "decision"),
        ("Pavo", None, "decision"),
        ("Ann", None, "decision"),
    ]


def test_a_decision_leaves_longer_names_alone() -> None:
    """Words decided: "Joaquín" for somebody does not take "Joaquín Guzmán" apart."""
    assert seen("Joaquín Guzmán", decisions={"Joaquín": "son"}) == [
        ("Joaquín Guzmán", "father", "name")
    ]


def test_unused_decisions_are_not_reported_as_used() -> None:
    """The scan says which decisions it used, so that the others can be reported."""
    _, used = find_mentions("Ann", NAMES, Surroundings(decisions={"Ann": None, "Ann#2": "bank"}))
    assert used == {"Ann"}


@given(st.text())
def test_any_text_gives_ordered_mentions_of_the_text_itself(text: str) -> None:
    """Offsets index the original text, mentions never overlap, nothing raises."""
    mentions, _ = find_mentions(text, NAMES, Surroundings(decisions={"a": "bank", "e#2": None}))
    at = 0
    for mention in mentions:
        assert at <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        at = mention.end


@given(st.text(alphabet=st.sampled_from("Añn\u0301Jé. BF-\n’ Joaquín Guzmán López")))
def test_texts_full_of_names_keep_their_offsets(text: str) -> None:
    """The same on texts made of pieces of names."""
    test_any_text_gives_ordered_mentions_of_the_text_itself.hypothesis.inner_test(text)  # type: ignore[attr-defined]


@given(st.text())
def test_folding_keeps_offsets(text: str) -> None:
    """Each character of the folded text stands where its offset says."""
    folded, offsets = fold(text)
    if offsets is None:
        assert len(folded) == len(text)
    else:
        assert len(folded) == len(offsets)
        assert offsets == sorted(set(offsets))
