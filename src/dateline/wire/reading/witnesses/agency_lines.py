"""How agencies begin and end their copy: "KABUL (AP) —", "(dpa/lby)", "Reuters" alone; and datelines of all papers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dateline.wire.reading import names, outlets, phrases, places
from dateline.wire.reading.testimony import CERTAIN, STRONG, Testimony
from dateline.wire.reading.witnesses.extraction import Text

WITNESS: Final = "agency-line"
_MOST_WORDS: Final = 7
_LONGEST_END: Final = 60
_ENDS: Final = (".", "!", "?", "…", "؟", "۔", "”", "»", '"')
_DASH: Final = r"\s*\.?\s*[-–—―_:.]{1,2}[-–—]?\s+(?=\S)"
_WHERE: Final = r"^[\W_]{0,3}(?P<place>[^\W\d_][^()\n/:]{0,60}?)?[\s,]*"
_AGENCY_LINES: Final = (  # "KABUL (AP) —", "МОСКВА, 5 января. /ТАСС/.", "Kabul, AFP -", "МОСКВА, 5 января — Интерфакс."
    re.compile(rf"{_WHERE}\((?P<agency>[^()\n]{{2,40}})\){_DASH}"),
    re.compile(rf"{_WHERE}\.?\s*/(?P<agency>[^/\n]{{2,30}})/{_DASH}"),
    re.compile(
        rf"{_WHERE}[.,]\s+(?P<agency>[^\W\d_a-zа-я][^\s.,]{{1,15}}(?:[\s.][^\W\d_a-zа-я][^\s.,]{{1,15}})?){_DASH}"
    ),
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
    re.compile(rf"^[\W_]{{0,2}}(?P<place>{_CAPITALS}|{_CAPITALISED})\s?[-–—]+\s*$"),
    re.compile(r"^(?P<place>[A-Z]{4,}(?:[ /-][A-Z]{3,}){0,2}):\s(?=[A-Z\"“])"),
)
_PLACE_DAY: Final = re.compile(r",?\s+(?:[^\W\d_]{3,10}\.?\s\d{1,2}|\d{1,2}\.?\s[^\W\d_]{3,10}\.?)(?:,?\s\d{4})?$")
_SIGNATURE: Final = re.compile(
    r"^[\W_]*(?P<alone>[\w.é'’ -]{2,30}?(?:/[\w ]{1,12}){0,2})[\W_]*$|\((?P<end>[\w.é -]{2,24}(?:/[\w ]{1,12})?)\)\W*$"
    r"|©\s*(?P<mark>[\w-]{2,24}),\s*\w+:\d"
)


@dataclass(frozen=True, slots=True)
class Opening:
    """How a text begins before it begins: the place it was filed from, the agency; ``length`` letters of the line."""

    place: str
    agency: str
    length: int


def testify(text: Text) -> Iterator[Testimony]:
    """Give the agency and the place that the text begins with, and the agency that signs it at its end."""
    for line, found in openings(text.paragraphs)[:1]:
        yield from _opened(line, found)
    for line in text.paragraphs[-2:]:
        yield from _signed(line)


def testify_of_text(text: Text) -> Iterator[Testimony]:
    """Give the same of a text around which there is no page, where more lines look alike.

    "WEATHER —" and "ANSEL: We …" also begin paragraphs: a place without an agency counts if there is a day beside it,
    or if it is known as a place. "… the Associated Press (AP)." also ends one: a mark counts behind a whole sentence.
    "Reuters/Ann Example" took a picture.
    """
    for line, found in openings(text.paragraphs)[:1]:
        if found.agency or any(letter.isdigit() for letter in line[: found.length]) or _is_known(found.place, text):
            yield from _opened(line, found)
    for line in text.paragraphs[-2:]:
        for said in _signed(line):
            before = line.partition(said.quotation)[0].strip()
            if (not before or before.endswith(_ENDS)) and not _is_of_a_photographer(said.quotation):
                yield said


def _is_known(place: str, text: Text) -> bool:
    return places.is_known(place) or places.is_mentioned(place, "\n".join(text.paragraphs))


def _is_of_a_photographer(mark: str) -> bool:
    return "/" in mark and any(names.is_person(part.strip()) for part in mark.split("/"))


def _opened(line: str, found: Opening) -> Iterator[Testimony]:
    quoted = line[: found.length].strip()
    if found.agency:
        yield Testimony("agency", found.agency, quoted, CERTAIN, WITNESS)
    if found.place:
        yield Testimony("dateline", found.place, quoted, STRONG, WITNESS)


def _signed(line: str) -> Iterator[Testimony]:
    if signed := _SIGNATURE.search(line):
        agency = _agency(signed["alone"] or signed["end"] or signed["mark"], "/")
        if outlets.is_agency(agency) and not any(phrases.matches("contributed", line)):
            yield Testimony("agency", agency, signed[0].strip(), STRONG, WITNESS)


def opening(line: str) -> Opening | None:
    """Take the first line of a text and give its agency line or dateline: "KABUL (AP) —", "OSLO —"."""
    for pattern in _AGENCY_LINES:
        if (found := pattern.match(line)) and _is_place(found["place"] or ""):
            agency = _agency(found["agency"])
            if agency and (pattern is _AGENCY_LINES[0] or outlets.is_agency(agency)):
                return Opening(_place(found["place"] or ""), agency, found.end())
    for pattern in _DATELINES:
        if (found := pattern.match(line)) and _is_place(found["place"]):
            return Opening(_place(found["place"]), "", found.end())
    return None


def openings(paragraphs: Sequence[str]) -> list[tuple[str, Opening]]:
    """The first paragraphs that have an opening, those with an agency first: a caption may stand above them."""
    found = [(line, first) for line in paragraphs[:4] if (first := opening(line))]
    return sorted(found, key=lambda each: not each[1].agency)


def is_signature(line: str) -> bool:
    """Whether a line is nothing but an agency's mark."""
    found = _SIGNATURE.search(line) if len(line) < _LONGEST_END else None
    return found is not None and not found["end"] and outlets.is_agency(_agency(found["alone"] or found["mark"], "/"))


def _agency(words: str, joint: str = r"[/,;\s-]") -> str:
    """The outlet in an agency line, which may also name an editor or a region: "dpa/lby", "Reuters Breakingviews"."""
    for part in (words.strip(), *re.split(joint, words)):
        known = outlets.named(part) if len(part) > 1 and (part.isupper() or not outlets.is_everyday(part)) else None
        if known and known.kind != "aggregators":
            return known.name
    return ""


def _is_place(words: str) -> bool:
    """Whether words before a dash can be a place: few, and not "WATCH" or "FILE PHOTO"."""
    low = words.lower().split()
    return len(low) <= _MOST_WORDS and not phrases.words("not_places") & {word.strip(" .,#") for word in low}


def _place(words: str) -> str:
    return _PLACE_DAY.sub("", words).strip(" ,-–—")
