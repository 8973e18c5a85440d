"""The preview from outside: pages, reloads, problems, and whom it refuses to answer."""

from __future__ import annotations

import datetime
import errno
import gc
import http.client
import json
import os
import signal
import socket
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from kinds import REPOSITORY, long_dossier

from dossier.builds import BuildOptions
from dossier.cache import Memory
from dossier.diagnostics import Diagnostic, DossierError, Location
from dossier.on_demand import Made as OneFile
from dossier.on_demand import OnDemand, Sketch
from dossier.pipeline import build, sketch
from dossier.preview import Preview
from dossier.serve import _ContentWatcher, is_own_name, listen
from dossier.serve import serve as serve_preview
from dossier.watching import snapshot
from dossier.write import MANIFEST

DAY = datetime.date(2026, 11, 1)
ADA = "name: Ada\nkind: person\nsummary: First words.\n"
FILES = {
    "content/actors/ada.yml": ADA,
    "content/actors/secret.yml": "name: Secret\nkind: person\ndraft: true\n",
}


def get(address: str, path: str, **headers: str) -> tuple[int, str]:
    """Status and body of one request, its headers as given."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=5)
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.putrequest("GET", path, skip_host="Host" in given)
    for name, value in given.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read().decode("utf-8", "replace") if answer.status != 101 else ""
    connection.close()
    return answer.status, body


def wait_for(condition, seconds: float = 30) -> None:
    """Waits until a condition holds."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def test_it_serves_rebuilds_and_shows_problems(make_site, serve) -> None:
    """A change is rebuilt and said; an error keeps the last good site and is told to the page."""
    site = make_site(FILES)
    preview = serve(site)
    assert "First words." in get(preview.address, "/actors/ada/")[1]
    assert not (site / "build").exists()
    profile = site / "content/actors/ada.yml"
    profile.write_text(ADA.replace("First", "Second"))
    wait_for(lambda: "Second words." in get(preview.address, "/actors/ada/")[1])
    wait_for(lambda: any("ada.yml: rebuilt in" in line for line in preview.said))
    profile.write_text("nmae: Ada\nkind: person\n")
    wait_for(lambda: "unknown-key" in get(preview.address, "/problems.json")[1])
    assert "Second words." in get(preview.address, "/actors/ada/")[1]
    wait_for(lambda: "ada.yml: not rebuilt; the last good site stays" in preview.said[-1])
    profile.write_text(ADA)
    wait_for(lambda: json.loads(get(preview.address, "/problems.json")[1]) == [])


def test_drafts_are_shown_and_marked(make_site, serve) -> None:
    """A preview shows drafts, and says of each that it is one."""
    preview = serve(make_site(FILES))
    page = get(preview.address, "/actors/secret/")[1]
    assert "Secret" in page
    assert "draft" in page.lower()


