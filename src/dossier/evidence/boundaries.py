"""Where a quote may begin and end in a text: not within a word, nor within a number.

Pure functions on a text made plain. Where it is not sure that the sense would turn, a quote may.
"""

from __future__ import annotations

import re
import unicodedata

from dossier.evidence.typography import PlainText

_WITHOUT_BLANKS = (
    ("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff"), ("\u1950", "\u19df"),
    ("\u1a20", "\u1aaf"), ("\u2e80", "\ua4cf"), ("\ua980", "\uaadf"), ("\uac00", "\ud7ff"),
    ("\uf900", "\ufaff"), ("\uff65", "\uffdc"), ("\U00020000", "\U000323af"),
)  # fmt: skip
"""Thai, Lao, Burmese, Khmer, Javanese, the scripts of China and Japan; and Korean, whose particles are written
at the word."""

_ELIDED = re.compile(r"(?:^|[^\w'])(?:[cdjlmst]|un|\w*(?:ll|qu))'$", re.IGNORECASE)
"""Articles, pronouns and conjunctions of French, Italian and Catalan before a vowel; not the French
"n'", without which a sentence says the opposite."""
_LONGEST_ELIDED = 12
_ENGLISH_ENDINGS = frozenset(["s", "re", "ve", "ll", "d", "m"])
"""What English writes at a word, whatever the word."""

_THIN_BLANKS = frozenset("\u00a0\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f")
_IN_NUMBERS = frozenset(".,:'/·٫٬")
_IN_NAMES = frozenset("@_&^·‧")
"""What stands between letters of one word: of an address, of a firm, of a Catalan word."""
_LIMITS = frozenset("<≤≥≈≲≳≪≫±")
"""Without these a number says something else."""

_GROUP = re.compile(r"\d{3}(?!\d)")
_MORE_GROUPS = re.compile(r"\d{3} \d{3}(?!\d)")
_FEW_DIGITS = re.compile(r"(?:^|[^\d.,:/]|(?<!\d)[.,:/])\d{1,3}$")
_GROUP_BEFORE = re.compile(r"(?<!\d)\d{1,3} \d{3}$")
_FRACTION = re.compile(r"\d{1,2}/\d{1,2}(?![\d/])")

_PREFIXES = frozenset(
    [
        "anti", "contra", "counter", "cuasi", "dis", "ex", "mis", "non", "post", "pre", "pseudo", "quasi",
        "semi", "seudo", "un",
    ]
)  # fmt: skip
"""What belongs to the next word also before a dash that is no hyphen."""
_WORDS_TOO = frozenset(["ex", "post"])
"""Those after which a sentence may break off."""
_LONGEST_PREFIX = max(map(len, _PREFIXES))


def cuts_word(text: PlainText, start: int, end: int) -> bool:
    """Whether a place begins or ends within a word: "able to" in "unable to" says the opposite.

    Within a word are also apostrophes and hyphens between letters, and within a number its signs and
    the blanks between its thousands. Scripts that write no blanks between words have no such places.
    """
    plain = text.plain
    return (
        _divides(plain, start)
        or _divides(plain, end, ends=True)
        or any(_divides_amount(text, at) for at in (start, end))
        or any(
            _is_joint(text, dash)
            for at in (start, end)
            for dash in (at - 1, at)
            if 0 < at < len(plain) and plain[dash] == "-"
        )
        or _loses_sign(text, start)
    )


def is_letter(character: str) -> bool:
    """Whether a character, or none, is a letter, a digit or a mark that belongs to one."""
    return character.isalnum() or (
        character > "\u02ff" and unicodedata.category(character)[0] == "M"
    )


def writes_blanks(plain: str, at: int) -> bool:
    """Whether the scripts on both sides of a place part words by blanks."""
    beside = plain[at - 1 : at + 1]
    if max(beside) < _WITHOUT_BLANKS[0][0]:
        return True
    return not any(first <= sign <= last for sign in beside for first, last in _WITHOUT_BLANKS)


def _divides(plain: str, at: int, *, ends: bool = False) -> bool:
    """Whether a place lies between two letters, or at an apostrophe between them or a number's sign.

    A quote may begin after an elided article, "L'homme", and end before an ending, "the council's".
    """
    if not 0 < at < len(plain) or not writes_blanks(plain, at):
        return False
    if is_letter(plain[at - 1]) and is_letter(plain[at]):
        return True
    for sign in (at - 1, at):
        before, after = plain[max(0, sign - 1) : sign], plain[sign + 1 : sign + 2]
        if plain[sign] in _IN_NUMBERS and before.isdigit() and after.isdigit():
            return True
        if plain[sign] == "'" and is_letter(before) and is_letter(after):
            return not (_may_end(plain, at) if ends else _may_begin(plain, at))
        if plain[sign] in _IN_NAMES and before.isalnum() and after.isalnum():
            return True
    return False


