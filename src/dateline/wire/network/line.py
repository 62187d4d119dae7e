"""The line to an outlet: connections that are checked where they are made, and errors that say who is at fault.

A name is looked up once, each address it has is checked, and the connection is made to the checked address itself, so
that a name that means one host when it is checked and another when it is used (DNS rebinding) gains nothing. The name
stays in ``Host`` and in TLS (SNI, certificate), which httpcore takes from the address that was asked for.
"""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from contextvars import ContextVar
from functools import cache
from typing import Final, cast

import httpcore
import httpx
import socksio

from dateline.wire.errors import AddressError, AwayError, RelayError, SlowError, WireError
from dateline.wire.network.addresses import IPAddress, check_name, is_loopback, is_public, literal, private

Resolver = Callable[[str, int], Awaitable[Sequence[IPAddress]]]

_OF_NOBODY: Final = frozenset({"example", "invalid", "test"})  # RFC 6761: no resolver needs to hear of them
_CONNECTIONS: Final = 64
_IDLE: Final = 15.0  # seconds that an unused connection is kept


async def look_up(host: str, port: int) -> Sequence[IPAddress]:
    """Take a name and a port, ask the system's resolver, and give the addresses in its order.

    Raises:
        AwayError: There is no such name, or nobody knows now.
    """
    if host.rstrip(".").rpartition(".")[2].casefold() in _OF_NOBODY:
        raise AwayError(f"“{host}” is a name for examples, which belongs to nobody. Write the outlet's own.")
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise AwayError(f"No host is called “{host}” at the moment. Check the address, or try again later.") from error
    addresses = (literal(str(entry[4][0])) for entry in found)
    return tuple(dict.fromkeys(address for address in addresses if address is not None))


@cache
def _trust() -> ssl.SSLContext:
    """Whom we trust: certifi's authorities. Reading them takes a while, so it is done once."""
    return httpx.create_ssl_context(trust_env=False)


