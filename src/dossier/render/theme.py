"""The theme: template folders in order, the Jinja environment, the assets; only importer of jinja2.

A dossier's own `templates/` comes before the default theme, file by file; a template of the same
name may extend the one it replaces as `default/<name>`.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import sys
import tempfile
import traceback
import weakref
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from types import FunctionType, MethodType
from typing import Any

import jinja2
import jinja2.compiler
from jinja2.bccache import Bucket
from jinja2.runtime import Context, Macro
from jinja2.sandbox import safe_range
from markupsafe import Markup, escape

from dossier.diagnostics import Diagnostic, Location
from dossier.render.words import Phrases, Wording, dated, isolated, number_words, wording
from dossier.urls import OutputPath

ASSETS = "assets"
_FORMAT = 3
"""Of the code that `_Environment` makes of a template."""
_SPECIAL = re.compile("[&<>'\"]").search


def default_templates() -> Path:
    """The default theme: inside the installed package, or at the top of a source checkout."""
    package = Path(__file__).resolve().parents[1]
    packaged = package / "default_templates"
    # A checkout's own folder wins: an editable install may hold a stale copy.
    checkout = package.parents[1] / "templates"
    if package.parent.name == "src" and checkout.is_dir():
        return checkout
    return packaged


_TOLD_LATER = (jinja2.TemplateError, UnicodeDecodeError, RecursionError, OSError)
_DIRECT = (Macro, FunctionType, MethodType)


class _Context(Context):
    """Calls macros and functions directly: Jinja asks each three times what it wants to be passed.

    A page of fifty passages calls some thousand; without this it takes a seventh longer to render.
    """

    def call(self, callee: Any, /, *args: Any, **names: Any) -> Any:
        """The result of whatever a template calls."""
        kind = type(callee)
        if kind not in _DIRECT or (kind is not Macro and hasattr(callee, "jinja_pass_arg")):
            return super().call(callee, *args, **names)
        if names:
            names.pop("_loop_vars", None)
            names.pop("_block_vars", None)
        return callee(*args, **names)


_NAMES = f"from {__name__} import escape_output as escape"


class _Environment(jinja2.Environment):
    """Templates whose output is escaped by `escape_output`."""

    def _generate(self, *source: Any, **options: Any) -> str:
        """The Python of a template, in whose head its names are; a hook that Jinja documents."""
        code = super()._generate(*source, **options)
        # On a line that is there: by their numbers Jinja tells the lines of the template.
        return code.replace("\nname = ", f"\n{_NAMES}; name = ", 1)


def escape_output(value: Any) -> str:
    """What stands in a page for a value: escaped, if it is not HTML already.

    As `markupsafe.escape`, which makes an object of its own of every word, where the page needs but
    a part of the text it is joined from.
    """
    kind = type(value)
    is_ready = kind is Markup or (kind is str and _SPECIAL(value) is None)
    return value if is_ready else escape(value)


class _Compiled(jinja2.FileSystemBytecodeCache):
    """The default theme compiled, beside it in `__pycache__`, as Python keeps its own modules there.

    A site's own templates are compiled each time: nothing is kept where nobody would look for it.
    """

    def __init__(self, folder: Path) -> None:
        """`folder` is the default theme's."""
        # Whatever may write other code from the same template is in the name.
        compiler = os.stat(jinja2.compiler.__file__)
        form = f"{sys.implementation.cache_tag}-{compiler.st_size:x}-{compiler.st_mtime_ns:x}"
        super().__init__(str(folder / "__pycache__"), f"{form}-{_FORMAT}-%s.cache")
        self.folder = folder

    @classmethod
    def of(cls, folder: Path) -> _Compiled | None:
        """One for a folder that may be written to."""
        try:
            (folder / "__pycache__").mkdir(exist_ok=True)
        except OSError:
            return None
        return cls(folder) if os.access(folder / "__pycache__", os.W_OK) else None

    def get_bucket(
        self, environment: jinja2.Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """What is kept of a template; nothing of one from elsewhere."""
        if filename and Path(filename).parent == self.folder:
            return super().get_bucket(environment, name, filename, source)
        return Bucket(environment, "", "")

    def set_bucket(self, bucket: Bucket) -> None:
        """Keeps a compiled template."""
        if bucket.key:
            with contextlib.suppress(OSError):
                super().set_bucket(bucket)


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

    def __reduce__(self) -> tuple[Any, ...]:
        """Elsewhere is no such folder: the theme goes there with all that its files hold."""
        folders = [(folder.parent == self.site, dict(_files(folder))) for folder in self.folders]
        return _unpacked, (self.language, folders)

    @cached_property
    def wording(self) -> Wording:
        """The theme's words in the site's language."""
        return wording(self.folders, self.language)

    @cached_property
    def environment(self) -> jinja2.Environment:
        """Autoescape for every name, undefined names are errors, `_()` for the words."""
        own = [jinja2.FileSystemLoader(str(folder)) for folder in self.folders]
        default = jinja2.PrefixLoader({"default": own[-1]})
        environment = _Environment(
            loader=jinja2.ChoiceLoader([*own, default]),
            # Not select_autoescape(): it leaves `.svg` and `page.html.j2` unescaped.
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            bytecode_cache=_Compiled.of(self.folders[-1]),
            extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        )
        environment.context_class = _Context
        # A loop that would never end says where it stands.
        environment.globals["range"] = safe_range
        environment.newstyle_gettext = True  # type: ignore[attr-defined] # by ext.i18n
        number = partial(number_words, self.language)
        phrases = Phrases(self.wording.translations, number)
        environment.globals.update(
            {"_": phrases.one, "gettext": phrases.one, "ngettext": phrases.counted}
        )
        environment.filters.update(number=number, isolated=isolated, dated=dated)
        # Data stands as it is written; tojson still escapes what could end a script.
        environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
        return environment

    def compile(self) -> None:
        """Reads every template now, so that processes forked from this one need not.

        What is wrong with one is told when a page is drawn with it.
        """
        for name in self.environment.list_templates(extensions=("html", "xml", "js")):
            if not name.startswith(("default/", f"{ASSETS}/")):
                with contextlib.suppress(*_TOLD_LATER):
                    self.environment.get_template(name)

    @cached_property
    def digest(self) -> bytes:
        """Of all that the theme's files hold."""
        whole = hashlib.sha256()
        for folder in self.folders:
            for path, data in _files(folder):
                whole.update(f"{path}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)
        return whole.digest()

    def offer(self, names: dict[str, Any]) -> None:
        """What all templates may use, also the macros that they import without a context."""
        self.environment.globals.update(names)

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
                raise self._unreadable(problem, template) from problem
            raise self._failure(problem, inside[-1].filename, inside[-1].lineno or 0) from problem

    def _failure(self, problem: Exception, filename: str, line: int) -> TemplateFailure:
        at = Location(self._shown(filename), line, 1 if line else 0)
        message = str(problem) or type(problem).__name__
        hint = "mend the template; the handbook's page on the theme lists what it is given"
        return TemplateFailure(Diagnostic("template-error", at, message, hint))

    def _unreadable(self, problem: Exception, template: str) -> TemplateFailure:
        """What is raised before anything of a template runs; what is ours to mend goes on."""
        if not isinstance(problem, UnicodeDecodeError | RecursionError):
            raise problem
        deep = isinstance(problem, RecursionError)
        message = "is nested too deep" if deep else "is not saved as UTF-8"
        at = Location(f"templates/{template}", 1, 1)
        hint = "nest less deep" if deep else "save it again with the encoding UTF-8"
        return TemplateFailure(Diagnostic("template-error", at, f"this template {message}", hint))

    def _shown(self, filename: str) -> str:
        """A template's path relative to the site, or by its name in the default theme."""
        for folder in self.folders:
            if filename.startswith(str(folder)):
                name = Path(filename).relative_to(folder).as_posix()
                return f"templates/{name}" if folder.parent == self.site else f"(theme)/{name}"
        return filename

    def own_texts(self) -> dict[str, str]:
        """The site's own templates and assets by path; none where they are the default theme."""
        return _texts(self.folders[0]) if len(self.folders) > 1 else {}

    def default_texts(self) -> Iterator[str]:
        """What the default theme's files hold."""
        yield from _texts(self.folders[-1]).values()

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


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of a theme; not what is compiled of it."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.parent.name != "__pycache__":
            yield f"templates/{path.relative_to(folder).as_posix()}", path.read_bytes()


def _unpacked(language: str, folders: Sequence[tuple[bool, Mapping[str, bytes]]]) -> Theme:
    """A theme of these folders, each of which may be the site's own; their files go with it."""
    room = Path(tempfile.mkdtemp(prefix="dossier-theme-"))
    theme = Theme(room / "site", language)
    weakref.finalize(theme, shutil.rmtree, room, ignore_errors=True)
    places = [room / ("site" if is_own else "default") for is_own, _ in folders]
    for place, (_, files) in zip(places, folders, strict=True):
        for name, data in files.items():
            path = place / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    theme.folders = tuple(place / "templates" for place in places)
    return theme


def _texts(folder: Path) -> dict[str, str]:
    return {path: data.decode("utf-8", "replace") for path, data in _files(folder)}
