"""What the newsroom has, for those who carry it away: drafts too, ids and all, as much at once as is asked for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Count
from wagtail.models import ReferenceIndex

from dateline.desk import copy, entering
from dateline.desk.copy import Register
from dateline.desk.languages import LANGUAGES
from dateline.desk.models import Byline, Contributor, KeptFile, Lead, Photograph, Section, Story, Topic
from dateline.desk.printed import live
from dateline.desk.taking_over import FormerStory
from dateline.desk.values import MOST_LEADS, PrintedPhotograph, PrintedStory


@dataclass(frozen=True, slots=True)
class WholeStory:
    """A story as it is given away: one in the paper as readers see it, any other as its newest draft has it.

    ``told`` is what a former site would tell of it, ``printed`` its provenance, corrections and photographs.
    """

    id: int
    told: FormerStory
    printed: PrintedStory
    is_live: bool
    is_leading: bool
    edited_at: datetime


@dataclass(frozen=True, slots=True)
class Registered:
    """A section, a topic or a contributor, as the register has it."""

    id: int
    name: str
    slug: str
    language: str = ""
    description: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class KeptPhotograph:
    """A photograph and its words. ``address`` is where it is printed; ``story`` is one that shows it there."""

    id: int
    title: str
    alternative_text: str
    caption: str
    credit: str
    rights: str
    at: datetime
    address: str
    story: int | None
    marks: dict[str, str]


def tongues() -> dict[str, str]:
    """The languages of newspapers by tag, each with its own name."""
    return dict(LANGUAGES)


def sections_registered() -> list[Registered]:
    """Every section."""
    rows = Section.objects.select_related("locale").order_by("order", "pk")
    return [Registered(row.pk, row.name, row.slug, row.locale.language_code, row.description) for row in rows]


def topics_registered() -> list[Registered]:
    """Every topic."""
    rows = Topic.objects.select_related("locale").order_by("pk")
    return [Registered(row.pk, row.name, row.slug, row.locale.language_code, row.description, row.kind) for row in rows]


def contributors_registered() -> list[Registered]:
    """Every contributor."""
    return [Registered(*row) for row in Contributor.objects.order_by("pk").values_list("pk", "name", "slug")]


def all_stories() -> Iterator[int]:
    """The id of every story, in the paper or not; of those that were killed, none."""
    return Story.objects.filter(kill__isnull=True).order_by("pk").values_list("pk", flat=True).iterator()


def newest_of_all() -> datetime | None:
    """When the newest story in the paper was published."""
    return live().order_by("-published_at").values_list("published_at", flat=True).first()


def translations() -> Iterator[list[tuple[int, str]]]:
    """The groups of stories that are each other's translations: ids and languages."""
    whole = Story.objects.filter(kill__isnull=True)
    shared = whole.values("translation_key").annotate(number=Count("pk")).filter(number__gt=1)
    rows = whole.filter(translation_key__in=shared.values("translation_key")).order_by("translation_key", "pk")
    told = rows.values_list("translation_key", "pk", "locale__language_code").iterator()
    for _key, group in groupby(told, key=lambda row: row[0]):
        yield [(story, language) for _, story, language in group]


def whole(ids: Iterable[int], register: Register) -> list[WholeStory]:
    """Stories with all that they say, in the order of their ids."""
    rows = list(Story.objects.filter(pk__in=list(ids)).order_by("pk").select_related("latest_revision"))
    drafts = {row.pk: row.get_latest_revision_as_object() for row in rows if not row.live and row.latest_revision_id}
    at_once = Story.objects.filter(pk__in=[row.pk for row in rows if row.pk not in drafts]).order_by("pk")
    printed = {story.id: story for story in copy.of_printed(at_once, register)}
    printed |= {story: copy.of_draft(draft) for story, draft in drafts.items()}
    topics, bylines = _topics(rows), _bylines(rows)
    for story, draft in drafts.items():
        topics[story] = [topic.pk for topic in draft.topics.all()]
        bylines[story] = [byline.contributor_id for byline in draft.bylines.all() if byline.contributor_id]
    leading = _leading()
    return [
        WholeStory(
            id=row.pk,
            told=_told(drafts.get(row.pk, row), row, topics[row.pk], bylines[row.pk], register),
            printed=printed[row.pk],
            is_live=bool(row.live and row.address),
            is_leading=row.pk in leading,
            edited_at=row.edited_at,
        )
        for row in rows
    ]


