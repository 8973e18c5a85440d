"""A text with its typography made plain, and the way back from each character to the original.

Two texts that differ only in white space and in the form of the same signs have the same plain form.
Case, letters, accents and the choice of punctuation marks are kept.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, lru_cache

_HYPHENS = "-‐‑﹣－"
"""What may stand within a word; the other dashes stand between words."""
_MINUS = "-‑－﹣−"
_DASHES = f"{_HYPHENS}‒–—―−﹘⸺⸻"
_FORMS = {
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},  # full width
    **{chr(0x2080 + digit): str(digit) for digit in range(10)},  # below the line; above it a power
    **dict.fromkeys("“”„‟″＂״「」『』﹁﹂﹃﹄｢｣〝〞〟", '"'),
    **dict.fromkeys("‘’‚‛′´`＇｀׳ʼʻ", "'"),
    **dict.fromkeys(("``", "''"), '"'),
    **dict.fromkeys("。｡", "."),
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys("…⋯", "..."),
    "⁄": "/",
    "∕": "/",
}
_GUILLEMETS = "«»‹›"
_LIGATURES = range(0xFB00, 0xFB07)
INVISIBLE = (
    "\u00ad\u200b\u2060\ufeff"  # where a line may break
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # which way it runs
    "\u0640\u034f\ufe0e\ufe0f"  # how long, in which order and in what font a letter is drawn
)
"""What is no letter and no sign. The zero-width joiners are not among them: in Persian they change the
word."""
_BLANK, _DASH = rf"[\s{INVISIBLE}]", f"[{re.escape(_DASHES)}]"
_AFTER_DASH = rf"[\s{INVISIBLE}{re.escape(_DASHES)}]*"
_FROM_DASH_TO_DASH = re.compile(f"{_DASH}(?:.*{_DASH})?", re.DOTALL)
_ALWAYS = (
    rf"{_BLANK}{{2,}}(?:{_DASH}{_AFTER_DASH})?"  # white space, a line's wrap
    # A dash, of two signs as typewriters have it, with the blanks that stand around it or do not.
    rf"|{_BLANK}?{_DASH}{_AFTER_DASH}"
    r"|``|''|[\t\n\r\f\v\x1c-\x1f'`\"]"
)
_HANGUL_VOWELS_AND_FINALS = range(0x1160, 0x1200)

_FIRST_ASIAN = "\u2e80"
_ASIAN = f"[{_FIRST_ASIAN}-\u312f\u3190-\ua4cf\uf900-\ufaff\U00020000-\U000323af]"
"""Chinese and Japanese, not Korean, which parts words by blanks."""


@lru_cache(maxsize=2)
def _no_apostrophe(*, is_ascii: bool) -> re.Pattern[str]:
    """A mark that does not stand between letters; in scripts without blanks all are marks, and in Korean."""
    letter = (
        r"\w"
        if is_ascii
        else r"[^\W\u0e00-\u1dff\u2e80-\ua4cf\ua980-\uaadf\uac00-\ud7ff\uf900-\ufaff]"
    )
    return re.compile(f"'(?:(?!{letter})|(?<!{letter}'))")


@lru_cache(maxsize=4)
def _idle_blanks(*, has_guillemets: bool, is_asian: bool) -> re.Pattern[str]:
    """Where a plain text has, or has right before it, blanks that only one custom of setting type has.

    Around an ellipsis and between its dots; before two-fold signs and inside guillemets, in French;
    beside a Chinese sign, where a line ended. German and Danish guillemets point the other way: inside
    is where a mark opens or closes by what stands on its other side.
    """
    found = [r"\.(?: ?\.){2,} ?", "(?<= )[;:!?%‰]"]
    if has_guillemets:
        found += [
            r"(?<=^[«‹]) |(?<=[ (\[\"'«‹-][«‹]) ",
            r" (?=[»›](?:\Z|[ ,;:!?)\]\"'»›-]|\.(?!\.)))",
        ]
    if is_asian:
        found.append(f" (?={_ASIAN})|(?<={_ASIAN}) ")
    return re.compile("|".join(found))


_LINE_END = re.compile(rf"(?<=[^\W\d_])[{re.escape(_HYPHENS)}][^\S\n]*\n\s*(?=[^\W\d_])")
"""Where a word is divided at the end of a line, or wrapped at a hyphen of its own."""
_THOUSANDS = re.compile(
    r"(?<![\d.,:/])[1-9]\d{0,2}(?:(?:[\u00a0\u2009\u202f]\d{3})+| 000|(?: \d{3}){2,})(?!\d)"
)
_LONGEST_HALF = 40
"""Letters of such a word on either line."""


@dataclass(frozen=True)
class PlainText:
    """`plain` is the text made plain; its character `i` comes from `original[starts[i]:ends[i]]`.

    A dash comes from the dash alone: the blanks around it come out nowhere.
    """

    original: str
    plain: str
    starts: array[int]
    ends: array[int]

    def is_whole(self, start: int, end: int) -> bool:
        """Whether `plain[start:end]` cuts no letter from its accent and no ligature in two."""
        cuts_first = start > 0 and self.starts[start - 1] == self.starts[start]
        cuts_last = end < len(self.plain) and self.starts[end] == self.starts[end - 1]
        return not cuts_first and not cuts_last

    def is_hyphen(self, at: int) -> bool:
        """Whether a dash joins what is beside it: no blanks around it, but maybe a line's end."""
        ends_line = "\n" in self.original[self.ends[at] : self._following(at)]
        return self._touches(at, _HYPHENS) and (ends_line or self._following(at) == self.ends[at])

    def is_tight(self, at: int) -> bool:
        """Whether no blanks stand around a dash."""
        is_beside = at > 0 and self.ends[at - 1] == self.starts[at]
        return is_beside and self._following(at) == self.ends[at]

    def is_long(self, at: int) -> bool:
        """Whether a dash is one that stands between words, or two hyphens in its place."""
        return self.original[self.starts[at] : self.ends[at]] not in (*_HYPHENS, *"‒–−")

    def is_range(self, at: int) -> bool:
        """Whether a dash may stand between the two ends of a range."""
        return self._touches(at, "–−\u00ad") and self._following(at) == self.ends[at]

    def is_minus(self, at: int) -> bool:
        """Whether a dash may be the sign of the number after it."""
        is_alone = self.ends[at] - self.starts[at] == 1
        sign = self.original[self.starts[at]]
        return is_alone and sign in _MINUS and self._following(at) == self.ends[at]

    def between(self, blank: int) -> str:
        """What stands in the original where the plain text has a blank."""
        return self.original[self.ends[blank - 1] : self.starts[blank + 1]]

    @cached_property
    def has_blanks_in_numbers(self) -> bool:
        """Whether the thousands of some number are surely parted by a blank."""
        return _THOUSANDS.search(self.original) is not None

    def _following(self, at: int) -> int:
        return self.starts[at + 1] if at + 1 < len(self.plain) else len(self.original)

    def _touches(self, at: int, signs: str) -> bool:
        """Whether one of some signs stands right behind the character before it."""
        start, end = self.starts[at], self.ends[at]
        is_sign = end - start == 1 and self.original[start] in signs
        return is_sign and at > 0 and self.ends[at - 1] == start

    @cached_property
    def _divided(self) -> dict[str, list[int]]:
        """Where words are divided at the end of a line, by the word without the hyphen."""
        places: dict[str, list[int]] = {}
        for match in _LINE_END.finditer(self.original):
            start, end = match.span()
            head = re.search(r"\w+$", self.original[max(0, start - _LONGEST_HALF) : start])
            rest = re.match(r"\w+", self.original[end : end + _LONGEST_HALF])
            assert head, "a letter stands before it"
            assert rest, "and after it"
            if rest[0][0].isupper() and not head[0][-1].isupper():
                continue  # two names: no word is divided before a capital
            joined = unicodedata.normalize("NFC", head[0] + rest[0])
            places.setdefault(joined, []).append(start)
        return places

    def joined_for(self, quote: str) -> PlainText | None:
        """The same without the hyphens at line ends that a plain quote does not have; None without any."""
        wanted = set(re.findall(r"\w+", quote))
        dropped = sorted(at for word in wanted for at in self._divided.get(word, ()))
        if not dropped:
            return None
        return self.without([bisect_left(self.starts, place) for place in dropped])

    def without(self, places: list[int]) -> PlainText:
        """The same without the characters at some places, in their order."""
        if not places:
            return self
        plain, starts, ends = [], array("L"), array("L")
        begin = 0
        for at in [*places, len(self.plain)]:
            plain.append(self.plain[begin:at])
            starts += self.starts[begin:at]
            ends += self.ends[begin:at]
            begin = at + 1
        return PlainText(self.original, "".join(plain), starts, ends)


