"""Legal forms of firms as they stand behind names: "GmbH", "S.p.A.", ", S.A. de C.V."."""

from __future__ import annotations

import re
from typing import NamedTuple

from dossier.fold import fold_name
from dossier.link.words import FORMS_BEFORE, LEGAL_FORMS, SAME_LEGAL_FORM, SHOUTED_LEGAL_FORMS

_LIMITED = re.compile(r"S\.? ?de R\.? ?L")
"""The Mexican "S. de R.L.", whose letters are those of other countries' "S.R.L."."""
_BEHIND = re.compile(
    rf"""
    ,?\ (?P<form>
        (?:{_LIMITED.pattern.replace(" ", "[ ]")}
        | [Ss]p\.\ ?z\ ?o\.\ ?o
        | (?:\(?Pty\)?|Sdn)\.?\ (?:Ltd|Bhd)
        | [a-z]\.(?:[a-z]\.){{0,2}}[a-z](?=\.)
        | [A-Z]\.(?:[A-Za-z]\.){{0,2}}[A-Za-z]
        | [A-Z]\.\ (?:[A-Za-z]\.\ ){{0,2}}[A-Za-z](?=\.)
        | [A-Z][A-Za-z]{{1,12}})(?![^\W_])
    )
    (?P<capital>\.?\ de\ [A-Z]\.?\ ?[A-Z](?![^\W_]))?
    """,
    re.VERBOSE,
)
"""Behind a name; of a dot that ends it, nothing is said here. Mexican firms tell of their capital: "de C.V."."""


_ACRONYM = 4
"""Letters of a word that is in capitals by itself."""
_NO_LETTERS = str.maketrans("", "", ". ()")
_OF_TWO_WORDS = {"ptyltd": "ltd", "sdnbhd": "bhd"}
_SURNAME_BEHIND = re.compile(r"\.? [A-Z][a-z]")
"""After "Kestrel Bank, A.S.": those may be the initials of somebody."""


class LegalForm(NamedTuple):
    """A legal form behind a name: in its shortest spelling, and where its words begin and end in the text."""

    name: str
    start: int
    end: int


def legal_form(word: str) -> str:
    """A legal form in its shortest spelling: "corp" for "Corporation"."""
    return SAME_LEGAL_FORM.get(word.lower(), word.lower())


def is_legal_form(word: str) -> bool:
    """Whether a word of a name, without dots, is a legal form: "GmbH", "AS"."""
    low = word.lower()
    return low in LEGAL_FORMS or (low in SHOUTED_LEGAL_FORMS and word.isupper())


def is_form_before(word: str) -> bool:
    """Whether a word is a legal form that may stand before a name: "OOO", "JSC"."""
    return word.isupper() and word.lower() in FORMS_BEFORE


def _is_shouted(folded: str, end: int) -> bool:
    """Whether the word that ends at an offset is in capitals, as in a headline: then "AS" is a word."""
    last = folded[folded.rfind(" ", 0, end) + 1 : end]
    return last.isupper() and len(last) > _ACRONYM


def form_behind(folded: str, end: int) -> LegalForm | None:
    """The legal form that stands directly behind a name which ends at an offset."""
    found = _BEHIND.match(folded, end)
    if found is None:
        return None
    spelled = found["form"]
    is_dotted = "." in spelled
    letters = "srl" if _LIMITED.match(spelled) else spelled.translate(_NO_LETTERS)
    letters = _OF_TWO_WORDS.get(letters.lower(), letters)
    # Dotted letters are no word, whatever their case.
    if not is_legal_form(letters.upper() if is_dotted else letters):
        return None
    if is_dotted and folded[end] == "," and _SURNAME_BEHIND.match(folded, found.end()):
        return None
    if not is_dotted and letters.lower() in SHOUTED_LEGAL_FORMS and _is_shouted(folded, end):
        return None
    return LegalForm(legal_form(letters), found.start("form"), found.end())


def without_form(name: str) -> tuple[str, str] | None:
    """A name without the dotted legal form at its end, and that form; None where it has none.

    One without dots is a word of the name, which the forms of names deal with.
    """
    if "." not in name:
        return None
    name = fold_name(name)
    for blank in re.finditer(r",? (?=[A-Za-z]\.|Sp\.)", name):
        form = form_behind(name, blank.start())
        if form is not None and name[form.end :].strip() in ("", "."):
            return name[: blank.start()], form.name
    return None
