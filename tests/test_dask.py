"""A build on a Dask cluster: the same bytes, whoever ends on the way, and a plain word where nobody is there."""

from __future__ import annotations

import asyncio
import datetime
import json
import os
import pickle
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cluster_work import die, fail, fail_once, product

pytest.importorskip("distributed", reason="the extra [dask] is not installed")

import dossier
from dossier import cluster, linking, pipeline, printing
from dossier.builds import BuildOptions
from dossier.cache import Store
from dossier.cluster import Cluster, Setup
from dossier.diagnostics import DossierError
from dossier.workers import ALONE, Local

pytestmark = pytest.mark.xdist_group("dask")  # one cluster for all

AS_OF = datetime.date(2026, 1, 15)
OPTIONS = BuildOptions(AS_OF, "https://e.example/")
SOURCE = Path(dossier.__file__).parents[1]
EXAMPLE = Path(__file__).parents[1]


class Machines:
    """A scheduler and its workers, as processes of this machine."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "scheduler.json"
        self.folder = folder
        self.workers: list[subprocess.Popen] = []
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0")
        self._wait(self.file.exists)
        self.address = json.loads(self.file.read_text())["address"]

    def add(self, count: int = 1, path: Path = SOURCE) -> None:
        """Starts workers of one thread that find the program at a path, and waits for them."""
        before = len(self.seen())
        for _ in range(count):
            ours = os.pathsep.join(map(str, (path, Path(__file__).parent)))
            options = ("--nthreads", "1", "--no-nanny", "--local-directory", self.folder)
            self.workers.append(self._start("worker", *options, PYTHONPATH=ours))
        self._wait(lambda: len(self.seen()) >= before + count)

    def kill(self, worker: subprocess.Popen) -> None:
        """Ends a worker as the system does: at once."""
        worker.kill()
        worker.wait()
        self.workers.remove(worker)

    def seen(self) -> set[str]:
        """The workers that the scheduler knows."""
        import distributed

        with distributed.Client(self.address, set_as_default=False) as client:
            return set(client.scheduler_info(n_workers=-1)["workers"])

    def close(self) -> None:
        """Ends all."""
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()

    def _start(self, program: str, *options: object, **environment: str) -> subprocess.Popen:
        log = (self.folder / f"{program}-{len(self.workers)}.log").open("w")
        command = [sys.executable, "-m", f"distributed.cli.dask_{program}", "--no-dashboard"]
        words = [*command, "--scheduler-file", self.file, *options]
        with log:
            return subprocess.Popen(
                list(map(str, words)),
                stdout=log,
                stderr=log,
                env={**os.environ, "TMPDIR": str(self.folder), **environment},
            )

    @staticmethod
    def _wait(true) -> None:
        until = time.monotonic() + 30
        while not true():
            assert time.monotonic() < until
            time.sleep(0.05)


@pytest.fixture
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """A scheduler without workers."""
    found = Machines(tmp_path_factory.mktemp("machines"))
    yield found
    found.close()


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """A cluster of two workers, both alive when a test begins and ends."""
    found = Machines(tmp_path_factory.mktemp("two"))
    found.add(2)
    yield found
    found.close()


class Posted:
    """An executor as far away as a cluster, without one: all that goes there and back is pickled."""

    near = ALONE
    is_far = True

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.parts = 0

    def each(self, work, shared, parts):
        """Does the work with what arrives, and hands over what comes back."""
        self.sent += [pickle.dumps((work, shared), 5), *(pickle.dumps(part, 5) for part in parts)]
        self.parts += len(parts)
        there, everything = pickle.loads(self.sent[-len(parts) - 1]) if parts else (work, shared)
        for part in parts:
            yield pickle.loads(pickle.dumps(there(everything, pickle.loads(pickle.dumps(part)))))


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small dossier is dealt out too."""
    monkeypatch.setattr(printing, "FEW_PARTS", 0)
    monkeypatch.setattr(printing, "PART", 3)
    monkeypatch.setattr(linking, "ITEMS_AT_ONCE", 4)
    monkeypatch.setattr(linking, "FEW_ITEMS", 0)


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def made(site: Path, output: Path, executor=None, options=OPTIONS, **more):
    """What a build writes, finds and counts."""
    report = pipeline.build(site, output, options, executor=executor, **more)
    assert report.written is not None
    return files_in(output), sorted(map(str, report.diagnostics)), report.links


