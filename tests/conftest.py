"""What the tests share: small dossiers written to a folder, and the real command."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest
from commands import Commands, Ran
from hypothesis import settings
from kinds import Built, build_all

import dossier

# How long an example takes says something of the machine: no test fails by it.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def steps(work) -> int:
    """How many instructions of Python the work takes: the same on a fast and on a slow machine."""
    count = 0

    def trace(frame, event, argument):
        nonlocal count
        frame.f_trace_lines, frame.f_trace_opcodes = False, True
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def linked_of(*, actors=None, sources=None, events=None, link=True, **config):
    """A public dossier of records given by id, its texts linked, or with `link=False` as they are."""
    from dossier.config import SiteConfig
    from dossier.linking import link as link_texts
    from dossier.model.actor import Actor
    from dossier.model.claim import Event
    from dossier.model.dossier import PublicDossier, SharedEvent
    from dossier.model.linked import LinkedActor, LinkedClaim, LinkedDossier, LinkedSource
    from dossier.model.source import Source

    def made(kind, records):
        return {
            key: kind(id=key, path=f"content/{key}.yml", **record)
            for key, record in sorted((records or {}).items())
        }

    public = PublicDossier(
        SiteConfig(title="A small dossier", **config),
        actors=made(Actor, actors),
        sources=made(Source, sources),
        events={
            key: SharedEvent(key, f"content/{key}.yml", Event(**record))
            for key, record in sorted((events or {}).items())
        },
    )
    if link:
        return link_texts(public)[0]
    return LinkedDossier(
        public,
        actors={key: LinkedActor() for key in public.actors},
        sources={key: LinkedSource() for key in public.sources},
        events={key: LinkedClaim() for key in public.events},
    )


def files_made_of(site: Path, options):
    """Every file that a build of `site` would write, by its path."""
    from dossier.model.page import Staged
    from dossier.pipeline import prepare

    made: dict[str, bytes] = {}

    class Kept:
        def put(self, file):
            made[file.path] = file.data
            return Staged(file.path, "", is_changed=True)

        def has(self, _file):
            return False

    prepare(site, options, Kept())
    return made


MINIMAL_CONFIG = "format: 1\ntitle: A small dossier\n"
AS_OF = "2026-01-15"
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)
"""The least PNG: one dot."""
"""The day on which every test builds, unless it says otherwise."""


@pytest.fixture
def make_site(tmp_path):
    """Writes a dossier of the given files into a folder of its own; a minimal config is added."""
    made = 0

    def make(files: dict[str, str | bytes]) -> Path:
        nonlocal made
        made += 1
        site = tmp_path / f"site-{made}"
        (site / "content").mkdir(parents=True)
        for name, content in {"site_config.yml": MINIMAL_CONFIG, **files}.items():
            path = site / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return site

    return make


@pytest.fixture(scope="session", autouse=True)
def _own_key(tmp_path_factory) -> None:
    """The key that signs what builds remember is made anew: whoever runs the tests keeps theirs."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("of-the-user"))


@pytest.fixture(scope="session")
def run():
    """Runs the real command in a process of its own: `run("check", "--site", site)`."""
    environment = {
        key: value
        for key, value in os.environ.items()
        if key not in ("SOURCE_DATE_EPOCH", "PYTHONWARNINGS")
    }
    source = str(Path(dossier.__file__).parents[1])
    environment["PYTHONPATH"] = os.pathsep.join(
        filter(None, [source, environment.get("PYTHONPATH")])
    )
    environment["PYTHONUTF8"] = "1"
    commands = Commands(environment)

    def command(
        *arguments: object, cwd: Path | None = None, timeout: float = 30, bound: bool = False
    ) -> Ran:
        return commands.run([str(argument) for argument in arguments], cwd, timeout, bound=bound)

    yield command
    commands.close()


@pytest.fixture(scope="session")
def sites() -> Path:
    """The folder of whole small dossiers."""
    return Path(__file__).parent / "sites"


@pytest.fixture(scope="session")
def built_site(run, sites, tmp_path_factory):
    """`built_site("example")`: this repository's dossier or one of `tests/sites`, built once."""
    built: dict[str, Path] = {}

    def build(name: str) -> Path:
        if name not in built:
            site = sites.parents[1] if name == "example" else sites / name
            built[name] = tmp_path_factory.mktemp(name) / "build"
            ran = run("build", "--site", site, "--as-of", AS_OF, "-o", built[name])
            assert ran.code == 0, ran.stderr
        return built[name]

    return build


