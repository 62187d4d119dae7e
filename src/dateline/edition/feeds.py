"""Feeds with the whole text: Atom (RFC 4287), RSS 2.0, JSON Feed 1.1.

A reprint says whose it is: ``<source>`` names the outlet, ``dcterms:issued`` (W3CDTF) gives the original's date as
exactly as it is known and is left out when it is unknown; ``published`` is always ours.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

import orjson

from dateline.desk.values import LanguageEditionCopy, ListedStory, Paper, PrintedStory
from dateline.discussion.text import html
from dateline.discussion.values import PrintedComment, address_of
from dateline.edition import addresses

ATOM = "http://www.w3.org/2005/Atom"
TERMS = "http://purl.org/dc/terms/"
ELEMENTS = "http://purl.org/dc/elements/1.1/"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
THREAD = "http://purl.org/syndication/thread/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
for _prefix, _name in (("atom", ATOM), ("dcterms", TERMS), ("dc", ELEMENTS), ("content", CONTENT), ("thr", THREAD)):
    ET.register_namespace(_prefix, _name)

_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # XML 1.0 §2.2


@dataclass(frozen=True, slots=True)
class Entry:
    """A story as it stands in every feed that has it: when it changed, and what each kind of feed says of it."""

    changed: datetime
    atom: str
    rss: str
    json: bytes


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: the paper, its edition in a language, the place it belongs to, the section's name, the entries."""

    paper: Paper
    edition: LanguageEditionCopy
    place: str
    section: str
    entries: tuple[Entry, ...]

    @property
    def title(self) -> str:
        """The paper's name, and the section's where it is a section's feed."""
        return f"{self.edition.name} · {self.section}" if self.section else self.edition.name

    @property
    def changed(self) -> datetime:
        """When the newest change in it was made; the epoch for an empty feed, so that it stays the same."""
        return max((each.changed for each in self.entries), default=datetime(1970, 1, 1, tzinfo=UTC))

    def at(self, address: str) -> str:
        """An address of the paper as an absolute URI."""
        return at(self.paper, address)


def at(paper: Paper, address: str) -> str:
    """An address of a paper as an absolute URI."""
    return paper.public_address + quote(address)


def entry(story: PrintedStory, here: str, text: str) -> Entry:
    """A story for feeds; ``here`` is its absolute URI, ``text`` its text with photographs at absolute addresses."""
    return Entry(
        changed=_changed(story),
        atom=_text(_atom_entry(story, here, text)),
        rss=_text(_rss_item(story, here, text)),
        json=orjson.dumps(_json_item(story, here, text)),
    )


def printed(kind: str, feed: Feed) -> bytes:
    """A feed as bytes; ``kind`` is ``atom``, ``rss`` or ``json``."""
    return {"atom": _atom, "rss": _rss, "json": _json}[kind](feed)


def comments(paper: Paper, edition: LanguageEditionCopy, story: ListedStory, said: Sequence[PrintedComment]) -> bytes:
    """The newest comments under a story as Atom, each in answer to the story (RFC 4685)."""
    root = ET.Element("feed", {"xmlns": ATOM, f"{{{XML}}}lang": story.language})
    here, where = at(paper, story.address), f"{story.address}comments.xml"
    _add(root, "id", at(paper, where))
    _add(root, "title", f"{edition.name} · {story.headline}")
    newest = max((each.edited_at or each.at for each in said), default=story.published_at)
    _add(root, "updated", newest.isoformat(timespec="seconds"))
    _add(root, "link", rel="self", href=at(paper, where), type="application/atom+xml")
    _add(root, "link", rel="alternate", href=here, type="text/html")
    for each in said:
        item = _add(root, "entry")
        address = paper.public_address + address_of(quote(story.address), each.place)
        _add(item, "id", address)
        _add(item, "title", f"{each.name} · {story.headline}")
        _add(_add(item, "author"), "name", each.name)
        _add(item, "published", each.at.isoformat(timespec="seconds"))
        _add(item, "updated", (each.edited_at or each.at).isoformat(timespec="seconds"))
        _add(item, "link", rel="alternate", href=address, type="text/html")
        _add(item, f"{{{THREAD}}}in-reply-to", ref=here, href=here, type="text/html")
        _add(item, "content", str(html(each.text)), type="html")
    return _bytes(root, (), "")


def _changed(story: PrintedStory) -> datetime:
    return max(filter(None, [story.published_at, story.corrected_at, story.modified_at]))


def _issued(story: PrintedStory) -> str | None:
    return story.provenance.published.iso if story.provenance else None


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, tag, attributes)
    if text:
        element.text = _ILLEGAL.sub("", text)
    return element


def _text(element: ET.Element) -> str:
    return ET.tostring(element, encoding="unicode")


def _bytes(root: ET.Element, entries: Iterable[str], end: str) -> bytes:
    """A feed with its entries, which are finished, before what it ends with."""
    frame = _text(root).removesuffix(end)
    return "".join(('<?xml version="1.0" encoding="utf-8"?>\n', frame, *entries, end, "\n")).encode()


