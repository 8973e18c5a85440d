"""The whole build as one page of prose; the only module that knows the order of the stages."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.builds import BuildOptions, BuildReport, Step, unseen
from dossier.cache import Cache
from dossier.diagnostics import Diagnostic, Severity, has_errors
from dossier.evidence.claims import check_claims
from dossier.evidence.pasted import NOTHING, Pasted
from dossier.evidence.quotation import check_quotation
from dossier.export.catalog import DATA_FILES
from dossier.export.search import SEARCH_INDEX
from dossier.export.site_files import site_files
from dossier.layout import Found, printer_of
from dossier.linking import link
from dossier.load import load
from dossier.load.files import State
from dossier.load.static import static_files
from dossier.memory import seldom_searched
from dossier.model.declared import with_all_declared
from dossier.model.dossier import Dossier, PublicDossier
from dossier.model.evidence import DisputedCount
from dossier.model.linked import LinkedDossier
from dossier.model.page import RenderedFile, Staged
from dossier.model.verification import Places, known_places
from dossier.on_demand import OnDemand, Sketch
from dossier.printing import Keep
from dossier.redact import embargoes, redact, withheld_files
from dossier.render.theme import Theme
from dossier.urls import (
    FEED,
    INDEX,
    NOT_FOUND,
    OVERVIEWS,
    SITEMAP,
    actor_data,
    actor_page,
    free_page,
    source_page,
)
from dossier.verify import check_author_links, check_collisions, check_links, check_named_files
from dossier.workers import Executor, Local
from dossier.write import Stage, check_output

if TYPE_CHECKING:  # a build does not need what compares quotes
    from dossier.evidence.comparison import Comparison

Compare = Callable[[Path, Dossier, LinkedDossier], tuple["Comparison", list[Diagnostic]]]
"""Compares the quotes of a site with its full texts; what it found, and what is wrong."""


@dataclass(frozen=True)
class Prepared:
    """All files of a site, not yet written, and every finding of the way there."""

    dossier: Dossier
    files: tuple[Staged, ...]
    diagnostics: list[Diagnostic]
    links: int = 0
    comparison: Comparison | None = None
    """What the full texts say of the quotes, where they were asked."""
    disputed: DisputedCount = field(default_factory=DisputedCount)


def build(
    site: Path,
    output: Path,
    options: BuildOptions,
    step: Step = unseen,
    cache: Cache | None = None,
    executor: Executor | None = None,
) -> BuildReport:
    """Builds the site in `site` into `output`; with errors, the last good site stays as it is.

    What `cache` remembers of earlier builds is not made again. Names are linked and pages made by `executor`,
    or by `options.jobs` processes of this machine. Raises DossierError where `output` must not be
    written to, BusyError where another build is writing there.
    """
    began = time.perf_counter()
    check_output(output, site)
    cache = cache or Cache()
    written = None
    with closing(cache), Stage(output, force=options.force) as stage, seldom_searched():
        prepared = prepare(site, options, stage, step=step, cache=cache, executor=executor)
        if not has_errors(prepared.diagnostics, strict=options.strict):
            step("writing", 0, 0)
            written = stage.publish(prepared.files)
        cache.save()
    seconds = time.perf_counter() - began
    days = embargoes(prepared.dossier)
    return BuildReport(
        prepared.diagnostics, written, prepared.links, seconds, days, tuple(stage.remarks)
    )


def theme_assets(site: Path) -> list[RenderedFile]:
    """Stylesheets, scripts and pictures of a site's theme as they are now."""
    return [RenderedFile(path, data) for path, data in Theme(site).assets()]


def prepare(
    site: Path,
    options: BuildOptions,
    keep: Keep | None,
    *,
    compare: Compare | None = None,
    step: Step = unseen,
    cache: Cache | None = None,
    executor: Executor | None = None,
) -> Prepared:
    """Every stage but the writing: what `check` does, and `build` before it writes.

    Each file is given to `keep` when it is made, by whichever process made it. Content with errors is not rendered: its pages would only repeat the mistakes. `compare`
    compares the quotes with the full texts at hand. A build never does so: it goes by the record,
    and the same site comes out on a machine without the texts. Without `keep` nothing is rendered.
    """
    cache = cache or Cache()
    executor = executor or Local(options.jobs)
    found = _find_out(site, options, executor, compare=compare, step=step, cache=cache)
    dossier, linked, diagnostics = found.dossier, found.linked, found.diagnostics
    if keep is None or has_errors(diagnostics):
        return Prepared(dossier, (), diagnostics, comparison=found.comparison)
    step("laying out pages", 0, 0)
    printer = printer_of(found, options, keep, cache)
    proof = printer.print_all(executor, step)
    diagnostics += proof.diagnostics
    for file in (*site_files(printer.addresses(proof), printer.press.site.base_url), *found.assets):
        proof.keep(file, keep)
    diagnostics += check_collisions((file.path for file in proof.files), found.static)
    for file in found.static:
        proof.keep(file, keep)
    if not has_errors(diagnostics):
        printer.look_again(proof)
        diagnostics += check_links(proof.links, linked, printer.press.site.places)
    return Prepared(
        dossier,
        tuple(proof.files),
        diagnostics,
        _count_links(linked),
        found.comparison,
        printer.assembly.disputed,
    )


