"""What was verified of each quote: the record that stands in `content/verified.jsonl`.

A record names a quote by its source and a hash of its words, and the text by its hash, so that it
stops to hold by itself where either changes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

from dossier.model.source import Source

VERIFIED_FILE = "content/verified.jsonl"


class FullText(NamedTuple):
    """A source's full text, decoded, and the SHA-256 of the bytes of its file."""

    text: str
    sha256: str


class QuotePart(NamedTuple):
    """Where a part of a quote stands in the full text.

    `start`, `end`: code points, half open. `first_word`, `end_word`: words of the text as white space
    divides them, half open. `prefix`, `suffix`: the words beside it by which it is told from other
    places with the same words; "" where it stands only once.
    """

    start: int
    end: int
    first_word: int
    end_word: int
    prefix: str = ""
    suffix: str = ""


class QuoteKey(NamedTuple):
    """Which quote: of a source, in one of its excerpts ("" elsewhere), by the hash of its words."""

    source: str
    excerpt: str
    quote_sha256: str


class VerifiedQuote(NamedTuple):
    """That a quote stood in a text."""

    key: QuoteKey
    text_sha256: str
    state: Literal["exact", "normalised"]
    parts: tuple[QuotePart, ...]


Verified = Mapping[QuoteKey, VerifiedQuote]
Places = Mapping[QuoteKey, tuple[QuotePart, ...]]
"""Where quotes stand in their texts, of those of which it is known."""


def quote_key(source: str, quote: str, excerpt: str = "") -> QuoteKey:
    """The name of a quote. White space does not count, so that a record may be wrapped anew."""
    words = " ".join(quote.split())
    return QuoteKey(source, excerpt, hashlib.sha256(words.encode()).hexdigest())


def verified_quote(
    verified: Verified, source: Source, quote: str, excerpt: str = ""
) -> VerifiedQuote | None:
    """What was verified of a quote, where that still holds: the same words, the same text."""
    found = verified.get(quote_key(source.id, quote, excerpt))
    return found if found and found.text_sha256 == source.text_sha256 else None


def known_places(verified: Verified, sources: Mapping[str, Source]) -> Places:
    """Where the quotes stand of which a record still holds."""
    return {
        key: record.parts
        for key, record in verified.items()
        if key.source in sources and sources[key.source].text_sha256 == record.text_sha256
    }


Standing = Literal["", "verified", "altered", "ocr", "translated"]


def standing(verified: Verified, source: Source, quote: str, excerpt: str = "") -> Standing:
    """What a page may say of a quote: "" where nothing is known.

    Of a copy that is not faithful nothing is called verified; its fidelity says what it is.
    """
    if verified_quote(verified, source, quote, excerpt) is None:
        return ""
    return "verified" if source.fidelity == "faithful" else source.fidelity


def as_lines(records: Iterable[VerifiedQuote]) -> str:
    """The records as JSON, one a line, in the order of sources and their texts."""
    ordered = sorted(records, key=lambda r: (r.key.source, r.parts, r.key.excerpt, r.key))
    return "".join(json.dumps(_as_json(r), ensure_ascii=False) + "\n" for r in ordered)


def _as_json(record: VerifiedQuote) -> dict[str, Any]:
    excerpt = {"excerpt": record.key.excerpt} if record.key.excerpt else {}
    return {
        "source": record.key.source,
        **excerpt,
        "state": record.state,
        "quote_sha256": record.key.quote_sha256,
        "text_sha256": record.text_sha256,
        "parts": [
            {
                "start": part.start,
                "end": part.end,
                "words": [part.first_word, part.end_word],
                **({"prefix": part.prefix} if part.prefix else {}),
                **({"suffix": part.suffix} if part.suffix else {}),
            }
            for part in record.parts
        ],
    }


def from_line(line: str) -> VerifiedQuote:
    """The record of one line. Raises ValueError where it is none."""
    try:
        value = json.loads(line)
        if value["state"] not in ("exact", "normalised"):
            raise ValueError("an unknown state")
        parts = tuple(_part(part) for part in value["parts"])
        key = QuoteKey(
            str(value["source"]), str(value.get("excerpt", "")), str(value["quote_sha256"])
        )
        return VerifiedQuote(key, str(value["text_sha256"]), value["state"], parts)
    except (KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise ValueError("no record of a quote") from problem


def _part(value: Any) -> QuotePart:
    first, end = value["words"]
    numbers = (value["start"], value["end"], first, end)
    if not all(type(number) is int and number >= 0 for number in numbers):
        raise TypeError("a place that is no number")
    prefix, suffix = value.get("prefix", ""), value.get("suffix", "")
    if not isinstance(prefix, str) or not isinstance(suffix, str):
        raise TypeError("words that are none")
    if not (value["start"] < value["end"] and first < end <= first + value["end"]):
        raise ValueError("an empty place")
    return QuotePart(*numbers, prefix, suffix)
