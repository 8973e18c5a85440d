"""The preview: makes pages when they are asked for, anew after a change, and reloads the browser.

No file is written: what is shown is what a build with `--drafts` would write. The only importer of livereload (and of the tornado it stands on). Bound to one address; requests
for the name of another host, and sockets opened by pages of another origin, are refused, since
livereload checks neither: any web page could read a preview of what is not public yet, by a name of
its own that it lets lead to this machine (DNS rebinding).
"""

from __future__ import annotations

import contextlib
import errno
import gc
import html
import ipaddress
import json
import logging
import mimetypes
import os
import signal
import socket
import threading
import time
import webbrowser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from livereload import Server, handlers
from livereload.watcher import Watcher
from tornado import web
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop

from dossier.diagnostics import DossierError
from dossier.memory import seldom_searched
from dossier.preview import Preview
from dossier.watching import (
    WATCHED,
    Snapshot,
    are_at_rest,
    are_emptied,
    changed_between,
    retold,
    snapshot,
    tell_of_changes,
)

POLL_SECONDS = 0.05
MOST_ASKED = 10_000
"""Bytes of a request: nothing is sent to a preview."""
REST, LONG_REST = 3, 20
"""So many times as long as the files were looked at, nothing is; longer where the system tells of changes."""
QUIET_SECONDS = 0.5
"""So long after a change, pages that nobody asked for wait to be looked through."""
BURST_SECONDS = 0.25
"""A change so soon after a build may be one of many, an emptied file half of a save: so long nothing more must come."""
PORTS_TRIED = 20

_TEMPLATES = (".html", ".xml", ".js")
_TEXTS = ("application/javascript", "application/json", "application/xml")


class _ContentWatcher(Watcher):  # type: ignore[misc] # livereload has no types
    """Rebuilds once a burst of saves has settled, then reloads every open page."""

    def __init__(self, preview: Preview, built: Snapshot) -> None:
        """`built` are the files as they were before the preview was built from them."""
        super().__init__()
        self.preview = preview
        self.built = built
        self.last = built
        self.changed_at = self.built_at = -BURST_SECONDS
        self.waits_since = 0.0
        """When the first change was seen that is not built yet; 0 where there is none."""
        self.is_told = False
        """Whether the system tells of changes: it has done so."""
        self.told: set[str] = set()
        """What has changed since the last look, as the system has it."""
        self.cost = 0.0
        """Seconds that it took to look at all files."""
        self.next_look: object = None
        self.rested_at = 0.0
        """Until then files that are being saved are left alone, however often that is told."""
        self.end: Callable[[], None] = lambda: None
        self.looking: Iterator[None] = iter(())
        self.given_up: Iterator[None] = iter(())
        """The pages that nobody has asked for, looked through while nothing else is to do."""

    def start(self, _callback: Callable[[], None]) -> bool:
        """Looks by itself; livereload's own poll would rebuild once a file and skip reloads."""
        loop = IOLoop.current()
        self.end = tell_of_changes(
            (self.preview.site / name for name in WATCHED),
            lambda paths: loop.add_callback(self._told, paths),
        )
        self._look_in(POLL_SECONDS)
        self._look_later()
        return True

    def _look_in(self, seconds: float) -> None:
        self.next_look = IOLoop.current().call_later(seconds, self._look_again)

    def _told(self, paths: set[str]) -> None:
        """The system says what has changed."""
        self.is_told = True
        self.told |= paths
        IOLoop.current().remove_timeout(self.next_look)
        self._look_in(max(0.0, self.rested_at - time.perf_counter()))

    def _look_again(self) -> None:
        """However many files there are, most of the time is left to others."""
        pause = POLL_SECONDS
        try:
            began = time.perf_counter()
            told, self.told = self.told, set()
            now = retold(self.last, told) if told else None
            if now is None:
                now = snapshot(self.preview.site)
                self.cost = time.perf_counter() - began
            self.rested_at = 0.0
            if self.poll(now, began):
                self.rested_at = time.perf_counter() + REST * self.cost
            else:
                pause = max(pause, (LONG_REST if self.is_told else REST) * self.cost)
        finally:
            self._look_in(pause)

    def poll(self, now: Snapshot, seconds: float) -> bool:
        """Builds what has changed, once nothing more seems to come; returns whether that is waited for.

        `seconds` is when the files looked so.
        """
        changed = changed_between(self.last, now)
        self.last = now
        if now == self.built:
            self.waits_since = 0.0
            return False
        if changed:
            self.changed_at = seconds
        self.waits_since = self.waits_since or seconds
        is_burst = self.waits_since - self.built_at < BURST_SECONDS
        is_begun = are_emptied(changed_between(self.built, now), now)
        rest = BURST_SECONDS if is_burst or is_begun else 0
        if seconds - self.changed_at < rest or not are_at_rest(changed, now):
            return True
        changed = changed_between(self.built, now)
        known = now.keys() & self.built.keys()
        self.built = now
        name = os.path.relpath(changed[0], self.preview.site)
        more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        began = time.perf_counter()
        styles = [self.style_of(path) for path in changed if path in known]
        if len(styles) == len(changed) and all(styles):
            is_new = self.preview.restyle()
        else:
            styles = ["*"]
            # Garbage is looked for again when the page that is open has been sent.
            gc.disable()
            try:
                is_new = self.preview.build(now)
            except BaseException:
                gc.enable()
                raise
        self.built_at, self.waits_since = time.perf_counter(), 0.0
        done = f"rebuilt in {(self.built_at - began) * 1000:.0f} ms"
        kept = "not rebuilt; the last good site stays" if self.preview.newest else "not built yet"
        self.preview.say(f"{name}{more}: {done if is_new else kept}")
        for style in styles:
            # An open page takes a stylesheet in the place of the old one, and stays as it is.
            handlers.LiveReloadHandler.reload_waiters(style)
        self._look_later()
        return False

    def _look_later(self) -> None:
        """Begins to look through the pages when the one that is open has been sent."""
        # What was known of thousands of pages goes when nobody waits: that too takes its time.
        self.given_up, self.looking = self.looking, self._look_through()
        IOLoop.current().call_later(QUIET_SECONDS, self._look, self.looking)

    def _look_through(self) -> Iterator[None]:
        if (yield from self.preview.look_through()):
            handlers.LiveReloadHandler.reload_waiters("*")

    def _look(self, looking: Iterator[None]) -> None:
        """A step, and later the next; none where a change has come since."""
        if looking is not self.looking:
            return
        gc.enable()
        self.given_up = iter(())
        if next(looking, self) is None:
            IOLoop.current().call_later(0, self._look, looking)

    def style_of(self, path: str) -> str:
        """The address of a stylesheet of the site's own theme; "" for any other file.

        And for one that a template takes into its pages.
        """
        templates = self.preview.site / "templates"
        name = path.removeprefix(os.path.join(templates, "")).replace(os.sep, "/")
        if not (name.startswith("assets/") and name.endswith(".css")):
            return ""
        texts = (other for other in templates.rglob("*") if other.suffix in _TEMPLATES)
        with contextlib.suppress(OSError):
            return "" if any(name.encode() in other.read_bytes() for other in texts) else name
        return ""


