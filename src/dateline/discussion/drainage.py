"""What the kiosk kept is taken in: each form once, under the digest of the ticket that its reader was given."""

import json
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection

from dateline.discussion.forms import fields_of, submission
from dateline.discussion.submission import submit
from dateline.discussion.values import Submission, digest_of
from dateline.lib.api import open_sealed

logger: Final = logging.getLogger("dateline.discussion")
_DAMAGED: Final = "damaged"
_AT_ONCE: Final = 50
_ENDING: Final = ".form"


def drain() -> int:
    """Take in every comment that the kiosks keep, the oldest first. One that cannot be taken is put aside, and named.

    One comment must not keep the others waiting, nor the press that is next.

    Returns:
        How many were taken in.

    Raises:
        django.db.DatabaseError: the database does not take them; those not taken in lie there as before.
    """
    files = sorted(settings.DATELINE_SPOOL.glob(f"*{_ENDING}"), key=_written_at)
    batches = (files[start : start + _AT_ONCE] for start in range(0, len(files), _AT_ONCE))
    return sum(_take_in(batch) for batch in batches)


def try_again() -> None:
    """Put back what was put aside: what it failed at may be mended since."""
    for file in settings.DATELINE_SPOOL.glob(f"{_DAMAGED}/*{_ENDING}"):
        file.rename(settings.DATELINE_SPOOL / file.name)


def drain_one(ticket: str) -> None:
    """Take in the comment that a ticket belongs to, if it still waits.

    Raises:
        django.db.DatabaseError: the database does not take it; it lies there as before.
    """
    file = settings.DATELINE_SPOOL / f"{digest_of(ticket).hex()}{_ENDING}"
    if file.exists():
        _take_in([file])


def _take_in(files: Sequence[Path]) -> int:
    found = {file: each for file in files if (each := _read(file)) is not None}
    taken = _stored(found)
    for file in taken:
        file.unlink(missing_ok=True)
    return len(taken)


def _stored(found: dict[Path, Submission]) -> list[Path]:
    """Store what was found, all at once; if that fails, one by one, so that the one that is to blame is known."""
    try:
        with _lastingly():
            submit(list(found.values()))
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:  # noqa: BLE001  # whatever it is, it lies in one of these files
        if len(found) > 1:
            return [file for each in found.items() for file in _stored(dict([each]))]
        for file in found:
            _put_aside(file, error)
        return []
    return list(found)


@contextmanager
def _lastingly() -> Iterator[None]:
    """What is committed meanwhile outlives a power failure, also in SQLite: the files are removed after it."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=FULL")
        try:
            yield
        finally:
            cursor.execute("PRAGMA synchronous=NORMAL")


def _read(file: Path) -> Submission | None:
    try:
        head, _, body = open_sealed(file.read_bytes(), settings.DATELINE_SPOOL_KEY).partition(b"\n")
        kept: dict[str, Any] = json.loads(head)
        at = datetime.fromisoformat(kept["at"])
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        return submission(bytes.fromhex(file.stem), str(kept["visitor"]), at, fields_of(body))
    except FileNotFoundError:  # another has just taken it in
        return None
    except OSError as error:  # the disk, not the comment: it waits
        logger.error("The comment in %s cannot be read now (%s); it is tried again.", file.name, error.strerror)
        return None
    except Exception as error:  # noqa: BLE001  # whatever it is, it lies in this file
        _put_aside(file, error)
        return None


def _written_at(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def _put_aside(file: Path, error: Exception) -> None:
    with suppress(OSError):
        (file.parent / _DAMAGED).mkdir(mode=0o700, exist_ok=True)
        file.rename(file.parent / _DAMAGED / file.name)
    logger.error(
        "The comment in %s cannot be taken in (%s). It lies in %s/ now, and is tried again at the next start.",
        file.name,
        type(error).__name__,
        _DAMAGED,
    )
