"""A text with its typography made plain, and the way back from each character to the original.

Two texts that differ only in white space and in the form of the same signs have the same plain form.
Case, letters, accents and the choice of punctuation marks are kept.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass

_FORMS = {
    **dict.fromkeys("“”„‟«»″＂", '"'),
    **dict.fromkeys("‘’‚‛‹›′´`＇", "'"),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－⸺⸻", "-"),
    "…": "...",
}  # fmt: skip
_LIGATURES = range(0xFB00, 0xFB07)
_INVISIBLE = "\u00ad\u200b\u2060\ufeff"
"""Soft hyphen, zero-width space, word joiner, byte-order mark: they show where a line may break. The
zero-width joiners are not among them: in Persian they change the word."""
_ALWAYS = (
    rf"[\s{_INVISIBLE}]{{2,}}"  # white space, a line's wrap
    r"|-{2,}"  # a dash as typewriters have it
    r"|[\t\n\r\f\v\x1c-\x1f'`\"]"
)
_HANGUL_VOWELS_AND_FINALS = range(0x1160, 0x1200)


@dataclass(frozen=True)
class PlainText:
    """`plain` is the text made plain; its character `i` comes from `original[starts[i]:ends[i]]`."""

    original: str
    plain: str
    starts: array[int]
    ends: array[int]

    def is_whole(self, start: int, end: int) -> bool:
        """Whether `plain[start:end]` cuts no letter from its accent and no ligature in two."""
        cuts_first = start > 0 and self.starts[start - 1] == self.starts[start]
        cuts_last = end < len(self.plain) and self.starts[end] == self.starts[end - 1]
        return not cuts_first and not cuts_last


def plain_text(text: str) -> PlainText:
    """The text with single blanks, straight quotes, one kind of dash, letters composed (NFC).

    Takes time in proportion to the length of the text.
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
    return PlainText(text, "".join(parts), starts, ends)


def _special(text: str) -> re.Pattern[str]:
    """What of this text may have another plain form; all else is copied in long runs."""
    other = "".join(sorted(c for c in set(text) if not c.isascii() and _changes(c)))
    return re.compile(f"{_ALWAYS}|[{re.escape(other)}]" if other else _ALWAYS)


def _changes(character: str) -> bool:
    return (
        character in _FORMS
        or character in _INVISIBLE
        or character.isspace()
        or ord(character) in _LIGATURES
        or _is_mark(character)
        or not unicodedata.is_normalized("NFC", character)
    )


def _is_mark(character: str) -> bool:
    if character < "\u0300":
        return False
    in_hangul = ord(character) in _HANGUL_VOWELS_AND_FINALS
    return in_hangul or unicodedata.category(character).startswith("M")


def _plain_cluster(words: str) -> str:
    first = words[0]
    if first.isspace() or first in _INVISIBLE:
        if first == "\u00ad" and "\n" in words:
            return ""  # a word divided at the end of a line
        return " " if any(c.isspace() for c in words) else ""
    if words.startswith("--"):
        return "-"
    if ord(first) in _LIGATURES:
        return unicodedata.normalize("NFKC", words)
    composed = unicodedata.normalize("NFC", words)
    return _FORMS.get(composed, composed)
