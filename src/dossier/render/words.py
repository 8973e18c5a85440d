"""The theme's words in the site's language: gettext catalogs, read as `.po`; only importer of polib.

A catalog is `locale/<language>.po` of a template folder. A dossier's own stands before the default
theme's, entry by entry, and the one for `es-MX` before the one for `es`. What none of them has
stands in English, the language of the templates.
"""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from dossier.config import CONFIG_FILE
from dossier.diagnostics import Diagnostic, Location
from dossier.plain import split_date

LOCALE = "locale"
_REMEMBERED = 10_000
"""So many messages are remembered: those of templates are some hundred, but one may be made up. So many labels, too."""
_NAMED = re.compile(r"%\((\w+)\)s|\{(\w+)\}")


@dataclass(frozen=True)
class Wording:
    """What says a message in the site's language, and what is wrong with its catalogs."""

    translations: gettext.NullTranslations
    findings: tuple[Diagnostic, ...] = ()


class Phrases:
    """The words of templates: what `_()` and `ngettext()` say.

    Messages are formats, their names put in escaped, as in Jinja's "new style". Each is looked up
    once, since some stand on every page, and some fifty times on one.
    """

    def __init__(
        self, translations: gettext.NullTranslations, number: Callable[[int], str]
    ) -> None:
        """`number` writes a count as the language does."""
        self._translations = translations
        self._number = number
        self._formats: dict[object, Markup] = {}
        self._said: dict[str, Markup] = {}

    def one(self, message: str, /, **names: object) -> Markup:
        """A message."""
        if names:
            return self._format(message) % names
        said = self._said.get(message)
        if said is None:
            said = self._said[message] = self._format(message) % {}
        return said

    def counted(self, one: str, many: str, count: int, /, **names: object) -> Markup:
        """A message of which there are as many forms as the language has; `num` is the count."""
        form = self._formats.get((one, count))
        if form is None:
            form = Markup(self._translations.ngettext(one, many, count))  # noqa: S704 - the theme's own words
            if len(self._formats) < _REMEMBERED:
                self._formats[one, count] = form
        return form % {"num": self._number(count), **names}

    def _format(self, message: str) -> Markup:
        form = self._formats.get(message)
        if form is None:
            form = Markup(self._translations.gettext(message))  # noqa: S704 - the theme's own words
            if len(self._formats) < _REMEMBERED:
                self._formats[message] = form
        return form


def wording(folders: tuple[Path, ...], language: str) -> Wording:
    """The words of `language` (BCP 47) out of the template folders, the first folder first."""
    files = [
        folder / LOCALE / f"{tag}.po"
        for folder in folders
        for tag in _tags(language)
        if (folder / LOCALE / f"{tag}.po").is_file()
    ]
    findings: list[Diagnostic] = []
    chain = gettext.NullTranslations()
    for path in reversed(files):
        catalog, found = _catalog(path)
        findings += found
        if catalog is not None:
            catalog.add_fallback(chain)
            chain = catalog
    if not files and language.split("-", maxsplit=1)[0] != "en":
        findings.append(_unknown(folders, language))
    return Wording(chain, tuple(findings))


def _tags(language: str) -> Iterator[str]:
    """`zh-Hant-TW`, then `zh-Hant`, then `zh`."""
    parts = language.split("-")
    yield from ("-".join(parts[:count]) for count in range(len(parts), 0, -1))


def _unknown(folders: tuple[Path, ...], language: str) -> Diagnostic:
    there = {path.stem for folder in folders for path in (folder / LOCALE).glob("*.po")}
    known = ", ".join(sorted({"en", *there}))
    return Diagnostic(
        "unknown-language",
        Location(CONFIG_FILE, keys=("language", "")),
        f"the theme has no words in '{language}': they stand in English",
        f"it has {known}; add the words as templates/{LOCALE}/{language}.po",
    )


