"""The only place where the state of a comment changes: its number, the count of its thread, and the news go with it."""

from collections.abc import Iterable

from dateline.discussion import signals
from dateline.discussion.letters import order_letters
from dateline.discussion.models import Comment, Thread
from dateline.lib import clock

_IN_PRINT = Comment.State.APPROVED


def settle(comment: Comment, state: str, reasons: Iterable[str] = ()) -> None:
    """Give a comment a state and say so to whoever prints. Called inside a transaction.

    ``comment`` is as it stands in the database; it is saved.
    """
    before = comment.state
    comment.state, comment.reasons, comment.decided_at = state, list(reasons), clock.now()
    if comment.story_id is not None:
        change = (state == _IN_PRINT) - (before == _IN_PRINT)
        is_first = state == _IN_PRINT and comment.place is None
        if change or is_first:
            thread = _thread(comment.story_id)
            if is_first:
                thread.places += 1
                comment.place = thread.places
            thread.standing += change
            thread.save(update_fields=["places", "standing"])
    comment.save(update_fields=["state", "reasons", "decided_at", "place"])
    if state == _IN_PRINT:
        order_letters(comment)
    if _IN_PRINT in {before, state}:
        tell(comment)


def tell(comment: Comment) -> None:
    """Say that a comment reads otherwise than before; also those that answer it, which name it."""
    if comment.story_id is None or comment.place is None:
        return
    answers = comment.replies.filter(place__isnull=False, state=_IN_PRINT).values_list("place", flat=True)
    signals.thread_changed.send(Comment, story_id=comment.story_id, places=[comment.place, *answers])


def _thread(story: int) -> Thread:
    """The thread of a story, held until the transaction ends, so that no number is given twice."""
    return Thread.objects.select_for_update().get_or_create(pk=story)[0]
