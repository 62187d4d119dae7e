"""What becomes of comments that were written down: by rules, by the gate's verdict, by the classifier."""

import logging
from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.db import transaction

from dateline.desk import api as desk
from dateline.discussion import learning, private, rules, text
from dateline.discussion.models import Banned, Comment, DiscussionSettings, Mode
from dateline.discussion.settling import settle
from dateline.discussion.spam.waves import shape
from dateline.discussion.threads import house
from dateline.discussion.values import LONGEST_TEXT
from dateline.gate import api as gate
from dateline.lib import clock

logger: Final = logging.getLogger("dateline.discussion")
_AT_ONCE: Final = 100
_RECENTLY: Final = timedelta(minutes=10)


def judge_waiting() -> int:
    """Judge every comment that waits for it, oldest first, so many in a transaction that editors need not wait.

    Returns:
        How many were judged.
    """
    judged = 0
    while True:
        with transaction.atomic():
            waiting = Comment.objects.filter(state=Comment.State.RECEIVED).order_by("at", "pk")
            comments = list(waiting.select_for_update()[:_AT_ONCE])
            judge(comments)
        judged += len(comments)
        if len(comments) < _AT_ONCE:
            return judged


def judge(comments: Iterable[Comment]) -> None:
    """Judge these comments. One that cannot be judged is held for a moderator. Called inside a transaction."""
    bench = _Bench()
    for comment in comments:
        try:
            with transaction.atomic():
                bench.judge(comment)
        except Exception:  # whatever it is, it must not keep the others waiting
            logger.exception("Comment %d could not be judged; it waits for a moderator.", comment.pk)
            settle(comment, Comment.State.HELD, ["unjudged"])


class _Bench:
    """What all judgements of a moment rest on, read once."""

    def __init__(self) -> None:
        self.house = house()
        self.settings = DiscussionSettings.load()
        self.banned = list(Banned.objects.values_list("phrase", "rejects"))
        self.stories: dict[int, tuple[desk.Whereabouts, str]] = {}
        until = self.settings.attack_until
        self.is_under_attack = until is not None and until > clock.now()

    def judge(self, comment: Comment) -> None:
        """Rule on one comment, and note why."""
        comment.shape = shape_of(comment.text)
        score = learning.score(comment)
        comment.score = score.probability
        comment.save(update_fields=["shape", "score"])
        ruling = rules.rule(self._facts(comment, looks_like_spam=score.holds))
        settle(comment, ruling.state, ruling.reasons)

    def _facts(self, comment: Comment, *, looks_like_spam: bool) -> rules.Facts:
        mode = self._mode(comment)
        trusted = learning.approvals(comment) >= self.settings.trusted_after
        links = text.links(comment.text)
        return rules.Facts(
            mode=mode,
            is_closed=comment.story_id is None,
            is_incomplete=_is_incomplete(comment),
            is_trusted=trusted,
            is_under_attack=self.is_under_attack,
            is_gate_asked=gate.is_asked(),
            gate=comment.gate,
            ban=rules.ban_on(f"{comment.name}\n{comment.text}", links, self.banned),
            looks_like_spam=looks_like_spam,
            is_trapped=comment.is_trapped,
            is_private=not comment.is_sure and bool(private.found_in(comment.text)),
            recent=_recent(comment),
        )

    def _mode(self, comment: Comment) -> str:
        if comment.story_id is None:
            return Mode.CLOSED
        if comment.story_id not in self.stories:
            where = desk.whereabouts([comment.story_id])[comment.story_id]
            thread = getattr(comment.story, "thread", None)
            self.stories[comment.story_id] = (where, thread.mode if thread else "")
        return self.house.mode_of(*self.stories[comment.story_id])


def shape_of(words: str) -> int:
    """The shape of a text as databases keep it: 64 bits with a sign."""
    number = shape(words)
    return number - (1 << 64) if number >= 1 << 63 else number


def _is_incomplete(comment: Comment) -> bool:
    return not comment.name or not comment.text or len(comment.text) > LONGEST_TEXT


def _recent(comment: Comment) -> int:
    if not comment.visitor:
        return 1
    near = Comment.objects.filter(visitor=comment.visitor, at__gt=comment.at - _RECENTLY, at__lte=comment.at)
    return near.count()
