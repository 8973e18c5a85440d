"""What the author should decide: the mentions that the linker holds back or links by context alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dossier.diagnostics import Keys
from dossier.fold import fold_name
from dossier.link.lexicon import Lexicon
from dossier.link.open_text import SENTENCE_END
from dossier.link.scan import find_mentions
from dossier.link.texts import surroundings
from dossier.load.edit import node_at
from dossier.load.text import line_and_column
from dossier.model.linked import Mention
from dossier.model.source import Source
from dossier.terminal import printable

_DECIDED = ("decision", "not-in", "autolink-off")
"""Rules that hold a name back because the author said so."""
_BY_CONTEXT = ("short-form", "place-guard")
"""Rules that link a name by what stands around it, which may mislead."""
_HELD_BACK = {
    "ambiguous": "these words may also mean something else, as the profile says",
    "place-guard": "the words around it say that a place is meant, or leave it open",
    "namesake": "somebody without a profile, named in full before, is called so too",
    "other-sense": "it may be a common word, a river, a ship, a work of art or somebody's office here",
}
_LINKED = {
    "short-form": "a short form; the full name stands before it, or its actor is in `named`",
    "place-guard": "a place has this name too, and no word beside it says which of the two is meant",
}
_REACH = 400
"""Characters of a sentence that are shown before and after the words in question."""


@dataclass(frozen=True)
class Passage:
    """One text of a source whose names are linked: an excerpt, or the open full text."""

    source: Source
    text: str
    excerpt: int | None = None
    """Which excerpt, counted from zero; None for the full text."""

    @property
    def keys(self) -> Keys:
        """Where the record keeps the decisions on this text."""
        return ("links",) if self.excerpt is None else ("excerpts", self.excerpt, "links")

    @property
    def label(self) -> str:
        """Which of the source's texts this is, in words."""
        if self.excerpt is None:
            return "full text"
        return f"excerpt {self.source.excerpts[self.excerpt].key}"

    def mentions(self, lexicon: Lexicon) -> tuple[Mention, ...]:
        """The names in it, as the build finds them."""
        excerpt = None if self.excerpt is None else self.source.excerpts[self.excerpt]
        return find_mentions(self.text, lexicon, surroundings(self.source, excerpt))[0]


@dataclass(frozen=True)
class Question:
    """A mention to be decided."""

    passage: Passage
    mention: Mention

    @property
    def candidates(self) -> tuple[str, ...]:
        """Ids of the actors that may be meant; one that is linked already is the only one."""
        return (self.mention.actor,) if self.mention.actor else self.mention.candidates

    @property
    def proposal(self) -> str | None:
        """The one actor that may be meant, None where there are several."""
        return self.candidates[0] if len(self.candidates) == 1 else None

    @property
    def words(self) -> str:
        """The words in question, on one line."""
        return _on_one_line(self.mention.text)

    @property
    def reason(self) -> str:
        """Why this is asked, in plain words."""
        rule = self.mention.rule
        if self.mention.actor:
            return f"linked: {_LINKED.get(rule, f'by the rule {rule}')}"
        if rule == "ambiguous" and not self.proposal:
            return "held back: several actors are called so"
        return f"held back: {_HELD_BACK.get(rule, f'by the rule {rule}')}"

    @property
    def identity(self) -> tuple[str, Keys, int, int]:
        """Tells it from every other question as long as the texts stay as they are."""
        return (self.passage.source.id, self.passage.keys, self.mention.start, self.mention.end)


def passages(source: Source, full_text: str | None) -> Iterator[Passage]:
    """The texts of a source that the site shows; `full_text` where it is open.

    The full text comes first: a plain decision on it holds for the excerpts too.
    """
    if full_text is not None and source.rights == "open":
        yield Passage(source, full_text)
    for number, excerpt in enumerate(source.excerpts):
        yield Passage(source, excerpt.quote, number)


def questions(source: Source, full_text: str | None, lexicon: Lexicon) -> Iterator[Question]:
    """What is to be decided in a source, in the order of its texts."""
    for passage in passages(source, full_text):
        for mention in passage.mentions(lexicon):
            if is_uncertain(mention):
                yield Question(passage, mention)


def is_uncertain(mention: Mention) -> bool:
    """Whether the author should look: held back and not by the author, or linked by context."""
    if mention.actor is None:
        return bool(mention.candidates) and mention.rule not in _DECIDED
    return mention.rule in _BY_CONTEXT


def same_words(mention: Mention, other: Mention) -> bool:
    """Whether one decision in words would cover both: accents and kinds of quotes aside."""
    return fold_name(mention.text) == fold_name(other.text)


def newly_named(source: Source, full_text: str, lexicon: Lexicon) -> list[str]:
    """Ids of the actors that the full text surely names and `named` lacks, in the text's order.

    Nobody where `named` is an empty list: so is recorded that the author wants none there.
    """
    if "named" in source.model_fields_set and not source.named:
        return []
    named = surely_named(Passage(source, full_text).mentions(lexicon))
    return [actor for actor in named if actor not in source.named]


def surely_named(mentions: Iterable[Mention]) -> list[str]:
    """Ids of the actors that some mentions of a text link for sure, each once, in the text's order."""
    sure = (m.actor for m in mentions if m.actor and not is_uncertain(m))
    return [*dict.fromkeys(sure)]


def sentence(text: str, start: int, end: int) -> tuple[str, str, str]:
    """What stands before some words in their sentence, the words, and what stands after them."""
    window = max(0, start - _REACH)
    # One letter of the words themselves: a sentence ends before a capital.
    ends = [found.end() for found in SENTENCE_END.finditer(text, window, start + 1)]
    begin = max((place for place in ends if place <= start), default=window)
    before = _on_one_line(text[begin:start])
    if begin == window > 0:
        before = "… " + before.partition(" ")[2]
    window = min(len(text), end + _REACH)
    found = SENTENCE_END.search(text, end, window)
    after = _on_one_line(text[end : found.end() if found else window])
    if found is None and window < len(text):
        after = after.rpartition(" ")[0] + " …"
    return before, _on_one_line(text[start:end]), after.rstrip()


def _on_one_line(text: str) -> str:
    """Text for a terminal: one blank where several stand, none lost at the ends."""
    words = printable(text)
    inner = " ".join(words.split())
    if not inner:
        return " " if words else ""
    return (" " if words[0] == " " else "") + inner + (" " if words[-1] == " " else "")


def line_of(question: Question, yaml: str) -> int:
    """The line, counted from one, on which the words stand: of the record `yaml`, or the text."""
    passage, mention = question.passage, question.mention
    if passage.excerpt is None:
        return line_and_column(passage.text[: mention.start])[0] + 1
    node = node_at(yaml, (*passage.keys[:-1], "quote"))
    if node is None:
        return 1
    # The quote may be folded or escaped there: the same words, as often as they stood before.
    word = mention.text.split()[0]
    at = node.start - len(word)
    for _ in range(passage.text[: mention.start].count(word) + 1):
        following = yaml.find(word, at + len(word), node.end)
        if following < 0:
            break
        at = following
    return line_and_column(yaml[: max(at, node.start)])[0] + 1
