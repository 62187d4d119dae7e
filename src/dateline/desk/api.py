"""The desk's front door: what other rooms may ask of the newsroom. One verb per use case, one transaction each."""

import logging
from datetime import date, datetime
from typing import Any, Literal

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models import Revision

from dateline.desk import body, copy, publication, signals
from dateline.desk.changes import changes_between
from dateline.desk.copy import Register, paper
from dateline.desk.errors import DeskError, NotPublishedError
from dateline.desk.languages import LANGUAGES
from dateline.desk.models import Byline, Contributor, Correction, FrontPage, Kill, MovedAddress, Section, Story, Topic
from dateline.desk.seams import fill_preview
from dateline.desk.values import ListedStory, PrintedCorrection, PrintedStory
from dateline.lib import clock
from dateline.lib.html import clean_block

logger = logging.getLogger("dateline.desk")

__all__ = [
    "Register",
    "Standing",
    "addresses",
    "ages_turning",
    "contributor",
    "correct",
    "corrections",
    "description",
    "fill_preview",
    "first_of_each_day",
    "former_addresses",
    "kill",
    "languages",
    "leads",
    "listed",
    "moved",
    "newest",
    "paper",
    "photograph_preview_base",
    "printed",
    "printed_between",
    "publish",
    "publish_due",
    "register_addresses",
    "section",
    "sections",
    "sitemap_rows",
    "standing",
    "stories_naming",
    "story_ids",
    "topic",
    "what_stood_at",
]

Scope = Literal["paper", "section", "topic", "contributor"]


# What is printed


def languages() -> tuple[str, ...]:
    """Every language that a paper may be written in, by BCP 47 tag."""
    return tuple(tag for tag, _name in LANGUAGES)


def _live() -> QuerySet[Story]:
    return Story.objects.filter(live=True, address__isnull=False)


def printed(ids: list[int], register: Register) -> list[PrintedStory]:
    """Those of the stories that are in the paper, whole, in the order of their ids."""
    return copy.of_printed(_live().filter(pk__in=ids).order_by("pk"), register)


def printed_between(first: int, last: int, register: Register) -> list[PrintedStory]:
    """The stories in the paper whose ids lie from ``first`` to ``last``, whole."""
    return copy.of_printed(_live().filter(pk__gte=first, pk__lte=last).order_by("pk"), register)


def listed(ids: list[int], register: Register) -> list[ListedStory]:
    """Those of the stories that are in the paper, as they stand in lists, in the order asked for."""
    found = {story.id: story for story in copy.of_listed(_live().filter(pk__in=ids), register)}
    return [found[each] for each in ids if each in found]


def newest(
    language: str,
    register: Register,
    *,
    scope: Scope = "paper",
    subject: int = 0,
    start: date | None = None,
    end: date | None = None,
    limit: int | None = None,
) -> list[ListedStory]:
    """Stories in the paper, newest first.

    Args:
        language: BCP 47 tag; stories in this language only.
        register: the names and addresses known so far in this print run.
        scope: which listing: the whole paper, or one section, topic or contributor.
        subject: the id of that section, topic or contributor.
        start: the first day of publication, in the paper's time zone.
        end: the last day.
        limit: how many at most.
    """
    stories = _live().order_by("-published_at", "-pk")
    if scope == "section":
        stories = stories.filter(section_id=subject)
    else:
        stories = stories.filter(locale__language_code=language)
    if scope == "topic":
        stories = stories.filter(topics=subject)
    if scope == "contributor":
        stories = stories.filter(bylines__contributor_id=subject).distinct()
    if start is not None and end is not None:
        stories = stories.filter(published_on__gte=start, published_on__lte=end)
    return copy.of_listed(stories[:limit] if limit else stories, register)


