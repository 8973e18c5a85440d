"""What `import` fetches, and what it never asks: addresses checked, redirects followed one by one.

No test uses the net: names are resolved by a table, and every connection leads to a server of the test's.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from material import ACTORS, PARAGRAPHS, files_of, imported, page

from dossier.importing import take_in
from dossier.importing.fetch import Net, checked, fetch, public_addresses
from dossier.importing.material import MAX_BYTES, NotImported

PUBLIC = "93.184.215.14"


class Web:
    """A server with a name in a net of its own; what it answers is told by path."""

    def __init__(self) -> None:
        self.answers: dict[str, Callable[[BaseHTTPRequestHandler], object]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.connected: list[str] = []
        self.names = {"herald.example": [PUBLIC]}
        web = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                web.asked.append((self.path, dict(self.headers)))
                web.answers[self.path](self)

            def log_message(self, *_: object) -> None:
                """A test's output is its own."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def net(self, seconds: float = 20) -> Net:
        """The way into it: names by the table, every address led to the server."""

        def resolve(host: str, port: int) -> list[str]:
            if host not in self.names:
                raise socket.gaierror(-2, "Name or service not known")
            return self.names[host]

        def connect(address: str, port: int, timeout: float) -> socket.socket:
            self.connected.append(address)
            return socket.create_connection(self.server.server_address[:2], timeout)

        return Net(resolve, connect, seconds)

    def sends(
        self, path: str, body: bytes | str = b"", status: int = 200, **headers: str | int
    ) -> None:
        """What the server answers to a path; `Content_Type="..."` is a header."""
        data = body.encode() if isinstance(body, str) else body

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in {"Content_Length": len(data), **headers}.items():
                handler.send_header(name.replace("_", "-"), str(value))
            handler.end_headers()
            handler.wfile.write(data)

        self.answers[path] = answer


@pytest.fixture
def web() -> Iterator[Web]:
    """A web of one server."""
    made = Web()
    yield made
    made.server.shutdown()
    made.server.server_close()


def refused(url: str, net: Net) -> str:
    """Why an address is not fetched."""
    with pytest.raises(NotImported) as caught:
        fetch(url, net)
    return str(caught.value)


