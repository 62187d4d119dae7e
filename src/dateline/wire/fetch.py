"""The one door to the network: asks other people's servers, politely, and gives what came or says who is at fault.

    an address ─▶ addresses: is it one of the web?
        │
        ├─▶ manners: our turn at this host?
        ├─▶ line: look the name up, check each IP address, connect to the checked one
        ├─▶ the answer ── 3xx ─▶ the next address, checked as the first was
        │        └─ 304, 4xx, 5xx ─▶ unchanged, or an error that knows whether it is permanent
        └─▶ decompression: part by part, within a bound ─▶ Fetched

No cookies, no referrer, no credentials, no proxies of the environment. See docs/wire-sources.md.
"""

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Final, Self

import httpx

from dateline import __version__
from dateline.lib.clock import now
from dateline.wire.errors import (
    AddressError,
    BusyError,
    GoneError,
    RedirectError,
    RefusedError,
    SlowError,
    SourceError,
)
from dateline.wire.network.addresses import read
from dateline.wire.network.decompression import ACCEPTED, Decompressor, too_large
from dateline.wire.network.line import CheckedBackend, Line, Resolver, look_up
from dateline.wire.network.manners import Manners, retry_after
from dateline.wire.values import NOT_MODIFIED, Fetched

__all__ = ["Bounds", "Door", "Fetcher", "Validators", "fetch"]

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_PERMANENT: Final = frozenset({301, 308})
_GONE: Final = frozenset({404, 410})
_REFUSED: Final = frozenset({401, 402, 403, 407, 451})
_BUSY: Final = frozenset({429, 503})
_GOOD: Final = frozenset({200, 203})
_KINDS: Final = "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long and how much: seconds to connect, for each read, for all; bytes as sent and once unpacked; redirects."""

    connect: float = 10.0
    read: float = 20.0
    total: float = 60.0
    as_sent: int = 10_000_000
    unpacked: int = 30_000_000
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Validators:
    """What an outlet gave with an answer, so that it can be asked whether it has changed (RFC 9110, section 8.8).

    They are sent to ``address`` only, that which gave them; if it is empty, to the address that is asked.
    """

    etag: str = ""
    last_modified: str = ""
    address: str = ""

    @classmethod
    def of(cls, fetched: Fetched) -> Self:
        """Take an answer and give the validators for the next time."""
        return cls(fetched.headers.get("etag", ""), fetched.headers.get("last-modified", ""), fetched.final)


@dataclass(frozen=True, slots=True)
class Door:
    """How the door is set. ``contact`` is an address where an outlet can read who we are; it stands in ``User-Agent``.

    ``proxy`` is a SOCKS proxy, ``socks5h://host:port``, which then looks up all names. ``allow_loopback`` is for tests,
    as are ``resolve`` and ``tls``.
    """

    bounds: Bounds = field(default_factory=Bounds)
    pause: float = 1.0
    at_once: int = 2
    everywhere: int = 20
    contact: str = ""
    proxy: str = ""
    allow_loopback: bool = False
    resolve: Resolver = look_up
    tls: ssl.SSLContext | None = None

    @property
    def user_agent(self) -> str:
        """Who we say that we are."""
        return f"Dateline/{__version__} (the wire of a newspaper{f'; +{self.contact}' if self.contact else ''})"


def fetch(address: str, *, validators: Validators | None = None, door: Door | None = None) -> Fetched:
    """Ask for one address, and wait for it. For many, or inside an event loop, use ``Fetcher``.

    Args:
        address: An address of the web, http or https.
        validators: What came with the last answer, to be told if nothing has changed.
        door: How long, how much, and by which way.

    Returns:
        The answer, unpacked; with status 304 and no body if nothing has changed.

    Raises:
        AddressError: The address must not or cannot be asked for.
        SourceError: The outlet is away, slow, refuses, is gone, or sends too much or what cannot be unpacked.
        RelayError: Our proxy is at fault.
    """

    async def once() -> Fetched:
        async with Fetcher(door) as fetcher:
            return await fetcher.fetch(address, validators=validators)

    return asyncio.run(once())