BROWSER_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER_ON_MACOS = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
BROWSER_FLAGS = [
    "--no-sandbox", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--no-pings", "--disable-quic",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip


@pytest.fixture(scope="session")
def browser_path() -> str:
    """Where a Chromium is; skips, saying so, where there is none, which CI forbids."""
    found = next(filter(None, map(shutil.which, BROWSER_NAMES)), None)
    path = found or (BROWSER_ON_MACOS if os.path.exists(BROWSER_ON_MACOS) else None)
    if path is None:
        if os.environ.get("DOSSIER_REQUIRE_BROWSER"):
            pytest.fail("no Chromium here, and DOSSIER_REQUIRE_BROWSER is set")
        pytest.skip("no Chromium on this machine: this check needs a browser")
    return path


@pytest.fixture(scope="session")
def browser(browser_path: str):
    """A headless Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser_path, args=BROWSER_FLAGS)
        yield running
        running.close()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """A plain web server's answers, without a word on the console."""

    def log_message(self, *_args) -> None:
        """Says nothing."""


@pytest.fixture(scope="session")
def served():
    """Shows folders as a plain web server does: `served(folder)` is the address of one."""
    with contextlib.ExitStack() as running:

        @functools.cache
        def address(folder: Path) -> str:
            handler = functools.partial(QuietHandler, directory=str(folder))
            server = running.enter_context(
                http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
            )
            thread = threading.Thread(target=server.serve_forever, daemon=True)
            thread.start()
            running.callback(thread.join)
            running.callback(server.shutdown)
            return f"http://127.0.0.1:{server.server_port}/"

        yield address


@pytest.fixture(scope="session")
def wheel(tmp_path_factory) -> Path:
    """The wheel, built through the sdist as an index would; skips without a package index."""
    folder = tmp_path_factory.mktemp("dist")
    repository = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-m", "build", "--outdir", str(folder), str(repository)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    need_packages(done.returncode, done.stdout + done.stderr)
    (path,) = folder.glob("*.whl")
    return path


NO_INDEX = re.compile(r"No matching distribution|Connection|Network is unreachable|name resolution")


def need_packages(code: int, said: str) -> None:
    """Skips, saying so, where pip reaches no package index, which CI forbids; fails for the rest."""
    if code and NO_INDEX.search(said) and not os.environ.get("DOSSIER_REQUIRE_BROWSER"):
        pytest.skip("pip reaches no package index here: this check installs packages")
    assert code == 0, said


@pytest.fixture(scope="session")
def built(tmp_path_factory, served):
    """Every kind of page, built once and shown by a plain web server."""
    folder = build_all(tmp_path_factory.mktemp("kinds"))
    return Built(folder, served(folder))


def told(message) -> str:
    """What a browser complains of, and where."""
    return f"{message.text} ({message.location['url']})"


@pytest.fixture
def visit(browser):
    """Opens a page; what it asks for is collected on it, and no complaint may be left at the end."""
    pages = []

    def open_page(url: str, **options):
        page = browser.new_context(**options).new_page()
        pages.append(page)
        page.asked, page.complaints = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda m: m.type == "error" and page.complaints.append(told(m)))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(url)
        return page

    yield open_page
    # Before they are closed: what is still loading then is broken off, and says so.
    complaints = [complaint for page in pages for complaint in page.complaints]
    for page in pages:
        page.context.close()
    assert complaints == []


NODE_MODULES = Path(__file__).parents[1] / ".venv/node/node_modules"


@pytest.fixture(scope="session")
def node():
    """Runs a script of an npm package that `make test` installed; skips, saying so, without npm."""
    program = shutil.which("node") or shutil.which("nodejs")

    def command(script: str, *arguments: object, timeout: float = 180, **environment: str) -> Ran:
        missing = "Node.js" if program is None else None
        if program and not (NODE_MODULES / script).is_file():
            missing = f"{script.partition('/')[0]}, which `make test` installs where there is npm,"
        if missing and os.environ.get("DOSSIER_REQUIRE_BROWSER"):
            pytest.fail(f"{missing} is not here, and DOSSIER_REQUIRE_BROWSER is set")
        if missing:
            pytest.skip(f"{missing} is not on this machine: this check needs it")
        done = subprocess.run(
            [str(program), NODE_MODULES / script, *map(str, arguments)],
            env={**os.environ, **environment}, capture_output=True, timeout=timeout, check=False,
        )  # fmt: skip
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return command


@dataclass
class Serving:
    """A running `dossier serve`."""

    address: str
    process: subprocess.Popen
    said: list[str]


@pytest.fixture
def serve():
    """Starts `dossier serve` for a site on a free port; stops it after the test."""
    running: list[subprocess.Popen] = []

    def start(
        site: Path, python: str | Path = sys.executable, options: tuple[str, ...] = ()
    ) -> Serving:
        process = subprocess.Popen(
            [python, "-u", "-m", "dossier", "serve", "--site", str(site), "--port", "8700", *options],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        running.append(process)
        said: list[str] = []
        assert process.stdout is not None
        for line in process.stdout:
            said.append(line)
            if match := re.search(r"Preview at (http://\S+)", line):
                break
        else:
            pytest.fail("".join(said))
        # Goes on reading, so that the pipe never fills and what is said can be asserted.
        reader = threading.Thread(target=lambda: said.extend(process.stdout), daemon=True)
        reader.start()
        return Serving(match[1], process, said)

    yield start
    for process in running:
        process.terminate()
        process.wait(timeout=10)
        assert process.stdout is not None
        process.stdout.close()
