"""What a claim owes its readers: a source, a court behind a conviction, a reason for a grade.

Claims of records that are not published are not looked at: their author is not done yet.
"""

from __future__ import annotations

from collections.abc import Iterator

from dossier.diagnostics import Diagnostic, Keys, Location
from dossier.evidence.courts import Courts
from dossier.model.actor import Actor
from dossier.model.claim import Claim
from dossier.model.dossier import Dossier, PublicDossier
from dossier.model.source import Source


def check_claims(dossier: Dossier, public: PublicDossier) -> list[Diagnostic]:
    """Findings on every public claim and grade.

    `dossier` is what was loaded, since places in files are counted there; `public` is what of it
    may be published: a document that is withheld proves nothing to a reader.
    """
    courts = Courts(dossier, public)
    found: list[Diagnostic] = []
    for path, keys, claim in _claims(dossier, public):
        if not claim.citations:
            found.append(_unsourced(path, keys))
        found.extend(courts.unproven(path, keys, claim))
    return [*found, *_grades(public)]


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


def _unsourced(path: str, keys: Keys) -> Diagnostic:
    return Diagnostic(
        "unsourced-claim", Location(path, keys=keys), "no source is cited for this claim",
        "name in 'sources' who says so, or take the claim out",
    )  # fmt: skip


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
