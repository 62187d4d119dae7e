"""RSS (0.9 to 2.0), RDF (RSS 1.0) and Atom, read by feedparser, which forgives much.

feedparser is given a text whose encoding is known and that can define no entity, and is kept from the network. Whatever
it stumbles over becomes a complaint, or "this is no feed": a poll goes on.
"""

import io
from collections.abc import Mapping
from typing import Any, Final

import feedparser

from dateline.lib.html import plain
from dateline.wire.errors import UnreadableError
from dateline.wire.parsing import moments, texts
from dateline.wire.parsing.items import FeedItem, Kind, Parsed, Topic
from dateline.wire.parsing.xml import bare
from dateline.wire.values import Fact, Hop, Moment, Photograph

_WITNESS: Final = "feed"
_HTML: Final = ("text/html", "application/xhtml+xml")
_LONG: Final = 800  # characters; a description that has more is the body
_ITEMS: Final = 5_000  # that are taken of one feed
_UNTOLD: Final = ("CharacterEncodingOverride", "NonXMLContentType")  # complaints about what was settled before


def read(text: str, address: str) -> Parsed:
    """Take a feed as text and where it came from; give its items.

    Raises:
        UnreadableError: It is no feed.
    """
    found = _parsed(text, address)
    version = str(found.get("version") or "")
    if not version and not found.get("entries"):
        raise UnreadableError("What came is neither a feed nor another format that is read here.")
    feed: Mapping[str, Any] = found.get("feed", {})
    title, language = _plain(feed, "title"), str(feed.get("language") or "")
    complaints, items = _complaints(found), []
    for number, entry in enumerate(found["entries"][:_ITEMS], start=1):
        item = _item(entry, feed, title, language, address)
        if item is None:
            complaints.append(f"Item {number} has neither an id nor an address.")
        else:
            items.append(item)
    own, following = _link(feed, "self", address), _link(feed, "next", address)
    return Parsed(_kind(version), title, language, own, tuple(items), tuple(complaints), following)


def _parsed(text: str, address: str) -> Mapping[str, Any]:
    source = io.BytesIO(b'<?xml version="1.0" encoding="utf-8"?>' + bare(text).encode("utf-8", "replace"))
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": address}
    try:
        found: Mapping[str, Any] = feedparser.parse(source, response_headers=headers)
    except Exception as error:  # feedparser meets broken feeds with whatever its parsers raise
        raise UnreadableError(f"What came breaks the reading of feeds: {type(error).__name__}.") from error
    return found


def _complaints(found: Mapping[str, Any]) -> list[str]:
    error = found.get("bozo_exception")
    if not found.get("bozo") or type(error).__name__ in _UNTOLD:
        return []
    return [f"The feed is not well-formed: {texts.shown(str(error))}."]


def _kind(version: str) -> Kind:
    if version.startswith("atom"):
        return "atom"
    return "rdf" if version in ("rss10", "rss090") else "rss"


def _item(entry: Mapping[str, Any], feed: Mapping[str, Any], outlet: str, language: str, base: str) -> FeedItem | None:
    address = texts.web(str(entry.get("link") or ""), base)
    own = str(entry.get("id") or "").strip() or address
    if not own:
        return None
    body, html, standfirst = _texts(entry)
    published = _moment(entry, "published") or _moment(entry, "created")
    modified = _moment(entry, "updated")
    source: Mapping[str, Any] = entry.get("source") or {}
    own_language = str(entry.get("title_detail", {}).get("language") or language)
    return FeedItem(
        id=own,
        address=address,
        headline=texts.fact(texts.line(_plain(entry, "title")), "item title", _WITNESS),
        standfirst=standfirst,
        body=body,
        body_html=html,
        bylines=_bylines(entry),
        published=published,
        modified=moments.later(published, modified),
        outlet=texts.fact(outlet, "feed title", _WITNESS),
        original_outlet=texts.fact(_plain(source, "title"), "item source", _WITNESS, 0.9),
        original_address=_via(entry, base),
        hops=_hops(source, outlet, base),
        photographs=_photographs(entry, base) or _in_body(entry, address or base),
        licence=_licence(entry, feed),
        language=texts.fact(own_language, "language", _WITNESS, 0.8),
        topics=tuple(_topics(entry)),
        embargo=_moment(entry, "dcterms_available"),
        expires=_moment(entry, "expired"),
    )


def _plain(of: Mapping[str, Any], name: str) -> str:
    """A text of a feed without markup, if it is said to have some."""
    value = str(of.get(name) or "")
    detail = of.get(f"{name}_detail") or {}
    return plain(value) if detail.get("type") in _HTML and ("<" in value or "&" in value) else value.strip()


