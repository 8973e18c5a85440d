"""What a file or a page gave: a text, what it states about itself, what its reader should be told."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any, NamedTuple
from urllib.parse import quote

from dossier.load.text import CONTROL
from dossier.load.yaml_source import MAX_ENTRIES
from dossier.model.languages import is_language
from dossier.model.record import MAX_FIELD
from dossier.terminal import printable

MAX_BYTES = 20_000_000
"""Bytes of a file or a page that are read; a report of 2,000 pages has about 10 MB."""
MAX_TEXT = 5_000_000
"""Bytes of a full text in UTF-8: what `seeds/` may hold (`load.text.MAX_BYTES`), as much as 20 novels."""


class NotImported(Exception):
    """Why something is not taken in, in words for the author; nothing was written."""


@dataclass(frozen=True)
class Bibliography:
    """What is stated about a piece; "" or () where it is not. Nothing in it is inferred."""

    title: str = ""
    type: str = ""
    """A CSL type."""
    publisher: str = ""
    author: tuple[str, ...] = ()
    published: str = ""
    """EDTF."""
    url: str = ""
    language: str = ""
    accessed: str = ""
    """EDTF."""
    other_url: str = ""
    """A second address; a record has a key for one."""
    doi: str = ""
    key: str = ""
    """The name that a bibliography gives the piece."""
    archive_url: str = ""
    archive_date: str = ""
    """EDTF."""
    url_status: str = ""
    license: str = ""
    fidelity: str = ""
    held: str = ""
    """As in a record; these six only bibliographies state that were exported from a dossier."""

    def cleaned(self) -> Bibliography:
        """With each field on one line and without signs that no page can show.

        Raises NotImported where a record cannot hold it: told before any work is done with it.
        """
        for each in fields(self):
            _refuse_too_long(each.name, getattr(self, each.name))
        words = {each.name: _one_line(getattr(self, each.name)) for each in fields(self)}
        return replace(self, **words)


def _refuse_too_long(name: str, value: str | tuple[str, ...]) -> None:
    reason = ""
    if isinstance(value, tuple) and len(value) > MAX_ENTRIES:
        reason = f"'{name}' has more than {MAX_ENTRIES:,} entries"
    elif (len(value) if isinstance(value, str) else sum(map(len, value))) > MAX_FIELD:
        reason = f"'{name}' is longer than {MAX_FIELD:,} characters"
    if reason:
        raise NotImported(f"its bibliography cannot be kept: {reason}")


def _one_line(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(filter(None, map(_one_line, value)))
    return " ".join(printable(value).split())


class LeftOut(NamedTuple):
    """An entry of a bibliography that could not be read."""

    line: int
    """Where it begins in the file, from 1."""
    reason: str


@dataclass(frozen=True)
class Material:
    """What a reader found. `text` is None where only a bibliography was there."""

    text: str | None = None
    about: Bibliography = field(default_factory=Bibliography)
    notes: tuple[str, ...] = ()
    """What the author should know about how it was read."""
    left_out: tuple[LeftOut, ...] = ()
    """What else the file holds; the first material of a file has it."""

    def as_json(self) -> dict[str, Any]:
        """As plain values, for the way out of a process."""
        return asdict(self)


def from_json(value: dict[str, Any]) -> Material:
    """The material of plain values. Raises KeyError, TypeError or ValueError where they are none."""
    given = value["about"]
    words = {each.name: str(given[each.name]) for each in fields(Bibliography)}
    author = tuple(map(str, given["author"]))
    text = value["text"]
    if not isinstance(text, str | None):
        raise TypeError("a text that is none")
    about = replace(Bibliography(**{**words, "author": ()}), author=author)  # type: ignore[arg-type] # all others are words
    left_out = tuple(LeftOut(int(line), str(reason)) for line, reason in value["left_out"])
    return Material(text, about, tuple(map(str, value["notes"])), left_out)


_BLANKS_AT_THE_END = re.compile(r"(?<![ \t])[ \t]+$", re.MULTILINE)
"""Looked for at the first blank of a row alone: from each of them would take the square of their number."""
_MANY_BREAKS = re.compile(r"\n{3,}")
_LONE = re.compile("[\ud800-\udfff]")
_NOT_TEXT = re.compile(f"{CONTROL.pattern}|[\ud800-\udfff]")


def readable(text: str) -> tuple[str, int]:
    r"""The text with `\n` as its line ends, and how many signs were dropped that no page can show.

    A text that can be kept as it is comes back as it was, so that its hash stays that of the file.
    """
    text = re.sub(r"\r\n?|\n?[\x0b\x0c]", "\n", text.removeprefix("\ufeff"))
    return _NOT_TEXT.subn("", text)


def tidy(text: str) -> str:
    """A text that was taken out of a layout: paragraphs divided by one empty line, no blanks at ends.

    "" where there is no word in it. No letter, sign or word is changed.
    """
    text, _ = readable(text)
    text = _MANY_BREAKS.sub("\n\n", _BLANKS_AT_THE_END.sub("", text)).strip("\n")
    return text + "\n" if text.strip() else ""


def language_code(words: str) -> str:
    """A language where it is given by its code (BCP 47), "" for a name such as "english"."""
    return words if is_language(words) else ""


def web_address(value: str) -> str:
    """An address as a record may hold it: http or https, no blanks, no credentials; "" for others."""
    if _LONE.search(value):
        return ""  # half of a pair of code units, as JSON may have it: no letter, and none in an address
    value = quote(value.strip(), safe="%/:=&?~#+!$,;'@()*[]-._")
    found = re.fullmatch(r"https?://(?P<host>[^/?#@]+)(?:[/?#]\S*)?", value, re.IGNORECASE)
    return value if found else ""


_TAG = re.compile(
    r"</?(?:b|i|em|strong|u|s|sup|sub|small|span|sc|font|mark|p|br)(?:\s[^<>]{0,200})?/?>",
    re.IGNORECASE,
)


def untagged(title: str) -> str:
    """A title without the tags of its layout, which pages and bibliographies leave in it."""
    return " ".join(_TAG.sub("", title).split())


def doi_of(value: str) -> str:
    """The DOI in a field or an address, in small letters; "" where there is none (ISO 26324)."""
    found = re.search(r"\b(10\.\d{4,9}/[^\s\"<>]+)", value)
    return found[1].rstrip(".,;)").lower() if found else ""
