"""The classifier, between its row in the database and those who ask it. It learns from decisions alone."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from django.db.models import Count, Q

from dateline.discussion import text
from dateline.discussion.models import Comment, Learned
from dateline.discussion.spam import Classifier, NeverLearnedError, Score, Signals

_ROW: Final = 1
_SHORT: Final = 40  # characters: "Thank you!" is said often
_SEEN: Final = 100  # times, beyond which nobody counts
_TAUGHT: Final = {Comment.State.APPROVED: False, Comment.State.SPAM: True}


class _Kept:
    """The classifier as this process last read it."""

    saved: bytes | None = None
    classifier: Classifier | None = None


def classifier() -> Classifier:
    """The classifier as the newsroom has taught it so far."""
    saved = Learned.objects.filter(pk=_ROW).values_list("counts", flat=True).first()
    saved = bytes(saved) if saved is not None else None
    if _Kept.classifier is None or saved != _Kept.saved:
        _Kept.classifier = Classifier.loads(saved) if saved else Classifier()
        _Kept.saved = saved
    return _Kept.classifier


def score(comment: Comment, approved: int, taught: Classifier) -> Score:
    """What the classifier thinks of a comment, and why; ``approved`` are its writer's others (``approvals``)."""
    return taught.score(_signals(comment, approved))


def learn(comments: Sequence[tuple[Comment, str, str]]) -> None:
    """Learn from decisions: comments with their state before and after. Called in the decisions' own transaction."""
    lessons = [(comment, _TAUGHT.get(was), _TAUGHT.get(now)) for comment, was, now in comments]  # type: ignore[call-overload]
    if not any(was is not now for _comment, was, now in lessons):
        return
    Learned.objects.get_or_create(pk=_ROW, defaults={"counts": Classifier().dumps()})
    Learned.objects.select_for_update().get(pk=_ROW)  # who else decides now, waits
    taught = classifier()
    for comment, was, now in lessons:
        if was is now:
            continue
        seen = _lesson(comment)
        if was is not None:
            with suppress(NeverLearnedError):
                taught.unlearn(seen, is_spam=was)
        if now is not None:
            taught.learn(seen, is_spam=now)
    _Kept.saved = taught.dumps()
    Learned.objects.filter(pk=_ROW).update(counts=_Kept.saved)


def _lesson(comment: Comment) -> Signals:
    """What is learned from: nothing that will be different when the decision is undone."""
    return Signals(
        text=comment.text, name=comment.name, seconds=comment.seconds, honeypot=comment.is_trapped, gate=comment.gate
    )


def _signals(comment: Comment, approved: int) -> Signals:
    """What the classifier looks at."""
    alike = Comment.objects.filter(shape=comment.shape, shape__isnull=False).exclude(story=comment.story_id)
    return Signals(
        text=comment.text,
        name=comment.name,
        links=len(text.links(comment.text)),
        seconds=comment.seconds,
        honeypot=comment.is_trapped,
        gate=comment.gate,
        seen_before=alike.exclude(pk=comment.pk)[:_SEEN].count() if len(comment.text) > _SHORT else 0,
        trusted=approved,
    )


def approvals(comment: Comment) -> int:
    """How many other comments of the same writer stand in print; none if they have ever sent spam."""
    if not comment.writer:
        return 0
    others = Comment.objects.filter(writer=comment.writer).exclude(pk=comment.pk)
    found = others.aggregate(
        good=Count("pk", filter=Q(state=Comment.State.APPROVED)), bad=Count("pk", filter=Q(state=Comment.State.SPAM))
    )
    return 0 if found["bad"] else int(found["good"])
