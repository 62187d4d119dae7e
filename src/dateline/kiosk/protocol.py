"""One reader's connection."""

import asyncio
import logging
import traceback
from collections import deque
from http import HTTPStatus
from typing import Final, cast

import httptools

from dateline.kiosk import answers
from dateline.kiosk.answers import Parts, Stretch
from dateline.kiosk.counter import LIVE
from dateline.kiosk.errors import MalformedError
from dateline.kiosk.heads import WANTED, Asked, read_head
from dateline.kiosk.pieces import Pieces
from dateline.kiosk.request import Request
from dateline.kiosk.stall import Stall

log: Final = logging.getLogger("dateline.kiosk")

_JOINED: Final = 64 * 1024  # what is longer is not copied behind its head
_LAST: Final = Asked(close=True)  # stands for a request that could not be read


class Connection(asyncio.Protocol):
    """Parses what a reader sends, asks the counter, writes; requests are answered in their order.

    bytes → head known? → Counter.recall → transport
      └ httptools → on_url, on_header, … → _finish → Counter.answer, or Live.take → transport
    """

    def __init__(self, stall: Stall) -> None:
        self._stall = stall
        self._parser: httptools.HttpRequestParser | None = None
        self._waiting: deque[Request | HTTPStatus] = deque()
        self._at_rest = True  # nothing is half read, half answered or waiting
        self._writable = True
        self._in_head = self._in_body = False
        self._is_busy = False  # an answer is on its way that takes more than one step
        self._ending = False  # the last request was read
        self._stopping = False
        self._pieces: Pieces | None = None
        self._is_paused = False
        self._fed = self._finished = 0
        self._only: Request | None = None  # the one that ended in the last piece, if there was one alone
        self._deadline = 0.0
        self._patience = stall.limits.head_time
        self.since = stall.now
        self.address = self._peer = ""

    # What the transport calls.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Come in, if there is room."""
        self._transport = cast("asyncio.Transport", transport)
        # Each answer goes out at once, not when all who asked in this turn of the loop are answered.
        self._transport.set_write_buffer_limits(high=0)
        peer = transport.get_extra_info("peername")
        self._peer = peer[0] if peer else ""
        if not self._stall.door.enter(self, self._peer):
            self._at_rest, self._ending = False, True
            self._transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        """Leave; what was not answered never is. What was passed on to a live address is carried out."""
        self._at_rest, self._ending = False, True
        self._waiting.clear()
        self._parser = None  # which knows this connection: nothing else would end the circle
        self._let_file_go()
        self._stall.door.leave(self)

    def data_received(self, data: bytes) -> None:
        """Answer what came: at once if it is a whole request like others before it, else by way of the parser."""
        if self._at_rest and data.startswith(b"GET /"):
            space = data.find(b" ", 5)
            head = data[space:]
            asked = self._stall.heads.recall(head)
            if asked is not None and space <= self._stall.limits.line:
                self.since = self._stall.now
                parts = self._stall.counter.recall(data[4:space], asked)
                if parts is None:
                    self._answer(Request(data[4:space], asked))
                    self._settle()
                else:
                    self._send(parts, close=False)
                return
            self._parse(data)
            if self._at_rest and self._only and self._only.target == data[4:space]:
                self._stall.heads.remember(head, self._only.asked)
        elif not self._ending:
            self._parse(data)

    def pause_writing(self) -> None:
        """Stop reading from one who asks and does not read, or answers and questions would fill the memory."""
        self._writable = False
        limits = self._stall.limits
        self._wait(limits.idle_time + self._transport.get_write_buffer_size() / limits.slowest)
        self._settle()

    def resume_writing(self) -> None:
        """Answer what was waiting, then read on."""
        self._writable = True
        self._wait(self._stall.limits.linger_time if self._ending else self._stall.limits.idle_time)
        self._push()
        self._go_on()

    # What the parser calls.

    def on_message_begin(self) -> None:
        """Begin a request."""
        self._target = b""
        self._fields: dict[bytes, bytes] = {}
        self._body = bytearray()
        self._hosts = self._weight = self._count = self._length = 0
        self._has_body = False
        self._in_head = True
        self._wait(self._stall.limits.head_time)

    def on_url(self, url: bytes) -> None:
        """Take a piece of the target."""
        self._target += url
        if len(self._target) > self._stall.limits.line:
            self._refuse(HTTPStatus.REQUEST_URI_TOO_LONG)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a field; keep the few that matter. What comes behind a body (trailers) only weighs."""
        self._count += 1
        self._weight += len(name) + len(value) + 4
        if self._weight > self._stall.limits.head or self._count > self._stall.limits.fields:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        elif self._in_head:
            self._take(name.lower(), value)

    def on_headers_complete(self) -> None:
        """Read on if a body is wanted; else answer at once what has one, for it will not be read."""
        self._in_head = False
        if self._ending or not self._has_body:
            return
        if not self._takes_body():
            self._finish(close=True)
        elif self._length > self._stall.limits.body:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        else:
            self._in_body = True
            self._wait(self._stall.limits.body_time)
            if b"expect" in self._fields and not self._waiting and not self._is_busy:
                self._transport.write(answers.CONTINUE)

    def on_body(self, piece: bytes) -> None:
        """Take a piece of a body."""
        if self._in_body:
            self._body += piece
            if len(self._body) > self._stall.limits.body:
                self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)

    def on_message_complete(self) -> None:
        """Answer a request."""
        self._in_head = self._in_body = False
        parser = self._parser
        if parser:
            self._finish(close=not parser.should_keep_alive() or parser.should_upgrade())

    # What the door and the server call.

    @property
    def is_served(self) -> bool:
        """Say whether an answer is on its way."""
        return self._is_busy or not self._writable or bool(self._waiting)

    def give_way(self) -> None:
        """End at once, for somebody else to come in."""
        self._at_rest, self._ending = False, True
        self._transport.abort()

    def expire(self, now: float) -> None:
        """End the connection if its reader has taken too long."""
        if self._is_busy and self._writable:
            return  # it is the reader who waits
        if now < (self.since + self._patience if self._at_rest else self._deadline):
            return
        if (self._in_head or self._in_body) and not self._ending:
            self._refuse(HTTPStatus.REQUEST_TIMEOUT)
            self._settle()
        else:
            self.give_way()

    def stop(self) -> None:
        """Finish what was asked, and close."""
        self._stopping = True
        self._settle()

    # Reading

    def _parse(self, data: bytes) -> None:
        self._finished = 0
        if self._parser is None:
            self._parser = httptools.HttpRequestParser(self)
        self._fed = self._fed + len(data) if self._in_head else len(data)
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            pass  # it was answered in HTTP/1.1, and was the last one
        except httptools.HttpParserCallbackError as error:
            log.error("A request could not be answered: %s", _where(error.__context__ or error))
            self._refuse(HTTPStatus.INTERNAL_SERVER_ERROR)
        except httptools.HttpParserError:
            self._refuse(HTTPStatus.BAD_REQUEST)
        if self._in_head and self._fed > self._stall.limits.head + self._stall.limits.line:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        self._settle()

    def _take(self, name: bytes, value: bytes) -> None:
        if name == b"host":
            self._hosts += 1
        elif name == b"transfer-encoding":
            self._has_body = True
        elif name == b"content-length":
            self._length = int(value) if value.isdigit() and len(value) < 20 else 0  # noqa: PLR2004
            self._has_body = self._length > 0
        elif name in WANTED:
            self._fields[name] = self._fields[name] + b", " + value if name in self._fields else value

    def _takes_body(self) -> bool:
        is_post = self._parser is not None and self._parser.get_method() == b"POST"
        return is_post and self._target.startswith(LIVE) and self._stall.live.leads_somewhere

    def _finish(self, *, close: bool) -> None:
        if self._ending or self._parser is None:
            return
        version = self._parser.get_http_version()
        if version not in ("1.0", "1.1") or self._hosts > 1 or (version == "1.1" and self._hosts == 0):
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        if version == "1.0" and self._has_body:
            close = True
        self._ending = close or self._stopping or version == "1.0"
        asked = read_head(self._parser.get_method(), self._fields, close=self._ending)
        request = Request(self._target, asked, bytes(self._body))
        self._finished += 1
        self._only = request if self._finished == 1 and not self._has_body else None
        self._enqueue(request)

    def _refuse(self, status: HTTPStatus) -> None:
        if not self._ending:
            self._ending = True
            self._in_head = self._in_body = False
            self._enqueue(status)

    # Answering

    def _enqueue(self, item: Request | HTTPStatus) -> None:
        self.since = self._stall.now
        self._patience = self._stall.limits.idle_time
        if self._waiting or self._is_busy or not self._writable:
            self._waiting.append(item)
        else:
            self._answer(item)

    def _answer(self, item: Request | HTTPStatus) -> None:
        counter = self._stall.counter
        if isinstance(item, HTTPStatus):
            self._send(counter.refuse(item, _LAST), close=True)
            return
        asked = item.asked
        try:
            if item.target.startswith(LIVE) and self._stall.live.leads_somewhere:
                refusal = self._stall.live.refusal(item)
                if refusal is None:
                    self._pass_on(item)
                    return
                parts = refusal
            else:
                parts = counter.answer(item.target, asked)
        except MalformedError:
            parts, asked = counter.refuse(HTTPStatus.BAD_REQUEST, _LAST), _LAST
        except OSError as error:
            log.error("The shelf could not be read: %s", error.strerror)
            parts, asked = counter.refuse(HTTPStatus.INTERNAL_SERVER_ERROR, _LAST), _LAST
        self._send(parts, close=asked.close)

    def _send(self, parts: Parts, *, close: bool) -> None:
        head, end, body = parts
        if isinstance(body, Stretch):
            self._transport.write(head + end)
            self._pieces, self._close_after = Pieces(body), close
            self._is_busy, self._at_rest = True, False
            self._push()
            self._settle()
            return
        if len(body) < _JOINED:
            self._transport.write(b"".join((head, end, body)))
        else:
            self._transport.writelines([head + end, body])
        if close:
            self._end()

    def _pass_on(self, request: Request) -> None:
        self._is_busy = True
        self._stall.live.take(request, self._peer, self._hand_back)

    def _hand_back(self, request: Request, parts: Parts) -> None:
        self._is_busy = False
        if not self._transport.is_closing():
            self._send(parts, close=request.asked.close)
            self._go_on()

    def _push(self) -> None:
        """Send of a file what the reader can take now."""
        while self._pieces and self._writable:
            if piece := self._pieces.next():
                self._transport.write(piece)
            else:
                self._transport.abort()
            if not piece or self._pieces.are_all_sent:
                self._let_file_go()
                if self._close_after:
                    self._end()

    def _let_file_go(self) -> None:
        if self._pieces:
            self._pieces.close()
            self._pieces, self._is_busy = None, False

    def _go_on(self) -> None:
        """Answer what was waiting, as far as it goes."""
        self.since = self._stall.now
        while self._waiting and self._writable and not self._is_busy:
            self._answer(self._waiting.popleft())
        self._settle()

    def _settle(self) -> None:
        """Read on, pause or close, as things stand."""
        if self._transport.is_closing():
            self._at_rest = False
            return
        busy = bool(self._waiting) or self._is_busy or not self._writable
        self._at_rest = not (busy or self._in_head or self._in_body or self._ending)
        if self._at_rest and self._stopping:
            self._ending, self._at_rest = True, False
            self._transport.close()
            return
        pause = not self._writable or len(self._waiting) > self._stall.limits.waiting
        if pause != self._is_paused:
            self._is_paused = pause
            if pause:
                self._transport.pause_reading()
            else:
                self._transport.resume_reading()

    def _end(self) -> None:
        """Say that nothing more comes. What still comes is dropped, not refused: that could cost the answer."""
        self._ending = True
        self._waiting.clear()
        if not self._transport.is_closing():
            self._transport.write_eof()
            unsent = self._transport.get_write_buffer_size()
            self._wait(self._stall.limits.linger_time + unsent / self._stall.limits.slowest)

    def _wait(self, seconds: float) -> None:
        self._deadline = self._stall.now + seconds


def _where(error: BaseException) -> str:
    """Say what failed and where, without its message: an address might be in it."""
    places = traceback.extract_tb(error.__traceback__)
    return f"{type(error).__name__} in {places[-1].filename}:{places[-1].lineno}" if places else type(error).__name__