def test_a_site_with_errors_from_the_start_is_explained(make_site, serve) -> None:
    """Without any good build every address shows the problems, and reloads when they are mended."""
    site = make_site({"content/actors/ada.yml": "kind: person\n"})
    preview = serve(site)
    status, body = get(preview.address, "/")
    assert status in (403, 404)
    assert "missing-key" in body
    assert "/livereload.js" in body


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/", {}, 200),
        ("/", {"Host": "evil.example"}, 421),
        ("/problems.json", {"Host": "evil.example:8700"}, 421),
        ("/livereload.js", {"Host": "evil.example"}, 421),
        ("/../site_config.yml", {}, 403),
        ("/%2e%2e/site_config.yml", {}, 403),
        ("/.dossier-manifest.json", {}, 404),
        ("/.well-known/security.txt", {}, 200),
        ("/.well-known/.hidden", {}, 404),
        ("/no/such/page/", {}, 404),
        ("/search/index.js", {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Dest": "script"}, 403),
        ("/previews/0.js", {"Sec_Fetch_Site": "same-site", "Sec_Fetch_Dest": "script"}, 403),
        ("/problems.json", {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Dest": "empty"}, 403),
        ("/", {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Dest": "iframe"}, 403),
        ("/", {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Dest": "document"}, 200),
        ("/search/index.js", {"Sec_Fetch_Site": "same-origin", "Sec_Fetch_Dest": "script"}, 200),
    ],
)
def test_whom_it_answers(make_site, serve, path: str, headers: dict[str, str], status: int) -> None:
    """Another host, a page from elsewhere, a way out of the folder and hidden files are refused."""
    static = {"static/.well-known/security.txt": "", "static/.well-known/.hidden": ""}
    preview = serve(make_site({**FILES, **static}))
    found, body = get(preview.address, path, **headers)
    assert found in ({403, 404} if status == 403 else {status})
    if status != 200:
        assert "format: 1" not in body


@pytest.mark.parametrize(
    ("asked", "host", "answered"),
    [
        ("localhost:8000", "127.0.0.1", True), ("LOCALHOST", "0.0.0.0", True),
        ("192.168.1.7:8000", "0.0.0.0", True), ("[fe80::1]:8000", "::", True),
        ("[::1]:8700", "127.0.0.1", True), ("127.0.0.1:9000", "127.0.0.1", True),
        ("desk.lan:8000", "desk.lan", True), ("Desk.LAN", "desk.lan", True),
        ("evil.example:8000", "0.0.0.0", False), ("evil.example", "::", False),
        ("desk.lan:8000", "0.0.0.0", False), ("desk.lan.evil.example", "desk.lan", False),
        ("127.0.0.1.evil.example:8000", "0.0.0.0", False), ("x@127.0.0.1", "0.0.0.0", False),
        ("localhost.", "0.0.0.0", False), ("", "0.0.0.0", False), ("[", "0.0.0.0", False),
    ],
)  # fmt: skip
def test_the_names_of_this_machine(asked: str, host: str, *, answered: bool) -> None:
    """Its numbers, localhost, and the name it listens at; no name that somebody may let lead here."""
    assert is_own_name(asked, host) is answered


def test_a_preview_for_the_whole_network_refuses_names_of_others(make_site, serve) -> None:
    """Listening everywhere is no leave for web pages to read along under a name of their own."""
    preview = serve(make_site(FILES), options=("--host", "0.0.0.0"))
    port = urlsplit(preview.address).port
    local = f"http://127.0.0.1:{port}/"
    assert get(local, "/")[0] == 200
    assert get(local, "/", Host=f"192.168.7.7:{port}")[0] == 200
    assert get(local, "/", Host=f"evil.example:{port}")[0] == 421
    assert get(local, "/problems.json", Host="evil.example")[0] == 421


@pytest.mark.parametrize(("origin", "status"), [("http://evil.example", 403), (None, 101)])
def test_sockets_of_other_origins_are_refused(
    make_site, serve, origin: str | None, status: int
) -> None:
    """A web page of another origin cannot listen to a preview; the preview's own can."""
    preview = serve(make_site(FILES))
    headers = {
        "Origin": origin or preview.address.rstrip("/"),
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ==",
        "Sec_WebSocket_Version": "13",
    }
    assert get(preview.address, "/livereload", **headers)[0] == status


def test_a_host_that_nobody_knows_is_named() -> None:
    """A name without an address has no number of an error that says so."""
    with pytest.raises(DossierError, match=r"^the host foo\.invalid is not known; mend --host$"):
        listen("foo.invalid", 8000)


def test_a_taken_port_gives_the_next_free_one() -> None:
    """Two previews can run side by side."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        free, listening = listen("127.0.0.1", port)
    listening.close()
    assert port < free <= port + 20


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.EACCES, "not allowed to listen at port 80; name another with --port"),
        (errno.EADDRNOTAVAIL, "cannot listen at 127.0.0.1: cannot assign requested address"),
    ],
)
def test_what_the_system_refuses_is_said(
    monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    """A port for administrators is no taken one; what the system says is said once."""

    def refuse(*_args: object, **_more: object) -> None:
        raise OSError(code, f"{os.strerror(code)} (while attempting to bind)")

    monkeypatch.setattr(socket, "create_server", refuse)
    with pytest.raises(DossierError) as problem:
        listen("127.0.0.1", 80)
    assert str(problem.value) == said


def test_a_preview_writes_nothing(make_site, serve, tmp_path: Path, monkeypatch) -> None:
    """No file anywhere holds a draft because somebody looked at it."""
    temporary, cache = tmp_path / "temporary", tmp_path / "cache"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    site = make_site(FILES)
    before = sorted(site.rglob("*"))
    preview = serve(site)
    assert "Secret" in get(preview.address, "/actors/secret/")[1]
    assert not list(temporary.iterdir())
    preview.process.terminate()
    preview.process.wait(timeout=30)
    assert not list(temporary.iterdir())
    assert not cache.exists()
    assert sorted(site.rglob("*")) == before


@pytest.mark.parametrize("name", ["example", "tangled", "long"])
def test_a_preview_shows_what_a_build_writes(make_site, tmp_path: Path, name: str) -> None:
    """Every file of a build, made alone when it is asked for, has the same bytes."""
    sites = {"example": REPOSITORY, "tangled": REPOSITORY / "tests/sites/tangled"}
    site = sites[name] if name in sites else make_site(long_dossier())
    options = BuildOptions(DAY, drafts=True, live_reload=True)
    build(site, tmp_path / "build", options)
    found = sketch(site, options, Memory())
    assert found.made is not None
    written = [p for p in (tmp_path / "build").rglob("*") if p.is_file() and p.name != MANIFEST]
    assert len(written) > 50
    for path in written:
        name = path.relative_to(tmp_path / "build").as_posix()
        assert found.made.file(name) == (path.read_bytes(), []), name
    for name in ("", "x", "actors/x/index.html", "sources/x/index.html", "search/x.js", "../x"):
        assert found.made.file(name) is None


def looked_through(made: OnDemand) -> list[Diagnostic]:
    """What is found in all of its pages."""
    steps = made.look_through()
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def test_what_only_drawn_pages_tell_is_told_as_by_a_build(make_site, tmp_path: Path) -> None:
    """Mistakes of templates, links that lead nowhere, files in each other's way: the same findings."""
    broken = "{% extends 'default/page.html' %}{% block main %}{{ missing }}{% endblock %}"
    leading = "{% extends 'default/page.html' %}{% block main %}<a href='x.html'></a><a href=\"x.html\">x</a>{% endblock %}"
    page = {"content/pages/about.md": "# About\n\nAda, see [there](/actors/ada/#nowhere)."}
    for number, more in enumerate(
        (
            {"templates/page.html": broken},
            {"templates/page.html": leading},
            {"static/actors/ada/index.html": "x"},
            {},
        )
    ):
        site = make_site({**FILES, **page, **more})
        options = BuildOptions(DAY, drafts=True, live_reload=True)
        report = build(site, tmp_path / f"build-{number}", options)
        found = sketch(site, options, Memory())
        assert found.made is not None
        told = found.diagnostics + looked_through(found.made)
        assert told == report.diagnostics
        assert told


def test_a_template_that_cannot_be_drawn_keeps_the_last_good_page(make_site, serve) -> None:
    """The page stays as it was, and says what is wrong with the template."""
    site = make_site({**FILES, "templates/actor.html": "{% extends 'default/actor.html' %}"})
    preview = serve(site)
    assert "First words." in get(preview.address, "/actors/ada/")[1]
    (site / "content/actors/ada.yml").write_text(ADA.replace("First", "Second"))
    wait_for(lambda: "Second words." in get(preview.address, "/actors/ada/")[1])
    time.sleep(2)  # the pages that nobody asked for are looked through
    (site / "templates/actor.html").write_text("{{ nothing.of.it }}")
    wait_for(lambda: "template-error" in get(preview.address, "/problems.json")[1])
    assert "Second words." in get(preview.address, "/actors/ada/")[1]
    (site / "templates/actor.html").write_text("Mended: {{ page.title }}")
    wait_for(lambda: "Mended: Ada" in get(preview.address, "/actors/ada/")[1])
    wait_for(lambda: json.loads(get(preview.address, "/problems.json")[1]) == [])


def test_snapshot_sees_content_templates_static_and_settings(make_site) -> None:
    """A change of any file that a build reads is a change; hidden files are not."""
    site = make_site({**FILES, "static/a.txt": "", "templates/x.html": "", ".git/x": ""})
    (site / "content/.swap").write_text("")
    names = {Path(path).relative_to(site).as_posix() for path in snapshot(site)}
    assert names == {"site_config.yml", *FILES, "static/a.txt", "templates/x.html"}


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_the_browser_shows_an_edit_without_a_reload_by_hand(make_site, serve, browser) -> None:
    """Saving a profile changes the open page; a mistake is shown above it and goes when mended."""
    site = make_site(FILES)
    preview = serve(site)
    page = browser.new_page()
    errors: list[str] = []
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.goto(preview.address + "actors/ada/")
    page.wait_for_selector("text=First words.")
    page.wait_for_timeout(500)
    profile = site / "content/actors/ada.yml"
    profile.write_text(ADA.replace("First", "Second"))
    page.wait_for_selector("text=Second words.", timeout=8000)
    page.wait_for_timeout(500)
    profile.write_text("nmae: Ada\nkind: person\n")
    page.wait_for_selector("#dossier-problems:has-text('unknown-key')", timeout=8000)
    assert page.is_visible("text=Second words.")
    page.wait_for_timeout(500)
    profile.write_text(ADA)
    page.wait_for_selector("text=First words.", timeout=8000)
    assert page.query_selector("#dossier-problems") is None
    page.close()
    assert errors == []


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_a_style_is_swapped_without_a_reload(make_site, serve, browser) -> None:
    """The open page takes the new colours and is otherwise left as it is, open details included."""
    site = make_site({**FILES, "templates/assets/style.css": "h1 { color: rgb(1, 2, 3) }\n"})
    preview = serve(site)
    page = browser.new_page()
    page.goto(preview.address + "actors/ada/")
    colour = "getComputedStyle(document.querySelector('h1')).color"
    assert page.evaluate(colour) == "rgb(1, 2, 3)"
    page.evaluate("window.isTheSame = true")
    page.wait_for_timeout(500)
    (site / "templates/assets/style.css").write_text("h1 { color: rgb(4, 5, 6) }\n")
    wait_for(lambda: page.evaluate(colour) == "rgb(4, 5, 6)")
    assert page.evaluate("window.isTheSame") is True
    wait_for(lambda: any("style.css: rebuilt in" in line for line in preview.said))
    (site / "content/actors/ada.yml").write_text(ADA.replace("First", "Second"))
    page.wait_for_selector("text=Second words.", timeout=8000)
    assert page.evaluate(colour) == "rgb(4, 5, 6)"
    page.close()


class Made:
    """A site of some files, and what is wrong with all of its pages."""

    def __init__(self, files: dict[str, bytes], wrong: tuple[Diagnostic, ...] = ()) -> None:
        self.files, self.wrong = files, wrong

    def file(self, path: str) -> OneFile | None:
        """One of the files."""
        return OneFile(self.files[path], []) if path in self.files else None

    def look_through(self):
        """One step, then what is wrong."""
        yield
        return list(self.wrong)


def previewed(site: Path, *sketches: Sketch | Exception) -> Preview:
    """A preview that finds these, one after the other."""
    waiting = iter(sketches)

    def found(_seen: object) -> Sketch:
        one = next(waiting)
        if isinstance(one, Exception):
            raise one
        return one

    shown = lambda findings: [one.message for one in findings]  # noqa: E731
    return Preview(site, found, shown, list, print, print)


def seen_through(preview: Preview) -> bool:
    """Whether a look through all pages finds something else than before."""
    steps = preview.look_through()
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def test_what_was_removed_is_gone_at_once(tmp_path: Path) -> None:
    """The last good site shows what cannot be drawn, and not what is no more."""
    preview = previewed(tmp_path, Sketch(Made({"a": b"1"}), []), Sketch(Made({}), []))
    preview.build()
    seen_through(preview)
    assert preview.file("a") == b"1"
    preview.build()
    assert preview.file("a") is None


def test_a_finding_that_stands_reloads_nothing_twice(tmp_path: Path) -> None:
    """What the pages before had wrong is told until the new ones are known; then only what differs."""
    wrong = Diagnostic("broken-link", Location("templates/x.html"), "leads nowhere")
    sites = [Made({"a": b"1"}), Made({"a": b"2"}, (wrong,)), Made({"a": b"3"}, (wrong,))]
    preview = previewed(tmp_path, *(Sketch(made, []) for made in (*sites, Made({"a": b"4"}))))
    told = []
    for _ in range(4):
        preview.build()
        told.append((seen_through(preview), preview.problems, preview.file("a")))
    said = ["leads nowhere"]
    assert told == [(False, [], b"1"), (True, said, b"2"), (False, said, b"3"), (True, [], b"4")]


def test_what_the_disk_refuses_is_said_and_ends_nothing(tmp_path: Path) -> None:
    """The site stays, and one line says why."""
    refused = PermissionError(errno.EACCES, "Permission denied", "templates/x.css")
    preview = previewed(tmp_path, Sketch(Made({"a": b"1"}), []), refused, Sketch(Made({}), []))
    preview.build()
    preview.build()
    assert preview.problems == ["Error: templates/x.css: permission denied"]
    assert preview.file("a") == b"1"
    preview.build()
    assert preview.problems == []


def test_a_stylesheet_that_a_template_takes_in_is_no_mere_style(make_site) -> None:
    """What is swapped in the open page stands in no page; other folders have no stylesheets."""
    taken = "<style>{% include 'assets/taken.css' %}</style>"
    site = make_site({"templates/page.html": taken})
    watcher = _ContentWatcher(previewed(site), {})
    folder = site / "templates"
    assert watcher.style_of(str(folder / "assets/own.css")) == "assets/own.css"
    assert watcher.style_of(str(folder / "assets/taken.css")) == ""
    assert watcher.style_of(str(folder / "other.css")) == ""
    assert watcher.style_of(str(site / "static/own.css")) == ""


def test_what_is_saved_during_the_first_build_is_seen(
    make_site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The files count as they were before the build read them."""
    site = make_site(FILES)
    profile = site / "content/actors/ada.yml"
    preview = Preview(site, lambda _: Sketch(None, []), list, list, print, print)
    monkeypatch.setattr(preview, "build", lambda _: profile.write_text("name: Other\n"))
    watched = []

    class Server:
        def __init__(self, _preview: Preview, built: dict, listening: socket.socket) -> None:
            watched.append(built)
            listening.close()

        def serve(self, **_: object) -> None:
            """Ends at once."""

    monkeypatch.setattr("dossier.serve._PreviewServer", Server)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    serve_preview(preview, "127.0.0.1", 8760)
    assert watched[0] != snapshot(site)


def test_fifty_saves_in_a_second_are_one_or_two_builds(make_site, serve) -> None:
    """A program that writes files one after the other makes no queue of builds."""
    site = make_site(FILES)
    preview = serve(site)
    before = len(preview.said)
    for number in range(50):
        (site / "content/actors/ada.yml").write_text(ADA.replace("First", f"Number {number}"))
        time.sleep(0.02)
    wait_for(lambda: "Number 49 words." in get(preview.address, "/actors/ada/")[1])
    time.sleep(0.5)
    built = [line for line in preview.said[before:] if "rebuilt in" in line]
    assert 1 <= len(built) <= 2


def test_a_file_that_is_emptied_before_it_is_written_is_no_mistake(make_site, serve) -> None:
    """A slow save is seen as what it becomes; a file that stays empty is told."""
    site = make_site(FILES)
    preview = serve(site)
    profile = site / "content/actors/ada.yml"
    profile.write_text("")
    time.sleep(0.15)
    profile.write_text(ADA.replace("First", "Later"))
    wait_for(lambda: "Later words." in get(preview.address, "/actors/ada/")[1])
    assert not any("missing-key" in line for line in preview.said)
    time.sleep(0.5)
    profile.write_text("")
    wait_for(lambda: any("missing-key" in line for line in preview.said))


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_the_browser_stripes_links_that_nobody_reviewed(make_site, serve, browser) -> None:
    """A short form and a word that is a place's too are striped and say why; sure links are not."""
    excerpt = "Ada Byron met the Carabal Cartel. Byron said that year Carabal was quiet."
    source = f'title: T\nurl: https://t.example/\nexcerpts:\n  - {{id: one, quote: "{excerpt}"}}\n'
    site = make_site(
        {
            "content/actors/ada.yml": "name: Ada Byron\nkind: person\n",
            "content/actors/carabal.yml": (
                "name: Carabal Cartel\nkind: organization\naliases: [Carabal]\n"
            ),
            "content/sources/t.yml": source,
        }
    )
    preview = serve(site)
    page = browser.new_page()
    page.goto(preview.address + "sources/t/")
    page.wait_for_selector("a.actor[title]")
    looks = page.eval_on_selector_all(
        "blockquote a.actor",
        "links => links.map(a => [a.textContent, getComputedStyle(a).backgroundImage != 'none', a.title])",
    )
    page.close()
    assert [(text, striped) for text, striped, _ in looks] == [
        ("Ada Byron", False), ("Carabal Cartel", False), ("Byron", True), ("Carabal", True),
    ]  # fmt: skip
    assert "dossier review" in looks[2][2]
    assert "place" in looks[3][2]


def test_a_build_that_fails_in_an_unknown_way_leaves_garbage_to_be_looked_for(
    make_site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is put off while somebody waits for a page, and must not be for ever."""
    site = make_site(FILES)
    preview = previewed(site)

    def fails(_seen: object) -> None:
        assert not gc.isenabled()
        raise RuntimeError("a mistake of the program's own")

    monkeypatch.setattr(preview, "build", fails)
    watcher = _ContentWatcher(preview, {})
    now = snapshot(site)
    watcher.last = now
    with pytest.raises(RuntimeError, match="own"):
        watcher.poll(now, time.perf_counter())
    assert gc.isenabled()
