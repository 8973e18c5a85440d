"""Every quote of a dossier compared with the full texts that are at hand."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from dossier.diagnostics import Diagnostic, Location
from dossier.evidence.alignment import Alignment, Span, State, align, parts_of
from dossier.evidence.anchors import leads_there
from dossier.evidence.full_text import ReadText
from dossier.evidence.hints import hint_for
from dossier.evidence.omissions import find_omissions
from dossier.evidence.pasted import NOTHING, Pasted, find_pasted
from dossier.evidence.quotes import Quote, all_quotes, recorded_quotes
from dossier.evidence.typography import PlainText
from dossier.fragments import takes_words
from dossier.model.dossier import Dossier, PublicDossier
from dossier.model.linked import LinkedDossier
from dossier.model.source import Source
from dossier.model.verification import (
    VERIFIED_FILE,
    FullText,
    Places,
    QuoteKey,
    QuotePart,
    VerifiedQuote,
    folded_names,
    verified_quote,
    without_names,
)

MAX_CONTEXT = 32
"""Characters of a recorded prefix or suffix: they are words of the source too."""
_RECORD = "run 'dossier check --record' where the full texts are"


@dataclass(frozen=True)
class Comparison:
    """What was found: `records` of the public quotes that hold now, `states` of all quotes."""

    findings: list[Diagnostic] = field(default_factory=list)
    records: dict[QuoteKey, VerifiedQuote] = field(default_factory=dict)
    states: Counter[State] = field(default_factory=Counter)
    verified_before: int = 0
    """Of how many quotes whose text is not at hand a record holds."""
    kept: list[Diagnostic] = field(default_factory=list)
    """Those of the findings that are about lines which are recorded all the same: they may hold again."""
    places: Places = field(default_factory=dict)
    """Where the quotes stand, also those that are not public, and of texts whose hash is not stated."""
    words: dict[str, int] = field(default_factory=dict)
    """How many words the texts at hand have, by source."""
    pasted: Pasted = NOTHING
    """What stands in the dossier's own texts without being marked as a quote."""


def compare_quotes(
    dossier: Dossier, linked: LinkedDossier, texts: Mapping[str, FullText]
) -> Comparison:
    """Compares the quotes of `dossier`, drafts included, and those in its public prose.

    A text whose SHA-256 is not that of the source's record is reported, and nothing is compared with
    it. Only what is public is recorded: the record is under version control.
    """
    usable, found = _usable(dossier, texts)
    public = list(all_quotes(linked))
    public_keys = {quote.key for quote in public}
    states: Counter[State] = Counter()
    before = 0
    records: dict[QuoteKey, VerifiedQuote] = {}
    withheld: dict[QuoteKey, tuple[QuotePart, ...]] = {}
    for quote in dict.fromkeys([*recorded_quotes(dossier), *public]):
        source = dossier.sources[quote.source]
        stored = verified_quote(dossier.verified, source, quote.key)
        text = usable.get(quote.source)
        place = _place(quote, text, stored)
        states[place.state] += 1
        if text is None:
            before += stored is not None
            if stored and quote.key in public_keys:
                records[quote.key] = stored
            continue
        found += _problem(quote, place, text)
        if not place.spans:
            continue
        if not stored:  # else somebody has looked at it, and nothing has changed since
            found += find_omissions(quote, place.spans, text, _language(source, quote))
        record = _record(quote, texts[quote.source].sha256, place, text)
        if quote.key not in public_keys:
            withheld[quote.key] = record.parts
        else:
            records[quote.key], led = _with_reach(record, quote, place, text)
            if not led and any(takes_words(url) for url, _ in source.addresses):
                found.append(_elsewhere(quote))
    places = {key: record.parts for key, record in records.items()}
    hidden = _hidden_names(dossier, linked)
    records = {
        key: without_names(record, hidden)
        for key, record in records.items()
        if dossier.sources[key.source].text_sha256
    }
    stale = dict(_stale(dossier, public_keys, records, usable))
    kept = _kept(dossier, linked.public, public_keys, usable)
    records = {
        **{key: without_names(record, hidden) for key, record in kept.items()},
        **records,
    }
    found += stale.values()
    found += _unhashed(dossier, dict.fromkeys(key.source for key in places), texts)
    words = {name: len(text.word_starts) for name, text in usable.items()}
    pasted = find_pasted(linked.public, {name: texts[name] for name in usable})
    lasting = [stale[key] for key in kept if key in stale]
    return Comparison(found, records, states, before, lasting, places | withheld, words, pasted)


