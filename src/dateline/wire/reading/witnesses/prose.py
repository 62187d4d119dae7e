"""What the page tells its readers about its origin: "Reprinted from", "Source:", copyright, licences."""

import re
from collections.abc import Iterator
from typing import Final

from dateline.wire.reading import outlets
from dateline.wire.reading.page import Line, Page, is_of_a_photograph, spaced
from dateline.wire.reading.testimony import FAIR, STRONG, WEAK, Testimony
from dateline.wire.reading.witnesses import origins
from dateline.wire.reading.witnesses.dates import near
from dateline.wire.reading.witnesses.extraction import Text

WITNESS: Final = "prose"
REPRINT_LINE: Final = "reprint-line"
WITNESSES: Final = {"origin": REPRINT_LINE, "supply": WITNESS, "known": WITNESS}  # who is heard, by kind of phrase
_BEHIND: Final = 14
_AT_THE_END: Final = 3
_LONG: Final = 700
_SHORT: Final = 90
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


def testify(page: Page, text: Text) -> Iterator[Testimony]:
    """Give what the lines near the headline, in the text and behind it say about where the story comes from."""
    beside = near(page, text)
    for place in sorted({*beside, *text.places, *range(text.last, text.last + _BEHIND)}):
        line = page.lines[place] if 0 <= place < len(page.lines) else None
        if line is None or len(line.text) > _LONG or is_of_a_photograph(line.element):
            continue
        if not line.is_furniture or place in text.at:
            yield from _origins(line, page, at_an_edge=place in beside or place > text.last - _AT_THE_END)
            yield from rights(line)


def _origins(line: Line, page: Page, *, at_an_edge: bool) -> Iterator[Testimony]:
    """The outlets that a line names as those that published first. A line that points outward names none.

    Who supplied a story is only told before or behind it: "Source: Example" within a text is that of a table.
    """
    if origins.is_of_others(line, page):
        return
    for said in origins.phrased(line, page, *(WITNESSES if at_an_edge else ("origin",))):
        if origins.is_outlet(said.outlet) and origins.counts(said.kind, said.outlet):
            sure = origins.strength(said.outlet, said.address)
            name = origins.spelled(said.outlet)
            yield Testimony("origin", name, line.text, sure, WITNESSES[said.kind], said.address)
    if len(line.text) < _SHORT and (via := _VIA.match(line.text)) and outlets.named(via["outlet"]):
        name = outlets.presentable(via["outlet"])
        yield Testimony("origin", name, line.text, STRONG, "via", via=(via["one"].strip(),))


def rights(line: Line) -> Iterator[Testimony]:
    """Give whose copyright a line tells, and under which licence the text stands."""
    if found := _COPYRIGHT.search(line.text):
        yield Testimony("copyright", outlets.presentable(found["outlet"]), found[0], FAIR, WITNESS)
    if found := _LICENCE.search(line.text):
        yield Testimony("licence", spaced(found[0]), found[0], WEAK, WITNESS)
