"""Requests for live addresses: comments are kept for the desk, everything else is passed on to it."""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

from dateline.kiosk import notices
from dateline.kiosk.answers import Parts
from dateline.kiosk.counter import Counter
from dateline.kiosk.errors import AwayError, SpoolError
from dateline.kiosk.relay import Relay
from dateline.kiosk.request import Request
from dateline.kiosk.spool import Slip, Spool
from dateline.kiosk.targets import read_target
from dateline.kiosk.visitors import Visitors
from dateline.lib.api import now

METHODS: Final = (b"GET", b"HEAD", b"POST")
COMMENT: Final = b"/-/comment"  # what is sent here goes to the disk before anything else
_RECEIPT: Final = b"/-/receipt/"
_TICKET: Final = 24  # bytes
_FAILED: Final = 500


@dataclass(frozen=True, slots=True)
class Live:
    """Takes what is asked of live addresses.

        a comment → a ticket → Spool.keep → "see your receipt"
          └ no room: "it is not kept", with the reader's own words
        anything else → the reader's name for today → Relay.ask → what the desk told
          └ nobody answers: "come back"; or "it is kept", if it is the receipt of a comment that waits

    The desk takes a comment from the disk when its reader looks at the receipt, or a moment later by itself.
    """

    counter: Counter
    relay: Relay
    visitors: Visitors
    spool: Spool | None
    under_way: "set[asyncio.Task[None]]" = field(default_factory=set)

    @property
    def leads_somewhere(self) -> bool:
        """Say whether there are live addresses at all."""
        return self.relay.leads_somewhere

    def refusal(self, request: Request) -> Parts | None:
        """Give the answer to what is not passed on.

        Raises:
            MalformedError: The target is none.
        """
        read_target(request.target)
        asked = request.asked
        if asked.method not in METHODS:
            allow = {"Allow": ", ".join(method.decode() for method in METHODS)}
            return self.counter.refuse(HTTPStatus.METHOD_NOT_ALLOWED, asked, allow)
        if _is_comment(request) and not notices.is_form(_kind(request)):
            return self.counter.refuse(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, asked)
        return None

    def take(self, request: Request, peer: str, hand_back: Callable[[Request, Parts], None]) -> None:
        """Take a request and carry it out, also if its reader goes meanwhile.

        Args:
            request: It was not refused.
            peer: Who is at the other end of the connection.
            hand_back: Is given the request and its answer.
        """

        async def carry_out() -> None:
            visitor = self.visitors.name(peer, request.asked.forwarded.decode("latin-1"))
            hand_back(request, await (self._keep if _is_comment(request) else self._pass_on)(request, visitor))

        task = asyncio.get_running_loop().create_task(carry_out())
        self.under_way.add(task)
        task.add_done_callback(self.under_way.discard)

    async def _pass_on(self, request: Request, visitor: str) -> Parts:
        asked = request.asked
        try:
            told = await self.relay.ask(request, visitor)
        except AwayError:
            return self._waiting(request) or self.counter.closed(asked)
        if told.status >= _FAILED and (waiting := self._waiting(request)):
            return waiting
        return self.counter.relayed(told.status, told.fields, bytes(told.body), asked)

    def _waiting(self, request: Request) -> Parts | None:
        """Give the notice that a comment is kept, if its receipt is asked for and it waits for the desk."""
        path, asked = request.target.partition(b"?")[0], request.asked
        ticket = path.removeprefix(_RECEIPT).decode("latin-1")
        if self.spool is None or asked.method == b"POST" or path == ticket.encode() or not self.spool.has(ticket):
            return None
        notice = self.counter.notice(notices.KEPT, asked)
        return self.counter.say(HTTPStatus.ACCEPTED, notices.kept(notice, ticket), notice.language, asked)

    async def _keep(self, request: Request, visitor: str) -> Parts:
        asked, ticket = request.asked, secrets.token_urlsafe(_TICKET)
        if self.spool is None:
            return self.counter.closed(asked)
        try:
            await self.spool.keep(ticket, Slip(visitor, now().isoformat()), request.body)
        except SpoolError:
            notice = self.counter.notice(notices.UNKEPT, asked)
            page = notices.unkept(notice, notices.words_of(_kind(request), request.body))
            return self.counter.say(HTTPStatus.SERVICE_UNAVAILABLE, page, notice.language, asked)
        return self.counter.see(f"/-/receipt/{ticket}", asked)


def _is_comment(request: Request) -> bool:
    return request.asked.method == b"POST" and request.target.partition(b"?")[0] == COMMENT


def _kind(request: Request) -> str:
    return dict(request.asked.passed_on).get(b"content-type", b"").decode("latin-1")