def _catalog(path: Path) -> tuple[gettext.GNUTranslations | None, list[Diagnostic]]:
    """A file's entries as gettext wants them; those that would break a page left out and reported."""
    import polib  # noqa: PLC0415 - an English site needs no catalog

    shown = f"templates/{LOCALE}/{path.name}"
    try:
        entries = polib.pofile(str(path), encoding="utf-8")
    except UnicodeDecodeError as problem:
        return None, [_bad(shown, 0, f"it is not UTF-8 ({problem.reason})")]
    except OSError as problem:
        return None, [_unreadable(shown, problem)]
    findings = []
    for entry in list(entries):
        if problems := "; ".join(_problems(entry)):
            findings.append(_bad(shown, entry.linenum, problems))
            entries.remove(entry)
    entries.metadata["Content-Type"] = "text/plain; charset=UTF-8"
    try:
        return gettext.GNUTranslations(io.BytesIO(entries.to_binary())), findings
    except ValueError as problem:
        return None, [*findings, _bad(shown, 1, f"its Plural-Forms cannot be read: {problem}")]


def _unreadable(path: str, problem: OSError) -> Diagnostic:
    """Polib says every mistake of syntax as `… (line 3): why`, or without a reason."""
    line = re.search(r"\(line (\d+)\):? *(.*)", str(problem))
    if line is None:
        return _bad(path, 0, problem.strerror or "it cannot be read here")
    return _bad(path, int(line[1]), line[2] or "this is no line of a catalog")


def _bad(path: str, line: int, message: str) -> Diagnostic:
    at = Location(path, line, 1 if line else 0)
    return Diagnostic("bad-catalog", at, message, "mend the entry; the page on the theme says how")


def _problems(entry: Any) -> Iterator[str]:
    """Why a message cannot be filled in: a name that the English one does not give, a lone %."""
    if entry.obsolete or entry.fuzzy:
        return
    given = set(filter(None, sum(_NAMED.findall(entry.msgid + entry.msgid_plural), ())))
    if entry.msgid_plural:
        given.add("num")
    for said in (entry.msgstr, *entry.msgstr_plural.values()):
        more = set(filter(None, sum(_NAMED.findall(said), ()))) - given
        if more:
            yield f"it names {', '.join(sorted(more))}, which the English words do not give"
        elif not _fills_in(said, given, dates=(entry.msgctxt or "").startswith("date:")):
            yield "it cannot be filled in: a percent sign is written %%"


def _fills_in(said: str, given: set[str], *, dates: bool) -> bool:
    values = dict.fromkeys(given, "")
    try:
        _ = said.format(**values) if dates else said % values
    except (ValueError, TypeError, LookupError):
        return False
    return True


def number_words(language: str, number: int) -> str:
    """A whole number with its digits in groups of three.

    English: commas from 1,000. Else as ISO 80000-1 and the Ortografía of the RAE (2010) have it: a
    thin space, and none in a number of four digits.
    """
    if language.split("-", maxsplit=1)[0] == "en":
        return f"{number:,}"
    return f"{number:,}".replace(",", "\u202f") if abs(number) >= 10_000 else str(number)


_RTL_LANGUAGE = re.compile(
    "acm|aeb|ajp|apc|ar|arb|arc|ars|ary|arz|azb|bal|bgn|bqi|ckb|dv|fa|glk|hbo|he|hno|iw|ji|khw|ks|lrc"
    "|luz|mzn|nqo|pbt|pes|pnb|prs|ps|rhg|sam|sd|sdh|skr|syc|syr|ug|ur|ydd|yi"
)
"""Languages whose usual script runs from right to left (likely subtags of the CLDR, release 46)."""
_RTL_SCRIPT = re.compile(
    "adlm|arab|aran|hebr|mand|mend|nkoo|rohg|samr|syrc|syre|syrj|syrn|thaa|yezi"
)


def direction(language: str) -> str:
    """`rtl` or `ltr`: as the script in the tag (BCP 47) runs, else the language's usual one."""
    primary, *others = language.lower().split("-")
    script = next((part for part in others[:2] if len(part) == 4 and part.isalpha()), None)
    known = _RTL_SCRIPT.fullmatch(script) if script else _RTL_LANGUAGE.fullmatch(primary)
    return "rtl" if known else "ltr"


@lru_cache(maxsize=_REMEMBERED, typed=True)  # HTML equals the text that looks like it
def dated(label: str) -> str:
    """A source's label, the date at its end marked as one."""
    words, date = split_date(label)
    return Markup("%s<time>%s</time>") % (words, date) if date else label


_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")


def isolated(words: str) -> str:
    """Words for a place that takes no `<bdi>`, such as `<title>`: held in U+2068 and U+2069.

    Only where some of them run from right to left, since a plain text is searched and copied.
    """
    return f"\u2068{words}\u2069" if _RIGHT_TO_LEFT.search(words) else words
