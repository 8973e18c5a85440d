"""The walls of the house, read from the imports: who may know whom."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "dossier"

# A module may import from earlier lines, and from its own line only within its own folder.
LAYERS = [
    ["likeness"],
    ["", "diagnostics"],
    [
        "urls",
        "fold",
        "terminal",
        "builds",
        "state",
        "model.date_tables",
        "model.date_guesses",
        "model.languages",
        "model.scalars",
    ],
    ["model.dates", "model.date_words", "cache"],
    ["model.record", "model.actor", "model.source", "model.claim"],
    ["config", "model.verification"],
    ["model.dossier", "model.linked", "model.evidence", "model.page", "model"],
    [
        "markup",
        "fragments",
        "memory",
        "plain",
        "bibliography",
        "json_schema",
        "workers",
        "cluster",
        "pictures",
    ],
    # The stages: none imports another.
    [
        "load",
        "redact",
        "link",
        "evidence",
        "assemble",
        "render",
        "export",
        "verify",
        "write",
        "leaks",
    ],
    ["printing", "linking"],
    ["on_demand", "layout"],
    ["pipeline", "amend", "freshness", "git"],
    ["inspection", "preview", "watching"],
    ["serve", "publish", "review", "authoring"],
    ["importing"],
    ["cli"],
    ["__main__"],
]
STAGES = LAYERS[8]

# Where a third-party library may be imported.
LIBRARIES = {
    "anyascii": ["authoring.ids"],
    "click": ["cli"],
    "dask": ["cluster"],
    "distributed": ["cluster"],
    "yaml": ["load.yaml_source"],
    "markdown": ["markup"],
    "nh3": ["markup"],
    "jinja2": ["render.theme"],
    "markupsafe": ["render.theme", "render.pages", "render.words"],
    "rustworkx": ["render.graphics.layout"],
    "livereload": ["serve"],
    "polib": ["render.words"],
    "tornado": ["serve"],
    "watchfiles": ["watching"],
    "bibtexparser": ["importing.read_bibtex"],
    "pypdf": ["importing.read_pdf"],
    "trafilatura": ["importing.read_html"],
    "pydantic": ["model", "config", "load.schema"],
    "pydantic_core": ["model", "config", "load.schema"],
}
READS_CLOCK_OR_WORLD = {
    "cli.common": {"os.environ", "datetime.datetime.now"},
    "cache": {"os.environ", "os.getpid"},
    "freshness": {"os.getpid", "time.perf_counter"},
    "cli.progress": {"time.perf_counter"},
    "pipeline": {"time.perf_counter"},
    "serve": {"time.perf_counter"},
    "git": {"os.environ"},
    "publish": {"os.environ", "sys.executable"},
    "write": {"os.getpid"},
    "write.lock": {"os.getpid"},
    "importing.confine": {"sys.executable"},
}


def modules() -> dict[str, ast.Module]:
    """Every module of the package by its dotted name below `dossier`, parsed."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text("utf-8"))
    return found


MODULES = modules()


def imports(tree: ast.Module) -> Iterator[str]:
    """Full names of all that a module imports, also inside functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            for alias in node.names:
                yield f"{node.module}.{alias.name}"


def own_module(imported: str) -> str | None:
    """The module of this package that an imported name lives in, or None for other packages."""
    if imported != "dossier" and not imported.startswith("dossier."):
        return None
    name = imported.removeprefix("dossier").lstrip(".")
    while name and name not in MODULES:
        name = name.rpartition(".")[0]
    return name


def layer_of(module: str) -> tuple[int, str]:
    """The number of a module's layer and the entry of the table that it falls under."""
    best: tuple[int, str] | None = None
    for number, entries in enumerate(LAYERS):
        for entry in entries:
            inside = module == entry or (entry and module.startswith(entry + "."))
            if inside and (best is None or len(entry) > len(best[1])):
                best = (number, entry)
    assert best is not None, f"{module} has no place in the table of layers"
    return best


