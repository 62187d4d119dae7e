"""Manners towards other people's servers: a pause between requests to one host, and never many at once.

A host that says when to come back (``Retry-After``, RFC 9110) is not asked before.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from dateline.lib.clock import now
from dateline.wire.errors import BusyError

_HOSTS: Final = 10_000  # that are remembered
_PATIENCE: Final = 30.0  # seconds that a request waits for its turn because a host said "later"
_LATEST: Final = 24 * 3600.0  # seconds; who says "in a year" is asked again tomorrow


@dataclass
class _Host:
    slots: asyncio.Semaphore
    next_at: float = 0.0  # on the monotonic clock
    not_before: float = 0.0


@dataclass
class Manners:
    """Who may be asked when. One for each event loop: hosts wait on it together.

    ``pause`` is in seconds, from one request to the beginning of the next; ``at_once`` is for each host.
    """

    pause: float = 1.0
    at_once: int = 2
    _hosts: OrderedDict[str, _Host] = field(default_factory=OrderedDict)

    @asynccontextmanager
    async def turn(self, host: str, *, again: bool = False) -> AsyncIterator[None]:
        """Wait for our turn at a host, and hold it; ``again``: we come from the same host, and do not pause.

        Raises:
            BusyError: The host has asked us to come back later than we would wait here.
        """
        known = self._known(host)
        async with known.slots:
            left = known.not_before - time.monotonic()
            if left > _PATIENCE:
                raise BusyError(f"“{host}” asked us to come back in {left:.0f} seconds.", retry_after=left)
            at = max(known.next_at if not again else 0.0, known.not_before)
            known.next_at = max(at, time.monotonic()) + self.pause
            await asyncio.sleep(max(0.0, at - time.monotonic()))
            yield

    def hold_off(self, host: str, seconds: float) -> None:
        """Take a host, and for how many seconds it asked to be left alone."""
        self._known(host).not_before = time.monotonic() + min(seconds, _LATEST)

    def _known(self, host: str) -> _Host:
        known = self._hosts.pop(host, None) or _Host(asyncio.Semaphore(self.at_once))
        self._hosts[host] = known
        while len(self._hosts) > _HOSTS:
            self._hosts.popitem(last=False)
        return known


def retry_after(header: str) -> float | None:
    """Take the header ``Retry-After`` (seconds, or a date) and give seconds from now, or ``None``."""
    value = header.strip()
    if value.isascii() and value.isdigit():
        return float(min(int(value[:12]), int(_LATEST)))
    try:
        moment: datetime = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(0.0, (moment - now()).total_seconds()), _LATEST)