def first_of_each_day(language: str, start: date, end: date, limit: int, register: Register) -> list[ListedStory]:
    """The newest ``limit`` stories of each day of a period, newest first."""
    rows = (
        _live()
        .filter(locale__language_code=language, published_on__gte=start, published_on__lte=end)
        .order_by("-published_at", "-pk")
        .values_list("pk", "published_on")
    )
    shown: dict[date, list[int]] = {}
    for story, day in rows:
        if day and len(of_day := shown.setdefault(day, [])) < limit:
            of_day.append(story)
    return listed([story for day in sorted(shown, reverse=True) for story in shown[day]], register)


def leads(language: str, register: Register) -> list[ListedStory]:
    """The leads of a front page in the order that an editor gave them, those of them that are in the paper."""
    front = FrontPage.objects.filter(language=language).first()
    return listed([lead.story_id for lead in front.leads.all()], register) if front else []


def corrections(
    language: str, register: Register, *, year: int | None = None, limit: int | None = None
) -> list[tuple[ListedStory, PrintedCorrection]]:
    """Corrections on stories in the paper, newest first, each with its story; those of one year if it is given."""
    rows = Correction.objects.filter(story__live=True, story__locale__language_code=language).order_by("-at", "-pk")
    if year is not None:
        zone = clock.zone(register.paper.zone)
        rows = rows.filter(at__gte=datetime(year, 1, 1, tzinfo=zone), at__lt=datetime(year + 1, 1, 1, tzinfo=zone))
    chosen = list(rows[:limit] if limit else rows)
    stories = {story.id: story for story in listed([each.story_id for each in chosen], register)}
    return [
        (stories[each.story_id], PrintedCorrection(each.pk, each.kind, each.note, each.at))
        for each in chosen
        if each.story_id in stories
    ]


def sections() -> list[tuple[int, str]]:
    """The id and language of every section, in the order in which they stand in the paper."""
    rows = Section.objects.order_by("locale__language_code", "order", "name", "pk")
    return list(rows.values_list("pk", "locale__language_code"))


def section(section_id: int) -> Section | None:
    """A section by id, with its locale."""
    return Section.objects.select_related("locale").filter(pk=section_id).first()


def topic(topic_id: int) -> Topic | None:
    """A topic by id, with its locale."""
    return Topic.objects.select_related("locale").filter(pk=topic_id).first()


def contributor(contributor_id: int) -> Contributor | None:
    """A contributor by id."""
    return Contributor.objects.filter(pk=contributor_id).first()


def register_addresses(kind: str, record_id: int, old: str, new: str) -> list[str]:
    """Every address that a topic or contributor had before: under its ``old`` slug, and those that lead to the new."""
    languages = [edition.language for edition in paper().editions]
    if kind == "topic":
        found = topic(record_id)
        languages = [found.locale.language_code] if found else []
    folder = {"topic": "topic", "contributor": "by"}[kind]
    places = [f"{publication.paper_prefix(language)}{folder}/" for language in languages]
    leading = MovedAddress.objects.filter(target__in=[f"{place}{new}/" for place in places])
    return sorted({f"{place}{old}/" for place in places} | set(leading.values_list("address", flat=True)))


def photograph_preview_base() -> str:
    """Where the desk shows printings of photographs to those at the desk, before they are printed."""
    return f"{settings.MEDIA_URL}printings/"


def description(kind: str, record_id: int) -> str:
    """What the newsroom says of a section or topic (text), or of a contributor (clean HTML)."""
    models: dict[str, Any] = {"section": Section, "topic": Topic, "contributor": Contributor}
    record: Any = models[kind].objects.filter(pk=record_id).first()
    if record is None:
        return ""
    return clean_block(record.note) if kind == "contributor" else str(record.description)


def sitemap_rows(start: date, end: date) -> list[tuple[str, datetime]]:
    """The address and last change of every story first published in a period, in any language, oldest first."""
    rows = _live().filter(published_on__gte=start, published_on__lte=end).order_by("published_at", "pk")
    found = rows.values_list("address", "published_at", "last_published_at")
    return [(str(address), changed or published) for address, published, changed in found if published]


