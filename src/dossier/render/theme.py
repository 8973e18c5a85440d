"""The theme: template folders in order, the Jinja environment, the assets; only importer of jinja2.

A dossier's own `templates/` comes before the default theme, file by file; a template of the same
name may extend the one it replaces as `default/<name>`.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import jinja2

from dossier.diagnostics import Diagnostic, Location
from dossier.render.words import Wording, isolated, number_words, wording
from dossier.urls import OutputPath

ASSETS = "assets"


def default_templates() -> Path:
    """The default theme: inside the installed package, or at the top of a source checkout."""
    package = Path(__file__).resolve().parents[1]
    packaged = package / "default_templates"
    # A checkout's own folder wins: an editable install may hold a stale copy.
    checkout = package.parents[1] / "templates"
    if package.parent.name == "src" and checkout.is_dir():
        return checkout
    return packaged


def _with_number(ngettext: Any, number: Callable[[int], str]) -> Callable[..., Any]:
    """The `ngettext` of templates, its `num` written as the language writes numbers."""

    @jinja2.pass_context
    def counted(context: Any, one: str, many: str, count: int, /, **names: Any) -> Any:
        return ngettext(context, one, many, count, **{"num": number(count), **names})

    return counted


class TemplateFailure(Exception):
    """A template that cannot be rendered, as a finding."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        """`diagnostic` names the template and its line."""
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@dataclass
class Theme:
    """The templates of a site, in the order in which they are looked for."""

    site: Path
    language: str = "en"

    @cached_property
    def folders(self) -> tuple[Path, ...]:
        """The site's own templates, then the default theme; one where both are the same."""
        own, default = self.site / "templates", default_templates()
        if own.is_dir() and not (default.is_dir() and own.samefile(default)):
            return (own, default)
        return (default,)

    @cached_property
    def wording(self) -> Wording:
        """The theme's words in the site's language."""
        return wording(self.folders, self.language)

    @cached_property
    def environment(self) -> jinja2.Environment:
        """Autoescape for every name, undefined names are errors, `_()` for the words."""
        own = [jinja2.FileSystemLoader(str(folder)) for folder in self.folders]
        default = jinja2.PrefixLoader({"default": own[-1]})
        environment = jinja2.Environment(
            loader=jinja2.ChoiceLoader([*own, default]),
            # Not select_autoescape(): it leaves `.svg` and `page.html.j2` unescaped.
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        )
        environment.install_gettext_translations(  # type: ignore[attr-defined] # by ext.i18n
            self.wording.translations, newstyle=True
        )
        number = partial(number_words, self.language)
        environment.globals["ngettext"] = _with_number(environment.globals["ngettext"], number)
        environment.filters.update(number=number, isolated=isolated)
        # Data stands as it is written; tojson still escapes what could end a script.
        environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
        return environment

    def render(self, template: str, variables: dict[str, Any]) -> str:
        """The template's text. Raises TemplateFailure naming the template's file and line."""
        try:
            return self.environment.get_template(template).render(variables)
        except jinja2.TemplateSyntaxError as problem:
            raise self._failure(problem, problem.filename or template, problem.lineno) from problem
        except jinja2.TemplateNotFound as problem:
            where = f"templates/{problem.name}"
            found = Diagnostic(
                "template-error", Location(where), "no such template", "add it, or mend its name"
            )
            raise TemplateFailure(found) from problem
        except Exception as problem:
            # Whatever a template calls may raise; the last frame inside a template says where.
            frames = traceback.extract_tb(problem.__traceback__)
            roots = tuple(str(folder) for folder in self.folders)
            inside = [frame for frame in frames if frame.filename.startswith(roots)]
            if not inside:
                raise
            raise self._failure(problem, inside[-1].filename, inside[-1].lineno or 0) from problem

    def _failure(self, problem: Exception, filename: str, line: int) -> TemplateFailure:
        at = Location(self._shown(filename), line, 1 if line else 0)
        message = str(problem) or type(problem).__name__
        hint = "mend the template; the handbook's page on the theme lists what it is given"
        return TemplateFailure(Diagnostic("template-error", at, message, hint))

    def _shown(self, filename: str) -> str:
        """A template's path relative to the site, or by its name in the default theme."""
        for folder in self.folders:
            if filename.startswith(str(folder)):
                name = Path(filename).relative_to(folder).as_posix()
                return f"templates/{name}" if folder.parent == self.site else f"(theme)/{name}"
        return filename

    def assets(self) -> Iterator[tuple[OutputPath, bytes]]:
        """Stylesheets, scripts and pictures of the theme; a site's own file replaces the default."""
        seen: dict[str, Path] = {}
        for folder in reversed(self.folders):
            root = folder / ASSETS
            for path in sorted(root.rglob("*")) if root.is_dir() else ():
                if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
                    seen[path.relative_to(folder).as_posix()] = path
        for name, path in sorted(seen.items()):
            yield OutputPath(name), path.read_bytes()
