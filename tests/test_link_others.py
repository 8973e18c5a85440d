"""Names as editors read them: whole names with small words inside, and namesakes that a text tells apart."""

from __future__ import annotations

import pytest
from conftest import steps

from dossier.link.lexicon import Lexicon, build_lexicon
from dossier.link.scan import Surroundings, find_mentions
from dossier.model.actor import Actor, Alias


def lexicon(*actors: tuple[str, str, list[str]]) -> Lexicon:
    """Of some actors: id, kind, and the name with the aliases behind it."""
    return build_lexicon(
        Actor(
            id=key, path=f"{key}.yml", name=names[0], kind=kind,
            aliases=tuple(Alias(text=text) for text in names[1:]),
        )
        for key, kind, names in actors
    )[0]  # fmt: skip


HOUSE = lexicon(
    ("cosimo", "person", ["Cosimo de' Valdori", "Cosimo the Elder"]),
    ("lorenzo", "person", ["Lorenzo de' Valdori"]),
    ("house", "organization", ["House of Valdori", "the Valdori", "Valdori family"]),
    ("bank", "organization", ["Valdori bank"]),
)
PEOPLE = lexicon(
    ("rey", "person", ["José Ángel Rey y Montes"]),
    ("rothstein", "person", ["Nathan Mayer Rothstein"]),
    ("rockfield", "person", ["John Davison Rockfield"]),
    ("lopez", "person", ["Luis Alberto López Ramírez"]),
    ("donald", "person", ["Sir Ian MacDonald"]),
    ("frederik", "person", ["Crown Prince Frederik of Aldmark", "Prince Frederik"]),
    ("steele", "person", ["Thomas J. Steele", "Tom Steele"]),
    ("aquilar", "person", ["Ferdinand Aquilar"]),
    ("holm", "person", ["Grace Holm"]),
    ("kessler", "person", ["Anna Kessler"]),
    ("bioscience", "organization", ["Kessler Bioscience"]),
    ("banks", "person", ["Will Banks"]),
    ("cruz", "person", ["Víctor Cruz"]),
    ("mccrae", "person", ["Dale McCrae"]),
    ("june", "person", ["June McCrae"]),
)
GROUPS = lexicon(
    ("fha", "agency", ["Food and Health Authority", "FHA"]),
    ("un", "agency", ["United Nations", "UN", "ONU"]),
    ("senate", "agency", ["Senate of Batanga", "the Senate"]),
    ("club", "organization", ["Real Cantábrico", "Cantábrico"]),
    ("eagles", "organization", ["Las Águilas"]),
    ("group", "organization", ["Grupo Salvatierra"]),
    ("harlan", "organization", ["Harlan Energy", "Harlan"]),
)


