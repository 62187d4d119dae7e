"""JSON Feed, versions 1 and 1.1 (jsonfeed.org)."""

from typing import Any, TypeGuard

from dateline.wire.parsing import moments, texts
from dateline.wire.parsing.items import FeedItem, Parsed, Topic
from dateline.wire.parsing.jsons import Json, dicts, string, strings
from dateline.wire.values import Fact, Photograph

_WITNESS = "feed"


def is_feed(value: Json) -> TypeGuard[dict[str, Any]]:
    """Take what JSON holds and say whether it is a JSON Feed, even one that forgot its version."""
    if not isinstance(value, dict) or not isinstance(value.get("items"), list):
        return False
    return "jsonfeed.org" in string(value.get("version")) or ("title" in value and "uri" not in value)


def read(feed: dict[str, Any], address: str) -> Parsed:
    """Take a feed and where it came from; give its items."""
    title, language = string(feed.get("title")), string(feed.get("language"))
    base = texts.web(string(feed.get("home_page_url")), address) or address
    complaints, items = [], []
    for number, each in enumerate(feed["items"], start=1):
        item = _item(each, title, language, base) if isinstance(each, dict) else None
        if item is None:
            complaints.append(f"Item {number} has neither an id nor an address.")
        else:
            items.append(item)
    following = texts.web(string(feed.get("next_url")), address)
    own = texts.web(string(feed.get("feed_url")), address)
    return Parsed("json-feed", title, language, own, tuple(items), tuple(complaints), following)


def _item(item: dict[str, Any], outlet: str, language: str, base: str) -> FeedItem | None:
    address = texts.web(string(item.get("url")), base)
    own = string(item.get("id")) or address
    if not own:
        return None
    body, html = texts.body(
        string(item.get("content_html")), string(item.get("content_text")), "item content", _WITNESS
    )
    published = moments.fact(item.get("date_published"), "item date_published", _WITNESS)
    modified = moments.fact(item.get("date_modified"), "item date_modified", _WITNESS)
    authors = dicts(item.get("authors")) or dicts(item.get("author"))
    original = next(iter(dicts(item.get("_original"))), {})  # as our own feeds write it (docs/provenance.md)
    return FeedItem(
        id=own,
        address=address,
        headline=texts.fact(texts.line(string(item.get("title"))), "item title", _WITNESS),
        standfirst=texts.fact(texts.line(string(item.get("summary"))), "item summary", _WITNESS),
        body=body,
        body_html=html,
        bylines=texts.bylines([string(each.get("name")) for each in authors], "item authors", _WITNESS),
        published=published,
        modified=moments.later(published, modified),
        outlet=texts.fact(outlet, "feed title", _WITNESS),
        original_outlet=texts.fact(string(original.get("outlet")), "item _original.outlet", _WITNESS, 0.9),
        original_address=_elsewhere(texts.web(string(item.get("external_url")), base)),
        photographs=_photographs(item, base) or texts.pictures(string(item.get("content_html")), base),
        language=texts.fact(string(item.get("language")) or language, "language", _WITNESS),
        topics=tuple(Topic(tag, "keyword") for tag in strings(item.get("tags"))),
    )


def _elsewhere(address: str) -> Fact[str] | None:
    """``external_url`` is a page elsewhere that the item is about; often, but not always, its original."""
    return texts.fact(address, "item external_url", _WITNESS, 0.6)


def _photographs(item: dict[str, Any], base: str) -> tuple[Photograph, ...]:
    pictures = [string(item.get("image")), string(item.get("banner_image"))]
    for each in dicts(item.get("attachments")):
        if string(each.get("mime_type")).startswith("image/"):
            pictures.append(string(each.get("url")))
    found = (texts.web(each, base) for each in pictures if each)
    return tuple(Photograph(address) for address in dict.fromkeys(found) if address)
