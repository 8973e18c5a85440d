"""No text takes the parser longer than its length warrants: how far it looks, how much at once.

Python-Markdown looks for the end of a link up to the end of its paragraph, from every bracket anew,
and copies a paragraph for each mark in it: of 200,000 brackets it would think for hours.
"""

from __future__ import annotations

import re
from itertools import islice
from xml.etree import ElementTree

import markdown
from markdown import inlinepatterns
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from dossier.markup.state import State

MAX_PARAGRAPH = 20_000
"""Characters in one paragraph, heading, cell or item of a list: some 3,000 words."""
_REACH = 2_500
"""Characters of a link's words, and of its address; browsers bear some 2,000 of an address."""
_NESTED = 10
"""Brackets inside of a link's words or its address."""
_BRACKET = re.compile(r"[\[\]]")


class _Bounded(inlinepatterns.LinkInlineProcessor):
    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802 - the library's name
        """The words of a link from `index`, where they end, and whether they do within reach."""
        depth = 1
        for bracket in _BRACKET.finditer(data, index, index + _REACH):
            depth += 1 if bracket[0] == "[" else -1
            if depth == 0:
                return data[index : bracket.start()], bracket.end(), True
            if depth > _NESTED:
                break
        return "", index, False

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802 - the library's name
        """Address and title after a link's words, as far as they stand within reach."""
        window = data[index : index + _REACH]
        if too_deep := next(islice(re.finditer(r"\(", window), _NESTED + 1, None), None):
            window = window[: too_deep.start()]
        href, title, end, handled = super().getLink(window, 0)
        return href, title, index + end, handled


class _Link(_Bounded):
    pass


class _Image(_Bounded, inlinepatterns.ImageInlineProcessor):
    pass


class _Reference(_Bounded, inlinepatterns.ReferenceInlineProcessor):
    pass


class _ShortReference(_Bounded, inlinepatterns.ShortReferenceInlineProcessor):
    pass


class _ImageReference(_Bounded, inlinepatterns.ImageReferenceInlineProcessor):
    pass


class _ShortImageReference(_Bounded, inlinepatterns.ShortImageReferenceInlineProcessor):
    pass


_MANY = 500
_STEPS = (
    (
        re.compile(r"^#{1,6}.*\n(?![ \t]*$)|^[=-]+[ ]*\n(?![ \t]*$)", re.MULTILINE),
        f"more than {_MANY} headings or lines without an empty line after them",
        "put an empty line after each",
    ),
    (
        re.compile(r"^(?:~{3,}|`{3,})[^~`\n]*[^~`\s]", re.MULTILINE),
        f"more than {_MANY} blocks of code",
        "leave some out, or make a file of static/ of them",
    ),
)
"""What the parser goes through the rest of the text for, each time."""
_DEEP_QUOTE = re.compile(r"^(?:[ ]{0,3}>){20}.*", re.MULTILINE)


def too_much(text: str) -> tuple[str, str, str] | None:
    """What of a text would take the parser too long: words of it, what is wrong, what to do."""
    if quote := _DEEP_QUOTE.search(text):
        return quote[0][:40], "quotations nested 20 deep", "nest less deep"
    for pattern, message, hint in _STEPS:
        if found := next(islice(pattern.finditer(text), _MANY, None), None):
            return found[0].strip(" \n#=-")[:40], message, hint
    return None


_KINDS = (
    (_Reference, inlinepatterns.REFERENCE_RE, "reference", 170),
    (_Link, inlinepatterns.LINK_RE, "link", 160),
    (_Image, inlinepatterns.IMAGE_LINK_RE, "image_link", 150),
    (_ImageReference, inlinepatterns.IMAGE_REFERENCE_RE, "image_reference", 140),
    (_ShortReference, inlinepatterns.REFERENCE_RE, "short_reference", 130),
    (_ShortImageReference, inlinepatterns.IMAGE_REFERENCE_RE, "short_image_ref", 125),
)
"""What the library has under these names, with its priorities."""


def bound_links(md: markdown.Markdown) -> None:
    """Puts kinds of links that look no further than they need in place of the library's."""
    for kind, pattern, name, priority in _KINDS:
        md.inlinePatterns.register(kind(pattern, md), name, priority)


class LongParagraphs(Treeprocessor):
    """Before inline parsing: what is too long for a paragraph stays as it was written."""

    def __init__(self, md: markdown.Markdown, state: State) -> None:
        super().__init__(md)
        self.state = state

    def run(self, root: ElementTree.Element) -> None:
        """Reports each such text, and takes it out of what is parsed."""
        for element in root.iter():
            text = element.text
            if text and len(text) > MAX_PARAGRAPH and not isinstance(text, AtomicString):
                element.text = AtomicString(text)
                self.state.problem(
                    "bad-value",
                    text[:40],
                    f"a paragraph of {len(text):,} characters; the limit is {MAX_PARAGRAPH:,}",
                    "divide it by empty lines",
                )
