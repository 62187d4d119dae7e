"""What the desk does to a story: publish, correct, kill. One transaction each; the news goes out by signal."""

import logging
from typing import Any

from django.db import transaction
from wagtail.models import Revision

from dateline.desk import body, signals
from dateline.desk.changes import changes_between
from dateline.desk.errors import DeskError, NotPublishedError
from dateline.desk.models import Correction, Kill, Story
from dateline.lib import clock
from dateline.wire import api as wire

logger = logging.getLogger("dateline.desk")


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
    wire.forget(story.pk)
    story.refresh_from_db()
    if story.live:
        story.unpublish()
    else:
        signals.story_changed.send(Story, story_id=story.pk)
    return killed
