"""What the desk hands to whoever prints: frozen values, complete, without a database behind them.

Every date here is one of three that never mix: when the *original* was published (:class:`PublicationDate`, with its
precision), when *we* published (``published_at``, ``published_on``), and when we *corrected* (``corrected_at``).
"""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

Precision = Literal["minute", "day", "month", "year", "unknown"]
PRINTED_WIDTHS = (480, 960, 1600)
MOST_LEADS = 4  # that a front page shows


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """When an original was published, as exactly as it is known.

    ``at`` is an aware datetime for precision ``minute``; otherwise ``on`` is a date of which only the named part
    counts (month: its day is meaningless; year: its month too); with ``unknown`` both are None.
    """

    precision: Precision = "unknown"
    on: date | None = None
    at: datetime | None = None

    @property
    def latest_day(self) -> date | None:
        """The latest day the original can have been published on, so that a story is never called older than it is."""
        if self.on is None:
            return None
        if self.precision == "year":
            return date(self.on.year, 12, 31)
        if self.precision == "month":
            return self.on.replace(day=calendar.monthrange(self.on.year, self.on.month)[1])
        return self.on

    @property
    def iso(self) -> str | None:
        """ISO 8601 with no more than is known: ``2015``, ``2015-06``, ``2015-06-02`` or a full timestamp."""
        if self.on is None:
            return None
        if self.at is not None:
            return self.at.isoformat(timespec="minutes")
        return self.on.isoformat()[: {"year": 4, "month": 7}.get(self.precision, 10)]


@dataclass(frozen=True, slots=True)
class Link:
    """A name and the address of its page on this paper (None when it has no page)."""

    name: str
    address: str | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a listing is about: a section, topic or contributor. ``description`` of a contributor is clean HTML."""

    name: str
    slug: str
    kind: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Credit:
    """A byline: the name as printed, the role (writer, photographer, translator, editor), the contributor's page."""

    name: str
    role: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class PrintedPhotograph:
    """A photograph as printed; files are named ``{digest}-{width}.{kind}`` in the folder of the story that shows it."""

    id: int
    digest: str
    width: int
    height: int
    alt: str
    caption: str = ""
    credit: str = ""
    rights: str = ""
    source: str = ""

    @property
    def widths(self) -> tuple[int, ...]:
        """The widths printed, ascending; never wider than the photograph itself."""
        return (
            *(each for each in PRINTED_WIDTHS if each < self.width),
            *([self.width] if self.width <= PRINTED_WIDTHS[-1] else []),
        )

    def name(self, width: int, kind: str) -> str:
        """The file name of one printing, e.g. ``3f9a1c2b55aa-960.avif``."""
        return f"{self.digest}-{width}.{kind}"


@dataclass(frozen=True, slots=True)
class Hop:
    """One station between the original and us: ``via`` an outlet, or an ``agency`` that the original quotes."""

    name: str
    role: str = "via"
    address: str = ""


@dataclass(frozen=True, slots=True)
class PrintedProvenance:
    """Whose a story is, and how we know. Drives credit line, canonical link, JSON-LD, feeds and exports alike."""

    outlet: str
    outlet_address: str = ""
    canonical_policy: str = "canonical"
    address: str = ""
    headline: str = ""
    bylines: tuple[str, ...] = ()
    dateline: str = ""
    published: PublicationDate = PublicationDate()
    known_how: str = ""
    hops: tuple[Hop, ...] = ()
    permission: str = ""
    permission_by: str = ""
    permission_on: date | None = None
    permission_conditions: str = ""
    licence: str = ""
    treatment: str = ""
    treatment_note: str = ""
    treated_by: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class PrintedCorrection:
    """A correction, clarification, update or retraction, as readers see it.

    ``changes`` are paragraphs of ``(op, text)`` runs, op one of ``same``, ``old``, ``new``; empty when not shown.
    """

    id: int
    kind: str
    note: str
    at: datetime
    changes: tuple[tuple[tuple[str, str], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ListedStory:
    """A story as it stands in a list or a feed. ``language`` governs the direction of every text field."""

    id: int
    language: str
    address: str
    headline: str
    standfirst: str
    kind: str
    section: Link | None
    published_at: datetime
    published_on: date
    original: PublicationDate | None = None
    outlet: str = ""
    dateline_place: str = ""
    bylines: tuple[Credit, ...] = ()
    photograph: PrintedPhotograph | None = None
    retracted: bool = False
    modified_at: datetime | None = None
    original_address: str = ""


@dataclass(frozen=True, slots=True)
class PrintedStory(ListedStory):
    """A whole story, with all that its page shows. ``body`` is the list of raw blocks (``type``, ``value``)."""

    body: tuple[Mapping[str, Any], ...] = ()
    photographs: Mapping[int, PrintedPhotograph] | None = None
    topics: tuple[Link, ...] = ()
    dateline_on: date | None = None
    provenance: PrintedProvenance | None = None
    corrections: tuple[PrintedCorrection, ...] = ()
    translations: tuple[Link, ...] = ()
    age_on: date | None = None
    is_page: bool = False

    @property
    def corrected_at(self) -> datetime | None:
        """When the latest correction was printed, or None."""
        return max((correction.at for correction in self.corrections), default=None)

    @property
    def printed_photographs(self) -> tuple[PrintedPhotograph, ...]:
        """Every photograph whose files are printed beside this story, the lead first, each once."""
        body = (self.photographs or {}).values()
        found = {photograph.digest: photograph for photograph in (*filter(None, [self.photograph]), *body)}
        return tuple(found.values())


@dataclass(frozen=True, slots=True)
class PrintedFile:
    """A file that is printed as it lies at the desk, at ``path``."""

    id: int
    address: str
    path: str


@dataclass(frozen=True, slots=True)
class LanguageEditionCopy:
    """The paper in one language: its name, the line under it, its static pages (clean HTML)."""

    language: str
    name: str
    organisation: str = ""
    about: str = ""
    contact: str = ""
    principles: str = ""
    is_primary: bool = False

    @property
    def prefix(self) -> str:
        """What every address in this language begins with: ``/`` for the primary language, else ``/az/``."""
        return "/" if self.is_primary else f"/{self.language}/"


@dataclass(frozen=True, slots=True)
class Paper:
    """The newspaper as a whole.

    ``zone`` is an IANA time zone name; ``public_address`` has no slash at its end; ``logo`` is the address of the
    printed logo and ``logo_source`` the file that the desk keeps of it.
    """

    public_address: str
    zone: str
    accent: str
    editions: tuple[LanguageEditionCopy, ...]
    contact_address: str = ""
    logo: str = ""
    logo_source: str = ""
    sections: Mapping[str, tuple[Link, ...]] | None = None

    def edition(self, language: str) -> LanguageEditionCopy:
        """The edition in ``language``; the primary one where the paper has none."""
        return next((each for each in self.editions if each.language == language), self.editions[0])
