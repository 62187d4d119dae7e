"""A page as its witnesses see it: parsed once, its metadata, its JSON-LD, its lines of prose in their order."""

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import escape
from itertools import islice
from typing import Any, Final
from urllib.parse import urljoin

from lxml import etree, html

from dateline.wire.reading.encoding import decode


def _named(names: str) -> frozenset[str]:
    return frozenset(names.split())


_SILENT: Final = _named("script style template noscript iframe object svg math textarea select option button")
_OF_THE_HEAD: Final = _named("title meta link base script style noscript template")
_BLOCKS: Final = _named(
    "address article aside blockquote body br center dd details div dl dt fieldset figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
_FURNITURE_TAGS: Final = frozenset(("nav", "footer", "aside", "form"))
_FURNITURE: Final = re.compile(
    r"(?:^|[\s_-])(?:related|recommend\w*|promo\w*|comments?|disqus|respond|sidebar|newsletter\w*|nav|navbar|navigation"
    r"|menu|trending|most-?(?:read|popular|viewed)|popular|teasers?|breadcrumbs?|cookie\w*|consent|masthead|site-?header"
    r"|site-?footer|footer|widget\w*|outbrain|taboola|weather|ticker|latest|read-?more|more-?(?:news|stories)|subscribe"
    r"|sign-?up|share|sharing|social)(?:$|[\s_-])",
    re.IGNORECASE,
)
_PHOTOGRAPH: Final = re.compile(
    r"caption|(?<!author-)photo|(?<!author-)image|picture|gallery|figure|(?:^|[\s_-])(?:credit|media|lightbox|video)",
    re.IGNORECASE,
)
_SPACE: Final = re.compile(r"[\s\u200b\ufeff]+")
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_NO_LETTERS: Final = re.compile(r"[\W_]+")
_LONGEST: Final = 5_000_000
_DEEPEST_LD: Final = 12


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page's prose. ``is_furniture``: it stands in navigation, a sidebar, comments or the like."""

    text: str
    element: html.HtmlElement
    is_furniture: bool


@dataclass(frozen=True, slots=True)
class Page:
    """What all witnesses are given. ``metas`` are (name in lower case, content), ``things`` the objects of JSON-LD."""

    address: str
    tree: html.HtmlElement
    metas: tuple[tuple[str, str], ...]
    things: tuple[dict[str, Any], ...]
    lines: tuple[Line, ...]
    headline_at: int
    seen_on: date | None

    def meta(self, *names: str) -> str:
        """The first content of any of these metas, in the order in which they are asked for; or nothing."""
        for name in names:
            for found, content in self.metas:
                if found == name:
                    return content
        return ""

    def absolute(self, address: str) -> str:
        """An address of the page made absolute; what is no address of the web gives nothing."""
        try:
            found = urljoin(self.address or self.meta("og:url"), address.strip())
        except ValueError:
            return ""
        return found if found.startswith(("http://", "https://")) else ""


def open_page(source: bytes, *, address: str = "", content_type: str = "", seen_on: date | None = None) -> Page:
    """Take a page's bytes and give what its witnesses look at. Any bytes give a page, if only an empty one."""
    tree = _parsed(decode(source[:_LONGEST], content_type))
    metas = tuple(_metas(tree))
    lines = tuple(_lines(tree))
    titles = [content.casefold() for name, content in metas if name in ("og:title", "twitter:title", "title")]
    titles += [spaced(title.text).casefold() for title in tree.iter("title") if title.text]
    return Page(address, tree, metas, tuple(_things(tree)), lines, _headline_at(lines, titles), seen_on)


def open_text(source: str, *, headline: str = "", address: str = "", seen_on: date | None = None) -> Page:
    """Take a story's own markup and give it as a page on which nothing else stands, under its headline, if any."""
    tree = _parsed(f"<h1>{escape(headline)}</h1>{source[:_LONGEST]}" if headline.strip() else source[:_LONGEST])
    return Page(address, tree, (), (), tuple(_lines(tree)), 0 if headline.strip() else -1, seen_on)


def spaced(text: str | None) -> str:
    """A text with each run of white space made one space."""
    return _SPACE.sub(" ", text or "").strip()


def bare(text: str) -> str:
    """A text's letters and digits alone, without case: what two spellings of one line have in common."""
    return _NO_LETTERS.sub("", text).casefold()


def text_of(element: html.HtmlElement) -> str:
    """The text in an element, on one line."""
    return spaced(" ".join(element.itertext()))


def ancestors(element: html.HtmlElement) -> list[html.HtmlElement]:
    """The four elements around it, from the inside."""
    return list(islice(element.iterancestors(), 4))


def is_of_a_photograph(element: html.HtmlElement) -> bool:
    """Whether its words tell of a photograph: who took it is not who wrote the story."""
    around = ancestors(element)
    if any(each.tag in ("figure", "figcaption") for each in (element, *around)):
        return True
    return any(_PHOTOGRAPH.search(f"{each.get('class', '')} {each.get('id', '')}") for each in (element, *around[:1]))


def _parsed(text: str) -> html.HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    clean = _CONTROLS.sub("", text).encode("utf-8", "replace")
    try:
        tree = html.document_fromstring(clean or b"<html></html>", parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        tree = html.document_fromstring(b"<html><body></body></html>")
    return _with_body(tree)


def _with_body(tree: html.HtmlElement) -> html.HtmlElement:
    """The tree, with a body where none was written (HTML, 13.1.2.4, lets both tags be left out): libxml2 makes none."""
    head = tree.find("head")
    if tree.find("body") is None and head is not None:
        body = etree.SubElement(tree, "body")
        first = next((at for at, each in enumerate(head) if each.tag not in _OF_THE_HEAD), len(head))
        body.extend(head[first:])
    return tree


def _metas(tree: html.HtmlElement) -> "list[tuple[str, str]]":
    found = []
    for meta in tree.iter("meta"):
        content = spaced(meta.get("content"))
        for key in ("property", "name", "itemprop"):
            if content and (name := meta.get(key)):
                found.append((name.strip().lower(), content))
    return found


def _things(tree: html.HtmlElement) -> "list[dict[str, Any]]":
    found: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            _gather(_loaded(script.text), found, 0)
    return found


def _loaded(text: str) -> Any:
    text = (
        text.strip()
        .removeprefix("<!--")
        .removesuffix("-->")
        .removeprefix("//<![CDATA[")
        .removesuffix("//]]>")
        .strip(" ;\n")
    )
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _gather(value: Any, found: list[dict[str, Any]], depth: int) -> None:
    """Every object of the top and of ``@graph`` and ``mainEntity``, and what they are the main thing of."""
    if depth > _DEEPEST_LD:
        return
    if isinstance(value, list):
        for each in value:
            _gather(each, found, depth + 1)
    elif isinstance(value, dict):
        found.append(value)
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
            _gather(value.get(key), found, depth + 1)


def _lines(tree: html.HtmlElement) -> "list[Line]":
    found: list[Line] = []
    body = tree.find("body")
    if body is None:
        return found
    pieces: list[str] = []
    owners: list[tuple[html.HtmlElement, bool]] = [(body, False)]

    def close() -> None:
        if pieces and (text := spaced("".join(pieces))):
            found.append(Line(text, *owners[-1]))
        pieces.clear()

    walk = etree.iterwalk(body, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in _SILENT:
                walk.skip_subtree()
                continue
            if tag in _BLOCKS:
                close()
                owners.append((element, owners[-1][1] or _is_furniture(element)))
            pieces.append(element.text or "")
        else:
            if tag in _BLOCKS:
                close()
                owners.pop()
            pieces.append(element.tail or "")
    close()
    return found


def _is_furniture(element: html.HtmlElement) -> bool:
    if element.tag in _FURNITURE_TAGS:
        return True
    marks = f"{element.get('class', '')} {element.get('id', '')}"
    return element.tag not in ("body", "main", "article") and len(marks) > 1 and _names_furniture(marks)


@lru_cache(maxsize=8192)
def _names_furniture(marks: str) -> bool:
    return _FURNITURE.search(marks) is not None


def _headline_at(lines: tuple[Line, ...], titles: list[str]) -> int:
    """Where the headline stands: the longest heading that the page's own title agrees with, else the first h1."""
    headings = [place for place, line in enumerate(lines) if _is_heading(line.element)]
    agreed = [place for place in headings if any(_agree(lines[place].text.casefold(), title) for title in titles)]
    firsts = [place for place in headings if lines[place].element.tag == "h1" and not lines[place].is_furniture]
    if agreed:
        return max(agreed, key=lambda place: (len(lines[place].text), -place))
    return firsts[0] if firsts else -1


def _agree(words: str, title: str) -> bool:
    return len(words) > 1 and (words in title or title in words)


def _is_heading(element: html.HtmlElement) -> bool:
    parent = element.getparent()
    return element.tag in ("h1", "h2") or (parent is not None and parent.tag == "h1")