def _may_begin(plain: str, at: int) -> bool:
    """Whether an elided article stands before a place."""
    return _ELIDED.search(plain[max(0, at - _LONGEST_ELIDED) : at]) is not None


def _may_end(plain: str, at: int) -> bool:
    """Whether what follows a place from its apostrophe on is an ending of the word before it.

    Not the "'t" of "can't", nor a name's second half, "O'Brien". Other scripts than Latin have
    apostrophes within words.
    """
    ending = re.match(r"'(\w+)", plain[at : at + 4])
    if not ending or ending[1].lower() == "t" or not _is_latin(ending[1][0]):
        return False
    if ending[1].lower() in _ENGLISH_ENDINGS:
        return True
    before = plain[max(0, at - _LONGEST_ELIDED) : at]
    return is_letter(before[-2:-1]) and _ELIDED.search(f"{before}'") is None


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")


def _divides_amount(text: PlainText, at: int) -> bool:
    """Whether a place lies at a blank within a number, or between the parts of a currency's sign."""
    plain = text.plain
    if not 0 < at < len(plain):
        return False
    if _is_currency(plain[at]) and plain[at - 1].isalpha():
        return plain[at + 1 : at + 2].isdigit()  # US$5
    blank = at if plain[at] == " " else at - 1
    if plain[blank] != " " or not _FEW_DIGITS.search(plain[max(0, blank - 5) : blank]):
        return False
    after = plain[blank + 1 : blank + 9]
    if _GROUP.match(after):
        return _is_between_thousands(text, blank)
    return unicodedata.category(after[:1] or " ") == "No" or _FRACTION.match(after) is not None


def _is_between_thousands(text: PlainText, blank: int) -> bool:
    """Whether a blank between digits and three digits parts the thousands of one number.

    A blank that no line breaks at does, and so does any before "000" or in a row of them. Of "5 200"
    only a text tells that has such numbers elsewhere.
    """
    plain = text.plain
    between = text.between(blank)
    if len(between) > 1 and between not in ("\r\n", "\n"):
        return False  # the columns of a table
    return (
        between in _THIN_BLANKS
        or plain[blank + 1] == "0"
        or _MORE_GROUPS.match(plain, blank + 1) is not None
        or _GROUP_BEFORE.search(plain[max(0, blank - 8) : blank]) is not None
        or text.has_blanks_in_numbers
    )


def _is_currency(character: str) -> bool:
    return unicodedata.category(character) == "Sc"


def _loses_sign(text: PlainText, start: int) -> bool:
    """Whether a number begins at a place behind a sign that says how it is meant: -5, <5, ~5, .5."""
    plain = text.plain
    number = start + 1 if start < len(plain) and _is_currency(plain[start]) else start
    if start == 0 or not plain[number : number + 1].isdigit():
        return False
    at = start - 1
    if _is_currency(plain[at]):
        at -= 1
    if at > 0 and plain[at] == " " and plain[at - 1] in _LIMITS:
        at -= 1
    sign, before = plain[at] if at >= 0 else "", plain[max(0, at - 1) : at]
    return (
        (sign == "-" and text.is_minus(at))
        or (sign == "." and not is_letter(before) and before not in tuple(".!?)\"'"))
        or (sign != "" and sign in _LIMITS)
        or (sign in ("~", "∼"))
        or (sign == ">" and not _ends_tag(plain, at))
    )


def _ends_tag(plain: str, at: int) -> bool:
    """Whether a ">" is the end of a tag of HTML: "<td>5", "<b class='x'>5"."""
    return re.search(r"</?[A-Za-z][^<>]*$", plain[max(0, at - 100) : at]) is not None


def _is_joint(text: PlainText, dash: int) -> bool:
    """Whether a dash joins two parts of a word, or the ends of a range of numbers."""
    before, after = text.plain[max(0, dash - 1) : dash], text.plain[dash + 1 : dash + 2]
    if (
        before == "."
        and text.is_hyphen(dash)
        and is_letter(text.plain[max(0, dash - 2) : dash - 1])
    ):
        return is_letter(after)  # "U.S.-backed"
    if not is_letter(before) or not is_letter(after):
        return False
    if text.is_hyphen(dash) or (before.isdigit() and after.isdigit() and text.is_range(dash)):
        return True
    word = re.search(r"\w+$", text.plain[max(0, dash - _LONGEST_PREFIX - 1) : dash])
    prefix = word[0].lower() if word else ""
    breaks_off = prefix in _WORDS_TOO and text.is_long(dash)
    return prefix in _PREFIXES and text.is_tight(dash) and not breaks_off
