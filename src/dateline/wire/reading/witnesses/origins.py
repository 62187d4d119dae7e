"""What a line says about where its story comes from, by the phrases of all languages; what can name an outlet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import html

from dateline.wire.reading import moments, names, outlets, phrases
from dateline.wire.reading.page import Line, Page, bare, spaced, text_of
from dateline.wire.reading.testimony import CERTAIN, PASSED_ON, STRONG

_MOST_WORDS: Final = 8
_YEAR_BEHIND: Final = re.compile(r"(?: of)? \d{4}$")
_PARTS: Final = re.compile(r"\s*[+,،/&]\s*")
_CLOCK: Final = re.compile(r"\d{1,2}[:.]\d\d|\d{1,2}\s?[ap]\.?m", re.IGNORECASE)
_ARTICLE: Final = re.compile(r"^(?:the|der|die|das|la|le|el|o|a)\s")
_MARKS: Final = "\"'“”„«» ."


@dataclass(frozen=True, slots=True)
class Phrased:
    """A phrase in a line: the outlet that it names, as it is written, and the address of the original, if linked.

    ``before`` and ``lead`` are what stands before the phrase and before the outlet, ``rest`` what follows the outlet.
    """

    kind: str
    outlet: str
    address: str
    before: str
    lead: str
    rest: str


def phrased(line: Line, page: Page, *kinds: str) -> Iterator[Phrased]:
    """Take a line and give its phrases of these kinds (tables of the phrase files)."""
    words = _without_headline(line, page)
    for kind in kinds:
        for found in phrases.matches(kind, words):
            spelled, address = _linked(line, known_part(found["outlet"].strip(" .,:;")), page)
            start, end = found.span("outlet")
            yield Phrased(kind, spelled, address, words[: found.start()], words[:start], words[end:])


def links(line: Line) -> Iterator[html.HtmlElement]:
    """The links in a line; one element may hold several lines."""
    letters = bare(line.text)
    yield from (link for link in line.element.iter("a") if bare(text_of(link)) in letters)


def is_of_others(line: Line, page: Page) -> bool:
    """Whether a line points outward ("was reprinted on …"), or tells of those who only contributed."""
    words = _without_headline(line, page)
    return any(phrases.matches("outward", words)) or any(phrases.matches("contributed", words))


def _without_headline(line: Line, page: Page) -> str:
    """A line without the headline in it: "This article *Old bridge is closed* originally appeared on Example"."""
    headline = page.lines[page.headline_at].text if page.headline_at >= 0 else ""
    return spaced(line.text.replace(headline, "")) if headline and line.text != headline else line.text


def strength(words: str, address: str) -> float:
    """How far a line is to be trusted that names this outlet, and perhaps links to this address."""
    if outlets.is_syndicate(words):
        return PASSED_ON
    return CERTAIN if outlets.named(words) or address else STRONG


def spelled(words: str) -> str:
    """An outlet's name as a newspaper prints it; that of a printed issue as it is written."""
    return words if outlets.is_issue(words) else outlets.presentable(words)


def known_part(words: str) -> str:
    """Of "Example and agencies" or "Lantern.example Reuters", the part that the register knows; else all the words."""
    if outlets.named(words) is not None:
        return words
    parts = words.split()
    for part in (*_PARTS.split(words), *(" ".join(parts[start:]) for start in range(1, len(parts)))):
        if outlets.is_agency(part) and not outlets.is_everyday(part):
            return part
    after_a_site = len(parts) > 1 and "." in parts[-2] and outlets.is_agency(parts[-1])
    return parts[-1] if after_a_site else words


def _linked(line: Line, spelled: str, page: Page) -> tuple[str, str]:
    """The outlet as the link spells it in which the words stand; the address of the original, if a link leads there."""
    address, low = "", spelled.casefold()
    for link in links(line):
        words, leads = text_of(link).strip(" .,"), page.absolute(link.get("href") or "")
        known = outlets.named(leads) if leads else None
        if not leads or (known and known.kind == "aggregators"):
            continue
        if words and low.startswith(words.casefold()):
            spelled = words
        if outlets.site(leads) != outlets.site(page.address) and leads.count("/") >= address.count("/"):
            address = leads
    return spelled, address


def is_outlet(words: str) -> bool:
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


def counts(kind: str, words: str) -> bool:
    """Whether words can name who supplied a story, and not who supplied a figure or a photograph in it."""
    if kind == "origin" or outlets.named(words) is not None:
        return True
    if kind == "known":
        return False
    return not set(re.findall(r"[\w-]+", words.lower())) & phrases.words("institutions") and not names.is_person(words)
