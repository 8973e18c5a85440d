"""Which citations show that a court has spoken: by what records are, else by what words say."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.config import SiteConfig
from dossier.diagnostics import Diagnostic, Keys, Location
from dossier.evidence import court_words
from dossier.model.actor import Actor
from dossier.model.claim import Citation, Claim
from dossier.model.dossier import Dossier, PublicDossier
from dossier.model.source import Source

COURT_TYPES = frozenset({"legal_case"})
"""CSL types of documents that a court makes. `hearing` is none: parliaments hold them too."""


class Courts:
    """Looks at citations of a dossier; what of it is withheld proves nothing to a reader."""

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
        """By its CSL type, or because a court publishes or wrote it. It need not be held."""
        makers = (source.publisher, *source.author)
        return source.type in COURT_TYPES or any(map(self.names_court, makers))

    def names_court_document(self, via: str | None) -> bool:
        """Whether `via` is the id of a court document, or words that name a court or its judgment."""
        if via in self.dossier.sources:
            source = self.public.sources.get(via)
            return source is not None and self.is_court_document(source)
        if via in self.dossier.actors:
            return self.names_court(via)
        return bool(via and court_words.is_court_document(via))

    def names_court(self, who: str | None) -> bool:
        """Whether an actor's id is that of a court, or words name one."""
        if who in self.dossier.actors:
            actor = self.public.actors.get(who)
            return actor is not None and is_court(actor, self.public.config)
        return bool(who and court_words.is_court(who))


def is_court(actor: Actor, config: SiteConfig) -> bool:
    """Whether an actor is a court: by its kind (`court`, or one that is declared with such a label).

    An agency or organisation, also of a declared kind, is one by its name too; a person is one who
    has a judge's title there. An outlet is none ("Court TV"), whatever its name.
    """
    declared = config.kinds.get(actor.kind)
    if config.is_outlet_kind(actor.kind):
        return False
    kinds = [actor.kind.replace("-", " "), *([declared.label] if declared else [])]
    if any(map(court_words.is_court, kinds)):
        return True
    if "person" in (actor.kind, declared.base if declared else None):
        return court_words.has_judges_title(actor.name)
    return court_words.is_court(actor.name)