def plain_text(text: str) -> PlainText:
    """The text with single blanks, one kind of quotation mark and of dash, letters composed (NFC).

    Single quotation marks are double ones: what is nested in what, printers turn around. Takes time in proportion to the length of the text.
    """
    parts: list[str] = []
    starts, ends = array("L"), array("L")
    at = 0

    def add(plain: str, start: int, end: int) -> None:
        parts.append(plain)
        starts.extend([start] * len(plain))
        ends.extend([end] * len(plain))

    def copy(start: int, end: int) -> None:
        parts.append(text[start:end])
        starts.extend(range(start, end))
        ends.extend(range(start + 1, end + 1))

    for match in _special(text).finditer(text):
        start, end = match.span()
        if start < at:  # an accent that went with the letter before it
            continue
        if not match[0].isascii() and _is_mark(match[0][0]):
            # A letter and the accents after it are one, however they are stored.
            letter = max(start - 1, at)
            copy(at, letter)
            while end < len(text) and _is_mark(text[end]):
                end += 1
            add(_plain_cluster(text[letter:end]), letter, end)
        elif dash := _FROM_DASH_TO_DASH.search(match[0]):
            copy(at, start)
            add("-", start + dash.start(), start + dash.end())
        elif (
            "\u00ad" in match[0] and text[at:start][-1:].isdigit() and text[end : end + 1].isdigit()
        ):
            copy(at, start)
            add("-", start, end)  # never within a number: some PDFs have it for any hyphen
        else:
            copy(at, start)
            following = end
            while following < len(text) and _is_mark(text[following]):
                following += 1
            whole = text[start:following] if following > end and end - start == 1 else match[0]
            end = start + len(whole)
            add(_plain_cluster(whole), start, end)
        at = end
    copy(at, len(text))
    return _settled(PlainText(text, "".join(parts), starts, ends))


