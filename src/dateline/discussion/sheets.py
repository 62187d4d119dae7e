"""Live pages as frozen values: what the theme sets for the one reader who asks. No Django."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from dateline.discussion.values import Discussion, PrintedComment, State


@dataclass(frozen=True, slots=True)
class Stub:
    """The story that a live page belongs to; ``address`` is None where readers do not find it (any more)."""

    id: int
    headline: str
    language: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as a reader has filled it in, with what is wrong by field (codes)."""

    name: str = ""
    text: str = ""
    lacks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FormSheet:
    """The form on a page of its own: for an answer to a comment, or for another from somebody who is known."""

    language: str
    story: Stub
    discussion: Discussion
    writer: str = ""
    reply_to: PrintedComment | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """What is stored of a comment, as its writer may see it. ``email`` is masked."""

    name: str
    text: str
    at: datetime
    email: str = ""
    gate: str = ""
    letters: str = ""
    seconds: int | None = None
    edited_at: datetime | None = None
    has_visitor: bool = False


@dataclass(frozen=True, slots=True)
class ReceiptSheet:
    """A comment, for its writer alone. ``steps`` are finished forms of the gate (kind, HTML)."""

    language: str
    here: str
    state: State
    stored: Stored
    story: Stub | None = None
    place: int | None = None
    reasons: tuple[str, ...] = ()
    told: str = ""
    private: tuple[str, ...] = ()
    changeable_until: datetime | None = None
    filled: Filled | None = None
    wants_email: bool = False
    steps: tuple[tuple[str, str], ...] = ()
    may_appeal: bool = False
    writer: str = ""
    letters: str = ""


@dataclass(frozen=True, slots=True)
class ReportSheet:
    """The page on which a reader says what is wrong with a comment."""

    language: str
    story: Stub
    comment: PrintedComment
    is_sent: bool = False


@dataclass(frozen=True, slots=True)
class LettersSheet:
    """The page on which a writer says whether letters are wanted. ``standing`` is ``Comment.letters``."""

    language: str
    here: str
    standing: str
    name: str
    story: Stub | None = None


@dataclass(frozen=True, slots=True)
class LetterSheet:
    """A letter about an ``answer`` (name, text); without one, it asks whether such letters are wanted.

    Addresses are absolute.
    """

    language: str
    headline: str
    name: str
    address: str
    letters: str
    answer: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class WordSheet:
    """A page with one thing to say (a code), and a way back."""

    language: str
    says: Literal["no receipt", "no comment", "stands already"]
    back: str = ""


Sheet = FormSheet | ReceiptSheet | ReportSheet | LettersSheet | WordSheet
