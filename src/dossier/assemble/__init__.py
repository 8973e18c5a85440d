"""Which pages exist and what stands on them; one module a kind of page.

Knows nothing of HTML files or templates beyond their names. `assemble` yields pages one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dossier.assemble.actors import actor_pages, actors_pages
from dossier.assemble.coverage import coverage_pages
from dossier.assemble.disputed import dispute_views, disputed_page
from dossier.assemble.feed import feed_pages
from dossier.assemble.home import free_pages, home_page, not_found_page
from dossier.assemble.network import network_of, network_pages
from dossier.assemble.sources import source_pages, sources_pages
from dossier.assemble.stock import stock
from dossier.assemble.timeline import timeline_pages
from dossier.model.coverage import Coverage
from dossier.model.date_tables import ENGLISH, DateWords
from dossier.model.evidence import Dispute, OriginCounts
from dossier.model.linked import LinkedDossier
from dossier.model.page import Page


def assemble(
    linked: LinkedDossier,
    disputes: Iterable[Dispute],
    origins: OriginCounts,
    coverage: Coverage,
    dates: DateWords = ENGLISH,
) -> Iterator[Page]:
    """Every page of the site, the overview pages first, then one by one."""
    disputes = tuple(disputes)
    shelf = stock(linked, origins, dates, disputes)
    views = dispute_views(shelf, disputes)
    ties = network_of(shelf)
    yield home_page(shelf, views, ties)
    yield from actors_pages(shelf)
    yield from timeline_pages(shelf)
    yield from network_pages(shelf, ties.whole)
    yield from sources_pages(shelf)
    yield disputed_page(views)
    yield from coverage_pages(shelf, coverage)
    yield from free_pages(shelf)
    yield not_found_page()
    yield from actor_pages(shelf, views, ties)
    yield from source_pages(shelf)
    yield from feed_pages(shelf)
