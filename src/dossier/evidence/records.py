"""Records that are about one thing: which of them contradict each other, and which stand together.

Two records of one relation or event contradict each other where one states what the other rejects;
two records of one arrest, one death, also by their dates and places. What is done to somebody more
than once is no contradiction, so that records are compared only where nothing says that it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, TypeVar

from dossier.evidence.compatible import any_same_date, are_near, could_both_be_true
from dossier.evidence.wording import WhoIsMeant, plain_words, similar_titles, tokens
from dossier.model.claim import Claim
from dossier.model.dates import EdtfDate
from dossier.model.dossier import PublicDossier, SharedEvent
from dossier.model.evidence import Ground

T = TypeVar("T")

_AFFIRMED = frozenset(("confirmed", "convicted"))
_REJECTED = frozenset(("denied", "acquitted"))


def is_affirmed(claim: Claim) -> bool:
    """Whether a claim is confirmed, or somebody convicted."""
    return claim.status in _AFFIRMED


def is_rejected(claim: Claim) -> bool:
    """Whether a claim is denied, or somebody acquitted."""
    return claim.status in _REJECTED


CLASHES: frozenset[Ground] = frozenset(("outcome", "stated-denied"))


def clash(one: Claim, other: Claim) -> Ground | None:
    """How the statuses of two records of one thing stand against each other.

    One confirms, or somebody is convicted, and the other says the opposite; else one states what is
    denied in the other. Who was charged and then acquitted is no contradiction.
    """
    if is_rejected(one) == is_rejected(other):
        return None
    if is_affirmed(one) or is_affirmed(other):
        return "outcome"
    return "stated-denied" if "denied" in (one.status, other.status) else None


def grouped(items: Iterable[T], key: Callable[[T], object]) -> Iterable[list[T]]:
    """The items with one key together, in the order of the first of each."""
    groups: dict[object, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups.values()


COMPARED = 200
"""So many records of one thing are compared each with each: more are a list, and no versions of one thing."""
NEIGHBOURS = 50
"""With so many that stand behind it a record of a longer list is compared."""


def pairs_of(
    records: Sequence[T], place: Callable[[T], Any] | None = None
) -> Iterator[tuple[T, T]]:
    """Every two of them; of a list of hundreds each with those that stand soon after it, by their `place`."""
    if len(records) <= COMPARED:
        yield from combinations(records, 2)
        return
    records = sorted(records, key=place) if place else records
    for at, one in enumerate(records):
        yield from ((one, other) for other in records[at + 1 : at + 1 + NEIGHBOURS])


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


def joined(
    count: int, pairs: Mapping[tuple[int, int], set[Ground]]
) -> list[tuple[list[int], set[Ground]]]:
    """The numbers below `count` in groups, see `connected`, each with all the grounds of its pairs."""
    groups = connected(count, pairs)
    group_of = {number: at for at, group in enumerate(groups) for number in group}
    grounds: list[set[Ground]] = [set() for _ in groups]
    for (number, _), why in pairs.items():
        grounds[group_of[number]] |= why
    return list(zip(groups, grounds, strict=True))


def one_event(
    public: PublicDossier, who: WhoIsMeant
) -> list[tuple[list[SharedEvent], set[Ground]]]:
    """The events of a dossier, records that contradict each other about one event together, and why."""
    events = list(public.events.values())
    numbers = {shared.id: number for number, shared in enumerate(events)}
    pairs: dict[tuple[int, int], set[Ground]] = {}
    for one, other, ground in (*_opposed_pairs(events), *_rival_accounts(public, who)):
        pairs.setdefault((numbers[one.id], numbers[other.id]), {ground})
    groups = joined(len(events), pairs)
    return [([events[number] for number in group], grounds) for group, grounds in groups]


_Pairs = Iterator[tuple[SharedEvent, SharedEvent, Ground]]


def _opposed_pairs(events: Sequence[SharedEvent]) -> _Pairs:
    """Of what is surely one event: the same actors, the same date, titles that say the same."""

    def what(shared: SharedEvent) -> object:
        date = shared.event.preferred_date
        return (frozenset(shared.actors), date.text) if shared.actors and date else shared.id

    for group in grouped(events, what):
        for one, other in pairs_of(group):
            ground = clash(one.event, other.event)
            if ground and similar_titles(one.event.title, other.event.title):
                yield one, other, ground


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
    re.compile(rf"\b(?:{'|'.join(words.split())})".replace("_", r"\b") + r"\w*")
    for words in _WORDS_OF_ACTS
)
_AGAIN = re.compile(
    r"\b(?:again|second|third|fourth|2nd|3rd|new|another|re-?(?:arrest|captur)\w*|segund[oa]|tercer[oa]?"
    r"|nuev[oa]|otr[oa]|recaptura\w*|deuxieme|nouvelle?|zweite[rs]?|erneut\w*)\b"
)


@dataclass(frozen=True, eq=False)
class _Account:
    """A record of an act, and what each comparison of it with another needs, read once."""

    shared: SharedEvent
    title: str
    """Without the word of its act, which records of one act may have another for."""
    told: frozenset[str]
    """The sources that tell it."""
    dates: tuple[EdtfDate, ...]

    @classmethod
    def of(cls, shared: SharedEvent) -> _Account | None:
        """None where it is no account to be compared: it is rejected, or says no date."""
        event = shared.event
        dates = (event.date,) if event.date else tuple(account.date for account in event.dates)
        if not dates or event.status in _REJECTED:
            return None
        told = frozenset(c.source for c in event.citations if c.stance == "supports")
        return cls(shared, _without_acts(event.title), told, dates)

    def begin(self) -> tuple[Any, ...]:
        """What its first date is sorted by."""
        return self.dates[0].sort_key


def _rival_accounts(public: PublicDossier, who: WhoIsMeant) -> _Pairs:
    """Two records of one act against one person with dates or places that cannot both be true."""
    acts = [
        (account, (frozenset(account.shared.actors), act))
        for shared in public.events.values()
        if (account := _Account.of(shared)) and (act := _act(public, shared))
    ]
    for group in grouped(acts, lambda item: item[1]):
        for one, other in pairs_of([account for account, _ in group], _Account.begin):
            if _may_be_one(one, other) and (ground := _difference(one, other, who)):
                yield one.shared, other.shared, ground


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


def _may_be_one(one: _Account, other: _Account) -> bool:
    """Whether nothing says that these are two: no source that tells both."""
    if not one.told.isdisjoint(other.told):
        return False
    return similar_titles(one.title, other.title) or not (one.title or other.title)


def _without_acts(title: str) -> str:
    folded = plain_words(title)
    for act in _ACTS:
        folded = act.sub(" ", folded)
    return folded.strip()


def _difference(one: _Account, other: _Account, who: WhoIsMeant) -> Ground | None:
    """In what two records of one act differ: the dates, else the place."""
    if not any_same_date(one.dates, other.dates):
        return "dates" if are_near(one.dates, other.dates) else None
    place, other_place = one.shared.event.place, other.shared.event.place
    if place and other_place:
        return None if could_both_be_true(place, other_place, who, "place") else "values"
    return None
