"""Every text of a dossier with its names linked: by several processes, and none twice.

A text is linked again only when it, the names of the actors, or what it refers to has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TypeVar

from dossier.builds import Step, unseen
from dossier.cache import Cache, digest, written
from dossier.diagnostics import Diagnostic
from dossier.link.lexicon import Lexicon, build_lexicon
from dossier.link.texts import LinkContext, link_actor, link_event, link_page, link_source
from dossier.markup import to_html
from dossier.memory import lasting
from dossier.model.dossier import PublicDossier
from dossier.model.linked import LinkedDossier, LinkedSource
from dossier.model.record import Record
from dossier.model.source import OMISSION
from dossier.workers import each, in_parts

SOURCES_AT_ONCE = 40
"""So many sources are linked before a process reports."""
_OMISSION = OMISSION.encode()
T = TypeVar("T")
Linked = tuple[T, list[Diagnostic]]
"""What became of a text, and what is wrong with it."""


def link(
    public: PublicDossier, step: Step = unseen, jobs: int = 1, cache: Cache | None = None
) -> Linked[LinkedDossier]:
    """Every text of the public dossier with its names linked, by at most `jobs` processes.

    What `cache` has of the same text, names and references is not linked again.
    """
    cache = cache or Cache()
    lexicon, diagnostics = lexicon_of(public)
    context = _context(public, lexicon)
    keys = _Keys(public, context)

    def collect(result: Linked[T]) -> T:
        diagnostics.extend(result[1])
        return result[0]

    def linked_as(kind: str, record: Record, make: Callable[[], Linked[T]], path: str = "") -> T:
        return collect(cache.made(keys.of(kind, record, path), make))

    actors = {
        key: linked_as("actor", actor, partial(link_actor, actor, context))
        for key, actor in public.actors.items()
    }
    sources = {
        key: collect(result)
        for key, result in _sources(public, context, keys, step, jobs, cache).items()
    }
    linked = LinkedDossier(
        public,
        actors=actors,
        sources=sources,
        events={
            key: linked_as(
                "event",
                shared.event,
                partial(link_event, shared, context),
                shared.path,
            )
            for key, shared in public.events.items()
        },
        pages={
            key: linked_as("page", page, partial(link_page, page, context))
            for key, page in public.pages.items()
        },
    )
    return linked, diagnostics


def lexicon_of(public: PublicDossier) -> Linked[Lexicon]:
    """The names of the public actors, and those that two of them share."""
    with lasting():
        return build_lexicon(public.actors.values(), _bases(public))


def _bases(public: PublicDossier) -> dict[str, str]:
    return {name: kind.base for name, kind in public.config.kinds.items()}


def _context(public: PublicDossier, lexicon: Lexicon) -> LinkContext:
    return LinkContext(
        lexicon=lexicon,
        convert=to_html,
        actor_names={key: actor.name for key, actor in public.actors.items()},
        source_labels=public.source_labels,
        excerpt_keys=public.excerpt_keys,
        source_addresses={k: s.addresses[0][0] for k, s in public.sources.items() if s.addresses},
        source_languages={
            key: source.language
            for key, source in public.sources.items()
            if source.language and source.language != public.config.language
        },
        reaches=public.reaches,
        broken=public.broken,
        autolink=public.config.linking.autolink,
    )


class _Keys:
    """By what a text is linked, as digests."""

    def __init__(self, public: PublicDossier, context: LinkContext) -> None:
        """The lexicon is made of nothing but these names."""
        bases = _bases(public)
        names = [
            (actor.id, actor.name, actor.aliases, bases.get(actor.kind, actor.kind))
            for actor in public.actors.values()
        ]
        self._context = context
        self._names = digest(b"names", written(names), written(context.autolink))

    @cached_property
    def _references(self) -> bytes:
        """What links and citations of Markdown may lead to."""
        context = self._context
        return digest(
            written(context.actor_names),
            written(context.source_labels),
            written(context.excerpt_keys),
            written(context.source_addresses),
            written(context.source_languages),
            written(context.reaches),
            written(sorted(context.broken)),
        )

    def of(self, kind: str, record: Record, more: str) -> bytes:
        """The key of a record, and of what belongs to it beside: its full text, its file."""
        words = written(record)
        # Whatever refers to anything has a bracket; a byte that only looks like one does no harm.
        refers = words.count(b"[") > words.count(_OMISSION)
        references = self._references if refers else b""
        return digest(b"linked", kind.encode(), self._names, references, words, more.encode())


def _sources(
    public: PublicDossier,
    context: LinkContext,
    keys: _Keys,
    step: Step,
    jobs: int,
    cache: Cache,
) -> dict[str, Linked[LinkedSource]]:
    """Every source by its id, in the order of the dossier."""
    linked: dict[str, Linked[LinkedSource] | None] = {}
    names: dict[str, bytes] = {}
    for key, source in public.sources.items():
        names[key] = keys.of("source", source, public.texts.get(key, ""))
        linked[key] = cache.get(names[key])
    parts = in_parts([key for key, known in linked.items() if known is None], SOURCES_AT_ONCE)
    for number, part in enumerate(each(_link_sources, (public, context), parts, jobs), 1):
        step("linking names", number, len(parts))
        for key, made in part:
            linked[key] = made
            cache.put(names[key], made)
    return {key: made for key, made in linked.items() if made is not None}


def _link_sources(
    given: tuple[PublicDossier, LinkContext], keys: Sequence[str]
) -> list[tuple[str, Linked[LinkedSource]]]:
    public, context = given
    return [(k, link_source(public.sources[k], public.texts.get(k), context)) for k in keys]
