"""What builds remember: never anything else than a clean build makes, whatever happens to the store."""

from __future__ import annotations

import datetime
import os
import random
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from dossier import printing
from dossier.builds import BuildOptions
from dossier.cache import Cache, Memory, Store, digest, written
from dossier.load import load
from dossier.pipeline import build, sketch
from dossier.state import FOLDER, own_folder
from dossier.watching import snapshot
from dossier.write import MANIFEST

AS_OF = datetime.date(2026, 1, 15)
KEY = digest(b"a key")


@pytest.fixture
def site(sites: Path, tmp_path: Path) -> Path:
    """A copy of the dossier that shows everything, to be edited."""
    # What other tests' builds of it remember stays behind.
    ours = shutil.ignore_patterns(FOLDER)
    return Path(shutil.copytree(sites / "components", tmp_path / "site", ignore=ours))


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def made(site: Path, output: Path, cache: Cache | None = None, **options):
    """What a build writes and finds."""
    report = build(site, output, BuildOptions(AS_OF, **options), cache=cache)
    return files_in(output) if report.written else {}, report.diagnostics, report.links


def file_of(site: Path) -> Path:
    """The store of a dossier."""
    return site / FOLDER / "made.sqlite"


def test_a_value_comes_back_until_nobody_asks(site: Path) -> None:
    """From one process to the next, what was put is found; nothing else is."""
    store = Store.of(site)
    assert store.get(KEY) is None
    store.put(KEY, ("words", 3))
    assert store.get(KEY) == ("words", 3)
    assert Store.of(site).get(KEY) is None
    store.save()
    assert Store.of(site).get(KEY) == ("words", 3)
    assert Store.of(site).get(digest(b"another")) is None


def test_only_its_owner_may_read_it(site: Path) -> None:
    """Nor is it taken into version control or backups."""
    store = Store.of(site)
    store.put(KEY, "words")
    store.save()
    assert file_of(site).stat().st_mode & 0o077 == 0
    assert file_of(site).parent.stat().st_mode & 0o077 == 0
    assert (file_of(site).parent / ".gitignore").read_text() == "*\n"


def test_a_store_that_came_with_the_folder_is_not_believed(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Values could run code: only what was written with the user's own key is ever read."""
    store = Store.of(site)
    store.put(KEY, "words")
    store.save()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "of-another-user"))
    assert Store.of(site).get(KEY) is None


def test_a_link_in_the_folder_is_not_followed(site: Path, tmp_path: Path) -> None:
    """A folder that came along with a dossier makes no file elsewhere."""
    (site / FOLDER).mkdir(exist_ok=True)
    for name in (".gitignore", "CACHEDIR.TAG"):
        (site / FOLDER / name).unlink(missing_ok=True)
        (site / FOLDER / name).symlink_to(tmp_path / f"made-{name}")
    own_folder(site)
    assert not list(tmp_path.glob("made-*"))


@pytest.mark.parametrize("place", [0, 100, 5_000, -100, -1])
def test_damage_is_made_again(site: Path, tmp_path: Path, place: int) -> None:
    """One byte changed, or the file cut short: the same site comes out."""
    clean = made(site, tmp_path / "clean")
    made(site, tmp_path / "out", Store.of(site))
    whole = file_of(site).read_bytes()
    for damaged in (
        whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place:][1:],
        whole[:place],
        b"",
        b"\0" * len(whole),
    ):
        file_of(site).write_bytes(damaged)
        assert made(site, tmp_path / "out", Store.of(site)) == clean


def test_every_value_altered_is_made_again(site: Path, tmp_path: Path) -> None:
    """Whatever bit of a value is turned, its sum tells."""
    import sqlite3

    clean = made(site, tmp_path / "clean")
    made(site, tmp_path / "out", Store.of(site))
    with sqlite3.connect(file_of(site)) as connection:
        rows = connection.execute("SELECT key, value FROM made").fetchall()
        assert len(rows) > 30
        for number, (key, value) in enumerate(rows):
            at = number * 7919 % len(value)
            altered = value[:at] + bytes([value[at] ^ 1 << number % 8]) + value[at + 1 :]
            connection.execute("UPDATE made SET value = ? WHERE key = ?", (altered, key))
    connection.close()
    store = Store.of(site)
    assert all(store.get(key) is None for key, _ in rows)
    assert made(site, tmp_path / "out", Store.of(site)) == clean


