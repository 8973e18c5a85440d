"""`site_config.yml` as a value: the site's settings, with every default."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from dossier.model.record import Decimal, Flag, Id, Language, Record, Text, Texts, WholeNumber
from dossier.model.source import Url

CONFIG_FILE = "site_config.yml"


class Kind(Record):
    """A kind of actor beyond person, organization, agency and outlet."""

    label: Text
    """the word for one"""
    plural: Text | None = None
    """the word for several, as heading of a list"""
    base: Literal["person", "organization", "agency", "outlet"] = "organization"
    """the built-in kind it is nearest to: `person`, `organization`, `agency` or `outlet`. Sources
    inherit the [grade](#grades) of one with `outlet`
    """


class RelationType(Record):
    """How a relation reads from either side."""

    label: Text
    """how it reads on the page of the actor that states it"""
    inverse: Text | None = None
    """how it reads on the other actor's page"""
    symmetric: Flag = False
    """`true`: it reads the same from both sides, and has no `inverse`"""
    hostile: Flag = False
    """`true`: the two stand against each other; their line in the drawings has a cross"""

    @model_validator(mode="after")
    def _inverse_or_symmetric(self) -> RelationType:
        if self.symmetric and self.inverse:
            words = "is symmetric, so it has no 'inverse'; keep one"
            raise PydanticCustomError("either", words, {"at": "inverse"})
        return self

    @property
    def inverse_label(self) -> str:
        """What the other side is called."""
        return self.label if self.symmetric else self.inverse or INVERSE % {"label": self.label}


INVERSE = "%(label)s (inverse)"
"""What the other side of a relation is called where nobody gave it a label."""


class Quotation(Record):
    """The quote budget."""

    max_words: Annotated[WholeNumber, Field(ge=1)] = 80
    """words in one passage, at least 1"""
    max_share: Annotated[Decimal, Field(gt=0, le=1)] = 0.25
    """share of a source's words, above 0 and at most 1"""


class Linking(Record):
    """How names are linked."""

    autolink: Flag = True
    """`false`: names are linked only by `[[…]]` and by [decisions](#decisions-about-names)"""


class Publish(Record):
    """Where `dossier publish` pushes to."""

    remote: Text = "origin"
    """name of the git remote"""
    branch: Text = "gh-pages"
    """the branch that the site replaces"""
    cname: Annotated[str, Field(pattern=r"^[A-Za-z0-9.-]+$")] | None = None
    """a domain of your own, for GitHub Pages: the name only, without `https://`"""
    source: Literal["public", "private"] = "public"
    """`public` or `private`: who can read the repository of the dossier itself. With `private`,
    `dossier check` does not warn of what is withheld
    """


class NavigationItem(Record):
    """One entry of the menu."""

    to: Text
    """`actors`, `timeline`, `network`, `sources`, `disputed`, `coverage`, a free page's name, or
    any other path of the site such as `actors/fc-aurora`
    """
    label: Text | None = None
    """the word in the menu"""


def _navigation_item(value: Any) -> Any:
    return {"to": value} if isinstance(value, str) else value


def _base_url(value: Any) -> Any:
    return value.rstrip("/") + "/" if isinstance(value, str) and value else value


class SiteConfig(Record):
    """The site's settings."""

    format: Annotated[WholeNumber, Field(ge=1, le=1)] = 1
    """`1`, the version of this format"""
    title: Text
    """the site's name"""
    description: Text | None = None
    """a sentence or two, on the first page"""
    base_url: Annotated[Url, BeforeValidator(_base_url)] | None = None
    """the web address at which the site will stand. Gives `sitemap.xml`,
    [`feed.xml`](#what-the-site-tells-others), an address on every page for search engines and
    citations, and a 404 page that works below a folder. Links are relative with it and without
    """
    language: Language = "en"
    """code of the site's language, such as `en`, `es` or `es-MX`: that of your own words, and of
    the theme's. English and Spanish are there; for others see [words and
    languages](theme.md#words-and-languages)
    """
    author: Texts = ()
    """who made the dossier, one or a list; in the footer and in citations"""
    license: Text | None = None
    """licence of the dossier's own words; in the footer"""
    theme: dict[str, Text] = Field(default_factory=dict)
    """words for templates of your own, as `name: value` lines; the default theme uses none"""
    kinds: dict[str, Kind] = Field(default_factory=dict)
    """kinds of actors beyond the four built-in ones, see [kinds](#kinds)"""
    relation_types: dict[str, RelationType] = Field(default_factory=dict)
    """types of relations, see [relation_types](#relation_types)"""
    quotation: Quotation = Quotation()
    """the quote budget, see [quotation](#quotation)"""
    linking: Linking = Linking()
    """how names are linked, see [linking](#linking)"""
    publish: Publish = Publish()
    """where `dossier publish` pushes to, see [publish](#publish)"""
    docs: Id | None = None
    """name of the page of `docs/` that leads to the others there: with it the Markdown files of
    `docs/` are [pages](#docs) too, and this one stands in the menu
    """
    navigation: tuple[
        Annotated[
            NavigationItem,
            BeforeValidator(_navigation_item, json_schema_input_type=Text | NavigationItem),
        ],
        ...,
    ] = ()
    """the menu, see [navigation](#navigation)"""

    def is_outlet_kind(self, kind: str) -> bool:
        """Whether actors of a kind publish sources: `outlet`, or a kind declared with that base."""
        declared = self.kinds.get(kind)
        return kind == "outlet" or (declared is not None and declared.base == "outlet")

    def kind(self, name: str) -> Kind:
        """The declared or built-in kind, else one that reads as its name."""
        return self.kinds.get(name) or DEFAULT_KINDS.get(name) or Kind(label=name.capitalize())

    def relation_type(self, name: str) -> RelationType:
        """The declared or built-in type, else one that reads as its name."""
        return self.relation_types.get(name) or DEFAULT_RELATION_TYPES.get(name) or _as_named(name)


def _as_named(name: str) -> RelationType:
    return RelationType(label=name[:1].upper() + name[1:].replace("-", " "))


DEFAULT_KINDS = {
    "organization": Kind(label="Organization", plural="Organizations", base="organization"),
    "agency": Kind(label="Agency", plural="Agencies", base="agency"),
    "person": Kind(label="Person", plural="People", base="person"),
    "outlet": Kind(label="Outlet", plural="Outlets", base="outlet"),
}
"""Kinds that need no declaration, in the order in which the index has them."""

DEFAULT_RELATION_TYPES = {
    "member-of": RelationType(label="Member of", inverse="Members"),
    "leads": RelationType(label="Leads", inverse="Led by"),
    "part-of": RelationType(label="Part of", inverse="Has parts"),
    "allied-with": RelationType(label="Allied with", symmetric=True),
    "rival-of": RelationType(label="Rival of", symmetric=True, hostile=True),
    "parent-of": RelationType(label="Parent of", inverse="Child of"),
    "sibling-of": RelationType(label="Sibling of", symmetric=True),
    "married-to": RelationType(label="Married to", symmetric=True),
    "employed-by": RelationType(label="Employed by", inverse="Employs"),
    "owns": RelationType(label="Owns", inverse="Owned by"),
    "associated-with": RelationType(label="Associated with", symmetric=True),
}
"""Types that need no declaration."""
