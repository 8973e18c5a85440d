"""Names in the manner of judgments, reports with numbered headings, family profiles and investigations."""

from __future__ import annotations

import pytest
from test_link_others import lexicon, links

FIRMS = lexicon(
    ("brakwater", "organization", ["Brakwater Fishing (Pty) Ltd"]),
    ("qocha", "organization", ["Minera Qocha Azul S.A.C."]),
    ("tac", "organization", ["Tikvah Air Cargo", "TAC"]),
    ("marine", "organization", ["Lindqvist Marine Services CC"]),
    ("lindqvist", "person", ["Ola Lindqvist"]),
    ("steel", "organization", ["General Steel Ltd"]),
    ("sorata", "organization", ["Inmobiliaria Sorata S.R.L."]),
    ("prutt", "organization", ["Prutt's", "Prutt's Auctioneers"]),
)
FULL = "Brakwater Fishing (Pty) Ltd was fined. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FULL, ["Brakwater Fishing (Pty) Ltd: brakwater"]),
        (FULL + "Later Brakwater paid.", ["Brakwater: brakwater"]),
        (FULL + "They met in Brakwater, a village.", []),
        (FULL + "The Brakwater River rose; the Brakwater Primary School closed.", []),
        ("Brakwater was cold that year.", []),
        ("Tikvah Air Cargo flies. The Tikvah Air pilots slept.", ["Tikvah Air: tac"]),
        ("Tikvah Air Cargo flies. Tikvah denied it.", ["Tikvah: tac"]),
        ("Tikvah Air Cargo flies. Tikvah Hill is a farm; Tikvah Cohen sings.", []),
        ("General Steel Ltd was fined. The General slept, General Otto paid.", []),
        ("Minera Qocha Azul S.A.C. cobra. Qocha Azul no respondió.", ["Qocha Azul: qocha"]),
        ("Minera Qocha Azul S.A.C. cobra. Nació en Qocha Azul.", []),
        ("Inmobiliaria Sorata S.R.L. vende. El camino a Sorata está cerrado.", []),
        ("Later Lindqvist Marine Services was fined.", ["Lindqvist Marine Services: marine"]),
        ("They had never been near Prutt's, the auction house.", ["Prutt's: prutt"]),
    ],
)
def test_a_firm_without_the_word_for_what_it_does(text: str, expected: list[str]) -> None:
    """Known once it was named in full; never where a place or somebody else has the word."""
    found = links(text, FIRMS)
    whole = ("Brakwater Fishing", "Tikvah Air Cargo", "General Steel", "Minera", "Inmobiliaria")
    assert (found if len(text) == len(FULL) else [f for f in found if not f.startswith(whole)]) == (
        expected
    )


FOUNDED = "Ola Lindqvist founded Lindqvist Marine Services CC. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lindqvist wept.", "lindqvist"),
        ("The Lindqvist residence burned.", "lindqvist"),
        ("Mr Lindqvist wept.", "lindqvist"),
        ("They went to Lindqvist's house.", "lindqvist"),
        ("They searched the headquarters of Lindqvist.", "marine"),
        ("Registraron la sede de Lindqvist.", "marine"),
        ("They took it to Lindqvist's.", "marine"),
        ("The Lindqvist fishing firm was sold.", "marine"),
        ("Lindqvist executives were charged.", "marine"),
    ],
)
def test_a_founder_and_the_firm_without_the_word_for_what_it_does(text: str, expected: str) -> None:
    """The surname is the person's, but where the words beside it are of firms."""
    assert links(FOUNDED + text, FIRMS)[2:] == [f"Lindqvist: {expected}"]


