"""The compressed copies of a body. The same body always gives the same bytes."""

from typing import Final

import brotli
from zlib_ng import zlib_ng

# Below this a copy saves nothing: the answer fits into one packet either way.
SMALLEST: Final = 256

# Measured on pages of 14.5 kB, microseconds and bytes of one copy:
#   brotli 1:    70, 6690    4: 214, 5980    5: 285, 5640    6: 299, 5640    9: 8000, 5640    10: 4700, 4930
#   zlib-ng 1:   59, 8125    2: 104, 6294    6: 132, 6131    9: 261, 6138    (zlib 6: 242, 6129)
# Brotli 5 is the last step that is cheap; all the readers who take it pay 5.6 kB for a page.
_QUALITY: Final = 5
_WINDOW: Final = 16  # 64 kB: longer than nearly every page, small for the reader, a tenth faster than 18
_LEVEL: Final = 6
_GZIP: Final = 31  # a gzip member; its header has no name and no time


def br(body: bytes) -> bytes:
    """Take a text and give it in brotli (RFC 7932)."""
    copy: bytes = brotli.compress(body, mode=brotli.MODE_TEXT, quality=_QUALITY, lgwin=_WINDOW)
    return copy


def gz(body: bytes) -> bytes:
    """Take a text and give it in gzip (RFC 1952)."""
    copy: bytes = zlib_ng.compress(body, _LEVEL, _GZIP)
    return copy


def from_br(copy: bytes) -> bytes | None:
    """Take a copy in brotli and give the text; None when it is broken."""
    try:
        body: bytes = brotli.decompress(copy)
    except brotli.error:
        return None
    return body


def from_gz(copy: bytes) -> bytes | None:
    """Take a copy in gzip and give the text; None when it is broken."""
    try:
        body: bytes = zlib_ng.decompress(copy, _GZIP)
    except zlib_ng.error:  # type: ignore[misc]
        return None
    return body
