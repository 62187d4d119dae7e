"""What a feed, a sitemap or an agency's file gives: items, each fact with its evidence, and complaints."""

from dataclasses import dataclass
from typing import Literal

from dateline.wire.values import Fact, Hop, Moment, Photograph

Kind = Literal["rss", "atom", "rdf", "json-feed", "sitemap", "sitemap-index", "newsml-g2", "nitf", "ninjs"]
Status = Literal["usable", "withheld", "canceled"]
TopicKind = Literal["subject", "keyword", "person", "organisation", "place", "event", "object", "genre"]


@dataclass(frozen=True, slots=True)
class Topic:
    """What an item is about: its name, and the code or address that names it in a vocabulary, if there is one."""

    name: str
    kind: TopicKind = "subject"
    code: str = ""


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An item as its source describes it. A fact that the source does not tell is ``None``, which means *unknown*.

    ``id`` is the source's own (guid, Atom's id, the URI of an agency), else the address. ``body`` is plain text, a
    line a paragraph; ``body_html`` is the same in clean HTML (``lib.html``), empty if only text came. ``status`` and
    ``embargo`` are those of NewsML-G2 and ninjs: what is ``canceled`` must not be used, and must be taken back if it
    was. ``parts`` are the ids of what a package holds. ``digital_source`` is a term of IPTC's vocabulary, which says
    what was made by a machine. ``takes_place`` is when an event begins. ``profile`` is the source's own name for the
    kind of item, ``trust`` what it shows of its standards (addresses, or titles without one). ``note`` is for
    editors, never for print.
    """

    id: str
    address: str = ""
    kind: str = "text"
    headline: Fact[str] | None = None
    standfirst: Fact[str] | None = None
    body: Fact[str] | None = None
    body_html: str = ""
    bylines: Fact[tuple[str, ...]] | None = None
    dateline: Fact[str] | None = None
    published: Fact[Moment] | None = None
    modified: Fact[Moment] | None = None
    outlet: Fact[str] | None = None
    original_outlet: Fact[str] | None = None
    original_address: Fact[str] | None = None
    agency: Fact[str] | None = None
    hops: Fact[tuple[Hop, ...]] | None = None
    photographs: tuple[Photograph, ...] = ()
    licence: Fact[str] | None = None
    language: Fact[str] | None = None
    topics: tuple[Topic, ...] = ()
    status: Status = "usable"
    embargo: Fact[Moment] | None = None
    expires: Fact[Moment] | None = None
    version: str = ""
    urgency: int | None = None
    note: str = ""
    slugline: str = ""
    parts: tuple[str, ...] = ()
    other_ids: tuple[str, ...] = ()
    digital_source: str = ""
    takes_place: Fact[Moment] | None = None
    profile: str = ""
    trust: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was read: of which kind, whose, and what could not be read (``complaints``, in plain sentences).

    ``next_address`` is where more of the same is, in feeds that are cut into pages.
    """

    kind: Kind
    title: str = ""
    language: str = ""
    address: str = ""
    items: tuple[FeedItem, ...] = ()
    complaints: tuple[str, ...] = ()
    next_address: str = ""
