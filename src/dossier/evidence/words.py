"""Words as the quote budget counts them: what stands between blanks; of Chinese and Japanese each sign.

Scripts that write no blanks would else have one word a paragraph, and no budget at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_SIGN = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_SIGN}][^\s\w]*|[^\s{_SIGN}]+")


def words_of(text: str) -> list[str]:
    """The words of a text with the punctuation at them, in order."""
    return _WORD.findall(text)


def word_starts(text: str) -> Iterator[int]:
    """Where each word of a text begins, in code points."""
    return (match.start() for match in _WORD.finditer(text))


def word_spans(text: str) -> list[tuple[int, int]]:
    """Where each word of a text begins and ends, in code points, half open."""
    return [match.span() for match in _WORD.finditer(text)]
