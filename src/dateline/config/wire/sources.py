"""Where pages for ``dateline wire`` come from: a file, a gzipped file, standard input, an address."""

import gzip
import sys
import zlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from dateline.lib.clock import now
from dateline.wire.errors import TooLargeError, UnreadableError

_LARGEST: Final = 32 * 1024 * 1024
_GZIP: Final = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Source:
    """A page's bytes, and what is known about how they came. ``seen_on`` is the UTC day of a fetch, or today."""

    html: bytes
    address: str = ""
    content_type: str = ""
    seen_on: date | None = None


def source(name: str, address: str = "") -> Source:
    """Take a path, ``-`` or an address, and give its page.

    Raises:
        OSError: The file cannot be read, or is no gzip although it says so.
        WireError: The address gives no page; the file is too large or holds nothing.
    """
    if name.startswith(("http://", "https://")):
        return _fetched(name, address)
    read = sys.stdin.buffer.read(_LARGEST + 1) if name == "-" else _file(Path(name))
    html = _unpacked(read) if read.startswith(_GZIP) else read
    if len(html) > _LARGEST:
        raise TooLargeError(f"more than {_LARGEST // 1024**2} MB")
    if not html.strip():
        raise UnreadableError("holds nothing")
    return Source(html, address, seen_on=now().date())


def _file(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_LARGEST + 1)


def _unpacked(packed: bytes) -> bytes:
    from io import BytesIO

    try:
        with gzip.open(BytesIO(packed)) as file:
            return file.read(_LARGEST + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise UnreadableError(f"is damaged gzip ({error})") from error


def _fetched(name: str, address: str) -> Source:
    from dateline.wire.fetch import fetch  # httpx is only needed for addresses

    got = fetch(name)
    return Source(got.body, address or got.final, got.headers.get("content-type", ""), got.at.date())
