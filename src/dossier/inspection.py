"""What authors ask of their own dossiers beside building them; nothing here is part of a build.

Its findings with the full texts at hand, what the built files give away, who is covered, who is named.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dossier.builds import BuildOptions, Step, unseen
from dossier.diagnostics import Diagnostic
from dossier.evidence.comparison import Comparison, compare_quotes
from dossier.evidence.coverage import find_coverage
from dossier.evidence.independence import count_origins
from dossier.evidence.quotation import check_embargoed
from dossier.leaks import find_leaks
from dossier.leaks.program import program_texts
from dossier.link.lexicon import Lexicon
from dossier.link.scan import Surroundings, find_mentions
from dossier.linking import lexicon_of, link
from dossier.load import load
from dossier.load.canaries import read_canaries
from dossier.load.verified import read_full_texts
from dossier.memory import seldom_searched
from dossier.model.coverage import Coverage
from dossier.model.dossier import Dossier, PublicDossier
from dossier.model.evidence import DisputedCount
from dossier.model.linked import LinkedDossier, Mention
from dossier.pipeline import Unkept, prepare
from dossier.redact import embargoes, redact, tracked_secrets
from dossier.render.theme import Theme


@dataclass(frozen=True)
class CheckReport:
    """Every finding, what the full texts say of the quotes, and how much is in dispute."""

    diagnostics: list[Diagnostic]
    comparison: Comparison
    disputed: DisputedCount


def check(
    site: Path,
    options: BuildOptions,
    tracked: frozenset[str] | None = None,
    step: Step = unseen,
    *,
    is_built_next: bool = False,
) -> CheckReport:
    """Every finding of a build that writes nothing; and of `tracked` files, what they give away.

    Compares the quotes with the full texts at hand. `tracked` are the paths under version control,
    None where that is not known. Where a build comes next, what only that finds is left to it.
    """
    keep = None if is_built_next else Unkept()
    with seldom_searched():
        prepared = prepare(site, options, keep, compare=_compared, step=step)
    secrets = [] if tracked is None else tracked_secrets(prepared.dossier, tracked)
    return CheckReport(
        prepared.diagnostics + secrets, prepared.comparison or Comparison(), prepared.disputed
    )


def leaks(
    site: Path, files: Iterable[tuple[str, bytes]], options: BuildOptions, folders: Iterable[str]
) -> list[Diagnostic]:
    """What of the dossier is withheld and stands in the built `files` (path and bytes) all the same.

    `folders` are paths of the author's machine, which no file may hold.
    """
    dossier, _ = load(site)
    public, _ = redact(dossier, options.as_of)
    canaries, found = read_canaries(site)
    theme = Theme(site, public.config.language)
    return found + find_leaks(
        dossier,
        public,
        files,
        canaries=canaries,
        folders=folders,
        templates=theme.own_texts(),
        own_words=(*theme.default_texts(), *program_texts()),
    )


def coverage(site: Path, options: BuildOptions) -> Coverage:
    """Who is covered by which source, of all that could be read and is public."""
    dossier, _ = load(site)
    public, _ = redact(dossier, options.as_of, drafts=options.drafts)
    return find_coverage(link(public)[0], count_origins(public))


def survey(site: Path) -> tuple[PublicDossier, Lexicon, list[Diagnostic]]:
    """The dossier with its drafts and embargoed records, the names of its actors, and what is wrong.

    For commands that show an author the author's own files; nothing of it is published.
    """
    dossier, diagnostics = load(site)
    # Drafts are in it whatever the day is: only the list of them depends on it.
    public, _ = redact(dossier, datetime.date.min, drafts=True)
    return public, lexicon_of(public)[0], diagnostics


def link_text(site: Path, text: str, options: BuildOptions) -> tuple[Mention, ...]:
    """The mentions in any text by the names of the site's public actors."""
    dossier, _ = load(site)
    public, _ = redact(dossier, options.as_of, drafts=options.drafts)
    lexicon, _ = lexicon_of(public)
    return find_mentions(text, lexicon, Surroundings())[0]


def _compared(
    site: Path, dossier: Dossier, linked: LinkedDossier
) -> tuple[Comparison, list[Diagnostic]]:
    texts, found = read_full_texts(site, dossier.sources.values())
    comparison = compare_quotes(dossier, linked, texts)
    found += comparison.findings
    if any(day > linked.public.as_of for day in embargoes(dossier)):
        later, _ = redact(dossier, datetime.date.max)
        found += check_embargoed(
            linked, later, comparison.places, comparison.words, comparison.pasted
        )
    return comparison, found
