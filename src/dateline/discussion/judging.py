"""What becomes of comments that were written down: by rules, by the gate's verdict, by the classifier."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import DatabaseError, transaction

from dateline.discussion import learning, private, rules, text, threads
from dateline.discussion.completeness import lacks_of
from dateline.discussion.models import Banned, Comment, Mode
from dateline.discussion.settling import settle
from dateline.discussion.spam.waves import shape
from dateline.gate import api as gate

logger: Final = logging.getLogger("dateline.discussion")
_AT_ONCE: Final = 25
_RECENTLY: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found about a comment as it read at a moment (``edited_at``)."""

    edited_at: datetime | None
    shape: int
    score: float | None
    state: str
    reasons: tuple[str, ...]


def judge_waiting() -> int:
    """Judge every comment that waits for it, oldest first.

    What takes time is done before a transaction is begun, so that no reader who writes meanwhile has to wait for it.

    Returns:
        How many were judged.
    """
    judged, waiting = 0, Comment.objects.filter(state=Comment.State.RECEIVED).order_by("at", "pk")
    while comments := list(waiting[:_AT_ONCE]):
        bench = _Bench()
        found = {comment.pk: bench.judgement(comment) for comment in comments}
        with transaction.atomic():
            for comment in Comment.objects.select_for_update().filter(pk__in=found, state=Comment.State.RECEIVED):
                if comment.edited_at == found[comment.pk].edited_at:
                    _carry_out(comment, found[comment.pk])
        judged += len(comments)
    return judged


def judge(comment: Comment) -> None:
    """Judge a comment that its writer has just changed. Called inside a transaction."""
    _carry_out(comment, _Bench().judgement(comment))


def _carry_out(comment: Comment, found: Judgement) -> None:
    comment.shape, comment.score = found.shape, found.score
    comment.save(update_fields=["shape", "score"])
    settle(comment, found.state, found.reasons)


class _Bench:
    """What all judgements of a moment rest on, read once."""

    def __init__(self) -> None:
        self.policy = threads.policy()
        self.taught = learning.classifier()
        self.banned = list(Banned.objects.values_list("phrase", "rejects"))
        self.modes: dict[int, str] = {}
        self.is_under_attack = gate.raised_until() is not None

    def judgement(self, comment: Comment) -> Judgement:
        """Rule on one comment. One that cannot be judged waits for a moderator."""
        try:
            comment.shape = shape_of(comment.text)
            approved = learning.approvals(comment)
            score = learning.score(comment, approved, self.taught)
            trusted = approved >= self.policy.trusted_after
            ruling = rules.rule(self._facts(comment, is_trusted=trusted, looks_like_spam=score.holds))
        except DatabaseError:
            raise
        except Exception:  # whatever it is, it must not keep the others waiting
            logger.exception("Comment %d could not be judged; it waits for a moderator.", comment.pk)
            return Judgement(comment.edited_at, 0, None, Comment.State.HELD, ("unjudged",))
        return Judgement(comment.edited_at, comment.shape, score.probability, ruling.state, ruling.reasons)

    def _facts(self, comment: Comment, *, is_trusted: bool, looks_like_spam: bool) -> rules.Facts:
        links = text.links(comment.text)
        return rules.Facts(
            mode=self._mode(comment),
            is_incomplete=bool(lacks_of(comment, wants_email=self.policy.wants_email)),
            is_trusted=is_trusted,
            is_under_attack=self.is_under_attack,
            gate=comment.gate,
            ban=rules.ban_on(f"{comment.name}\n{comment.text}", links, self.banned),
            looks_like_spam=looks_like_spam,
            is_trapped=comment.is_trapped,
            is_private=not comment.is_sure and bool(private.found_in(comment.text)),
            recent=_recent(comment),
        )

    def _mode(self, comment: Comment) -> str:
        story = comment.story_id
        if story is None:
            return Mode.CLOSED
        if story not in self.modes:
            self.modes[story] = threads.mode_under(story, self.policy)
        return self.modes[story]


def shape_of(words: str) -> int:
    """The shape of a text as databases keep it: 64 bits with a sign."""
    number = shape(words)
    return number - (1 << 64) if number >= 1 << 63 else number


def _recent(comment: Comment) -> int:
    if not comment.visitor:
        return 1
    near = Comment.objects.filter(visitor=comment.visitor, at__gt=comment.at - _RECENTLY, at__lte=comment.at)
    return near.count()
