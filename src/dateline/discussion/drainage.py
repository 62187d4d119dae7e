"""What the kiosk kept while nobody answered is taken in: each file once, under the ticket that its reader was given."""

import json
import logging
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from django.db import InterfaceError, OperationalError

from dateline.discussion.forms import fields_of, submission
from dateline.discussion.submission import submit
from dateline.discussion.values import Submission

logger: Final = logging.getLogger("dateline.discussion")
_DAMAGED: Final = "damaged"


def drain(folder: Path) -> int:
    """Take in every comment that lies in a folder. A file that cannot be taken is put aside, and the log names it.

    One comment must not keep the others waiting, nor the press that is next.

    Returns:
        How many were taken in.

    Raises:
        django.db.DatabaseError: the database does not take them; those not taken in lie there as before.
    """
    taken = 0
    for file in sorted(folder.glob("*.form")):
        try:
            submit(_read(file))
        except (FileNotFoundError, OperationalError, InterfaceError):
            if file.exists():
                raise
        except Exception as error:  # noqa: BLE001  # whatever it is, it lies in this file
            _put_aside(file, error)
        else:
            file.unlink(missing_ok=True)
            taken += 1
    return taken


def _put_aside(file: Path, error: Exception) -> None:
    (file.parent / _DAMAGED).mkdir(mode=0o700, exist_ok=True)
    with suppress(OSError):
        file.rename(file.parent / _DAMAGED / file.name)
    logger.error(
        "The comment in %s cannot be taken in (%s). It lies in %s/ now: read it, and enter it by hand if it matters.",
        file.name,
        type(error).__name__,
        _DAMAGED,
    )


def _read(file: Path) -> Submission:
    head, _, body = file.read_bytes().partition(b"\n")
    kept: dict[str, Any] = json.loads(head)
    at = datetime.fromisoformat(kept["at"])
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    return submission(str(kept["ticket"]), str(kept["visitor"]), at, fields_of(body), is_told=True)
