"""The example dossier of this repository, built and read from outside."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from dossier.load import load
from dossier.model.dossier import Dossier
from dossier.model.source import OMISSION

REPOSITORY = Path(__file__).parents[1]
SEEDS = REPOSITORY.parent / "shared" / "seeds"
AS_OF = "2026-11-21"

needs_seeds = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the example's full texts are not on this machine (shared/seeds)"
)


def copy_example(target: Path) -> Path:
    """The example without its build, in a folder of its own."""
    target.mkdir(parents=True)
    shutil.copytree(REPOSITORY / "content", target / "content")
    shutil.copy(REPOSITORY / "site_config.yml", target)
    return target


def build(site: Path, *options: str, **environment: str) -> Path:
    """Builds with the real command; the site's build folder."""
    done = subprocess.run(
        [sys.executable, "-m", "dossier", "build", "--as-of", AS_OF, *options],
        cwd=site,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return site / "build"


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, built once."""
    return build(copy_example(tmp_path_factory.mktemp("example") / "site"))


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    """The example's content, loaded."""
    loaded, found = load(REPOSITORY)
    assert loaded is not None
    assert found == []
    return loaded


class Reader(HTMLParser):
    """What a test wants to know of a page, read as a browser reads it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.attributes: set[str] = set()
        self.inline: list[str] = []
        self.data_blocks: list[str] = []
        self.policy = ""
        self.tags: list[str] = []
        self.text = ""
        self._open: list[str] = []
        self._is_data = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Ids, links, what is loaded, names of attributes."""
        values = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self._open.append(tag)
        # HTML calls a script of any type that is no script's a data block: nothing runs it.
        self._is_data = tag == "script" and values == {"type": "application/ld+json"}
        self.attributes |= values.keys()
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        elif tag == "link" and values.get("rel") != "canonical":
            self.loads.append(values["href"])
        elif "src" in values:
            self.loads.append(values["src"])
        if values.get("http-equiv", "").lower() == "content-security-policy":
            self.policy = values["content"]

    def handle_data(self, data: str) -> None:
        """Running text; text inside script or style is inline code, unless it is a data block."""
        if self._open and self._open[-1] in ("script", "style") and data.strip():
            (self.data_blocks if self._is_data else self.inline).append(data)
        else:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        """Closes up to the tag."""
        while self._open and self._open.pop() != tag:
            pass


@lru_cache(maxsize=400)
def read(path: Path) -> Reader:
    """A page of a built site that no test changes."""
    return Reader(path.read_text("utf-8"))


def pages(folder: Path) -> dict[str, Reader]:
    """Every HTML page of a site, read."""
    return {
        name: Reader(data.decode()) for name, data in tree(folder).items() if name.endswith(".html")
    }


def broken_links(folder: Path, base: str) -> list[str]:
    """Links and loads that lead to no file or no id, resolved as a browser does below `base`."""
    parsed = pages(folder)
    files = set(tree(folder))
    problems = []
    for name, page in parsed.items():
        for link in page.links + page.loads:
            target = urlsplit(urljoin(base + name, link))
            if target.scheme in ("http", "https") and target.netloc != urlsplit(base).netloc:
                continue
            if not target.path.startswith(urlsplit(base).path):
                problems.append(f"{name}: {link} leaves the site")
                continue
            path = unquote(target.path.removeprefix(urlsplit(base).path))
            if path not in files:
                problems.append(f"{name}: {link} leads nowhere")
            elif target.fragment and unquote(target.fragment) not in parsed[path].ids:
                problems.append(f"{name}: {link} has no such anchor")
    return problems


def test_it_has_all_its_pages(example: Path) -> None:
    """41 actors, the five held sources and those known through others, and the overviews."""
    names = set(tree(example))
    actors = [n for n in names if re.fullmatch(r"actors/[^/]+/index\.html", n)]
    sources = [n for n in names if re.fullmatch(r"sources/[^/]+/index\.html", n)]
    assert len(actors) >= 41
    assert len(sources) >= 5
    assert {
        "index.html", "404.html", "robots.txt", ".nojekyll", "actors/index.html",
        "timeline/index.html", "sources/index.html", "disputed/index.html", "coverage/index.html", "about/index.html",
        "method/index.html", "data/dossier.json", "data/mentions.jsonl",
    } <= names  # fmt: skip


def test_the_timeline_holds_every_event(example: Path, dossier: Dossier) -> None:
    """Each event, dated or not, stands on the timeline under its anchor."""
    page = read(example / "timeline/index.html")
    assert {f"event-{key}" for key in dossier.events} <= set(page.ids)


@pytest.mark.parametrize(
    "base", ["http://localhost/", "http://localhost/some/path/", "file:///x/y/"]
)
def test_no_link_is_broken_wherever_it_stands(example: Path, base: str) -> None:
    """At a domain's root, below a folder and from disk, every link and anchor leads somewhere."""
    assert broken_links(example, base) == []


def test_the_test_sees_a_broken_link(example: Path, tmp_path: Path) -> None:
    """The check above finds a missing file and a missing anchor, so it can fail."""
    copy = tmp_path / "copy"
    shutil.copytree(example, copy)
    (copy / "actors/cjng/index.html").unlink()
    problems = broken_links(copy, "http://localhost/")
    assert any("actors/cjng/index.html leads nowhere" in problem for problem in problems)


def test_pages_are_whole_and_keep_to_themselves(example: Path) -> None:
    """A strict policy, nothing inline but data, nothing loaded from elsewhere, ids unique, one h1."""
    for name, page in pages(example).items():
        assert "default-src 'none'" in page.policy, name
        assert "unsafe" not in page.policy, name
        assert page.inline == [], name
        assert all(json.loads(block) for block in page.data_blocks), name
        assert not {a for a in page.attributes if a == "style" or a.startswith("on")}, name
        assert not [load for load in page.loads if "//" in load], name
        assert len(page.ids) == len(set(page.ids)), name
        assert page.tags.count("h1") == 1, name
        assert "livereload" not in (example / name).read_text(), name
        for scheme in ("actor:", "source:", "event:", "site:"):
            assert f'="{scheme}' not in (example / name).read_text(), name


def test_only_data_may_stand_inline() -> None:
    """The check above takes JSON-LD for data, and any other script for a script."""
    data = Reader('<script type="application/ld+json">{"a": 1}</script>')
    assert (data.inline, data.data_blocks) == ([], ['{"a": 1}'])
    for script in ("", ' type="module"', ' type="importmap"', ' type="application/json"'):
        assert Reader(f"<script{script}>{{}}</script>").inline == ["{}"], script
    assert Reader('<script type="application/ld+json">{}</script><style>a{}</style>').inline


def test_every_passage_stands_with_every_actor_it_names(example: Path) -> None:
    """An excerpt is on its source's page and on the page of each actor linked in it."""
    for line in (example / "data/mentions.jsonl").read_text().splitlines():
        mention = json.loads(line)
        source = read(example / f"sources/{mention['source']}/index.html")
        assert f"passage-{mention['excerpt']}" in source.ids
        actor = read(example / f"actors/{mention['actor']}/index.html")
        wanted = f"../../sources/{mention['source']}/index.html#passage-{mention['excerpt']}"
        assert wanted in actor.links, mention


def test_relations_are_shown_on_both_pages(example: Path, dossier: Dossier) -> None:
    """A relation stands on the other actor's page too, under the inverse label."""
    for actor in dossier.actors.values():
        for relation in actor.relations:
            kind = dossier.config.relation_type(relation.type)
            here = read(example / f"actors/{actor.id}/index.html")
            there = read(example / f"actors/{relation.to}/index.html")
            assert relation.anchor_from(actor.id) in here.ids
            assert relation.anchor_from(actor.id) in there.ids
            assert kind.label in " ".join(here.text.split())
            assert kind.inverse_label in " ".join(there.text.split())


def test_two_builds_are_the_same_bytes(example: Path, tmp_path: Path) -> None:
    """Another folder, time zone, locale, hash seed and creation order change nothing."""
    other = build(
        copy_example(tmp_path / "elsewhere" / "deep"),
        TZ="Pacific/Kiritimati", PYTHONHASHSEED="4711", LC_ALL="C", PYTHONUTF8="0",
    )  # fmt: skip
    assert tree(other) == tree(example)


def test_full_texts_change_nothing(example: Path, tmp_path: Path) -> None:
    """The same site comes out with texts in seeds/ as without, byte for byte."""
    site = copy_example(tmp_path / "site")
    (site / "seeds").mkdir()
    for record in (site / "content/sources/held").glob("*.yml"):
        match = re.search(r"^text: (\S+)", record.read_text(), re.MULTILINE)
        assert match, record
        seed = SEEDS / match[1]
        text = seed.read_text() if seed.is_file() else "Words of our own.\n"
        (site / "seeds" / match[1]).write_text(text)
    assert tree(build(site)) == tree(example)


def test_a_second_build_writes_nothing(tmp_path: Path) -> None:
    """Files that are the same keep their time of change, so that browsers and rsync gain."""
    site = copy_example(tmp_path / "site")
    before = {p: p.stat().st_mtime_ns for p in build(site).rglob("*")}
    after = {p: p.stat().st_mtime_ns for p in build(site).rglob("*")}
    assert after == before


def test_base_url_gives_a_sitemap_and_canonical_links(tmp_path: Path) -> None:
    """With a base_url every page but 404 is in the sitemap and names its own address."""
    folder = build(copy_example(tmp_path / "site"), "--base-url", "https://example.org/dossier")
    sitemap = (folder / "sitemap.xml").read_text()
    assert "<loc>https://example.org/dossier/actors/cjng/</loc>" in sitemap
    assert "404" not in sitemap
    page = (folder / "actors/cjng/index.html").read_text()
    assert '<link rel="canonical" href="https://example.org/dossier/actors/cjng/">' in page
    assert broken_links(folder, "https://example.org/dossier/") == []


def test_a_published_clone_has_no_broken_link(tmp_path: Path) -> None:
    """Published to a bare repository and cloned again, the site is whole below /name/."""
    site = copy_example(tmp_path / "site")
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in (
        ["git", "init", "-q", "--bare", str(tmp_path / "remote.git")],
        ["git", "init", "-q", "-b", "main", "."],
        ["git", "config", "user.name", "A"],
        ["git", "config", "user.email", "a@example.org"],
        ["git", "remote", "add", "origin", str(tmp_path / "remote.git")],
        [*git, "add", "-A"],
        [*git, "commit", "-q", "-m", "content"],
        [sys.executable, "-m", "dossier", "publish", "--as-of", AS_OF],
        ["git", "clone", "-q", "-b", "gh-pages", str(tmp_path / "remote.git"), "../clone"],
    ):
        subprocess.run(command, cwd=site, check=True, capture_output=True)
    clone = tmp_path / "clone"
    shutil.rmtree(clone / ".git")
    assert len(tree(clone)) > 60
    assert broken_links(clone, "http://localhost/name/") == []


def test_the_disagreement_is_in_the_open(example: Path) -> None:
    """Who says what of the alliance, through whom, stands side by side; so do the two dates."""
    text = " ".join(pages(example)["disputed/index.html"].text.split())
    for words in (
        "Allied with", "The New York Times", "Mexican government", "Harfuch", "On the alliance",
        "could be developing", "has the potential", "confirmed", "July 2024", "25 July 2026",
    ):  # fmt: skip
        assert words in text, words


def test_origins_are_counted_in_the_open(example: Path) -> None:
    """000 and 004 are possibly one origin, with both passages and the reason; no grade is made up."""
    text = " ".join(read(example / "actors/cjng/index.html").text.split())
    claim = text.split("Reach together with the other party", 1)[1].split("Allied with")[0]
    for words in (
        "2 articles, 1 origin", "across more than 100 countries", "greater than 100 nations",
        "NewsNation: another article here draws on it", "Paulina Velasco: inferred by the editor",
        "counted as possibly one origin", "altered copy",
    ):  # fmt: skip
        assert words in claim, words
    alliance = text.split("Allied with", 1)[1]
    assert "3 articles, 3 origins; against it 1 article, 1 origin" in alliance
    assert "through their own report, in NewsNation" in alliance
    assert re.search(r"Reported by 5 articles that go back to \d origins: ", text)
    for name, page in pages(example).items():
        if not name.startswith("method/"):
            assert not re.search(r"\([A-F1-6]\)|not graded", page.text), name


def test_disputes_are_told_with_their_ground(example: Path) -> None:
    """The arrest's dates differ; of the older article only its own doubt is listed; the copy is marked."""
    page = (example / "disputed/index.html").read_text()
    points = {
        match[1]: " ".join(re.sub(r"<[^>]*>", " ", part).split())
        for part in page.split('<article class="section wide dispute"')[1:]
        for match in re.finditer(r'id="dispute-([^"]+)"', part)
    }
    assert "the dates differ" in points["event-zambada-arrest"]
    assert "dated after" not in page
    assert "one voice states what another denies" in points["event-alliance-forms"]
    told_by_it = re.compile("InSight Crime · doubts|in InSight Crime ")
    older = {key for key, words in points.items() if told_by_it.search(words)}
    assert older == {"event-piedras-negras-summit"}
    altered = " ".join(read(example / "sources/velasco-op-ed/index.html").text.split())
    assert "altered copy: the words are the copy's, not the author's" in altered


def folded(text: str) -> str:
    """Words compared: white space single, typography straightened."""
    for curly, straight in zip("“”‘’–—", "\"\"''--", strict=True):
        text = text.replace(curly, straight)
    return " ".join(text.split())


@needs_seeds
def test_every_quote_stands_in_its_text(dossier: Dossier) -> None:
    """Each part of each excerpt occurs, word for word and in order, in the source's full text."""
    checked = 0
    for source in dossier.sources.values():
        if source.text is None:
            continue
        text = " ".join((SEEDS / source.text).read_text().split())
        for excerpt in source.excerpts:
            at = 0
            for part in excerpt.quote.split(OMISSION):
                words = " ".join(part.split())
                found = text.find(words, at)
                assert found >= 0, f"{source.id}#{excerpt.key}: {words}"
                at = found + len(words)
                checked += 1
    assert checked >= 40


@needs_seeds
def test_every_alias_is_a_form_of_some_text(dossier: Dossier) -> None:
    """No name that the texts do not hold."""
    texts = folded(" ".join(path.read_text() for path in sorted(SEEDS.glob("*.txt"))))

    def plain(name: str) -> str:
        from dossier.fold import fold_name

        return fold_name(name)

    from dossier.fold import fold

    everything = fold(texts)[0]
    for actor in dossier.actors.values():
        for name in (actor.name, *(alias.text for alias in actor.aliases)):
            assert plain(name) in everything, f"{actor.id}: {name}"


@needs_seeds
def test_no_long_run_of_a_text_is_published(example: Path) -> None:
    """No 80 consecutive words of a seed stand in a tracked file or in the site."""
    runs = set()
    for path in SEEDS.glob("*.txt"):
        words = path.read_text().split()
        runs |= {" ".join(words[i : i + 81]) for i in range(len(words) - 80)}
    assert runs
    listed = subprocess.run(
        ["git", "ls-files"], cwd=REPOSITORY, capture_output=True, text=True, check=False
    ).stdout.splitlines()
    files = [REPOSITORY / name for name in listed] or list(REPOSITORY.glob("content/**/*"))
    files += list(example.rglob("*"))
    for path in files:
        if not path.is_file() or path.suffix == ".png":
            continue
        text = path.read_text("utf-8", errors="ignore")
        plain = re.sub(r"<[^>]+>", "", text) if path.suffix == ".html" else text
        words = plain.split()
        own = {" ".join(words[i : i + 81]) for i in range(len(words) - 80)}
        assert own.isdisjoint(runs), path
