"""The linker's rules by name: what each may do, and that each can be left out to see its worth.

`tests/test_linking.py` leaves out one rule after the other and shows what is lost on labelled texts.
"""

from __future__ import annotations

from enum import StrEnum


class Rule(StrEnum):
    """A rule; those that make forms of names are also the `rule` of the mentions they find."""

    # ---- forms of names
    WITHOUT_MATERNAL = "without-maternal"
    """ "Nemesio Oseguera" for Nemesio Oseguera Cervantes."""
    WITHOUT_MIDDLE = "without-middle"
    """ "Arkady Selivanov" for Arkady Borisovich Selivanov."""
    REORDERED = "reordered"
    """ "Boon Keat Goh" for Goh Boon Keat."""
    INITIALS = "initials"
    """ "J. Low" for Jho Low."""
    NICKNAME = "nickname"
    """The words in quotation marks of a name."""
    WITHOUT_ARTICLE = "without-article"
    """ "Wall Street Journal" for The Wall Street Journal."""
    LEGAL_FORM = "legal-form"
    """ "Velmara" for Velmara Ltd, and "Velmara Ltd" for Velmara."""
    HEAD_ORDER = "head-order"
    """ "cártel de Sinaloa" for Sinaloa Cartel."""
    GIVEN_NAME = "given-name"
    """ "Jeff Skilling" for Jeffrey Skilling, "Khaled" for Khalid."""
    DOTTED = "dotted"
    """ "D.O.J." for DOJ."""
    LAST_WORD = "last-word"
    """ "the Observer" for the Evening Observer, once that has stood in the text."""
    TRADE = "trade"
    """ "Duneveld" for Duneveld Fishing, "Pachamarca" for Constructora Pachamarca, once that has stood."""
    SHORT_FORM = "short-form"
    """A part of a name, once the whole has stood in the text."""
    # ---- spelling
    SPELLING = "spelling"
    """Transliterations: Mohamed and Muhammad."""
    HEAD_WORD = "head-word"
    """The case and number of head words, articles and particles: "Sinaloa cartels"."""
    SHOUTING = "shouting"
    """Names in capitals throughout."""
    PLURAL = "plural"
    """ "the Quintanars"."""
    # ---- what stands inside and around a name
    NICKNAME_INFIX = "nickname-infix"
    """ "Nemesio “El Mencho” Oseguera"."""
    MIDDLE_NAME = "middle-name"
    """An initial or a middle name between given name and surname."""
    LONGER_NAME = "longer-name"
    """No name inside the longer name of somebody or something else."""
    TITLE_LINE = "title-line"
    """In a headline, capitals make no names longer; short forms may stand before the full one."""
    WRAPPED_LINES = "wrapped-lines"
    """The line ends of a text wrapped at some width divide nothing."""
    # ---- context
    NAMESAKE = "namesake"
    """An unlisted person's full name holds back the surname after it."""
    NAMESAKE_PARAGRAPH = "namesake-paragraph"
    """Some paragraphs on, the surname is again that of the one whom the text is about."""
    KIN = "kin"
    """ "his brother Luis": of those called Luis the one with the surname of whom the text was about."""
    RIVALS = "rivals"
    """A surname that two listed persons share, both named: titles and closeness decide."""
    PLACE_GUARD = "place-guard"
    """No link where the words beside a name say that it is a place."""
    ONE_SENSE = "one-sense"
    """A word that is a place once in a text is one where nothing says what it is."""
    OTHER_SENSE = "other-sense"
    """Common words and works of art that look like names."""
    ACRONYM = "acronym"
    """ "Markets Conduct Office (MCO)" explains MCO."""


ALL_RULES = frozenset(Rule)
