"""One page from the web, because the author named its address; from public addresses only.

The standard library's `http.client`, since no common client lets the address that was checked be the one
that is connected to: a name that leads to a public address when it is looked up and to this machine when
it is connected to (DNS rebinding) is otherwise not noticed. No proxy, no cookie, no compression, and
robots.txt is not asked for: this is one page for one person, not a crawl.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import Message
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import dossier
from dossier.importing.material import MAX_BYTES, NotImported

MAX_REDIRECTS = 5
MAX_SECONDS = 60.0
"""For the whole of it, redirects included."""
SILENCE = 15.0
"""Seconds without a byte after which a server is given up."""
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_BLOCK = 65_536
_SAFE = "%/:=&?~#+!$,;'@()*[]-._|"

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True)
class Net:
    """How names become addresses, and addresses connections; tests have a net of their own."""

    resolve: Callable[[str, int], list[str]]
    connect: Callable[[str, int, float], socket.socket]
    seconds: float = MAX_SECONDS


@dataclass(frozen=True)
class Fetched:
    """What a server sent, from which address in the end."""

    data: bytes
    url: str
    content_type: str = ""
    charset: str = ""


def _resolve(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def _connect(address: str, port: int, timeout: float) -> socket.socket:
    return socket.create_connection((address, port), timeout)


INTERNET = Net(_resolve, _connect)


def is_address(name: str) -> bool:
    """Whether what the author named is to be fetched and no file."""
    return "://" in name and not name.startswith(("/", "."))


def fetch(url: str, net: Net = INTERNET) -> Fetched:
    """What stands at an address. Raises NotImported with the reason where it is not fetched."""
    deadline = time.monotonic() + net.seconds
    address = url
    for _ in range(MAX_REDIRECTS + 1):
        parts = checked(address)
        with _asked(parts, net, deadline) as response:
            if response.status in (301, 302, 303, 307, 308) and response.headers.get("Location"):
                try:
                    address = urljoin(address, response.headers["Location"])
                except ValueError:
                    raise NotImported("it leads on to what is no address") from None
                continue
            return _answer(response, urlsplit(address)._replace(fragment="").geturl(), deadline)
    raise NotImported(f"it leads on to another address more than {MAX_REDIRECTS} times")


def checked(url: str) -> SplitResult:
    """The parts of an address that may be asked for. Raises NotImported for any other."""
    if any(not sign.isprintable() or sign == " " for sign in url):
        raise NotImported("the address holds signs that no address has")
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise NotImported(f"{url} is no address") from None
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise NotImported(f"only http and https are fetched, not {parts.scheme or 'this'}:")
    if parts.username is not None or parts.password is not None:
        raise NotImported("an address with a user name or password in it is not fetched")
    return parts


def public_addresses(host: str, port: int, net: Net) -> list[str]:
    """The addresses of a host. Raises NotImported where one of them is not public."""
    try:
        found = net.resolve(host, port)
    except (OSError, UnicodeError):
        raise NotImported(f"no such host: {host}") from None
    for text in found:
        if not _is_public(text):
            message = f"{host} is at {text}, an address of this machine or of a private network"
            raise NotImported(f"{message}, and nothing is fetched from there")
    if not found:
        raise NotImported(f"no such host: {host}")
    return found


def _is_public(text: str) -> bool:
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return all(
        each.is_global and not (each.is_multicast or each.is_reserved or each.is_unspecified)
        for each in _reached_by(address)
    )


def _reached_by(address: Address) -> Iterator[Address]:
    """The address itself, or the IPv4 address that an IPv6 one stands for."""
    if isinstance(address, ipaddress.IPv4Address):
        yield address
        return
    inner = address.ipv4_mapped or address.sixtofour
    if address in _NAT64:
        inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if address.teredo:
        yield from address.teredo
    yield inner or address


class _Response(contextlib.AbstractContextManager["_Response"]):
    """An answer whose connection is closed at the end, or at the deadline whatever the server does."""

    def __init__(self, connection: http.client.HTTPConnection, watch: threading.Timer) -> None:
        self._connection, self._watch = connection, watch
        answer = connection.getresponse()
        self.status: int = answer.status
        self.reason: str = answer.reason
        self.headers: Message = answer.headers
        self.read1 = answer.read1
        self._close = answer.close

    def __exit__(self, *_: object) -> None:
        self._watch.cancel()
        # The answer holds the socket too, and longer than the connection does.
        self._close()
        self._connection.close()


def _asked(parts: SplitResult, net: Net, deadline: float) -> _Response:
    """The head of a server's answer. Raises NotImported where there is none in time."""
    host = parts.hostname or ""
    is_secret = parts.scheme.lower() == "https"
    port = parts.port or (443 if is_secret else 80)
    addresses = public_addresses(host, port, net)
    connection = http.client.HTTPConnection(host, port)
    sockets: list[socket.socket] = []
    # A server that sends a byte now and then never times out: at the deadline it is cut off.
    watch = threading.Timer(max(0.1, deadline - time.monotonic()), _cut, [sockets])
    watch.daemon = True
    try:
        sockets.append(_connected(addresses, port, net, deadline))
        watch.start()
        if is_secret:
            context = ssl.create_default_context()
            secret = context.wrap_socket(
                sockets[0], server_hostname=host, do_handshake_on_connect=False
            )
            sockets.append(secret)
            secret.do_handshake()
        connection.sock = sockets[-1]
        _send(connection, parts)
        return _Response(connection, watch)
    except (OSError, http.client.HTTPException, UnicodeError) as problem:
        watch.cancel()
        connection.close()
        for each in sockets:
            each.close()
        raise NotImported(f"{host} {_why(problem)}") from None