def links(text: str, names: Lexicon) -> list[str]:
    """Who is linked, by the words: "Rey: rey"."""
    mentions, _ = find_mentions(text, names, Surroundings())
    return [f"{m.text}: {m.actor}" for m in mentions if m.actor]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Later Cosimo de' Valdori lent to popes.", ["Cosimo de' Valdori: cosimo"]),
        ("They show how Cosimo de’ Valdori lent.", ["Cosimo de’ Valdori: cosimo"]),
        ("A letter by Giuliano de' Valdori was read.", []),
        ("They met at the Lorenzo de' Valdori Institute.", []),
        ("The ledgers of the Valdori bank burned.", ["Valdori bank: bank"]),
        ("The Valdori ruled.", ["The Valdori: house"]),
        (
            "A portrait of Lorenzo de' Valdori hung there. Lorenzo the Younger had none.",
            ["Lorenzo de' Valdori: lorenzo"],
        ),
    ],
)
def test_a_name_with_an_apostrophe_before_its_surname(text: str, expected: list[str]) -> None:
    """Letter for letter it is found; the house takes neither its surname nor the longer name's words."""
    assert links(text, HOUSE) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Llegó José Ángel Rey y Montes tarde.", ["José Ángel Rey y Montes: rey"]),
        (
            "Según el secretario, José Ángel Rey. Luego habló Rey.",
            ["José Ángel Rey: rey", "Rey: rey"],
        ),
        ("Se fue José Ángel Rey Montes.", ["José Ángel Rey Montes: rey"]),
        (
            "There Nathan Mayer Rothstein paid. Then Nathan Rothstein's birds flew. Rothstein won.",
            ["Nathan Mayer Rothstein: rothstein", "Nathan Rothstein: rothstein", "Rothstein: rothstein"],
        ),
        ("There Nathan Rothstein paid.", []),
        (
            "There John D. Rockfield paid. Rockfield won.",
            ["John D. Rockfield: rockfield", "Rockfield: rockfield"],
        ),
        ("There John F. Rockfield paid.", []),
        (
            "Ayer Luis López Ramírez volvió. López habló.",
            ["Luis López Ramírez: lopez", "López: lopez"],
        ),
        ("There Ian MacDonald resigned.", ["Ian MacDonald: donald"]),
        (
            "Crown Prince Frederik opened it. Frederik laughed.",
            ["Prince Frederik: frederik", "Frederik: frederik"],
        ),
        ("Llegará Víctor Cruz.", ["Víctor Cruz: cruz"]),
        (
            "It was said by Will Banks. Banks doubts it. Banks close at noon.",
            ["Will Banks: banks", "Banks: banks"],
        ),
    ],
)  # fmt: skip
def test_names_in_more_of_their_forms(text: str, expected: list[str]) -> None:
    """Without the maternal surname behind "y", a middle name, a title; with a middle initial."""
    assert links(text, PEOPLE) == expected


@pytest.mark.parametrize(
    "text",
    [
        "There Another Ferdinand Aquilar sells cars.",
        "They met another Ferdinand Aquilar, a plumber.",
        "They met a different Ferdinand Aquilar there.",
        "It was sold to an unrelated Ferdinand Aquilar.",
        "A player who is also called Ferdinand Aquilar, and is not related to him, won.",
        "Lo dice su tocayo Ferdinand Aquilar ayer.",
        "Habló un homónimo, Ferdinand Aquilar.",
        "Vino otro Ferdinand Aquilar, sin parentesco con el nuevo.",
        "The Grace Holm sank off Carrow.",
        "The Grace Holm's captain was saved.",
    ],
)
def test_a_text_says_that_somebody_else_or_a_ship_is_called_so(text: str) -> None:
    """Then nobody is linked."""
    assert links(text, PEOPLE) == []


def test_also_called_alone_tells_nobody_apart() -> None:
    """What somebody is called too is a name like any other."""
    assert links("The man also called Ferdinand Aquilar paid.", PEOPLE) == [
        "Ferdinand Aquilar: aquilar"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There Tom Steele spoke. The Steele brothers fished.", 1),
        ("There Tom Steele spoke. Los hermanos Steele callan.", 1),
        ("There Tom Steele spoke. Later Steele left.", 2),
        ("She is Anna Kessler of Kessler Bioscience. On Monday Kessler shares fell.", 2),
        ("She is Anna Kessler of Kessler Bioscience. On Monday Kessler left.", 3),
        ("She is Anna Kessler. On Monday Kessler shares her view.", 2),
    ],
)
def test_a_surname_of_a_family_or_a_firm(text: str, expected: int) -> None:
    """It is not the one person's whose name was read before."""
    assert len(links(text, PEOPLE)) == expected


def test_only_a_person_has_an_age() -> None:
    """Of a firm and its owner with one name."""
    names = lexicon(
        ("firm", "organization", ["Construcciones Penal", "Penal SA"]),
        ("owner", "person", ["Ramón Penal Cid"]),
    )
    text = "Vieron a Ramón Penal, de Construcciones Penal. Luego Penal{}habló."
    assert links(text.format(", de 62 años, "), names)[2:] == ["Penal: owner"]
    assert links(text.format(" "), names)[2:] == []