HOUSES = lexicon(
    ("maison", "organization", ["Maison d'achat Duvallier et Fils", "Maison Duvallier"]),
    ("anne", "person", ["Anne Duvallier"]),
    ("mplk", "organization", ["MPLK"]),
    ("wing", "organization", ["MPLK-Renovação"]),
    ("ernst", "organization", ["Ernst & Lind"]),
    ("salt", "organization", ["Salt and Lind Holdings"]),
    ("bay", "organization", ["Sun Bay Group"]),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Duvallier et Fils closed.", ["Duvallier et Fils: maison"]),
        ("Duvallier & Fils closed.", ["Duvallier & Fils: maison"]),
        ("Anne Duvallier left. Duvallier and Sons closed.", ["Anne Duvallier: anne"]),
        ("Anne Duvallier left. The Duvallier wine house burned.", ["Anne Duvallier: anne"]),
        (
            "Anne Duvallier left. The Duvallier trial began.",
            ["Anne Duvallier: anne", "Duvallier: anne"],
        ),
        ("MPLK-R denied it.", ["MPLK-R: wing"]),
        ("MPLK-GB and MPLK-B denied it.", []),
        ("MPLK-held towns and the MPLK-US talks.", ["MPLK: mplk", "MPLK: mplk"]),
        ("An anti-MPLK force.", ["MPLK: mplk"]),
        (
            "MPLK-Renovação split. Renovação denied it.",
            ["MPLK-Renovação: wing", "Renovação: wing"],
        ),
        ("Renovação urbana, disse.", []),
        ("Later Ernst and Lind paid.", ["Ernst and Lind: ernst"]),
        ("Luego Ernst y Lind pagó.", ["Ernst y Lind: ernst"]),
        ("Later Salt & Lind Holdings paid.", ["Salt & Lind Holdings: salt"]),
        ("Later Sunbay Group paid.", ["Sunbay Group: bay"]),
        ("Later Sunbay paid.", []),
    ],
)
def test_founders_wings_and_and(text: str, expected: list[str]) -> None:
    """A founder's firm, a wing of a group by its letter or its word, "and" for "&", two words written as one."""
    assert links(text, HOUSES) == expected


COURT = lexicon(
    ("tennant", "person", ["Moira Tennant"]),
    ("cole", "person", ["Desmond Achebe-Cole", "Mr Justice Achebe-Cole"]),
    ("oyelaran", "person", ["Rufus Oyelaran", "Oyelaran"]),
    ("trust", "organization", ["Harrow Trust", "HT"]),
)
KNOWN = "Moira Tennant spoke. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr Oyelaran SC denied it. Later Oyelaran paid.", ["Oyelaran: oyelaran"] * 2),
        ("Moira Tennant KC, QC MP, spoke.", ["Moira Tennant: tennant"]),
        (KNOWN + "Tennant QC MP left.", ["Moira Tennant: tennant", "Tennant: tennant"]),
        (KNOWN + "Tennant MD Advisory paid.", ["Moira Tennant: tennant"]),
        ("ACHEBE-COLE J: The appeal fails.", ["ACHEBE-COLE J: cole"]),
        ("The order of Achebe-Cole JA stands.", ["Achebe-Cole JA: cole"]),
        ("The film Achebe-Cole X was shown.", []),
        ("In R v Oyelaran it was held so.", []),
        ("In S v Oyelaran 1994 NR 212 it was held so.", []),
        ("In Harrow Trust v Oyelaran [2004] UKHL 3 it was held so.", ["Harrow Trust: trust"]),
        ("Then Oyelaran and Another v Minister of Home Affairs was read.", []),
        ("It was decided against Oyelaran, who paid.", ["Oyelaran: oyelaran"]),
        ("Read this: (a) Ask HT for it; (b) Remind HT of 4 May.", ["HT: trust", "HT: trust"]),
        ("A letter to HT of Leeds.", []),
        ("Mullah Moira Tennant, Maître Rufus Oyelaran.", ["Moira Tennant: tennant", "Rufus Oyelaran: oyelaran"]),
    ],
)  # fmt: skip
def test_judges_counsel_and_cases(text: str, expected: list[str]) -> None:
    """Letters behind a name are no part of it, a judge's are; the name of a case is not who is in it."""
    assert links(text, COURT) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La panadería Oyelaran cerró.", []),
        ("El hotel Oyelaran cerró.", []),
        ("La empresa de Oyelaran cerró.", ["Oyelaran: oyelaran"]),
        ("The boat, too, was called Harrow Trust.", []),
        ("The horse was named Oyelaran.", []),
        ("A company called Harrow Trust paid.", ["Harrow Trust: trust"]),
        ("The witness was called Oyelaran.", ["Oyelaran: oyelaran"]),
        ("They crossed the Oyelaran bridge.", []),
        ("A Mr Oyelaran of Leeds wrote. Oyelaran wept.", []),
        ("Un tal Oyelaran huyó.", []),
        ("One Ms. Oyelaran wrote.", []),
        ("A guard gave his name as Oyelaran.", []),
        ("He is known as Oyelaran.", ["Oyelaran: oyelaran"]),
        ("The men slept at Camp Oyelaran. Then Oyelaran paid.", ["Oyelaran: oyelaran"]),
        ("Fort Tennant fell. Then Moira Tennant came. Tennant left.", ["Moira Tennant: tennant", "Tennant: tennant"]),
    ],
)  # fmt: skip
def test_things_and_strangers_of_that_name(text: str, expected: list[str]) -> None:
    """A shop, a boat, a camp; and somebody who is introduced as unheard of."""
    assert links(text, COURT) == expected


