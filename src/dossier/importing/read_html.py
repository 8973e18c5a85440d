"""HTML with trafilatura: the text of the article without menus and notices; what the page states."""

from __future__ import annotations

import logging
import re

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
    # Not its own reading of metadata: that guesses dates and authors from addresses and layout.
    from trafilatura import extract, load_html  # noqa: PLC0415 - see above

    html = _XML_DECLARATION.sub("", data.decode().replace("\0", ""), count=1)
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
    about, notes = read_metadata(html, text)
    more = filter(None, (led, page.lost(text)))
    return [Material(text, about, (*notes, *more))]


def _lines(found: str | None) -> list[str]:
    return [each for each in (found or "").split("\n") if each]
