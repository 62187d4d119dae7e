"""What readers wrote under the site's posts."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final
from zoneinfo import ZoneInfo

from dateline.archive.importing.ledger import Ledger
from dateline.archive.models import Carried
from dateline.archive.wordpress import moments
from dateline.archive.wordpress.remarks import remark
from dateline.archive.wordpress.values import Comment, Item
from dateline.archive.wordpress.words import words
from dateline.archive.wordpress.work import Worked, digest
from dateline.desk import api as desk
from dateline.discussion import api as discussion
from dateline.discussion.api import FormerComment
from dateline.lib import clock

KIND: Final = "comment"
_STATES: Final = {"1": "approved", "approve": "approved", "0": "held", "hold": "held", "spam": "spam"}
_OF_READERS: Final = re.compile(r"akismet|(?:^|_)ip(?:$|_)|user_?agent|remote_addr", re.IGNORECASE)
_EMAIL: Final = re.compile(r"([^\s@]+)@[^\s@]+\.[^\s@]+")
_KINDS: Final = {"pingback": "pingback", "trackback": "trackback"}


@dataclass(frozen=True, slots=True)
class _Said:
    comment: Comment
    digest: str
    at: int
    story: int
    language: str


@dataclass(slots=True)
class Remarks:
    """Takes comments in with their stories; what is known is not taken again, and its state is the moderators' now."""

    ledger: Ledger
    zone: ZoneInfo

    def take(self, stories: Sequence[tuple[Worked, int, str]]) -> None:
        """Take the comments of stories (piece, id of the story, its language)."""
        said = [
            _Said(comment, mark, worked.at, story, language)
            for worked, story, language in stories
            if isinstance(worked.part, Item)
            for comment, mark in zip(worked.part.comments, worked.comments, strict=True)
        ]
        if not said:
            return
        known = self.ledger.known(KIND, (_old_id(each) for each in said))
        records = {old: row.record for old, row in known.items() if row.record}
        fresh = [each for each in said if self._is_fresh(each, known.get(_old_id(each)))]
        self._look_up_parents(fresh, records)
        fresh.sort(key=lambda each: (each.comment.date_gmt, int(each.comment.id) if each.comment.id.isdigit() else 0))
        for generation in _generations(fresh):
            entered = discussion.take_over([self._former(each, records) for each in generation])
            for each, record in zip(generation, entered, strict=True):
                records[_old_id(each)] = record
                self._note(each, Carried.Outcome.NEW, record=record)

    def take_of_files(self, batch: Sequence[tuple[int, Item]]) -> None:
        """Take the comments of attachments (number in the export, item)."""
        stories = self.ledger.stories(item.parent for _at, item in batch)
        for at, item in batch:
            worked = Worked(at, item, comments=tuple(map(digest, item.comments)))
            if story := stories.get(item.parent):
                self.take([(worked, story, desk.whereabouts([story])[story].language)])
            else:
                self.leave(worked, "its photograph belongs to no story")

    def _look_up_parents(self, fresh: Iterable[_Said], records: dict[str, int]) -> None:
        """Comments of before that new ones answer: of an older export."""
        wanted = {each.comment.parent for each in fresh} - records.keys() - {"0", ""}
        records.update(self.ledger.records(KIND, wanted) if wanted else {})

    def leave(self, worked: Worked, why: str) -> None:
        """Note the comments of an item that was left."""
        item = worked.part
        if not isinstance(item, Item) or not item.comments:
            return
        known = self.ledger.known(KIND, (comment.id for comment in item.comments))
        for comment, mark in zip(item.comments, worked.comments, strict=True):
            each = _Said(comment, mark, worked.at, 0, "")
            if not self.ledger.is_double(KIND, _old_id(each), worked.at, known.get(_old_id(each))):
                self._note(each, Carried.Outcome.LEFT, why=f"its story was left: {why}")

    def close(self, stories: list[int]) -> None:
        """Let stories take no comments any more."""
        if stories:
            discussion.close(stories)

    def _is_fresh(self, said: _Said, before: Carried | None) -> bool:
        """Whether a comment is to be entered; what is not is accounted for here."""
        if self.ledger.is_double(KIND, _old_id(said), said.at, before):
            return False
        if before is None or before.record is None:
            if not said.comment.content.strip() and not said.comment.url:
                self._note(said, Carried.Outcome.LEFT, why="it says nothing")
                return False
            return True
        changed = before.digest != said.digest and before.run_id != self.ledger.run.pk
        again = before.outcome if before.run_id == self.ledger.run.pk else Carried.Outcome.UNCHANGED
        self._note(
            said, again, record=before.record,
            why="it was changed there; moderators decide here" if changed else before.why,
        )  # fmt: skip
        return False

    def _former(self, said: _Said, records: dict[str, int]) -> FormerComment:
        comment = said.comment
        kind: Any = _KINDS.get(comment.kind, "")
        text = remark(comment.content)
        state: Any = _STATES.get(comment.approved, "rejected")
        return FormerComment(
            story=said.story,
            language=said.language,
            name=_printable(comment),
            text=f"{text}\n\n{comment.url}".strip() if kind else text,
            at=moments.written(comment, self.zone) or clock.now(),
            state=state,
            kind=kind,
            email=comment.email,
            reply_to=records.get(comment.parent),
        )

    def _note(self, said: _Said, outcome: str, *, record: int | None = None, why: str = "") -> None:
        comment = said.comment
        kept = {
            "url": comment.url, "content": comment.content if _is_marked(comment) else "", "user": comment.user,
            "meta": addressless(comment.meta), "approved": comment.approved, "kind": comment.kind,
            "dates": [comment.date, comment.date_gmt],
        }  # fmt: skip
        self.ledger.note(
            KIND, _old_id(said), at=said.at, title=_printable(comment), parent=comment.parent, digest=said.digest,
            outcome=outcome, why=why or _word_about(comment), record=record, rest=Carried.packed(kept),
        )  # fmt: skip


def addressless(meta: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Custom fields without those in which plugins note where a reader came from."""
    return [(key, value) for key, value in meta if not _OF_READERS.search(key)]


def _old_id(said: _Said) -> str:
    return said.comment.id[:80] or f"#{said.digest}"


def _printable(comment: Comment) -> str:
    """The name under a comment; of an e-mail address, which some wrote for a name, the part that tells no address."""
    return _EMAIL.sub(r"\1", words(comment.name))


def _is_marked(comment: Comment) -> bool:
    """Whether a comment is more than the text that readers write here, so that its source is kept for the way out."""
    return escape(remark(comment.content), quote=False) != comment.content


def _word_about(comment: Comment) -> str:
    return f"a {comment.kind}, and marked as one" if comment.kind in _KINDS else ""


def _generations(fresh: Sequence[_Said]) -> Iterable[list[_Said]]:
    """Comments before the answers to them; an answer to what is not there stands by itself."""
    waiting = list(fresh)
    while waiting:
        ids = {_old_id(each) for each in waiting}
        first = [each for each in waiting if each.comment.parent not in ids or each.comment.parent == each.comment.id]
        if not first:  # they answer each other in a circle
            first = waiting[:1]
        yield first
        taken = {id(each) for each in first}
        waiting = [each for each in waiting if id(each) not in taken]
