"""The record of a new source as lines of YAML: what is stated, and in comments what is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dossier.importing.material import Bibliography, NotImported
from dossier.importing.propose import Proposal
from dossier.load import record_of
from dossier.load.edit import scalar
from dossier.load.files import ContentFile
from dossier.model.source import Source
from dossier.terminal import printable

_ASKED = ("publisher", "author", "published", "url", "language")
"""What a reader wants to know of every source, and is said to be missing where it is."""


_EXPORTED = ("archive_url", "archive_date", "url_status", "license", "fidelity", "held")
_BARE = ("accessed", "held")
"""What a record has without quotation marks."""


@dataclass(frozen=True)
class KeptText:
    """A full text as it lies in `seeds/`."""

    path: str
    """Below `seeds/`."""
    sha256: str
    words: int


@dataclass(frozen=True)
class FullRecord:
    """What the record of a source with a text says of it."""

    text: KeptText
    excerpts: Sequence[Proposal] = ()
    named: Sequence[str] = ()


_TEXT_KEYS = {"text", "text_sha256", "words", "rights", "excerpts", "named"}
_WITHOUT_TEXT = (
    "# text: not here; import it as a file, to quote from it and to have the quotes verified",
    "# held: false # take the first # away if you know this document only through others",
)


def path_of(source: str) -> str:
    """Where the record of a source is written, from the site's folder."""
    return f"content/sources/{source}.yml"


def not_stated(about: Bibliography) -> list[str]:
    """What of the usual bibliography nobody stated."""
    return [key for key in ("title", *_ASKED) if not getattr(about, key)]


def record(origin: str, about: Bibliography, full: FullRecord | None = None) -> str:
    """The YAML of a new record; `origin` says where it is from, `about.publisher` may be an actor's id."""
    lines = [
        f"# From {_comment(origin)}, by `dossier import`. Only what is stated there is filled in:",
        "# look at each line, and add what you know.",
        *_bibliography(about, full),
        *(_full(full) if full else ("", *_without_text(about))),
    ]
    return "\n".join(lines) + "\n"


def with_text(yaml: str, old: Source, full: FullRecord) -> str:
    """The record of a source that had no text, with one at its end. Raises NotImported if it cannot be.

    No line of the author's changes; of an import's own lines those go that say that there is none.
    """
    lines = yaml.splitlines()
    kept = [line for line in lines if line not in _WITHOUT_TEXT]
    new = "\n".join([*kept, *_full(full)]).replace("\n\n\n", "\n\n") + "\n"
    by_hand = f"write `text: {full.text.path}` into {old.path} by hand"
    if not old.held:
        raise NotImported(
            f"the source '{old.id}' says `held: false`: take that out of {old.path} first"
        )
    if any(key in old.model_fields_set for key in _TEXT_KEYS):
        raise NotImported(
            f"the source '{old.id}' has excerpts, or part of a text, already: {by_hand}"
        )
    before, after = (source_of(each, old.id, old.path) for each in (yaml, new))
    if after.model_dump(exclude=_TEXT_KEYS) != before.model_dump(exclude=_TEXT_KEYS):
        raise NotImported(f"the record of '{old.id}' leaves no safe place for a text: {by_hand}")
    return new


def source_of(yaml: str, source: str, path: str = "") -> Source:
    """The record that some YAML holds. Raises NotImported where `check` would not take it."""
    found, problems = record_of(Source, yaml, ContentFile(source, path or path_of(source)))
    if found is None or problems:
        said = problems[0].message if problems else "no record"
        raise NotImported(f"its bibliography cannot be kept: {said}")
    return found


def _without_text(about: Bibliography) -> tuple[str, ...]:
    return _WITHOUT_TEXT[: 1 if about.held else 2]


def _bibliography(about: Bibliography, full: FullRecord | None) -> Iterator[str]:
    if about.title:
        yield f"title: {scalar(about.title)}"
    else:
        title = scalar(f"[Untitled text of {full.text.words} words]" if full else "[Untitled]")
        yield f"title: {title} # not stated: write it, or describe it in brackets"
    if about.type:
        yield f"type: {about.type}"
    else:
        yield "# type: not stated; a CSL type such as article-newspaper or report"
    for key in _ASKED:
        value = getattr(about, key)
        if not value:
            yield f"# {key}: not stated"
        elif key == "published":
            yield f"{key}: {value}"
        elif isinstance(value, tuple):
            yield f"{key}: [{', '.join(map(scalar, value))}]"
        else:
            yield f"{key}: {scalar(value)}"
    plain = {key: getattr(about, key) for key in ("accessed", *_EXPORTED)}
    yield from (f"{k}: {v if k in _BARE else scalar(v)}" for k, v in plain.items() if v)
    if about.other_url:
        yield f"# also at: {_comment(about.other_url)}"


def _full(full: FullRecord) -> Iterator[str]:
    yield ""
    yield f"text: {full.text.path} # below seeds/"
    yield f"text_sha256: {full.text.sha256}"
    yield f"words: {full.text.words}"
    yield "rights: quotation"
    yield ""
    if full.excerpts:
        yield "# Proposed: the sentences that name most. Keep, shorten or drop each; add a `note`."
        yield "excerpts:"
        for each in full.excerpts:
            yield from _excerpt(each)
    else:
        yield "# excerpts: none proposed; no sentence that may be quoted names anybody"
    if full.named:
        yield ""
        yield "named: # every actor that the full text surely names"
        yield from (f"  - {scalar(actor)}" for actor in full.named)


def _excerpt(proposal: Proposal) -> Iterator[str]:
    yield f"  - quote: {scalar(proposal.quote)}"
    for key in ("prefix", "suffix"):
        if words := getattr(proposal, key):
            yield f"    {key}: {scalar(words)}"


def _comment(words: str) -> str:
    return " ".join(printable(words).split())
