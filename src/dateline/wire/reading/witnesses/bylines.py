"""Who wrote it, as readers are told: elements marked as bylines, lines that begin as one, "(Reporting by …)"."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from lxml import etree

from dateline.wire.reading import names, outlets, phrases
from dateline.wire.reading.page import Line, Page, ancestors, is_of_a_photograph, spaced, text_of
from dateline.wire.reading.testimony import FAIR, STRONG, Testimony
from dateline.wire.reading.witnesses.dates import near
from dateline.wire.reading.witnesses.extraction import Text

WITNESS: Final = "prose"
_CLASSES: Final = (
    "byline",
    "Byline",
    "author",
    "Author",
    "contributor",
    "source",
    "agency",
    "attribution",
    "autor",
    "writer",
)
_MARKED: Final = etree.XPath(
    "//*[@rel='author' or @itemprop='author' or contains(@id,'byline')"
    + "".join(f" or contains(@class,'{name}')" for name in _CLASSES)
    + "][not(self::body or self::html or self::script or self::meta)]"
)
_SHORT: Final = 90


def testify(page: Page, text: Text) -> Iterator[Testimony]:
    """Give the persons and agencies that bylines near the headline name."""
    lines = [page.lines[place] for place in near(page, text)]
    elements = {line.element for line in lines}
    site = page.meta("og:site_name")
    for element in _MARKED(page.tree):
        near_by = (element, *ancestors(element), *element)
        if any(each in elements for each in near_by) and not is_of_a_photograph(element):
            yield from _named(text_of(element), site, FAIR)
    for line in lines:
        if not line.is_furniture and len(line.text) < 2 * _SHORT and not is_of_a_photograph(line.element):
            yield from _in_line(line.text, site)
    for line in (*lines, *(page.lines[place] for place in text.places[-2:] if place >= 0), *_behind(page, text)):
        yield from _reporting(line)


def _behind(page: Page, text: Text) -> Iterator[Line]:
    yield from page.lines[text.last + 1 : text.last + 6] if text.last >= 0 else ()


def _in_line(line: str, site: str) -> Iterator[Testimony]:
    """A line without a mark: it begins as a byline does, or an agency stands in it and it tells nothing else."""
    if _begins_as_byline().match(line):
        yield from _named(line, site, STRONG)
    elif (
        len(line) < _SHORT
        and not any(phrases.matches("contributed", line))
        and not _tells_of_a_photograph().search(line)
    ):
        if outlets.is_agency(names.agency(line)):
            yield from _named(line, site, FAIR)


def _named(line: str, site: str, strength: float) -> Iterator[Testimony]:
    if len(line) > 3 * _SHORT:
        return
    if people := names.people(line, outlet=site):
        yield Testimony("bylines", people, line, strength, WITNESS)
    if (agency := names.agency(line)) and not any(phrases.matches("contributed", line)):
        yield Testimony("agency", agency, line, strength, WITNESS)


@cache
def _begins_as_byline() -> re.Pattern[str]:
    words = sorted(phrases.words("by"), key=len, reverse=True)
    return re.compile(rf"[\W_]{{0,3}}(?:{'|'.join(map(re.escape, words))})(?:\s*[:：]\s*|\s+)\S", re.IGNORECASE)


@cache
def _tells_of_a_photograph() -> re.Pattern[str]:
    words = sorted(phrases.words("credit"), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


def _reporting(line: Line) -> Iterator[Testimony]:
    """Names in "(Reporting by …; editing by …)" at the end of an agency's copy, in "Contact reporter …" of a local paper."""
    for found in phrases.matches("reporting", line.text):
        if people := names.people(spaced(found["names"])):
            yield Testimony("bylines", people, found[0], FAIR, "reporting-line")