def large_site(make_site) -> Path:
    """A dossier of so many records that a build deals out its pages."""
    names = [f"{first} {last}" for first in ("Ada", "Bo", "Cy") for last in LAST]
    actors = {
        f"content/actors/a{n}.yml": f"name: {name}\nkind: person\nsummary: Knows {names[n - 1]}.\n"
        for n, name in enumerate(names)
    }
    sources = {
        f"content/sources/s{n}.yml": json.dumps({
            "title": f"S{n}", "url": f"https://e.example/{n}", "words": 900, "published": "2024-05",
            "excerpts": [{"quote": f"{names[n % 60]} met {names[n % 7]} on day {n}."}],
        })
        for n in range(500)
    }  # fmt: skip
    return make_site({**actors, **sources, "content/pages/p.md": "See Ada Moreno.\n"})


LAST = [
    f"{start}{end}"
    for start in ("Mor", "Vel", "Tar", "Kos")
    for end in ("eno", "ard", "ic", "und", "lay")
]


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("site", ["components", "minimal", "example"])
def test_what_goes_far_and_comes_back_is_the_same(sites: Path, site: str, tmp_path: Path) -> None:
    """Whatever a dossier shows, in whatever language and theme, can be sent."""
    folder = EXAMPLE if site == "example" else sites / site
    posted = Posted()
    assert made(folder, tmp_path / "far", posted) == made(folder, tmp_path / "near")
    assert posted.parts > 2


@pytest.mark.usefixtures("small_parts")
def test_a_theme_of_ones_own_goes_along(make_site, tmp_path: Path) -> None:
    """Its templates, words and mistakes are those of the site's folder, which no worker sees."""
    site = make_site({
        "site_config.yml": "format: 1\ntitle: T\nlanguage: es\n",
        "content/actors/a.yml": "name: Ada Moreno\nkind: person\n",
        "templates/404.html": '{% extends "default/404.html" %}{% block main %}OURS{% endblock %}',
        "templates/locale/es.po": 'msgid "Sources"\nmsgstr "Nuestras fuentes"\n',
    })  # fmt: skip
    far, near = made(site, tmp_path / "far", Posted()), made(site, tmp_path / "near")
    assert far == near
    assert "Nuestras fuentes" in far[0]["index.html"].decode()
    assert "OURS" in far[0]["404.html"].decode()
    (site / "templates/404.html").write_text("\n{{ nowhere }}")
    (site / "templates/actor.html").write_text("{% include 'gone.html' %}")
    found = [
        pipeline.build(site, tmp_path / "x", OPTIONS, executor=who).diagnostics
        for who in (Posted(), ALONE)
    ]
    assert found[0] == found[1]
    assert [d.code for d in found[0]].count("template-error") == 2


@pytest.mark.usefixtures("small_parts")
def test_what_is_known_is_not_sent(sites: Path, tmp_path: Path) -> None:
    """What an earlier build made is told here; what others made is remembered here."""
    site = shutil.copytree(sites / "components", tmp_path / "site")
    shutil.rmtree(site / ".dossier-cache", ignore_errors=True)
    out, posted = tmp_path / "out", Posted()
    first = made(site, out, posted, cache=Store.of(site))
    cold, posted.parts = posted.parts, 0
    assert made(site, out, posted, cache=Store.of(site)) == first
    warm, posted.parts = posted.parts, 0
    with (site / "content/actors/iver-holm.yml").open("a") as file:
        file.write("aliases: [Quite Another]\n")
    edited = made(site, out, posted, cache=Store.of(site))
    assert warm < posted.parts < cold
    # Of pages nothing is sent the second time, but for the files that are made anew each time.
    assert warm == len(printing.DATA_FILES) + 1
    assert edited == made(site, tmp_path / "clean")
    assert edited == made(site, out, cache=Store.of(site))


@pytest.mark.usefixtures("small_parts")
def test_nothing_hidden_is_sent(make_site, tmp_path: Path) -> None:
    """Neither private notes nor drafts, nor what is under embargo, nor the name of a file with errors."""
    site = make_site({
        "content/actors/a.yml": "name: Ada Moreno\nkind: person\nprivate: SECRET-1\n# SECRET-2\n",
        "content/actors/secret-3.yml": "name: SECRET-3\nkind: person\ndraft: true\n",
        "content/sources/s.yml": "title: SECRET-4\nembargo: 2030-01-01\nurl: https://e.example/\n",
        "content/pages/p.md": "---\ndraft: true\n---\n# SECRET-5\n",
        "seeds/t.txt": "SECRET-6",
    })  # fmt: skip
    posted = Posted()
    built = made(site, tmp_path / "far", posted)
    assert b"Ada Moreno" in b"".join(posted.sent)
    (site / "content/actors/secret-7.yml").write_text("name: [\ndraft: true\n")
    assert pipeline.build(site, tmp_path / "far", OPTIONS, executor=posted).written is None
    assert b"secret" not in b"".join(posted.sent).lower()
    assert files_in(tmp_path / "far") == built[0]


