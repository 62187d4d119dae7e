"""Where a story stands and whether readers find it, for rooms that hang something on stories."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from dateline.desk.models import Story
from dateline.desk.printed import live


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What is known of a story from outside: ``address`` is None where it never stood in the paper."""

    id: int
    headline: str
    language: str
    address: str | None
    section: int | None
    published_on: date | None
    published_at: datetime | None
    is_live: bool


def whereabouts(stories: Iterable[int]) -> dict[int, Whereabouts]:
    """Where these stories stand, by id; those that do not exist are left out."""
    rows = Story.objects.filter(pk__in=list(stories)).values_list(
        "pk", "headline", "locale__language_code", "address", "section_id", "published_on", "published_at", "live"
    )
    return {row[0]: Whereabouts(*row) for row in rows}


def exists(story: int) -> bool:
    """Whether there is such a story, in the paper or not."""
    return Story.objects.filter(pk=story).exists()


def published_within(first: date, last: date) -> list[int]:
    """The stories in the paper that were published on these local days."""
    return list(
        live().filter(published_on__gte=first, published_on__lte=last).order_by("pk").values_list("pk", flat=True)
    )
