"""All that the files of a site are made with: what disagrees, what sources are worth, what pages share.

Where only words of profiles have changed, what rests on claims and sources is that of the last time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from dossier.assemble import Assembly, assemble
from dossier.builds import BuildOptions
from dossier.cache import Cache, digest, sum_of, written
from dossier.config import SiteConfig
from dossier.diagnostics import Diagnostic
from dossier.evidence.coverage import find_coverage
from dossier.evidence.disputes import find_disputes
from dossier.evidence.independence import count_origins
from dossier.evidence.quotation import affordable_contexts
from dossier.export.catalog import Catalog
from dossier.export.site_files import redirect_pages
from dossier.export.wording import Addresses
from dossier.linking import ground_of
from dossier.model.actor import Actor
from dossier.model.date_tables import DateWords, date_words
from dossier.model.dossier import Dossier, PublicDossier, SharedEvent
from dossier.model.evidence import OriginCounts
from dossier.model.linked import LinkedActor, LinkedDossier
from dossier.model.page import RenderedFile
from dossier.model.verification import known_places
from dossier.printing import Keep, Printer
from dossier.render.pages import Press, SiteView, site_view
from dossier.render.theme import Theme

if TYPE_CHECKING:  # a build does not need what compares quotes
    from dossier.evidence.comparison import Comparison


@dataclass(frozen=True)
class Found:
    """All that is known of a dossier before a page is laid out."""

    dossier: Dossier
    linked: LinkedDossier
    theme: Theme
    diagnostics: list[Diagnostic]
    comparison: Comparison | None
    """What the full texts say of the quotes, where they were asked."""
    static: list[RenderedFile]
    assets: list[RenderedFile]
    known: frozenset[str]
    """Every path that the site will have, as far as ids alone tell."""


def printer_of(found: Found, options: BuildOptions, keep: Keep, cache: Cache) -> Printer:
    """What makes the files, and gives each to `keep`."""
    linked, theme, comparison = found.linked, found.theme, found.comparison
    public, words = linked.public, theme.wording.translations
    dates = date_words(public.config.language, words.pgettext)
    view = _site_view(public.config, public, options)
    assembly, origins = _assembly(linked, dates, cache, with_feed=bool(view.base_url))
    view = replace(
        view, cards=len(assembly.previews), places=assembly.places, has_feed=assembly.has_feed
    )
    places = known_places(public.verified, public.sources)
    counted = comparison.words if comparison else {}
    return Printer(
        assembly,
        Press.of(view, theme),
        Catalog(
            linked,
            origins,
            partial(affordable_contexts, linked, places, counted),
            dates,
            Addresses(view.base_url, view.places),
        ),
        tuple(redirect_pages(public)),
        keep,
        cache,
    )


def _assembly(
    linked: LinkedDossier, dates: DateWords, cache: Cache, *, with_feed: bool
) -> tuple[Assembly, OriginCounts]:
    key = (b"assembly", cache.notes and _ground(linked, dates, cache), with_feed)
    known: tuple[Assembly, OriginCounts] | None = cache.recall(key)
    if known is None:
        origins = count_origins(linked.public)
        coverage = partial(find_coverage, linked, origins)
        disputes = find_disputes(linked.public)
        known = assemble(linked, disputes, origins, coverage, dates, with_feed=with_feed), origins
        cache.note(key, known)
        return known
    assembly, origins = known
    return assembly.with_words(linked), origins


def _ground(linked: LinkedDossier, dates: DateWords, cache: Cache) -> bytes:
    """A digest of all but the words in which profiles tell of their actors."""
    public = linked.public
    return digest(
        ground_of(public, cache),
        b"".join(cache.each("rests", public.actors, _rest).values()),
        b"".join(cache.each("whom profiles quote", linked.actors, _quoting).values()),
        b"".join(cache.each("sums of events", public.events, _told).values()),
        "\n".join(public.texts).encode(),
        b"".join(cache.each("sums of texts", public.texts, sum_of).values()),
        cache.once("sum", public.verified, sum_of),
        written(sorted(public.marked)),
        written(dates),
    )


def _told(shared: SharedEvent) -> bytes:
    return sum_of((shared.id, shared.owner, shared.event))


def _rest(actor: Actor) -> bytes:
    return sum_of(actor.model_copy(update={"summary": None, "body": None}))


def _quoting(actor: LinkedActor) -> bytes:
    return sum_of((actor.summary.naming, actor.body.naming))


def _site_view(config: SiteConfig, public: PublicDossier, options: BuildOptions) -> SiteView:
    base_url = options.base_url or config.base_url
    if base_url:
        base_url = base_url.rstrip("/") + "/"
    view = site_view(config, public.pages, base_url, live_reload=options.live_reload)
    # A preview stands at another address than the published site: nothing may point there.
    return replace(view, base_url=None) if options.live_reload else view
