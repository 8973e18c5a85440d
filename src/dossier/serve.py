"""The preview: builds into a folder of its own, serves it, rebuilds on a change, reloads the browser.

The only importer of livereload (and of the tornado it stands on). Bound to one address; requests
for the name of another host, and sockets opened by pages of another origin, are refused, since
livereload checks neither: any web page could read a preview of what is not public yet, by a name of
its own that it lets lead to this machine (DNS rebinding).
"""

from __future__ import annotations

import errno
import html
import ipaddress
import json
import logging
import os
import signal
import socket
import threading
import time
import webbrowser
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from livereload import Server, handlers
from livereload.watcher import Watcher
from tornado import web
from tornado.httpserver import HTTPServer
from tornado.ioloop import PeriodicCallback

from dossier.diagnostics import DossierError
from dossier.load.static import SHOWN

POLL_MILLISECONDS = 100
BURST_POLLS = 5
"""A change right after another may be one of many: so long nothing more must come, in polls."""
PORTS_TRIED = 20
WATCHED = ("site_config.yml", "content", "templates", "static", "seeds", "docs")

Snapshot = dict[str, tuple[int, int]]


@dataclass
class Preview:
    """What is served: the folder of the last good build, and what is wrong with the newest."""

    site: Path
    output: Path
    rebuild: Callable[[], list[str]]
    """Builds into `output` and returns the findings as printed lines; never raises."""
    restyle: Callable[[], None]
    """Puts changed stylesheets of the theme into `output`, where nothing else has changed."""
    say: Callable[[str], None]
    problems: list[str] = field(default_factory=list)

    def build(self) -> None:
        """One build; its findings are kept for the page and said in the terminal."""
        self.problems = self.rebuild()


def snapshot(site: Path) -> Snapshot:
    """Time of change (nanoseconds) and size of every file that a build reads."""
    seen: Snapshot = {}
    for name in WATCHED:
        for path in _files(site / name):
            try:
                status = os.stat(path)
            except OSError:
                continue  # removed between listing and looking: the next snapshot shows it
            seen[path] = (status.st_mtime_ns, status.st_size)
    return seen


def _files(root: Path) -> Iterator[str]:
    if root.is_file():
        yield str(root)
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".") or name in SHOWN]
        yield from (os.path.join(folder, name) for name in names if not name.startswith("."))


class _ContentWatcher(Watcher):  # type: ignore[misc] # livereload has no types
    """Rebuilds once a burst of saves has settled, then reloads every open page."""

    def __init__(self, preview: Preview) -> None:
        super().__init__()
        self.preview = preview
        self.built = snapshot(preview.site)
        self.last = self.built
        self.quiet = 0
        """Polls since the last change."""
        self.patience = 1
        """Polls without a change that are waited for: more of them shortly after a build."""

    def start(self, _callback: Callable[[], None]) -> bool:
        """Polls by itself; livereload's own poll would rebuild once a file and skip reloads."""
        PeriodicCallback(self.poll, POLL_MILLISECONDS).start()
        return True

    def poll(self) -> None:
        now = snapshot(self.preview.site)
        if now != self.last:
            self.last, self.quiet = now, 0
            return
        self.quiet += 1
        if now == self.built:
            self.patience = max(1, self.patience - 1)
            return
        if self.quiet < self.patience:
            return
        self.patience = BURST_POLLS
        changed = sorted(
            path for path in now.keys() | self.built.keys() if now.get(path) != self.built.get(path)
        )
        known = now.keys() & self.built.keys()
        self.built = now
        name = os.path.relpath(changed[0], self.preview.site)
        more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        began = time.perf_counter()
        styles = [self._style(path) for path in changed if path in known]
        if len(styles) == len(changed) and all(styles):
            self.preview.restyle()
        else:
            styles = ["*"]
            self.preview.build()
        milliseconds = (time.perf_counter() - began) * 1000
        self.preview.say(f"{name}{more}: rebuilt in {milliseconds:.0f} ms")
        for style in styles:
            # An open page takes a stylesheet in the place of the old one, and stays as it is.
            handlers.LiveReloadHandler.reload_waiters(style)

    def _style(self, path: str) -> str:
        """The address of a stylesheet of the site's own theme; "" for any other file."""
        folder = os.path.join(self.preview.site, "templates", "")
        inside = path.removeprefix(folder).replace(os.sep, "/")
        return inside if inside != path and inside.endswith(".css") else ""


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
    """Refuses what was not sent to a name of this machine."""

    def prepare(self) -> None:
        if not is_own_name(self.request.host, self.application.settings["host"]):
            raise web.HTTPError(421, reason="Misdirected Request")

    def write_error(self, status_code: int, **_: Any) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code} {self._reason}\n")


class _Pages(_Guard, web.StaticFileHandler):
    """The built site: no hidden file, no caching, the site's own 404 page."""

    def should_return_304(self) -> bool:
        return False

    def set_extra_headers(self, path: str) -> None:
        self.set_header("Cache-Control", "no-store")

    def validate_absolute_path(self, root: str, absolute_path: str) -> str | None:
        parts = os.path.relpath(absolute_path, root).split(os.sep)
        if any(part.startswith(".") and part not in (".", *SHOWN) for part in parts):
            raise web.HTTPError(404)
        if os.path.realpath(absolute_path) != os.path.join(os.path.realpath(root), *parts).rstrip(
            os.sep + "."
        ):
            raise web.HTTPError(404)
        return super().validate_absolute_path(root, absolute_path)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        preview: Preview = self.application.settings["preview"]
        page = preview.output / "404.html"
        if status_code != 404:
            super().write_error(status_code, **kwargs)
        elif not (preview.output / "index.html").is_file():
            self.finish(_page_of_problems(preview.problems))
        elif page.is_file():
            self.finish(page.read_bytes())
        else:
            super().write_error(status_code, **kwargs)


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

    def __init__(self, preview: Preview, listening: socket.socket) -> None:
        super().__init__(watcher=_ContentWatcher(preview))
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
                (
                    r"/(.*)",
                    _Pages,
                    {"path": str(self.preview.output), "default_filename": "index.html"},
                ),
            ],
            preview=self.preview,
            host=host,
            log_function=lambda _handler: None,
        )
        HTTPServer(app).add_socket(self.listening)

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
            if problem.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise DossierError(f"cannot listen at {host}: {problem.strerror}") from None
            continue
        listening.setblocking(False)  # noqa: FBT003 - the standard library takes it by position
        return port, listening
    raise DossierError(f"no free port from {wanted} on; name another with --port")


def serve(preview: Preview, host: str, port: int, *, open_browser: bool = False) -> None:
    """Builds, serves and watches until interrupted. Says where, and what each change did.

    Raises DossierError where no port is free.
    """
    preview.build()
    port, listening = listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{port}/"
    preview.say(f"Preview at {address} (Ctrl-C ends it). Drafts are shown and marked.")
    if open_browser:
        threading.Timer(0.5, webbrowser.open, [address]).start()
    # A terminated preview ends like an interrupted one, so that its folder is removed.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    _PreviewServer(preview, listening).serve(port=port, host=host)
