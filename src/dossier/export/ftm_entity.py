"""One FollowTheMoney entity while it is written: its properties, and what none of them can hold."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from dossier.export.ftm_values import (
    ADDRESS,
    NAME,
    WORDS,
    address_value,
    date_value,
    is_whole,
    long_value,
    name_value,
    text_value,
    url_value,
)
from dossier.model.date_tables import DateWords
from dossier.model.date_words import in_words
from dossier.model.dates import CalendarDate, EdtfDate, MissingEnd
from dossier.plain import cut


@dataclass(frozen=True)
class Entity:
    """An entity; `remarks` is the property for what no other property of its schema can hold.

    Each method adds to one property, and leaves a remark where that cannot hold the whole value.
    """

    id: str
    schema: str
    remarks: str = "notes"
    properties: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name: str, *values: str | None) -> None:
        """Values that are in the form of the property's type; empty ones and repetitions are not."""
        held = self.properties.get(name, [])
        held += [value for value in dict.fromkeys(values) if value and value not in held]
        if held:
            self.properties[name] = held

    def remark(self, label: str, text: str) -> None:
        """A line of words for what no other property holds."""
        if text:
            self.add(self.remarks, *long_value(f"{label}: {text}"))

    def name(self, name: str, text: str, limit: int = NAME) -> None:
        """A name, cut where it is too long."""
        self._cut(name, name_value(text), limit)

    def words(self, name: str, text: str) -> None:
        """A few words, cut where they are too many."""
        self._cut(name, text_value(text), WORDS)

    def place(self, name: str, text: str) -> None:
        """The name of a place."""
        self._cut(name, address_value(text), ADDRESS)

    def _cut(self, name: str, value: str, limit: int) -> None:
        # Room for the mark; what is cut may end in a sign that the type would drop.
        short = value if len(value) <= limit else cut(value, limit - 2)
        self.add(name, short)
        if short != value:
            self.remark(name, value)

    def text(self, name: str, text: str) -> None:
        """Prose of any length."""
        self.add(name, *long_value(text))

    def url(self, name: str, url: str | None) -> None:
        """A web address."""
        if url:
            value = url_value(url)
            self.add(name, value)
            if value is None:
                self.remark(name, url)

    def date(self, name: str, date: EdtfDate | None, label: str, words: DateWords) -> None:
        """A date, and in words with its EDTF where the property says less or nothing of it."""
        if date is not None:
            self.add(name, date_value(date))
            if not is_whole(date):
                self.dated(label, date, words)

    def span(self, date: EdtfDate, label: str, words: DateWords) -> None:
        """An interval as `startDate` and `endDate`."""
        ends: tuple[tuple[str, CalendarDate | MissingEnd | None], ...] = (
            ("startDate", date.start), ("endDate", date.end),
        )  # fmt: skip
        for name, end in ends:
            self.add(name, date_value(end))
        self.dated(label, date, words)

    def dated(self, label: str, date: EdtfDate, words: DateWords) -> None:
        """A date as a remark, in words and in EDTF."""
        self.remark(label, f"{in_words(date, words)} (EDTF {date.text})")

    def line(self) -> str:
        """The entity as a line of JSON, with its line end."""
        whole = {"id": self.id, "schema": self.schema, "properties": self.properties}
        return json.dumps(whole, ensure_ascii=False, sort_keys=True) + "\n"
