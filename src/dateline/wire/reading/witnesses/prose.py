"""What the page tells its readers about its origin: "Reprinted from", "Source:", copyright, licences."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import html

from dateline.wire.reading import moments, names, outlets, phrases
from dateline.wire.reading.page import Line, Page, is_of_a_photograph, spaced, text_of
from dateline.wire.reading.testimony import CERTAIN, FAIR, PASSED_ON, STRONG, WEAK, Testimony
from dateline.wire.reading.witnesses.dates import near
from dateline.wire.reading.witnesses.extraction import Text

WITNESS: Final = "prose"
REPRINT_LINE: Final = "reprint-line"
_BEHIND: Final = 14
_AT_THE_END: Final = 3
_LONG: Final = 700
_SHORT: Final = 90
_MOST_WORDS: Final = 8
_YEAR: Final = r"(?:19|20)\d{2}(?:\s?[-–]\s?(?:19|20)\d{2})?"
_COPYRIGHT: Final = re.compile(
    rf"(?:©|\(c\)|copyright)\W{{0,4}}(?:©\s?)?(?:{_YEAR},?\s+)(?:by\s+)?(?P<outlet>[^.|()\n©]{{2,60}}?)"
    r"(?=\.(?:\s|$)|,? all rights|[|()]|,?\s(?:distributed|llc|visit)|$)",
    re.IGNORECASE,
)
_LICENCE: Final = re.compile(
    r"\bcc[ -]by(?:[ -](?:nc|nd|sa))*(?:[ -]\d\.\d)?\b|creative commons[\w ,’'./-]{0,60}?licen[cs]e"
    r"|creative commons attribution[\w ,./-]{0,50}",
    re.IGNORECASE,
)
_VIA: Final = re.compile(r"^[\W_]*(?P<one>[^\n]{2,40}?)\s+via\s+(?P<outlet>[^\n]{2,40}?)[\W_]*$", re.IGNORECASE)
_YEAR_BEHIND: Final = re.compile(r"(?: of)? \d{4}$")
_CLOCK: Final = re.compile(r"\d{1,2}[:.]\d\d|\d{1,2}\s?[ap]\.?m", re.IGNORECASE)
_ARTICLE: Final = re.compile(r"^(?:the|der|die|das|la|le|el|o|a)\s")
_MARKS: Final = "\"'“”„«» ."


def testify(page: Page, text: Text) -> Iterator[Testimony]:
    """Give what the lines near the headline, in the text and behind it say about where the story comes from."""
    beside = near(page, text)
    for place in sorted({*beside, *text.places, *range(text.last, text.last + _BEHIND)}):
        line = page.lines[place] if 0 <= place < len(page.lines) else None
        if line is None or len(line.text) > _LONG or is_of_a_photograph(line.element):
            continue
        if not line.is_furniture or place in text.at:
            yield from _origins(line, page, at_an_edge=place in beside or place > text.last - _AT_THE_END)
            yield from _rights(line)


def _origins(line: Line, page: Page, *, at_an_edge: bool) -> Iterator[Testimony]:
    """The outlets that a line names as those that published first. A line that points outward names none.

    Who supplied a story is only told before or behind it: "Source: Example" within a text is that of a table.
    """
    words = _without_headline(line.text, page)
    if any(phrases.matches("outward", words)) or any(phrases.matches("contributed", words)):
        return
    for kind, witness in (("origin", REPRINT_LINE), ("supply", WITNESS), ("known", WITNESS)):
        for found in phrases.matches(kind, words) if at_an_edge or kind == "origin" else ():
            spelled, address = _linked(line.element, found["outlet"].strip(" .,:;"), page)
            if _is_outlet(spelled) and _counts(kind, spelled):
                yield Testimony("origin", _spelled(spelled), line.text, _strength(spelled, address), witness, address)
    if len(line.text) < _SHORT and (via := _VIA.match(line.text)) and outlets.named(via["outlet"]):
        name = outlets.presentable(via["outlet"])
        yield Testimony("origin", name, line.text, STRONG, "via", via=(via["one"].strip(),))


def _without_headline(line: str, page: Page) -> str:
    """A line without the headline in it: "This article *Old bridge is closed* originally appeared on Example"."""
    headline = page.lines[page.headline_at].text if page.headline_at >= 0 else ""
    return spaced(line.replace(headline, "")) if headline and line != headline else line


def _strength(words: str, address: str) -> float:
    if outlets.is_syndicate(words):
        return PASSED_ON
    return CERTAIN if outlets.named(words) or address else STRONG


def _spelled(words: str) -> str:
    return words if outlets.is_issue(words) else outlets.presentable(words)


def _linked(element: html.HtmlElement, spelled: str, page: Page) -> tuple[str, str]:
    """The outlet as the link spells it in which the words stand; the address of the original, if a link leads there."""
    address, low = "", spelled.casefold()
    for link in element.iter("a"):
        words, leads = text_of(link).strip(" .,"), page.absolute(link.get("href") or "")
        known = outlets.named(leads) if leads else None
        if not leads or (known and known.kind == "aggregators"):
            continue
        if words and low.startswith(words.casefold()):
            spelled = words
        if outlets.site(leads) != outlets.site(page.address) and leads.count("/") >= address.count("/"):
            address = leads
    return spelled, address


def _is_outlet(words: str) -> bool:
    """Whether words can name an outlet: not a date, not "our print edition", not a whole sentence."""
    low = words.lower().strip(_MARKS)
    if not low or _YEAR_BEHIND.sub("", low) in phrases.words("generic") or len(words.split()) > _MOST_WORDS:
        return False
    if outlets.named(words) is not None:
        return True
    if low.endswith((" issue", " edition")):
        return False
    if set(re.findall(r"[\w-]+", low)) <= phrases.words("nobody") | phrases.words("and"):
        return False
    if low.isdigit() or moments.parse(words) or moments.parse(f"{words} 2000") or _CLOCK.match(low):
        return False
    first = _ARTICLE.sub("", words.strip(_MARKS))[:1]
    return "." in words.strip(".") or not first.islower()


def _counts(kind: str, words: str) -> bool:
    """Whether words can name who supplied a story, and not who supplied a figure or a photograph in it."""
    if kind == "origin" or outlets.named(words) is not None:
        return True
    if kind == "known":
        return False
    return not set(re.findall(r"[\w-]+", words.lower())) & phrases.words("institutions") and not names.is_person(words)


def _rights(line: Line) -> Iterator[Testimony]:
    if found := _COPYRIGHT.search(line.text):
        yield Testimony("copyright", outlets.presentable(found["outlet"]), found[0], FAIR, WITNESS)
    if found := _LICENCE.search(line.text):
        yield Testimony("licence", spaced(found[0]), found[0], WEAK, WITNESS)
