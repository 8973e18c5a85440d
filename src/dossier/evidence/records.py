"""Records that are about one thing: which of them contradict each other, and which stand together.

Two records of one relation or event contradict each other where one confirms what the other rejects;
two records of one arrest, one death, also by their dates and places. What is done to somebody more
than once is no contradiction, so that records are compared only where nothing says that it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, product
from typing import TypeVar

from dossier.evidence.compatible import could_be_same_date, could_both_be_true
from dossier.evidence.wording import WhoIsMeant, plain_words, similar_titles, tokens
from dossier.model.claim import Claim, Event
from dossier.model.dates import EdtfDate
from dossier.model.dossier import PublicDossier, SharedEvent
from dossier.model.evidence import Ground

T = TypeVar("T")

_AFFIRMED = frozenset(("confirmed", "convicted"))
_REJECTED = frozenset(("denied", "acquitted"))


def is_affirmed(claim: Claim) -> bool:
    """Whether a claim is confirmed, or somebody convicted."""
    return claim.status in _AFFIRMED


def is_decided(claim: Claim) -> bool:
    """Whether it is confirmed or denied, so that it may be opposed to another."""
    return claim.status in _AFFIRMED or claim.status in _REJECTED


def opposed(one: Claim, other: Claim) -> bool:
    """Whether one claim is confirmed, or somebody convicted, and the other says the opposite."""
    return (one.status in _AFFIRMED and other.status in _REJECTED) or (
        other.status in _AFFIRMED and one.status in _REJECTED
    )


def grouped(items: Iterable[T], key: Callable[[T], object]) -> Iterable[list[T]]:
    """The items with one key together, in the order of the first of each."""
    groups: dict[object, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups.values()


def connected(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The numbers below `count` in groups: those that pairs join are in one, by as many steps as may be."""
    first = list(range(count))

    def root(number: int) -> int:
        while first[number] != number:
            first[number] = number = first[first[number]]
        return number

    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        first[high] = low
    return [list(group) for group in grouped(range(count), root)]


def one_event(
    public: PublicDossier, who: WhoIsMeant
) -> list[tuple[list[SharedEvent], set[Ground]]]:
    """The events of a dossier, records that contradict each other about one event together, and why."""
    events = list(public.events.values())
    numbers = {shared.id: number for number, shared in enumerate(events)}
    pairs: dict[tuple[int, int], Ground] = {}
    for one, other, ground in (*_opposed_pairs(events), *_rival_accounts(public, who)):
        pairs.setdefault((numbers[one.id], numbers[other.id]), ground)
    return [
        ([events[n] for n in group], {pairs[p] for p in combinations(group, 2) if p in pairs})
        for group in connected(len(events), pairs)
    ]


_Pairs = Iterator[tuple[SharedEvent, SharedEvent, Ground]]


def _opposed_pairs(events: Sequence[SharedEvent]) -> _Pairs:
    """Of what is surely one event: the same actors, the same date, titles that say the same."""

    def what(shared: SharedEvent) -> object:
        date = shared.event.preferred_date
        return (frozenset(shared.actors), date.text) if shared.actors and date else shared.id

    for group in grouped((e for e in events if is_decided(e.event)), what):
        for one, other in combinations(group, 2):
            is_one = opposed(one.event, other.event)
            if is_one and similar_titles(one.event.title, other.event.title):
                yield one, other, "outcome"


_DEATHS = (
    "death_ died_ dies_ killed_ killing murder assassinat muerte_ muere_ murio_ asesina fallec mort_ tod_ "
    "getotet ermord"
)
_WORDS_OF_ACTS = (
    "arrest captur detain detention detencion detenid apprehen aprehen festnahme festgenommen verhaft",
    "extradit extradic auslieferung ausgeliefert",
    _DEATHS,
    "birth_ born_ nacimiento nacio_ nace_ naissance geburt_ geboren",
    "sentenc condena condamn verurteil",
    "release freed_ liberac liberad liberation freilassung freigelassen",
)
"""What is done to a person, by the beginnings of its words, with "_" by whole words, in English, Spanish,
French and German."""
_ACTS = tuple(
    re.compile(rf"\b(?:{'|'.join(words.split())})".replace("_", r"\b")) for words in _WORDS_OF_ACTS
)
_AGAIN = re.compile(
    r"\b(?:again|second|third|fourth|2nd|3rd|new|another|re-?(?:arrest|captur)\w*|segund[oa]|tercer[oa]?"
    r"|nuev[oa]|otr[oa]|recaptura\w*|deuxieme|nouvelle?|zweite[rs]?|erneut\w*)\b"
)
NEAR = 1
"""Years between two dates of what may be one act; farther apart it was rather done twice."""


def _rival_accounts(public: PublicDossier, who: WhoIsMeant) -> _Pairs:
    """Two records of one act against one person with dates or places that cannot both be true."""
    acts = [(shared, act) for shared in public.events.values() if (act := _act(public, shared))]
    for group in grouped(acts, lambda item: (frozenset(item[0].actors), item[1])):
        for (one, _), (other, _) in combinations(group, 2):
            if _may_be_one(one.event, other.event) and (
                ground := _difference(one.event, other.event, who)
            ):
                yield one, other, ground


def _act(public: PublicDossier, shared: SharedEvent) -> frozenset[int]:
    """Which acts the title of an event names; none where it is not plain against whom."""
    title = plain_words(shared.event.title)
    people = [
        actor
        for key in shared.actors
        if (actor := public.actors.get(key)) and public.config.kind(actor.kind).base == "person"
    ]
    is_named = any(set(tokens(plain_words(each.name))) & set(tokens(title)) for each in people)
    is_own = shared.owner is not None and any(each.id == shared.owner for each in people)
    if not (is_named or is_own) or _AGAIN.search(title):
        return frozenset()
    return frozenset(number for number, act in enumerate(_ACTS) if act.search(title))


def _may_be_one(one: Event, other: Event) -> bool:
    """Whether nothing says that these are two: no source that tells both, no record that is denied."""
    told, also = ({c.source for c in e.citations if c.stance == "supports"} for e in (one, other))
    is_rejected = not _REJECTED.isdisjoint((one.status, other.status))
    return told.isdisjoint(also) and not is_rejected and similar_titles(one.title, other.title)


def _difference(one: Event, other: Event, who: WhoIsMeant) -> Ground | None:
    """In what two records of one act differ: the dates, else the place."""
    dates, others = _dates(one), _dates(other)
    if not dates or not others:
        return None
    pairs = list(product(dates, others))
    if not any(could_be_same_date(*pair) for pair in pairs):
        return "dates" if any(_are_near(*pair) for pair in pairs) else None
    if one.place and other.place:
        return None if could_both_be_true(one.place, other.place, who, "place") else "values"
    return None


def _dates(event: Event) -> list[EdtfDate]:
    return [event.date] if event.date else [account.date for account in event.dates]


def _are_near(one: EdtfDate, other: EdtfDate) -> bool:
    """Whether two dates may be one told wrongly: within a year, or the same day of two years."""
    if one.only_day and other.only_day and one.only_day[1:] == other.only_day[1:]:
        return True
    early, late = sorted((one, other), key=lambda date: date.sort_key)
    if early.latest is None or late.earliest is None:
        return False
    year, *day = early.latest
    return late.earliest <= (year + NEAR, *day)
