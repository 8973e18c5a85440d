"""Which labels of a fact sheet can hold only one true value at a time, told from how labels are made.

Most labels are many-valued by nature: an actor has several occupations, nationalities, names. Of
these nothing is inferred. Of the labels here two different values contradict each other. Any other
contradiction is the author's to mark (`status: disputed`). A label is looked at as `label_key` gives it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dossier.fold import fold_name


def _any_of(words: str) -> str:
    return "(?:" + "|".join(words.split()) + ")"


_DATE_WORD = _any_of("date day year month time fecha dia ano mes")
_OF = r"(?:of|de|del|da|do)"
_WHERE = r"(?:place|city|town|country|location|lugar|ciudad|pais)"
_ONCE = _any_of(
    "birth death burial arrest capture execution abduction extradition nacimiento muerte fallecimiento "
    "entierro arresto detencion captura ejecucion secuestro extradicion"
)
_LASTING = re.compile(
    # "date of arrest", "arrest date", "fecha de nacimiento"
    rf"{_DATE_WORD} {_OF} .+|.+ (?:date|day|year)|birthday"
    rf"|{_WHERE} (?:of|de|del|de la|da|do) {_ONCE}"
    r"|(?:.+ )?(?:since|until|desde|hasta)|(?:age|edad) (?:at|al|when) .+"
    r"|father|mother|padre|madre|(?:birth|real|legal) name|nombre real"
    r"|birth ?place|born|died|founded|established|dissolved|disbanded|incorporated"
    r"|(?:born|died|founded|established|dissolved) (?:in|on)"
    r"|nacid[oa]|fallecid[oa]|fundad[oa]|disuelt[oa]"
    r"|(?:cause|manner|causa) (?:of|de) (?:death|muerte)|blood (?:type|group)|sex|sexo|gender|genero"
)
"""One value for ever: `since` and `until` do not make two of them compatible."""

_ACTS = _any_of(
    "arrested captured detained extradited deported released freed sentenced convicted acquitted killed "
    "murdered executed assassinated abducted kidnapped buried arrestad[oa] capturad[oa] detenid[oa] "
    "extraditad[oa] deportad[oa] liberad[oa] sentenciad[oa] condenad[oa] absuelt[oa] asesinad[oa] "
    "ejecutad[oa] secuestrad[oa] enterrad[oa]"
)
_ACT = re.compile(rf"{_ACTS}(?: (?:on|in|at|el|en))?")

_OFFICES = _any_of(
    "leader head chief chair chairman chairwoman chairperson president director ceo cfo coo cto "
    "governor mayor king queen pope treasurer rector dean captain lider jefe jefa presidente "
    "presidenta directora gobernador gobernadora alcalde alcaldesa tesorero tesorera rey reina papa"
)
_OFFICE = re.compile(
    rf"(?:.+ )?{_OFFICES}(?: {_OF} .+)?|(?:prime minister|primer ministro|primera ministra)"
    r"|chief [a-z]+(?: officer)?|managing director|secretary general|attorney general"
    r"|(?:.+ )?(?:editor|commander) in chief"
)
_NO_OFFICE = re.compile(
    r"\b(?:vice|deputy|former|ex|co|honorary|assistant|acting|past|previous|founding|sub|regional"
    r"|local|cell|band|gang|plaza|known|alleged)\b"
)

_ATTRIBUTE = re.compile(
    r"headquarters|head office|seat|capital|sede|legal form|(?:.+ )?(?:marital|custody|vital) status"
    r"|status of custody|civil status|estado civil|(?:eye|hair|eyes|hair) colou?r|colou?r of .+"
    r"|color de (?:ojos|pelo)"
)

_PLACE = re.compile(
    rf"{_WHERE} .+|birth ?place|born(?: in)?|died(?: in)?|nacid[oa]|fallecid[oa]|(?:.+ )?(?:headquarters"
    r"|head office|seat|capital|residence|hometown|location|place|sede|domicilio|residencia|ubicacion)"
)

_MEASURES = _any_of(
    "age height weight length width depth area speed size strength population membership capacity "
    "budget revenue turnover reward bounty ransom price salary income wealth fortune debt value cost "
    "toll fine term sentence worth condena pena sentencia edad estatura altura peso poblacion recompensa presupuesto rescate multa "
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
_AGE = re.compile(r"(?:current |actual )?(?:age|edad)(?: actual)?")


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
    return _MEASURE.fullmatch(key) is not None or _PLURAL.fullmatch(key) is not None


def is_measure(key: str) -> bool:
    """Whether amounts of a measure or of money under the label answer one question, too."""
    return _MEASURE.fullmatch(key) is not None


@lru_cache(maxsize=1024)
def is_single(key: str) -> bool:
    """Whether two values of the label, whatever they are, cannot both be true at one time."""
    office = _OFFICE.fullmatch(key) is not None and not _NO_OFFICE.search(key)
    whole = key in ("strength", "membership", "size", "population") or key.startswith("number of ")
    return is_lasting(key) or office or whole or _ATTRIBUTE.fullmatch(key) is not None
