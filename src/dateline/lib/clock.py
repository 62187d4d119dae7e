"""The only clock of the house, so that a test can stand still."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateline.lib.errors import UnknownTimeZoneError


def now() -> datetime:
    """Give this moment, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251


def today(zone: ZoneInfo) -> date:
    """Take a zone and give the day that it is there."""
    return now().astimezone(zone).date()


def zone(name: str) -> ZoneInfo:
    """Take a name of the IANA database and give the zone.

    Raises:
        UnknownTimeZoneError: There is no such zone.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownTimeZoneError(name) from error
