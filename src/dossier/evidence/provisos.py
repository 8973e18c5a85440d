"""Words in a value by which it holds of another time, part or kind than the label asks: "Ada (acting)".

What was so once, and what is so now, is no contradiction; neither are two heads of two wings.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dossier.evidence.labels import is_lasting, is_measure, is_office, is_single

_ONCE = re.compile(
    r"\b(?:former(?:ly)?|previously|initially|originally|later|subsequently|at (?:its|his|her|their|the) (?:peak|height)"
    r"|heyday|no longer|at (?:first|one time)|antes|anteriormente|inicialmente|originalmente|al principio|luego"
    r"|mas tarde|posteriormente|apogeo|ya no)\b"
)
"""That it held at another time than another value may."""
_FOLLOWED = re.compile(
    r"\b(?:until|till|ex|resigned|dismissed|ousted|deposed|replaced|succeeded|stepped down|retired|appointed|elected"
    r"|moved|relocated|hasta|renuncio|dimitio|destituid[oa]|depuest[oa]|reemplazad[oa]|sustituid[oa]|nombrad[oa]"
    r"|designad[oa]|elegid[oa]|jubilad[oa]|trasladad[oa])\b"
    r"|\b(?:divorced|divorciad[oa]|widow\w*|viud[oa]) (?:from|of|de)\b"
    r"|\b(?:second|third|segundo|tercer) (?:marriage|matrimonio)\b|\bseparated\b|\bseparad[oa]\b|\bunion libre\b"
)
"""That it began or ended when it was something else, or that it is of one of several marriages."""
_NOT_THE_OFFICE = re.compile(
    r"\b(?:acting|interim|caretaker|honorary|emeritus|nominee|deputy|vice|co|political|military|spiritual|operational"
    r"|several|collective|council|committee|family|vacant|independent|killed|died|dead|arrested|captured|interin[oa]"
    r"|en funciones|encargad[oa]|honorari[oa]|emerit[oa]|politic[oa]|militar|espiritual|operativ[oa]|vari[oa]s"
    r"|colectiv[oa]|consejo|familia|vacante|muert[oa]|asesinad[oa]|abatid[oa]|detenid[oa]|capturad[oa])\b"
)
"""That somebody holds it for another, in name or in part, or held it."""
_BYNAME = re.compile(r"(?:the|el|la|los|las) ")


def could_be_of_another_time(label: str, one: str, other: str) -> bool:
    """Whether the words of one of two folded values say that they may both be true of what a label asks."""
    if is_lasting(label):
        return False
    return any(_is_of_another_time(label, value) for value in (one, other))


def is_byname(folded: str) -> bool:
    """Whether a value looks like what somebody is called, "El Zorro", and may be anybody's name."""
    return _BYNAME.match(folded) is not None


@lru_cache(maxsize=4096)
def _is_of_another_time(label: str, value: str) -> bool:
    told = [_ONCE]
    if is_single(label) and not is_measure(label):
        told.append(_FOLLOWED)
    if is_office(label):
        told.append(_NOT_THE_OFFICE)
    return any(words.search(value) for words in told)
