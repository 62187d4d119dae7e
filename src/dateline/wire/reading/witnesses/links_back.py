"""Links to the original at the two ends of a text: "Read the original", "Source: …", an outlet's name alone."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from dateline.wire.reading import mastheads, outlets, phrases
from dateline.wire.reading.page import Line, Page, bare, text_of
from dateline.wire.reading.testimony import FAIR, STRONG, Testimony
from dateline.wire.reading.witnesses import origins, prose

_TITLE: Final = 4  # words; as many are more likely the headline of the original
_OFFICIAL: Final = frozenset(("gov", "edu", "mil", "int", "ac", "gob", "gouv"))


def testify(line: Line, page: Page) -> Iterator[Testimony]:
    """Give the original to which a line leads: if it says so, or is nothing but the name of the outlet there."""
    for words, address in _links(line, page):
        left, is_named = line.text.replace(words, ""), _is_named_by(words, address)
        is_said = _leads_back(line.text) or _leads_back(left)
        if (is_said or (is_named and not bare(left))) and not mastheads.is_an_office(words):
            may_be_named = is_named or (len(words.split()) < _TITLE and not _leads_back(words))
            name = (mastheads.printed(words) if may_be_named else "") or outlets.presentable(address)
            yield Testimony("origin", name, line.text, STRONG if is_said else FAIR, prose.WITNESS, address)


def addresses(line: Line, page: Page) -> Iterator[str]:
    """Give where the links of a line lead that may lead to an original."""
    yield from (address for _, address in _links(line, page))


def _links(line: Line, page: Page) -> Iterator[tuple[str, str]]:
    for link in origins.links(line):
        words, address = text_of(link), page.absolute(link.get("href") or "")
        if words and leads_to_a_story(address) and outlets.site(address) != outlets.site(page.address):
            yield words, address


def leads_to_a_story(address: str) -> bool:
    """Whether an address may be that of a story: neither a platform's nor an office's, nor a front page."""
    known = outlets.named(address) if address else None
    if (known and known.kind == "aggregators") or _OFFICIAL & {*outlets.host(address).split(".")}:
        return False
    path = urlsplit(address).path.strip("/") if address else ""
    return "/" in path or "-" in path or any(letter.isdigit() for letter in path)


def _leads_back(words: str) -> bool:
    return bool(bare(words)) and phrases.lines("original").fullmatch(words) is not None


def _is_named_by(words: str, address: str) -> bool:
    """Whether the words of a link are the name of the outlet to which it leads."""
    name, known = outlets.squeezed(words), outlets.named(address)
    return bool(name) and (
        name == outlets.squeezed(outlets.site(address)) or (known is not None and outlets.same(words, known.name))
    )
