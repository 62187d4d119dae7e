"""What readers read, in numbers: a page, a day, a count. Nothing here knows a reader, and nothing could."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.models import Min, Sum

from dateline.desk import publication
from dateline.desk.models import CountedTally, MovedAddress, Readings, Story
from dateline.lib import clock

PAGES_KEPT = timedelta(days=35)
WEEK = timedelta(days=6)
_AT_ONCE = 200  # four values each: below the 999 that an older SQLite takes in one statement

_Each = TypeVar("_Each")


@dataclass(frozen=True, slots=True)
class Tally:
    """What was read at one kiosk in a few seconds: a name that no other tally has, its moment, a count per address."""

    name: str
    at: datetime
    counts: Mapping[str, int]


@transaction.atomic
def count_readings(tallies: Sequence[Tally]) -> int:
    """Add tallies to what was read; each counts once, however often it is brought.

    A tally belongs to the paper's local day at its moment. Its name is written down in the same transaction: whoever
    falls after the commit, and finds the tally again, brings it here again and nothing is added. When it cannot be
    found again, :func:`forget_tallies`.

    Returns:
        How many of the tallies were new.
    """
    names = {each.name: each for each in tallies}
    known = CountedTally.objects.filter(name__in=list(names)).values_list("name", flat=True)
    new = [names[name] for name in sorted(names.keys() - set(known))]
    zone = publication.zone()
    counts: Counter[tuple[date, str]] = Counter()
    for tally in new:
        day = tally.at.astimezone(zone).date()
        for address, count in tally.counts.items():
            if count:
                counts[day, address] += count
    _add(counts)
    CountedTally.objects.bulk_create([CountedTally(name=each.name) for each in new])
    return len(new)


@transaction.atomic
def forget_tallies(kept: Collection[str]) -> None:
    """Forget the names of counted tallies that nobody can bring again, since they are not among those kept."""
    gone = set(CountedTally.objects.values_list("name", flat=True)) - set(kept)
    for names in _portions(sorted(gone)):
        CountedTally.objects.filter(name__in=names).delete()


@transaction.atomic
def prune_readings() -> int:
    """Drop the readings of pages that are not stories when they are 35 days old.

    A story is asked for its curve for as long as it stands, so its readings stay with it. Of fronts, sections, topics
    and archive pages the desk shows seven days only; there are many of them, and more each day. Five weeks leave time
    to look a month up in the database.

    Returns:
        How many were dropped.
    """
    oldest = clock.today(publication.zone()) - PAGES_KEPT
    return Readings.objects.filter(story=None, day__lt=oldest).delete()[0]


def most_read_stories(first: date, last: date, limit: int) -> list[tuple[int, int]]:
    """The ids of the stories that were read most in a period, with their readings."""
    rows = Readings.objects.filter(day__gte=first, day__lte=last, story__isnull=False).values_list("story_id")
    found = rows.annotate(total=Sum("count")).order_by("-total", "-story_id")[:limit]
    return [(int(story or 0), total) for story, total in found]


def most_read_pages(first: date, last: date, limit: int) -> list[tuple[str, int]]:
    """The addresses of the pages, other than stories, that were read most in a period, with their readings."""
    rows = Readings.objects.filter(day__gte=first, day__lte=last, story=None).values_list("address")
    return list(rows.annotate(total=Sum("count")).order_by("-total", "address")[:limit])


def readings_of(story: Story) -> dict[date, int]:
    """How often a story was read on each day on which it was, at whatever address it had."""
    rows = Readings.objects.filter(story=story).values_list("day").annotate(total=Sum("count")).order_by("day")
    return dict(rows)


def counted_since() -> date | None:
    """The first day of which there are readings of any story; before it, nobody counted."""
    first: date | None = Readings.objects.filter(story__isnull=False).aggregate(first=Min("day"))["first"]
    return first


def _add(counts: Mapping[tuple[date, str], int]) -> None:
    """Put counts to those that stand: one statement for each portion, the same for SQLite and PostgreSQL."""
    stories = _stories_at(sorted({address for _day, address in counts}))
    table = connection.ops.quote_name(Readings._meta.db_table)
    # In one order, so that two who add at the same time wait for each other and do not lock each other out.
    for portion in _portions(sorted(counts.items())):
        values: list[Any] = []
        for (day, address), count in portion:
            values += [connection.ops.adapt_datefield_value(day), address, count, stories.get(address)]
        rows = ", ".join(["(%s, %s, %s, %s)"] * len(portion))
        statement = (
            f"INSERT INTO {table} (day, address, count, story_id) VALUES {rows} "  # noqa: S608  # no value stands in it
            f"ON CONFLICT (day, address) DO UPDATE SET count = {table}.count + excluded.count, "
            f"story_id = COALESCE(excluded.story_id, {table}.story_id)"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, values)


def _stories_at(addresses: Sequence[str]) -> dict[str, int]:
    """The stories that stand at addresses, or stood there before."""
    found: dict[str, int] = {}
    for portion in _portions(addresses):
        moved = MovedAddress.objects.filter(address__in=portion, story__isnull=False)
        found.update((address, story) for address, story in moved.values_list("address", "story_id") if story)
        here = Story.objects.filter(address__in=portion)
        found.update((address, story) for address, story in here.values_list("address", "pk") if address)
    return found


def _portions(items: Sequence[_Each]) -> Iterator[Sequence[_Each]]:
    for start in range(0, len(items), _AT_ONCE):
        yield items[start : start + _AT_ONCE]
