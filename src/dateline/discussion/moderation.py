"""What moderators do. Every decision is written down, can be undone, and teaches the classifier."""

from collections.abc import Sequence
from typing import Any, Final

from django.db import transaction
from django.db.models import F

from dateline.discussion import confidential, learning
from dateline.discussion.errors import DiscussionError
from dateline.discussion.models import Comment, Decision
from dateline.discussion.settling import settle, tell
from dateline.discussion.values import LONGEST_TEXT
from dateline.lib import clock

# What a moderator can do, and the state that it leads to.
VERDICTS: Final = {"approve": Comment.State.APPROVED, "reject": Comment.State.REJECTED, "spam": Comment.State.SPAM}
# Why a comment is rejected; its writer is told in the words of the page's language.
REASONS: Final = ("rules", "insult", "private", "false", "off-topic", "advertising")


@transaction.atomic
def decide(comments: Sequence[int], verdict: str, *, by: Any, reason: str = "", note: str = "") -> list[Decision]:
    """Approve or reject comments, or mark them as spam. What their writers have withdrawn stays withdrawn.

    One without a name or a text is not approved: there is nothing to print. Its writer can mend it.

    Trip: queue → **decide** → ``settle`` → ``thread_changed`` → (edition) the page that it stands on.

    Args:
        comments: their ids.
        verdict: ``approve``, ``reject`` or ``spam``.
        by: the moderator.
        reason: one of ``REASONS``, told to the writer.
        note: for moderators only.

    Returns:
        The decisions, in the order of the comments, for ``undo``.

    Raises:
        DiscussionError: there is no such verdict or reason.
    """
    if verdict not in VERDICTS or (reason and reason not in REASONS):
        raise DiscussionError(f"“{verdict or reason}” is not known here. Choose one of the buttons.")
    state = VERDICTS[verdict]
    found = _held(comments)
    decisions, lessons = [], []
    for pk in comments:
        comment = found.get(pk)
        if comment is None or comment.state == Comment.State.WITHDRAWN:
            continue
        if verdict == "approve" and not (comment.name and comment.text):
            continue
        was = comment.state
        decisions.append(_note(comment, verdict, by=by, reason=reason, note=note, after=state))
        _answer_reports(comment)
        if was != state:
            settle(comment, state, [reason] if reason else [])
        lessons.append((comment, was, state))
    learning.learn(lessons)
    return decisions


@transaction.atomic
def undo(decisions: Sequence[int], *, by: Any) -> int:
    """Take decisions back, the newest first: each comment is again what it was before.

    Returns:
        How many were taken back; one that another has followed since stays.
    """
    undone, lessons = 0, []
    for decision in Decision.objects.filter(pk__in=decisions, is_undone=False).order_by("-pk"):
        comment = _held([decision.comment_id])[decision.comment_id]
        newer = comment.decisions.filter(pk__gt=decision.pk, is_undone=False).exclude(what="undo")
        if newer.exclude(before=F("after")).exists() or comment.state != decision.after:
            continue
        was = comment.state
        _note(comment, "undo", by=by, after=decision.before)
        settle(comment, decision.before, decision.reasons_before)
        Decision.objects.filter(pk=decision.pk).update(is_undone=True)
        lessons.append((comment, was, decision.before))
        undone += 1
    learning.learn(lessons)
    return undone


@transaction.atomic
def pin(comment_id: int, *, by: Any, is_pinned: bool = True) -> None:
    """Let a comment stand above all others, or no longer.

    Raises:
        DiscussionError: it is not in print.
    """
    comment = _held([comment_id]).get(comment_id)
    if comment is None or comment.state != Comment.State.APPROVED:
        raise DiscussionError("Only a comment that is in print can be pinned. Approve it first.")
    comment.is_pinned = is_pinned
    comment.save(update_fields=["is_pinned"])
    _note(comment, "pin" if is_pinned else "unpin", by=by, after=comment.state)
    tell(comment)


@transaction.atomic
def answer(comment_id: int, words: str, *, name: str, by: Any) -> Comment:
    """Answer a comment in the newsroom's name; it is in print at once, and marked.

    Raises:
        DiscussionError: the comment is not in print, or there are no words.
    """
    answered = _held([comment_id]).get(comment_id)
    words = words.strip()[:LONGEST_TEXT]
    if answered is None or answered.state != Comment.State.APPROVED:
        raise DiscussionError("Only a comment that is in print can be answered. Approve it first.")
    if not words or not name.strip():
        raise DiscussionError("Write an answer, and the name that it is printed under.")
    comment = Comment.objects.create(
        story_id=answered.story_id,
        reply_to=answered,
        language=answered.language,
        name=name.strip(),
        text=words,
        at=clock.now(),
        by_newsroom=True,
        fingerprint="",
    )
    _note(comment, "answer", by=by, after=Comment.State.APPROVED)
    settle(comment, Comment.State.APPROVED)
    return comment


def email_of(comment: Comment, *, by: Any) -> str:
    """The e-mail address of a comment's writer, in clear. That it was asked for is written down first."""
    _note(comment, "email", by=by, after=comment.state)
    return confidential.opened(comment.email)


def _held(comments: Sequence[int]) -> dict[int, Comment]:
    """Comments by id, held until the transaction ends."""
    return {each.pk: each for each in Comment.objects.select_for_update().filter(pk__in=comments).order_by("pk")}


def _answer_reports(comment: Comment) -> None:
    if comment.is_reported:
        comment.is_reported = False
        comment.save(update_fields=["is_reported"])


def _note(comment: Comment, what: str, *, by: Any, after: str, reason: str = "", note: str = "") -> Decision:
    return Decision.objects.create(
        comment=comment,
        at=clock.now(),
        by=by,
        what=what,
        reason=reason,
        note=note[:500],
        before=comment.state,
        reasons_before=comment.reasons,
        after=after,
    )