def test_a_page_is_fetched_and_its_address_kept(
    web: Web, make_site: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address after redirects and the day stand in the record; the request says who asks."""
    monkeypatch.setattr(take_in, "INTERNET", web.net())
    web.sends("/wet?a=1", status=302, Location="/story/wet-monday#top")
    web.sends("/story/wet-monday", page(), Content_Type="text/html; charset=utf-8")
    site = make_site(ACTORS)
    ran = imported(site, "http://herald.example/wet?a=1#x")
    assert ran.exit_code == 0, ran.output
    yaml = (site / "content/sources/wet-monday.yml").read_text()
    assert 'url: "http://herald.example/story/wet-monday"\naccessed: 2026-01-15\n' in yaml.replace(
        "# language: not stated\n", ""
    )
    assert PARAGRAPHS[0] in (site / "seeds/wet-monday.txt").read_text()
    (_, headers), _ = web.asked
    assert headers["User-Agent"].startswith("dossier/")
    assert headers["Host"] == "herald.example"
    assert headers["Accept-Encoding"] == "identity"
    assert not {"Cookie", "Referer", "Authorization"} & set(headers)
    again = imported(site, "http://herald.example/story/wet-monday")
    assert "nothing changed" in again.stdout


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "0.0.0.0", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1",
        "198.18.0.1", "::1", "::", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "ff02::1",
        "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1",
        "2002:7f00:1::", "2002:c0a8:101::", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "not-an-address",
    ],
)  # fmt: skip
def test_no_request_goes_to_an_address_that_is_not_public(web: Web, address: str) -> None:
    """Private, loopback, link-local, multicast, reserved; IPv4 inside of IPv6; one such among good ones."""
    for listed in ([address], [PUBLIC, address]):
        web.names["inside.example"] = listed
        assert "of this machine or of a private network" in refused(
            "http://inside.example/", web.net()
        )
    assert web.connected == []


@pytest.mark.parametrize(
    "address", [PUBLIC, "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:1.1.1.1"]
)
def test_public_addresses_are_taken(address: str) -> None:
    """The rule above lets something through."""
    net = Net(lambda *_: [address], lambda *_: pytest.fail("nothing is connected"))
    assert public_addresses("herald.example", 80, net) == [address]


@pytest.mark.parametrize("host", ["127.0.0.1", "0x7f.1", "2130706433", "[::1]", "localhost"])
def test_no_way_of_writing_this_machine_reaches_it(host: str) -> None:
    """With the real resolver: numbers in other forms, names that mean it."""
    with pytest.raises(NotImported, match=r"private network|no such host"):
        fetch(f"http://{host}:9/")


def test_every_redirect_is_checked(web: Web) -> None:
    """A public page may not lead to a private one, nor to a file, nor to a password."""
    web.names["inside.example"] = ["10.0.0.1"]
    targets = {
        "http://inside.example/": "private network",
        "http://127.0.0.1/": "private network",
        "file:///etc/passwd": "only http and https",
        "http://a:b@herald.example/": "user name or password",
    }
    web.names["127.0.0.1"] = ["127.0.0.1"]
    for target, reason in targets.items():
        web.sends("/go", status=301, Location=target)
        assert reason in refused("http://herald.example/go", web.net())
    assert set(web.connected) == {PUBLIC}


def test_a_name_is_looked_up_once_and_that_address_connected_to(web: Web) -> None:
    """DNS rebinding: a second look-up would say another address, and there is none."""
    answers = iter([[PUBLIC]])
    net = web.net()
    web.sends("/", "words")
    found = fetch("http://herald.example/", Net(lambda *_: next(answers), net.connect))
    assert found.data == b"words"
    assert web.connected == [PUBLIC]


def test_redirects_end(web: Web) -> None:
    """Five are followed, a sixth is not."""
    for number in range(6):
        web.sends(f"/{number}", status=307, Location=f"/{number + 1}")
    web.sends("/6", "there")
    assert "more than 5 times" in refused("http://herald.example/0", web.net())
    assert fetch("http://herald.example/1", web.net()).data == b"there"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://herald.example/", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("http:///x", "only http and https"),
        ("http://u@herald.example/", "user name or password"),
        ("http://u:p@herald.example/", "user name or password"),
        ("http://herald.example/\r\nX: y", "signs that no address has"),
        ("http://herald.example:99999/", "no address"),
        ("http://[::1/", "no address"),
    ],
)
def test_other_addresses_are_not_asked(url: str, reason: str) -> None:
    """Only the web, without credentials, without anything that could be a header."""
    with pytest.raises(NotImported, match=reason):
        checked(url)


def test_no_more_is_read_than_is_allowed(web: Web) -> None:
    """By the length that is announced, and where none is, by counting."""
    web.sends("/told", b"", Content_Length=MAX_BYTES + 1)

    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b"x" * 1_000_000)
        except OSError:
            pass

    web.answers["/endless"] = endless
    assert "more than 20 MB" in refused("http://herald.example/told", web.net())
    assert "more than 20 MB" in refused("http://herald.example/endless", web.net())


def test_a_server_that_dawdles_is_given_up(web: Web) -> None:
    """Byte by byte, in the head or in the body: the whole has one deadline."""

    def slow_head(handler: BaseHTTPRequestHandler) -> None:
        drip(handler, b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100)

    def slow_body(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        drip(handler, b"z" * 100)

    def drip(handler: BaseHTTPRequestHandler, data: bytes) -> None:
        try:
            for number in range(len(data)):
                handler.wfile.write(data[number : number + 1])
                time.sleep(0.1)
        except OSError:
            pass

    web.answers |= {"/head": slow_head, "/body": slow_body}
    for path in ("/head", "/body"):
        began = time.monotonic()
        assert "herald.example does not answer" in refused(
            f"http://herald.example{path}", web.net(seconds=1)
        )
        assert time.monotonic() - began < 5


def test_what_is_no_page_gets_a_clear_message(web: Web, make_site: Any, monkeypatch: Any) -> None:
    """Refusals, compression nobody asked for, a broken answer, a host that is not there."""
    monkeypatch.setattr(take_in, "INTERNET", web.net())
    web.sends("/403", status=403)
    web.sends("/gzip", b"\x1f\x8b", Content_Encoding="gzip")
    web.sends("/short", b"half", Content_Length=100)
    web.answers["/junk"] = lambda handler: handler.wfile.write(b"SSH-2.0\r\n\r\n")
    reasons = {
        "herald.example/403": "answers 403 Forbidden; where a browser shows it, save it there",
        "herald.example/gzip": "sends it compressed",
        "herald.example/short": "broke off after 4 of 100 bytes",
        "herald.example/junk": "does not answer as a web server does",
        "nowhere.example/": "no such host: nowhere.example",
    }
    site = make_site(ACTORS)
    before = files_of(site)
    for address, reason in reasons.items():
        ran = imported(site, f"http://{address}")
        assert ran.exit_code == 1
        assert reason in ran.stderr
    assert files_of(site) == before


def test_a_text_on_the_web_is_read_as_its_server_says(
    web: Web, make_site: Any, monkeypatch: Any
) -> None:
    """Plain text, in the encoding of the header."""
    monkeypatch.setattr(take_in, "INTERNET", web.net())
    words = "Ann Lee schrieb: schön war es im Süden, und Bob Stone fuhr nach Łódź."
    web.sends("/a", words.encode("iso-8859-2"), Content_Type="text/plain; charset=iso-8859-2")
    site: Path = make_site(ACTORS)
    assert imported(site, "http://herald.example/a").exit_code == 0
    assert (site / "seeds/a.txt").read_text("utf-8") == words


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for herald.example and its key, in one file; nobody vouches for it."""
    import datetime

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "herald.example")])
    today = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(today - datetime.timedelta(days=1))
        .not_valid_after(today + datetime.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName("herald.example")]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    path = tmp_path / "certificate.pem"
    path.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return path


def test_https_is_checked_by_name_though_the_address_is_chosen(
    web: Web, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A certificate nobody vouches for, or of another name, ends it; the right one does not."""
    import ssl

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    web.server.socket = context.wrap_socket(web.server.socket, server_side=True)
    web.server.handle_error = lambda *_: None  # a client that turns away is what is tested
    web.names["other.example"] = [PUBLIC]
    web.sends("/", "words")
    assert "shows a certificate that is not valid" in refused("https://herald.example/", web.net())
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert fetch("https://herald.example/", web.net()).data == b"words"
    assert "shows a certificate that is not valid" in refused("https://other.example/", web.net())

    def slow(handler: BaseHTTPRequestHandler) -> None:
        try:
            for _ in range(100):
                handler.wfile.write(b"H")
                time.sleep(0.1)
        except OSError:
            pass

    web.answers["/slow"] = slow
    began = time.monotonic()
    assert "does not answer" in refused("https://herald.example/slow", web.net(seconds=1))
    assert time.monotonic() - began < 5