def _told(draft: Story, row: Story, topics: list[int], bylines: list[int], register: Register) -> FormerStory:
    is_live = bool(row.live and row.address)
    return FormerStory(
        language=register.languages[draft.locale_id],
        headline=draft.headline,
        slug=draft.slug,
        standfirst=draft.standfirst,
        body=tuple(draft.body.raw_data),
        section=draft.section_id,
        topics=tuple(topics),
        bylines=tuple(bylines),
        lead_photograph=draft.lead_photograph_id,
        is_page=draft.is_page,
        address=(row.address or "") if is_live else "",
        published_at=row.published_at if is_live else None,
        published_on=row.published_on if is_live else None,
        modified_at=row.last_published_at if is_live else None,
        goes_live_at=None if is_live else _scheduled(draft, row),
        key=row.translation_key,
    )


def _scheduled(draft: Story, row: Story) -> datetime | None:
    """When a draft comes out by itself; a date that nobody has approved yet is only a date."""
    if draft.go_live_at is None:
        return None
    return row.revisions.exclude(approved_go_live_at=None).values_list("approved_go_live_at", flat=True).first()  # type: ignore[no-any-return]


def _topics(rows: Iterable[Story]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    through = Story.topics.through.objects.filter(story_id__in=[row.pk for row in rows]).order_by("id")
    for story, topic in through.values_list("story_id", "topic_id"):
        found[story].append(topic)
    return found


def _bylines(rows: Iterable[Story]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    signed = Byline.objects.filter(story_id__in=[row.pk for row in rows], contributor__isnull=False)
    for story, contributor in signed.order_by("sort_order", "id").values_list("story_id", "contributor_id"):
        found[story].append(contributor)
    return found


def _leading() -> set[int]:
    """The stories that lead the front pages."""
    leads: dict[int, list[int]] = defaultdict(list)
    rows = Lead.objects.filter(story__live=True).order_by("sort_order", "pk").values_list("front_id", "story_id")
    for front, story in rows:
        leads[front].append(story)
    return {story for stories in leads.values() for story in stories[:MOST_LEADS]}


# Photographs and files


def all_photographs() -> Iterator[int]:
    """The id of every photograph."""
    yield from Photograph.objects.order_by("pk").values_list("pk", flat=True).iterator()


def all_files() -> Iterator[int]:
    """The id of every kept file that is no photograph."""
    yield from KeptFile.objects.filter(photograph__isnull=True).order_by("pk").values_list("pk", flat=True).iterator()


def kept_files(ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """The address and the title of kept files, by id."""
    rows = KeptFile.objects.filter(pk__in=list(ids)).values_list("pk", "address", "title")
    return {row: (address, title) for row, address, title in rows}


def kept_photographs(ids: Iterable[int]) -> dict[int, KeptPhotograph]:
    """Photographs by id; those that the paper prints nowhere have no address."""
    rows = Photograph.objects.in_bulk(list(ids))
    own = dict(KeptFile.objects.filter(photograph_id__in=rows).order_by("-pk").values_list("photograph_id", "address"))
    shown = _shown_in(list(rows))
    return {
        pk: KeptPhotograph(
            id=pk,
            title=row.title,
            alternative_text=row.alternative_text,
            caption=row.caption,
            credit=row.credit,
            rights=row.rights,
            at=row.created_at,
            address=own.get(pk) or _printed_at(row, shown.get(pk)),
            story=shown[pk][0] if pk in shown else None,
            marks={name: entering.mark_of(getattr(row, name)) for name in entering.WORDS},
        )
        for pk, row in rows.items()
    }


def _shown_in(photographs: list[int]) -> dict[int, tuple[int, str]]:
    """The first story in the paper that shows each photograph, and its address."""
    references = ReferenceIndex.objects.filter(
        to_content_type=ReferenceIndex._get_base_content_type(Photograph),
        to_object_id__in=[str(each) for each in photographs],
        content_type__app_label="desk",
        content_type__model="story",
    ).values_list("to_object_id", "object_id")
    pairs = [(int(photograph), int(story)) for photograph, story in references]
    standing: dict[int, Any] = dict(
        Story.objects.filter(pk__in={story for _, story in pairs}, live=True, address__isnull=False, kill__isnull=True)
        .values_list("pk", "address")
    )  # fmt: skip
    found: dict[int, tuple[int, str]] = {}
    for photograph, story in sorted(pairs):
        if story in standing:
            found.setdefault(photograph, (story, standing[story]))
    return found


def _printed_at(photograph: Photograph, shown: tuple[int, str] | None) -> str:
    if shown is None:
        return ""
    printing = PrintedPhotograph(photograph.pk, photograph.digest, photograph.width, photograph.height, alt="")
    return f"{shown[1]}{printing.name(printing.widths[-1], 'jpg')}"
