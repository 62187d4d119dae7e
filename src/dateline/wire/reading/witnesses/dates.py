"""Dates that readers see: ``time`` elements, lines that say when, and addresses with a date in them."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final
from urllib.parse import urlsplit

from lxml import html

from dateline.wire.reading import moments, phrases
from dateline.wire.reading.page import Line, Page, text_of
from dateline.wire.reading.testimony import CERTAIN, FAIR, STRONG, WEAK, Field, Testimony
from dateline.wire.reading.witnesses.extraction import Text
from dateline.wire.values import Moment

TIME: Final = "time"
ADDRESS: Final = "address"
PROSE: Final = "prose"
FIRST: Final = "first-published"
_BEFORE: Final = 8
_AFTER: Final = 6
_LONGEST: Final = 120
_SHORT: Final = 60
_DIGIT: Final = re.compile(r"\d")
_DAY: Final = re.compile(
    r"/(19[89]\d|20[0-4]\d)[/-]?(0?[1-9]|1[0-2]|[a-z]{3})[/-]?(0[1-9]|[12]\d|3[01]|[1-9](?=[/-]))(?=[/_.-]|\b)",
    re.IGNORECASE,
)
_DAY_IN_SLUG: Final = re.compile(r"[-_/](19[89]\d|20[0-4]\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?=[-_/.]|$)")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIMES: Final = "//time | //*[@itemprop='datePublished' or @itemprop='dateModified'][not(self::meta)]"
_LONG: Final = 600
_HINTS: Final = re.compile(
    r"publi|posted|pubdate|entry-date|article-?date|created|timestamp|dateline|post-?date|byline", re.IGNORECASE
)
_STORY: Final = re.compile(
    r"(?:article|story|post|entry)[-_]*(?:header|head|meta|info|content|body|detail|top|wrap)|content-header",
    re.IGNORECASE,
)
_CHANGED: Final = re.compile(r"updat|modif|edit", re.IGNORECASE)


def testify(page: Page, text: Text) -> Iterator[Testimony]:
    """Give the dates near the headline and in addresses, and what the prose says about when it first appeared."""
    yield from _elements(page, text)
    yield from _prose(page, text)
    yield from _first_published(page, text)
    for address in {page.address, _canonical(page)} - {""}:
        if found := in_address(address):
            yield Testimony("published", found, address, FAIR, ADDRESS)


def in_address(address: str) -> Moment | None:
    """The day that stands in an address ("/2015/06/02/", "/2015/jun/02/", "-20150602"), if one does."""
    try:
        path = urlsplit(address).path
    except ValueError:
        return None
    found = _DAY.search(path) or _DAY_IN_SLUG.search(path)
    if found is None:
        return None
    name = found[2].lower()
    if not name.isdigit() and name not in _MONTHS:
        return None
    month = int(name) if name.isdigit() else _MONTHS.index(name) + 1
    return moments.parse(f"{found[1]}-{month:02d}-{int(found[3]):02d}")


def near(page: Page, text: Text) -> range:
    """The lines from a little above the headline to the beginning of the text: where a page says who and when."""
    first = text.first if text.first >= 0 else page.headline_at + 12
    start = page.headline_at if 0 <= page.headline_at <= first else first
    return range(max(0, start - _BEFORE), min(len(page.lines), max(first, start) + _AFTER))


def _elements(page: Page, text: Text) -> Iterator[Testimony]:
    """``time`` elements: those near the headline, or all if there is but one; also microdata on any element."""
    around = near(page, text)
    at = {line.element: place for place, line in enumerate(page.lines)}
    times = page.tree.xpath(_TIMES)
    heard = [
        each
        for each in times
        if (place := _place(each, at)) in around
        and (_is_marked(each) or not page.lines[place].is_furniture)
        and not _is_of_the_paper(each, place, page)
    ]
    for element in heard[:6]:
        quoted = element.get("datetime") or element.get("content") or text_of(element)
        if found := moments.parse(quoted, month_first=_month_first(page)):
            yield Testimony(_meaning(element), found, quoted, STRONG if _is_marked(element) else FAIR, TIME)


def _place(element: html.HtmlElement, at: dict[html.HtmlElement, int]) -> int:
    for each in (element, *list(element.iterancestors())[:4]):
        if each in at:
            return at[each]
    return -1


def _meaning(element: html.HtmlElement) -> Field:
    marks = " ".join(
        (element.get("itemprop") or "", element.get("class") or "", (element.getparent().get("class") or ""))
    )
    label = (element.getprevious() is not None and element.getprevious().tail) or element.getparent().text or ""
    words = f"{label} {text_of(element)}"[:80]
    changed = _labels("modified").search(words) or (_CHANGED.search(marks) and not _HINTS.search(marks))
    return "modified" if changed and not _labels("published").search(words) else "published"


def _is_marked(element: html.HtmlElement) -> bool:
    marks = " ".join(
        (
            element.get("itemprop") or "",
            element.get("class") or "",
            "publi" if element.get("pubdate") is not None else "",
        )
    )
    return _HINTS.search(marks) is not None


def _prose(page: Page, text: Text) -> Iterator[Testimony]:
    """Lines near the headline that hold a date. Above the headline a date is the paper's own, unless it says more."""
    for place in near(page, text):
        line = page.lines[place]
        if len(line.text) > (_SHORT if place in text.at else _LONGEST) or not _DIGIT.search(line.text):
            continue
        if line.is_furniture and not _labels("published").search(line.text):
            continue
        if _labels("published").search(line.text) or not _is_of_the_paper(line.element, place, page):
            yield from _said(page, line)


