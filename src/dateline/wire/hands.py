"""Hands beside the event loop: what takes the processor or the database must not keep the network waiting."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from typing import Any, Final, TypeVar

from django.db import close_old_connections

T = TypeVar("T")
_HANDS: Final = 2  # the processor is what is short, not patience


class Hands:
    """A few threads, each piece of work begun with a connection to the database that is good.

    Args:
        executor: who does the work in their place.
    """

    def __init__(self, executor: Executor | None = None) -> None:
        self._executor = executor or ThreadPoolExecutor(_HANDS, thread_name_prefix="wire")
        self._looks_after_connections = executor is None

    async def do(self, work: Callable[..., T], *words: Any, **named: Any) -> T:
        """Do it, and wait for what it gives."""
        done = partial(work, *words, **named)
        begun = partial(_afresh, done) if self._looks_after_connections else done
        return await asyncio.get_running_loop().run_in_executor(self._executor, begun)

    def leave(self, work: Callable[..., Any], *words: Any) -> None:
        """Have it done, and wait for nothing."""
        self._executor.submit(work, *words)

    async def rest(self) -> None:
        """End what was begun, and begin nothing more."""
        await asyncio.to_thread(self._executor.shutdown)


def _afresh(work: Callable[[], T]) -> T:
    close_old_connections()
    return work()