# Where things stand


class Standing(dict[str, Any]):
    """Where a story stands, as plain data: what decides which pages a change of it touches."""


def standing(ids: list[int], zone: str) -> dict[int, Standing]:
    """Where stories in the paper stand now, by id; a story that is not in the paper is left out."""
    rows = list(
        _live()
        .filter(pk__in=ids)
        .values_list("pk", "locale__language_code", "address", "section_id", "published_on", "translation_key")
    )
    found = {
        pk: Standing(
            story=pk,
            language=language,
            address=address,
            section=section_id,
            published_on=str(published_on),
            topics=[],
            contributors=[],
            correction_years=[],
            siblings=[],
        )
        for pk, language, address, section_id, published_on, _key in rows
    }
    _add_subjects(found, zone)
    _add_siblings(found, {row[0]: row[5] for row in rows})
    return found


def _add_siblings(found: dict[int, Standing], keys: dict[int, Any]) -> None:
    by_key: dict[Any, list[int]] = {}
    siblings = _live().filter(translation_key__in=set(keys.values())).order_by("pk")
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
    return list(_live().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:limit])


def addresses(after: int = 0, limit: int = 10_000) -> list[tuple[int, str]]:
    """The ids and addresses of stories in the paper, by id, a batch at a time."""
    rows = _live().filter(pk__gt=after).order_by("pk").values_list("pk", "address")[:limit]
    return [(story, str(address)) for story, address in rows]


def stories_naming(kind: str, record_id: int) -> list[int]:
    """The ids of stories in the paper that name a topic, contributor or outlet."""
    fields = {"topic": "topics", "contributor": "bylines__contributor", "outlet": "outlet"}
    named = Q(**{fields[kind]: record_id})
    if kind == "outlet":
        named |= Q(hops__outlet=record_id)
    return list(_live().filter(named).order_by("pk").values_list("pk", flat=True).distinct())


def ages_turning(day: date, since: date) -> list[int]:
    """The ids of stories that pass a whole year of age after ``since`` and no later than ``day``.

    A story of 29 February passes its years on 1 March of years without one.
    """
    oldest = _live().filter(age_on__isnull=False).order_by("age_on").values_list("age_on", flat=True).first()
    if oldest is None:
        return []
    turning = Q()
    for years in range(1, day.year - oldest.year + 1):
        turning |= Q(age_on__gt=_years_before(since, years), age_on__lte=_years_before(day, years))
    return list(_live().filter(turning).order_by("pk").values_list("pk", flat=True)) if turning else []


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


def what_stood_at(address: str) -> tuple[Literal["story", "moved", "gone", "nothing"], str]:
    """What an address answers: a story that is there, where it moved to, the notice of a kill, or nothing.

    Returns:
        The kind of answer, with the address moved to (``moved``) or the notice (``gone``).
    """
    story = Story.objects.filter(address=address).select_related("kill", "locale").first()
    moved_here = MovedAddress.objects.filter(address=address).select_related("story__kill").first()
    story = story or (moved_here.story if moved_here else None)
    if story is None:
        return ("moved", moved_here.target) if moved_here else ("nothing", "")
    killed = getattr(story, "kill", None)
    if killed:
        return ("gone", killed.notice) if killed.leaves_notice else ("nothing", "")
    if not story.live or story.address is None:
        return "nothing", ""
    return ("story", address) if story.address == address else ("moved", story.address)


def moved(after: str = "", limit: int = 10_000) -> list[str]:
    """Addresses that lead elsewhere or may bear a notice, in order, a batch at a time."""
    kills = (
        Kill.objects.filter(story__address__gt=after)
        .order_by("story__address")
        .values_list("story__address", flat=True)
    )
    former = MovedAddress.objects.filter(address__gt=after).order_by("address").values_list("address", flat=True)
    return sorted({str(each) for each in (*kills[:limit], *former[:limit])})[:limit]


