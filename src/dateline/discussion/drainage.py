"""What the kiosk kept while nobody answered is taken in: each file once, under the ticket that its reader was given."""

import json
import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl

from dateline.discussion.submission import submit
from dateline.discussion.values import LONGEST_EMAIL, Submission

logger: Final = logging.getLogger("dateline.discussion")
_DAMAGED: Final = "damaged"


def drain(folder: Path) -> int:
    """Take in every comment that lies in a folder. A file that cannot be read is put aside, and the log names it.

    Returns:
        How many were taken in.

    Raises:
        django.db.DatabaseError: the database does not take them; those not taken in lie there as before.
    """
    taken = 0
    for file in sorted(folder.glob("*.form")):
        try:
            submission = _read(file)
        except FileNotFoundError:
            continue
        except (ValueError, KeyError, TypeError, OSError) as error:
            _put_aside(file, error)
            continue
        submit(submission)
        file.unlink(missing_ok=True)
        taken += 1
    return taken


def _put_aside(file: Path, error: Exception) -> None:
    (file.parent / _DAMAGED).mkdir(mode=0o700, exist_ok=True)
    with suppress(OSError):
        file.rename(file.parent / _DAMAGED / file.name)
    logger.error("%s cannot be read (%s); it lies in %s now.", file.name, type(error).__name__, _DAMAGED)


def _read(file: Path) -> Submission:
    head, _, body = file.read_bytes().partition(b"\n")
    kept: dict[str, Any] = json.loads(head)
    at = datetime.fromisoformat(kept["at"])
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    return replace(submission(str(kept["ticket"]), str(kept["visitor"]), at, fields_of(body)), is_told=True)


def fields_of(body: bytes) -> dict[str, str]:
    """The fields of a form as browsers send it (application/x-www-form-urlencoded); the last of a name counts."""
    # However many they are: the kiosk bounds the bytes, and its reader was told that the comment is kept.
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, errors="replace"))


def submission(ticket: str, visitor: str, at: datetime, fields: Mapping[str, str]) -> Submission:
    """A comment out of the fields of its form. Whatever they hold, it can be stored."""
    return Submission(
        ticket=ticket,
        visitor=visitor,
        at=at,
        story=_number(fields.get("story", "")),
        reply_to=_number(fields.get("reply", "")),
        language=fields.get("language", "")[:12],
        name=fields.get("name", "").replace("\0", ""),
        text=fields.get("text", "").replace("\0", ""),
        email=fields.get("email", "").strip()[:LONGEST_EMAIL].replace("\0", ""),
        wants_replies=fields.get("replies") == "yes",
        nonce=fields.get("nonce", "")[:64],
        opened=_number(fields.get("opened", "")),
        trap=fields.get("website", ""),
        writer=fields.get("writer", "")[:200],
        fields=fields,
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None  # noqa: PLR2004
