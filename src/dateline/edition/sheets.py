"""What the press hands to the theme for pages that list stories: frozen values, complete, no database behind them."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateline.desk.values import Link, ListedStory, PrintedCorrection

ListingKind = Literal["section", "topic", "contributor", "year", "month", "day"]


@dataclass(frozen=True, slots=True)
class Period:
    """A link to the stories of one year, month or day: its first day, its address, how many stories stand there."""

    start: date
    address: str
    count: int


@dataclass(frozen=True, slots=True)
class Group:
    """Stories under one heading of a listing; ``period`` is None where the listing has no headings.

    ``rows`` are the stories as the theme sets them for lists: each is set once and stands in many.
    """

    rows: tuple[str, ...]
    period: Period | None = None

    @property
    def left_out(self) -> int:
        """How many stories of the period are not shown here but on the period's own page."""
        return max(0, self.period.count - len(self.rows)) if self.period else 0


@dataclass(frozen=True, slots=True)
class Listing:
    """A page that lists stories.

    ``subject`` is the section, topic or contributor (None for the paper's own archive). ``start``/``grain`` say which
    period it covers (None and None for the newest stories of the subject). ``archive`` are the stable pages that hold
    everything, newest first; ``feeds`` the addresses of feeds of this listing by kind (``atom``, ``rss``, ``json``).
    """

    language: str
    kind: ListingKind
    address: str
    groups: tuple[Group, ...]
    subject: Link | None = None
    description: str = ""
    start: date | None = None
    grain: Literal["year", "month", "day"] | None = None
    archive: tuple[Period, ...] = ()
    feeds: tuple[tuple[str, str], ...] = ()
    up: Link | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A section on the front page, with its newest stories."""

    section: Link
    stories: tuple[ListedStory, ...]


@dataclass(frozen=True, slots=True)
class Front:
    """The front page of one language: leads as arranged, the strip of headlines, the sections in columns."""

    language: str
    leads: tuple[ListedStory, ...]
    headlines: tuple[ListedStory, ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class CorrectedStory:
    """A correction in the list of corrections, with the story that it stands on."""

    story: ListedStory
    correction: PrintedCorrection


@dataclass(frozen=True, slots=True)
class CorrectionsSheet:
    """The corrections of one language: the newest, or those of one year (``start``)."""

    language: str
    address: str
    corrections: tuple[CorrectedStory, ...]
    start: date | None = None
    archive: tuple[Period, ...] = ()