BODY = "Then many things were said of roads and of rain, and nobody could tell what was meant. " * 6


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("I. Harrow Trust\n\n", ["Harrow Trust: trust"]),
        ("B. Harrow Trust\n\n", ["Harrow Trust: trust"]),
        ("They met J. Harrow Trust\n\n", []),
        ("A. Rufus Oyelaran\n\nB. Moira Tennant\n\n", ["Rufus Oyelaran: oyelaran", "Moira Tennant: tennant"]),
        ("J. Moira Tennant\n\n", []),
        ("A report\n\nRedacción Harrow Trust\n\n", ["Harrow Trust: trust"]),
    ],
)  # fmt: skip
def test_numbers_of_headings_are_no_initials(head: str, expected: list[str]) -> None:
    """Before a person's name only where the numbers go on."""
    assert links(head + BODY, COURT) == expected


@pytest.mark.parametrize(
    ("head", "count"),
    [
        ("Fire at night\n\nTennant is sought in three countries\n\n", 2),
        ("Fire at night\n\nA. The travels of Ms Tennant\n\nB. Others\n\n", 2),
        ("Fire at night.\n\nTennant is sought in three countries.\n\n", 1),
        ("Fire at night\n\nTennant was sought. " + BODY + "\n\n", 1),
    ],
)
def test_short_forms_in_the_lines_above_a_text(head: str, count: int) -> None:
    """They stand there before the name; a paragraph is none of them."""
    assert len(links(head + BODY + "They sought Moira Tennant.", COURT)) == count