# What the desk does


@transaction.atomic
def publish(story: Story, *, user: Any = None) -> None:
    """Publish the newest draft of a story.

    Raises:
        NotReadyError: it lacks something; each lack names its field and the cure.
    """
    fresh = Story.objects.get(pk=story.pk)
    revision = fresh.get_latest_revision() or fresh.save_revision(user=user)
    revision.publish(user=user)


def publish_due() -> int:
    """Publish what is scheduled and due, and take away what has expired; each in its own transaction.

    Returns:
        How many stories changed.
    """
    now, changed = clock.now(), 0
    for revision in Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at"):
        try:
            with transaction.atomic():
                revision.publish(log_action="wagtail.publish.scheduled")
            changed += 1
        except DeskError as error:
            logger.error("A scheduled story stays a draft: %s", error)
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    for story in Story.objects.filter(live=True, expire_at__lte=now):
        with transaction.atomic():
            story.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        changed += 1
    return changed


@transaction.atomic
def correct(story: Story, *, kind: str, note: str, user: Any = None, show_changes: bool = True) -> Correction:
    """Publish the newest draft of a story in the paper together with a dated note of what was put right.

    Trip: desk → ``publish`` → ``story_changed`` → (edition) print orders: the story, the lists, the corrections.

    Args:
        story: a story that is in the paper.
        kind: ``correction``, ``clarification``, ``update`` or ``retraction``.
        note: what was wrong and what is right, for readers.
        user: the editor who corrects.
        show_changes: whether readers may open what changed; not when the old text itself does harm.

    Raises:
        NotPublishedError: the story is not in the paper.
        NotReadyError: the draft lacks something that every printed story must have.
    """
    standing_story = Story.objects.filter(pk=story.pk, live=True).first()
    if standing_story is None:
        raise NotPublishedError("Only a story that is in the paper can be corrected. Publish it instead.")
    before = text_of(standing_story)
    revision = standing_story.get_latest_revision()
    after = text_of(revision.as_object()) if revision else before
    correction = Correction.objects.create(
        story=standing_story,
        kind=kind,
        note=note,
        at=clock.now(),
        by=user,
        changes=changes_between(before, after) if show_changes else [],
    )
    if revision and revision.pk != standing_story.live_revision_id:
        revision.publish(user=user)
    else:
        signals.story_changed.send(Story, story_id=standing_story.pk)
    return correction


def text_of(story: Story) -> list[str]:
    """The words of a story as readers meet them, a paragraph each: headline, standfirst, body."""
    return [line for line in (story.headline, story.standfirst, *body.paragraphs(story.body.raw_data)) if line]


@transaction.atomic
def kill(story: Story, *, reason: str = "", notice: str = "", leaves_notice: bool = True, user: Any = None) -> Kill:
    """Take a story away from everywhere; its record stays at the desk.

    Trip: desk → unpublish → ``story_changed`` → (edition) lists first, then the page, its photographs, its notice.

    Args:
        story: the story.
        reason: for the desk only.
        notice: what readers find at the address that it had (HTTP 410, RFC 9110 §15.5.11).
        leaves_notice: without it, the address answers as though there had been nothing (404).
        user: the editor who kills.

    Raises:
        NotPublishedError: the story has never been in the paper; delete its draft instead.
    """
    if story.address is None:
        raise NotPublishedError("This story has never been in the paper. Delete the draft instead.")
    killed, _created = Kill.objects.update_or_create(
        story=story,
        defaults={"at": clock.now(), "by": user, "reason": reason, "notice": notice, "leaves_notice": leaves_notice},
    )
    story.revisions.update(approved_go_live_at=None)
    story.refresh_from_db()
    if story.live:
        story.unpublish()
    else:
        signals.story_changed.send(Story, story_id=story.pk)
    return killed
