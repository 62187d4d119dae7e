"""The page of a receipt: everything that a comment's writer may know and do, as a frozen value."""

from datetime import MAXYEAR
from typing import Final

from dateline.desk import api as desk
from dateline.discussion import completeness, confidential, private, writers
from dateline.discussion.letters import comment_of, token_of
from dateline.discussion.models import Comment
from dateline.discussion.sheets import Filled, LettersSheet, ReceiptSheet, Stored, Stub
from dateline.discussion.submission import binding, writer_token
from dateline.discussion.values import address_of
from dateline.gate import api as gate

_WAITING: Final = {Comment.State.RECEIVED, Comment.State.HELD}
_ASKED: Final = {Comment.Gate.SKIPPED, Comment.Gate.FAILED}
_REFUSED: Final = {Comment.State.REJECTED, Comment.State.SPAM}


def stub(story: int | None) -> Stub | None:
    """A story as live pages name it; None where there is none."""
    where = desk.whereabouts([story]).get(story) if story else None
    return Stub(where.id, where.headline, where.language, where.address if where.is_live else None) if where else None


def address_of_comment(comment: int) -> str:
    """Where a comment stands in print; "" where it does not (any more)."""
    found = Comment.objects.filter(pk=comment, state=Comment.State.APPROVED).first()
    where = stub(found.story_id) if found else None
    return address_of(where.address, found.place) if found and found.place and where and where.address else ""


def letters(token: str, here: str) -> LettersSheet:
    """The page on which a writer says whether letters are wanted.

    Raises:
        UnknownReceiptError: the token is none.
    """
    comment = comment_of(token)
    return LettersSheet(comment.language, here, comment.letters, comment.name, stub(comment.story_id))


def sheet(ticket: str, here: str, *, filled: Filled | None = None, verdict: gate.Verdict | None = None) -> ReceiptSheet:
    """The page of a receipt.

    Args:
        ticket: what the kiosk gave the reader.
        here: the page's own address.
        filled: what its writer has just tried to change it to, with what is wrong.
        verdict: what the gate has just said.

    Raises:
        UnknownReceiptError: the ticket opens nothing.
        SaidBeforeError: its words stood in print already.
    """
    comment = writers.comment_of(ticket)
    story = stub(comment.story_id)
    until, may_change = writers.changeable_until(comment), writers.may_change(comment)
    waits = comment.state in _WAITING
    lacking = completeness.lacks_of(comment) if waits else {}
    language = comment.language or (story.language if story else "")
    return ReceiptSheet(
        language=language,
        here=here,
        state=comment.state,  # type: ignore[arg-type]
        stored=_stored(comment),
        story=story,
        place=comment.place,
        reasons=tuple(comment.reasons) or ("incomplete",) * bool(lacking),
        told=str(gate.reason(verdict, language)) if verdict else "",
        private=private.found_in(comment.text) if waits and not comment.is_sure else (),
        changeable_until=until if may_change and until.year < MAXYEAR else None,
        filled=filled or (Filled(comment.name, comment.text, lacks=lacking) if may_change else None),
        wants_email="email" in (filled.lacks if filled else lacking),
        steps=_steps(comment, language) if waits and comment.gate in _ASKED else (),
        may_appeal=comment.state in _REFUSED and not comment.appeal,
        writer=writer_token(comment) if comment.writer else "",
        letters=f"/-/letters/{token_of(comment.pk)}" if comment.letters else "",
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
        gate=comment.gate,
        letters=comment.letters,
        seconds=comment.seconds,
        edited_at=comment.edited_at,
        has_visitor=bool(comment.visitor),
    )
