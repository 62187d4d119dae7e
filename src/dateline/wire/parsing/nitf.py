"""NITF (IPTC's News Industry Text Format, 3.x): the text of a story, inside NewsML-G2 or alone."""

from dataclasses import dataclass
from html import escape
from typing import Final

from lxml import etree

from dateline.wire.parsing.xml import child, children, name, text, within
from dateline.wire.values import Photograph

# What NITF calls it, and what HTML does. Elements that are in neither column are only their text.
_TAGS: Final = {
    "p": "p", "hl2": "h2", "hl1": "h2", "ol": "ol", "ul": "ul", "li": "li", "bq": "blockquote", "pre": "p", "em": "em",
    "strong": "strong", "sub": "sub", "sup": "sup", "q": "span", "dt": "p", "dd": "p", "fn": "p", "tr": "p",
}  # fmt: skip
_LEFT_OUT: Final = frozenset({"media", "media-caption", "media-producer", "media-reference", "media-metadata", "style"})


@dataclass(frozen=True, slots=True)
class Article:
    """What an article in NITF says of itself; ``html`` is its body."""

    headline: str = ""
    standfirst: str = ""
    html: str = ""
    byline: str = ""
    dateline: str = ""
    written: str = ""
    licence: str = ""
    photographs: tuple[Photograph, ...] = ()


def article(nitf: etree._Element) -> Article:
    """Take the element ``nitf`` and give what it says."""
    head = child(nitf, "body", "body.head")
    heads = child(head, "hedline")
    doc = child(nitf, "head", "docdata")
    issued = child(doc, "date.issue")
    dateline = child(head, "dateline")
    return Article(
        headline=text(child(heads, "hl1")) or text(child(nitf, "head", "title")),
        standfirst=text(child(head, "abstract")) or text(child(heads, "hl2")),
        html="".join(html(each) for each in children(child(nitf, "body"), "body.content")),
        byline=_byline(head),
        dateline=text(dateline),
        written=(issued.get("norm", "") if issued is not None else "") or _norm(dateline),
        licence=text(child(head, "rights")),
        photographs=tuple(_photographs(nitf)),
    )


def _norm(dateline: etree._Element | None) -> str:
    story = child(dateline, "story.date")
    return story.get("norm", "") if story is not None else ""


def _byline(head: etree._Element | None) -> str:
    """The names in the byline; the title of a person only if there is nothing else."""
    found = []
    for each in children(head, "byline"):
        titles = " ".join(text(title) for title in within(each, "byttl"))
        people = [text(person) for person in within(each, "person")]
        bare = text(each).removesuffix(titles).rstrip(" ,") if titles else text(each)
        found.append("; ".join(people) or bare or titles)
    return "; ".join(each for each in found if each)


def html(element: etree._Element) -> str:
    """Take an element of a body and give its inside as HTML; ``lib.html`` still has to clean it."""
    pieces = [escape(element.text or "", quote=False)]
    for each in element:
        kind = name(each)
        if kind not in _LEFT_OUT and kind:
            pieces.append(_element(each, kind))
        pieces.append(escape(each.tail or "", quote=False))
    return "".join(pieces)


def _element(element: etree._Element, kind: str) -> str:
    inside = html(element)
    if kind == "a":
        return f'<a href="{escape(element.get("href", ""))}">{inside}</a>'
    if kind == "br":
        return "<br>"
    tag = _TAGS.get(kind)
    return f"<{tag}>{inside}</{tag}>" if tag else inside


def _photographs(nitf: etree._Element) -> list[Photograph]:
    found = []
    for media in within(nitf, "media"):
        reference = child(media, "media-reference")
        source = (reference.get("source") or reference.get("name") or "") if reference is not None else ""
        if media.get("media-type", "image") == "image" and source.startswith(("http://", "https://")):
            found.append(Photograph(source, text(child(media, "media-caption")), text(child(media, "media-producer"))))
    return found