def is_own_name(asked: str, host: str) -> bool:
    """Whether a request's `Host` names this machine: as `host`, as localhost, or by a number.

    A name of the net's may be anybody's, who lets it lead here; a number (an address) is what it says.
    """
    try:
        name = "" if "@" in asked else urlsplit(f"//{asked}").hostname or ""
        return name in ("localhost", host.lower()) or ipaddress.ip_address(name) is not None
    except ValueError:
        return False


class _Guard(web.RequestHandler):
    """Refuses what was not sent to a name of this machine, or is asked for by a page from elsewhere.

    Any page may name our scripts as its own, and so read the drafts in the index of the search and in the cards:
    browsers say where a request comes from (Fetch Metadata, w3.org/TR/fetch-metadata).
    """

    def set_default_headers(self) -> None:
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Content-Security-Policy", "frame-ancestors 'self'")

    def prepare(self) -> None:
        if not is_own_name(self.request.host, self.application.settings["host"]):
            raise web.HTTPError(421, reason="Misdirected Request")
        asked = self.request.headers
        is_foreign = asked.get("Sec-Fetch-Site") in ("cross-site", "same-site")
        if is_foreign and asked.get("Sec-Fetch-Dest") != "document":
            raise web.HTTPError(403)

    def write_error(self, status_code: int, **_: Any) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code} {self._reason}\n")


class _Pages(_Guard):
    """The site as it is now, and its own 404 page; no file of the disk is looked at."""

    SUPPORTED_METHODS = ("GET", "HEAD")

    def get(self, path: str) -> None:
        preview: Preview = self.application.settings["preview"]
        name = path + "index.html" if path.endswith("/") or not path else path
        data = preview.file(name)
        is_folder = data is None and preview.file(f"{path}/index.html") is not None
        if is_folder and not path.endswith("/"):
            self.redirect(self.request.path + "/")
            return
        if data is None:
            self.set_status(404)
            name, data = "404.html", preview.file("404.html")
        if data is None:
            name, data = "404.html", _page_of_problems(preview.problems).encode()
        kind, packed = mimetypes.guess_type(name)
        kind = f"application/{packed}" if packed else kind or "application/octet-stream"
        is_text = kind.startswith("text/") or kind in _TEXTS
        self.set_header("Content-Type", kind + ("; charset=utf-8" if is_text else ""))
        self.set_header("Cache-Control", "no-store")
        self.finish(data)

    def head(self, path: str) -> None:
        self.get(path)