def test_a_cluster_builds_what_one_machine_builds(
    two: Machines, make_site, tmp_path: Path, run
) -> None:
    """Through the command: the same bytes, and a second build finds nothing to do."""
    site = large_site(make_site)
    near = made(site, tmp_path / "near", options=BuildOptions(AS_OF))
    words = ("build", "--site", site, "--as-of", AS_OF, "--executor", f"dask={two.address}")
    ran = run(*words, "--drafts")
    assert (ran.code, "drafts are not sent" in ran.stderr) == (2, True)
    ran = run(*words)
    assert (ran.code, files_in(site / "build")) == (0, near[0]), ran.stderr
    assert f"{len(near[0]) - 1} written" in ran.stdout
    assert "Traceback" not in ran.stderr
    # Nothing is left on the workers.
    assert list(two.folder.glob("dossier-theme-*")) == []
    again = run(*words)
    assert f"0 written, {len(near[0]) - 1} unchanged" in again.stdout


def test_a_cluster_builds_the_example(two: Machines, tmp_path: Path, monkeypatch) -> None:
    """With all that it shows."""
    monkeypatch.setattr(printing, "FEW_PARTS", 0)
    monkeypatch.setattr(linking, "FEW_ITEMS", 0)
    far = made(EXAMPLE, tmp_path / "far", Cluster(two.address, Local()))
    assert far == made(EXAMPLE, tmp_path / "near")


def test_results_come_in_the_order_of_the_parts(two: Machines, tmp_path: Path, monkeypatch) -> None:
    """By two processes, of which none is ours; with few under way at a time; what fails is tried again."""
    monkeypatch.setattr(cluster, "_UNDER_WAY", 2)
    there = Cluster(two.address, Local())
    results = list(there.each(product, 3, range(60)))
    assert [number for _, number in results] == [3 * n for n in range(60)]
    assert len({process for process, _ in results} - {os.getpid()}) == 2
    assert list(there.each(fail_once, tmp_path / "failed", range(3))) == [0, 1, 2]
    with pytest.raises(ValueError, match="part 5"):
        list(there.each(fail, 5, range(10)))
    # A single part is not worth the way.
    assert next(there.each(product, 3, [1])) == (os.getpid(), 3)


def test_it_works_beside_a_loop_that_runs(two: Machines) -> None:
    """As in a notebook, or wherever somebody waits for other things too."""

    async def waiting() -> list[tuple[int, int]]:
        return list(Cluster(two.address, Local()).each(product, 3, [1, 2]))

    with ThreadPoolExecutor(1) as apart:  # here a browser's loop may run
        results = apart.submit(asyncio.run, waiting()).result()
    assert [number for _, number in results] == [3, 6]


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("lost", [1, 2])
def test_a_worker_that_ends_costs_no_page(
    two: Machines, sites: Path, tmp_path: Path, monkeypatch, lost: int
) -> None:
    """One of the two, or both and with them all that was sent; another comes, as in any cluster."""
    monkeypatch.setattr(cluster, "_UNDER_WAY", 2)
    killed = []

    def step(what: str, done: int, of: int) -> None:
        if what == "making pages" and done == 5:
            assert of > 10
            for worker in two.workers[:lost]:
                two.kill(worker)
                killed.append(worker.pid)
            two.add(lost)

    there = Cluster(two.address, Local())
    far = made(sites / "components", tmp_path / "far", there, step=step)
    assert len(killed) == lost
    assert far == made(sites / "components", tmp_path / "near")


def test_who_cannot_do_the_work_is_told(machines: Machines, tmp_path: Path, monkeypatch) -> None:
    """A cluster without workers, and workers without the program, or with another version of it."""
    monkeypatch.setattr(cluster, "_PATIENCE", 1)
    there = Cluster(machines.address, Local())
    with pytest.raises(DossierError, match=r"has no workers.*1 worker"):
        there.check()
    other = tmp_path / "other"
    shutil.copytree(SOURCE / "dossier", other / "dossier")
    with (other / "dossier/urls.py").open("a") as file:
        file.write("# Another version.\n")
    machines.add(path=other)
    with pytest.raises(DossierError, match=r"worker tcp://\S+ has another version of dossier"):
        there.check()
    machines.kill(machines.workers[0])
    machines.add()
    # It ends whoever does it, and nobody is left.
    with pytest.raises(DossierError, match=r"has no workers"):
        list(there.each(die, 1, range(3)))
    machines.kill(machines.workers[0])
    shutil.rmtree(other / "dossier")
    (other / "dossier").mkdir()
    (other / "dossier/__init__.py").touch()
    machines.add(path=other)
    with pytest.raises(DossierError, match=r"cannot run dossier.*install annotated-dossier there"):
        there.check()


