"""No byte of what is private, a draft, under embargo or a comment leaves the author's files.

The places are those of the models, so that a key yet to come is among them.
"""

from __future__ import annotations

import io
import itertools
import json
import zlib
from pathlib import Path

import pytest
from everything import dossier_of_everything, every_place, filled, variants

from dossier.config import SiteConfig
from dossier.model.actor import Actor
from dossier.model.claim import Event
from dossier.model.dossier import FreePage
from dossier.model.record import Hideable
from dossier.model.source import Source

AS_OF = "2026-01-15"
CANARY = "kanarie"
HIDEABLE = {"actors": Actor, "sources": Source, "events": Event, "pages": FreePage}
HIDING = {"draft": True, "embargo": "2999-01-01"}
ID = "secret"
"""Of the hidden records: ids stand in addresses, so that they may not show either."""


def words(place: str) -> str:
    """What stands in a public place: words that name it."""
    return f"Public words of {place}"


def canary(place: str) -> str:
    """What may stand nowhere, and tells where it came from."""
    return f"{CANARY.capitalize()} {place.replace('.', '')} {CANARY}"


def notes(place: str) -> object:
    """A private note in several forms at once."""
    return {canary(place): [canary(place), {"x": canary(place)}]}


def with_notes(record: dict) -> dict:
    """A record with a note of its own and one in each record inside of it."""
    inner = {
        key: [with_notes(each) if isinstance(each, dict) else each for each in value]
        if key == "events"
        else value
        for key, value in record.items()
    }
    return {**inner, "private": notes("private")}


