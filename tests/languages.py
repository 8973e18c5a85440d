"""What the tests of languages share: the theme's messages, catalogs written, pages read as words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import yaml

from dossier.config import DEFAULT_KINDS, DEFAULT_RELATION_TYPES, INVERSE
from dossier.model.date_tables import ENGLISH, date_words
from dossier.render.theme import Theme, default_templates

Message = tuple[str, ...]
"""What is looked up: English words, or their singular and plural."""
NAMED = re.compile(r"%\(\w+\)s|\{\w+\}|%%")


def template_messages() -> dict[Message, str]:
    """Every message that a template of the default theme looks up, with the place of the first."""
    environment = Theme(Path("nowhere")).environment
    found: dict[Message, str] = {}
    for path in sorted((*default_templates().rglob("*.html"), default_templates() / "feed.xml")):
        for line, _, words in environment.extract_translations(path.read_text("utf-8")):
            parts = (words,) if isinstance(words, str) else tuple(filter(None, words or ()))
            if parts:
                found.setdefault(parts, f"{path.name}:{line}")
    return found


def model_messages() -> dict[Message, str]:
    """The labels that Python holds."""
    kinds = (word for kind in DEFAULT_KINDS.values() for word in (kind.label, kind.plural))
    types = (w for t in DEFAULT_RELATION_TYPES.values() for w in (t.label, t.inverse) if w)
    return {(word,): "config.py" for word in (*kinds, *types, INVERSE)}


def messages() -> dict[Message, str]:
    """All that a catalog of the theme has to say."""
    return template_messages() | model_messages()


def date_messages() -> list[tuple[str, str]]:
    """Context and English words of all that a date is made of."""
    asked: list[tuple[str, str]] = []

    def note(context: str, words: str) -> str:
        asked.append((context, words))
        return words

    assert date_words("en", note) == ENGLISH
    return asked


def quoted(words: str) -> str:
    """Words as a catalog has them."""
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def entry(message: Message, *said: str, context: str = "") -> str:
    """One entry of a catalog."""
    lines = [f"msgctxt {quoted(context)}"] if context else []
    lines.append(f"msgid {quoted(message[0])}")
    if len(message) == 1:
        lines.append(f"msgstr {quoted(said[0] if said else '')}")
    else:
        lines.append(f"msgid_plural {quoted(message[1])}")
        lines += [f"msgstr[{n}] {quoted(words)}" for n, words in enumerate(said or ("", ""))]
    return "\n".join(lines) + "\n"


def wide(words: str) -> str:
    """Words in fullwidth letters, the names in them kept: an invented language one can read."""

    def widen(part: str) -> str:
        return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalpha() else c for c in part)

    names = NAMED.findall(words)
    between = [widen(part) for part in NAMED.split(words)]
    return "".join(a + b for a, b in zip(between, [*names, ""], strict=True))


def wide_catalog() -> str:
    """The whole theme in the invented language, dates included."""
    parts = [entry(message, *map(wide, message)) for message in messages()]
    dates = dict.fromkeys(date_messages())
    parts += [entry((words,), wide(words), context=context) for context, words in dates]
    return "\n".join(parts)


class Words(HTMLParser):
    """The pieces of text of a page that somebody sees or hears: text nodes and speaking attributes."""

    SPEAKING = ("alt", "aria-label", "data-close", "data-done", "placeholder", "title")
    EMPTY = frozenset(("br", "hr", "img", "input", "link", "meta", "rect", "source", "wbr"))

    def __init__(self, html: str) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """What its attributes say; whether its text is hidden from readers who listen."""
        values = dict(attrs)
        # What is marked so is a name or code: the same in every language.
        same = values.get("translate") == "no"
        if not same:
            self.pieces += [words for name in self.SPEAKING if (words := values.get(name))]
        hidden = values.get("aria-hidden") == "true" or bool(self._open and self._open[-1][1])
        hidden = hidden or same or tag == "script"  # data for machines
        if tag not in self.EMPTY:
            self._open.append((tag, hidden))

    def handle_endtag(self, tag: str) -> None:
        """Closes the element; one that is not open is a mistake of the page."""
        if tag not in self.EMPTY:
            assert self._open
            assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        """A text node, blanks folded and addresses left out."""
        if data.strip() and not (self._open and self._open[-1][1]):
            self.pieces.append(" ".join(re.sub(r"https?://\S+", "", data).split()))


def pieces(build: Path) -> Iterator[tuple[str, str]]:
    """Each piece of text of each page of a built site, with the page."""
    for path in sorted(build.rglob("*.html")):
        page = path.relative_to(build).as_posix()
        for piece in Words(path.read_text("utf-8")).pieces:
            yield page, piece


def author_words(site: Path) -> list[str]:
    """All that an author wrote: every value of every record, and every text."""

    def values(node: object) -> Iterator[str]:
        if isinstance(node, dict):
            yield from node.get("identifiers", ())  # its keys are shown
            for value in node.values():
                yield from values(value)
        elif isinstance(node, list):
            for value in node:
                yield from values(value)
        else:
            yield str(node)

    files = [site / "site_config.yml", *sorted((site / "content").rglob("*.y*ml"))]
    records = (yaml.load(path.read_text("utf-8"), yaml.BaseLoader) for path in files)
    texts = [*(site / "content").rglob("*.md"), *(site / "seeds").rglob("*.txt")]
    return [words for record in records for words in values(record)] + [
        path.read_text("utf-8") for path in sorted(texts)
    ]