def test_what_differs_is_named() -> None:
    """Python by its version, libraries by name and version."""
    ours = cluster.setup()
    assert ours.differs(ours) == ""
    assert ours.differs(ours._replace(python="3.99")).startswith("Python 3.99, and here 3.")
    other = Setup(ours.python, ours.dossier, tuple((name, "0.1") for name, _ in ours.libraries))
    name, version = ours.libraries[0]
    assert ours.differs(other) == f"{name} 0.1, and here {version}"
    assert {"jinja2", "markdown", "nh3", "pydantic"} <= {name for name, _ in ours.libraries}


def test_an_address_with_a_typo_is_told(make_site, run) -> None:
    """At once, in a line; what was built before stays."""
    for address in (
        "tpc://127.0.0.1:8786",
        "127.0.0.1",
        "http://e.example:80",
        "a b:1",
        "[::1",
        "",
    ):
        with pytest.raises(DossierError, match=r"no address of a scheduler, such as tcp://"):
            Cluster(address, Local()).check()
    site = make_site({"content/actors/a.yml": "name: A\nkind: person\n"})
    assert run("build", "--site", site).code == 0
    before = files_in(site / "build")
    (site / "content/actors/a.yml").write_text("name: B\nkind: person\n")
    ran = run("build", "--site", site, "--executor", "dask=nowhere")
    assert ran.code == 1
    assert "dask=nowhere: no address of a scheduler" in ran.stderr
    assert ran.stderr.count("\n") == 1
    assert files_in(site / "build") == before
    assert run("build", "--site", site, "--executor", "nowhere:8786").code == 2


def test_a_scheduler_that_is_not_there_is_told(two: Machines, monkeypatch) -> None:
    """After some seconds, in which it may start: nobody, somebody who says nothing, one of the workers."""
    monkeypatch.setattr(cluster, "_PATIENCE", 1)
    with pytest.raises(
        DossierError, match=r"no Dask scheduler answers at 127\.0\.0\.1:1: Timed out"
    ):
        Cluster("127.0.0.1:1", Local()).check()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(DossierError, match=rf"no Dask scheduler answers at {address}: \w+"):
            Cluster(address, Local()).check()
    with pytest.raises(DossierError, match="answers no Dask scheduler, but a worker"):
        Cluster(min(two.seen()), Local()).check()


def test_without_the_extra_the_message_names_it(make_site) -> None:
    """A plain installation has no distributed."""
    code = (
        "import sys; sys.modules['distributed'] = None\n"
        "from dossier.cli import main; sys.argv[0] = 'dossier'; main()"
    )
    words = ("build", "--site", make_site({}), "--executor", "dask=127.0.0.1:8786")
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, words)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "pip install 'annotated-dossier[dask]'" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_build_connects_to_the_scheduler_alone(two: Machines, make_site, tmp_path: Path) -> None:
    """Not to the workers, and to nobody to ask anything; nor does it listen."""
    code = (
        "import sys\n"
        "def hook(event, given):\n"
        "    if event in ('socket.connect', 'socket.bind', 'socket.sendto', 'socket.getaddrinfo'):\n"
        "        print('ASKED', event, given[-1] if event == 'socket.connect' else given, file=sys.stderr)\n"
        "sys.addaudithook(hook)\n"
        "import runpy; runpy.run_module('dossier', run_name='__main__', alter_sys=True)\n"
    )
    site = large_site(make_site)
    words = ("build", "--site", site, "--no-cache", "--executor", f"dask={two.address}")
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, words)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    host, port = two.address.removeprefix("tcp://").split(":")
    asked = {line for line in done.stderr.splitlines() if line.startswith("ASKED")}
    connected = {line for line in asked if "socket.getaddrinfo" not in line}
    assert connected == {f"ASKED socket.connect {(host, int(port))}"}
    # That is no question where it is no name.
    assert all(
        line.startswith(f"ASKED socket.getaddrinfo ('{host}', ") for line in asked - connected
    )