def canary_files() -> dict[str, str]:
    """A dossier with a canary in every place that is not for readers."""
    files = dossier_of_everything(words)
    for name in ("actors", "sources", "events"):
        path = f"content/{name}/everything.yml"
        files[path] = json.dumps(with_notes(json.loads(files[path]))) + f"\n# {canary('comment')}\n"
    front = json.dumps(with_notes({"title": "Public"}))
    files["content/pages/everything.md"] = (
        f"---\n{front}\n# {canary('comment')}\n---\nPublic. <!-- {canary('comment')} --> Words.\n"
        f"\n<!-- {canary('open comment')}"
    )
    hidden = HIDING.items()
    for (folder, model), (key, value) in itertools.product(HIDEABLE.items(), hidden):
        record = {**variants(model, canary, lambda _place: False)[-1], key: value}
        record |= {"former_ids": [f"{ID}-formerly-{key}"]} if folder == "actors" else {}
        if folder == "pages":
            text = f"---\n{json.dumps(record)}\n---\n{canary('markdown')}\n"
        else:
            text = json.dumps(record)
        suffix = "md" if folder == "pages" else "yml"
        files[f"content/{folder}/{ID}-{key}.{suffix}"] = text
    owner = json.loads(files["content/actors/everything.yml"].partition("\n#")[0])
    for key, value in hidden:
        owner["events"].append({**filled(Event, canary, lambda _place: False), key: value})
        owner["events"][-1].pop("dates")
        owner["relations"].append({"to": f"{ID}-{key}", "type": "odd", "note": canary("note")})
        owner["facts"].append(
            {"label": f"Public {key}", "value": "Public", "sources": ["other", f"{ID}-{key}"]}
        )
    owner["summary"] = f"With [[{ID}-draft|a friend]] and [@{ID}-embargo]. <!-- {canary('x')} -->"
    files["content/actors/everything.yml"] = json.dumps(owner) + f"\n# {canary('comment')}\n"
    return files | {
        "content/README.md": canary("readme"),
        "content/actors/.hidden.yml": canary("dotfile"),
        "seeds/other.txt": canary("full text"),
        "static/.hidden.txt": canary("dotfile"),
        "canaries.txt": canary("list") + "\n",
        "notes.txt": canary("beside"),
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """That dossier on disk."""
    folder = tmp_path_factory.mktemp("canary") / "site"
    for name, text in canary_files().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def built(site, run) -> Path:
    """The site built, with an address, so that feeds and maps are there too."""
    ran = run("build", "--site", site, "--as-of", AS_OF, "--base-url", "https://e.example/d/")
    assert ran.code == 0, ran.stderr
    assert CANARY not in (ran.stdout + ran.stderr).lower()
    return site / "build"


def unpacked(data: bytes) -> bytes:
    """The bytes, and what any deflated part of them holds."""
    whole = io.BytesIO()
    whole.write(data)
    for start in (i for i in range(len(data)) if data[i : i + 2] in (b"\x1f\x8b", b"\x78\x9c")):
        kind = 31 if data[start] == 0x1F else 15
        try:
            whole.write(zlib.decompressobj(kind).decompress(data[start:]))
        except zlib.error:
            continue
    return whole.getvalue()


def leaks(folder: Path) -> list[str]:
    """Every file below a folder that holds a canary, or an id of what is hidden, in any letters."""
    found = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        data = name.encode() + (unpacked(path.read_bytes()) if path.is_file() else b"")
        for form in (data, data.replace(b"\0", b"")):  # the second: UTF-16
            if CANARY.encode() in form.lower() or f"{ID}-".encode() in form.lower():
                found.append(name)
                break
    return found


def test_the_canaries_are_in_every_place_that_hides(site):
    """Every model with notes, drafts or an embargo is among those filled: the tests can fail."""
    hiding = {place.partition(".")[0] for place in every_place() if place.endswith(".private")}
    assert hiding == {model.__name__ for model in HIDEABLE.values()}
    assert set(Hideable.model_fields) == {"private", "draft", "embargo"}
    assert not issubclass(SiteConfig, Hideable)
    text = "".join(path.read_text("utf-8") for path in site.rglob("*") if path.is_file())
    places = {place for place in every_place(*HIDEABLE.values()) if canary(place) in text}
    assert len(places) > 40
    assert text.count(CANARY) > 150


def test_no_canary_is_in_any_file_that_a_build_leaves(site, built):
    """Pages, data, feed, map, the index of the search, pictures, and what builds remember."""
    assert len(list(built.rglob("*"))) > 30
    assert leaks(built) == []
    inputs = {"content", "seeds", "static", "canaries.txt", "notes.txt", "site_config.yml", "build"}
    others = [path for path in site.iterdir() if path.name not in inputs]
    assert others, "what builds remember is there to be looked at"
    for path in others:
        assert leaks(path) == [], path


@pytest.mark.parametrize("style", ["text", "json", "github"])
def test_no_canary_is_said(site, run, style):
    """Neither a check, with all that it can look for, nor one that finds mistakes says a word.

    A name in a public reference is said: the author wrote it where readers can see it.
    """
    ran = run("check", "--site", site, "--as-of", AS_OF, "--format", style, "--coverage")
    assert CANARY not in (ran.stdout + ran.stderr).lower()


def test_the_search_for_leaks_finds_none(site, run):
    """Nor does the command that looks for them."""
    ran = run("check", "--site", site, "--as-of", AS_OF, "--leaks", timeout=120)
    assert "leak]" not in ran.stderr, ran.stderr
    assert CANARY not in (ran.stdout + ran.stderr).lower()


@pytest.mark.parametrize(
    ("name", "plant"),
    [
        ("templates/index.html", f"<p>{CANARY}</p>"),
        ("templates/assets/x.css", f"/* {CANARY.upper()} */"),
        ("static/x.gz", "packed"),
        ("static/secret-draft.txt", "x"),
    ],
)
def test_a_leak_that_is_planted_is_found(site, run, tmp_path, name, plant):
    """In a page, an asset, a packed file and the name of a file: the tests above can fail."""
    path = site / name
    path.parent.mkdir(parents=True, exist_ok=True)
    packed = zlib.compressobj(wbits=31)
    deflated = packed.compress(CANARY.encode()) + packed.flush()
    path.write_bytes(deflated if plant == "packed" else plant.encode())
    try:
        ran = run("build", "--site", site, "--as-of", AS_OF, "-o", tmp_path / "out")
    finally:
        path.unlink()
    assert ran.code == 0, ran.stderr
    planted = name.removeprefix("templates/").removeprefix("static/")
    found = set(leaks(tmp_path / "out")) - {".dossier-manifest.json"}  # it lists the names of files
    assert found == {planted}
