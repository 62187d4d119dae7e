import asyncio
import logging
import signal
import socket
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import uvloop

from dateline.kiosk.counter import Counter
from dateline.kiosk.errors import ListenError
from dateline.kiosk.protocol import Connection, Limits
from dateline.shelf.api import ShelfError

log: Final = logging.getLogger("dateline.kiosk")

MEMORY: Final = 256 * 1024 * 1024
_JOURNAL_EVERY: Final = 0.02
_DEADLINES_EVERY: Final = 0.5
_STOP_TIME: Final = 10.0

Ready = Callable[[Sequence[tuple[str, int]]], None]


def serve(
    shelf_root: Path,
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    sockets: Sequence[socket.socket] = (),
    ready: Ready | None = None,
    memory: int = MEMORY,
    limits: Limits = Limits(),  # noqa: B008  # frozen
) -> None:
    """Serve a shelf to readers until SIGTERM or SIGINT; then finish the answers that are under way, and return.

    Call it in a process's main thread, which alone hears signals.

    Args:
        shelf_root: The root of the shelf; it may still be empty.
        host: The address to listen on.
        port: The port to listen on; 0 for any that is free.
        sockets: Sockets that are bound already, in place of a host and a port.
        ready: Called with the hosts and ports listened on, once readers are let in.
        memory: The bytes that remembered pages may take.
        limits: What a reader may take.

    Raises:
        ListenError: The host and port are taken, or not ours to take.
    """
    uvloop.run(_Kiosk(Counter(shelf_root, memory), limits).run(host, port, sockets, ready))


class _Kiosk:
    def __init__(self, counter: Counter, limits: Limits) -> None:
        self._counter = counter
        self._limits = limits
        self._connections: set[Connection] = set()

    async def run(self, host: str, port: int, sockets: Sequence[socket.socket], ready: Ready | None) -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(_log_exception)
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
        self._counter.read_journal()
        servers = await self._listen(host, port, sockets)
        rounds = [
            asyncio.create_task(_every(_JOURNAL_EVERY, self._read_journal)),
            asyncio.create_task(_every(_DEADLINES_EVERY, self._expire)),
        ]
        places = [place.getsockname()[:2] for server in servers for place in server.sockets]
        log.info("The kiosk is open on %s", ", ".join(f"{place}:{number}" for place, number in places))
        if ready:
            ready(places)
        await stop.wait()
        await self._close(servers)
        for each in rounds:
            each.cancel()
        log.info("The kiosk is closed")

    async def _listen(self, host: str, port: int, sockets: Sequence[socket.socket]) -> list[asyncio.Server]:
        loop = asyncio.get_running_loop()
        options: list[dict[str, Any]] = [{"sock": each} for each in sockets] or [{"host": host, "port": port}]
        try:
            return [await loop.create_server(self._connection, backlog=1024, **each) for each in options]
        except OSError as error:
            raise ListenError(
                f"The kiosk cannot listen on {host}:{port}: {error.strerror}. Choose another port, or free it."
            ) from error

    def _connection(self) -> Connection:
        return Connection(self._counter, self._limits, self._connections)

    def _read_journal(self) -> None:
        try:
            self._counter.read_journal()
        except (OSError, ShelfError) as error:
            log.error("What changed on the shelf could not be read: %s", error)

    def _expire(self) -> None:
        now = time.monotonic()
        for connection in tuple(self._connections):
            connection.expire(now)

    async def _close(self, servers: Sequence[asyncio.Server]) -> None:
        for server in servers:
            server.close()
        for connection in tuple(self._connections):
            connection.stop()
        with suppress(TimeoutError):
            async with asyncio.timeout(_STOP_TIME):
                while self._connections:
                    await asyncio.sleep(_JOURNAL_EVERY)


async def _every(seconds: float, do: Callable[[], None]) -> None:
    while True:
        await asyncio.sleep(seconds)
        do()


def _log_exception(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    # The loop's own report would name the connection, and with it the reader.
    error = context.get("exception")
    log.error("%s: %s", context.get("message", "An error"), type(error).__name__)
