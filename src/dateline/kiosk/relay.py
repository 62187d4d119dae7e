"""The way to the live addresses: one request through the desk's inner socket, one answer back.

Only what is named here crosses, in either direction: methods, fields, bytes, seconds, and how many at a time.
"""

import asyncio
import logging
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, cast

import httptools

from dateline.kiosk.errors import AwayError
from dateline.kiosk.request import Request

log: Final = logging.getLogger("dateline.kiosk")

_BACK: Final = {
    name.lower().encode(): name
    for name in ("Content-Type", "Content-Language", "Content-Security-Policy", "Cache-Control", "Location",
                 "Referrer-Policy", "Retry-After", "Vary")
}  # fmt: skip
_LONGEST_ANSWER: Final = 4 * 1024 * 1024


@dataclass(slots=True)
class Told:
    """What a live address answered."""

    status: int = 0
    fields: dict[str, str] = field(default_factory=dict)
    body: bytearray = field(default_factory=bytearray)


class Relay:
    """Passes requests on to a socket, so many at once and no more."""

    def __init__(self, place: Path | None, at_once: int = 32, patience: float = 20.0) -> None:
        self._place = place
        self._at_once = at_once
        self._patience = patience
        self._under_way = 0
        self._is_told = False

    @property
    def leads_somewhere(self) -> bool:
        """Say whether there are live addresses at all."""
        return self._place is not None

    async def ask(self, request: Request, visitor: str) -> Told:
        """Take a request and give what the live address told.

        Args:
            request: Of its head, the fields that are named in ``heads.py`` are passed on.
            visitor: The reader's name for today.

        Raises:
            AwayError: Nobody answers, not in time, or not in HTTP; or too many are under way.
        """
        if self._under_way >= self._at_once:
            raise AwayError
        self._under_way += 1
        try:
            async with asyncio.timeout(self._patience):
                told = await self._pass_on(_written(request, visitor))
        except (OSError, TimeoutError, httptools.HttpParserError) as error:
            self._tell(type(error).__name__)
            raise AwayError from error
        finally:
            self._under_way -= 1
        self._is_told = False
        return told

    async def _pass_on(self, request: bytes) -> Told:
        loop = asyncio.get_running_loop()
        done: asyncio.Future[Told] = loop.create_future()
        transport, _ = await loop.create_unix_connection(lambda: _Call(request, done), str(self._place))
        try:
            return await done
        finally:
            transport.abort()

    def _tell(self, reason: str) -> None:
        if not self._is_told:  # once, not for each reader
            self._is_told = True
            log.warning(
                "Live addresses do not answer (%s). Comments are kept; for the rest readers are told to come back.",
                reason,
            )


def _written(request: Request, visitor: str) -> bytes:
    method = b"POST" if request.asked.method == b"POST" else b"GET"  # HEAD is a GET whose body stays here
    lines = [
        b"%s %s HTTP/1.1" % (method, request.target),
        b"Host: localhost",
        b"Connection: close",
        *(b"%s: %s" % each for each in request.asked.passed_on),
        b"Dateline-Visitor: %s" % visitor.encode(),
    ]
    if method == b"POST":
        lines.append(b"Content-Length: %d" % len(request.body))
    return b"\r\n".join([*lines, b"", request.body])


class _Call(asyncio.Protocol):
    """One request to the desk, and its answer."""

    def __init__(self, request: bytes, done: "asyncio.Future[Told]") -> None:
        self._request = request
        self._done = done
        self._told = Told()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._parser = httptools.HttpResponseParser(self)
        cast("asyncio.Transport", transport).write(self._request)

    def data_received(self, data: bytes) -> None:
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError as error:
            self._fail(error)

    def connection_lost(self, exc: Exception | None) -> None:
        self._fail(exc or ConnectionResetError())
        del self._parser  # which knows this call: nothing else would end the circle, and let go of what was sent

    # What the parser calls.

    def on_header(self, name: bytes, value: bytes) -> None:
        if kept := _BACK.get(name.lower()):
            self._told.fields[kept] = value.decode("latin-1")

    def on_headers_complete(self) -> None:
        self._told.status = self._parser.get_status_code()

    def on_body(self, piece: bytes) -> None:
        self._told.body += piece
        if len(self._told.body) > _LONGEST_ANSWER:
            self._fail(ConnectionAbortedError())

    def on_message_complete(self) -> None:
        if not self._done.done():
            self._done.set_result(self._told)

    def _fail(self, error: Exception) -> None:
        if not self._done.done():
            self._done.set_exception(error)
