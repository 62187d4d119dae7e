"""What waits for moderators, as they read it: a bounded stretch of comments with all that bears on a decision."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from dateline.desk import api as desk
from dateline.discussion import learning, rules, text
from dateline.discussion.models import Comment, Decision
from dateline.discussion.spam import Reason, grouped
from dateline.lib import clock

AT_ONCE: Final = 25
MANY: Final = 100
_WAVE: Final = 3
_LOOKED_THROUGH: Final = 2000
_LATELY: Final = timedelta(minutes=10)
_WEEK: Final = timedelta(days=7)
_ENOUGH: Final = 10_000
VIEWS: Final = {
    "waiting": (_("Waiting"), Q(state=Comment.State.HELD) | Q(is_reported=True)),
    "reported": (_("Reported"), Q(is_reported=True)),
    "approved": (_("In print"), Q(state=Comment.State.APPROVED)),
    "rejected": (_("Rejected"), Q(state=Comment.State.REJECTED)),
    "spam": (_("Spam"), Q(state=Comment.State.SPAM)),
    "all": (_("All"), ~Q(state=Comment.State.WITHDRAWN)),
}
REASONS: Final = {
    "closed": _("Comments on this story are closed."),
    "incomplete": _("The name or the text is missing, or the text is too long."),
    "moderated": _("Every comment waits here."),
    "newcomer": _("The writer has not been approved often enough."),
    "attack": _("Attack mode: newcomers wait."),
    "gate": _("The gate was not passed."),
    "banned": _("It holds a banned word, name or host."),
    "trap": _("A field that people do not see was filled in."),
    "private": _("It seems to hold something private, and its writer has not said that it may be printed."),
    "spam": _("The classifier takes it for spam."),
    "many": _("Many comments came from the same place within ten minutes."),
    "reported": _("Readers have reported it."),
    "appeal": _("Its writer asks for another look."),
    "unjudged": _("It could not be judged; the log says why."),
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A comment with what a moderator wants to know of it."""

    comment: Comment
    html: Markup
    story: desk.Whereabouts | None
    answered: Markup | None
    reasons: list[Any]
    marks: Sequence[Reason]
    approvals: int
    reports: list[Any]
    decisions: list[Decision] = field(default_factory=list)
    wave: tuple[int, ...] = ()


def counted() -> int:
    """How many comments wait, up to a number beyond which nobody counts."""
    return _of("waiting")[:MANY].count()


def stretch(view: str, words: str = "", story: int | None = None, after: int = 0) -> list[Waiting]:
    """The next comments of a view that hold these words: what waits, the oldest first; all else, the newest first.

    Args:
        view: one of ``VIEWS``.
        words: what stands in the name or the text.
        story: the id of the only story whose comments are wanted.
        after: the id of the comment that was shown last; 0 for the beginning.
    """
    found = _of(view)
    if words:
        found = found.filter(Q(name__icontains=words) | Q(text__icontains=words))
    if story:
        found = found.filter(story=story)
    if after:
        found = found.filter(pk__gt=after) if view == "waiting" else found.filter(pk__lt=after)
    comments = list(found.select_related("reply_to").order_by("pk" if view == "waiting" else "-pk")[:AT_ONCE])
    return _with_everything(comments, waves() if view == "waiting" else {})


def looks_like_an_attack() -> bool:
    """Whether far more comments came in the last ten minutes than in such a time of the last week."""
    now = clock.now()
    recent = Comment.objects.filter(at__gt=now - _LATELY)[:_ENOUGH].count()
    if not rules.suggests_attack(recent, 0):
        return False
    before = Comment.objects.filter(at__gt=now - _WEEK, at__lte=now - _LATELY).count()
    return rules.suggests_attack(recent, before / (_WEEK / _LATELY))


def about(comments: list[Comment]) -> list[Waiting]:
    """These comments, with everything that bears on a decision."""
    return _with_everything(comments, {})


def waves() -> dict[int, tuple[int, ...]]:
    """Waves of near-identical comments among those that wait: for each of their members, all of them."""
    held = Comment.objects.filter(state=Comment.State.HELD, shape__isnull=False).exclude(shape=0)
    rows = list(held.order_by("-pk").values_list("pk", "shape")[:_LOOKED_THROUGH])
    found = {}
    for places in grouped([(shape or 0) % (1 << 64) for _pk, shape in rows], least=_WAVE):
        members = tuple(sorted(rows[place][0] for place in places))
        found.update(dict.fromkeys(members, members))
    return found


def _of(view: str) -> QuerySet[Comment]:
    return Comment.objects.filter(VIEWS[view][1]).defer("email")


def _with_everything(comments: list[Comment], waves: dict[int, tuple[int, ...]]) -> list[Waiting]:
    stories = desk.whereabouts({each.story_id for each in comments if each.story_id})
    decisions: dict[int, list[Decision]] = defaultdict(list)
    for decision in Decision.objects.filter(comment__in=comments).select_related("by").order_by("pk"):
        decisions[decision.comment_id].append(decision)
    taught = learning.classifier()
    approved = {each.pk: learning.approvals(each) for each in comments}
    return [
        Waiting(
            comment=each,
            html=text.html(each.text),
            story=stories.get(each.story_id or 0),
            answered=text.html(each.reply_to.text) if each.reply_to else None,
            reasons=[REASONS.get(code, code) for code in each.reasons],
            marks=[mark for mark in learning.score(each, approved[each.pk], taught).reasons if mark.code != "rest"][:6],
            approvals=approved[each.pk],
            reports=list(each.reports.order_by("pk")) if each.is_reported else [],
            decisions=decisions[each.pk],
            wave=waves.get(each.pk, ()),
        )
        for each in comments
    ]