def test_nothing_is_kept_where_nothing_can_be(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a home, with a link or a file in the way: a build as ever."""
    (site / FOLDER).write_text("a file")
    assert type(Store.of(site)) is Cache
    (site / FOLDER).unlink()
    (tmp_path / "elsewhere").mkdir()
    (site / FOLDER).symlink_to(tmp_path / "elsewhere")
    assert type(Store.of(site)) is Cache
    assert not list((tmp_path / "elsewhere").iterdir())
    (site / FOLDER).unlink()
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert type(Store.of(site)) is Cache


def test_what_nobody_uses_any_more_goes(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file does not grow with every edit for ever."""
    monkeypatch.setattr("dossier.cache._ROOM", 1_000)
    for number in range(20):
        store = Store.of(site)
        store.put(digest(str(number).encode()), "x" * 1_000)
        store.save()
    kept = [n for n in range(20) if Store.of(site).get(digest(str(n).encode()))]
    assert kept[-1] == 19
    assert len(kept) <= 3


def test_memory_keeps_two_builds() -> None:
    """What the last build used is there for the next; what two builds did not use is gone."""
    memory = Memory()
    memory.put(KEY, "words")
    memory.save()
    assert memory.get(KEY) == "words"
    memory.save()
    memory.save()
    memory.save()
    assert memory.get(KEY) is None


def test_what_is_noted_goes_with_the_rounds_and_not_with_the_builds() -> None:
    """Notes of rounds that end in nothing do not pile up; what pages are made of waits for them."""
    memory = Memory()
    memory.put(b"page", "made")
    memory.note("state", "seen")
    memory.begin()
    assert memory.recall("state") == "seen"
    memory.begin()
    memory.begin()
    assert memory.recall("state") is None
    assert memory.get(b"page") == "made"


def test_each_of_some_things_is_asked_once() -> None:
    """Of those that are the very same nothing is asked; of the very same mapping the very same comes back."""
    memory, asked = Memory(), list[str]()

    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    words = {"a": "one", "b": "three"}
    memory.begin()
    first = memory.each("lengths", words, length)
    assert first == {"a": 3, "b": 5}
    memory.begin()
    assert memory.each("lengths", words, length) is first
    memory.begin()
    again = memory.each("lengths", {"b": words["b"], "a": words["a"], "c": "seven"}, length)
    assert list(again.items()) == [("b", 5), ("a", 3), ("c", 5)]
    assert asked == ["one", "three", "seven"]
    assert Cache().each("lengths", words, length) == first


def test_what_a_record_still_says_is_the_same_object(site: Path) -> None:
    """So that what was made of its events, and of all other records, need not be made again."""
    memory = Memory()
    path = site / "content/actors/ada-brandt.yml"
    before, _ = load(site, memory)
    path.write_text(path.read_text().replace("summary: ", "summary: Later. ", 1))
    memory.begin()
    now, _ = load(site, memory)
    assert now.actors["ada-brandt"].summary != before.actors["ada-brandt"].summary
    assert now.actors["ada-brandt"].events is before.actors["ada-brandt"].events
    assert now.events is before.events
    assert now.sources is before.sources
    clean, _ = load(site)
    assert written(now) == written(clean)


def test_the_order_of_a_mapping_counts(site: Path) -> None:
    """Of two spellings of `links` the first wins: a preview shows it where nothing but their order has changed."""
    path, memory = site / "content/sources/harbour-gazette.yml", Memory()
    options = BuildOptions(AS_OF, drafts=True, live_reload=True)
    words = path.read_text()
    pages = []
    for links in ("{bell: ada-brandt, béll: iver-holm}", "{béll: iver-holm, bell: ada-brandt}"):
        path.write_text(f"links: {links}\n{words}")
        shown, clean = sketch(site, options, memory), sketch(site, options, Memory())
        assert shown.diagnostics == clean.diagnostics
        assert shown.made is not None
        assert clean.made is not None
        name = "sources/harbour-gazette/index.html"
        assert shown.made.file(name) == clean.made.file(name)
        page = shown.made.file(name)
        assert page is not None
        pages.append(page.data)
    assert pages[0] != pages[1]


def test_events_of_a_profile_with_a_mistake_are_its_own(make_site) -> None:
    """It is read anew each time, and what is found out of its events goes by the very ones that stand in it."""
    site = make_site(
        {
            "content/actors/alpha.yml": (
                "name: Alpha One\nkind: person\nkind: person\n"
                "events: [{date: 2020, title: A fire, sources: [t]}]\n"
            ),
            "content/actors/beta.yml": "name: Beta Two\nkind: person\ndraft: true\n",
            "content/sources/t.yml": "title: T\nurl: https://t.example/\ndraft: true\n",
        }
    )
    memory, options = Memory(), BuildOptions(AS_OF)
    first = sketch(site, options, memory)
    assert sketch(site, options, memory).diagnostics == first.diagnostics
    assert any(found.code == "duplicate-key" for found in first.diagnostics)


def test_equal_values_have_equal_bytes() -> None:
    """Whatever parts they share, in whatever process."""
    shared = "a word of some length"
    one = {"a": (shared, shared), "b": [shared]}
    other = {"a": (shared[:3] + shared[3:], "".join(list(shared))), "b": ["".join(list(shared))]}
    assert written(one) == written(other)
    code = (
        "import sys, datetime; from pathlib import Path\n"
        "from dossier.cache import digest, written\n"
        "from dossier.load import load\n"
        "d, _ = load(Path(sys.argv[1]))\n"
        "print(digest(written((d.actors, d.sources, d.pages))).hex())\n"
    )
    sums = {
        subprocess.run(
            [sys.executable, "-c", code, str(Path(__file__).parent / "sites" / "components")],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(sums) == 1


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the pages that are rendered."""
    paths: list[str] = []
    render = printing.render_page

    def note(page, press):
        paths.append(page.path)
        return render(page, press)

    monkeypatch.setattr(printing, "render_page", note)
    return paths


def test_only_what_an_edit_touches_is_made_again(
    site: Path, tmp_path: Path, rendered: list[str]
) -> None:
    """One page's words: that page. A template: every page."""
    out = tmp_path / "out"
    made(site, out, Store.of(site))
    every = len(rendered)
    assert every > 20
    rendered.clear()
    made(site, out, Store.of(site))
    assert rendered == []
    page = next((site / "content" / "pages").glob("*.md"))
    page.write_text(page.read_text() + "\nOne more sentence.\n")
    made(site, out, Store.of(site))
    assert rendered == [f"{page.stem}/index.html"]
    rendered.clear()
    (site / "templates").mkdir(exist_ok=True)
    (site / "templates" / "frame.html").write_text('{% extends "default/frame.html" %}\n')
    made(site, out, Store.of(site))
    assert len(rendered) == every


def test_a_file_changed_by_hand_is_made_again(site: Path, tmp_path: Path) -> None:
    """What stands in the output is looked at, not only what was remembered of it."""
    out = tmp_path / "out"
    clean = made(site, out, Store.of(site))
    (out / "index.html").write_text("something else")
    (out / "404.html").unlink()
    assert made(site, out, Store.of(site)) == clean
    assert made(site, tmp_path / "other", Store.of(site)) == clean


def test_a_link_that_breaks_on_an_untouched_page_is_found(site: Path, tmp_path: Path) -> None:
    """The page itself is as it was; what it links to is gone."""
    (site / "static").mkdir(exist_ok=True)
    (site / "static" / "map.pdf").write_bytes(b"%PDF-1.4 a map")
    (site / "templates").mkdir(exist_ok=True)
    (site / "templates" / "disputed.html").write_text(
        '{% extends "default/disputed.html" %}{% block main %}<a href="{{ root }}map.pdf">map</a>{% endblock %}'
    )
    made(site, tmp_path / "out", Store.of(site))
    made(site, tmp_path / "out", Store.of(site))
    (site / "static" / "map.pdf").unlink()
    expected = made(site, tmp_path / "clean")[1]
    found = made(site, tmp_path / "out", Store.of(site))[1]
    assert [d.code for d in found if "map.pdf" in d.message] == ["broken-link"]
    assert found == expected


def test_nothing_withheld_is_remembered(site: Path, tmp_path: Path) -> None:
    """Neither a private note nor a draft or what is under embargo stands in the store."""
    actors = site / "content" / "actors"
    canary = "kestrel-quartz-ninety"
    (actors / "noted.yml").write_text(f"name: Noted One\nkind: person\nprivate: {canary}-note\n")
    (actors / "draft.yml").write_text(f"name: {canary} draft\nkind: person\ndraft: true\n")
    (actors / "later.yml").write_text(f"name: {canary} later\nkind: person\nembargo: 2099-01-01\n")
    (actors / "open.yml").write_text("name: Kestrel Open\nkind: person\n")
    made(site, tmp_path / "out", Store.of(site))
    made(site, tmp_path / "out", Store.of(site))
    stored = file_of(site).read_bytes()
    assert b"Kestrel Open" in stored
    assert canary.encode() not in stored


@dataclass
class Editor:
    """Somebody who changes a dossier in all ways at once."""

    site: Path
    chance: random.Random
    gone: list[tuple[Path, str]] = field(default_factory=list)

    def _any_file(self, pattern: str) -> Path:
        content = self.site / "content"
        found = [
            sorted(p for p in paths if p.is_file())
            for paths in (content.glob(pattern), content.rglob("*"))
        ]
        return self.chance.choice(found[0] or found[1])

    def edit(self) -> str:
        """One change; returns what was done."""
        act = self.chance.choice(
            [
                self._rename_an_actor,
                self._add_an_alias,
                self._reword_a_profile,
                self._reword_a_profile,
                self._take_a_file_away,
                self._change_an_open_text,
                self._move_a_profile,
                self._add_an_actor,
                self._change_a_page,
                self._change_the_settings,
                self._change_a_template,
                self._change_a_source,
                self._hide_a_record,
                self._break_a_file,
                self._put_a_file_back,
                self._touch,
            ]
        )
        act()
        return act.__name__

    def _rename_an_actor(self) -> None:
        path = self._any_file("actors/*.yml")
        lines = path.read_text().split("\n")
        new = f"name: Person {self.chance.randrange(50)} of Somewhere"
        path.write_text("\n".join(new if line.startswith("name:") else line for line in lines))

    def _add_an_alias(self) -> None:
        words = self._any_file("sources/*.yml").read_text().split()
        word = self.chance.choice([w for w in words if w.isalpha() and w[0].isupper()] or ["Word"])
        path, n = self._any_file("actors/*.yml"), self.chance.randrange(10**6)
        lines = [f"name: Actor {n}", "kind: organization", f"aliases: ['{word}']", ""]
        path.with_name(f"added-{n}.yml").write_text("\n".join(lines))

    def _reword_a_profile(self) -> None:
        path = self._any_file("actors/*.yml")
        lines = [line for line in path.read_text().split("\n") if not line.startswith("body:")]
        other = self._any_file("actors/*.yml").stem
        body = f"body: 'Knows [[{other}]] for {self.chance.randrange(50)} years.'"
        path.write_text("\n".join([*lines, body, ""]))

    def _change_an_open_text(self) -> None:
        path = self.chance.choice(sorted((self.site / "seeds").rglob("*.txt")))
        name = self._any_file("actors/*.yml").read_text().partition("name: ")[2].partition("\n")[0]
        path.write_text(f"{path.read_text()}\n\nThen came {name} to the quay again.\n")

    def _move_a_profile(self) -> None:
        path = self._any_file("actors/*.yml")
        folder = path.parent / f"sub-{self.chance.randrange(3)}"
        folder.mkdir(exist_ok=True)
        path.rename(folder / path.name)

    def _take_a_file_away(self) -> None:
        path = self._any_file("*/*")
        self.gone.append((path, path.read_text()))
        path.unlink()

    def _put_a_file_back(self) -> None:
        if self.gone:
            path, text = self.gone.pop()
            path.write_text(text)

    def _add_an_actor(self) -> None:
        n = self.chance.randrange(10**6)
        path = self.site / "content" / "actors" / f"new-{n}.yml"
        path.write_text(f"name: New {n}\nkind: person\nsummary: Was seen on {n}.\n")

    def _change_a_page(self) -> None:
        path = self._any_file("pages/*.md")
        path.write_text(path.read_text() + f"\nMore words, {self.chance.random()}.\n")

    def _change_the_settings(self) -> None:
        path = self.site / "site_config.yml"
        lines = [
            line for line in path.read_text().split("\n") if not line.startswith("description:")
        ]
        path.write_text("\n".join([*lines, f"description: Number {self.chance.random()}", ""]))

    def _change_a_template(self) -> None:
        folder = self.site / "templates"
        folder.mkdir(exist_ok=True)
        own = folder / "404.html"
        if own.exists():
            own.unlink()
        else:
            own.write_text(
                '{% extends "default/404.html" %}{% block main %}<p>Gone.</p>{% endblock %}'
            )

    def _change_a_source(self) -> None:
        path = self._any_file("sources/*.yml")
        path.write_text(path.read_text().replace("title: ", "title: A "))

    def _hide_a_record(self) -> None:
        path = self._any_file("[as]*/*.yml")
        path.write_text(path.read_text().rstrip("\n") + "\ndraft: true\n")

    def _break_a_file(self) -> None:
        path = self._any_file("*/*.yml")
        self.gone.append((path, path.read_text()))
        path.write_text(path.read_text() + "\nno_such_key: 1\n")

    def _touch(self) -> None:
        path = self._any_file("*/*")
        os.utime(path, (self.chance.randrange(10**9), self.chance.randrange(2 * 10**9)))


SEQUENCES = int(os.environ.get("DOSSIER_EDIT_SEQUENCES", "6"))


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_a_preview_shows_what_a_clean_build_writes(site: Path, tmp_path: Path, seed: int) -> None:
    """After any sequence of edits, remembered or not: every file, and what is known without drawing."""
    editor = Editor(site, random.Random(f"{seed}preview"))
    options = BuildOptions(AS_OF, drafts=True, live_reload=True)
    memory, done = Memory(), []
    for number in range(8):
        out = tmp_path / f"clean-{number}"
        report = build(site, out, options)
        # As a server calls it, which has looked at the files already; or not.
        found = sketch(site, options, memory, snapshot(site) if seed % 2 else None)
        assert set(found.diagnostics) <= set(report.diagnostics), done
        if report.written:
            assert found.made is not None
            for name, data in files_in(out).items():
                if name != MANIFEST:
                    assert found.made.file(name) == (data, []), (name, done)
        done += [editor.edit() for _ in range(editor.chance.choice([1, 1, 1, 3]))]


@pytest.mark.parametrize("seed", range(SEQUENCES))
@pytest.mark.parametrize("kind", ["store", "memory"])
def test_warm_builds_equal_clean_ones(site: Path, tmp_path: Path, seed: int, kind: str) -> None:
    """After any sequence of edits: the same bytes, the same findings, the same number of links."""
    editor = Editor(site, random.Random(f"{seed}{kind}"))
    memory, out = Memory(), tmp_path / "out"
    done = []
    for number in range(8):
        warm = made(site, out, memory if kind == "memory" else Store.of(site))
        clean = made(site, tmp_path / f"clean-{number}")
        if clean[0]:
            assert warm[0] == clean[0], done
        assert warm[1:] == clean[1:], done
        done += [editor.edit() for _ in range(editor.chance.choice([1, 1, 1, 3]))]
