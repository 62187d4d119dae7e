"""The bytes as they were received, so that what we say of a story can be shown when its source has disappeared.

Each is a file in gzip under ``DATELINE_HOME/evidence``, named by the SHA-256 of what is in it: the same bytes lie there
once, and what was changed afterwards can be told from what came.
"""

import gzip
import hashlib
import zlib
from pathlib import Path

from django.conf import settings

from dateline.lib.api import write_atomically
from dateline.wire.errors import EvidenceError


def keep(content: bytes) -> str:
    """Keep bytes; gives their SHA-256, by which they are found again.

    Raises:
        OSError: the disk does not take them.
    """
    digest = hashlib.sha256(content).hexdigest()
    place = _place(digest)
    if not place.exists():
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(place, gzip.compress(content, 6, mtime=0), lasting=True)
    return digest


def show(digest: str) -> bytes:
    """The bytes that were received.

    Raises:
        EvidenceError: they are not there, or are not what came.
    """
    try:
        content = gzip.decompress(_place(digest).read_bytes())
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise EvidenceError(f"The evidence {digest[:12]} cannot be read: {type(error).__name__}.") from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise EvidenceError(f"The evidence {digest[:12]} is not what was received: it was changed since.")
    return content


def _place(digest: str) -> Path:
    return Path(settings.DATELINE_EVIDENCE) / digest[:2] / f"{digest}.gz"