def _send(connection: http.client.HTTPConnection, parts: SplitResult) -> None:
    port = f":{parts.port}" if parts.port else ""
    host = (parts.hostname or "").encode("idna").decode()
    target = quote(parts.path or "/", safe=_SAFE)
    target += f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
    connection.putrequest("GET", target, skip_host=True, skip_accept_encoding=True)
    connection.putheader("Host", (f"[{host}]" if ":" in host else host) + port)
    connection.putheader(
        "User-Agent", f"dossier/{dossier.__version__} (one page, asked for by a person)"
    )
    connection.putheader("Accept", "text/html, application/pdf, text/plain, */*;q=0.5")
    connection.putheader("Accept-Encoding", "identity")
    connection.putheader("Connection", "close")
    connection.endheaders()


def _connected(addresses: list[str], port: int, net: Net, deadline: float) -> socket.socket:
    problem: OSError = TimeoutError()
    for address in addresses:
        left = min(SILENCE, deadline - time.monotonic())
        if left <= 0:
            break
        try:
            return net.connect(address, port, left)
        except OSError as trouble:
            problem = trouble
    raise problem


def _cut(sockets: list[socket.socket]) -> None:
    for each in sockets:
        with contextlib.suppress(OSError):
            # Of any socket: that of TLS takes itself to pieces, under the hands of who reads from it.
            socket.socket.shutdown(each, socket.SHUT_RDWR)


def _why(problem: Exception) -> str:
    if isinstance(problem, TimeoutError):
        return "does not answer in time"
    if isinstance(problem, ssl.SSLCertVerificationError):
        return f"shows a certificate that is not valid for it ({problem.verify_message})"
    if isinstance(problem, OSError) and problem.strerror:
        return f"cannot be reached: {problem.strerror.lower()}"
    return "does not answer as a web server does"


def _answer(response: _Response, url: str, deadline: float) -> Fetched:
    host = urlsplit(url).hostname
    headers = response.headers
    if response.status != 200:
        message = f"{host} answers {response.status} {' '.join(response.reason.split())[:60]}"
        raise NotImported(
            f"{message.strip()}; where a browser shows it, save it there and import the file"
        )
    if headers.get("Content-Encoding", "identity").strip().lower() != "identity":
        raise NotImported(
            f"{host} sends it compressed, unasked: save the page, and import the file"
        )
    length = headers.get("Content-Length", "")
    if length.isdecimal() and len(length) < 19 and int(length) > MAX_BYTES:
        raise _too_big()
    data = bytearray()
    try:
        while block := response.read1(_BLOCK):
            data += block
            if len(data) > MAX_BYTES:
                raise _too_big()
    except (OSError, http.client.HTTPException) as problem:
        raise NotImported(f"{host} {_why(problem)}") from None
    if time.monotonic() >= deadline:
        raise NotImported(f"{host} does not answer in time")
    if length.isdecimal() and len(length) < 19 and len(data) < int(length):
        raise NotImported(f"{host} broke off after {len(data)} of {length} bytes: try again")
    return Fetched(
        bytes(data), url, headers.get_content_type(), headers.get_content_charset() or ""
    )


def _too_big() -> NotImported:
    return NotImported(
        f"it has more than {MAX_BYTES // 1_000_000} MB: import the part that matters"
    )
