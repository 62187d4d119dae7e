"""What the page tells its readers: bylines, "Reprinted from", agency lines, copyright, licences."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from lxml import etree, html

from dateline.wire.reading import moments, names, outlets, phrases
from dateline.wire.reading.page import Line, Page, spaced, text_of
from dateline.wire.reading.testimony import CERTAIN, FAIR, STRONG, WEAK, Testimony
from dateline.wire.reading.witnesses.dates import near
from dateline.wire.reading.witnesses.extraction import Text

WITNESS: Final = "prose"
REPRINT_LINE: Final = "reprint-line"
AGENCY_LINE: Final = "agency-line"
_MARKED: Final = etree.XPath(
    "//*[@rel='author' or @itemprop='author' or contains(@class,'byline') or contains(@class,'Byline') or contains(@class,'author')"
    " or contains(@class,'Author') or contains(@id,'byline') or contains(@class,'contributor') or contains(@class,'source')"
    " or contains(@class,'agency') or contains(@class,'attribution') or contains(@class,'autor')][not(self::body or self::html or self::script or self::meta)]"
)
_BEHIND: Final = 14
_MOST_WORDS: Final = 7
_LONG: Final = 700
_SHORT: Final = 90
_DASH: Final = r"\s*\.?\s*[-–—―_:.]{1,2}[-–—]?\s+(?=\S)"
_WHERE: Final = r"^[\W_]{0,3}(?P<place>[^\W\d_][^()\n/:]{0,60}?)?[\s,]*"
_AGENCY_LINES: Final = (  # "KABUL (AP) —", "МОСКВА, 5 января. /ТАСС/.", "Kabul, AFP -", "МОСКВА, 5 января — Интерфакс."
    re.compile(rf"{_WHERE}\((?P<agency>[^()\n]{{2,40}})\){_DASH}"),
    re.compile(rf"{_WHERE}\.?\s*/(?P<agency>[^/\n]{{2,30}})/{_DASH}"),
    re.compile(rf"{_WHERE}[.,]\s+(?P<agency>[^\W\d_a-zа-я][^\s.,]{{1,15}}(?:\s[^\W\d_a-zа-я][^\s.,]{{1,15}})?){_DASH}"),
    re.compile(
        rf"{_WHERE}\s+[-–—]\s+(?P<agency>[^\W\d_a-zа-я][^\s.,]{{1,15}}(?:\s[^\W\d_a-zа-я][^\s.,]{{1,15}})?)\.\s+(?=\S)"
    ),
)
_CAPITALS: Final = (
    r"[^\W\d_a-zà-ÿа-я][^\Wa-zà-ÿа-я\d_]+(?:[ .,'’/-]+[^\Wa-zà-ÿа-я\d_]+\.?){0,4}(?:,\s[A-Z][\w. ]{1,16}?)?"
)
_CAPITALISED: Final = r"[^\W\d_a-z][\w.'’-]+(?:\s[^\W\d_a-z][\w.'’-]+){0,2}(?:,\s[A-Z][\w. ]{1,14})?"
_DATELINES: Final = (  # "OSLO —", "LONDON, 3 May –", "Harare, Zimbabwe – The …", "ISLAMABAD: The …"
    re.compile(
        rf"^[\W_]{{0,2}}(?P<place>{_CAPITALS})(?:,\s(?:[^\W\d_]{{3,9}}\.?\s\d{{1,2}}|\d{{1,2}}\.?\s[^\W\d_]{{3,9}}\.?))?"
        r"\s?(?:—|–|--|\s-)\s?(?=[^\W_]|[\"“«„])"
    ),
    re.compile(rf"^[\W_]{{0,2}}(?P<place>{_CAPITALISED})\s?[—–]\s?(?=[\"“«„]?[^\W\d_a-zà-ÿа-я])"),
    re.compile(r"^(?P<place>[A-Z]{4,}(?:[ /-][A-Z]{3,}){0,2}):\s(?=[A-Z\"“])"),
)
_PLACE_DAY: Final = re.compile(r",?\s+(?:[^\W\d_]{3,10}\.?\s\d{1,2}|\d{1,2}\.?\s[^\W\d_]{3,10}\.?)$")
_COPYRIGHT: Final = re.compile(
    r"(?:©|&copy;|\(c\)|copyright)\W{0,4}(?:©\s?)?(?:(?:19|20)\d{2}(?:\s?[-–]\s?(?:19|20)\d{2})?,?\s+)(?:by\s+)?(?P<outlet>[^.|()\n©]{2,60}?)(?=\.(?:\s|$)|,? all rights|[|()]|,?\s(?:distributed|llc|visit)|$)",
    re.IGNORECASE,
)
_LICENCE: Final = re.compile(
    r"\bcc[ -]by(?:[ -](?:nc|nd|sa))*(?:[ -]\d\.\d)?\b|creative commons[\w ,’'./-]{0,60}?licen[cs]e|creative commons attribution[\w ,./-]{0,50}",
    re.IGNORECASE,
)
_PHOTOGRAPH: Final = re.compile(
    r"caption|photo|image|picture|gallery|figure|(?:^|[\s_-])(?:credit|media|lightbox|video)", re.IGNORECASE
)
_VIA: Final = re.compile(r"^[\W_]*(?P<one>[^\n]{2,40}?)\s+via\s+(?P<outlet>[^\n]{2,40}?)[\W_]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Opening:
    """How a text begins before it begins: the place it was filed from, the agency; ``length`` letters of the line."""

    place: str
    agency: str
    length: int


def testify(page: Page, text: Text) -> Iterator[Testimony]:
    """Give what the lines around the story say about it."""
    yield from _bylines(page, text)
    yield from _opening(text)
    for line in around(page, text):
        yield from origins(line, page)
        yield from _reporting(line)
        yield from _rights(line)


def around(page: Page, text: Text) -> Iterator[Line]:
    """The lines near the headline, the first and last of the text, and those behind it; not a page's furniture."""
    places = [*near(page, text), *text.places, *range(text.last, min(text.last + _BEHIND, len(page.lines)))]
    for place in sorted(set(places)):
        line = page.lines[place] if 0 <= place < len(page.lines) else None
        if line and len(line.text) < _LONG and not _is_of_a_photograph(line.element):
            if not line.is_furniture or place in text.places:
                yield line


