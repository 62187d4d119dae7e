"""A comment is written down before anything is judged."""

import hashlib
import logging
import uuid
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock
from typing import Final

from django.core import signing
from django.db import DatabaseError, IntegrityError, connection, transaction

from dateline.desk import api as desk
from dateline.discussion import confidential, text
from dateline.discussion.models import Comment, Receipt
from dateline.discussion.values import LONGEST_EMAIL, LONGEST_NAME, LONGEST_TEXT, Submission
from dateline.gate import api as gate

logger: Final = logging.getLogger("dateline.discussion")
_AGAIN_WITHIN: Final = timedelta(days=1)
_SURELY_THE_SAME: Final = timedelta(minutes=1)
_WRITER: Final = "discussion.writer"
FORM: Final = "comment"
_ATTEMPTS: Final = 3
_TURN: Final = Lock()
_BY_TICKET: Final = 0
_BY_FORM: Final = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a submission: the comment, whether it is new, and whether its ticket opens it.

    A ticket does not open a comment that stood in print when the same words came again: they could be anybody's.
    """

    comment: int
    is_new: bool
    opens: bool


def submit(submission: Submission) -> Outcome:
    """Store a comment; the same ticket, the same form sent twice, the same words from the same place are stored once.

    Trip: kiosk → **submit** → stored → the gate's verdict is noted → ``judge_waiting`` → held, or approved →
    ``thread_changed`` → (edition) the page that it stands on.

    Raises:
        django.db.DatabaseError: it could not be stored; nothing was.
    """
    ticket, is_asked = _digest(submission.ticket), gate.is_asked()
    for _attempt in range(_ATTEMPTS):
        try:
            # Threads of this process take turns here: in SQLite they would sleep, and try again.
            with _TURN, transaction.atomic():
                return _known(submission, ticket) or _store(submission, ticket, is_asked=is_asked)
        except IntegrityError:  # the same ticket or nonce came to another process at the same moment, and was first
            continue
    raise DatabaseError("The comment could not be stored beside its double.")


# In SQL, because it is asked for every comment, and Django takes ten times as long to say it.
_TWINS: Final = f"""
    SELECT 0, comment_id, '', 1 FROM {Receipt._meta.db_table} WHERE digest = %s
    UNION ALL SELECT 1, id, state, 1 FROM {Comment._meta.db_table} WHERE nonce = %s AND nonce <> ''
    UNION ALL SELECT 2, id, state, CASE WHEN at > %s THEN 1 ELSE 0 END FROM {Comment._meta.db_table}
        WHERE fingerprint = %s AND visitor = %s AND visitor <> '' AND at > %s AND state <> 'withdrawn'
    ORDER BY 1, 2 LIMIT 1
"""  # noqa: S608  # names of our own


def _known(submission: Submission, ticket: bytes) -> Outcome | None:
    """The comment that this already is: by its ticket, by its form, by its words from the same place today."""
    fresh, today = (
        connection.ops.adapt_datetimefield_value(submission.at - before) for before in (_SURELY_THE_SAME, _AGAIN_WITHIN)
    )
    said, visitor = fingerprint(submission), submission.visitor[:16]
    with connection.cursor() as cursor:
        cursor.execute(_TWINS, [ticket, _nonce(submission), fresh, said, visitor, today])
        found = cursor.fetchone()
    if found is None:
        return None
    how, comment, state, is_fresh = found
    if how == _BY_TICKET:
        return Outcome(comment, is_new=False, opens=True)
    opens = how == _BY_FORM or is_fresh or state in {Comment.State.RECEIVED, Comment.State.HELD}
    if opens:
        Receipt.objects.create(pk=ticket, comment_id=comment)
    elif submission.is_told:
        return None
    return Outcome(comment, is_new=False, opens=bool(opens))


def _store(submission: Submission, ticket: bytes, *, is_asked: bool) -> Outcome:
    story = submission.story if submission.story and desk.exists(submission.story) else None
    reply_to = None
    if story and submission.reply_to:
        replied = Comment.objects.filter(story=story, place=submission.reply_to)
        reply_to = replied.values_list("pk", flat=True).first()
    passed, why = _asked_at_the_gate(submission, story, is_asked=is_asked)
    comment = Comment.objects.create(
        story_id=story,
        reply_to_id=reply_to,
        language=submission.language[:12],
        name=text.tidy_line(submission.name, LONGEST_NAME),
        text=text.tidy(submission.text, 10 * LONGEST_TEXT),
        email=confidential.sealed(text.tidy_line(submission.email, LONGEST_EMAIL)),
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
    Receipt.objects.create(pk=ticket, comment=comment)
    return Outcome(comment.pk, is_new=True, opens=True)


def _asked_at_the_gate(submission: Submission, story: int | None, *, is_asked: bool) -> tuple[str, str]:
    """What the gate says, and why. Nothing that goes wrong there may cost the comment.

    Whether it asks anything is for the moment of sending to say: who judges later knows nothing of the load then.
    """
    try:
        with transaction.atomic():
            verdict = gate.judge(binding(story), submission.fields, at=submission.at)
    except Exception:  # whatever it was, the comment stands, and a moderator looks
        logger.exception("The gate failed on a comment; it was stored all the same.")
        return Comment.Gate.UNASKED, ""
    if not verdict.kind:
        return (Comment.Gate.SKIPPED if is_asked else Comment.Gate.UNASKED), ""
    return Comment.Gate.PASSED if verdict.passed else Comment.Gate.FAILED, verdict.private[:200]


def binding(story: int | None) -> gate.Binding:
    """What a pass of the gate must be good for, to be good for a comment on this story."""
    return gate.Binding(FORM, str(story or 0))


def receipt_of(ticket: str) -> Comment | None:
    """The comment that a ticket opens."""
    found = Receipt.objects.filter(pk=_digest(ticket)).select_related("comment__story").first()
    return found.comment if found else None


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


def _digest(ticket: str) -> bytes:
    return hashlib.sha256(ticket.encode(errors="replace")).digest()
