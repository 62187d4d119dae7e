"""Reading what readers send: fields of forms become values. Whatever they hold, it can be stored."""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import parse_qsl

from dateline.discussion.values import LONGEST_EMAIL, Submission

_DIGITS = 9  # of a number in a form; databases count further


def fields_of(body: bytes) -> dict[str, str]:
    """The fields of a form as browsers send it (application/x-www-form-urlencoded); the last of a name counts."""
    # However many they are: the kiosk bounds the bytes, and its reader was told that the comment is kept.
    return texts(dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, errors="replace")))


def texts(fields: Mapping[str, str]) -> dict[str, str]:
    """The fields without what no database takes."""
    return {name: value.replace("\0", "") for name, value in fields.items()}


def number(text: str) -> int | None:
    """The number that a field holds; None if it holds none, or one that nothing here can have."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else None


def submission(receipt: bytes, visitor: str, at: datetime, fields: Mapping[str, str]) -> Submission:
    """A comment out of the fields of its form."""
    return Submission(
        receipt=receipt,
        visitor=visitor,
        at=at,
        story=number(fields.get("story", "")),
        reply_to=number(fields.get("reply", "")),
        language=fields.get("language", "")[:12],
        name=fields.get("name", ""),
        text=fields.get("text", ""),
        email=fields.get("email", "").strip()[:LONGEST_EMAIL],
        nonce=fields.get("nonce", "")[:64],
        opened=number(fields.get("opened", "")),
        trap=fields.get("website", ""),
        writer=fields.get("writer", "")[:200],
        wants_letters=bool(fields.get("letters")),
        fields=fields,
    )