def sketch(
    site: Path, options: BuildOptions, cache: Cache, seen: Mapping[str, State] | None = None
) -> Sketch:
    """What a preview shows, and every finding that is known before a page is drawn.

    What `cache` remembers of earlier sketches is not made again; `seen` is how files looked a moment ago.
    """
    with seldom_searched():
        found = _find_out(site, options, Local(options.jobs), cache=cache, seen=seen)
        diagnostics = found.diagnostics
        if has_errors(diagnostics):
            return Sketch(None, diagnostics)
        printer = printer_of(found, options, Unkept(), cache)
        ready = [*site_files((), None), *found.assets]
        made = OnDemand(printer, found.linked, ready, found.static, found.known)
    return Sketch(made, diagnostics)


def _find_out(
    site: Path,
    options: BuildOptions,
    executor: Executor,
    *,
    compare: Compare | None = None,
    step: Step = unseen,
    cache: Cache,
    seen: Mapping[str, State] | None = None,
) -> Found:
    """Every stage before the pages, and what is wrong."""
    cache.begin()
    step("reading", 0, 0)
    dossier, diagnostics = load(site, cache, executor.near, seen)
    public, found = redact(dossier, options.as_of, drafts=options.drafts, cache=cache)
    diagnostics += found
    theme = Theme(site, public.config.language)
    words = theme.wording.translations
    diagnostics += theme.wording.findings
    public = with_all_declared(public, words.gettext)
    step("linking names", 0, 0)
    # What has errors may be meant to be hidden: its very name stays here.
    linked, found = link(public, step, executor.near if public.broken else executor, cache)
    diagnostics += found
    comparison = None
    if compare:
        step("comparing quotes", 0, 0)
        comparison, found = compare(site, dossier, linked)
        diagnostics += found
    diagnostics += check_quotation(linked, *_counted_by(public, comparison), cache)
    diagnostics += check_claims(dossier, public, cache)
    static, found = static_files(site, withheld_files(dossier, public), cache)
    diagnostics += found
    assets = [RenderedFile(path, data) for path, data in theme.assets()]
    known = _known_paths(public, [*static, *assets])
    if options.base_url or public.config.base_url:
        known |= {FEED, SITEMAP}
    diagnostics += check_named_files(public, known)
    diagnostics += check_author_links(linked, known, _unfinished(diagnostics), cache)
    return Found(dossier, linked, theme, diagnostics, comparison, static, assets, known)


def _counted_by(
    public: PublicDossier, comparison: Comparison | None
) -> tuple[Places, Mapping[str, int] | None, Pasted]:
    """Where quotes stand and how many words the texts have: by the texts at hand, else the record."""
    if comparison:
        return comparison.places, comparison.words, comparison.pasted
    return known_places(public.verified, public.sources), None, NOTHING


def _known_paths(public: PublicDossier, others: list[RenderedFile]) -> frozenset[str]:
    """Every path that the built site will have, told from ids alone."""
    return frozenset(
        [INDEX, *OVERVIEWS, NOT_FOUND, *DATA_FILES, SEARCH_INDEX, *(file.path for file in others)]
        + [path(key) for key in public.actors for path in (actor_page, actor_data)]
        + [actor_page(former) for a in public.actors.values() for former in a.former_ids]
        + [source_page(key) for key in public.sources]
        + [free_page(slug) for slug in public.pages]
    )


def _unfinished(diagnostics: list[Diagnostic]) -> frozenset[str]:
    """Ids of records with errors, which may be why a page is missing."""
    errors = (found for found in diagnostics if found.severity is Severity.ERROR)
    return frozenset(Path(found.location.path).stem for found in errors)


class Unkept:
    """Where a check puts what it makes: nowhere."""

    def put(self, file: RenderedFile) -> Staged:
        """Says that it would be written."""
        return Staged(file.path, "", is_changed=True)

    def has(self, _: Staged) -> bool:
        """Whether it stands there: nothing is asked for twice."""
        return True


def _count_links(linked: LinkedDossier) -> int:
    """Mentions linked to actors, in passages, open texts and prose."""
    in_sources = sum(
        sum(m.actor is not None for m in source.text_mentions)
        + sum(m.actor is not None for e in source.excerpts for m in e.mentions)
        for source in linked.sources.values()
    )
    return in_sources + sum(text.html.count('class="actor"') for _, text in linked.texts)
