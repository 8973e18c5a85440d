"""The quote budget: how many words of a source may be published, per passage and in all.

Words are counted once, wherever they stand: an excerpt quoted again by a claim costs nothing more.
"""

from __future__ import annotations

from collections.abc import Iterator

from dossier.config import Quotation
from dossier.diagnostics import Diagnostic, Location
from dossier.model.claim import Citation, Event
from dossier.model.dossier import PublicDossier
from dossier.model.linked import LinkedDossier
from dossier.model.source import OMISSION, Source


def check_quotation(linked: LinkedDossier) -> list[Diagnostic]:
    """Passages over the limit, sources over their share, quotes of what may not be quoted."""
    quotes: dict[str, dict[str, str]] = {}
    for quoted, words, path in _all_quotes(linked):
        quotes.setdefault(quoted, {}).setdefault(_normal(words), path)
    found: list[Diagnostic] = []
    for name, by_words in quotes.items():
        source = linked.public.sources.get(name)
        if source is not None and source.rights != "open":
            found.extend(_over_budget(source, by_words, linked.public.config.quotation))
    return found


def _over_budget(
    source: Source, by_words: dict[str, str], limits: Quotation
) -> Iterator[Diagnostic]:
    for words, path in by_words.items():
        count = len(words.split())
        at = Location(path, needle=" ".join(words.split()[:3]))
        if source.rights == "none":
            message = f"'{source.id}' has rights: none, and is quoted here"
            yield Diagnostic("quote-forbidden", at, message, "say it in words of your own")
        elif count > limits.max_words:
            message = f"this passage has {count} words; the limit is {limits.max_words}"
            yield Diagnostic(
                "quote-too-long", at, message, "shorten it, with […] for what you omit"
            )
    if source.words and source.rights == "quotation":
        total = sum(map(len, _merged(list(by_words))))
        allowed = int(source.words * limits.max_share)
        if total > allowed:
            message = (
                f"{total} of the {source.words} words of '{source.id}' are published; "
                f"{limits.max_share:.0%} are {allowed}"
            )
            hint = "shorten or drop a passage"
            at = Location(source.path, keys=("excerpts",))
            yield Diagnostic("quote-budget", at, message, hint)


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


def _all_quotes(linked: LinkedDossier) -> Iterator[tuple[str, str, str]]:
    """Source, words and file of everything quoted anywhere."""
    public = linked.public
    for source in public.sources.values():
        for excerpt in source.excerpts:
            yield source.id, excerpt.quote, source.path
    for path, citation in _citations(public):
        if citation.quote:
            yield citation.source, citation.quote, path
    for path, text in linked.texts():
        for name, words in text.quoted:
            yield name, words, path


def _citations(public: PublicDossier) -> Iterator[tuple[str, Citation]]:
    for actor in public.actors.values():
        for claim in (*actor.facts, *actor.relations):
            yield from ((actor.path, citation) for citation in claim.sources)
    for shared in public.events.values():
        yield from ((shared.path, citation) for citation in _of_event(shared.event))


def _of_event(event: Event) -> Iterator[Citation]:
    yield from event.sources
    for account in event.dates:
        yield from account.sources
