"""What a former site had, put into the newsroom: many stories at once, past the form, each at the address it had.

Nothing here is told by signal: whoever takes a newspaper over says once, when all is in, that everything is to be
printed (``take_stock`` and ``order_everything`` of the edition).
"""

import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import orjson
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Locale, ReferenceIndex
from wagtail.search.backends import get_search_backends

from dateline.desk import body, rules
from dateline.desk.copy import paper
from dateline.desk.errors import NotReadyError
from dateline.desk.models import Byline, KeptFile, MovedAddress, Photograph, Story
from dateline.desk.publication import alternatives, paper_prefix
from dateline.desk.validators import RESERVED_SLUGS
from dateline.desk.values import PublicationDate

_FOLDERS: Final = frozenset({"topic", "by", "corrections", "archive", "-"})
LONGEST_ADDRESS: Final = 600
LONGEST_HEADLINE: Final = 250
LONGEST_SLUG: Final = 100
_DAYS: Final = re.compile(r"\d{4}(?:/\d{2}){0,2}")


@dataclass(frozen=True, slots=True)
class FormerStory:
    """A story as a former site had it.

    ``address`` is where it stood (a decoded path), "" for a draft. ``published_on`` is the day of the site's own clock,
    ``goes_live_at`` when a draft was to come out. A page may have no ``section``. Ids are those of the desk's
    registers; ``key`` joins translations.
    """

    language: str
    headline: str
    slug: str
    standfirst: str
    body: tuple[Mapping[str, Any], ...]
    section: int | None = None
    topics: tuple[int, ...] = ()
    bylines: tuple[int, ...] = ()
    lead_photograph: int | None = None
    is_page: bool = False
    address: str = ""
    published_at: datetime | None = None
    published_on: date | None = None
    modified_at: datetime | None = None
    goes_live_at: datetime | None = None
    key: uuid.UUID | None = None


@transaction.atomic
def take_over(stories: Sequence[FormerStory]) -> list[tuple[int, str]]:
    """Enter stories: in the paper those that have an address and a date, the others as drafts.

    Returns:
        The id of each, and the address that it was given: its own, or if something of the paper stands there, another.
    """
    given = _given(stories)
    locales = {each: Locale.objects.get_or_create(language_code=each)[0] for each in {one.language for one in stories}}
    rows = [_row(story, where, locales[story.language]) for story, where in zip(stories, given, strict=True)]
    Story.objects.bulk_create(rows, batch_size=250)
    through = Story.topics.through
    through.objects.bulk_create(
        [
            through(story_id=row.pk, topic_id=topic)
            for row, story in zip(rows, stories, strict=True)
            for topic in story.topics
        ],
        batch_size=1000,
    )
    Byline.objects.bulk_create(
        [
            Byline(story_id=row.pk, contributor_id=contributor, sort_order=order)
            for row, story in zip(rows, stories, strict=True)
            for order, contributor in enumerate(story.bylines)
        ],
        batch_size=500,
    )
    _refer(rows)
    for row, story in zip(rows, stories, strict=True):
        row.told_words = "\n".join(body.paragraphs(story.body))
    for backend in get_search_backends(with_auto_update=True):
        backend.get_index_for_model(Story).add_items(Story, rows)
    return [(row.pk, row.address or "") for row in rows]


def _row(story: FormerStory, where: str, locale: Locale) -> Story:
    is_live = bool(where and story.published_at)
    return Story(
        locale=locale,
        translation_key=story.key or uuid.uuid4(),
        headline=story.headline[:LONGEST_HEADLINE],
        slug=story.slug[:LONGEST_SLUG],
        standfirst=story.standfirst,
        body=with_ids(story.body),
        section_id=story.section,
        lead_photograph_id=story.lead_photograph,
        is_page=story.is_page,
        live=is_live,
        has_unpublished_changes=not is_live,
        published_at=story.published_at if is_live else None,
        published_on=story.published_on if is_live else None,
        first_published_at=story.published_at if is_live else None,
        last_published_at=(story.modified_at or story.published_at) if is_live else None,
        age_on=rules.dates_from(PublicationDate(), story.published_on, is_ours=True)
        if is_live and story.published_on
        else None,
        address=where if is_live else None,
        keeps_address=is_live,
    )


def is_translated(key: uuid.UUID, language: str) -> bool:
    """Whether a group of translations has a story of this language."""
    return Story.objects.filter(translation_key=key, locale__language_code=language).exists()


def is_in_the_paper(story: int) -> bool:
    """Whether readers find a story."""
    return Story.objects.filter(pk=story, live=True, address__isnull=False).exists()


@transaction.atomic
def bring_out(story_id: int, told: FormerStory) -> bool:
    """Let a draft stand where a former site has published it since; whether it does now.

    A story that was ever in the paper here, or that somebody works on, is left as it is.
    """
    story = Story.objects.select_for_update().get(pk=story_id)
    if story.published_at or story.latest_revision_id or not told.published_at:
        return False
    fresh = _row(told, _given([told])[0], story.locale)
    fields = (
        *("live", "has_unpublished_changes", "published_at", "published_on", "first_published_at"),
        *("last_published_at", "age_on", "address", "keeps_address"),
    )
    Story.objects.filter(pk=story_id).update(**{field: getattr(fresh, field) for field in fields})
    return True


