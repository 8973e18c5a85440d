"""Sources: what was read, held or only heard of, and the passages taken from it."""

from __future__ import annotations

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
    Language,
    Markdown,
    Record,
    Text,
    Texts,
    Verbatim,
    WholeNumber,
    short_hash,
)
from dossier.urls import CREDENTIALS, has_credentials, is_web_address

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
    if not is_web_address(value):
        raise PydanticCustomError(
            "url", "must be a web address that begins with http:// or https://"
        )
    if has_credentials(value):
        raise PydanticCustomError("credentials", CREDENTIALS)
    return value


def _decision(value: Any) -> Any:
    """A mapping of words to actor ids or null; a null here is a decision, not a missing value."""
    return dict(value) if isinstance(value, dict) else value


Url = Annotated[
    Text,
    AfterValidator(_web_address),
    Field(json_schema_extra={"pattern": r"^[Hh][Tt][Tt][Pp][Ss]?://[^/?#@]+([/?#]|$)"}),
]
Links = Annotated[dict[Text, Id | None], BeforeValidator(_decision)]
# People write the folder too; there is only one that can be meant.
SeedPath = Annotated[Text, AfterValidator(lambda path: path.removeprefix("seeds/"))]


class Excerpt(Record):
    """A verbatim passage of a source."""

    id: Id | None = None
    """a name for citations and links, written like an [id](#ids)"""
    quote: Verbatim
    """the words as they stand; `[…]` for words left out. Other brackets are looked for as they stand,
    but for a first letter's case, `[T]he` for `the`: what you have to say of the words belongs into `note`
    """
    prefix: Text | None = None
    """words directly before the quote, whole ones, where the quote stands more than once in its
    source: to find it by. Not shown on a page; the last eight stand in the [link to the
    words](#links-to-the-words)
    """
    suffix: Text | None = None
    """words directly after it; as `prefix`, the first eight"""
    lang: Language | None = None
    """language of the passage, where it differs"""
    translation: Markdown | None = None
    """[Markdown](#markdown), shown below the quote"""
    note: Markdown | None = None
    """the analyst's annotation; Markdown"""
    tags: Texts = ()
    """words, one or a list. No page shows them yet; they are in `data/dossier.json`"""
    links: Links = Field(default_factory=dict)
    """[decisions about names](#decisions-about-names) in this passage"""

    @property
    def key(self) -> str:
        """The excerpt's name within its source."""
        return self.id or short_hash(self.quote)


class Derivation(Record):
    """That a source draws on another."""

    origin: Id
    """id of the source it draws on"""
    basis: Literal["stated", "inferred"]
    """`stated`: it says so itself. `inferred`: the editor concludes it"""
    note: Markdown | None = None
    """why the editor thinks so; Markdown"""


class Source(Hideable):
    """One record: `content/sources/**/<id>.yml`."""

    id: Id
    path: str
    title: Text
    """as printed. Where there is none, a description in square brackets, and quotation marks around
    it: `"[Letter of the bakery]"`
    """
    type: CslType = "document"
    """what it is, such as `article-newspaper`, `report` or `webpage`: a type of [CSL](#source)"""
    publisher: Text | None = None
    """an outlet's actor id, or words"""
    author: Texts = ()
    """words or an actor's id, one or a list"""
    published: Date | None = None
    """the [date](#dates) of publication"""
    accessed: Date | None = None
    """a [date](#dates): when it was read"""
    url: Url | None = None
    """its web address, `http://` or `https://`. Every quote of it links there, [at the
    words](#links-to-the-words)
    """
    url_status: Literal["live", "dead"] | None = None
    """`live` or `dead`; a dead one is shown as "no longer there", and the archived copy is linked
    first
    """
    archive_url: Url | None = None
    """web address of an archived copy; quotes link there too, at the words"""
    archive_date: Date | None = None
    """a [date](#dates): when that copy was made"""
    language: Language | None = None
    """a code such as `en` or `es`. Where it is not the site's, quotations and the title say so to
    browsers and screen readers
    """
    held: Flag = True
    """`false`: a document known only through others. It is listed apart and not counted as a source"""
    derived_from: tuple[Derivation, ...] = ()
    """list of [derivations](#derivation)"""
    fidelity: Literal["faithful", "altered", "ocr", "translated"] = "faithful"
    """`faithful`, `altered`, `ocr` or `translated`; anything but the first is said wherever its
    words are shown
    """
    text: SeedPath | None = None
    """path of the full text below `seeds/`. A build reads the text itself only with `rights: open`"""
    text_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    """SHA-256 of the full text, 64 hexadecimal digits; shown"""
    words: Annotated[WholeNumber, Field(ge=0)] | None = None
    """how many words the full text has; the [quote budget](#quote-budget) is measured against it.
    `check` says where it is wrong
    """
    rights: Literal["quotation", "open", "none"] = "quotation"
    """`quotation`: only passages are published. `open`: the full text that `text` names is
    published; it is an error where the file is missing. `none`: nothing may be quoted
    """
    license: Text | None = None
    """the licence of an open text; shown behind the rights"""
    reliability: Reliability | None = None
    """`A`, `B`, `C`, `D`, `E` or `F`, where it differs from the outlet's, see [grades](#grades)"""
    grade_note: Markdown | None = None
    """why this grade; Markdown"""
    excerpts: tuple[Excerpt, ...] = ()
    """list of [excerpts](#excerpt)"""
    links: Links = Field(default_factory=dict)
    """[decisions about names](#decisions-about-names) in all its passages"""
    named: tuple[Id, ...] = ()
    """list of ids of actors that the full text names, beyond the passages; they count as named in
    this source. [`dossier review`](commands.md#review) records them, and offers none where the
    list is empty: `[]`
    """
    corrections: tuple[Correction, ...] = ()
    """list of [corrections](#correction)"""

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
