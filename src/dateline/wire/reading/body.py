"""The body of a story: trafilatura's paragraphs without what is no paragraph of the story."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from dateline.wire.reading import phrases
from dateline.wire.reading.page import Line, Page, bare, text_of
from dateline.wire.reading.testimony import Testimony
from dateline.wire.reading.witnesses.agency_lines import is_signature, openings
from dateline.wire.reading.witnesses.extraction import Text

_ALL_LINK: Final = 0.9
_SENTENCE: Final = re.compile(r"(?<=[.!?؟۔…])\s+")
_HEADINGS: Final = ("h2", "h3", "h4", "h5", "h6")
_HEADING: Final = 30
_FEW: Final = 5
_REST: Final = 0.3
_MANY: Final = 0.25
_SHORT: Final = 160
_SAYS: Final = 50  # characters; less beside a line of credit is more of it ("Read the original article.")
_HANDLE: Final = re.compile(
    r"[\W_]*(?:[\w.+-]+@[\w.-]+\.\w+|@\w+|(?:https?://)?(?:www\.)?(?:twitter|facebook|instagram)\.com/\S+)[\W_]*",
    re.IGNORECASE,
)
_STANDFIRST: Final = re.compile(
    r"standfirst|(?:^|[\s_-])(?:dek|deck|subtitle|sub-?head(?:line|ing)?|summary|kicker|teaser)", re.IGNORECASE
)


def tidy(text: Text, page: Page, headline: str, said: Iterable[Testimony]) -> str:
    """Give the body, a line a paragraph.

    It is without headline, bylines, dates and origins, which are facts of their own now, without the agency line, links
    to other stories, and what the trade calls boilerplate.
    """
    facts = {each.quotation for each in said if each.field not in ("headline", "standfirst", "photograph", "language")}
    quoted = sorted(facts, key=len, reverse=True)
    title, kept = bare(headline), []
    asides = _asides(text, page)
    for number, (paragraph, place) in enumerate(zip(text.paragraphs, text.places, strict=True)):
        if number < 4 and bare(paragraph) in (title, ""):  # noqa: PLR2004
            continue
        if place in asides or _is_boilerplate(paragraph):
            continue
        rest = _without_origins(paragraph, quoted)
        if rest and not _is_quoted(rest, quoted):
            kept.append(rest)
    lines = [line for line in _without_opening(kept) if line]
    while lines and len(lines[-1]) < _HEADING and lines[-1].endswith(":"):  # a heading over what was no text
        lines.pop()
    return "\n".join(lines)


def _asides(text: Text, page: Page) -> set[int]:
    """Where asides stand. If a large part of the text looks like one kind of them, it is a text of such lines."""
    within = {place for number, place in enumerate(text.places) if place >= 0 and _is_aside(page.lines[place], number)}
    kinds = (within, set(_trail(text, page)), set(_behind_the_end(text, page)))
    whole = sum(map(len, text.paragraphs))
    return {place for kind in kinds if sum(len(page.lines[at].text) for at in kind) <= _MANY * whole for place in kind}


def _trail(text: Text, page: Page) -> Iterator[int]:
    """Where links to other stories trail behind the text, and the heading over them ("Our best of the year")."""
    places = list(reversed(text.places))
    count = next((at for at, place in enumerate(places) if place < 0 or not _is_link(page.lines[place])), 0)
    yield from places[:count]
    over = page.lines[places[count]] if count and places[count] >= 0 else None
    if over and len(over.text) < _SHORT // 2 and over.element.tag in _HEADINGS:
        yield places[count]


def _behind_the_end(text: Text, page: Page) -> Iterator[int]:
    """What stands behind "You may also like", "Comments" and the like, unless the story goes on behind it."""
    for place in range(text.first + 1, text.last) if text.first >= 0 else ():
        line = page.lines[place]
        if len(line.text) < _SHORT // 2 and place not in text.at and phrases.lines("ends").fullmatch(line.text):
            behind = [each for each in text.places if each > place]
            if all(len(page.lines[each].text) < _SHORT for each in behind):
                yield from behind
                return


def _is_link(line: Line) -> bool:
    return sum(len(text_of(link)) for link in line.element.iter("a")) > _ALL_LINK * len(line.text)


def _is_quoted(paragraph: str, quoted: Sequence[str]) -> bool:
    """Whether it has become evidence, all but a little: a byline, a date, a line that says where it comes from.

    ``quoted`` has the longest quotations first, for one may stand in another.
    """
    if len(paragraph) > 2 * _SHORT:
        return False
    rest = paragraph
    for words in quoted:
        rest = rest.replace(words, "") if len(words) > _FEW else rest
    return len(bare(rest)) < _REST * len(bare(paragraph))


def _is_boilerplate(paragraph: str) -> bool:
    if len(paragraph) > 2 * _SHORT:
        return False
    return (
        phrases.lines("drop").fullmatch(paragraph) is not None
        or _HANDLE.fullmatch(paragraph) is not None
        or is_signature(paragraph)
        or (len(paragraph) < _SHORT // 2 and any(phrases.matches("release", paragraph)))
        or _credited().search(paragraph) is not None
    )


@cache
def _credited() -> re.Pattern[str]:
    """A credit alone, or in brackets at the end, which makes a paragraph a caption: "… (Photo: A. Example)"."""
    words = "|".join(re.escape(word) for word in sorted(phrases.words("credit"), key=len, reverse=True))
    return re.compile(
        rf"[(\[]\s*(?:{words})\s*[:：/][^()\[\]]{{1,80}}[)\]]\W*$|^(?:\w+\s)?(?:{words})\s*[:：][^.]{{2,60}}$",
        re.IGNORECASE,
    )


def _is_aside(line: Line, number: int) -> bool:
    """A paragraph that is a link to another story as a whole; a standfirst that stands in the text."""
    element = line.element
    if element.tag in ("li", "td", "th", "dd", "dt"):
        return False
    if number < 2 and element.tag != "div" and _STANDFIRST.search(element.get("class") or ""):  # noqa: PLR2004
        return True
    return element.tag in (*_HEADINGS, "p", "blockquote") and len(line.text) < _SHORT and _is_link(line)


def _without_origins(paragraph: str, quoted: Sequence[str]) -> str:
    """A paragraph loses the sentence that has become evidence; what is left beside it stays, if it says something."""
    if paragraph not in quoted:
        return paragraph
    sentences = _SENTENCE.split(paragraph)
    kept = [
        each
        for each in sentences
        if not any(phrases.matches("origin", each)) and not any(phrases.matches("supply", each))
    ]
    if len(kept) == len(sentences):
        return paragraph
    rest = " ".join(kept)
    return rest if len(rest) >= _SAYS else ""


def _without_opening(lines: list[str]) -> list[str]:
    for line, found in openings(lines)[:1]:
        return [line[found.length :].strip() if each is line else each for each in lines]
    return lines
