"""Feeds, sitemaps and agencies' files, whatever they say that they are. No Django, no database, no network.

bytes ─▶ gzip? ─▶ encodings ─┬─ "{" or "[" ─▶ JSON Feed, ninjs
                             └─ "<" ─────────▶ sitemap, NewsML-G2, NITF, else a feed (RSS, RDF, Atom)
"""

from dateline.wire.errors import UnreadableError
from dateline.wire.network.decompression import gunzip
from dateline.wire.parsing import feeds, jsonfeed, newsml, ninjs, sitemaps
from dateline.wire.parsing.encodings import decoded
from dateline.wire.parsing.items import FeedItem, Kind, Parsed, Topic
from dateline.wire.parsing.jsons import Json, objects

__all__ = ["FeedItem", "Kind", "Parsed", "Topic", "parse"]

_GZIP = b"\x1f\x8b"
_BOUND = 60_000_000  # bytes that a file in gzip may become; a sitemap may have 50 MB (sitemaps.org)


def parse(body: bytes, *, content_type: str = "", address: str = "") -> Parsed:
    """Take what came and give its items, with complaints about what could not be read.

    Args:
        body: The bytes as received.
        content_type: The header, for its charset alone: what it is, is found out from the bytes.
        address: Where it came from; what is relative in it is relative to this.

    Raises:
        UnreadableError: It is nothing that is read here.
        TooLargeError: It is a file in gzip that becomes too large.
    """
    if body.startswith(_GZIP):
        body = gunzip(body, _BOUND)
    text, complaints = decoded(body, content_type)
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if not start:
        raise UnreadableError("What came is empty.")
    parsed = _of_json(text, address) if start in "{[" else _of_xml(text, address)
    if not complaints:
        return parsed
    return Parsed(
        parsed.kind,
        parsed.title,
        parsed.language,
        parsed.address,
        parsed.items,
        (*complaints, *parsed.complaints),
        parsed.next_address,
    )


def _of_json(text: str, address: str) -> Parsed:
    value: Json = objects(text)
    if jsonfeed.is_feed(value):
        return jsonfeed.read(value, address)
    if ninjs.is_ninjs(value):
        return ninjs.read(value)
    raise UnreadableError("What came is JSON, but neither a JSON Feed nor ninjs.")


def _of_xml(text: str, address: str) -> Parsed:
    if sitemaps.looks_like(text):
        return sitemaps.read(text, address)
    if newsml.looks_like(text):
        return newsml.read(text, address)
    return feeds.read(text, address)
