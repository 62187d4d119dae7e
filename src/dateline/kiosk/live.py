"""Requests for live addresses: passed on to the desk, or kept for it when it is away."""

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
from dateline.kiosk.heads import Asked
from dateline.kiosk.relay import Relay, Told
from dateline.kiosk.request import Request
from dateline.kiosk.spool import Slip, Spool
from dateline.kiosk.targets import read_target
from dateline.kiosk.visitors import Visitors
from dateline.lib.api import now

METHODS: Final = (b"GET", b"HEAD", b"POST")
SPOOLED: Final = b"/-/comment"  # what is sent here waits on the disk when the desk is away
_TICKET: Final = 24  # bytes
_AWAY: Final = 500


@dataclass(frozen=True, slots=True)
class Live:
    """Passes on what is asked of live addresses.

        Request → a ticket, if it is a POST; the reader's name for today → Relay.ask → what the desk told
          └ nobody answers, or 5xx: Spool.keep, under the same ticket → "it is kept"
              └ no room: "it is not", with the reader's own words

    The desk stores a ticket once. Whoever could not be asked to the end may have stored it, and is given it again.
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
        if request.asked.method in METHODS:
            return None
        allow = {"Allow": ", ".join(method.decode() for method in METHODS)}
        return self.counter.refuse(HTTPStatus.METHOD_NOT_ALLOWED, request.asked, allow)

    def take(self, request: Request, peer: str, hand_back: Callable[[Request, Parts], None]) -> None:
        """Take a request and carry it out, also if its reader goes meanwhile.

        Args:
            request: It was not refused.
            peer: Who is at the other end of the connection.
            hand_back: Is given the request and its answer.
        """

        async def carry_out() -> None:
            hand_back(request, await self._answer(request, peer))

        task = asyncio.get_running_loop().create_task(carry_out())
        self.under_way.add(task)
        task.add_done_callback(self.under_way.discard)

    async def _answer(self, request: Request, peer: str) -> Parts:
        asked = request.asked
        ticket = secrets.token_urlsafe(_TICKET) if asked.method == b"POST" else ""
        visitor = self.visitors.name(peer, asked.forwarded.decode("latin-1"))
        try:
            told = await self.relay.ask(request, ticket, visitor)
        except AwayError:
            told = None
        spool = self._spool_for(request)
        if spool and (told is None or told.status >= _AWAY):
            return await self._keep(spool, request, ticket, visitor)
        return self.counter.closed(asked) if told is None else self._told(told, asked)

    def _told(self, told: Told, asked: Asked) -> Parts:
        return self.counter.relayed(told.status, told.fields, bytes(told.body), asked)

    def _spool_for(self, request: Request) -> Spool | None:
        is_there = request.target.partition(b"?")[0] == SPOOLED and request.asked.method == b"POST"
        return self.spool if is_there and notices.is_form(_kind(request)) else None

    async def _keep(self, spool: Spool, request: Request, ticket: str, visitor: str) -> Parts:
        asked, target = request.asked, request.target.decode("ascii")
        kind = _kind(request)
        notice = self.counter.notice(notices.KEPT, asked)
        slip = Slip(ticket, visitor, target, kind, notice.language, now().isoformat())
        try:
            await spool.keep(slip, request.body)
        except SpoolError:
            notice = self.counter.notice(notices.UNKEPT, asked)
            page = notices.unkept(notice, notices.words_of(kind, request.body))
            return self.counter.say(HTTPStatus.SERVICE_UNAVAILABLE, page, notice.language, asked)
        return self.counter.say(HTTPStatus.ACCEPTED, notices.kept(notice, ticket), notice.language, asked)


def _kind(request: Request) -> str:
    return dict(request.asked.passed_on).get(b"content-type", b"").decode("latin-1")
