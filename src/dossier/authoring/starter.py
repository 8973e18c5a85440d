"""The dossier that `dossier init` writes: the files of the folder `starter`, and schemas."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable

from dossier.authoring.skeleton import modeline
from dossier.json_schema import RECORDS, schema_path, schema_text

_FOLDERS = {f"content/{kind}s/": kind for kind in ("actor", "source", "event")}


def starter_files() -> dict[str, str]:
    """Every file of a new dossier by its path, in the order of paths."""
    found = dict(_read(files("dossier.authoring") / "starter", ""))
    found |= {schema_path(kind): schema_text(kind) for kind in RECORDS}
    return {path: _with_schema(path, text) for path, text in sorted(found.items())}


def _read(folder: Traversable, path: str) -> list[tuple[str, str]]:
    """The texts below a folder. Rules for git would apply here too, and go without their dot."""
    found = []
    for entry in folder.iterdir():
        name = f".{entry.name}" if entry.name == "gitignore" else entry.name
        if entry.is_dir():
            found += _read(entry, f"{path}{name}/")
        else:
            found.append((path + name, entry.read_text("utf-8")))
    return found


def _with_schema(path: str, text: str) -> str:
    """A YAML file of the dossier with the line that names its schema."""
    folder = path[: path.rfind("/") + 1]
    kind = "config" if path == "site_config.yml" else _FOLDERS.get(folder)
    return (modeline(kind, path) if kind else "") + text
