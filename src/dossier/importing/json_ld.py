"""JSON-LD in a page: which of the pieces that it describes is the one on the page, and what it states of it."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

CSL_TYPES = {
    "newsarticle": "article-newspaper", "reportagenewsarticle": "article-newspaper",
    "analysisnewsarticle": "article-newspaper", "opinionnewsarticle": "article-newspaper",
    "reviewnewsarticle": "article-newspaper", "backgroundnewsarticle": "article-newspaper",
    "askpublicnewsarticle": "article-newspaper", "scholarlyarticle": "article-journal",
    "medicalscholarlyarticle": "article-journal", "blogposting": "post-weblog",
    "liveblogposting": "post-weblog", "socialmediaposting": "post",
    "discussionforumposting": "post", "report": "report", "thesis": "thesis", "book": "book",
    "dataset": "dataset", "legislation": "legislation", "interview": "interview",
}  # fmt: skip
"""Types of schema.org for which CSL has a word; of anything else a page is a `webpage`."""
_ARTICLES = frozenset(CSL_TYPES) | {"article", "techarticle", "advertisercontentarticle"}
_PAGES = frozenset({"webpage", "itempage"})
_INNER = ("@graph", "mainEntity", "mainEntityOfPage")
"""Where a thing tells of the piece on the page; not in lists of others, which tell of other pages."""
_MAX_FIELD = 1000
"""Characters of a stated field; a longer one is no title and no name."""
_WRAPPING = re.compile(
    r"/\*\s*(?:<!\[CDATA\[|\]\]>)\s*\*/|//\s*(?:<!\[CDATA\[|\]\]>)|<!\[CDATA\[|\]\]>|<!--|-->"
)
_SPARE_COMMA = re.compile(r'("[^"\\]*+(?:\\.[^"\\]*+)*")|,(?=\s*[}\]])', re.DOTALL)

Thing = Mapping[str, Any]


@dataclass
class Pieces:
    """What the blocks of a page hold."""

    things: list[dict[str, Any]] = field(default_factory=list)
    """In the order in which a reader looks at them, the outer before the inner."""
    by_id: dict[str, dict[str, Any]] = field(default_factory=dict)
    unread: int = 0
    """Blocks that are no JSON."""

    def of_page(
        self, addresses: Collection[str], titles: Collection[str]
    ) -> tuple[dict[str, Any], str]:
        """The piece that is on the page, {} where that is none or in doubt, and a note.

        `addresses` are those of the page, as `same_page` has them, `titles` its titles and headings.
        An article goes before the page that it is on, and of several articles the one whose address
        is the page's. One of another address is a teaser, unless the page has its headline too.
        """
        articles = [each for each in self.things if not _ARTICLES.isdisjoint(kinds(each))]
        titled = [each for each in articles if text(each.get("headline"))] or articles
        own = [each for each in titled if addresses_of(each) & {*addresses}]
        others = [each for each in titled if addresses and addresses_of(each)]
        left = own or [each for each in titled if each not in others] or titled
        if len({text(each.get("headline")) for each in left}) > 1 and not own:
            note = "its JSON-LD describes several articles, and does not say which of them this is"
            return {}, f"{note}: nothing is taken from it"
        note = ""
        if left and left == others and not own:
            left = [each for each in left if _is_among(text(each.get("headline")), titles)]
            if not left:
                note = "its JSON-LD describes an article of another address, which is not this one"
        left.sort(key=lambda each: CSL_TYPES.keys().isdisjoint(kinds(each)))
        pages = [each for each in self.things if not _PAGES.isdisjoint(kinds(each))]
        found = [*left, *pages]
        if self.unread and not found:
            note = note or "its JSON-LD cannot be read: look at its title, author and day"
        return (found[0] if found else {}), note

    def resolved(self, value: Any) -> Any:
        """A value, or what stands elsewhere under the `@id` that it refers to."""
        if isinstance(value, list):
            return [self.resolved(each) for each in value]
        if isinstance(value, dict) and isinstance(value.get("@id"), str):
            return {**self.by_id.get(value["@id"], {}), **value}
        return value


def read_pieces(blocks: Iterable[str]) -> Pieces:
    """What is described in the blocks of a page."""
    pieces = Pieces()
    for block in blocks:
        try:
            waiting = deque([_parsed(block)])
        except (ValueError, RecursionError):
            pieces.unread += 1
            continue
        while waiting:
            value = waiting.popleft()
            if isinstance(value, list):
                waiting.extendleft(reversed(value))
            elif isinstance(value, dict):
                pieces.things.append(value)
                waiting.extend(value[key] for key in _INNER if key in value)
    for each in pieces.things:
        if isinstance(each.get("@id"), str) and len(each) > 1:
            pieces.by_id.setdefault(each["@id"], each)
    return pieces


def _parsed(block: str) -> Any:
    """A block as a page has it: with raw line ends in its strings, in a comment, with a comma too many."""
    try:
        return json.loads(block, strict=False)
    except ValueError:
        bare = _WRAPPING.sub(" ", block).strip().rstrip(";")
        return json.loads(_SPARE_COMMA.sub(lambda found: found[1] or "", bare), strict=False)


def _is_among(headline: str, titles: Collection[str]) -> bool:
    """Whether a page has a headline, or most of its words in one of its own; of one without any nothing tells."""
    wanted = _words(headline)
    own = [words for words in map(_words, titles) if words]
    return not own or not wanted or any(2 * len(wanted & words) > len(wanted) for words in own)


def _words(title: str) -> set[str]:
    return set(re.findall(r"\w+", title.casefold()))


def kinds(thing: Thing) -> list[str]:
    """The types of a thing, in small letters and without their address."""
    given = thing.get("@type")
    listed = given if isinstance(given, list) else [given]
    return [each.rpartition("/")[2].lower() for each in listed if isinstance(each, str)]


def addresses_of(thing: Thing) -> set[str]:
    """The addresses by which a piece calls itself, as `same_page` has them."""
    return {same_page(each) for each in stated_addresses(thing)}


def stated_addresses(thing: Thing) -> Iterator[str]:
    """The addresses by which a piece calls itself."""
    page = thing.get("mainEntityOfPage")
    held = (page.get("@id"), page.get("url")) if isinstance(page, dict) else (page,)
    for each in (thing.get("url"), *held, thing.get("@id")):
        if isinstance(each, str) and each.strip() and not each.strip().startswith("#"):
            yield each.strip().replace("&amp;", "&").partition("#")[0]


def same_page(address: str) -> str:
    """What the addresses of one page share: scheme, `www.`, fragment and the slash at the end aside."""
    found = re.sub(r"^https?://(?:www\.)?", "", address.strip(), flags=re.IGNORECASE)
    return found.partition("#")[0].rstrip("/")


def names(value: Any) -> list[str]:
    """Names of persons or organisations, however they are written."""
    listed = value if isinstance(value, list) else [value]
    found: list[str] = []
    for each in listed:
        name = each.get("name") if isinstance(each, dict) else each
        found += map(text, name) if isinstance(name, list) else [text(name)]
    return list(dict.fromkeys(name for name in found if name and "://" not in name))


def text(value: Any) -> str:
    """Words on one line, as a reader sees them; "" for what is none, or too long to be a field."""
    return line(value) if isinstance(value, str) else ""


def line(words: str) -> str:
    """The words on one line; character references in them are read, which many a page writes twice."""
    one = " ".join(html.unescape(words).split())
    return one if len(one) <= _MAX_FIELD else ""
