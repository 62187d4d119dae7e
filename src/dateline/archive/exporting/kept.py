"""What stood on a former site, as it stood: what was kept of it is an item of an export again."""

from collections.abc import Iterable
from datetime import UTC
from typing import Any, Final

from django.db.models import QuerySet

from dateline.archive.exporting.moments import published
from dateline.archive.models import Carried
from dateline.archive.wordpress import moments
from dateline.archive.wordpress.values import NO_DATE, Item, Label

ATTACHMENT: Final = "item:attachment"
COMMENT: Final = "comment"


def as_it_stood(row: Carried, number: int) -> Item:
    """An item of which the archive knows, under the number that it has now."""
    kept = row.kept
    date, date_gmt, modified, modified_gmt, feed_date = _dates(kept)
    unsaid = "closed" if row.kind == ATTACHMENT else ""  # nothing is said under files here
    return Item(
        id=str(number),
        kind=row.kind.removeprefix("item:"),
        title=kept.get("title", "" if "content" in kept else row.title),
        link=kept.get("link", ""),
        guid=kept.get("guid", ""),
        content=kept.get("content", kept.get("description", "")),
        excerpt=kept.get("excerpt", ""),
        date=date,
        date_gmt=date_gmt,
        modified=modified,
        modified_gmt=modified_gmt,
        published=feed_date,
        status=kept.get("status", "publish"),
        slug=kept.get("slug", ""),
        parent=row.parent or "0",
        order=kept.get("order", "0"),
        password=kept.get("password", ""),
        is_sticky=kept.get("is_sticky", False),
        comment_status=kept.get("comment_status", unsaid),
        ping_status=kept.get("ping_status", unsaid),
        attachment_url=kept.get("url", ""),
        labels=tuple(Label(*label) for label in kept.get("labels", ())),
        meta=pairs(kept.get("meta", ())),
    )


def _dates(kept: dict[str, Any]) -> list[str]:
    """As the site wrote them."""
    date, date_gmt = kept.get("date", NO_DATE), kept.get("date_gmt", NO_DATE)
    at = moments.read(date_gmt)
    return list(kept.get("dates", [date, date_gmt, date, date_gmt, published(at.replace(tzinfo=UTC)) if at else ""]))


def pairs(stored: Iterable[Iterable[str]]) -> tuple[tuple[str, str], ...]:
    """Custom fields as they are read from JSON."""
    return tuple((key, value) for key, value in stored)


def of_stories(stories: Iterable[int]) -> dict[int, Carried]:
    """What is known of these stories."""
    return _by_record(Carried.objects.filter(kind__startswith="item:").exclude(kind=ATTACHMENT), stories)


def of_comments(comments: Iterable[int]) -> dict[int, Carried]:
    """What is known of these comments."""
    return _by_record(Carried.objects.filter(kind=COMMENT), comments)


def _by_record(rows: QuerySet[Carried], records: Iterable[int]) -> dict[int, Carried]:
    """Rows by the records of ours that they became; of two sites, that of the first."""
    return {row.record or 0: row for row in rows.filter(record__in=list(records)).order_by("-site_id", "-pk")}
