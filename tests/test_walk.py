"""The first ten minutes of somebody new, from the wheel to the published site, in one go."""

from __future__ import annotations

import functools
import http.server
import re
import subprocess
import threading
import urllib.request
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from conftest import QuietHandler, need_packages
from material import PARAGRAPHS, TEXT, page, pdf

REPOSITORY = Path(__file__).parents[1]


class Desk:
    """An empty folder, and the command as it was installed."""

    def __init__(self, folder: Path, environment: Path) -> None:
        self.folder = folder
        self.python = environment / "bin" / "python"
        self.dossier = environment / "bin" / "dossier"

    def run(self, *words: object) -> str:
        """What a command prints; fails where it fails, or says more than it should."""
        done = subprocess.run(
            [self.dossier, *map(str, words)],
            cwd=self.folder, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"dossier {words}\n{done.stdout}{done.stderr}"
        assert "error[" not in done.stderr
        return done.stdout

    def git(self, *words: object) -> str:
        """What git prints."""
        return subprocess.run(
            ["git", *map(str, words)], cwd=self.folder, capture_output=True, text=True, check=True
        ).stdout


@pytest.fixture(scope="module")
def desk(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The wheel installed alone, with what importing needs, into a new environment."""
    root = tmp_path_factory.mktemp("walk")
    venv.create(root / "env", with_pip=True)
    done = subprocess.run(
        [root / "env/bin/python", "-m", "pip", "install", "-q", "--disable-pip-version-check",
         "-c", REPOSITORY / "constraints.txt", f"{wheel}[import]"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    need_packages(done.returncode, done.stdout + done.stderr)
    (root / "desk").mkdir()
    return Desk(root / "desk", root / "env")


def test_from_an_empty_folder_to_a_public_site(desk: Desk, serve, visit, tmp_path: Path) -> None:
    """No step fails or surprises: init, import, new, serve, a mistake mended, publish, clone."""
    said = desk.run("init", "quays")
    assert said.endswith("Go on with: cd quays && dossier serve --open\n")
    desk.folder /= "quays"
    assert desk.run("check").startswith("no problems")
    take_in_three_sources(desk)
    write_two_profiles(desk)
    assert desk.run("check").startswith("no problems")
    make_a_mistake_and_mend_it(desk, serve, visit)
    published = publish(desk, tmp_path / "remote.git")
    with served(published, "quays") as address:
        assert_whole(address)
        reader = visit(address)
        reader.click("nav >> text=Actors")
        reader.click("text=Ann Lee")
        assert "paid for the boat" in reader.inner_text("main")
        wrong = visit(address + "no/such/page")
        assert address + "assets/style.css" in wrong.asked, "the 404 page finds its style"
        assert reader.complaints == []
        # That it is not there is what a browser has to say of it, and nothing else.
        assert [c for c in wrong.complaints if "404" not in c] == []
        wrong.complaints.clear()
        # Before the server goes: what they still wait for would be a complaint.
        for each in (reader, wrong):
            each.wait_for_load_state("networkidle")
            each.context.close()


def take_in_three_sources(desk: Desk) -> None:
    """A text, a page and a PDF file, each another article, become sources with their texts."""
    (desk.folder / "wet monday.txt").write_text(TEXT)
    (desk.folder / "saved.html").write_text(
        page("<title>A dry Tuesday</title>", paragraphs=tuple(p.replace("wet Monday", "dry Tuesday") for p in PARAGRAPHS))
    )  # fmt: skip
    lines = ("The accounts of the Harbour Club were read out on Friday.\n" * 12).rstrip()
    (desk.folder / "accounts.pdf").write_bytes(pdf(lines, "Ann Lee kept them for nine years."))
    said = desk.run("import", "wet monday.txt", "saved.html", "accounts.pdf")
    records = re.findall(r"(content/sources/\S+\.yml) and (seeds/\S+\.txt) written", said)
    assert len(records) == 3
    assert all((desk.folder / path).is_file() for pair in records for path in pair)
    assert "nothing changed" in desk.run("import", "wet monday.txt")


def write_two_profiles(desk: Desk) -> None:
    """Two actors whom the texts name, one with a fact that cites a source as a whole."""
    profile = desk.folder / desk.run("new", "actor", "Ann Lee").strip()
    desk.run("new", "actor", "Harbour Club", "--kind", "organization")
    fact = "facts:\n  - {label: Boat, value: Said to have been paid for by her, sources: [wet-monday]}\n"
    profile.write_text(profile.read_text() + fact)
    assert "Ann Lee" in desk.run("link", "wet monday.txt")


def make_a_mistake_and_mend_it(desk: Desk, serve, visit) -> None:
    """The browser shows where it is and what was meant, and the last good page; then the new one."""
    preview = serve(desk.folder, desk.python)
    reader = visit(preview.address + "actors/ann-lee/")
    reader.wait_for_selector("text=Said to have been paid for by her")
    reader.wait_for_timeout(500)  # until the page has its connection to the preview
    profile = desk.folder / "content/actors/ann-lee.yml"
    good = profile.read_text()
    profile.write_text(good.replace("value: Said to", "vaule: Said to"))
    # A look in the middle of the save may have told of less before.
    box = reader.wait_for_selector("#dossier-problems:has-text('unknown-key')", timeout=15000)
    shown = box.inner_text()
    assert re.search(r"content/actors/ann-lee\.yml:\d+:\d+: error\[unknown-key\]", shown)
    assert "did you mean 'value'?" in shown
    assert "Said to have been paid" in reader.inner_text("main")
    profile.write_text(good.replace("value: Said to", "value: She is said to"))
    reader.wait_for_selector("text=She is said to have been paid for by her", timeout=15000)
    assert reader.query_selector("#dossier-problems") is None
    assert reader.complaints == []
    reader.context.close()


def publish(desk: Desk, remote: Path) -> Path:
    """The dossier in a repository, its site pushed to a bare one; the clone of the Pages branch."""
    subprocess.run(["git", "init", "-q", "--bare", remote], check=True)
    desk.git("init", "-q")
    desk.git("config", "user.name", "Tove Holm")
    desk.git("config", "user.email", "tove@herald.example")
    desk.git("remote", "add", "origin", remote)
    desk.git("add", ".")
    desk.git("commit", "-q", "-m", "The quays")
    assert "seeds/wet-monday.txt" not in desk.git("ls-files")
    options = ("--base-url", "https://tove.github.io/quays/")
    assert "nothing was pushed" in desk.run("publish", "--dry-run", *options)
    said = desk.run("publish", *options)
    assert "Everybody can read the name on the commit: Tove Holm <tove@herald.example>" in said
    assert said.endswith("Pushed.\n")
    clone = remote.parent / "clone"
    subprocess.run(
        ["git", "clone", "-q", "--branch", "gh-pages", remote, clone], check=True, capture_output=True
    )  # fmt: skip
    return clone


class _Pages(QuietHandler):
    """Serves a folder below a name, with the 404 page for all else, as GitHub Pages does."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own page for addresses that do not exist."""
        body = (Path(self.directory) / "quays" / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


@contextmanager
def served(site: Path, name: str) -> Iterator[str]:
    """The address of a site that stands under `/name/` of a web server."""
    root = site.parent / "www"
    root.mkdir()
    site.rename(root / name)
    handler = functools.partial(_Pages, directory=str(root))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/{name}/"
        server.shutdown()
        thread.join()


def assert_whole(address: str) -> None:
    """Every link of every page that can be reached leads to a file, and to a place in it."""
    texts: dict[str, str] = {}
    wanted: dict[tuple[str, str], str] = {}
    waiting = [address, address + "404.html"]
    while waiting:
        url = waiting.pop()
        if url in texts:
            continue
        texts[url] = fetched(url, wanted)
        if not texts[url].lstrip().startswith("<!doctype html>"):
            continue
        for target in re.findall(r'\s(?:href|src)="([^"]+)"', texts[url]):
            link, fragment = urldefrag(urljoin(url, target.replace("&amp;", "&")))
            if link.startswith(address):
                wanted.setdefault((link, unquote(fragment.partition(":~:")[0])), url)
                waiting.append(link)
            else:
                assert link.startswith(("https://", "http://", "mailto:")), f"{url}: {target}"
                assert "127.0.0.1" not in link, f"{url}: {target} leaves the site's folder"
    assert len(texts) > 25
    for (link, place), page_with_it in wanted.items():
        if place:
            assert f'id="{place}"' in texts[link], f"{page_with_it}: {link}#{place}"


def fetched(url: str, wanted: dict[tuple[str, str], str]) -> str:
    """What a web server answers; fails where it is not 200, naming a page that leads there."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.read().decode("utf-8", "replace")
    except HTTPError as problem:
        leads = [page for (link, _), page in wanted.items() if link == url]
        pytest.fail(f"{url}: {problem.code}, from {leads[:3]}")
