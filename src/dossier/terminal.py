"""Words of others on a terminal: shown, never obeyed."""

from __future__ import annotations

_JOINERS = "\u200c\u200d"
"""Not printable, but they shape the letters beside them and steer nothing."""


def printable(text: str) -> str:
    """The text with a blank for every sign that could steer a terminal or that ends a line.

    Those are control characters, format characters such as marks of direction, and all else that
    Unicode calls neither a letter nor a sign to be seen (`str.isprintable`). Offsets stay.
    """
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char in _JOINERS else " " for char in text)
