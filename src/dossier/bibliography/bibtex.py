r"""A source as an entry for BibTeX's successor biblatex, in UTF-8.

`date` is EDTF, which biblatex reads as it stands (biblatex manual, "Date Specifications"); programs
that know `year` only see no date. Titles and names stand in braces of their own, so that no style
changes their case and nothing splits a name.
"""

from __future__ import annotations

import re

from dossier.bibliography import Entry

_KINDS = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "review": "article", "review-book": "article",
    "article": "misc", "book": "book", "chapter": "incollection", "classic": "book",
    "dataset": "dataset", "entry": "inreference", "entry-dictionary": "inreference",
    "entry-encyclopedia": "inreference", "legislation": "legislation", "pamphlet": "booklet",
    "paper-conference": "inproceedings", "patent": "patent", "post": "online",
    "post-weblog": "online", "report": "report", "software": "software", "thesis": "thesis",
    "webpage": "online",
}  # fmt: skip
"""Entry types of biblatex by CSL type; every other is `misc`."""
_PUBLISHER = {
    "article": "journaltitle", "book": "publisher", "incollection": "booktitle",
    "inproceedings": "booktitle", "inreference": "booktitle", "report": "institution",
    "thesis": "institution",
}  # fmt: skip
"""The field that an entry type has for whoever published; `organization` for the others."""


def bibtex_entry(entry: Entry) -> str:
    """The entry, one field a line, with a line end after its last brace."""
    kind = _KINDS.get(entry.type, "misc")
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in entry.authors),
        "title": f"{{{_tex(entry.title)}}}",
        _PUBLISHER.get(kind, "organization"): entry.publisher and f"{{{_tex(entry.publisher)}}}",
        "date": entry.published.text if entry.published else "",
        "url": _address(entry.url),
        "urldate": entry.accessed.text if entry.accessed else "",
        "language": _tex(entry.language),
        "note": _tex(entry.caution),
        # Below here no style reads on; programs that know a field keep it.
        "csltype": entry.type,
        "archiveurl": _address(entry.archive_url),
        "archivedate": entry.archived.text if entry.archived else "",
        "urlstatus": "dead" if entry.is_dead else "",
        "license": _tex(entry.license),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{kind}{{{entry.id},\n{lines}}}\n"


_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\ensuremath{\lbrace}", "}": r"\ensuremath{\rbrace}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{sign: "\\" + sign for sign in "$&#_%"},
}  # fmt: skip
# BibTeX counts braces whatever stands before them, so none may come from the text itself.
_ESCAPED = re.compile(r"[\\{}~^$&#_%]")
_LIGATURE = re.compile(
    r"(?<=-)(?=-)|(?<=`)(?=`)|(?<=')(?=')|(?<=,)(?=,)|(?<=[?!])(?=`)|(?<=<)(?=<)|(?<=>)(?=>)"
)
"""Between two signs that TeX would draw as one other sign."""


def _tex(text: str) -> str:
    """Text that TeX sets as it stands."""
    escaped = _ESCAPED.sub(lambda sign: _SPECIAL[sign[0]], text)
    return _LIGATURE.sub("{}", escaped)


def _address(url: str) -> str:
    """A web address for a field that is read verbatim: no brace or backslash may stand in it."""
    return url.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")
