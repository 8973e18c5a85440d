"""`dossier check`."""

from __future__ import annotations

import datetime
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from dossier.amend import save_record
from dossier.builds import BuildOptions
from dossier.cli.common import (
    as_of_option,
    counted,
    counted_words,
    print_findings,
    site_option,
    stop_with,
)
from dossier.cli.progress import Progress, verbose_option
from dossier.cli.searched import build_and_search
from dossier.diagnostics import (
    Diagnostic,
    DossierError,
    Severity,
    as_json,
    format_github,
    has_errors,
)
from dossier.evidence.comparison import Comparison
from dossier.git import checkout, tracked_files
from dossier.inspection import CheckReport
from dossier.inspection import check as check_site
from dossier.inspection import coverage as coverage_of
from dossier.load.files import find_site
from dossier.load.locate import locate
from dossier.model.coverage import Coverage
from dossier.model.evidence import ClaimKey, DisputedCount
from dossier.model.verification import as_lines


@click.command("check")
@site_option
@as_of_option
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="How findings are printed (default: text).",
)
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option(
    "--coverage", "with_coverage", is_flag=True, help="Also print which claims rest on little."
)
@click.option(
    "--leaks", is_flag=True, help="Also look for withheld words in every file of the site."
)
@click.option("--quiet", is_flag=True, help="Print findings only, and no progress.")
@verbose_option
@click.option("--record", is_flag=True, help="Write what was verified to content/verified.jsonl.")
def command(
    site: Path,
    as_of: datetime.date,
    style: str,
    strict: bool,
    with_coverage: bool,
    leaks: bool,
    record: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Report every problem of the content at once; change nothing.

    Compares each quote with its source's full text, where that is in seeds/. With --record what
    was verified is kept, for machines without the texts. With --leaks the site is made and every
    file of it looked through for what is withheld. Exit code 1 where there are errors, or with
    --strict warnings.

    Example: dossier check --format github
    """
    try:
        root = find_site(site)
        options = BuildOptions(as_of, strict=strict, jobs=0)
        with Progress(bar=not quiet, verbose=verbose) as step:
            tracked, refused = tracked_files(root)
            report = check_site(root, options, tracked, step)
            diagnostics = refused + report.diagnostics
            in_the_way = leaks and has_errors(diagnostics)
            if leaks and not in_the_way:
                diagnostics = diagnostics + _leaks(root, options, step)
        if in_the_way:
            click.echo("Leaks were not looked for: mend the errors first.", err=True)
        if record and _is_recordable(diagnostics):
            save_record(root, as_lines(report.comparison.records.values()))
            # What was stale stands no longer in the record, but for what no text is here to say it of.
            kept = report.comparison.kept
            diagnostics = [f for f in diagnostics if f.code != "stale-record" or f in kept]
        elif record:
            click.echo("Nothing was recorded: mend the other errors first.", err=True)
    except DossierError as problem:
        raise stop_with(problem) from None
    coverage = coverage_of(root, options) if with_coverage else None
    _print(root, locate(root, diagnostics), coverage, report, style, quiet=quiet)
    if has_errors(diagnostics, strict=strict):
        sys.exit(1)


def _print(
    root: Path,
    findings: list[tuple[Diagnostic, str]],
    coverage: Coverage | None,
    report: CheckReport,
    style: str,
    *,
    quiet: bool,
) -> None:
    """The report, as one JSON value or as lines; where nothing was found, what was looked at; what is in dispute."""
    if style == "json":
        listed = [as_json(found) for found, _ in findings]
        printed = {"findings": listed, "coverage": _as_json(coverage)} if coverage else listed
        click.echo(json.dumps(printed, ensure_ascii=False, indent=1))
        return
    if style == "github":
        _print_for_github(root, findings)
    else:
        print_findings(findings)
    if not findings and not quiet:
        click.echo(counted(findings) + _compared(report.comparison))
    if style == "text" and not quiet and report.disputed.points:
        click.echo(_disputed(report.disputed))
    if coverage:
        click.echo("\n".join(_as_text(coverage)))


def _print_for_github(root: Path, findings: list[tuple[Diagnostic, str]]) -> None:
    """One line each on standard output, with its path in the repository; in the dossier where git refuses."""
    try:
        folder = checkout(root).folder
    except DossierError:  # which is among the findings
        folder = ""
    for found, _ in findings:
        click.echo(format_github(found, folder))


def _leaks(root: Path, options: BuildOptions, step: Progress) -> list[Diagnostic]:
    with tempfile.TemporaryDirectory(prefix="dossier-leaks-") as folder:
        return build_and_search(root, Path(folder) / "site", options, step)


def _as_text(coverage: Coverage) -> Iterator[str]:
    """The figures of the page of coverage, and what is in its lists, one entry a line."""
    actors, sources = len(coverage.actors), len(coverage.sources)
    yield f"coverage: {actors} actors, {sources} sources, {coverage.claims} claims"
    yield f"claims on one origin: {coverage.on_one_origin}"
    yield from (f"  {group.origin}: {len(group.claims)}" for group in coverage.one_origin)
    for title, entries in (
        ("claims without a passage", [_name(key) for key in coverage.without_passage]),
        ("claims without a source", [_name(key) for key in coverage.without_source]),
        ("actors that no quote names", coverage.unmentioned),
        ("sources that no claim cites", coverage.uncited),
    ):
        yield f"{title}: {len(entries)}"
        yield from (f"  {entry}" for entry in entries)


def _as_json(coverage: Coverage) -> dict[str, Any]:
    return {
        "actors": len(coverage.actors),
        "sources": len(coverage.sources),
        "claims": coverage.claims,
        "one_origin": [
            {"origin": group.origin, "claims": [_name(key) for key in group.claims]}
            for group in coverage.one_origin
        ],
        "without_passage": [_name(key) for key in coverage.without_passage],
        "without_source": [_name(key) for key in coverage.without_source],
        "unmentioned": list(coverage.unmentioned),
        "uncited": list(coverage.uncited),
        "table": [
            {"actor": actor, "source": name, "passages": len(c.passages), "claims": len(c.claims)}
            for actor, cells in coverage.cells.items()
            for name, c in cells.items()
        ],
    }


def _name(key: ClaimKey) -> str:
    """Where a claim stands in the files: `cjng: facts[1]`, counted from one, or the event's id."""
    kind, owner, index = key
    return f"event {owner}" if kind == "event" else f"{owner}: {kind}s[{index + 1}]"


def _is_recordable(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether all is read: of a source with errors what was verified would seem to be gone."""
    errors = {found.code for found in diagnostics if found.severity is Severity.ERROR}
    return errors <= {
        "quote-not-found", "text-changed", "words-miscounted", "quote-too-long", "quote-budget",
    }  # fmt: skip


def _disputed(count: DisputedCount) -> str:
    """How many points the pages show in dispute: of those that were found the author may not know."""
    found = f", {count.found} of them found by comparing" if count.found else ""
    return f"{counted_words(count.points, 'point')} disputed{found}: see disputed/"


def _compared(comparison: Comparison) -> str:
    """How the quotes stand, as in "; 3 quotes found in the full texts (1 normalised)"; "" without any."""
    exact, normalised = comparison.states["exact"], comparison.states["normalised"]
    words = ""
    if exact + normalised:
        extra = f" ({normalised} normalised)" if normalised else ""
        words = f"; {counted_words(exact + normalised, 'quote')} found in the full texts{extra}"
    if without := comparison.states["no-text"]:
        before = comparison.verified_before
        known = {0: "none of them verified", without: "all verified before"}
        told = known.get(before, f"{before} verified before, {without - before} not")
        words += f"; {counted_words(without, 'quote')} without a text here: {told}"
    return words
