"""When to look again: often at first, for most corrections come early; then ever less, and never quite not. Pure."""

import zlib
from datetime import datetime, timedelta
from typing import Final

_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)
# From one look to the next, as long as nothing happens.
QUIET: Final = (_HOUR, 3 * _HOUR, 12 * _HOUR, _DAY, 3 * _DAY, 7 * _DAY, 30 * _DAY, 90 * _DAY)
TROUBLED: Final = (_HOUR, 3 * _HOUR, 12 * _HOUR, _DAY, 3 * _DAY, 7 * _DAY)  # the outlet is away
GONE: Final = (3 * _HOUR, _DAY, 7 * _DAY, 30 * _DAY, 90 * _DAY)  # it may come back
_AFTER_CHANGE: Final = 1  # who has changed a story changes it again: not at once, but soon
_JITTER: Final = 0.1


def next_look(at: datetime, ladder: tuple[timedelta, ...], step: int, seed: str) -> datetime:
    """Take a moment, a ladder and how many steps were gone, and give when to look again.

    A tenth more or less keeps looks apart that would all come at once; ``seed`` decides, always the same way.
    """
    pause = ladder[min(step, len(ladder) - 1)]
    share = zlib.crc32(f"{seed} {step} {at.isoformat()}".encode()) / 2**32
    return at + pause * (1 - _JITTER + 2 * _JITTER * share)


def after_change() -> int:
    """Give the step of the quiet ladder on which a story stands that was just changed."""
    return _AFTER_CHANGE
