"""A source as a bibliography has it: what every form of citation is made from.

`csl`, `bibtex` and `wiki` write one form each, for the files below `data/` and for the page of a source.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from dossier.model.dates import EdtfDate
from dossier.model.dossier import PublicDossier
from dossier.model.source import Source
from dossier.plain import one_line

_FIDELITY = {
    "altered": "Altered copy: the words are the copy's, not the author's.",
    "ocr": "Read by machine from a scan (OCR).",
    "translated": "A translation.",
}
_NOT_HELD = "Not held: known only through others."
_IN_CONTAINER = (
    "article", "chapter", "entry", "paper-conference", "post", "review", "webpage",
)  # fmt: skip
"""How the CSL types begin whose publisher is known by the name of a paper, site or collection."""


@dataclass(frozen=True)
class Entry:
    """A source with every name in words; each text is one line that XML can hold."""

    id: str
    type: str
    """A CSL type."""
    title: str
    authors: tuple[str, ...]
    """As written: which part of a name is the family's, nobody said."""
    publisher: str
    published: EdtfDate | None
    accessed: EdtfDate | None
    url: str
    is_dead: bool
    archive_url: str
    archived: EdtfDate | None
    language: str
    license: str
    held: bool
    fidelity: str

    @property
    def is_in_container(self) -> bool:
        """Whether `publisher` is what the piece appeared in, such as a newspaper."""
        return self.type.startswith(_IN_CONTAINER)

    @property
    def archive(self) -> str:
        """The host that keeps the archived copy, or ""."""
        try:
            return urlsplit(self.archive_url).hostname or ""
        except ValueError:  # an address such as http://[x
            return ""

    @property
    def caution(self) -> str:
        """What whoever cites it has to know of the copy, or ""."""
        said = ("" if self.held else _NOT_HELD, _FIDELITY.get(self.fidelity, ""))
        return " ".join(filter(None, said))


def entry_of(public: PublicDossier, source: Source) -> Entry:
    """The bibliographic record of a source; what is not known of it stays empty."""
    return Entry(
        id=source.id,
        type=source.type,
        title=one_line(source.title),
        authors=tuple(filter(None, (one_line(public.name_or_words(a)) for a in source.author))),
        publisher=one_line(public.name_or_words(source.publisher or "")),
        published=source.published,
        accessed=source.accessed,
        url=one_line(source.url or ""),
        is_dead=source.url_status == "dead",
        archive_url=one_line(source.archive_url or ""),
        archived=source.archive_date,
        language=one_line(source.language or ""),
        license=one_line(source.license or ""),
        held=source.held,
        fidelity=source.fidelity,
    )
