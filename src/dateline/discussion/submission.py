"""A comment is written down before anything is judged."""

import hashlib
import logging
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock
from typing import Final

from django.core import signing
from django.db import DatabaseError, IntegrityError, connection, transaction

from dateline.desk import api as desk
from dateline.discussion import confidential, text
from dateline.discussion.completeness import is_address
from dateline.discussion.models import Comment, Receipt
from dateline.discussion.values import LONGEST_EMAIL, LONGEST_NAME, LONGEST_TEXT, Submission, digest_of
from dateline.gate import api as gate

logger: Final = logging.getLogger("dateline.discussion")
_AGAIN_WITHIN: Final = timedelta(days=1)
_SURELY_THE_SAME: Final = timedelta(minutes=1)
_WRITER: Final = "discussion.writer"
FORM: Final = "comment"
_ATTEMPTS: Final = 3
_TURN: Final = Lock()
_BY_RECEIPT: Final = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a submission: the comment, whether it is new, and whether its receipt opens it.

    A receipt does not open a comment that stood in print when the same words came again: they could be anybody's.
    """

    comment: int
    is_new: bool
    opens: bool


def submit(submissions: Sequence[Submission]) -> list[Outcome]:
    """Store comments in one transaction; the same receipt, form, or words from the same place are stored once.

    Trip: kiosk → its spool → ``drain`` → **submit** → stored, with the gate's verdict → ``judge_waiting`` → held, or
    approved → ``thread_changed`` → (edition) the page that it stands on.

    Returns:
        What became of each.

    Raises:
        django.db.DatabaseError: they could not be stored; none was.
    """
    for _attempt in range(_ATTEMPTS):
        try:
            # Threads of this process take turns here: in SQLite they would sleep, and try again.
            with _TURN, transaction.atomic():
                return [_known(each) or _store(each) for each in submissions]
        except IntegrityError:  # the same receipt or nonce came to another process at the same moment, and was first
            continue
    raise DatabaseError("A comment could not be stored beside its double.")


# In SQL, because it is asked for every comment, and Django takes ten times as long to say it.
_COMMENTS, _RECEIPTS = Comment._meta.db_table, Receipt._meta.db_table
_TWINS: Final = f"""
    SELECT 0, comment_id, opens FROM {_RECEIPTS} WHERE digest = %s
    UNION ALL SELECT 1, id, TRUE FROM {_COMMENTS} WHERE nonce = %s AND nonce <> ''
    UNION ALL SELECT 2, id, at > %s OR state <> 'approved' FROM {_COMMENTS}
        WHERE fingerprint = %s AND visitor = %s AND visitor <> '' AND at > %s AND state <> 'withdrawn'
        AND (state = 'approved' OR place IS NULL)
    ORDER BY 1, 2 LIMIT 1
"""  # noqa: S608  # names of our own


def _known(submission: Submission) -> Outcome | None:
    """The comment that this already is: by its receipt, by its form, by its words from the same place today."""
    fresh, today = (
        connection.ops.adapt_datetimefield_value(submission.at - before) for before in (_SURELY_THE_SAME, _AGAIN_WITHIN)
    )
    said, visitor = fingerprint(submission), submission.visitor[:16]
    with connection.cursor() as cursor:
        cursor.execute(_TWINS, [submission.receipt, _nonce(submission), fresh, said, visitor, today])
        found = cursor.fetchone()
    if found is None:
        return None
    how, comment, opens = found
    if how != _BY_RECEIPT:
        Receipt.objects.create(pk=submission.receipt, comment_id=comment, opens=bool(opens))
    return Outcome(comment, is_new=False, opens=bool(opens))


def _store(submission: Submission) -> Outcome:
    story = submission.story if submission.story and desk.exists(submission.story) else None
    reply_to = None
    if story and submission.reply_to:
        replied = Comment.objects.filter(story=story, place=submission.reply_to)
        reply_to = replied.values_list("pk", flat=True).first()
    passed, why = _asked_at_the_gate(submission, story)
    comment = Comment.objects.create(
        story_id=story,
        reply_to_id=reply_to,
        language=submission.language[:12],
        name=text.tidy_line(submission.name, LONGEST_NAME),
        text=text.tidy(submission.text, 10 * LONGEST_TEXT),
        email=confidential.sealed(text.tidy_line(submission.email, LONGEST_EMAIL)),
        letters=Comment.Letters.WANTED if submission.wants_letters and is_address(submission.email) else "",
        writer=_writer(submission.writer),
        visitor=submission.visitor[:16],
        nonce=_nonce(submission),
        fingerprint=fingerprint(submission),
        seconds=submission.opened,
        is_trapped=bool(submission.trap.strip()),
        gate=passed,
        gate_reason=why,
        at=submission.at,
    )
    Receipt.objects.create(pk=submission.receipt, comment=comment)
    return Outcome(comment.pk, is_new=True, opens=True)


def _asked_at_the_gate(submission: Submission, story: int | None) -> tuple[str, str]:
    """What the gate says, and why. Nothing that goes wrong there may cost the comment."""
    try:
        with transaction.atomic():
            verdict = gate.judge(binding(story), submission.fields, at=submission.at)
    except Exception:  # whatever it was, the comment stands, and a moderator looks
        logger.exception("The gate failed on a comment; it was stored all the same.")
        return Comment.Gate.UNASKED, ""
    if not verdict.kind:
        return (Comment.Gate.SKIPPED if _is_asked(submission) else Comment.Gate.UNASKED), ""
    return Comment.Gate.PASSED if verdict.passed else Comment.Gate.FAILED, verdict.private[:200]


def _is_asked(submission: Submission) -> bool:
    """Whether the gate asks anything of a reader without script, as many as wrote in the minute up to this comment."""
    minute = (submission.at - timedelta(minutes=1), submission.at)
    return gate.is_asked(Comment.objects.filter(at__range=minute).count() + 1)


def binding(story: int | None) -> gate.Binding:
    """What a pass of the gate must be good for, to be good for a comment on this story."""
    return gate.Binding(FORM, str(story or 0))


def receipt_of(ticket: str) -> Receipt | None:
    """The receipt that belongs to a ticket, with its comment."""
    return Receipt.objects.filter(pk=digest_of(ticket)).select_related("comment__story").first()


def writer_token(comment: Comment) -> str:
    """What a writer shows to be known again: it says nothing but a random number, signed."""
    return signing.Signer(salt=_WRITER).sign(comment.writer)


def _writer(token: str) -> str:
    try:
        return signing.Signer(salt=_WRITER).unsign(token) if token else uuid.uuid4().hex
    except signing.BadSignature:
        return uuid.uuid4().hex


def fingerprint(submission: Submission) -> str:
    """The same for the same words under the same name at the same place."""
    said = (submission.story, submission.reply_to, submission.name.strip(), submission.text.split())
    return hashlib.blake2b(repr(said).encode(errors="replace"), digest_size=16).hexdigest()


def _nonce(submission: Submission) -> str:
    if not submission.nonce:
        return ""
    return hashlib.blake2b(submission.nonce.encode(errors="replace"), digest_size=16).hexdigest()