def _page_of_problems(problems: list[str]) -> str:
    """What is shown before the first good build."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>dossier: problems</title>'
        '<script src="/livereload.js" defer></script></head><body><h1>Nothing is built yet</h1>'
        f"<p>Mend these and save; the page reloads.</p><pre>{html.escape(chr(10).join(problems))}"
        "</pre></body></html>"
    )


class _Problems(_Guard):
    def get(self) -> None:
        preview: Preview = self.application.settings["preview"]
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps(preview.problems))


class _Script(_Guard):
    """livereload's script and ours, so that a page needs one `<script src>` and nothing inline."""

    def get(self) -> None:
        vendor = Path(handlers.__file__).parent / "vendors" / "livereload.js"
        own = Path(__file__).parent / "preview.js"
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.finish(vendor.read_text("utf-8") + ";\n" + own.read_text("utf-8"))


class _Socket(handlers.LiveReloadHandler):  # type: ignore[misc] # livereload has no types
    """livereload's socket, for pages of this preview only."""

    def prepare(self) -> None:
        _Guard.prepare(self)

    def check_origin(self, origin: str) -> bool:
        host: str = self.request.host
        return urlsplit(origin).netloc.lower() == host.lower()


class _PreviewServer(Server):  # type: ignore[misc] # livereload has no types
    """livereload's server with guarded handlers and without its inline script."""

    def __init__(self, preview: Preview, built: Snapshot, listening: socket.socket) -> None:
        super().__init__(watcher=_ContentWatcher(preview, built))
        self.preview = preview
        self.listening = listening
        # livereload watches the working directory where nothing is registered.
        self.watcher.watch(str(preview.site / "site_config.yml"))

    def application(self, port: int, host: str, **_: Any) -> None:
        handlers.LiveReloadHandler.watcher = self.watcher
        handlers.LiveReloadHandler.live_css = True
        app = web.Application(
            [
                (r"/livereload", _Socket),
                (r"/livereload.js", _Script),
                (r"/problems.json", _Problems),
                (r"/(.*)", _Pages),
            ],
            preview=self.preview,
            host=host,
            log_function=lambda _handler: None,
        )
        HTTPServer(app, max_body_size=MOST_ASKED).add_socket(self.listening)

    def serve(self, **where: Any) -> None:
        """Until interrupted."""
        try:
            super().serve(**where)
        finally:
            self.watcher.end()

    def _setup_logging(self) -> None:
        """Findings and rebuilds are said by us; of the libraries only what goes wrong."""
        logging.getLogger("livereload").setLevel(logging.ERROR)
        logging.getLogger("tornado").setLevel(logging.ERROR)


def listen(host: str, wanted: int) -> tuple[int, socket.socket]:
    """A socket at `wanted`, or at the next port that is free; and that port.

    Raises DossierError where none of twenty is free, or the address is not one of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for port in range(wanted, min(wanted + PORTS_TRIED, 65536)):
        try:
            listening = socket.create_server((host, port), family=family)
        except OSError as problem:
            if isinstance(problem.__context__, socket.gaierror):  # hidden by the library
                raise DossierError(f"the host {host} is not known; mend --host") from None
            if problem.errno == errno.EACCES:
                raise DossierError(
                    f"not allowed to listen at port {port}; name another with --port"
                ) from None
            if problem.errno != errno.EADDRINUSE:
                said = os.strerror(problem.errno or 0).lower()
                raise DossierError(f"cannot listen at {host}: {said}") from None
            continue
        listening.setblocking(False)  # noqa: FBT003 - the standard library takes it by position
        return port, listening
    raise DossierError(f"no free port from {wanted} on; name another with --port")


def serve(preview: Preview, host: str, port: int, *, open_browser: bool = False) -> None:
    """Builds, serves and watches until interrupted. Says where, and what each change did.

    Raises DossierError where no port is free.
    """
    with seldom_searched():
        # Before: what is saved meanwhile is a change.
        built = snapshot(preview.site)
        preview.build(built)
        _serve(preview, built, host, port, open_browser=open_browser)


def _serve(preview: Preview, built: Snapshot, host: str, port: int, *, open_browser: bool) -> None:
    port, listening = listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{port}/"
    preview.say(f"Preview at {address} (Ctrl-C ends it). Drafts are shown and marked.")
    if open_browser:
        threading.Timer(0.5, webbrowser.open, [address]).start()
    # A terminated preview ends like an interrupted one: without a traceback.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    _PreviewServer(preview, built, listening).serve(port=port, host=host)
