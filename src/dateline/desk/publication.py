"""The moment a story becomes part of the paper: whether it may, and what it is given then."""

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from wagtail.models import Revision

from dateline.desk import body, rules
from dateline.desk.copy import paper
from dateline.desk.errors import Lack, NotReadyError
from dateline.desk.models import Kill, MovedAddress, Newspaper, Photograph, Story
from dateline.lib import clock
from dateline.lib.text import slugify


def zone() -> ZoneInfo:
    """The newspaper's own time zone: its day begins at midnight there."""
    return clock.zone(Newspaper.load().time_zone)


def lacks(story: Story) -> list[Lack]:
    """Everything that keeps this draft out of print; empty when it may be printed."""
    return rules.lacks(_readiness(story))


def refuse_unready(story: Story) -> None:
    """Raise NotReadyError, with every lack at once, when this draft may not be printed."""
    if found := lacks(story):
        raise NotReadyError(found)


def wait_for_embargo(revision: Revision) -> None:
    """Let a story that is published before its embargo ends go out when it ends, and not before."""
    draft = revision.as_object()
    embargo = draft.embargo_until
    if embargo and embargo > clock.now() and (draft.go_live_at is None or draft.go_live_at < embargo):
        revision.content["go_live_at"] = embargo.isoformat()
        revision.save(update_fields=["content"])


def record(story: Story) -> None:
    """Give a story that has just been published its date and its address, and remember where it stood before.

    One that came from a former site keeps the address that it had there, whatever its slug. The day is that of the
    paper's own time zone and stays what it was at the first publication; the address changes only when the slug does.
    """
    if story.published_at is None or story.published_on is None:
        story.published_at = story.first_published_at or clock.now()
        story.published_on = story.published_at.astimezone(zone()).date()
    story.slug = story.slug or slugify(story.headline) or "story"
    before = story.address
    if before is None or not (story.keeps_address or _last_part(before) == story.slug):
        _give_address(story, story.published_on)
    story.age_on = rules.dates_from(story.original_published, story.published_on, is_ours=story.outlet_id is None)
    Story.objects.filter(pk=story.pk).update(
        published_at=story.published_at,
        published_on=story.published_on,
        slug=story.slug,
        address=story.address,
        age_on=story.age_on,
    )
    if before and before != story.address:
        MovedAddress.objects.update_or_create(address=before, defaults={"story": story, "target": ""})


def _give_address(story: Story, published_on: date) -> None:
    prefix = paper_prefix(story.language)
    wanted = story.slug
    for slug in alternatives(wanted):
        address = rules.story_address(prefix, published_on, slug)
        if not standing_at(address, story):
            story.slug, story.address = slug, address
            MovedAddress.objects.filter(address=address).delete()
            return


def _last_part(address: str) -> str:
    return address.strip("/").rpartition("/")[2]


def alternatives(slug: str) -> Iterator[str]:
    """A slug, and what may stand for it where it is taken."""
    yield slug
    number = 2
    while True:
        yield f"{slug}-{number}"
        number += 1


def paper_prefix(language: str) -> str:
    """What addresses in ``language`` begin with."""
    edition = paper().edition(language)
    return edition.prefix if edition.language == language else f"/{language}/"


def standing_at(address: str, story: Story) -> str:
    """The headline of another story that stands at an address or stood there before; empty when it is free."""
    there = Story.objects.filter(address=address).exclude(pk=story.pk).values_list("headline", flat=True)
    before = MovedAddress.objects.filter(address=address, story__isnull=False).exclude(story_id=story.pk)
    return there.first() or before.values_list("story__headline", flat=True).first() or ""


def _readiness(story: Story) -> rules.Readiness:
    from dateline.desk.terms import terms_of

    raw = list(story.body.raw_data)
    section = story.section
    return rules.Readiness(
        kind=story.kind,
        language=story.language,
        section_language=section.locale.language_code if section else None,
        is_page=story.is_page,
        has_text=bool(body.paragraphs(raw)),
        outlet=story.outlet_id is not None,
        is_from_ours=story.kind != Story.Kind.REPRINT and story.get_translations().exists(),
        precision=story.original_precision,
        original_on=story.original_on,
        has_original_time=story.original_at is not None,
        today=clock.today(zone()),
        photographs_without_text=tuple(_photographs_without_text(story, raw)),
        slug_taken_by=_slug_taken_by(story),
        is_killed=bool(story.pk) and Kill.objects.filter(story_id=story.pk).exists(),
        terms=terms_of(story),
    )


def _photographs_without_text(story: Story, raw: list[body.Block]) -> Iterator[str]:
    if story.lead_photograph and not (story.photograph_text or story.lead_photograph.alternative_text):
        yield f"*{story.lead_photograph.title}"
    silent = [photograph for photograph, text in body.photographs_in(raw) if not text]
    shown = Photograph.objects.filter(pk__in=silent, alternative_text="")
    yield from shown.exclude(pk=story.lead_photograph_id).values_list("title", flat=True)


def _slug_taken_by(story: Story) -> str:
    if not story.slug or story.keeps_address or (story.address and _last_part(story.address) == story.slug):
        return ""
    published_on = story.published_on or clock.today(zone())
    return standing_at(rules.story_address(paper_prefix(story.language), published_on, story.slug), story)
