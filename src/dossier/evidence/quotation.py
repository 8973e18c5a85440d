"""The quote budget: how many words of a source may be published, per passage and in all.

Words are counted once, wherever they stand: an excerpt quoted again by a claim costs nothing more.
Where it is recorded at which words of the text a quote stands, the words themselves are counted; else
overlaps are told from the quotes alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dossier.config import Quotation
from dossier.diagnostics import Diagnostic, Location
from dossier.evidence.quotes import Quote, all_quotes
from dossier.model.linked import LinkedDossier
from dossier.model.source import OMISSION, Source
from dossier.model.verification import QuoteKey, Verified, VerifiedQuote, verified_quote

MAX_NAMED = 12
"""Passages named where a budget is exceeded, the longest first."""


def check_quotation(linked: LinkedDossier, verified: Verified) -> list[Diagnostic]:
    """Passages over the limit, sources over their share, quotes of what may not be quoted.

    `verified` says where quotes stand; records that do not hold any more are passed over.
    """
    found: list[Diagnostic] = []
    for source, quotes in _by_source(linked):
        if source.rights != "open":
            found.extend(_over_budget(source, quotes, linked.public.config.quotation, verified))
    return found


def affordable_contexts(linked: LinkedDossier, verified: Verified) -> frozenset[QuoteKey]:
    """The quotes whose recorded prefixes and suffixes may be published within the budget.

    They are words of the source like any others. All of a source's, or none: so that which of them
    are published does not hang on an order.
    """
    limits = linked.public.config.quotation
    allowed: set[QuoteKey] = set()
    for source, quotes in _by_source(linked):
        short = [
            quote
            for quote in quotes
            if (record := _record(source, quote, verified))
            and len(_words_at(record, contexts=True)) <= limits.max_words
        ]
        total = _published(source, quotes, verified, {quote.key for quote in short})
        in_budget = not source.words or total <= _allowed(source.words, limits)
        if source.rights == "open" or in_budget:
            allowed.update(quote.key for quote in short)
    return frozenset(allowed)


def _by_source(linked: LinkedDossier) -> Iterator[tuple[Source, list[Quote]]]:
    quotes: dict[str, list[Quote]] = {}
    for quote in all_quotes(linked):
        quotes.setdefault(quote.source, []).append(quote)
    for name, listed in quotes.items():
        yield linked.public.sources[name], listed


def _allowed(words: int, limits: Quotation) -> int:
    return int(words * limits.max_share)


def _over_budget(
    source: Source, quotes: list[Quote], limits: Quotation, verified: Verified
) -> Iterator[Diagnostic]:
    by_words: dict[str, Quote] = {}
    for quote in quotes:
        by_words.setdefault(_normal(quote.words), quote)
    for words, quote in by_words.items():
        count = len(words.split())
        if source.rights == "none":
            message = f"'{source.id}' has rights: none, and is quoted here"
            yield Diagnostic("quote-forbidden", quote.at, message, "say it in words of your own")
        elif count > limits.max_words:
            message = f"this passage has {count} words; the limit is {limits.max_words}"
            yield Diagnostic(
                "quote-too-long", quote.at, message, "shorten it, with […] for what you omit"
            )
    if source.words and source.rights == "quotation":
        total = _published(source, quotes, verified, ())
        allowed = _allowed(source.words, limits)
        if total > allowed:
            message = (
                f"{total} of the {source.words} words of '{source.id}' are published; "
                f"{limits.max_share:.0%} are {allowed}"
            )
            at = Location(source.path, keys=("excerpts",))
            yield Diagnostic("quote-budget", at, message, _passages(by_words))


def _passages(by_words: dict[str, Quote]) -> str:
    ranked = sorted(by_words.items(), key=lambda item: (-len(item[0].split()), item[1].label))
    named = [f"{quote.label} {len(words.split())}" for words, quote in ranked]
    more = f" and {len(named) - MAX_NAMED} more" if len(named) > MAX_NAMED else ""
    return f"shorten or drop a passage; they have {', '.join(named[:MAX_NAMED])}{more}"


def _published(
    source: Source, quotes: list[Quote], verified: Verified, contexts: Iterable[QuoteKey]
) -> int:
    """How many of a source's words are published, each counted once.

    A quote whose place is not known adds what its words add to those of the quotes whose is.
    """
    shown = set(contexts)
    places: set[int] = set()
    known: list[str] = []
    for quote in quotes:
        if record := _record(source, quote, verified):
            places |= _words_at(record, contexts=quote.key in shown)
            known.append(_normal(quote.words))
    if len(known) == len(quotes):
        return len(places)
    everything = sum(map(len, _merged([_normal(quote.words) for quote in quotes])))
    return len(places) + everything - sum(map(len, _merged(known)))


def _record(source: Source, quote: Quote, verified: Verified) -> VerifiedQuote | None:
    return verified_quote(verified, source, quote.words, quote.excerpt)


def _words_at(record: VerifiedQuote, *, contexts: bool) -> set[int]:
    """Which words of the text a quote publishes, counted from the text's begin."""
    return {
        number
        for part in record.parts
        for number in range(
            part.first_word - (len(part.prefix.split()) if contexts else 0),
            part.end_word + (len(part.suffix.split()) if contexts else 0),
        )
    }


MIN_OVERLAP = 3
"""Words that the end of one quote and the beginning of another must share to be one passage."""


def _merged(quotes: list[str]) -> list[list[str]]:
    """The quotes as passages of the text: what stands in two of them is counted once.

    Without the full text, overlaps are told from the quotes alone: one inside another, or the end
    of one that is the beginning of another.
    """
    passages: list[list[str]] = []
    for quote in sorted(set(quotes), key=lambda words: (-len(words), words)):
        words = quote.split()
        while (other := _overlapping(words, passages)) is not None:
            passages.remove(other)
            words = _joined(words, other)
        passages.append(words)
    return passages


def _overlapping(words: list[str], passages: list[list[str]]) -> list[str] | None:
    return next((p for p in passages if len(_joined(words, p)) < len(words) + len(p)), None)


def _joined(one: list[str], other: list[str]) -> list[str]:
    """The shortest run of words that holds both, where they overlap; else one after the other."""
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    if any(longer[i : i + len(shorter)] == shorter for i in range(len(longer) - len(shorter) + 1)):
        return longer
    for first, second in ((one, other), (other, one)):
        for shared in range(min(len(first), len(second)) - 1, MIN_OVERLAP - 1, -1):
            if first[-shared:] == second[:shared]:
                return first + second[shared:]
    return one + other


def _normal(words: str) -> str:
    return " ".join(words.replace(OMISSION, " ").split())
