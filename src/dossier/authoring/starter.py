"""The dossier that `dossier init` writes: the files of the folder `starter`, and schemas."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable

from dossier.authoring.skeleton import modeline, skeleton
from dossier.config import CONFIG_FILE
from dossier.json_schema import RECORDS, schema_path, schema_text

_FOLDERS = {f"content/{kind}s/": kind for kind in ("actor", "source", "event")}
_WITHOUT_STORY = (".gitignore", "seeds/.gitignore")
"""What a dossier needs of these files, whatever it tells."""
_NO_RECORDS = (
    "The records stand here, in actors/, sources/, events/ and pages/. `dossier new` begins one.\n"
)
"""Keeps `content/` where there are none yet: git does not keep an empty folder, and a site without it is an error."""


def starter_files(title: str | None = None) -> dict[str, str]:
    """Every file of a new dossier by its path, in the order of paths: an invented story to begin with.

    With a title, the settings, each explained, and nothing of the story.
    """
    found = dict(_read(files("dossier.authoring") / "starter", ""))
    if title is not None:
        found = {path: found[path] for path in _WITHOUT_STORY}
        found["content/README.md"] = _NO_RECORDS
        found[CONFIG_FILE] = skeleton("config", CONFIG_FILE, {"title": title}, with_schema=False)
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
    kind = "config" if path == CONFIG_FILE else _FOLDERS.get(folder)
    return (modeline(kind, path) if kind else "") + text
