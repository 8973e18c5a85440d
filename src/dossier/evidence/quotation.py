"""The quote budget: how many words of a source may be published, per passage and in all.

Words are counted once, wherever they stand: an excerpt quoted again by a claim costs nothing more.
The words beside a quote that go into the link to it are published too. Where it is known at which
words of the text a quote stands, the words themselves are counted, and quotes that follow each other
there are one passage; else overlaps are told from the quotes alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from dossier.cache import Cache
from dossier.config import Quotation
from dossier.diagnostics import Diagnostic, Location, Severity
from dossier.evidence.overlaps import distinct_words
from dossier.evidence.passages import Stretch, in_passages
from dossier.evidence.pasted import NOTHING, Pasted
from dossier.evidence.quotes import Quote, all_quotes, recorded_quotes
from dossier.evidence.words import words_of
from dossier.fragments import url_to_words, words_beside
from dossier.model.dossier import PublicDossier
from dossier.model.linked import LinkedDossier
from dossier.model.source import OMISSION, Source
from dossier.model.verification import Places, QuoteKey

MAX_NAMED = 12
"""Passages named where a budget is exceeded, the longest first."""


def check_quotation(
    linked: LinkedDossier,
    places: Places,
    counted: Mapping[str, int] | None,
    pasted: Pasted = NOTHING,
    cache: Cache | None = None,
) -> list[Diagnostic]:
    """Passages over the limit, sources over their share, quotes of what may not be quoted.

    `places` says where quotes stand, as far as that is known; `counted` how many words the full
    texts at hand have, by source, None where no texts were looked for. Of the others the record's own
    `words` are taken. `pasted` are words of the texts at hand that are not marked as quotes.
    """
    return _over(all_quotes(linked, cache), linked.public, places, counted, pasted)


def check_embargoed(
    linked: LinkedDossier,
    later: PublicDossier,
    places: Places,
    counted: Mapping[str, int],
    pasted: Pasted,
) -> list[Diagnostic]:
    """The errors of `check_quotation` when all embargoes have ended, of sources of which more is quoted then.

    `later` is what is public on that day, when nobody may be looking. What is quoted in Markdown is not in it:
    nothing reads that of a record before its day.
    """
    now = dict.fromkeys(all_quotes(linked))
    then = dict.fromkeys([*recorded_quotes(later), *now])
    more = {quote.source for quote in then if quote not in now}
    pasted = pasted._replace(quotes=tuple(q for q in pasted.quotes if q.source in more))
    quotes = (quote for quote in then if quote.source in more)
    found = _over(quotes, later, places, counted, pasted, "when all embargoes have ended, ")
    return [each for each in found if each.severity is Severity.ERROR]


def _over(
    quoted: Iterable[Quote],
    public: PublicDossier,
    places: Places,
    counted: Mapping[str, int] | None,
    pasted: Pasted,
    day: str = "",
) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    places = {**pasted.places, **places}
    limits = public.config.quotation
    for source, quotes in _by_source(quoted, pasted.quotes, public):
        if source.rights == "none":
            found.extend(_forbidden(source, quotes))
        elif source.rights == "quotation":
            found.extend(_too_long(source, quotes, limits, places))
            size = (counted or {}).get(source.id) or source.words
            found.extend(_over_share(source, quotes, places, size, limits, day))
            if counted is not None and not size and limits.max_share < 1:
                found.append(_unmeasured(source))
    return found


def affordable_contexts(
    linked: LinkedDossier, places: Places, counted: Mapping[str, int]
) -> frozenset[QuoteKey]:
    """The quotes whose recorded prefixes and suffixes may be published within the budget.

    These are words of the source like any others. A passage that they would make too long goes
    without; what remains of a source is published all or not at all, so that which it is does not
    hang on an order. Of a source whose number of words is not known nothing says that they fit.
    """
    limits = linked.public.config.quotation
    allowed: set[QuoteKey] = set()
    for source, quotes in _by_source(all_quotes(linked), (), linked.public):
        known = {quote.key for quote in quotes if quote.key in places}
        if source.rights != "open":
            stretches = _stretches(source, quotes, places, known)
            for passage in in_passages(stretches):
                if passage.words > limits.max_words:
                    known -= {quotes[number].key for number in passage.members}
            total = _published(source, quotes, places, known)
            size = counted.get(source.id) or source.words
            if limits.max_share < 1 and (not size or total > _allowed(size, limits)):
                continue
        allowed.update(known)
    return frozenset(allowed)


def _by_source(
    quoted: Iterable[Quote], pasted: Iterable[Quote], public: PublicDossier
) -> Iterator[tuple[Source, list[Quote]]]:
    quotes: dict[str, list[Quote]] = {}
    for quote in chain(quoted, pasted):
        quotes.setdefault(quote.source, []).append(quote)
    for name, listed in quotes.items():
        yield public.sources[name], listed


def _allowed(words: int, limits: Quotation) -> int:
    return int(words * limits.max_share)


def _once(quotes: Iterable[Quote]) -> dict[str, Quote]:
    """The quotes by their words, each once."""
    by_words: dict[str, Quote] = {}
    for quote in quotes:
        by_words.setdefault(_normal(quote.words), quote)
    return by_words


def _forbidden(source: Source, quotes: list[Quote]) -> Iterator[Diagnostic]:
    for quote in _once(quotes).values():
        message = f"'{source.id}' has rights: none, and is quoted here"
        yield Diagnostic("quote-forbidden", quote.at, message, "say it in words of your own")


def _too_long(
    source: Source, quotes: list[Quote], limits: Quotation, places: Places
) -> Iterator[Diagnostic]:
    """Quotes that are too long by themselves, then those that are so together."""
    long = set[str]()
    for words, quote in _once(quotes).items():
        count = len(words_of(words))
        if count > limits.max_words:
            long.add(words)
            message = f"this passage has {count} words; the limit is {limits.max_words}"
            hint = "shorten it, with […] for what you omit"
            yield Diagnostic("quote-too-long", quote.at, message, hint)
    rest = [quote for quote in quotes if _normal(quote.words) not in long]
    for members, count in _runs(source, rest, places):
        if count > limits.max_words:
            yield _run_too_long(members, count, limits)


def _runs(source: Source, quotes: list[Quote], places: Places) -> Iterator[tuple[list[Quote], int]]:
    """The quotes that follow each other, with all that is published of them; in no passage twice."""
    for passage in in_passages(_stretches(source, quotes, places, ())):
        yield [quotes[number] for number in passage.members], passage.words
    for quote in quotes:
        if quote.key not in places:
            yield [quote], len(words_of(_shown(source, quote)))


def _run_too_long(members: list[Quote], count: int, limits: Quotation) -> Diagnostic:
    by_words = _once(members)
    first = members[0]
    if len(by_words) == 1:
        message = f"this passage has {count} words with those beside it in its link"
        hint = "shorten it, or its 'prefix' and 'suffix'"
    else:
        message = f"passages that follow each other have {count} words as one"
        hint = f"shorten or drop one of them: {_named(by_words)}"
    message += f"; the limit is {limits.max_words}"
    return Diagnostic("quote-too-long", first.at, message, hint)


def _over_share(
    source: Source,
    quotes: list[Quote],
    places: Places,
    size: int | None,
    limits: Quotation,
    day: str,
) -> Iterator[Diagnostic]:
    if not size:
        return
    total, allowed = _published(source, quotes, places, ()), _allowed(size, limits)
    if total > allowed:
        message = (
            f"{day}{total} of the {size} words of '{source.id}' are published; "
            f"{limits.max_share:.0%} are {allowed}"
        )
        hint = f"shorten or drop a passage; they have {_named(_once(quotes))}"
        yield Diagnostic("quote-budget", Location(source.path, keys=("excerpts",)), message, hint)


def _unmeasured(source: Source) -> Diagnostic:
    message = f"'{source.id}' is quoted, and nothing says how many words it has"
    hint = "without that its share of the quote budget cannot be measured: write words: and their number"
    return Diagnostic("words-unknown", Location(source.path, keys=("excerpts",)), message, hint)


def _named(by_words: Mapping[str, Quote]) -> str:
    counts = {words: len(words_of(words)) for words in by_words}
    ranked = sorted(by_words.items(), key=lambda item: (-counts[item[0]], item[1].label))
    named = [f"{quote.label} {counts[words]}" for words, quote in ranked]
    more = f" and {len(named) - MAX_NAMED} more" if len(named) > MAX_NAMED else ""
    return ", ".join(named[:MAX_NAMED]) + more


def _published(
    source: Source, quotes: list[Quote], places: Places, contexts: Iterable[QuoteKey]
) -> int:
    """How many of a source's words are published, each counted once.

    A quote whose place is not known adds what its words add to those of the quotes whose is.
    """
    passages = in_passages(_stretches(source, quotes, places, contexts))
    total = sum(passage.words for passage in passages)
    known = [_shown(source, quote) for quote in quotes if quote.key in places]
    if len(known) == len(quotes):
        return total
    everything = distinct_words(_shown(source, quote) for quote in quotes)
    return total + everything - distinct_words(known)


def _stretches(
    source: Source, quotes: list[Quote], places: Places, contexts: Iterable[QuoteKey]
) -> Iterator[Stretch]:
    """Where words of the text are published by quotes whose place is known.

    With the words beside them in links; of those named in `contexts` also the recorded ones.
    """
    with_context = set(contexts)
    for number, quote in enumerate(quotes):
        parts = places.get(quote.key, ())
        before, after = (len(words_of(words)) for words in _beside(source, quote))
        for index, part in enumerate(parts):
            left = before if index == 0 else 0
            right = after if index == len(parts) - 1 else 0
            if quote.key in with_context:
                left = max(left, len(words_of(part.prefix)))
                right = max(right, len(words_of(part.suffix)))
            yield Stretch.around(part, left, right, number)


def _beside(source: Source, quote: Quote) -> tuple[str, str]:
    """The words beside a quote that stand in the link to its page; "" where no link holds them."""
    linked = (
        url_to_words(url, quote.words, quote.prefix, quote.suffix) != url_to_words(url, quote.words)
        for url, _ in source.addresses
    )
    return words_beside(quote.prefix, quote.suffix) if any(linked) else ("", "")


def _shown(source: Source, quote: Quote) -> str:
    before, after = _beside(source, quote)
    return " ".join(f"{before} {_normal(quote.words)} {after}".split())


def _normal(words: str) -> str:
    return " ".join(words.replace(OMISSION, " ").split())
