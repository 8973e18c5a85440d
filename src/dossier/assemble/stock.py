"""Fills the shelf: every part of the pages made once, in an order that needs no second pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from dossier.assemble.components import (
    Account,
    ActorLink,
    Backlink,
    ClaimView,
    EventView,
    FactRow,
    Passage,
    RelationRow,
    SourceLink,
    Tie,
)
from dossier.assemble.originals import Way
from dossier.assemble.shelf import CitedClaim, Shelf, newest_first, sort_name
from dossier.model.claim import Fact
from dossier.model.date_tables import ENGLISH, DateWords
from dossier.model.evidence import ClaimKey, Dispute, OriginCounts
from dossier.model.linked import LinkedClaim, LinkedDossier, LinkedExcerpt, LinkedText
from dossier.model.source import Source
from dossier.model.verification import excerpt_key
from dossier.urls import (
    Reference,
    actor_reference,
    event_reference,
    free_page,
    site_reference,
    source_reference,
)


def stock(
    linked: LinkedDossier,
    origins: OriginCounts,
    dates: DateWords = ENGLISH,
    disputes: Iterable[Dispute] = (),
) -> Shelf:
    """The shelf of a linked dossier, each part made once, in an order that needs no second pass."""
    disputed = {key: dispute for dispute in disputes for key in dispute.claims}
    shelf = Shelf(linked, origins, dates, disputed=disputed)
    _stock_links(shelf)
    _stock_passages(shelf)
    _stock_claims(shelf)
    _stock_events(shelf)
    _sort_passages(shelf)
    _stock_backlinks(shelf)
    _stock_sources_of_actors(shelf)
    return shelf


def with_words(shelf: Shelf, linked: LinkedDossier) -> Shelf:
    """The shelf of a dossier of which only words of profiles are others; its parts are shared."""
    other = replace(shelf, linked=linked, backlinks={})
    _stock_backlinks(other)
    return other


def _stock_links(shelf: Shelf) -> None:
    public = shelf.linked.public
    for key, actor in public.actors.items():
        label, _ = shelf.kind_labels(actor.kind)
        shelf.actors[key] = ActorLink(
            key,
            actor.name,
            actor.kind,
            label,
            actor.role,
            actor_reference(key),
            f"actors:{key}" in public.marked,
        )
    for key, source in public.sources.items():
        shelf.sources[key] = SourceLink(
            id=key,
            label=public.source_labels[key],
            title=source.title,
            reference=source_reference(key),
            held=source.held,
            published=shelf.date(source.published),
            fidelity=source.fidelity,
            is_marked=f"sources:{key}" in public.marked,
            language=source.language,
            reliability=public.reliability(source)[0],
        )


def _stock_passages(shelf: Shelf) -> None:
    for key, linked in shelf.linked.sources.items():
        source = shelf.linked.public.sources[key]
        # What all sentences of its text have in common: there may be thousands.
        whole = source_reference(key), Way.to(source), next(iter(source.addresses), (None,))[0]
        on_shelf = shelf.passages_of_source.setdefault(key, [])
        for index, excerpt in enumerate(linked.passages):
            actors = excerpt.actors
            passage = _passage(shelf, source, excerpt, index, actors, whole)
            if passage.is_excerpt:
                shelf.passages[key, excerpt.key] = passage
            on_shelf.append(passage)
            for actor in actors:
                shelf.passages_of_actor.setdefault(actor, []).append(passage)


def _sort_passages(shelf: Shelf) -> None:
    """Newest source first, each passage once."""
    sources = sorted(shelf.sources.values(), key=newest_first)
    place = {source.id: number for number, source in enumerate(sources)}
    for actor, passages in shelf.passages_of_actor.items():
        once = {id(passage): passage for passage in passages}
        shelf.passages_of_actor[actor] = sorted(once.values(), key=lambda p: place[p.source.id])


def _passage(
    shelf: Shelf,
    source: Source,
    linked: LinkedExcerpt,
    index: int,
    actors: tuple[str, ...],
    whole: tuple[Reference, Way, str | None],
) -> Passage:
    """A passage that names `actors`; `whole` is the source's own reference, the way to it and its address."""
    reference, way, url = whole
    is_excerpt = index < len(source.excerpts)
    excerpt = source.excerpts[index] if is_excerpt else None
    key = excerpt_key(source.id, excerpt) if excerpt else None
    if excerpt and key:
        wording = shelf.linked.public.wordings.get(key)
        reference = source_reference(source.id, linked.key)
        way = Way.to(source, excerpt.quote, (excerpt.prefix, excerpt.suffix), wording)
    return Passage(
        key=linked.key,
        number=index + 1,
        anchor=f"passage-{linked.key}",
        source=shelf.sources[source.id],
        reference=reference,
        html=linked.html,
        note=linked.note,
        translation=linked.translation,
        language=(excerpt.lang if excerpt else None) or source.language,
        actors=tuple(shelf.actors[a] for a in actors if a in shelf.actors),
        tags=excerpt.tags if excerpt else (),
        is_excerpt=is_excerpt,
        source_url=url,
        way=way,
        standing=shelf.standing(key) if key else "",
    )