def _is_of_the_paper(element: html.HtmlElement, place: int, page: Page) -> bool:
    """Whether a date stands above the story, as that of the day stands in a masthead; not in the story's own box."""
    above = page.headline_at if page.headline_at >= 0 else len(page.lines)
    inside = any(
        each.tag in ("article", "main") or _STORY.search(each.get("class") or "") for each in element.iterancestors()
    )
    return place < above and not inside and not _is_marked(element)


def _said(page: Page, line: Line) -> Iterator[Testimony]:
    first = _month_first(page)
    changed, published = _labels("modified").search(line.text), _labels("published").search(line.text)
    if changed and published and (found := moments.parse(line.text[changed.end() :], month_first=first)):
        yield Testimony("modified", found, line.text[changed.start() :], FAIR, PROSE)
    kept = line.text[: changed.start()] if changed and published and changed.start() > published.start() else line.text
    if found := moments.parse(kept, month_first=first):
        field: Field = "modified" if changed and not published else "published"
        marked = published or _HINTS.search(f"{line.element.get('class', '')} {line.element.get('id', '')}")
        yield Testimony(field, found, kept.strip(), STRONG if marked else FAIR if len(kept) < _SHORT else WEAK, PROSE)
    elif len(line.text) < _SHORT and not changed and (only := moments.month(line.text)) and "/" not in line.text:
        yield Testimony("published", only, line.text, WEAK, PROSE)


def _first_published(page: Page, text: Text) -> Iterator[Testimony]:
    """What follows "Originally published on 3 March 2015": it beats what the page says of its last refreshment."""
    around = (
        [*near(page, text), *range(max(text.last - 3, 0), min(text.last + 12, len(page.lines)))] if page.lines else []
    )
    for place in dict.fromkeys(around):
        yield from first_published(page.lines[place], month_first=_month_first(page))


def first_published(line: Line, *, month_first: bool | None = None) -> Iterator[Testimony]:
    """Take a line and give the day on which it says that the story first appeared."""
    for found in phrases.matches("first_published", line.text) if len(line.text) < _LONG else ():
        if moment := moments.parse(found[0], month_first=month_first):
            yield Testimony("published", moment, found[0], CERTAIN, FIRST)


def _canonical(page: Page) -> str:
    links = page.tree.xpath("//link[@rel='canonical']/@href")
    return page.absolute(str(links[0])) if links else page.absolute(page.meta("og:url"))


def _month_first(page: Page) -> bool | None:
    """Whether 3/4 is March: in American English; an English page that does not say whose English leaves it open."""
    language = (page.tree.get("lang") or page.meta("og:locale") or "").lower().replace("_", "-")
    return True if language == "en-us" else False if language and language != "en" else None


@cache
def _labels(kind: str) -> re.Pattern[str]:
    words = sorted(phrases.words(kind), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
