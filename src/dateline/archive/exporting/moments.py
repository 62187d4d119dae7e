"""Moments as WordPress keeps them: the local time, the same in GMT, and a date for feeds. Pure."""

from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Final
from zoneinfo import ZoneInfo

_FORMAT: Final = "%Y-%m-%d %H:%M:%S"


def columns(at: datetime, zone: ZoneInfo) -> tuple[str, str]:
    """A moment in its two columns: local, and GMT."""
    return f"{at.astimezone(zone):{_FORMAT}}", f"{at.astimezone(UTC):{_FORMAT}}"


def published(at: datetime) -> str:
    """A moment as ``pubDate`` has it (RFC 822)."""
    return format_datetime(at.astimezone(UTC).replace(microsecond=0))
