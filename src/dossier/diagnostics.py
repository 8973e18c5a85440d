"""What can be wrong with a user's files, as values: where, how bad, what, and what to do.

Owns the table of codes and the wording of a printed diagnostic. Knows nothing of YAML or of
dossiers; every stage returns these values, and only the command line prints them, once, sorted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from dossier.likeness import nearest, plain_typo

Keys = tuple[str | int, ...]


class DossierError(Exception):
    """What cannot go on: no site here, an output folder that is not ours. Shown without traceback."""


class BusyError(DossierError):
    """Somebody else is at the same work: to be tried again when that is done."""


class Severity(Enum):
    """How bad a finding is: an error stops the build, a warning does not (unless --strict)."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Location:
    """A place in a file of the site.

    `path` is relative to the site, with forward slashes. `line` and `column` are 1-based, 0 where
    not known yet: `keys` (the way through the YAML) and `needle` (words to find after it) say where
    to look, so that positions are only computed for files that have something wrong. With
    `is_each` it is every place where the needle, which has square brackets around it, stands: each is
    wrong in the same way.
    """

    path: str
    line: int = 0
    column: int = 0
    keys: Keys = field(default=(), compare=False)
    needle: str = field(default="", compare=False)
    is_each: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Diagnostic:
    """One finding. The severity follows from the code."""

    code: str
    location: Location
    message: str
    hint: str = ""

    @property
    def severity(self) -> Severity:
        """ERROR or WARNING, as the table of codes says."""
        return CODES[self.code][0]

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Sorted by place, then by code and text, so that the order never depends on a run."""
        at = self.location
        return (at.path, at.line, at.column, self.code, self.message)


ERROR, WARNING = Severity.ERROR, Severity.WARNING

CODES: dict[str, tuple[Severity, str]] = {
    "yaml-syntax": (ERROR, "the file is not valid YAML"),
    "yaml-limit": (ERROR, "nesting, aliases or size beyond what a profile needs"),
    "not-utf8": (ERROR, "the file is not UTF-8 text"),
    "not-a-mapping": (ERROR, "the file holds no `key: value` lines"),
    "unreadable": (ERROR, "the file cannot be read"),
    "ignored-file": (WARNING, "a file or folder of content/ that nothing reads"),
    "duplicate-key": (ERROR, "a key stands twice in one mapping"),
    "unknown-key": (ERROR, "a key that does not exist here"),
    "missing-key": (ERROR, "a required key is missing"),
    "wrong-type": (ERROR, "a value of the wrong kind"),
    "bad-value": (ERROR, "a value outside what is allowed"),
    "turned-text": (WARNING, "an invisible character that turns the order of letters"),
    "bad-date": (ERROR, "a date that is not EDTF level 0 or 1"),
    "bad-id": (ERROR, "a file name that cannot serve as an id"),
    "id-collision": (ERROR, "two things with one id"),
    "unknown-actor": (ERROR, "a reference to an actor that does not exist"),
    "unknown-source": (ERROR, "a reference to a source that does not exist"),
    "unknown-excerpt": (ERROR, "a reference to an excerpt that does not exist"),
    "bad-citation": (ERROR, "a citation in a text that cannot be read"),
    "unknown-kind": (ERROR, "a kind that is neither built in nor declared"),
    "undeclared-relation-type": (WARNING, "a relation type without labels in site_config.yml"),
    "ambiguous-alias": (WARNING, "one name for two actors: it is never linked by itself"),
    "repeated-alias": (WARNING, "a name that the actor has already"),
    "unused-link": (WARNING, "a `links` decision whose words do not occur"),
    "hidden-reference": (WARNING, "public text that links to something not public"),
    "hidden-name": (
        WARNING,
        "public text or an id that spells out the name of somebody not public",
    ),
    "private-tracked": (WARNING, "private, draft or embargoed material under version control"),
    "git-refuses": (WARNING, "git does not say which files are under version control"),
    "quote-too-long": (ERROR, "a passage longer than the quote budget allows"),
    "quote-budget": (ERROR, "more words of a source than the quote budget allows"),
    "quote-forbidden": (ERROR, "a quotation of a source whose rights are `none`"),
    "unsourced-claim": (WARNING, "a claim for which no source is cited"),
    "unnamed-denial": (WARNING, "a denied claim for which nobody is cited who denies it"),
    "withheld-support": (ERROR, "a public claim that only withheld sources support"),
    "unproven-conviction": (ERROR, "a conviction without a court document or a report of one"),
    "similar-via": (WARNING, "words in `via` that hold those of another citation of the claim"),
    "one-origin": (WARNING, "a claim called confirmed that has one origin only"),
    "grade-without-reason": (WARNING, "a grade of reliability without a `grade_note`"),
    "misplaced-grade": (WARNING, "a grade of reliability on an actor that is no outlet"),
    "quote-not-found": (ERROR, "a quote that does not stand in the source's text"),
    "quote-ambiguous": (WARNING, "a quote that stands more than once in the source's text"),
    "quote-link": (WARNING, "a link to a quote that leads to the same words elsewhere"),
    "quote-omission": (WARNING, "a quote that leaves out what may turn its sense"),
    "text-changed": (ERROR, "a full text that is not the one that was quoted"),
    "text-unhashed": (WARNING, "a full text at hand whose `text_sha256` is not stated"),
    "same-text": (WARNING, "two sources with one full text, which are one voice"),
    "words-unknown": (WARNING, "a source that is quoted, whose number of words is not known"),
    "words-miscounted": (ERROR, "a number of words that is not that of the full text"),
    "stale-record": (WARNING, "a line of content/verified.jsonl that holds no more"),
    "text-missing": (ERROR, "the full text of an open source is not there"),
    "bad-path": (ERROR, "a path that leaves its folder, or a link in its way"),
    "bad-file-name": (ERROR, "a file of static/ whose name no address and no repository can hold"),
    "broken-link": (ERROR, "a link of the site that leads nowhere"),
    "output-collision": (ERROR, "two things that would be written to one file"),
    "unknown-language": (WARNING, "a language that the theme has no words in"),
    "bad-catalog": (ERROR, "words of a language that no page can be filled with"),
    "template-error": (ERROR, "a template that cannot be rendered"),
    "leak": (ERROR, "words of what is withheld, or a canary, in the built site"),
    "possible-leak": (WARNING, "a word of what is withheld that may be a name, in the built site"),
    "unscanned-file": (WARNING, "a file of the built site that cannot be looked into for leaks"),
    "bad-picture": (ERROR, "a picture whose metadata cannot be taken out"),
    "missing-file": (ERROR, "a file or folder that the site needs is not there"),
}
"""Every code, its severity and one line on it; `docs/diagnostics.md` has a section for each."""


INVISIBLE = re.compile("[\xa0\xad\u034f\u061c\u180e\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff]")
"""Blanks of other kinds than the common one, and signs without a width: pasted along, and never seen."""


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """A hint naming the nearest known word, or "" where none is near.

    Where the wrong word looks like a right one, the hint says which sign in it cannot be seen.
    """
    return _meant(wrong, nearest(wrong.lower(), known))


def one_of(wrong: str, allowed: Sequence[str]) -> str:
    """A hint naming all words of a closed set, and one of them first where the wrong one is a mere slip of it.

    A word that is only near may say the opposite, as 'unconfirmed' of 'confirmed': whoever follows a hint
    about the status of a claim must not be led to publish that.
    """
    meant, listed = _meant(wrong, plain_typo(wrong, allowed)), f"one of: {', '.join(allowed)}"
    if meant.endswith("?"):
        return f"{meant} O{listed[1:]}"
    return f"{meant}; {listed}" if meant else listed


def _meant(wrong: str, near: str) -> str:
    meant = f"did you mean '{near}'?" if near else ""
    if unseen := INVISIBLE.search(wrong):
        said = f"it holds an invisible character, U+{ord(unseen[0]):04X}: type it anew"
        return f"{said}; {meant}" if meant else said
    return meant


def spoken(keys: Keys) -> str:
    """The way to a value, as in `'aliases[2].text'`: counted from one, as people count lists."""
    text = ""
    for key in keys:
        text += f"[{key + 1}]" if isinstance(key, int) else f".{key}" if text else str(key)
    return f"'{text}'" if text else ""


def has_errors(diagnostics: Iterable[Diagnostic], *, strict: bool = False) -> bool:
    """Whether the build must stop: any error, or with `strict` any finding at all."""
    return any(strict or found.severity is ERROR for found in diagnostics)


def sort_unique(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Each finding once, ordered by place."""
    return sorted(set(diagnostics), key=lambda found: found.sort_key)


