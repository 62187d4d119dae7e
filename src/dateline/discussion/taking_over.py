"""What readers of a former site wrote, put under the stories that it stood under."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import transaction

from dateline.discussion import confidential, text
from dateline.discussion.models import Comment, Thread
from dateline.discussion.values import LONGEST_EMAIL, LONGEST_STORED_NAME

_IN_PRINT = Comment.State.APPROVED


@dataclass(frozen=True, slots=True)
class FormerComment:
    """A comment as a former site had it. ``text`` is as readers write here; ``reply_to`` is a comment of ours."""

    story: int
    language: str
    name: str
    text: str
    at: datetime
    state: Literal["held", "approved", "rejected", "spam"]
    kind: Literal["", "pingback", "trackback"] = ""
    email: str = ""
    reply_to: int | None = None


@transaction.atomic
def take_over(comments: Sequence[FormerComment]) -> list[int]:
    """Store comments; those in print are numbered under their story in the order given. Nothing is judged or told.

    Returns:
        The id of each.
    """
    threads = _threads({each.story for each in comments})
    rows = [_row(comment, threads[comment.story]) for comment in comments]
    Comment.objects.bulk_create(rows, batch_size=250)
    Thread.objects.bulk_create(
        threads.values(),
        batch_size=250,
        update_conflicts=True,
        unique_fields=["story"],
        update_fields=["places", "standing"],
    )
    return [row.pk for row in rows]


def close(stories: Iterable[int]) -> None:
    """Let these stories take no comments any more, as it was where they came from."""
    Thread.objects.bulk_create(
        [Thread(pk=story, mode="closed") for story in stories],
        batch_size=500,
        update_conflicts=True,
        unique_fields=["story"],
        update_fields=["mode"],
    )


def _threads(stories: set[int]) -> dict[int, Thread]:
    Thread.objects.bulk_create([Thread(pk=story) for story in stories], batch_size=500, ignore_conflicts=True)
    return Thread.objects.select_for_update().in_bulk(stories)


def _row(comment: FormerComment, thread: Thread) -> Comment:
    said = (comment.story, comment.name, comment.text.split(), comment.at.isoformat())
    place = None
    if comment.state == _IN_PRINT:
        thread.places += 1
        thread.standing += 1
        place = thread.places
    return Comment(
        story_id=comment.story,
        reply_to_id=comment.reply_to,
        language=comment.language,
        name=text.tidy_line(comment.name, LONGEST_STORED_NAME),
        text=text.tidy(comment.text, len(comment.text)),
        kind=comment.kind,
        email=confidential.sealed(comment.email[:LONGEST_EMAIL]),
        fingerprint=hashlib.blake2b(repr(said).encode(errors="replace"), digest_size=16).hexdigest(),
        at=comment.at,
        decided_at=None if comment.state == "held" else comment.at,
        state=comment.state,
        place=place,
    )
