"""The page of a receipt: everything that a comment's writer may know and do, as a frozen value."""

from typing import Final

from dateline.desk import api as desk
from dateline.discussion import confidential, private, writers
from dateline.discussion.models import Comment
from dateline.discussion.sheets import Filled, ReceiptSheet, Stored, Stub
from dateline.discussion.submission import binding, writer_token
from dateline.gate import api as gate

# Titles of pages with one thing to say, and what they say.
WORDS: Final = {
    "There is no comment at this address": "Look whether the address was copied to its end.",
    "This comment stands already": "The same words stand under the story already.",
    "There is no such comment": "It may have been withdrawn.",
}
_WAITING: Final = {Comment.State.RECEIVED, Comment.State.HELD}
_REFUSED: Final = {Comment.State.REJECTED, Comment.State.SPAM}


def sheet(ticket: str, here: str, *, filled: Filled | None = None, verdict: gate.Verdict | None = None) -> ReceiptSheet:
    """The page of a receipt.

    Args:
        ticket: what the kiosk gave the reader.
        here: the page's own address.
        filled: what its writer has just tried to change it to, with what is wrong.
        verdict: what the gate has just said.

    Raises:
        UnknownReceiptError: the ticket opens nothing.
    """
    comment = writers.comment_of(ticket)
    where = desk.whereabouts([comment.story_id]).get(comment.story_id) if comment.story_id else None
    until = writers.changeable_until(comment)
    waits = comment.state in _WAITING
    language = comment.language or (where.language if where else "")
    return ReceiptSheet(
        language=language,
        here=here,
        state=comment.state,  # type: ignore[arg-type]
        stored=_stored(comment),
        story=Stub(where.id, where.headline, where.language, where.address if where.is_live else None)
        if where
        else None,
        place=comment.place,
        reasons=tuple(comment.reasons),
        told=str(gate.reason(verdict, language)) if verdict else "",
        private=private.found_in(comment.text) if waits and not comment.is_sure else (),
        changeable_until=until,
        filled=filled or (Filled(name=comment.name, text=comment.text) if until else None),
        steps=_steps(comment, language) if waits and comment.gate != Comment.Gate.PASSED else (),
        may_appeal=comment.state in _REFUSED and not comment.appeal,
        appeal=comment.appeal,
        writer=writer_token(comment) if comment.writer else "",
    )


def _steps(comment: Comment, language: str) -> tuple[tuple[str, str], ...]:
    step = gate.offers(binding(comment.story_id), language, comment.at)
    return tuple((each.kind, str(each.html)) for each in step.fragments)


def _stored(comment: Comment) -> Stored:
    return Stored(
        name=comment.name,
        text=comment.text,
        at=comment.at,
        email=confidential.masked(confidential.opened(comment.email)),
        wants_replies=comment.wants_replies,
        gate=comment.gate,
        seconds=comment.seconds,
        edited_at=comment.edited_at,
        has_visitor=bool(comment.visitor),
    )
