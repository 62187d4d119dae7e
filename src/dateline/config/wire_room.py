"""The wire room: the process that looks at sources and at originals, many at once. It prints nothing.

It looks at what is due, finds copies of a story, and starts again where it was when it was killed: whatever it held is
free again after a quarter of an hour, and nothing is filed twice.
"""

import asyncio
import logging
import os
import signal
from typing import Final

logger: Final = logging.getLogger("dateline.wire")
_TICK: Final = 2.0
_RESTED: Final = 30.0


def main() -> None:
    """Look at the wire until SIGTERM."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.config.settings")
    import django

    django.setup()
    asyncio.run(_watch())


async def _watch() -> None:
    from django.db import DatabaseError

    from dateline.wire import room

    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with room.Room() as here:
        while not stop.is_set():
            pause = _TICK
            try:
                await here.tick()
            except DatabaseError:
                logger.exception("The database does not answer; trying again in %s seconds.", _RESTED)
                pause = _RESTED
            except Exception:  # whatever it was, it must not end the looks that are under way
                logger.exception("Something failed at the wire; trying again in %s seconds.", _RESTED)
                pause = _RESTED
            try:
                await asyncio.wait_for(stop.wait(), pause)
            except TimeoutError:
                continue


if __name__ == "__main__":
    main()
