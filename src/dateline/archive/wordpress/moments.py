"""When something was published: WordPress keeps a local time and, mostly, the same in GMT. Pure."""

from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from dateline.archive.wordpress.values import Comment, Item

_FORMAT = "%Y-%m-%d %H:%M:%S"
_FIRST_YEAR, _LAST_YEAR = 1000, 2200  # beyond these, no calendar of a newspaper goes


def read(written: str) -> datetime | None:
    """A date as WordPress writes it, without a zone; None for ``0000-00-00`` and what is no date."""
    try:
        found = datetime.strptime(written, _FORMAT)  # noqa: DTZ007  # the zone is said elsewhere
    except ValueError:
        return None
    return found if _FIRST_YEAR <= found.year <= _LAST_YEAR else None


def published(item: Item, zone: ZoneInfo) -> tuple[datetime | None, date | None]:
    """When an item was published, and on which day of its own clock; None, None where nothing says so."""
    local, at = read(item.date), moment(item.date_gmt, item.date, zone)
    if at is None and item.published:
        try:
            at = parsedate_to_datetime(item.published)
        except (ValueError, TypeError):
            return None, None
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        if not _FIRST_YEAR <= at.year <= _LAST_YEAR:
            return None, None
    if at is None:
        return None, None
    return at, (local or at.astimezone(zone)).date()


def modified(item: Item, zone: ZoneInfo) -> datetime | None:
    """When it was last changed."""
    return moment(item.modified_gmt, item.modified, zone)


def written(comment: Comment, zone: ZoneInfo) -> datetime | None:
    """When a comment was written."""
    return moment(comment.date_gmt, comment.date, zone)


def moment(gmt: str, local: str, zone: ZoneInfo) -> datetime | None:
    """A moment out of its two columns: GMT, or else the local one in ``zone``."""
    if found := read(gmt):
        return found.replace(tzinfo=UTC)
    there = read(local)
    return there.replace(tzinfo=zone).astimezone(UTC) if there else None


def offset(item: Item) -> int | None:
    """How many minutes the site's clock was ahead of GMT when an item was published; None where nothing says so."""
    local, gmt = read(item.date), read(item.date_gmt)
    return round((local - gmt) / timedelta(minutes=1)) if local and gmt else None


def offsets(zone: ZoneInfo) -> set[int]:
    """How many minutes a zone is ahead of GMT, in winter and in summer."""
    found = (datetime(2026, month, 1, tzinfo=zone).utcoffset() for month in (1, 7))
    return {round(each / timedelta(minutes=1)) for each in found if each is not None}
