import asyncio
import gc
import logging
import resource
import signal
import socket
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import uvloop

from dateline.kiosk.answers import Standing
from dateline.kiosk.counter import Counter
from dateline.kiosk.door import Door
from dateline.kiosk.errors import ListenError
from dateline.kiosk.limits import Limits
from dateline.kiosk.live import Live
from dateline.kiosk.origins import Network
from dateline.kiosk.protocol import Connection
from dateline.kiosk.readings import Readings
from dateline.kiosk.relay import Relay
from dateline.kiosk.spool import Spool
from dateline.kiosk.stall import Stall
from dateline.kiosk.visitors import Visitors
from dateline.shelf.api import ShelfError

log: Final = logging.getLogger("dateline.kiosk")

MEMORY: Final = 256 * 1024 * 1024
_LOOK_EVERY: Final = 0.02
_DEADLINES_EVERY: Final = 0.5
_READINGS_EVERY: Final = 5.0
_GARBAGE: Final = 50_000  # objects; what a request leaves behind is no cycle, so there is little to look for
_STOP_TIME: Final = 10.0
_FILES_OF_OUR_OWN: Final = 256

Ready = Callable[[Sequence[tuple[str, int]]], None]


@dataclass(frozen=True, slots=True)
class Options:
    """What a kiosk may be told besides where its shelf is and where it listens.

    Args:
        memory: The bytes that remembered pages may take.
        limits: What a reader may take.
        live: The socket of those who answer live addresses ("/-/…"); without it there are none.
        spool: The folder in which comments wait for the desk, and the public key that they are sealed with; without it
            there are no comments.
        visitor_key: The file of the key that tells readers apart for a day; without it the key is this kiosk's own.
        readings: The folder in which counts of readings are put down; without it nothing is counted.
        proxies: Networks whose connections are other people's: they are not counted by address, and their word is
            taken for where readers come from.
        standing: What is sent with every answer.
        shares_port: Whether other processes listen on the same port (SO_REUSEPORT).
    """

    memory: int = MEMORY
    limits: Limits = field(default_factory=Limits)
    live: Path | None = None
    spool: tuple[Path, str] | None = None
    visitor_key: Path | None = None
    readings: Path | None = None
    proxies: Sequence[Network] = ()
    standing: Standing = field(default_factory=Standing)
    shares_port: bool = False


def serve(
    shelf_root: Path,
    host: str = "127.0.0.1",
    port: int = 8000,
    options: Options = Options(),
    *,
    sockets: Sequence[socket.socket] = (),
    ready: Ready | None = None,
) -> None:
    """Serve a shelf to readers until SIGTERM or SIGINT; then finish the answers that are under way, and return.

    Call it in a process's main thread, which alone hears signals.

    Args:
        shelf_root: The root of the shelf; it may still be empty.
        host: The address to listen on.
        port: The port to listen on; 0 for any that is free.
        options: Everything else.
        sockets: Sockets that are bound already, in place of a host and a port.
        ready: Called with the hosts and ports listened on, once readers are let in.

    Raises:
        ListenError: The host and port are taken, or not ours to take.
    """
    gc.freeze()
    gc.set_threshold(_GARBAGE, 50, 50)
    uvloop.run(_Kiosk(shelf_root, options).run(host, port, sockets, ready))


class _Kiosk:
    def __init__(self, shelf_root: Path, options: Options) -> None:
        self._options = options
        self._readings = Readings(options.readings)
        self._counter = Counter(shelf_root, options.memory, options.standing, self._readings)
        room = min(options.limits.connections, _most_files() - _FILES_OF_OUR_OWN)
        self._door = Door(room, options.limits.per_address, options.proxies)
        visitors = Visitors(options.visitor_key, options.proxies)
        spool = Spool(*options.spool) if options.spool else None
        self._live = Live(self._counter, Relay(options.live), visitors, spool)
        self._stall = Stall(self._counter, self._live, self._door, options.limits)

    async def run(self, host: str, port: int, sockets: Sequence[socket.socket], ready: Ready | None) -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(_log_exception)
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
        self._look()
        servers = await self._listen(host, port, sockets)
        rounds = [
            asyncio.create_task(_every(_LOOK_EVERY, self._look)),
            asyncio.create_task(_every(_DEADLINES_EVERY, self._expire)),
            asyncio.create_task(_every(_READINGS_EVERY, self._readings.put_down)),
        ]
        places = [place.getsockname()[:2] for server in servers for place in server.sockets]
        log.info("The kiosk is open on %s", ", ".join(f"{place}:{number}" for place, number in places))
        if ready:
            ready(places)
        await stop.wait()
        await self._close(servers)
        for each in rounds:
            each.cancel()
        self._readings.put_down()
        log.info("The kiosk is closed")

    async def _listen(self, host: str, port: int, sockets: Sequence[socket.socket]) -> list[asyncio.Server]:
        loop = asyncio.get_running_loop()
        places: list[dict[str, Any]] = [{"sock": each} for each in sockets] or [
            {"host": host, "port": port, "reuse_port": self._options.shares_port}
        ]
        try:
            return [await loop.create_server(self._connection, backlog=4096, **each) for each in places]
        except OSError as error:
            raise ListenError(
                f"The kiosk cannot listen on {host}:{port}: {error.strerror}. Choose another port, or free it."
            ) from error

    def _connection(self) -> Connection:
        return Connection(self._stall)

    def _look(self) -> None:
        """Look at the clock and at the journal."""
        self._stall.now = time.monotonic()
        self._counter.look_at_the_clock()
        try:
            self._counter.read_journal()
        except (OSError, ShelfError) as error:
            log.error("What changed on the shelf could not be read: %s", error)

    def _expire(self) -> None:
        for connection in tuple(self._door.inside):
            connection.expire(self._stall.now)

    async def _close(self, servers: Sequence[asyncio.Server]) -> None:
        for server in servers:
            server.close()
        for connection in tuple(self._door.inside):
            connection.stop()
        with suppress(TimeoutError):
            async with asyncio.timeout(_STOP_TIME):
                while self._door.inside or self._live.under_way:
                    await asyncio.sleep(_LOOK_EVERY)


def _most_files() -> int:
    """Raise the number of files that may be open as far as the system lets us, and give it."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return most


async def _every(seconds: float, do: Callable[[], None]) -> None:
    while True:
        await asyncio.sleep(seconds)
        do()


def _log_exception(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    # The loop's own report would name the connection, and with it the reader.
    error = context.get("exception")
    log.error("%s: %s", context.get("message", "An error"), type(error).__name__)
