"""Stories that came from a former site and are told again: what the desk has not touched since is amended."""

import hashlib
from collections.abc import Iterable
from typing import Any

import orjson
from django.db import transaction

from dateline.desk import body
from dateline.desk.models import Byline, Story
from dateline.desk.taking_over import LONGEST_HEADLINE, FormerStory, with_ids

Marks = dict[str, str]


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
    raw = list(blocks)
    return [body.paragraphs(raw), [photograph for photograph, _text in body.photographs_in(raw)]]


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
