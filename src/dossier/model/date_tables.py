"""The words of dates, one table a language: a new language is one more table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class DateWords:
    """One language's words for dates. Braces are filled by `str.format` with what they name.

    An article goes before a date after another word ("since the 2010s"), not where it stands alone;
    `span` may name its ends with it (`the_start`), and `contractions` then join what grew together.
    `about_after` is `about` there, since "desde hacia 2013" is no Spanish; a catalog needs no other than
    `about`. `centuries[19]` is 19XX; the usual name is kept, though the 20th century strictly began in 1901.
    """

    months: tuple[str, ...]
    seasons: tuple[str, ...]
    season_articles: tuple[str, ...]
    centuries: tuple[str, ...]
    century_article: str
    decade: str
    decade_article: str
    day: str
    day_article: str
    month: str
    season: str
    before_christ: str
    anno_domini: str
    about: str
    about_after: str
    between: str
    span: str
    since: str
    until: str
    from_: str
    uncertain: str
    month_unknown: str
    day_unknown: str
    month_and_day_unknown: str
    start_unknown: str
    end_unknown: str
    contractions: tuple[tuple[str, str], ...] = ()


_ORDINALS = [
    f"{n}{'th' if n in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"
    for n in range(1, 101)
]
_ROMAN_NUMERALS = [
    (tens + units)
    for tens in ("", *["X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC", "C"])
    for units in ("", *["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"])
][1:101]

ENGLISH = DateWords(
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    seasons=("spring", "summer", "autumn", "winter"),
    season_articles=("", "", "", ""),
    centuries=tuple(f"{ordinal} century" for ordinal in _ORDINALS),
    century_article="the ",
    decade="{year}s",
    decade_article="the ",
    day="{day} {month} {year}",
    day_article="",
    month="{month} {year}",
    season="{season} {year}",
    before_christ="{year} BC",
    anno_domini="AD {year}",
    about="about {date}",
    about_after="about {date}",
    between="between {start} and {end}",
    span="{start} to {end}",
    since="since {date}",
    until="until {date}",
    from_="from {date}",
    uncertain="uncertain",
    month_unknown="month not known",
    day_unknown="day not known",
    month_and_day_unknown="month and day not known",
    start_unknown="start not known",
    end_unknown="end not known",
)

SPANISH = DateWords(
    months=(
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ),
    seasons=("primavera", "verano", "otoño", "invierno"),
    season_articles=("la ", "el ", "el ", "el "),
    centuries=tuple(f"siglo {numeral}" for numeral in _ROMAN_NUMERALS),
    century_article="el ",
    decade="década de {year}",
    decade_article="la ",
    day="{day} de {month} de {year}",
    day_article="el ",
    month="{month} de {year}",
    season="{season} de {year}",
    before_christ="{year}\u00a0a.\u00a0C.",
    anno_domini="{year}\u00a0d.\u00a0C.",
    about="hacia {date}",
    about_after="alrededor de {date}",
    between="entre {start} y {end}",
    span="de {the_start} a {the_end}",
    since="desde {date}",
    until="hasta {date}",
    from_="desde {date}",
    uncertain="fecha incierta",
    month_unknown="mes desconocido",
    day_unknown="día desconocido",
    month_and_day_unknown="mes y día desconocidos",
    start_unknown="inicio desconocido",
    end_unknown="fin desconocido",
    contractions=(("de el ", "del "), (" a el ", " al ")),
)

DATE_TABLES = {"en": ENGLISH, "es": SPANISH}
"""By primary language subtag."""

_STANDS_BEFORE = {
    "season_articles": ENGLISH.seasons,
    "day_article": ENGLISH.day,
    "century_article": "century",
    "decade_article": ENGLISH.decade,
}
"""An English article may be empty, which gettext cannot look up: it goes by what follows it."""


def date_words(language: str, pgettext: Callable[[str, str], str]) -> DateWords:
    """The words of dates in a language (BCP 47): what a catalog says, else its table, else English.

    In a catalog each word has a context, `date:` and the name of its field above:
    `msgctxt "date:months"`, `msgid "January"`.
    """
    table = DATE_TABLES.get(language.split("-", maxsplit=1)[0], ENGLISH)

    def word(name: str, english: str, own: str) -> str:
        said = pgettext(f"date:{name}", english)
        return own if said == english else said

    said: dict[str, Any] = {}
    for name in (field.name for field in fields(DateWords) if field.name != "contractions"):
        english, own = _STANDS_BEFORE.get(name, getattr(ENGLISH, name)), getattr(table, name)
        if isinstance(english, str):
            said[name] = word(name, english, own)
        else:
            said[name] = tuple(word(name, *pair) for pair in zip(english, own, strict=True))
    if said["about"] != table.about and said["about_after"] == table.about_after:
        said["about_after"] = said["about"]
    return DateWords(**said, contractions=table.contractions)
