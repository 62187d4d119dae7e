"""Where the page says that its story belongs: ``<link rel="canonical">`` to another site is a hint, not a proof."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from dateline.wire.reading import outlets
from dateline.wire.reading.page import Page
from dateline.wire.reading.testimony import FAIR, Testimony

WITNESS: Final = "canonical"
_COPIES: Final = frozenset(
    ("ampproject.org", "archive.org", "archive.ph", "archive.today", "googleusercontent.com", "translate.goog")
)
_LONGEST: Final = 40
_MOST_WORDS: Final = 16


def testify(page: Page) -> Iterator[Testimony]:
    """Give the canonical address if it is that of a story at another site, one that goes by another name."""
    for link in page.tree.xpath("//link[@rel='canonical' or @rel='original' or @rel='syndication-source'][@href]")[:3]:
        quoted = str(link.get("href")).strip()
        address = page.absolute(quoted)
        if address and page.address and _leads_elsewhere(page.address, address):
            yield Testimony("canonical", _spelled(page, address), quoted, FAIR, WITNESS, address)


def _spelled(page: Page, address: str) -> str:
    """The outlet's name: as the register has it, else as words of the page that make its domain, else the domain."""
    known = outlets.presentable(address)
    if known != outlets.host(address):
        return known
    label = outlets.squeezed(outlets.site(address))
    spelled = (content for _, content in page.metas if len(content) < _LONGEST)
    return next(
        (each for each in (*spelled, *_phrases(page)) if outlets.squeezed(each) == label and " " in each), known
    )


def _phrases(page: Page) -> Iterator[str]:
    """Runs of words in the page's short lines and links, as long as an outlet's name may be."""
    for line in page.lines:
        words = line.text.split()
        for size in range(2, 6) if len(words) <= _MOST_WORDS else ():
            for start in range(len(words) - size + 1):
                yield " ".join(words[start : start + size]).strip(" ,.;:()|©")


def _leads_elsewhere(here: str, there: str) -> bool:
    try:
        path = urlsplit(there).path.strip("/")
    except ValueError:
        return False
    if outlets.site(here) in _COPIES:
        return False
    ours, theirs = outlets.site(here), outlets.site(there)
    if not path or not ours or not theirs or ours == theirs:
        return False
    one, other = outlets.label(here), outlets.label(there)
    return one != other and not outlets.same(outlets.presentable(here), outlets.presentable(there))
