"""What a preview shows: the site as its files are now, or as they last were without an error.

Knows nothing of servers and browsers.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dossier.diagnostics import Diagnostic, DossierError, Severity, has_errors
from dossier.load.files import State
from dossier.model.page import RenderedFile
from dossier.on_demand import OnDemand, Sketch

MOST_SHOWN = 50
"""So many findings are shown with each change."""


@dataclass
class Preview:
    """What is served: the site as its files are now, or as they last were without an error."""

    site: Path
    sketch: Callable[[Mapping[str, State] | None], Sketch]
    """The site as it is now, by how its files looked a moment ago."""
    printed: Callable[[list[Diagnostic]], list[str]]
    """Findings as printed lines."""
    assets: Callable[[], list[RenderedFile]]
    """The theme's files as they are now."""
    say: Callable[[str], None]
    warn: Callable[[str], None]
    problems: list[str] = field(default_factory=list)
    """What is wrong with the files as they are now, as the page shows it."""
    found: list[Diagnostic] = field(default_factory=list)
    drawn: list[Diagnostic] = field(default_factory=list)
    """What the last look through all pages has found, or a page that was asked for since."""
    newest: OnDemand | None = None
    good: OnDemand | None = None
    """The last one all of whose pages could be drawn: it shows what the newest cannot."""
    unseen: OnDemand | None = None
    """The newest one as long as not all of its pages were looked at."""

    def build(self, seen: Mapping[str, State] | None = None) -> bool:
        """What is shown from now on; its findings are kept for the page and said in the terminal.

        Returns whether that is the site as it is now, and not the one before. `seen` is how the files looked a moment ago.
        """
        self.unseen = None
        try:
            sketch = self.sketch(seen)
        except (DossierError, OSError) as problem:
            self._refused(problem)
            return False
        self.unseen = sketch.made
        self.newest = sketch.made or self.newest
        self.found, self.problems = sketch.diagnostics, []
        self._tell()
        return sketch.made is not None

    def _refused(self, problem: DossierError | OSError) -> None:
        """Nothing new can be shown."""
        said = str(problem)
        if isinstance(problem, OSError):
            said = f"{problem.filename}: {(problem.strerror or said).lower()}"
        self.problems = [f"Error: {said}"]
        self.warn(self.problems[0])

    def _tell(self) -> bool:
        """Says what has not been said since the last change; returns whether anything else is wrong.

        Errors first, and not thousands of warnings with every save.
        """
        before = self.problems
        wrong = [*dict.fromkeys((*self.found, *self.drawn))]
        wrong.sort(key=lambda one: one.severity is not Severity.ERROR)
        self.problems = self.printed(wrong[:MOST_SHOWN])
        if len(wrong) > MOST_SHOWN:
            more = len(wrong) - MOST_SHOWN
            self.problems.append(f"and {more} more; `dossier check` lists them all")
        for line in self.problems:
            if line not in before:
                self.warn(line)
        return self.problems != before

    def restyle(self) -> bool:
        """Puts changed stylesheets of the theme in place, where nothing else has changed; whether that was possible."""
        try:
            assets = self.assets()
        except OSError as problem:
            self._refused(problem)
            return False
        for made in (self.newest, self.good):
            if made is not None:
                made.restyle(assets)
        return True

    def look_through(self) -> Generator[None, None, bool]:
        """Draws every page, some at each step. Returns whether something else is wrong with them now."""
        made = self.unseen
        if made is None:
            return False
        self.drawn = yield from made.look_through()
        self.unseen = None
        if not has_errors(self.drawn):
            self.good = made
        return self._tell()

    def file(self, path: str) -> bytes | None:
        """A file of the site; as the last good one has it where it cannot be made now."""
        for made in (self.newest, self.good):
            if made is None:
                continue
            file = made.file(path)
            if file is None:
                return None
            if not set(self.drawn).issuperset(file.findings):
                self.drawn = [*self.drawn, *file.findings]
                self._tell()
            if file.data is not None:
                return file.data
        return None