def opening(line: str) -> Opening | None:
    """Take the first line of a text and give its agency line or dateline: "KABUL (AP) —", "Berlin (dpa/bb) -", "OSLO —"."""
    for pattern in _AGENCY_LINES:
        if (found := pattern.match(line)) and _is_place(found["place"] or ""):
            agency = _agency(found["agency"])
            if agency and (pattern is _AGENCY_LINES[0] or outlets.is_agency(agency)):
                return Opening(_place(found["place"] or ""), agency, found.end())
    for pattern in _DATELINES:
        if (found := pattern.match(line)) and _is_place(found["place"]):
            return Opening(_place(found["place"]), "", found.end())
    return None


def origins(line: Line, page: Page) -> Iterator[Testimony]:
    """Give the outlets that a line names as those that published first. A line that points outward names none."""
    if any(phrases.matches("outward", line.text)) or any(phrases.matches("contributed", line.text)):
        return
    for kind, witness in (("origin", REPRINT_LINE), ("supply", WITNESS)):
        for found in phrases.matches(kind, line.text):
            spelled, address = _linked(line.element, found["outlet"].strip(" .,:;"), page)
            if _is_outlet(spelled):
                strength = CERTAIN if outlets.named(spelled) or address else STRONG
                yield Testimony("origin", _named(spelled), line.text, strength, witness, address)
    if len(line.text) < _SHORT and (via := _VIA.match(line.text)) and outlets.named(via["outlet"]):
        yield Testimony(
            "origin", outlets.presentable(via["outlet"]), line.text, STRONG, "via", via=(via["one"].strip(),)
        )


def _named(spelled: str) -> str:
    return spelled if outlets.is_issue(spelled) else outlets.presentable(spelled)


def _agency(words: str) -> str:
    """The outlet in an agency line, which may also name an editor or a region: "dpa/lby", "Reuters Breakingviews"."""
    for part in (words, *re.split(r"[/,;\s-]", words)):
        known = outlets.named(part) if len(part.strip()) > 1 else None
        if known and known.kind != "aggregators":
            return known.name
    return ""


def _is_place(words: str) -> bool:
    """Whether words before a dash can be a place: few, and not "WATCH" or "FILE PHOTO"."""
    low = words.lower().split()
    return len(low) <= _MOST_WORDS and not phrases.words("not_places") & {word.strip(" .,#") for word in low}


def _place(words: str) -> str:
    return _PLACE_DAY.sub("", words).strip(" ,-–—")


def _linked(element: html.HtmlElement, spelled: str, page: Page) -> tuple[str, str]:
    """The outlet as the link spells it that the words stand in, and the address of the original, if a link leads there."""
    address, low = "", spelled.casefold()
    for link in element.iter("a"):
        words, leads = text_of(link).strip(" .,"), page.absolute(link.get("href") or "")
        if not leads or (known := outlets.named(leads)) and known.kind == "aggregators":
            continue
        if words and (low.startswith(words.casefold()) or words.casefold().startswith(low)) and len(words) < _SHORT:
            spelled = words if len(words) <= len(spelled) else spelled
        if outlets.site(leads) != outlets.site(page.address) and leads.count("/") >= address.count("/"):
            address = leads
    return spelled, address