def _stock_claims(shelf: Shelf) -> None:
    for key, linked in shelf.linked.actors.items():
        actor = shelf.linked.public.actors[key]
        for index, (fact, texts) in enumerate(zip(actor.facts, linked.facts, strict=True)):
            row = _fact(shelf, ("fact", key, index), fact, texts)
            shelf.facts.setdefault(key, []).append(row)
            _note_citations(shelf, key, row.claim, f"{fact.label}: {fact.value}")
        for index, texts in enumerate(linked.relations):
            _stock_relation(shelf, key, index, texts)


def _fact(shelf: Shelf, key: ClaimKey, fact: Fact, texts: LinkedClaim) -> FactRow:
    claim = shelf.claim(key, fact.anchor, fact, texts)
    return FactRow(fact.label, texts.value, shelf.date(fact.since), shelf.date(fact.until), claim)


def _stock_relation(shelf: Shelf, owner: str, index: int, texts: LinkedClaim) -> None:
    """The relation on both actors' pages, with the inverse label on the other's."""
    relation = shelf.linked.public.actors[owner].relations[index]
    if relation.to not in shelf.actors:
        return
    kind = shelf.config.relation_type(relation.type)
    claim = shelf.claim(("relation", owner, index), relation.anchor_from(owner), relation, texts)
    since, until = shelf.date(relation.since), shelf.date(relation.until)
    here = RelationRow(kind.label, shelf.actors[relation.to], since, until, claim)
    there = RelationRow(kind.inverse_label, shelf.actors[owner], since, until, claim)
    shelf.relations.setdefault(owner, []).append(here)
    shelf.relations.setdefault(relation.to, []).append(there)
    shelf.ties.append(Tie(shelf.actors[owner], here, kind.symmetric, kind.hostile))
    _note_citations(shelf, owner, claim, f"{kind.label}: {here.other.name}")


def _note_citations(shelf: Shelf, actor: str, claim: ClaimView, words: str) -> None:
    link, sole = shelf.actors[actor], _sole_support(claim)
    for citation in claim.citations:
        cited = CitedClaim(
            words, link.name, f"{link.reference}#{claim.anchor}", citation, claim.status,
            *sole(citation.source.id), takes_no_side=claim.takes_no_side,
        )  # fmt: skip
        shelf.claims_of_source.setdefault(citation.source.id, []).append(cited)


def _sole_support(claim: ClaimView) -> Callable[[str], tuple[bool, bool]]:
    """Tells whether a source alone supports a claim, and whether it does so with others of its one origin.

    Documents that are not held count only where nothing else supports the claim.
    """
    told = claim.independence.supporting
    articles = {route.article.id for origin in told.origins for route in origin.articles}
    backers = articles or {link.id for link in told.not_held}

    def sole(source: str) -> tuple[bool, bool]:
        return backers == {source}, source in articles and len(told.origins) == 1

    return sole


