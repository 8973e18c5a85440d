"""Values as FollowTheMoney keeps them: what it would change or drop is put into its form here.

The package cleans what it loads and drops in silence what it does not understand (followthemoney 4.11:
`types`, `util.sanitize_text`). A value that its type cannot hold goes into a note instead, in words.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from contextlib import suppress
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlparse

from dossier.model.dates import CalendarDate, EdtfDate, MissingEnd, Precision
from dossier.plain import one_line

NAME, WORDS, TEXT, ADDRESS = 384, 1024, 65_000, 250
"""How many characters a value of the types name, string, text and address may have."""

_INVISIBLE = re.compile("[\x80-\x9f\xad\u061c\u0a00\u200b-\u200f\u2060-\u2064\ufeff]")
_QUOTED = re.compile("""["'](.*)["']""")


def text_value(text: str) -> str:
    """One line in NFC, without characters that nobody sees (FollowTheMoney drops them)."""
    if text.isascii():
        return one_line(text)
    # Twice: without what stood between them, letters may compose that did not before.
    clean = unicodedata.normalize("NFC", one_line(unicodedata.normalize("NFC", text)))
    return one_line(unicodedata.normalize("NFC", _INVISIBLE.sub("", clean)))


def name_value(text: str) -> str:
    """A name; quotation marks around the whole of it are dropped."""
    name = text_value(text)
    while quoted := _QUOTED.fullmatch(name):
        name = quoted[1].strip()
    return name


def address_value(text: str) -> str:
    """A place; a semicolon or two marks in a row become one comma."""
    place, before = text_value(text), ""
    while place != before:
        before = place
        place = re.sub(r"<BR/?>|ESQ\\.?,|;", ", ", place)
        place = one_line(re.sub(r",\s?[,.]", ", ", place))
    return place


def long_value(text: str) -> list[str]:
    """A text in as many values as it needs, cut at blanks; none for an empty one."""
    value = text_value(text)
    if len(value) > TEXT:
        return textwrap.wrap(value, TEXT, break_on_hyphens=False)
    return [value] if value else []


def date_value(date: CalendarDate | EdtfDate | MissingEnd | None) -> str | None:
    """A date that FollowTheMoney holds without saying more than it does; else None.

    It has prefixes of ISO 8601 from 1000 to 2999, times in UTC, and no way to say "about".
    """
    if isinstance(date, EdtfDate):
        return None if date.is_interval else date_value(date.start)
    if not isinstance(date, CalendarDate) or not 1000 <= date.year <= 2999:
        return None
    units = (Precision.YEAR, Precision.MONTH, Precision.DAY, Precision.TIME)
    if date.uncertain or date.approximate or date.precision not in units:
        return None
    if date.time and date.zone == "Z":
        return f"{date.year:04}-{date.month:02}-{date.day:02}T{date.time}"
    return "-".join(f"{part:02}" for part in (date.year, date.month, date.day) if part)


def is_whole(date: EdtfDate) -> bool:
    """Whether `date_value` says all of the date."""
    return date_value(date) in (date.text, date.text.removesuffix("Z"))


_LABEL = re.compile(r"[\w-]{1,63}")


@lru_cache(maxsize=10_000)  # a source's stands in every claim that cites it
def url_value(url: str) -> str | None:
    """A web address, or None for one whose host FollowTheMoney takes for no host."""
    try:
        parts = urlparse(one_line(url))
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return None
    if not _is_host(host) or re.search(r"\s", parts.netloc) or len(url) > 4000:
        return None
    plain = parts._replace(scheme=parts.scheme.lower(), path=parts.path or "/").geturl()
    return plain if text_value(plain) == plain else None


def _is_host(host: str) -> bool:
    if ":" in host or host[-1:].isdigit():
        with suppress(ValueError):
            return bool(ip_address(host))
    labels = host.rstrip(".").split(".")
    if not all(_LABEL.fullmatch(label) and label.strip("_-") for label in labels):
        return False
    return len(labels) == 1 or (len(labels[-1]) > 1 and not labels[-1].isdigit())


_CODES = (
    "af:afr am:amh ar:ara az:aze be:bel bn:ben bs:bos bg:bul ca:cat cs:ces da:dan de:deu el:ell "
    "en:eng et:est fa:fas fil:fil fi:fin fr:fra ga:gle he:heb hi:hin hr:hrv hu:hun hy:hye id:ind "
    "is:isl it:ita ja:jpn kn:kan ka:kat kk:kaz km:khm ky:kir ko:kor lo:lao lv:lav lt:lit lb:ltz "
    "mk:mkd mt:mlt mn:mon ms:msa my:mya nl:nld no:nor pl:pol pt:por ps:pus ro:ron ru:rus si:sin "
    "sk:slk sl:slv es:spa sq:sqi sr:srp sw:swa sv:swe ta:tam te:tel tg:tgk tl:tgl th:tha tk:tuk "
    "tr:tur uk:ukr ur:urd uz:uzb vi:vie zh:zho in:ind iw:heb mo:ron ne:nep"
)
_LANGUAGES = dict(pair.split(":") for pair in _CODES.split())
"""The languages that FollowTheMoney 4.11 knows, by their code in a language tag."""


def language_value(tag: str) -> str | None:
    """The three letters of a language, or None for one that FollowTheMoney does not know."""
    return _LANGUAGES.get(tag.partition("-")[0].lower())
