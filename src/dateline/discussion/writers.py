"""What the writer of a comment can do with its receipt, without an account; and what any reader can do: report."""

from datetime import UTC, datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction

from dateline.discussion import confidential, text, threads
from dateline.discussion.completeness import is_address, lacks, lacks_of
from dateline.discussion.errors import IncompleteError, SaidBeforeError, TooLateError, UnknownReceiptError
from dateline.discussion.judging import judge
from dateline.discussion.models import Comment, Decision, DiscussionSettings, Report
from dateline.discussion.settling import settle
from dateline.discussion.submission import binding, receipt_of
from dateline.discussion.values import LONGEST_NAME, LONGEST_TEXT
from dateline.gate import api as gate
from dateline.lib import clock

_CHANGEABLE: Final = {Comment.State.RECEIVED, Comment.State.HELD, Comment.State.APPROVED}
_LONGEST_APPEAL: Final = 1000


def comment_of(ticket: str) -> Comment:
    """The comment that a receipt opens.

    Raises:
        UnknownReceiptError: none.
        SaidBeforeError: none, because its words stood in print already.
    """
    receipt = receipt_of(ticket)
    if receipt is None:
        raise UnknownReceiptError("There is no comment to this address. Look whether it was copied to its end.")
    if not receipt.opens:
        raise SaidBeforeError(receipt.comment_id)
    return receipt.comment


def changeable_until(comment: Comment) -> datetime:
    """Until when its writer may change a comment, if it still can be printed. What is incomplete has no end."""
    if lacks_of(comment):
        return datetime.max.replace(tzinfo=UTC)
    return comment.at + timedelta(minutes=DiscussionSettings.load().edit_minutes)


def may_change(comment: Comment) -> bool:
    """Whether its writer may change a comment now."""
    return comment.state in _CHANGEABLE and clock.now() < changeable_until(comment)


@transaction.atomic
def change(ticket: str, name: str, words: str, email: str = "") -> Comment:
    """Change a comment within its time; it is judged anew. Without an e-mail address, the one that it has is kept.

    Raises:
        UnknownReceiptError: the receipt opens nothing.
        TooLateError: its time is over.
        IncompleteError: it lacks something.
    """
    comment = _own(ticket)
    if not may_change(comment):
        raise TooLateError("The time in which this comment could be changed is over.")
    email = email or confidential.opened(comment.email)
    if found := lacks(name, words, email, wants_email=threads.wants_email()):
        raise IncompleteError(found)
    name, words = text.tidy_line(name, LONGEST_NAME), text.tidy(words, LONGEST_TEXT)
    if (name, words, email) != (comment.name, comment.text, confidential.opened(comment.email)):
        _ask_anew(comment, email)
        comment.name, comment.text, comment.edited_at = name, words, clock.now()
        comment.email = confidential.sealed(email)
        comment.save(update_fields=["name", "text", "email", "letters", "edited_at"])
        judge(comment)
    return comment


def _ask_anew(comment: Comment, email: str) -> None:
    """Nobody is written to who has not confirmed this very address."""
    if comment.letters and email != confidential.opened(comment.email):
        comment.letters = Comment.Letters.WANTED if is_address(email) else Comment.Letters.UNWANTED
        comment.letters_to_writer.all().delete()


@transaction.atomic
def insist(ticket: str) -> None:
    """Say that what seems private may be printed; the comment is judged anew.

    Raises:
        UnknownReceiptError: the receipt opens nothing.
    """
    comment = _own(ticket)
    comment.is_sure = True
    comment.save(update_fields=["is_sure"])
    if comment.state in {Comment.State.RECEIVED, Comment.State.HELD}:
        judge(comment)


@transaction.atomic
def withdraw(ticket: str) -> None:
    """Take a comment back, and forget all that was stored of it but its place and its time.

    Raises:
        UnknownReceiptError: the receipt opens nothing.
    """
    comment = _own(ticket)
    if comment.state == Comment.State.WITHDRAWN:
        return
    _note(comment, "withdraw", Comment.State.WITHDRAWN)
    comment.name = comment.text = comment.visitor = comment.writer = comment.appeal = comment.gate_reason = ""
    comment.email = comment.seconds = comment.shape = None
    comment.is_reported = comment.is_pinned = False
    comment.fingerprint = comment.letters = ""
    comment.save()
    settle(comment, Comment.State.WITHDRAWN)


@transaction.atomic
def appeal(ticket: str, words: str) -> None:
    """Ask for another look at a comment that was rejected; once.

    Raises:
        UnknownReceiptError: the receipt opens nothing.
        TooLateError: there is nothing to appeal against, or it was done before.
    """
    comment = _own(ticket)
    if comment.state not in {Comment.State.REJECTED, Comment.State.SPAM} or comment.appeal:
        raise TooLateError("This has been asked before, or there is nothing to ask for.")
    comment.appeal = text.tidy(words, _LONGEST_APPEAL) or "—"
    comment.save(update_fields=["appeal"])
    _note(comment, "appeal", Comment.State.HELD)
    settle(comment, Comment.State.HELD, ["appeal"])


@transaction.atomic
def pass_gate(ticket: str, fields: dict[str, str]) -> gate.Verdict:
    """Let the writer of a comment that waits take the gate's step; passed, it is judged anew.

    Returns:
        The gate's verdict.

    Raises:
        UnknownReceiptError: the receipt opens nothing.
    """
    comment = _own(ticket)
    verdict = gate.judge(binding(comment.story_id), fields)
    waits = comment.state in {Comment.State.RECEIVED, Comment.State.HELD}
    if waits and verdict.passed and comment.gate != Comment.Gate.PASSED:
        comment.gate, comment.gate_reason = Comment.Gate.PASSED, ""
        comment.save(update_fields=["gate", "gate_reason"])
        judge(comment)
    return verdict


@transaction.atomic
def report(story: int, place: int, *, reason: str, words: str = "", visitor: str = "") -> bool:
    """Say that a comment should not stand there; so many different readers take it off the page until one has looked.

    Returns:
        Whether there is such a comment.
    """
    comment = Comment.objects.select_for_update().filter(story=story, place=place).first()
    if comment is None or comment.state != Comment.State.APPROVED:
        return False
    reason = reason if reason in Report.Reason.values else Report.Reason.OTHER
    try:
        with transaction.atomic():
            Report.objects.create(
                comment=comment, reason=reason, words=text.tidy(words, 500), visitor=visitor[:16], at=clock.now()
            )
    except IntegrityError:
        return True  # this reader has said so before
    if not comment.by_newsroom and not _is_cleared(comment):
        comment.is_reported = True
        comment.save(update_fields=["is_reported"])
        if comment.reports.count() >= DiscussionSettings.load().reports_that_hold:
            _note(comment, "reports", Comment.State.HELD)
            settle(comment, Comment.State.HELD, ["reported"])
    return True


def _is_cleared(comment: Comment) -> bool:
    """Whether a moderator has looked at it since it was first reported, and let it stand."""
    first = comment.reports.order_by("at").first()
    if first is None:
        return False
    return comment.decisions.filter(what="approve", at__gt=first.at, is_undone=False).exists()


def _own(ticket: str) -> Comment:
    return Comment.objects.select_for_update().get(pk=comment_of(ticket).pk)


def _note(comment: Comment, what: str, after: str) -> None:
    Decision.objects.create(comment=comment, at=clock.now(), what=what, before=comment.state, after=after)
