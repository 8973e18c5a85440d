"""The linker on firms: legal forms behind their names, dotted, comma'd and Spanish ones; and blanks in names."""

from __future__ import annotations

import pytest

from dossier.link.lexicon import build_lexicon
from dossier.link.scan import Surroundings, find_mentions
from dossier.model.actor import Actor

FIRMS = {
    "velmara": ("Grupo Velmara", "company"),
    "asier": ("Asier Lines B.V.", "company"),
    "toral": ("Toral, S.A. de C.V.", "company"),
    "guzman": ("Joaquín Guzmán", "person"),
}
LEXICON, _ = build_lexicon(
    Actor(id=key, path=f"{key}.yml", name=name, kind=kind) for key, (name, kind) in FIRMS.items()
)


def linked(text: str) -> list[tuple[str, str]]:
    """Words and actor of each link."""
    mentions, _ = find_mentions(text, LEXICON, Surroundings())
    return [(m.text, m.actor) for m in mentions if m.actor]


@pytest.mark.parametrize(
    "form",
    [
        "S.A.", "S. A.", "SA", "S.p.A.", "S.A. de C.V.", "S. A. de C. V.", "SA de CV", "S.A.B. de C.V.",
        "S. de R.L. de C.V.", "N.V.", "B.V.", "GmbH", "Ltd.", "S.R.L.", "SARL", "Oy", "SE", "Ltda.", "L.L.C.",
    ],
)  # fmt: skip
@pytest.mark.parametrize("joined", [" ", ", "])
def test_a_legal_form_belongs_to_the_name_of_a_firm(form: str, joined: str) -> None:
    """With its dots and commas, and at the end of a sentence without the full stop that is no part of it."""
    whole = f"Grupo Velmara{joined}{form}"
    assert linked(f"The regulator fined {whole} for late filings.") == [(whole, "velmara")]
    assert linked(f"The regulator fined {whole}, which denied it.") == [(whole, "velmara")]
    ((words, actor),) = linked(f"It belongs to {whole.removesuffix('.')}.")
    assert actor == "velmara"
    assert words.rstrip(".") == whole.removesuffix(".")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Later Asier Lines paid.", "Asier Lines"),
        ("Later Asier Lines BV paid.", "Asier Lines BV"),
        ("Later Asier Lines, B.V., paid.", "Asier Lines, B.V."),
        ("Later Asier Lines B. V. paid.", "Asier Lines B. V."),
    ],
)
def test_a_name_is_known_without_the_dotted_form_of_its_profile(text: str, words: str) -> None:
    """And with it in other spellings."""
    assert linked(text) == [(words, "asier")]


@pytest.mark.parametrize(
    "form",
    [
        "S.A.A.", "S.A.C.", "SAC", "E.I.R.L.", "S. de R.L.", "A.Ş.", "A.S.", "AS", "d.o.o.", "s.r.o.", "a.s.",
        "Sp. z o.o.", "Pty Ltd", "Pty. Ltd.", "OOO", "FZE", "FZCO", "DMCC", "PAO", "Limitada",
    ],
)  # fmt: skip
def test_a_name_is_known_without_whatever_form_its_profile_spells(form: str) -> None:
    """Of several words it is a whole name; of one it is known once it was named in full."""
    firm = Actor(id="firm", path="x.yml", name=f"Minera Qori Wayta {form}", kind="company")
    names, _ = build_lexicon([firm])
    text = f"Later Minera Qori Wayta paid. Both Minera Qori Wayta and {firm.name} answered."
    mentions, _ = find_mentions(text, names, Surroundings())
    assert [(m.text.removesuffix("."), m.actor) for m in mentions] == [
        ("Minera Qori Wayta", "firm"),
        ("Minera Qori Wayta", "firm"),
        (firm.name.removesuffix("."), "firm"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "OOO Volga Trade",
            "OOO Volga Trade paid. Volga Trade won.",
            ["OOO Volga Trade", "Volga Trade"],
        ),
        ("OOO Medical Center", "She is in the Medical Center.", []),
        ("OOO Volga Trade", "Later JSC Volga Trade paid.", []),
        ("Volga Trade", "Later OOO Volga Trade paid.", ["Volga Trade"]),
        ("Volga Trade B.V.", "Later OOO Volga Trade paid.", []),
        ("Volga", "Later OOO Volga paid.", []),
        ("Volga Trade", "Later PT Volga Trade paid.", []),
        ("Volga Trade AS", "Later Volga Trade As paid.", ["Volga Trade"]),
    ],
)
def test_a_legal_form_may_stand_before_the_name(name: str, text: str, expected: list[str]) -> None:
    """In capitals; another one is another firm."""
    names, _ = build_lexicon([Actor(id="firm", path="x.yml", name=name, kind="company")])
    mentions, _ = find_mentions(text, names, Surroundings())
    assert [m.text for m in mentions if m.actor] == expected