class Fetcher:
    """The door, open: connections and manners are kept while it is. An async context manager, for one loop."""

    def __init__(self, door: Door | None = None) -> None:
        self._door = door or Door()
        self._manners = Manners(self._door.pause, self._door.at_once)
        self._slots = asyncio.Semaphore(self._door.everywhere)
        backend = CheckedBackend(self._door.resolve, allow_loopback=self._door.allow_loopback)
        bounds = self._door.bounds
        self._client = httpx.AsyncClient(
            transport=Line(backend, proxy=self._door.proxy, tls=self._door.tls),
            timeout=httpx.Timeout(bounds.read, connect=bounds.connect, pool=bounds.total),
            headers={"user-agent": self._door.user_agent, "accept": _KINDS, "accept-encoding": ACCEPTED},
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            follow_redirects=False,
            trust_env=False,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    async def fetch(self, address: str, *, validators: Validators | None = None) -> Fetched:
        """Ask for one address; gives and raises as the function ``fetch`` does."""
        url = read(address)
        try:
            async with asyncio.timeout(None) as deadline:
                return await self._followed(url, address, validators or Validators(), deadline)
        except TimeoutError as error:
            raise SlowError(
                f"“{url.host}” took longer than {self._door.bounds.total:.0f} seconds in all. Try again later."
            ) from error

    async def _followed(
        self, url: httpx.URL, address: str, validators: Validators, deadline: asyncio.Timeout
    ) -> Fetched:
        """Ask, and go where the outlet sends us, checking each step as the first."""
        moved, seen, keeper = "", {str(url)}, validators.address or str(url)
        for step in range(self._door.bounds.redirects + 1):
            headers = _conditions(validators) if str(url) == keeper else {}
            answer = await self._step(url, headers, None if step else deadline)
            if isinstance(answer, Answer):
                return answer.fetched(address, str(url), moved)
            target = _target(answer, url)
            if str(target) in seen:
                raise RedirectError(
                    f"“{url.host}” sends us round in circles. Open the address in a browser to see where it leads.",
                    status=answer.status_code,
                )
            if answer.status_code in _PERMANENT and (step == 0 or moved == str(url)):
                moved = str(target)
            seen.add(str(target))
            url = target
        raise RedirectError(
            f"“{url.host}” sends us on more than {self._door.bounds.redirects} times. Ask for the last address."
        )

    async def _step(
        self, url: httpx.URL, headers: Mapping[str, str], deadline: asyncio.Timeout | None
    ) -> "Answer | httpx.Response":
        """One request: the answer with its body, or a redirect. The time in all counts from the first one's turn."""
        try:
            async with self._manners.turn(url.host, again=deadline is None), self._slots:
                if deadline is not None:
                    deadline.reschedule(asyncio.get_running_loop().time() + self._door.bounds.total)
                return await self._asked(url, headers)
        except (httpx.HTTPError, httpx.InvalidURL) as error:  # httpx reads where a redirect leads, followed or not
            raise RedirectError(f"“{url.host}” sends us on to what is no address.") from error
        except AddressError as error:
            if deadline is None:
                raise RedirectError(f"We were sent on to where we do not go. {error}") from error
            raise

    async def _asked(self, url: httpx.URL, headers: Mapping[str, str]) -> "Answer | httpx.Response":
        async with self._client.stream("GET", url, headers=headers) as got:
            if got.status_code in _REDIRECTS and "location" in got.headers:
                return got
            self._judge(got, asked_if_changed=bool(headers))
            body = b"" if got.status_code == NOT_MODIFIED else await self._body(got)
            return Answer(got.status_code, _plain(got.headers), body)

    def _judge(self, got: httpx.Response, *, asked_if_changed: bool) -> None:
        """Raise what an answer's status asks for (RFC 9110, section 15)."""
        status, host = got.status_code, got.url.host
        if status in _GOOD or (status == NOT_MODIFIED and asked_if_changed):
            return
        if status in _GONE:
            raise GoneError(f"“{host}” says that this is not there ({status}). Check the address.", status=status)
        if status in _REFUSED:
            raise RefusedError(
                f"“{host}” does not let us see this ({status}). Ask the outlet for access.", status=status
            )
        if status in _BUSY:
            later = retry_after(got.headers.get("retry-after", ""))
            if later is not None:
                self._manners.hold_off(host, later)
            raise BusyError(f"“{host}” asks us to come back later ({status}).", status=status, retry_after=later)
        raise SourceError(f"“{host}” answered {status}, which is nothing to read. Try again later.", status=status)

    async def _body(self, got: httpx.Response) -> bytes:
        """The body, unpacked. What it says of its length is believed only if that is too much."""
        bounds = self._door.bounds
        length = got.headers.get("content-length", "")
        if length.isascii() and length.isdigit() and int(length[:15]) > bounds.as_sent:
            raise too_large(bounds.as_sent)
        decompressor = Decompressor(got.headers.get("content-encoding", ""), bounds.unpacked)
        sent, parts = 0, []
        async for part in got.aiter_raw():
            sent += len(part)
            if sent > bounds.as_sent:
                raise too_large(bounds.as_sent)
            parts.append(decompressor.feed(part))
        parts.append(decompressor.finish())
        return b"".join(parts)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that is no redirect and no refusal."""

    status: int
    headers: dict[str, str]
    body: bytes

    def fetched(self, address: str, final: str, moved: str) -> Fetched:
        """Give it with where it comes from."""
        digest = sha256(self.body).hexdigest()
        return Fetched(address, final, self.status, self.headers, self.body, now(), digest, moved)


def _plain(headers: httpx.Headers) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _conditions(validators: Validators) -> dict[str, str]:
    conditions = {"if-none-match": validators.etag, "if-modified-since": validators.last_modified}
    return {name: value for name, value in conditions.items() if value and value.isprintable() and value.isascii()}


def _target(answer: httpx.Response, url: httpx.URL) -> httpx.URL:
    """Where a redirect leads. From https it leads to nothing less: what was promised to nobody else stays so."""
    try:
        target = read(answer.headers["location"], base=str(url))
    except AddressError as error:
        raise RedirectError(
            f"“{url.host}” sends us on to where we do not go. {error}", status=answer.status_code
        ) from error
    if url.scheme == "https" and target.scheme == "http":
        raise RedirectError(
            f"“{url.host}” sends us from https to http, where anybody can read along.", status=answer.status_code
        )
    return target