def _settled(text: PlainText) -> PlainText:
    """The same, each apostrophe, mark and blank as what stands beside it says."""
    plain = text.plain
    has_guillemets = any(mark in plain for mark in _GUILLEMETS)
    idle = _idle_blanks(
        has_guillemets=has_guillemets, is_asian=max(plain, default="") >= _FIRST_ASIAN
    )
    blanks = [
        at
        for match in idle.finditer(plain)
        for at in range(max(0, match.start() - 1), match.end())
        if plain[at] == " "
    ]
    if "'" in plain:
        plain = _no_apostrophe(is_ascii=plain.isascii()).sub('"', plain)
    for mark in _GUILLEMETS if has_guillemets else "":
        plain = plain.replace(mark, '"')
    return PlainText(text.original, plain, text.starts, text.ends).without(blanks)


def _special(text: str) -> re.Pattern[str]:
    """What of this text may have another plain form; all else is copied in long runs."""
    other = "".join(sorted(c for c in set(text) if not c.isascii() and _changes(c)))
    return re.compile(f"{_ALWAYS}|[{re.escape(other)}]" if other else _ALWAYS)


def _changes(character: str) -> bool:
    return (
        character in _FORMS
        or character in INVISIBLE
        or character.isspace()
        or ord(character) in _LIGATURES
        or _is_mark(character)
        or not unicodedata.is_normalized("NFC", character)
    )


def _is_mark(character: str) -> bool:
    if character < "\u0300" or character in INVISIBLE:
        return False
    in_hangul = ord(character) in _HANGUL_VOWELS_AND_FINALS
    return in_hangul or unicodedata.category(character).startswith("M")


def _plain_cluster(words: str) -> str:
    first = words[0]
    if first.isspace() or first in INVISIBLE:
        if first == "\u00ad" and "\n" in words:
            return ""  # a word divided at the end of a line
        # What follows one sign that is not seen are marks, as a vowel's on a drawn-out Arabic letter.
        marks = next((at for at, sign in enumerate(words) if _is_mark(sign)), len(words))
        blank = " " if any(c.isspace() for c in words) else ""
        return blank + unicodedata.normalize("NFC", words[marks:])
    if ord(first) in _LIGATURES:
        return unicodedata.normalize("NFKC", words)
    composed = unicodedata.normalize("NFC", words)
    return _FORMS.get(composed, composed)
