"""Letters to readers who want to know when somebody answers: only to an address whose owner has confirmed it.

Trip: a comment that asks for letters is approved → a letter asks its writer → a link in it → ``confirm`` → an answer is
approved → a letter says so. Nobody can have us write to a stranger: before a comment is in print, nothing is sent.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from email.utils import parseaddr
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Final

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from dateline.desk import api as desk
from dateline.discussion import confidential
from dateline.discussion.errors import UnknownReceiptError
from dateline.discussion.models import Comment, Letter
from dateline.discussion.seams import set_letter
from dateline.discussion.sheets import LetterSheet
from dateline.discussion.values import address_of
from dateline.lib import clock

logger: Final = logging.getLogger("dateline.discussion")
_AT_ONCE: Final = 20
_BY_SMTP: Final = "django.core.mail.backends.smtp.EmailBackend"
_PATIENCE: Final = 15  # seconds, for the mail server
_FIRST_PAUSE: Final = timedelta(minutes=5)
_MOST_TRIES: Final = 10  # the last after two days
_LASTING: Final = 500  # RFC 5321, 4.2.1: from here on, asking again is of no use
_SIGNER: Final = signing.Signer(salt="discussion.letters", sep=".")


def order_letters(comment: Comment) -> None:
    """Note what is to be written now that a comment is in print. Called inside a transaction."""
    if comment.letters == Comment.Letters.WANTED:
        if _has_confirmed(comment):
            comment.letters = Comment.Letters.CONFIRMED
            comment.save(update_fields=["letters"])
        else:
            _order(comment, None)
    parent = comment.reply_to
    if parent is not None and _wants_to_know(parent, comment):
        _order(parent, comment)


def token_of(comment: int) -> str:
    """What stands in a letter's links: whoever has it may say whether letters about this comment are wanted."""
    return _SIGNER.sign(str(comment))


def comment_of(token: str) -> Comment:
    """The comment that a letter is about.

    Raises:
        UnknownReceiptError: none.
    """
    try:
        return Comment.objects.get(pk=int(_SIGNER.unsign(token)))
    except (signing.BadSignature, ValueError, Comment.DoesNotExist) as error:
        raise UnknownReceiptError("No comment belongs to this link. Look whether it was copied to its end.") from error


@transaction.atomic
def confirm(token: str) -> None:
    """The owner of the address wants letters, also about what was answered meanwhile.

    Raises:
        UnknownReceiptError: about no comment.
    """
    comment = comment_of(token)
    if not comment.email:
        return
    comment.letters = Comment.Letters.CONFIRMED
    comment.save(update_fields=["letters"])
    for answer in comment.replies.filter(state=Comment.State.APPROVED):
        if _wants_to_know(comment, answer):
            _order(comment, answer)


@transaction.atomic
def decline(token: str) -> None:
    """The owner of the address wants no letters about a comment (any more).

    Raises:
        UnknownReceiptError: about no comment.
    """
    comment = comment_of(token)
    comment.letters = Comment.Letters.STOPPED
    comment.save(update_fields=["letters"])
    comment.letters_to_writer.filter(sent_at=None).delete()


def write_letters(stop: Callable[[], bool] = lambda: False) -> int:
    """Write the letters that are due. A server that does not take one is asked again later, ever more seldom.

    Returns:
        How many were sent.
    """
    due = Letter.objects.filter(due_at__lte=clock.now()).select_related("comment__story", "answer").order_by("due_at")
    letters, sent = list(due[:_AT_ONCE]) if settings.DATELINE_LETTERS else [], 0
    if letters:
        server = get_connection(_BY_SMTP, timeout=_PATIENCE)
        for letter in letters:
            if stop():
                break
            sent += _write(letter, server)
        server.close()
    return sent


def _write(letter: Letter, server: BaseEmailBackend) -> bool:
    message = _message(letter)
    if message is None:  # it was withdrawn, rejected or stopped meanwhile
        letter.delete()
        return False
    message.connection = server
    try:
        message.send()
    except (SMTPException, OSError, ValueError) as error:
        _try_later(letter, error)
        return False
    letter.sent_at, letter.due_at = clock.now(), None
    letter.save(update_fields=["sent_at", "due_at"])
    return True


def _try_later(letter: Letter, error: Exception) -> None:
    letter.tries += 1
    refused = error.recipients.values() if isinstance(error, SMTPRecipientsRefused) else ()
    is_lasting = isinstance(error, ValueError) or (bool(refused) and all(code >= _LASTING for code, _why in refused))
    if is_lasting or letter.tries >= _MOST_TRIES:
        letter.due_at = None
        logger.warning("Letter %d is given up after %d tries (%s).", letter.pk, letter.tries, type(error).__name__)
    else:  # what the server said may name the reader, so it is not told
        letter.due_at = clock.now() + _FIRST_PAUSE * 2 ** (letter.tries - 1)
        logger.warning("Letter %d was not taken by the mail server (%s).", letter.pk, type(error).__name__)
    letter.save(update_fields=["tries", "due_at"])


def _message(letter: Letter) -> EmailMessage | None:
    """A letter as it is sent: plain text, nothing in it that tells anybody when it is read."""
    comment, answer = letter.comment, letter.answer
    where = desk.whereabouts([comment.story_id]).get(comment.story_id) if comment.story_id else None
    wanted = Comment.Letters.WANTED if answer is None else Comment.Letters.CONFIRMED
    email = confidential.opened(comment.email)
    if (
        where is None
        or where.address is None
        or not where.is_live
        or not _stand(comment, answer)
        or comment.letters != wanted
        or not email
    ):
        return None
    paper = desk.paper().public_address
    about = answer or comment
    letters = f"{paper}/-/letters/{token_of(comment.pk)}"
    sheet = LetterSheet(
        language=comment.language or where.language,
        headline=where.headline,
        name=comment.name,
        address=f"{paper}{address_of(where.address, about.place or 1)}",
        letters=letters,
        answer=(answer.name, answer.text) if answer else None,
    )
    subject, body = set_letter(sheet)
    headers = {
        "Message-ID": _message_id(letter),
        "Auto-Submitted": "auto-generated",  # RFC 3834
        "List-Unsubscribe": f"<{letters}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",  # RFC 8058
    }
    return EmailMessage(subject, body, to=[email], headers=headers)


def _message_id(letter: Letter) -> str:
    """The same each time: a letter whose taking was not heard of is sent again, and mail programs show it once."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"<{_SIGNER.signature(f'letter {letter.pk}')}@{domain}>"


def _stand(*comments: Comment | None) -> bool:
    return all(each.state == Comment.State.APPROVED and each.place for each in comments if each)


def _wants_to_know(writer: Comment, answer: Comment) -> bool:
    is_own = bool(answer.writer) and answer.writer == writer.writer
    return writer.letters == Comment.Letters.CONFIRMED and writer.state == Comment.State.APPROVED and not is_own


def _has_confirmed(comment: Comment) -> bool:
    """Whether this writer has confirmed this address before."""
    if not comment.writer:
        return False
    others = Comment.objects.filter(writer=comment.writer, letters=Comment.Letters.CONFIRMED).exclude(pk=comment.pk)
    email = confidential.opened(comment.email)
    return any(confidential.opened(each) == email for each in others.values_list("email", flat=True)[:50])


def _order(comment: Comment, answer: Comment | None) -> None:
    Letter.objects.get_or_create(comment=comment, answer=answer, defaults={"due_at": clock.now()})
