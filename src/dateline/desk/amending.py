"""Stories that came from a former site and are told again: what the desk has not touched since is amended."""

import hashlib
import re
from collections.abc import Iterable
from typing import Any, Final

import orjson
from django.db import transaction

from dateline.desk import body
from dateline.desk.models import Byline, Story
from dateline.desk.taking_over import LONGEST_HEADLINE, FormerStory, with_ids

Marks = dict[str, str]
_KEY: Final = re.compile(r' data-block-key="[^"]*"')
_TAG: Final = re.compile(r"(</?)(strong|em)(?=[ >])")
_SAME: Final = {"strong": "b", "em": "i"}


def marks_of_former(story: FormerStory) -> Marks:
    """A mark for each part of a story as a former site tells it; two parts that say the same have the same mark."""
    return _marks(
        headline=story.headline[:LONGEST_HEADLINE],
        standfirst=story.standfirst,
        body=_said(story.body),
        section=story.section,
        topics=sorted(story.topics),
        bylines=list(story.bylines),
        lead_photograph=story.lead_photograph,
    )


def marks_of(ids: Iterable[int]) -> dict[int, Marks]:
    """The marks of stories as the desk has them now: of their newest drafts. Stories that are no more are left out."""
    return {story.pk: _marks_of_draft(_draft(story)) for story in Story.objects.filter(pk__in=list(ids))}


def _marks_of_draft(draft: Story) -> Marks:
    return _marks(
        headline=draft.headline,
        standfirst=draft.standfirst,
        body=_said(draft.body.raw_data),
        section=draft.section_id,
        topics=sorted(topic.pk for topic in draft.topics.all()),
        bylines=[byline.contributor_id for byline in draft.bylines.all()],
        lead_photograph=draft.lead_photograph_id,
    )


def _marks(**parts: Any) -> Marks:
    return {name: hashlib.blake2b(orjson.dumps(said), digest_size=8).hexdigest() for name, said in parts.items()}


def _said(blocks: Iterable[body.Block]) -> list[Any]:
    """Blocks without what a form adds though nothing was changed: keys, empty fields, other tags for the same."""
    return [[block["type"], _bare(block["value"])] for block in blocks]


def _bare(value: Any) -> Any:
    if isinstance(value, str):
        return _TAG.sub(lambda tag: f"{tag[1]}{_SAME[tag[2]]}", _KEY.sub("", value))
    if isinstance(value, dict):
        return {name: bare for name, inside in sorted(value.items()) if (bare := _bare(inside))}
    return [_bare(each) for each in value] if isinstance(value, list) else value


@transaction.atomic
def amend(story_id: int, told: FormerStory, parts: Iterable[str]) -> None:
    """Give a story these parts as a former site tells them now, in the paper and in the draft that is being written."""
    story = Story.objects.select_for_update().get(pk=story_id)
    wanted = set(parts)
    _set(story, told, wanted)
    story.save()
    if story.latest_revision_id:
        draft = _draft(story)
        _set(draft, told, wanted)
        draft.save_revision(changed=False)


def _draft(story: Story) -> Story:
    return story.get_latest_revision_as_object() if story.latest_revision_id else story


def _set(story: Story, told: FormerStory, parts: set[str]) -> None:
    plain: dict[str, Any] = {
        "headline": ("headline", told.headline[:LONGEST_HEADLINE]),
        "standfirst": ("standfirst", told.standfirst),
        "body": ("body", with_ids(told.body)),
        "section": ("section_id", told.section),
        "lead_photograph": ("lead_photograph_id", told.lead_photograph),
        "topics": ("topics", list(told.topics)),
    }
    for name in parts & plain.keys():
        field, value = plain[name]
        setattr(story, field, value)
    if "bylines" in parts:
        story.bylines = [  # type: ignore[misc]
            Byline(contributor_id=each, sort_order=order) for order, each in enumerate(told.bylines)
        ]
