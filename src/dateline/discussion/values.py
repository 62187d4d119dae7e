"""What the discussion takes and gives: frozen values, complete, without a database behind them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

State = Literal["received", "held", "approved", "rejected", "spam", "withdrawn"]
Standing = Literal["approved", "withdrawn", "removed"]

PER_PAGE = 100
LONGEST_TEXT = 5_000  # characters: with twelve bytes each, as browsers send the longest, less than the kiosk takes
LONGEST_NAME = 80
LONGEST_STORED_NAME = 250  # of a comment that came from a former site
LONGEST_EMAIL = 254  # RFC 5321, 4.5.3.1.3 with erratum 1690


@dataclass(frozen=True, slots=True)
class Submission:
    """A comment as it came in, before anything is judged.

    ``receipt`` is the digest of the secret that the kiosk gave it (:func:`digest_of`): the same is never stored twice.
    ``visitor`` stands for the reader's address today and for nothing tomorrow. ``at`` is aware. ``fields`` are all
    fields of the form, for the gate to find its own.
    """

    receipt: bytes
    visitor: str
    at: datetime
    story: int | None
    language: str
    name: str
    text: str
    email: str = ""
    reply_to: int | None = None
    nonce: str = ""
    opened: int | None = None
    trap: str = ""
    writer: str = ""
    wants_letters: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PrintedComment:
    """A comment as readers see it. ``place`` is its number under its story for ever; ``text`` is what was written.

    ``standing`` is ``withdrawn`` or ``removed`` where only its place is left, because others have
    answered it. ``by_site``: another site that linked to the story wrote it, by a pingback or trackback.
    """

    place: int
    at: datetime
    name: str = ""
    text: str = ""
    standing: Standing = "approved"
    reply_to: int | None = None
    reply_to_name: str = ""
    edited_at: datetime | None = None
    by_newsroom: bool = False
    by_site: bool = False
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Discussion:
    """A page of what readers say under a story. ``accepts`` new comments; ``wants_email`` if an address is required.

    ``count`` is how many comments are in print under the story, ``places`` how many numbers were ever given there.
    """

    story: int
    accepts: bool = False
    wants_email: bool = False
    count: int = 0
    places: int = 0
    page: int = 1
    comments: tuple[PrintedComment, ...] = ()
    pinned: tuple[PrintedComment, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages they fill."""
        return page_of(self.places or 1)

    @property
    def has_been(self) -> bool:
        """Whether a comment was ever in print here."""
        return self.places > 0

    @property
    def is_silent(self) -> bool:
        """Whether there is nothing to read and nothing to be written."""
        return not (self.accepts or self.count or self.comments)


def digest_of(ticket: str) -> bytes:
    """What is kept of a ticket (SHA-256): whoever has the ticket may see, change and withdraw a comment."""
    return hashlib.sha256(ticket.encode(errors="replace")).digest()


def page_of(place: int) -> int:
    """The page on which the comment with this number stands."""
    return (place - 1) // PER_PAGE + 1


def places_of(page: int) -> tuple[int, int]:
    """The first and the last number of a page."""
    return (page - 1) * PER_PAGE + 1, page * PER_PAGE


def address_of(story: str, place: int) -> str:
    """The address of a comment: that of the story's page that it stands on, and its number."""
    return f"{page_address(story, page_of(place))}#comment-{place}"


def page_address(story: str, page: int) -> str:
    """The address of a page of comments; the first is the story's own."""
    return story if page == 1 else f"{story}comments/{page}/"