def _is_outlet(words: str) -> bool:
    """Whether words can name an outlet: not a date, not "our print edition", not a whole sentence."""
    low = words.lower().strip(" .\"'“”")
    if not low or low in phrases.words("generic") or len(words.split()) > 8:  # noqa: PLR2004
        return False
    if outlets.named(words) is None and set(re.findall(r"[\w-]+", low)) <= phrases.words("nobody") | phrases.words(
        "and"
    ):
        return False
    if low.isdigit() or moments.parse(words) or moments.parse(f"{words} 2000") or re.match(r"\d{1,2}[:.]\d\d|\d{1,2}\s?[ap]\.?m", low):
        return False
    first = re.sub(r"^(?:the|der|die|das|la|le|el|o|a)\s", "", words.strip("\"'“”„«"))[:1]
    return (
        outlets.named(words) is not None
        or "." in words.strip(".")
        or first.isupper()
        or first.lower() == first.upper()
        or first.isdigit()
    )


def _opening(text: Text) -> Iterator[Testimony]:
    for line, found in openings(text.paragraphs)[:1]:
        quoted = line[: found.length].strip()
        if found.agency:
            yield Testimony("agency", found.agency, quoted, CERTAIN, AGENCY_LINE)
        if found.place:
            yield Testimony("dateline", found.place, quoted, STRONG, WITNESS)


def openings(paragraphs: Sequence[str]) -> list[tuple[str, Opening]]:
    """The first paragraphs that have an opening, those with an agency first: a caption may stand above them."""
    found = [(line, first) for line in paragraphs[:4] if (first := opening(line))]
    return sorted(found, key=lambda each: not each[1].agency)


def _bylines(page: Page, text: Text) -> Iterator[Testimony]:
    """Elements that are marked as a byline near the story, and lines there that begin as one does."""
    lines = [page.lines[place] for place in near(page, text)]
    elements = {line.element for line in lines}
    site = page.meta("og:site_name")
    for element in _MARKED(page.tree):
        if (
            element in elements
            or any(parent in elements for parent in _parents(element))
            or any(child in elements for child in element)
        ):
            yield from _by(text_of(element), site, FAIR)
    for line in lines:
        if line.is_furniture or _is_of_a_photograph(line.element) or len(line.text) > _SHORT * 2:
            continue
        if _begins_as_byline().match(line.text):
            yield from _by(line.text, site, STRONG)
        elif any(phrases.matches("contributed", line.text)):
            continue
        elif len(line.text) < _SHORT and (agency := names.agency(line.text)) and outlets.is_agency(agency):
            yield from _by(line.text, site, FAIR)


def _by(line: str, site: str, strength: float) -> Iterator[Testimony]:
    if len(line) > _SHORT * 3:
        return
    if people := names.people(line, outlet=site):
        yield Testimony("bylines", people, line, strength, WITNESS)
    if agency := names.agency(line):
        yield Testimony("agency", agency, line, strength, WITNESS)


def _is_of_a_photograph(element: html.HtmlElement) -> bool:
    """Whether its words tell of a photograph: who took it is not who wrote the story."""
    for each in (element, *_parents(element)):
        if each.tag in ("figure", "figcaption") or _PHOTOGRAPH.search(
            f"{each.get('class') or ''} {each.get('id') or ''}"
        ):
            return True
    return False


def _parents(element: html.HtmlElement) -> list[html.HtmlElement]:
    return list(element.iterancestors())[:4]


@cache
def _begins_as_byline() -> re.Pattern[str]:
    words = sorted(phrases.words("by"), key=len, reverse=True)
    return re.compile(rf"[\W_]{{0,3}}(?:{'|'.join(map(re.escape, words))})(?:\s*[:：]\s*|\s+)\S", re.IGNORECASE)


def _reporting(line: Line) -> Iterator[Testimony]:
    """ "(Reporting by …; editing by …)" at the end of an agency's copy, "Contact reporter …" at a local paper."""
    for found in phrases.matches("reporting", line.text):
        if people := names.people(spaced(found["names"])):
            yield Testimony("bylines", people, found[0], FAIR, "reporting-line")


def _rights(line: Line) -> Iterator[Testimony]:
    if found := _COPYRIGHT.search(line.text):
        yield Testimony("copyright", outlets.presentable(found["outlet"]), found[0], FAIR, WITNESS)
    if found := _LICENCE.search(line.text):
        yield Testimony("licence", spaced(found[0]), found[0], WEAK, WITNESS)
