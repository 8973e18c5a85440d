"""The words of an HTML page where they stand: which lines only lead elsewhere, what an extraction left out.

The library that finds an article knows it by layout, and errs on both sides: a line that leads to another
article stays within it, and a paragraph in an unusual element is lost. Here the page is read once more, word
for word, and compared with what was found.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

_BLOCKS = frozenset([
    "p", "div", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section", "article",
    "dd", "dt", "pre", "main", "body", "ul", "ol", "table", "tr", "figure", "aside", "header", "details",
    "summary", "center", "dl", "tbody", "thead", "tfoot", "address", "form",
])  # fmt: skip
"""Elements that begin a new line, and end it."""
_SKIPPED = frozenset([
    "script", "style", "noscript", "template", "svg", "iframe", "nav", "footer", "figure", "figcaption",
    "button", "select", "textarea", "head",
])  # fmt: skip
"""Elements that hold no paragraph of an article."""
_BESIDE = re.compile(
    r"comment|respond|relat|newsletter|subscri|suscri|share|cookie|consent|promo|widget|sidebar|footer|menu"
    r"|nav|advert|teaser|author-?(?:box|bio)|paywall|disqus|cta|button|signup",
    re.IGNORECASE,
)
"""Classes and ids of what stands within an article and is no part of it."""
_LABEL = re.compile(
    r"(?:(?:lee|leer|ve|vea|mira|consulta|escucha)\s(?:también|además|más|aquí)|también\s(?:lee|puedes\sleer)"
    r"|te\s(?:puede|podría|recomendamos)|sigue\sleyendo|más\s(?:información|sobre)|relacionad[ao]s?|entérate"
    r"|read\s(?:more|also|next|on)|see\salso|also\sread|more\son|related|recommended"
    r"|(?:à\s)?lire\s(?:aussi|également)|voir\saussi|lesen\ssie\s(?:auch|mehr)|mehr\s(?:zum\sthema|dazu)"
    r"|leia\s(?:também|mais)|saiba\smais|veja\s(?:também|mais)|leggi\sanche|lees\sook)\b",
    re.IGNORECASE,
)
"""What stands before a link to another article, in several languages."""
_FEWEST_LINKED = 3
"""Words of a link that is the name of an article, where no label says so."""
_MOST_OF_LABEL = 6
"""Words before a link that can be its label."""
_FEWEST = 12
"""Words that a paragraph has which is worth telling."""
_KEY = 6
"""So many words in a row tell whether a paragraph was taken."""
_COMPARED = 100_000
"""Words of a text that is compared; a book of 300 pages has no more."""
_LONG_LINE = 20
"""Words of a line in a cell of a table that is no entry of one."""
_STOP = re.compile(r"[.!?…][\"'”’»)\]]*\Z")
_SHOWN, _LISTED = 60, 3
"""Characters of a line that is told, and so many lines."""


_OF_TABLES = frozenset(("table", "thead", "tbody", "tfoot", "tr", "td", "th"))


@dataclass
class _Line:
    """The words between two breaks."""

    words: str
    before: str
    """What stands before its first link to another page."""
    linked: int
    """Words in such links."""
    block: int
    """The number of the element in which it begins."""

    @property
    def leads_elsewhere(self) -> bool:
        """Whether it is a link to another page, with no more than a label before it."""
        before = self.before.split()
        is_known = _LABEL.match(self.before) is not None
        rest = [part for part in self.words.split()[len(before) :] if any(map(str.isalnum, part))]
        if self.linked < (1 if is_known else _FEWEST_LINKED) or self.linked < len(rest):
            return False
        return not before or (
            len(before) <= _MOST_OF_LABEL and (is_known or before[-1].endswith(":"))
        )


@dataclass
class _Block:
    """An element that stands on lines of its own."""

    element: Any
    parent: int
    depth: int
    cell: int
    """The number of the cell in which it stands or that it is; 0 for none."""
    table: int
    is_beside: bool
    """Whether it says of itself that it is no part of an article."""


class PageText:
    """The lines of a page, and the elements in which they stand."""

    def __init__(self, root: Any) -> None:
        self._lines: list[_Line] = []
        self._blocks = [_Block(root, 0, 0, 0, 0, is_beside=False)]
        _Walk(self._lines, self._blocks).through(root)

    def open_layout_tables(self) -> None:
        """Makes boxes of the tables that hold paragraphs: such a one divides the page, and states nothing."""
        cells: dict[int, list[int]] = {}
        for line in self._lines:
            cells.setdefault(self._blocks[line.block].cell, []).append(len(line.words.split()))
        tables = {
            self._blocks[cell].table
            for cell, lengths in cells.items()
            if cell and len(lengths) > 1 and max(lengths) >= _LONG_LINE
        }
        for block in self._blocks:
            if block.element.tag in _OF_TABLES and block.table in tables:
                block.element.tag = "div"

    def without_leads(self, text: str, title: str) -> tuple[str, str]:
        """A text without the lines that only lead to other articles, and a note on them.

        What another article is called is not said by this one. A page that has little else is left as it is.
        """
        others = {line.words for line in self._lines if not line.leads_elsewhere}
        leads = {line.words for line in self._lines if line.leads_elsewhere} - others
        paragraphs = text.split("\n\n")
        found = [
            each for each in paragraphs if (words := _bare(each)) in leads and words not in title
        ]
        if not found:
            return text, ""
        if 4 * sum(map(len, found)) > len(text):
            return text, "much of its text are links to other pages: look whether it is an article"
        number = "1 line" if len(found) == 1 else f"{len(found)} lines"
        note = f"{number} that only led to other pages left out: {_listed(map(_bare, found))}"
        dropped = {*found}
        return "\n\n".join(each for each in paragraphs if each not in dropped), note

    def lost(self, text: str) -> str:
        """A note on the paragraphs within the article that are not in its text; "" where there is none."""
        words = text.split()
        if len(words) > _COMPARED:
            return ""
        keys = {hash(tuple(words[n : n + _KEY])) for n in range(len(words))}
        weights = [0] * len(self._blocks)
        taken = [_is_taken(line.words.split(), keys) for line in self._lines]
        for line, is_taken in zip(self._lines, taken, strict=True):
            weights[line.block] += len(line.words) if is_taken else 0
        total = sum(weights)
        for number in range(len(weights) - 1, 0, -1):
            weights[self._blocks[number].parent] += weights[number]
        holding = [number for number, weight in enumerate(weights) if weight >= 0.9 * total > 0]
        best = max(holding, key=lambda number: self._blocks[number].depth, default=0)
        inside = self._inside(best)
        found = [
            line.words
            for line, is_taken in zip(self._lines, taken, strict=True)
            if not is_taken and line.block in inside and _is_paragraph(line)
        ]
        if not found or not total:
            return ""
        count = "1 paragraph" if len(found) == 1 else f"{len(found)} paragraphs"
        return f"{count} inside the article not taken: {_listed(found)}; look at the page"

    def _inside(self, best: int) -> Collection[int]:
        """The elements of the article: those within its own that do not say that they are none of it."""
        inside = {best}
        for number, block in enumerate(self._blocks[best + 1 :], best + 1):
            if block.parent in inside and not block.is_beside:
                inside.add(number)
        return inside


class _Walk:
    """Goes through the elements of a page without calling itself: they may be nested without end."""

    def __init__(self, lines: list[_Line], blocks: list[_Block]) -> None:
        self._lines, self._blocks = lines, blocks
        self._block = 0
        self._links = 0
        """Links to other pages that are open."""
        self._parts: list[tuple[str, bool]] = []
        """The words of the line so far, and whether they are linked."""

    def through(self, root: Any) -> None:
        """Reads all that is within an element."""
        self._put(root.text)
        opened: list[Any] = []
        waiting = [iter(root)]
        while waiting:
            child = next(waiting[-1], None)
            if child is None:
                waiting.pop()
                if opened:
                    self._leave(opened.pop())
            elif not isinstance(child.tag, str) or child.tag in _SKIPPED:
                self._put(child.tail)
            else:
                self._enter(child)
                opened.append(child)
                waiting.append(iter(child))
        self._end()

    def _enter(self, element: Any) -> None:
        if element.tag in ("br", "hr"):
            self._end()
        elif element.tag in _BLOCKS:
            self._end()
            around, number = self._blocks[self._block], len(self._blocks)
            self._blocks.append(
                _Block(
                    element,
                    self._block,
                    around.depth + 1,
                    number if element.tag in ("td", "th") else around.cell,
                    number if element.tag == "table" else around.table,
                    is_beside=_BESIDE.search(f"{element.get('class')} {element.get('id')}")
                    is not None,
                )
            )
            self._block = number
        elif _leads_away(element):
            self._links += 1
        self._put(element.text)

    def _leave(self, element: Any) -> None:
        if element.tag in _BLOCKS:
            self._end()
            self._block = self._blocks[self._block].parent
        elif _leads_away(element):
            self._links -= 1
        self._put(element.tail)

    def _put(self, words: str | None) -> None:
        if words:
            self._parts.append((words, self._links > 0))

    def _end(self) -> None:
        """The end of a line."""
        words = " ".join("".join(part for part, _ in self._parts).split())
        if words:
            linked = [len(part.split()) for part, is_linked in self._parts if is_linked]
            self._lines.append(_Line(words, self._before(), sum(linked), self._block))
        self._parts.clear()

    def _before(self) -> str:
        before: list[str] = []
        for part, is_linked in self._parts:
            if is_linked:
                return " ".join("".join(before).split())
            before.append(part)
        return ""


def _leads_away(element: Any) -> bool:
    if element.tag != "a":
        return False
    if href := (element.get("href") or "").strip():
        return not href.startswith(("#", "mailto:", "tel:"))
    # What a script makes a link of; with a name it is a place that others lead to.
    return not (element.get("name") or element.get("id"))


def _is_taken(words: list[str], keys: Collection[int]) -> bool:
    """Whether a line is in the text whose rows of words have these keys."""
    if len(words) < _KEY:
        return False
    ends = (words[:_KEY], words[-_KEY:])
    return any(hash(tuple(each)) in keys for each in ends)


def _is_paragraph(line: _Line) -> bool:
    words = len(line.words.split())
    return words >= _FEWEST and _STOP.search(line.words) is not None and line.linked <= words / 2


def _bare(line: str) -> str:
    return " ".join(line.removeprefix("- ").split())


def _listed(lines: Iterable[str]) -> str:
    """The begins of some lines."""
    told = [each if len(each) <= _SHOWN else f"{each[:_SHOWN].rstrip()}…" for each in lines]
    more = f" and {len(told) - _LISTED} more" if len(told) > _LISTED else ""
    return ", ".join(f"'{each}'" for each in told[:_LISTED]) + more