def _stock_events(shelf: Shelf) -> None:
    for view in sorted(
        (_event_view(shelf, key) for key in shelf.linked.public.events), key=_in_time
    ):
        shelf.events[view.id] = view
        for actor in view.actors:
            shelf.events_of_actor.setdefault(actor.id, []).append(view)
        cited = list(view.claim.citations)
        cited += [citation for account in view.accounts for citation in account.citations]
        where = view.date.words if view.date else view.date_text or ""
        sole = _sole_support(view.claim)
        for citation in cited:
            claim = CitedClaim(
                view.title, where, view.reference, citation, view.claim.status,
                *sole(citation.source.id), takes_no_side=view.claim.takes_no_side,
            )  # fmt: skip
            shelf.claims_of_source.setdefault(citation.source.id, []).append(claim)


def _event_view(shelf: Shelf, key: str) -> EventView:
    public = shelf.linked.public
    shared, texts = public.events[key], shelf.linked.events[key]
    event = shared.event
    claim_key: ClaimKey = ("event", key, 0)
    dispute = shelf.disputed.get(claim_key)
    accounts = tuple(
        Account(date, shelf.citations(account.sources, quotes), account.preferred, note)
        for account, quotes, note in zip(
            event.dates, texts.date_quotes, texts.date_notes, strict=True
        )
        if (date := shelf.date(account.date)) is not None
    )
    return EventView(
        id=key,
        title=event.title,
        date=shelf.date(event.preferred_date),
        date_text=event.date_text,
        accounts=accounts,
        description=texts.value,
        actors=tuple(shelf.actors[a] for a in shared.actors if a in shelf.actors),
        place=event.place,
        claim=shelf.claim(claim_key, f"event-{key}", event, texts),
        reference=event_reference(key),
        dates_differ=dispute is not None and "dates" in dispute.grounds,
        is_marked=f"events:{key}" in public.marked,
    )


def _in_time(view: EventView) -> tuple[object, ...]:
    date = view.date.date.sort_key if view.date else ()
    return (view.date is None, date, sort_name(view.title), view.id)


def _stock_backlinks(shelf: Shelf) -> None:
    """Whom other texts name: profiles, events, pages and the analyst's notes, with the sentence."""
    public = shelf.linked.public

    def add(
        title: str,
        reference: Reference,
        texts: Iterable[LinkedText],
        skip: str = "",
        passage: int = 0,
    ) -> None:
        seen: set[str] = {skip}
        for text in texts:
            for actor, sentence in text.named:
                if actor not in seen and actor in shelf.actors:
                    seen.add(actor)
                    link = Backlink(title, reference, sentence, passage)
                    shelf.backlinks.setdefault(actor, []).append(link)

    for key, actor in shelf.linked.actors.items():
        add(public.actors[key].name, actor_reference(key), (actor.summary, actor.body), key)
    for key, source in shelf.linked.sources.items():
        for number, excerpt in enumerate(source.excerpts, 1):
            place = source_reference(key, excerpt.key)
            add(public.source_labels[key], place, (excerpt.note,), passage=number)
    for key, page in shelf.linked.pages.items():
        add(public.pages[key].title, site_reference(free_page(key)), (page,))


def _stock_sources_of_actors(shelf: Shelf) -> None:
    """The held sources that name an actor: in a passage or a quote, by the record, or as one who speaks there."""
    naming = shelf.linked.naming
    for key in shelf.held_sources:
        source = shelf.linked.public.sources[key]
        named = dict.fromkeys(source.named)
        for passage in shelf.passages_of_source.get(key, ()):
            named.update(dict.fromkeys(actor.id for actor in passage.actors))
        named.update(naming.get(key, {}))
        for actor in named:
            shelf.sources_of_actor.setdefault(actor, []).append(key)
