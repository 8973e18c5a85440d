"""What a file is, told by its content and then by its name, and the reader for it."""

from __future__ import annotations

import re
from dataclasses import replace

from dossier.importing.confine import read_confined
from dossier.importing.encodings import NO_TEXT, declared_charset, decoded
from dossier.importing.material import MAX_BYTES, MAX_TEXT, Material, NotImported, readable
from dossier.importing.read_bibliography import looks_like_ris

_SUFFIXES = {
    "html": "html", "htm": "html", "xhtml": "html", "pdf": "pdf", "bib": "bibtex",
    "mhtml": "mhtml", "mht": "mhtml", "bibtex": "bibtex", "ris": "ris", "json": "csl", "csljson": "csl", "txt": "text", "md": "text",
    "text": "text", "eml": "email",
}  # fmt: skip
_MEDIA_TYPES = {
    "text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf",
    "application/x-bibtex": "bibtex", "application/x-research-info-systems": "ris",
    "application/vnd.citationstyles.csl+json": "csl", "application/json": "csl",
    "text/plain": "text", "multipart/related": "mhtml", "message/rfc822": "email",
}  # fmt: skip
_BINARY = {
    b"PK\x03\x04": "a zip archive, as the files of word processors are: save it as PDF or as text",
    b"\xd0\xcf\x11\xe0": "an old Office file: save it as PDF or as text",
    b"{\\rtf": "rich text (RTF): save it as PDF or as plain text",
    b"\x89PNG": "a picture: run text recognition (OCR) on it first",
    b"\xff\xd8\xff": "a picture: run text recognition (OCR) on it first",
    b"GIF8": "a picture: run text recognition (OCR) on it first",
    b"\x1f\x8b": "compressed (gzip): unpack it first",
    b"WARC/": "a web archive (WARC): save the page as HTML from it",
}
_HEADERS = re.compile(
    rb"\s*(?:From [^\n]*\n)?(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)+"
)
"""The headers with which a message begins, and a page that a browser saved in one file (MHTML)."""
_OF_A_PAGE = re.compile(rb"(?mi)^(?:Snapshot-Content-Location:|From: *<Saved by )")
_OF_A_MESSAGE = re.compile(rb"(?mi)^(?:Received|Message-ID|Return-Path|MIME-Version|Delivered-To):")
_EMAIL = (
    "it is an e-mail, whose headers name people who may have to be protected: save what may be read"
    " of it as a plain text file, and import that"
)
_SAMPLE = 100_000
"""Characters in which it is looked for what a text is."""
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head)\b",
    re.IGNORECASE | re.DOTALL,
)
"""A comment ends at its first end: were it free to go on, thirty of them could be divided in a billion ways."""
_BIBTEX = re.compile(r"\s*(?:%[^\n]*\n\s*)*@\w+\s*[{(]")


def read(data: bytes, name: str, media_type: str = "", charset: str = "") -> list[Material]:
    """What a file or an answer of a server holds: one text, or the entries of a bibliography.

    `name` is the file's, or the last part of an address; `media_type` and `charset` as a server
    states them. Raises NotImported with the reason.
    """
    if len(data) > MAX_BYTES:
        raise NotImported(
            f"it has {len(data) / 1e6:.0f} MB; the limit is {MAX_BYTES // 1_000_000} MB"
        )
    if not data.strip(b"\0 \t\r\n"):
        raise NotImported("it is empty")
    kind = kind_of(data, name, media_type, charset)
    if kind in ("pdf", "bibtex", "mhtml"):
        found = read_confined(kind, data)
    else:
        # A server's word on the encoding goes before the page's own (html.spec.whatwg.org, 13.2.3).
        own = declared_charset(data) if kind == "html" else ""
        text, note = decoded(data, charset or own)
        utf8 = text.encode("utf-8", "replace")
        found = _noted([_plain(text)] if kind == "text" else read_confined(kind, utf8), note)
    for material in found:
        if len((material.text or "").encode()) > MAX_TEXT:
            raise NotImported(
                f"its text has more than {MAX_TEXT // 1_000_000} MB: import it in parts"
            )
    return found


def kind_of(data: bytes, name: str, media_type: str = "", charset: str = "") -> str:
    """`html`, `mhtml`, `pdf`, `bibtex`, `ris`, `csl` or `text`. Raises NotImported for what is none of them."""
    for magic, words in _BINARY.items():
        if data.startswith(magic):
            raise NotImported(f"it is {words}")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    named = _SUFFIXES.get(name.rpartition(".")[2].lower(), "") if "." in name else ""
    named = _MEDIA_TYPES.get(media_type, "") or named
    if named == "pdf":
        raise NotImported("it is called a PDF and is none: open it, and save it anew as PDF")
    head = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if headers := _HEADERS.match(head):
        if named == "mhtml" or _OF_A_PAGE.search(headers[0]):
            return "mhtml"
        if named == "email" or _OF_A_MESSAGE.search(headers[0]):
            raise NotImported(_EMAIL)
    if named == "html" or _HTML.match(head):
        return "html"
    text, _ = decoded(data, charset)
    _refuse_binary(text)
    if named in ("bibtex", "ris", "csl"):
        return named
    if looks_like_ris(text):
        return "ris"
    return "bibtex" if _BIBTEX.match(text[:_SAMPLE]) else "text"


def _refuse_binary(text: str) -> None:
    """Signs that no text has: control characters but for white space and those of old printers."""
    sample = text[:_SAMPLE]
    strange = sum(sign < " " and sign not in "\t\n\r\f\v\x1a\x1b\b" for sign in sample)
    if "\0" in sample or strange > len(sample) / 100:
        raise NotImported(NO_TEXT)


def _plain(text: str) -> Material:
    kept, dropped = readable(text)
    if not kept.strip():
        raise NotImported("it is empty")
    note = f"{dropped} control character" + ("" if dropped == 1 else "s")
    return Material(kept, notes=(f"{note} left out, which no page can show",) if dropped else ())


def _noted(found: list[Material], note: str) -> list[Material]:
    if not note:
        return found
    return [replace(found[0], notes=(note, *found[0].notes)), *found[1:]]
