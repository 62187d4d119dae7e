"""The story's own text, by trafilatura, and where it stands among the lines of the page."""

import logging
import re
from bisect import bisect_left, bisect_right
from copy import deepcopy
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final

from lxml import etree, html

from dateline.wire.reading.page import Page, bare, spaced

WITNESS: Final = "extraction"
_KEY: Final = 32
_NEVER_TEXT: Final = (
    "script", "style", "noscript", "svg", "template", "link", "nav", "footer", "aside", "iframe", "select", "button",
)  # fmt: skip
_BORDER: Final = re.compile(r"\|(?:-{3,}\|)*")
_JOINERS: Final = {"\u200c": "\ua78c", "\u200d": "\ua78b"}
_SPARSE: Final = 250
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it reports each page that it finds nothing in


@dataclass(frozen=True)
class Text:
    """Paragraphs in their order; ``places`` says at which line of the page each stands (-1: it was not found)."""

    paragraphs: tuple[str, ...]
    places: tuple[int, ...]

    @cached_property
    def at(self) -> frozenset[int]:
        """The lines of the page that are its own."""
        return frozenset(self.places)

    @cached_property
    def first(self) -> int:
        """The line of the page at which the text begins; -1 if that is not known."""
        return next((place for place in self.places if place >= 0), -1)

    @cached_property
    def last(self) -> int:
        """The line of the page at which the text ends; -1 if that is not known."""
        return max(self.places, default=-1)


def extract(page: Page) -> Text:
    """Give the paragraphs that are the story, as far as trafilatura can tell; nothing where it finds none."""
    found = _extracted(page.tree, precise=True)
    if sum(map(len, found)) < _SPARSE:
        found = max(found, _extracted(page.tree, precise=False), key=lambda lines: sum(map(len, lines)))
    places = _places(page, found)
    printed = (page.lines[place].text if place >= 0 else "" for place in places)
    text = Text(tuple(map(_as_printed, found, printed)), tuple(places))
    more = _continuation(page, text)
    return Text((*text.paragraphs, *(page.lines[place].text for place in more)), (*text.places, *more))


def _as_printed(paragraph: str, line: str) -> str:
    """The line of the page, if the paragraph is that line: with the characters that trafilatura does not print."""
    return line if bare(line) == bare(paragraph) else paragraph


def _continuation(page: Page, text: Text) -> list[int]:
    """Paragraphs behind the text in boxes of the same kind as its own: advertisements cut stories in pieces."""
    boxes = [
        page.lines[place].element.getparent()
        for place in text.places
        if place >= 0 and page.lines[place].element.tag == "p"
    ]
    if not boxes or (box := max(set(boxes), key=boxes.count)) is None or not (kind := box.get("class")):
        return []
    return [
        place
        for place in range(text.last + 1, len(page.lines))
        if (line := page.lines[place]).element.tag == "p"
        and (parent := line.element.getparent()) is not box
        and parent is not None
        and (parent.tag, parent.get("class")) == (box.tag, kind)
        and parent.getparent() is not None
        and _is_of_the_same_story(parent, box)
    ]


def _is_of_the_same_story(one: html.HtmlElement, other: html.HtmlElement) -> bool:
    """Whether two boxes stand in one ``article``, or beside each other."""
    stories = [next(box.iterancestors("article"), None) for box in (one, other)]
    return one.getparent() is other.getparent() or (stories[0] is not None and stories[0] is stories[1])


def _extracted(tree: html.HtmlElement, *, precise: bool) -> list[str]:
    from trafilatura.core import bare_extraction

    copied = deepcopy(tree)
    if precise:  # what it would throw away itself: thrown away first, the rest goes faster
        etree.strip_elements(copied, *_NEVER_TEXT, with_tail=False)
    joined = _stand_in(copied)
    try:
        document = bare_extraction(copied, options=_options(precise=precise))
    except Exception:  # noqa: BLE001  # whatever it trips over, the other witnesses can still be heard
        return []
    text = getattr(document, "text", None) or ""
    if joined:
        text = text.translate({ord(letter): joiner for joiner, letter in _JOINERS.items()})
    return [line for line in map(_without_borders, text.splitlines()) if line]


def _without_borders(line: str) -> str:
    """A line on one line; the row of a table, which comes as "| one | two |", without the borders of its cells."""
    return spaced(_BORDER.sub(" ", line)) if line.startswith("|") else spaced(line)


def _stand_in(tree: html.HtmlElement) -> bool:
    """Let rare letters stand in for the joiners of Persian and others, which it would lose as not printable."""
    whole = "".join(tree.itertext())
    if not any(joiner in whole for joiner in _JOINERS) or any(letter in whole for letter in _JOINERS.values()):
        return False
    table = str.maketrans(_JOINERS)
    for element in tree.iter():
        element.text = element.text.translate(table) if element.text else element.text
        element.tail = element.tail.translate(table) if element.tail else element.tail
    return True


@cache
def _options(*, precise: bool) -> Any:
    from trafilatura.settings import Extractor

    return Extractor(output_format="python", precision=precise, comments=False, tables=True)


def _places(page: Page, paragraphs: list[str]) -> list[int]:
    """Where the paragraphs stand, each looked for after the one before; a line counts by its first letters."""
    at: dict[str, list[int]] = {}
    for place, line in enumerate(page.lines):
        at.setdefault(_key(line.text), []).append(place)
    found, before = [], -1
    for paragraph in paragraphs:
        places = at.get(_key(paragraph), [-1])
        behind = bisect_right(places, before)
        wanted = bisect_left(places, max(before + 1, page.headline_at))
        place = places[wanted if wanted < len(places) else behind if behind < len(places) else 0]
        found.append(place)
        before = max(before, place)
    return found


def _key(text: str) -> str:
    return bare(text[: 3 * _KEY])[:_KEY]
