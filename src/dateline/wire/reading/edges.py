"""A story's own text, without a page around it: which of its lines are text, and which stand at its two ends."""

from collections.abc import Iterable, Iterator
from typing import Final

from lxml import html

from dateline.wire.reading import phrases
from dateline.wire.reading.page import Line, Page, is_of_a_photograph, text_of
from dateline.wire.reading.witnesses.bylines import tells_of_a_photograph
from dateline.wire.reading.witnesses.extraction import Text
from dateline.wire.reading.witnesses.signed_lines import is_signed

_MOST: Final = 4
_LONG: Final = 160
_SHORT: Final = 90
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_OF_OTHERS: Final = frozenset(("table", "blockquote", "li", "dl", "pre", "figure"))
_SHOWN: Final = ("img", "table", "figure", "iframe", "video")


def whole(page: Page) -> Text:
    """Give every line as the story's, but those of tables, lists, quotations, pictures, and what stands below these."""
    places = [place for place, line in enumerate(page.lines) if place != page.headline_at and _is_text(line)]
    return Text(tuple(page.lines[place].text for place in places), tuple(places))


def edges(page: Page, text: Text) -> tuple[Line, ...]:
    """Give the lines at which a text begins and ends: up to four, as far as the first paragraph from either side.

    A long paragraph ends them, and is one of them. One in italics, as of an author's life, does not end them.
    """
    first = list(_outer(page, text.places[:_MOST]))
    last = list(_outer(page, reversed(text.places[-_MOST:])))
    return tuple(page.lines[place] for place in sorted({*first, *last}) if not _is_heading(page.lines[place]))


def _outer(page: Page, places: Iterable[int]) -> Iterator[int]:
    for place in places:
        yield place
        if len(page.lines[place].text) > _LONG and not _is_in_italics(page.lines[place]):
            return


def _is_in_italics(line: Line) -> bool:
    return any(text_of(each) == line.text for each in line.element.iter("em", "i"))


def _is_heading(line: Line) -> bool:
    return line.element.tag in _HEADINGS


def _is_text(line: Line) -> bool:
    around = (line.element, *line.element.iterancestors())
    if line.is_furniture or any(each.tag in _OF_OTHERS for each in around) or is_of_a_photograph(line.element):
        return False
    if len(line.text) > _LONG or is_signed(line.text) or any(phrases.matches("origin", line.text)):
        return True
    return not _stands_below_a_picture(line.element) and not _credits_a_photograph(line.text)


def _stands_below_a_picture(element: html.HtmlElement) -> bool:
    """Whether a line stands right below a picture or a table, or beside one: "Source: …" may be said of that alone."""
    above = element.getprevious()
    if next(element.iter(*_SHOWN), None) is not None:
        return True
    return above is not None and (
        above.tag in _SHOWN or any(each.tag != "img" or not text_of(above) for each in above.iter(*_SHOWN))
    )


def _credits_a_photograph(line: str) -> bool:
    """Whether a line says who took a picture; "Courtesy of …" alone and "Quelle: …" say who supplied the story."""
    if line.startswith("©") and not any(letter.isdigit() for letter in line):
        return True
    return len(line) < _SHORT and tells_of_a_photograph(line) and not any(phrases.matches("supply", line))
