"""Sitemaps (sitemaps.org 0.9) with the extensions for news and for images, and indexes of sitemaps."""

import re
from typing import Final

from lxml import etree

from dateline.wire.errors import UnreadableError
from dateline.wire.parsing import moments, texts
from dateline.wire.parsing.items import FeedItem, Kind, Parsed, Topic
from dateline.wire.parsing.xml import bare, child, children, name, text, tree
from dateline.wire.values import Photograph

_WITNESS: Final = "sitemap"
_ROOT: Final = re.compile(
    r"\s*(?:<!--.*?-->\s*|<\?.*?\?>\s*)*<(?:[\w.-]+:)?(urlset|sitemapindex)\b", re.IGNORECASE | re.DOTALL
)


def looks_like(written: str) -> bool:
    """Take XML as text and say whether its root is a sitemap's."""
    return bool(_ROOT.match(bare(written[:20_000])))


def read(written: str, address: str) -> Parsed:
    """Take a sitemap and where it came from; give its pages, or the sitemaps of an index, as items.

    Raises:
        UnreadableError: It is no sitemap after all.
    """
    root, complaints = tree(written)
    entries = {"urlset": "url", "sitemapindex": "sitemap"}.get(name(root))
    if entries is None:
        raise UnreadableError("What came looked like a sitemap and is none.")
    items = []
    for number, entry in enumerate(children(root, entries), start=1):
        item = _item(entry, address)
        if item is None:
            complaints.append(f"Entry {number} has no address.")
        else:
            items.append(item)
    title = next((item.outlet.value for item in items if item.outlet), "")
    language = next((item.language.value for item in items if item.language), "")
    kind: Kind = "sitemap" if entries == "url" else "sitemap-index"
    return Parsed(kind, title, language, address, tuple(items), tuple(complaints))


def _item(entry: etree._Element, base: str) -> FeedItem | None:
    address = texts.web(text(child(entry, "loc")), base)
    if not address:
        return None
    news = child(entry, "news")
    published = moments.fact(text(child(news, "publication_date")), "news:publication_date", _WITNESS)
    changed = moments.fact(text(child(entry, "lastmod")), "lastmod", _WITNESS, 0.7)
    keywords = re.split(r"[,،;]", text(child(news, "keywords")))
    return FeedItem(
        id=address,
        address=address,
        headline=texts.fact(text(child(news, "title")), "news:title", _WITNESS),
        published=published,
        modified=moments.later(published, changed),
        outlet=texts.fact(text(child(news, "publication", "name")), "news:publication", _WITNESS),
        language=texts.fact(text(child(news, "publication", "language")), "news:language", _WITNESS),
        photographs=tuple(_photographs(entry, base)),
        topics=tuple(Topic(keyword.strip(), "keyword") for keyword in keywords if keyword.strip()),
    )


def _photographs(entry: etree._Element, base: str) -> list[Photograph]:
    found = []
    for image in children(entry, "image"):
        address = texts.web(text(child(image, "loc")), base)
        if address:
            found.append(Photograph(address, text(child(image, "caption")) or text(child(image, "title"))))
    return found