def _kept(
    dossier: Dossier,
    public: PublicDossier,
    public_keys: Collection[QuoteKey],
    compared: Collection[str],
) -> dict[QuoteKey, VerifiedQuote]:
    """What is recorded of texts that are not at hand: each line stays while its source and excerpt are there.

    Also beside a text that was changed, and where the quote was: who undoes that has it back.
    """
    named = {
        (source.id, name)
        for source in public.sources.values()
        for name in ("", *(excerpt.key for excerpt in source.excerpts))
    }
    hidden = {quote.key for quote in recorded_quotes(dossier)}.difference(public_keys)
    return {
        key: record
        for key, record in dossier.verified.items()
        if key.source not in compared and (key.source, key.excerpt) in named and key not in hidden
    }


def _usable(
    dossier: Dossier, texts: Mapping[str, FullText]
) -> tuple[dict[str, ReadText], list[Diagnostic]]:
    """The texts that are those of the records, and what the records say wrongly of the texts."""
    found: list[Diagnostic] = []
    usable: dict[str, ReadText] = {}
    for name, full in texts.items():
        source = dossier.sources[name]
        if source.text_sha256 not in (None, full.sha256):
            found.append(_changed(source, full))
            continue
        usable[name] = text = ReadText.of(f"seeds/{source.text}", full.text)
        if source.words not in (None, len(text.word_starts)):
            found.append(_miscounted(source, len(text.word_starts)))
    return usable, found


def _place(quote: Quote, text: ReadText | None, stored: VerifiedQuote | None) -> Alignment:
    """Where a quote stands; of several places the one of the record, where there is one."""
    recorded = [(part.start, part.end) for part in stored.parts] if stored else ()
    return align(text.plain if text else None, quote.words, quote.prefix, quote.suffix, recorded)


def _language(source: Source, quote: Quote) -> str:
    """The language of a quote, as far as its record says; "" elsewhere."""
    own = (each.lang for each in source.excerpts if each.key == quote.excerpt)
    return next(own, None) or source.language or ""


def _unhashed(
    dossier: Dossier, quoted: Iterable[str], texts: Mapping[str, FullText]
) -> Iterator[Diagnostic]:
    for source in map(dossier.sources.__getitem__, quoted):
        if source.id in texts and source.text_sha256 is None:
            at = Location(source.path, keys=("text",))
            message = (
                f"quotes of '{source.id}' stand in its text, and nothing says which text that is"
            )
            sha256 = texts[source.id].sha256
            hint = f"without its hash nothing is recorded: write text_sha256: {sha256}"
            yield Diagnostic("text-unhashed", at, message, hint)


def _miscounted(source: Source, words: int) -> Diagnostic:
    at = Location(source.path, keys=("words", ""))
    message = f"seeds/{source.text} has not {source.words} words"
    return Diagnostic("words-miscounted", at, message, f"it has {words}: write words: {words}")


def _hidden_names(dossier: Dossier, linked: LinkedDossier) -> frozenset[str]:
    """The names of the actors that are not public."""
    hidden = [actor for key, actor in dossier.actors.items() if key not in linked.public.actors]
    return folded_names(
        name for actor in hidden for name in (actor.name, *(a.text for a in actor.aliases))
    )


def _changed(source: Source, full: FullText) -> Diagnostic:
    at = Location(source.path, keys=("text_sha256", ""))
    message = f"seeds/{source.text} is not the text that was quoted: its SHA-256 is {full.sha256}"
    hint = (
        "put the text back; where its publisher has corrected it, keep the old one and make the new one "
        "a source of its own; or write this hash, and look at every quote that is then not found"
    )
    return Diagnostic("text-changed", at, message, hint)


def _problem(quote: Quote, place: Alignment, text: ReadText) -> Iterator[Diagnostic]:
    if place.state == "ambiguous":
        message = f"this quote stands more than once in the text of '{quote.source}'"
        hint = "give the words right before it as 'prefix', or those after it as 'suffix'"
        if not quote.excerpt:
            hint = "quote more words, or make it an excerpt with a 'prefix'"
        yield Diagnostic("quote-ambiguous", quote.at, message, hint)
    if place.state != "not-found":
        return
    message = f"this quote does not stand in the text of '{quote.source}'"
    if place.reason == "order":
        message = f"the parts of this quote stand in another order in the text of '{quote.source}'"
        hint = f"this part stands nowhere after the one before it: {_begin(place.missing)}"
    elif place.reason == "context":
        message = f"this quote stands in the text of '{quote.source}', but not beside these words"
        hint = (
            "copy 'prefix' and 'suffix' from the text: the words right before and after the quote"
        )
    else:
        hint = hint_for(quote, text)
    yield Diagnostic("quote-not-found", quote.at, message, hint)