def _atom(feed: Feed) -> bytes:
    root = ET.Element("feed", {"xmlns": ATOM, f"{{{XML}}}lang": feed.edition.language})
    where = addresses.feeds(feed.place)["atom"]
    _add(root, "id", feed.at(where))
    _add(root, "title", feed.title)
    if feed.edition.organisation:
        _add(root, "subtitle", feed.edition.organisation)
    _add(root, "updated", feed.changed.isoformat(timespec="seconds"))
    _add(root, "link", rel="self", href=feed.at(where), type="application/atom+xml")
    _add(root, "link", rel="alternate", href=feed.at(feed.place), type="text/html")
    author = _add(root, "author")
    _add(author, "name", feed.edition.name)
    return _bytes(root, (each.atom for each in feed.entries), "</feed>")


def _atom_entry(story: PrintedStory, here: str, text: str) -> ET.Element:
    entry = ET.Element("entry")
    _add(entry, "id", here)
    _add(entry, "title", story.headline)
    _add(entry, "link", rel="alternate", href=here, type="text/html")
    _add(entry, "published", story.published_at.isoformat(timespec="seconds"))
    _add(entry, "updated", _changed(story).isoformat(timespec="seconds"))
    for name in _writers(story):
        _add(_add(entry, "author"), "name", name)
    if story.section:
        _add(entry, "category", term=story.section.name)
    if story.standfirst:
        _add(entry, "summary", story.standfirst)
    if story.provenance:
        _atom_source(entry, story)
    _add(entry, "content", text, type="html")
    return entry


def _atom_source(entry: ET.Element, story: PrintedStory) -> None:
    provenance = story.provenance
    if provenance is None:
        return
    if provenance.address:
        _add(entry, "link", rel="via", href=provenance.address)
    if issued := _issued(story):
        _add(entry, f"{{{TERMS}}}issued", issued)
    source = _add(entry, "source")
    if identity := provenance.outlet_address or provenance.address:
        _add(source, "id", identity)
    _add(source, "title", provenance.outlet)
    if provenance.outlet_address:
        _add(source, "link", rel="alternate", href=provenance.outlet_address)
    known = provenance.published
    if known.on and known.precision in {"minute", "day"}:
        at = known.at or datetime(known.on.year, known.on.month, known.on.day, tzinfo=UTC)
        _add(source, "updated", at.isoformat(timespec="seconds"))


def _writers(story: PrintedStory) -> list[str]:
    ours = [credit.name for credit in story.bylines if credit.role == "writer"]
    return ours or (list(story.provenance.bylines) or [story.provenance.outlet] if story.provenance else [])


def _rss(feed: Feed) -> bytes:
    root = ET.Element("rss", {"version": "2.0"})
    channel = _add(root, "channel")
    _add(channel, "title", feed.title)
    _add(channel, "link", feed.at(feed.place))
    _add(channel, "description", feed.edition.organisation or feed.title)
    _add(channel, "language", feed.edition.language)
    _add(channel, "lastBuildDate", format_datetime(feed.changed))
    where = feed.at(addresses.feeds(feed.place)["rss"])
    _add(channel, f"{{{ATOM}}}link", rel="self", href=where, type="application/rss+xml")
    return _bytes(root, (each.rss for each in feed.entries), "</channel></rss>")


def _rss_item(story: PrintedStory, here: str, text: str) -> ET.Element:
    item = ET.Element("item")
    _add(item, "title", story.headline)
    _add(item, "link", here)
    _add(item, "guid", here, isPermaLink="true")
    _add(item, "pubDate", format_datetime(story.published_at))
    for name in _writers(story):
        _add(item, f"{{{ELEMENTS}}}creator", name)
    if story.section:
        _add(item, "category", story.section.name)
    _add(item, "description", story.standfirst)
    if story.provenance and (url := story.provenance.outlet_address or story.provenance.address):
        _add(item, "source", story.provenance.outlet, url=url)
    if issued := _issued(story):
        _add(item, f"{{{TERMS}}}issued", issued)
    _add(item, f"{{{CONTENT}}}encoded", text)
    return item


def _json(feed: Feed) -> bytes:
    content: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.at(feed.place),
        "feed_url": feed.at(addresses.feeds(feed.place)["json"]),
        "language": feed.edition.language,
        "items": [orjson.Fragment(each.json) for each in feed.entries],
    }
    if feed.edition.organisation:
        content["description"] = feed.edition.organisation
    return orjson.dumps(content, option=orjson.OPT_APPEND_NEWLINE)


def _json_item(story: PrintedStory, here: str, text: str) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": here,
        "url": here,
        "title": story.headline,
        "content_html": text,
        "date_published": story.published_at.isoformat(timespec="seconds"),
        "date_modified": _changed(story).isoformat(timespec="seconds"),
        "language": story.language,
    }
    if story.standfirst:
        item["summary"] = story.standfirst
    if writers := _writers(story):
        item["authors"] = [{"name": name} for name in writers]
    if tags := [topic.name for topic in story.topics]:
        item["tags"] = tags
    if story.photograph:
        item["image"] = here + story.photograph.name(story.photograph.widths[-1], "jpg")
    if story.provenance:
        if story.provenance.address:
            item["external_url"] = story.provenance.address
        item["_original"] = {
            "outlet": story.provenance.outlet,
            "published": _issued(story),
            "precision": story.provenance.published.precision,
        }
    return item
