"""The wire at work: one open door, the sources that are due, the originals that are due, copies that find another."""

import asyncio
import logging
from typing import Final, Self

from dateline.wire.fetch import Door, Fetcher
from dateline.wire.grouping import Grouping
from dateline.wire.hands import Hands
from dateline.wire.looking import look_at_due
from dateline.wire.polling import Polled, Poller
from dateline.wire.taking import door as usual_door

logger: Final = logging.getLogger("dateline.wire")


class Room:
    """An async context manager: what was begun is ended, or let go of, when it closes."""

    def __init__(self, door: Door | None = None, hands: Hands | None = None) -> None:
        self._fetcher = Fetcher(door or usual_door())
        self._hands = hands or Hands()
        self._poller = Poller(self._fetcher, self._hands, _tell)
        self._grouping = Grouping()
        self._originals: asyncio.Task[int] | None = None

    async def __aenter__(self) -> Self:
        await self._fetcher.__aenter__()
        return self

    async def __aexit__(self, *error: object) -> None:
        if self._originals:
            self._originals.cancel()
            await asyncio.gather(self._originals, return_exceptions=True)
        await self._poller.stop()
        await self._hands.rest()
        await self._fetcher.__aexit__(*error)

    async def tick(self) -> None:
        """Begin what is due; what was begun before goes on."""
        await self._poller.begin_due()
        await self._hands.do(self._grouping.group_new)
        if self._originals is None or self._originals.done():
            before, self._originals = self._originals, asyncio.create_task(look_at_due(self._fetcher, self._hands))
            if before:
                before.result()

    async def catch_up(self) -> None:
        """Do everything that is due, and wait for it."""
        while await self._poller.begin_due():
            await self._poller.finish()
        await look_at_due(self._fetcher, self._hands)
        while await self._hands.do(self._grouping.group_new):
            pass


def _tell(polled: Polled) -> None:
    if polled.trouble:
        logger.info("Source %d: %s", polled.source, polled.trouble)
    elif polled.new:
        logger.info("Source %d: %d new.", polled.source, polled.new)