KIN = lexicon(
    ("edgar", "person", ["Edgar Vellacott"]),
    ("imogen", "person", ["Imogen Vellacott"]),
    ("rupert", "person", ["Rupert Vellacott", "Rup Vellacott"]),
    ("farrow", "person", ["Imogen Farrow"]),
    ("jose", "person", ["José Luis Barragán Peña"]),
    ("lucia", "person", ["Lucía Barragán Otero"]),
    ("luis", "person", ["Luis Barragán Otero"]),
    ("marta", "person", ["Marta Vellacott"]),
    ("hoa", "person", ["Nguyen Thi Hoa"]),
    ("duc", "person", ["Nguyen Quoc Duc"]),
)
EDGAR = "Edgar Vellacott spoke. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Edgar Vellacott had children: Imogen, Rupert, and a boy, Ned. Rup wept.",
            ["Imogen: imogen", "Rupert: rupert", "Rup: rupert"],
        ),
        (EDGAR + "His sister Imogen left. Imogen wept.", ["Imogen: imogen", "Imogen: imogen"]),
        (EDGAR + "His sister, Imogen, left.", ["Imogen: imogen"]),
        (EDGAR + "The twins Rupert and Imogen ran.", ["Rupert: rupert", "Imogen: imogen"]),
        (EDGAR + "Rupert left, and Imogen.", []),
        (EDGAR + "He met Carl Bonde. His sister Imogen left.", []),
        (EDGAR + "His sister Imogen Blake left.", []),
        (EDGAR + "He met Imogen Farrow. Her brother Rupert left.", ["Imogen Farrow: farrow"]),
        (EDGAR + "\n\nHis brother Rupert left.", []),
        ("The director spoke of her daughter Imogen.", []),
        (
            "José Luis Barragán Peña cayó. Sus hijos Lucía y Luis huyeron.",
            ["José Luis Barragán Peña: jose", "Lucía: lucia", "Luis: luis"],
        ),
        (
            "Nguyen Thi Hoa wept. Her father, Duc, had died.",
            ["Nguyen Thi Hoa: hoa", "Duc: duc"],
        ),
    ],
)
def test_kin_by_the_given_name(text: str, expected: list[str]) -> None:
    """Where one of that name shares the surname of whom the text was about just before."""
    found = links(text, KIN)
    assert [link for link in found if not link.startswith("Edgar")] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Edgar Vellacott spoke. The victim's brother Rupert wept.",
        "Edgar Vellacott mourned his wife's brother Rupert.",
        'Edgar Vellacott was silent. "My brother Rupert left," said the guard.',
        "Edgar Vellacott shot Maria. Her brother Rupert wept.",
        "Edgar Vellacott shot Pedro. His brother Rupert wept.",
        "Edgar Vellacott criticised Bonde and his brother Rupert.",
        "Edgar Vellacott criticised the president and his brother Rupert.",
        "Edgar Vellacott mató a María. Su hermano Rupert lloró.",
        "Edgar Vellacott criticó al presidente y a su hermano Rupert.",
        "Edgar Vellacott defends a farmer whose son Rupert is lost.",
        "The neighbour of Edgar Vellacott has two sons, Rupert and Tom.",
        "Marta Vellacott met her friend and his brother Rupert.",
        "Edgar Vellacott sang with his brother, Rupert de la Cour.",
    ],
)
def test_kin_of_others(text: str) -> None:
    """Where somebody else may be the one whose kin is told of, nobody is linked by a given name."""
    assert not [link for link in links(text, KIN) if link.startswith("Rupert")]


@pytest.mark.parametrize(
    "text",
    [
        "Edgar Vellacott's late younger brother Rupert wept.",
        "Edgar Vellacott, a lawyer from Quito, came with his brother Rupert.",
        "Edgar Vellacott was a lawyer in Quito. His brother Rupert is not.",
        "Marta Vellacott told Pedro that her brother Rupert had left.",
        "Marta Vellacott hizo fortuna en Quito; sus hijos, Rupert y Ned, la gastaron.",
    ],
)
def test_kin_behind_what_is_said_of_the_one(text: str) -> None:
    """What somebody is, and others of the other sex, leave no doubt."""
    assert [link for link in links(text, KIN) if link.startswith("Rupert")] == ["Rupert: rupert"]


SEXES = lexicon(
    ("marguerite", "person", ["Marguerite Alstad"]),
    ("piers", "person", ["Piers Alstad"]),
    ("sunnie", "person", ["Sunnie Alstad"]),
    ("roland", "person", ["Roland Dorn"]),
    ("kofi", "person", ["Kofi Dorn"]),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Marguerite Alstad wept. Alstad left. Alstad came. Mrs Alstad", ["marguerite"] * 4),
        ("Marguerite Alstad wept. Alstad left. Alstad came. Mr Alstad", ["marguerite"] * 3),
        ("Roland Dorn wept. Dorn left. Dorn came. Mrs Dorn", ["roland"] * 3),
        ("Marguerite Alstad wept. Piers Alstad left. Mr Alstad", ["marguerite", "piers", "piers"]),
        ("Marguerite Alstad wept. Piers Alstad left. Mrs Alstad", ["marguerite", "piers", "marguerite"]),
        ("Piers Alstad wept. Sunnie Alstad left. Mrs Alstad", ["piers", "sunnie", "sunnie"]),
        ("Roland Dorn wept. Kofi Dorn left. Mrs Dorn", ["roland", "kofi"]),
        ("Roland Dorn wept. Kofi Dorn left. Mr Dorn", ["roland", "kofi"]),
    ],
)  # fmt: skip
def test_a_sex_is_told_by_the_given_name_and_by_the_others(text: str, expected: list[str]) -> None:
    """Where that leaves several, or nobody, nobody is linked."""
    found = links(text + " denied it.", SEXES)
    assert [link.split(": ")[1] for link in found] == expected


