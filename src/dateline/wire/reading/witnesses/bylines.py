"""Who wrote it, as readers are told: elements marked as bylines, lines that begin as one, "(Reporting by …)"."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Final

from lxml import html

from dateline.wire.reading import names, outlets, phrases
from dateline.wire.reading.page import Line, Page, ancestors, is_of_a_photograph, spaced, text_of
from dateline.wire.reading.testimony import FAIR, STRONG, Testimony
from dateline.wire.reading.witnesses.dates import near
from dateline.wire.reading.witnesses.extraction import Text

WITNESS: Final = "prose"
_MARKED: Final = re.compile(r"byline|author|contributor|source|agency|attribution|autor|writer", re.IGNORECASE)
_MOST_INSIDE: Final = 40
_SHORT: Final = 90


def testify(page: Page, text: Text) -> Iterator[Testimony]:
    """Give the persons and agencies that bylines near the headline name."""
    lines = [page.lines[place] for place in near(page, text)]
    site = page.meta("og:site_name")
    for element in _marked(lines):
        yield from _named(text_of(element), site, FAIR)
    for line in lines:
        if not line.is_furniture and len(line.text) < 2 * _SHORT and not is_of_a_photograph(line.element):
            yield from _in_line(line.text, site)
    for line in (*lines, *(page.lines[place] for place in text.places[-2:] if place >= 0), *_behind(page, text)):
        yield from reporting(line)


def _marked(lines: list[Line]) -> Iterator[html.HtmlElement]:
    """The elements of these lines, in them and around them, that are marked as a byline."""
    seen: set[html.HtmlElement] = set()
    for line in lines:
        for element in (*ancestors(line.element), *islice(line.element.iter(), _MOST_INSIDE)):
            if element not in seen and element.tag not in ("body", "html", "script") and _is_marked(element):
                seen.add(element)
                if not is_of_a_photograph(element):
                    yield element


def _is_marked(element: html.HtmlElement) -> bool:
    if element.get("rel") == "author" or element.get("itemprop") == "author":
        return True
    marks = f"{element.get('class', '')} {element.get('id', '')}"
    return len(marks) > 1 and _MARKED.search(marks) is not None


def _behind(page: Page, text: Text) -> Iterator[Line]:
    yield from page.lines[text.last + 1 : text.last + 6] if text.last >= 0 else ()


def _in_line(line: str, site: str) -> Iterator[Testimony]:
    """A line without a mark: it begins as a byline does, or an agency stands in it and it tells nothing else."""
    if _begins_as_byline().match(line):
        yield from _named(line, site, STRONG)
    elif len(line) < _SHORT and outlets.is_agency(names.agency(line)) and not _is_of_others(line):
        yield from _named(line, site, FAIR)


def tells_of_a_photograph(line: str) -> bool:
    """Whether a line has a word in it that credits of photographs have."""
    return _of_photographs().search(line) is not None


def _is_of_others(line: str) -> bool:
    """Whether a line tells of a photograph, or of those who only contributed."""
    return any(phrases.matches("contributed", line)) or tells_of_a_photograph(line)


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
def _of_photographs() -> re.Pattern[str]:
    words = sorted(phrases.words("credit"), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


def reporting(line: Line) -> Iterator[Testimony]:
    """Give the names in "(Reporting by …; editing by …)" of an agency, in "Contact reporter …" of a local paper."""
    for found in phrases.matches("reporting", line.text):
        if people := names.people(spaced(found["names"])):
            quoted = line.text if len(line.text) < 2 * _SHORT else found[0]
            yield Testimony("bylines", people, quoted, FAIR, "reporting-line")
