"""The demo newspaper as frozen values: what :func:`dateline.config.demo.reading.read_demo` gives. No Django."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

Names = Mapping[str, str]


class DemoError(ValueError):
    """The demo's files are not as they should be; says which file, which entry and what is wrong."""


@dataclass(frozen=True, slots=True)
class DemoEdition:
    """The paper in one language; ``leads`` are the keys of three stories for its front page."""

    language: str
    name: str
    organisation: str
    about: str
    contact: str
    principles: str
    leads: tuple[str, ...]
    is_primary: bool = False


@dataclass(frozen=True, slots=True)
class DemoSection:
    """A section, with its name and slug by language."""

    key: str
    name: Names
    slug: Names


@dataclass(frozen=True, slots=True)
class DemoTopic:
    """A person, place, organisation or event, with its name and slug by language."""

    key: str
    kind: str
    name: Names
    slug: Names


@dataclass(frozen=True, slots=True)
class DemoContributor:
    """Somebody who signs stories; ``note`` is by language, where there is one."""

    key: str
    name: str
    slug: str
    note: Names = field(default_factory=dict)
    is_pseudonym: bool = False


@dataclass(frozen=True, slots=True)
class DemoOutlet:
    """Another newspaper, as imaginary as this one."""

    key: str
    name: str
    address: str
    canonical_policy: str
    language: str


@dataclass(frozen=True, slots=True)
class DemoPhotograph:
    """A photograph that ``drawing.draw(key)`` draws; caption, credit and alternative text are by language."""

    key: str
    caption: Names
    alt: Names
    credit: Names
    rights: str


@dataclass(frozen=True, slots=True)
class DemoByline:
    """A name over a story; ``contributor`` is a key, or None for somebody without a page."""

    name: str
    role: str = "writer"
    contributor: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; inline HTML (``b``, ``i``, ``a``)."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading between paragraphs."""

    text: str


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list; each item may have inline HTML."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody's words, and whose they are."""

    text: str
    who: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class PullQuote:
    """A sentence of the story, set large."""

    text: str


@dataclass(frozen=True, slots=True)
class PhotographBlock:
    """A photograph in the text; without a caption of its own it has the photograph's."""

    photo: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``header`` says that the first row is one."""

    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    header: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A link to something elsewhere; ``outlet`` is a name as printed."""

    address: str
    title: str
    description: str = ""
    outlet: str = ""


Block = Paragraph | Heading | ItemList | Quotation | PullQuote | PhotographBlock | Table | Card


@dataclass(frozen=True, slots=True)
class DemoHop:
    """A station between the original and this paper; ``outlet`` is a key, where the outlet is in the register."""

    name: str
    role: str = "via"
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class DemoProvenance:
    """Whose a story is. ``published_at`` is set for precision minute alone, ``published_on`` for all but unknown.

    Of ``published_on`` only the named part counts: month and year stand on their first day.
    """

    outlet: str
    precision: str
    language: str
    treatment: str
    address: str = ""
    headline: str = ""
    bylines: tuple[str, ...] = ()
    dateline: str = ""
    published_on: date | None = None
    published_at: datetime | None = None
    known_how: str = ""
    hops: tuple[DemoHop, ...] = ()
    licence: str = ""
    permission_by: str = ""
    permission_on: date | None = None
    permission_conditions: str = ""
    treatment_note: str = ""
    treated_by: str = ""


@dataclass(frozen=True, slots=True)
class DemoCorrection:
    """A correction: the story first appears with the old text of every ``(old, new)``, the body as given is the new."""

    kind: str
    note: str
    replace: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DemoStory:
    """A story. It is published ``days_ago``, or is to be ``scheduled_in_days``, or is a ``draft`` and has neither.

    ``kill`` is the notice of a story that was withdrawn after it had been published.
    """

    language: str
    key: str
    headline: str
    slug: str
    standfirst: str
    section: str
    kind: str
    bylines: tuple[DemoByline, ...]
    body: tuple[Block, ...]
    topics: tuple[str, ...] = ()
    translation_of: str | None = None
    days_ago: float | None = None
    scheduled_in_days: float | None = None
    draft: bool = False
    place: str = ""
    dateline_days_ago: float | None = None
    lead: str | None = None
    provenance: DemoProvenance | None = None
    correct: DemoCorrection | None = None
    kill: str | None = None


@dataclass(frozen=True, slots=True)
class DemoPaper:
    """The newspaper around the stories; the first edition is the primary one."""

    zone: str
    accent: str
    contact_address: str
    editions: tuple[DemoEdition, ...]
    sections: tuple[DemoSection, ...]
    topics: tuple[DemoTopic, ...]
    contributors: tuple[DemoContributor, ...]
    outlets: tuple[DemoOutlet, ...]
    photographs: tuple[DemoPhotograph, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the paper, the primary one first."""
        return tuple(edition.language for edition in self.editions)


@dataclass(frozen=True, slots=True)
class Demo:
    """The whole demo: the paper and its stories, originals before their translations."""

    paper: DemoPaper
    stories: tuple[DemoStory, ...]

    def story(self, key: str) -> DemoStory:
        """Give the story ``key``."""
        return next(story for story in self.stories if story.key == key)
