"""PDF with pypdf: the text of every page, and of the properties only what the text bears out."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Mapping
from typing import Any

from dossier.importing.borne_out import borne_out
from dossier.importing.material import Material, NotImported, tidy

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
MAX_PAGES = 5000


def prepare() -> None:
    """Loads the library, and quietens it: what it says of damage in a file helps no author."""
    import pypdf  # noqa: PLC0415 - an optional package, asked for by who reads a PDF

    logging.getLogger(pypdf.__name__).setLevel(logging.CRITICAL)


def read(data: bytes) -> list[Material]:
    """The text of a PDF. Raises NotImported for one that is encrypted, scanned or damaged."""
    from pypdf import PdfReader  # noqa: PLC0415 - see above
    from pypdf.errors import DependencyError, PyPdfError  # noqa: PLC0415

    try:
        reader = PdfReader(io.BytesIO(data))
        # Many a public report may be read by anybody and only not be changed: its password is empty.
        if reader.is_encrypted and not reader.decrypt(""):
            raise NotImported("it is encrypted: save it without its password, and import that")
        if len(reader.pages) > MAX_PAGES:
            raise NotImported(f"it has more than {MAX_PAGES} pages: import the part that matters")
        pages = [page.extract_text() or "" for page in reader.pages]
        stated: Mapping[str, Any] = reader.metadata or {}
        properties = [str(stated.get(f"/{name}") or "") for name in ("Title", "Author")]
    except DependencyError:
        raise NotImported("it is encrypted in a way that cannot be read here") from None
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, OSError):
        raise NotImported("it is damaged, or no PDF: open it, and save it anew as PDF") from None
    text = tidy("\n\n".join(pages))
    if not text:
        hold = "its page holds" if len(pages) == 1 else f"its {len(pages)} pages hold"
        message = f"{hold} no text: a scan, it seems. Run text recognition (OCR) on it first"
        raise NotImported(message)
    about, notes = borne_out(text, *properties)
    notes += [f"{n} of its {len(pages)} pages hold no text"] if (n := _empty(pages)) else []
    if _RIGHT_TO_LEFT.search(text):
        notes.append("in scripts written from right to left, compare the order of the words")
    return [Material(text, about, tuple(notes))]


def _empty(pages: list[str]) -> int:
    return sum(not page.strip() for page in pages)