def test_a_judge_is_who_was_called_so() -> None:
    """Of two with one surname, both named."""
    text = (
        "The sheriff, Dale McCrae, came with the county judge, June McCrae.\n\nJudge McCrae left."
    )
    assert links(text, PEOPLE)[-1] == "McCrae: june"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Federal Housing Administration (FHA) insures loans. An FHA loan is cheap.", []),
        (
            "The Food and Health Authority (FHA) sued. An FHA loan is cheap.",
            ["Food and Health Authority: fha", "FHA: fha", "FHA: fha"],
        ),
        (
            "The Food and Health Authority (FHA) sued. The Federal Housing Administration (FHA) did not. So the FHA won.",
            ["Food and Health Authority: fha", "FHA: fha"],
        ),
        (
            "Ayer la Organización de las Naciones Unidas (ONU) habló. Y la ONU calla.",
            ["ONU: un", "ONU: un"],
        ),
        ("For an FHA loan they asked.", ["FHA: fha"]),
    ],
)
def test_letters_that_the_text_spells_out(text: str, expected: list[str]) -> None:
    """As other words than the profile's they are somebody else's, and nobody's where both stand there."""
    assert links(text, GROUPS) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ayer The Senate met. Later the US Senate asked.", ["The Senate: senate"]),
        ("En el mar Cantábrico sopla viento.", []),
        ("Ayer ganó el Cantábrico otra vez.", ["Cantábrico: club"]),
        ("En la ciudadela Las Águilas dormían.", []),
        ("El barrio Las Águilas calla.", []),
        ("Ahí atacaron Las Águilas ayer.", ["Las Águilas: eagles"]),
        ("Ayer Grupo Salvatierra y Asociados, un despacho, vino.", []),
        ("Ayer Grupo Salvatierra y otros vinieron.", ["Grupo Salvatierra: group"]),
        ("HARLAN, Ky. (AP) — Rain fell.", []),
        ("Later Harlan paid.", ["Harlan: harlan"]),
    ],
)
def test_places_states_and_other_firms(text: str, expected: list[str]) -> None:
    """The noun of a place, a nation, "y Asociados" or a state make it another name."""
    assert links(text, GROUPS) == expected


def surnames(name: str) -> Lexicon:
    """Of one person."""
    return lexicon(("one", "person", [name]))


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Tom Steele", "Tom Steele left. Sharon Steele said no.", 1),
        ("Tom Steele", "Tom Steele left. Aaron Steele said no.", 1),
        ("Marcos Leyva", "Marcos Leyva habló. Beltrán Leyva murió. Durán Leyva calló.", 1),
        ("Tom Steele", "One way or another, Tom Steele paid. Steele smiled.", 2),
        ("Tom Steele", "One after another, Tom Steele and his aides left. Steele smiled.", 2),
        ("Tom Steele", "From one bank to another Tom Steele moved money.", 1),
        ("Jean Ravel", "In one she begs; in another Jean Ravel demands cash. Ravel left.", 2),
        ("Juan Ulloa", "De una forma u otra, Juan Ulloa pagó. Ulloa sonrió.", 2),
        ("Juan Ulloa", "Por una parte ella; por otra, Juan Ulloa negó. Ulloa sonrió.", 2),
        ("Juan Ulloa", "Entre uno y otro Juan Ulloa dudaba.", 1),
        # Whether one more of his, or another of his name, nothing says; the surname stays his.
        ("Ann Lee", "There Ann Lee sued. Another Ann Lee lawsuit was filed. Lee left.", 2),
        ("Tom Steele", "The report also named Tom Steele, in an unrelated case. Steele smiled.", 2),
        ("Juan Ulloa", "It also named Juan Ulloa; the charges are unrelated to Mexico.", 1),
        ("Ann Lee", "It is also called Ann Lee, not related to her work.", 0),
        ("Mark Gates", "Mark Gates left. Gates smiled. Later Gates shares his views.", 3),
        ("Lester Crown", "Lester Crown sold. Crown said no. Later Crown died.", 3),
        ("Tom Castle", "Tom Castle left. Crown Castle sold its towers.", 1),
        ("Tom Heights", "Tom Heights left. They met in Crown Heights.", 1),
        ("Tom Steele", "Tom Steele fled. Police told the family Steele had fled.", 2),
    ],
)
def test_what_only_looks_like_another(name: str, text: str, expected: int) -> None:
    """Given names that end as Spanish verbs do, "one or another", verbs that look like nouns."""
    assert len(links(text, surnames(name))) == expected


