"""What every record of a dossier shares: strictness, the types of its fields, what hides it.

Values arrive as the loader read them: text, `Plain` text (unquoted), tuples and dicts. A record is
frozen; an unknown key, a wrong type or a missing key is an error of pydantic's, which `load` turns
into a diagnostic with a line.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from dossier.model.dates import EdtfDate, EdtfError, parse_edtf
from dossier.model.languages import LANGUAGE_PATTERN
from dossier.model.scalars import Plain
from dossier.urls import SLUG_PATTERN

MAX_FIELD = 200_000
"""Characters in one field; Markdown of that size still renders in well under five seconds."""


def _date(value: Any) -> EdtfDate:
    if isinstance(value, EdtfDate):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("edtf", "must be a date such as 2024-07-25")
    try:
        return parse_edtf(value.strip())
    except EdtfError as problem:
        said, *advice = re.split(r"[:;] (?=write )", str(problem), maxsplit=1)
        words = {"said": said, "advice": "".join(advice)}
        raise PydanticCustomError("edtf", "{said}|{advice}", words) from None


def _day(value: Any) -> datetime.date:
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("edtf", "must be a day that exists") from None
    raise PydanticCustomError("edtf", "must be one day, written YYYY-MM-DD")


def _flag(value: Any) -> bool:
    # A quoted "true" may be meant as text; where privacy hangs on it, nothing is guessed.
    if isinstance(value, bool):
        return value
    if isinstance(value, Plain) and value in ("true", "false"):
        return bool(value == "true")
    raise PydanticCustomError("flag", "must be true or false")


def _whole_number(value: Any) -> Any:
    if isinstance(value, Plain) and re.fullmatch(r"-?\d{1,15}", value):
        return int(value)
    return value


def _decimal(value: Any) -> Any:
    if isinstance(value, Plain) and re.fullmatch(r"\d{1,9}(\.\d{1,9})?", value):
        return float(value)
    return value


def _one_or_many(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


def _without_nulls(value: Any, known: frozenset[str]) -> Any:
    """An empty value counts as a key left out, except where an empty flag might publish.

    So does one of a key that is known only: `{quote: 38,000 crowns}` has the empty key `000 crowns`.
    """
    if isinstance(value, dict) and None in value.values():
        may_be_empty = known - {"draft", "embargo"}
        return {k: v for k, v in value.items() if v is not None or k not in may_be_empty}
    return value


_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


def without_comments(value: str) -> str:
    """Markdown without HTML comments: authors write there what readers should not see."""
    return _COMMENT.sub("", value) if "<!--" in value else value


VISIBLE = "[^\\s\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
"""A character that shows; the others of Unicode join, part or turn those around them."""
Text = Annotated[str, Field(min_length=1, max_length=MAX_FIELD, pattern=VISIBLE)]
"""Words, not empty and not only blanks."""
Markdown = Annotated[
    str, Field(min_length=1, max_length=MAX_FIELD), AfterValidator(without_comments)
]
"""Prose of the author's; HTML comments in it are dropped at once, so that nothing can export them."""
Name = Annotated[str, Field(min_length=1, max_length=1_000, pattern=VISIBLE)]
"""Words that the linker looks for."""
Language = Annotated[str, Field(pattern=LANGUAGE_PATTERN)]
Verbatim = Annotated[str, Field(min_length=1, max_length=MAX_FIELD, pattern=VISIBLE)]
"""Words of a source, kept to the letter."""
Id = Annotated[str, Field(pattern=f"^{SLUG_PATTERN}$", max_length=80)]
_DATE_SHAPE = r"(-?[0-9X]{4}(-[0-9X]{2}){0,2}(T[0-9:]+(Z|[+-][0-9:]+)?)?|Y-?[0-9]+)[~?%]?|\.\."
"""What a date looks like, for editors; `parse_edtf` decides."""
_ShapedDate = Annotated[
    str, Field(pattern=rf"^\s*({_DATE_SHAPE})?(/({_DATE_SHAPE})?)?\s*$", min_length=1)
]
_ShapedDay = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Date = Annotated[EdtfDate, PlainValidator(_date, json_schema_input_type=_ShapedDate)]
Day = Annotated[datetime.date, PlainValidator(_day, json_schema_input_type=_ShapedDay)]
Flag = Annotated[bool, PlainValidator(_flag, json_schema_input_type=bool)]
WholeNumber = Annotated[int, BeforeValidator(_whole_number)]
Decimal = Annotated[float, BeforeValidator(_decimal)]
Texts = Annotated[
    tuple[Text, ...],
    BeforeValidator(_one_or_many, json_schema_input_type=Text | tuple[Text, ...]),
]
"""A list of words, or a single one written without a list."""