def schedule(story_id: int, at: datetime) -> bool:
    """Let a draft come out at a time to come; whether it will: it may lack what every printed story must have."""
    story = Story.objects.get(pk=story_id)
    story.go_live_at = at
    revision = story.save_revision()
    try:
        revision.publish()
    except NotReadyError:
        return False
    return True


def with_ids(blocks: Iterable[Mapping[str, Any]]) -> str:
    """Blocks as Wagtail keeps them: each with an id of its own."""
    return orjson.dumps([{**block, "id": str(uuid.uuid4())} for block in blocks]).decode()


def _refer(rows: Iterable[Story]) -> None:
    """Let photographs know the stories that show them, so that these are printed anew when a photograph changes."""
    story, photograph = (ContentType.objects.get_for_model(model) for model in (Story, Photograph))
    of_all_images = ReferenceIndex._get_base_content_type(Photograph) or photograph
    ReferenceIndex.objects.bulk_create(
        [
            ReferenceIndex(
                base_content_type=story,
                content_type=story,
                object_id=str(row.pk),
                to_content_type=of_all_images,
                to_object_id=str(shown),
                model_path=model_path,
                content_path=path,
                content_path_hash=ReferenceIndex._get_content_path_hash(path),
            )
            for row in rows
            for shown, model_path, path in _shown(row)
        ],
        batch_size=500,
        ignore_conflicts=True,
    )


def _shown(row: Story) -> Iterable[tuple[int, str, str]]:
    if row.lead_photograph_id:
        yield row.lead_photograph_id, "lead_photograph", "lead_photograph"
    for block in row.body.raw_data:
        if block["type"] == "photograph":
            yield block["value"]["photograph"], "body.photograph.photograph", f"body.{block['id']}.photograph"


# Addresses


def _given(stories: Sequence[FormerStory]) -> list[str]:
    """The address of each story: the one it had, unless that is the paper's own or another's."""
    wanted = [story.address if story.published_at else "" for story in stories]
    taken = taken_among(wanted)
    given = []
    for story, address in zip(stories, wanted, strict=True):
        is_free = address and address not in taken
        where = address if is_free or not story.published_at else _another(story, taken)
        taken.add(where)
        given.append(where)
    return given


def _another(story: FormerStory, taken: set[str]) -> str:
    """An address that is free, as the paper gives them: by the day and the slug."""
    prefix, day = paper_prefix(story.language), story.published_on or date.min
    for slug in alternatives(story.slug[:LONGEST_SLUG] or "story"):
        where = rules.story_address(prefix, day, slug)
        if where not in taken and not taken_among([where]):
            return where
    raise AssertionError("alternatives do not end")


def taken_among(addresses: Iterable[str]) -> set[str]:
    """Those of the addresses that are the paper's own, or at which something stands or stood."""
    asked = [each for each in addresses if each]
    own = _OwnAddresses.now()
    return {
        *filter(own.holds, asked),
        *map(str, Story.objects.filter(address__in=asked).values_list("address", flat=True)),
        *MovedAddress.objects.filter(address__in=asked).values_list("address", flat=True),
        *KeptFile.objects.filter(address__in=asked).values_list("address", flat=True),
    }


@dataclass(frozen=True, slots=True)
class _OwnAddresses:
    """What no story may stand at: lists, feeds, and the pages that the newsroom writes about itself."""

    prefixes: tuple[str, ...]
    sections: frozenset[str]
    free: frozenset[str]

    @classmethod
    def now(cls) -> "_OwnAddresses":
        here = paper()
        statics = ("about", "contact", "principles")
        return cls(
            prefixes=tuple(sorted((each.prefix for each in here.editions), key=len, reverse=True)),
            sections=frozenset(link.address or "" for links in (here.sections or {}).values() for link in links),
            free=frozenset(
                f"{edition.prefix}{name}/"
                for edition in here.editions
                for name in statics
                if not getattr(edition, name).strip()
            ),
        )

    def holds(self, address: str) -> bool:
        """Whether the paper prints something of its own there."""
        if address in self.free:
            return False
        prefix = next((each for each in self.prefixes if address.startswith(each)), "/")
        first, _, rest = address.removeprefix(prefix).strip("/").partition("/")
        if address in self.prefixes or _DAYS.fullmatch(address.removeprefix(prefix).strip("/")):
            return True
        if f"{prefix}{first}/" in self.sections:
            return not rest or bool(_DAYS.fullmatch(rest))
        return first in (_FOLDERS if rest else RESERVED_SLUGS)


def lead_on(ways: Iterable[tuple[str, int | str]]) -> int:
    """Let addresses of a former site lead to a story (its id) or to an address; those that are taken are left.

    Returns:
        How many lead there now.
    """
    wanted = {where: target for where, target in ways if 0 < len(where) <= LONGEST_ADDRESS}
    for where in taken_among(wanted):
        del wanted[where]
    MovedAddress.objects.bulk_create(
        [
            MovedAddress(address=where, story_id=target)
            if isinstance(target, int)
            else MovedAddress(address=where, target=target)
            for where, target in wanted.items()
        ],
        batch_size=500,
    )
    return len(wanted)
