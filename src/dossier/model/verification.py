"""What was verified of each quote: the record that stands in `content/verified.jsonl`.

A record names a quote by its source and a hash of its words and of those that its excerpt gives beside
it, and the text by its hash, so that it stops to hold by itself where any of them changes. The form of a
line is told in docs/format.md, "The record of what was verified".
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

from dossier.fold import fold_name
from dossier.model.source import Excerpt, Source

VERIFIED_FILE = "content/verified.jsonl"


class FullText(NamedTuple):
    """A source's full text and the SHA-256 of the bytes of its file, a byte-order mark included.

    The text itself has none: offsets count from the first character after it.
    """

    text: str
    sha256: str


class QuotePart(NamedTuple):
    """Where a part of a quote stands in the full text.

    `start`, `end`: code points, half open. `first_word`, `end_word`: words of the text as white space
    divides them, half open. `prefix`, `suffix`: the words beside it by which it is told from other
    places with the same words; "" where it stands only once. `exact`: the text's own letters; "" where
    they are those of the quote with single blanks.
    """

    start: int
    end: int
    first_word: int
    end_word: int
    prefix: str = ""
    suffix: str = ""
    exact: str = ""


class Reach(NamedTuple):
    """Which words of a quote a link to it names, where its first and last eight would lead elsewhere.

    `run`: from which run of words on, counted from 0 between omissions and line breaks. `start`, `end`:
    how many words of that run's beginning and of the end.
    """

    run: int
    start: int
    end: int


class Wording(NamedTuple):
    """What is recorded of the words that a link to a quote names.

    `exact`: the text's own letters of each part, "" where they are those of the quote; () where all are.
    """

    exact: tuple[str, ...] = ()
    reach: Reach | None = None


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
    reach: Reach | None = None


Verified = Mapping[QuoteKey, VerifiedQuote]
Places = Mapping[QuoteKey, tuple[QuotePart, ...]]
"""Where quotes stand in their texts, of those of which it is known."""


def quote_key(
    source: str, quote: str, excerpt: str = "", prefix: str = "", suffix: str = ""
) -> QuoteKey:
    """The name of a quote. White space does not count, so that a record may be wrapped anew.

    The words beside it do: they say which of several places is meant.
    """
    words = [" ".join(each.split()) for each in (quote, prefix, suffix)]
    told = "\0".join(words) if any(words[1:]) else words[0]
    return QuoteKey(source, excerpt, hashlib.sha256(told.encode()).hexdigest())


def excerpt_key(source: str, excerpt: Excerpt) -> QuoteKey:
    """The name of an excerpt's quote."""
    beside = (excerpt.prefix or "", excerpt.suffix or "")
    return quote_key(source, excerpt.quote, excerpt.key, *beside)


def verified_quote(verified: Verified, source: Source, key: QuoteKey) -> VerifiedQuote | None:
    """What was verified of a quote, where that still holds: the same words, the same text."""
    found = verified.get(key)
    return found if found and found.text_sha256 == source.text_sha256 else None


def without_names(record: VerifiedQuote, folded: Iterable[str]) -> VerifiedQuote:
    """The record without the words beside a quote where these hold one of some names.

    They come from the unpublished text, and go into a tracked file and into the exports. `folded`
    are names as `folded_names` has them; one word of a name is enough.
    """
    names = frozenset(folded)

    def tells(part: QuotePart) -> bool:
        words = fold_name(f"{part.prefix} {part.suffix}").casefold()
        return any(name in words for name in names)

    parts = tuple(
        part._replace(prefix="", suffix="") if tells(part) else part for part in record.parts
    )
    return record._replace(parts=parts)


AS_QUOTED = Wording()
"""Of words that are the text's own, to the letter."""


def wordings(verified: Verified, sources: Mapping[str, Source]) -> dict[QuoteKey, Wording]:
    """What links to quotes go by, of each record that holds."""
    return {key: _wording(verified[key]) for key in known_places(verified, sources)}


def _wording(record: VerifiedQuote) -> Wording:
    exact = tuple(part.exact for part in record.parts)
    if any(exact):
        return Wording(exact, record.reach)
    return Wording((), record.reach) if record.reach else AS_QUOTED


MIN_NAME = 4
"""Letters of a word of a name by which somebody could be known; shorter ones are found in any text."""


def folded_names(names: Iterable[str]) -> frozenset[str]:
    """Whole names, and their words of four letters and more, folded and in small letters."""
    whole = {fold_name(name).casefold() for name in names}
    words = {word for name in whole for word in re.findall(r"\w+", name) if len(word) >= MIN_NAME}
    return frozenset(name for name in whole | words if name)


def known_places(verified: Verified, sources: Mapping[str, Source]) -> Places:
    """Where the quotes stand of which a record still holds."""
    return {
        key: record.parts
        for key, record in verified.items()
        if key.source in sources and sources[key.source].text_sha256 == record.text_sha256
    }


Standing = Literal["", "verified", "altered", "ocr", "translated"]


def standing(verified: Verified, source: Source, key: QuoteKey) -> Standing:
    """What a page may say of a quote: "" where nothing is known.

    Of a copy that is not faithful nothing is called verified; its fidelity says what it is.
    """
    if verified_quote(verified, source, key) is None:
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
        **({"link": list(record.reach)} if record.reach else {}),
        "parts": [
            {
                "start": part.start,
                "end": part.end,
                "words": [part.first_word, part.end_word],
                **({"prefix": part.prefix} if part.prefix else {}),
                **({"suffix": part.suffix} if part.suffix else {}),
                **({"exact": part.exact} if part.exact else {}),
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
        reach = _reach(value["link"]) if "link" in value else None
        return VerifiedQuote(key, str(value["text_sha256"]), value["state"], parts, reach)
    except (KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise ValueError("no record of a quote") from problem


def _reach(value: Any) -> Reach:
    run, start, end = value
    if not all(type(number) is int and number >= 0 for number in value) or not start or not end:
        raise TypeError("numbers of words that are none")
    return Reach(run, start, end)


def _part(value: Any) -> QuotePart:
    first, end = value["words"]
    numbers = (value["start"], value["end"], first, end)
    if not all(type(number) is int and number >= 0 for number in numbers):
        raise TypeError("a place that is no number")
    words = [value.get(key, "") for key in ("prefix", "suffix", "exact")]
    if not all(isinstance(each, str) for each in words):
        raise TypeError("words that are none")
    if not (value["start"] < value["end"] and first < end <= first + value["end"]):
        raise ValueError("an empty place")
    return QuotePart(*numbers, *words)