def broken_walls(trees: dict[str, ast.Module]) -> list[str]:
    """Every import that the table of layers does not allow."""
    problems = []
    for module, tree in trees.items():
        layer, entry = layer_of(module)
        for imported in imports(tree):
            other = own_module(imported)
            if other is None or other == module:
                continue
            other_layer, other_entry = layer_of(other)
            same_room = other_entry == entry or not (entry in STAGES or other_entry in STAGES)
            if other_layer > layer or (other_layer == layer and not same_room):
                problems.append(f"{module or 'dossier'} imports {imported}")
    return problems


def test_modules_import_only_from_what_stands_before_them() -> None:
    """A module imports from layers before its own; no stage imports another stage."""
    assert broken_walls(MODULES) == []


def test_the_test_sees_a_stage_that_imports_a_stage() -> None:
    """The rule above fails when `link` imports `load`, so it can fail at all."""
    broken = dict(MODULES)
    broken["link.scan"] = ast.parse("from dossier.load.files import read_text")
    assert broken_walls(broken) == ["link.scan imports dossier.load.files.read_text"]


@pytest.mark.parametrize("library", sorted(LIBRARIES))
def test_each_library_has_its_importers(library: str) -> None:
    """A third-party library is imported in the places of the table and nowhere else."""
    users = {
        module
        for module, tree in MODULES.items()
        if any(name.split(".")[0] == library for name in imports(tree))
    }
    rooms = LIBRARIES[library]
    outside = {m for m in users if not any(m == room or m.startswith(room + ".") for room in rooms)}
    assert users, f"nothing imports {library}: take it out of the table"
    assert outside == set()


def test_no_library_is_missing_from_the_table() -> None:
    """Every import is of this package, of the standard library or of a library in the table."""
    import sys

    known = set(sys.stdlib_module_names) | set(LIBRARIES) | {"dossier"}
    used = {name.split(".")[0] for tree in MODULES.values() for name in imports(tree)}
    assert used - known == set()


def dotted(node: ast.expr) -> str:
    """`os.environ` for the expression that reads it, "" for others."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


WORLD = {
    "os.environ", "os.getcwd", "os.getpid", "os.getenv", "time.time", "time.perf_counter",
    "datetime.datetime.now", "datetime.date.today", "datetime.datetime.utcnow", "sys.executable",
    "random.random", "Path.cwd",
}  # fmt: skip


def test_no_stage_reads_the_clock_the_environment_or_the_working_directory() -> None:
    """What a build depends on is handed to it: the same input gives the same bytes."""
    found = {
        module: {name for node in ast.walk(tree) if (name := dotted(node)) in WORLD}  # type: ignore[arg-type] # dotted() takes any node
        for module, tree in MODULES.items()
    }
    assert {module: names for module, names in found.items() if names} == READS_CLOCK_OR_WORLD


def test_only_the_command_line_prints_or_exits() -> None:
    """Stages return values; `print` and `sys.exit` occur in `cli` alone, and where it is begun."""
    for module, tree in MODULES.items():
        calls = {dotted(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        if not module.startswith(("cli", "__main__")):
            assert calls.isdisjoint({"print", "sys.exit", "exit"}), module


def test_no_pattern_repeats_a_group_without_going_back() -> None:
    """Python before 3.11.5, as Debian 12 has it, ends such matches a letter too early (gh-106052, gh-100061)."""
    possessive = re.compile(r"\)(?:[*+?]|\{[\d,]+\})\+")
    assert possessive.search(r"(?:ab)*+")
    for module, tree in MODULES.items():
        for node in ast.walk(tree):
            words = node.value if isinstance(node, ast.Constant) else ""
            text = words.decode("latin-1") if isinstance(words, bytes) else str(words)
            assert not possessive.search(text), f"{module}:{getattr(node, 'lineno', 0)}: {text}"


def test_every_module_says_what_it_owns() -> None:
    """Each module begins with a docstring of at least one sentence."""
    without = [module for module, tree in MODULES.items() if not ast.get_docstring(tree)]
    assert without == []


def test_the_package_docstring_names_every_stage() -> None:
    """The architecture told in the package's docstring knows each stage of the table."""
    text = ast.get_docstring(MODULES[""]) or ""
    assert [stage for stage in STAGES if f"`{stage}`" not in text] == []