def _begin(words: str) -> str:
    listed = words.split()
    return " ".join(listed[:8]) + (" …" if len(listed) > 8 else "")


def _record(quote: Quote, sha256: str, place: Alignment, text: ReadText) -> VerifiedQuote:
    words = parts_of(quote.words)
    parts = tuple(_part(*each, text) for each in zip(place.spans, words, strict=True))
    return VerifiedQuote(
        quote.key, sha256, "exact" if place.state == "exact" else "normalised", parts
    )


def _with_reach(
    record: VerifiedQuote, quote: Quote, place: Alignment, text: ReadText
) -> tuple[VerifiedQuote, bool]:
    """The record with what a link to the quote has to name, and whether it then leads there."""
    beside = (quote.prefix, quote.suffix)
    reach, led = leads_there(text.page, quote.words, *beside, place.spans)
    return record._replace(reach=reach), led


def _elsewhere(quote: Quote) -> Diagnostic:
    message = f"the same words stand earlier in the text of '{quote.source}': its link leads there"
    hint = "browsers make no difference between 'The' and 'the'; give the words right before it as 'prefix'"
    if not quote.excerpt:
        hint = "quote more words, or make it an excerpt with a 'prefix'"
    return Diagnostic("quote-link", quote.at, message, hint)


def _part(span: Span, words: str, text: ReadText) -> QuotePart:
    start, end = span
    first = max(0, bisect_right(text.word_starts, start) - 1)
    end_word = bisect_left(text.word_starts, end)
    exact = text.plain.original[start:end]
    if exact == " ".join(words.split()):
        exact = ""
    return QuotePart(start, end, first, end_word, *distinguishing_context(span, text.plain), exact)


def distinguishing_context(span: Span, text: PlainText) -> tuple[str, str]:
    """The fewest words before, then after a place, that tell it from all others with its words.

    "" and "" where its words stand only once, or where no context of 32 characters is enough.
    """
    plain = text.plain
    start, end = bisect_left(text.starts, span[0]), bisect_left(text.ends, span[1]) + 1
    words = plain[start:end]
    others = [at for at in _all(plain, words) if at != start]
    if not others:
        return "", ""
    before = after = 0
    befores = _steps(plain[max(0, start - MAX_CONTEXT) : start][::-1])
    afters = _steps(plain[end : end + MAX_CONTEXT])
    for before, after in [(n, 0) for n in befores] + [(befores[-1], n) for n in afters]:
        left, right = plain[start - before : start], plain[end : end + after]
        others = [
            at
            for at in others
            if plain[max(0, at - before) : at] == left
            and plain[at + len(words) : at + len(words) + after] == right
        ]
        if not others:
            break
    else:
        return "", ""
    original = text.original
    prefix = original[text.starts[start - before] : span[0]] if before else ""
    suffix = original[span[1] : text.ends[end + after - 1]] if after else ""
    return prefix, suffix


def _all(plain: str, words: str) -> Iterator[int]:
    at = plain.find(words)
    while at >= 0:
        yield at
        at = plain.find(words, at + 1)


def _steps(beside: str) -> list[int]:
    """Lengths at which a context may end, reading away from the quote: whole words; at least [0]."""
    return [match.end() for match in re.finditer(r"\s*\S+(?=\s)", beside)] or [0]


def _stale(
    dossier: Dossier,
    public_keys: Iterable[QuoteKey],
    records: Mapping[QuoteKey, VerifiedQuote],
    compared: Mapping[str, ReadText],
) -> Iterator[tuple[QuoteKey, Diagnostic]]:
    """The lines of the record that hold no more."""
    wanted = set(public_keys)
    for key, record in dossier.verified.items():
        source = dossier.sources.get(key.source)
        name = f"'{key.source}'" + (f", excerpt '{key.excerpt}'" if key.excerpt else "")
        at = Location(VERIFIED_FILE, needle=key.quote_sha256)
        if key not in wanted and _may_be_unread(key, dossier.broken):
            continue
        if source is None or key not in wanted:
            message = f"this record of {name} fits no quote that is there now"
        elif record.text_sha256 != source.text_sha256:
            message = f"this record of {name} is about another text than its 'text_sha256' names"
        elif key.source in compared and records.get(key, record) != record:
            message = f"this record of {name} is not what the full text says now"
        else:
            continue
        yield key, Diagnostic("stale-record", at, message, _RECORD)


def _may_be_unread(key: QuoteKey, broken: Collection[str]) -> bool:
    """Whether a quote may stand in a file that has errors: its source's, or any that can cite."""
    return f"sources:{key.source}" in broken or (not key.excerpt and bool(broken))
