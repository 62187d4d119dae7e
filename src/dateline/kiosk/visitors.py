"""Who writes, as far as anybody may know: whether it is the same reader as before, today, and nothing else."""

import fcntl
import logging
import os
import secrets
from collections.abc import Callable, Sequence
from datetime import date, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Final

from dateline.kiosk.origins import Network, origin
from dateline.lib.api import now, write_all

log: Final = logging.getLogger("dateline.kiosk")

_KEY: Final = 32  # bytes
_FLAGS: Final = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW


class Visitors:
    """Names the readers whose requests are passed on, by a keyed hash of where they come from.

    The key is a day's (UTC). All kiosks of a house share it through a file, 32 bytes and the day in ASCII; whichever
    comes first on a new day writes another over it, and then no name of the day before can be traced by anybody.

    Args:
        place: The file of the key. Without one, or where it cannot be written, the key is the process's own.
        proxies: The networks whose word is taken for where readers come from.
        clock: Gives the moment that it is.
    """

    def __init__(
        self, place: Path | None = None, proxies: Sequence[Network] = (), clock: Callable[[], datetime] = now
    ) -> None:
        self._place = place
        self._proxies = proxies
        self._clock = clock
        self._day = date.min
        self._key = b""

    def name(self, peer: str, forwarded: str) -> str:
        """Give a reader's name for today, 16 hexadecimal digits.

        Args:
            peer: Who is at the other end of the connection.
            forwarded: What the request says about that, as ``X-Forwarded-For``.
        """
        if self._clock().date() != self._day:
            self._turn()
        return blake2b(origin(peer, forwarded, self._proxies).encode(), key=self._key, digest_size=8).hexdigest()

    def _turn(self) -> None:
        self._day, self._key = self._clock().date(), secrets.token_bytes(_KEY)
        if self._place is None:
            return
        try:
            self._day, self._key = self._share(self._place)
        except OSError as error:
            log.error("The key of the day is not shared: %s: %s", self._place, error.strerror)

    def _share(self, place: Path) -> tuple[date, bytes]:
        """Give the day and its key, which another kiosk may have written already."""
        descriptor = os.open(place, _FLAGS, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            day = self._clock().date()  # not before the lock: who waited over midnight would bring yesterday back
            written, stamp = os.pread(descriptor, 64, 0), day.isoformat().encode()
            if len(written) != _KEY + len(stamp) or not written.endswith(stamp):
                written = secrets.token_bytes(_KEY) + stamp
                os.ftruncate(descriptor, len(written))
                write_all(descriptor, written)  # over the old one: a new file would leave that on the disk
                os.fsync(descriptor)
            return day, written[:_KEY]
        finally:
            os.close(descriptor)
