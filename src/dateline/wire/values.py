"""What travels through the wire: frozen values, each fact with its evidence. No Django, no network."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Generic, Literal, TypeVar

Precision = Literal["minute", "day", "month", "year"]
HopRole = Literal["agency", "via"]
Place = Literal["body", "headline", "caption"]
T = TypeVar("T")
NOT_MODIFIED: Final = 304


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: the bytes as received (decompressed), and all that says where they come from.

    ``address`` is what was asked for, ``final`` where the redirects ended; header names are in lower case; ``at`` is
    UTC; ``sha256`` is the hexadecimal digest of ``body``. Status 304 (RFC 9110) with an empty body says that nothing
    has changed since the validators that were sent. ``moved`` is where the source says that it lives from now on
    (301, 308), empty if it stays.
    """

    address: str
    final: str
    status: int
    headers: dict[str, str]
    body: bytes
    at: datetime
    sha256: str
    moved: str = ""

    @property
    def is_unchanged(self) -> bool:
        """Whether the outlet says that nothing has changed."""
        return self.status == NOT_MODIFIED


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """A value, the words of the source that show it, and how sure that is (0 to 1).

    ``witness`` names who said so: ``json-ld``, ``opengraph``, ``feed``, ``prose`` and so on.
    """

    value: T
    evidence: str
    confidence: float
    witness: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as exactly as it is known (ISO 8601): ``2015``, ``2015-06``, ``2015-06-02``, ``2015-06-02T14:05+02:00``.

    A time without a zone in the source has none here.
    """

    value: str
    precision: Precision


@dataclass(frozen=True, slots=True)
class Hop:
    """A station between the original and the page, nearest to the original first (IPTC NewsML-G2 ``hopHistory``)."""

    name: str
    role: HopRole
    address: str = ""


@dataclass(frozen=True, slots=True)
class Photograph:
    """The lead photograph: its absolute address, and its caption and credit, empty if the page has none."""

    address: str
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Damage:
    """Something wrong in a text: ``kind``, the ``quotation`` that shows it, a ``cure`` (``None``: none can be offered).

    ``start`` and ``end`` are offsets in the text named by ``where``; ``note`` says in a sentence what is wrong. A cure
    takes the place of the quotation; an empty one says that the quotation should go.
    """

    kind: str
    quotation: str
    cure: str | None
    start: int
    end: int
    note: str = ""
    where: Place = "body"


@dataclass(frozen=True, slots=True)
class ReadStory:
    """A story as it was read: each field a fact with its evidence, or ``None``, which means *unknown*.

    ``body`` is plain text, a line a paragraph. ``outlet`` is whose page it is, ``original_outlet`` who published first.
    ``published`` is when the original was; when this page printed it again is ``reprinted``: the two never mix.
    """

    address: str
    headline: Fact[str] | None = None
    standfirst: Fact[str] | None = None
    body: Fact[str] | None = None
    bylines: Fact[tuple[str, ...]] | None = None
    dateline: Fact[str] | None = None
    published: Fact[Moment] | None = None
    modified: Fact[Moment] | None = None
    reprinted: Fact[Moment] | None = None
    outlet: Fact[str] | None = None
    original_outlet: Fact[str] | None = None
    original_address: Fact[str] | None = None
    agency: Fact[str] | None = None
    hops: Fact[tuple[Hop, ...]] | None = None
    is_reprint: bool = False
    photograph: Fact[Photograph] | None = None
    licence: Fact[str] | None = None
    language: Fact[str] | None = None
    damages: tuple[Damage, ...] = field(default=())
