"""Every text of a dossier with its names linked: by several processes, and none twice.

A text is linked again only when it, a name that it could hold, or what it refers to has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Literal, NamedTuple, TypeVar

from dossier.builds import Step, unseen
from dossier.cache import Cache, Memory, digest, sum_of, written
from dossier.diagnostics import Diagnostic
from dossier.link.lexicon import Lexicon, build_lexicon
from dossier.link.relevance import Relevance
from dossier.link.texts import LinkContext, link_actor, link_event, link_page, link_source
from dossier.markup import to_html
from dossier.memory import lasting
from dossier.model.actor import Actor
from dossier.model.dossier import PublicDossier
from dossier.model.linked import LinkedDossier, Targets
from dossier.model.record import Record, strings
from dossier.model.source import OMISSION
from dossier.model.verification import QuoteKey, Wording
from dossier.workers import ALONE, Executor, in_parts

ITEMS_AT_ONCE = 40
"""So many records at most are linked before a process reports."""
_SHARES = 16
"""Into so many parts at least they are dealt out: long texts may stand side by side."""
FEW_ITEMS = 200
"""Fewer are linked sooner here than sent far away."""
_OMISSION = OMISSION.encode()
T = TypeVar("T")
Linked = tuple[T, list[Diagnostic]]
"""What became of a text, and what is wrong with it."""


def link(
    public: PublicDossier,
    step: Step = unseen,
    executor: Executor = ALONE,
    cache: Cache | None = None,
) -> Linked[LinkedDossier]:
    """Every text of the public dossier with its names linked by `executor`.

    What `cache` has of the same text, names and references is not linked again.
    """
    cache = cache or Cache()
    names = _Names(public, cache)
    # What is wrong with names is told by the files they stand in.
    of_names = b"lexicon", names.all, tuple(actor.path for actor in public.actors.values())
    known = cache.recall(of_names)
    lexicon, diagnostics = known or lexicon_of(public)
    cache.note(of_names, (lexicon, diagnostics))
    diagnostics = list(diagnostics)
    ground = ground_of(public, cache) if cache.notes else b""
    before: dict[str, _Whole] = cache.recall((b"linked", ground)) or {}
    now: dict[str, _Whole] = {}
    wholes: dict[Kind, Mapping[str, Any]] = {
        "actor": public.actors,
        "source": public.sources,
        "event": public.events,
        "page": public.pages,
    }
    others: list[_Item] = []
    waiting: dict[Kind, list[tuple[_Item, Linked[Any] | None]]] = {}
    for kind, records in wholes.items():
        beside = public.texts if kind == "source" else _NO_TEXTS
        known = before.get(kind) or _NOTHING
        if known.records is records and known.beside is beside:
            now[kind] = known
            continue
        now[kind] = _Whole(records, beside, {}, {}, [])
        items = [_item(kind, key, whole, beside) for key, whole in records.items()]
        waiting[kind] = [(item, known.same(item)) for item in items]
        others += [item for item, made in waiting[kind] if made is None]
    results: Iterator[Linked[Any]] = iter(())
    if others:
        context = cache.recall((b"context", ground)) or _context(public, lexicon)
        cache.note((b"context", ground), context)
        work = _Work(context, _Keys(context, names, cache), cache)
        results = work.results(others, step, executor)
    for kind, items_of_kind in waiting.items():
        for item, made in items_of_kind:
            now[kind].add(item, made or next(results))
    cache.note((b"linked", ground), now)
    for whole in now.values():
        diagnostics.extend(whole.found)
    actors, sources, events, pages = (now[kind].linked for kind in wholes)
    return LinkedDossier(public, actors, sources, events, pages), diagnostics


class _Whole(NamedTuple):
    """All records of a kind and the full texts beside them, and what became of them."""

    records: Mapping[str, Any]
    beside: Mapping[str, str]
    done: dict[str, tuple[_Item, Linked[Any]]]
    linked: dict[str, Any]
    found: list[Diagnostic]

    def same(self, item: _Item) -> Linked[Any] | None:
        """What became of the very same record on the same ground: nothing of it need be looked at."""
        known, made = self.done.get(item.key, (None, None))
        return made if known and known.record is item.record and known.more == item.more else None

    def add(self, item: _Item, made: Linked[Any]) -> None:
        """What became of a record."""
        self.done[item.key] = item, made
        self.linked[item.key], found = made
        self.found.extend(found)


_NO_TEXTS: Mapping[str, str] = {}
_NOTHING = _Whole({}, _NO_TEXTS, {}, {}, [])


def ground_of(public: PublicDossier, cache: Cache) -> bytes:
    """A digest of what texts are linked with: the same while no name, source or setting has changed."""

    def told(public: PublicDossier) -> bytes:
        return digest(
            _Names(public, cache).all,
            b"".join(cache.each("sums of sources", public.sources, sum_of).values()),
            written(public.config),
            written(_quoted_in_texts(public)),
            written(sorted(public.broken)),
        )

    return cache.once("ground", public, told)


Kind = Literal["actor", "source", "event", "page"]


class _Item(NamedTuple):
    """A record with texts."""

    kind: Kind
    key: str
    record: Record
    whole: Any
    """The record with what belongs to it."""
    more: str
    """What is linked of that or told of it beside the record: a full text, a file."""


def _item(kind: Kind, key: str, whole: Any, texts: Mapping[str, str]) -> _Item:
    if kind == "event":
        return _Item(kind, key, whole.event, whole, whole.path)
    return _Item(kind, key, whole, whole, texts.get(key, ""))


def _linked(item: _Item, context: LinkContext) -> Linked[Any]:
    match item.kind:
        case "actor":
            return link_actor(item.whole, context)
        case "source":
            return link_source(item.whole, item.more or None, context)
        case "event":
            return link_event(item.whole, context)
        case "page":
            return link_page(item.whole, context)


def lexicon_of(public: PublicDossier) -> Linked[Lexicon]:
    """The names of the public actors, and those that two of them share."""
    with lasting():
        return build_lexicon(public.actors.values(), _bases(public))


def _bases(public: PublicDossier) -> dict[str, str]:
    return {name: kind.base for name, kind in public.config.kinds.items()}


def _context(public: PublicDossier, lexicon: Lexicon) -> LinkContext:
    return LinkContext(lexicon, to_html, _targets(public), public.config.linking.autolink)


def _targets(public: PublicDossier) -> Targets:
    return Targets(
        actor_names={key: actor.name for key, actor in public.actors.items()},
        source_labels=public.source_labels,
        excerpt_keys=public.excerpt_keys,
        source_addresses={k: s.addresses[0][0] for k, s in public.sources.items() if s.addresses},
        source_languages={
            key: source.language
            for key, source in public.sources.items()
            if source.language and source.language != public.config.language
        },
        wordings=_quoted_in_texts(public),
        broken=public.broken,
    )


def _quoted_in_texts(public: PublicDossier) -> dict[QuoteKey, Wording]:
    return {key: wording for key, wording in public.wordings.items() if not key.excerpt}


class _Names:
    """The names of the actors as digests, which tell whether they have changed."""

    def __init__(self, public: PublicDossier, cache: Cache) -> None:
        """The lexicon is made of nothing but the names of actors and what kind each is of."""
        bases = _bases(public)

        def told(actor: Actor) -> bytes:
            return digest(_written_names(actor), bases.get(actor.kind, actor.kind).encode())

        self.of = cache.each(f"names {digest(written(bases)).hex()}", public.actors, told)
        self.all = digest(b"".join(self.of.values()))


def _written_names(actor: Actor) -> bytes:
    return written((actor.id, actor.name, actor.aliases))


class _Keys:
    """By what a text is linked, as digests."""

    def __init__(self, context: LinkContext, names: _Names, cache: Cache) -> None:
        """No key yet."""
        self._cache = cache
        self._names = names.of
        self._all_names = names.all
        self._relevance = Relevance(context.lexicon)
        self._targets = context.targets
        rules = sorted(rule.value for rule in context.lexicon.rules)
        self._ground = digest(b"linked", written(rules), written(context.autolink))

    def __getstate__(self) -> dict[str, Any]:
        """What tells keys elsewhere, where nothing is remembered."""
        return {**self.__dict__, "_cache": Cache()}

    @cached_property
    def _references(self) -> bytes:
        """What links and citations of Markdown may lead to."""
        values = (
            sorted(value) if isinstance(value, frozenset) else value
            for value in vars(self._targets).values()
        )
        return digest(*map(written, values))

    def of(self, item: _Item) -> bytes:
        """The key by all names of the dossier; it is told at once."""
        return digest(self._own(item), self._all_names)

    def narrow(self, item: _Item) -> bytes:
        """The key by those names that could stand in the texts: the same whatever others are."""
        actors, small = self._relevance.of([*strings(item.record), item.more])
        names = self._names if actors is None else actors
        told = b"".join(map(self._names.__getitem__, names))
        return digest(self._own(item), told, written(small))

    def _own(self, item: _Item) -> bytes:
        words = self._cache.once("written", item.record, written)
        # Whatever refers to anything has a bracket; a byte that only looks like one does no harm.
        refers = words.count(b"[") > words.count(_OMISSION)
        references = self._references if refers else b""
        return digest(self._ground, item.kind.encode(), references, words, item.more.encode())


class _Work(NamedTuple):
    """What texts are linked with."""

    context: LinkContext
    keys: _Keys
    cache: Cache

    def results(
        self, items: Sequence[_Item], step: Step, executor: Executor
    ) -> Iterator[Linked[Any]]:
        """What became of each, in their order."""
        cache = self.cache
        known: list[Linked[Any] | None] = [None] * len(items)
        keys: list[bytes] = []
        if cache.remembers:
            keys = [self.keys.of(item) for item in items]
            # Under the key by all names stands the narrow one, under that the value.
            known = [cache.get(cache.get(key) or b"") for key in keys]
        for who, do, work in self._rounds(executor):
            missing = [number for number, made in enumerate(known) if made is None]
            doer = who.near if len(missing) < FEW_ITEMS else who
            parts = in_parts(missing, min(ITEMS_AT_ONCE, len(missing) // _SHARES + 1))
            results = doer.each(do, work, [[items[number] for number in part] for part in parts])
            for done, (numbers, part) in enumerate(zip(parts, results, strict=True), 1):
                step("linking names", done, len(parts))
                for number, (narrow, made, is_new) in zip(numbers, part, strict=True):
                    known[number] = made
                    if cache.remembers and made is not None:
                        cache.put(keys[number], narrow)
                        if is_new:
                            cache.put(narrow, made)
                        else:
                            cache.use([narrow])
        for result in known:
            assert result is not None  # every missing one was made
            yield result

    def _rounds(self, executor: Executor) -> Iterator[tuple[Executor, _DoPart, _Work]]:
        """Who does what with the items that are missing: what is remembered here is not sent away."""
        if not executor.is_far:
            yield executor, _link_part, self
            return
        if self.cache.may_know():
            yield executor.near, _recall_part, self
        remembered = Memory() if self.cache.remembers else Cache()
        yield executor, _link_part, self._replace(cache=remembered)


_Done = tuple[bytes, Linked[Any] | None, bool]
"""The narrow key of a text, what became of it, and whether that was not known by the key."""
_DoPart = Callable[[_Work, Sequence[_Item]], list[_Done]]


def _link_part(work: _Work, items: Sequence[_Item]) -> list[_Done]:
    done: list[_Done] = []
    for item in items:
        narrow = work.keys.narrow(item) if work.cache.remembers else b""
        known = work.cache.get(narrow)
        done.append((narrow, known or _linked(item, work.context), known is None))
    return done


def _recall_part(work: _Work, items: Sequence[_Item]) -> list[_Done]:
    """Without what is not known."""
    narrow = [work.keys.narrow(item) for item in items]
    return [(key, work.cache.get(key), False) for key in narrow]
