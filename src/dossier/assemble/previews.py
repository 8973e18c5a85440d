"""`previews/<n>.js`: what a link's card shows, in small scripts that a page loads when it is wanted.

Scripts and no JSON, because a page opened from disk may load nothing else. Which file holds a card
follows from its address alone, by the sum that `assets/script.js` makes too.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from dossier.model.page import Card, Page
from dossier.plain import cut
from dossier.urls import preview_file, reference_target

FILE_LIMIT = 30_000
"""Bytes of one file."""
THEME_WORDS = 120
"""Bytes of a card at most that the theme adds: quotes, and what a copy is worth."""
CARD_LENGTH = 600
"""Characters of each part of a card; a passage of the usual budget, 80 words, stays below."""
MODULUS = 65_521
"""More files than this would only be empty."""


@dataclass(frozen=True)
class PreviewsView:
    """The cards of one file by their keys."""

    cards: tuple[tuple[str, Card], ...]


class Weighed(NamedTuple):
    """A card with its key, the key's sum, and how many bytes it takes at most."""

    key: str
    card: Card
    total: int
    weight: int


def weighed(card: Card) -> Weighed:
    """A card as it stands in a file: shortened."""
    key, card = card_key(card), _shortened(card)
    return Weighed(key, card, key_sum(key), _weight(key, card))


def preview_pages(cards: Collection[Weighed]) -> list[Page]:
    """The cards in as many files as keep each below `FILE_LIMIT`; their number is a power of two.

    So it seldom changes, and with it every page, which names it.
    """
    count, whole = (1 if cards else 0), sum(card.weight for card in cards)
    # Fewer than this cannot do, however the cards fall; of thousands that is told at once.
    while count * FILE_LIMIT < whole and count < MODULUS:
        count *= 2
    while 0 < count < MODULUS and max(_loads(cards, count)) > FILE_LIMIT:
        count *= 2
    files: list[list[tuple[str, Card]]] = [[] for _ in range(count)]
    for key, card, total, _ in cards:
        files[total % count].append((key, card))
    return [
        Page(preview_file(number), "previews.js", "", PreviewsView(tuple(file)))
        for number, file in enumerate(files)
    ]


def card_key(card: Card) -> str:
    """The address of a card as scripts ask for it: `actors/ada`, `sources/herald#passage-river`."""
    path, fragment = reference_target(card.reference)
    return path.removesuffix("/index.html") + (f"#{fragment}" if fragment else "")


def key_sum(key: str) -> int:
    """A polynomial in 31 over the characters, modulo 65,521; modulo the number of files, the file."""
    total = 0
    for character in key:
        total = (total * 31 + ord(character)) % MODULUS
    return total


def _shortened(card: Card) -> Card:
    label, name, words = (cut(part, CARD_LENGTH) for part in (card.label, card.name, card.words))
    return replace(card, label=label, name=name, words=words)


def _weight(key: str, card: Card) -> int:
    """An upper bound of the card's bytes in its file."""
    written = json.dumps([key, card.label, card.name, card.words], ensure_ascii=False)
    # Templates write each of these as six characters.
    escaped = sum(written.count(character) for character in "<>&'")
    return len(written.encode("utf-8", "replace")) + 5 * escaped + THEME_WORDS


def _loads(cards: Iterable[Weighed], count: int) -> list[int]:
    loads = [0] * count
    for _, _, total, weight in cards:
        loads[total % count] += weight
    return loads
