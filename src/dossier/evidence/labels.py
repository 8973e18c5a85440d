"""Which labels of a fact sheet can hold only one true value at a time, told from how labels are made.

Most labels are many-valued by nature: an actor has several occupations, nationalities, names. Of
these nothing is inferred. Of the labels here two different values contradict each other. Any other
contradiction is the author's to mark (`status: disputed`). A label is looked at as `label_key` gives it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from dossier.fold import fold_name


def _any_of(words: str) -> str:
    return "(?:" + "|".join(words.split()) + ")"


_DATE_WORD = _any_of("date day year month time fecha dia ano mes")
_OF = r"(?:of|de|del|da|do)"
_WHERE = r"(?:place|city|town|country|location|lugar|ciudad|pais)"
_ONCE = _any_of(
    "birth death burial arrest capture execution abduction extradition nacimiento muerte fallecimiento "
    "defuncion entierro arresto detencion captura ejecucion secuestro extradicion"
)
_WHEN = r"(?: (?:on|in|at|el|en))?"
_LASTING = re.compile(
    # "date of arrest", "arrest date", "fecha de nacimiento"
    rf"{_DATE_WORD} {_OF} .+|.+ (?:date|day|year)|birthday"
    rf"|{_WHERE} (?:of|de|del|de la|da|do) {_ONCE}"
    r"|(?:.+ )?(?:since|until|desde|hasta)|(?:age|edad) (?:at|al|when) .+"
    r"|father|mother|padre|madre|(?:birth|real|legal) name|nombre real"
    r"|birth(?: ?place| ?date)?|d ?o ?b|nacimiento|incorporated"
    rf"|(?:born|died|founded|established|dissolved|disbanded){_WHEN}|year born"
    rf"|(?:nacid[oa]|nacio|fallecid[oa]|fallecio|murio|fundad[oa]|disuelt[oa]){_WHEN}|fallecimiento|defuncion"
    r"|blood (?:type|group)|sex|sexo|gender|genero"
)
"""One value for ever: `since` and `until` do not make two of them compatible."""

_ACTS = _any_of(
    "arrested arrest captured capture detained detention extradited deported released freed sentenced convicted "
    "acquitted killed murdered executed assassinated abducted kidnapped buried death formed created creation "
    "foundation arrestad[oa]s? arresto capturad[oa]s? captura detenid[oa]s? detencion extraditad[oa] deportad[oa] "
    "liberad[oa]s? sentenciad[oa] condenad[oa]s? absuelt[oa] asesinad[oa]s? ejecutad[oa]s? secuestrad[oa]s? "
    "enterrad[oa] muert[oae] formad[oa] cread[oa] creacion fundacion"
)
_ACT = re.compile(rf"{_ACTS}{_WHEN}")

_CAUSE = re.compile(r"(?:cause|manner|causa|modo) (?:of|de) (?:the |la |su )?(?:death|muerte)")

_OFFICES = _any_of(
    "leader head chief chair chairman chairwoman chairperson president director ceo cfo coo cto "
    "governor mayor king queen pope treasurer rector dean captain lider lideresa jefe jefa presidente "
    "presidenta directora gobernador gobernadora alcalde alcaldesa tesorero tesorera rey reina papa"
)
_OFFICE = re.compile(
    rf"(?:.+ )?{_OFFICES}(?: {_OF} .+)?|(?:prime minister|primer ministro|primera ministra)"
    r"|chief [a-z]+(?: officer)?|managing director|secretary general|attorney general"
    r"|(?:director|secretari[oa]|fiscal|procurador|procuradora) general|directora general"
    rf"|(?:.+ )?(?:minister|ministr[oa]) (?:for|{_OF}) .+"
    r"|(?:.+ )?(?:editor|commander) in chief"
)
_NO_OFFICE = re.compile(
    r"\b(?:vice|deputy|former|ex|co|honorary|assistant|acting|past|previous|founding|sub|regional"
    r"|local|cell|band|gang|plaza|known|alleged)\b"
)

_ATTRIBUTE = re.compile(
    r"headquarters|head office|seat|capital|sede(?: social)?|domicilio social|legal form"
    r"|registered (?:office|address)|(?:country|place|pais|lugar) (?:of|de) (?:incorporation|registration|constitucion)|(?:.+ )?(?:marital|custody|vital) status"
    r"|status of custody|civil status|estado civil|(?:eye|hair|eyes|hair) colou?r|colou?r of .+"
    r"|color de (?:ojos|pelo)"
)

_PLACE = re.compile(
    rf"{_WHERE} .+|birth(?: ?place)?|(?:born|died)(?: in)?|(?:nacid[oa]|nacio|fallecid[oa]|fallecio|murio)(?: en)?"
    r"|nacimiento|fallecimiento|defuncion|incorporated(?: in)?|registered office|sede social|(?:.+ )?(?:headquarters|head office|seat|capital|residence|hometown|location|place|sede|domicilio|residencia|ubicacion)"
)

_MEASURES = _any_of(
    "age height weight length width depth area speed size strength population membership capacity "
    "budget revenue turnover reward bounty ransom price salary income wealth fortune debt value cost "
    "toll fine term sentence sentenced worth condena pena sentencia edad estatura altura peso poblacion recompensa presupuesto rescate multa "
    "sueldo salario ingresos precio valor coste costo deuda fortuna longitud profundidad superficie velocidad "
    "workforce staff personnel injured dead killed wounded missing"
)
_MEASURE = re.compile(
    rf"(?:.+ )?{_MEASURES}(?: (?:offered|demanded|paid|{_OF} .+))?"
    r"|(?:number|total|numero|amount|importe) (?:of|de) .+"
)
_IDENTIFIER = re.compile(
    r"\b(?:phone|telephone|fax|mobile|telefono|passport|licen[cs]e|plates?|case|docket|file|account|iban"
    r"|isin|imo|mmsi|id|ids|identifier|registration|flight|badge|address|addresses|room|zip|postcode"
    r"|code|codes|names?|aliases|dates?|years?|ages|units?|models?|calibers?|numbers)\b|.+ (?:number|no)"
)
_PLURAL = re.compile(
    r"(?:.+ )?(?:[a-z]{2,}[^s\W]s|people|men|women|children|miembros)(?: (?:of|de|in|killed) .+)?"
)
_SHARE = re.compile(
    r"(?!former |past |previous )(?:.+ )?(?:stake|shares?|shareholding|holding|interest|ownership|equity"
    r"|participacion|propiedad|acciones) (?:in|of|en|de|del) (?!.*\b(?:others?|various|several|many"
    r"|companies|firms|businesses|subsidiaries|otr[ao]s|vari[ao]s|empresas|sociedades|filiales)\b).+"
)
_AGE = re.compile(r"(?:current |actual )?(?:age|edad)(?: actual)?")


class Question(NamedTuple):
    """What several labels ask: "Born", "Date of birth" and "Nacimiento"."""

    name: str
    """The label by which answers to it are compared."""
    by_dates: bool = True
    """Whether only dates are compared: what else stands under one of its labels is of another sort."""
    again: bool = False
    """Whether it may well happen twice, so that dates years apart are answers to two questions."""


_QUESTIONS = {
    Question("date of birth"): (
        rf"born{_WHEN}|birth(?: ?date| ?day| year)?|(?:date|day|year) of birth|d ?o ?b|year born"
        rf"|(?:nacid[oa]|nacio){_WHEN}|nacimiento|(?:fecha|dia|ano) de nacimiento"
    ),
    Question("date of death"): (
        rf"(?:died|deceased){_WHEN}|death(?: date| year)?|(?:date|day|year) of death"
        rf"|(?:fallecid[oa]|fallecio|murio|muert[oa]){_WHEN}|muerte|fallecimiento|defuncion"
        r"|(?:fecha|dia|ano) (?:de la |del |de )(?:muerte|fallecimiento|defuncion)"
    ),
    Question("date of foundation"): (
        rf"(?:founded|established|formed|created){_WHEN}|foundation|creation|year founded"
        r"|(?:founding|foundation) (?:date|year)"
        r"|(?:date|year) of (?:the )?(?:foundation|founding|establishment|formation|creation)"
        rf"|(?:fundad|formad|cread)[oa]{_WHEN}|fundacion|creacion|(?:fecha|ano) de (?:fundacion|creacion)"
    ),
    Question("date of dissolution"): (
        rf"(?:dissolved|disbanded){_WHEN}|(?:date|year) of (?:its )?dissolution|dissolution date"
        rf"|disuelt[oa]{_WHEN}|disolucion|(?:fecha|ano) de disolucion"
    ),
    Question("date of arrest", again=True): (
        rf"(?:arrested|captured|detained){_WHEN}|arrest|capture|(?:arrest|capture) date"
        r"|(?:date|day) of (?:arrest|capture|detention)|arresto|captura|detencion"
        rf"|(?:arrestad|capturad|detenid)[oa]{_WHEN}|fecha (?:de la |del |de )(?:arresto|captura|detencion)"
    ),
    Question("date of extradition"): (
        rf"extradited{_WHEN}|date of extradition|extradition date|extraditad[oa]{_WHEN}"
        r"|fecha de (?:la )?extradicion"
    ),
    Question("place of birth", by_dates=False): (
        r"place of birth|birth ?place|born in|lugar de nacimiento|nacid[oa] en"
    ),
    Question("headquarters", by_dates=False): r"headquarters|head office|sede",
    Question("registered office", by_dates=False): (
        r"registered (?:office|address)|domicilio social|sede social"
    ),
}


@lru_cache(maxsize=1024)
def question(key: str) -> Question | None:
    """What a label asks that others ask too; None of all that stand alone."""
    return next((asked for asked, labels in _QUESTIONS.items() if re.fullmatch(labels, key)), None)


def label_key(label: str) -> str:
    """A label as it is compared: accents, case, punctuation and repeated blanks dropped."""
    words = re.findall(r"\w+", fold_name(label).casefold())
    return " ".join(words) or fold_name(label).casefold()


def is_lasting(key: str) -> bool:
    """Whether the label has one value for ever, such as a date of birth."""
    return _LASTING.fullmatch(key) is not None


def is_act(key: str) -> bool:
    """Whether the label is something done to somebody: of two dates under it one is wrong.

    What comes under it besides, such as places or charges, may all be true.
    """
    return _ACT.fullmatch(key) is not None


def is_cause_of_death(key: str) -> bool:
    """Whether the label asks how somebody died: one of suicide, homicide, accident, illness."""
    return _CAUSE.fullmatch(key) is not None


def is_place(key: str) -> bool:
    """Whether the value is a place, or may name one."""
    return _PLACE.fullmatch(key) is not None


def is_age(key: str) -> bool:
    """Whether the value grows by one every year: without a date it says nothing to compare."""
    return _AGE.fullmatch(key) is not None


def is_counted(key: str) -> bool:
    """Whether two numbers under the label are two answers to one question: "Deaths", "Weight".

    Two payments or two telephone numbers are not.
    """
    if _IDENTIFIER.search(key) and not key.startswith(("number of ", "total of ")):
        return False
    return any(told.fullmatch(key) for told in (_MEASURE, _PLURAL, _ACT))


def is_measure(key: str) -> bool:
    """Whether amounts of a measure or of money under the label answer one question, too."""
    return _MEASURE.fullmatch(key) is not None


def is_share(key: str) -> bool:
    """Whether percentages under the label are parts of one whole that it names: "Stake in Acme"."""
    return _SHARE.fullmatch(key) is not None


def is_parent(key: str) -> bool:
    """Whether the label asks for a father or a mother, of whom a name is told or an occupation."""
    return key in ("father", "mother", "padre", "madre")


@lru_cache(maxsize=1024)
def is_office(key: str) -> bool:
    """Whether the label is an office that one person holds, and after them another."""
    return _OFFICE.fullmatch(key) is not None and not _NO_OFFICE.search(key)


@lru_cache(maxsize=1024)
def is_single(key: str) -> bool:
    """Whether two values of the label, whatever they are, cannot both be true at one time."""
    whole = key in ("strength", "membership", "size", "population") or key.startswith("number of ")
    return is_lasting(key) or is_office(key) or whole or _ATTRIBUTE.fullmatch(key) is not None