@pytest.mark.parametrize(
    ("names", "text", "expected"),
    [
        (["Kestrel Bank"], "At Kestrel Bank, Pao was a partner.", ["Kestrel Bank"]),
        (["Kestrel Bank"], "The lawyer of Kestrel Bank, A.S. Romero, said no.", ["Kestrel Bank"]),
        (["Asier Lines"], "ASIER LINES AS SHARES FALL AND FALL", ["ASIER LINES"]),
        (["Bar Mazel Tov"], "Bar Mazel opened.", []),
        (["Nordli AS"], "First Nordli A.S. paid.", ["Nordli A.S"]),
        (["AS Roma"], "Later A.S. Roma won.", ["A.S. Roma"]),
        (["SAC"], "Later SAC SA paid.", ["SAC SA"]),
        (["Kestrel SAC"], "Kestrel SAC paid. The SAC denied it.", ["Kestrel SAC"]),
        (["Kestrel Trade"], "Later Kestrel Trade Pty Ltd paid.", ["Kestrel Trade Pty Ltd"]),
        (["Puerto Cortés S.A."], "They met in the town of Puerto Cortés.", []),
        (["Puerto Cortés S.A."], "Later he sent the money to Puerto Cortés.", ["Puerto Cortés"]),
        (["UAB Medical Center"], "He was taken to the Medical Center.", []),
    ],
)
def test_letters_that_are_legal_forms_elsewhere(
    names: list[str], text: str, expected: list[str]
) -> None:
    """Words, surnames and initials are none, and a place keeps its guard."""
    lexicon, _ = build_lexicon([Actor(id="firm", path="x.yml", name=names[0], kind="company")])
    mentions, _ = find_mentions(text, lexicon, Surroundings())
    assert [m.text.removesuffix(".") for m in mentions if m.actor] == expected


def test_a_firm_of_one_word_is_guarded_against_the_place_it_is_called_after() -> None:
    """The form in its profile makes no whole name of the word."""
    names, _ = build_lexicon([Actor(id="firm", path="x.yml", name="Zuidmeer B.V.", kind="company")])
    mentions, _ = find_mentions("They met in the village of Zuidmeer.", names, Surroundings())
    assert [m.actor for m in mentions if m.actor] == []


def test_another_legal_form_is_another_firm() -> None:
    """Where the profile spells one, however it is dotted."""
    assert linked("Later Asier Lines Ltd. paid, not Asier Lines N.V. of Curaçao.") == []
    assert linked("Later Asier Lines d.o.o. paid, not Asier Lines s.r.o. of Brno.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Grupo Velmara Finance was not asked.",
        "Grupo Velmara S. Otto was not asked.",
        "It was Grupo Velmara de C. Vega that answered.",
    ],
)
def test_what_only_looks_like_a_legal_form_is_none(text: str) -> None:
    """A longer name is still somebody else's."""
    assert linked(text) == []


@pytest.mark.parametrize("blank", ["  ", "\u00a0 ", " \u00a0", "   ", "\u2009 "])
def test_blanks_beside_each_other_divide_no_name(blank: str) -> None:
    """As in justified text, and where a no-break space was put beside one that was there."""
    name = f"Joaquín{blank}Guzmán"
    assert linked(f"The court heard {name} twice.") == [(name, "guzman")]


def test_a_blank_before_the_end_of_a_wrapped_line_divides_no_name() -> None:
    """The line ends for want of room, as the others do."""
    line = "The court heard of many things on that long day, and then "
    assert linked(f"Hearing\n\n{line}Joaquín \nGuzmán spoke.\n") == [("Joaquín \nGuzmán", "guzman")]


@pytest.mark.parametrize("text", ["said Joaquín.\n\nGuzmán left", "said Joaquín\n\nGuzmán left"])
def test_the_end_of_a_paragraph_divides_a_name(text: str) -> None:
    """The words on both sides are no name."""
    assert linked(text) == []


@pytest.mark.parametrize("before", ["", "¡", "“"])
def test_a_full_stop_without_a_blank_ends_a_sentence(before: str) -> None:
    """Whatever other signs are in the text."""
    assert linked(f"{before}So said Joaquín.Guzmán had left.") == []
