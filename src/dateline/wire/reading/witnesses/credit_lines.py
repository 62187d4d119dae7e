"""Lines at the two ends of a text that say where it is from, and nothing else: "via Example", "Source: Example"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from dateline.wire.reading import mastheads, moments, names, outlets, phrases
from dateline.wire.reading.page import Line, Page, bare
from dateline.wire.reading.testimony import FAIR, STRONG, Testimony
from dateline.wire.reading.witnesses import dates, links_back, origins, prose

_LONG: Final = 240
_SHORT: Final = 90
_REST: Final = 40
_MOST_BEFORE: Final = 6
_MOST_LEADING: Final = 5
_MOST_OF_A_DAY: Final = 2  # the weekday and the month
_WHEN: Final = r"(?:(?:\s*[,(]\s*|\s+[-–—]\s+|\s+on\s+)[^,()]*\d[^()]*\)?)?"
_FROM: Final = re.compile(
    rf"[\W_]*(?P<word>via|from)(?:\s*:\s*|\s+)(?P<outlet>[^,;:()\n]{{2,60}}?){_WHEN}[\W_]*", re.IGNORECASE
)
_VIA: Final = re.compile(
    rf"[\W_]*(?P<one>[^,;:()\n]{{2,50}}?)\s+via\s+(?P<other>[^,;:()\n]{{2,50}}?){_WHEN}[\W_]*", re.IGNORECASE
)
_LICENSED: Final = re.compile(
    r"[\W_]*(?:this|licen[cs]ed?|text|(?:re)?published|reprinted|reproduced|used|available|cc|creative commons)\b",
    re.IGNORECASE,
)
_GOES_ON: Final = re.compile(r",\s+(?:the|an?|his|her|its|their|he|she|it|they|we)\b")
_DAY_BEHIND: Final = re.compile(rf"{_WHEN}[\W_]*$")
_WORD: Final = re.compile(r"[^\W\d_]+")


def testify(lines: Sequence[Line], page: Page) -> Iterator[Testimony]:
    """Give what these lines (``edges``) say: where the text comes from, when it first appeared, under which licence."""
    for number, line in enumerate(lines):
        if len(line.text) > _LONG or _GOES_ON.search(line.text) or origins.is_of_others(line, page):
            continue  # "First published by Example in 1923, the novel …" is a sentence
        said = [*_phrased(line, page)] or [*_via(line, page)] or [*links_back.testify(line, page)]
        yield from said
        if said or len(line.text) < _SHORT:
            yield from dates.first_published(line)
        yield from _rights(line, is_said=bool(said))
        for beside in lines[max(0, number - 1) : number + 2] if said else ():
            yield from _day_alone(beside)


def testify_of_opening(paragraphs: Sequence[str]) -> Iterator[Testimony]:
    """Give the agency with which a text begins its first sentence: "به گزارش ایسنا، …"."""
    for line in paragraphs[:1]:
        for found in phrases.matches("opens", line):
            agency = origins.known_part(found["outlet"].strip(" .,:;"))
            if outlets.is_agency(agency):
                yield Testimony("agency", outlets.presentable(agency), found[0].strip(), STRONG, prose.WITNESS)


def _phrased(line: Line, page: Page) -> Iterator[Testimony]:
    for said in origins.phrased(_without_day(line), page, "origin", "supply"):
        is_origin = said.kind == "origin"
        name = said.outlet if outlets.is_issue(said.outlet) else mastheads.printed(said.outlet, is_alone=is_origin)
        if name and (_is_of_the_text(said) if is_origin else _is_its_source(said)):
            linked = said.outlet if said.outlet.startswith("http") else said.address
            address = linked if links_back.leads_to_a_story(linked) else ""
            sure = origins.strength(said.outlet, said.address)
            yield Testimony("origin", name, line.text, sure, prose.WITNESSES[said.kind], address)


def _without_day(line: Line) -> Line:
    found = _DAY_BEHIND.search(line.text)
    return replace(line, text=line.text[: found.start()]) if found and moments.parse(found[0]) else line


def _is_of_the_text(said: origins.Phrased) -> bool:
    """Whether "reprinted from" is said of the text, and not within a sentence about something else."""
    if "," in said.before or len(said.before.split()) > _MOST_BEFORE:
        return False
    has_capitals = said.outlet.lower() != said.outlet.upper()
    return has_capitals or outlets.named(said.outlet) is not None or not (bare(said.before) or len(said.rest) > _REST)


def _is_its_source(said: origins.Phrased) -> bool:
    """Whether a line is nothing but who supplied the text, and not who supplied a figure in it."""
    is_alone = not bare(said.before) and (not bare(said.rest) or moments.parse(said.rest) is not None)
    is_named = origins.counts(said.kind, said.outlet) and not mastheads.is_an_office(said.outlet)
    return is_alone and is_named and len(said.lead.split()) <= _MOST_LEADING


def _via(line: Line, page: Page) -> Iterator[Testimony]:
    """In a line of its own, "via Example"; of "One via Other", One had it first, and Other passed it on.

    If the register knows only Other, One is who passed it on: so it is on pages that reprint.
    """
    if found := _FROM.fullmatch(line.text):
        is_via, known = found["word"].lower() == "via", outlets.named(found["outlet"])
        name = mastheads.printed(found["outlet"], is_alone=is_via)
        if name and (is_via or known):
            address = next(links_back.addresses(line, page), "")
            yield Testimony("origin", name, line.text, STRONG if known else FAIR, prose.WITNESS, address)
    elif (found := _VIA.fullmatch(line.text)) and len(line.text) < _SHORT:
        one, other = mastheads.printed(found["one"]), mastheads.printed(found["other"])
        if outlets.named(found["other"]) and not outlets.named(found["one"]):
            one, other = other, one
        if one and other and not names.is_person(other):
            yield Testimony("origin", one, line.text, STRONG, "via", via=(other,))


def _rights(line: Line, *, is_said: bool) -> Iterator[Testimony]:
    """A line about other things may name a licence too; one that is the text's own begins with it."""
    is_own = is_said or _LICENSED.match(line.text) is not None
    yield from (each for each in prose.rights(line) if is_own or each.field != "licence")


def _day_alone(line: Line) -> Iterator[Testimony]:
    """A date alone in the line beside such a line: it is that of the original."""
    is_short = len(line.text) < _REST and len(_WORD.findall(line.text)) <= _MOST_OF_A_DAY
    if is_short and (found := moments.parse(line.text)):
        yield Testimony("published", found, line.text, STRONG, dates.FIRST)