@cache
def _keys(record: type[BaseModel]) -> frozenset[str]:
    return frozenset(info.alias or name for name, info in record.model_fields.items())


class Record(BaseModel):
    """A mapping in a file of the site: only known keys, strict types, immutable."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    @model_validator(mode="before")
    @classmethod
    def _leave_out_empty_values(cls, value: Any) -> Any:
        return _without_nulls(value, _keys(cls))

    def __getstate__(self) -> dict[Any, Any]:
        """As pydantic's, with the set of keys that were given in an order: equal records, equal bytes."""
        state = super().__getstate__()
        return {**state, _GIVEN: sorted(state[_GIVEN])}

    def __setstate__(self, state: dict[Any, Any]) -> None:
        """The other way round."""
        super().__setstate__({**state, _GIVEN: set(state[_GIVEN])})


_GIVEN = "__pydantic_fields_set__"


class Hideable(Record):
    """A record that may be withheld, or carry notes that are never published."""

    draft: Flag = False
    """`true`: nothing of it is published, see [what is withheld](#what-is-withheld)"""
    embargo: Day | None = None
    """a day before which nothing of it is published, see [what is withheld](#what-is-withheld)"""
    private: Any = None
    """notes of your own, in any form, never published: see [what is withheld](#what-is-withheld)"""

    @model_validator(mode="before")
    @classmethod
    def _an_embargo_needs_its_day(cls, value: Any) -> Any:
        # None as a default means "no embargo"; as an empty value in a file it must not publish.
        if isinstance(value, dict) and "embargo" in value and value["embargo"] is None:
            return {**value, "embargo": ""}
        return value

    def is_hidden(self, as_of: datetime.date) -> bool:
        """Whether nothing of the record may be published on the day `as_of`."""
        return self.draft or (self.embargo is not None and self.embargo > as_of)


def withholds(value: Any) -> bool:
    """Whether anything of a record is private, a draft, or has an embargo, past or to come."""
    if isinstance(value, Record):
        if isinstance(value, Hideable) and (
            value.draft or value.embargo is not None or value.private is not None
        ):
            return True
        return any(map(withholds, value.__dict__.values()))
    return isinstance(value, tuple) and any(map(withholds, value))


class Correction(Record):
    """A dated correction of what was published."""

    date: Day
    """a day, `YYYY-MM-DD`"""
    text: Markdown
    """what was wrong, and what is right; [Markdown](#markdown)"""


def short_hash(*parts: str) -> str:
    """Eight hexadecimal digits of the SHA-256 of the parts: a stable name for what has none."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:8]


def strings(
    value: Any, passed_over: Mapping[type[Record], frozenset[str]] = MappingProxyType({})
) -> Iterator[str]:
    """Every text in a record but its private notes and what its file's place tells.

    `passed_over` names keys of some kinds of record that are not looked at either.
    """
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from strings(item, passed_over)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from strings(item, passed_over)
    elif isinstance(value, Record):
        left_out = NOT_TEXT | passed_over.get(type(value), frozenset())
        for name in type(value).model_fields:
            if name not in left_out:
                yield from strings(getattr(value, name), passed_over)


NOT_TEXT = frozenset(("private", "path", "id", "former_ids"))
"""Keys that hold no text: notes that are never published, and names."""
