"""What readers wrote, as WordPress' comments: never where from, and only if it is wanted under which e-mail address."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Final
from zoneinfo import ZoneInfo

from dateline.archive.exporting.kept import COMMENT, of_comments, pairs
from dateline.archive.exporting.moments import columns
from dateline.archive.exporting.numbers import above, largest, plain_number
from dateline.archive.models import Carried
from dateline.archive.wordpress import moments
from dateline.archive.wordpress.remarks import remark
from dateline.archive.wordpress.values import Comment
from dateline.archive.wordpress.words import words
from dateline.discussion import api as discussion
from dateline.discussion import text
from dateline.discussion.api import WrittenComment

# What WordPress says of a comment in each state; what it says otherwise is as much as rejected.
_APPROVED: Final = {
    "approved": ("1", "approve"),
    "received": ("0", "hold"),
    "held": ("0", "hold"),
    "spam": ("spam",),
}
_PARAGRAPH: Final = re.compile(r"</p>(?=<p\b|<blockquote>)|(?<=</blockquote>)(?=<p\b)")
_TAG: Final = re.compile(r"</?p\b[^>]*>")


@dataclass(slots=True)
class Remarks:
    """Comments under stories. ``with_emails`` opens the addresses that readers gave in confidence."""

    zone: ZoneInfo
    with_emails: bool = False
    largest: int = 0
    first_site: int = 0

    @classmethod
    def numbered(cls, zone: ZoneInfo, *, with_emails: bool) -> "Remarks":
        """What came from the first site keeps its numbers; all others are above the largest."""
        rows = Carried.objects.filter(kind=COMMENT)
        first = rows.order_by("site_id").values_list("site_id", flat=True).first()
        return cls(zone, with_emails, largest(rows), first or 0)

    def under(self, stories: Sequence[int]) -> dict[int, tuple[Comment, ...]]:
        """The comments under each of these stories, in the order of their numbers."""
        written = discussion.written_under(stories)
        known = of_comments(each.id for comments in written.values() for each in comments)
        return {
            story: tuple(sorted((self._comment(each, known) for each in comments), key=lambda comment: int(comment.id)))
            for story, comments in written.items()
        }

    def _number(self, comment: int, known: dict[int, Carried]) -> int:
        row = known.get(comment)
        kept = plain_number(row.old_id) if row and row.site_id == self.first_site else 0
        return kept or above(self.largest, comment, 0, of=1)

    def _comment(self, written: WrittenComment, known: dict[int, Carried]) -> Comment:
        email = discussion.opened(written.email) if self.with_emails else ""
        number = str(self._number(written.id, known))
        parent = str(self._number(written.reply_to, known)) if written.reply_to else "0"
        row = known.get(written.id)
        if row:
            return self._as_it_stood(written, row, number, email, parent)
        date, date_gmt = columns(written.at, self.zone)
        return Comment(
            id=number,
            name=written.name,
            email=email,
            date=date,
            date_gmt=date_gmt,
            content=as_wordpress(written.text),
            approved=_approved(written.state, ""),
            kind=written.kind or COMMENT,
            parent=parent,
        )

    def _as_it_stood(self, written: WrittenComment, row: Carried, number: str, email: str, parent: str) -> Comment:
        kept = row.kept
        name, url, content = kept.get("name", ""), kept.get("url", ""), kept.get("content", "")
        stood = Comment(
            id=number,
            name=name if words(name) == written.name else written.name,
            email=email,
            url=url,
            content=content if content and _says(content, url, written) else _plainly(written, url),
            approved=_approved(written.state, kept.get("approved", "")),
            kind=kept.get("kind", ""),
            parent=row.parent if row.parent and number == row.old_id else parent,
            user=kept.get("user", "0"),
            meta=pairs(kept.get("meta", ())),
        )
        date, date_gmt = kept.get("dates", ("", ""))
        if moments.moment(date_gmt, date, self.zone) != written.at:
            date, date_gmt = columns(written.at, self.zone)
        return replace(stood, date=date, date_gmt=date_gmt)


def _approved(state: str, was: str) -> str:
    said = _APPROVED.get(state)
    if said is None:
        return was if was and all(was not in others for others in _APPROVED.values()) else "trash"
    return was if was in said else said[0]


def _says(content: str, url: str, written: WrittenComment) -> bool:
    """Whether what is kept says what stands here: a moderator may have changed it."""
    said = remark(content)
    said = f"{said}\n\n{url}".strip() if written.kind else said
    return text.tidy(said, len(said)) == written.text


def _plainly(written: WrittenComment, url: str) -> str:
    """Words without markup, as WordPress keeps them; a pingback's address has a column of its own there."""
    said = written.text.removesuffix(url).rstrip() if written.kind and url else written.text
    return escape(said, quote=False)


def as_wordpress(written: str) -> str:
    """What a reader wrote as WordPress keeps comments: HTML, but lines and paragraphs by their ends."""
    html = str(text.html(written))
    return _TAG.sub("", _PARAGRAPH.sub("\n\n", html.replace("<br>", "\n"))).strip()
