"""A small world of outlets on this machine: names of their own, behind one real server, for tests that fetch.

    with Outlets() as world:
        amber = world.outlet("amber.test")
        amber.plays("/story", publishes(b"<h1>The ferry sails again</h1>"))
        fetch(amber.at("/story"), door=world.door())

What an outlet does at a path is a *situation*: a function of this module, or any coroutine that takes a request and a
stream to write to. A path may be given several situations, played one after the other; the last stays.
"""

import asyncio
import gzip
import ssl
import threading
import zlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address

import brotli

from dateline.wire.errors import AwayError, WireError
from dateline.wire.fetch import Door

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Request:
    """What was asked for; header names are in lower case."""

    path: str
    headers: dict[str, str]


Situation = Callable[[Request, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Outlet:
    """An outlet: its name, what it does at each path, and what it was asked for so far."""

    name: str
    origin: str
    asked: list[Request] = field(default_factory=list)
    _plays: dict[str, list[Situation]] = field(default_factory=dict)

    def at(self, path: str = "/") -> str:
        """The address of a path."""
        return f"{self.origin}{path}"

    def plays(self, path: str, *situations: Situation) -> str:
        """Let these be what happens at a path, and give its address."""
        self._plays[path] = list(situations)
        return self.at(path)

    async def answer(self, request: Request, writer: asyncio.StreamWriter) -> None:
        """Do what is due."""
        self.asked.append(request)
        due = self._plays.get(request.path, [])
        situation = (due.pop(0) if len(due) > 1 else due[0]) if due else is_missing()
        await situation(request, writer)


class Outlets:
    """The world: a server in a thread of its own. Names end in ``.test`` (RFC 6761); no other is known here."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self._tls = tls
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._outlets: dict[str, Outlet] = {}
        self._open: set[asyncio.Task[None]] = set()
        self.looked_up: list[str] = []
        self.most_at_once = 0
        self._answering = 0

    def __enter__(self) -> "Outlets":
        self._thread.start()
        self._server = self._run(asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self._tls))
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        self._run(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def outlet(self, name: str) -> Outlet:
        """Found an outlet."""
        scheme = "https" if self._tls else "http"
        return self._outlets.setdefault(name, Outlet(name, f"{scheme}://{name}:{self.port}"))

    def door(self, **settings) -> Door:
        """The door to this world, as ``Door`` takes it; no pauses unless asked for."""
        return Door(**{"pause": 0.0, "allow_loopback": True, "resolve": self.resolve, **settings})

    async def resolve(self, host: str, _port: int) -> Sequence:
        """Look up a name of this world."""
        self.looked_up.append(host)
        if not host.endswith(".test"):
            raise AwayError(f"No host is called “{host}” in this world.")
        return [ip_address("127.0.0.1")]

    def _run(self, coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(10)

    async def _close(self) -> None:
        self._server.close()
        for task in list(self._open):
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)
        await self._server.wait_closed()
        for _ in range(3):
            await asyncio.sleep(0)  # closed connections say so to their loop in its next rounds

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        self._open.add(task)
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            first, *lines = head.split("\r\n")
            headers = {
                name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)
            }
            outlet = self._outlets.get(headers.get("host", "").partition(":")[0])
            if outlet:
                self._answering += 1
                self.most_at_once = max(self.most_at_once, self._answering)
                try:
                    await outlet.answer(Request(first.split(" ")[1], headers), writer)
                finally:
                    self._answering -= 1
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self._open.discard(task)
            writer.close()


def _head(status: int, headers: dict[str, str]) -> bytes:
    lines = [
        f"HTTP/1.1 {status} As played",
        *(f"{name}: {value}" for name, value in headers.items()),
        "Connection: close",
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8")


def publishes(body: bytes, status: int = 200, kind: str = HTML, **headers: str) -> Situation:
    """An outlet that answers as it should. Names of headers are written with ``_`` for ``-``."""

    async def situation(_request: Request, writer: asyncio.StreamWriter) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        writer.write(_head(status, {"Content-Type": kind, "Content-Length": str(len(body)), **named}) + body)

    return situation


def publishes_with_validators(body: bytes, etag: str, last_modified: str = "") -> Situation:
    """An outlet that says 304 to who has this version already."""

    async def situation(request: Request, writer: asyncio.StreamWriter) -> None:
        known = request.headers.get("if-none-match") == etag
        extra = {"etag": etag, **({"last_modified": last_modified} if last_modified else {})}
        await publishes(b"" if known else body, 304 if known else 200, **extra)(request, writer)

    return situation


def corrects(body: bytes, wrong: bytes, right: bytes, note: bytes) -> Situation:
    """An outlet that changes a story, and says so at its end."""
    return publishes(body.replace(wrong, right).replace(b"</article>", b"<p>" + note + b"</p></article>"))


def is_missing() -> Situation:
    """Nothing is there (404)."""
    return publishes(b"Not found", 404)


def retracts() -> Situation:
    """A story was there, and is there no longer (410)."""
    return publishes(b"Gone", 410)


def asks_to_pay() -> Situation:
    """A paywall that says so (402)."""
    return publishes(b"Subscribe", 402)


def refuses() -> Situation:
    """A ban (403)."""
    return publishes(b"Forbidden", 403)


def fails() -> Situation:
    """The outlet's own server is broken (500)."""
    return publishes(b"Oops", 500)


def asks_to_come_back(after: str = "120", status: int = 503) -> Situation:
    """A server that has too much to do."""
    return publishes(b"Busy", status, retry_after=after)


def moves_to(address: str, status: int = 301) -> Situation:
    """A redirect: 301 and 308 for good, 302, 303 and 307 for now."""
    return publishes(b"", status, location=address)


def sets_cookies(body: bytes) -> Situation:
    """An outlet that wants to know us again."""
    return publishes(body, set_cookie="reader=17; Path=/")


def says_nothing(seconds: float = 5.0) -> Situation:
    """A server that takes the request and is silent."""

    async def situation(_request: Request, _writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(seconds)

    return situation


def takes_its_time(body: bytes, seconds: float = 0.1) -> Situation:
    """A slow server that answers in the end."""

    async def situation(request: Request, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(seconds)
        await publishes(body)(request, writer)

    return situation


def drips(every: float = 0.05, size: int = 10_000) -> Situation:
    """A slow loris the other way round: a byte now and then, so that no single read is ever late."""

    async def situation(_request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(_head(200, {"Content-Type": HTML, "Content-Length": str(size)}))
        for _ in range(size):
            writer.write(b"a")
            await writer.drain()
            await asyncio.sleep(every)

    return situation


def drips_headers(every: float = 0.05) -> Situation:
    """Headers without end, one by one."""

    async def situation(_request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(10_000):
            writer.write(f"X-{number}: a\r\n".encode())
            await writer.drain()
            await asyncio.sleep(every)

    return situation


def streams(size: int, chunk: int = 65_536) -> Situation:
    """A body of any size in chunks, its length told to nobody."""

    async def situation(_request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(_head(200, {"Content-Type": HTML, "Transfer-Encoding": "chunked"}))
        for at in range(0, size, chunk):
            part = b"a" * min(chunk, size - at)
            writer.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
            await writer.drain()
        writer.write(b"0\r\n\r\n")

    return situation


def packed(body: bytes, coding: str) -> bytes:
    """A body in the codings of a header ``Content-Encoding``, the first one innermost."""
    packers = {"gzip": gzip.compress, "deflate": zlib.compress, "br": _brotli, "bare": _bare}
    for name in coding.split(","):
        body = packers[name.strip()](body)
    return body


def _brotli(body: bytes) -> bytes:
    compressed: bytes = brotli.compress(body, quality=4)
    return compressed


def _bare(body: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return stream.compress(body) + stream.flush()


def packs(body: bytes, coding: str) -> Situation:
    """An outlet that compresses; ``bare`` is deflate without its head, which some send."""
    return publishes(packed(body, coding), content_encoding=coding.replace("bare", "deflate"))


def bombs(coding: str = "gzip", size: int = 200_000_000) -> Situation:
    """A few kilobytes that would become very many."""
    return publishes(packed(b"\0" * size, coding), content_encoding=coding)


def lies_about_coding(body: bytes) -> Situation:
    """Plain text that says it is gzip."""
    return publishes(body, content_encoding="gzip")


def promises_more(body: bytes) -> Situation:
    """A body that ends before the length that was told."""

    async def situation(_request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(_head(200, {"Content-Type": HTML, "Content-Length": str(len(body) + 100)}) + body)

    return situation


def promises_less(body: bytes, length: int) -> Situation:
    """A body that goes on behind the length that was told."""

    async def situation(_request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(_head(200, {"Content-Type": HTML, "Content-Length": str(length)}) + body)

    return situation


def breaks_chunks() -> Situation:
    """Chunks that are none."""

    async def situation(_request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(_head(200, {"Transfer-Encoding": "chunked"}) + b"zz\r\nthe ferry\r\n")

    return situation


def resets() -> Situation:
    """A connection that is cut in the middle of a body."""

    async def situation(_request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(_head(200, {"Content-Type": HTML, "Content-Length": "1000"}) + b"the ferry")
        await writer.drain()
        writer.transport.abort()

    return situation


def speaks_no_http() -> Situation:
    """A server of something else."""

    async def situation(_request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail.amber.test ESMTP\r\n")

    return situation


def publishes_misread(text: str, encoding: str, said: str) -> Situation:
    """A text in one encoding, with another one in its headers."""
    return publishes(text.encode(encoding, "replace"), kind=f"text/html; charset={said}")


def breaks_off(body: bytes, share: float = 0.7) -> Situation:
    """A feed or a page that its maker did not finish; what there is of it came in full."""
    return publishes(body[: int(len(body) * share)])


def sends(raw: bytes) -> Situation:
    """Anything at all."""

    async def situation(_request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(raw)

    return situation


def sends_everything_twice(body: bytes) -> Situation:
    """Two answers to one request."""

    async def situation(request: Request, writer: asyncio.StreamWriter) -> None:
        await publishes(body)(request, writer)
        await publishes(b"smuggled")(request, writer)

    return situation


async def polled(fetcher, asked) -> list:
    """Ask for many addresses at once, each with its validators; gives each with what came, an error too."""

    async def one(address, validators):
        try:
            return address, await fetcher.fetch(address, validators=validators)
        except WireError as error:
            return address, error

    return list(await asyncio.gather(*(one(*each) for each in asked)))
