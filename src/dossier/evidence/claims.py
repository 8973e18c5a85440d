"""What a claim owes its readers: a source, a court behind a conviction, a reason for a grade.

Claims of records that are not published are not looked at: their author is not done yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from dossier.config import SiteConfig
from dossier.diagnostics import Diagnostic, Keys, Location
from dossier.fold import fold_name
from dossier.model.actor import Actor
from dossier.model.claim import Citation, Claim
from dossier.model.dossier import Dossier, PublicDossier
from dossier.model.source import Source

COURT_TYPES = frozenset({"legal_case"})
"""CSL types of documents that a court makes. `hearing` is none: parliaments hold them too."""

COURT_WORDS = re.compile(
    r"\b(?:courts?|tribunals?|judges?|jur(?:y|ies)|magistrates?|judge?ments?|verdicts?"
    r"|cortes?|tribunal(?:es)?|juzgados?|juez|jueza|jueces|jurados?|magistrad[oa]s?"
    r"|sentencias?|audiencia nacional)\b",
    re.IGNORECASE,
)
"""Words, English and Spanish, by which `by`, `via` and `publisher` name a court or what it says."""


def check_claims(dossier: Dossier, public: PublicDossier) -> list[Diagnostic]:
    """Findings on every public claim and grade.

    `dossier` is what was loaded, since places in files are counted there; `public` is what of it
    may be published: a document that is withheld proves nothing to a reader.
    """
    courts = _Courts(dossier, public)
    claims = (
        found
        for path, keys, claim in _claims(dossier, public)
        for found in chain(_unsourced(path, keys, claim), courts.unproven(path, keys, claim))
    )
    return [*claims, *_grades(public)]


def _claims(dossier: Dossier, public: PublicDossier) -> Iterator[tuple[str, Keys, Claim]]:
    """Each claim that is published, with its file and its place there."""
    for key in public.actors:
        actor = dossier.actors[key]
        for index, fact in enumerate(actor.facts):
            yield actor.path, ("facts", index), fact
        for index, relation in enumerate(actor.relations):
            if relation.to in public.actors or relation.to not in dossier.actors:
                yield actor.path, ("relations", index), relation
        for index, event in enumerate(actor.events):
            # With `--drafts` hidden records are shown, and listed in `marked`.
            if public.marked or not event.is_hidden(public.as_of):
                yield actor.path, ("events", index), event
    for key, shared in public.events.items():
        if shared.owner is None:
            yield shared.path, (), dossier.events[key].event


def _unsourced(path: str, keys: Keys, claim: Claim) -> Iterator[Diagnostic]:
    if not claim.citations:
        yield Diagnostic(
            "unsourced-claim", Location(path, keys=keys), "no source is cited for this claim",
            "name in 'sources' who says so, or take the claim out",
        )  # fmt: skip


class _Courts:
    """Which citations show that a court has spoken."""

    def __init__(self, dossier: Dossier, public: PublicDossier) -> None:
        self.dossier, self.public = dossier, public

    def unproven(self, path: str, keys: Keys, claim: Claim) -> Iterator[Diagnostic]:
        """An error where the status is `convicted` and no supporting citation leads to a court."""
        if claim.status != "convicted" or any(map(self.proves, claim.citations)):
            return
        yield Diagnostic(
            "unproven-conviction", Location(path, keys=(*keys, "status", "")),
            "no citation of this conviction is of a court document, or reports one",
            "cite the judgment (type: legal_case), or say by which court: "
            "{source: …, by: the court's name}",
        )  # fmt: skip

    def proves(self, citation: Citation) -> bool:
        """Whether a supporting citation is of a court document, or reports one or a court.

        It may say so by `via`, by `by`, or by what its source is derived from (one step).
        """
        source = self.public.sources.get(citation.source)
        if source is None or citation.stance != "supports":
            return False
        origins = (self.public.sources.get(d.origin) for d in source.derived_from)
        return (
            any(self.is_court_document(s) for s in (source, *origins) if s is not None)
            or self.names_court(citation.by)
            or self.names_court_document(citation.via)
        )

    def is_court_document(self, source: Source) -> bool:
        """By its CSL type, or because a court publishes it."""
        return source.type in COURT_TYPES or self.names_court(source.publisher)

    def names_court_document(self, via: str | None) -> bool:
        """Whether `via` is the id of a court document, or words that name a court or its judgment."""
        if via in self.dossier.sources:
            source = self.public.sources.get(via)
            return source is not None and self.is_court_document(source)
        return bool(via and COURT_WORDS.search(fold_name(via)))

    def names_court(self, who: str | None) -> bool:
        """Whether an actor's id is that of a court, or words name one."""
        if who in self.dossier.actors:
            actor = self.public.actors.get(who)
            return actor is not None and is_court(actor, self.public.config)
        return bool(who and COURT_WORDS.search(fold_name(who)))


def is_court(actor: Actor, config: SiteConfig) -> bool:
    """Whether an actor is a court: by its kind (`court`, or a declared one of such a label).

    An agency or organisation counts by its name too; a person or an outlet does not ("Court TV").
    """
    declared = config.kinds.get(actor.kind)
    words = f"{actor.kind.replace('-', ' ')} {declared.label if declared else ''}"
    if actor.kind in ("agency", "organization"):
        words += f" {actor.name}"
    return bool(COURT_WORDS.search(fold_name(words)))


def _grades(public: PublicDossier) -> Iterator[Diagnostic]:
    for actor in public.actors.values():
        if actor.reliability and not public.config.is_outlet_kind(actor.kind):
            yield Diagnostic(
                "misplaced-grade", Location(actor.path, keys=("reliability",)),
                f"'{actor.id}' is no outlet: no source inherits its grade",
                "grade the source, with a 'grade_note'; or is its kind 'outlet'?",
            )  # fmt: skip
    records: list[Actor | Source] = [*public.actors.values(), *public.sources.values()]
    for record in records:
        if record.reliability and not record.grade_note:
            yield Diagnostic(
                "grade-without-reason", Location(record.path, keys=("reliability",)),
                f"the grade {record.reliability} is given without a reason",
                "say why in 'grade_note', or take the grade out",
            )  # fmt: skip
