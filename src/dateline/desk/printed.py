"""What the desk hands to whoever prints: stories, lists, names, as frozen values."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, Literal

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet

from dateline.desk import copy, publication
from dateline.desk.copy import Register, paper
from dateline.desk.languages import LANGUAGES
from dateline.desk.models import Byline, Contributor, Correction, FrontPage, MovedAddress, Section, Story, Topic
from dateline.desk.values import ListedStory, PrintedCorrection, PrintedStory, Subject
from dateline.lib import clock
from dateline.lib.html import clean_block

_AT_ONCE = 100
Scope = Literal["paper", "section", "topic", "contributor"]

# In SQL, because a print of everything asks for thousands of lists, and Django takes ten times as long to say it.
_IDS: Final = f"SELECT id FROM {Story._meta.db_table}"  # noqa: S608  # a name of our own
_LISTED: Final = "live AND address IS NOT NULL AND NOT is_page"
_WITHIN: Final[dict[Scope, str]] = {
    "paper": "1 = 1",
    "section": "section_id = %s",
    "topic": f"id IN (SELECT story_id FROM {Story.topics.through._meta.db_table} WHERE topic_id = %s)",  # noqa: S608
    "contributor": f"id IN (SELECT story_id FROM {Byline._meta.db_table} WHERE contributor_id = %s)",  # noqa: S608
}


def languages() -> tuple[str, ...]:
    """Every language that a paper may be written in, by BCP 47 tag."""
    return tuple(tag for tag, _name in LANGUAGES)


def live() -> QuerySet[Story]:
    """The stories that are in the paper."""
    return Story.objects.filter(live=True, address__isnull=False)


def printed(ids: list[int], register: Register) -> list[PrintedStory]:
    """Those of the stories that are in the paper, whole, in the order of their ids."""
    return copy.of_printed(live().filter(pk__in=ids).order_by("pk"), register)


def printed_between(first: int, last: int, register: Register) -> list[PrintedStory]:
    """The stories in the paper whose ids lie from ``first`` to ``last``, whole."""
    return copy.of_printed(live().filter(pk__gte=first, pk__lte=last).order_by("pk"), register)


def listed(ids: list[int], register: Register) -> list[ListedStory]:
    """Those of the stories that are in the paper, as they stand in lists, in the order asked for."""
    known = register.listed
    if missing := [each for each in ids if each not in known]:
        known.update((story.id, story) for story in copy.of_listed(live().filter(pk__in=missing), register))
    return [known[each] for each in ids if each in known]


def newest(
    language: str,
    register: Register,
    *,
    scope: Scope = "paper",
    subject: int = 0,
    start: date | None = None,
    end: date | None = None,
    limit: int | None = None,
) -> list[int]:
    """The ids of stories in the paper, newest first; pages stand in no list.

    Args:
        language: BCP 47 tag; stories in this language only.
        register: the names and addresses known so far in this print run.
        scope: which listing: the whole paper, or one section, topic or contributor.
        subject: the id of that section, topic or contributor.
        start: the first day of publication, in the paper's time zone.
        end: the last day.
        limit: how many at most.
    """
    wanted = [_LISTED, "locale_id = %s", _WITHIN[scope]]
    given: list[Any] = [register.locales.get(language, 0)]
    if scope != "paper":
        given.append(subject)
    if start is not None and end is not None:
        wanted.append("published_on >= %s AND published_on <= %s AND published_at >= %s AND published_at < %s")
        days, about = connection.ops.adapt_datefield_value, connection.ops.adapt_datetimefield_value
        given += [days(start), days(end), *map(about, _about(start, end).values())]
    some = "" if limit is None else f" LIMIT {limit:d}"
    with connection.cursor() as cursor:
        cursor.execute(f"{_IDS} WHERE {' AND '.join(wanted)} ORDER BY published_at DESC, id DESC{some}", given)
        return [story for (story,) in cursor.fetchall()]


def _about(start: date, end: date) -> dict[str, datetime]:
    """The moments that a span of local days can lie between in any zone: what the index on moments can search by."""
    return {
        "published_at__gte": datetime(start.year, start.month, start.day, tzinfo=UTC) - timedelta(days=2),
        "published_at__lt": datetime(end.year, end.month, end.day, tzinfo=UTC) + timedelta(days=3),
    }


def first_of_each_day(language: str, start: date, end: date, limit: int, register: Register) -> dict[date, list[int]]:
    """The ids of the newest ``limit`` stories of each day of a period, newest first."""
    rows = (
        live()
        .filter(
            is_page=False, locale_id=register.locales.get(language, 0), published_on__gte=start, published_on__lte=end
        )
        .order_by("-published_at", "-pk")
        .values_list("pk", "published_on")
    )
    shown: dict[date, list[int]] = {}
    for story, day in rows:
        if day and len(of_day := shown.setdefault(day, [])) < limit:
            of_day.append(story)
    return shown


def leads(language: str, register: Register) -> list[ListedStory]:
    """The leads of a front page in the order that an editor gave them, those of them that are in the paper."""
    front = FrontPage.objects.filter(language=language).first()
    return listed([lead.story_id for lead in front.leads.all()], register) if front else []


def corrections(
    language: str, register: Register, *, year: int | None = None, limit: int | None = None
) -> list[tuple[ListedStory, PrintedCorrection]]:
    """Corrections on stories in the paper, newest first, each with its story; those of one year if it is given."""
    rows = Correction.objects.order_by("-at", "-pk")
    if year is not None:
        zone = clock.zone(register.paper.zone)
        rows = rows.filter(at__gte=datetime(year, 1, 1, tzinfo=zone), at__lt=datetime(year + 1, 1, 1, tzinfo=zone))
    found: list[tuple[ListedStory, PrintedCorrection]] = []
    start = 0
    while (batch := list(rows[start : start + _AT_ONCE])) and (limit is None or len(found) < limit):
        start += _AT_ONCE
        stories = {story.id: story for story in listed([each.story_id for each in batch], register)}
        found += [
            (story, PrintedCorrection(each.pk, each.kind, each.note, each.at))
            for each in batch
            if (story := stories.get(each.story_id)) and story.language == language
        ]
    return found[:limit]


def sections() -> list[tuple[int, str]]:
    """The id and language of every section, in the order in which they stand in the paper."""
    rows = Section.objects.order_by("locale__language_code", "order", "name", "pk")
    return list(rows.values_list("pk", "locale__language_code"))


def subject(kind: str, record_id: int, language: str, register: Register) -> Subject | None:
    """A section, topic or contributor that has pages in a language; None when it has none there."""
    models: dict[str, Any] = {"section": Section, "topic": Topic, "contributor": Contributor}
    record = register.of(models[kind], [record_id]).get(record_id)
    if record is None or (kind != "contributor" and register.languages[record.locale_id] != language):
        return None
    description = clean_block(record.note) if kind == "contributor" else record.description
    return Subject(record.name, record.slug, getattr(record, "kind", ""), description)


def register_addresses(kind: str, record_id: int, old: str, new: str) -> list[str]:
    """Every address that a topic or contributor had before: under its ``old`` slug, and those that lead to the new."""
    languages = [edition.language for edition in paper().editions]
    if kind == "topic":
        found = Topic.objects.select_related("locale").filter(pk=record_id).first()
        languages = [found.locale.language_code] if found else []
    folder = {"topic": "topic", "contributor": "by"}[kind]
    places = [f"{publication.paper_prefix(language)}{folder}/" for language in languages]
    leading = MovedAddress.objects.filter(target__in=[f"{place}{new}/" for place in places])
    return sorted({f"{place}{old}/" for place in places} | set(leading.values_list("address", flat=True)))


def photograph_preview_base() -> str:
    """Where the desk shows printings of photographs to those at the desk, before they are printed."""
    return f"{settings.MEDIA_URL}printings/"


def sitemap_rows(start: date, end: date) -> list[tuple[str, datetime]]:
    """The address and last change of every story first published in a period, in any language, oldest first."""
    rows = live().filter(published_on__gte=start, published_on__lte=end, **_about(start, end))
    rows = rows.order_by("published_at", "pk")
    found = rows.values_list("address", "published_at", "last_published_at")
    return [(str(address), changed or published) for address, published, changed in found if published]
