"""A full text read once, for all that an import wants to know of the names in it."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.importing.material import NotImported
from dossier.link.lexicon import Lexicon
from dossier.link.scan import find_mentions, is_too_much
from dossier.link.texts import surroundings
from dossier.model.linked import Mention
from dossier.model.source import Source
from dossier.review.questions import surely_named
from dossier.review.unlisted import NamesOfText, SourceText, Unlisted, by_frequency, names_of

MAX_WORK = 50_000
"""As `is_too_much` measures it. Articles on the dossier's actors have so much in 2.6 MB, and a list of names in
300 KB; it takes 2 seconds. A text that seldom names them may have 5 MB."""
LOOKED_AT = 500_000
"""Characters in which names without a profile are looked for; a book of 250 pages has no more."""


@dataclass(frozen=True)
class Naming:
    """Who is named in a text: what the linker saw of the dossier's actors, and names beside those."""

    mentions: tuple[Mention, ...]
    others: NamesOfText
    """Those of its beginning."""
    notes: tuple[str, ...] = ()
    """What the author should know about how it was read."""

    @property
    def actors(self) -> list[str]:
        """Ids of the actors that it surely names, in its order."""
        return surely_named(self.mentions)

    @property
    def unlisted(self) -> list[Unlisted]:
        """The names without a profile, the most frequent first."""
        return by_frequency([self.others])


def read_names(source: Source, text: str, lexicon: Lexicon) -> Naming:
    """The names in the full text of a source, as the build and `review` find them.

    Raises NotImported where there are more than can be told in a few seconds.
    """
    if is_too_much(text, lexicon, MAX_WORK):
        message = "it holds more names than can be told apart in a few seconds"
        raise NotImported(f"{message}: import it in parts, or the part that matters")
    mentions, _ = find_mentions(text, lexicon, surroundings(source))
    begin = _beginning(text)
    (others,) = names_of([SourceText.of(source.id, begin, mentions)])
    if begin == text:
        return Naming(mentions, others)
    note = f"names without a profile were looked for in its first {LOOKED_AT:,} characters"
    whole = f"dossier review --unlisted {source.id} goes through all of it"
    return Naming(mentions, others, (f"{note}; {whole}",))


def _beginning(text: str) -> str:
    """What is looked at for names without a profile: whole lines, where there are any."""
    if len(text) <= LOOKED_AT:
        return text
    end = text.rfind("\n", LOOKED_AT - LOOKED_AT // 100, LOOKED_AT)
    return text[: end if end > 0 else LOOKED_AT]
