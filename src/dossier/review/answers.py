"""From an answer to the lines of YAML that record it, so that the same is never asked again."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dossier.fold import fold, fold_name
from dossier.link.decisions import whole_words
from dossier.link.lexicon import Lexicon
from dossier.load import record_of
from dossier.load.edit import EditRefused, add_empty_list, add_items, set_entries
from dossier.load.files import ContentFile
from dossier.model.linked import Mention
from dossier.model.source import Source
from dossier.review.questions import Passage, Question, is_uncertain, passages, same_words

Entries = dict[str, str | None]
Span = tuple[int, int]


class Outdated(Exception):
    """The record has changed so that the question no longer stands."""


@dataclass(frozen=True)
class Answer:
    """Whom the words of a question mean (None: nobody), here or in all that follow in this text."""

    actor: str | None
    every: bool = False


@dataclass(frozen=True)
class Recorded:
    """A record with the answer in it."""

    yaml: str
    entries: Entries
    """What was written into `links`."""
    settled: int
    """How many mentions it decides in the text of the question."""


def recorded(
    yaml: str, question: Question, answer: Answer, full_text: str | None, lexicon: Lexicon
) -> Recorded:
    """The record `yaml`, as it is now, with the answer in the `links` that the question belongs to.

    Raises Outdated where the words no longer stand there undecided, and EditRefused where the
    answer cannot be written.
    """
    passage, mention = _found_again(
        source_of(yaml, question.passage.source), question, full_text, lexicon
    )
    targets = [mention]
    if answer.every:
        targets += [
            other
            for other in passage.mentions(lexicon)
            if other.start > mention.start and is_uncertain(other) and same_words(other, mention)
        ]
    entries = _entries(passage, targets, answer, full_text, lexicon)
    return Recorded(set_entries(yaml, passage.keys, entries), entries, len(targets))


def with_named(yaml: str, source: Source, actors: list[str]) -> str:
    """The record `yaml` with actors at the end of `named`. Raises EditRefused and Outdated."""
    present = source_of(yaml, source).named
    return add_items(yaml, ("named",), [actor for actor in actors if actor not in present])


def without_named(yaml: str) -> str:
    """The record `yaml` with an empty `named` where it has none. Raises EditRefused."""
    return add_empty_list(yaml, ("named",))


def by_hand(question: Question, answer: Answer) -> Entries:
    """What the author may write where the command cannot."""
    return {_words(question.mention): answer.actor}


def source_of(yaml: str, source: Source) -> Source:
    """The record as its file is now. Raises Outdated where it can no longer be read."""
    fresh, _ = record_of(Source, yaml, ContentFile(source.id, source.path))
    if fresh is None:
        raise Outdated
    return fresh


def _found_again(
    source: Source, question: Question, full_text: str | None, lexicon: Lexicon
) -> tuple[Passage, Mention]:
    """The question's words in the record as it is now."""
    asked, words = question.passage, question.mention
    same = [
        passage
        for passage in passages(source, full_text)
        if passage.text == asked.text and (passage.excerpt is None) == (asked.excerpt is None)
    ]
    for passage in sorted(same, key=lambda each: each.excerpt != asked.excerpt):
        for mention in passage.mentions(lexicon):
            if (mention.start, mention.end) == (words.start, words.end) and is_uncertain(mention):
                return passage, mention
    raise Outdated


# ------------------------------------------------------------------------------- in which words


def _words(mention: Mention) -> str:
    return " ".join(mention.text.split())


def _entries(
    passage: Passage,
    targets: list[Mention],
    answer: Answer,
    full_text: str | None,
    lexicon: Lexicon,
) -> Entries:
    """Words, with a number where needed, that decide exactly the targets."""
    plain: Entries = {_words(targets[0]): answer.actor}
    numbers = dict(_numbered(passage.text, targets))
    if answer.every or len(_places(passage.text, targets[0])) == 1:
        after = _with_links(passage.source, passage, plain)
        if _is_exact(passage, targets, answer.actor, after, full_text, lexicon):
            return plain
    entries: Entries = {
        f"{_words(mention)}#{numbers[mention]}": answer.actor
        for mention in targets
        if mention in numbers
    }
    after = _with_links(passage.source, passage, entries)
    spans = _spans(targets)
    states = _states(_same_place(after, passage, full_text), lexicon)
    if any(states.get(span) != (answer.actor, "decision") for span in spans):
        raise EditRefused("no decision in `links` reaches these words")
    return entries


def _places(text: str, mention: Mention) -> list[int]:
    """Where the words of a mention stand as whole words, as decisions count them."""
    return [place.start() for place in whole_words(fold_name(mention.text), fold(text)[0])]


def _numbered(text: str, targets: list[Mention]) -> Iterator[tuple[Mention, int]]:
    """Which occurrence of its words each mention is, counted from one."""
    offsets = fold(text)[1]
    numbers = {start: number for number, start in enumerate(_places(text, targets[0]), 1)}
    for mention in targets:
        start = mention.start if offsets is None else bisect_left(offsets, mention.start)
        if start in numbers:
            yield mention, numbers[start]


def _with_links(source: Source, passage: Passage, entries: Mapping[str, str | None]) -> Source:
    if passage.excerpt is None:
        return source.model_copy(update={"links": {**source.links, **entries}})
    excerpts = list(source.excerpts)
    excerpt = excerpts[passage.excerpt]
    links = {**excerpt.links, **entries}
    excerpts[passage.excerpt] = excerpt.model_copy(update={"links": links})
    return source.model_copy(update={"excerpts": tuple(excerpts)})


def _same_place(source: Source, passage: Passage, full_text: str | None) -> Passage:
    return next(p for p in passages(source, full_text) if p.excerpt == passage.excerpt)


def _states(passage: Passage, lexicon: Lexicon) -> dict[Span, tuple[str | None, str]]:
    """Of every mention, who is linked and by which rule."""
    return {(m.start, m.end): (m.actor, m.rule) for m in passage.mentions(lexicon)}


def _spans(mentions: list[Mention]) -> set[Span]:
    return {(m.start, m.end) for m in mentions}


def _is_exact(
    passage: Passage,
    targets: list[Mention],
    actor: str | None,
    after: Source,
    full_text: str | None,
    lexicon: Lexicon,
) -> bool:
    """Whether a source with the new decision decides the targets, and nothing else of its texts.

    A plain decision on the full text holds for the excerpts too. Where these have the same words it
    would answer for them, which nobody did, and against what was said of single occurrences.
    """
    pairs = zip(passages(passage.source, full_text), passages(after, full_text), strict=True)
    for old, new in pairs:
        here = old.excerpt == passage.excerpt
        spans = _spans(targets) if here else set()
        before, states = _states(old, lexicon), _states(new, lexicon)
        if here and any(states.get(span) != (actor, "decision") for span in spans):
            return False
        if _elsewhere(before, spans) != _elsewhere(states, spans):
            return False
    return True


def _elsewhere(
    states: dict[Span, tuple[str | None, str]], spans: set[Span]
) -> dict[Span, tuple[str | None, str]]:
    """What holds outside some places; a decision for nobody where nobody was seen changes nothing."""
    return {
        span: state
        for span, state in states.items()
        if span not in spans and state != (None, "decision")
    }
