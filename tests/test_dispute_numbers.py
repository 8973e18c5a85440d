"""How numbers in two values are read: limits, rounding, parts, numerals, stakes, nothing, measures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_disputes import disputes_of, facts, nobody

from dossier.evidence.compatible import contradict
from dossier.evidence.labels import label_key

Pair = tuple[str, str, str]
"""Label and two values."""

LIMITS: list[Pair] = [
    ("Fighters", "Fewer than 300", "Over 1,000"),
    ("Members", "At most 10", "at least 5,000"),
    ("Boats", "fewer than 20 boats", "35"),
    ("Employees", "no more than 50", "80"),
    ("Employees", "not more than 50 people", "at least 80"),
    ("Deaths", "no fewer than 40", "31"),
    ("Deaths", "not less than 12", "9"),
    ("Reward", "up to $5 million", "$10 million"),
    ("Budget", "under €2 million", "€6 million"),
    ("Muertos", "menos de 30", "45"),
    ("Muertos", "no menos de 30", "22"),
    ("Integrantes", "hasta 200", "más de 900"),
    ("Integrantes", "no más de 200", "al menos 650"),
    ("Multa", "como máximo 5000 euros", "20 000 euros"),
    ("Vehicles", "50 or fewer", "120"),
    ("Vehicles", "50 or more", "12"),
    ("Weapons", "a maximum of two dozen", "more than two hundred"),
    ("Population", "below 4,000", "5,500"),
    ("Revenue", "more than 2 million euros", "1.1 million euros"),
]
WITHIN_LIMITS: list[Pair] = [
    ("Fighters", "Fewer than 300", "120"),
    ("Fighters", "Fewer than 300", "at least 50"),
    ("Fighters", "Fewer than 300", "up to 1,000"),
    ("Members", "at most 10", "ten"),
    ("Members", "over 1,000", "more than 4,000"),
    ("Deaths", "no more than 50", "50"),
    ("Deaths", "no fewer than 40", "more than 70"),
    ("Reward", "up to $5 million", "$4 million"),
    ("Reward", "up to $5 million", "$5 million"),
    ("Muertos", "menos de 30", "unos 20"),
    ("Muertos", "no menos de 30", "45"),
    ("Integrantes", "hasta 200", "150"),
    ("Integrantes", "43 hasta ahora", "72"),
    ("Soldiers", "300 under arms", "1,000"),
    ("Soldiers", "200 over the border", "900"),
    ("Boats", "30, more or less", "32"),
    ("Deaths", "12 up to now", "30"),
    ("Population", "under 4,000", "between 3,500 and 5,000"),
]

NEIGHBOURS: list[Pair] = [
    ("Ransom", "$1 million", "$2 million"),
    ("Members", "2k", "3k"),
    ("Population", "1.2 million", "1.3 million"),
    ("Population", "4 thousand", "5 thousand"),
    ("Boats", "two dozen", "three dozen"),
    ("Members", "two hundred", "three hundred"),
    ("Budget", "€3.4m", "€3.5m"),
    ("Presupuesto", "1,2 millones de euros", "1,3 millones de euros"),
    ("Rescate", "un millón de dólares", "dos millones de dólares"),
    ("Debt", "$7bn", "$8bn"),
    ("Population", "12 thousand", "13,600"),
    ("Weight", "80.5 kg", "80.6 kg"),
    ("Height", "1.80 m", "181 cm"),
    ("Fortune", "$1.5 billion", "$1.6 billion"),
    ("Revenue", "2 million", "2,600,000"),
    ("Population", "at least 1.3 million", "1.2 million"),
]
ROUNDED: list[Pair] = [
    ("Population", "1.2 million", "1,187,400"),
    ("Population", "1.2 million", "1,250,000"),
    ("Population", "1.3 million", "1,250,000"),
    ("Members", "2k", "2,500"),
    ("Members", "3k", "2,500"),
    ("Ransom", "$1 million", "$1.4 million"),
    ("Ransom", "$2 million", "$1,500,000"),
    ("Boats", "two dozen", "26"),
    ("Members", "two hundred", "213"),
    ("Members", "dozens", "20"),
    ("Members", "hundreds", "160"),
    ("Budget", "€3.4m", "€3,444,000"),
    ("Budget", "about €3 million", "€3.2 million"),
    ("Population", "about 1.2 million", "1.3 million"),
    ("Presupuesto", "1,2 millones de euros", "1.187.400 euros"),
    ("Debt", "$7bn", "$7.3bn"),
    ("Population", "more than 1.2 million", "1,187,400"),
    ("Fortune", "$1.23456789m", "$1.23456789 million"),
]

WHOLES: list[Pair] = [
    ("Deaths", "14, police say", "20"),
    ("Deaths", "14, according to the ministry", "20"),
    ("Deaths", "14 (according to police)", "20 people"),
    ("Deaths", "14 people, the army said", "20, officials said"),
    ("Muertos", "14, según la policía", "20"),
    ("Muertos", "14 personas, dijo el fiscal", "20"),
    ("Deaths", "20 killed", "31 deaths"),
    ("Deaths", "forty-two people, the army said", "60"),
    ("Deaths", "30 policemen", "20"),
    ("Employees", "500 in Belgium", "200"),
    ("Children", "four daughters", "3"),
    ("Members", "300 women", "200"),
    ("Fighters", "5,000 foreign fighters", "500"),
    ("Employees", "1,200 worldwide", "900 in total"),
    ("Employees", "exactly 200", "450 employees"),
    ("Children", "three children", "four"),
    ("Hijos", "tres hijos", "cuatro"),
    ("Members", "5,000 members", "20,000 people"),
    ("Deaths", "3 policemen", "5 policemen"),
    ("Employees", "2,000 full-time workers", "450 workers"),
]
PARTS: list[Pair] = [
    ("Employees", "300 in Belgium", "1,200"),
    ("Deaths", "3 policemen", "20"),
    ("Casualties", "12 killed", "40 killed and wounded"),
    ("Casualties", "12 killed", "40"),
    ("Children", "two daughters", "3"),
    ("Hijos", "dos hijas", "3"),
    ("Members", "80 women", "200"),
    ("Fighters", "500 foreign fighters", "5,000"),
    ("Deaths", "12 soldiers", "40 soldiers and policemen"),
    ("Muertos", "3 policías", "20"),
    ("Muertos", "5 menores", "12 personas"),
    ("Empleados", "300 en Bélgica", "1.200 en todo el mundo"),
    ("Deaths", "5 wounded", "3"),
    ("Victims", "none", "3 wounded"),
    ("Wounded", "none", "3 killed"),
    ("Members", "14 so far", "20"),
    ("Deaths", "3 children, police say", "20"),
    ("Fine", "5 million Canadian dollars", "$3.7 million"),
    ("Sentence", "10 years of probation", "5 years"),
    ("Dead and wounded", "12 dead", "40"),
    ("Salary", "€5,000 a month", "€60,000 a year"),
    ("Reward", "$5 million a year", "$2 million"),
    ("Vehicles", "30 lorries", "45 cars"),
]

NUMERALS: list[Pair] = [
    ("Muertos", "cuarenta y tres", "40"),
    ("Muertos", "treinta y uno", "25"),
    ("Muertos", "sesenta", "80"),
    ("Condena", "veintiséis años", "veinte años"),
    ("Muertos", "noventa y nueve personas", "88"),
    ("Integrantes", "ciento veinte", "112"),
    ("Integrantes", "doscientos cincuenta", "500"),
    ("Integrantes", "mil doscientos", "2.000"),
    ("Integrantes", "dos mil quinientos", "5.000"),
    ("Rescate", "medio millón de dólares", "900.000 dólares"),
    ("Rescate", "dos millones quinientos mil dólares", "4 millones de dólares"),
    ("Deaths", "forty-three", "40"),
    ("Deaths", "one hundred and twenty", "102"),
    ("Deaths", "a hundred and five", "118"),
    ("Members", "two thousand five hundred", "2,000"),
    ("Ransom", "half a million dollars", "$900,000"),
    ("Ransom", "one and a half million dollars", "$2.4 million"),
    ("Members", "between thirty and forty", "65"),
    ("Integrantes", "entre treinta y cuarenta", "65"),
    ("Integrantes", "entre treinta y cinco y cuarenta", "31"),
    ("Members", "between one hundred and two hundred", "350"),
    ("Members", "thirty or forty", "55"),
    ("Deaths", "sixteen", "dieciocho"),
    ("Hijos", "siete u ocho", "5"),
]
SAME_NUMERALS: list[Pair] = [
    ("Muertos", "cuarenta y tres", "43"),
    ("Muertos", "treinta y uno", "31"),
    ("Muertos", "treinta y una personas", "31"),
    ("Muertos", "veintiséis", "26"),
    ("Muertos", "setenta", "70"),
    ("Muertos", "ochenta y cinco", "85"),
    ("Integrantes", "ciento veinte", "120"),
    ("Integrantes", "ciento once", "111"),
    ("Integrantes", "doscientos", "213"),
    ("Integrantes", "quinientas personas", "500"),
    ("Integrantes", "mil doscientos", "1.200"),
    ("Integrantes", "dos mil quinientos", "2.500"),
    ("Integrantes", "cien mil", "100.000"),
    ("Rescate", "medio millón de dólares", "500.000 dólares"),
    ("Rescate", "un millón y medio de dólares", "1,5 millones de dólares"),
    ("Deaths", "forty-three", "43"),
    ("Deaths", "one hundred and twenty", "120"),
    ("Deaths", "a hundred and twenty-one", "121"),
    ("Members", "two thousand five hundred", "2,500"),
    ("Members", "two hundred thousand", "213,000"),
    ("Ransom", "half a million dollars", "$500,000"),
    ("Ransom", "one and a half million dollars", "$1.5m"),
    ("Members", "half a dozen", "6"),
    ("Members", "between one hundred and two hundred", "170"),
    ("Integrantes", "entre treinta y cuarenta y cinco", "42"),
    ("Integrantes", "de treinta a cuarenta", "35"),
    ("Members", "forty or thirty", "90"),
    ("Members", "40 and 3", "90"),
    ("Convictions", "once", "3"),
    ("Hijos", "un hijo", "1"),
]

STAKES: list[Pair] = [
    ("Stake in Acme Ltd", "60 %", "35 per cent"),
    ("Stake in Acme Ltd", "60%", "a third"),
    ("Share in Acme Ltd", "60 percent", "a quarter"),
    ("Shareholding in Acme Ltd", "half", "75 %"),
    ("Shareholding in Acme Ltd", "49 %", "51 %"),
    ("Ownership of Acme Ltd", "100 %", "two thirds"),
    ("Stake in Acme Ltd", "three quarters", "50 %"),
    ("Stake in Acme Ltd", "more than 50 %", "33.3 %"),
    ("Stake in Acme Ltd", "less than 5 %", "12 %"),
    ("Minority stake in Acme Ltd", "20 %", "35 %"),
    ("Participación en Acme", "51 %", "un tercio de las acciones"),
    ("Participación en Acme", "la mitad", "30 por ciento"),
    ("Participación en Acme", "una cuarta parte", "el 40 %"),
    ("Participación en Acme", "dos tercios del capital", "45%"),
    ("Stake in Acme Ltd", "60 % of the shares", "35 % of shares"),
    ("Stake in Acme Ltd", "between 20 and 30 per cent", "45 per cent"),
    ("Stake in Acme Ltd", "nearly half", "80 %"),
]
OTHER_STAKES: list[Pair] = [
    ("Stake in Acme Ltd", "25.1 %", "Just over a quarter"),
    ("Stake in Acme Ltd", "a third", "33 %"),
    ("Stake in Acme Ltd", "33 %", "33.3 %"),
    ("Stake in Acme Ltd", "49.9 %", "50 per cent"),
    ("Stake in Acme Ltd", "half of the company", "50 %"),
    ("Stake in Acme Ltd", "60 % in 2015", "35 % in 2019"),
    ("Stake in Acme Ltd", "51 % of the voting rights", "30 %"),
    ("Stake in Acme Ltd", "60 %", "500 shares"),
    ("Stake in Acme Ltd", "60 %", "$2 million"),
    ("Stake in Acme Ltd", "$2 million", "$3 million"),
    ("Stake", "60 %", "35 %"),
    ("Shares", "60 %", "35 %"),
    ("Shareholdings", "60 %", "35 %"),
    ("Stake in other companies", "60 %", "35 %"),
    ("Former stake in Acme Ltd", "60 %", "35 %"),
    ("Participación en Acme", "la mitad", "50 %"),
    ("Participación en Acme", "un tercio", "33,3 %"),
    ("Participación en empresas", "51 %", "33 %"),
    ("Members", "40 %", "1,200"),
    ("Budget", "60 %", "35 %"),
    ("Shareholders", "a third", "12"),
    ("Stake in Acme Ltd", "majority", "35 %"),
]

NOTHING: list[Pair] = [
    ("Children", "None", "Three sons"),
    ("Ransom", "No ransom was paid", "$1.5 million"),
    ("Ransom paid", "No ransom paid", "$1.5 million"),
    ("Ransom", "none was paid", "$1.5 million"),
    ("Children", "no children", "2"),
    ("Children", "Has no children", "two daughters"),
    ("Convictions", "Never convicted", "3"),
    ("Convictions", "Never", "two"),
    ("Deaths", "Nil", "12"),
    ("Deaths", "No one was killed", "12"),
    ("Deaths", "nobody died", "at least 5"),
    ("Hijos", "Ninguno", "3"),
    ("Hijos", "sin hijos", "dos hijas"),
    ("Hijos", "no tiene hijos", "2"),
    ("Condenas", "ninguna", "2"),
    ("Rescate", "No se pagó rescate", "2 millones de dólares"),
    ("Muertos", "No hubo muertos", "14"),
    ("Debt", "no debts", "$3 million"),
    ("Sentence", "none", "10 years"),
    ("Vehicles", "no vehicles", "30"),
    ("Number of members", "none", "200"),
]
NOT_NOTHING: list[Pair] = [
    ("Children", "None", "0"),
    ("Children", "None", "no children"),
    ("Children", "none known", "3"),
    ("Children", "no", "unknown"),
    ("Ransom", "No ransom was demanded", "$1.5 million"),
    ("Ransom demanded", "No ransom was paid", "$1.5 million"),
    ("Deaths", "No official figure", "12"),
    ("Deaths", "No confirmed deaths", "12"),
    ("Deaths", "No official figure and no estimate", "12"),
    ("Deaths", "no fewer than 10", "12"),
    ("Deaths", "no data", "12"),
    ("Deaths", "none", "fewer than 10"),
    ("Convictions", "none", "Money laundering, 2011"),
    ("Height", "none", "180 cm"),
    ("Weight", "None", "80 kg"),
    ("Hijos", "no consta", "3"),
    ("Hijos", "sin datos", "3"),
    ("Muertos", "no hay cifras", "14"),
    ("Payments", "None", "$5 million"),
    ("Nationality", "None", "3"),
    ("Deaths", "none in 2019", "12 in 2020"),
    ("Phone number", "none", "5550101"),
]

MEASURES: list[Pair] = [
    ("Height", "5'6\"", "5'10\""),
    ("Height", "5 ft 6 in", "180 cm"),
    ("Height", "5 feet 6 inches", "6 ft 2 in"),
    ("Height", "1,68 m", "1,80 m"),
    ("Height", "6 ft", "170 cm"),
    ("Height", "2 metres", "1.80 m"),
    ("Weight", "176 lbs", "95 kg"),
    ("Weight", "176 pounds", "95 kg"),
    ("Weight", "176 pounds", "200 lb"),
    ("Ransom", "2 million pounds", "£5 million"),
    ("Weight", "80 kg", "81 kg"),
    ("Peso", "80 kilos", "95 kg"),
    ("Estatura", "1,68 metros", "175 centímetros"),
    ("Sentence", "Life", "30 years"),
    ("Sentence", "life imprisonment", "30 years in prison"),
    ("Prison sentence", "Life without parole", "25 years"),
    ("Condena", "cadena perpetua", "30 años"),
    ("Condena", "prisión permanente revisable", "20 años de cárcel"),
    ("Sentence", "30 years in federal prison", "20 years"),
    ("Sentence", "30 years behind bars", "20 years in a state prison"),
    ("Sentence", "two consecutive life terms", "15 years"),
    ("Sentence", "20", "10 years"),
    ("Sentence", "10 years", "115 months"),
    ("Condena", "18 meses", "5 años"),
    ("Age at death", "56", "60 years"),
]
SAME_MEASURES: list[Pair] = [
    ("Weight", "80 kg", "176 lb"),
    ("Weight", "80 kg", "176 lbs"),
    ("Weight", "80 kg", "176 pounds"),
    ("Weight", "95 kg", "209 pounds"),
    ("Height", "6 ft", "183 cm"),
    ("Height", "5'6\"", "1.68 m"),
    ("Height", "5 ft 6 in", "168 cm"),
    ("Height", "5' 6", "5 feet 6 inches"),
    ("Height", "5’6”", "1,68 m"),
    ("Height", "1.8 m", "183 cm"),
    ("Height", "1.80", "180 cm"),
    ("Height", "180", "1.80 m"),
    ("Estatura", "1,68 m", "1.68 metros"),
    ("Length", "30 ft", "9 m"),
    ("Length", "5 m", "5"),
    ("Area", "£176", "80 kg"),
    ("Ransom", "2 million pounds", "£2m"),
    ("Sentence", "Life", "life imprisonment"),
    ("Sentence", "Life", "cadena perpetua"),
    ("Sentence", "25 years to life", "life"),
    ("Sentence", "at least 30 years", "life"),
    ("Sentence", "Life, reduced to 30 years on appeal", "30 years"),
    ("Sentence", "30 years in federal prison", "30 years"),
    ("Sentence", "18 years for fraud", "7 years for forgery"),
    ("Sentence", "10 years", "10"),
    ("Sentence", "18 months in prison", "1.5 years"),
    ("Age at death", "56", "56 years"),
    ("Age at death", "56 years old", "56"),
    ("Cost of living", "life", "30"),
]


def _told(pairs: list[Pair]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("label", "one", "other"), pairs)


@_told(LIMITS + NEIGHBOURS + WHOLES + NUMERALS + STAKES + NOTHING + MEASURES)
def test_numbers_that_cannot_both_be_true(label: str, one: str, other: str) -> None:
    """Whichever of them stands first."""
    assert contradict(label_key(label), one, other, nobody)
    assert contradict(label_key(label), other, one, nobody)


@_told(WITHIN_LIMITS + ROUNDED + PARTS + SAME_NUMERALS + OTHER_STAKES + NOT_NOTHING + SAME_MEASURES)
def test_numbers_that_could_both_be_true(label: str, one: str, other: str) -> None:
    """Of two numbers one may be a part of the other, rounded, of another thing or within a limit."""
    assert not contradict(label_key(label), one, other, nobody)
    assert not contradict(label_key(label), other, one, nobody)


AGES = [
    ("56", "58 years old", 0),
    ("56", "57 años", 0),
    ("56 years", "61 years", 1),
    ("56", "61 años", 1),
]


@pytest.mark.parametrize(("one", "other", "disputes"), AGES)
def test_ages_may_be_told_in_years(make_site, one: str, other: str, disputes: int) -> None:
    """The same as without the word."""
    profile = facts("Age", one, other, "sources: [herald]", "sources: [gazette]")
    assert len(disputes_of(make_site, profile)) == disputes


EVERY = [*LIMITS, *WITHIN_LIMITS, *NEIGHBOURS, *ROUNDED, *WHOLES, *PARTS, *NUMERALS, *SAME_NUMERALS]
EVERY += [*STAKES, *OTHER_STAKES, *NOTHING, *NOT_NOTHING, *MEASURES, *SAME_MEASURES]
SOME_LABEL = st.sampled_from(sorted({label_key(label) for label, _, _ in EVERY}))
SOME_VALUE = st.sampled_from(sorted({value for _, *values in EVERY for value in values}))


@given(SOME_LABEL, SOME_VALUE, SOME_VALUE)
def test_contradiction_is_symmetric_and_nothing_contradicts_itself(
    label: str, one: str, other: str
) -> None:
    """Under any label, whatever the values."""
    assert contradict(label, one, other, nobody) == contradict(label, other, one, nobody)
    assert not contradict(label, one, one, nobody)
    assert not contradict(label, one, f"  {one.upper()}.", nobody)