@pytest.mark.parametrize(
    ("names", "text", "expected"),
    [
        (["BP plc", "BP"], "British Petroleum (BP) drilled. BP said so. Later BP paid.", 3),
        (["UBS Group AG", "UBS"], "The Union Bank of Switzerland (UBS) paid. UBS said so.", 2),
        (["FARC", "FARC-EP"], "Fuerzas Armadas Revolucionarias de Colombia (FARC). FARC firmó.", 2),
        (
            ["Foreign Intelligence Service", "SVR"],
            "The Sluzhba Vneshney Razvedki (SVR) spied. SVR men left.", 2,
        ),
        (
            ["Federal Bureau of Investigation", "FBI"],
            "The FBI said so. Later the Foreign Bankers Institute (FBI) met, and the FBI raided it.", 1,
        ),
        (["Senate of Mexico", "the Senate"], "So The Senate rose. Then the Mexican Senate voted.", 2),
        (
            ["Los Zetas", "Zetas"], "En la playa Los Zetas mataron a tres.", 1,
        ),
        (["Cártel de Sinaloa"], "En la colonia Cártel de Sinaloa y otros pelean.", 1),
    ],
)  # fmt: skip
def test_letters_and_places_that_stay(names: list[str], text: str, expected: int) -> None:
    """A profile that does not spell its letters out, or in another language, is not refuted."""
    assert len(links(text, lexicon(("one", "organization", names)))) == expected


