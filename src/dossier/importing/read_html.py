"""HTML with trafilatura: the text of the article without menus and notices; what the page states.

MHTML is HTML in a message, which Python reads.
"""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from email import message_from_bytes

from dossier.importing.encodings import declared_charset, decoded
from dossier.importing.material import Material, NotImported, tidy
from dossier.importing.page_metadata import read_metadata
from dossier.importing.page_text import PageText

_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_NO_ARTICLE = "no article is found in this page: save the article's text as a text file"


def prepare() -> None:
    """Loads the library, and quietens it."""
    import trafilatura  # noqa: PLC0415 - an optional package, asked for by who reads a page

    logging.getLogger(trafilatura.__name__).setLevel(logging.CRITICAL)


def read(data: bytes) -> list[Material]:
    """The article of a page in UTF-8. Raises NotImported where none is found in it."""
    return [_article(data.decode())]


def read_mhtml(data: bytes) -> list[Material]:
    """The article of a page that a browser saved with all its parts in one file (RFC 2557).

    Raises NotImported where no page or no article is in it.
    """
    message = message_from_bytes(data)
    address = str(message.get("Snapshot-Content-Location", "")).strip()
    pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
    # The frames of a page are pages too, and stand behind it.
    own = [part for part in pages if address and part.get("Content-Location") == address]
    page = next(iter([*own, *pages]), None)
    if page is None:
        raise NotImported("it holds no page: save the page as HTML, and import that")
    held = page.get_payload(decode=True)
    held = held if isinstance(held, bytes) else b""
    html, note = decoded(held, page.get_content_charset() or declared_charset(held))
    found = _article(html, address or str(page.get("Content-Location", "")))
    return [replace(found, notes=(note, *found.notes) if note else found.notes)]


def _article(html: str, saved_from: str = "") -> Material:
    # Not its own reading of metadata: that guesses dates and authors from addresses and layout.
    from trafilatura import extract, load_html  # noqa: PLC0415 - see above

    html = _XML_DECLARATION.sub("", html.replace("\0", ""), count=1)
    root = load_html(html)
    if root is None:
        raise NotImported(_NO_ARTICLE)
    page = PageText(root)
    page.open_layout_tables()
    title = " ".join((root.findtext(".//title") or "").split())
    found = extract(root, output_format="txt", include_comments=False, include_tables=True)
    # Of its lines each is a paragraph, a heading, an item or the row of a table, in which "|" is escaped.
    lines = (each.replace("\\|", "|") if each[:1] == "|" else each for each in _lines(found))
    text, led = page.without_leads(tidy("\n\n".join(lines)), title)
    text = tidy(text)
    if not text:
        raise NotImported(_NO_ARTICLE)
    about, notes = read_metadata(html, text, saved_from)
    more = filter(None, (led, page.lost(text)))
    return Material(text, about, (*notes, *more))


def _lines(found: str | None) -> list[str]:
    return [each for each in (found or "").split("\n") if each]
