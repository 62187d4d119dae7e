import asyncio
import logging
import time
import traceback
from collections import deque
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Final, cast

import httptools

from dateline.kiosk.counter import Counter, Request, refuse
from dateline.kiosk.errors import MalformedError

log: Final = logging.getLogger("dateline.kiosk")

_WANTED: Final = frozenset({b"accept-encoding", b"if-none-match", b"if-modified-since", b"range", b"if-range"})
_SPOILED: Final = Request(b"GET", b"", close=True)  # stands for a request that could not be read


@dataclass(frozen=True, slots=True)
class Limits:
    """How much and how long a reader may take, in bytes and seconds."""

    head: int = 16 * 1024
    head_time: float = 10
    idle_time: float = 30
    linger_time: float = 2


class Connection(asyncio.Protocol):
    """One reader's connection: parses, asks the counter, writes; requests are answered in their order.

    bytes → httptools → on_url, on_header, … → _finish → Counter.answer → transport
    """

    def __init__(self, counter: Counter, limits: Limits, connections: set["Connection"]) -> None:
        self._counter = counter
        self._limits = limits
        self._connections = connections
        self._parser = httptools.HttpRequestParser(self)
        self._waiting: deque[Request | HTTPStatus] = deque()
        self._writable = True
        self._in_head = False  # a request has begun, and is not read to its end
        self._ending = False  # the last request was read
        self._stopping = False
        self._unread = -1
        self._fed = 0
        self._begin()
        self._deadline = time.monotonic() + limits.head_time

    # What the transport calls.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Count the connection in."""
        self._transport = cast("asyncio.Transport", transport)
        self._connections.add(self)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        """Count the connection out; what was not answered never is."""
        self._ending = True
        self._waiting.clear()
        self._connections.discard(self)

    def data_received(self, data: bytes) -> None:
        """Parse what came; the parser calls back for each request in it."""
        if self._ending:
            return
        self._fed += len(data)
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            pass  # it was answered in HTTP/1.1, and was the last one
        except httptools.HttpParserCallbackError as error:
            log.error("A request could not be answered: %s", _where(error.__context__ or error))
            self._refuse(HTTPStatus.INTERNAL_SERVER_ERROR)
        except httptools.HttpParserError:
            self._refuse(HTTPStatus.BAD_REQUEST)
        if self._in_head and self._fed > self._limits.head:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)

    def pause_writing(self) -> None:
        """Stop reading from one who asks and does not read, or answers and questions would fill the memory."""
        self._writable = False
        self._wait(self._limits.idle_time)
        if not self._transport.is_closing():
            self._transport.pause_reading()

    def resume_writing(self) -> None:
        """Answer what was waiting, then read on."""
        self._writable = True
        self._wait(self._limits.idle_time)
        while self._waiting and self._writable:
            self._answer(self._waiting.popleft())
        if self._writable and not self._transport.is_closing():
            self._transport.resume_reading()
            self._close_if_stopped()

    # What the parser calls.

    def on_message_begin(self) -> None:
        """Begin a request."""
        self._begin()
        self._in_head = True
        self._wait(self._limits.head_time)

    def on_url(self, url: bytes) -> None:
        """Take a piece of the target."""
        self._target += url
        self._weigh(len(url))

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a field; keep the few that matter to print."""
        self._weigh(len(name) + len(value))
        name = name.lower()
        if name == b"host":
            self._hosts += 1
        elif name == b"transfer-encoding" or (name == b"content-length" and value.strip(b" \t0")):
            self._has_body = True
        elif name in _WANTED:
            text = value.decode("latin-1")
            self._fields[name] = f"{self._fields[name]}, {text}" if name in self._fields else text

    def on_headers_complete(self) -> None:
        """Answer at once what has a body: nothing that is printed takes one, and it will not be read."""
        if self._has_body:
            self._finish(close=True)

    def on_message_complete(self) -> None:
        """Answer a request."""
        self._finish(close=not self._parser.should_keep_alive() or self._parser.should_upgrade())

    # What the server calls.

    def expire(self, now: float) -> None:
        """End the connection if its reader has taken too long; one who reads slowly, but reads, has time."""
        if now < self._deadline:
            return
        unread = self._transport.get_write_buffer_size()
        if unread and unread != self._unread:
            self._unread = unread
            self._wait(self._limits.idle_time)
        elif self._in_head and not self._ending:
            self._refuse(HTTPStatus.REQUEST_TIMEOUT)
        else:
            self._transport.abort()

    def stop(self) -> None:
        """Finish what was asked, and close."""
        self._stopping = True
        self._close_if_stopped()

    # The rest is this class's own.

    def _begin(self) -> None:
        self._target = b""
        self._fields: dict[bytes, str] = {}
        self._hosts = 0
        self._weight = 0
        self._has_body = False

    def _wait(self, seconds: float) -> None:
        self._deadline = time.monotonic() + seconds

    def _weigh(self, size: int) -> None:
        self._weight += size + 4
        if self._weight > self._limits.head:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)

    def _finish(self, *, close: bool) -> None:
        if self._ending:
            return
        self._in_head = False
        self._fed = 0
        self._wait(self._limits.idle_time)
        version = self._parser.get_http_version()
        if version not in ("1.0", "1.1") or self._hosts > 1 or (version == "1.1" and self._hosts == 0):
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        self._ending = close or self._stopping or version == "1.0"
        self._enqueue(
            Request(
                method=self._parser.get_method(),
                target=self._target,
                accept_encoding=self._fields.get(b"accept-encoding", ""),
                if_none_match=self._fields.get(b"if-none-match"),
                if_modified_since=self._fields.get(b"if-modified-since"),
                range=self._fields.get(b"range"),
                if_range=self._fields.get(b"if-range"),
                close=self._ending,
            )
        )

    def _refuse(self, status: HTTPStatus) -> None:
        if not self._ending:
            self._ending = True
            self._enqueue(status)

    def _enqueue(self, item: Request | HTTPStatus) -> None:
        if self._writable and not self._waiting:
            self._answer(item)
        else:
            self._waiting.append(item)

    def _answer(self, item: Request | HTTPStatus) -> None:
        close = True
        if isinstance(item, HTTPStatus):
            parts = refuse(_SPOILED, item)
        else:
            try:
                parts = self._counter.answer(item)
                close = item.close
            except MalformedError:
                parts = refuse(replace(item, close=True), HTTPStatus.BAD_REQUEST)
            except OSError as error:
                log.error("The shelf could not be read: %s", error.strerror)
                parts = refuse(replace(item, close=True), HTTPStatus.INTERNAL_SERVER_ERROR)
        self._transport.writelines([part for part in parts if part])
        if close:
            self._end()

    def _end(self) -> None:
        """Say that nothing more comes. What still comes is dropped, not refused: that could cost the answer."""
        self._ending = True
        self._waiting.clear()
        if not self._transport.is_closing():
            self._transport.write_eof()
            self._wait(self._limits.linger_time)

    def _close_if_stopped(self) -> None:
        if self._stopping and not (self._in_head or self._waiting or self._ending):
            self._ending = True
            self._transport.close()


def _where(error: BaseException) -> str:
    """Say what failed and where, without its message: an address might be in it."""
    places = traceback.extract_tb(error.__traceback__)
    return f"{type(error).__name__} in {places[-1].filename}:{places[-1].lineno}" if places else type(error).__name__
