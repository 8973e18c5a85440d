"""Names linked on the text nodes of a parsed text, and the sentences they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from markdown.util import AtomicString

from dossier.model.linked import Annotate, Mention
from dossier.plain import SENTENCE_END
from dossier.urls import actor_reference

_NEVER_LINKED = {"a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "q"}


def running_text(element: ElementTree.Element) -> Iterator[str]:
    """The words of an element without its citations, which are no part of the sentence."""
    if element.get("class") != "citation":
        yield element.text or ""
        for child in element:
            yield from running_text(child)
            yield child.tail or ""


def text_blocks(root: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """The elements that hold running text, outermost only, so that no text is read twice."""
    for child in root:
        if child.tag in ("p", "td", "th", "dt") or (
            child.tag in ("li", "dd") and not any(g.tag in ("p", "ul", "ol", "dl") for g in child)
        ):
            yield child
        elif child.tag in _NEVER_LINKED:
            continue
        else:
            if child.tag in ("li", "dd"):
                yield _own_text(child)
            yield from text_blocks(child)


def _own_text(item: ElementTree.Element) -> ElementTree.Element:
    """The words of a list item before its nested list, moved into a span to be read as a block."""
    span = ElementTree.Element("span")
    span.text, item.text = item.text, None
    children = list(item)
    for child in children:
        if child.tag in ("p", "ul", "ol", "dl", "pre", "blockquote", "table"):
            break
        item.remove(child)
        span.append(child)
    item.insert(0, span)
    return span


def link_names(element: ElementTree.Element, annotate: Annotate) -> None:
    """Puts a link around each name that `annotate` finds in the text nodes of `element`."""
    if element.tag in _NEVER_LINKED:
        return
    for child in list(element):
        if not (child.tag == "span" and child.get("class") in ("unlinked", "citation")):
            link_names(child, annotate)
    # Text nodes: the element's own first, then what follows each child. Links are inserted from
    # the last child backwards so that positions stay right.
    for index in range(len(element) - 1, -1, -1):
        child = element[index]
        if child.tail and child.tail.strip():
            text = str(child.tail)
            links, rest = _split(text, annotate(text))
            child.tail = rest
            for offset, link in enumerate(links):
                element.insert(index + 1 + offset, link)
    if element.text and element.text.strip() and not isinstance(element.text, AtomicString):
        text = str(element.text)
        links, rest = _split(text, annotate(text))
        element.text = rest
        for offset, link in enumerate(links):
            element.insert(offset, link)


def _split(text: str, mentions: tuple[Mention, ...]) -> tuple[list[ElementTree.Element], str]:
    """A text as its beginning and the links after it, each with the text up to the next."""
    if not mentions:
        return [], text
    links = []
    for number, mention in enumerate(mentions):
        link = ElementTree.Element(
            "a",
            {
                "href": actor_reference(mention.actor or ""),
                "class": "actor",
                "data-rule": mention.rule,
            },
        )
        link.text = AtomicString(mention.text)
        following = mentions[number + 1].start if number + 1 < len(mentions) else len(text)
        link.tail = text[mention.end : following]
        links.append(link)
    return links, text[: mentions[0].start]


_STASHED = re.compile("\x02[^\x03]*\x03")


def _unstashed(text: str) -> str:
    """Running text without the library's placeholders, blanks folded."""
    plain = " ".join(_STASHED.sub("", text).split())
    return re.sub(r" (?=[.,;:!?)])", "", plain)


_LONG = 300
"""Characters of a text that are shown where the words do not stand in it as they were linked."""


def sentence_with(text: str, words: str) -> str:
    """The sentence of a running text in which `words` first stand, as plain words."""
    text = _unstashed(text)
    at = text.find(words)
    if at < 0:
        return text[:_LONG]
    # With the first letter of the words: what follows a full stop says whether it ends a sentence.
    ends = [end.end() for end in SENTENCE_END.finditer(text, 0, at + 1)]
    end = SENTENCE_END.search(text, at + len(words))
    return text[ends[-1] if ends else 0 : end.end() if end else len(text)].strip()
