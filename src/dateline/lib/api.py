from dateline.lib.clock import now, today, until_midnight, zone
from dateline.lib.errors import LibError, LockedError, UnknownTimeZoneError
from dateline.lib.files import FileLock, write_all, write_atomically
from dateline.lib.html import clean_block, clean_inline, plain
from dateline.lib.text import Direction, base_direction, direction, slugify, words

__all__ = [
    "Direction",
    "FileLock",
    "LibError",
    "LockedError",
    "UnknownTimeZoneError",
    "base_direction",
    "clean_block",
    "clean_inline",
    "direction",
    "now",
    "plain",
    "slugify",
    "today",
    "until_midnight",
    "words",
    "write_all",
    "write_atomically",
    "zone",
]
