"""Sources: what was read, held or only heard of, and the passages taken from it."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from dossier.model.actor import Reliability
from dossier.model.record import (
    Correction,
    Date,
    Flag,
    Hideable,
    Id,
    Markdown,
    Record,
    Text,
    Texts,
    Verbatim,
    WholeNumber,
    short_hash,
)

CslType = Literal[
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book",
    "broadcast", "chapter", "classic", "collection", "dataset", "document", "entry",
    "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing",
    "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical",
    "personal_communication", "post", "post-weblog", "regulation", "report", "review",
    "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
]  # fmt: skip
"""The item types of CSL 1.0.2."""

OMISSION = "[…]"
"""What stands in a quote for words left out."""


def _web_address(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"]+", value, re.IGNORECASE):
        raise PydanticCustomError(
            "url", "must be a web address that begins with http:// or https://"
        )
    return value


def _decision(value: Any) -> Any:
    """A mapping of words to actor ids or null; a null here is a decision, not a missing value."""
    return dict(value) if isinstance(value, dict) else value


Url = Annotated[Text, AfterValidator(_web_address)]
Links = Annotated[dict[Text, Id | None], BeforeValidator(_decision)]


class Excerpt(Record):
    """A verbatim passage of a source."""

    id: Id | None = None
    quote: Verbatim
    prefix: Text | None = None
    suffix: Text | None = None
    lang: Text | None = None
    translation: Markdown | None = None
    note: Markdown | None = None
    """The analyst's annotation."""
    tags: Texts = ()
    links: Links = Field(default_factory=dict)

    @property
    def key(self) -> str:
        """The excerpt's name within its source."""
        return self.id or short_hash(self.quote)


class Derivation(Record):
    """That a source draws on another."""

    origin: Id
    basis: Literal["stated", "inferred"]
    note: Markdown | None = None


class Source(Hideable):
    """One record: `content/sources/**/<id>.yml`."""

    id: Id
    path: str
    title: Text
    type: CslType = "document"
    publisher: Text | None = None
    """An outlet's actor id, or words."""
    author: Texts = ()
    published: Date | None = None
    accessed: Date | None = None
    url: Url | None = None
    url_status: Literal["live", "dead"] | None = None
    archive_url: Url | None = None
    archive_date: Date | None = None
    language: Text | None = None
    held: Flag = True
    """`false`: a document known only through others."""
    derived_from: tuple[Derivation, ...] = ()
    fidelity: Literal["faithful", "altered", "ocr", "translated"] = "faithful"
    text: Text | None = None
    """Path of the full text below `seeds/`."""
    text_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    words: Annotated[WholeNumber, Field(ge=0)] | None = None
    """How many words the full text has."""
    rights: Literal["quotation", "open", "none"] = "quotation"
    license: Text | None = None
    reliability: Reliability | None = None
    grade_note: Markdown | None = None
    excerpts: tuple[Excerpt, ...] = ()
    links: Links = Field(default_factory=dict)
    named: tuple[Id, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def addresses(self) -> tuple[tuple[str, bool], ...]:
        """Where it can be read outside the site, and whether that is an archived copy.

        The first is the one to follow: of a dead page the archived copy.
        """
        found = []
        if self.url:
            found.append((self.url, False))
        if self.archive_url:
            found.insert(0 if self.url_status == "dead" else 1, (self.archive_url, True))
        return tuple(found)