def test_an_acronym_in_brackets_is_looked_at_once() -> None:
    """Not once for each time that it stands in the text."""
    names = lexicon(("fha", "agency", ["Food and Health Authority", "FHA"]))
    texts = ["The FHA said so. " * count + "(FHA)" for count in (200, 800)]
    few, many = (steps(lambda t=text: find_mentions(t, names, Surroundings())) for text in texts)
    assert many < 6 * few


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acudió Pedro Leyva Sota al juzgado.", ["Pedro Leyva Sota"]),
        ("Es socio de Pedro Leyva Sota, hijo del gobernador.", ["Pedro Leyva Sota"]),
        ("Es socio de Pedro Leyva Sota, hijo mayor de la viuda.", ["Pedro Leyva Sota"]),
        ("Es socio de Pedro Leyva Sota, hijo, y no del padre.", []),
        ("Detuvieron a Pedro Leyva Sota, hijo en Culiacán.", []),
        ("Leyva Sota habló de László Leyva Sota.", []),
        ("László Leyva lo negó.", []),
        ("Habló Pedro Leyva Sota. Lo llaman “Pedro N.” aquí.", ["Pedro Leyva Sota", "Pedro N"]),
        ("Habló Pedro Leyva Sota. Pedro L. calló.", ["Pedro Leyva Sota", "Pedro L"]),
        (
            "Habló Pedro Leyva Sota. El fiscal lo identifica como Pedro N.",
            ["Pedro Leyva Sota", "Pedro N"],
        ),
        ("Habló Pedro Leyva Sota. Pedro S. calló.", ["Pedro Leyva Sota"]),
        ("Habló Pedro Leyva Sota. Vino Pedro N. con él.", ["Pedro Leyva Sota"]),
        ("Habló Pedro Leyva Sota. Visitó el palacio de Pedro V.", ["Pedro Leyva Sota"]),
        ("Habló Pedro Leyva Sota. Vino Pedro L. de la Cruz.", ["Pedro Leyva Sota"]),
        ("Habló Pedro Leyva Sota. Vino Pedro L'Heureux.", ["Pedro Leyva Sota"]),
        ("Habló Pedro Leyva Sota. PEDRO L EN PRISIÓN.", ["Pedro Leyva Sota"]),
        ("Habló Pedro Leyva Sota. Pedro Lara huyó. Pedro L. cayó.", ["Pedro Leyva Sota"]),
        ("Habló Pedro Leyva Sota. Otro acusado, Pedro L., calló.", ["Pedro Leyva Sota"]),
        ("Habló Pedro Leyva Sota. Acusó a Pedro L., un chofer.", ["Pedro Leyva Sota"]),
        ("Lo llaman “Pedro N.” aquí.", []),
    ],
)
def test_spanish_reports(text: str, expected: list[str]) -> None:
    """Verbs before the name, "hijo" that is no part of it, suspects whose surname is hidden."""
    names = lexicon(("leyva", "person", ["Pedro Leyva Sota"]))
    mentions, _ = find_mentions(text, names, Surroundings())
    assert [m.text for m in mentions if m.actor] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Governor Ana Ruiz spoke. Senator Tomás Ruiz did not. Later Governor Ruiz left.",
            ["Ana Ruiz: ana", "Tomás Ruiz: tomas", "Ruiz: ana"],
        ),
        (
            "La gobernadora Ana Ruiz habló. Su hijo, Tomás Ruiz, no. La gobernadora Ruiz calló.",
            ["Ana Ruiz: ana", "Tomás Ruiz: tomas", "Ruiz: ana"],
        ),
        (
            "President Ana Ruiz died in June. Tomás Ruiz took over. President Ruiz freed prisoners.",
            ["Ana Ruiz: ana", "Tomás Ruiz: tomas"],
        ),
        (
            "Former President Ana Ruiz attacked her successor, Tomás Ruiz. President Ruiz left.",
            ["Ana Ruiz: ana", "Tomás Ruiz: tomas"],
        ),
        (
            "Attorney General Ana Ruiz met Gen. Tomás Ruiz. General Ruiz denied the order.",
            ["Ana Ruiz: ana", "Tomás Ruiz: tomas"],
        ),
        (
            "Governor Ana Ruiz spoke. Tomás Ruiz succeeded her as governor. Governor Ruiz left.",
            ["Ana Ruiz: ana", "Tomás Ruiz: tomas"],
        ),
        (
            "El fiscal Tomás Ruiz renunció. Lo sustituyó Ana Ruiz. La fiscal Ruiz apeló.",
            ["Tomás Ruiz: tomas", "Ana Ruiz: ana"],
        ),
        (
            "Foreign Minister Ana Ruiz spoke to Tomás Ruiz. Interior Minister Ruiz left.",
            ["Ana Ruiz: ana", "Tomás Ruiz: tomas"],
        ),
        (
            "Judge Ana Ruiz spoke. Tomás Ruiz, the accused, did not. The judge, Ruiz, left.",
            ["Ana Ruiz: ana", "Tomás Ruiz: tomas", "Ruiz: ana"],
        ),
        (
            "Senator Ana Ruiz and Senator Tomás Ruiz spoke. Senator Ruiz left.",
            ["Ana Ruiz: ana", "Tomás Ruiz: tomas"],
        ),
        (
            "La fiscal Ana Ruiz acudió. A preguntas del juez, Ruiz detalló los pagos.",
            ["Ana Ruiz: ana", "Ruiz: ana"],
        ),
    ],
)
def test_an_office_tells_whom_a_surname_means(text: str, expected: list[str]) -> None:
    """That of somebody who was named with it; not one that is somebody else's in the same sentence."""
    names = lexicon(
        ("ana", "person", ["Ana Ruiz", "Ruiz"]), ("tomas", "person", ["Tomás Ruiz", "Tomi Ruiz"])
    )
    assert links(text, names) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Office for Maritime Sanctions (OMS) said so.",
            ["Office for Maritime Sanctions", "OMS"],
        ),
        ("The Office (OMS) said so.", ["OMS"]),
        ("The Sanctions Office (OMS) said so.", ["OMS"]),
        ("The Office for Maritime Sanctions of Karel said so.", []),
        ("The Karelian Office for Maritime Sanctions (OMS) said so.", ["OMS"]),
        ("Karel's Office for Maritime Sanctions (OMS) said so.", ["OMS"]),
    ],
)
def test_the_beginning_of_a_name_before_its_letters(text: str, expected: list[str]) -> None:
    """Where the letters in brackets are the same body's, it is named in short."""
    names = lexicon(("oms", "agency", ["Office for Maritime Sanctions of Saint Aubert", "OMS"]))
    mentions, _ = find_mentions(text, names, Surroundings())
    assert [m.text for m in mentions if m.actor] == expected


