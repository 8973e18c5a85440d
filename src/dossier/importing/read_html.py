"""HTML with trafilatura: the text of the article without menus and notices; what the page states."""

from __future__ import annotations

import logging
import re

from dossier.importing.material import Material, NotImported, tidy
from dossier.importing.page_metadata import read_metadata

_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_LINE_ENDS = re.compile(r"\n+")


def prepare() -> None:
    """Loads the library, and quietens it."""
    import trafilatura  # noqa: PLC0415 - an optional package, asked for by who reads a page

    logging.getLogger(trafilatura.__name__).setLevel(logging.CRITICAL)


def read(data: bytes) -> list[Material]:
    """The article of a page in UTF-8. Raises NotImported where none is found in it."""
    # Not its own reading of metadata: that guesses dates and authors from addresses and layout.
    from trafilatura import extract  # noqa: PLC0415 - see above

    html = _XML_DECLARATION.sub("", data.decode().replace("\0", ""), count=1)
    found = extract(html, output_format="txt", include_comments=False, include_tables=True)
    # Of its lines each is a paragraph, a heading or an item.
    text = tidy(_LINE_ENDS.sub("\n\n", found or ""))
    if not text:
        message = "no article is found in this page: save the article's text as a text file"
        raise NotImported(message)
    about, notes = read_metadata(html, text)
    return [Material(text, about, notes)]
