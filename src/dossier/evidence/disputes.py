"""Points on which the sources do not agree: contested claims, rival values, two dates.

The rules are told to authors in docs/format.md, "What is found in dispute". Each claim is looked at
with the claims that it could contradict and with no others, so that an unrelated claim never
changes what is found; and every comparison is symmetric.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from dossier.evidence.compatible import (
    ages_agree,
    answers_contradict,
    contradict,
    could_all_be_same_date,
    could_be_same_date,
    hold_together,
    is_after,
)
from dossier.evidence.labels import Question, is_age, is_lasting, label_key, question
from dossier.evidence.records import (
    connected,
    grouped,
    is_affirmed,
    is_decided,
    one_event,
    opposed,
    pairs_of,
)
from dossier.evidence.times import without_time
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
    """At most one disputed point for each label of an actor's fact sheet.

    Labels that ask one question are one point where their answers contradict each other.
    """
    labelled = [(label_key(fact.label), i) for i, fact in enumerate(actor.facts)]
    rivals = _Rivals(public, who)
    groups = [
        (group[0][0], [(i, actor.facts[i]) for _, i in group])
        for group in grouped(labelled, lambda row: row[0])
    ]
    found = [_rival_facts(facts, label, rivals) for label, facts in groups]
    across = _rivals_across(groups, rivals)
    for numbers in connected(len(groups), across):
        rows = {i for n in numbers for i in found[n][0]}
        rows |= {i for pair in combinations(numbers, 2) for i in across.get(pair, ())}
        grounds = {ground for n in numbers for ground in found[n][1]}
        grounds |= {"values"} if len(numbers) > 1 else set()
        if not grounds:
            continue
        # By its words, not its place: the order of facts changes no address.
        label, facts = min((groups[n] for n in numbers), key=lambda group: group[0])
        slug = slugify(label) or short_hash(label)
        claims: tuple[ClaimKey, ...] = tuple(("fact", actor.id, i) for i in sorted(rows))
        # Two hyphens, which no id holds: "a-b" with "c" is not "a" with "b c".
        key = f"{actor.id}--{slug}"
        yield Dispute(key, facts[0][1].label, (actor.id,), claims, _in_order(grounds))


_Labelled = tuple[str, list[tuple[int, Fact]]]
"""A label and the facts under it, with their rows."""


def _rivals_across(groups: Sequence[_Labelled], rivals: _Rivals) -> dict[tuple[int, int], set[int]]:
    """By two labels that ask one question, the rows that contradict each other."""
    asked = [(question(label), n) for n, (label, _) in enumerate(groups)]
    found: dict[tuple[int, int], set[int]] = {}
    for same in grouped((each for each in asked if each[0]), lambda each: each[0]):
        for (what, n), (_, m) in combinations(same, 2):
            for (i, one), (j, other) in product(groups[n][1], groups[m][1]):
                if what and rivals.answer(what, one, other):
                    found.setdefault((n, m), set()).update((i, j))
    return found


def _rival_facts(
    facts: Sequence[tuple[int, Fact]], label: str, rivals: _Rivals
) -> tuple[list[int], tuple[Ground, ...]]:
    """The rows of one label that are in dispute, and why; none where they all could be true."""
    rows: set[int] = set()
    grounds: set[Ground] = set()
    contested = {i for i, fact in facts if fact.is_contested}
    lasting = is_lasting(label)
    for (i, one), (j, other) in pairs_of(facts):
        at_one_time = lasting or hold_together(_times(one), _times(other))
        if not at_one_time:
            continue
        succeed = not lasting and _follow_each_other(one, other)
        if opposed(one, other) and same_words(plain_words(one.value), plain_words(other.value)):
            rows |= {i, j}
            grounds.add("outcome")
        elif not succeed and _is_upheld(one, other) and rivals(label, one, other):
            rows |= {i, j}
            grounds.add("values")
        elif i in contested or j in contested:
            # The uncontested version stands beside the contested one.
            rows |= {i, j}
            if i in contested and j in contested:
                grounds.add("values")
    rows |= contested
    if not grounds:
        grounds |= {_ground(fact) for i, fact in facts if i in contested}
    return sorted(rows), _in_order(grounds)


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
        return "denial"
    return "stance" if stances - {"supports"} else "status"


_ORDER: tuple[Ground, ...] = (
    "dates", "values", "outcome", "confirmed-denied", "denial", "stance", "status", "after",
)  # fmt: skip


def _in_order(grounds: set[Ground]) -> tuple[Ground, ...]:
    return tuple(sorted(grounds, key=_ORDER.index))


# --------------------------------------------------------------------------------------- relations


def _of_relations(public: PublicDossier) -> Iterator[Dispute]:
    """Contested relations one by one; records of one relation that say the opposite as one."""
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
        decided = [item for item in enumerate(group) if is_decided(item[1][2])]
        pairs = [
            (n, m)
            for (n, (*_, a)), (m, (*_, b)) in pairs_of(decided)
            if opposed(a, b) and hold_together((a.since, a.until), (b.since, b.until))
        ]
        for first, *rivals in connected(len(group), pairs):
            if rivals or group[first][2].is_contested:
                yield _relation_dispute(public, group[first], [group[n] for n in rivals])


def _relation_dispute(
    public: PublicDossier, first: tuple[str, int, Relation], rivals: list[tuple[str, int, Relation]]
) -> Dispute:
    owner, _, relation = first
    claims: tuple[ClaimKey, ...] = tuple(("relation", who, i) for who, i, _ in (first, *rivals))
    ground: Ground = "outcome" if rivals else _ground(relation)
    topic = public.config.relation_type(relation.type).label
    return Dispute(relation.anchor_from(owner), topic, (owner, relation.to), claims, (ground,))


# ------------------------------------------------------------------------------------------ events


def _of_events(public: PublicDossier, who: WhoIsMeant) -> Iterator[Dispute]:
    """At most one disputed point for each event; records of one that contradict each other as one."""
    for records, rivalry in one_event(public, who):
        found = [_of_event(public, shared) for shared in records]
        grounds = rivalry.union(*(grounds for grounds, _ in found))
        if "outcome" in rivalry:
            # That each is contested by the other is said by the one ground.
            grounds -= {"status"}
        if not grounds:
            continue
        first = records[0]
        claims: tuple[ClaimKey, ...] = tuple(("event", record.id, 0) for record in records)
        late = tuple(each for _, told in found for each in told)
        topic, ordered = first.event.title, _in_order(grounds)
        yield Dispute(f"event-{first.id}", topic, first.actors, claims, ordered, late)


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