SPANISH = [
    "La policía detuvo a {} en Culiacán.",
    "Le preguntaron a {} por el dinero.",
    "Vinculan a {} con el tráfico.",
    "A {} lo delató un vecino.",
    "Vieron a {} y a otros.",
    "La jueza sienta a {} al borde del banquillo.",
    "Es {} el que manda.",
    "Ni siquiera {} lo sabía.",
    "El abogado de {} no respondió.",
    "Por orden de {}, lo mataron.",
    "El líder, {}, escapó.",
    "Caso {}: detienen a dos.",
    "Cae {} en Culiacán.",
    "Gracias a {}, sobrevivió.",
]


@pytest.mark.parametrize("sentence", SPANISH)
@pytest.mark.parametrize("name", ["Guzmán", "Joaquín Guzmán", "El Chapo", "Lumbrera", "Los Zetas"])
def test_spanish_sentences(sentence: str, name: str) -> None:
    """Wherever a name stands in them; "a" is no English article before it."""
    names = lexicon(
        ("guzman", "person", ["Joaquín Guzmán Loera", "Joaquín Guzmán", "Guzmán", "El Chapo"]),
        ("lumbrera", "organization", ["Grupo Lumbrera S.A. de C.V.", "Lumbrera"]),
        ("zetas", "organization", ["Los Zetas", "Zetas"]),
    )
    mentions, _ = find_mentions(sentence.format(name), names, Surroundings())
    assert [m.text for m in mentions if m.actor] == [name]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He drives a Guzmán on Sundays.", []),
        ("It was the home of a Guzmán in the hills.", []),
        ("Figura el exconsejero de Fomento Joaquín Guzmán Loera.", ["Joaquín Guzmán Loera"]),
        ("La secretaria de Obras Públicas Joaquín Guzmán Loera.", ["Joaquín Guzmán Loera"]),
        ("Minister of Finance Joaquín Guzmán Loera resigned.", ["Joaquín Guzmán Loera"]),
        ("La viuda de Pedro Joaquín Guzmán Loera calló.", []),
        ("Retrato de Joaquín Guzmán Loera, el conseguidor.", ["Joaquín Guzmán Loera"]),
        ("María de Joaquín Guzmán Loera calló.", []),
        ("Se desprende que D. Joaquín GUZMÁN LOERA pagó.", ["Joaquín GUZMÁN LOERA"]),
        ("Habló D. Joaquín Guzmán.", ["Joaquín Guzmán"]),
        ("They met John D. Joaquín Guzmán there.", []),
    ],
)
def test_what_stands_before_a_spanish_name(text: str, expected: list[str]) -> None:
    """An office named in full, the head of a headline, "don"; but not the beginning of a longer name."""
    names = lexicon(("guzman", "person", ["Joaquín Guzmán Loera", "Joaquín Guzmán", "Guzmán"]))
    mentions, _ = find_mentions(text, names, Surroundings())
    assert [m.text for m in mentions if m.actor] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The home of Tan Sri Gwee Thiam Bok, 83, was searched.", ["Gwee Thiam Bok"]),
        ("Tan Sri Gwee paid.", ["Tan Sri Gwee"]),
        ("Tan Sri Gwee Thiam Hock paid.", []),
    ],
)
def test_an_alias_that_runs_into_the_name(text: str, expected: list[str]) -> None:
    """With a title before the family name; neither stands in the way of the other."""
    names = lexicon(("gwee", "person", ["Gwee Thiam Bok", "Tan Sri Gwee"]))
    mentions, _ = find_mentions(text, names, Surroundings())
    assert [m.text for m in mentions if m.actor] == expected
