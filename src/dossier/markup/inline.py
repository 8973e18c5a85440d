"""The syntax of our own inside a paragraph: wikilinks and citations."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import STX, AtomicString

from dossier.diagnostics import did_you_mean
from dossier.fragments import url_to_words
from dossier.markup.state import State
from dossier.model.verification import quote_key
from dossier.plain import split_date
from dossier.urls import QUOTED, actor_reference, source_reference

WIKILINK = r"\[\[([^\[\]|\n]*)(?:\|([^\[\]\n]*))?\]\]"
CITATION = (
    r"\[@([A-Za-z0-9_-]+)(?:#([A-Za-z0-9_-]+))?"
    rf"(?:\s*:\s*(?:{'|'.join(f'({quoted})' for quoted in QUOTED)}))?\s*\]"
)
UNREADABLE_CITATION = r"\[@[^\[\]\n]*\]?"
"""What begins as a citation and is none: printed as it stands, it could show what is not to be."""


class _FromState(InlineProcessor):
    def __init__(self, pattern: str, md: markdown.Markdown, state: State) -> None:
        super().__init__(pattern, md)
        self.state = state


def _add_isolated(element: ElementTree.Element, words: str) -> ElementTree.Element:
    """A name that the author did not write here, and whose script may run the other way."""
    isolated = ElementTree.SubElement(element, "bdi")
    isolated.text = AtomicString(words)
    return isolated


class WikilinkProcessor(_FromState):
    """`[[actor]]`, `[[actor|words]]` and `[[|words]]`, which is never linked."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's name; its stub is wider
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element, int, int]:
        """A link to the actor, or plain words and a problem."""
        target, words = m.group(1).strip(), (m.group(2) or "").strip()
        targets = self.state.request.targets
        names = targets.actor_names
        if not target:
            element = ElementTree.Element("span", {"class": "unlinked"})
            element.text = AtomicString(words)
        elif target in names:
            attributes = {
                "href": actor_reference(target),
                "class": "actor",
                "data-rule": "wikilink",
            }
            element = ElementTree.Element("a", attributes)
            if words:
                element.text = AtomicString(words)
            else:
                _add_isolated(element, names[target])
        elif f"actors:{target}" in targets.broken:
            element = ElementTree.Element("span")
            element.text = AtomicString(words or target)
        else:
            hint = did_you_mean(target, names) or "write [[|words]] for words that are no link"
            self.state.problem("unknown-actor", m.group(0), f"no actor '{target}'", hint)
            element = ElementTree.Element("span")
            element.text = AtomicString(words or target)
        return element, m.start(0), m.end(0)


class CitationProcessor(_FromState):
    """`[@source]`, `[@source#excerpt]` and `[@source: "words"]`."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's name; its stub is wider
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element, int, int]:
        """The source's label as a link, the quoted words before it."""
        source, excerpt, *quoted = m.groups()
        quote = next((words[1:-1] for words in quoted if words), None)
        targets = self.state.request.targets
        element = ElementTree.Element("span", {"class": "citation"})
        if f"sources:{source}" in targets.broken:
            element.text = AtomicString(source)
        elif source not in targets.source_labels:
            hint = did_you_mean(source, targets.source_labels)
            self.state.problem("unknown-source", f"[@{source}", f"no source '{source}'", hint)
            element.text = AtomicString(f"({source})")
        else:
            if quote:
                self._add_quote(element, source, quote)
            self._add_label(element, source, self._known_excerpt(source, excerpt))
        return element, m.start(0), m.end(0)

    def _known_excerpt(self, source: str, excerpt: str | None) -> str | None:
        """The excerpt, if the source has it; a problem where it has not."""
        numbers = self.state.request.targets.excerpt_keys.get(source, {})
        if not excerpt or excerpt in numbers:
            return excerpt
        message = f"the source '{source}' has no excerpt '{excerpt}'"
        known = sorted(numbers)
        hint = did_you_mean(excerpt, known) or f"it has: {', '.join(known[:8])}" * bool(known)
        self.state.problem("unknown-excerpt", f"#{excerpt}", message, hint)
        return None

    def _add_quote(self, element: ElementTree.Element, source: str, quote: str) -> None:
        """The words in quotation marks, which lead to themselves on the source's own page."""
        targets = self.state.request.targets
        words = ElementTree.SubElement(element, "q", {"class": "quoted", "dir": "auto"})
        if source in targets.source_languages:
            words.set("lang", targets.source_languages[source])
        if address := targets.source_addresses.get(source):
            wording = targets.wordings.get(quote_key(source, quote))
            attributes = {
                "href": url_to_words(address, quote, wording=wording),
                "class": "external",
                "rel": "external noopener noreferrer",
            }
            ElementTree.SubElement(words, "a", attributes).text = AtomicString(quote)
        else:
            words.text = AtomicString(quote)
        words.tail = " "
        self.state.quoted.append((source, quote))

    def _add_label(self, element: ElementTree.Element, source: str, excerpt: str | None) -> None:
        """The link to the source, or to the passage on its page."""
        self.state.sources[source] = None
        targets = self.state.request.targets
        attributes = {"href": source_reference(source, excerpt), "class": "source"}
        link = ElementTree.SubElement(element, "a", attributes)
        name, date = split_date(targets.source_labels[source])
        label = _add_isolated(link, name)
        if date:
            ElementTree.SubElement(label, "time").text = AtomicString(date)
        if excerpt:
            # Two passages of one source in a row would look alike without their numbers.
            label.tail = AtomicString(f" §{targets.excerpt_keys[source][excerpt]}")
            self.state.cited.append((source, excerpt))


class UnreadableCitationProcessor(_FromState):
    """Anything else that begins with `[@`."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's name; its stub is wider
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element, int, int]:
        """A problem: nothing of it may be shown."""
        # What the converter has put away already, such as code, stands there as a number.
        needle = m.group(0).partition(STX)[0]
        message = "a citation that cannot be read"
        hint = (
            'write [@source], [@source#excerpt] or [@source: "words"], one source each; the words in '
            "“…”, «…» or „…“ where they have other quotation marks inside"
        )
        is_whole = needle.endswith("]")
        self.state.problem("bad-citation", needle, message, hint, is_each=is_whole)
        return ElementTree.Element("span"), m.start(0), m.end(0)


class MailProcessor(InlineProcessor):
    """`<me@example.org>`: a link as it is read, where the library hides it in numbers that nobody can check."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's name; its stub is wider
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element, int, int]:
        """A link for mail, with the address as its words."""
        address = self.unescape(m.group(1)).removeprefix("mailto:")
        element = ElementTree.Element("a", {"href": f"mailto:{address}"})
        element.text = AtomicString(address)
        return element, m.start(0), m.end(0)