def _texts(entry: Mapping[str, Any]) -> tuple[Fact[str] | None, str, Fact[str] | None]:
    """The body as text and HTML, and the standfirst. A long description alone is the body."""
    summary = entry.get("summary_detail") or {}
    if summary.get("value") != entry.get("summary"):  # it is that of a photograph
        summary = {"value": entry.get("summary") or "", "type": "text/html"}
    content = max(entry.get("content") or [{}], key=lambda each: len(str(each.get("value") or "")))
    short = _plain({"summary": summary.get("value"), "summary_detail": summary}, "summary")
    if content.get("value") and content.get("value") != summary.get("value"):
        body, html = _body(content, "item content")
        return body, html, _standfirst(short, body)
    if len(short) > _LONG or short.count("\n") > 1:
        body, html = _body(summary, "item description")
        return body, html, None
    return None, "", texts.fact(texts.line(short), "item description", _WITNESS, 0.8)


def _body(detail: Mapping[str, Any], where: str) -> tuple[Fact[str] | None, str]:
    value = str(detail.get("value") or "")
    is_text = detail.get("type") == "text/plain" and "</" not in value
    return texts.body("" if is_text else value, value if is_text else "", where, _WITNESS)


def _standfirst(short: str, body: Fact[str] | None) -> Fact[str] | None:
    """A description that only begins the body as an excerpt is nobody's standfirst."""
    start = texts.line(short).removesuffix("[…]").removesuffix("[...]").rstrip("… .")
    if body is not None and texts.line(body.value).startswith(start):
        return None
    return texts.fact(texts.line(short), "item description", _WITNESS, 0.8)


def _moment(entry: Mapping[str, Any], name: str) -> Fact[Moment] | None:
    """A date as it stands there. ``get`` would take another one for it."""
    return moments.fact(entry[name], f"item {name}", _WITNESS) if name in entry else None


def _bylines(entry: Mapping[str, Any]) -> Fact[tuple[str, ...]] | None:
    authors = [str(each.get("name") or "") for each in entry.get("authors") or () if each]
    return texts.bylines([each for each in authors if each], "item author", _WITNESS)


def _link(of: Mapping[str, Any], rel: str, base: str) -> str:
    links = (each for each in of.get("links") or () if each.get("rel") == rel)
    return texts.web(str(next((each.get("href") or "" for each in links), "")), base)


def _via(entry: Mapping[str, Any], base: str) -> Fact[str] | None:
    """Atom's ``via`` (RFC 4287): where what is in the entry was found."""
    return texts.fact(_link(entry, "via", base), "item link rel=via", _WITNESS, 0.7)


def _hops(source: Mapping[str, Any], outlet: str, base: str) -> Fact[tuple[Hop, ...]] | None:
    """An entry that says whose it is came from there to here."""
    name = _plain(source, "title")
    if not name or name == outlet:
        return None
    address = texts.web(str(source.get("href") or source.get("link") or ""), base)
    return Fact((Hop(name, "via", address),), f"item source: {texts.shown(name)}", 0.8, _WITNESS)


def _photographs(entry: Mapping[str, Any], base: str) -> tuple[Photograph, ...]:
    credit = ", ".join(str(each.get("content") or "") for each in entry.get("media_credit") or () if each)
    caption = texts.line(plain(_caption(entry)))
    pictures = [each.get("url") for each in entry.get("media_content") or () if _is_picture(each)]
    pictures += [each.get("href") for each in entry.get("enclosures") or () if _is_picture(each)]
    if not pictures:
        pictures = [each.get("url") for each in entry.get("media_thumbnail") or ()]
    found = (texts.web(str(each), base) for each in pictures if each)
    return tuple(Photograph(address, caption, credit) for address in dict.fromkeys(found) if address)


def _in_body(entry: Mapping[str, Any], base: str) -> tuple[Photograph, ...]:
    """Pictures in the text, for feeds that have no other place for them."""
    bodies = [str(each.get("value") or "") for each in entry.get("content") or ()]
    return texts.pictures(max([*bodies, str(entry.get("summary") or "")], key=len), base)


def _caption(entry: Mapping[str, Any]) -> str:
    """The caption, which feedparser puts where the description was described."""
    described = str((entry.get("summary_detail") or {}).get("value") or "")
    if entry.get("media_content") and described != entry.get("summary"):
        return described
    return str(entry.get("media_description") or entry.get("media_title") or "")


def _is_picture(media: Mapping[str, Any]) -> bool:
    kind = str(media.get("type") or "") or str(media.get("medium") or "")
    return kind.startswith("image") or str(media.get("url") or "").lower().endswith((".jpg", ".jpeg", ".png", ".webp"))


def _licence(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> Fact[str] | None:
    for of, where in ((entry, "item"), (feed, "feed")):
        for name, sure in (("license", 0.95), ("rights", 0.8)):
            found = str(of.get(name) or "").strip() or _link(of, name, "")
            if found:
                return texts.fact(texts.line(plain(found)), f"{where} {name}", _WITNESS, sure)
    return None


def _topics(entry: Mapping[str, Any]) -> list[Topic]:
    tags = entry.get("tags") or ()
    return [
        Topic(str(tag.get("label") or tag.get("term")), "keyword", str(tag.get("scheme") or ""))
        for tag in tags
        if tag.get("label") or tag.get("term")
    ]
