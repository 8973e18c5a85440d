"""`site_config.yml` as a value: the site's settings, with every default."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from dossier.model.record import Decimal, Flag, Record, Text, Texts, WholeNumber
from dossier.model.source import Url

CONFIG_FILE = "site_config.yml"


class Kind(Record):
    """A kind of actor beyond person, organization, agency and outlet."""

    label: Text
    plural: Text | None = None
    base: Literal["person", "organization", "agency", "outlet"] = "organization"
    """The built-in kind it behaves like, for the grammar of names and for exports."""


class RelationType(Record):
    """How a relation reads from either side."""

    label: Text
    inverse: Text | None = None
    symmetric: Flag = False

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
    """Words per passage."""
    max_share: Annotated[Decimal, Field(gt=0, le=1)] = 0.25
    """Share of a source's words, over all that is published of it."""


class Linking(Record):
    """How names are linked."""

    autolink: Flag = True
    """`false`: only wikilinks and `links` decisions link."""


class Publish(Record):
    """Where `dossier publish` pushes to."""

    remote: Text = "origin"
    branch: Text = "gh-pages"
    cname: Annotated[str, Field(pattern=r"^[A-Za-z0-9.-]+$")] | None = None
    source: Literal["public", "private"] = "public"
    """`private` where nobody but the authors can read the repository itself."""


class NavigationItem(Record):
    """One entry of the menu."""

    to: Text
    """A page of the site: `timeline`, `about`, `actors/el-mencho` ..."""
    label: Text | None = None


def _navigation_item(value: Any) -> Any:
    return {"to": value} if isinstance(value, str) else value


def _base_url(value: Any) -> Any:
    return value.rstrip("/") + "/" if isinstance(value, str) and value else value


class SiteConfig(Record):
    """The site's settings."""

    format: Annotated[WholeNumber, Field(ge=1, le=1)] = 1
    title: Text
    description: Text | None = None
    base_url: Annotated[Url, BeforeValidator(_base_url)] | None = None
    """Where the site will stand; gives a sitemap and canonical links."""
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")] = "en"
    author: Texts = ()
    license: Text | None = None
    """The licence of the dossier's own words."""
    theme: dict[str, Text] = Field(default_factory=dict)
    """Values for templates of your own, as `site.theme`."""
    kinds: dict[str, Kind] = Field(default_factory=dict)
    relation_types: dict[str, RelationType] = Field(default_factory=dict)
    quotation: Quotation = Quotation()
    linking: Linking = Linking()
    publish: Publish = Publish()
    navigation: tuple[Annotated[NavigationItem, BeforeValidator(_navigation_item)], ...] = ()

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
    "rival-of": RelationType(label="Rival of", symmetric=True),
    "parent-of": RelationType(label="Parent of", inverse="Child of"),
    "sibling-of": RelationType(label="Sibling of", symmetric=True),
    "married-to": RelationType(label="Married to", symmetric=True),
    "employed-by": RelationType(label="Employed by", inverse="Employs"),
    "owns": RelationType(label="Owns", inverse="Owned by"),
    "associated-with": RelationType(label="Associated with", symmetric=True),
}
"""Types that need no declaration."""
