from dateline.lib.clock import now, today, zone
from dateline.lib.errors import LibError, LockedError, SealError, UnknownTimeZoneError
from dateline.lib.files import FileLock, write_all, write_atomically
from dateline.lib.html import clean_block, clean_inline, plain
from dateline.lib.sealing import open_sealed, public_key, seal
from dateline.lib.text import Direction, direction, slugify
from dateline.lib.tongues import Tongue, tongue
from dateline.lib.words import Words

__all__ = [
    "Direction",
    "FileLock",
    "LibError",
    "LockedError",
    "SealError",
    "Tongue",
    "UnknownTimeZoneError",
    "Words",
    "clean_block",
    "clean_inline",
    "direction",
    "now",
    "open_sealed",
    "plain",
    "public_key",
    "seal",
    "slugify",
    "today",
    "tongue",
    "write_all",
    "write_atomically",
    "zone",
]
