"""Where stories stand, and what stands at an address."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

from django.db import connection
from django.db.models import Model, Q

from dateline.desk.copy import paper
from dateline.desk.models import Byline, Correction, KeptFile, Kill, MovedAddress, Story
from dateline.desk.printed import live
from dateline.lib import clock


class Standing(dict[str, Any]):
    """Where a story stands, as plain data: what decides which pages a change of it touches."""


def standing(ids: list[int], zone: str) -> dict[int, Standing]:
    """Where stories in the paper stand now, by id; a story that is not in the paper is left out."""
    rows = list(
        live()
        .filter(pk__in=ids)
        .values_list(
            "pk", "locale__language_code", "address", "section_id", "published_on", "translation_key", "is_page"
        )
    )
    found = {
        pk: Standing(
            story=pk,
            language=language,
            address=address,
            section=section_id,
            published_on=str(published_on),
            is_page=is_page,
            topics=[],
            contributors=[],
            correction_years=[],
            siblings=[],
        )
        for pk, language, address, section_id, published_on, _key, is_page in rows
    }
    _add_subjects(found, zone)
    _add_siblings(found, {row[0]: row[5] for row in rows})
    return found


def _add_siblings(found: dict[int, Standing], keys: dict[int, Any]) -> None:
    by_key: dict[Any, list[int]] = {}
    siblings = live().filter(translation_key__in=set(keys.values())).order_by("pk")
    for sibling, key in siblings.values_list("pk", "translation_key"):
        by_key.setdefault(key, []).append(sibling)
    for story, key in keys.items():
        found[story]["siblings"] = [each for each in by_key[key] if each != story]


def _add_subjects(found: dict[int, Standing], zone: str) -> None:
    ids = list(found)
    for story, topic_id in (
        Story.topics.through.objects.filter(story_id__in=ids).order_by("topic_id").values_list("story_id", "topic_id")
    ):
        found[story]["topics"].append(topic_id)
    bylines = Byline.objects.filter(story_id__in=ids, contributor__isnull=False)
    for story, contributor_id in (
        bylines.order_by("contributor_id").values_list("story_id", "contributor_id").distinct()
    ):
        found[story]["contributors"].append(contributor_id)
    at_home = clock.zone(zone)
    for story, at in Correction.objects.filter(story_id__in=ids).order_by("at").values_list("story_id", "at"):
        found[story]["correction_years"].append(at.astimezone(at_home).year)


def story_ids(after: int = 0, limit: int = 1000) -> list[int]:
    """The ids of stories in the paper, ascending, a batch at a time."""
    return list(live().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:limit])


def addresses(after: int = 0, limit: int = 10_000) -> list[tuple[int, str]]:
    """The ids and addresses of stories in the paper, in the languages that it has, by id, a batch at a time."""
    printed_in = [edition.language for edition in paper().editions]
    rows = live().filter(pk__gt=after, locale__language_code__in=printed_in).order_by("pk")
    return [(story, str(address)) for story, address in rows.values_list("pk", "address")[:limit]]


def stories_naming(kind: str, record_id: int) -> list[int]:
    """The ids of stories in the paper that name a topic, contributor or outlet."""
    fields = {"topic": "topics", "contributor": "bylines__contributor", "outlet": "outlet"}
    named = Q(**{fields[kind]: record_id})
    if kind == "outlet":
        named |= Q(hops__outlet=record_id)
    return list(live().filter(named).order_by("pk").values_list("pk", flat=True).distinct())


def ages_turning(day: date, since: date) -> list[int]:
    """The ids of stories that pass a whole year of age after ``since`` and no later than ``day``.

    A story of 29 February passes its years on 1 March of years without one.
    """
    oldest = live().filter(age_on__isnull=False).order_by("age_on").values_list("age_on", flat=True).first()
    if oldest is None:
        return []
    turning = Q()
    for years in range(1, day.year - oldest.year + 1):
        turning |= Q(age_on__gt=_years_before(since, years), age_on__lte=_years_before(day, years))
    return list(live().filter(turning).order_by("pk").values_list("pk", flat=True)) if turning else []


def _years_before(day: date, years: int) -> date:
    """The latest day that is ``years`` whole years before ``day``."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)


def former_addresses(story: int) -> list[str]:
    """The addresses that a story had before, and its own when it was killed."""
    former = MovedAddress.objects.filter(story_id=story).order_by("address").values_list("address", flat=True)
    return list(former)


def what_stood_at(address: str) -> tuple[Literal["story", "file", "moved", "gone", "nothing"], str]:
    """What an address answers: a story or file that is there, where it moved to, the notice of a kill, or nothing.

    Returns:
        The kind of answer, with the address moved to (``moved``) or the notice (``gone``).
    """
    story = Story.objects.filter(address=address).select_related("kill", "locale").first()
    moved_here = MovedAddress.objects.filter(address=address).select_related("story__kill").first()
    story = story or (moved_here.story if moved_here else None)
    if story is None:
        if moved_here:
            return "moved", moved_here.target
        return "file" if KeptFile.objects.filter(address=address).exists() else "nothing", ""
    killed = getattr(story, "kill", None)
    if killed:
        return ("gone", killed.notice) if killed.leaves_notice else ("nothing", "")
    if not story.live or story.address is None:
        return "nothing", ""
    return ("story", address) if story.address == address else ("moved", story.address)


def moved() -> Iterator[str]:
    """Every address that leads elsewhere, or may bear the notice of a kill."""
    yield from MovedAddress.objects.values_list("address", flat=True).iterator()
    yield from _where_killed()


def _where_killed() -> Iterator[str]:
    killed = Kill.objects.filter(story__address__isnull=False)
    yield from map(str, killed.values_list("story__address", flat=True).iterator())


def addresses_below(folder: str) -> list[str]:
    """Where stories in the paper stand, and files, whose address begins with another's; nothing for a front page."""
    within = {"address__startswith": folder}
    if connection.vendor == "sqlite":  # its LIKE knows no index; what follows "/" is "0"
        within = {"address__gt": folder, "address__lt": f"{folder[:-1]}0"}
    stories = live().filter(**within).values_list("address", flat=True)
    return [*map(str, stories), *KeptFile.objects.filter(**within).values_list("address", flat=True)]


def killed_addresses() -> Iterator[str]:
    """Every address at which a killed story stood."""
    yield from _where_killed()
    former = MovedAddress.objects.filter(story__kill__isnull=False)
    yield from former.values_list("address", flat=True).iterator()


def move_batches(size: int) -> Iterator[tuple[int, int]]:
    """The former addresses in batches, each by its first and its last id, for :func:`moves_between`."""
    return batches(MovedAddress, size)


def moves_between(first: int, last: int) -> list[tuple[str, str]]:
    """Former addresses, each with where it leads now ("": nowhere); those of killed stories are left out."""
    rows = MovedAddress.objects.filter(pk__gte=first, pk__lte=last, story__kill__isnull=True).order_by("pk")
    told = rows.values_list("address", "story_id", "target", "story__live", "story__address")
    return [
        (address, ((now or "") if live else "") if story else target)
        for address, story, target, live, now in told
        if address != now
    ]


def batches(model: type[Model], size: int) -> Iterator[tuple[int, int]]:
    """The records of a model in batches, each by its first and its last id."""
    after = 0
    while ids := list(model._default_manager.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:size]):
        yield ids[0], ids[-1]
        after = ids[-1]
