"""How much is asked of this process, by the minute. Nothing is known of who asks."""

from collections import deque
from threading import Lock
from typing import Final

from dateline.gate.values import Difficulty
from dateline.lib.api import now

WINDOW: Final = 60
# In a minute: a lively thread stays under the first, a newspaper that everybody reads under the second.
BUSY: Final = 120
SIEGE: Final = 900


def difficulty_of(per_minute: int) -> Difficulty:
    """What so many within a minute ask for."""
    if per_minute >= SIEGE:
        return Difficulty.SIEGE
    return Difficulty.BUSY if per_minute >= BUSY else Difficulty.CALM


class Load:
    """Counts of the last minute, second by second: sixty numbers at most, however many knock."""

    def __init__(self) -> None:
        self._seconds: deque[tuple[int, int]] = deque()
        self._sum = 0
        self._lock = Lock()

    def knock(self, times: int = 1) -> None:
        """Somebody asked for something."""
        second = int(now().timestamp())
        with self._lock:
            before = self._seconds.pop()[1] if self._seconds and self._seconds[-1][0] == second else 0
            self._seconds.append((second, before + times))
            self._sum += times

    def per_minute(self) -> int:
        """How often somebody asked within the last minute."""
        oldest = int(now().timestamp()) - WINDOW
        with self._lock:
            while self._seconds and self._seconds[0][0] <= oldest:
                self._sum -= self._seconds.popleft()[1]
            return self._sum

    def difficulty(self) -> Difficulty:
        """What the load alone asks for."""
        return difficulty_of(self.per_minute())

    def forget(self) -> None:
        """Begin anew."""
        with self._lock:
            self._seconds.clear()
            self._sum = 0


LOAD: Final = Load()
