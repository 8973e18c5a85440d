"""Points on which the sources do not agree: contested claims, rival values, two dates.

The rules are told to authors in docs/format.md, "What is found in dispute". Each claim is looked at
with the claims that it could contradict and with no others, so that an unrelated claim never
changes what is found; and every comparison is symmetric.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from dossier.evidence.compatible import (
    ages_agree,
    answers_contradict,
    contradict,
    could_all_be_same_date,
    could_be_same_date,
    hold_together,
    is_after,
)
from dossier.evidence.labels import Question, is_age, is_lasting, is_single, label_key, question
from dossier.evidence.records import (
    CLASHES,
    clash,
    grouped,
    is_affirmed,
    is_rejected,
    joined,
    one_event,
    pairs_of,
)
from dossier.evidence.times import without_time
from dossier.evidence.voices import is_one_speaker
from dossier.evidence.wording import WhoIsMeant, plain_words, same_words
from dossier.model.actor import Actor
from dossier.model.claim import Claim, Event, Fact, Relation
from dossier.model.dates import EdtfDate
from dossier.model.dossier import PublicDossier, SharedEvent
from dossier.model.evidence import ClaimKey, Dispute, Ground, LateAccount
from dossier.model.record import short_hash
from dossier.urls import slugify


def find_disputes(public: PublicDossier) -> tuple[Dispute, ...]:
    """Every disputed point, ordered by what was said of actors, then relations, then events."""
    who = _names(public)
    found = [d for actor in public.actors.values() for d in _of_facts(public, actor, who)]
    found += _of_relations(public)
    found += _of_events(public, who)
    return tuple(found)


def _names(public: PublicDossier) -> WhoIsMeant:
    """Whom a folded name could mean, by the names and aliases of all actors."""
    ids: dict[str, set[str]] = {}
    for actor in public.actors.values():
        for name in (actor.name, *(alias.text for alias in actor.aliases)):
            ids.setdefault(plain_words(name), set()).add(actor.id)
    return lambda folded: frozenset(ids.get(folded, ()))


# ------------------------------------------------------------------------------------------- facts


def _of_facts(public: PublicDossier, actor: Actor, who: WhoIsMeant) -> Iterator[Dispute]:
    """The disputed points of an actor's fact sheet, each of rows of one label.

    Labels that ask one question are one point where their answers contradict each other.
    """
    labels = [label_key(fact.label) for fact in actor.facts]
    rivals = _Rivals(public, who)
    groups = [
        (labels[rows[0]], [(i, actor.facts[i]) for i in rows])
        for rows in grouped(range(len(labels)), lambda row: labels[row])
    ]
    contested = {i for i, fact in enumerate(actor.facts) if fact.is_contested}
    found = _rivals_across(groups, rivals)
    for label, facts in groups:
        found |= _rivals_under(label, facts, rivals, contested)
    points = [
        # By its words, not its place: the order of facts changes no address.
        (min(labels[i] for i in rows), rows, grounds)
        for rows, grounds in joined(len(labels), found)
        if len(rows) > 1 or rows[0] in contested
    ]
    sharing = Counter(label for label, _, _ in points)
    for label, rows, grounds in points:
        marked = (actor.facts[i] for i in rows if i in contested)
        claims: tuple[ClaimKey, ...] = tuple(("fact", actor.id, i) for i in rows)
        # Two hyphens, which no id holds: "a-b" with "c" is not "a" with "b c".
        key = f"{actor.id}--{slugify(label) or short_hash(label)}"
        if sharing[label] > 1:
            key += f"--{min(actor.facts[i].name for i in rows)}"
        topic = next(actor.facts[i].label for i in rows if labels[i] == label)
        yield Dispute(key, topic, (actor.id,), claims, _grounds(grounds, marked))


_Labelled = tuple[str, list[tuple[int, Fact]]]
"""A label and the facts under it, with their rows."""
_Found = dict[tuple[int, int], set[Ground]]
"""By two rows that are one point, why they are."""


def _rivals_across(groups: Sequence[_Labelled], rivals: _Rivals) -> _Found:
    """The rows of two labels that ask one question which contradict each other."""
    asked = [
        (what, n, row)
        for n, (label, facts) in enumerate(groups)
        if (what := question(label))
        for row in facts
    ]
    found: _Found = {}
    for rows in grouped(asked, lambda each: each[0]):
        for (what, n, (i, one)), (_, m, (j, other)) in pairs_of(rows, lambda each: each[2][0]):
            if n != m and rivals.answer(what, one, other):
                found[i, j] = {"values"}
    return found


def _rivals_under(
    label: str, facts: Sequence[tuple[int, Fact]], rivals: _Rivals, contested: Container[int]
) -> _Found:
    """The rows of one label that are one point."""
    found: _Found = {}
    lasting = is_lasting(label)
    for (i, one), (j, other) in pairs_of(facts):
        if lasting or hold_together(_times(one), _times(other)):
            why = _between(label, one, other, rivals, (i in contested, j in contested))
            if why is not None:
                found[i, j] = why
    return found


def _between(
    label: str, one: Fact, other: Fact, rivals: _Rivals, contested: tuple[bool, bool]
) -> set[Ground] | None:
    """Why two facts of a label at one time are one point; None where they are not.

    With no ground one stands beside what is said against the other, and is not itself in dispute.
    """
    is_same = same_words(plain_words(one.value), plain_words(other.value))
    if is_same and (ground := clash(one, other) or _ends(one, other)):
        return {ground}
    is_stated = _is_upheld(one, other)
    succeed = _follow_each_other(one, other) and not is_lasting(label)
    is_rival = not succeed and rivals(label, one, other)
    if is_rival and is_stated:
        return {"values"}
    if not any(contested):
        return None
    is_alternative = is_rival or (not succeed and is_single(label))
    is_marked = one.status == other.status == "disputed"
    if is_stated and all(contested) and not is_same and (is_alternative or is_marked):
        return {"values"}
    return set() if is_same or is_alternative or _in_one_breath(one, other) else None


def _in_one_breath(one: Fact, other: Fact) -> bool:
    """Whether the very words that speak against one of two facts speak for the other."""
    told, others = (
        {(c.source, c.excerpt, c.quote, c.by, c.stance == "supports") for c in fact.citations}
        for fact in (one, other)
    )
    return any(
        (words or quote) and (source, words, quote, by, not supports) in others
        for source, words, quote, by, supports in told
    )


def _times(fact: Fact) -> tuple[EdtfDate | None, EdtfDate | None]:
    return (fact.since, fact.until)


def _is_upheld(*facts: Fact) -> bool:
    """Whether each is stated, as one that is denied is not: it contradicts nothing."""
    return all(fact.status != "denied" for fact in facts)


def _follow_each_other(one: Fact, other: Fact) -> bool:
    """Whether one began after the other and neither says when it ended: a leader and the next."""
    if one.until or other.until or not (one.since and other.since):
        return False
    return not could_be_same_date(one.since, other.since)


@dataclass(frozen=True)
class _Rivals:
    """Whether two facts of a label, which hold at one time, have values that contradict each other."""

    public: PublicDossier
    who: WhoIsMeant

    def __call__(self, label: str, one: Fact, other: Fact) -> bool:
        """An age is compared by the year of birth that follows from when it was told."""
        if is_age(label):
            return not ages_agree(one.value, other.value, self._told(one), self._told(other))
        return contradict(label, one.value, other.value, self.who)

    def answer(self, asked: Question, one: Fact, other: Fact) -> bool:
        """The same of two facts under two labels that ask one thing."""
        if not _is_upheld(one, other) or not hold_together(_times(one), _times(other)):
            return False
        return answers_contradict(asked, one.value, other.value, self.who)

    def _told(self, fact: Fact) -> tuple[EdtfDate, ...]:
        """When a fact is said to hold, else when the sources that support it were published."""
        stated = without_time(plain_words(fact.value))[1] or fact.since or fact.until
        if stated:
            return stated if isinstance(stated, tuple) else (stated,)
        cited = [self.public.sources.get(c.source) for c in fact.sources if c.stance == "supports"]
        dates = tuple(s.published for s in cited if s and s.published)
        return dates if len(dates) == len(cited) else ()


def _ground(claim: Claim) -> Ground:
    """Why a contested claim is in dispute, by whoever is cited for and against it."""
    stances = {citation.stance for citation in claim.citations}
    if "denies" in stances and is_affirmed(claim):
        return "confirmed-denied"
    if {"denies", "supports"} <= stances:
        said_by = {c.by for c in claim.citations if c.stance in ("denies", "supports")}
        return "self-denied" if len(said_by) == 1 and is_one_speaker(said_by.pop()) else "denial"
    if stances - {"supports"}:
        return "stance"
    return "denied" if claim.status == "denied" else "status"


def _ends(one: Fact | Relation, other: Fact | Relation) -> Ground | None:
    """That two records of one thing, which begins on one date for certain, end it on two."""
    if one.since is None or one.since != other.since or not one.since.is_certain:
        return None
    ends = one.until, other.until
    rejected = is_rejected(one) or is_rejected(other)
    if rejected or None in ends or one.since.is_interval:
        return None
    return None if could_all_be_same_date(end for end in ends if end) else "dates"


def _grounds(between: set[Ground], contested: Iterable[Claim]) -> tuple[Ground, ...]:
    """Those between the records of a point; where they are about nothing but dates, also those of each."""
    if between <= {"dates"}:
        between = between.union(map(_ground, contested))
    return _in_order(between)


_ORDER: tuple[Ground, ...] = (
    "dates", "values", "outcome", "stated-denied", "confirmed-denied", "self-denied", "denial", "stance", "denied",
    "status", "after",
)  # fmt: skip


def _in_order(grounds: set[Ground]) -> tuple[Ground, ...]:
    return tuple(sorted(grounds, key=_ORDER.index))


# --------------------------------------------------------------------------------------- relations


def _of_relations(public: PublicDossier) -> Iterator[Dispute]:
    """Contested relations one by one; records of one relation that do not agree as one."""
    stated = [
        (actor.id, index, relation)
        for actor in public.actors.values()
        for index, relation in enumerate(actor.relations)
    ]

    def between(item: tuple[str, int, Relation]) -> object:
        owner, _, relation = item
        symmetric = public.config.relation_type(relation.type).symmetric
        ends = frozenset((owner, relation.to)) if symmetric else (owner, relation.to)
        return relation.type, ends

    for group in grouped(stated, between):
        found: dict[tuple[int, int], set[Ground]] = {}
        for (n, (*_, one)), (m, (*_, other)) in pairs_of(list(enumerate(group))):
            ground = clash(one, other) or _ends(one, other)
            if ground and hold_together((one.since, one.until), (other.since, other.until)):
                found[n, m] = {ground}
        for numbers, grounds in joined(len(group), found):
            records = [group[n] for n in numbers]
            if len(records) > 1 or records[0][2].is_contested:
                yield _relation_dispute(public, records, grounds)


def _relation_dispute(
    public: PublicDossier, records: Sequence[tuple[str, int, Relation]], between: set[Ground]
) -> Dispute:
    owner, _, first = records[0]
    claims: tuple[ClaimKey, ...] = tuple(("relation", who, i) for who, i, _ in records)
    grounds = _grounds(between, (relation for *_, relation in records if relation.is_contested))
    topic = public.config.relation_type(first.type).label
    return Dispute(first.anchor_from(owner), topic, (owner, first.to), claims, grounds)


# ------------------------------------------------------------------------------------------ events


def _of_events(public: PublicDossier, who: WhoIsMeant) -> Iterator[Dispute]:
    """At most one disputed point for each event; records of one that contradict each other as one."""
    for records, rivalry in one_event(public, who):
        found = [_of_event(public, shared) for shared in records]
        grounds = rivalry.union(*(grounds for grounds, _ in found))
        if not rivalry.isdisjoint(CLASHES):
            # That each is contested by the other is said by the one ground.
            grounds -= {"status", "denied"}
        if not grounds:
            continue
        key = f"event-{records[0].id}"
        in_time = sorted(records, key=_begin)
        claims: tuple[ClaimKey, ...] = tuple(("event", record.id, 0) for record in in_time)
        late = tuple(each for _, told in found for each in told)
        first, ordered = in_time[0], _in_order(grounds)
        yield Dispute(key, first.event.title, first.actors, claims, ordered, late)


def _begin(shared: SharedEvent) -> tuple[object, ...]:
    """An event's place in the order of time; without a date behind all others."""
    date = shared.event.preferred_date
    return (date is None, date.sort_key if date else ())


def _of_event(
    public: PublicDossier, shared: SharedEvent
) -> tuple[set[Ground], tuple[LateAccount, ...]]:
    """Dates that differ, a voice against it, a date after its source."""
    event = shared.event
    grounds: set[Ground] = set()
    dates = [account.date for account in event.dates]
    if not could_all_be_same_date(dates):
        grounds.add("dates")
    if event.is_contested:
        grounds.add(_ground(event))
    late = tuple(_late_accounts(public, event))
    if late:
        grounds.add("after")
    return grounds, late


def _late_accounts(public: PublicDossier, event: Event) -> Iterator[LateAccount]:
    """Each date that lies after the publication of a source cited for it.

    Where a source's publication is not known nothing is inferred; of an event with several dates
    only what is cited for the date itself counts.
    """
    told = [(account.date, account.sources) for account in event.dates]
    if event.date:
        told.append((event.date, event.sources))
    for date, citations in told:
        cited = (c.source for c in citations if c.stance == "supports")
        for name in dict.fromkeys(cited):
            source = public.sources.get(name)
            if source and source.published and is_after(date, source.published):
                yield LateAccount(date.text, name)