class CheckedBackend(httpcore.AsyncNetworkBackend):
    """Makes connections for httpcore: looks the name up, checks what it finds, connects to that."""

    def __init__(self, resolve: Resolver = look_up, *, allow_loopback: bool = False) -> None:
        self._resolve = resolve
        self._allow_loopback = allow_loopback
        self._backend = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first public address that answers.

        Raises:
            AddressError: The host has no public address.
        """
        *others, last = await self._permitted(host, port)
        share = timeout / (len(others) + 1) if timeout else None
        for address in others:
            with suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                return await self._backend.connect_tcp(str(address), port, share, local_address, socket_options)
        return await self._backend.connect_tcp(str(last), port, share, local_address, socket_options)

    async def _permitted(self, host: str, port: int) -> list[IPAddress]:
        address = literal(host)
        if address is None and not self._allow_loopback:
            check_name(host, by_relay=False)
        found = [address] if address is not None else await self._resolve(host, port)
        permitted = [each for each in found if is_public(each) or (self._allow_loopback and is_loopback(each))]
        if not permitted:
            raise AddressError(private(host))
        return permitted

    async def sleep(self, seconds: float) -> None:
        """Wait, as httpcore asks."""
        await asyncio.sleep(seconds)


class Line(httpx.AsyncBaseTransport):
    """httpx's way to the network: everything that it can meet comes out as an error of the wire."""

    def __init__(self, backend: CheckedBackend, *, proxy: str = "", tls: ssl.SSLContext | None = None) -> None:
        self._by_relay = bool(proxy)
        context = tls or _trust()
        self._pool: httpcore.AsyncConnectionPool
        if proxy:
            self._pool = _relayed(proxy, context)
        else:
            self._pool = httpcore.AsyncConnectionPool(
                context, max_connections=_CONNECTIONS, keepalive_expiry=_IDLE, network_backend=backend
            )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and give the answer, its body still on the line.

        Raises:
            WireError: As by ``_told``.
        """
        if self._by_relay:
            check_name(request.url.host, by_relay=True)
        asked = httpcore.Request(
            request.method,
            httpcore.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            extensions=request.extensions,
        )
        try:
            answer = await self._pool.handle_async_request(asked)
        except BaseException as error:
            await _hang_up()
            if isinstance(error, _FAULTS):
                raise _told(error, request.url.host) from error
            if isinstance(error, _NO_SOCKS):
                raise RelayError("The proxy speaks no SOCKS. See whether it is Tor that answers there.") from error
            raise
        body = Body(cast("AsyncIterable[bytes]", answer.stream), request.url.host)  # an async pool gives no other
        return httpx.Response(answer.status, headers=answer.headers, stream=body, extensions=answer.extensions)

    async def aclose(self) -> None:
        """Hang up."""
        await self._pool.aclose()


class Body(httpx.AsyncByteStream):
    """A body as it comes over the line."""

    def __init__(self, stream: AsyncIterable[bytes], host: str) -> None:
        self._stream = stream
        self._host = host

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for part in self._stream:
                yield part
        except _FAULTS as error:
            raise _told(error, self._host) from error

    async def aclose(self) -> None:
        """Leave the rest on the line."""
        close = getattr(self._stream, "aclose", None)
        if close is not None:
            await close()


_FAULTS: Final = (
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    httpcore.UnsupportedProtocol,
    ssl.SSLError,
)


_NO_SOCKS: Final = (socksio.SOCKSError, AssertionError)  # httpcore asserts that replies are of the right kind
# Replies of a SOCKS proxy (RFC 1928) that are about where it was to connect to.
_OUTLET_AWAY: Final = ("Network unreachable", "Host unreachable", "Connection refused", "TTL expired")


def _told(error: Exception, host: str) -> WireError:
    """An error of httpcore as one of the wire."""
    reason = str(error) or type(error).__name__
    if isinstance(error, httpcore.TimeoutException):
        return SlowError(f"“{host}” did not answer in time. It may be overloaded: try again later.")
    if isinstance(error, httpcore.ProxyError):
        if any(told in reason for told in _OUTLET_AWAY):
            return AwayError(f"“{host}” could not be reached through the proxy. Try again later. ({reason})")
        return RelayError(f"The proxy did not let us through to “{host}”: {reason} See whether it runs.")
    if isinstance(error, httpcore.ProtocolError):
        return AwayError(f"“{host}” broke off, or did not speak HTTP: {reason}")
    if "CERTIFICATE" in reason.upper() or "SSL" in reason.upper():
        return AwayError(f"“{host}” did not show a certificate that can be trusted: {reason}")
    return AwayError(f"“{host}” could not be reached, or the connection broke: {reason}")


_TO_RELAY: Final[ContextVar[httpcore.AsyncNetworkStream | None]] = ContextVar("_TO_RELAY", default=None)


class RelayBackend(httpcore.AnyIOBackend):
    """Remembers the connection to a proxy until the proxy has agreed: httpcore leaves it open if it does not."""

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the proxy, which is ours and stands where it stands: nothing is checked."""
        try:
            stream = await super().connect_tcp(host, port, timeout, local_address, socket_options)
        except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
            raise httpcore.ProxyError(f"nothing answers at {host}:{port}.") from error
        _TO_RELAY.set(stream)
        return stream


async def _hang_up() -> None:
    stream = _TO_RELAY.get()
    if stream is not None:
        _TO_RELAY.set(None)
        await stream.aclose()


def _relayed(proxy: str, context: ssl.SSLContext) -> httpcore.AsyncConnectionPool:
    """Connections through a SOCKS proxy, which looks up the names itself: no name is asked for here.

    Raises:
        AddressError: The setting names no SOCKS proxy.
    """
    url = httpx.URL(proxy)
    if url.scheme != "socks5h" or not url.host:
        raise AddressError("The proxy must be written as socks5h://host:port, so that names are looked up there.")
    address = httpcore.URL(scheme=b"socks5", host=url.raw_host, port=url.port or 9050, target=b"/")
    auth = (url.username, url.password) if url.username else None
    return httpcore.AsyncSOCKSProxy(
        address,
        auth,
        context,
        max_connections=_CONNECTIONS,
        keepalive_expiry=_IDLE,
        network_backend=RelayBackend(),
    )