def with_location(diagnostic: Diagnostic, line: int, column: int) -> Diagnostic:
    """The same finding at a line and column (1-based)."""
    return replace(diagnostic, location=replace(diagnostic.location, line=line, column=column))


_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What would steer a terminal, turn the order of its letters, or cannot be printed."""


def format_text(diagnostic: Diagnostic, source_line: str | None = None) -> str:
    """`path:line:column: error[code]: what (hint)`, then the line of the file with a caret."""
    at = diagnostic.location
    place = at.path + (f":{at.line}:{at.column}" if at.line else "")
    hint = f" ({diagnostic.hint})" if diagnostic.hint else ""
    head = f"{place}: {diagnostic.severity.value}[{diagnostic.code}]: {diagnostic.message}{hint}"
    head = _UNSAFE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", head)
    if not source_line or not at.line:
        return head
    start = max(0, at.column - 60)
    shown = _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", source_line[start : start + 100].expandtabs(1))
    return f"{head}\n    {shown}\n    {' ' * (at.column - 1 - start)}^"


def format_github(diagnostic: Diagnostic, folder: str = "") -> str:
    """One GitHub Actions workflow command, so that a finding shows beside the changed line.

    `folder` is the dossier's inside its repository: GitHub knows files by their paths from the top.
    """
    at = diagnostic.location
    text = diagnostic.message + (f" ({diagnostic.hint})" if diagnostic.hint else "")
    escape: Callable[[str], str] = lambda s: (  # noqa: E731 - a local shorthand used twice
        s.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    )
    path = f"{folder}/{at.path}" if folder else at.path
    where = escape(path).replace(":", "%3A").replace(",", "%2C")
    return (
        f"::{diagnostic.severity.value} file={where},line={at.line or 1},"
        f"col={at.column or 1},title={diagnostic.code}::{escape(text)}"
    )


def as_json(diagnostic: Diagnostic) -> dict[str, str | int]:
    """The finding as plain values for `--format json`."""
    at = diagnostic.location
    return {
        "path": at.path,
        "line": at.line,
        "column": at.column,
        "severity": diagnostic.severity.value,
        "code": diagnostic.code,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }
