"""Slow connections: each sends a byte of a head now and then, and is opened again when it is closed.

    python bench/crowd.py PORT HOW-MANY SOURCE…

They come from these addresses in turn. Runs until SIGTERM, then says how many were opened and how many were closed on
them. No part of Dateline in it.
"""

import asyncio
import json
import signal
import sys
from contextlib import suppress

EVERY = 3.0  # seconds between two bytes
PAUSE = 1.0  # seconds before one that was closed is opened again
_HEAD = b"GET / HTTP/1.1\r\nHost: paper.example\r\nX-Patience: "


class Crowd:
    """All of them, and how they fared."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.opened = self.closed = self.refused = self.inside = 0

    async def stay(self, source: str, number: int, of: int) -> None:
        """One connection after another, for ever."""
        await asyncio.sleep(2.0 * number / of)
        while True:
            try:
                await self._dribble(source)
            except OSError:
                self.refused += 1
            await asyncio.sleep(PAUSE)

    async def _dribble(self, source: str) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, local_addr=(source, 0))
        self.opened += 1
        self.inside += 1
        try:
            writer.write(_HEAD)
            while not writer.is_closing():
                with suppress(TimeoutError):
                    async with asyncio.timeout(EVERY):
                        await reader.read(1 << 16)
                    break  # an answer, or the end: it was closed on us
                writer.write(b"x")
        finally:
            self.inside -= 1
            self.closed += 1
            writer.close()


async def main() -> None:
    """Stay until told to leave."""
    port, how_many, sources = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    crowd = Crowd(port)
    leave = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, leave.set)
    them = [asyncio.create_task(crowd.stay(sources[n % len(sources)], n, how_many)) for n in range(how_many)]
    await leave.wait()
    found = {"opened": crowd.opened, "closed": crowd.closed, "refused": crowd.refused, "inside": crowd.inside}
    print(json.dumps(found), flush=True)
    for each in them:
        each.cancel()


if __name__ == "__main__":
    asyncio.run(main())