SPELLED = lexicon(
    ("kutljaric", "person", ["Radovan Kutljarić", "Kutljarić"]),
    ("simonjic", "person", ["Petra Šimonjić"]),
    ("kim", "person", ["Kim Dae-hyun"]),
    ("kargo", "organization", ["Balkan Kargo AD"]),
    ("petrik", "person", ["Ivan Petrik"]),
    ("carlson", "person", ["Marko Carlson"]),
    ("heinrich", "person", ["Otto Heinrich"]),
)


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("Kutljarich", "kutljaric"), ("Kutljaritch", "kutljaric"), ("R. Kutlaric", "kutljaric"),
        ("Petra Simonich", "simonjic"), ("Petra Šimonić", "simonjic"), ("Petra Simon", ""),
        ("Kim Daehyun", "kim"), ("Kim Dae Hyun", "kim"), ("Balkan Cargo", "kargo"),
        ("Balkan Cargo AD", "kargo"), ("Balkan Karto", ""), ("Ivan Petric", ""), ("Ivan Petrić", ""),
        ("Marko Karlson", ""), ("Otto Heinrick", ""), ("Kutljar", ""),
    ],
)  # fmt: skip
def test_spellings_of_the_balkans_and_of_korea(name: str, actor: str) -> None:
    """Other letters for one sound, but not another surname."""
    assert links(f"Later {name} paid.", SPELLED) == ([f"{name}: {actor}"] if actor else [])


CALLED_SO = lexicon(
    ("kubwa", "organization", ["Kubwa Air Cargo"]),
    ("vega", "organization", ["Constructora Vegalar"]),
    ("victoria", "organization", ["Victoria Mining"]),
)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Kubwa Air Cargo paid. Kubwa denied it. Kubwa Air said so.", 3),
        ("Kubwa Air Cargo paid. He holds shares in Kubwa.", 2),
        ("Kubwa Air Cargo paid. In Kubwa, people wept.", 1),
        ("Kubwa Air Cargo paid. Kubwa, who was 40, wept.", 1),
        ("Kubwa Air Cargo paid. Kubwa, 61, wept.", 1),
        ("Kubwa Air Cargo paid. His wife Kubwa wept.", 1),
        ("Kubwa Air Cargo paid. Kubwa was arrested in May.", 1),
        ("Kubwa Air Cargo paid. Later Kubwa was shot dead.", 1),
        ("Kubwa Air Cargo paid. Kubwa's wife denied it.", 1),
        ("Kubwa Air Cargo paid. Kubwa murió en mayo; Kubwa fue detenido.", 1),
        ("Kubwa Air Cargo paid. Kubwa was fined. Kubwa's lawyers denied it.", 3),
        ("Kubwa Air Cargo paid. Kubwa was founded in May; Kubwa fue multada.", 3),
        ("Kubwa Air Cargo and Kubwa Mining merged. Kubwa paid.", 1),
        ("Constructora Vegalar pagó. Vegalar ganó.", 2),
        ("Constructora Vegalar pagó. El señor Vegalar lo negó.", 1),
        ("Constructora Vegalar pagó. La ministra Vegalar lo negó.", 1),
        ("Victoria Mining paid. Victoria said that she knew nothing.", 1),
    ],
)
def test_a_firm_without_its_trade_or_somebody_else(text: str, count: int) -> None:
    """The word alone may be a person's name, a place's, or that of another firm."""
    assert len(links(text, CALLED_SO)) == count


BOTH = lexicon(
    ("andrea", "person", ["Andrea Alstad"]),
    ("joshua", "person", ["Joshua Alstad"]),
    ("elena", "person", ["Elena Alstad"]),
    ("xochitl", "person", ["Xochitl Alstad"]),
)


@pytest.mark.parametrize(
    "text",
    [
        "Andrea Alstad and Joshua Alstad came. Mrs Alstad wept.",
        "Elena Alstad and Xochitl Alstad came. Mrs Alstad wept.",
        "Elena Alstad came. Her husband Alstad wept.",
    ],
)
def test_a_sex_that_no_name_tells(text: str) -> None:
    """Names of both sexes and of other countries tell none; a husband is not the wife."""
    assert not [link for link in links(text, BOTH) if link.startswith("Alstad")]
